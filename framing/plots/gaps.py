"""Selection and presentation: the gap between two outlets and the parts it is made of.

The gap is the sum of its parts, so the figure is read from above: the whole gap, then the part that
comes from other words for the same events, then the part that comes from other events, and what
that is made of in turn. Indented rows add up to the row above them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from framing.plots.captions import (
    interval_words,
    is_significant,
    no_interval_words,
    p_words,
    threshold_of,
)
from framing.plots.checking import choose
from framing.plots.dots import axes_for_rows, fit_rows, name_rows, parity_line, put_point
from framing.plots.fitting import fit_text, row_labels, unique_names, width_of
from framing.plots.labels import axis_label, is_percent, title_of
from framing.plots.rows import check_comparison, check_unique
from framing.plots.saving import Drawn, leave
from framing.plots.style import PALETTE, WIDTHS, styled

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

PARTS = {
    "gap": "Whole gap",
    "presentation": "Same events, worded differently",
    "selection": "Other events, or other room for them",
    "mix": "room for the events that both covered",
    "exclusive": "events that only one covered",
}
INDENTED = ("mix", "exclusive")
MAKER = "framing.outlets.split_gap"


def draw_gap(
    result: pd.DataFrame,
    feature: str | None = None,
    *,
    width: float = WIDTHS["page"],
    ax: Axes | None = None,
) -> Axes:
    """The gap between two outlets split into selection and presentation, with intervals.

    Parameters
    ----------
    result : DataFrame
        What `framing.outlets.split_gap` returned.
    feature : str, optional
        Needed where the table has several.
    width : float
        Inches; used for a new figure.
    ax : Axes, optional

    Returns
    -------
    Axes
        Five rows; filled points where significant. Presentation and selection sum to the gap; the
        two rows under selection sum to it.

    Raises
    ------
    ValueError
        If the table is of another kind, of more than two outlets, or nothing is left to draw.

    Examples
    --------
    >>> import pandas as pd
    >>> from framing.outlets import split_gap
    >>> table = pd.DataFrame({"outlet": list("aabb"), "event": list("1212"),
    ...     "n_stance": [10, 10, 10, 30], "n_stance_distancing": [3, 2, 1, 1]})
    >>> ax = draw_gap(split_gap(table, "a", "b", features="share_stance_distancing"))
    >>> ax.get_title(loc="left"), ax.get_yticklabels()[-1].get_text()
    ('Distancing cues: A \u2212 B', 'Whole gap  (2 events)')
    """
    check_comparison(result, MAKER)
    lacking = [part for part in PARTS if part not in set(result["estimand"])]
    if lacking:
        raise ValueError(
            f"the table has no part {', '.join(lacking)} of a gap; pass what {MAKER} returned"
        )
    rows = result[result["estimand"].isin(PARTS)]
    name = choose(feature, list(dict.fromkeys(rows["feature"])), name="feature")
    rows = rows[rows["feature"] == name]
    pairs = rows[["group_a", "group_b"]].drop_duplicates()
    if len(pairs) != 1:
        raise ValueError(
            f"the table has {len(pairs)} pairs of outlets; pass the rows of one: result.query("
            f"\"group_a == 'x' and group_b == 'y'\")"
        )
    for part in PARTS:
        check_unique(rows[rows["estimand"] == part])
    rows = rows.set_index("estimand", drop=False).loc[list(PARTS)]
    if rows["estimate"].isna().any():
        raise ValueError(f"the gap of {name!r} is missing (0/0); there is nothing to draw")
    return _draw(rows.iloc[::-1], name, width, ax)


def _draw(rows: pd.DataFrame, name: str, width: float, ax: Axes | None) -> Axes:
    a, b = unique_names([str(rows["group_a"].iloc[0]), str(rows["group_b"].iloc[0])])
    factor = 100.0 if is_percent(name) else 1.0
    threshold = threshold_of(rows)
    plain = row_labels(
        [PARTS[part] for part in rows["estimand"]],
        [f"({n} events)" for n in rows["n_clusters"]],
        width_of(ax, width) * (1.15 if ax is None else 1.0),
    )
    labels = [
        "\u2013 " + label.replace("\n", "\n  ") if part in INDENTED else label
        for part, label in zip(rows["estimand"], plain, strict=True)
    ]
    title = f"{title_of(name)}: {a} \u2212 {b}"
    unit = "percentage points" if is_percent(name) else axis_label(name).lower()
    with styled():
        ax = axes_for_rows(labels, width, ax)
        name_rows(ax, labels)
        parity_line(ax, 0.0)
        for y, row in enumerate(rows.to_dict("records")):
            whole = row["estimand"] == "gap"
            put_point(
                ax,
                y,
                row["estimate"],
                (row["ci_low"], row["ci_high"]),
                factor=factor,
                colour=PALETTE[-1] if whole else PALETTE[0],
                marker="D" if whole else ("s" if row["estimand"] in INDENTED else "o"),
                size=4.0 if row["estimand"] in INDENTED else 5.0,
                filled=is_significant(row["p_adjusted"], threshold),
            )
        fit_text(ax, ax.set_title(title), ax.set_xlabel(f"Difference ({unit})"))
        fit_rows(ax)
    caption = (
        f"Gap in {title_of(name).lower()} between {a} and {b}, split by event. Difference "
        f"({unit}), {a} minus {b}; rows two and three sum to the first, the last two to the third; "
        f"points: estimates pooled over all articles; lines: {interval_words(rows)}. Filled "
        f"points: {p_words(threshold)}. Articles with a value: {rows['n_a'].max()} and "
        f"{rows['n_b'].max()}." + no_interval_words(rows["ci_low"])
    )
    signature = {"function": "framing.plots.draw_gap", "feature": name}
    return leave(ax, Drawn(rows.iloc[::-1].reset_index(drop=True), caption, signature))
