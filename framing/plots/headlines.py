"""Headline against body: one line per outlet, from what its headlines do to what its articles do.

Headlines are read by everybody and written by somebody else. A line that falls says that the body
is tamer than what stands above it. Lines whose difference is significant are drawn in colour, with
filled points; the others are grey with hollow points, so that many outlets do not make a tangle.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from framing.plots.captions import (
    interval_words,
    is_significant,
    missing_words,
    no_interval_words,
    p_words,
    range_words,
)
from framing.plots.fitting import (
    CHARACTER,
    LINE,
    fit_height,
    fit_text,
    spread,
    unique_names,
    width_of,
)
from framing.plots.labels import axis_label, is_percent, title_of
from framing.plots.pairs import Pair, read_pair
from framing.plots.saving import Drawn, leave
from framing.plots.style import GREY, PALETTE, WIDTHS, dress, new_axes, styled

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

PLACES = ("title", "body")
DODGE = 0.16  # of the distance between headline and body, over which the intervals are spread
SMALLEST = 5.5  # points; smaller type is not read


def draw_headlines(
    result: pd.DataFrame,
    feature: str | None = None,
    *,
    width: float = WIDTHS["wide"],
    ax: Axes | None = None,
) -> Axes:
    """A share in headlines and in bodies, one line per outlet.

    Parameters
    ----------
    result : DataFrame
        What `framing.outlets.compare_measures` returned for two measures of the table that
        `framing.outlets.measure_headlines` makes, such as ``"share_title_stance_distancing"`` and
        ``"share_body_stance_distancing"``.
    feature : str, optional
        The difference, needed where the table has several.
    width : float
        Inches; used for a new figure.
    ax : Axes, optional

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If the two measures are not one measure of headline and body.

    Examples
    --------
    >>> import pandas as pd
    >>> from framing.outlets import compare_measures
    >>> table = pd.DataFrame({"outlet": ["a", "b"] * 4, "event": list("11223344"),
    ...     "n_title_stance": [4] * 8, "n_title_stance_attack": [3, 1] * 4,
    ...     "n_body_stance": [4] * 8, "n_body_stance_attack": [1, 1] * 4})
    >>> got = compare_measures(table, "share_title_stance_attack", "share_body_stance_attack")
    >>> ax = draw_headlines(got)
    >>> [label.get_text() for label in ax.get_xticklabels()]
    ['Headline', 'Body']
    """
    pair = read_pair(result, feature)
    measure = _of_headline(pair)
    flipped = "_body_" in pair.first
    factor = 100.0 if is_percent(measure) else 1.0
    ends = ("second", "first") if flipped else ("first", "second")
    rows = pair.rows.sort_values([ends[1], "outlet"], kind="stable", ignore_index=True)
    inches = width_of(ax, width)
    room = max(int(0.3 * inches / CHARACTER), 12)
    labels = [
        textwrap.fill(f"{name} (n\u00a0=\u00a0{n})", room)
        for name, n in zip(unique_names(list(rows["outlet"])), rows["n"], strict=True)
    ]
    lines = sum(label.count("\n") + 1 for label in labels)
    with styled():
        if ax is None:
            ax = new_axes(width, max(2.9, 0.8 + 1.1 * LINE * lines))
        dress(ax)
        _draw_lines(ax, rows, ends, factor, pair.threshold)
        ax.set_xticks([0, 1], ["Headline", "Body"])
        ax.set_xlim(-0.25, 1.25)
        ax.tick_params(axis="x", length=0)
        ax.grid(axis="y", color="#e6e6e6", linewidth=0.6)
        ax.set_axisbelow(True)
        if is_percent(measure):
            ax.set_ylim(bottom=min(0.0, ax.get_ylim()[0]))
        title = ax.set_title(f"{title_of(measure)}: headline and body")
        y_label = ax.set_ylabel(axis_label(measure))
        fit_text(ax, title)
        fit_height(ax, y_label)
        _name_ends(ax, labels, [factor * v for v in rows[ends[1]]])
    caption = (
        f"{title_of(measure)}: headline and body, by outlet. {axis_label(measure)}; points: "
        f"estimates pooled over all articles; vertical lines: {interval_words(rows)}. Blue with "
        f"filled points: headline and body differ ({p_words(pair.threshold)}). n: articles with a "
        f"value of either; events: {range_words(rows['n_clusters'])}."
        + no_interval_words(rows["first_low"], rows["second_low"])
        + missing_words(pair.lost, "both values")
    )
    signature = {
        "function": "framing.plots.draw_headlines",
        "first": pair.first,
        "second": pair.second,
        "estimand": "pooled",
    }
    return leave(ax, Drawn(rows.iloc[::-1].reset_index(drop=True), caption, signature))


def _of_headline(pair: Pair) -> str:
    """The measure without its place, if the two are that of headline and body."""
    plain = []
    for name in (pair.first, pair.second):
        kind, _, rest = name.partition("_")
        place, _, measure = rest.partition("_")
        plain.append((place, f"{kind}_{measure}"))
    if {place for place, _ in plain} != set(PLACES) or plain[0][1] != plain[1][1]:
        raise ValueError(
            f"{pair.first!r} and {pair.second!r} are not one measure of title and body; compare "
            f"for example 'share_title_stance_distancing' with 'share_body_stance_distancing' in "
            f"the table of framing.outlets.measure_headlines"
        )
    return plain[0][1]


def _draw_lines(
    ax: Axes, rows: pd.DataFrame, ends: tuple[str, str], factor: float, threshold: float
) -> None:
    step = DODGE / max(len(rows), 2)
    for rank, row in enumerate(rows.to_dict("records")):
        marked = is_significant(row["p_adjusted"], threshold)
        colour = PALETTE[0] if marked else GREY
        shift = (rank - (len(rows) - 1) / 2) * step
        xs, ys = [shift, 1 + shift], [factor * row[end] for end in ends]
        for x, end in zip(xs, ends, strict=True):
            low, high = row[f"{end}_low"], row[f"{end}_high"]
            if low == low:
                ax.plot([x, x], [factor * low, factor * high], color=colour, linewidth=0.8)
        ax.plot(
            xs,
            ys,
            color=colour,
            marker="o",
            markersize=5,
            linewidth=1.8 if marked else 1.0,
            markerfacecolor=colour if marked else "white",
            markeredgecolor=colour,
            zorder=3 if marked else 2,
        )


def _name_ends(ax: Axes, labels: list[str], ends: list[float]) -> None:
    """Names at the right, moved apart where lines end close together, tied by thin lines."""
    figure: Any = ax.figure
    figure.canvas.figure.draw_without_rendering()
    low, high = ax.get_ylim()
    inches = ax.bbox.height / figure.dpi
    sizes = [(1.05 * LINE * (label.count("\n") + 1)) / inches for label in labels]
    shrink = min(1.0, 1 / sum(sizes))
    if 7.5 * shrink < SMALLEST:
        raise ValueError(
            f"the names of {len(labels)} outlets cannot be read on {inches:.1f} inches; draw fewer "
            f"or give taller axes"
        )
    places = spread(
        [(end - low) / (high - low) for end in ends],
        [shrink * size for size in sizes],
        low=0.0,
        high=1.0,
    )
    ax.set_ylim(low, high)
    for label, end, place in zip(labels, ends, places, strict=True):
        y = low + place * (high - low)
        ax.plot([1.11, 1.22], [end, y], color=GREY, linewidth=0.5, clip_on=False)
        ax.text(1.25, y, label, va="center", ha="left", fontsize=7.5 * shrink, linespacing=1.1)
