"""A measure per outlet and period with intervals: the numbers behind a trend.

Each outlet and period is an estimate of its own: the ratio of the sums over its articles. Its
interval draws the events of that outlet and period with replacement, so periods with more events
get shorter intervals, and one with a single event gets none.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from framing.stats import bootstrap_interval, bootstrap_ratios

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Labels = NDArray[np.object_]


def values_by_period(
    parts: Floats,
    groups: Labels,
    starts: Labels,
    *,
    events: Ints,
    periods: Sequence[date],
    level: float,
    draws: int,
    seed: int,
) -> pd.DataFrame:
    """Pooled ratio by group and period, every period listed for every group.

    Parameters
    ----------
    parts : ndarray, shape (articles, 2)
        Numerator and denominator; NaN in both where an article has no value.
    groups, starts : ndarray of object, shape (articles,)
        Group, and the first day of the period.
    events : ndarray of int, shape (articles,)
        What is drawn.
    periods : sequence of date
    level, draws, seed
        Of the intervals.

    Returns
    -------
    DataFrame
        ``group, start, estimate, ci_low, ci_high, n`` (articles with a value), ``n_clusters``.

    Examples
    --------
    >>> may = date(2031, 5, 1)
    >>> got = values_by_period(np.array([[1.0, 4.0], [3.0, 4.0]]), np.array(["a", "a"], object),
    ...     np.array([may, may], object), events=np.array([0, 1]), periods=[may], level=0.95,
    ...     draws=50, seed=0)
    >>> got[["estimate", "n", "n_clusters"]].values.tolist()
    [[0.5, 2.0, 2.0]]
    """
    import pandas as pd

    rng = np.random.default_rng(seed)
    there = ~np.isnan(parts).any(axis=1)
    rows: list[dict[str, Any]] = []
    for group in sorted(set(groups)):
        for start in periods:
            chosen = there & (groups == group) & (starts == start)
            limits = _limits(parts[chosen], events[chosen], level, draws, rng)
            size = (int(chosen.sum()), len(np.unique(events[chosen])))
            rows.append(
                dict(zip(("estimate", "ci_low", "ci_high"), limits, strict=True))
                | {"group": group, "start": start.isoformat(), "n": size[0], "n_clusters": size[1]}
            )
    columns = ["group", "start", "estimate", "ci_low", "ci_high", "n", "n_clusters"]
    return pd.DataFrame(rows, columns=columns)


def event_codes(table: pd.DataFrame) -> Ints:
    """Codes of events; an article without one stands alone.

    Examples
    --------
    >>> import pandas as pd
    >>> event_codes(pd.DataFrame({"event": ["x", None, "x"]})).tolist()
    [0, 1, 0]
    """
    if "event" not in table:
        return np.arange(len(table), dtype=np.int64)
    known = table["event"].notna().to_numpy()
    codes = np.zeros(len(table), dtype=np.int64)
    names, found = np.unique(
        table["event"][known].astype(str).to_numpy(object), return_inverse=True
    )
    codes[known] = found
    codes[~known] = len(names) + np.arange(int((~known).sum()))
    return codes


def _limits(
    parts: Floats, events: Ints, level: float, draws: int, rng: np.random.Generator
) -> tuple[float, float, float]:
    """Estimate and limits of one group in one period; NaN for what cannot be said."""
    if not parts[:, 1].sum() > 0:
        return np.nan, np.nan, np.nan
    names, codes = np.unique(events, return_inverse=True)
    one = np.zeros(len(parts), dtype=np.int64)
    got = bootstrap_ratios(
        parts[:, :1],
        parts[:, 1:],
        groups=one,
        events=codes.astype(np.int64),
        cells=codes.astype(np.int64),
        draws=draws,
        rng=rng,
    )
    observed, drawn, left = got.ratios()
    low, high = bootstrap_interval(
        drawn[:, 0], estimate=observed[0], left=left[:, 0], clusters=len(names), level=level
    )
    return float(observed[0, 0]), float(low[0]), float(high[0])
