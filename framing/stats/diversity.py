"""How many kinds of sources, and how evenly: diversity with its sampling problem stated.

From counts ``f_k`` of ``K`` kinds, shares ``p_k``, total ``N``:

- **Shannon** entropy ``-sum p log p`` and its effective number ``exp(H)`` (Hill number of order 1)
- **Simpson**: the chance that two draws differ, ``1 - sum f (f - 1) / (N (N - 1))`` (unbiased), and
  the effective number ``1 / sum p^2`` (Hill number of order 2)
- **IQV**, the index of qualitative variation ``K / (K - 1) * (1 - sum p^2)``: 1 where all K kinds
are
  as common

Entropy and the number of kinds grow with ``N``: an outlet with more articles looks more diverse.
They may only be compared at the same size. ``expected_kinds`` gives the kinds expected among ``m``
attributions (rarefaction: Hurlbert 1971), ``coverage`` the share of all attributions that belong to
kinds already seen (Good-Turing, as in Chao and Jost 2012), and ``standardised_entropy`` the mean
entropy of ``m`` draws without replacement.

References
----------
Chao, A., & Jost, L. (2012). Coverage-based rarefaction and extrapolation. Ecology, 93(12).
Hill, M. O. (1973). Diversity and evenness. Ecology, 54(2). Hurlbert, S. H. (1971). Ecology, 52(4).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def shannon(counts: Floats) -> Floats:
    """Shannon entropy in nats along the last axis; NaN where nothing was counted.

    Examples
    --------
    >>> round(float(shannon(np.array([2.0, 2.0]))), 4)
    0.6931
    """
    total = counts.sum(axis=-1, keepdims=True)
    p = np.divide(counts, total, out=np.zeros_like(counts, dtype=float), where=total > 0)
    logs = np.log(p, out=np.zeros_like(p), where=p > 0)
    return np.asarray(np.where(total[..., 0] > 0, -(p * logs).sum(axis=-1), np.nan))


def simpson(counts: Floats) -> Floats:
    """Unbiased chance that two draws without replacement differ; NaN below two.

    Examples
    --------
    >>> round(float(simpson(np.array([2.0, 2.0]))), 4)
    0.6667
    """
    n = counts.sum(axis=-1)
    same = (counts * (counts - 1)).sum(axis=-1)
    pairs = n * (n - 1)
    return np.asarray(1 - np.divide(same, pairs, out=np.full(np.shape(n), np.nan), where=pairs > 0))


def effective_number(counts: Floats, *, order: int = 1) -> Floats:
    """Hill number of order 1 (``exp`` of Shannon) or 2 (``1 / sum p^2``).

    Raises
    ------
    ValueError
        For another order.

    Examples
    --------
    >>> float(effective_number(np.array([5.0, 5.0, 0.0]), order=2))
    2.0
    """
    if order == 1:
        return np.exp(shannon(counts))
    if order != 2:
        raise ValueError(f"order must be 1 or 2, given {order}")
    n = counts.sum(axis=-1)
    squares = (counts**2).sum(axis=-1)
    return np.asarray(np.divide(n**2, squares, out=np.full(np.shape(n), np.nan), where=squares > 0))


def variation(counts: Floats) -> Floats:
    """Index of qualitative variation over all kinds of the last axis, 0 to 1.

    Examples
    --------
    >>> round(float(variation(np.array([3.0, 3.0, 3.0]))), 6)
    1.0
    """
    kinds = counts.shape[-1]
    if kinds < 2:
        raise ValueError("variation needs at least two kinds")
    return np.asarray((1 - 1 / effective_number(counts, order=2)) * kinds / (kinds - 1))


def coverage(counts: Floats) -> Floats:
    """Estimated share of all attributions that belong to kinds seen at least once.

    ``1 - f1 / N * ((N - 1) f1 / ((N - 1) f1 + 2 f2))`` with ``f1`` and ``f2`` kinds seen once and
    twice (Chao and Jost 2012, eq. 4a).

    Examples
    --------
    >>> round(float(coverage(np.array([5.0, 3.0, 1.0, 1.0]))), 3)
    0.8
    """
    n = counts.sum(axis=-1)
    once, twice = (counts == 1).sum(axis=-1), (counts == 2).sum(axis=-1)
    below = (n - 1) * once + 2 * twice
    factor = np.divide((n - 1) * once, below, out=np.zeros(np.shape(n)), where=below > 0)
    missing = np.divide(once * factor, n, out=np.full(np.shape(n), np.nan), where=n > 0)
    return np.asarray(1 - missing)


def expected_kinds(counts: Floats, size: int) -> float:
    """Kinds expected among ``size`` attributions drawn without replacement (rarefaction).

    Parameters
    ----------
    counts : ndarray, shape (kinds,)
    size : int
        At most the total.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If ``size`` is larger than the total.

    Examples
    --------
    >>> round(expected_kinds(np.array([2.0, 1.0]), 2), 4)
    1.6667
    """
    from scipy.special import gammaln

    n = float(counts.sum())
    if not 0 < size <= n:
        raise ValueError(f"size must lie between 1 and the {int(n)} attributions, given {size}")
    rest = n - counts[counts > 0]
    possible = rest >= size
    logs = np.full(len(rest), -np.inf)
    logs[possible] = (
        gammaln(rest[possible] + 1)
        - gammaln(rest[possible] - size + 1)
        - gammaln(n + 1)
        + gammaln(n - size + 1)
    )
    return float((1 - np.exp(logs)).sum())


def standardised_entropy(
    counts: Floats, size: int, *, draws: int = 500, rng: np.random.Generator
) -> float:
    """Mean entropy of ``size`` attributions drawn without replacement.

    Examples
    --------
    >>> counts = np.array([50, 50])
    >>> value = standardised_entropy(counts, 10, rng=np.random.default_rng(0))
    >>> 0.55 < value < 0.6931
    True
    """
    whole = counts.astype(np.int64)
    if not 0 < size <= whole.sum():
        raise ValueError(
            f"size must lie between 1 and the {int(whole.sum())} attributions, given {size}"
        )
    drawn = rng.multivariate_hypergeometric(whole, size, size=draws)
    return float(np.mean(shannon(drawn.astype(float))))
