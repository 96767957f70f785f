"""Figures draw the table they are given, say what they show, and are the same bytes twice."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from framing import plots
from framing.outlets import compare
from framing.plots.style import styled
from framing.types import SOURCE_TYPES, STANCES


@pytest.fixture(scope="module")
def table():
    rng = np.random.default_rng(0)
    rows = []
    for outlet, share in {"meridian": 0.03, "kestria-today": 0.3, "open-kestria": 0.15}.items():
        for event in range(8):
            weights = np.array([0.5, 0.1, 0.05, share, *[0.03] * 8])
            stances = rng.multinomial(14, weights / weights.sum())
            sources = rng.multinomial(14, rng.dirichlet(np.ones(len(SOURCE_TYPES))))
            rows.append(
                {"outlet": outlet, "event": f"e{event}", "n_words": 300, "n_stance": 14}
                | {f"n_stance_{s}": v for s, v in zip(STANCES, stances, strict=True)}
                | {f"n_source_{s}": v for s, v in zip(SOURCE_TYPES, sources, strict=True)}
            )
    return pd.DataFrame(rows)


@pytest.fixture(scope="module")
def result(table):
    return compare(
        table,
        features=["share_stance_distancing", "rate_stance"],
        seed=7,
        match="event",
        scales=("difference", "ratio"),
    )


def overlapping(ax):
    """Pairs of tick labels, titles and legend texts that overlap on the drawn figure."""
    ax.figure.canvas.draw()
    texts = [
        t for t in (*ax.get_yticklabels(), *ax.get_xticklabels(), ax.xaxis.label) if t.get_text()
    ]
    if ax.get_legend():
        texts += ax.get_legend().get_texts()
    boxes = [(t.get_text(), t.get_window_extent()) for t in texts]
    return [
        (a, b)
        for i, (a, first) in enumerate(boxes)
        for b, second in boxes[i + 1 :]
        if first.overlaps(second)
    ]


def figures(table, result):
    yield "forest", plots.draw_forest(result, "share_stance_distancing")
    yield "contrasts", plots.draw_contrasts(result, "share_stance_distancing", estimand="matched")
    yield "ratio", plots.draw_contrasts(result, "share_stance_distancing", scale="ratio")
    yield "stances", plots.draw_stances(table)
    yield "sources", plots.draw_source_types(table)


def test_no_labels_overlap_and_nothing_is_cut_off(table, result):
    for name, ax in figures(table, result):
        assert overlapping(ax) == [], name
        whole = ax.figure.bbox
        texts = [*ax.get_yticklabels(), ax.xaxis.label, ax.title]
        texts += ax.get_legend().get_texts() if ax.get_legend() else []
        for text in texts:
            box = text.get_window_extent()
            assert box.x0 >= whole.x0 - 1, (name, text.get_text())
            assert box.x1 <= whole.x1 + 1, (name, text.get_text())
            assert box.y0 >= whole.y0 - 1, (name, text.get_text())


def test_forest_draws_the_estimates_sorted(result):
    ax = plots.draw_forest(result, "share_stance_distancing")
    points = [line.get_xdata()[0] for line in ax.lines if line.get_marker() == "o"]
    rows = result.query(
        "feature == 'share_stance_distancing' and kind == 'estimate' and estimand == 'pooled'"
    )
    assert np.allclose(points, 100 * np.sort(rows["estimate"]))
    labels = [label.get_text() for label in ax.get_yticklabels()]
    assert labels == ["Meridian  (n = 8)", "Open Kestria  (n = 8)", "Kestria Today  (n = 8)"]
    assert ax.get_xlabel() == "Share of attributions with a classified cue (%)"
    drawn = plots.drawn_on(ax)
    assert list(drawn.numbers["estimate"]) == sorted(rows["estimate"], reverse=True)
    assert "95% intervals" in drawn.caption
    assert "events: 8" in drawn.caption


def test_contrasts_fill_only_what_is_significant(result):
    ax = plots.draw_contrasts(result, "share_stance_distancing")
    rows = plots.drawn_on(ax).numbers
    points = [line for line in ax.lines if line.get_marker() == "o"][::-1]
    for point, p in zip(points, rows["p_adjusted"], strict=True):
        assert (point.get_markerfacecolor() != "white") == (p < 0.05)


def test_bars_add_up_to_a_hundred_and_list_every_class(table):
    ax = plots.draw_stances(table)
    ends = {}
    for bar in ax.patches:
        ends[round(bar.get_y(), 3)] = max(
            ends.get(round(bar.get_y(), 3), 0), bar.get_x() + bar.get_width()
        )
    assert all(end == pytest.approx(100) for end in ends.values())
    numbers = plots.drawn_on(ax).numbers
    assert set(numbers["class"]) == set(STANCES)
    assert numbers.groupby("outlet")["share"].sum().round(9).eq(1).all()
    assert numbers.groupby("outlet", sort=False)["share"].count().index[0] == "kestria-today"
    assert len({bar.get_hatch() or "" for bar in ax.patches}) > 5, "hatches, not colour alone"


def test_files_are_the_same_bytes_twice(table, result, tmp_path):
    for name, ax in figures(table, result):
        first = plots.save(ax, tmp_path / "one" / name)
        plt.close("all")
    for name, ax in figures(table, result):
        second = plots.save(ax, tmp_path / "two" / name)
        for path in second:
            assert path.read_bytes() == (tmp_path / "one" / path.name).read_bytes(), path.name
    assert {p.suffix for p in first} == {".pdf", ".png", ".svg", ".csv", ".md", ".json"}
    pdf = (tmp_path / "one" / "forest.pdf").read_bytes()
    assert b"/Type3" not in pdf
    assert b"CreationDate" not in pdf
    assert "<text" in (tmp_path / "one" / "forest.svg").read_text("utf-8")


def test_given_axes_are_drawn_on_and_settings_stay(result):
    before = dict(mpl.rcParams)
    figure, (left, _) = plt.subplots(1, 2)
    assert plots.draw_forest(result, "rate_stance", ax=left) is left
    assert len(figure.axes) == 2
    assert dict(mpl.rcParams) == before


def test_refusals_say_what_to_do(table, result, tmp_path):
    with pytest.raises(ValueError, match="the table has 2 values of feature; name one: share_st"):
        plots.draw_forest(result)
    with pytest.raises(ValueError, match="feature='x' is not in the table; there are share_stan"):
        plots.draw_forest(result, "x")
    with pytest.raises(ValueError, match="this is not a comparison table: it lacks feature"):
        plots.draw_forest(table)
    with pytest.raises(ValueError, match="no estimate of .* with estimand 'median'"):
        plots.draw_forest(result, "rate_stance", estimand="median")
    with pytest.raises(ValueError, match="the table needs a column 'outlet' and counts n_tone_"):
        plots.draw_bars(table, "tone")
    with pytest.raises(ValueError, match="every n_stance_... is zero"):
        plots.draw_stances(table.assign(**{f"n_stance_{s}": 0 for s in STANCES}))
    with pytest.raises(ValueError, match="cannot save a figure as '.bmp'"):
        plots.save(plots.draw_stances(table), tmp_path / "x.bmp")
    with pytest.raises(ValueError, match="these axes carry no numbers"):
        plots.save(plt.subplots()[1], tmp_path / "x.png")
    with pytest.raises(ValueError, match="width must lie between 2 and 7.5 inches, given 20"):
        plots.draw_forest(result, "rate_stance", width=20)


def test_an_outlet_without_values_is_named_in_the_caption(table):
    silent = table.copy()
    silent.loc[silent.outlet == "meridian", ["n_stance", "n_stance_distancing"]] = 0
    ax = plots.draw_forest(compare(silent, features="share_stance_distancing"))
    assert "Without any value: Meridian." in plots.drawn_on(ax).caption


def test_a_backend_chosen_by_the_first_figure_stays_as_it_is():
    before = mpl.is_interactive()
    try:
        with styled():
            mpl.interactive(not before)
        assert mpl.is_interactive() is not before
    finally:
        mpl.interactive(before)
