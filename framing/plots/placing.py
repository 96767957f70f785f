"""Labels beside their points that never overlap, in the same place on every run.

Every label tries the places around its point, near ones first, and takes the cheapest: a place that
would lie on another label, cross a line that leads to one, or leave the axes is out of question;
one that covers points costs, most if those have labels. A label far from its point gets a thin
line, and lines never cross. A label for which no place is free is not drawn but handed back, so
that the caption can name it: a picture with fewer labels can be read, one with labels on top of
each other cannot.

No chance and no clock is involved, so the same table gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from framing.plots.style import GREY, figure_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Floats = NDArray[np.float64]
DISTANCES = (4.0, 7.0, 11.0, 16.0, 22.0, 29.0)
ANGLES = 16
LINE_FROM = 8.0
PAD = 1.5
REACH = 3.0


@dataclass(frozen=True, slots=True)
class Label:
    """A text for the point ``(x, y)`` in data coordinates."""

    x: float
    y: float
    text: str
    colour: str = "black"
    weight: str = "normal"


def place_labels(
    ax: Axes, labels: Sequence[Label], *, points: Floats, size: float = 7.5
) -> tuple[str, ...]:
    """Draw labels where they overlap nothing; the first in the list choose first.

    Call it when all else is drawn: the figure is laid out to learn how large the axes are.

    Parameters
    ----------
    ax : Axes
    labels : sequence of Label
    points : ndarray, shape (points, 2)
        Data coordinates that labels had better not cover; those of the labels themselves count
        anyway, and more.
    size : float
        Font size in points.

    Returns
    -------
    tuple of str
        Texts for which no place was free.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> ax = plt.subplots()[1]
    >>> place_labels(ax, [Label(0.5, 0.5, "here")], points=np.array([[0.5, 0.5]]))
    ()
    """
    figure = figure_of(ax)
    figure.draw_without_rendering()
    unit = figure.dpi / 72
    frame = ax.get_window_extent()
    inside = np.array([frame.x0, frame.y0, frame.x1, frame.y1])
    dots = np.asarray(ax.transData.transform(np.asarray(points, dtype=float).reshape(-1, 2)))
    named = np.asarray(ax.transData.transform([(label.x, label.y) for label in labels] or dots))
    boxes: list[Floats] = []
    lines: list[Floats] = []
    lost = []
    for label in labels:
        half = _half_size(ax, label, size) + PAD * unit
        at = np.asarray(ax.transData.transform((label.x, label.y)))
        found = _best(at, half, unit, inside, (boxes, lines, dots, named))
        if found is None:
            lost.append(label.text)
            continue
        centre, distance = found
        far = distance >= LINE_FROM
        _write(ax, label, (centre - at) / unit, size, line=far)
        if far:
            lines.append(_steps(at, _edge(centre, half, at)))
        boxes.append(np.concatenate([centre - half, centre + half]))
    return tuple(lost)


def _half_size(ax: Axes, label: Label, size: float) -> Floats:
    """Half the width and height of the text, in pixels."""
    text = ax.text(label.x, label.y, label.text, fontsize=size, fontweight=label.weight)
    extent = text.get_window_extent()
    text.remove()
    return np.array([extent.width, extent.height]) / 2


def _write(ax: Axes, label: Label, offset: Floats, size: float, *, line: bool) -> None:
    """The text at an offset in points from its point, with a line to it if it lies far off."""
    style = {"arrowstyle": "-", "linewidth": 0.5, "color": GREY, "shrinkA": 0, "shrinkB": 2}
    drawn = ax.annotate(
        label.text,
        (label.x, label.y),
        xytext=(float(offset[0]), float(offset[1])),
        textcoords="offset points",
        ha="center",
        va="center",
        fontsize=size,
        color=label.colour,
        fontweight=label.weight,
        zorder=5,
        arrowprops=style if line else None,
    )
    drawn.set_in_layout(False)


def _best(
    at: Floats,
    half: Floats,
    unit: float,
    inside: Floats,
    taken: tuple[list[Floats], list[Floats], Floats, Floats],
) -> tuple[Floats, float] | None:
    """Centre of the cheapest free place and its distance in points; nothing where none is free."""
    boxes, lines, dots, named = taken
    best: tuple[float, Floats, float] | None = None
    for rank, distance in enumerate(DISTANCES):
        if best is not None and best[0] <= rank:
            break
        for turn in range(ANGLES):
            angle = 2 * np.pi * turn / ANGLES
            way = np.array([np.cos(angle), np.sin(angle)])
            centre = at + way * distance * unit + np.round(way, 6) * half
            box = np.concatenate([centre - half, centre + half])
            if (box[:2] < inside[:2]).any() or (box[2:] > inside[2:]).any():
                continue
            if any(_overlap(box, other) for other in boxes):
                continue
            if any(_inside(line, box).any() for line in lines):
                continue
            if distance >= LINE_FROM:
                line = _steps(at, _edge(centre, half, at))
                if any(_inside(line, other).any() for other in boxes):
                    continue
                if any(_cross(line, other) for other in lines):
                    continue
            wide = box + REACH * unit * np.array([-1, -1, 1, 1])
            covered = min(int(_inside(dots, wide).sum()), 6) + 6 * int(_inside(named, wide).sum())
            cost = rank + 0.5 * covered + 0.2 * (turn % (ANGLES // 4) != 0)
            if best is None or cost < best[0] - 1e-9:
                best = (cost, centre, distance)
    return None if best is None else best[1:]


def _overlap(one: Floats, other: Floats) -> bool:
    return bool((one[:2] < other[2:]).all() and (other[:2] < one[2:]).all())


def _inside(dots: Floats, box: Floats) -> NDArray[np.bool_]:
    return np.asarray(((dots > box[:2]) & (dots < box[2:])).all(axis=1))


def _cross(one: Floats, other: Floats) -> bool:
    """Whether two straight lines cross, unless they start at the same point."""
    a, b, c, d = one[0], one[-1], other[0], other[-1]
    if np.allclose(a, c):
        return False
    return bool(_side(a, b, c) != _side(a, b, d) and _side(c, d, a) != _side(c, d, b))


def _side(a: Floats, b: Floats, c: Floats) -> bool:
    return bool((b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0]))


def _edge(centre: Floats, half: Floats, at: Floats) -> Floats:
    """Where the line from the point reaches the label's box."""
    away = at - centre
    scale = np.max(np.abs(away) / half)
    return np.asarray(centre + away / max(scale, 1.0))


def _steps(start: Floats, end: Floats) -> Floats:
    """Points along a line, close enough that none passes a label unseen."""
    n = max(int(np.hypot(*(end - start)) / 2), 2)
    return np.asarray(start + np.linspace(0, 1, n)[:, None] * (end - start))
