"""Many tests at once, paired signs, and what a study could have found.

- Holm's step-down and Benjamini and Hochberg's step-up adjustments.
- The sign-flip permutation test for matched pairs (the same event in two outlets): under no
  difference, each event's difference could as well have had the other sign.
- The minimum detectable effect: how large a difference would have had to be for this design to find
  it four times out of five. A contrast that is "not significant" means nothing without it.

References
----------
Benjamini, Y., & Hochberg, Y. (1995). Controlling the false discovery rate. JRSS B, 57(1), 289-300.
Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scand. J. Stat., 6, 65-70.
Phipson, B., & Smyth, G. K. (2010). Permutation p-values should never be zero. SAGMB, 9(1), 39.
"""

from __future__ import annotations

from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Adjustment = Literal["holm", "bh", "none"]
ADJUSTMENTS: tuple[str, ...] = get_args(Adjustment)
EXACT_PAIRS = 12  # up to this many pairs all 2**n sign patterns are counted


def adjust_p(p: Floats, *, method: str = "holm") -> Floats:
    """Adjust p-values for the number of tests.

    Parameters
    ----------
    p : ndarray, shape (tests,)
        NaN is kept and not counted as a test.
    method : {"holm", "bh", "none"}
        Holm controls the chance of any false claim (planned contrasts); BH the expected share of
        false ones among the claims (exploration).

    Returns
    -------
    ndarray, shape (tests,)

    Raises
    ------
    ValueError
        If the method is not allowed.

    Examples
    --------
    >>> adjust_p(np.array([0.01, 0.04, 0.03]))
    array([0.03, 0.06, 0.06])
    >>> adjust_p(np.array([0.01, 0.04, 0.03]), method="bh")
    array([0.03, 0.04, 0.04])
    """
    if method not in ADJUSTMENTS:
        raise ValueError(f"adjustment {method!r} is not one of {', '.join(ADJUSTMENTS)}")
    p = np.asarray(p, dtype=float)
    kept = np.flatnonzero(~np.isnan(p))
    out = np.full(p.shape, np.nan)
    if method == "none" or len(kept) == 0:
        out[kept] = p[kept]
        return out
    order = kept[np.argsort(p[kept], kind="stable")]
    m = len(order)
    if method == "holm":
        raised = np.maximum.accumulate(p[order] * (m - np.arange(m)))
    else:
        raised = np.minimum.accumulate((p[order] * m / np.arange(1, m + 1))[::-1])[::-1]
    out[order] = np.minimum(1.0, raised)
    return out


def sign_flip_p(differences: Floats, *, rng: np.random.Generator, draws: int = 10_000) -> float:
    """Two-sided p-value that the mean of paired differences is zero.

    Parameters
    ----------
    differences : ndarray, shape (pairs,)
        One difference per matched event; NaN are left out.
    rng : numpy.random.Generator
        Used when there are too many pairs (over 12) to count all sign patterns.
    draws : int
        Random sign patterns then.

    Returns
    -------
    float
        NaN without any pair. With ``n`` pairs it cannot be below ``2 / 2**n``.

    Examples
    --------
    >>> sign_flip_p(np.array([1.0, 2.0, 3.0]), rng=np.random.default_rng(0))
    0.25
    """
    d = np.asarray(differences, dtype=float)
    d = d[~np.isnan(d)]
    if len(d) == 0:
        return float("nan")
    observed = abs(d.sum()) * (1 - 1e-12)
    if len(d) <= EXACT_PAIRS:
        patterns = np.arange(2 ** len(d))[:, None] >> np.arange(len(d))
        return float((np.abs(_signs(patterns) @ d) >= observed).mean())
    hits = 0
    for first in range(0, draws, 1000):
        shape = (min(1000, draws - first), -(-len(d) // 8))
        bits = np.unpackbits(rng.integers(0, 256, size=shape, dtype=np.uint8), axis=1)
        hits += int((np.abs(_signs(bits[:, : len(d)]) @ d) >= observed).sum())
    return (hits + 1) / (draws + 1)


def _signs(bits: NDArray[Any]) -> Floats:
    """Plus one for an even number, minus one for an odd one."""
    return np.asarray(1.0 - 2.0 * (bits & 1))


def minimum_detectable_effect(
    standard_error: Floats,
    *,
    clusters: NDArray[np.int64] | int,
    level: float = 0.95,
    power: float = 0.8,
) -> Floats:
    """Smallest true difference found with the given power at this standard error.

    ``(t[(1 + level) / 2] + t[power]) * standard_error`` with ``clusters - 1`` degrees of freedom
    (Bloom 1995).

    Examples
    --------
    >>> minimum_detectable_effect(np.array([1.0]), clusters=100_000).round(2)
    array([2.8])
    """
    from scipy import stats

    df = np.maximum(np.asarray(clusters) - 1, 1)
    t = stats.t.ppf((1 + level) / 2, df) + stats.t.ppf(power, df)
    return np.asarray(t * np.asarray(standard_error, dtype=float))
