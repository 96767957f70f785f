"""Leave-out partisanship where outlets cover the same events: leave out the event, not the article.

`framing.stats.partisanship` judges an article by all others. Where two outlets cover the same
event, the other outlet's article on it stays in, with all the names and places of the event, and
makes the article look like the *other* outlet: without any difference the estimate falls below 0.5.
Here an article is judged by the articles on **other events** only, in both outlets. Where every
article is an event of its own the two estimates are the same.

References
----------
Gentzkow, M., Shapiro, J. M., & Taddy, M. (2019). Measuring group differences in high-dimensional
choices. Econometrica, 87(4), 1307-1340.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def leave_event_out_partisanship(counts: Any, is_a: NDArray[np.bool_], events: Ints) -> float:
    """Partisanship between two groups of articles, each judged by other events only.

    Parameters
    ----------
    counts : sparse array, shape (articles, phrases)
        Articles without any phrase are left out.
    is_a : ndarray of bool, shape (articles,)
    events : ndarray of int, shape (articles,)

    Returns
    -------
    float
        0.5 where the groups use phrases alike; NaN where a group has fewer than two events.

    Examples
    --------
    >>> from scipy import sparse
    >>> apart = sparse.csr_array(np.array([[3, 0], [0, 4], [2, 0], [0, 1]]))
    >>> leave_event_out_partisanship(apart, np.array([True, False] * 2), np.array([0, 0, 1, 1]))
    1.0
    """
    return _partisanship(_Layout.of(counts, events), is_a)


def permuted_event_partisanship(
    counts: Any, is_a: NDArray[np.bool_], events: Ints, *, draws: int, rng: np.random.Generator
) -> Floats:
    """The same with labels permuted among the articles of each event: the band of no difference.

    Articles of events with one article only change places among each other.

    Parameters
    ----------
    counts, is_a, events
        See `leave_event_out_partisanship`.
    draws : int
    rng : numpy.random.Generator

    Returns
    -------
    ndarray, shape (draws,)

    Examples
    --------
    >>> from scipy import sparse
    >>> counts = sparse.csr_array(np.random.default_rng(0).poisson(1, (20, 50)))
    >>> band = permuted_event_partisanship(counts, np.arange(20) % 2 == 0, np.arange(20) // 2,
    ...                                    draws=50, rng=np.random.default_rng(1))
    >>> bool(abs(band.mean() - 0.5) < 0.02)
    True
    """
    layout = _Layout.of(counts, events)
    block = blocks_of(events)
    home = np.argsort(block, kind="stable")
    out = np.empty(draws)
    for row in range(draws):
        shuffled = np.empty_like(is_a)
        shuffled[home] = is_a[np.lexsort((rng.random(len(is_a)), block))]
        out[row] = _partisanship(layout, shuffled)
    return out


def blocks_of(events: Ints) -> Ints:
    """Blocks within which articles may be permuted: events, and all single articles together.

    Examples
    --------
    >>> blocks_of(np.array([5, 5, 7, 8])).tolist()
    [5, 5, -1, -1]
    """
    size = np.bincount(np.unique(events, return_inverse=True)[1])
    alone = size[np.unique(events, return_inverse=True)[1]] == 1
    return np.where(alone, -1, events)


class _Layout:
    """Counts as triples, with the (event, phrase) cell of each, so that labels can change fast."""

    def __init__(self, rows: Ints, words: Ints, n: Floats, events: Ints, shape: tuple[int, int]):
        self.rows, self.words, self.n = rows, words, n
        self.events = np.unique(events, return_inverse=True)[1].astype(np.int64)
        self.articles, self.phrases = shape
        self.length = np.bincount(rows, weights=n, minlength=self.articles)
        key = self.events[rows] * self.phrases + words
        self.cells, self.cell = np.unique(key, return_inverse=True)

    @classmethod
    def of(cls, counts: Any, events: Ints) -> _Layout:
        from scipy import sparse

        matrix = sparse.coo_array(counts)
        rows, words = (np.asarray(c, dtype=np.int64) for c in matrix.coords)
        return cls(rows, words, np.asarray(matrix.data, dtype=float), events, matrix.shape)


def _partisanship(layout: _Layout, is_a: NDArray[np.bool_]) -> float:
    used = layout.length > 0
    events_a = np.unique(layout.events[used & is_a])
    events_b = np.unique(layout.events[used & ~is_a])
    if len(events_a) < 2 or len(events_b) < 2:
        return float("nan")
    mine = is_a[layout.rows]
    q = [_other_events(layout, side) for side in (mine, ~mine)]
    both = q[0] + q[1]
    rho = np.divide(q[0], both, out=np.full_like(both, 0.5), where=both > 0)
    posterior = np.where(mine, rho, 1 - rho)
    share = layout.n / layout.length[layout.rows]
    per_article = np.bincount(layout.rows, weights=share * posterior, minlength=layout.articles)
    return float((per_article[used & is_a].mean() + per_article[used & ~is_a].mean()) / 2)


def _other_events(layout: _Layout, side: NDArray[np.bool_]) -> Floats:
    """Share of each triple's phrase in this side's articles on other events."""
    n = np.where(side, layout.n, 0.0)
    total = np.bincount(layout.words, weights=n, minlength=layout.phrases)
    in_cell = np.bincount(layout.cell, weights=n, minlength=len(layout.cells))
    event = layout.events[layout.rows]
    of_event = np.bincount(event, weights=n, minlength=int(layout.events.max()) + 1)
    above = total[layout.words] - in_cell[layout.cell]
    below = total.sum() - of_event[event]
    return np.asarray(np.divide(above, below, out=np.zeros_like(above), where=below > 0))
