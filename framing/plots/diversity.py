"""How many kinds of sources: one point per outlet, compared at the same number of attributions.

An outlet with more attributions shows more kinds of sources however it chooses them, so only
indices that are fair at unequal n can be drawn; the size at which they are compared stands on the
axis.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from framing.plots.captions import (
    interval_words,
    missing_words,
    no_interval_words,
    range_words,
)
from framing.plots.checking import need_columns
from framing.plots.dots import axes_for_rows, fit_rows, name_rows, parity_line, put_point
from framing.plots.fitting import fit_text, row_labels, unique_names, width_of
from framing.plots.rows import pick_rows
from framing.plots.saving import Drawn, leave
from framing.plots.style import WIDTHS, styled

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

NAMES = {
    "kinds": ("Kinds of sources", "Number of kinds seen"),
    "kinds_standardised": ("Kinds of sources", "Number of kinds expected"),
    "shannon": ("Diversity of sources", "Shannon entropy (nats)"),
    "shannon_standardised": ("Diversity of sources", "Shannon entropy (nats)"),
    "effective_shannon": ("Diversity of sources", "Effective number of kinds of sources"),
    "effective_standardised": ("Diversity of sources", "Effective number of kinds of sources"),
    "effective_simpson": ("Diversity of sources", "Effective number of kinds of sources (Simpson)"),
    "iqv": ("Diversity of sources", "Index of qualitative variation (0 to 1)"),
    "simpson": (
        "Diversity of sources",
        "Probability that two attributions differ in kind (0 to 1)",
    ),
    "coverage": (
        "Coverage of the kinds seen",
        "Share of attributions that the kinds seen stand for (0 to 1)",
    ),
}


def draw_diversity(
    result: pd.DataFrame,
    feature: str = "effective_standardised",
    *,
    width: float = WIDTHS["wide"],
    ax: Axes | None = None,
) -> Axes:
    """Diversity of sources by outlet with intervals, most diverse on top.

    Parameters
    ----------
    result : DataFrame
        What `framing.outlets.source_diversity` returned.
    feature : str
        The index; one that may be compared at unequal numbers of attributions.
    width : float
        Inches; used for a new figure.
    ax : Axes, optional

    Returns
    -------
    Axes
        Where the index counts kinds, a dashed line stands at 1: one kind only.

    Raises
    ------
    ValueError
        If the table is of another kind, has no such index, or the index may not be compared.

    Examples
    --------
    >>> import pandas as pd
    >>> from framing.outlets import source_diversity
    >>> table = pd.DataFrame({"outlet": ["a", "b"] * 4, "event": list("11223344"),
    ...     "n_source_official": [4, 3] * 4, "n_source_citizen": [0, 3] * 4})
    >>> ax = draw_diversity(source_diversity(table))
    >>> ax.get_xlabel()
    'Effective number of kinds of sources, at 12 attributions'
    """
    need_columns(result, ("comparable", "size"), maker="framing.outlets.source_diversity")
    mine = result[result["feature"] == feature]
    estimand = str(mine["estimand"].iloc[0]) if len(mine) else ""
    rows = pick_rows(result, kind="estimate", feature=feature, estimand=estimand)
    if not rows["comparable"].astype(bool).all():
        fair = dict.fromkeys(result.loc[result["comparable"].astype(bool), "feature"])
        raise ValueError(
            f"{feature!r} grows with the number of attributions, which differs between outlets, "
            f"and may not be compared; draw one of {', '.join(fair)}"
        )
    rows = rows.sort_values(["estimate", "group_a"], kind="stable")
    title, x_label = NAMES.get(feature, ("Diversity of sources", feature.replace("_", " ")))
    size = rows["size"].dropna()
    at = f", at {int(size.iloc[0]):,} attributions" if len(size) else ""
    names = unique_names(list(rows["group_a"]))
    labels = row_labels(names, [f"(n = {n})" for n in rows["n_a"]], width_of(ax, width))
    counts_kinds = feature.startswith(("kinds", "effective"))
    with styled():
        ax = axes_for_rows(labels, width, ax)
        name_rows(ax, labels)
        for y, row in enumerate(rows.to_dict("records")):
            put_point(ax, y, row["estimate"], (row["ci_low"], row["ci_high"]))
        if counts_kinds:
            parity_line(ax, 1.0)
            ax.set_xlim(left=min(0.9, ax.get_xlim()[0]))
        fit_text(ax, ax.set_title(title), ax.set_xlabel(x_label + at))
        fit_rows(ax)
    seen = set(result.loc[(result["feature"] == feature), "group_a"].astype(str))
    caption = (
        f"{title} by outlet. {x_label}{at}"
        + (" (the size of the smallest outlet without its largest event)" if at else "")
        + f"; points: estimates; lines: {interval_words(rows)}. n: attributions whose source has a "
        f"kind; events: {range_words(rows['n_clusters'])}."
        + (" Dashed line: one kind only." if counts_kinds else "")
        + no_interval_words(rows["ci_low"])
        + missing_words(sorted(seen - set(rows["group_a"].astype(str))))
    )
    signature = {
        "function": "framing.plots.draw_diversity",
        "feature": feature,
        "estimand": estimand,
    }
    return leave(ax, Drawn(rows.iloc[::-1].reset_index(drop=True), caption, signature))
