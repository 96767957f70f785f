"""Counts of articles in a regression: outlets compared with events and covariates held constant.

Shares are **binomial** (``n_X_Y`` of ``n_X``, logit), rates and plain counts **Poisson** (``n_Y``
with ``log n_words`` as offset, log). Standard errors are clustered by event, so that neither
clumping of cues within articles nor shared facts within events makes them too small: the families
give the estimating equation, not the variance (Liang and Zeger 1986; Wooldridge 2010, ch. 18).

With fixed effects of events, outlets are compared within events only. Events that cannot say
anything then (one outlet only; for shares, all or none of the attributions) are left out and
counted. With few articles an event, fixed effects push log-odds away from 0 (the incidental
parameters of a logit); Poisson models are free of this.

References
----------
Liang, K.-Y., & Zeger, S. L. (1986). Longitudinal data analysis using generalized linear models.
Biometrika, 73(1). Wooldridge, J. M. (2010). Econometric Analysis (2nd ed.). MIT Press.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from framing.grammar import Ratio, parse_measure, parts_of
from framing.outlets.design import event_codes
from framing.outlets.rows import check_options, comparison_frame
from framing.outlets.terms import (
    checked_labels,
    contrast,
    design_matrix,
    load_statsmodels,
    who,
)
from framing.stats import ADJUSTMENTS, Adjustment

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]
Fixed = Literal["event"]


def fit_counts(
    table: pd.DataFrame,
    features: list[str] | str,
    *,
    reference: str,
    by: str = "outlet",
    groups: pd.DataFrame | None = None,
    fixed: Fixed | None = "event",
    controls: Sequence[str] = (),
    adjust: Adjustment = "holm",
    level: float = 0.95,
) -> pd.DataFrame:
    """Generalised linear models of counts, one per measure, with errors clustered by event.

    Parameters
    ----------
    table : DataFrame
        A feature table.
    features : list of str
        ``share_...`` (binomial), ``rate_...`` (Poisson, offset words), ``n_...`` (Poisson).
    reference : str
        The value of ``by`` that the others are contrasted with.
    by, groups
        As in `framing.outlets.compare`.
    fixed : {"event"} or None
        Fixed effects of events.
    controls : sequence of str
        Columns of covariates: numbers enter as they are, anything else as categories.
    adjust, level
        As in `framing.outlets.compare`.

    Returns
    -------
    DataFrame
        Columns `framing.schema.COMPARISON_COLUMNS`: a contrast per measure and group, ``estimand``
        ``"glm"``, ``scale`` ``"log_odds"`` (binomial) or ``"log_ratio"`` (Poisson); t intervals on
        clusters - 1 degrees of freedom. ``n_a`` and ``n_b`` count the articles used. A
        coefficient that the data do not determine (an outlet without any such cue) is missing.

    Raises
    ------
    ModuleNotFoundError
        If statsmodels is not installed (``pip install "framing[stats]"``).
    ValueError
        For unknown columns, groups or options, or if nothing is left to fit.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"outlet": ["a", "b"] * 4, "event": list("11223344"),
    ...     "n_stance": [10] * 8, "n_stance_distancing": [1, 5, 2, 6, 1, 4, 2, 5]})
    >>> got = fit_counts(table, "share_stance_distancing", reference="a")
    >>> got[["group_a", "group_b", "scale"]].values.tolist()
    [['b', 'a', 'log_odds']]
    >>> bool(got["ci_low"].iloc[0] > 0)
    True
    """
    check_options(
        [("adjust", adjust, ADJUSTMENTS), ("fixed", fixed, (None, "event"))],
        draws=1000,
        level=level,
    )
    load_statsmodels()
    needed = [*controls, *(["event"] if fixed else [])]
    labels = checked_labels(table, by, groups, reference=reference, needed=needed)
    wanted = [features] if isinstance(features, str) else list(features)
    rows: list[dict[str, Any]] = []
    for name in wanted:
        ratio = parse_measure(name, list(table.columns))
        if ratio.kind == "mean" or not ratio.numerator.startswith("n_"):
            raise ValueError(f"{name} is not made of counts; fit shares, rates and n_ columns")
        rows += _fit(table.assign(_group=labels), ratio, reference, fixed, tuple(controls), level)
    return comparison_frame(rows, adjust=adjust, level=level)


def _fit(
    table: pd.DataFrame,
    ratio: Ratio,
    reference: str,
    fixed: str | None,
    controls: tuple[str, ...],
    level: float,
) -> list[dict[str, Any]]:
    above, below = parts_of(table, ratio)
    ok = (below > 0) & table["_group"].notna().to_numpy()
    ok &= table[list(controls)].notna().all(axis=1).to_numpy() if controls else True
    events = event_codes(table)
    binomial = ratio.kind == "share"
    if fixed:
        ok &= _informative(table["_group"].to_numpy(), events, above, below, ok, binomial)
    used = table[ok]
    group = used["_group"].astype(str).to_numpy()
    if reference not in group or len(set(group)) < 2:
        raise ValueError(
            f"{ratio.name}: no article is left that tells {reference!r} from another group"
            + (" within an event; fixed=None compares over events" if fixed else "")
        )
    x, kept = design_matrix(used, group, reference, events[ok] if fixed else None, controls)
    result = _solve(above[ok], below[ok], x, events[ok], ratio)
    clusters = len(np.unique(events[ok]))
    rows = []
    for place, name in enumerate(kept):
        value, error = _determined(result, above[ok], group == name, place)
        rows.append(
            {
                "feature": ratio.name,
                "estimand": "glm",
                "scale": "log_odds" if binomial else "log_ratio",
                "n_clusters": clusters,
                "method": _method(binomial, ratio, fixed, controls),
            }
            | contrast(value, error, df=max(clusters - 1, 1), level=level)
            | who(group, name, reference)
        )
    return rows


def _solve(above: Floats, below: Floats, x: Floats, events: NDArray[np.int64], ratio: Ratio) -> Any:
    sm = load_statsmodels()
    if ratio.kind == "share":
        model = sm.GLM(np.column_stack([above, below - above]), x, family=sm.families.Binomial())
    else:
        words = np.log(below) if ratio.denominator else None
        model = sm.GLM(above, x, family=sm.families.Poisson(), offset=words)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of separation: such coefficients come out missing
        return model.fit(cov_type="cluster", cov_kwds={"groups": events}, maxiter=200)


def _determined(result: Any, above: Floats, mine: Any, place: int) -> tuple[float, float]:
    """Coefficient and error; both NaN where it ran away because the outlet has no such cue."""
    value, error = float(result.params[place]), float(result.bse[place])
    lost = not np.isfinite(error) or error <= 0 or above[np.asarray(mine)].sum() == 0
    return (np.nan, np.nan) if lost or abs(value) > 15 else (value, error)


def _informative(
    group: Any, events: NDArray[np.int64], above: Floats, below: Floats, ok: Any, binomial: bool
) -> NDArray[np.bool_]:
    """Articles of events with two groups at least and (for shares) neither all nor none."""
    keep = np.zeros(len(events), dtype=bool)
    for event in np.unique(events[ok]):
        mine = ok & (events == event)
        some = above[mine].sum() > 0
        not_all = not binomial or above[mine].sum() < below[mine].sum()
        keep[mine] = len(set(group[mine])) > 1 and some and not_all
    return keep


def _method(binomial: bool, ratio: Ratio, fixed: str | None, controls: tuple[str, ...]) -> str:
    family = "binomial GLM" if binomial else "Poisson GLM"
    parts = [family + (", offset log words" if ratio.kind == "rate" else "")]
    parts += ["event fixed effects"] if fixed else []
    parts += [f"controls {', '.join(controls)}"] if controls else []
    return "; ".join([*parts, "errors clustered by event"])
