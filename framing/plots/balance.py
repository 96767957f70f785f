"""Distancing, neutral, endorsing: stances that lean one way or the other, around a middle.

Twelve stance classes in a stacked bar show everything; what a reader asks first is how often an
outlet withholds support from a source ("claimed") and how often it lends some ("pointed out"). Here
neutral cues are centred, distancing ones reach to the left and endorsing ones to the right. The
other classes tell what the source did (deny, demand, attack), not what the outlet thinks of it;
their share is printed at the right and nothing is rescaled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from framing.plots.captions import left_out_words
from framing.plots.dots import axes_for_rows, fit_rows, legend_below, name_rows
from framing.plots.fitting import fit_text, row_labels, unique_names, width_of
from framing.plots.rows import count_classes, long_counts
from framing.plots.saving import Drawn, leave
from framing.plots.style import GREY, PALETTE, WIDTHS, styled

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

SIDES = {
    "distancing": ("distancing",),
    "neutral": ("neutral", "institutional"),
    "endorsing": ("endorsing",),
}
LOOKS = {
    "distancing": (PALETTE[1], "////"),
    "neutral": ("#D9D9D9", ""),
    "endorsing": (PALETTE[0], ""),
}
NUMBER = 0.22  # inches, a number beside a bar
HALF = 0.45  # of the width of a figure, about what its bars get
NEEDED = ("distancing", "endorsing", "neutral")


def draw_stance_balance(
    table: pd.DataFrame,
    *,
    by: str = "outlet",
    width: float = WIDTHS["page"],
    ax: Axes | None = None,
) -> Axes:
    """Distancing and endorsing cues by outlet, around the neutral ones; most distancing on top.

    Parameters
    ----------
    table : DataFrame
        A feature table with ``n_stance_...`` columns; ``institutional`` cues ("announced") count
        as neutral.
    by : str
        Column to group rows by; rows without a value are left out and counted in the caption.
    width : float
        Inches; used for a new figure.
    ax : Axes, optional

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If the table has no such counts, or all are zero.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"outlet": ["a"], "n_stance_neutral": [2], "n_stance_endorsing": [1],
    ...     "n_stance_distancing": [3], "n_stance_denial": [4]})
    >>> ax = draw_stance_balance(table)
    >>> [text.get_text() for text in ax.texts]
    ['30', '20', '10', '40', 'Other (%)']
    """
    counts = count_classes(table, "stance", by)
    lacking = [name for name in NEEDED if name not in counts]
    if lacking:
        raise ValueError(f"the table lacks the counts n_stance_{', n_stance_'.join(lacking)}")
    numbers = _summed(counts, by)
    wide = numbers.pivot(index=by, columns="class", values="share")
    rows = wide.sort_values(["distancing"], kind="stable")
    totals = counts.sum(axis=1)
    labels = row_labels(
        unique_names([str(g) for g in rows.index]),
        [f"(n = {totals[g]})" for g in rows.index],
        width_of(ax, width),
    )
    x_label = "Share of attributions with a classified cue (%)"
    with styled():
        ax = axes_for_rows(labels, width, ax, extra=1.2)
        name_rows(ax, labels)
        ax.grid(visible=False)
        _bars(ax, rows)
        reach = max(abs(x) for x in ax.dataLim.intervalx)
        reach += 2 * reach * NUMBER / (HALF * width_of(ax, width))
        ax.set_xlim(-reach, reach)
        ax.set_xticks([])
        for side in ("left", "bottom"):
            ax.spines[side].set_visible(False)
        for y, other in enumerate(rows["other"]):
            ax.text(1.03, y, f"{100 * other:.0f}", **_at_right(ax), va="center")
        ax.text(1.03, len(rows) - 0.45, "Other (%)", **_at_right(ax), va="bottom")
        fit_text(ax, ax.set_title("Distancing and endorsing cues"), inside=True)
        fit_text(ax, ax.set_xlabel(x_label))
        legend_below(ax)
        fit_rows(ax)
    rest = [str(c).replace("_", " ") for c in counts if c not in sum(SIDES.values(), ())]
    order = list(rows.index)[::-1]
    numbers = numbers.set_index(by).loc[order].reset_index()
    caption = (
        f"Distancing and endorsing cues by {by}, around the neutral ones (neutral and "
        f"institutional). {x_label}: shares of the sum of counts over all articles, without "
        f"intervals (see the comparison table). n: attributions with a classified cue."
        + (f" Other: {', '.join(rest)}." if rest else "")
        + left_out_words(table, by, counts.index)
    )
    signature = {"function": "framing.plots.draw_stance_balance", "by": by}
    return leave(ax, Drawn(numbers, caption, signature))


def _summed(counts: pd.DataFrame, by: str) -> pd.DataFrame:
    """Counts and shares of the three sides and of all others, long."""
    parts = counts.iloc[:, :0].assign(
        **{
            side: counts[[c for c in classes if c in counts]].sum(axis=1)
            for side, classes in SIDES.items()
        }
    )
    return long_counts(parts.assign(other=counts.sum(axis=1) - parts.sum(axis=1)), by)


def _bars(ax: Axes, rows: pd.DataFrame) -> None:
    shares = 100 * rows
    starts = {
        "distancing": -shares["neutral"] / 2 - shares["distancing"],
        "neutral": -shares["neutral"] / 2,
        "endorsing": shares["neutral"] / 2,
    }
    for side, (colour, hatch) in LOOKS.items():
        ax.barh(
            range(len(rows)),
            shares[side],
            left=starts[side],
            color=colour,
            hatch=hatch,
            edgecolor="white",
            linewidth=0.6,
            height=0.72,
            label=side,
        )
    for y in range(len(rows)):
        left, right = starts["distancing"].iloc[y], starts["endorsing"].iloc[y]
        ends = (
            ("distancing", left - 1, "right"),
            ("neutral", 0.0, "center"),
            ("endorsing", right + shares["endorsing"].iloc[y] + 1, "left"),
        )
        for side, x, where in ends:
            ax.text(x, y, f"{shares[side].iloc[y]:.0f}", ha=where, va="center", fontsize=7.5)


def _at_right(ax: Axes) -> dict[str, Any]:
    return {"transform": ax.get_yaxis_transform(), "ha": "left", "fontsize": 7.5, "color": GREY}
