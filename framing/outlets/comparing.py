"""How outlets differ, and how sure we are.

For every measure and outlet there is an **estimate**, and for every pair of outlets a **contrast**,
each with an interval over events, which are left out or drawn as a whole (`framing.stats`), or over
articles where there are no events. Three estimands are named, because they answer different
questions:

- ``pooled``: sum of numerators over sum of denominators: the share among all attributions that a
  reader of the outlet meets. Long articles weigh more.
- ``articles``: the mean of the articles' own values: every article weighs the same.
- ``matched`` (with ``match="event"``): the mean over events covered by both outlets of the
  difference between them on that event: what was covered is held constant, how remains.

Nothing here says that an outlet is *biased*: it says where two outlets differ on a measure.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np

from framing.outlets.contrasts import contrast_rows, count_articles, estimate_rows
from framing.outlets.design import Design, make_design
from framing.outlets.rows import check_options, pairs_of
from framing.schema import COMPARISON_COLUMNS
from framing.stats import (
    ADJUSTMENTS,
    INTERVAL_METHODS,
    Adjustment,
    IntervalMethod,
    RatioDraws,
    adjust_p,
    bootstrap_ratios,
)

if TYPE_CHECKING:
    import pandas as pd

Scale = Literal["difference", "ratio", "log_odds"]
SCALES: tuple[str, ...] = get_args(Scale)
Resample = Literal["events", "events_articles"]
RESAMPLES: tuple[str, ...] = get_args(Resample)


def compare(
    table: pd.DataFrame,
    by: str = "outlet",
    features: list[str] | str | None = None,
    *,
    reference: str | None = None,
    match: Literal["event"] | None = None,
    groups: pd.DataFrame | None = None,
    weights: str | None = None,
    scales: tuple[Scale, ...] = ("difference",),
    interval: IntervalMethod = "t",
    adjust: Adjustment = "holm",
    level: float = 0.95,
    draws: int = 2000,
    resample: Resample = "events",
    margin: float | None = None,
    seed: int = 0,
) -> pd.DataFrame:
    """Estimates by outlet and contrasts between outlets, with intervals and adjusted p-values.

    Parameters
    ----------
    table : DataFrame
        A feature table: one row per article, with ``outlet`` and, where known, ``event``. Articles
        without an event are clusters of their own.
    by : str
        Column to group by; with ``groups=`` a column of that table.
    features : list of str
        Measures: ``share_...``, ``rate_...``, ``mean_...`` of the counts in the table, or any
        numeric column (see `framing.grammar`).
    reference : str, optional
        Contrast every group with this one; default all pairs.
    match : {"event"}, optional
        Add contrasts that compare two outlets only on events that both covered.
    groups : DataFrame, optional
        One row per outlet: ``outlet`` and what is believed about it (leaning, country, owner).
    weights : str, optional
        Column of article weights.
    scales : tuple of {"difference", "ratio", "log_odds"}
        Scales of the contrasts. Log-odds need shares.
    interval : {"t", "expanded", "percentile", "bca"}
        Student's t on errors from leaving out one event at a time, or one of three intervals of
        bootstrap draws of events; see `framing.stats.student` and `framing.stats.intervals`. The
        default keeps its level with few events and with rare features, ``"percentile"`` does not
        (``docs/calibration.md``).
    adjust : {"holm", "bh", "none"}
        Adjustment over all contrasts and features of one estimand: Holm for planned contrasts, BH
        for exploration.
    level : float
        Coverage of the intervals, written into each row of the result.
    draws : int
        Bootstrap draws.
    resample : {"events", "events_articles"}
        Draw whole events, or events and then articles within event and outlet (wider, conservative;
        see `framing.stats.resample`; not for ``interval="t"``, which draws nothing). Articles
        without an event are clusters of their own.
    margin : float, optional
        Adds an equivalence test (two one-sided tests): is the difference within plus or minus this?
    seed : int
        Seed of the resampling, written into the result.

    Returns
    -------
    DataFrame
        Columns `framing.schema.COMPARISON_COLUMNS`. ``n_a``/``n_b`` count the articles with a
        value, ``n_clusters`` the events behind the row. ``mde`` (minimum detectable effect at 80%
        power, on the scale of the row; for a ratio its distance from 1) stands beside contrasts
        that are not significant. Missing where 0/0, where there are
        fewer than two clusters, and where nothing varies (a class that an outlet never uses).

    Raises
    ------
    ValueError
        For unknown columns, measures, groups or options; the message lists what is allowed.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"outlet": ["a", "b"] * 4, "event": list("11223344"),
    ...     "n_stance": [10] * 8, "n_stance_distancing": [1, 5, 2, 6, 1, 4, 2, 5]})
    >>> result = compare(table, features=["share_stance_distancing"], seed=7)
    >>> pooled = result[result.estimand == "pooled"]
    >>> print(pooled[["kind", "group_a", "group_b", "estimate"]].to_string(index=False))
        kind group_a group_b  estimate
    estimate       a    None      0.15
    estimate       b    None      0.50
    contrast       a       b     -0.35

    References
    ----------
    Davison & Hinkley (1997), ch. 3.8; Hesterberg (2015); Holm (1979); Benjamini & Hochberg (1995).
    """
    wanted = _checked(features, match, scales, interval, adjust, resample, level, draws, margin)
    design = make_design(table, by, wanted, groups=groups, weights=weights)
    pairs = pairs_of(design.names, reference, by)
    rng = np.random.default_rng(seed)
    rows: list[dict[str, Any]] = []
    options: dict[str, Any] = {
        "interval": interval,
        "level": level,
        "seed": seed,
        "resample": resample,
    }
    counts = count_articles(design)
    for estimand, got in _bootstrapped(design, draws, rng, resample).items():
        rows += estimate_rows(design, got, counts, estimand, options)
        rows += contrast_rows(design, got, counts, pairs, estimand, scales, margin, options)
    if match == "event":
        from framing.outlets.matching import matched_rows

        rows += matched_rows(
            design,
            pairs,
            draws=draws,
            rng=rng,
            margin=margin,
            interval=interval,
            level=level,
            seed=seed,
        )
    return _finished(rows, adjust, level)


def _checked(
    features: list[str] | str | None,
    match: str | None,
    scales: tuple[str, ...],
    interval: str,
    adjust: str,
    resample: str,
    level: float,
    draws: int,
    margin: float | None,
) -> list[str]:
    options: list[tuple[str, Any, Sequence[Any]]] = [
        ("interval", interval, INTERVAL_METHODS),
        ("adjust", adjust, ADJUSTMENTS),
        ("match", match, (None, "event")),
        ("resample", resample, RESAMPLES),
        *(("scales", scale, SCALES) for scale in scales),
    ]
    check_options(options, draws=draws, level=level)
    if interval == "t" and resample != "events":
        raise ValueError(
            f"interval='t' leaves out whole events and draws nothing; with resample={resample!r} "
            f"choose interval='expanded', 'bca' or 'percentile'"
        )
    if margin is not None and margin <= 0:
        raise ValueError(f"margin must be above 0, given {margin}")
    if not features:
        raise ValueError(
            "name the measures to compare, for example features=['share_stance_distancing']; "
            "framing.describe_columns() lists them"
        )
    return [features] if isinstance(features, str) else list(features)


def _bootstrapped(
    design: Design, draws: int, rng: np.random.Generator, resample: str
) -> dict[str, RatioDraws]:
    """Sums for both estimands, from the same draws of events."""
    parts = (design.above, design.below), design.of_articles()
    got = bootstrap_ratios(
        np.concatenate([above for above, _ in parts], axis=1),
        np.concatenate([below for _, below in parts], axis=1),
        groups=design.groups,
        events=design.events,
        cells=design.cells,
        draws=draws,
        rng=rng,
        within=resample == "events_articles",
    )
    k = len(design.ratios)
    return {"pooled": got.take(slice(k)), "articles": got.take(slice(k, None))}


def _finished(rows: list[dict[str, Any]], adjust: str, level: float) -> pd.DataFrame:
    import pandas as pd

    frame = pd.DataFrame(rows, columns=list(COMPARISON_COLUMNS)).assign(level=level)
    frame["p_adjusted"] = _adjusted(rows, adjust)
    frame["group_b"] = frame["group_b"].astype(object).where(frame["group_b"].notna(), None)
    frame.loc[frame["p_adjusted"] <= 1 - level + 1e-12, "mde"] = np.nan
    return frame.astype(
        dict.fromkeys(("estimate", "ci_low", "ci_high", "p_value", "p_adjusted", "mde"), float)
        | {"n_a": "Int64", "n_b": "Int64", "n_clusters": "Int64", "seed": "Int64"}
    )


def _adjusted(rows: list[dict[str, Any]], adjust: str) -> list[float]:
    """Adjusted p of every row; a contrast on several scales is one test, estimates are none."""
    families: dict[tuple[str, str], dict[tuple[str, str, str], float]] = {}
    keys = [(row["feature"], row["group_a"], row.get("group_b", "")) for row in rows]
    for row, key in zip(rows, keys, strict=True):
        if row["kind"] != "estimate":
            families.setdefault((row["kind"], row["estimand"]), {})[key] = row["p_value"]
    adjusted = {
        family: dict(zip(tests, adjust_p(np.array([*tests.values()]), method=adjust), strict=True))
        for family, tests in families.items()
    }
    return [
        float(adjusted.get((row["kind"], row["estimand"]), {}).get(key, np.nan))
        for row, key in zip(rows, keys, strict=True)
    ]
