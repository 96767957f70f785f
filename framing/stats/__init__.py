"""Statistics on arrays: resampling, intervals, adjustment for many tests. No tables, no text."""

from framing.stats.intervals import (
    INTERVAL_METHODS,
    IntervalMethod,
    bootstrap_interval,
    bootstrap_p,
    standard_error,
)
from framing.stats.resample import RatioDraws, bootstrap_ratios, cluster_weights, divide
from framing.stats.testing import (
    ADJUSTMENTS,
    Adjustment,
    adjust_p,
    minimum_detectable_effect,
    sign_flip_p,
)

__all__ = [
    "ADJUSTMENTS",
    "INTERVAL_METHODS",
    "Adjustment",
    "IntervalMethod",
    "RatioDraws",
    "adjust_p",
    "bootstrap_interval",
    "bootstrap_p",
    "bootstrap_ratios",
    "cluster_weights",
    "divide",
    "minimum_detectable_effect",
    "sign_flip_p",
    "standard_error",
]
