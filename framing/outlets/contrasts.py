"""Rows of the comparison table: estimates, contrasts on three scales, equivalence tests.

A contrast can be read as a *difference* (points of a share, or per 1,000 words), a *ratio*, or, for
shares, a difference of *log-odds*; each scale has its interval, and all share the p-value of the
difference, so that significance never depends on the scale somebody liked better.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.outlets.design import Design
from framing.stats import (
    RatioDraws,
    bootstrap_interval,
    bootstrap_p,
    minimum_detectable_effect,
    standard_error,
    sum_by_event,
)

Floats = NDArray[np.float64]
TRANSFORMS = {"share": "logit", "rate": "log"}  # of estimates, for t intervals


def method_name(options: dict[str, Any]) -> str:
    """How the interval was made, in words that fit a table note."""
    if options["interval"] == "t":
        return "t interval, errors from leaving out one event at a time"
    stages = {"events": "over events", "events_articles": "over events, then articles"}
    return f"cluster bootstrap {stages[options['resample']]}, {options['interval']} interval"


def count_articles(design: Design) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Articles with a value per (group, measure), and which events they are of."""
    has = np.nan_to_num(design.below) > 0
    by_event = sum_by_event(has.astype(float), design.events, design.groups)
    return by_event.sum(axis=0).astype(np.int64), by_event > 0


def estimate_rows(
    design: Design,
    got: RatioDraws,
    counts: tuple[NDArray[np.int64], NDArray[np.bool_]],
    estimand: str,
    options: dict[str, Any],
) -> list[dict[str, Any]]:
    observed, drawn, left = got.ratios()
    clusters = counts[1].sum(axis=0)
    low, high = bootstrap_interval(
        drawn,
        estimate=observed,
        left=left,
        clusters=clusters,
        level=options["level"],
        method=options["interval"],
        transform=np.array([TRANSFORMS.get(r.kind, "plain") for r in design.ratios]),
    )
    return [
        {
            "feature": ratio.name,
            "kind": "estimate",
            "group_a": name,
            "estimand": estimand,
            "scale": ratio.unit,
            "estimate": observed[g, j],
            "ci_low": low[g, j],
            "ci_high": high[g, j],
            "n_a": int(counts[0][g, j]),
            "n_clusters": int(clusters[g, j]),
            "method": method_name(options),
            "seed": options["seed"],
        }
        for j, ratio in enumerate(design.ratios)
        for g, name in enumerate(design.names)
    ]


def contrast_rows(
    design: Design,
    got: RatioDraws,
    counts: tuple[NDArray[np.int64], NDArray[np.bool_]],
    pairs: list[tuple[int, int]],
    estimand: str,
    scales: tuple[str, ...],
    margin: float | None,
    options: dict[str, Any],
) -> list[dict[str, Any]]:
    """Contrasts on every scale, and equivalence tests of the differences if there is a margin."""
    if not pairs:
        return []
    a, b = (np.array(side) for side in zip(*pairs, strict=True))
    clusters = (counts[1][:, a] | counts[1][:, b]).sum(axis=0)
    plain = _on_scale(got, a, b, "difference", estimand)
    p = bootstrap_p(
        plain[1],
        estimate=plain[0],
        left=plain[2],
        clusters=clusters,
        method=options["interval"],
    )

    def on(scale: str) -> list[dict[str, Any]]:
        numbers = _numbers(_on_scale(got, a, b, scale, estimand), clusters, scale, options)
        return [
            {
                "feature": ratio.name,
                "kind": "contrast",
                "group_a": design.names[ga],
                "group_b": design.names[gb],
                "estimand": estimand,
                "scale": scale,
                **{name: float(value[i, j]) for name, value in numbers.items()},
                "p_value": p[i, j] if not np.isnan(numbers["estimate"][i, j]) else np.nan,
                "n_a": int(counts[0][ga, j]),
                "n_b": int(counts[0][gb, j]),
                "n_clusters": int(clusters[i, j]),
                "method": method_name(options),
                "seed": options["seed"],
            }
            for j, ratio in enumerate(design.ratios)
            if scale != "log_odds" or (ratio.kind == "share" and estimand == "pooled")
            for i, (ga, gb) in enumerate(pairs)
        ]

    rows = [row for scale in scales for row in on(scale)]
    if margin is None:
        return rows
    drawn, left = (v.transpose(0, 2, 1).reshape(len(v), -1).T for v in plain[1:])
    return rows + [
        equivalence_row(row, values, margin, options["interval"])
        for row, *values in zip(on("difference"), drawn, left, strict=True)
    ]


def _numbers(
    values: tuple[Floats, Floats, Floats],
    clusters: NDArray[np.int64],
    scale: str,
    options: dict[str, Any],
) -> dict[str, Floats]:
    """Estimate, limits and minimum detectable effect of contrasts on one scale."""
    observed, drawn, left = values
    low, high = bootstrap_interval(
        drawn,
        estimate=observed,
        left=left,
        clusters=clusters,
        level=options["level"],
        method=options["interval"],
        transform="log" if scale == "ratio" else "plain",
    )
    error = standard_error(drawn, clusters=clusters)
    mde = minimum_detectable_effect(error, clusters=clusters, level=options["level"])
    return {"estimate": observed, "ci_low": low, "ci_high": high, "mde": mde}


def _on_scale(
    got: RatioDraws, a: NDArray[np.int64], b: NDArray[np.int64], scale: str, estimand: str
) -> tuple[Floats, Floats, Floats]:
    """Contrast of groups ``a`` and ``b``: observed, drawn, and without each event."""
    if scale == "log_odds" and estimand == "pooled":
        sums = (
            (got.above, got.below),
            (got.above_draws, got.below_draws),
            (got.above_left, got.below_left),
        )
        with np.errstate(divide="ignore", invalid="ignore"):
            logits = [np.log((n + 0.5) / (d - n + 0.5)) for n, d in sums]
        x, y, z = (v[..., a, :] - v[..., b, :] for v in logits)
        return x, y, z
    values = got.ratios()
    if scale == "ratio":
        with np.errstate(divide="ignore", invalid="ignore"):
            x, y, z = (
                np.where(v[..., b, :] != 0, v[..., a, :] / v[..., b, :], np.nan) for v in values
            )
        return x, y, z
    x, y, z = (v[..., a, :] - v[..., b, :] for v in values)
    return x, y, z


def equivalence_row(
    row: dict[str, Any], values: Sequence[Floats], margin: float, interval: str
) -> dict[str, Any]:
    """Two one-sided tests: p that the difference lies beyond plus or minus the margin.

    ``values`` are the difference as drawn and without each event in turn.
    """
    drawn, left = values
    estimate = np.array([row["estimate"]])
    sides = [
        bootstrap_p(
            drawn[:, None],
            estimate=estimate,
            left=left[:, None],
            clusters=row["n_clusters"],
            null=null,
            method=interval,
        )[0]
        / 2
        for null in (-margin, margin)
    ]
    p = max(sides) if abs(row["estimate"]) < margin else 1 - min(sides)
    return row | {
        "kind": "equivalence",
        "p_value": float(p),
        "mde": np.nan,
        "method": f"two one-sided tests, margin {margin:g}, {row['method']}",
    }
