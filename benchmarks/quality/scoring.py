"""Score attribution relations against gold ones.

Everything is counted over word tokens (``\\w+``), so neither punctuation nor a quotation mark at
the edge of a span matters. Two relations agree at 0.5 if the Jaccard overlap of their contents is
at least 0.5; they agree *fully* if that of their sources is too (two empty sources agree).
Relations are paired one to one, best overlap first.

Counts add up: an article yields a table of true positives, gold and predicted numbers, and any set
of articles is scored by summing tables, so a bootstrap over articles never reads a text again.

References
----------
Newell, E., Margolin, D., & Ruths, D. (2018). An attribution relations corpus for political news.
LREC.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

TOKEN = re.compile(r"\w+")
ROLES = ("content", "cue", "source")
MEASURES = (
    *(f"{role} token" for role in ROLES),
    "relation",
    "full relation",
    "exact content",
    *(f"{role} span" for role in ROLES),
)
Relation = Mapping[str, Sequence[Sequence[int]]]


@dataclass(frozen=True, slots=True)
class Tokens:
    """A relation as sets of word numbers."""

    content: frozenset[int]
    cue: frozenset[int]
    source: frozenset[int]


def overlap(a: frozenset[int], b: frozenset[int]) -> float:
    """Return the Jaccard overlap; two empty sets agree wholly.

    Examples
    --------
    >>> overlap(frozenset({1, 2}), frozenset({2, 3}))
    0.3333333333333333
    """
    return len(a & b) / len(a | b) if a or b else 1.0


def in_tokens(text: str, relations: Sequence[Relation]) -> list[Tokens]:
    """Return relations as word numbers; one whose content holds no word is left out."""
    words = [match.span() for match in TOKEN.finditer(text)]
    starts, ends = [a for a, _ in words], [b for _, b in words]

    def covered(spans: Sequence[Sequence[int]]) -> frozenset[int]:
        return frozenset(
            row for a, b in spans for row in range(bisect_right(ends, a), bisect_left(starts, b))
        )

    tokens = [
        Tokens(*(covered(relation.get(role) or ()) for role in ROLES)) for relation in relations
    ]
    return [relation for relation in tokens if relation.content]


def pair_up(gold: Sequence[Tokens], found: Sequence[Tokens]) -> list[tuple[int, int]]:
    """Return pairs of numbers of relations that agree at 0.5, each used once."""
    candidates = sorted(
        (
            (overlap(g.content, f.content), i, j)
            for i, g in enumerate(gold)
            for j, f in enumerate(found)
            if g.content & f.content
        ),
        reverse=True,
    )
    pairs: list[tuple[int, int]] = []
    gold_used: set[int] = set()
    found_used: set[int] = set()
    for agreement, i, j in candidates:
        if agreement >= 0.5 and i not in gold_used and j not in found_used:
            gold_used.add(i)
            found_used.add(j)
            pairs.append((i, j))
    return pairs


def count(text: str, gold: Sequence[Relation], found: Sequence[Relation]) -> NDArray[np.int64]:
    """Return (measures, 3): true positives, gold and found numbers of one article."""
    g, f = in_tokens(text, gold), in_tokens(text, found)
    rows = []
    for role in ROLES:
        ours = frozenset[int]().union(*(getattr(relation, role) for relation in f))
        theirs = frozenset[int]().union(*(getattr(relation, role) for relation in g))
        rows.append((len(ours & theirs), len(theirs), len(ours)))
    pairs = pair_up(g, f)
    full = sum(overlap(g[i].source, f[j].source) >= 0.5 for i, j in pairs)
    exact = sum(g[i].content == f[j].content for i, j in pairs)
    rows += [(hits, len(g), len(f)) for hits in (len(pairs), full, exact)]
    for role in ROLES:
        theirs_spans, ours_spans = _edges(text, gold, role), _edges(text, found, role)
        rows.append((len(ours_spans & theirs_spans), len(theirs_spans), len(ours_spans)))
    return np.array(rows, dtype=np.int64)


def f1(counts: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return F1 of counts whose last axis is (true positives, gold, found); 0 where empty."""
    total = counts[..., 1] + counts[..., 2]
    return np.divide(2.0 * counts[..., 0], total, out=np.zeros(total.shape), where=total > 0)


def bootstrap_f1(
    counts: NDArray[np.int64], *, rng: np.random.Generator, draws: int = 2000, level: float = 0.95
) -> NDArray[np.float64]:
    """Return (measures, 2): percentile intervals of F1, articles drawn with replacement.

    ``counts`` is (articles, measures, 3).
    """
    n = len(counts)
    weights = rng.multinomial(n, np.full(n, 1 / n), size=draws)
    drawn = f1(np.einsum("da,amk->dmk", weights, counts))
    tail = (1 - level) / 2
    return np.quantile(drawn, [tail, 1 - tail], axis=0).T


def errors(text: str, gold: Sequence[Relation], found: Sequence[Relation]) -> dict[str, int]:
    """Return how many gold relations were missed in which way, and how many were made up.

    Each gold relation that is not found exactly, source included, has one error: the first that
    fits of *cue not found*, *content merged or split*, *wrong words*, *boundary off by more than
    three words*, *boundary off by one to three words*, *source missed or wrong*.
    """
    g, f = in_tokens(text, gold), in_tokens(text, found)
    pairs = dict(pair_up(g, f))
    kinds = dict.fromkeys(ERRORS, 0)
    for i, relation in enumerate(g):
        touching = [other for other in f if other.content & relation.content]
        if i in pairs:
            other = f[pairs[i]]
            off = len(relation.content ^ other.content)
            if off == 0 and overlap(relation.source, other.source) >= 0.5:
                continue
            joined = sum(bool(rival.content & other.content) for rival in g) > 1
            if off > 3 and (joined or len(touching) > 1):
                kinds["content merged or split"] += 1
            elif off:
                kinds["boundary > 3 words" if off > 3 else "boundary 1-3 words"] += 1
            else:
                kinds["source missed or wrong"] += 1
        elif not any(other.cue & relation.cue for other in f):
            kinds["cue not found"] += 1
        else:
            kinds["content merged or split" if touching else "wrong words"] += 1
    everything = frozenset[int]().union(*(relation.content for relation in g))
    kinds["spurious"] = sum(not other.content & everything for other in f)
    return kinds


ERRORS = (
    "cue not found",
    "content merged or split",
    "wrong words",
    "boundary > 3 words",
    "boundary 1-3 words",
    "source missed or wrong",
    "spurious",
)


def _edges(text: str, relations: Sequence[Relation], role: str) -> set[tuple[int, int]]:
    """Return the outer edges of the words in each span of a role."""
    found = set()
    for relation in relations:
        for a, b in relation.get(role) or ():
            words = [match.span() for match in TOKEN.finditer(text[a:b])]
            if words:
                found.add((a + words[0][0], a + words[-1][1]))
    return found


def as_relations(attributions: Sequence[Any]) -> list[dict[str, list[tuple[int, int]]]]:
    """Return ``framing.types.Attribution`` objects as plain relations."""
    return [{role: list(getattr(found, role)) for role in ROLES} for found in attributions]
