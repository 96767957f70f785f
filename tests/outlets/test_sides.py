"""Two sides in one outlet: the right attributions on the right side, and house style cancelled."""

import re

import numpy as np
import pandas as pd
import pytest

from framing.articles import Corpus
from framing.features import measure
from framing.notes import annotate
from framing.outlets import (
    assign_sides,
    compare,
    compare_measures,
    differential_attribution,
    side_table,
)
from framing.schema import COMPARISON_COLUMNS
from framing.types import Article


def corpus_of(*texts, outlet="a"):
    corpus = Corpus.from_articles(
        Article(id=f"{outlet}{i}", text=t, outlet=outlet, event=str(i)) for i, t in enumerate(texts)
    )
    return annotate(corpus, method="rules")


def simulate(gap, *, events=40, seed=0, style=0.0):
    """Side counts of two outlets; ``a`` distances side x by ``gap`` more than side y."""
    rng = np.random.default_rng(seed)
    rows = []
    for e in range(events):
        mood = rng.normal(0, 0.05)
        for outlet in "ab":
            p = 0.2 + mood + style * (outlet == "a")
            of_x, of_y = rng.integers(3, 9, size=2)
            x = rng.binomial(of_x, np.clip(p + gap * (outlet == "a"), 0, 1))
            y = rng.binomial(of_y, np.clip(p, 0, 1))
            rows.append((outlet, f"e{e}", of_x, x, of_y, y))
    columns = ["outlet", "event", "n_x", "n_x_distancing", "n_y", "n_y_distancing"]
    return pd.DataFrame(rows, columns=columns)


def test_differences_are_those_of_the_plain_ratios():
    table = simulate(0.3)
    got = compare_measures(table, "share_x_distancing", "share_y_distancing", seed=4)
    assert tuple(got.columns) == COMPARISON_COLUMNS
    sums = table.groupby("outlet").sum(numeric_only=True)
    d = sums.n_x_distancing / sums.n_x - sums.n_y_distancing / sums.n_y
    inside = got[(got.estimand == "differential") & (got.kind == "estimate")]
    assert inside.set_index("group_a")["estimate"].to_dict() == pytest.approx(d.to_dict())
    between = got[got.kind == "contrast"].iloc[0]
    assert between.estimate == pytest.approx(d["a"] - d["b"])
    assert between.ci_low < between.estimate < between.ci_high
    assert between.p_value < 0.01
    assert between.n_clusters == 40
    again = compare_measures(table, "share_x_distancing", "share_y_distancing", seed=4)
    pd.testing.assert_frame_equal(got, again)


def test_house_style_alone_is_no_difference():
    got = compare_measures(
        simulate(0.0, style=0.4, seed=5), "share_x_distancing", "share_y_distancing"
    )
    d = got[got.estimand == "differential"]
    assert (d["p_adjusted"] > 0.05).all()
    assert d["mde"].notna().all()
    a, b = got[(got.feature == "share_x_distancing")].sort_values("group_a")["estimate"]
    assert a - b > 0.3


def test_estimates_agree_with_compare():
    table = simulate(0.2)
    mine = compare_measures(table, "share_x_distancing", "share_y_distancing", seed=1)
    theirs = compare(table, features=["share_x_distancing"], seed=1)
    mine = mine[mine.feature == "share_x_distancing"]["estimate"].to_numpy()
    theirs = theirs[(theirs.kind == "estimate") & (theirs.estimand == "pooled")]["estimate"]
    np.testing.assert_allclose(mine, theirs.to_numpy())


def test_names_match_whole_words_longest_first_and_by_full_mention():
    corpus = corpus_of(
        "Minister Ada Holm said no. Holmes said that he agreed. Later, Holm claimed that it was.",
        "Holm opposition leader Bo Lind said no. holm said that it was.",
    )
    sides = {"Holm": "gov", "opposition leader": "opp"}
    got = assign_sides(corpus, sides)
    named = dict(zip(got["source"], got["side"], strict=True))
    assert named["Minister Ada Holm"] == named["Holm"] == "gov"
    assert got.loc[got.source == "Holm", "mention"].tolist() == ["Minister Ada Holm"]
    assert pd.isna(named["Holmes"])
    assert named["Holm opposition leader Bo Lind"] == "opp"


