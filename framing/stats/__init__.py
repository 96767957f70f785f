"""Statistics on arrays: resampling, intervals, adjustment for many tests. No tables, no text."""

from framing.stats.agreement import krippendorff_alpha
from framing.stats.diversity import (
    coverage,
    effective_number,
    expected_kinds,
    shannon,
    simpson,
    standardised_entropy,
    variation,
)
from framing.stats.intervals import (
    INTERVAL_METHODS,
    IntervalMethod,
    bootstrap_interval,
    bootstrap_p,
    standard_error,
)
from framing.stats.partisanship import (
    leave_out_partisanship,
    permuted_partisanship,
    plug_in_partisanship,
)
from framing.stats.resample import (
    RatioDraws,
    bootstrap_ratios,
    cluster_weights,
    divide,
    sum_by_event,
)
from framing.stats.satterthwaite import satterthwaite
from framing.stats.shift import Shift, word_shift
from framing.stats.testing import (
    ADJUSTMENTS,
    Adjustment,
    adjust_p,
    minimum_detectable_effect,
    sign_flip_p,
)
from framing.stats.words import LogOdds, log_odds, permute_log_odds

__all__ = [
    "ADJUSTMENTS",
    "INTERVAL_METHODS",
    "Adjustment",
    "IntervalMethod",
    "LogOdds",
    "RatioDraws",
    "Shift",
    "adjust_p",
    "bootstrap_interval",
    "bootstrap_p",
    "bootstrap_ratios",
    "cluster_weights",
    "coverage",
    "divide",
    "effective_number",
    "expected_kinds",
    "krippendorff_alpha",
    "leave_out_partisanship",
    "log_odds",
    "minimum_detectable_effect",
    "permute_log_odds",
    "permuted_partisanship",
    "plug_in_partisanship",
    "satterthwaite",
    "shannon",
    "sign_flip_p",
    "simpson",
    "standard_error",
    "standardised_entropy",
    "sum_by_event",
    "variation",
    "word_shift",
]
