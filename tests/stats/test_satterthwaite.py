"""Errors and degrees of freedom: equal to dense matrices, and to textbook analyses of variance."""

import numpy as np
import pytest

from framing.stats import satterthwaite


def dense(x, clusters, residual, between):
    """By the definition, with n by n matrices and a numerical gradient."""
    z = (clusters[:, None] == np.unique(clusters)).astype(float)
    parts = [np.eye(len(x)), z @ z.T]

    def inverse(e, u):
        return np.linalg.inv(e * parts[0] + u * parts[1])

    def covariance(e, u):
        return np.linalg.inv(x.T @ inverse(e, u) @ x)

    v = inverse(residual, between)
    p = v - v @ x @ covariance(residual, between) @ x.T @ v
    information = np.array([[np.trace(p @ a @ p @ b) / 2 for b in parts] for a in parts])
    h = 1e-5
    steps = [(residual + h, between), (residual - h, between)]
    steps += [(residual, between + h), (residual, between - h)]
    at = [np.diag(covariance(*step)) for step in steps]
    slope = np.array([at[0] - at[1], at[2] - at[3]]) / (2 * h)
    f = np.diag(covariance(residual, between))
    spread = np.einsum("ik,ij,jk->k", slope, np.linalg.inv(information), slope)
    return np.sqrt(f), 2 * f**2 / spread


@pytest.mark.parametrize("between", [0.05, 0.7, 20.0])
def test_equal_to_dense_matrices(between):
    rng = np.random.default_rng(0)
    clusters = rng.integers(0, 7, 30) * 3
    x = np.column_stack([rng.integers(0, 2, 30), np.ones(30), rng.normal(size=30)])
    error, df = satterthwaite(x, clusters, residual=1.3, between=between)
    want_error, want_df = dense(x, clusters, 1.3, between)
    np.testing.assert_allclose(error, want_error, rtol=1e-9)
    np.testing.assert_allclose(df, want_df, rtol=1e-5)


def test_textbook_degrees_of_freedom():
    group, cluster = np.tile([0, 1, 2], 8), np.repeat(np.arange(8), 3)
    crossed = np.column_stack([group == 1, group == 2, np.ones(24)]).astype(float)
    _, df = satterthwaite(crossed, cluster, residual=1.0, between=0.4)
    np.testing.assert_allclose(df[:2], 2 * 7)
    nested = np.column_stack([cluster >= 4, np.ones(24)]).astype(float)
    _, df = satterthwaite(nested, cluster, residual=1.0, between=0.4)
    np.testing.assert_allclose(df, 8 - 2)


def test_variances_that_cannot_be_told_apart():
    x = np.column_stack([np.arange(6) % 2, np.ones(6)])
    with pytest.raises(np.linalg.LinAlgError, match="cannot be told apart"):
        satterthwaite(x, np.arange(6), residual=1.0, between=0.5)
