"""Selection and presentation: parts that add up, and the right part for the right cause."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.outlets import compare, split_gap
from framing.schema import COMPARISON_COLUMNS
from framing.stats.decompose import PARTS, decompose_gap

SHARE = "share_stance_distancing"


def table_of(rows):
    columns = ["outlet", "event", "n_stance", "n_stance_distancing"]
    return pd.DataFrame(rows, columns=columns)


def parts_of(got):
    return got.set_index("estimand")["estimate"]


counts = st.lists(st.tuples(*[st.integers(0, 30), st.integers(0, 30)] * 2), min_size=2, max_size=12)


@settings(max_examples=50, deadline=None)
@given(counts)
def test_parts_always_sum_to_the_gap(cells):
    below = np.array([[c[0], c[1]] for c in cells], dtype=float)
    above = np.minimum(below, np.array([[c[2], c[3]] for c in cells], dtype=float))
    weights = np.vstack([np.ones(len(cells)), np.arange(len(cells)) % 3])
    got = dict(zip(PARTS, decompose_gap(above, below, weights).T, strict=True))
    whole = [
        (w @ above)[0] / (w @ below)[0] - (w @ above)[1] / (w @ below)[1]
        if (w @ below).min() > 0
        else np.nan
        for w in weights
    ]
    np.testing.assert_allclose(got["gap"], whole)
    total = got["presentation"] + got["selection"]
    ok = ~np.isnan(total)
    np.testing.assert_allclose(total[ok], got["gap"][ok], atol=1e-12)
    np.testing.assert_allclose(got["mix"][ok] + got["exclusive"][ok], got["selection"][ok])


def test_published_arithmetic_by_hand():
    """Kitagawa's formula written out over two events with unequal weights."""
    table = table_of([("a", "1", 10, 3), ("a", "2", 10, 2), ("b", "1", 10, 1), ("b", "2", 30, 1)])
    s = np.array([[0.5, 0.5], [0.25, 0.75]])
    m = np.array([[0.3, 0.2], [0.1, 1 / 30]])
    got = parts_of(split_gap(table, "a", "b", features=SHARE))
    assert got["presentation"] == pytest.approx(((s[0] + s[1]) / 2 * (m[0] - m[1])).sum())
    assert got["selection"] == pytest.approx(((s[0] - s[1]) * (m[0] + m[1]) / 2).sum())
    turned = parts_of(split_gap(table, "b", "a", features=SHARE))
    np.testing.assert_allclose(turned.to_numpy(), -got.to_numpy(), atol=1e-15)


def test_each_cause_lands_in_its_part():
    rng = np.random.default_rng(3)
    rows = []
    for e in range(30):
        hot = e % 2
        for outlet in "ab":
            n = 40 if (outlet == "a") == bool(hot) else 8
            rows.append((outlet, f"e{e}", n, rng.binomial(n, 0.6 if hot else 0.1)))
    selected = split_gap(table_of(rows), "a", "b", features=SHARE, seed=1).set_index("estimand")
    assert selected.loc["selection", "ci_low"] > 0.1
    assert selected.loc["presentation", "ci_low"] < 0 < selected.loc["presentation", "ci_high"]
    rows = []
    for e in range(30):
        for outlet in "ab":
            rows.append((outlet, f"e{e}", 20, rng.binomial(20, 0.5 if outlet == "a" else 0.2)))
    worded = split_gap(table_of(rows), "a", "b", features=SHARE, seed=1).set_index("estimand")
    assert worded.loc["presentation", "ci_low"] > 0.1
    assert abs(worded.loc["selection", "estimate"]) < 1e-12


def test_events_of_one_outlet_only_are_exclusive():
    rows = [("a", "1", 10, 2), ("b", "1", 10, 2), ("a", "2", 10, 8), ("b", None, 10, 0)]
    got = split_gap(table_of(rows), "a", "b", features=SHARE).set_index("estimand")
    assert got.loc["presentation", "estimate"] == 0
    assert got.loc["exclusive", "estimate"] == pytest.approx(0.5 - 0.1)
    assert got.loc["presentation", "n_clusters"] == 1
    assert got.loc["gap", "n_clusters"] == 3
    assert np.isnan(got.loc["presentation", "ci_low"])


def test_the_gap_is_that_of_compare(table):
    got = split_gap(table, "kestria-today", "meridian", features=[SHARE, "n_words"], seed=7)
    assert tuple(got.columns) == COMPARISON_COLUMNS
    theirs = compare(table, features=[SHARE, "n_words"], reference="meridian")
    theirs = theirs[(theirs.kind == "contrast") & (theirs.estimand == "pooled")]
    theirs = theirs[theirs.group_a == "kestria-today"].set_index("feature")["estimate"]
    gap = got[got.estimand == "gap"].set_index("feature")["estimate"]
    assert gap.to_dict() == pytest.approx(theirs.to_dict())


def test_sample_outlets_word_the_same_events_differently(table):
    got = split_gap(table, "kestria-today", "meridian", features=SHARE, seed=7)
    got = got.set_index("estimand")
    assert got.loc["presentation", "ci_low"] > 0
    assert abs(got.loc["selection", "estimate"]) < 0.05
    none = split_gap(table, "pbn", "meridian", features=SHARE, seed=7).set_index("estimand")
    assert none.loc["presentation", "ci_low"] <= 0 <= none.loc["presentation", "ci_high"]


def test_refusals():
    table = table_of([("a", "1", 10, 3), ("b", "2", 10, 2), ("c", "1", 4, 1)])
    with pytest.raises(ValueError, match="no event has a value of share_stance_distancing in both"):
        split_gap(table, "a", "b", features=SHARE)
    with pytest.raises(ValueError, match="'x' is not a value of 'outlet'; there are a, b, c"):
        split_gap(table, "a", "x", features=SHARE)
    with pytest.raises(ValueError, match="given 'a' twice"):
        split_gap(table, "a", "a", features=SHARE)
    with pytest.raises(ValueError, match="find_events"):
        split_gap(table.drop(columns="event"), "a", "b", features=SHARE)
