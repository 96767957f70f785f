"""A confusion matrix: what articles of each class were taken for.

Rows are the true classes and add up to 100%, so that a rare class is seen as well as a frequent
one. The number of articles stands in each cell, because a share of four articles is no share.
"""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING, Any

from framing.plots.checking import choose, need_columns
from framing.plots.fitting import fit_titles, row_labels, width_of
from framing.plots.saving import Drawn, leave
from framing.plots.style import WIDTHS, new_axes, styled, text_on

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

NEEDED = ("model", "true", "predicted", "n", "share")
MAKER = "framing.models.evaluate(...).confusion"
LIGHT, DARK = "#FFFFFF", "#08447A"
MOST = 16


def draw_confusion(
    table: pd.DataFrame,
    model: str = "model",
    *,
    width: float = WIDTHS["wide"],
    ax: Axes | None = None,
) -> Axes:
    """Share of each true class that was predicted as each class, with the number of articles.

    Parameters
    ----------
    table : DataFrame
        The ``confusion`` of a report of `framing.models.evaluate`.
    model : str
        ``"model"``, or the name of a baseline.
    width : float
        Inches; used for a new figure.
    ax : Axes, optional

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        For another table or model, or more than 16 classes.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"model": "model", "true": ["a", "a", "b", "b"],
    ...     "predicted": ["a", "b", "a", "b"], "n": [3, 1, 0, 2], "share": [0.75, 0.25, 0, 1]})
    >>> ax = draw_confusion(table)
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['a  (n = 4)', 'b  (n = 2)']
    """
    need_columns(table, NEEDED, maker=MAKER)
    name = choose(model, list(dict.fromkeys(table["model"])), name="model")
    rows = table[table["model"] == name]
    classes = list(dict.fromkeys(rows["true"]))
    if len(classes) > MOST:
        raise ValueError(
            f"{len(classes)} classes do not fit on a page (at most {MOST}); merge some"
        )
    share = rows.pivot(index="true", columns="predicted", values="share").loc[classes, classes]
    count = rows.pivot(index="true", columns="predicted", values="n").loc[classes, classes]
    given = ax
    with styled():
        if ax is None:
            ax = new_axes(width, _height(width, len(classes)))
        _cells(ax, share.to_numpy(dtype=float), count.to_numpy(dtype=int))
        sizes = count.sum(axis=1)
        ax.set_yticks(
            range(len(classes)),
            row_labels(
                _names(classes), [f"(n = {n:,})" for n in sizes], width_of(given, width), share=0.3
            ),
        )
        turn = len(classes) > 3 or max(len(str(c)) for c in classes) > 12
        below = [fill(name, 16) for name in _names(classes)]
        ax.set_xticks(range(len(classes)), below, rotation=90 if turn else 0)
        ax.tick_params(length=0)
        ax.spines[:].set_visible(False)
        ax.set_xlabel("Predicted class")
        ax.set_ylabel("True class")
        ax.set_title("Confusion matrix" + ("" if name == "model" else f" of baseline {name!r}"))
        fit_titles(ax)
    right = int(sum(count.to_numpy()[i, i] for i in range(len(classes))))
    caption = (
        f"Confusion matrix of {'the model' if name == 'model' else f'the baseline {name!r}'} on "
        f"held-out articles. Shares of each true class (rows add up to 100%), and numbers of "
        f"articles; {right:,} of {int(sizes.sum()):,} articles are right. No intervals are drawn."
        + (" Empty rows: no article is of that class." if (sizes == 0).any() else "")
    )
    signature = {"function": "framing.plots.draw_confusion", "model": str(name)}
    return leave(ax, Drawn(rows, caption, signature))


def _height(width: float, n: int) -> float:
    return min(1.0 + 0.5 * n, width + 0.6)


def _names(classes: list[Any]) -> list[str]:
    return [str(c).replace("_", " ") for c in classes]


def _cells(ax: Axes, share: Any, count: Any) -> None:
    from matplotlib.colors import LinearSegmentedColormap, to_hex

    colours = LinearSegmentedColormap.from_list("share", [LIGHT, DARK])
    n = len(share)
    size = 8.0 if n <= 5 else 7.0 if n <= 8 else 6.0 if n <= 12 else 5.0
    for i in range(n):
        for j in range(n):
            value = share[i, j]
            known = value == value
            colour = to_hex(colours(value)) if known else LIGHT
            ax.fill(
                [j - 0.5, j + 0.5, j + 0.5, j - 0.5],
                [i - 0.5, i - 0.5, i + 0.5, i + 0.5],
                facecolor=colour,
                edgecolor="#BFBFBF",
                linewidth=0.5,
            )
            ax.text(
                j,
                i,
                f"{100 * value:.0f}%\n{count[i, j]:,}" if known else "\u2013",
                ha="center",
                va="center",
                fontsize=size,
                color=text_on(colour),
                fontweight="bold" if i == j else "normal",
                linespacing=1.15,
            )
    ax.set_xlim(-0.5, n - 0.5)
    ax.set_ylim(n - 0.5, -0.5)
