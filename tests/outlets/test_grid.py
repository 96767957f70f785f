"""Specification grids: every choice is there, does what it says, and the primary comes first."""

import re

import pandas as pd
import pytest

from framing.articles import Corpus, find_duplicates
from framing.notes import annotate
from framing.outlets import compare, rejudge_stances, specification_grid
from framing.schema import COMPARISON_COLUMNS
from framing.types import Article

SHARE = "share_stance_distancing"


def corpus_of(*, copies=False, events=True):
    texts = {
        "x": "Vale claimed that it rained. Holm argued that it was late. ",
        "y": "Vale said no. ",
    }
    articles = [
        Article(
            id=f"{o}{i}",
            outlet=o,
            event=str(i) if events else None,
            text=t * 3,
            duplicate_of="y0" if copies and o == "y" and i == 1 else None,
        )
        for o, t in texts.items()
        for i in range(4)
    ]
    return annotate(Corpus.from_articles(articles), method="rules")


def test_all_combinations_and_the_primary_first():
    got = specification_grid(corpus_of(copies=True), "x", "y", feature=SHARE, draws=100)
    assert tuple(got.columns[-len(COMPARISON_COLUMNS) :]) == COMPARISON_COLUMNS
    assert len(got) == 2 * 3 * 3
    assert not got.duplicated(["scheme", "duplicates", "cleaning", "unit"]).any()
    assert got["primary"].tolist() == [True] + [False] * 17
    first = got.iloc[0]
    assert (first.scheme, first.duplicates, first.unit) == ("given", "keep", "pooled")
    pd.testing.assert_frame_equal(
        got, specification_grid(corpus_of(copies=True), "x", "y", feature=SHARE, draws=100)
    )


def test_schemes_change_the_numbers_as_they_should():
    got = specification_grid(corpus_of(), "x", "y", feature=SHARE, draws=100)
    pooled = got[got.unit == "pooled"].set_index("scheme")["estimate"]
    assert pooled["given"] == 1.0
    assert pooled["floyd2000"] < pooled["given"]
    mine = pd.DataFrame({"lemma": ["claim", "argue", "say"], "class": ["neutral"] * 3})
    got = specification_grid(corpus_of(), "x", "y", feature=SHARE, schemes=[mine], draws=100)
    assert (got["estimate"] == 0).all()


def test_policies_keep_the_articles_they_say():
    got = specification_grid(
        corpus_of(copies=True), "x", "y", feature=SHARE, schemes=["given"], draws=100
    )
    n = got[got.unit == "pooled"].set_index("duplicates")["n_b"]
    assert n.to_dict() == {"keep": 4, "originals": 3, "unique": 2}
    without = specification_grid(corpus_of(), "x", "y", feature=SHARE, draws=100)
    assert set(without["duplicates"]) == {"keep"}


def test_rows_are_those_of_compare(notes, table):
    got = specification_grid(
        notes, "kestria-today", "meridian", feature=SHARE, schemes=["given"], seed=7
    )
    theirs = compare(
        table, features=[SHARE], reference="meridian", match="event", adjust="none", seed=7
    )
    theirs = theirs[(theirs.kind == "contrast") & (theirs.group_a == "kestria-today")]
    merged = got.merge(theirs, on="estimand", suffixes=("", "_theirs"))
    assert len(merged) == 3
    assert (merged["estimate"] == merged["estimate_theirs"]).all()
    assert (merged["ci_low"] == merged["ci_low_theirs"]).all()


def test_cleaning_is_a_choice_by_name():
    versions = {"clean": corpus_of(), "raw": corpus_of()}
    got = specification_grid(versions, "x", "y", feature=SHARE, schemes=["given"], draws=100)
    assert got["cleaning"].tolist() == ["clean"] * 3 + ["raw"] * 3


def test_measures_without_stance_have_one_scheme_and_no_events_no_matching():
    got = specification_grid(corpus_of(events=False), "x", "y", feature="n_words", draws=100)
    assert set(got["scheme"]) == {"given"}
    assert got["unit"].tolist() == ["pooled", "articles"]


def test_the_written_in_difference_holds_under_every_choice(notes):
    copied = annotate(find_duplicates(notes.corpus), method="rules")
    got = specification_grid(copied, "kestria-today", "meridian", feature=SHARE, seed=7)
    assert len(got) > 8
    assert (got["estimate"] > 0).all()
    given = got[got.scheme == "given"]
    assert (given["ci_low"] > 0).all()
    none = specification_grid(copied, "pbn", "meridian", feature=SHARE, seed=7)
    assert (none["p_value"].dropna() > 0.05).all()


def test_rejudging_keeps_spans():
    notes = corpus_of()
    other = rejudge_stances(notes, "floyd2000")
    assert other.attributions["cue_spans"].equals(notes.attributions["cue_spans"])
    same = rejudge_stances(notes, "default")
    assert same.attributions["stance"].equals(notes.attributions["stance"])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"duplicates": ["drop"]}, "duplicates=['drop'] must be some of keep, originals, unique"),
        ({"units": []}, "units=[] must be some of pooled"),
        ({"schemes": "default"}, "schemes needs a list"),
        ({"schemes": ["nobody2001"]}, "nobody2001"),
        ({"feature": "share_nothing"}, "no measure 'share_nothing'"),
    ],
)
def test_refusals(options, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        specification_grid(corpus_of(), "x", "y", **{"feature": SHARE, "draws": 100, **options})


def test_unknown_outlets_and_missing_events():
    with pytest.raises(ValueError, match="'z' is not a value of 'outlet'"):
        specification_grid(corpus_of(), "z", "y", feature=SHARE, draws=100)
    with pytest.raises(ValueError, match="needs events"):
        specification_grid(
            corpus_of(events=False), "x", "y", feature=SHARE, units=["matched"], draws=100
        )
