"""Intervals from bootstrap draws, or from leaving out clusters.

- **percentile**: the middle ``level`` of the draws, as most software prints it. With few clusters
  it is too narrow (95% intervals over 10 events hold the truth in about 90% of samples), because
  the bootstrap divides by ``n`` where an unbiased variance divides by ``n - 1``, and because it
  uses normal where Student's t tails are due.
- **expanded** percentile (Hesterberg 2015, section 4.1): the same, at a more extreme level, chosen
  so that for a mean of normal data it equals the t interval on ``n - 1`` degrees of freedom. With
  many clusters the two agree.
- **bca** (Efron 1987): corrects bias and skewness, with the acceleration from a jackknife over the
  clusters. Few clusters make it too narrow for the same two reasons, so its level is expanded in
  the same way (as in Hesterberg's R package ``resample``); with many clusters it is Efron's.
- **t**: Student's t with the jackknife error, on the logit scale for shares and
  the log scale for rates (`framing.stats.student`). No draws; the best of the four for rare
  features in few events.

How often each holds the truth is measured in ``docs/calibration.md``.

References
----------
Efron, B. (1987). Better bootstrap confidence intervals. JASA, 82(397), 171-185.
Hesterberg, T. (2015). What teachers should know about the bootstrap. Am. Statistician, 69(4).
"""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from framing.stats.student import student_interval, student_p

Floats = NDArray[np.float64]
IntervalMethod = Literal["expanded", "percentile", "bca", "t"]
INTERVAL_METHODS: tuple[str, ...] = get_args(IntervalMethod)


def bootstrap_interval(
    draws: Floats,
    *,
    estimate: Floats,
    left: Floats,
    clusters: NDArray[np.int64] | int,
    level: float = 0.95,
    method: str = "expanded",
    transform: str | NDArray[np.str_] = "plain",
) -> tuple[Floats, Floats]:
    """Lower and upper limits for many estimates at once.

    Parameters
    ----------
    draws : ndarray, shape (draws, estimates)
        Bootstrap values; NaN draws (an empty denominator) are left out.
    estimate : ndarray, shape (estimates,)
        Observed values; NaN gives NaN limits.
    left : ndarray, shape (clusters, estimates)
        Leave-one-cluster-out values, used by ``"bca"`` and ``"t"``.
    clusters : int or ndarray of int, shape (estimates,)
        Number of clusters behind each estimate.
    level : float
        Coverage, between 0 and 1.
    method : {"expanded", "percentile", "bca", "t"}
    transform : {"plain", "logit", "log"} or an array of these, shape (estimates,)
        Scale of ``"t"`` (see `framing.stats.student`); quantiles of draws need none.

    Returns
    -------
    tuple of ndarray
        NaN where there are fewer than two clusters, fewer than half of the draws are defined, or
        all draws are the same: what never occurred (or always) has no spread to resample, and an
        interval of no width would claim certainty.

    Raises
    ------
    ValueError
        If ``level`` or ``method`` is not allowed.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> draws = rng.normal(size=(4000, 1))
    >>> low, high = bootstrap_interval(draws, estimate=np.zeros(1), left=np.zeros((9, 1)),
    ...                                clusters=1000, method="percentile")
    >>> bool(abs(high[0] - 1.96) < 0.1)
    True
    """
    if method not in INTERVAL_METHODS:
        raise ValueError(f"interval method {method!r} is not one of {', '.join(INTERVAL_METHODS)}")
    if not 0 < level < 1:
        raise ValueError(f"level must lie between 0 and 1, given {level}; 0.95 is usual")
    if method == "t":
        return student_interval(estimate, left, clusters=clusters, level=level, transform=transform)
    n = np.broadcast_to(np.asarray(clusters), estimate.shape)
    tails = np.array([(1 - level) / 2, (1 + level) / 2])
    probabilities = _tail_probabilities(draws, estimate, left, n, tails, method)
    ordered = np.sort(draws, axis=0)  # missing draws come last
    defined = (~np.isnan(ordered)).sum(axis=0)
    last = np.maximum(defined - 1, 0)
    spread = np.take_along_axis(ordered, last[None], axis=0)[0] > ordered[0]
    usable = ~np.isnan(estimate) & (n >= 2) & (2 * defined >= len(draws)) & spread
    low, high = (np.where(usable, _quantile(ordered, last, p), np.nan) for p in probabilities)
    return low, high


def _quantile(ordered: Floats, last: NDArray[np.int64], p: Floats) -> Floats:
    """The quantile ``p`` of each column of sorted draws, linear between neighbours."""
    place = np.nan_to_num(p) * last
    below = np.floor(place).astype(np.int64)
    above = np.minimum(below + 1, last)
    first, second = (np.take_along_axis(ordered, i[None], axis=0)[0] for i in (below, above))
    return np.asarray(first + (second - first) * (place - below))


