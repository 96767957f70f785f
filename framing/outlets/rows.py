"""Rows of the comparison table, whatever the estimand: the columns, their types, adjusted p-values.

`framing.outlets.compare` makes rows of its own; everything else that compares outlets (differential
attribution, split gaps, regressions) makes its rows here, so that every result can be drawn,
exported and read in the same way.

Conventions
-----------
- Rows with a p-value are adjusted together when they share kind and estimand: they answer one kind
  of question.
- ``mde`` (minimum detectable effect) stands beside rows that are *not* significant, and nowhere
  else.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from framing.schema import COMPARISON_COLUMNS
from framing.stats import (
    adjust_p,
    bootstrap_interval,
    bootstrap_p,
    minimum_detectable_effect,
    standard_error,
)

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]
NUMBERS = ("estimate", "ci_low", "ci_high", "p_value", "p_adjusted", "mde", "level")
COUNTS = ("n_a", "n_b", "n_clusters", "seed")


def comparison_frame(
    rows: Sequence[dict[str, Any]],
    *,
    adjust: str = "holm",
    level: float = 0.95,
    family: Sequence[str] = ("kind", "estimand"),
) -> pd.DataFrame:
    """A comparison table from rows, p-values adjusted within each family.

    Parameters
    ----------
    rows : sequence of dict
        Keys among `framing.schema.COMPARISON_COLUMNS`; what is not there is missing.
    adjust : {"holm", "bh", "none"}
    level : float
        Coverage of the intervals, written into each row. Rows with ``p_adjusted`` at or below
        ``1 - level`` lose their ``mde``.
    family : sequence of str
        Columns; rows that share all of them are adjusted together.

    Returns
    -------
    DataFrame

    Examples
    --------
    >>> row = {"feature": "n_words", "kind": "contrast", "estimand": "pooled"}
    >>> comparison_frame([row | {"p_value": 0.01}, row | {"p_value": 0.04}])["p_adjusted"].tolist()
    [0.02, 0.04]
    """
    import pandas as pd

    frame = pd.DataFrame(list(rows), columns=list(COMPARISON_COLUMNS)).assign(level=level)
    frame["group_b"] = frame["group_b"].astype(object).where(frame["group_b"].notna(), None)
    frame = frame.astype(dict.fromkeys(NUMBERS, float) | dict.fromkeys(COUNTS, "Int64"))
    for _, part in frame.groupby(list(family), sort=False, dropna=False):
        adjusted = adjust_p(part["p_value"].to_numpy(dtype=float), method=adjust)
        frame.loc[part.index, "p_adjusted"] = adjusted
    frame.loc[frame["p_adjusted"] <= 1 - level + 1e-12, "mde"] = np.nan
    return frame


def drawn_numbers(
    values: tuple[Floats, Floats, Floats],
    clusters: NDArray[np.int64],
    *,
    interval: str,
    level: float,
    test: bool = True,
    transform: str = "plain",
) -> list[dict[str, float]]:
    """Estimate, limits and, for a difference, p and minimum detectable effect, from draws.

    Parameters
    ----------
    values : tuple of ndarray, shapes (estimates,), (draws, estimates), (clusters, estimates)
        Observed, drawn, and without each cluster in turn.
    clusters : ndarray of int, shape (estimates,)
    interval, level, transform
        See `framing.stats.bootstrap_interval`.
    test : bool
        Test against 0; off for plain shares.

    Returns
    -------
    list of dict
        One per estimate: ``estimate, ci_low, ci_high`` and, if tested, ``p_value, mde``.

    Examples
    --------
    >>> draws = np.random.default_rng(0).normal(1, 0.1, size=(500, 1))
    >>> got = drawn_numbers((np.ones(1), draws, np.ones((9, 1))), np.array([9]),
    ...                     interval="expanded", level=0.95)
    >>> got[0]["ci_low"] < 1 < got[0]["ci_high"], got[0]["p_value"] < 0.05
    (True, True)
    """
    observed, drawn, left = values
    low, high = bootstrap_interval(
        drawn,
        estimate=observed,
        left=left,
        clusters=clusters,
        level=level,
        method=interval,
        transform=transform,
    )
    numbers: dict[str, Floats] = {"estimate": observed, "ci_low": low, "ci_high": high}
    if test:
        p = bootstrap_p(drawn, estimate=observed, left=left, clusters=clusters, method=interval)
        spread = standard_error(drawn, clusters=clusters)
        numbers["p_value"] = np.where(np.isnan(observed), np.nan, p)
        numbers["mde"] = minimum_detectable_effect(spread, clusters=clusters, level=level)
    return [{k: float(v[i]) for k, v in numbers.items()} for i in range(len(observed))]


def check_options(
    options: Sequence[tuple[str, Any, Sequence[Any]]], *, draws: int, level: float
) -> None:
    """Refuse options that are not allowed, and say which are.

    Raises
    ------
    ValueError

    Examples
    --------
    >>> check_options([("adjust", "holm", ("holm", "bh"))], draws=2000, level=0.95)
    """
    for name, given, allowed in options:
        if given not in allowed:
            raise ValueError(f"{name}={given!r} is not one of {', '.join(map(str, allowed))}")
    if draws < 100 or not 0 < level < 1:
        raise ValueError(
            f"draws must be at least 100 and level between 0 and 1; given draws={draws}, "
            f"level={level}"
        )


def pairs_of(names: Sequence[str], reference: str | None, by: str) -> list[tuple[int, int]]:
    """Which groups to contrast: each with the reference, or all pairs.

    Raises
    ------
    ValueError
        If the reference is not a group.

    Examples
    --------
    >>> pairs_of(["a", "b", "c"], None, "outlet"), pairs_of(["a", "b"], "b", "outlet")
    ([(0, 1), (0, 2), (1, 2)], [(0, 1)])
    """
    if reference is None:
        return [(i, j) for i in range(len(names)) for j in range(i + 1, len(names))]
    if reference not in names:
        raise ValueError(
            f"reference={reference!r} is not a value of {by!r}; there are {', '.join(names)}"
        )
    r = list(names).index(reference)
    return [(i, r) for i in range(len(names)) if i != r]
