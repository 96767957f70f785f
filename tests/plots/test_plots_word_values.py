"""Figures of words, maps, classifiers and time stand where their tables say."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Ellipse
from word_tables import (
    calibration_table,
    confusion_table,
    dated_table,
    grid_table,
    lines_of,
    map_table,
    pair_table,
    points_of,
    score_table,
    shift_table,
    words_table,
)

from framing import plots
from framing.plots.style import PALETTE
from framing.stats import bootstrap_interval, bootstrap_ratios


def test_words_stand_at_their_uses_and_z_and_only_adjusted_ones_are_filled():
    table = words_table()
    ax = plots.draw_words(table, "pbn", top=5)
    rows = table[table["group_a"] == "pbn"]
    grey, up, down, _ = (line for line in ax.lines if line.get_linestyle() == "None")
    assert len(grey.get_xdata()) == len(rows) - 3
    for line, chosen in ((up, rows["z"] > 4), (down, rows["z"] < -4)):
        assert sorted(line.get_ydata()) == sorted(rows["z"][chosen])
        assert sorted(line.get_xdata()) == sorted((rows["n_a"] + rows["n_b"])[chosen])
    assert up.get_marker() != down.get_marker()
    labels = {text.get_text() for text in ax.texts}
    best = rows.assign(size=rows["z"].abs()).sort_values("size", ascending=False)
    above, below = best[best["z"] > 0]["term"][:5], best[best["z"] < 0]["term"][:5]
    numbers = plots.drawn_on(ax).numbers
    assert labels == set(numbers["term"][numbers["labelled"]])
    assert labels <= {*above, *below}
    assert {"word0", "word1", "word2"} <= labels
    for text in ax.texts:
        row = rows[rows["term"] == text.get_text()].iloc[0]
        assert text.xy == (row["n_a"] + row["n_b"], row["z"])
    assert ax.get_xscale() == "log"
    assert "3 of 300 terms" in plots.drawn_on(ax).caption


def test_words_that_were_not_tested_are_never_filled():
    ax = plots.draw_words(words_table(["pbn"], tested=False))
    colours = {to_hex(line.get_color()).upper() for line in ax.lines}
    assert not colours & {PALETTE[0], PALETTE[1]}
    assert "Not tested" in plots.drawn_on(ax).caption


def test_shift_bars_add_up_to_the_difference():
    table = shift_table()
    ax = plots.draw_word_shift(table, top=10)
    widths = [bar.get_width() for bar in ax.patches]
    gap = table["average_a"].iloc[0] - table["average_b"].iloc[0]
    assert sum(widths) == pytest.approx(gap)
    assert len(widths) == 11
    numbers = plots.drawn_on(ax).numbers
    assert numbers["contribution"].sum() == pytest.approx(gap)
    places = {label.get_text(): y for y, label in enumerate(ax.get_yticklabels())}
    by_place = {round(bar.get_y() + bar.get_height() / 2): bar for bar in ax.patches}
    limits = {pair[1][0]: pair[0] for pair in lines_of(ax) if pair[1][0] == pair[1][1]}
    reference = table["average_b"].iloc[0]
    for row in table.head(10).to_dict("records"):
        y = places[row["term"]]
        assert by_place[y].get_width() == pytest.approx(row["contribution"])
        assert limits[y] == pytest.approx((row["ci_low"], row["ci_high"]))
        high, more = row["score"] > reference, row["share_a"] > row["share_b"]
        kind = numbers.set_index("term")["kind"][row["term"]]
        assert kind == f"{'high' if high else 'low'} score, used {'more' if more else 'less'}"
        assert bool(by_place[y].get_hatch()) == (not more)
    assert f"{gap:+.3g}".replace("-", "\u2212") in ax.get_title(loc="left")


def test_map_puts_outlets_ellipses_and_features_where_the_table_says():
    table = map_table(5, 8)
    ax = plots.draw_map(table, top=4)
    groups = table[table["kind"] == "group"]
    ellipses = [patch for patch in ax.patches if isinstance(patch, Ellipse)]
    assert [e.get_center() for e in ellipses] == [
        tuple(pair) for pair in groups[["ellipse_x", "ellipse_y"]].to_numpy()
    ]
    assert [e.width for e in ellipses] == list(groups["ellipse_width"])
    assert [e.height for e in ellipses] == list(groups["ellipse_height"])
    assert [e.angle for e in ellipses] == list(groups["ellipse_angle"])
    drawn = [line.get_xydata()[0].tolist() for line in ax.lines if len(line.get_xdata()) == 1]
    assert drawn == groups[["x", "y"]].to_numpy().tolist()
    features = table[table["kind"] == "feature"]
    pull = features[["contribution_x", "contribution_y"]].max(axis=1)
    best = features.loc[pull.sort_values(ascending=False).index[:4]]
    assert np.allclose(points_of(ax, "x"), best[["x", "y"]])
    assert len({line.get_marker() for line in ax.lines if len(line.get_xdata()) == 1}) == 5
    assert ax.get_aspect() == 1.0
    assert f"{100 * table['inertia_x'].iloc[0]:.0f}% of inertia" in ax.get_xlabel()
    assert len(plots.drawn_on(ax).numbers) == 9
    assert "the 4 of 8 features" in plots.drawn_on(ax).caption


def test_confusion_writes_the_share_and_the_count_in_each_cell():
    table = confusion_table(["left", "centre", "right"], empty=True)
    ax = plots.draw_confusion(table)
    cells = {text.get_position(): text.get_text() for text in ax.texts}
    order = ["left", "centre", "right"]
    for row in table.to_dict("records"):
        place = (order.index(row["predicted"]), order.index(row["true"]))
        known = row["share"] == row["share"]
        assert cells[place] == (f"{100 * row['share']:.0f}%\n{row['n']}" if known else "\u2013")
    assert ax.get_ylim()[0] > ax.get_ylim()[1], "the first class stands on top"
    shades = [np.mean(patch.get_facecolor()[:3]) for patch in ax.patches]
    darkest = table["share"].fillna(0).argmax()
    assert np.argmin(shades) == darkest, "darker is more, also in grey"


def test_reliability_draws_full_bins_beside_the_diagonal():
    table = calibration_table()
    ax = plots.draw_reliability(table, "left")
    full = table[(table["class"] == "left") & (table["n"] > 0)]
    assert np.allclose(points_of(ax), 100 * full[["predicted", "observed"]].astype(float))
    diagonal = next(line for line in ax.lines if line.get_linestyle() != "-")
    assert diagonal.get_xydata().tolist() == [[0, 0], [100, 100]]
    assert sorted(t.get_text() for t in ax.texts) == sorted(f"n = {n}" for n in full["n"])
    assert len(plots.drawn_on(ax).numbers) == len(full)


def test_scores_stand_beside_baselines_best_on_top():
    ax = plots.draw_scores(score_table())
    names = [label.get_text() for label in ax.get_yticklabels()]
    assert names == [
        "majority only",
        "length only",
        "topic only",
        "boilerplate only",
        "Model",
    ]
    assert points_of(ax).tolist() == [[0.61, 4]]
    assert points_of(ax, "s").tolist() == [[0.2, 0], [0.3, 1], [0.45, 2], [0.5, 3]]
    assert lines_of(ax)[-1] == ((0.61 - 0.05, 0.61 + 0.07), (4, 4))
    dashed = next(line for line in ax.lines if line.get_linestyle() == "--")
    assert set(dashed.get_xdata()) == {0.5}
    low = plots.draw_scores(score_table(), "brier")
    assert low.get_yticklabels()[-1].get_text() == "Model", "the lowest error stands on top"
    assert plots.draw_scores(score_table(), "f1", label="left").get_xlabel() == "F1, class left"


def test_partisanship_draws_the_band_and_fills_what_is_outside():
    table = pair_table(5)
    table.loc[0, ["partisanship", "p_value"]] = np.nan
    ax = plots.draw_partisanship(table)
    rows = table.dropna(subset="partisanship").sort_values("partisanship")
    assert np.allclose(points_of(ax)[:, 0], rows["partisanship"])
    filled = [
        line.get_markerfacecolor() != "white" for line in ax.lines if line.get_marker() == "o"
    ]
    assert filled == list(rows["p_value"] < 0.05)
    bands = [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in ax.patches]
    assert np.allclose(bands, rows[["null_low", "null_high"]])
    assert "Without a value: Meridian, The International Herald" in plots.drawn_on(ax).caption
    assert set(ax.lines[0].get_xdata()) == {0.5}


def test_specifications_are_sorted_and_every_dot_is_a_choice_made():
    table = grid_table()
    table.loc[3, ["estimate", "ci_low", "ci_high", "p_value"]] = np.nan
    ax = plots.draw_specifications(table)
    lower = ax.figure.axes[1]
    rows = table.dropna(subset="estimate").sort_values("estimate").reset_index(drop=True)
    at = np.concatenate([points_of(ax), points_of(ax, "D")])
    at = at[np.argsort(at[:, 0])]
    assert np.allclose(at[:, 1], 100 * rows["estimate"])
    limits = sorted(lines_of(ax))
    assert np.allclose([pair[1] for pair in limits], 100 * rows[["ci_low", "ci_high"]])
    assert points_of(ax, "D")[0, 0] == rows.index[rows["primary"]][0]
    names = [label.get_text() for label in lower.get_yticklabels()]
    height = dict(zip(names, lower.get_yticks(), strict=True))
    dots = {(x, round(y, 6)) for m in "oD" for x, y in points_of(lower, m)}
    choices = ("scheme", "duplicates", "unit")
    assert dots == {(i, round(height[rows[c][i]], 6)) for c in choices for i in rows.index}
    caption = plots.drawn_on(ax).caption
    assert "The same in all: cleaning as read." in caption
    assert "1 specifications without an estimate" in caption


def test_captions_state_the_level_that_the_table_records():
    plots_of = {
        "90% percentile intervals": plots.draw_word_shift(shift_table()),
        "90% band of no difference": plots.draw_partisanship(pair_table(3)),
        "90% intervals, bootstrap of whole groups": plots.draw_scores(score_table()),
        "90% intervals (t, events left out in turn)": plots.draw_specifications(grid_table()),
    }
    for words, ax in plots_of.items():
        assert words in plots.drawn_on(ax).caption
    near = grid_table().assign(p_value=0.08)
    filled = [
        line.get_markerfacecolor() != "white"
        for line in plots.draw_specifications(near).lines
        if line.get_marker() in ("o", "D")
    ]
    assert all(filled)
    assert "18 with p at most .1 (filled" in plots.drawn_on(plots.draw_specifications(near)).caption
    with pytest.raises(ValueError, match="intervals of 2 levels"):
        plots.draw_scores(score_table().assign(level=np.resize([0.9, 0.95], 20)))


def test_a_single_specification_needs_no_panel_of_choices():
    ax = plots.draw_specifications(grid_table().head(1))
    assert len(ax.figure.axes) == 1


def test_timeline_counts_and_shows_gaps():
    table = pd.DataFrame(
        {
            "outlet": ["a", "a", "a", "b", "b", None],
            "date": ["2031-03-03", "2031-03-09", "2031-03-24", "2031-03-10", None, "2031-03-03"],
        }
    )
    ax = plots.draw_timeline(table)
    numbers = plots.drawn_on(ax).numbers
    assert numbers[["outlet", "n"]].to_numpy().tolist() == [
        *(["a", n] for n in (2, 0, 0, 1)),
        *(["b", n] for n in (0, 1, 0, 0)),
    ]
    assert list(numbers["start"][:2]) == ["2031-03-03", "2031-03-10"]
    bars = [p for p in ax.patches if to_hex(p.get_facecolor()).upper() == PALETTE[0]]
    place = [(round(p.get_x() + p.get_width() / 2), p.get_y()) for p in bars]
    assert place == [(0, 1), (3, 1), (1, 0)]
    assert np.allclose([p.get_height() / bars[0].get_height() for p in bars], [1, 0.5, 0.5])
    gaps = [p for p in ax.patches if p not in bars]
    spans = [(round(p.get_x() + 0.4), round(p.get_x() + p.get_width() - 0.4)) for p in gaps]
    assert spans == [(1, 2), (0, 0), (2, 3)]
    assert "2 articles without a date or outlet are left out" in plots.drawn_on(ax).caption
    assert "tallest bar: 2 articles" in ax.get_xlabel()


def test_trends_pool_the_articles_of_a_month_and_draw_events():
    table = dated_table(4, 100, 120)
    table.loc[(table["outlet"] == "meridian") & (table["date"] < "2031-01"), "n_stance"] = np.nan
    ax = plots.draw_trends(table, "share_stance_distancing", draws=200, seed=3)
    numbers = plots.drawn_on(ax).numbers
    panels = ax.figure.axes
    known = table.dropna(subset="n_stance")
    for panel, (name, own) in zip(panels, numbers.groupby("outlet", sort=False), strict=True):
        rows = known[known["outlet"] == name]
        month = rows["date"].str[:7]
        sums = rows.groupby(month)[["n_stance_distancing", "n_stance"]].sum()
        wanted = (sums["n_stance_distancing"] / sums["n_stance"]).reindex(own["start"].str[:7])
        assert np.allclose(own["estimate"], wanted, equal_nan=True)
        assert np.allclose(points_of(panel)[:, 1], 100 * wanted, equal_nan=True)
        count = rows.groupby(month)["event"].nunique().reindex(own["start"].str[:7], fill_value=0)
        assert list(own["n_clusters"]) == list(count)
        drawn = [pair[1] for pair in lines_of(panel)]
        limits = own[["ci_low", "ci_high"]].dropna()
        assert np.allclose(drawn, 100 * limits)
    silent = numbers[(numbers["outlet"] == "meridian") & (numbers["start"] < "2031")]
    assert silent["estimate"].isna().all()
    assert (silent["n"] == 0).all()
    assert (numbers["ci_low"].isna() | (numbers["ci_low"] <= numbers["estimate"])).all()


def test_the_interval_of_one_month_is_the_cluster_bootstrap_of_its_events():
    table = dated_table(1, 25, 60, "2031-01-03")
    numbers = plots.drawn_on(plots.draw_trends(table, "share_stance_distancing", seed=5)).numbers
    _, events = np.unique(table["event"], return_inverse=True)
    got = bootstrap_ratios(
        table[["n_stance_distancing"]].to_numpy(float),
        table[["n_stance"]].to_numpy(float),
        groups=np.zeros(len(table), int),
        events=events,
        cells=events,
        draws=1000,
        rng=np.random.default_rng(5),
    )
    value, drawn, left = got.ratios()
    low, high = bootstrap_interval(
        drawn[:, 0], estimate=value[0], left=left[:, 0], clusters=events.max() + 1
    )
    assert numbers["ci_low"][0] == pytest.approx(low[0])
    assert numbers["ci_high"][0] == pytest.approx(high[0])
