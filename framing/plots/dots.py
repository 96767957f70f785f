"""Points with intervals in rows: the grammar that forests, dumbbells and dot plots share.

One row per outlet (or contrast), its name and n at the left, the estimate as a point and the
interval as a line. A filled point and a hollow one differ in grey print as well as in colour.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from framing.plots.fitting import is_alone, row_height
from framing.plots.style import GREY, PALETTE, dress, new_axes

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TALLEST = 8.75  # inches of a printed page
SMALLEST = 5.5  # points; smaller type is not read


def axes_for_rows(labels: Sequence[str], width: float, ax: Axes | None, extra: float = 0.9) -> Axes:
    """The axes given, or new ones with room for these rows.

    Parameters
    ----------
    labels : sequence of str
        One per row, lowest first.
    width : float
    ax : Axes or None
    extra : float
        Inches for title, axis and legend.
    """
    if ax is not None:
        return ax
    return new_axes(width, extra + row_height(labels) * max(len(labels), 2))


def name_rows(ax: Axes, labels: Sequence[str]) -> None:
    """Put the labels at rows 0, 1, ... from below, on a plain frame with a light grid.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> figure, ax = plt.subplots()
    >>> name_rows(ax, ["a", "b"])
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['a', 'b']
    >>> plt.close(figure)
    """
    dress(ax)
    ax.set_yticks(range(len(labels)), labels)
    ax.set_ylim(-0.6, len(labels) - 0.4)
    ax.tick_params(axis="y", length=0)
    ax.grid(axis="x", color="#e6e6e6", linewidth=0.6)
    ax.set_axisbelow(True)


def fit_rows(ax: Axes) -> None:
    """Set the names of rows in smaller type where they would touch.

    Raises
    ------
    ValueError
        If so many rows cannot be read on these axes.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> figure, ax = plt.subplots(figsize=(3, 1.4))
    >>> name_rows(ax, list("abcdefghij"))
    >>> fit_rows(ax)
    >>> ax.get_yticklabels()[0].get_size() < 8
    True
    >>> plt.close(figure)
    """
    figure: Any = ax.figure
    figure.canvas.figure.draw_without_rendering()
    labels = ax.get_yticklabels()
    pitch = ax.bbox.height / (len(labels) + 0.2)
    tallest = max(label.get_window_extent().height for label in labels)
    size = 8.0 * min(1.0, 0.96 * pitch / tallest)
    if size < SMALLEST:
        raise ValueError(
            f"{len(labels)} rows cannot be read on {ax.bbox.height / figure.dpi:.1f} inches; draw "
            f"fewer, for example contrasts with one reference=, or give taller axes"
        )
    ax.tick_params(axis="y", labelsize=size)


def parity_line(ax: Axes, value: float) -> None:
    """A dashed line where there is no difference."""
    ax.axvline(value, color=GREY, linewidth=0.8, linestyle=(0, (4, 3)), zorder=0)


def put_point(
    ax: Axes,
    y: float,
    estimate: float,
    limits: tuple[float, float],
    *,
    factor: float = 1.0,
    colour: str = PALETTE[0],
    marker: str = "o",
    size: float = 5.0,
    filled: bool = True,
    label: str | None = None,
) -> None:
    """A point and its interval at height y; no line where the limits are missing.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> figure, ax = plt.subplots()
    >>> put_point(ax, 0, 0.25, (0.2, 0.4), factor=100)
    >>> [list(map(float, line.get_xdata())) for line in ax.lines]
    [[20.0, 40.0], [25.0]]
    >>> plt.close(figure)
    """
    low, high = limits
    if low == low and high == high:
        ax.plot(
            [factor * low, factor * high],
            [y, y],
            color=colour,
            linewidth=1.4,
            solid_capstyle="butt",
        )
    ax.plot(
        [factor * estimate],
        [y],
        marker=marker,
        markersize=size,
        linestyle="none",
        color=colour,
        markerfacecolor=colour if filled else "white",
        markeredgecolor=colour,
        label=label,
    )


def legend_below(ax: Axes) -> float:
    """A legend under the axis label, in as many columns as fit beside each other.

    Returns
    -------
    float
        Its height in inches.
    """
    from matplotlib.transforms import ScaledTranslation

    figure: Any = ax.figure
    figure.canvas.figure.draw_without_rendering()
    lowest = ax.get_tightbbox()
    under = 0.06 if lowest is None else (ax.bbox.y0 - lowest.y0) / figure.dpi + 0.06
    place = ax.transAxes + ScaledTranslation(0, -under, figure.dpi_scale_trans)
    right = figure.bbox.x1 if is_alone(ax) else ax.bbox.x1
    entries = len(ax.get_legend_handles_labels()[0])
    even = [n for n in range(entries, 0, -1) if math.ceil(entries / math.ceil(entries / n)) == n]
    for columns in even:
        legend = ax.legend(
            loc="upper left",
            bbox_to_anchor=(0.0, 0.0),
            bbox_transform=place,
            ncols=columns,
            frameon=False,
            handlelength=1.6,
            columnspacing=1.4,
            borderaxespad=0.0,
            borderpad=0.0,
        )
        legend.set_in_layout(False)
        figure.canvas.figure.draw_without_rendering()
        if legend.get_window_extent().x1 <= right - 0.03 * figure.dpi:
            break
    legend.set_in_layout(True)
    return float(legend.get_window_extent().height / figure.dpi)
