"""Paired events: one line per event that two outlets covered, and the differences as a histogram.

Two outlets can differ because they cover different events. Here each event is its own comparison:
the line joins what the two outlets wrote about the same thing, and the histogram shows whether the
differences lie on one side of zero or whether two events make the mean.
"""

from __future__ import annotations

import math
import textwrap
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.grammar import parse_measure, parts_of
from framing.plots.captions import interval_words
from framing.plots.dots import legend_below
from framing.plots.fitting import CHARACTER, LINE, fit_height, fit_text, unique_names, width_of
from framing.plots.labels import axis_label, is_percent, title_of
from framing.plots.rows import pick_rows
from framing.plots.saving import Drawn, leave
from framing.plots.style import GREY, PALETTE, WIDTHS, dress, new_axes, styled

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

RATIOS = (1.0, 0.5)  # widths of lines and histogram
INK = "#000000"


def draw_event_slopes(
    table: pd.DataFrame,
    a: str,
    b: str,
    *,
    feature: str,
    by: str = "outlet",
    result: pd.DataFrame | None = None,
    width: float = WIDTHS["wide"],
    ax: Axes | None = None,
) -> Axes:
    """A measure in two outlets, event by event, with the mean and a histogram of the differences.

    Parameters
    ----------
    table : DataFrame
        A feature table with a column ``event``.
    a, b : str
        The outlets (values of ``by``); differences are a minus b.
    feature : str
        A measure (see `framing.grammar`); articles of one outlet on one event are pooled.
    by : str
    result : DataFrame, optional
        What `framing.compare` returned for this table with ``match="event"``: the interval of the
        mean difference is drawn from it.
    width : float
        Inches; used for a new figure.
    ax : Axes, optional
        The histogram stands beside the lines, in the right part of these axes.

    Returns
    -------
    Axes
        Every event weighs the same in the mean, as in the estimand ``matched`` of `compare`.

    Raises
    ------
    ValueError
        If there are no events, an outlet is not there, no event is covered by both, or ``result``
        belongs to other data.

    Examples
    --------
    >>> import pandas as pd
    >>> from framing.plots import drawn_on
    >>> table = pd.DataFrame({"outlet": ["a", "b"] * 3, "event": list("112233"),
    ...     "n_stance": [10] * 6, "n_stance_distancing": [3, 1, 2, 1, 4, 4]})
    >>> ax = draw_event_slopes(table, "a", "b", feature="share_stance_distancing")
    >>> drawn_on(ax).numbers[["event", "difference"]].round(2).values.tolist()
    [['1', 0.2], ['2', 0.1], ['3', 0.0]]
    """
    events = _by_event(table, feature, a, b, by)
    factor = 100.0 if is_percent(feature) else 1.0
    mean = float(events["difference"].mean())
    interval = None if result is None else _interval(result, feature, a, b, mean)
    names = unique_names([a, b])
    room = max(int(0.27 * width_of(ax, width) / CHARACTER), 8)
    articles = [int(events[f"articles_{end}"].sum()) for end in "ab"]
    labels = [
        textwrap.fill(name, room) + f"\n(n = {n})" for name, n in zip(names, articles, strict=True)
    ]
    with styled():
        if ax is None:
            ax = new_axes(width, 3.1 + LINE * max(label.count("\n") for label in labels))
        dress(ax)
        _lines(ax, events, factor)
        ax.set_xticks([0, 1], labels)
        ax.set_xlim(-0.2, 1.2)
        ax.tick_params(axis="x", length=0)
        ax.grid(axis="y", color="#e6e6e6", linewidth=0.6)
        ax.set_axisbelow(True)
        title = ax.set_title(f"{title_of(feature)}, event by event")
        y_label = ax.set_ylabel(axis_label(feature))
        side = _beside(ax)
        dress(side)
        side_label = _histogram(side, factor * events["difference"], factor, mean, interval)
        unit = "points" if is_percent(feature) else axis_label(feature).lower()
        side_label.set_text(f"Difference, left \u2212 right ({unit})")
        fit_text(ax, title)
        _keep_room(ax, legend_below(ax))
        fit_height(ax, y_label, side_label)
    caption = (
        f"{title_of(feature)} of {names[0]} and {names[1]} on the {len(events)} events that both "
        f"covered. {axis_label(feature)}; each line one event, articles of one outlet on it "
        f"pooled; black: mean over events, each with the same weight, {names[0]} minus "
        f"{names[1]} {factor * mean:+.2f}".replace("-", "\u2212")
        + (
            ", without an interval (see the comparison table)"
            if interval is None
            else f", bar: {interval_words(interval)}"
        )
        + ". Right: histogram of the differences. n: articles on these events."
    )
    signature = {
        "function": "framing.plots.draw_event_slopes",
        "feature": feature,
        "a": a,
        "b": b,
        "by": by,
    }
    return leave(ax, Drawn(events, caption, signature))


