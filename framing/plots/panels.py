"""Axes divided into panels.

A figure of several panels takes ``ax=`` like every other. The space of those axes is divided: they
become the first panel, keep their place in the figure's layout, and the others are added beside
them, so that nothing outside that space is touched.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def split_axes(
    ax: Axes, heights: Sequence[float], *, columns: int = 1, share_y: bool = False
) -> list[Axes]:
    """Divide axes into a grid; they become its first panel.

    Parameters
    ----------
    ax : Axes
        With a place in a grid, as ``plt.subplots`` makes them.
    heights : sequence of float
        Relative heights of the rows.
    columns : int
    share_y : bool
        Whether all panels have the same y axis; the x axis is always shared.

    Returns
    -------
    list of Axes
        Row by row.

    Raises
    ------
    ValueError
        If the axes have no place in a grid.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> figure, ax = plt.subplots()
    >>> split_axes(ax, [2, 1])[0] is ax, len(figure.axes)
    (True, 2)
    """
    spec = ax.get_subplotspec()
    if spec is None:
        raise ValueError(
            "these axes have no place in a grid to be divided; make them with plt.subplots"
        )
    grid: Any = spec.subgridspec(len(heights), columns, height_ratios=list(heights))
    ax.set_subplotspec(grid[0, 0])
    figure: Any = ax.figure
    panels = [ax]
    for i in range(1, len(heights) * columns):
        place = grid[i // columns, i % columns]
        panels.append(figure.add_subplot(place, sharex=ax, sharey=ax if share_y else None))
    return panels
