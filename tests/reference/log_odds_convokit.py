"""Make log_odds_convokit.json: z of the weighted log-odds by ConvoKit 5.0.0's FightingWords.

Run once in an environment of its own:

    pip install --no-deps convokit==5.0.0
    pip install scikit-learn pandas matplotlib
    python tests/reference/log_odds_convokit.py

ConvoKit as a whole needs torch and a parser; FightingWords does not. Only its file is executed,
unchanged; the three names it imports from ConvoKit and the text cleaner, which the method does not
use on words that need no cleaning, are replaced by empty ones.
"""

import importlib.util
import json
import sys
import types
from importlib.metadata import version
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer

WORDS = ["regime", "leader", "claimed", "said", "protest", "riot", "the"]
COUNTS_A = [9, 2, 14, 31, 0, 7, 120]  # made up for this file
COUNTS_B = [1, 8, 3, 44, 6, 0, 150]
PRIORS = {"flat": [0.1] * 7, "informative": [0.4, 0.5, 0.9, 4.0, 0.3, 0.3, 13.6]}


def fighting_words():
    """The class, from its file, without the rest of the package."""
    names = {
        "convokit": {"Transformer": object},
        "convokit.model": {"Corpus": object, "CorpusComponent": object},
        "cleantext": {"clean": None},
    }
    folder = Path(str(importlib.util.find_spec("convokit").origin)).parent
    for name, content in names.items():
        sys.modules[name] = types.ModuleType(name)
        vars(sys.modules[name]).update(content)
    path = folder / "fighting_words" / "fightingWords.py"
    spec = importlib.util.spec_from_file_location("fighting_words", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.FightingWords


def text_of(counts: list[int]) -> str:
    return " ".join(w for w, n in zip(WORDS, counts, strict=True) for _ in range(n))


out = {"made_by": f"ConvoKit {version('convokit')}, FightingWords", "words": WORDS}
out |= {"counts_a": COUNTS_A, "counts_b": COUNTS_B, "priors": PRIORS, "z": {}}
FightingWords = fighting_words()
for name, prior in PRIORS.items():
    method = FightingWords(
        text_func=str,
        cv=CountVectorizer(vocabulary=WORDS, token_pattern=r"\S+"),
        prior=np.array(prior),
    )
    z = dict(method._bayes_compare_language([text_of(COUNTS_A)], [text_of(COUNTS_B)]))
    out["z"][name] = [float(z[word]) for word in WORDS]
path = Path(__file__).with_suffix(".json")
path.write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")
