"""Picking the rows of a comparison table that one figure shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

NEEDED = ("feature", "kind", "group_a", "group_b", "estimand", "scale", "estimate", "ci_low")


def pick_rows(
    result: pd.DataFrame, *, kind: str, feature: str | None, estimand: str, scale: str | None = None
) -> pd.DataFrame:
    """Rows of one kind, one feature and one estimand, without those that have no estimate.

    Raises
    ------
    ValueError
        If the table is not a comparison table, or nothing or more than one feature is left to draw.
    """
    missing = [column for column in NEEDED if column not in result.columns]
    if missing:
        raise ValueError(
            f"this is not a comparison table: it lacks {', '.join(missing)}; pass what "
            f"framing.compare returned"
        )
    features = list(dict.fromkeys(result["feature"]))
    if feature is None and len(features) != 1:
        raise ValueError(f"the table has {len(features)} features; name one: {', '.join(features)}")
    name = features[0] if feature is None else feature
    if name not in features:
        raise ValueError(f"no feature {name!r} in the table; there are {', '.join(features)}")
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
    return kept
