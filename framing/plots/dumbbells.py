"""Dumbbells: two measures in each outlet, and how far apart they are.

The distance between two points of one outlet is free of house style: a paper that writes "claimed"
for everybody has two points far to the right, but close together. A grey band joins the points, so
that the eye compares lengths; the first point is a filled circle, the second a hollow square. On
figures of 5 inches and more, the difference and its interval are printed beside each row.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from framing.plots.captions import (
    interval_words,
    is_significant,
    missing_words,
    no_interval_words,
    p_words,
    range_words,
)
from framing.plots.dots import (
    axes_for_rows,
    fit_rows,
    legend_below,
    name_rows,
    parity_line,
    put_point,
)
from framing.plots.fitting import fit_text, row_labels, unique_names, width_of
from framing.plots.labels import axis_label, is_percent, title_of
from framing.plots.pairs import MAKER, Pair, read_pair
from framing.plots.saving import Drawn, leave
from framing.plots.style import PALETTE, WIDTHS, styled
from framing.types import STANCES

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

VOICES = ("own", "attributed", "quoted")
BAND = "#D9D9D9"
APART = 0.14  # rows between the two points and the middle of their row
PRINTED_FROM = 5.0  # inches


def draw_sides(
    result: pd.DataFrame,
    feature: str | None = None,
    *,
    width: float = WIDTHS["page"],
    ax: Axes | None = None,
) -> Axes:
    """Shares of distancing cues for the sources of two sides, by outlet.

    Parameters
    ----------
    result : DataFrame
        What `framing.outlets.differential_attribution` returned.
    feature : str, optional
        The difference, needed where the table has several.
    width : float
        Inches; used for a new figure.
    ax : Axes, optional

    Returns
    -------
    Axes
        Outlets sorted by the difference, first side minus second, largest on top.

    Raises
    ------
    ValueError
        If the table is of another kind or nothing is left to draw.

    Examples
    --------
    >>> import pandas as pd
    >>> from framing.outlets import compare_measures
    >>> table = pd.DataFrame({"outlet": ["a", "b"] * 4, "event": list("11223344"),
    ...     "n_west": [4] * 8, "n_west_distancing": [3, 1] * 4,
    ...     "n_east": [4] * 8, "n_east_distancing": [1, 1] * 4})
    >>> got = compare_measures(table, "share_west_distancing", "share_east_distancing")
    >>> ax = draw_sides(got)
    >>> ax.get_title(loc="left"), [text.get_text() for text in ax.get_legend().get_texts()]
    ('Distancing cues, by side of the source', ['West', 'East'])
    """
    pair = read_pair(result, feature)
    first, second, stances = _sides(pair)
    words = stances.replace("_or_", " or ").replace("_", " ")
    return _dumbbells(
        pair,
        names=(first, second),
        title=f"{words.capitalize()} cues, by side of the source",
        x_label=f"Share of the side's attributions with {words} cues (%)",
        function="draw_sides",
        width=width,
        ax=ax,
    )


def draw_voice_gap(
    result: pd.DataFrame,
    feature: str | None = None,
    *,
    width: float = WIDTHS["page"],
    ax: Axes | None = None,
) -> Axes:
    """A measure in the outlet's own voice and in the voice it gives to others, by outlet.

    Parameters
    ----------
    result : DataFrame
        What `framing.outlets.compare_measures` returned for a measure in two voices, such as
        ``"mean_sentiment_own"`` and ``"mean_sentiment_attributed"``, or
        ``"share_voice_own_loaded"`` and ``"share_voice_attributed_loaded"``.
    feature : str, optional
        The difference, needed where the table has several.
    width : float
    ax : Axes, optional

    Returns
    -------
    Axes
        Outlets sorted by the gap, largest on top.

    Raises
    ------
    ValueError
        If the two measures are not one measure in two voices.

    Examples
    --------
    >>> import pandas as pd
    >>> from framing.outlets import compare_measures
    >>> table = pd.DataFrame({"outlet": ["a", "b"] * 4, "event": list("11223344"),
    ...     "n_sentiment_own": [4] * 8, "sum_sentiment_own": [1, -1] * 4,
    ...     "n_sentiment_attributed": [4] * 8, "sum_sentiment_attributed": [-1, -1] * 4})
    >>> got = compare_measures(table, "mean_sentiment_own", "mean_sentiment_attributed")
    >>> draw_voice_gap(got).get_title(loc="left")
    'Sentiment, by voice'
    """
    pair = read_pair(result, feature)
    first, second, what = _voices(pair)
    return _dumbbells(
        pair,
        names=(f"{first} voice".capitalize(), f"{second} voice".capitalize()),
        title=f"{what}, by voice",
        x_label=_voice_axis(pair.first),
        function="draw_voice_gap",
        width=width,
        ax=ax,
    )


def _dumbbells(
    pair: Pair,
    *,
    names: tuple[str, str],
    title: str,
    x_label: str,
    function: str,
    width: float,
    ax: Axes | None,
) -> Axes:
    rows = pair.rows
    percent = is_percent(pair.first)
    factor = 100.0 if percent else 1.0
    inches = width_of(ax, width)
    labels = row_labels(
        unique_names(list(rows["outlet"])), [f"(n = {n})" for n in rows["n"]], inches
    )
    with styled():
        ax = axes_for_rows(labels, width, ax, extra=1.2)
        name_rows(ax, labels)
        ax.use_sticky_edges = False
        for y, row in enumerate(rows.to_dict("records")):
            left, right = sorted((factor * row["first"], factor * row["second"]))
            ax.barh(y, right - left, left=left, height=2 * APART, color=BAND, zorder=0.5)
            for column, place, colour, marker, filled, name in (
                ("first", y + APART, PALETTE[0], "o", True, names[0]),
                ("second", y - APART, PALETTE[1], "s", False, names[1]),
            ):
                put_point(
                    ax,
                    place,
                    row[column],
                    (row[f"{column}_low"], row[f"{column}_high"]),
                    factor=factor,
                    colour=colour,
                    marker=marker,
                    filled=filled,
                    label=name if y == 0 else None,
                )
        if percent:
            ax.set_xlim(left=min(0.0, ax.get_xlim()[0]))
        elif ax.get_xlim()[0] < 0 < ax.get_xlim()[1]:
            parity_line(ax, 0.0)
        if inches >= PRINTED_FROM:
            _print_differences(ax, pair, factor, percent)
        fit_text(ax, ax.set_title(title), inside=inches >= PRINTED_FROM)
        fit_text(ax, ax.set_xlabel(x_label))
        legend_below(ax)
        fit_rows(ax)
    numbers = rows.iloc[::-1].reset_index(drop=True)
    caption = (
        f"{title}, by outlet. {x_label}; points: estimates pooled over all articles; lines: "
        f"{interval_words(rows)}. Sorted by the difference, {names[0].lower()} minus "
        f"{names[1].lower()}"
        + (
            f"; printed: the difference with its interval, bold where {p_words(pair.threshold)}"
            if inches >= PRINTED_FROM
            else ""
        )
        + f". n: articles with a value of either; events: {range_words(rows['n_clusters'])}."
        + no_interval_words(rows["first_low"], rows["second_low"])
        + missing_words(pair.lost, "both values")
    )
    signature = {
        "function": f"framing.plots.{function}",
        "first": pair.first,
        "second": pair.second,
        "estimand": "pooled",
    }
    return leave(ax, Drawn(numbers, caption, signature))


def _print_differences(ax: Axes, pair: Pair, factor: float, percent: bool) -> None:
    """The difference of each row with its interval, in a column at the right."""
    across = ax.get_yaxis_transform()
    rows = pair.rows.to_dict("records")
    largest = max(abs(factor * row["difference"]) for row in rows)
    digits = 1 if largest == 0 else min(max(1 - math.floor(math.log10(largest)), 0), 4)
    for y, row in enumerate(rows):
        bold = is_significant(row["p_adjusted"], pair.threshold)
        ax.text(
            1.03,
            y,
            _with_interval(row, factor, digits),
            transform=across,
            va="center",
            fontsize=7.5,
            fontweight="bold" if bold else "normal",
        )
    ax.text(
        1.03,
        len(rows) - 0.45,
        "Difference" + (" (points)" if percent else ""),
        transform=across,
        va="bottom",
        fontsize=7.5,
    )


def _with_interval(row: dict[Any, Any], factor: float, digits: int) -> str:
    def signed(value: float) -> str:
        rounded = round(factor * value, digits)
        return f"{rounded:+.{digits}f}".replace("-", "\u2212") if rounded else "0"

    text = signed(row["difference"])
    low, high = row["difference_low"], row["difference_high"]
    return text if low != low else f"{text}  [{signed(low)}, {signed(high)}]"


def _sides(pair: Pair) -> tuple[str, str, str]:
    """Names of the two sides and the stances, from ``share_<side>_<stances>``."""
    heads = []
    words = pair.first.split("_")
    for cut in range(2, len(words)):
        tail = "_".join(words[cut:])
        if all(part in STANCES for part in tail.split("_or_")):
            ending = f"_{tail}"
            if pair.first.startswith("share_") and pair.second.endswith(ending):
                heads = [
                    m.removeprefix("share_").removesuffix(ending) for m in (pair.first, pair.second)
                ]
            break
    if not heads:
        raise ValueError(
            f"{pair.first!r} and {pair.second!r} are not shares of a stance on two sides; pass "
            f"what framing.outlets.differential_attribution returned"
        )
    first, second = (head.replace("_", " ").capitalize() for head in heads)
    return first, second, tail


def _voices(pair: Pair) -> tuple[str, str, str]:
    """Names of the two voices and of what is measured in them."""
    parts = [name.split("_") for name in (pair.first, pair.second)]
    if len(parts[0]) == len(parts[1]):
        apart = [i for i, (a, b) in enumerate(zip(*parts, strict=True)) if a != b]
        if len(apart) == 1 and all(words[apart[0]] in VOICES for words in parts):
            i = apart[0]
            rest = [w for k, w in enumerate(parts[0]) if k != i and not (k == 1 and w == "voice")]
            return parts[0][i], parts[1][i], title_of("_".join(rest))
    raise ValueError(
        f"{pair.first!r} and {pair.second!r} are not one measure in two voices "
        f"({', '.join(VOICES)}); pass what {MAKER} returned for such measures"
    )


def _voice_axis(measure: str) -> str:
    if measure.startswith("share_voice_"):
        return "Share of the words of the voice (%)"
    if measure.startswith("mean_sentiment"):
        return "Mean sentiment (\u22121 negative, +1 positive)"
    return axis_label(measure)
