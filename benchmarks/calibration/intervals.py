"""Do 95% intervals hold the truth 95 times in 100, and do tests cry wolf 5 times in 100?

Each run invents a corpus (`benchmarks.calibration.worlds`) and compares its outlets by
`framing.compare`, once for every kind of interval. **Coverage** is the share of runs whose interval
holds the true value, over the outlets' estimates, and over the contrasts of ``b`` (which differs)
and ``c`` (which does not) with ``a``. **False positives** are contrasts of ``c`` with ``a`` at
p < .05, unadjusted. Runs without an interval (a rare cue that an outlet never used) are left out
of the coverage and counted.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.calibration.worlds import CUES, make_table, measure_name, true_values
from framing.outlets import compare, fit_counts, fit_mixed

if TYPE_CHECKING:
    import pandas as pd

EVENTS = (10, 20, 40)
SIDE_BY_SIDE = 25  # corpora in one table
GAP = 0.5  # of outlet b, in log-odds and log rate
METHODS: dict[str, dict[str, str]] = {
    "t (default)": {"interval": "t"},
    "expanded": {"interval": "expanded"},
    "BCa": {"interval": "bca"},
    "percentile": {"interval": "percentile"},
    "two-stage, expanded": {"interval": "expanded", "resample": "events_articles"},
}
KINDS = {"estimate": "outlets", "contrast": "contrasts"}
ESTIMANDS = ("pooled", "articles", "matched")


def simulate(runs: int, seed: int, *, draws: int = 1000) -> pd.DataFrame:
    """Every estimate and contrast of every run, with its truth.

    Parameters
    ----------
    runs : int
        Corpora per number of events, at least.
    seed : int
    draws : int
        Of the bootstrap.

    Returns
    -------
    DataFrame
        Columns ``events, method, cue, estimand, kind, group_a, ci_low, ci_high, p_value, truth``.
    """
    import pandas as pd

    truth = true_values(GAP)
    kept = ["cue", "estimand", "kind", "group_a", "ci_low", "ci_high", "p_value"]
    cue_of = {measure_name(cue, i): cue for cue in CUES for i in range(SIDE_BY_SIDE)}
    frames = []
    for events in EVENTS:
        rng = np.random.default_rng([seed, events])
        for batch in range(-(-runs // SIDE_BY_SIDE)):
            table = make_table(events, GAP, rng, corpora=SIDE_BY_SIDE)
            for method, options in METHODS.items():
                got = compare(
                    table,
                    features=list(cue_of),
                    reference="a",
                    match="event",
                    adjust="none",
                    draws=draws,
                    seed=batch,
                    **options,  # type: ignore[arg-type]
                )
                got = got.assign(cue=got["feature"].map(cue_of))[kept]
                frames.append(got.assign(events=events, method=method))
    frame = pd.concat(frames, ignore_index=True)
    keys = zip(*(frame[c] for c in ("cue", "estimand", "kind", "group_a")), strict=True)
    return frame.assign(truth=[truth[key] for key in keys])


def coverage(frame: pd.DataFrame) -> pd.DataFrame:
    """Share of intervals that hold the truth, a column per method."""
    there = frame.dropna(subset=["ci_low", "ci_high"])
    inside = there["truth"].between(there["ci_low"], there["ci_high"])
    return _by_method(there.assign(value=inside), ["cue", "events", "estimand", "kind"])


def without_interval(frame: pd.DataFrame) -> float:
    """Largest share of runs without an interval, over the rows of the coverage table."""
    missing = frame.assign(value=frame["ci_low"].isna())
    keys = ["cue", "events", "estimand", "kind", "method"]
    return float(missing.groupby(keys)["value"].mean().max())


def false_positives(frame: pd.DataFrame) -> pd.DataFrame:
    """Share of contrasts without a true difference that are called significant at .05."""
    null = frame[(frame["kind"] == "contrast") & (frame["group_a"] == "c")].dropna(
        subset=["p_value"]
    )
    return _by_method(null.assign(value=null["p_value"] < 0.05), ["cue", "events", "estimand"])


def regressions(runs: int, seed: int) -> pd.DataFrame:
    """False positives of `fit_counts` and `fit_mixed`, with 10, 20 and 40 events."""
    import pandas as pd

    names = [measure_name(cue) for cue in CUES]
    models: dict[str, Callable[[pd.DataFrame], pd.DataFrame]] = {
        "event fixed effects": lambda table: fit_counts(table, names, reference="a"),
        "no fixed effects": lambda table: fit_counts(table, names, reference="a", fixed=None),
        "mixed model": lambda table: fit_mixed(table, names, reference="a"),
    }
    rows = []
    for events in EVENTS:
        rng = np.random.default_rng([seed, events])
        for _ in range(runs):
            table = make_table(events, GAP, rng)
            for method, fit in models.items():
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    got = fit(table)
                null = got[got["group_a"] == "c"]
                rows += [
                    {"cue": cue, "events": events, "method": method, "value": p < 0.05}
                    for cue, p in zip(CUES, null["p_value"], strict=True)
                    if not np.isnan(p)
                ]
    return _by_method(pd.DataFrame(rows), ["cue", "events"], order=list(models))


def _by_method(
    frame: pd.DataFrame, keys: list[str], *, order: list[str] | None = None
) -> pd.DataFrame:
    """Means of ``value`` in rows of ``keys`` and columns of methods, in a fixed order."""
    table = frame.groupby([*keys, "method"], observed=True)["value"].mean().unstack("method")
    table = table[order or list(METHODS)].reset_index()
    places = {
        "cue": list(CUES),
        "estimand": list(ESTIMANDS),
        "kind": list(KINDS),
        "events": list(EVENTS),
    }
    table = table.sort_values(keys, key=lambda c: c.map(places[str(c.name)].index))
    if "kind" in table:
        table["kind"] = table["kind"].map(KINDS)
    return table.assign(cue=table["cue"].map(CUES)).reset_index(drop=True)
