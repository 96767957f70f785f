"""Do tests of words and of partisanship keep quiet where outlets do not differ?

Articles repeat their own words, and articles on one event share its names. Two outlets that draw
from the same vocabulary are compared many times over:

- **naive**: the published z of the weighted log-odds read as a normal deviate, words taken for
  independent draws;
- **articles**: whole articles permuted, without regard to events;
- **within events**: whole articles permuted within events, what `framing.outlets.compare_words`
  does where there are events.

Rates are the share of all words called different at p < .05, and, for the whole list, the share of
runs with any word at adjusted p < .05. For **partisanship** the mean estimate should be .5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.calibration.worlds import make_words
from framing.stats import leave_out_partisanship, permute_log_odds, plug_in_partisanship
from framing.stats.partisanship_events import (
    leave_event_out_partisanship,
    permuted_event_partisanship,
)

if TYPE_CHECKING:
    import pandas as pd

CORPORA = {
    "40 events, both outlets on each": (40, True),
    "no events, 80 articles each": (80, False),
}
DRAWS = 199


def word_tests(runs: int, seed: int) -> pd.DataFrame:
    """False positives of three ways to test words, single words and whole lists."""
    import pandas as pd
    from scipy import stats

    rows: list[dict[str, Any]] = []
    for corpus, (events, shared) in CORPORA.items():
        rng = np.random.default_rng([seed, events])
        for _ in range(runs):
            made = make_words(events, rng, shared=shared)
            total = np.asarray(made.counts.sum(axis=0), dtype=float)
            used = np.asarray((made.counts > 0).sum(axis=0)) >= 3  # as in compare_words
            counts, prior = made.counts[:, used], total[used] / total.sum() * 1000
            ways: dict[str, Any] = {"articles": None}
            if shared:
                ways["within events"] = made.events
            for way, blocks in ways.items():
                got = permute_log_odds(
                    counts, made.is_a, prior, events=blocks, draws=DRAWS, rng=rng
                )
                if way == "articles":
                    naive = 2 * stats.norm.sf(np.abs(got.z))
                    family = naive * len(naive)
                    rows.append(_rates(corpus, "naive z (Bonferroni for the list)", naive, family))
                rows.append(_rates(corpus, f"permuted {way}", got.p, got.p_adjusted))
    frame = pd.DataFrame(rows)
    return frame.groupby(["corpus", "test"], sort=False).mean().reset_index()


def _rates(corpus: str, test: str, p: Any, adjusted: Any) -> dict[str, Any]:
    return {
        "corpus": corpus,
        "test": test,
        "single words": float((p < 0.05).mean()),
        "any word of the list": bool((adjusted < 0.05).any()),
    }


def partisanship_under_no_difference(runs: int, seed: int) -> pd.DataFrame:
    """Mean estimates of partisanship, true value .5, and false positives of its permutation."""
    import pandas as pd

    rows: list[dict[str, Any]] = []
    for corpus, (events, shared) in CORPORA.items():
        rng = np.random.default_rng([seed, events, 2])
        for _ in range(runs):
            made = make_words(events, rng, shared=shared, words=2000)
            value = leave_event_out_partisanship(made.counts, made.is_a, made.events)
            band = permuted_event_partisanship(
                made.counts, made.is_a, made.events, draws=99, rng=rng
            )
            rows.append(
                {
                    "corpus": corpus,
                    "plug-in": plug_in_partisanship(made.counts, made.is_a),
                    "leaving out the article": leave_out_partisanship(made.counts, made.is_a),
                    "leaving out the event": value,
                    "false positives": ((band >= value).sum() + 1) / (len(band) + 1) < 0.05,
                }
            )
    frame = pd.DataFrame(rows)
    means = frame.groupby("corpus", sort=False).mean()
    means["sd of the last"] = frame.groupby("corpus")["leaving out the event"].std()
    order = ["plug-in", "leaving out the article", "leaving out the event", "sd of the last"]
    return means[[*order, "false positives"]].reset_index()
