"""The differences written into the sample corpus come back, and where none was written none comes.

`data/README.md` says what was written in; here each of its lines is one claim, tested as a reader
would test it: the outlet named against each of the others, corrected for their number.
"""

import pytest

from framing.outlets import compare

MORE = [
    ("flare", "share_stance_attack", {"meridian", "courier", "kestria-today"}),
    ("flare", "share_stance_emotive", {"meridian", "courier", "pbn"}),
    ("flare", "rate_loaded", {"meridian", "courier", "pbn", "kestria-today", "open-kestria"}),
    ("kestria-today", "share_stance_distancing", {"meridian", "pbn", "courier"}),
    ("open-kestria", "share_stance_distancing", {"meridian", "pbn", "courier"}),
    ("open-kestria", "share_source_anonymous", {"pbn", "kestria-today"}),
    ("meridian", "share_source_official", {"flare"}),
]
HIGHEST = [
    ("pbn", "share_source_document"),
    ("pbn", "share_source_expert"),
    ("courier", "share_source_citizen"),
    ("flare", "n_distancing_scare"),
]
NONE = [
    ("share_stance_distancing", "meridian", "pbn"),
    ("share_stance_attack", "meridian", "courier"),
    ("share_stance_attack", "meridian", "pbn"),
    ("rate_loaded", "meridian", "pbn"),
]


@pytest.mark.parametrize(("outlet", "feature", "than"), MORE)
def test_more_than_the_others(table, outlet, feature, than):
    got = compare(table, features=[feature], reference=outlet, adjust="bh", seed=7)
    rows = got[(got.kind == "contrast") & (got.estimand == "pooled")].set_index("group_a")
    lower = rows[(rows.estimate < 0) & (rows.p_adjusted < 0.05)]
    assert than <= set(lower.index), rows[["estimate", "p_adjusted"]]


@pytest.mark.parametrize(("outlet", "feature"), HIGHEST)
def test_highest_of_all(table, outlet, feature):
    assert estimates(table, feature).idxmax() == outlet


def estimates(table, feature):
    got = compare(table, features=[feature], seed=7)
    return got[(got.kind == "estimate") & (got.estimand == "pooled")].set_index("group_a").estimate


def test_meridian_and_pbn_keep_the_fewest_distances(table):
    assert set(estimates(table, "share_stance_distancing").nsmallest(2).index) == {
        "meridian",
        "pbn",
    }


def test_flare_and_open_kestria_rest_most_on_the_unnamed(table):
    shares = estimates(table, "share_source_anonymous")
    assert set(shares.nlargest(2).index) == {"flare", "open-kestria"}


@pytest.mark.parametrize(("feature", "a", "b"), NONE)
def test_none_where_none_was_written(table, feature, a, b):
    both = table[table.outlet.isin([a, b])]
    got = compare(both, features=[feature], match="event", adjust="none", seed=7)
    rows = got[got.kind == "contrast"]
    assert len(rows) == 3
    assert not (rows.p_value < 0.05).any()
