"""How well one utterance gives away its outlet: leave-out partisanship.

Draw one phrase from an article of outlet ``a`` or ``b`` (each as likely) and guess the outlet by
Bayes' rule. **Partisanship** is the expected posterior of the true one (Gentzkow, Shapiro and Taddy
2019): 0.5 where both use all phrases alike, 1 where no phrase is shared. Estimated by plugging in
the observed frequencies it is far above 0.5 even without any difference, because every article's
own words make its outlet look typical of it. The leave-out estimate judges an article only by the
*other* articles:

    rho_w^{-i} = q_a^{-i}(w) / (q_a^{-i}(w) + q_b^{-i}(w))
    pi = 1/2 mean_{i in a} sum_w q_i(w) rho_w^{-i} + 1/2 mean_{i in b} sum_w q_i(w) (1 - rho_w^{-i})

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


def leave_out_partisanship(counts: Any, is_a: NDArray[np.bool_]) -> float:
    """Leave-out estimate of partisanship between two groups of articles.

    Parameters
    ----------
    counts : sparse array, shape (articles, phrases)
        Articles without any phrase are left out.
    is_a : ndarray of bool, shape (articles,)

    Returns
    -------
    float
        0.5 where the groups use phrases alike; NaN where a group has fewer than two articles.

    Examples
    --------
    >>> from scipy import sparse
    >>> apart = sparse.csr_array(np.array([[3, 0], [2, 0], [0, 4], [0, 1]]))
    >>> leave_out_partisanship(apart, np.array([True, True, False, False]))
    1.0
    """
    from scipy import sparse

    matrix = sparse.csr_array(counts, dtype=float)
    length = np.asarray(matrix.sum(axis=1), dtype=float)
    used = length > 0
    matrix, is_a, length = matrix[used], is_a[used], length[used]
    if is_a.sum() < 2 or (~is_a).sum() < 2:
        return float("nan")
    return float((_side(matrix, is_a, length) + _side(matrix, ~is_a, length)) / 2)


def plug_in_partisanship(counts: Any, is_a: NDArray[np.bool_]) -> float:
    """The biased estimate that judges articles by frequencies they are part of; for comparison.

    Examples
    --------
    >>> from scipy import sparse
    >>> plug_in_partisanship(sparse.csr_array(np.eye(4)), np.array([True, True, False, False]))
    1.0
    """
    totals = [np.asarray(counts[mask].sum(axis=0), dtype=float) for mask in (is_a, ~is_a)]
    q = [t / t.sum() for t in totals]
    both = q[0] + q[1]
    rho = np.divide(q[0], both, out=np.full_like(both, 0.5), where=both > 0)
    return float((q[0] @ rho + q[1] @ (1 - rho)) / 2)


def permuted_partisanship(
    counts: Any, is_a: NDArray[np.bool_], *, draws: int, rng: np.random.Generator
) -> Floats:
    """Leave-out partisanship with the articles' labels permuted: the band of no difference.

    Parameters
    ----------
    counts : sparse array, shape (articles, phrases)
    is_a : ndarray of bool, shape (articles,)
    draws : int
    rng : numpy.random.Generator

    Returns
    -------
    ndarray, shape (draws,)

    Examples
    --------
    >>> from scipy import sparse
    >>> counts = sparse.csr_array(np.random.default_rng(0).poisson(1, (20, 50)))
    >>> labels = np.arange(20) < 10
    >>> band = permuted_partisanship(counts, labels, draws=50, rng=np.random.default_rng(1))
    >>> bool(abs(band.mean() - 0.5) < 0.02)
    True
    """
    return np.array([leave_out_partisanship(counts, rng.permutation(is_a)) for _ in range(draws)])


def _side(matrix: Any, mine: NDArray[np.bool_], length: Floats) -> float:
    """Mean over this side's articles of the posterior of this side, each left out of its own."""
    own, other = matrix[mine], matrix[~mine]
    total_own = np.asarray(own.sum(axis=0), dtype=float)
    total_other = np.asarray(other.sum(axis=0), dtype=float)
    q_other = total_other / total_other.sum()
    words, n = own.indices, own.data
    rows = np.repeat(np.arange(own.shape[0]), np.diff(own.indptr))
    size = length[mine][rows]
    q_own = (total_own[words] - n) / (total_own.sum() - size)
    both = q_own + q_other[words]
    rho = np.divide(q_own, both, out=np.full_like(both, 0.5), where=both > 0)
    per_article = np.bincount(rows, weights=n / size * rho, minlength=own.shape[0])
    return float(per_article.mean())