def test_patterns_frames_and_source_types():
    corpus = corpus_of("Ada Vale said that it rained. Police claimed that it did not.")
    for sides in ({re.compile(r"V\w+"): "x"}, {"/V.l./": "x"}, {"Ada  Vale": "x"}, {"vale": "x"}):
        assert assign_sides(corpus, sides)["side"].dropna().tolist() == ["x"]
    frame = pd.DataFrame({"name": ["Vale"], "side": ["x"]})
    assert assign_sides(corpus, frame)["side"].dropna().tolist() == ["x"]
    of_type = side_table(corpus, {"security": "police"}, on="source_type")
    assert of_type["n_police"].tolist() == [1]
    assert of_type["n_police_distancing"].tolist() == [1]


@pytest.mark.parametrize(
    ("sides", "options", "message"),
    [
        ({}, {}, "at least one name"),
        ({"Vale": ""}, {}, "none of them empty"),
        ({"Vale": "The West", "Holm": "the west"}, {}, "must differ in letters"),
        ({"/(/": "x"}, {}, "no regular expression"),
        ({3: "x"}, {}, "must be text"),
        ({"Nobody": "x"}, {}, "none of the 1 sources"),
        ({"Vale": "x"}, {"stances": "claimed"}, "'claimed' is not one of neutral"),
        ({"Vale": "x"}, {"on": "name"}, "mention, source_type"),
        ({"Vale": "x"}, {"on": "source_type"}, "'Vale' is no source type"),
        ({"Vale": "x"}, {"contrast": ("x", "y")}, "must name two sides"),
        (pd.DataFrame({"who": ["Vale"]}), {}, "columns 'name' and 'side'"),
    ],
)
def test_refusals_say_what_is_allowed(sides, options, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        differential_attribution(corpus_of("Vale said that it rained."), sides, **options)


def test_empty_corpus_is_refused_with_a_reason():
    with pytest.raises(ValueError, match="none of the 0 sources"):
        side_table(annotate(Corpus.from_articles([])), {"Vale": "x"})


def test_written_in_differences_of_the_sample(notes, gazetteer):
    got = differential_attribution(
        notes, gazetteer, contrast=("kestria", "west"), reference="meridian", seed=7
    )
    inside = got[(got.estimand == "differential") & (got.kind == "estimate")]
    inside = inside.set_index("group_a")
    assert inside.loc["kestria-today", "ci_high"] < 0
    assert inside.loc["open-kestria", "ci_low"] > 0
    between = got[got.kind == "contrast"].set_index("group_a")
    assert between.loc["kestria-today", "ci_high"] < 0
    assert between.loc["open-kestria", "ci_low"] > 0
    assert inside.loc["meridian", "p_value"] > 0.3
    assert inside.loc["pbn", "estimate"] == 0  # neither side varies, so there is nothing to test
    assert np.isnan(inside.loc["pbn", "p_value"])
    assert between.loc["pbn", "p_value"] > 0.3


def test_endorsing_is_the_other_way_round(notes, gazetteer):
    got = differential_attribution(
        notes, gazetteer, contrast=("kestria", "west"), stances="endorsing", seed=7
    )
    inside = got[(got.estimand == "differential") & (got.kind == "estimate")]
    inside = inside.set_index("group_a")["estimate"]
    assert inside["kestria-today"] > 0 > inside["open-kestria"]


def test_voice_gap_is_a_pair_of_measures_too(notes):
    table = measure(notes)
    got = compare_measures(table, "share_voice_own_loaded", "share_voice_attributed_loaded")
    assert set(got["kind"]) == {"estimate", "contrast"}
