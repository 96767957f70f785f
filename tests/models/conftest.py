"""A synthetic corpus: short made-up texts in which each outlet has a mark of its own.

Label and outlet go together (two outlets left, ...), but nothing in how a text is written says left
or right except the outlet's mark: random folds look good, whole outlets held out fall to chance.
"""

from __future__ import annotations

import numpy as np
import pytest

from framing.types import Article

WORDS = """
rain bridge council market river harbour train school budget storm ferry road mayor farm bread
engine light winter ticket garden stone window paper coast field
"""
OUTLETS = [f"Paper {c}" for c in "ABCDEFGH"]
LEANING = {outlet: ("left", "right")[i % 2] for i, outlet in enumerate(OUTLETS)}


def make_articles(per_outlet: int = 15, *, marks: bool = True, seed: int = 0) -> list[Article]:
    """Articles of eight outlets on shared events; each outlet signs with a word of its own."""
    rng = np.random.default_rng(seed)
    rows = []
    for o, outlet in enumerate(OUTLETS):
        for i in range(per_outlet):
            words = " ".join(rng.choice(WORDS.split(), size=30))
            sign = f" desk{'abcdefgh'[o]}" if marks else ""
            rows.append(
                Article(
                    id=f"{o}-{i}",
                    text=f"The {words}{sign}.",
                    outlet=outlet,
                    event=f"e{i:02d}",
                    date=f"2031-03-{i + 1:02d}",
                )
            )
    return rows


@pytest.fixture(scope="session")
def marked() -> list[Article]:
    """Articles with the outlets' marks."""
    return make_articles()


@pytest.fixture(scope="session")
def leaning(marked: list[Article]) -> list[str]:
    """The label of each article: that of its outlet."""
    return [LEANING[str(article.outlet)] for article in marked]
