"""Figures of words, maps, classifiers and time draw the numbers of their tables, legibly."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Ellipse
from matplotlib.text import Annotation
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import make_pipeline

from framing import plots
from framing.articles import Corpus
from framing.models import evaluate
from framing.notes import annotate
from framing.outlets import (
    compare_words,
    map_outlets,
    partisanship,
    shift_words,
    specification_grid,
)
from framing.plots.periods import all_periods, period_starts, period_ticks
from framing.plots.placing import Label, place_labels
from framing.plots.style import PALETTE
from framing.stats import bootstrap_interval, bootstrap_ratios
from framing.types import Article

NAMES = (
    "the-international-herald-of-lowmoor-county",
    "meridian",
    "kestria-today",
    "open-kestria",
    "pbn",
    "flare",
    "courier",
    "northern-broadcasting-corporation",
    "daily-post",
    "varland-evening-standard",
    "free-radio",
    "the-people",
)


def words_table(groups=("pbn", "flare"), other=None, n=300, tested=True):
    rng = np.random.default_rng(1)
    frames = []
    for group in groups:
        z = rng.normal(0, 1.3, n).clip(-3.5, 3.5)
        z[:3] = 6.0, -5.5, 4.4
        frame = pd.DataFrame(
            {
                "group_a": group,
                "group_b": other,
                "term": [f"word{i}" for i in range(n)],
                "n_a": rng.geometric(0.05, n),
                "n_b": rng.geometric(0.02, n),
                "z": z,
                "p_adjusted": np.where(np.abs(z) > 4, 0.01, 0.8) if tested else np.nan,
                "total_a": 20,
                "total_b": 80,
                "method": "199 permutations of articles within events",
            }
        )
        frames.append(frame.sort_values("z", ascending=False))
    return pd.concat(frames, ignore_index=True)


def shift_table(n=50, a="pbn"):
    rng = np.random.default_rng(2)
    score, share = rng.normal(0, 2, n), rng.dirichlet(np.ones(n), 2)
    part = (score - score @ share[1]) * (share[0] - share[1])
    table = pd.DataFrame(
        {
            "group_a": a,
            "group_b": "flare",
            "term": [f"word{i}" for i in range(n)],
            "score": score,
            "n_a": 40,
            "n_b": 50,
            "share_a": share[0],
            "share_b": share[1],
            "contribution": part,
            "ci_low": part - 0.02,
            "ci_high": part + 0.03,
            "average_a": score @ share[0],
            "average_b": score @ share[1],
            "level": 0.9,
        }
    )
    order = table["contribution"].abs().sort_values(ascending=False).index
    return table.loc[order].reset_index(drop=True)


def map_table(n=12, features=25):
    rng = np.random.default_rng(3)
    rows = []
    for name in NAMES[:n]:
        chances = rng.dirichlet(np.full(features, 3.0))
        for event in range(12):
            counts = rng.multinomial(60, chances)
            rows.append(
                {"outlet": name, "event": f"e{event}"}
                | {f"n_source_kind{j}": v for j, v in enumerate(counts)}
            )
    table = pd.DataFrame(rows)
    return map_outlets(table, [c for c in table if c.startswith("n_")], draws=100)


def confusion_table(classes, empty=False):
    rng = np.random.default_rng(4)
    rows = []
    for i, true in enumerate(classes):
        counts = rng.multinomial(300, rng.dirichlet(np.ones(len(classes))))
        if empty and i == len(classes) - 1:
            counts = counts * 0
        total = counts.sum()
        rows += [
            ("model", true, predicted, int(k), k / total if total else np.nan)
            for predicted, k in zip(classes, counts, strict=True)
        ]
    return pd.DataFrame(rows, columns=["model", "true", "predicted", "n", "share"])


def calibration_table():
    rows = [
        ("model", label, b / 10, (b + 1) / 10, n, (b + 0.4) / 10 if n else None, o if n else None)
        for label in (None, "left")
        for b, (n, o) in enumerate(
            zip([0, 0, 0, 0, 3, 20, 40, 41, 60, 9], np.linspace(0, 0.9, 10), strict=True)
        )
    ]
    columns = ["model", "class", "bin_low", "bin_high", "n", "predicted", "observed"]
    return pd.DataFrame(rows, columns=columns)


def score_table():
    values = {"model": 0.61, "majority": 0.2, "length": 0.3, "topic": 0.45, "boilerplate": 0.5}
    rows = [
        (m, metric, label, v, v - 0.05, v + 0.07, np.nan, 420.0, 60.0, 0.9)
        for metric, label in (("macro_f1", None), ("f1", "left"), ("f1", "right"))
        for m, v in values.items()
    ]
    rows += [
        (m, "brier", None, 1 - v, 0.9 - v, 1.1 - v, np.nan, 420.0, 60.0, 0.9)
        for m, v in values.items()
    ]
    columns = ["model", "metric", "class", "estimate", "ci_low", "ci_high", "p_value"]
    return pd.DataFrame(rows, columns=[*columns, "n_articles", "n_groups", "level"])


def pair_table(n=12):
    rng = np.random.default_rng(5)
    rows = []
    for i in range(n):
        for j in range(i):
            value = 0.5 + abs(rng.normal(0, 0.02))
            rows.append(
                {
                    "group_a": NAMES[i % 12],
                    "group_b": NAMES[j % 12],
                    "partisanship": value,
                    "null_mean": 0.5,
                    "null_low": 0.48,
                    "null_high": 0.52,
                    "p_value": 0.01 if value > 0.52 else 0.4,
                    "n_a": 40,
                    "n_b": 50,
                    "n_clusters": 30,
                    "n_terms": 900,
                    "method": "199 permutations of articles within events",
                    "level": 0.9,
                }
            )
    return pd.DataFrame(rows)


def grid_table(a="pbn"):
    rng = np.random.default_rng(6)
    rows = []
    for scheme in ("given", "floyd2000"):
        for policy in ("keep", "originals", "unique"):
            for unit in ("pooled", "articles", "matched"):
                value, half = rng.normal(0.05, 0.05), abs(rng.normal(0.06, 0.02))
                rows.append(
                    {
                        "specification": len(rows) + 1,
                        "scheme": scheme,
                        "duplicates": policy,
                        "cleaning": "as read",
                        "unit": unit,
                        "primary": not rows,
                        "feature": "share_stance_distancing",
                        "group_a": a,
                        "group_b": "flare",
                        "estimate": value,
                        "ci_low": value - half,
                        "ci_high": value + half,
                        "p_value": 0.01 if abs(value) > half else 0.3,
                        "n_a": 20,
                        "n_b": 30,
                        "method": "t, events left out in turn",
                        "level": 0.9,
                    }
                )
    return pd.DataFrame(rows)


def dated_table(n_outlets=12, days=300, n=700, start="2030-11-20"):
    rng = np.random.default_rng(7)
    dates = pd.to_datetime(start) + pd.to_timedelta(rng.integers(0, days, n), unit="D")
    return pd.DataFrame(
        {
            "outlet": np.array(NAMES)[rng.integers(0, n_outlets, n)],
            "date": dates.strftime("%Y-%m-%d"),
            "event": [f"e{i}" for i in rng.integers(0, 150, n)],
            "n_stance": 10,
            "n_stance_distancing": rng.binomial(10, 0.2, n),
        }
    )


FIGURES = {
    "words": lambda: plots.draw_words(words_table(), "pbn"),
    "words-narrow": lambda: plots.draw_words(words_table(NAMES[:1], "flare"), width=3.5),
    "words-many": lambda: plots.draw_words(words_table(n=3000), "flare", top=40, width=7.0),
    "shift": lambda: plots.draw_word_shift(shift_table()),
    "shift-narrow": lambda: plots.draw_word_shift(shift_table(4, NAMES[0]), width=3.5),
    "shift-long": lambda: plots.draw_word_shift(shift_table(90), top=40, width=7.0),
    "map": lambda: plots.draw_map(map_table(4, 6)),
    "map-12": lambda: plots.draw_map(map_table()),
    "map-narrow": lambda: plots.draw_map(map_table(6, 9), width=3.5),
    "confusion-2": lambda: plots.draw_confusion(confusion_table(["left", "right"]), width=3.5),
    "confusion-9": lambda: plots.draw_confusion(
        confusion_table([f"class_{i}" for i in range(8)] + ["official government source"], True)
    ),
    "reliability": lambda: plots.draw_reliability(calibration_table()),
    "scores": lambda: plots.draw_scores(score_table()),
    "scores-narrow": lambda: plots.draw_scores(score_table(), "brier", width=3.5),
    "partisanship": lambda: plots.draw_partisanship(pair_table(5)),
    "partisanship-12": lambda: plots.draw_partisanship(pair_table(), width=7.0),
    "partisanship-narrow": lambda: plots.draw_partisanship(pair_table(3), width=3.5),
    "specifications": lambda: plots.draw_specifications(grid_table()),
    "specifications-long": lambda: plots.draw_specifications(grid_table(NAMES[0]), width=5.2),
    "timeline": lambda: plots.draw_timeline(dated_table(3, 60, 50)),
    "timeline-12": lambda: plots.draw_timeline(dated_table()),
    "timeline-month": lambda: plots.draw_timeline(
        dated_table(2, 20, 30, "2031-01-03"), every="month", width=3.5
    ),
    "trends": lambda: plots.draw_trends(dated_table(4), "share_stance_distancing"),
    "trends-12": lambda: plots.draw_trends(dated_table(), "share_stance_distancing"),
    "trends-month": lambda: plots.draw_trends(
        dated_table(2, 20, 30, "2031-01-03"), "share_stance_distancing", width=3.5
    ),
    "trends-week": lambda: plots.draw_trends(
        dated_table(5, 80), "n_stance", every="week", width=5.2, draws=50
    ),
}


def texts_of(figure):
    """Every text that is drawn, with its box in pixels."""
    texts = [figure._suptitle, figure._supylabel]
    for ax in figure.axes:
        texts += [*ax.texts, ax.xaxis.label, ax.yaxis.label, ax._left_title, ax.title]
        for axis, limits in ((ax.xaxis, ax.get_xlim()), (ax.yaxis, ax.get_ylim())):
            texts += [
                tick.label1
                for tick in axis.get_major_ticks()
                if tick.label1.get_visible() and min(limits) <= tick.get_loc() <= max(limits)
            ]
        if ax.get_legend():
            texts += ax.get_legend().get_texts()
    found = []
    for text in texts:
        if text is None or not text.get_text() or not text.get_visible():
            continue
        box = (
            mpl.text.Text.get_window_extent(text)
            if isinstance(text, Annotation)
            else text.get_window_extent()
        )
        found.append((text.get_text(), box))
    return found


@pytest.mark.parametrize("name", FIGURES)
def test_texts_are_apart_and_whole_and_the_caption_says_what_is_drawn(name):
    ax = FIGURES[name]()
    figure = ax.figure
    for dpi in (110, 300):
        with plots.style.styled():
            figure.set_dpi(dpi)
            figure.draw_without_rendering()
            found = texts_of(figure)
        assert len(found) > 4
        for i, (text, box) in enumerate(found):
            for other, second in found[i + 1 :]:
                assert not box.overlaps(second), (text, other)
            whole = figure.bbox
            assert box.x0 >= whole.x0 - 1, text
            assert box.x1 <= whole.x1 + 1, text
            assert box.y0 >= whole.y0 - 1, text
            assert box.y1 <= whole.y1 + 1, text
    drawn = plots.drawn_on(ax)
    assert len(drawn.numbers) > 0
    assert "interval" in drawn.caption or "ellipses" in drawn.caption or "band" in drawn.caption
    assert any(word in drawn.caption for word in (" articles", "Articles", "n: ", "n ("))
    assert drawn.signature["function"].startswith("framing.plots.draw_")
    assert figure.get_figwidth() in (3.5, 5.2, 7.0)
    assert figure.get_figheight() <= 8.75


SAVED = ("words", "shift", "map-12", "confusion-9", "reliability", "scores", "partisanship")
SAVED += ("specifications", "timeline", "trends")


@pytest.mark.parametrize("name", SAVED)
def test_files_are_the_same_bytes_twice(name, tmp_path):
    first = plots.save(FIGURES[name](), tmp_path / "one" / name)
    plt.close("all")
    for path in plots.save(FIGURES[name](), tmp_path / "two" / name):
        assert path.read_bytes() == (tmp_path / "one" / path.name).read_bytes(), path.name
    assert {p.suffix for p in first} == {".pdf", ".png", ".svg", ".csv", ".md", ".json"}
    pdf = (tmp_path / "one" / f"{name}.pdf").read_bytes()
    assert b"/Type3" not in pdf
    assert b"CreationDate" not in pdf
    assert "<text" in (tmp_path / "one" / f"{name}.svg").read_text("utf-8")


def points_of(ax, marker="o"):
    """Positions of all points with this marker, in the order drawn."""
    parts = [line.get_xydata() for line in ax.lines if line.get_marker() == marker]
    return np.concatenate([np.asarray(p, dtype=float) for p in parts])


def lines_of(ax):
    """Solid lines without markers, as ((x0, x1), (y0, y1))."""
    found = [li for li in ax.lines if li.get_marker() == "None" and li.get_linestyle() == "-"]
    return [(tuple(map(float, li.get_xdata())), tuple(map(float, li.get_ydata()))) for li in found]


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


GIVEN = {
    "words": lambda ax: plots.draw_words(words_table(["pbn"]), ax=ax),
    "shift": lambda ax: plots.draw_word_shift(shift_table(), ax=ax),
    "map": lambda ax: plots.draw_map(map_table(3, 5), ax=ax),
    "confusion": lambda ax: plots.draw_confusion(confusion_table(["a", "b"]), ax=ax),
    "reliability": lambda ax: plots.draw_reliability(calibration_table(), ax=ax),
    "scores": lambda ax: plots.draw_scores(score_table(), ax=ax),
    "partisanship": lambda ax: plots.draw_partisanship(pair_table(3), ax=ax),
    "timeline": lambda ax: plots.draw_timeline(dated_table(3), ax=ax),
}


@pytest.mark.parametrize("name", GIVEN)
def test_given_axes_are_drawn_on_and_settings_stay(name):
    before = dict(mpl.rcParams)
    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 4), layout="constrained")
    assert GIVEN[name](left) is left
    assert figure.axes == [left, right]
    assert not right.has_data()
    assert dict(mpl.rcParams) == before


def test_specifications_divide_only_the_axes_given():
    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 4), layout="constrained")
    assert plots.draw_specifications(grid_table(), ax=left) is left
    assert len(figure.axes) == 3
    figure.canvas.draw()
    lower, upper = figure.axes[-1].get_position(), left.get_position()
    assert lower.y1 < upper.y0
    assert lower.x0 == pytest.approx(upper.x0)
    assert lower.x1 < right.get_position().x0


def test_trends_divide_only_the_axes_given():
    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 4), layout="constrained")
    ax = plots.draw_trends(dated_table(4), "share_stance_distancing", ax=left, draws=50)
    assert ax is left
    figure.canvas.draw()
    panels = [panel for panel in figure.axes if panel is not right]
    assert len(panels) == 4
    assert all(panel.get_position().x1 < right.get_position().x0 for panel in panels)
    assert figure._suptitle is None
    loose = plt.figure().add_axes((0.1, 0.1, 0.8, 0.8))
    with pytest.raises(ValueError, match="these axes have no place in a grid to be divided"):
        plots.draw_trends(dated_table(4), "share_stance_distancing", ax=loose)


def test_labels_take_free_places_and_what_has_none_is_handed_back():
    figure, ax = plt.subplots(figsize=(3, 2))
    crowd = [Label(0.5, 0.5, f"crowded {i}") for i in range(60)]
    lost = place_labels(ax, crowd, points=np.array([[0.5, 0.5]]))
    assert 0 < len(lost) < 60
    assert len(ax.texts) + len(lost) == 60
    assert {*lost, *(text.get_text() for text in ax.texts)} == {label.text for label in crowd}
    assert ax.texts[0].get_text() == "crowded 0", "the first in the list choose first"
    figure.canvas.draw()
    boxes = [mpl.text.Text.get_window_extent(text) for text in ax.texts]
    assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])
    inside = ax.get_window_extent()
    assert all(inside.x0 <= b.x0 and b.x1 <= inside.x1 for b in boxes)


def test_periods_leave_none_out():
    starts = period_starts(["2031-01-01T08:00:00", None, pd.Timestamp("2031-03-31")], "month")
    assert [str(s) for s in starts] == ["2031-01-01", "None", "2031-03-01"]
    assert len(all_periods([s for s in starts if s], "month")) == 3
    weeks = all_periods([*period_starts(["2030-12-30", "2031-02-01"], "week")], "week")
    assert [str(w) for w in weeks][:2] == ["2030-12-30", "2031-01-06"]
    assert len(weeks) == 5
    assert period_ticks(weeks, "week", most=3) == {
        0: "30 Dec\n2030",
        2: "13 Jan\n2031",
        4: "27 Jan",
    }
    with pytest.raises(ValueError, match="'spring' is not a date like 2031-03-05"):
        period_starts(["spring"], "week")


def test_refusals_say_what_to_do():
    other = pd.DataFrame({"x": [1]})
    makers = {
        plots.draw_words: "framing.outlets.compare_words",
        plots.draw_word_shift: "framing.outlets.shift_words",
        plots.draw_map: "framing.outlets.map_outlets",
        plots.draw_confusion: "framing.models.evaluate",
        plots.draw_reliability: "framing.models.evaluate",
        plots.draw_scores: "framing.models.evaluate",
        plots.draw_partisanship: "framing.outlets.partisanship",
        plots.draw_specifications: "framing.outlets.specification_grid",
        plots.draw_timeline: "a table with a row per article",
    }
    for draw, maker in makers.items():
        with pytest.raises(ValueError, match=f"the table lacks .*; pass .*{maker}"):
            draw(other)
        with pytest.raises(ValueError, match=f"a table is needed, given dict; pass .*{maker}"):
            draw({})
    with pytest.raises(ValueError, match="the table has no row"):
        plots.draw_words(words_table().head(0))
    with pytest.raises(ValueError, match="the table has 2 values of group; name one: pbn, flare"):
        plots.draw_words(words_table())
    with pytest.raises(ValueError, match="group='sun' is not in the table; there are pbn, flare"):
        plots.draw_words(words_table(), "sun")
    with pytest.raises(ValueError, match="top must lie between 1 and 40"):
        plots.draw_word_shift(shift_table(), top=90)
    with pytest.raises(ValueError, match="no word contributes to the difference"):
        plots.draw_word_shift(shift_table().assign(contribution=0.0))
    with pytest.raises(ValueError, match="no outlet has a place on the map"):
        plots.draw_map(map_table(3, 5).assign(x=np.nan))
    with pytest.raises(ValueError, match="model='majority' is not in the table; there are model"):
        plots.draw_confusion(confusion_table(["a", "b"]), "majority")
    with pytest.raises(ValueError, match="17 classes do not fit on a page"):
        plots.draw_confusion(confusion_table([str(i) for i in range(17)]))
    with pytest.raises(ValueError, match="label='up' is not in the table; there are left"):
        plots.draw_reliability(calibration_table(), "up")
    with pytest.raises(ValueError, match="no bin has an article"):
        plots.draw_reliability(calibration_table().assign(n=0))
    with pytest.raises(ValueError, match="metric='auc' is not in the table; there are macro_f1"):
        plots.draw_scores(score_table(), "auc")
    with pytest.raises(ValueError, match="the table has 2 values of label; name one: left, right"):
        plots.draw_scores(score_table(), "f1")
    with pytest.raises(ValueError, match="macro_f1 is a score of all classes together"):
        plots.draw_scores(score_table(), label="left")
    with pytest.raises(ValueError, match="every partisanship is missing"):
        plots.draw_partisanship(pair_table(3).assign(partisanship=np.nan))
    with pytest.raises(ValueError, match="78 pairs do not fit on a page .* reference="):
        plots.draw_partisanship(pair_table(13))
    two = pd.concat([grid_table(), grid_table("meridian")])
    with pytest.raises(ValueError, match="one contrast of one measure, the table has 2"):
        plots.draw_specifications(two)
    with pytest.raises(ValueError, match="every estimate is missing"):
        plots.draw_specifications(grid_table().assign(estimate=np.nan))
    with pytest.raises(ValueError, match="every='day' is not one of week, month"):
        plots.draw_timeline(dated_table(), every="day")
    with pytest.raises(ValueError, match="no article has both a date and a value of 'outlet'"):
        plots.draw_timeline(dated_table().assign(date=None))
    with pytest.raises(ValueError, match="no measure 'share_tone_sad' in this table"):
        plots.draw_trends(dated_table(), "share_tone_sad")
    with pytest.raises(ValueError, match="share_stance_distancing is missing .0/0. in every art"):
        plots.draw_trends(dated_table().assign(n_stance=0), "share_stance_distancing")
    many = dated_table().assign(outlet=[f"o{i % 30}" for i in range(700)])
    with pytest.raises(ValueError, match="30 panels do not fit on a page"):
        plots.draw_trends(many, "share_stance_distancing")


def test_tables_have_the_columns_that_the_stages_give():
    corpus = Corpus.from_articles(
        Article(
            id=f"{outlet}{i}",
            outlet=outlet,
            event=str(i % 6),
            text=f"Vale {verb} that it rained on the {word}. A grim day {i}.",
        )
        for outlet, verb, word in (("x", "claimed", "regime"), ("y", "said", "government"))
        for i in range(12)
    )
    notes = annotate(corpus, method="rules")
    plots.draw_words(compare_words(notes, draws=50), "x")
    shift = shift_words(notes, "x", "y", scores="loaded", draws=100, level=0.8)
    assert "80% percentile" in plots.drawn_on(plots.draw_word_shift(shift)).caption
    pairs = partisanship(notes, lengths=[1], draws=100, level=0.8)
    assert "80% band" in plots.drawn_on(plots.draw_partisanship(pairs)).caption
    grid = specification_grid(
        notes, "x", "y", feature="share_stance_distancing", units=["pooled"], draws=100, level=0.8
    )
    ax = plots.draw_specifications(grid)
    assert plots.drawn_on(ax).numbers["scheme"].nunique() == 2
    assert "80% intervals (" in plots.drawn_on(ax).caption
    report = evaluate(
        make_pipeline(TfidfVectorizer(), LogisticRegression()),
        [article.text for article in corpus],
        ["a", "b"] * 12,
        splits=GroupKFold(3),
        groups=[i // 2 for i in range(24)],
        compared=["majority", "length"],
        draws=100,
        level=0.8,
    )
    plots.draw_confusion(report.confusion)
    plots.draw_confusion(report.confusion, "majority")
    plots.draw_reliability(report.calibration)
    plots.draw_reliability(report.calibration, "a")
    ax = plots.draw_scores(report.scores)
    assert report.score() in points_of(ax)[:, 0]
    assert "80% intervals" in plots.drawn_on(ax).caption
