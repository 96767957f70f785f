"""Figures of words, maps, classifiers and time draw the numbers of their tables, legibly."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Annotation
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import make_pipeline
from word_tables import (
    NAMES,
    calibration_table,
    confusion_table,
    dated_table,
    grid_table,
    map_table,
    pair_table,
    points_of,
    score_table,
    shift_table,
    words_table,
)

from framing import plots
from framing.articles import Corpus
from framing.models import evaluate
from framing.notes import annotate
from framing.outlets import (
    compare_words,
    partisanship,
    shift_words,
    specification_grid,
)
from framing.plots.periods import all_periods, period_starts, period_ticks
from framing.plots.placing import Label, place_labels
from framing.types import Article

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
