"""What a corpus holds and when: articles per outlet and week, with the gaps in view.

A source that stopped for a month, or an outlet that was collected later than the others, turns into
a finding unless someone looks. Every outlet has a line of bars on the same scale; periods without
any article of that outlet are marked below its base line.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from framing.plots.checking import need_columns
from framing.plots.fitting import fit_titles, most_lines, row_labels, unique_names, width_of
from framing.plots.periods import Period, all_periods, period_starts, period_ticks
from framing.plots.saving import Drawn, leave
from framing.plots.style import PALETTE, WIDTHS, new_axes, styled

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

MAKER = "a table with a row per article (framing.measure, or a corpus as to_frame())"
GAP = "#D55E00"
TALL = 0.82


def draw_timeline(
    table: pd.DataFrame,
    *,
    by: str = "outlet",
    every: Period = "week",
    width: float = WIDTHS["page"],
    ax: Axes | None = None,
) -> Axes:
    """Number of articles by outlet and week or month.

    Parameters
    ----------
    table : DataFrame
        One row per article with a column ``date`` (ISO 8601) and the column ``by``.
    by : str
    every : {"week", "month"}
        Weeks start on Monday.
    width : float
        Inches; used for a new figure.
    ax : Axes, optional

    Returns
    -------
    Axes
        The numbers list every outlet and period, empty ones too: ``<by>, start, n``.

    Raises
    ------
    ValueError
        For another table, a value that is no date, or if no article has both.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"outlet": list("aab"),
    ...                       "date": ["2031-03-03", "2031-03-18", "2031-03-04"]})
    >>> drawn = draw_timeline(table)
    >>> [label.get_text() for label in drawn.get_yticklabels()]
    ['A  (n = 2)', 'B  (n = 1)']
    """
    need_columns(table, [by, "date"], maker=MAKER)
    starts = np.array(period_starts(list(table["date"]), every), dtype=object)
    known = np.array([s is not None for s in starts]) & table[by].notna().to_numpy()
    if not known.any():
        raise ValueError(f"no article has both a date and a value of {by!r}; nothing to draw")
    periods = all_periods(list(starts[known]), every)
    groups, codes = np.unique(table[by][known].astype(str).to_numpy(object), return_inverse=True)
    counts = np.zeros((len(groups), len(periods)), dtype=np.int64)
    place = {start: i for i, start in enumerate(periods)}
    np.add.at(counts, (codes, np.array([place[s] for s in starts[known]])), 1)
    names = row_labels(
        unique_names(list(groups)),
        [f"(n = {n:,})" for n in counts.sum(axis=1)],
        width_of(ax, width),
    )
    with styled():
        if ax is None:
            ax = new_axes(width, 1.0 + (0.26 + 0.12 * most_lines(names)) * len(groups))
        _bars(ax, counts)
        ax.set_yticks([len(groups) - 1 - i for i in range(len(groups))], names)
        ticks = period_ticks(periods, every, most=8)
        ax.set_xticks(list(ticks), list(ticks.values()))
        ax.set_xlabel(
            f"{every.capitalize()} (tallest bar: {counts.max():,} article"
            f"{'s' if counts.max() != 1 else ''})"
        )
        ax.set_title(f"Articles per {every}")
        fit_titles(ax)
    empty = int((counts == 0).sum())
    lost = int((~known).sum())
    caption = (
        f"Articles per {every} by {by}, {int(counts.sum()):,} in all, from {periods[0]} to the "
        f"{every} of {periods[-1]}. Bars: numbers of articles, all on one scale (no intervals: "
        f"the corpus is counted, not sampled). Marks below the base line: {every}s without an "
        f"article, {empty} of {counts.size}."
        + (f" {lost} articles without a date or {by} are left out." if lost else "")
    )
    signature = {"function": "framing.plots.draw_timeline", "by": by, "every": every}
    return leave(ax, Drawn(_long(counts, groups, periods, by), caption, signature))


def _bars(ax: Axes, counts: np.ndarray) -> None:
    n_groups, n_periods = counts.shape
    for i, row in enumerate(counts):
        base = n_groups - 1 - i
        ax.plot([-0.5, n_periods - 0.5], [base, base], color="#9A9A9A", linewidth=0.5, zorder=1)
        full = np.flatnonzero(row)
        ax.bar(
            full,
            TALL * row[full] / counts.max(),
            bottom=base,
            width=0.8,
            color=PALETTE[0],
            zorder=2,
        )
        for first, last in runs(row == 0):
            ax.barh(
                [base - 0.07],
                [last - first + 0.8],
                left=[first - 0.4],
                height=0.08,
                color=GAP,
                zorder=2,
            )
    ax.set_xlim(-0.7, n_periods - 0.3)
    ax.set_ylim(-0.2, n_groups - 0.05)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)


def runs(there: np.ndarray) -> list[tuple[int, int]]:
    """First and last position of each unbroken run of true values.

    Examples
    --------
    >>> runs(np.array([True, True, False, True]))
    [(0, 1), (3, 3)]
    """
    edge = np.flatnonzero(np.diff(np.concatenate([[0], there.astype(int), [0]])))
    return [(int(a), int(b) - 1) for a, b in zip(edge[::2], edge[1::2], strict=True)]


def _long(counts: np.ndarray, groups: np.ndarray, periods: Sequence[date], by: str) -> pd.DataFrame:
    import pandas as pd

    rows = [
        (str(group), start.isoformat(), int(counts[i, j]))
        for i, group in enumerate(groups)
        for j, start in enumerate(periods)
    ]
    return pd.DataFrame(rows, columns=[by, "start", "n"])
