"""Stacked bars: what an outlet's cues or sources are made of, each bar 100%.

With a dozen classes a stacked bar turns into confetti. The classes with the largest shares keep
their colour and hatch, the rest are one grey "other"; nothing is dropped, and the numbers beside
the figure list every class.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from framing.plots.captions import left_out_words
from framing.plots.dots import fit_rows, legend_below, name_rows
from framing.plots.fitting import fit_text, row_height, row_labels, unique_names, width_of
from framing.plots.labels import OF
from framing.plots.rows import count_classes, long_counts
from framing.plots.saving import Drawn, leave
from framing.plots.style import HATCHES, PALETTE, WIDTHS, new_axes, styled, text_on

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

TITLES = {
    "stance": "Stance of the cues",
    "source": "Types of sources",
    "quotation": "How sources are quoted",
    "citation": "What is cited",
}
OTHER = "other"
OTHER_COLOUR = "#BDBDBD"


def draw_bars(
    table: pd.DataFrame,
    measure: str,
    *,
    by: str = "outlet",
    top: int = 6,
    sort_by: str | None = None,
    width: float = WIDTHS["page"],
    ax: Axes | None = None,
) -> Axes:
    """Composition of each outlet's attributions (or citations), as stacked 100% bars.

    Parameters
    ----------
    table : DataFrame
        A feature table with ``n_<measure>_<class>`` columns.
    measure : str
        ``"stance"``, ``"source"``, ``"quotation"``, ``"citation"`` or any counted prefix.
    by : str
        Column to group rows by; rows without a value are left out and counted in the caption.
    top : int
        How many classes keep a colour, 1 to 8; the others are summed up as "other".
    sort_by : str, optional
        Class whose share sorts the bars; default the largest after the first.
    width : float
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
    >>> table = pd.DataFrame({"outlet": ["a", "b"], "n_stance": [4, 4],
    ...     "n_stance_neutral": [3, 1], "n_stance_attack": [1, 3]})
    >>> ax = draw_bars(table, "stance")
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['A  (n = 4)', 'B  (n = 4)']
    """
    if not 1 <= top <= len(PALETTE):
        raise ValueError(f"top must lie between 1 and {len(PALETTE)} (the colours), given {top}")
    counts = count_classes(table, measure, by)
    shares = counts.div(counts.sum(axis=1), axis=0)
    order = list(counts.sum().sort_values(ascending=False, kind="stable").index)
    shown = [c for c in order if counts[c].sum() > 0][:top]
    first = sort_by or (shown[1] if len(shown) > 1 else shown[0])
    if first not in counts:
        raise ValueError(f"sort_by={first!r} is not a class; there are {', '.join(order)}")
    rows = shares.sort_values(first, ascending=True, kind="stable").index
    labels = row_labels(
        unique_names([str(r) for r in rows]),
        [f"(n = {counts.loc[r].sum()})" for r in rows],
        width_of(ax, width),
    )
    with styled():
        if ax is None:
            ax = new_axes(width, 1.25 + row_height(labels, 0.34) * len(rows))
        name_rows(ax, labels)
        ax.grid(visible=False)
        _stack(ax, shares.loc[rows], shown)
        ax.set_xlim(0, 100)
        x_label = ax.set_xlabel(f"Share {OF.get(measure, '')}".strip() + " (%)")
        title = ax.set_title(TITLES.get(measure, measure.capitalize()))
        ax.spines["left"].set_visible(False)
        fit_text(ax, title, x_label)
        legend_below(ax)
        fit_rows(ax)
    there = [c for c in order if counts[c].sum() > 0]
    rest = [c.replace("_", " ") for c in there if c not in shown]
    caption = (
        f"{TITLES.get(measure, measure.capitalize())} by {by}: shares of the sum of counts over "
        f"all articles, without intervals (see the comparison table). n: attributions counted."
        + (f" Other: {', '.join(rest)}." if rest else "")
        + left_out_words(table, by, counts.index)
    )
    numbers = long_counts(counts.loc[list(rows)[::-1]], by)
    signature = {"function": "framing.plots.draw_bars", "measure": measure, "by": by, "top": top}
    return leave(ax, Drawn(numbers, caption, signature))


def draw_stances(table: pd.DataFrame, *, by: str = "outlet", ax: Axes | None = None) -> Axes:
    """Stance of the cues by outlet: `draw_bars` of ``"stance"``, sorted by distancing.

    Parameters
    ----------
    table : DataFrame
        A feature table with ``n_stance_...`` columns.
    by : str
    ax : Axes, optional

    Returns
    -------
    Axes

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"outlet": ["a"], "n_stance_neutral": [3], "n_stance_distancing": [1]})
    >>> draw_stances(table).get_title(loc="left")
    'Stance of the cues'
    """
    return draw_bars(table, "stance", by=by, sort_by="distancing", top=7, ax=ax)


def draw_source_types(table: pd.DataFrame, *, by: str = "outlet", ax: Axes | None = None) -> Axes:
    """Types of sources by outlet: `draw_bars` of ``"source"``, sorted by officials.

    Parameters
    ----------
    table : DataFrame
        A feature table with ``n_source_...`` columns.
    by : str
    ax : Axes, optional

    Returns
    -------
    Axes

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"outlet": ["a"], "n_source_official": [3], "n_source_citizen": [1]})
    >>> draw_source_types(table).get_title(loc="left")
    'Types of sources'
    """
    return draw_bars(table, "source", by=by, sort_by="official", top=7, ax=ax)


def _stack(ax: Axes, shares: pd.DataFrame, shown: list[str]) -> None:
    left = [0.0] * len(shares)
    rest = 1 - shares[shown].sum(axis=1)
    parts = [(c, shares[c], PALETTE[i], HATCHES[i]) for i, c in enumerate(shown)]
    if (rest > 1e-9).any():
        parts.append((OTHER, rest, OTHER_COLOUR, ""))
    for name, values, colour, hatch in parts:
        widths = [100 * v for v in values]
        ax.barh(
            range(len(widths)),
            widths,
            left=left,
            color=colour,
            hatch=hatch,
            edgecolor="white",
            linewidth=0.6,
            height=0.72,
            label=name.replace("_", " "),
        )
        for y, (start, share) in enumerate(zip(left, widths, strict=True)):
            if share >= 7:
                ax.text(
                    start + share / 2,
                    y,
                    f"{share:.0f}",
                    ha="center",
                    va="center",
                    fontsize=7.5,
                    color=text_on(colour),
                    bbox={"facecolor": colour, "edgecolor": "none", "pad": 0.8} if hatch else None,
                )
        left = [a + b for a, b in zip(left, widths, strict=True)]
