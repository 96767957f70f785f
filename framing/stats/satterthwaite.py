"""Errors and degrees of freedom of a linear model with one random intercept per cluster.

    y = X b + u[cluster] + e,     V = v_e I + v_u Z Z'

Given the two variances, the coefficients have the covariance ``C = inv(X' inv(V) X)``. The
variances are estimates themselves, some from many articles, some from few clusters, and a normal
interval forgets that. **Satterthwaite's** degrees of freedom make up for it, coefficient by
coefficient: with ``f = C[i, i]``, its gradient ``g`` in the two variances, and the expected
information ``J`` of their REML estimates,

    df = 2 f^2 / (g' inv(J) g)

In balanced designs this is the number of a textbook analysis of variance: ``(groups - 1) *
(clusters - 1)`` where every cluster holds each group once, ``clusters - groups`` where a group has
clusters of its own. Between the two it is rarely whole.

References
----------
Satterthwaite, F. E. (1946). An approximate distribution of estimates of variance components.
Biometrics Bulletin, 2(6). Giesbrecht, F. G., & Burns, J. C. (1985). Two-stage analysis based on a
mixed model. Biometrics, 41(2). Kuznetsova, A., Brockhoff, P. B., & Christensen, R. H. B. (2017).
lmerTest package. Journal of Statistical Software, 82(13).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def satterthwaite(
    design: Floats, clusters: NDArray[np.int64], *, residual: float, between: float
) -> tuple[Floats, Floats]:
    """Standard errors of the coefficients, and their degrees of freedom.

    Parameters
    ----------
    design : ndarray, shape (articles, coefficients)
        Of full column rank.
    clusters : ndarray of int, shape (articles,)
    residual, between : float
        Variances of the residuals (above 0) and of the clusters' intercepts.

    Returns
    -------
    tuple of ndarray, shape (coefficients,)

    Raises
    ------
    numpy.linalg.LinAlgError
        If the two variances cannot be told apart, since no cluster holds two articles.

    Examples
    --------
    >>> group, cluster = np.tile([0, 1], 5), np.repeat(np.arange(5), 2)
    >>> x = np.column_stack([group, np.ones(10)])
    >>> error, df = satterthwaite(x, cluster, residual=2.0, between=3.0)
    >>> bool(np.isclose(error[0], np.sqrt(2 * 2 / 5))), round(float(df[0]), 6)
    (True, 4.0)
    """
    codes, size = np.unique(clusters, return_inverse=True, return_counts=True)[1:]
    ones = 1 / (residual + size * between)  # inv(V) takes a cluster's vector of ones to this
    once, by_cluster = _through(design, codes, residual, between, ones)
    twice, _ = _through(once, codes, residual, between, ones)
    covariance = np.linalg.inv(design.T @ once)
    inner = (once.T @ once, by_cluster.T @ by_cluster)
    mixed = (by_cluster * ones[:, None]).T @ by_cluster
    traces = (
        ((size - 1) / residual**2 + ones**2).sum(),
        (size * ones**2).sum(),
        ((size * ones) ** 2).sum(),
    )
    pairs = (
        (0, 0, once.T @ twice),
        (0, 1, mixed),
        (1, 1, (by_cluster * (size * ones)[:, None]).T @ by_cluster),
    )
    information = np.empty((2, 2))
    for (i, j, middle), trace in zip(pairs, traces, strict=True):
        product = np.trace(covariance @ inner[i] @ covariance @ inner[j])
        value = (trace - 2 * np.trace(covariance @ middle) + product) / 2
        information[i, j] = information[j, i] = value
    if np.linalg.cond(information / information.max()) > 1e12:
        raise np.linalg.LinAlgError("the variances of clusters and residuals cannot be told apart")
    slopes = np.array([np.diag(covariance @ part @ covariance) for part in inner])
    spread = np.einsum("ik,ij,jk->k", slopes, np.linalg.inv(information), slopes)
    variance = np.diag(covariance)
    return np.sqrt(variance), 2 * variance**2 / spread


def _through(
    columns: Floats, codes: NDArray[np.int64], residual: float, between: float, ones: Floats
) -> tuple[Floats, Floats]:
    """``inv(V)`` times columns, and the sums of that within each cluster."""
    sums = np.zeros((len(ones), columns.shape[1]))
    np.add.at(sums, codes, columns)
    shift = (between * ones)[:, None] * sums
    return (columns - shift[codes]) / residual, sums * ones[:, None]
