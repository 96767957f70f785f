"""Diversity at a common size, exactly, and its standard error from leaving out events.

The entropy of ``m`` attributions drawn without replacement from ``N`` has the expectation

    E[H_m] = sum_k sum_j  -(j / m) log(j / m) * P(J_k = j),     J_k hypergeometric(N, f_k, m)

so that no drawing is needed (Chao, Wang and Jost 2013 use the same sum for all of ``N``). Two
outlets may be compared only at the same ``m``.

Resampling attributions with replacement makes kinds disappear and lowers every diversity; the
bootstrap is therefore biased here. The **jackknife** leaves out one event at a time (one of at most
``MOST_BLOCKS`` groups of events where there are more: Kott 2001) and needs no draws.

References
----------
Chao, A., Wang, Y. T., & Jost, L. (2013). Entropy and the species accumulation curve. Methods in
Ecology and Evolution, 4(11).
Kott, P. S. (2001). The delete-a-group jackknife. Journal of Official Statistics, 17(4), 521-526.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
MOST_BLOCKS = 200


def expected_entropy(counts: Floats, size: int) -> float:
    """Expected Shannon entropy (nats) of ``size`` attributions drawn without replacement.

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
        If ``size`` is below 1 or above the total.

    Examples
    --------
    >>> round(expected_entropy(np.array([1.0, 1.0]), 2), 4)
    0.6931
    >>> expected_entropy(np.array([50.0, 50.0]), 1)
    0.0
    """
    from scipy.stats import hypergeom

    total = int(counts.sum())
    if not 0 < size <= total:
        raise ValueError(f"size must lie between 1 and the {total} attributions, given {size}")
    out = 0.0
    for count, times in zip(*np.unique(counts[counts > 0], return_counts=True), strict=True):
        mean = size * count / total
        reach = 12 * np.sqrt(mean) + 12  # beyond it the probability is below 1e-15
        low = max(1, size - (total - int(count)), int(mean - reach))
        high = min(int(count), size, int(mean + reach) + 1)
        j = np.arange(low, high + 1, dtype=float)
        p = hypergeom.pmf(j, total, int(count), size)
        share = j / size
        out -= float(times) * float((share * np.log(share) * p).sum())
    return max(out, 0.0)


def event_blocks(events: NDArray[np.int64]) -> NDArray[np.int64]:
    """Number of the block of each event code: events themselves, or groups of many events.

    Examples
    --------
    >>> event_blocks(np.array([0, 1, 1])).tolist()
    [0, 1, 1]
    """
    n = int(events.max()) + 1
    return events if n <= MOST_BLOCKS else events % MOST_BLOCKS


def jackknife_error(left: Floats) -> Floats:
    """Standard error from leave-one-block-out values; NaN where a value is missing or n < 2.

    Parameters
    ----------
    left : ndarray, shape (blocks, estimates)

    Examples
    --------
    >>> x = np.array([1.0, 2.0, 4.0])
    >>> left = ((x.sum() - x) / 2)[:, None]
    >>> bool(np.isclose(jackknife_error(left)[0], x.std(ddof=1) / np.sqrt(3)))
    True
    """
    n = len(left)
    if n < 2:
        return np.full(left.shape[1:], np.nan)
    gap = left - left.mean(axis=0)
    return np.asarray(np.sqrt((n - 1) / n * (gap**2).sum(axis=0)))
