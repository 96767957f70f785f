"""Room on the page: axes divided into panels, and long names broken into lines.

A figure of several panels takes ``ax=`` like every other. The space of those axes is divided: they
become the first panel, keep their place in the figure's layout, and the others are added beside
them, so that nothing outside that space is touched. Names at the left never take more than half of
the width.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from textwrap import fill
from typing import TYPE_CHECKING, Any

from framing.plots.style import figure_of, inches_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text

LETTER = 0.0083  # mean width of a letter in inches, per point of font size
PASSES = 5
FEWEST = 8


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


def fold_names(
    names: Sequence[str],
    ax: Axes | None,
    width: float,
    *,
    size: float = 8,
    share: float = 0.5,
) -> list[str]:
    """Names broken into lines that fill part of the width at most; ``(n = ...)`` stays whole.

    Parameters
    ----------
    names : sequence of str
    ax : Axes, optional
        What they are drawn on; without it a figure of this width is to be made.
    width : float
        Inches.
    size : float
        Font size in points.
    share : float
        Part of the width that a line may fill.

    Examples
    --------
    >>> fold_names(["Herald of Lowmoor County  (n = 9)"], None, 3.5)
    ['Herald of Lowmoor County\\n(n = 9)']
    """
    if ax is not None:
        width = 1.3 * inches_of(ax)[0]
    letters = max(int(share * width / (LETTER * size)), 8)
    return [name if len(name) <= letters else _fold(name, letters) for name in names]


def tallest(names: Sequence[str]) -> int:
    """Most lines that one of the names takes.

    Examples
    --------
    >>> tallest(["a", "b\\nc"])
    2
    """
    return max(name.count("\n") + 1 for name in names)


def fold_titles(ax: Axes) -> None:
    """Break the title and the labels of both axes into lines where they would be cut off.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> figure, ax = plt.subplots(figsize=(3, 2))
    >>> text = ax.set_title("A title that is much too long for so small a figure", loc="left")
    >>> fold_titles(ax)
    >>> text.get_text().count("\\n") > 0
    True
    """
    given = {text: text.get_text() for text in _titles(ax)}
    for _ in range(PASSES):  # breaking one label moves the axes, and with them the room of others
        figure_of(ax).draw_without_rendering()
        if not _fold_long(ax, given):
            break


def _fold_long(ax: Axes, given: dict[Text, str]) -> bool:
    """Break what is too long for its room now; whether anything was."""
    whole, own = figure_of(ax).bbox, ax.get_window_extent()
    middle = (own.x0 + own.x1) / 2
    room = 2 * min(middle - whole.x0, whole.x1 - middle)
    found = False
    for text, words in given.items():
        extent = text.get_window_extent()
        if text is ax.yaxis.label:
            long, most = extent.height, 1.1 * own.height
        else:
            most = room if text is ax.xaxis.label else whole.x1 - own.x0
            long = extent.width
        letters = max(len(line) for line in text.get_text().split("\n"))
        if long > 0.98 * most and letters > FEWEST:
            fewer = min(int(letters * 0.98 * most / long), letters - 1)
            text.set_text(_fold(words, max(fewer, FEWEST)))
            found = True
    return found


def _titles(ax: Axes) -> list[Text]:
    """The title, wherever it stands, and the labels of both axes."""
    from matplotlib.text import Text

    own = [c for c in ax.get_children() if isinstance(c, Text) and c not in ax.texts]
    return [*(c for c in own if c.get_text()), ax.xaxis.label, ax.yaxis.label]


def _fold(text: str, letters: int) -> str:
    """Lines of so many letters, old line breaks kept; what stands in brackets after n is whole."""
    whole = re.sub(r"\(n = [^)]*\)", lambda found: found.group().replace(" ", "\u00a0"), text)
    return "\n".join(fill(line, letters) for line in whole.split("\n")).replace("\u00a0", " ")
