"""Which words two corpora use differently, with the articles and not the words as the sample.

The **weighted log-odds with informative Dirichlet prior** (Monroe, Colaresi and Quinn 2008, eq. 16
and 20-22) compares, for each word ``w``, its odds in group ``a`` with those in ``b``, shrunk
towards its odds in a background: with counts ``y``, totals ``n``, prior ``alpha_w`` (sum
``alpha_0``),

    delta_w = log (y_a + alpha_w) / (n_a + alpha_0 - y_a - alpha_w)
            - log (y_b + alpha_w) / (n_b + alpha_0 - y_b - alpha_w)
    z_w     = delta_w / sqrt(1 / (y_a + alpha_w) + 1 / (y_b + alpha_w))

The published z takes words for independent draws. They are not: a word used once in an article is
likely to be used again. Taken as a normal deviate it calls far too many words different. Here z is
therefore only a statistic, and its distribution under no difference comes from **permuting whole
articles** between the groups (within events, where there are some). The largest ``|z|`` over all
words in each permutation gives p-values that hold for the whole list (Westfall and Young 1993).

References
----------
Monroe, B. L., Colaresi, M. P., & Quinn, K. M. (2008). Fightin' words. Political Analysis, 16(4).
Westfall, P. H., & Young, S. S. (1993). Resampling-Based Multiple Testing. Wiley.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class LogOdds:
    """Weighted log-odds of every term: ``delta``, its ``z``, and permutation p-values.

    ``p`` is per term, ``p_adjusted`` for the whole list; both NaN where no permutation was asked.
    """

    delta: Floats
    z: Floats
    p: Floats
    p_adjusted: Floats


def log_odds(counts_a: Floats, counts_b: Floats, prior: Floats) -> tuple[Floats, Floats]:
    """Weighted log-odds and z of each term.

    Parameters
    ----------
    counts_a, counts_b : ndarray, shape (..., terms)
        Counts in the two groups.
    prior : ndarray, shape (terms,)
        Pseudo-counts, all above 0.

    Returns
    -------
    tuple of ndarray, shape (..., terms)
        ``delta`` and ``z``; positive where the first group uses the term more.

    Raises
    ------
    ValueError
        If a pseudo-count is not positive.

    Examples
    --------
    >>> delta, z = log_odds(np.array([10.0, 90.0]), np.array([5.0, 95.0]), np.array([1.0, 9.0]))
    >>> delta.round(3), z.round(3)
    (array([ 0.655, -0.655]), array([ 1.291, -4.668]))
    """
    if not (prior > 0).all():
        raise ValueError("every term needs a pseudo-count above 0")
    above_a, above_b = counts_a + prior, counts_b + prior
    total_a = above_a.sum(axis=-1, keepdims=True)
    total_b = above_b.sum(axis=-1, keepdims=True)
    delta = np.log(above_a / (total_a - above_a)) - np.log(above_b / (total_b - above_b))
    return delta, delta / np.sqrt(1 / above_a + 1 / above_b)


def permute_log_odds(
    counts: Any,
    is_a: NDArray[np.bool_],
    prior: Floats,
    *,
    events: Ints | None = None,
    draws: int = 999,
    rng: np.random.Generator,
) -> LogOdds:
    """Weighted log-odds of two groups of articles, tested by permuting articles.

    Parameters
    ----------
    counts : sparse array, shape (articles, terms)
    is_a : ndarray of bool, shape (articles,)
        Articles of the first group; the others are the second.
    prior : ndarray, shape (terms,)
    events : ndarray of int, optional
        Articles change places only within an event.
    draws : int
        Permutations; 0 for none.
    rng : numpy.random.Generator

    Returns
    -------
    LogOdds

    Raises
    ------
    ValueError
        If a group is empty.

    Examples
    --------
    >>> from scipy import sparse
    >>> counts = sparse.csr_array(np.array([[9, 1], [8, 2], [1, 9], [2, 8]]))
    >>> got = permute_log_odds(counts, np.array([True, True, False, False]), np.ones(2), draws=99,
    ...                        rng=np.random.default_rng(0))
    >>> bool(got.z[0] > 3), bool(got.p[0] > 0.2)
    (True, True)
    """
    if not is_a.any() or is_a.all():
        raise ValueError("both groups need at least one article")
    total = np.asarray(counts.sum(axis=0), dtype=float)
    observed_a = np.asarray(counts[is_a].sum(axis=0), dtype=float)
    delta, z = log_odds(observed_a, total - observed_a, prior)
    if draws == 0:
        nothing = np.full(z.shape, np.nan)
        return LogOdds(delta, z, nothing, nothing)
    wide = counts.T.tocsr().astype(float)
    size = np.abs(z) * (1 - 1e-12)
    reached = np.zeros(z.shape, dtype=np.int64)
    reached_by_any = np.zeros(z.shape, dtype=np.int64)
    for first in range(0, draws, 64):
        labels = _shuffled(is_a, events, min(64, draws - first), rng)
        drawn_a = (wide @ labels.T).T
        drawn = np.abs(log_odds(drawn_a, total - drawn_a, prior)[1])
        reached += (drawn >= size).sum(axis=0)
        reached_by_any += (drawn.max(axis=1)[:, None] >= size).sum(axis=0)
    return LogOdds(delta, z, (reached + 1) / (draws + 1), (reached_by_any + 1) / (draws + 1))


def _shuffled(
    is_a: NDArray[np.bool_], events: Ints | None, draws: int, rng: np.random.Generator
) -> Floats:
    """Label vectors with the articles permuted, within events if there are any."""
    n = len(is_a)
    block = np.zeros(n, dtype=np.int64) if events is None else events
    home = np.argsort(block, kind="stable")
    out = np.empty((draws, n))
    for row in range(draws):
        away = np.lexsort((rng.random(n), block))
        out[row, home] = is_a[away]
    return out
