"""Figures of outlets draw what the table says: positions, order, intervals, levels, counts."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex, to_rgb
from outlet_tables import GAP, PAIRS, SHORT, pairs_of, results_of, table_of

from framing import plots
from framing.outlets import compare, compare_measures, source_diversity, split_gap
from framing.types import SOURCE_TYPES


@pytest.fixture(scope="module")
def table():
    return table_of(SHORT)


@pytest.fixture(scope="module")
def pairs(table):
    return results_of(table, "meridian", "flare")


def points(ax, marker):
    return [line for line in ax.lines if line.get_marker() == marker]


@pytest.mark.parametrize("kind", ["sides", "voices"])
def test_dumbbells_stand_where_the_table_says(pairs, kind):
    draw = {"sides": plots.draw_sides, "voices": plots.draw_voice_gap}[kind]
    ax = draw(pairs[kind])
    first, second = PAIRS[kind]
    factor = 100 if kind == "sides" else 1
    result = pairs[kind].query("kind == 'estimate'").set_index(["feature", "group_a"])
    order = result.loc[f"{first} - {second}"]["estimate"].sort_values().index
    for measure, marker, filled in ((first, "o", True), (second, "s", False)):
        drawn = points(ax, marker)
        wanted = factor * result.loc[measure].loc[order, "estimate"]
        assert np.allclose([line.get_xdata()[0] for line in drawn], wanted)
        assert all((line.get_markerfacecolor() != "white") == filled for line in drawn)
    limits = [line.get_xdata() for line in ax.lines if len(line.get_xdata()) == 2]
    lows = factor * result.loc[first].loc[order, "ci_low"]
    assert {round(float(x), 6) for x in lows} <= {round(float(x[0]), 6) for x in limits}
    bands = [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in ax.patches]
    for (left, right), name in zip(bands, order, strict=True):
        two = sorted(factor * result.loc[m].loc[name, "estimate"] for m in (first, second))
        assert np.allclose([left, right], two)
    numbers = plots.drawn_on(ax).numbers
    assert list(numbers["outlet"]) == list(order[::-1])
    assert ax.get_yticklabels()[0].get_text().endswith("(n = 8)")
    caption = plots.drawn_on(ax).caption
    assert "95% intervals (t interval, errors from leaving out one event at a time" in caption
    assert "events: 8" in caption


def test_printed_differences_are_bold_where_significant(pairs):
    known = pairs["sides"]["p_value"].notna()
    p_values = np.resize([0.01, 0.05, 0.2], known.sum())
    result = pairs["sides"].copy()
    result.loc[known, "p_adjusted"] = p_values
    ax = plots.draw_sides(result)
    rows = result.query("kind == 'estimate' and estimand == 'differential'")
    rows = rows.sort_values(["estimate", "group_a"])
    printed = ax.texts[: len(rows)]
    for text, row in zip(printed, rows.to_dict("records"), strict=True):
        assert text.get_text().startswith(f"{100 * row['estimate']:+.0f}".replace("-", "\u2212"))
        assert (text.get_fontweight() == "bold") == (row["p_adjusted"] <= 0.05)
    assert {t.get_fontweight() for t in printed} == {"bold", "normal"}, "the test sees both"
    assert list(plots.draw_sides(result, width=3.5).texts) == []


def test_level_comes_from_the_table(table):
    pairs = pairs_of(table, level=0.8)
    for ax in (
        plots.draw_sides(pairs["sides"]),
        plots.draw_headlines(pairs["headlines"]),
        plots.draw_diversity(source_diversity(table, level=0.8)),
        plots.draw_gap(split_gap(table, "flare", "meridian", features=GAP, draws=200, level=0.8)),
        plots.draw_forest(compare(table, features=GAP, draws=200, level=0.8)),
        plots.draw_contrasts(compare(table, features=GAP, draws=200, level=0.8)),
    ):
        caption = plots.drawn_on(ax).caption
        assert "80% intervals" in caption
        assert "95%" not in caption
    result = compare(table, features=GAP, draws=200, level=0.8)
    result["p_adjusted"] = np.resize([0.01, 0.15, 0.5], len(result))
    ax = plots.draw_contrasts(result)
    rows = plots.drawn_on(ax).numbers.iloc[::-1]
    filled = [line.get_markerfacecolor() != "white" for line in points(ax, "o")]
    assert filled == list(rows["p_adjusted"] <= 0.2)
    assert "adjusted p at most .2" in plots.drawn_on(ax).caption
    assert filled != list(rows["p_adjusted"] <= 0.05), "the level decides which are filled"
    old = result.drop(columns="level")
    assert "level not recorded" in plots.drawn_on(plots.draw_forest(old)).caption
    mixed = result.assign(level=np.resize([0.8, 0.95], len(result)))
    with pytest.raises(ValueError, match="the rows have intervals of 2 levels \\(0.8, 0.95\\)"):
        plots.draw_forest(mixed)


def test_headline_lines_join_the_two_values(pairs):
    ax = plots.draw_headlines(pairs["headlines"])
    lines = [line for line in ax.lines if line.get_marker() == "o"]
    numbers = plots.drawn_on(ax).numbers.iloc[::-1]
    for line, row in zip(lines, numbers.to_dict("records"), strict=True):
        assert np.allclose(line.get_ydata(), [100 * row["first"], 100 * row["second"]])
        marked = row["p_adjusted"] <= 0.05
        assert (line.get_markerfacecolor() != "white") == marked
    assert list(numbers["second"]) == sorted(numbers["second"])
    names = [text.get_text().split(" (")[0].lower().replace(" ", "-") for text in ax.texts]
    assert names == list(numbers["outlet"])
    turned = compare_measures(table_of(SHORT), *PAIRS["headlines"][::-1], draws=200)
    again = [line for line in plots.draw_headlines(turned).lines if line.get_marker() == "o"]
    for line, other in zip(lines, again, strict=True):
        assert np.allclose(line.get_ydata(), other.get_ydata()), "headline stays at the left"


def test_heatmap_prints_counts_and_shades_shares(table):
    ax = plots.draw_source_heatmap(table)
    sums = table.groupby("outlet")[[f"n_source_{s}" for s in SOURCE_TYPES]].sum()
    sums.columns = SOURCE_TYPES
    sums = sums.loc[:, sums.sum() > 0]
    shares = sums.div(sums.sum(axis=1), axis=0)
    first = sums.sum().idxmax()
    order = shares[first].sort_values(ascending=False).index
    columns = [label.get_text().replace(" ", "_") for label in ax.get_xticklabels()]
    assert columns[0] == first
    assert set(columns) == set(sums.columns)
    printed = np.array([int(text.get_text()) for text in ax.texts]).reshape(len(sums), -1)
    assert (printed == sums.loc[order, columns].to_numpy()).all()
    shade = np.asarray(ax.collections[0].get_array()).reshape(len(sums), -1)
    assert np.allclose(shade, 100 * shares.loc[order, columns])
    assert ax.get_yticklabels()[0].get_text().endswith(f"(n = {sums.loc[order[0]].sum()})")
    mesh = ax.collections[0]
    grey = [np.dot(to_rgb(to_hex(mesh.cmap(x))), (0.2126, 0.7152, 0.0722)) for x in (0.0, 0.5, 1.0)]
    assert grey[0] > grey[1] + 0.2 > grey[2] + 0.4, "lightness falls evenly"
    numbers = plots.drawn_on(ax).numbers
    assert numbers.groupby("outlet")["share"].sum().round(9).eq(1).all()


def test_diversity_draws_only_what_may_be_compared(table):
    uneven = table.drop(index=table.index[:2])
    result = source_diversity(uneven)
    ax = plots.draw_diversity(result)
    rows = result.query("kind == 'estimate' and feature == 'effective_standardised'")
    drawn = [line.get_xdata()[0] for line in points(ax, "o")]
    assert np.allclose(drawn, np.sort(rows["estimate"]))
    assert f"at {rows['size'].iloc[0]} attributions" in ax.get_xlabel()
    assert any(list(line.get_xdata()) == [1, 1] for line in ax.lines), "one kind only"
    with pytest.raises(
        ValueError, match="'shannon' grows with the number of attributions.*simpson"
    ):
        plots.draw_diversity(result, "shannon")
    with pytest.raises(ValueError, match="lacks comparable, size; pass what framing.outl"):
        plots.draw_diversity(compare(table, features=GAP, draws=200))


def test_event_slopes_pool_articles_and_agree_with_compare(table):
    double = pd.concat([table, table.iloc[:3].assign(n_stance=30)], ignore_index=True)
    result = compare(double, features=GAP, match="event", draws=200)
    ax = plots.draw_event_slopes(double, "meridian", "flare", feature=GAP, result=result)
    numbers = plots.drawn_on(ax).numbers
    for outlet, column in (("meridian", "a"), ("flare", "b")):
        mine = (
            double[double["outlet"] == outlet]
            .groupby("event")[["n_stance_distancing", "n_stance"]]
            .sum()
        )
        wanted = mine["n_stance_distancing"] / mine["n_stance"]
        assert np.allclose(numbers.set_index("event")[column], wanted[numbers["event"]])
    row = result.query("estimand == 'matched' and group_a == 'flare' and group_b == 'meridian'")
    assert numbers["difference"].mean() == pytest.approx(-row["estimate"].iloc[0])
    slopes = [line for line in ax.lines if line.get_linewidth() == 1.0]
    assert len(slopes) == len(numbers) == 8
    drawn = sorted(tuple(line.get_ydata()) for line in slopes)
    assert np.allclose(drawn, sorted(zip(100 * numbers["a"], 100 * numbers["b"], strict=True)))
    mean = next(line for line in ax.lines if line.get_linewidth() > 2)
    assert np.allclose(mean.get_ydata(), [100 * numbers["a"].mean(), 100 * numbers["b"].mean()])
    side = next(other for other in ax.figure.axes if other is not ax)
    assert sum(bar.get_width() for bar in side.patches) == 8, "every event is in a bin"
    zero = [b for b in side.patches if b.get_y() < 0 < b.get_y() + b.get_height()]
    assert len(zero) == 1, "one bin has its middle at zero"
    assert zero[0].get_y() + zero[0].get_height() / 2 == pytest.approx(0)
    bar = next(
        line for line in side.lines if len(line.get_xdata()) == 2 and line.get_xdata()[0] > 1
    )
    assert np.allclose(
        bar.get_ydata(), [-100 * row["ci_high"].iloc[0], -100 * row["ci_low"].iloc[0]]
    )
    with pytest.raises(ValueError, match="result= is of other data"):
        plots.draw_event_slopes(table, "meridian", "flare", feature=GAP, result=result)


def test_equal_events_stand_in_the_middle_bin():
    table = pd.DataFrame(
        {
            "outlet": ["a", "b"] * 4,
            "event": list("11223344"),
            "n_stance": 10,
            "n_stance_distancing": [1, 1, 2, 2, 3, 3, 0, 4],
        }
    )
    ax = plots.draw_event_slopes(table, "a", "b", feature=GAP)
    side = next(other for other in ax.figure.axes if other is not ax)
    middle = [b.get_width() for b in side.patches if b.get_y() < 0 < b.get_y() + b.get_height()]
    assert middle == [3]
    assert sum(b.get_width() for b in side.patches) == 4


def test_gap_rows_add_up_and_are_named(table):
    kept = table[~((table["outlet"] == "flare") & table["event"].isin(["e0", "e1"]))]
    result = split_gap(kept, "flare", "meridian", features=[GAP, "rate_stance"], draws=200)
    ax = plots.draw_gap(result, GAP)
    values = dict(zip(plots.drawn_on(ax).numbers["estimand"], [0] * 5, strict=True))
    drawn = [line for line in ax.lines if line.get_marker() in "oDs"]
    for line, part in zip(drawn[::-1], values, strict=True):
        values[part] = line.get_xdata()[0]
    wanted = result[result["feature"] == GAP].set_index("estimand")["estimate"]
    assert all(values[part] == pytest.approx(100 * wanted[part]) for part in values)
    assert values["gap"] == pytest.approx(values["presentation"] + values["selection"])
    assert values["selection"] == pytest.approx(values["mix"] + values["exclusive"])
    labels = [label.get_text() for label in ax.get_yticklabels()][::-1]
    assert labels[0] == "Whole gap  (8 events)"
    assert labels[1] == "Same events, worded differently  (6 events)"
    assert labels[3].startswith("\u2013 ")
    assert ax.get_title(loc="left") == "Distancing cues: Flare \u2212 Meridian"


def test_balance_centres_neutral_and_says_what_is_left_out(table):
    ax = plots.draw_stance_balance(table)
    numbers = plots.drawn_on(ax).numbers
    wide = numbers.pivot(index="outlet", columns="class", values="share")
    assert np.allclose(wide.sum(axis=1), 1)
    assert list(dict.fromkeys(numbers["outlet"])) == list(
        wide["distancing"].sort_values(ascending=False, kind="stable").index
    )
    order = list(dict.fromkeys(numbers["outlet"]))[::-1]
    bars = {c.get_label(): list(c) for c in ax.containers}
    for k, outlet in enumerate(order):
        shares = 100 * wide.loc[outlet]
        left, middle, right = (bars[s][k] for s in ("distancing", "neutral", "endorsing"))
        assert middle.get_x() == pytest.approx(-shares["neutral"] / 2)
        assert left.get_width() == pytest.approx(shares["distancing"])
        assert left.get_x() + left.get_width() == pytest.approx(middle.get_x())
        assert right.get_x() == pytest.approx(shares["neutral"] / 2)
        assert right.get_width() == pytest.approx(shares["endorsing"])
    assert len({bar[0].get_hatch() or to_hex(bar[0].get_facecolor()) for bar in bars.values()}) == 3
    assert "Other: concessive, denial" in plots.drawn_on(ax).caption
