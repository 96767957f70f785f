"""Outlet maps: equal to prince and to a decomposition by hand, honest about noise and mastheads."""

import json
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.articles import Corpus
from framing.notes import annotate
from framing.outlets import map_outlets, map_phrases
from framing.stats.correspondence import align, correspondence, ellipse
from framing.types import Article

REFERENCE = Path(__file__).resolve().parents[1] / "reference" / "correspondence_prince.json"
STANCES = [f"n_stance_{s}" for s in ("neutral", "endorsing", "distancing", "attack", "denial")]


def test_values_of_prince():
    want = json.loads(REFERENCE.read_text(encoding="utf-8"))
    got = correspondence(np.array(want["counts"], dtype=float))
    for mine, theirs in ((got.rows, want["rows"]), (got.columns, want["columns"])):
        theirs = np.array(theirs)
        sign = np.sign((mine * theirs).sum(axis=0))
        np.testing.assert_allclose(mine, theirs * sign, atol=1e-10)
    np.testing.assert_allclose(got.inertia, want["eigenvalues"], atol=1e-12)
    assert got.total == pytest.approx(want["total_inertia"])
    part = got.row_masses[:, None] * got.rows**2 / got.inertia
    np.testing.assert_allclose(part, want["row_contributions"], atol=1e-10)


def test_contributions_and_quality_of_prince():
    want = json.loads(REFERENCE.read_text(encoding="utf-8"))
    table = pd.DataFrame(want["counts"], columns=[f"n_{i}" for i in range(7)])
    table["outlet"] = list("abcde")
    got = map_outlets(table, [f"n_{i}" for i in range(7)], draws=100)
    groups = got[got.kind == "group"]
    np.testing.assert_allclose(
        groups[["contribution_x", "contribution_y"]], want["row_contributions"], atol=1e-10
    )
    np.testing.assert_allclose(groups["quality"], np.sum(want["row_cosine"], axis=1), atol=1e-10)
    assert groups["inertia_x"].iloc[0] == pytest.approx(
        want["eigenvalues"][0] / want["total_inertia"]
    )


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.integers(0, 50), min_size=4, max_size=4), min_size=3, max_size=6))
def test_all_axes_keep_all_chi_square_distances(rows):
    counts = np.array(rows, dtype=float) + np.eye(len(rows), 4)
    counts += 1e-3
    got = correspondence(counts, axes=min(counts.shape) - 1)
    p = counts / counts.sum()
    r, c = p.sum(axis=1), p.sum(axis=0)
    chi = ((p - np.outer(r, c)) ** 2 / np.outer(r, c)).sum()
    assert got.total == pytest.approx(chi, abs=1e-12)
    profiles = p / r[:, None]
    for i in range(len(rows)):
        for j in range(len(rows)):
            apart = ((profiles[i] - profiles[j]) ** 2 / c).sum()
            seen = ((got.rows[i] - got.rows[j]) ** 2).sum()
            assert seen == pytest.approx(apart, abs=1e-9)
    np.testing.assert_allclose(r @ got.rows, 0, atol=1e-9)


def test_empty_rows_have_no_place_and_alignment_keeps_shape():
    counts = np.array([[5.0, 1, 0], [0, 0, 0], [1, 5, 0], [2, 2, 0]])
    got = correspondence(counts)
    assert np.isnan(got.rows[1]).all()
    assert np.isnan(got.columns[2]).all()
    rng = np.random.default_rng(0)
    points = rng.normal(size=(6, 2))
    turn = np.linalg.qr(rng.normal(size=(2, 2)))[0]
    moved = align(points @ turn, points, np.ones(6))
    np.testing.assert_allclose(moved, points, atol=1e-12)