def _by_event(table: pd.DataFrame, feature: str, a: str, b: str, by: str) -> pd.DataFrame:
    """Value of each outlet on each common event, largest difference first."""
    import pandas as pd

    for column in (by, "event"):
        if column not in table or table[column].isna().all():
            raise ValueError(
                f"the table needs a column {column!r} with values; pass a feature table "
                f"(framing.measure) of a corpus with events (framing.find_events)"
            )
    there = sorted({str(x) for x in table[by].dropna()})
    for name in (a, b):
        if name not in there:
            raise ValueError(f"{name!r} is not a value of {by!r}; there are {', '.join(there)}")
    if a == b:
        raise ValueError(f"slopes join two outlets, given {a!r} twice")
    ratio = parse_measure(feature, list(table.columns))
    above, below = parts_of(table, ratio)
    parts = pd.DataFrame(
        {
            "event": table["event"].to_numpy(),
            "who": table[by].map(str, na_action="ignore").to_numpy(),
            "above": ratio.factor * above,
            "below": below,
            "articles": (np.nan_to_num(below) > 0).astype(int),
        }
    ).dropna(subset=["event", "who"])
    sums = parts.groupby(["event", "who"])[["above", "below", "articles"]].sum()
    sums = sums[sums["below"] > 0]
    sums["value"] = sums["above"] / sums["below"]
    values, articles = (sums[c].unstack("who") for c in ("value", "articles"))
    both = values.dropna(subset=[x for x in (a, b) if x in values])
    if a not in values or b not in values or both.empty:
        raise ValueError(
            f"no event has a value of {feature} in both {a!r} and {b!r}: there is nothing to pair"
        )
    out = pd.DataFrame(
        {
            "event": both.index,
            "a": both[a].to_numpy(),
            "b": both[b].to_numpy(),
            "difference": (both[a] - both[b]).to_numpy(),
            "articles_a": articles.loc[both.index, a].astype(int).to_numpy(),
            "articles_b": articles.loc[both.index, b].astype(int).to_numpy(),
        }
    )
    return out.sort_values(
        ["difference", "event"], ascending=[False, True], kind="stable", ignore_index=True
    )


def _interval(result: pd.DataFrame, feature: str, a: str, b: str, mean: float) -> pd.DataFrame:
    """The matched contrast of a and b, turned round where the table has b minus a."""
    rows = pick_rows(result, kind="contrast", feature=feature, estimand="matched")
    same = rows[(rows["group_a"] == a) & (rows["group_b"] == b)]
    turned = rows[(rows["group_a"] == b) & (rows["group_b"] == a)]
    if same.empty and turned.empty:
        raise ValueError(f"result= has no matched contrast of {a!r} and {b!r}")
    row = (turned if same.empty else same).iloc[:1].copy()
    if same.empty:
        row[["estimate", "ci_low", "ci_high"]] = -row[["estimate", "ci_high", "ci_low"]].to_numpy()
    if abs(float(row["estimate"].iloc[0]) - mean) > 1e-9:
        raise ValueError(
            f"result= is of other data: its mean difference of {feature!r} is "
            f"{float(row['estimate'].iloc[0]):.4f}, that of the table {mean:.4f}"
        )
    return row


