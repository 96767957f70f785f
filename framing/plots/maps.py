"""A map of outlets: points, the ellipses within which they move, and what pulls them apart.

Outlets that lie close together are alike in what was counted. The map is only as good as its axes:
the share of inertia on each says how much of all differences it shows. Where ellipses overlap, the
places of two outlets cannot be told apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from framing.plots.checking import need_columns
from framing.plots.fitting import fit_titles
from framing.plots.labels import outlet_name, title_of
from framing.plots.placing import Label, place_labels
from framing.plots.saving import Drawn, leave
from framing.plots.style import GREY, MARKERS, PALETTE, WIDTHS, new_axes, styled

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

NEEDED = (
    "kind",
    "name",
    "x",
    "y",
    "contribution_x",
    "contribution_y",
    "ellipse_x",
    "ellipse_y",
    "ellipse_width",
    "ellipse_height",
    "ellipse_angle",
    "inertia_x",
    "inertia_y",
    "n",
    "method",
)
COLOURS = tuple(colour for colour in PALETTE if colour != "#F0E442")
DASHES = ("solid", (0, (5, 2)), (0, (1.5, 1.5)))


def draw_map(
    table: pd.DataFrame,
    *,
    top: int = 20,
    width: float = WIDTHS["page"],
    ax: Axes | None = None,
) -> Axes:
    """Outlets with their ellipses, and the features or phrases that contribute most.

    Parameters
    ----------
    table : DataFrame
        What `framing.outlets.map_outlets` or `map_phrases` returned.
    top : int
        How many features are drawn: those that contribute most to one of the axes.
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
        For another table, or if no outlet has a place.

    Examples
    --------
    >>> import pandas as pd
    >>> from framing.outlets import map_outlets
    >>> table = pd.DataFrame({"outlet": list("abc") * 4, "event": list("111222333444"),
    ...     "n_x": [9, 1, 2] * 4, "n_y": [1, 9, 2] * 4, "n_z": [2, 2, 9] * 4})
    >>> draw_map(map_outlets(table, ["n_x", "n_y", "n_z"], draws=100)).get_xlabel()
    'Dimension 1 (62% of inertia)'
    """
    need_columns(table, NEEDED, maker="framing.outlets.map_outlets or map_phrases")
    if top < 0:
        raise ValueError(f"top must be at least 0, given {top}")
    there = table[table["x"].notna() & table["y"].notna()]
    groups = there[there["kind"] == "group"]
    features = there[there["kind"] == "feature"]
    if groups.empty:
        raise ValueError("no outlet has a place on the map; there is nothing to draw")
    pull = features[["contribution_x", "contribution_y"]].max(axis=1)
    shown = features.loc[pull.sort_values(ascending=False, kind="stable").index[:top]]
    first = table.iloc[0]
    with styled():
        if ax is None:
            ax = new_axes(width, 0.78 * width)
        outlines = _groups(ax, groups)
        ax.plot(
            shown["x"],
            shown["y"],
            linestyle="none",
            marker="x",
            markersize=3.5,
            markeredgewidth=0.8,
            color=GREY,
            zorder=2,
        )
        ax.axhline(0, color=GREY, linewidth=0.6, linestyle=(0, (4, 3)), zorder=0)
        ax.axvline(0, color=GREY, linewidth=0.6, linestyle=(0, (4, 3)), zorder=0)
        ax.set_xlabel(f"Dimension 1 ({100 * first['inertia_x']:.0f}% of inertia)")
        ax.set_ylabel(f"Dimension 2 ({100 * first['inertia_y']:.0f}% of inertia)")
        ax.set_title("Map of outlets")
        ax.set_aspect("equal", adjustable="datalim")
        ax.margins(0.08)
        fit_titles(ax)
        lost = place_labels(
            ax,
            [*_group_labels(groups), *_feature_labels(shown)],
            points=np.concatenate(
                [groups[["x", "y"]].to_numpy(float), shown[["x", "y"]].to_numpy(float), *outlines]
            ),
        )
    numbers = there.loc[[*groups.index, *shown.index]]
    signature = {"function": "framing.plots.draw_map", "top": top}
    return leave(ax, Drawn(numbers, _caption(groups, shown, len(features), lost), signature))


def _groups(ax: Axes, groups: pd.DataFrame) -> list[NDArray[np.float64]]:
    """Points and ellipses; gives points on the outlines, which labels had better not cover."""
    from matplotlib.patches import Ellipse

    outlines = []
    for i, row in enumerate(groups.to_dict("records")):
        colour, marker = COLOURS[i % len(COLOURS)], MARKERS[i % len(MARKERS)]
        if row["ellipse_width"] == row["ellipse_width"]:
            shape = Ellipse(
                (row["ellipse_x"], row["ellipse_y"]),
                row["ellipse_width"],
                row["ellipse_height"],
                angle=row["ellipse_angle"],
                facecolor="none",
                edgecolor=colour,
                linewidth=1.0,
                linestyle=DASHES[i // len(COLOURS) % len(DASHES)],
                zorder=1,
            )
            ax.add_patch(shape)
            outlines.append(_outline(row))
        ax.plot(
            [row["x"]],
            [row["y"]],
            marker=marker,
            markersize=6.5,
            color=colour,
            markeredgecolor="white",
            markeredgewidth=0.5,
            zorder=4,
        )
    return outlines


def _outline(row: dict[Any, Any]) -> NDArray[np.float64]:
    turn = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    angle = np.deg2rad(row["ellipse_angle"])
    along, across = (
        row["ellipse_width"] / 2 * np.cos(turn),
        row["ellipse_height"] / 2 * np.sin(turn),
    )
    return np.column_stack(
        [
            row["ellipse_x"] + along * np.cos(angle) - across * np.sin(angle),
            row["ellipse_y"] + along * np.sin(angle) + across * np.cos(angle),
        ]
    )


def _group_labels(groups: pd.DataFrame) -> list[Label]:
    return [
        Label(float(x), float(y), outlet_name(str(name)), weight="bold")
        for name, x, y in zip(groups["name"], groups["x"], groups["y"], strict=True)
    ]


def _feature_labels(shown: pd.DataFrame) -> list[Label]:
    return [
        Label(float(x), float(y), feature_name(str(name)), colour="#595959")
        for name, x, y in zip(shown["name"], shown["x"], shown["y"], strict=True)
    ]


def feature_name(name: str) -> str:
    """A count column in words; a phrase as it is.

    Examples
    --------
    >>> feature_name("n_stance_distancing"), feature_name("prime minister")
    ('distancing cues', 'prime minister')
    """
    return title_of(name).lower() if name.startswith("n_") else name


def _caption(groups: pd.DataFrame, shown: pd.DataFrame, n: int, lost: tuple[str, ...]) -> str:
    first = groups.iloc[0]
    counts = ", ".join(
        f"{outlet_name(str(name))} {k}" for name, k in zip(groups["name"], groups["n"], strict=True)
    )
    both = 100 * (first["inertia_x"] + first["inertia_y"])
    names = ", ".join(lost)
    return (
        f"Map of outlets ({first['method']}). Points: outlets; ellipses: where they lie when "
        f"events are drawn with replacement; crosses: the {len(shown)} of {n:,} features that "
        f"contribute most. Principal coordinates; both axes show {both:.0f}% of inertia. n "
        f"(articles): {counts}."
        + (" Without an ellipse: too few events." if groups["ellipse_width"].isna().any() else "")
        + (f" Without room for a label: {names}." if lost else "")
    )
