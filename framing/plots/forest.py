"""Forest of outlets, and of contrasts between them: points with intervals, sorted.

The first question a reader has is how outlets differ and whether the intervals overlap zero. Both
figures sort by the estimate, print n beside every name, and say in the caption which interval is
drawn. Outlets without any value are named in the caption instead of being left out in silence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from framing.plots.captions import (
    interval_words,
    is_significant,
    missing_words,
    no_interval_words,
    p_words,
    range_words,
    threshold_of,
)
from framing.plots.dots import axes_for_rows, fit_rows, name_rows, parity_line, put_point
from framing.plots.fitting import fit_text, pair_labels, row_labels, unique_names, width_of
from framing.plots.labels import axis_label, is_percent, title_of
from framing.plots.rows import pick_rows
from framing.plots.saving import Drawn, leave
from framing.plots.style import WIDTHS, styled

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

ESTIMANDS = {
    "pooled": "pooled over all articles",
    "articles": "mean of the articles' values",
    "matched": "mean difference over events that both covered",
    "mixed": "mean of the articles' values, events held constant",
}


def draw_forest(
    result: pd.DataFrame,
    feature: str | None = None,
    *,
    estimand: str = "pooled",
    width: float = WIDTHS["wide"],
    ax: Axes | None = None,
) -> Axes:
    """Estimates by outlet with their intervals, highest on top.

    Parameters
    ----------
    result : DataFrame
        What `framing.compare` returned.
    feature : str, optional
        Needed where the table has several.
    estimand : {"pooled", "articles"}
    width : float
        Inches; used for a new figure.
    ax : Axes, optional

    Returns
    -------
    Axes
        Carries the numbers drawn and a caption (`framing.plots.drawn_on`).

    Raises
    ------
    ValueError
        If there is nothing to draw or a choice is needed.

    Examples
    --------
    >>> import pandas as pd
    >>> from framing.outlets import compare
    >>> table = pd.DataFrame({"outlet": ["a", "b"] * 4, "event": list("11223344"),
    ...     "n_stance": [10] * 8, "n_stance_distancing": [1, 5, 2, 6, 1, 4, 2, 5]})
    >>> ax = draw_forest(compare(table, features="share_stance_distancing"))
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['A  (n = 4)', 'B  (n = 4)']
    """
    rows = pick_rows(result, kind="estimate", feature=feature, estimand=estimand)
    rows = rows.sort_values(["estimate", "group_a"], kind="stable")
    name = str(rows["feature"].iloc[0])
    labels = row_labels(
        unique_names(list(rows["group_a"])),
        [f"(n = {n})" for n in rows["n_a"]],
        width_of(ax, width),
    )
    ax = _draw(rows, labels, name, axis_label(name), title_of(name), width, ax)
    lost = sorted(set(_all_groups(result, name)) - set(rows["group_a"]))
    caption = (
        f"{title_of(name)} by outlet. {axis_label(name)}; points: estimates, "
        f"{ESTIMANDS.get(estimand, estimand)}; lines: {interval_words(rows)}. "
        f"n: articles with a value; events: {range_words(rows['n_clusters'])}."
        + no_interval_words(rows["ci_low"])
        + missing_words(lost)
    )
    return leave(ax, Drawn(rows.iloc[::-1], caption, _signature("draw_forest", name, estimand)))


def draw_contrasts(
    result: pd.DataFrame,
    feature: str | None = None,
    *,
    estimand: str = "pooled",
    scale: str = "difference",
    width: float = WIDTHS["wide"],
    ax: Axes | None = None,
) -> Axes:
    """Differences between outlets with their intervals; filled where significant after adjustment.

    Parameters
    ----------
    result : DataFrame
        What `framing.compare` or `framing.outlets.fit_mixed` returned.
    feature : str, optional
        Needed where the table has several.
    estimand : {"pooled", "articles", "matched", "mixed"}
    scale : {"difference", "ratio", "log_odds"}
    width : float
    ax : Axes, optional

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If there is nothing to draw or a choice is needed.

    Examples
    --------
    >>> import pandas as pd
    >>> from framing.outlets import compare
    >>> table = pd.DataFrame({"outlet": ["a", "b"] * 4, "event": list("11223344"),
    ...     "n_stance": [10] * 8, "n_stance_distancing": [1, 5, 2, 6, 1, 4, 2, 5]})
    >>> ax = draw_contrasts(compare(table, features="share_stance_distancing"))
    >>> ax.get_yticklabels()[0].get_text()
    'A \u2212 B'
    """
    rows = pick_rows(result, kind="contrast", feature=feature, estimand=estimand, scale=scale)
    rows = rows.sort_values(["estimate", "group_a", "group_b"], kind="stable")
    name = str(rows["feature"].iloc[0])
    sign = "/" if scale == "ratio" else "\u2212"
    both = [*rows["group_a"], *rows["group_b"]]
    names = unique_names(both)
    labels = pair_labels(names[: len(rows)], sign, names[len(rows) :], width_of(ax, width))
    threshold = threshold_of(rows)
    ax = _draw(
        rows, labels, name, _scale_label(name, scale), title_of(name), width, ax, scale=scale
    )
    caption = (
        f"Contrasts of {title_of(name).lower()} between outlets. {_scale_label(name, scale)}; "
        f"points: estimates, {ESTIMANDS.get(estimand, estimand)}; lines: {interval_words(rows)}, "
        f"not adjusted. Filled points: {p_words(threshold)}. Events: "
        f"{range_words(rows['n_clusters'])}." + no_interval_words(rows["ci_low"])
    )
    signature = _signature("draw_contrasts", name, estimand) | {"scale": scale}
    return leave(ax, Drawn(rows.iloc[::-1], caption, signature))


def _draw(
    rows: pd.DataFrame,
    labels: list[str],
    feature: str,
    x_label: str,
    title: str,
    width: float,
    ax: Axes | None,
    *,
    scale: str | None = None,
) -> Axes:
    """Points with intervals, one line per row, lowest first."""
    factor = 100.0 if is_percent(feature) and scale in (None, "difference") else 1.0
    threshold = threshold_of(rows)
    with styled():
        ax = axes_for_rows(labels, width, ax)
        name_rows(ax, labels)
        null = {"difference": 0.0, "log_odds": 0.0, "ratio": 1.0}.get(scale or "")
        if null is not None:
            parity_line(ax, null)
        for y, row in enumerate(rows.to_dict("records")):
            put_point(
                ax,
                y,
                row["estimate"],
                (row["ci_low"], row["ci_high"]),
                factor=factor,
                filled=scale is None or is_significant(row["p_adjusted"], threshold),
            )
        if scale is None and is_percent(feature):
            ax.set_xlim(left=min(0.0, ax.get_xlim()[0]))
        fit_text(ax, ax.set_title(title), ax.set_xlabel(x_label))
        fit_rows(ax)
    return ax


def _scale_label(feature: str, scale: str) -> str:
    if scale == "ratio":
        return "Ratio"
    if scale == "log_odds":
        return "Difference of log-odds"
    if is_percent(feature):
        return "Difference (percentage points)"
    return f"Difference ({axis_label(feature).lower()})"


def _all_groups(result: pd.DataFrame, feature: str) -> list[str]:
    rows = result[(result["feature"] == feature) & (result["kind"] == "estimate")]
    return [str(g) for g in rows["group_a"]]


def _signature(function: str, feature: str, estimand: str) -> dict[str, str]:
    return {"function": f"framing.plots.{function}", "feature": feature, "estimand": estimand}
