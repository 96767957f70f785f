"""How figures look: widths of a journal's columns, fonts, colours that survive grey print.

The palette is Okabe and Ito's (2008), safe for the colour-blind; every colour comes with a marker
or a hatch, so that nothing depends on colour alone. Styles are applied inside a context, never to
matplotlib's global settings, and everything that could change between two runs (dates, random ids
in SVG) is fixed, so that the same table gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PALETTE = (
    "#0072B2",
    "#D55E00",
    "#009E73",
    "#E69F00",
    "#56B4E9",
    "#CC79A7",
    "#F0E442",
    "#000000",
)
HATCHES = ("", "////", "....", "\\\\\\\\", "xxxx", "----", "++++", "oooo", "||||", "**")
MARKERS = ("o", "s", "D", "^", "v", "P", "X", "*")
WIDTHS = {"column": 3.5, "wide": 5.2, "page": 7.0}
GREY = "#767676"
STYLE: dict[str, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 8,
    "axes.titlesize": 9,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.labelsize": 8,
    "xtick.labelsize": 8,
    "ytick.labelsize": 8,
    "legend.fontsize": 7.5,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.linewidth": 0.6,
    "hatch.linewidth": 0.5,
    "pdf.fonttype": 42,
    "ps.fonttype": 42,
    "svg.fonttype": "none",
    "svg.hashsalt": "framing",
    "savefig.dpi": 300,
    "figure.dpi": 110,
}


def new_axes(width: float, height: float) -> Axes:
    """Axes of a new figure of this size in inches, laid out so that no label is cut off.

    Raises
    ------
    ValueError
        If the width is not between 2 and 7.5 in, what a printed page holds.
    """
    import matplotlib.pyplot as plt

    if not 2 <= width <= 7.5:
        raise ValueError(
            f"width must lie between 2 and 7.5 inches, given {width}; one column is "
            f"{WIDTHS['column']}, a page {WIDTHS['page']}"
        )
    _, ax = plt.subplots(figsize=(width, min(height, 8.75)), layout="constrained")
    return ax


def figure_of(ax: Axes) -> Figure:
    """The whole figure that axes stand in, also where they stand in a part of it.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> whole = plt.figure()
    >>> figure_of(whole.subfigures(1, 2)[0].subplots()) is whole
    True
    """
    figure: Any = ax.figure
    whole: Figure = figure.figure
    return whole


def inches_of(ax: Axes) -> tuple[float, float]:
    """Width and height that axes have now."""
    box, dpi = ax.get_window_extent(), figure_of(ax).dpi
    return box.width / dpi, box.height / dpi


def dress(ax: Axes) -> None:
    """Give axes that were made elsewhere the type sizes and the open frame of the house.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> figure, ax = plt.subplots()
    >>> dress(ax)
    >>> ax.spines["top"].get_visible(), ax.xaxis.label.get_size()
    (False, 8.0)
    >>> plt.close(figure)
    """
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    for spine in ax.spines.values():
        spine.set_linewidth(STYLE["axes.linewidth"])
    for axis in (ax.xaxis, ax.yaxis):
        axis.label.set_fontsize(STYLE["axes.labelsize"])
        axis.set_tick_params(labelsize=STYLE["xtick.labelsize"])


@contextmanager
def styled() -> Iterator[None]:
    """Context in which figures are drawn and saved in the style of the house.

    Only the settings of the style are put back afterwards: the first figure of a session may
    also choose the backend and make it interactive, which must stay, or a notebook shows no second
    figure.

    Examples
    --------
    >>> import matplotlib
    >>> before = matplotlib.rcParams["font.size"]
    >>> with styled():
    ...     inside = matplotlib.rcParams["font.size"]
    >>> inside == 8, matplotlib.rcParams["font.size"] == before
    (True, True)
    """
    import matplotlib as mpl

    settings: Any = mpl.rcParams
    before = {name: settings[name] for name in STYLE}
    settings.update(STYLE)
    try:
        yield
    finally:
        settings.update(before)


def text_on(colour: str) -> str:
    """Black or white, whichever reads better on this colour (WCAG luminance).

    Examples
    --------
    >>> text_on("#F0E442"), text_on("#0072B2")
    ('black', 'white')
    """
    from matplotlib.colors import to_rgb

    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "black" if luminance > 0.18 else "white"
