"""A classifier's score beside those of baselines that never read how the text is written.

A score of .70 is nothing if the length of an article gives .68. The baselines stand beside the
model, on the same folds, with intervals that draw whole groups; the dashed line is the best of
them, which the model has to beat.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from framing.plots.captions import no_interval_words, percent_of
from framing.plots.checking import choose, need_columns
from framing.plots.dots import name_rows, parity_line, put_point
from framing.plots.fitting import fit_titles
from framing.plots.saving import Drawn, leave
from framing.plots.style import MARKERS, PALETTE, WIDTHS, new_axes, styled

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

NEEDED = (
    *("model", "metric", "class", "estimate", "ci_low", "ci_high"),
    *("n_articles", "n_groups", "level"),
)
MAKER = "framing.models.evaluate(...).scores"
TITLES = {
    "accuracy": "Accuracy",
    "macro_f1": "Macro-F1",
    "precision": "Precision",
    "recall": "Recall",
    "f1": "F1",
    "brier": "Brier score (0 is best)",
    "ece": "Calibration error (0 is best)",
}
LOW_IS_BEST = ("brier", "ece")


def draw_scores(
    table: pd.DataFrame,
    metric: str = "macro_f1",
    *,
    label: str | None = None,
    width: float = WIDTHS["wide"],
    ax: Axes | None = None,
) -> Axes:
    """One score of the model and of every baseline with intervals, best on top.

    Parameters
    ----------
    table : DataFrame
        The ``scores`` of a report of `framing.models.evaluate`.
    metric : {"accuracy", "macro_f1", "precision", "recall", "f1", "brier", "ece"}
    label : str, optional
        Class, for precision, recall and f1.
    width : float
        Inches; used for a new figure.
    ax : Axes, optional

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        For another table, metric or class, or if every score is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"model": ["model", "majority"], "metric": "macro_f1", "class": None,
    ...     "estimate": [0.7, 0.3], "ci_low": [0.6, 0.2], "ci_high": [0.8, 0.4],
    ...     "n_articles": 90.0, "n_groups": 30.0, "level": 0.95})
    >>> [label.get_text() for label in draw_scores(table).get_yticklabels()]
    ['majority only', 'Model']
    """
    need_columns(table, NEEDED, maker=MAKER)
    choose(metric, list(dict.fromkeys(table["metric"])), name="metric")
    rows = table[table["metric"] == metric]
    classes = list(dict.fromkeys(rows["class"].dropna()))
    if classes:
        rows = rows[rows["class"] == choose(label, classes, name="label")]
    elif label is not None:
        raise ValueError(f"{metric} is a score of all classes together; leave out label={label!r}")
    rows = rows[rows["estimate"].notna()]
    if rows.empty:
        raise ValueError(f"every {metric} is missing; there is nothing to draw")
    low = metric in LOW_IS_BEST
    rows = rows.sort_values(["estimate", "model"], ascending=[not low, True], kind="stable")
    others = rows[rows["model"] != "model"]["estimate"]
    title = TITLES.get(metric, metric) + (f", class {rows['class'].iloc[0]}" if classes else "")
    with styled():
        if ax is None:
            ax = new_axes(width, 0.95 + 0.27 * len(rows))
        if len(others):
            best = float(others.min() if low else others.max())
            parity_line(ax, best)
        _draw(ax, rows)
        ax.set_xlabel(title)
        ax.set_title("The model beside what it must beat" if len(others) else "Score")
        top = max(1.0, float(rows[["estimate", "ci_high"]].max().max()))
        fit_titles(ax)
        ax.set_xlim(0, 1.02 if not low else min(1.02 * top, 1.15 * _reach(rows)))
    caption = (
        f"{title} of the model and of baselines on the same held-out articles "
        f"(n = {int(rows['n_articles'].max()):,} in {int(rows['n_groups'].max()):,} groups). "
        f"Points: scores; lines: {percent_of(rows)}intervals, bootstrap of whole groups. "
        f"Dashed: the best baseline." + no_interval_words(rows["ci_low"])
    )
    signature = {
        "function": "framing.plots.draw_scores",
        "metric": metric,
        "class": label,
    }
    return leave(ax, Drawn(rows.iloc[::-1], caption, signature))


def _reach(rows: pd.DataFrame) -> float:
    return float(rows[["estimate", "ci_high"]].max().max()) or 1.0


def _draw(ax: Axes, rows: pd.DataFrame) -> None:
    for y, row in enumerate(rows.to_dict("records")):
        own = row["model"] == "model"
        put_point(
            ax,
            y,
            row["estimate"],
            (row["ci_low"], row["ci_high"]),
            colour=PALETTE[0] if own else "#4D4D4D",
            marker=MARKERS[0] if own else MARKERS[1],
            size=5.5 if own else 4.5,
            filled=own,
        )
    name_rows(ax, ["Model" if m == "model" else f"{m} only" for m in rows["model"]])