def _tail_probabilities(
    draws: Floats,
    estimate: Floats,
    left: Floats,
    n: NDArray[np.int64],
    tails: Floats,
    method: str,
) -> Floats:
    """Which quantiles of the draws to take, shape ``(2, estimates)``."""
    from scipy import stats

    shape = (2, *([1] * estimate.ndim))
    wanted = np.broadcast_to(tails.reshape(shape), (2, *estimate.shape))
    if method == "percentile":
        return wanted
    df = np.maximum(n - 1, 1)
    normal = np.sqrt(n / df) * stats.t.ppf(wanted, df)
    if method == "expanded":
        return np.asarray(stats.norm.cdf(normal), dtype=float)
    with np.errstate(invalid="ignore", divide="ignore"):
        below = (draws < estimate).mean(axis=0) + (draws == estimate).mean(axis=0) / 2
        bias = stats.norm.ppf(np.clip(below, 1e-6, 1 - 1e-6))
        there = ~np.isnan(left)
        centre = np.nansum(left, axis=0) / np.maximum(there.sum(axis=0), 1)
        gap = np.where(there, centre - left, 0.0)
        spread = (gap**2).sum(axis=0) ** 1.5
        speed = np.divide((gap**3).sum(axis=0), 6 * spread, where=spread > 0, out=0 * spread)
        z = bias + normal
        return np.asarray(stats.norm.cdf(bias + z / (1 - speed * z)), dtype=float)


def standard_error(draws: Floats, *, clusters: NDArray[np.int64]) -> Floats:
    """Standard deviation of bootstrap draws, undoing that they divide by ``n`` clusters.

    Parameters
    ----------
    draws : ndarray, shape (draws, estimates)
        NaN draws are left out.
    clusters : ndarray of int, shape (estimates,)

    Returns
    -------
    ndarray, shape (estimates,)
        NaN where fewer than two draws are defined, all are the same, or there are fewer than two
        clusters.

    Examples
    --------
    >>> draws = np.random.default_rng(0).normal(size=(5000, 1))
    >>> bool(abs(standard_error(draws, clusters=np.array([1000]))[0] - 1) < 0.05)
    True
    """
    there = ~np.isnan(draws)
    n = there.sum(axis=0)
    centre = np.nansum(draws, axis=0) / np.maximum(n, 1)
    squares = (np.where(there, draws - centre, 0.0) ** 2).sum(axis=0)
    unbiased = squares / np.maximum(n - 1, 1) * clusters / np.maximum(clusters - 1, 1)
    return np.where((n > 1) & (clusters > 1) & (squares > 0), np.sqrt(unbiased), np.nan)


def bootstrap_p(
    draws: Floats,
    *,
    estimate: Floats,
    left: Floats,
    clusters: NDArray[np.int64] | int,
    null: float = 0.0,
    method: str = "expanded",
) -> Floats:
    """Two-sided p-values: the level at which the interval of ``method`` just touches ``null``.

    With ``c`` of ``B`` draws beyond the null, a tail has ``(c + 1) / (B + 1)``: a finite
    number of draws never proves that something is impossible (Phipson and Smyth 2010). The expanded
    interval is undone in the same way as it was made, so that p < .05 and a 95% interval agree.

    Parameters
    ----------
    draws : ndarray, shape (draws, contrasts)
        Bootstrap values of a difference; NaN draws are left out.
    clusters : int or ndarray of int, shape (contrasts,)
        Clusters behind each contrast.
    estimate, left
        See `bootstrap_interval`; used by ``"t"``.
    null : float
        Value under no difference.
    method : {"expanded", "percentile", "bca", "t"}
        ``"bca"`` uses the expanded percentile tail.

    Returns
    -------
    ndarray, shape (contrasts,)
        NaN where fewer than half of the draws are defined or there are fewer than two clusters.

    Examples
    --------
    >>> draws = np.array([[1.0], [2.0], [3.0]])
    >>> bootstrap_p(draws, estimate=np.array([2.0]), left=draws, clusters=50, method="percentile")
    array([0.5])
    """
    from scipy import stats

    if method == "t":
        return student_p(estimate, left, clusters=clusters, null=null)
    n = np.broadcast_to(np.asarray(clusters), draws.shape[1:])
    valid = ~np.isnan(draws)
    count = valid.sum(axis=0)
    with np.errstate(invalid="ignore"):
        fewer = np.minimum((draws <= null).sum(axis=0), (draws >= null).sum(axis=0))
    tail = np.minimum((fewer + 1) / (count + 1), 0.5)
    if method != "percentile":
        df = np.maximum(n - 1, 1)
        tail = stats.t.cdf(stats.norm.ppf(tail) / np.sqrt(np.maximum(n, 1) / df), df)
    p = np.minimum(1.0, 2 * tail)
    return np.where((count >= draws.shape[0] / 2) & (n >= 2), p, np.nan)
