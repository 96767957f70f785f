"""A reliability curve: when a classifier says 80%, is it right in 80 of 100 cases?

Articles are put into ten bins by the probability that the model gave. A point on the diagonal means
that the probability came true as often as was said; below it the model is surer than it should be.
The number of articles stands at each point: the ends of the curve often rest on a handful.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from framing.plots.checking import choose, need_columns
from framing.plots.fitting import fit_titles
from framing.plots.placing import Label, place_labels
from framing.plots.saving import Drawn, leave
from framing.plots.style import GREY, PALETTE, WIDTHS, new_axes, styled

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

NEEDED = ("model", "class", "bin_low", "bin_high", "n", "predicted", "observed")
MAKER = "framing.models.evaluate(...).calibration"


def draw_reliability(
    table: pd.DataFrame,
    label: str | None = None,
    *,
    model: str = "model",
    width: float = WIDTHS["column"],
    ax: Axes | None = None,
) -> Axes:
    """How often probabilities came true, by how high they were.

    Parameters
    ----------
    table : DataFrame
        The ``calibration`` of a report of `framing.models.evaluate`.
    label : str, optional
        A class; default the class the model is surest of, whichever it is.
    model : str
        ``"model"``, or the name of a baseline.
    width : float
        Inches; used for a new figure.
    ax : Axes, optional
        Give it its final size first: labels are placed for the size it has.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        For another table, model or class, or if no bin has an article.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"model": "model", "class": None, "bin_low": [0.5, 0.6],
    ...     "bin_high": [0.6, 0.7], "n": [4, 0], "predicted": [0.55, None],
    ...     "observed": [0.5, None]})
    >>> draw_reliability(table).get_xlabel()
    'Predicted probability (%)'
    """
    need_columns(table, NEEDED, maker=MAKER)
    name = choose(model, list(dict.fromkeys(table["model"])), name="model")
    rows = table[table["model"] == name]
    if label is None:
        rows = rows[rows["class"].isna()]
    else:
        choose(label, list(dict.fromkeys(rows["class"].dropna())), name="label")
        rows = rows[rows["class"] == label]
    total, full = int(rows["n"].sum()), rows[rows["n"] > 0]
    if full.empty:
        raise ValueError("no bin has an article; there is nothing to draw")
    points = 100 * full[["predicted", "observed"]].to_numpy(dtype=float)
    with styled():
        if ax is None:
            ax = new_axes(width, width)
        ax.plot([0, 100], [0, 100], color=GREY, linewidth=0.8, linestyle=(0, (4, 3)), zorder=0)
        ax.plot(*points.T, color=PALETTE[0], linewidth=1.0, marker="o", markersize=4.5, zorder=3)
        ax.set_xlim(-3, 103)
        ax.set_ylim(-3, 103)
        ax.set_aspect("equal")
        ax.set_xticks(range(0, 101, 20))
        ax.set_yticks(range(0, 101, 20))
        ax.set_xlabel("Predicted probability (%)")
        ax.set_ylabel("Of which right (%)" if label is None else f"Of which {label} (%)")
        ax.set_title("Reliability" + ("" if label is None else f": {label}"))
        fit_titles(ax)
        labels = [
            Label(float(x), float(y), f"n = {n:,}", GREY)
            for (x, y), n in zip(points, full["n"], strict=True)
        ]
        lost = place_labels(ax, labels, points=_along(points), size=6.5)
    what = "the class it is surest of" if label is None else f"class {label!r}"
    caption = (
        f"Reliability of {'the model' if name == 'model' else f'the baseline {name!r}'}: "
        f"probability of {what} on {total:,} held-out articles, in ten bins of equal width. "
        f"Points: mean "
        f"probability and share of articles for which it came true; n: articles in the bin. "
        f"Dashed: as often as said. No intervals are drawn."
        + (f" {len(lost)} points without room for their n." if lost else "")
    )
    signature = {"function": "framing.plots.draw_reliability", "model": str(name), "class": label}
    return leave(ax, Drawn(full, caption, signature))


def _along(points: np.ndarray) -> np.ndarray:
    """The points, some on the curve between them, and some on the diagonal."""
    steps = np.linspace(0, 1, 12)[:, None]
    parts = [a + steps * (b - a) for a, b in pairwise(points)]
    return np.concatenate([points, *parts, np.linspace(0, 100, 40)[:, None].repeat(2, axis=1)])
