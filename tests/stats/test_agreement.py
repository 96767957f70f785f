"""Krippendorff's alpha against the published worked example."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.stats import krippendorff_alpha

X = np.nan
# Krippendorff (2011), "Computing Krippendorff's alpha-reliability", section C and D:
# four observers, twelve units, missing values; nominal .743, ordinal .815, interval .849
PUBLISHED = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, X, X, X],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, X, 3],
        [X, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, X],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, X],
    ]
)


@pytest.mark.parametrize(
    ("metric", "value"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)]
)
def test_published_example(metric, value):
    assert krippendorff_alpha(PUBLISHED, metric=metric) == pytest.approx(value, abs=0.0006)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=4, max_size=20), st.permutations(range(4)))
def test_names_of_classes_do_not_matter_and_agreement_is_one(values, names):
    same = np.array([values, values], dtype=float)
    if len(set(values)) > 1:
        assert krippendorff_alpha(same) == pytest.approx(1)
    else:
        assert np.isnan(krippendorff_alpha(same))
    two = np.array([values, values[::-1]], dtype=float)
    renamed = np.array(names, dtype=float)[two.astype(int)]
    assert krippendorff_alpha(two) == pytest.approx(krippendorff_alpha(renamed), nan_ok=True)


def test_chance_is_zero():
    rng = np.random.default_rng(0)
    assert abs(krippendorff_alpha(rng.integers(0, 3, (2, 20_000)).astype(float))) < 0.02
    with pytest.raises(ValueError, match="metric 'ratio' is not one of nominal"):
        krippendorff_alpha(PUBLISHED, metric="ratio")
