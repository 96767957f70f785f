"""Forest of outlets, and of contrasts between them: points with intervals, sorted.

The first question a reader has is how outlets differ and whether the intervals overlap zero. Both
figures sort by the estimate, print n beside every name, and say in the caption which interval is
drawn. Outlets without any value are named in the caption instead of being left out in silence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from framing.plots.labels import axis_label, is_percent, outlet_name, title_of
from framing.plots.rows import pick_rows
from framing.plots.saving import Drawn, leave
from framing.plots.style import GREY, PALETTE, WIDTHS, new_axes, styled

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

ESTIMANDS = {
    "pooled": "pooled over all articles",
    "articles": "mean of the articles' values",
    "matched": "mean difference over events that both covered",
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
    labels = [
        f"{outlet_name(str(g))}  (n = {n})" for g, n in zip(rows.group_a, rows.n_a, strict=True)
    ]
    ax = _draw(rows, labels, name, axis_label(name), title_of(name), width, ax)
    lost = sorted(set(_all_groups(result, name)) - set(rows["group_a"]))
    caption = (
        f"{title_of(name)} by outlet. {axis_label(name)}; points: estimates, "
        f"{ESTIMANDS[estimand]}; "
        f"lines: 95% intervals ({rows['method'].iloc[0]}). n: articles with a value; events: "
        f"{int(rows['n_clusters'].max())}."
        + (
            " No line: nothing varies, so there is no interval."
            if rows["ci_low"].isna().any()
            else ""
        )
        + (f" Without any value: {', '.join(map(outlet_name, lost))}." if lost else "")
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
        What `framing.compare` returned.
    feature : str, optional
        Needed where the table has several.
    estimand : {"pooled", "articles", "matched"}
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
    labels = [
        f"{outlet_name(str(a))} {sign} {outlet_name(str(b))}"
        for a, b in zip(rows.group_a, rows.group_b, strict=True)
    ]
    ax = _draw(
        rows, labels, name, _scale_label(name, scale), title_of(name), width, ax, scale=scale
    )
    caption = (
        f"Contrasts of {title_of(name).lower()} between outlets. {_scale_label(name, scale)}; "
        f"points: "
        f"estimates, {ESTIMANDS[estimand]}; lines: 95% intervals, not adjusted "
        f"({rows['method'].iloc[0]}). Filled points: adjusted p below .05."
    )
    return leave(ax, Drawn(rows.iloc[::-1], caption, _signature("draw_contrasts", name, estimand)))


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
    with styled():
        if ax is None:
            ax = new_axes(width, 0.9 + 0.26 * len(rows))
        null = {"difference": 0.0, "log_odds": 0.0, "ratio": 1.0}.get(scale or "")
        if null is not None:
            ax.axvline(null, color=GREY, linewidth=0.8, linestyle=(0, (4, 3)), zorder=0)
        for y, row in enumerate(rows.to_dict("records")):
            filled = scale is None or _below(row["p_adjusted"], 0.05)
            if row["ci_low"] == row["ci_low"]:
                limits = [factor * row["ci_low"], factor * row["ci_high"]]
                ax.plot(limits, [y, y], color=PALETTE[0], linewidth=1.4, solid_capstyle="butt")
            ax.plot(
                [factor * row["estimate"]],
                [y],
                marker="o",
                markersize=5,
                color=PALETTE[0],
                markerfacecolor=PALETTE[0] if filled else "white",
                markeredgecolor=PALETTE[0],
            )
        ax.set_yticks(range(len(rows)), labels)
        ax.set_ylim(-0.6, len(rows) - 0.4)
        ax.tick_params(axis="y", length=0)
        ax.grid(axis="x", color="#e6e6e6", linewidth=0.6)
        ax.set_axisbelow(True)
        ax.set_xlabel(x_label)
        ax.set_title(title)
        if scale is None and is_percent(feature):
            ax.set_xlim(left=min(0.0, ax.get_xlim()[0]))
    return ax


def _below(p: Any, level: float) -> bool:
    return p is not None and p == p and p < level


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
