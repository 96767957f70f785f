"""Diversity at a common size: exact, fair at unequal N, and honest about what is not."""

import re
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.outlets import source_diversity
from framing.schema import COMPARISON_COLUMNS
from framing.stats import shannon, standardised_entropy
from framing.stats.standardise import (
    MOST_BLOCKS,
    event_blocks,
    expected_entropy,
    jackknife_error,
)


def table_of(per_event, *, events=12, seed=0):
    """``per_event``: outlet -> (attributions an event, probabilities of four types)."""
    rng = np.random.default_rng(seed)
    types = ["official", "citizen", "expert", "document"]
    rows = []
    for e in range(events):
        for outlet, (n, p) in per_event.items():
            counts = dict(zip([f"n_source_{t}" for t in types], rng.multinomial(n, p), strict=True))
            rows.append({"outlet": outlet, "event": f"e{e}", **counts})
    return pd.DataFrame(rows)


def test_exact_entropy_is_the_mean_of_draws():
    counts = np.array([40.0, 25, 10, 3, 1, 1])
    rng = np.random.default_rng(0)
    for size in (1, 2, 10, 79, 80):
        drawn = standardised_entropy(counts, size, draws=20_000, rng=rng)
        assert expected_entropy(counts, size) == pytest.approx(drawn, abs=0.006)
    assert expected_entropy(counts, 80) == pytest.approx(float(shannon(counts)))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=2, max_size=8).filter(lambda c: sum(c) >= 3))
def test_entropy_grows_with_size(counts):
    whole = np.array(counts, dtype=float)
    sizes = sorted({1, 2, int(whole.sum()) // 2 or 1, int(whole.sum())})
    values = [expected_entropy(whole, m) for m in sizes]
    assert all(a <= b + 1e-9 for a, b in pairwise(values))


def test_large_counts_by_windows_agree_with_the_plain_sum():
    from scipy.stats import hypergeom

    counts = np.array([5000.0, 3000, 700, 12])
    j = np.arange(1, 901)
    plain = sum(
        -((j / 900) * np.log(j / 900) * hypergeom.pmf(j, int(counts.sum()), int(c), 900)).sum()
        for c in counts
    )
    assert expected_entropy(counts, 900) == pytest.approx(float(plain), rel=1e-9)
    with pytest.raises(ValueError, match="between 1 and the 8712"):
        expected_entropy(counts, 9000)


def test_jackknife_and_blocks():
    rng = np.random.default_rng(0)
    x = rng.normal(size=30)
    left = ((x.sum() - x) / 29)[:, None]
    assert jackknife_error(left)[0] == pytest.approx(x.std(ddof=1) / np.sqrt(30))
    assert np.isnan(jackknife_error(left[:1])[0])
    assert event_blocks(np.arange(1000)).max() == MOST_BLOCKS - 1


def test_size_alone_makes_no_difference_where_values_are_comparable():
    even = (0.4, 0.3, 0.2, 0.1)
    got = source_diversity(table_of({"big": (60, even), "small": (4, even)}))
    assert tuple(got.columns) == (*COMPARISON_COLUMNS, "comparable", "size")
    contrasts = got[got.kind == "contrast"]
    assert contrasts["comparable"].all()
    assert not set(contrasts["feature"]) & {"kinds", "shannon", "iqv"}
    fair = contrasts.set_index("feature")
    assert fair.loc["shannon_standardised", "p_value"] > 0.05
    assert fair.loc["simpson", "p_value"] > 0.05
    raw = got[(got.kind == "estimate") & (got.feature == "shannon")]
    assert not raw["comparable"].any()
    assert (got.loc[got.estimand == "standardised", "size"] == 44).all()


def test_a_real_difference_is_found_with_the_right_sign():
    got = source_diversity(
        table_of({"narrow": (40, (0.9, 0.05, 0.03, 0.02)), "wide": (12, (0.25,) * 4)})
    )
    contrast = got[(got.kind == "contrast") & (got.feature == "effective_standardised")].iloc[0]
    assert contrast.group_a == "narrow"
    assert contrast.ci_high < 0
    assert contrast.p_adjusted < 0.05


def test_coverage_of_the_jackknife_interval():
    """True diversity at the standard size lies inside about 95% of the intervals."""
    p = np.array([0.4, 0.3, 0.2, 0.1])
    hits, runs = 0, 60
    for seed in range(runs):
        table = table_of({"a": (10, p), "b": (10, p)}, events=15, seed=seed)
        got = source_diversity(table)
        row = got[(got.kind == "contrast") & (got.feature == "shannon_standardised")].iloc[0]
        hits += row.ci_low <= 0 <= row.ci_high
    assert 0.86 <= hits / runs <= 1.0


def test_equal_sizes_are_comparable_raw():
    got = source_diversity(table_of({"a": (10, (0.25,) * 4), "b": (10, (0.4, 0.4, 0.1, 0.1))}))
    assert got["comparable"].all()
    assert "shannon" in set(got.loc[got.kind == "contrast", "feature"])


def test_limits_stay_inside_what_an_index_can_be(notes):
    got = source_diversity(notes)
    inside = got[(got.kind == "estimate") & got.feature.isin(["iqv", "simpson", "coverage"])]
    assert inside["ci_high"].max() <= 1
    assert inside["ci_low"].min() >= 0
    assert got.loc[got.feature == "kinds", "ci_low"].isna().all()


def test_written_in_narrowness_of_the_state_broadcaster(notes):
    got = source_diversity(notes, reference="pbn")
    row = got[(got.kind == "contrast") & (got.feature == "effective_standardised")]
    row = row.set_index("group_a")
    assert row.loc["kestria-today", "ci_high"] < 0
    assert row.loc["kestria-today", "p_adjusted"] < 0.05
    people = source_diversity(notes, kinds="names", reference="pbn")
    kinds = people[(people.kind == "estimate") & (people.feature == "kinds")]
    assert (kinds["estimate"] > 30).all()


@pytest.mark.parametrize(
    ("table", "options", "message"),
    [
        (pd.DataFrame({"outlet": ["a"]}), {}, "at least two columns n_source_<type>"),
        (pd.DataFrame({"outlet": ["a"]}), {"kinds": "names"}, "give a corpus or notes"),
        (pd.DataFrame({"outlet": ["a"]}), {"kinds": "sides"}, "not one of types, names"),
        (pd.DataFrame({"outlet": ["a"]}), {"level": 2}, "level must lie"),
    ],
)
def test_refusals(table, options, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        source_diversity(table, **options)
