"""The same events in two outlets: differences event by event.

Two outlets can differ because they cover different events or because they word the same event
differently. Here only events that both covered count, each with the same weight:
``d_e = m(a, e) - m(b, e)``. The interval resamples events; the p-value flips the signs of the
``d_e`` (exactly for up to 12 events), since under no difference each could as well be reversed.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.outlets.contrasts import equivalence_row
from framing.outlets.design import Design
from framing.stats import (
    bootstrap_interval,
    divide,
    minimum_detectable_effect,
    sign_flip_p,
    sum_by_event,
)

Floats = NDArray[np.float64]


def event_differences(design: Design, a: int, b: int) -> Floats:
    """Difference of groups ``a`` and ``b`` per event and measure, NaN where one has no value.

    Returns
    -------
    ndarray, shape (events, measures)
    """
    sums = [
        sum_by_event(np.nan_to_num(columns), design.events, design.groups)
        for columns in (design.above, design.below)
    ]
    values = divide(*sums)
    return np.asarray(values[:, a] - values[:, b])


def matched_rows(
    design: Design,
    pairs: list[tuple[int, int]],
    *,
    draws: int,
    rng: np.random.Generator,
    margin: float | None,
    interval: str,
    level: float,
    seed: int,
) -> list[dict[str, Any]]:
    """Rows of the comparison table for contrasts matched by event, and their equivalence tests."""
    rows: list[dict[str, Any]] = []
    for a, b in pairs:
        differences = event_differences(design, a, b)
        for j, ratio in enumerate(design.ratios):
            d = differences[:, j]
            both = np.flatnonzero(~np.isnan(d))
            n = [_articles(design, g, j, both) for g in (a, b)]
            row: dict[str, Any] = {
                "feature": ratio.name,
                "kind": "contrast",
                "group_a": design.names[a],
                "group_b": design.names[b],
                "estimand": "matched",
                "scale": "difference",
                "n_a": n[0],
                "n_b": n[1],
                "n_clusters": len(both),
                "method": f"matched events, {_named(interval)}, sign-flip p",
                "seed": seed,
            }
            row |= _numbers(d[both], draws, rng, interval, level)
            rows.append(row)
            if margin is not None:
                rows.append(_equivalence(row, d[both], draws, rng, margin, interval))
    return rows


def _articles(design: Design, group: int, measure: int, events: NDArray[np.int64]) -> int:
    has = np.nan_to_num(design.below[:, measure]) > 0
    return int((has & (design.groups == group) & np.isin(design.events, events)).sum())


def _means(d: Floats, draws: int, rng: np.random.Generator) -> Floats:
    return np.asarray(d[rng.integers(len(d), size=(draws, len(d)))].mean(axis=1))


def _numbers(
    d: Floats, draws: int, rng: np.random.Generator, interval: str, level: float
) -> dict[str, float]:
    n = len(d)
    if n == 0:
        return dict.fromkeys(("estimate", "ci_low", "ci_high", "p_value", "mde"), float("nan"))
    left = (d.sum() - d) / max(n - 1, 1)
    low, high = bootstrap_interval(
        _means(d, draws, rng)[:, None],
        estimate=np.array([d.mean()]),
        left=left[:, None],
        clusters=n,
        level=level,
        method=interval,
    )
    spread = np.array([d.std(ddof=1) / np.sqrt(n)]) if n > 1 else np.array([np.nan])
    return {
        "estimate": float(d.mean()),
        "ci_low": float(low[0]),
        "ci_high": float(high[0]),
        "p_value": sign_flip_p(d, rng=rng) if n > 1 else float("nan"),
        "mde": float(minimum_detectable_effect(spread, clusters=n, level=level)[0]),
    }


def _equivalence(
    row: dict[str, Any],
    d: Floats,
    draws: int,
    rng: np.random.Generator,
    margin: float,
    interval: str,
) -> dict[str, Any]:
    """The row of the equivalence test; missing with fewer than two events."""
    if len(d) < 2:
        drawn, left = np.full(2, np.nan), np.full(2, np.nan)
    else:
        drawn, left = _means(d, draws, rng), (d.sum() - d) / (len(d) - 1)
    method = f"matched events, {_named(interval)}"
    return equivalence_row(row | {"method": method}, (drawn, left), margin, interval)


def _named(interval: str) -> str:
    return "t interval" if interval == "t" else f"{interval} bootstrap"
