"""What every regression of outlets is made of: groups, a design matrix, rows of contrasts.

The first columns of a design are dummies of the groups but the **reference**, so that each of their
coefficients is the contrast of one group with the reference, everything else in the model held
constant. Then come events (or a constant), then covariates: numbers as they are, anything else as
categories, the first of them left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from framing.outlets.design import labels_of
from framing.stats import minimum_detectable_effect

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]


def load_statsmodels() -> Any:
    """The package that fits regressions.

    Raises
    ------
    ModuleNotFoundError
        If it is not installed; the message says how to.
    """
    try:
        import statsmodels.api as sm
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(
            'regressions need statsmodels: pip install "framing[stats]"'
        ) from error
    return sm


def checked_labels(
    table: pd.DataFrame,
    by: str,
    groups: pd.DataFrame | None,
    *,
    reference: str,
    needed: Sequence[str],
) -> pd.Series:
    """The group of each article, once the columns and the reference are known to be there.

    Raises
    ------
    ValueError
        For a missing column, or a reference that is not a group.
    """
    labels = labels_of(table, by, groups)
    there = sorted({str(name) for name in labels.dropna()})
    if reference not in there:
        raise ValueError(
            f"reference={reference!r} is not a value of {by!r}; there are {', '.join(there)}"
        )
    missing = [column for column in needed if column not in table]
    if missing:
        raise ValueError(f"the table has no column {missing[0]!r}")
    return labels


def design_matrix(
    used: pd.DataFrame,
    group: NDArray[Any],
    reference: str,
    events: NDArray[np.int64] | None,
    controls: Sequence[str],
) -> tuple[Floats, list[str]]:
    """Dummies of groups first, then of events (or a constant), then covariates.

    Returns
    -------
    tuple of ndarray, shape (articles, coefficients), and list of str
        The matrix, and the groups that its first columns stand for.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"n_words": [200, 300, 100]})
    >>> x, kept = design_matrix(table, np.array(["a", "b", "b"]), "a", None, ["n_words"])
    >>> x.tolist(), kept
    ([[0.0, 1.0, 200.0], [1.0, 1.0, 300.0], [1.0, 1.0, 100.0]], ['b'])
    """
    import pandas as pd

    kept = [str(name) for name in sorted(set(group)) if name != reference]
    columns = [(group == name).astype(float) for name in kept]
    if events is None:
        columns.append(np.ones(len(used)))
    else:
        columns += [(events == e).astype(float) for e in np.unique(events)]
    for control in controls:
        if pd.api.types.is_numeric_dtype(used[control]):
            columns.append(used[control].to_numpy(dtype=float))
        else:
            values = used[control].astype(str).to_numpy()
            columns += [(values == v).astype(float) for v in sorted(set(values))[1:]]
    return np.column_stack(columns), kept


def contrast(value: float, error: float, *, df: float, level: float) -> dict[str, Any]:
    """Estimate, t limits, p and minimum detectable effect of a coefficient with its error.

    All but the estimate are missing where the error is.

    Examples
    --------
    >>> row = contrast(1.0, 0.5, df=10, level=0.95)
    >>> round(row["ci_low"], 3), round(row["p_value"], 3)
    (-0.114, 0.073)
    """
    from scipy import stats

    reach = float(stats.t.ppf((1 + level) / 2, df)) * error
    clusters = int(df) + 1 if np.isfinite(df) else 1
    mde = minimum_detectable_effect(np.array([error]), clusters=clusters, level=level)
    return {
        "kind": "contrast",
        "estimate": value,
        "ci_low": value - reach,
        "ci_high": value + reach,
        "p_value": float(2 * stats.t.sf(abs(value / error), df)),
        "mde": float(mde[0]),
    }


def who(group: NDArray[Any], name: str, reference: str) -> dict[str, Any]:
    """The two groups of a contrast, and how many articles each has in the model."""
    return {
        "group_a": name,
        "group_b": reference,
        "n_a": int((group == name).sum()),
        "n_b": int((group == reference).sum()),
    }
