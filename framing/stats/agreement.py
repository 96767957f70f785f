"""Agreement between coders beyond chance: Krippendorff's alpha.

``alpha = 1 - D_o / D_e``: disagreement observed within units over disagreement expected if values
were paired at random. It takes any number of coders, missing values, and a metric that says how far
two values are apart (Krippendorff 2018, ch. 12). 1 is perfect, 0 is chance; .80 is customary for
conclusions, .667 the lowest for tentative ones.

Conventions
-----------
- Ratings are numbers in an array ``(coders, units)``; NaN is missing. Units with fewer than two
  ratings say nothing about agreement and are left out.
- With only one value in use there is nothing to agree about, and alpha is NaN.

References
----------
Krippendorff, K. (2018). Content Analysis: An Introduction to Its Methodology (4th ed.). Sage.
Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. University of Pennsylvania.
"""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Metric = Literal["nominal", "ordinal", "interval"]
METRICS: tuple[str, ...] = get_args(Metric)


def krippendorff_alpha(ratings: Floats, *, metric: str = "nominal") -> float:
    """Krippendorff's alpha.

    Parameters
    ----------
    ratings : ndarray, shape (coders, units)
        NaN where a coder did not rate a unit.
    metric : {"nominal", "ordinal", "interval"}

    Returns
    -------
    float
        At most 1; NaN with fewer than two pairable values or only one value in use.

    Raises
    ------
    ValueError
        For another metric or shape.

    Examples
    --------
    >>> coders = np.array([[1.0, 1, 2, 2, 3], [1, 1, 2, 3, 3]])
    >>> round(krippendorff_alpha(coders), 3)
    0.727
    """
    if metric not in METRICS:
        raise ValueError(f"metric {metric!r} is not one of {', '.join(METRICS)}")
    if ratings.ndim != 2:
        raise ValueError(f"ratings need the shape (coders, units), given {ratings.shape}")
    values = np.unique(ratings[~np.isnan(ratings)])
    coincidence = _coincidences(ratings, values)
    n_values = coincidence.sum(axis=1)
    n = n_values.sum()
    if n < 2 or (n_values > 0).sum() < 2:
        return float("nan")
    distance = _distances(values, n_values, metric)
    expected = (np.outer(n_values, n_values) * distance).sum() / (n - 1)
    return float(1 - (coincidence * distance).sum() / expected)


def _coincidences(ratings: Floats, values: Floats) -> Floats:
    """How often two values meet in a unit, each unit weighted by 1 / (its ratings - 1)."""
    per_unit = np.stack([(ratings == v).sum(axis=0) for v in values], axis=1).astype(float)
    m = per_unit.sum(axis=1)
    kept = per_unit[m >= 2]
    weight = 1 / (m[m >= 2] - 1)
    pairs = np.einsum("u,ui,uj->ij", weight, kept, kept)
    return np.asarray(pairs - np.diag(weight @ kept))


def _distances(values: Floats, n_values: Floats, metric: str) -> Floats:
    """Squared distance of every two values under the metric."""
    if metric == "nominal":
        return 1.0 - np.eye(len(values))
    if metric == "interval":
        return np.asarray((values[:, None] - values[None, :]) ** 2)
    middle = np.cumsum(n_values) - n_values / 2
    return np.asarray((middle[:, None] - middle[None, :]) ** 2)
