"""Figures of outlets: what is drawn is what the table says, and every label can be read."""

import warnings

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex, to_rgb

from framing import plots
from framing.outlets import compare, compare_measures, source_diversity, split_gap
from framing.types import SOURCE_TYPES, STANCES

SHORT = ("meridian", "kestria-today", "open-kestria", "flare")
LONG = (
    "The Northern Observer and Evening Gazette of Kestria",
    "Meridian International News Agency (English service)",
    "Zeitung für Wirtschaft und Gesellschaft",
    "state-television-channel-one",
    "PBN News",
    "The Independent Journal of the Western Provinces",
    "flare",
    "Radio Free Sarn",
    "open-kestria",
    "kestria-today",
    "Courier of the Harbour Towns",
    "An Outlet Without Anything",
)
PAIRS = {
    "sides": ("share_west_distancing", "share_east_distancing"),
    "voices": ("mean_sentiment_own", "mean_sentiment_attributed"),
    "headlines": ("share_title_stance_attack", "share_body_stance_attack"),
}
GAP = "share_stance_distancing"


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


def table_of(outlets, events=8):
    rng = np.random.default_rng(1)
    rows = []
    for k, outlet in enumerate(outlets):
        empty = outlet == LONG[-1]
        for event in range(events):
            row = {"outlet": outlet, "event": f"e{event}", "n_words": 300, "n_stance": 14}
            weights = np.array([0.4, 0.1, 0.1, 0.05 + 0.03 * (k % 5), *[0.04] * 8])
            stances = rng.multinomial(14, weights / weights.sum())
            sources = rng.multinomial(20, rng.dirichlet(0.4 * np.ones(len(SOURCE_TYPES))))
            row |= {f"n_stance_{s}": v for s, v in zip(STANCES, stances, strict=True)}
            row |= {f"n_source_{s}": v for s, v in zip(SOURCE_TYPES, sources, strict=True)}
            for side, share in (("west", 0.5), ("east", 0.2 + 0.02 * k)):
                row[f"n_{side}"] = 6
                row[f"n_{side}_distancing"] = rng.binomial(6, share)
            for voice, mean in (("own", -0.1), ("attributed", 0.05 * (k % 4 - 1))):
                row[f"n_sentiment_{voice}"] = 5
                row[f"sum_sentiment_{voice}"] = 5 * (mean + 0.1 * rng.normal())
            for place, share in (("title", 0.3), ("body", 0.1 + 0.02 * k)):
                row[f"n_{place}_stance"] = 5
                row[f"n_{place}_stance_attack"] = rng.binomial(5, share)
            keys = ("outlet", "event")
            rows.append({c: 0 if empty and c not in keys else v for c, v in row.items()})
    return pd.DataFrame(rows)


@pytest.fixture(scope="module")
def table():
    return table_of(SHORT)


@pytest.fixture(scope="module")
def pairs(table):
    return results_of(table, "meridian", "flare")


def pairs_of(table, **options):
    return {
        name: compare_measures(table, *two, draws=200, **options) for name, two in PAIRS.items()
    }


def results_of(table, a, b):
    """What the figures draw, computed once: comparisons of the outlets of a table."""
    kept = table[~((table["outlet"] == a) & (table["event"] == "e1"))]
    return pairs_of(table) | {
        "compare": compare(table, features=GAP, match="event", reference=a, draws=200),
        "diversity": source_diversity(table),
        "gap": split_gap(kept, a, b, features=GAP, draws=200),
    }


def figures_of(table, results, a, b, **options):
    """Name and drawing of every figure of outlets."""
    got = results["compare"]
    return {
        "forest": lambda: plots.draw_forest(got, **options),
        "contrasts": lambda: plots.draw_contrasts(got, estimand="matched", **options),
        "sides": lambda: plots.draw_sides(results["sides"], **options),
        "voices": lambda: plots.draw_voice_gap(results["voices"], **options),
        "headlines": lambda: plots.draw_headlines(results["headlines"], **options),
        "heatmap": lambda: plots.draw_source_heatmap(table),
        "diversity": lambda: plots.draw_diversity(results["diversity"], **options),
        "events": lambda: plots.draw_event_slopes(table, GAP, a, b, result=got, **options),
        "gap": lambda: plots.draw_gap(results["gap"], **options),
        "balance": lambda: plots.draw_stance_balance(table, **options),
        "stances": lambda: plots.draw_stances(table),
    }