def test_ellipse_holds_its_level():
    rng = np.random.default_rng(0)
    points = rng.normal(size=(20_000, 2)) @ np.array([[2.0, 0.0], [0.9, 0.5]])
    got = ellipse(points, level=0.9)
    t = np.radians(got.angle)
    turned = (points - [got.x, got.y]) @ np.array([[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]])
    inside = (2 * turned[:, 0] / got.width) ** 2 + (2 * turned[:, 1] / got.height) ** 2 <= 1
    assert inside.mean() == pytest.approx(0.9, abs=0.01)
    assert np.isnan(ellipse(np.full((10, 2), np.nan)).x)


def test_more_events_make_smaller_ellipses():
    rng = np.random.default_rng(1)

    def simulate(events):
        p = {"a": (0.6, 0.2, 0.2), "b": (0.2, 0.6, 0.2), "c": (0.2, 0.2, 0.6)}
        rows = [(o, f"e{e}", *rng.multinomial(12, q)) for e in range(events) for o, q in p.items()]
        return pd.DataFrame(rows, columns=["outlet", "event", "n_x", "n_y", "n_z"])

    sizes = []
    for events in (8, 80):
        got = map_outlets(simulate(events), ["n_x", "n_y", "n_z"], draws=200)
        got = got[got.kind == "group"]
        assert (got["ellipse_width"] >= got["ellipse_height"]).all()
        np.testing.assert_allclose(got[["x", "y"]], got[["ellipse_x", "ellipse_y"]], atol=0.15)
        sizes.append(got["ellipse_width"].mean())
    assert sizes[1] < sizes[0] / 2


def test_written_in_manners_of_the_sample(table):
    got = map_outlets(table, STANCES, draws=200, seed=3)
    place = got.set_index("name")[["x", "y"]]

    def apart(a, b):
        return float(np.linalg.norm(place.loc[a] - place.loc[b]))

    assert apart("meridian", "pbn") < apart("meridian", "kestria-today") / 2
    assert apart("meridian", "pbn") < apart("meridian", "flare") / 2
    top = got[got.kind == "feature"].sort_values("contribution_x").iloc[-1]
    assert top["name"] != "n_stance_denial"
    contributions = got.groupby("kind")[["contribution_x", "contribution_y"]].sum()
    np.testing.assert_allclose(contributions, 1, atol=1e-9)
    pd.testing.assert_frame_equal(got, map_outlets(table, STANCES, draws=200, seed=3))


def test_mastheads_are_named_and_can_be_left_out():
    words = {"Courier": ("regime", "lied"), "Herald": ("state", "left"), "Gazette": ("king", "sat")}
    corpus = Corpus.from_articles(
        Article(id=f"{o}{i}", outlet=o, event=str(i), text=f"The {o} writes: the {w} {v} again.")
        for o, (w, v) in words.items()
        for i in range(6)
    )
    corpus = annotate(corpus, method="rules")
    with pytest.warns(UserWarning, match=r"3 terms hold an outlet's name.*drop=\['courier'"):
        map_phrases(corpus, lengths=[1], draws=100)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        got = map_phrases(corpus, lengths=[1], draws=100, drop=["courier", "Herald", "gazette"])
    assert "courier" not in set(got["name"])
    assert {"regime", "again"} <= set(got["name"])


@pytest.mark.filterwarnings("ignore:.*outlet's name")
def test_map_of_phrases_on_the_sample(notes):
    got = map_phrases(notes, draws=100)
    assert (got["kind"] == "group").sum() == 6
    assert (got["kind"] == "feature").sum() == 500
    assert got["mass"].sum() == pytest.approx(2)


def test_refusals():
    table = pd.DataFrame({"outlet": ["a", "b"], "n_x": [1, 2], "n_y": [0, 0], "share_x": [1, 1]})
    with pytest.raises(ValueError, match="two columns of counts"):
        map_outlets(table, ["n_x", "share_x"])
    with pytest.raises(ValueError, match="at least two rows and two columns"):
        map_outlets(table, ["n_x", "n_y"])
    with pytest.raises(ValueError, match="none negative or missing"):
        correspondence(np.array([[1.0, -1], [2, 3]]))