def _keep_room(ax: Axes, height: float) -> None:
    """Let the legend reach under the histogram: an empty axis label keeps its height free."""
    legend = ax.get_legend()
    if legend is not None:
        legend.set_in_layout(False)
    ax.set_xlabel("\n".join(" " * math.ceil(height / LINE)))


def _beside(ax: Axes) -> Axes:
    """New axes in the right part of the place of these, which keep the left."""
    figure: Any = ax.figure
    place = ax.get_subplotspec()
    if place is not None:
        halves = place.subgridspec(1, 2, width_ratios=RATIOS)
        ax.set_subplotspec(halves[0])
        made: Axes = figure.add_subplot(halves[1], label="<framing>")
        return made
    box = ax.get_position()
    part = box.width * RATIOS[0] / (sum(RATIOS) + 0.3)
    ax.set_position((box.x0, box.y0, part, box.height))
    start, rest = box.x0 + 1.3 * part, box.width - 1.3 * part
    made = figure.add_axes((start, box.y0, rest, box.height), label="<framing>")
    return made


def _lines(ax: Axes, events: pd.DataFrame, factor: float) -> None:
    looks = (
        (events["difference"] > 0, PALETTE[0], "-", "o", "higher at the left"),
        (events["difference"] < 0, PALETTE[1], (0, (4, 2)), "s", "higher at the right"),
        (events["difference"] == 0, GREY, (0, (1, 1.5)), "D", "equal"),
    )
    for mine, colour, dashes, marker, label in looks:
        for k, row in enumerate(events[mine].to_dict("records")):
            ax.plot(
                [0, 1],
                [factor * row["a"], factor * row["b"]],
                color=colour,
                linestyle=dashes,
                linewidth=1.0,
                marker=marker,
                markersize=3.5,
                label=label if k == 0 else None,
            )
    ax.plot(
        [0, 1],
        [factor * events["a"].mean(), factor * events["b"].mean()],
        color=INK,
        linewidth=2.6,
        marker="o",
        markersize=6,
        label="mean over events",
        zorder=4,
    )


def _histogram(
    side: Axes, differences: pd.Series, factor: float, mean: float, interval: pd.DataFrame | None
) -> Any:
    """Differences lying down, so that up is "higher at the left" of the lines beside."""
    from matplotlib.ticker import MaxNLocator

    low, high = min(float(differences.min()), 0.0), max(float(differences.max()), 0.0)
    ticks = MaxNLocator(nbins=8, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)
    step = float(ticks[1] - ticks[0])
    first, last = math.floor(low / step - 0.5), math.ceil(high / step - 0.5)
    edges = step * (np.arange(first, last + 1) + 0.5)  # one bin has its middle at zero
    tallest, _, _ = side.hist(
        differences,
        bins=list(edges),
        orientation="horizontal",
        color="#BDBDBD",
        edgecolor="white",
        linewidth=0.6,
    )
    side.axhline(0, color=GREY, linewidth=0.8, linestyle=(0, (4, 3)))
    most = max(int(side.get_xlim()[1]), 1)
    at = 1.18 * float(np.max(tallest))
    if interval is not None and interval["ci_low"].notna().all():
        limits = [factor * float(interval[c].iloc[0]) for c in ("ci_low", "ci_high")]
        side.plot([at, at], limits, color=INK, linewidth=1.4, solid_capstyle="butt")
    side.plot([at], [factor * mean], color=INK, marker="o", markersize=6, linestyle="none")
    side.set_xlim(0, 1.1 * at)
    side.xaxis.set_major_locator(MaxNLocator(nbins=min(4, most), integer=True))
    side.set_xlabel("Events")
    return side.set_ylabel("Difference")
