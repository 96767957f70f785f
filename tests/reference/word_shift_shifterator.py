"""Make word_shift_shifterator.json: word shifts by shifterator 0.3.0, to compare with.

Run once in an environment of its own with Python 3.9 (shifterator does not run on newer ones):

    pip install shifterator==0.3.0 "numpy<2"
    python tests/reference/word_shift_shifterator.py

Three shifts: one score a word against the average of the first text, against a fixed reference, and
two scores a word (read differently in each text). Shifterator's ``normalization=None`` leaves the
contributions as they are, so that they sum to the difference.
"""

import json
from pathlib import Path

import shifterator

COUNTS_1 = {"hope": 12, "fear": 30, "war": 22, "peace": 5, "tax": 9, "court": 0}
COUNTS_2 = {"hope": 25, "fear": 11, "war": 0, "peace": 8, "tax": 9, "court": 14}
SCORES_1 = {"hope": 7.4, "fear": 2.3, "war": 1.8, "peace": 7.9, "tax": 4.1, "court": 5.0}
SCORES_2 = {"hope": 7.1, "fear": 3.0, "war": 2.2, "peace": 7.7, "tax": 3.1, "court": 4.6}
SHIFTS = {
    "average": {"type2score_2": SCORES_1, "reference_value": "average"},
    "fixed": {"type2score_2": SCORES_1, "reference_value": 5.0},
    "two_scores": {"type2score_2": SCORES_2, "reference_value": "average"},
}

words = list(COUNTS_1)
out = {"made_by": "shifterator 0.3.0", "words": words, "shifts": {}}
for name, values in (("counts_1", COUNTS_1), ("counts_2", COUNTS_2)):
    out[name] = [values[w] for w in words]
for name, values in (("scores_1", SCORES_1), ("scores_2", SCORES_2)):
    out[name] = [values[w] for w in words]
for name, options in SHIFTS.items():
    shift = shifterator.WeightedAvgShift(
        COUNTS_1, COUNTS_2, type2score_1=SCORES_1, normalization=None, **options
    )
    contributions = shift.get_shift_scores()
    out["shifts"][name] = {
        "reference": shift.reference_value,
        "averages": [
            shift.get_weighted_score(shift.type2freq_1, shift.type2score_1),
            shift.get_weighted_score(shift.type2freq_2, shift.type2score_2),
        ],
        "contributions": [contributions[w] for w in words],
    }
path = Path(__file__).with_suffix(".json")
path.write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")
