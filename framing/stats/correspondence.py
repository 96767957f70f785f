"""Correspondence analysis: a table of counts as a map, with the spread of its rows.

With the table's shares ``P``, row masses ``r`` and column masses ``c``, the singular value
decomposition of the standardised residuals

    S = D_r^(-1/2) (P - r c') D_c^(-1/2) = U diag(s) V'

gives the principal coordinates of the rows ``F = D_r^(-1/2) U s`` and of the columns
``G = D_c^(-1/2) V s``; distances between rows are chi-square distances of their profiles. The
inertia ``sum s^2`` is chi-square over the total, and ``s_k^2 / sum s^2`` is the share of axis ``k``
(Greenacre 2017).

A bootstrap draw has axes of its own, turned and mirrored at will. Each is laid over the observed
map by the orthogonal Procrustes rotation (Schonemann 1966; as for partial bootstraps in Lebart
2007), and the spread of the rows is then summed up by ellipses.

Conventions
-----------
- The sign of an axis is fixed: the column with the largest coordinate by size is positive.
- Rows or columns that are 0 throughout have no coordinates (NaN).

References
----------
Greenacre, M. (2017). Correspondence Analysis in Practice (3rd ed.). CRC.
Schonemann, P. H. (1966). A generalized solution of the orthogonal Procrustes problem.
Psychometrika, 31(1).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Map:
    """Principal coordinates and what they rest on.

    Attributes
    ----------
    rows, columns : ndarray, shapes (rows, axes), (columns, axes)
        Principal coordinates.
    row_masses, column_masses : ndarray
        Shares of the total.
    inertia : ndarray, shape (axes,)
        Of each axis kept.
    total : float
        Inertia of all axes.
    """

    rows: Floats
    columns: Floats
    row_masses: Floats
    column_masses: Floats
    inertia: Floats
    total: float

    @property
    def shares(self) -> Floats:
        """Share of the inertia of each axis; NaN without any inertia."""
        return self.inertia / self.total if self.total > 0 else np.full(len(self.inertia), np.nan)


def correspondence(counts: Floats, *, axes: int = 2) -> Map:
    """Correspondence analysis of a table of counts.

    Parameters
    ----------
    counts : ndarray, shape (rows, columns)
        None negative.
    axes : int
        Axes to keep, at least 1; those that the table does not have are 0.

    Returns
    -------
    Map

    Raises
    ------
    ValueError
        If a count is negative or missing, or fewer than two rows or columns are used.

    Examples
    --------
    >>> got = correspondence(np.array([[20.0, 10, 5], [5, 20, 10], [10, 5, 20]]))
    >>> got.shares.round(3).tolist(), round(got.total, 4)
    ([0.5, 0.5], 0.2857)
    """
    if counts.ndim != 2 or not (counts >= 0).all() or axes < 1:
        raise ValueError(
            f"counts need the shape (rows, columns), none negative or missing, and axes at least "
            f"1; given shape {counts.shape}, axes={axes}"
        )
    used_rows, used_columns = counts.sum(axis=1) > 0, counts.sum(axis=0) > 0
    table = counts[used_rows][:, used_columns]
    if min(table.shape, default=0) < 2:
        raise ValueError("a map needs at least two rows and two columns that are not 0 throughout")
    p = table / table.sum()
    r, c = p.sum(axis=1), p.sum(axis=0)
    residuals = (p - np.outer(r, c)) / np.sqrt(np.outer(r, c))
    u, s, vt = np.linalg.svd(residuals, full_matrices=False)
    s = np.where(s > 1e-12, s, 0.0)
    kept = min(axes, min(table.shape) - 1)
    f, g = np.zeros((len(r), axes)), np.zeros((len(c), axes))
    f[:, :kept] = (u * s)[:, :kept] / np.sqrt(r)[:, None]
    g[:, :kept] = (vt.T * s)[:, :kept] / np.sqrt(c)[:, None]
    largest = g[np.abs(g).argmax(axis=0), np.arange(axes)]
    sign = np.where(largest < 0, -1.0, 1.0)
    inertia = np.zeros(axes)
    inertia[:kept] = s[:kept] ** 2
    return Map(
        _spread(f * sign, used_rows),
        _spread(g * sign, used_columns),
        counts.sum(axis=1) / counts.sum(),
        counts.sum(axis=0) / counts.sum(),
        inertia,
        float((s**2).sum()),
    )


def align(drawn: Floats, target: Floats, masses: Floats) -> Floats:
    """Rotate and mirror a drawn map onto another, rows weighted by their masses.

    Parameters
    ----------
    drawn, target : ndarray, shape (rows, axes)
        Rows with NaN in either do not take part and stay NaN.
    masses : ndarray, shape (rows,)

    Returns
    -------
    ndarray, shape (rows, axes)

    Examples
    --------
    >>> points = np.array([[1.0, 0], [0, 1], [-1, -1]])
    >>> turned = points @ np.array([[0.0, 1], [-1, 0]])
    >>> bool(np.allclose(align(turned, points, np.ones(3)), points))
    True
    """
    both = ~(np.isnan(drawn).any(axis=1) | np.isnan(target).any(axis=1))
    u, _, vt = np.linalg.svd(drawn[both].T @ (target[both] * masses[both, None]))
    return np.asarray(drawn @ (u @ vt))


@dataclass(frozen=True, slots=True)
class Ellipse:
    """Centre, full width and height along its axes, and angle of the first in degrees."""

    x: float
    y: float
    width: float
    height: float
    angle: float


def ellipse(points: Floats, *, level: float = 0.95) -> Ellipse:
    """Ellipse that holds ``level`` of a bivariate normal with the points' mean and covariance.

    Parameters
    ----------
    points : ndarray, shape (draws, 2)
        Draws with NaN are left out; with fewer than half of them left all is NaN.
    level : float

    Returns
    -------
    Ellipse
        ``width >= height``; ``angle`` in (-90, 90].

    Examples
    --------
    >>> points = np.random.default_rng(0).normal(size=(20_000, 2)) * [2.0, 1.0]
    >>> got = ellipse(points)
    >>> abs(got.width / 2 - 2 * 2.448) < 0.1, abs(got.angle) < 2
    (True, True)
    """
    from scipy.stats import chi2

    kept = points[~np.isnan(points).any(axis=1)]
    if len(kept) < max(3, len(points) / 2):
        return Ellipse(*[float("nan")] * 5)
    values, vectors = np.linalg.eigh(np.cov(kept.T))
    height, width = 2 * np.sqrt(np.maximum(values, 0) * chi2.ppf(level, 2))
    angle = float(np.degrees(np.arctan2(vectors[1, 1], vectors[0, 1])))
    angle = angle - 180 if angle > 90 else angle + 180 if angle <= -90 else angle
    x, y = kept.mean(axis=0)
    return Ellipse(float(x), float(y), float(width), float(height), angle)


def _spread(values: Floats, used: NDArray[np.bool_]) -> Floats:
    out = np.full((len(used), values.shape[1]), np.nan)
    out[used] = values
    return out
