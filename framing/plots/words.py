"""Which words mark an outlet: how often a word is used against how far it leans.

A list of words hides that the same score may come from a word used three times and one used three
thousand times. Here every word is a point: to the right what is used often, up what the outlet uses
more. Only words that pass the test by whole articles, for the list as a whole, are filled; a high
grey point is what a test of single words would have taken for a finding.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from framing.plots.checking import choose, need_columns
from framing.plots.fitting import fit_titles
from framing.plots.labels import outlet_name
from framing.plots.placing import Label, place_labels
from framing.plots.saving import Drawn, leave
from framing.plots.style import GREY, MARKERS, PALETTE, WIDTHS, new_axes, styled

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

NEEDED = ("group_a", "group_b", "term", "n_a", "n_b", "z", "p_adjusted", "total_a", "total_b")
FAINT = "#A6A6A6"


def draw_words(
    table: pd.DataFrame,
    group: str | None = None,
    *,
    top: int = 10,
    width: float = WIDTHS["wide"],
    ax: Axes | None = None,
) -> Axes:
    """Log-odds of words against their frequency; filled where the difference is significant.

    Parameters
    ----------
    table : DataFrame
        What `framing.outlets.compare_words` returned.
    group : str, optional
        The outlet shown; needed where the table has several.
    top : int
        How many terms are labelled on each side, those with the largest z, significant ones first.
    width : float
        Inches; used for a new figure.
    ax : Axes, optional
        Give it its final size first: labels are placed for the size it has.

    Returns
    -------
    Axes
        The numbers have a column ``labelled``.

    Raises
    ------
    ValueError
        For another table, or if a choice of group is needed.

    Examples
    --------
    >>> from framing.articles import Corpus
    >>> from framing.notes import annotate
    >>> from framing.outlets import compare_words
    >>> from framing.types import Article
    >>> corpus = Corpus.from_articles(
    ...     [Article(id=f"{o}{i}", outlet=o, text=f"The {w} spoke.")
    ...      for o, w in (("a", "regime"), ("b", "government")) for i in range(5)])
    >>> ax = draw_words(compare_words(annotate(corpus, method="rules"), draws=99), "a")
    >>> ax.get_ylabel()
    'z of log-odds (above 0: used more by A)'
    """
    need_columns(table, NEEDED, maker="framing.outlets.compare_words")
    if top < 1:
        raise ValueError(f"top must be at least 1, given {top}")
    name = choose(group, list(dict.fromkeys(table["group_a"])), name="group")
    rows = table[(table["group_a"] == name) & table["z"].notna()].copy()
    rows["uses"] = rows["n_a"] + rows["n_b"]
    rows = rows[rows["uses"] > 0]
    if rows.empty:
        raise ValueError(f"no term of {name!r} has a z; there is nothing to draw")
    significant = (rows["p_adjusted"] < 0.05).to_numpy()
    order = np.lexsort((rows["term"], -rows["z"].abs(), ~significant))
    ups = [i for i in order if rows["z"].iloc[i] > 0][:top]
    downs = [i for i in order if rows["z"].iloc[i] < 0][:top]
    wanted = sorted([*ups, *downs], key=list(order).index)
    with styled():
        if ax is None:
            ax = new_axes(width, min(0.8 * width, 4.6))
        _points(ax, rows, significant)
        _frame(ax, rows, str(name))
        fit_titles(ax)
        labels = [
            Label(
                float(rows["uses"].iloc[i]),
                float(rows["z"].iloc[i]),
                str(rows["term"].iloc[i]),
                "black" if significant[i] else GREY,
            )
            for i in wanted
        ]
        lost = place_labels(ax, labels, points=rows[["uses", "z"]].to_numpy(dtype=float))
        rows["labelled"] = rows["term"].isin(set(rows["term"].iloc[wanted]) - set(lost))
        named = rows["labelled"].to_numpy() & ~significant
        ax.plot(
            rows["uses"][named],
            rows["z"][named],
            linestyle="none",
            marker="o",
            markersize=2.6,
            color="#555555",
            markeredgewidth=0,
            zorder=2,
        )
    signature = {"function": "framing.plots.draw_words", "group": str(name), "top": top}
    return leave(ax, Drawn(rows, _caption(rows, significant, lost), signature))


def _points(ax: Axes, rows: pd.DataFrame, significant: np.ndarray) -> None:
    ax.axhline(0, color=GREY, linewidth=0.8, linestyle=(0, (4, 3)), zorder=0)
    up = (rows["z"] > 0).to_numpy()
    kinds = (
        (~significant, "o", 1.8, FAINT, "not significant"),
        (significant & up, MARKERS[0], 4.5, PALETTE[0], "used more"),
        (significant & ~up, MARKERS[1], 4.2, PALETTE[1], "used less"),
    )
    for chosen, marker, size, colour, label in kinds:
        if chosen.any():
            ax.plot(
                rows["uses"][chosen],
                rows["z"][chosen],
                linestyle="none",
                marker=marker,
                markersize=size,
                color=colour,
                markeredgewidth=0,
                label=label,
                zorder=1 if colour == FAINT else 3,
            )


def _frame(ax: Axes, rows: pd.DataFrame, name: str) -> None:
    from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

    ax.set_xscale("log")
    most, least = rows["uses"].max(), rows["uses"].min()
    ax.set_xlim(least / 1.35, most * 1.6)
    reach = rows["z"].abs().max() * 1.15 or 1.0
    ax.set_ylim(max(-reach, rows["z"].min() - 0.15 * reach), rows["z"].max() + 0.15 * reach)
    few = most / least < 10
    ax.xaxis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0) if few else (1.0,)))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    ax.xaxis.set_minor_formatter(NullFormatter())
    ax.set_xlabel("Uses in both groups together (logarithmic)")
    ax.set_ylabel(f"z of log-odds (above 0: used more by {outlet_name(name)})")
    other = rows["group_b"].iloc[0]
    against = outlet_name(str(other)) if isinstance(other, str) else "all others"
    ax.set_title(f"Words of {outlet_name(name)} against {against}")


def _caption(rows: pd.DataFrame, significant: np.ndarray, lost: tuple[str, ...]) -> str:
    first = rows.iloc[0]
    other = first["group_b"]
    against = outlet_name(str(other)) if isinstance(other, str) else "all others"
    tested = rows["p_adjusted"].notna().any()
    test = (
        f"Large points: p below .05, adjusted for the whole list ({first['method']}), "
        f"{int(significant.sum())} of {len(rows):,} terms; small grey points: the rest."
        if tested
        else f"Not tested ({first['method']}): no point is filled, and z alone is no finding."
    )
    return (
        f"Words of {outlet_name(str(first['group_a']))} ({first['total_a']} articles) against "
        f"{against} ({first['total_b']} articles): z of the weighted log-odds with an informative "
        f"Dirichlet prior, by number of uses. {test} No intervals are drawn."
        + (f" Without room for a label: {', '.join(lost)}." if lost else "")
    )
