"""A specification curve: one contrast under every defensible choice, and which choices those are.

Above, the estimates in order with their intervals; below, a dot for each choice made. If the dots
of one choice crowd at one end, the finding hangs on that choice (Simonsohn, Simmons and Nelson
2020). The primary specification, declared before looking, is a diamond.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from framing.plots.captions import (
    interval_words,
    is_significant,
    p_words,
    range_words,
    threshold_of,
)
from framing.plots.checking import need_columns
from framing.plots.fitting import fit_titles
from framing.plots.labels import axis_label, is_percent, outlet_name, title_of
from framing.plots.panels import split_axes
from framing.plots.saving import Drawn, leave
from framing.plots.style import GREY, PALETTE, WIDTHS, new_axes, styled

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

CHOICES = {
    "scheme": "Stance scheme",
    "duplicates": "Duplicates",
    "cleaning": "Cleaning",
    "unit": "Unit",
}
NEEDED = (
    "specification",
    *CHOICES,
    "primary",
    "feature",
    "group_a",
    "group_b",
    "estimate",
    "ci_low",
    "ci_high",
    "p_value",
    "n_a",
    "n_b",
    "method",
    "level",
)
FAINT = "#D9D9D9"


def draw_specifications(
    table: pd.DataFrame,
    *,
    width: float = WIDTHS["page"],
    ax: Axes | None = None,
) -> Axes:
    """Estimates under every specification, sorted, above the choices behind each.

    Parameters
    ----------
    table : DataFrame
        What `framing.outlets.specification_grid` returned.
    width : float
        Inches; used for a new figure.
    ax : Axes, optional
        Its space is divided: the upper part becomes the curve, axes for the choices are added
        below.

    Returns
    -------
    Axes
        Those of the curve; they carry the numbers of the whole figure.

    Raises
    ------
    ValueError
        For another table, several contrasts in one, or if every estimate is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"specification": [1, 2], "scheme": ["given", "floyd2000"],
    ...     "duplicates": "keep", "cleaning": "as read", "unit": "pooled",
    ...     "primary": [True, False], "feature": "share_stance_distancing", "group_a": "x",
    ...     "group_b": "y", "estimate": [0.2, 0.1], "ci_low": [0.1, -0.1], "ci_high": [0.3, 0.3],
    ...     "p_value": [0.01, 0.3], "n_a": 5, "n_b": 5,
    ...     "method": "x", "level": 0.95})
    >>> ax = draw_specifications(table)
    >>> [label.get_text() for label in ax.figure.axes[1].get_yticklabels()]
    ['given', 'floyd2000']
    """
    need_columns(table, NEEDED, maker="framing.outlets.specification_grid")
    claims = table[["feature", "group_a", "group_b"]].drop_duplicates()
    if len(claims) > 1:
        raise ValueError(
            f"a curve shows one contrast of one measure, the table has {len(claims)}; pass one grid"
        )
    rows = table[table["estimate"].notna()]
    if rows.empty:
        raise ValueError("every estimate is missing; there is nothing to draw")
    rows = rows.sort_values(["estimate", "specification"], kind="stable").reset_index(drop=True)
    options = _options(table)
    n_lines = sum(len(values) for values in options.values())
    feature = str(rows["feature"].iloc[0])
    a, b = (outlet_name(str(rows[g].iloc[0])) for g in ("group_a", "group_b"))
    with styled():
        if ax is None:
            ax = new_axes(width, 2.7 + 0.2 * n_lines)
        lower = None
        if options:
            gaps = 0.6 * (len(options) - 1)
            ax, lower = split_axes(ax, [2.0, 0.2 * (n_lines + gaps) + 0.25])
        _curve(ax, rows, 100.0 if is_percent(feature) else 1.0)
        unit = "percentage points" if is_percent(feature) else axis_label(feature).lower()
        ax.set_ylabel(f"{a} \u2212 {b}\n({unit})")
        ax.set_title(f"{title_of(feature)}: {len(rows)} specifications")
        ax.tick_params(axis="x", labelbottom=lower is None, length=0)
        if lower is not None:
            _dots(lower, rows, options)
        (ax if lower is None else lower).set_xlabel("Specifications, by estimate")
        fit_titles(ax)
    caption = _caption(table, rows, options)
    signature = {"function": "framing.plots.draw_specifications"}
    return leave(ax, Drawn(rows, caption, signature))


def _options(table: pd.DataFrame) -> dict[str, list[Any]]:
    """Values of the choices that were varied, in the order given."""
    values = {name: list(dict.fromkeys(table[name])) for name in CHOICES}
    return {name: found for name, found in values.items() if len(found) > 1}


def _size(n: int) -> float:
    return max(1.8, min(5.0, 150 / n))


def _curve(ax: Axes, rows: pd.DataFrame, factor: float) -> None:
    size, threshold = _size(len(rows)), threshold_of(rows)
    ax.axhline(0, color=GREY, linewidth=0.8, linestyle=(0, (4, 3)), zorder=0)
    for x, row in enumerate(rows.to_dict("records")):
        colour = PALETTE[1] if row["primary"] else PALETTE[0]
        if row["ci_low"] == row["ci_low"]:
            limits = [factor * row["ci_low"], factor * row["ci_high"]]
            wide = max(0.5, min(1.4, 40 / len(rows)))
            ax.plot([x, x], limits, color=colour, linewidth=wide, solid_capstyle="butt")
        filled = is_significant(row["p_value"], threshold)
        ax.plot(
            [x],
            [factor * row["estimate"]],
            marker="D" if row["primary"] else "o",
            markersize=size * (1.25 if row["primary"] else 1.0),
            color=colour,
            markerfacecolor=colour if filled else "white",
            zorder=4 if row["primary"] else 3,
        )
    ax.set_xlim(-0.7, len(rows) - 0.3)
    ax.set_xticks([])
    ax.grid(axis="y", color="#e6e6e6", linewidth=0.6)
    ax.set_axisbelow(True)


def _dots(ax: Axes, rows: pd.DataFrame, options: dict[str, list[Any]]) -> None:
    """A line per option, a dot where a specification takes it; choices apart and named."""
    y, ticks, names = 0.0, [], []
    size = _size(len(rows))
    for choice, values in options.items():
        for value in values:
            ax.axhline(y, color=FAINT, linewidth=0.6, zorder=0)
            for primary in (False, True):
                taken = (rows[choice] == value) & (rows["primary"] == primary)
                ax.plot(
                    rows.index[taken],
                    [y] * int(taken.sum()),
                    linestyle="none",
                    marker="D" if primary else "o",
                    markersize=0.9 * size,
                    color=PALETTE[1] if primary else "#333333",
                )
            ticks.append(y)
            names.append(str(value))
            y += 1.0
        middle = ticks[-1] - (len(values) - 1) / 2
        ax.annotate(
            CHOICES[choice],
            (1.0, middle),
            xycoords=("axes fraction", "data"),
            xytext=(6, 0),
            textcoords="offset points",
            va="center",
            fontsize=7.5,
            fontweight="bold",
        )
        y += 0.6
    ax.set_yticks(ticks, names)
    ax.set_ylim(y - 1.0, -0.6)
    ax.tick_params(length=0)
    ax.spines[["left", "bottom"]].set_visible(False)


def _caption(table: pd.DataFrame, rows: pd.DataFrame, options: dict[str, list[Any]]) -> str:
    feature = str(rows["feature"].iloc[0])
    a, b = (outlet_name(str(rows[g].iloc[0])) for g in ("group_a", "group_b"))
    fixed = [f"{CHOICES[c].lower()} {table[c].iloc[0]}" for c in CHOICES if c not in options]
    below, above = int((rows["estimate"] < 0).sum()), int((rows["estimate"] > 0).sum())
    threshold = threshold_of(rows)
    clear = sum(is_significant(p, threshold) for p in rows["p_value"])
    lost = len(table) - len(rows)
    n = [range_words(rows[k]) for k in ("n_a", "n_b")]
    return (
        f"{title_of(feature)}, {a} minus {b}, under {len(rows)} specifications: {above} estimates "
        f"above 0, {below} below, {clear} with {p_words(threshold, adjusted=False)} (filled; one "
        f"claim seen in many ways, so p is not adjusted). Lines: {interval_words(rows)}. Diamond: "
        f"the primary specification. Articles: {a} {n[0]}, {b} {n[1]}."
        + (f" The same in all: {', '.join(fixed)}." if fixed else "")
        + (f" {lost} specifications without an estimate are left out." if lost else "")
    )
