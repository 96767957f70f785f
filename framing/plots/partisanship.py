"""How far the language of two outlets gives them away, beside what chance alone would give.

With many phrases and few articles every pair of outlets looks different. The grey bar is the
partisanship of the same articles with the outlets' names shuffled: only a point to the right of it
says more than that. At .50 one phrase tells nothing about who wrote it.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from framing.plots.captions import percent_of, range_words
from framing.plots.checking import need_columns
from framing.plots.dots import parity_line, put_point
from framing.plots.fitting import fit_titles, most_lines, row_labels, unique_names, width_of
from framing.plots.saving import Drawn, leave
from framing.plots.style import WIDTHS, new_axes, styled

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

NEEDED = (
    "group_a",
    "group_b",
    "partisanship",
    "null_mean",
    "null_low",
    "null_high",
    "p_value",
    "n_a",
    "n_b",
    "n_clusters",
    "n_terms",
    "method",
    "level",
)
BAND = "#C8C8C8"
MOST = 66
SHORT = 24  # letters of a name where there are many pairs


def draw_partisanship(
    table: pd.DataFrame,
    *,
    width: float = WIDTHS["wide"],
    ax: Axes | None = None,
) -> Axes:
    """Leave-out partisanship of pairs of outlets, with the band of no difference.

    Parameters
    ----------
    table : DataFrame
        What `framing.outlets.partisanship` returned, at most 66 pairs.
    width : float
        Inches; used for a new figure.
    ax : Axes, optional

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        For another table, too many pairs, or if every value is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"group_a": ["a"], "group_b": ["b"], "partisanship": [0.56],
    ...     "null_mean": [0.5], "null_low": [0.47], "null_high": [0.53], "p_value": [0.01],
    ...     "n_a": [5], "n_b": [6], "n_clusters": [4], "n_terms": [90], "method": "x",
    ...     "level": 0.95})
    >>> [label.get_text() for label in draw_partisanship(table).get_yticklabels()]
    ['A, B  (n = 5, 6)']
    """
    need_columns(table, NEEDED, maker="framing.outlets.partisanship")
    rows = table[table["partisanship"].notna()]
    if rows.empty:
        raise ValueError("every partisanship is missing (too few events); there is nothing to draw")
    if len(rows) > MOST:
        raise ValueError(
            f"{len(rows)} pairs do not fit on a page (at most {MOST}); pass the rows of one outlet "
            f"or compute them with reference="
        )
    rows = rows.sort_values(["partisanship", "group_a", "group_b"], kind="stable")
    many = len(rows) > 28
    size = 6.0 if many else 8.0
    notes = [f"(n = {a}, {b})" for a, b in zip(rows["n_a"], rows["n_b"], strict=True)]
    if many:
        names = [f"{p}  {note}" for p, note in zip(_pairs(rows, SHORT), notes, strict=True)]
    else:
        names = row_labels(_pairs(rows), notes, width_of(ax, width), share=0.5)
    with styled():
        if ax is None:
            each = 0.117 if many else 0.13 + 0.13 * most_lines(names)
            ax = new_axes(width, 0.95 + len(rows) * each)
        _draw(ax, rows, many=many)
        ax.set_yticks(range(len(rows)), names, fontsize=size)
        fit_titles(ax)
    lost = "; ".join(_pairs(table[table["partisanship"].isna()]))
    first = rows.iloc[0]
    caption = (
        f"Leave-out partisanship of pairs of outlets: how well one phrase tells which of the two "
        f"wrote it, each article judged by other events (0.50: not at all, 1: no phrase shared). "
        f"Grey: {percent_of(rows)}band of no difference, its mean a white line "
        f"({first['method']}). Filled points: p below .05, one-sided, not adjusted for the number "
        f"of pairs. n: articles of each; {range_words(rows['n_clusters'])} events or articles "
        f"without one; {range_words(rows['n_terms'])} phrases."
        + (f" Without a value: {lost}." if lost else "")
    )
    signature = {"function": "framing.plots.draw_partisanship"}
    return leave(ax, Drawn(rows.iloc[::-1], caption, signature))


def _draw(ax: Axes, rows: pd.DataFrame, *, many: bool) -> None:
    parity_line(ax, 0.5)
    for y, row in enumerate(rows.to_dict("records")):
        if row["null_low"] == row["null_low"]:
            ax.barh(
                [y],
                [row["null_high"] - row["null_low"]],
                left=[row["null_low"]],
                height=0.62,
                color=BAND,
                zorder=1,
            )
            mean = row["null_mean"]
            ax.plot([mean, mean], [y - 0.31, y + 0.31], color="white", linewidth=1.0, zorder=2)
        put_point(
            ax,
            y,
            row["partisanship"],
            (math.nan, math.nan),
            size=3.5 if many else 5.0,
            filled=row["p_value"] < 0.05,
        )
    ax.use_sticky_edges = False
    ax.autoscale_view(scaley=False)
    ax.set_ylim(-0.6, len(rows) - 0.4)
    ax.tick_params(axis="y", length=0)
    ax.grid(axis="x", color="#e6e6e6", linewidth=0.6)
    ax.set_axisbelow(True)
    ax.locator_params(axis="x", nbins=6)
    ax.set_xlabel("Partisanship (0.5: alike)")
    ax.set_title("Partisanship of language")


def _pairs(rows: pd.DataFrame, letters: int = 1000) -> list[str]:
    """Both names of each row, cut where every pair has one small line only."""
    names = [_cut(name, letters) for name in unique_names([*rows["group_a"], *rows["group_b"]])]
    return [f"{a}, {b}" for a, b in zip(names[: len(rows)], names[len(rows) :], strict=True)]


def _cut(name: str, letters: int) -> str:
    return name if len(name) <= letters else f"{name[: letters - 1].rstrip()}\u2026"
