"""Picking what one figure shows: rows of a comparison table, or counts of a feature table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from framing.plots.checking import choose

if TYPE_CHECKING:
    import pandas as pd

NEEDED = (
    *("feature", "kind", "group_a", "group_b", "estimand", "scale"),
    *("estimate", "ci_low", "ci_high", "p_adjusted", "n_a", "n_clusters", "method"),
)


def check_comparison(result: pd.DataFrame, maker: str = "framing.compare") -> None:
    """Refuse a table that is not a comparison table.

    Raises
    ------
    ValueError
        The message lists the columns that are not there and names what makes such a table.
    """
    missing = [column for column in NEEDED if column not in result.columns]
    if missing:
        raise ValueError(
            f"this is not a comparison table: it lacks {', '.join(missing)}; pass what "
            f"{maker} returned"
        )


def check_unique(rows: pd.DataFrame) -> None:
    """Refuse rows that name the same group, or pair of groups, twice.

    Raises
    ------
    ValueError
        If a group (or pair) stands more than once: two comparisons were put in one table.
    """
    twice = rows[rows.duplicated(["group_a", "group_b"])]
    if len(twice):
        a, b = twice.iloc[0][["group_a", "group_b"]]
        who = f"{a!r}" if not isinstance(b, str) else f"{a!r} - {b!r}"
        raise ValueError(
            f"{who} stands more than once for {twice['feature'].iloc[0]!r}; pass the rows of one "
            f"comparison"
        )


def pick_rows(
    result: pd.DataFrame, *, kind: str, feature: str | None, estimand: str, scale: str | None = None
) -> pd.DataFrame:
    """Rows of one kind, one feature and one estimand, without those that have no estimate.

    Raises
    ------
    ValueError
        If the table is not a comparison table, or nothing or more than one feature is left to draw.
    """
    check_comparison(result)
    name: str = choose(feature, list(dict.fromkeys(result["feature"])), name="feature")
    rows = result[(result["feature"] == name) & (result["kind"] == kind)]
    estimands = list(dict.fromkeys(rows["estimand"]))
    rows = rows[rows["estimand"] == estimand]
    if scale is not None:
        rows = rows[rows["scale"] == scale]
    if rows.empty:
        raise ValueError(
            f"no {kind} of {name!r} with estimand {estimand!r}"
            + (f" on the scale {scale!r}" if scale else "")
            + f"; there are {', '.join(estimands) or 'none'}"
        )
    kept = rows[rows["estimate"].notna()]
    if kept.empty:
        raise ValueError(f"every {kind} of {name!r} is missing (0/0); there is nothing to draw")
    check_unique(kept)
    return kept


def count_classes(table: pd.DataFrame, measure: str, by: str) -> pd.DataFrame:
    """Counts of a feature table summed by group, one column per class.

    Raises
    ------
    ValueError
        If the table has no such counts, or all are zero.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"outlet": ["a", "a"], "n_source_official": [3, 1]})
    >>> count_classes(table, "source", "outlet").loc["a", "official"].item()
    4
    """
    prefix = f"n_{measure}_"
    columns = [c for c in table.columns if c.startswith(prefix)]
    if not columns or by not in table:
        raise ValueError(
            f"the table needs a column {by!r} and counts {prefix}...; pass a feature table "
            f"(framing.measure)"
        )
    counts = table.groupby(by, sort=True)[columns].sum()
    counts.columns = [c.removeprefix(prefix) for c in columns]
    counts = counts[counts.sum(axis=1) > 0]
    if counts.empty:
        raise ValueError(f"every {prefix}... is zero; there is nothing to draw")
    return counts


def long_counts(counts: pd.DataFrame, by: str) -> pd.DataFrame:
    """Counts by group and class as one row each, with n of the group and the share.

    Examples
    --------
    >>> import pandas as pd
    >>> long_counts(pd.DataFrame({"x": [3], "y": [1]}, index=["a"]), "outlet").values.tolist()
    [['a', 'x', 3, 4, 0.75], ['a', 'y', 1, 4, 0.25]]
    """
    import pandas as pd

    totals = counts.sum(axis=1)
    rows = [
        (group, name, int(count), int(totals[group]), count / totals[group])
        for group, values in zip(counts.index, counts.to_numpy(), strict=True)
        for name, count in zip(counts.columns, values, strict=True)
    ]
    return pd.DataFrame(rows, columns=[by, "class", "count", "n", "share"])
