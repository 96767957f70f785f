"""Two measures in each outlet, read from the table of a comparison of measures.

`framing.outlets.compare_measures` and `differential_attribution` return long tables: each measure
in each outlet (estimand ``pooled``), their difference in each outlet, and the difference between
outlets (``differential``). A figure needs one row per outlet with both measures and their
difference side by side.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from framing.plots.captions import level_of, threshold_of
from framing.plots.checking import choose
from framing.plots.rows import check_comparison, check_unique

if TYPE_CHECKING:
    import pandas as pd

MAKER = "framing.outlets.compare_measures (or differential_attribution)"
BETWEEN = " - "


@dataclass(frozen=True, eq=False)
class Pair:
    """Two measures of the same outlets.

    Attributes
    ----------
    first, second : str
        Names of the measures.
    rows : DataFrame
        ``outlet``; ``first, first_low, first_high`` and the same for ``second`` and ``difference``
        (first minus second); ``p_adjusted``, ``n`` (articles), ``n_clusters``, ``level``,
        ``method``. Sorted by the difference, smallest first.
    lost : tuple of str
        Outlets without a value of one of the two.
    """

    first: str
    second: str
    rows: pd.DataFrame
    lost: tuple[str, ...]

    @property
    def threshold(self) -> float:
        """The adjusted p-value from which a difference counts as significant."""
        return threshold_of(self.rows)


def read_pair(result: pd.DataFrame, feature: str | None = None) -> Pair:
    """One row per outlet from the long table.

    Parameters
    ----------
    result : DataFrame
        What ``compare_measures`` or ``differential_attribution`` returned.
    feature : str, optional
        The difference, ``"<first> - <second>"``; needed where the table has several.

    Returns
    -------
    Pair

    Raises
    ------
    ValueError
        If the table has no difference of two measures, or nothing to draw.

    Examples
    --------
    >>> import pandas as pd
    >>> from framing.outlets import compare_measures
    >>> table = pd.DataFrame({"outlet": ["a", "b"] * 4, "event": list("11223344"),
    ...     "n_west": [4] * 8, "n_west_attack": [3, 1] * 4, "n_east": [4] * 8,
    ...     "n_east_attack": [1, 1] * 4})
    >>> got = read_pair(compare_measures(table, "share_west_attack", "share_east_attack"))
    >>> got.rows[["outlet", "first", "second", "difference"]].values.tolist()
    [['b', 0.25, 0.25, 0.0], ['a', 0.75, 0.25, 0.5]]
    """
    check_comparison(result, MAKER)
    of_difference = (result["kind"] == "estimate") & (result["estimand"] == "differential")
    differences = result[of_difference]
    names = list(dict.fromkeys(differences["feature"]))
    if not names:
        raise ValueError(
            f"the table has no difference of two measures (estimand 'differential'); pass what "
            f"{MAKER} returned"
        )
    name = choose(feature, names, name="feature")
    first, _, second = name.partition(BETWEEN)
    rows = _renamed(differences[differences["feature"] == name], "difference")
    level_of(rows)
    for column, measure in (("first", first), ("second", second)):
        pooled = (
            (result["kind"] == "estimate")
            & (result["estimand"] == "pooled")
            & (result["feature"] == measure)
        )
        if not pooled.any():
            raise ValueError(f"the table lacks the estimates of {measure!r} by outlet")
        part = _renamed(result[pooled], column)
        rows = rows.merge(
            part[["outlet", column, f"{column}_low", f"{column}_high"]], on="outlet", how="left"
        )
    there = rows[["first", "second", "difference"]].notna().all(axis=1)
    lost = tuple(str(x) for x in rows.loc[~there, "outlet"])
    kept = rows[there].sort_values(["difference", "outlet"], kind="stable", ignore_index=True)
    if kept.empty:
        raise ValueError(f"no outlet has both {first!r} and {second!r}; there is nothing to draw")
    return Pair(first, second, kept, lost)


def _renamed(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    check_unique(rows)
    names = {
        "group_a": "outlet",
        "estimate": column,
        "ci_low": f"{column}_low",
        "ci_high": f"{column}_high",
        "n_a": "n",
    }
    kept: list[Any] = [*names.values(), "p_adjusted", "n_clusters", "method"]
    if "level" in rows:
        kept.append("level")
    return rows.rename(columns=names)[kept]
