"""Resampling what was really sampled: events, not words.

Articles about one event are not independent draws: they share facts, sources and often whole
paragraphs. A bootstrap that draws articles (or words) as if they were gives intervals that are too
narrow. The cluster bootstrap draws **events** with replacement and takes each with all its
articles, so that comparisons of outlets on the same events keep their pairing. The two-stage one
(``within=True``) also draws **articles** with replacement within each drawn event and outlet. The
variance between events already contains that within them, so the second stage counts part of it
twice and its intervals are wider than their level (Davison and Hinkley 1997, ch. 3.8;
``benchmarks/calibration``): use it where a reviewer asks for a conservative interval.

Every measure of this package is a ratio of two sums over articles, so a draw is a vector of article
weights and the whole bootstrap is one product of weights and count columns: the text is never
touched again (Post 2018 does the same for BLEU).

Conventions
-----------
- ``events`` and ``cells`` are integer codes ``0..k-1`` per article; a *cell* is an event in an
  outlet. ``groups`` codes say whose sums an article goes into.
- ``above`` and ``below`` hold numerators and denominators, ``(articles, measures)``; a missing
  value is NaN in both and counts in neither sum.
- Draws come back as sums, shape ``(draws, groups, measures)``: divide last.

References
----------
Davison, A. C., & Hinkley, D. V. (1997). Bootstrap Methods and their Application. Cambridge UP.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class RatioDraws:
    """Sums of numerators and denominators: observed, bootstrapped, and leaving out each event.

    Attributes
    ----------
    above, below : ndarray, shape (groups, measures)
        Observed sums.
    above_draws, below_draws : ndarray, shape (draws, groups, measures)
    above_left, below_left : ndarray, shape (events, groups, measures)
        Sums without each event in turn, for the jackknife that BCa intervals need.
    """

    above: Floats
    below: Floats
    above_draws: Floats
    below_draws: Floats
    above_left: Floats
    below_left: Floats

    def ratios(self) -> tuple[Floats, Floats, Floats]:
        """Observed, drawn and leave-one-event-out ratios; NaN where the denominator is 0."""
        return (
            divide(self.above, self.below),
            divide(self.above_draws, self.below_draws),
            divide(self.above_left, self.below_left),
        )

    def take(self, measures: slice) -> RatioDraws:
        """The same draws for some of the measures."""
        kept = (getattr(self, name)[..., measures] for name in self.__slots__)
        return RatioDraws(*kept)


def divide(above: Floats, below: Floats) -> Floats:
    """Elementwise ratio, NaN where the denominator is not positive.

    Examples
    --------
    >>> divide(np.array([1.0, 0.0]), np.array([2.0, 0.0]))
    array([0.5, nan])
    """
    return np.divide(above, below, out=np.full_like(above, np.nan), where=below > 0)


def sum_by_event(columns: Floats, events: Ints, groups: Ints) -> Floats:
    """Sums over the articles of each event in each group.

    Parameters
    ----------
    columns : ndarray, shape (articles, columns)
        Without missing values.
    events, groups : ndarray of int, shape (articles,)
        Codes from 0.

    Returns
    -------
    ndarray, shape (events, groups, columns)

    Examples
    --------
    >>> sum_by_event(np.ones((3, 1)), np.array([0, 0, 1]), np.array([0, 1, 1])).tolist()
    [[[1.0], [1.0]], [[0.0], [1.0]]]
    """
    from scipy import sparse

    n_events, n_groups, n = int(events.max()) + 1, int(groups.max()) + 1, len(events)
    places = (events * n_groups + groups, np.arange(n))
    chosen = sparse.csr_array((np.ones(n), places), shape=(n_events * n_groups, n))
    return np.asarray(chosen @ columns).reshape(n_events, n_groups, columns.shape[1])


def cluster_weights(
    events: Ints, cells: Ints, *, draws: int, rng: np.random.Generator
) -> Iterator[NDArray[np.float32]]:
    """Yield, draw by draw, how often each article is drawn by the two-stage bootstrap.

    Parameters
    ----------
    events, cells : ndarray of int, shape (articles,)
        Codes of the event and of the event-in-outlet of each article; every cell lies in one event.
    draws : int
        Number of draws.
    rng : numpy.random.Generator

    Yields
    ------
    ndarray, shape (articles,)
        Counts. Only events drawn appear, and in a drawn event every cell keeps its size.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> events = np.array([0, 0, 1, 1]); cells = np.array([0, 1, 2, 2])
    >>> [int(w.sum()) for w in cluster_weights(events, cells, draws=2, rng=rng)]
    [4, 4]
    """
    order = np.argsort(cells, kind="stable")
    for counts in _cell_weights(events, cells, draws=draws, rng=rng):
        weights = np.empty(len(order), dtype=np.float32)
        weights[order] = counts
        yield weights


def _cell_weights(
    events: Ints, cells: Ints, *, draws: int, rng: np.random.Generator
) -> Iterator[NDArray[Any]]:
    """The same, articles in the (stable) order of their cells.

    An event drawn ``k`` times gives each of its articles' places ``k`` turns; in every turn a place
    picks one article of its cell.
    """
    order = np.argsort(cells, kind="stable")
    event, size = events[order], np.bincount(cells)
    start = np.repeat(np.cumsum(size) - size, size)
    width = np.repeat(size, size).astype(np.float32)
    n_events, alone = int(events.max()) + 1, bool((size == 1).all())
    for _ in range(draws):
        drawn = rng.integers(n_events, size=n_events)
        turns = np.bincount(drawn, minlength=n_events).astype(np.int16)[event]
        if alone:
            yield turns
            continue
        picked = []
        for turn in range(int(turns.max())):
            places = np.flatnonzero(turns > turn)
            chance = rng.random(len(places), dtype=np.float32) * width[places]
            picked.append(start[places] + chance.astype(np.int64))
        yield np.bincount(np.concatenate(picked), minlength=len(order))


def bootstrap_ratios(
    above: Floats,
    below: Floats,
    *,
    groups: Ints,
    events: Ints,
    cells: Ints,
    draws: int,
    rng: np.random.Generator,
    within: bool = False,
) -> RatioDraws:
    """Cluster bootstrap of ratios of sums, for all groups and measures at once.

    Parameters
    ----------
    above, below : ndarray, shape (articles, measures)
        Numerators and denominators; NaN in both where an article has no value.
    groups, events, cells : ndarray of int, shape (articles,)
        Codes from 0 without gaps.
    draws : int
        Bootstrap draws, at least 1.
    rng : numpy.random.Generator
    within : bool
        Draw articles within the drawn events too (the two-stage bootstrap).

    Returns
    -------
    RatioDraws

    Raises
    ------
    ValueError
        If shapes differ or there is no article.

    Examples
    --------
    >>> above = np.array([[1.0], [3.0]]); below = np.array([[10.0], [10.0]])
    >>> one = np.zeros(2, dtype=int)
    >>> got = bootstrap_ratios(above, below, groups=one, events=np.arange(2), cells=np.arange(2),
    ...                        draws=200, rng=np.random.default_rng(0))
    >>> float(got.ratios()[0][0, 0])
    0.2
    """
    if above.shape != below.shape or len(above) == 0 or above.ndim != 2:
        raise ValueError(
            f"above and below need the same shape (articles, measures) with at least one article; "
            f"given {above.shape} and {below.shape}"
        )
    columns = np.nan_to_num(np.concatenate([above, below], axis=1))
    k = above.shape[1]
    by_event = sum_by_event(columns, events, groups)
    total = by_event.sum(axis=0)
    if within:
        order = np.argsort(cells, kind="stable")
        weights = _cell_weights(events, cells, draws=draws, rng=rng)
        drawn = _weighted_sums(columns[order], groups[order], weights, draws)
    else:
        drawn = _event_sums(by_event, draws, rng)
    left = total[None] - by_event
    left[np.abs(left) < 1e-9 * np.maximum(1.0, np.abs(total))] = 0.0
    return RatioDraws(
        total[:, :k], total[:, k:], drawn[..., :k], drawn[..., k:], left[..., :k], left[..., k:]
    )


def _event_sums(by_event: Floats, draws: int, rng: np.random.Generator) -> Floats:
    """Sums over events drawn with replacement, in blocks of draws that bound the memory."""
    n_events = len(by_event)
    flat = by_event.reshape(n_events, -1)
    out = np.empty((draws, flat.shape[1]))
    block = max(1, min(draws, 4_000_000 // n_events))
    for first in range(0, draws, block):
        size = min(block, draws - first)
        picked = rng.integers(n_events, size=(size, n_events))
        picked += np.arange(size)[:, None] * n_events
        counts = np.bincount(picked.ravel(), minlength=size * n_events).reshape(size, n_events)
        out[first : first + size] = counts.astype(float) @ flat
    return out.reshape(draws, *by_event.shape[1:])


def _weighted_sums(
    columns: Floats, groups: Ints, weights: Iterator[NDArray[Any]], draws: int
) -> Floats:
    """Sums of ``columns`` by group under each weight vector, in blocks that stay in the cache."""
    order = np.argsort(groups, kind="stable")
    sorted_already = bool((np.diff(groups) >= 0).all())
    sorted_columns = columns[order]
    edges = np.concatenate(([0], np.cumsum(np.bincount(groups))))
    out = np.empty((draws, len(edges) - 1, columns.shape[1]))
    block = max(1, min(64, 8_000_000 // max(1, len(order))))
    held = np.empty((block, len(order)))
    for first in range(0, draws, block):
        last = min(first + block, draws)
        for row in range(last - first):
            counts = next(weights)
            held[row] = counts if sorted_already else counts[order]
        for g in range(len(edges) - 1):
            part = slice(edges[g], edges[g + 1])
            out[first:last, g] = held[: last - first, part] @ sorted_columns[part]
    return out
