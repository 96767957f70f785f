"""Figures of outlets can be read: labels fit, files stay the same, wrong tables are refused."""

import warnings

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from outlet_tables import GAP, LONG, SHORT, pairs_of, results_of, table_of

from framing import plots
from framing.outlets import compare, source_diversity, split_gap


@pytest.fixture(scope="module")
def table():
    return table_of(SHORT)


@pytest.fixture(scope="module")
def pairs(table):
    return results_of(table, "meridian", "flare")


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
        "events": lambda: plots.draw_event_slopes(table, a, b, feature=GAP, result=got, **options),
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
        (
            lambda: events(table, "flare", "x", feature=GAP),
            "'x' is not a value of 'outlet'; there are",
        ),
        (lambda: events(table, "flare", "flare", feature=GAP), "slopes join two outlets"),
        (
            lambda: events(table.drop(columns="event"), "flare", "x", feature=GAP),
            "a column 'event'",
        ),
        (lambda: events(table, "flare", "meridian", feature="share_x"), "no measure 'share_x'"),
        (lambda: plots.draw_sides(pairs["sides"], "x - y"), "feature='x - y' is not in the table"),
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
        events(apart, "flare", "meridian", feature=GAP)
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