def texts_of(figure):
    """Every text that is printed, with its box in pixels and its angle."""
    figure.draw_without_rendering()
    found = []
    for ax in figure.axes:
        titles = [ax.title, ax._left_title, ax._right_title]
        found += [*ax.texts, *titles, ax.xaxis.label, ax.yaxis.label]
        found += ax.get_legend().get_texts() if ax.get_legend() else []
        for axis in (ax.xaxis, ax.yaxis):
            low, high = sorted(axis.get_view_interval())
            found += [
                tick.label1
                for tick in axis.get_major_ticks()
                if low - 1e-9 <= tick.get_loc() <= high + 1e-9
            ]
    shown = [text for text in found if text.get_visible() and text.get_text().strip()]
    return [(text.get_text(), text.get_window_extent(), text.get_rotation()) for text in shown]


def unreadable(ax):
    """Pairs of texts that overlap, and texts that are cut off at the edge of the figure."""
    texts, whole = texts_of(ax.figure), ax.figure.bbox
    over = [
        (a, b)
        for i, (a, first, turned) in enumerate(texts)
        for b, second, also in texts[i + 1 :]
        if turned in (0, 90) and also in (0, 90) and first.overlaps(second)
    ]
    cut = [
        text
        for text, box, _ in texts
        if min(box.x0 - whole.x0, box.y0 - whole.y0, whole.x1 - box.x1, whole.y1 - box.y1) < -1
    ]
    return over, cut


@pytest.mark.parametrize("width", [3.5, 7.0])
def test_labels_never_overlap_and_nothing_is_cut_off(table, pairs, width):
    for name, draw in figures_of(table, pairs, "meridian", "flare", width=width).items():
        assert unreadable(draw()) == ([], []), name
        plt.close("all")


def test_twelve_long_names_and_an_outlet_without_values_fit():
    table = table_of(LONG)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        results = results_of(table, LONG[0], LONG[1])
        for name, draw in figures_of(table, results, LONG[0], LONG[1]).items():
            ax = draw()
            assert unreadable(ax) == ([], []), name
            if name not in ("events", "gap", "contrasts"):
                assert "An Outlet Without Anything." in plots.drawn_on(ax).caption, name
            plt.close("all")


def test_one_outlet_can_be_drawn(table):
    one = table[table["outlet"] == "flare"]
    pairs = pairs_of(one)
    for draw in (
        lambda: plots.draw_sides(pairs["sides"]),
        lambda: plots.draw_voice_gap(pairs["voices"]),
        lambda: plots.draw_headlines(pairs["headlines"]),
        lambda: plots.draw_source_heatmap(one),
        lambda: plots.draw_diversity(source_diversity(one)),
        lambda: plots.draw_stance_balance(one),
    ):
        assert unreadable(draw()) == ([], [])


def test_files_are_the_same_bytes_twice(table, pairs, tmp_path):
    for folder in ("one", "two"):
        for name, draw in figures_of(table, pairs, "meridian", "flare").items():
            suffix = ".svg" if name in ("sides", "heatmap", "events") else ".pdf"
            plots.save(draw(), tmp_path / folder / f"{name}{suffix}")
            plt.close("all")
    written = sorted((tmp_path / "one").iterdir())
    assert len(written) == 4 * 11
    for path in written:
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name
    for path in (tmp_path / "one").glob("*.pdf"):
        data = path.read_bytes()
        assert b"/Type3" not in data, path.name
        assert b"/FontFile2" in data, path.name


def test_given_axes_are_drawn_on_and_settings_stay(table, pairs):
    before = dict(plt.rcParams)
    for name in ("sides", "headlines", "events", "gap", "balance", "diversity"):
        figure, (left, right) = plt.subplots(1, 2, figsize=(7, 4), layout="constrained")
        ax = figures_of(table, pairs, "meridian", "flare", ax=left)[name]()
        assert ax is left, name
        assert ax.figure is figure
        assert right in figure.axes
        plt.close("all")
    assert dict(plt.rcParams) == before


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
    assert "95% intervals (cluster bootstrap over events" in caption
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
    with pytest.raises(ValueError, match="lacks the columns 'comparable' and 'size'"):
        plots.draw_diversity(compare(table, features=GAP, draws=200))


