"""Text that fits: names on several lines, titles inside the figure, labels that do not collide.

Names of outlets can be long and columns are narrow. Text is wrapped, never cut and never printed
over other text. Widths of a line are estimated from the size of the type; what has been placed is
measured on the laid-out figure.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from framing.plots.labels import outlet_name

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text

OWN = ("<colorbar>", "<framing>")  # labels of axes that belong to others
CHARACTER = 0.0665  # inches, mean width of a character of 8 pt type
LINE = 0.135  # inches, height of a line of 8 pt type


def width_of(ax: Axes | None, width: float) -> float:
    """Inches that a figure has for its labels and axes: all of a new one, its part of a shared one.

    Examples
    --------
    >>> width_of(None, 5.2)
    5.2
    """
    if ax is None:
        return width
    figure: Any = ax.figure
    share = ax.get_position().width / 0.775 if len(figure.axes) > 1 else 1.0
    return float(figure.bbox.width / figure.dpi * min(share, 1.0))


def is_alone(ax: Axes) -> bool:
    """Whether a figure has no other axes than these and their colour bar or histogram."""
    figure: Any = ax.figure
    return all(other is ax or other.get_label() in OWN for other in figure.axes)


def unique_names(groups: Sequence[str]) -> list[str]:
    """Names of groups as a reader knows them; the ids themselves where two names would be the same.

    Examples
    --------
    >>> unique_names(["open-kestria", "flare"]), unique_names(["a-b", "a_b"])
    (['Open Kestria', 'Flare'], ['a-b', 'a_b'])
    """
    names = [outlet_name(str(group)) for group in groups]
    times = Counter(outlet_name(group) for group in {str(group) for group in groups})
    return [
        str(group) if times[name] > 1 else name for group, name in zip(groups, names, strict=True)
    ]


def row_labels(
    names: Sequence[str], notes: Sequence[str], inches: float, *, share: float = 0.4
) -> list[str]:
    """Names with a note behind them, such as ``(n = 8)``, on as many lines as they need.

    Parameters
    ----------
    names, notes : sequence of str
    inches : float
        Width of the whole figure.
    share : float
        Part of it that labels may take.

    Examples
    --------
    >>> row_labels(["Meridian"], ["(n = 8)"], 5.2)
    ['Meridian  (n = 8)']
    >>> row_labels(["The Northern Observer and Gazette"], ["(n = 8)"], 3.5)
    ['The Northern Observer\\nand Gazette  (n = 8)']
    """
    room = max(int(share * inches / CHARACTER), 12)
    labels = []
    for name, note in zip(names, notes, strict=True):
        lines = textwrap.wrap(name, room) or [""]
        if len(lines[-1]) + len(note) + 2 <= room + 6 and note:
            lines[-1] += f"  {note}"
        elif note:
            lines.append(note)
        labels.append("\n".join(lines))
    return labels


def pair_labels(first: Sequence[str], sign: str, second: Sequence[str], inches: float) -> list[str]:
    """Names of two groups with a sign between them, broken behind the sign where they are long.

    Examples
    --------
    >>> pair_labels(["Kestria Today"], "-", ["Open Kestria"], 7.0)
    ['Kestria Today - Open Kestria']
    >>> pair_labels(["Kestria Today"], "-", ["Open Kestria"], 3.5)
    ['Kestria Today -\\nOpen Kestria']
    """
    room = max(int(0.4 * inches / CHARACTER), 12)
    labels = []
    for a, b in zip(first, second, strict=True):
        whole = f"{a} {sign} {b}"
        parts = [whole] if len(whole) <= room + 4 else [f"{a} {sign}", b]
        labels.append("\n".join(textwrap.fill(part, room + 4) for part in parts))
    return labels


def balanced(text: str, per_line: int) -> str:
    """Text on as few lines as the width allows, the lines of about equal length.

    Examples
    --------
    >>> balanced("one two three four", 14)
    'one two\\nthree four'
    """
    lines = textwrap.wrap(text, per_line, break_long_words=False)
    for narrower in range(per_line - 1, 0, -1):
        tried = textwrap.wrap(text, narrower, break_long_words=False)
        if len(tried) > len(lines) or max(map(len, tried)) > narrower:
            break
        lines = tried
    return "\n".join(lines)


def most_lines(labels: Sequence[str]) -> int:
    """Lines of the label that has the most.

    Examples
    --------
    >>> most_lines(["a", "b\\nc"])
    2
    """
    return max((label.count("\n") + 1 for label in labels), default=1)


def row_height(labels: Sequence[str], least: float = 0.26) -> float:
    """Inches that a row needs so that the tallest label keeps clear of its neighbours."""
    return max(least, LINE * most_lines(labels) + 0.11)


def fit_titles(ax: Axes) -> None:
    """Wrap the title and the labels of both axes where they reach out of their room.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> figure, ax = plt.subplots(figsize=(3, 2))
    >>> text = ax.set_title("A title that is much too long for so small a figure", loc="left")
    >>> fit_titles(ax)
    >>> text.get_text().count("\\n") > 0
    True
    >>> plt.close(figure)
    """
    from matplotlib.text import Text

    own = [c for c in ax.get_children() if isinstance(c, Text) and c not in ax.texts]
    fit_text(ax, *own, ax.xaxis.label)
    fit_height(ax, ax.yaxis.label)


def fit_text(ax: Axes, *texts: Text, inside: bool = False) -> None:
    """Wrap titles and axis labels that reach out of the figure (or their part of it).

    With ``inside`` the axes themselves are the limit at the right, where other text stands.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> figure, ax = plt.subplots(figsize=(2, 2))
    >>> title = ax.set_title("A title that is far too long for a narrow figure like this one")
    >>> fit_text(ax, title)
    >>> title.get_text().count("\\n") > 0
    True
    >>> plt.close(figure)
    """
    figure: Any = ax.figure
    alone = is_alone(ax)
    for _ in range(3):
        figure.canvas.figure.draw_without_rendering()
        left, right = figure.bbox.x0, figure.bbox.x1
        if not alone:
            box = ax.get_tightbbox()
            left, right = (box.x0, ax.bbox.x1) if box is not None else (left, right)
        right = min(right, ax.bbox.x1) if inside else right
        wrapped = False
        for text in texts:
            box = text.get_window_extent()
            over = max(box.x1 - right, left - box.x0)
            if over <= 0.5 or not text.get_text():
                continue
            centred = text.get_horizontalalignment() == "center"
            room = box.width - (2 * over if centred else over)
            whole = " ".join(text.get_text().split())
            longest = max(len(line) for line in text.get_text().split("\n"))
            text.set_text(balanced(whole, max(int(longest * room / box.width) - 1, 10)))
            wrapped = True
        if not wrapped:
            return


def fit_height(ax: Axes, *labels: Text) -> None:
    """Wrap labels of the y axis that are taller than the axes they stand beside."""
    figure: Any = ax.figure
    figure.canvas.figure.draw_without_rendering()
    for label in labels:
        box, room = label.get_window_extent(), 1.05 * ax.bbox.height
        if box.height > room:
            lines = label.get_text().split("\n")
            per_line = max(int(max(map(len, lines)) * room / box.height), 10)
            label.set_text("\n".join(balanced(line, per_line) for line in lines))


def spread(
    positions: Sequence[float], sizes: Sequence[float], *, low: float, high: float
) -> list[float]:
    """Positions of labels moved as little as possible until none overlaps, order kept.

    The least-squares answer: what is too close is merged into a block around its own mean, and
    blocks are pushed inside the limits.

    Parameters
    ----------
    positions : sequence of float
        Where the labels should stand (their middles).
    sizes : sequence of float
        How tall they are, in the same unit; they must fit between the limits.
    low, high : float

    Returns
    -------
    list of float

    Examples
    --------
    >>> spread([0.0, 0.1, 5.0], [1.0, 1.0, 1.0], low=-9, high=9)
    [-0.45, 0.55, 5.0]
    >>> spread([0.0, 0.1], [1.0, 1.0], low=0, high=9)
    [0.5, 1.5]
    """
    order = sorted(range(len(positions)), key=lambda i: positions[i])
    offsets, edge = [], 0.0
    for i in order:
        offsets.append(edge + sizes[i] / 2)
        edge += sizes[i]
    blocks: list[list[float]] = []  # sum of (position - offset), number of labels
    for i, offset in zip(order, offsets, strict=True):
        blocks.append([positions[i] - offset, 1])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] > blocks[-1][0] / blocks[-1][1]:
            total, size = blocks.pop()
            blocks[-1] = [blocks[-1][0] + total, blocks[-1][1] + size]
    starts = [total / size for total, size in blocks for _ in range(int(size))]
    placed = [0.0] * len(positions)
    for i, offset, start in zip(order, offsets, starts, strict=True):
        placed[i] = round(max(low, min(start, high - edge)) + offset, 9)
    return placed
