"""A measure over time, one small panel per outlet, all on the same axes.

Every point is the pooled value of an outlet's articles of one month, with an interval from a
bootstrap that draws that month's events with replacement: ten articles about one strike are not
ten observations. A month without articles is a gap in the line, never a zero, and the dashed line,
the value of all articles together, is the same in every panel.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from textwrap import fill
from typing import TYPE_CHECKING

import numpy as np

from framing.grammar import parse_measure, parts_of
from framing.plots.checking import need_columns
from framing.plots.fitting import row_labels, unique_names
from framing.plots.labels import axis_label, is_percent, title_of
from framing.plots.panels import split_axes
from framing.plots.period_values import event_codes, values_by_period
from framing.plots.periods import Period, all_periods, period_starts, period_ticks
from framing.plots.saving import Drawn, leave
from framing.plots.style import GREY, PALETTE, WIDTHS, figure_of, inches_of, new_axes, styled

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

MAKER = "a feature table with dates (framing.measure)"
MOST = 24


def draw_trends(
    table: pd.DataFrame,
    feature: str,
    *,
    by: str = "outlet",
    every: Period = "month",
    level: float = 0.95,
    draws: int = 1000,
    seed: int = 0,
    width: float = WIDTHS["page"],
    ax: Axes | None = None,
) -> Axes:
    """A measure by outlet and month, with intervals, in small panels.

    Parameters
    ----------
    table : DataFrame
        A feature table with a column ``date`` (ISO 8601) and the column ``by``.
    feature : str
        A measure; see `framing.grammar`.
    by : str
        At most 24 values.
    every : {"week", "month"}
    level, draws, seed
        Of the intervals: events drawn with replacement within each outlet and period (articles,
        where the table has no events), expanded percentile.
    width : float
        Inches; used for a new figure.
    ax : Axes, optional
        Its space is divided into the panels; only their names are titles then.

    Returns
    -------
    Axes
        The first panel; it carries the numbers of all: ``<by>, start, estimate, ci_low, ci_high,
        n`` (articles with a value), ``n_clusters``. Periods without a value are missing, not 0.

    Raises
    ------
    ValueError
        For another table, measure or date, or too many values of ``by``.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"outlet": list("aabb"), "event": list("1212"),
    ...     "date": ["2031-03-03", "2031-04-18"] * 2, "n_stance": 4,
    ...     "n_stance_distancing": [1, 2, 3, 4]})
    >>> ax = draw_trends(table, "share_stance_distancing")
    >>> [panel.get_title(loc="left") for panel in ax.figure.axes]
    ['A  (n = 2)', 'B  (n = 2)']
    """
    need_columns(table, [by, "date"], maker=MAKER)
    if not 0 < level < 1 or draws < 1:
        raise ValueError(
            f"level must lie between 0 and 1 and draws be at least 1; given {level} and {draws}"
        )
    ratio = parse_measure(feature, list(table.columns))
    starts = np.array(period_starts(list(table["date"]), every), dtype=object)
    known = np.array([s is not None for s in starts]) & table[by].notna().to_numpy()
    if not known.any():
        raise ValueError(f"no article has both a date and a value of {by!r}; nothing to draw")
    used = table[known]
    names = sorted(set(used[by].astype(str)))
    if len(names) > MOST:
        raise ValueError(f"{len(names)} panels do not fit on a page (at most {MOST}); pass fewer")
    above, below = parts_of(used, ratio)
    parts = np.column_stack([ratio.factor * above, below])
    whole = np.nansum(parts, axis=0)
    if not whole[1] > 0:
        raise ValueError(f"{feature} is missing (0/0) in every article; nothing to draw")
    periods = all_periods(list(starts[known]), every)
    numbers = values_by_period(
        parts,
        used[by].astype(str).to_numpy(dtype=object),
        starts[known],
        events=event_codes(used),
        periods=periods,
        level=level,
        draws=draws,
        seed=seed,
    )
    factor = 100.0 if is_percent(feature) else 1.0
    with styled():
        own = ax is None
        if ax is None:
            ax = new_axes(width, 0.75 + 1.1 * _shape(len(names), width)[0])
        panels = _panels(ax, numbers, factor, factor * whole[0] / whole[1])
        _ticks(panels, feature, every, periods)
        _name(panels, feature, whole_figure=own)
    lost = int((~known).sum())
    alone = bool((numbers["ci_low"].isna() & numbers["estimate"].notna()).any())
    caption = (
        f"{title_of(feature)} by {by} and {every}. {axis_label(feature)}; points: pooled over the "
        f"{every}'s articles; lines: {level:.0%} intervals ({draws} draws of events with "
        f"replacement, expanded percentile). Dashed: all articles together. n: articles with a "
        f"value, {int(numbers['n'].sum()):,} in all."
        + (" No line: one event, or no variation, so there is no interval." if alone else "")
        + (f" {lost} articles without a date or {by} are left out." if lost else "")
    )
    signature = {
        "function": "framing.plots.draw_trends",
        "feature": feature,
        "by": by,
        "every": every,
        "level": level,
        "draws": draws,
        "seed": seed,
    }
    return leave(ax, Drawn(numbers.rename(columns={"group": by}), caption, signature))


def _shape(n: int, width: float) -> tuple[int, int]:
    """Rows and columns of panels."""
    columns = min(n, 1 if width < 3 else 2 if width < 4.5 or n == 4 else 3)
    return -(-n // columns), columns


def _panels(ax: Axes, numbers: pd.DataFrame, factor: float, whole: float) -> list[Axes]:
    """A panel per group with its points and intervals; gives the panels."""
    names = list(dict.fromkeys(numbers["group"]))
    inches = inches_of(ax)[0]
    rows, columns = _shape(len(names), inches / 0.75)
    panels = split_axes(ax, [1.0] * rows, columns=columns, share_y=True)
    for panel in panels[len(names) :]:
        panel.remove()
    panels = panels[: len(names)]
    sizes = numbers.groupby("group", sort=False)["n"].sum()
    notes = [f"(n = {int(sizes[name]):,})" for name in names]
    titles = row_labels(unique_names(names), notes, inches, share=0.85 / columns)
    for i, (panel, name) in enumerate(zip(panels, names, strict=True)):
        own = numbers[numbers["group"] == name]
        value = factor * own["estimate"].to_numpy(dtype=float)
        limits = factor * own[["ci_low", "ci_high"]].to_numpy(dtype=float)
        places = np.arange(len(own))
        panel.axhline(whole, color=GREY, linewidth=0.8, linestyle=(0, (4, 3)), zorder=0)
        for x, pair in zip(places, limits, strict=True):
            if pair[0] == pair[0]:
                panel.plot([x, x], pair, color=PALETTE[0], linewidth=1.1, solid_capstyle="butt")
        panel.plot(places, value, color=PALETTE[0], linewidth=0.8, marker="o", markersize=3)
        panel.set_title(titles[i], fontsize=7.5)
        panel.grid(axis="y", color="#e6e6e6", linewidth=0.6)
        panel.set_axisbelow(True)
        panel.tick_params(
            labelleft=i % columns == 0, labelbottom=i + columns >= len(names), labelsize=7
        )
    return panels


def _ticks(panels: list[Axes], feature: str, every: Period, periods: Sequence[date]) -> None:
    """Periods below the panels, zero in view for shares."""
    first = panels[0]
    ticks = period_ticks(periods, every, most=4 if every == "month" else 3)
    first.set_xlim(-0.6, len(periods) - 0.4)
    for panel in panels:
        panel.set_xticks(list(ticks), list(ticks.values()))
    if is_percent(feature):
        first.set_ylim(bottom=min(0.0, first.get_ylim()[0]))


def _name(panels: list[Axes], feature: str, *, whole_figure: bool) -> None:
    """Title and unit: of the whole figure, or beside the first panel in a figure of others."""
    figure = figure_of(panels[0])
    if whole_figure:
        letters = int(figure.get_figheight() / 0.07)
        figure.supylabel(fill(axis_label(feature), letters), fontsize=8)
        figure.suptitle(title_of(feature), fontsize=9, fontweight="bold", x=0.01, ha="left")
    else:
        panels[0].set_ylabel(fill(axis_label(feature), 20), fontsize=7)
