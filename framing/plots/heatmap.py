"""Outlet by type of source: counts in the cells, shares as the shade.

Stacked bars show the few large types; the heatmap shows all of them, with the counts that a share
rests on. A dark cell with a 3 in it is not a finding. The scale runs from white to dark in steps of
equal lightness, so that it prints in grey as it looks in colour.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from framing.plots.captions import left_out_words
from framing.plots.fitting import fit_text, most_lines, row_labels, unique_names, width_of
from framing.plots.rows import count_classes, long_counts
from framing.plots.saving import Drawn, leave
from framing.plots.style import WIDTHS, dress, new_axes, styled, text_on

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

COLOURS = "Blues"
SMALLEST = 5.0  # points; smaller numbers are not read
SLANTED = 13.0  # points between columns whose slanted names do not touch


def draw_source_heatmap(
    table: pd.DataFrame,
    *,
    by: str = "outlet",
    width: float = WIDTHS["page"],
    ax: Axes | None = None,
) -> Axes:
    """Who is heard where: outlets by types of sources, shares as shade, counts in the cells.

    Parameters
    ----------
    table : DataFrame
        A feature table with ``n_source_<type>`` columns.
    by : str
        Column to group rows by; rows without a value are left out and counted in the caption.
    width : float
        Inches; used for a new figure.
    ax : Axes, optional
        A colour bar takes a part of it.

    Returns
    -------
    Axes
        Types from the most to the least frequent, outlets by the share of the first.

    Raises
    ------
    ValueError
        If the table has no such counts, all are zero, or the cells are too small for their counts.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"outlet": ["a", "b"], "n_source_official": [3, 1],
    ...     "n_source_citizen": [1, 1]})
    >>> ax = draw_source_heatmap(table)
    >>> [text.get_text() for text in ax.texts]
    ['3', '1', '1', '1']
    """
    counts = count_classes(table, "source", by)
    totals = counts.sum(axis=1)
    used = counts.sum().sort_values(ascending=False, kind="stable")
    unused = [str(name) for name in used.index if used[name] == 0]
    counts = counts[[name for name in used.index if used[name] > 0]]
    shares = counts.div(totals, axis=0)
    order = shares.sort_values(shares.columns[0], ascending=False, kind="stable").index
    counts, shares = counts.loc[order], shares.loc[order]
    names = unique_names([str(g) for g in order])
    labels = row_labels(names, [f"(n = {totals[g]})" for g in order], width_of(ax, width))
    lines = most_lines(labels)
    with styled():
        if ax is None:
            ax = new_axes(width, 1.7 + (0.27 + 0.09 * (lines - 1)) * max(len(order), 2))
        dress(ax)
        mesh = ax.pcolormesh(
            100 * shares.to_numpy(), cmap=COLOURS, vmin=0, edgecolors="white", linewidth=0.8
        )
        classes = [str(name).replace("_", " ") for name in counts.columns]
        ax.set_xticks([i + 0.5 for i in range(len(classes))], classes)
        ax.tick_params(axis="x", rotation=45)
        for label in ax.get_xticklabels():
            label.set(ha="right", rotation_mode="anchor")
        ax.set_yticks([i + 0.5 for i in range(len(order))], labels)
        ax.tick_params(length=0)
        ax.invert_yaxis()
        for spine in ax.spines.values():
            spine.set_visible(False)
        figure: Any = ax.figure
        bar = figure.colorbar(mesh, ax=ax, pad=0.02, fraction=0.05, aspect=18)
        bar.outline.set_visible(False)
        bar.set_label("Share of the outlet (%)" if by == "outlet" else "Share of the row (%)")
        title = ax.set_title("Sources by type: counts, shaded by share")
        fit_text(ax, title)
        _print_counts(ax, counts, mesh)
    caption = (
        f"Types of sources by {by}. Numbers: attributions whose source has the type; shade: their "
        f"share among all attributions with a source type, in percent, without intervals (see the "
        f"comparison table). n: attributions with a source type. Rows sorted by the share of "
        f"{str(counts.columns[0]).replace('_', ' ')}."
        + (f" Never seen: {', '.join(x.replace('_', ' ') for x in unused)}." if unused else "")
        + left_out_words(table, by, counts.index)
    )
    numbers = long_counts(counts, by)
    signature = {"function": "framing.plots.draw_source_heatmap", "by": by}
    return leave(ax, Drawn(numbers, caption, signature))


def _print_counts(ax: Axes, counts: pd.DataFrame, mesh: Any) -> None:
    from matplotlib.colors import to_hex

    figure: Any = ax.figure
    figure.canvas.figure.draw_without_rendering()
    rows, columns = counts.shape
    digits = len(str(int(counts.to_numpy().max())))
    wide = 72 * ax.bbox.width / figure.dpi / columns
    high = 72 * ax.bbox.height / figure.dpi / rows
    size = min(7.5, 0.9 * wide / (0.65 * digits), 0.8 * high)
    if wide < SLANTED:
        ax.tick_params(axis="x", rotation=90, labelsize=min(8.0, 0.85 * wide))
        for label in ax.get_xticklabels():
            label.set(ha="center", va="top", rotation_mode="default")
    if size < SMALLEST:
        raise ValueError(
            f"counts of {digits} digits in {rows} rows and {columns} columns cannot be read at "
            f"this size; use width={WIDTHS['page']} or larger axes"
        )
    for y, row in enumerate(counts.to_numpy()):
        for x, count in enumerate(row):
            share = 100 * count / row.sum()
            ax.text(
                x + 0.5,
                y + 0.5,
                str(int(count)),
                ha="center",
                va="center",
                fontsize=size,
                color=text_on(to_hex(mesh.cmap(mesh.norm(share)))),
            )