def test_event_slopes_pool_articles_and_agree_with_compare(table):
    double = pd.concat([table, table.iloc[:3].assign(n_stance=30)], ignore_index=True)
    result = compare(double, features=GAP, match="event", draws=200)
    ax = plots.draw_event_slopes(double, GAP, "meridian", "flare", result=result)
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
        plots.draw_event_slopes(table, GAP, "meridian", "flare", result=result)


def test_equal_events_stand_in_the_middle_bin():
    table = pd.DataFrame(
        {
            "outlet": ["a", "b"] * 4,
            "event": list("11223344"),
            "n_stance": 10,
            "n_stance_distancing": [1, 1, 2, 2, 3, 3, 0, 4],
        }
    )
    ax = plots.draw_event_slopes(table, GAP, "a", "b")
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


def test_refusals_say_what_to_do(table, pairs):
    result = compare(table, features=GAP, draws=200)
    events = plots.draw_event_slopes
    for draw, message in (
        (lambda: plots.draw_sides(table), "this is not a comparison table: it lacks feature"),
        (lambda: plots.draw_sides(result), "has no difference of two measures"),
        (lambda: plots.draw_sides(pairs["voices"]), "are not shares of a stance on two sides"),
        (lambda: plots.draw_voice_gap(pairs["sides"]), "are not one measure in two voices"),
        (lambda: plots.draw_headlines(pairs["sides"]), "are not one measure of title and body"),
        (lambda: plots.draw_gap(result), "the table has no part gap, presentation, selection"),
        (lambda: plots.draw_source_heatmap(result), "the table needs a column 'outlet'"),
        (lambda: plots.draw_source_heatmap(table, width=3.5), "cannot be read at this size"),
        (lambda: plots.draw_stance_balance(table[["outlet", "n_words"]]), "and counts n_stance_"),
        (lambda: events(table, GAP, "flare", "x"), "'x' is not a value of 'outlet'; there are"),
        (lambda: events(table, GAP, "flare", "flare"), "slopes join two outlets"),
        (lambda: events(table.drop(columns="event"), GAP, "flare", "x"), "a column 'event'"),
        (lambda: events(table, "share_x", "flare", "meridian"), "no measure 'share_x'"),
        (lambda: plots.draw_sides(pairs["sides"], "x - y"), "no feature 'x - y' in the table"),
        (
            lambda: plots.draw_sides(pd.concat([pairs["sides"]] * 2)),
            "'flare' stands more than once for 'share_west_distancing - share_east_distancing'",
        ),
        (lambda: plots.draw_forest(pd.concat([result] * 2)), "stands more than once for"),
        (lambda: plots.draw_contrasts(pd.concat([result] * 2)), "'flare' - 'kestria-today' stands"),
    ):
        with pytest.raises(ValueError, match=message):
            draw()
    apart = pd.concat(
        [
            table[(table.outlet == "flare") & (table.event == "e1")],
            table[(table.outlet == "meridian") & (table.event == "e2")],
        ]
    )
    with pytest.raises(ValueError, match="no event has a value of share_stance_distancing in both"):
        events(apart, GAP, "flare", "meridian")
    two = pd.concat(
        split_gap(table, "flare", b, features=GAP, draws=200) for b in ("meridian", "open-kestria")
    )
    with pytest.raises(ValueError, match="the table has 2 pairs of outlets"):
        plots.draw_gap(two)


def test_too_many_rows_are_refused_with_a_way_out():
    table = table_of([f"outlet-number-{k}" for k in range(18)], events=4)
    result = compare(table, features=GAP, draws=100)
    with pytest.raises(ValueError, match="153 rows cannot be read on .* with one reference="):
        plots.draw_contrasts(result)


def test_names_that_look_the_same_keep_their_ids(table):
    twins = table.replace({"outlet": {"flare": "open_kestria"}})
    labels = [
        label.get_text()
        for label in plots.draw_forest(compare(twins, features=GAP, draws=200)).get_yticklabels()
    ]
    assert {"open_kestria  (n = 8)", "open-kestria  (n = 8)"} <= set(labels)
