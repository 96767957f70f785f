"""Adjusted p-values against statsmodels, sign flips against a full count, power by simulation."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from framing.stats import adjust_p, minimum_detectable_effect, sign_flip_p


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_holm_and_bh_equal_statsmodels(p):
    from statsmodels.stats.multitest import multipletests

    for ours, theirs in (("holm", "holm"), ("bh", "fdr_bh")):
        assert np.allclose(adjust_p(np.array(p), method=ours), multipletests(p, method=theirs)[1])


def test_missing_p_values_are_not_tests():
    assert np.array_equal(
        adjust_p(np.array([0.01, np.nan, 0.02])), [0.02, np.nan, 0.02], equal_nan=True
    )
    with pytest.raises(ValueError, match="'tukey' is not one of holm, bh, none"):
        adjust_p(np.array([0.1]), method="tukey")


@settings(max_examples=30, deadline=None)
@given(st.lists(st.floats(-5, 5, allow_subnormal=False), min_size=2, max_size=9))
def test_exact_sign_flip_equals_scipy(d):
    d = np.round(np.array(d), 3)
    ref = stats.permutation_test(
        (d,), np.mean, permutation_type="samples", n_resamples=np.inf, rng=np.random.default_rng(0)
    )
    assert sign_flip_p(d, rng=np.random.default_rng(0)) == pytest.approx(ref.pvalue, abs=1e-9)


def test_sign_flip_holds_its_level_with_many_pairs():
    rng = np.random.default_rng(1)
    p = [sign_flip_p(rng.normal(size=20), rng=rng, draws=400) for _ in range(400)]
    assert np.mean(np.array(p) <= 0.05) < 0.08
    assert np.isnan(sign_flip_p(np.array([np.nan]), rng=rng))


def test_minimum_detectable_effect_is_found_four_times_in_five():
    n = 12
    rng = np.random.default_rng(0)
    effect = minimum_detectable_effect(np.array([1 / np.sqrt(n)]), clusters=n)[0]
    p = stats.ttest_1samp(rng.normal(effect, 1, size=(4000, n)), 0, axis=1).pvalue
    assert np.mean(p < 0.05) == pytest.approx(0.8, abs=0.03)
