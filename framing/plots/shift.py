"""A word shift: which words make one outlet's average score higher than another's.

Every bar is one word's contribution, and all bars together, with the last one for the words that
are not shown, are the difference of the two averages. A word can push the average up in two ways:
it scores high and is used more, or scores low and is used less. Colour tells the score, hatching
that a word is used less.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from framing.plots.captions import no_interval_words, percent_of
from framing.plots.checking import need_columns
from framing.plots.fitting import fit_titles
from framing.plots.labels import outlet_name
from framing.plots.saving import Drawn, leave
from framing.plots.style import PALETTE, WIDTHS, figure_of, new_axes, styled

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

NEEDED = (
    "group_a",
    "group_b",
    "term",
    "share_a",
    "share_b",
    "contribution",
    "ci_low",
    "ci_high",
    "average_a",
    "average_b",
    "n_a",
    "n_b",
    "level",
)
KINDS = {
    "high score, used more": (PALETTE[0], ""),
    "low score, used less": (PALETTE[3], "/////"),
    "low score, used more": (PALETTE[3], ""),
    "high score, used less": (PALETTE[0], "/////"),
}
REST = "#BDBDBD"


def draw_word_shift(
    table: pd.DataFrame,
    *,
    top: int = 20,
    width: float = WIDTHS["wide"],
    ax: Axes | None = None,
) -> Axes:
    """Contributions of words to the difference of two averages, largest on top.

    Parameters
    ----------
    table : DataFrame
        What `framing.outlets.shift_words` returned.
    top : int
        Words shown, 1 to 40; the others are summed up in one bar.
    width : float
        Inches; used for a new figure.
    ax : Axes, optional

    Returns
    -------
    Axes
        The numbers have a column ``kind``: how the word scores against the average that usage is
        judged by, and whether the first group uses it more.

    Raises
    ------
    ValueError
        For another table, or if no word contributes.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"group_a": "a", "group_b": "b", "term": ["good", "bad"],
    ...     "n_a": [2, 0], "n_b": [1, 1], "share_a": [1.0, 0.0], "share_b": [0.5, 0.5],
    ...     "contribution": [0.5, 0.5], "ci_low": [0.1, 0.2], "ci_high": [0.8, 0.7],
    ...     "average_a": 1.0, "average_b": 0.0, "level": 0.95})
    >>> ax = draw_word_shift(table)
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['bad', 'good']
    """
    need_columns(table, NEEDED, maker="framing.outlets.shift_words")
    if not 1 <= top <= 40:
        raise ValueError(f"top must lie between 1 and 40 (what a page holds), given {top}")
    moved = table[table["contribution"] != 0]
    if moved.empty:
        raise ValueError("no word contributes to the difference; there is nothing to draw")
    shown = moved.head(top).copy()
    shown["kind"] = _kinds(shown)
    rest = moved.iloc[top:]["contribution"]
    left = float(rest.sum())
    first = table.iloc[0]
    a, b = (outlet_name(str(first[g])) for g in ("group_a", "group_b"))
    gap = float(first["average_a"] - first["average_b"])
    with styled():
        if ax is None:
            ax = new_axes(width, 1.35 + 0.175 * (len(shown) + bool(len(rest))))
        _bars(ax, shown, left if len(rest) else None, len(rest))
        ax.set_xlabel(f"Contribution to the average ({a} \u2212 {b})")
        ax.set_title(f"Average score, {a} \u2212 {b}: {_signed(gap)}")
        fit_titles(ax)
        _legend(ax)
    caption = (
        f"Word shift of the average score: {a} {first['average_a']:.3g}, {b} "
        f"{first['average_b']:.3g}, difference {_signed(gap)}, which all bars together make up. "
        f"Bars: contributions of single words, in the units of the scores; lines: "
        f"{percent_of(table)}percentile intervals, events drawn with replacement. n: "
        f"{int(table['n_a'].sum()):,} and {int(table['n_b'].sum()):,} scored words in use."
        + (f" Grey: the other {len(rest):,} words, {_signed(left)} in sum." if len(rest) else "")
        + no_interval_words(shown["ci_low"])
    )
    signature = {"function": "framing.plots.draw_word_shift", "top": top}
    numbers = _numbers(shown, left, len(rest))
    return leave(ax, Drawn(numbers, caption, signature))


def _kinds(rows: pd.DataFrame) -> list[str]:
    """A contribution is (score - reference) x (share_a - share_b), so two signs give the third."""
    more = np.sign(rows["share_a"] - rows["share_b"])
    high = np.sign(rows["contribution"]) * more
    return [
        f"{'high' if h > 0 else 'low'} score, used {'more' if m > 0 else 'less'}"
        for h, m in zip(high, more, strict=True)
    ]


def _bars(ax: Axes, shown: pd.DataFrame, left: float | None, n_rest: int) -> None:
    rows = shown.iloc[::-1]
    start = 0 if left is None else 1
    names = [str(t) for t in rows["term"]]
    if left is not None:
        ax.barh([0], [left], color=REST, height=0.7)
        names = [f"{n_rest:,} other words", *names]
    places = np.arange(start, start + len(rows))
    for kind, (colour, hatch) in KINDS.items():
        chosen = (rows["kind"] == kind).to_numpy()
        if chosen.any():
            ax.barh(
                places[chosen],
                rows["contribution"][chosen],
                color=colour,
                hatch=hatch,
                edgecolor="white",
                linewidth=0,
                height=0.7,
                label=kind,
            )
    for y, (low, high) in zip(places, rows[["ci_low", "ci_high"]].to_numpy(float), strict=True):
        if low == low:
            ax.plot([low, high], [y, y], color="black", linewidth=0.7, solid_capstyle="butt")
    ax.axvline(0, color="black", linewidth=0.6)
    ax.set_yticks(range(len(names)), names, fontsize=7.5)
    ax.set_ylim(-0.6, len(names) - 0.4)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.grid(axis="x", color="#e6e6e6", linewidth=0.6)
    ax.set_axisbelow(True)
    ax.locator_params(axis="x", nbins=6)


def _legend(ax: Axes) -> None:
    """The four kinds, below the label of the axis however many lines that has."""
    from matplotlib.transforms import ScaledTranslation

    scale = figure_of(ax).dpi_scale_trans
    below = 32 + 10 * ax.get_xlabel().count("\n")
    ax.legend(
        loc="upper center",
        bbox_to_anchor=(0.5, 0),
        bbox_transform=ax.transAxes + ScaledTranslation(0, -below / 72, scale),
        ncols=2,
        frameon=False,
        handlelength=1.6,
        columnspacing=1.4,
    )


def _numbers(shown: pd.DataFrame, left: float, n_rest: int) -> pd.DataFrame:
    import pandas as pd

    if not n_rest:
        return shown
    row = {"term": f"({n_rest} other words)", "contribution": left, "kind": "other"}
    return pd.concat([shown, pd.DataFrame([row])], ignore_index=True)


def _signed(value: float) -> str:
    return f"{value:+.3g}".replace("-", "\u2212")
