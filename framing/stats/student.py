"""Student's t intervals whose error comes from leaving out one cluster at a time (the jackknife).

    error^2 = (n - 1) / n * sum_i (estimate without cluster i - estimate)^2

with t quantiles on ``n - 1`` degrees of freedom. For a mean of cluster values this is the usual
t interval; for ratios of sums it is what survey statistics use for cluster samples.

Near 0 or 1 a share's error is tied to its value: a sample that happens to have few cases shows both
too low a share and too small an error, and the interval misses upwards. On the **logit** scale the
error is divided by ``p (1 - p)`` and the limits are carried back, so they stay inside 0 to 1 and
miss equally on both sides (Korn and Graubard 1998). Rates, and ratios of two shares, are treated
likewise on the **log** scale.

References
----------
Efron, B., & Tibshirani, R. J. (1993). An Introduction to the Bootstrap, ch. 11. Chapman & Hall.
Korn, E. L., & Graubard, B. I. (1998). Confidence intervals for proportions with small expected
number of positive counts. Survey Methodology, 24, 193-201.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
TRANSFORMS = ("plain", "logit", "log")


def student_error(estimate: Floats, left: Floats, *, clusters: NDArray[np.int64] | int) -> Floats:
    """Standard error from leave-one-cluster-out values.

    Parameters
    ----------
    estimate : ndarray, shape (estimates,)
    left : ndarray, shape (all clusters, estimates)
        Values without each cluster in turn. A missing one (the only cluster with a value) is left
        out; clusters that do not bear on an estimate leave it as it is and add nothing.
    clusters : int or ndarray of int, shape (estimates,)
        Clusters that bear on each estimate.

    Returns
    -------
    ndarray, shape (estimates,)
        NaN with fewer than two clusters or where no cluster makes any difference.

    Examples
    --------
    >>> x = np.array([1.0, 2.0, 4.0])
    >>> left = ((x.sum() - x) / 2)[:, None]
    >>> error = student_error(np.array([x.mean()]), left, clusters=3)
    >>> bool(np.isclose(error[0], x.std(ddof=1) / np.sqrt(3)))
    True
    """
    n = np.broadcast_to(np.asarray(clusters), estimate.shape)
    squares = (np.where(np.isnan(left), 0.0, left - estimate) ** 2).sum(axis=0)
    variance = squares * (n - 1) / np.maximum(n, 1)
    return np.where((n > 1) & (variance > 1e-24), np.sqrt(np.maximum(variance, 0)), np.nan)


def student_interval(
    estimate: Floats,
    left: Floats,
    *,
    clusters: NDArray[np.int64] | int,
    level: float = 0.95,
    transform: str | NDArray[np.str_] = "plain",
) -> tuple[Floats, Floats]:
    """Lower and upper limits: estimate minus and plus t times the jackknife error.

    Parameters
    ----------
    estimate, left, clusters
        See `student_error`.
    level : float
    transform : {"plain", "logit", "log"} or an array of these, shape (estimates,)
        Scale on which the interval is symmetric: ``"logit"`` for shares, ``"log"`` for rates and
        ratios.

    Returns
    -------
    tuple of ndarray
        NaN where the error is missing, or the estimate has no place on the scale (a ratio of 0).

    Raises
    ------
    ValueError
        For another transform.

    Examples
    --------
    >>> left = np.array([0.05, 0.1, 0.15])[:, None]
    >>> low, high = student_interval(np.array([0.1]), left, clusters=3, transform="logit")
    >>> bool(0 < low[0] < 0.1 < high[0] < 1)
    True
    """
    from scipy import stats

    kind = np.broadcast_to(np.asarray(transform), estimate.shape)
    if not np.isin(kind, TRANSFORMS).all():
        raise ValueError(f"transform {transform!r} is not one of {', '.join(TRANSFORMS)}")
    error = student_error(estimate, left, clusters=clusters)
    df = np.maximum(np.broadcast_to(np.asarray(clusters), estimate.shape) - 1, 1)
    reach = stats.t.ppf((1 + level) / 2, df) * error
    low, high = estimate - reach, estimate + reach
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        logit, slope = np.log(estimate / (1 - estimate)), 1 / (estimate * (1 - estimate))
        for name, lower, upper in (
            ("logit", _expit(logit - reach * slope), _expit(logit + reach * slope)),
            ("log", estimate * np.exp(-reach / estimate), estimate * np.exp(reach / estimate)),
        ):
            low, high = np.where(kind == name, lower, low), np.where(kind == name, upper, high)
    fits = np.isfinite(low) & np.isfinite(high)
    return np.where(fits, low, np.nan), np.where(fits, high, np.nan)


def student_p(
    estimate: Floats, left: Floats, *, clusters: NDArray[np.int64] | int, null: float = 0.0
) -> Floats:
    """Two-sided p-values of a t test against ``null``; NaN where the error is missing.

    Parameters
    ----------
    estimate, left, clusters
        See `student_error`.
    null : float

    Returns
    -------
    ndarray, shape (estimates,)

    Examples
    --------
    >>> from scipy import stats
    >>> x = np.array([1.0, 2.0, 4.0])
    >>> left = ((x.sum() - x) / 2)[:, None]
    >>> p = student_p(np.array([x.mean()]), left, clusters=3)
    >>> bool(np.isclose(p[0], stats.ttest_1samp(x, 0).pvalue))
    True
    """
    from scipy import stats

    error = student_error(estimate, left, clusters=clusters)
    df = np.maximum(np.broadcast_to(np.asarray(clusters), estimate.shape) - 1, 1)
    return np.asarray(2 * stats.t.sf(np.abs(estimate - null) / error, df))


def _expit(x: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-x)))
