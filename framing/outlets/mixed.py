"""Values of articles in a linear mixed model: outlets fixed, a random intercept per event.

    value = outlet + controls + u[event] + e,     u ~ N(0, sd_event^2),   e ~ N(0, sd_residual^2)

An event makes all its articles high or low alike; the model estimates by how much, and weighs the
comparison of outlets *within* events against the one *between* events accordingly. Fitted by REML
(statsmodels ``MixedLM``), t limits on Satterthwaite's degrees of freedom
(`framing.stats.satterthwaite`).

Which model?
------------
- **Every article counts once** here, be it long or short; in `framing.outlets.fit_counts` every cue
  or word counts once. Few cues an article make values coarse: prefer the counts.
- **Many events, few outlets, coverage that overlaps in part**: the mixed model. Events of one
  outlet alone still tell something, where fixed effects throw them away (partial pooling; Gelman
  and Hill 2007, ch. 12).
- **Outlets choose events by their nature** (the tabloid takes the hot ones): event fixed effects,
  ``fit_counts(fixed="event")``. A random intercept takes ``u`` to be unrelated to the outlet.
- **Several articles of an outlet on one event** are more alike than the event explains. This model
  does not know it and is then too sure; clustered errors (``fit_counts``, `framing.compare`) do.

Events are sampled, outlets are the question: hence random events and fixed outlets. Five events or
fewer say little about ``sd_event``. If it is estimated as 0 (a *singular* fit; Bates et al. 2015),
the model **is** least squares, which is what is then reported.

References
----------
Bates, D., Maechler, M., Bolker, B., & Walker, S. (2015). Fitting linear mixed-effects models using
lme4. Journal of Statistical Software, 67(1). Gelman, A., & Hill, J. (2007). Data Analysis Using
Regression and Multilevel/Hierarchical Models. Cambridge University Press.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from framing.grammar import parse_measure, values_of
from framing.outlets.design import event_codes
from framing.outlets.rows import check_options, comparison_frame
from framing.outlets.terms import checked_labels, contrast, design_matrix, load_statsmodels, who
from framing.stats import ADJUSTMENTS, Adjustment, satterthwaite

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
PRECISION = 1e-8  # of the gradient
NOTHING = 1e-10  # a variance this small beside that of the values is rounding
MIXED = "linear mixed model by REML, random intercept per event; t limits, Satterthwaite df"
SINGULAR = "least squares, the linear mixed model with an event variance of 0; t limits"
ALONE = "least squares, since no event holds two articles; t limits"
EXACT = "linear mixed model; no limits, since nothing varies beside outlets and events"
LOST = "least squares, errors clustered by event, since the mixed model did not converge; t limits"


@dataclass(frozen=True, slots=True)
class Fit:
    """Coefficients, their errors and degrees of freedom, and the two standard deviations."""

    values: Floats
    errors: Floats
    df: Floats
    sd_event: float
    sd_residual: float
    method: str


def fit_mixed(
    table: pd.DataFrame,
    features: list[str] | str,
    *,
    reference: str,
    by: str = "outlet",
    groups: pd.DataFrame | None = None,
    controls: Sequence[str] = (),
    adjust: Adjustment = "holm",
    level: float = 0.95,
) -> pd.DataFrame:
    """Linear mixed models of the articles' values, one per measure, events as random intercepts.

    Parameters
    ----------
    table : DataFrame
        A feature table. An article without an event is an event of its own.
    features : list of str
        Any measures (`framing.grammar`): shares, rates, means, numeric columns.
    reference : str
        The value of ``by`` that the others are contrasted with.
    by, groups
        As in `framing.outlets.compare`.
    controls : sequence of str
        Columns of covariates: numbers enter as they are, anything else as categories.
    adjust, level
        As in `framing.outlets.compare`.

    Returns
    -------
    DataFrame
        Columns `framing.schema.COMPARISON_COLUMNS`: a contrast per measure and group, estimand
        ``"mixed"``, scale ``"difference"``, t limits. ``n_a`` and ``n_b`` count the articles with a
        value, a group and all controls; ``n_clusters`` their events. Then ``sd_event`` and
        ``sd_residual``, in units of the measure, and ``df`` of the t limits. ``sd_event`` is
        missing where the data cannot tell, and ``method`` says whenever least squares stand in for
        the model. Where nothing varies within outlets and events, limits and p are missing.

    Raises
    ------
    ModuleNotFoundError
        If statsmodels is not installed (``pip install "framing[stats]"``).
    ValueError
        For unknown columns, groups or options, for controls that say the same as other columns, or
        if nothing is left to fit.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"outlet": ["a", "b"] * 4, "event": list("11223344"),
    ...     "n_stance": [10] * 8, "n_stance_distancing": [1, 5, 2, 7, 1, 4, 3, 7]})
    >>> got = fit_mixed(table, "share_stance_distancing", reference="a")
    >>> got[["group_a", "group_b", "estimate", "df"]].round(3).values.tolist()
    [['b', 'a', 0.4, 3.0]]
    >>> got[["sd_event", "sd_residual"]].round(3).values.tolist()
    [[0.112, 0.058]]
    """
    check_options([("adjust", adjust, ADJUSTMENTS)], draws=1000, level=level)
    load_statsmodels()
    labels = checked_labels(table, by, groups, reference=reference, needed=list(controls))
    rows: list[dict[str, Any]] = []
    extra: list[dict[str, float]] = []
    for name in [features] if isinstance(features, str) else list(features):
        parse_measure(name, list(table.columns))
        values = values_of(table, name)
        ok = ~np.isnan(values) & labels.notna().to_numpy()
        ok &= table[list(controls)].notna().all(axis=1).to_numpy() if controls else True
        group = labels[ok].astype(str).to_numpy()
        if reference not in group or len(set(group)) < 2:
            raise ValueError(
                f"{name}: no article is left that tells {reference!r} from another group"
            )
        x, kept = design_matrix(table[ok], group, reference, None, controls)
        _check_rank(x, name, controls)
        events = np.unique(event_codes(table)[ok], return_inverse=True)[1].astype(np.int64)
        fit = _fit(values[ok], x, events)
        shared = {
            "feature": name,
            "estimand": "mixed",
            "scale": "difference",
            "n_clusters": int(events.max()) + 1,
            "method": "; ".join(
                [*([f"controls {', '.join(controls)}"] if controls else []), fit.method]
            ),
        }
        for place, other in enumerate(kept):
            df = float(fit.df[place])
            numbers = contrast(
                float(fit.values[place]), float(fit.errors[place]), df=df, level=level
            )
            rows.append(shared | numbers | who(group, other, reference))
            extra.append({"sd_event": fit.sd_event, "sd_residual": fit.sd_residual, "df": df})
    frame = comparison_frame(rows, adjust=adjust, level=level)
    return frame.assign(**{key: [row[key] for row in extra] for key in extra[0]})


def _check_rank(x: Floats, name: str, controls: Sequence[str]) -> None:
    scale = np.abs(x).max(axis=0)
    if np.linalg.matrix_rank(x / np.where(scale > 0, scale, 1)) < x.shape[1]:
        raise ValueError(
            f"{name}: the controls {', '.join(controls)} cannot be told from the groups or from "
            f"each other in the {len(x)} articles with a value; leave one of them out"
        )


def _fit(y: Floats, x: Floats, events: Ints) -> Fit:
    """REML where events vary and the fit converges; else the least squares that are right."""
    spread = float(((y - y.mean()) ** 2).mean())
    total, within = _residual_variance(y, x), _within_variance(y, x, events)
    if np.isnan(total) or total <= NOTHING * spread or within <= NOTHING * spread:
        return _exact(y, x, events)
    alone = len(np.unique(events)) == len(y)
    if alone or _slope_at_zero(y, x, events, total) <= 0:
        return _least_squares(y, x, total, alone=alone)
    start = max(total / within - 1, 0.01) if np.isfinite(within) else 1.0
    return _restricted_likelihood(y, x, events, start) or _clustered(y, x, events, total)


def _residual_variance(y: Floats, x: Floats) -> float:
    """Of least squares; NaN where there are as many coefficients as articles."""
    values, _, rank, _ = np.linalg.lstsq(x, y, rcond=None)
    df = len(y) - rank
    return float(((y - x @ values) ** 2).sum() / df) if df > 0 else np.nan


def _within_variance(y: Floats, x: Floats, events: Ints) -> float:
    """Residual variance with an intercept for each event; NaN where nothing is left for it."""
    size = np.bincount(events)
    both = np.column_stack([y, x])
    both = both - (_event_sums(both, events) / size[:, None])[events]
    values, _, rank, _ = np.linalg.lstsq(both[:, 1:], both[:, 0], rcond=1e-10)
    df = len(y) - len(size) - rank
    squares = float(((both[:, 0] - both[:, 1:] @ values) ** 2).sum())
    return squares / df if df > 0 else np.nan


def _slope_at_zero(y: Floats, x: Floats, events: Ints, total: float) -> float:
    """Slope of the restricted likelihood in the event variance at 0: not above 0 if that is 0."""
    sums = _event_sums(x, events)
    left = np.bincount(events, y - x @ _coefficients(y, x))
    expected = len(y) - np.trace(np.linalg.inv(x.T @ x) @ sums.T @ sums)
    return float((left**2).sum() / total - expected)


def _coefficients(y: Floats, x: Floats) -> Floats:
    return np.asarray(np.linalg.lstsq(x, y, rcond=None)[0], dtype=np.float64)


def _event_sums(columns: Floats, events: Ints) -> Floats:
    sums = np.zeros((int(events.max()) + 1, columns.shape[1]))
    np.add.at(sums, events, columns)
    return sums


def _restricted_likelihood(y: Floats, x: Floats, events: Ints, start: float) -> Fit | None:
    """The mixed model; None where it does not converge."""
    from statsmodels.regression.mixed_linear_model import MixedLM, MixedLMParams

    begin = MixedLMParams.from_components(_coefficients(y, x), np.array([[start]]))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # whether it converged is asked, and said, below
        try:
            got = MixedLM(y, x, groups=events).fit(
                reml=True, start_params=begin, method="bfgs", gtol=PRECISION
            )
            residual, between = float(got.scale), float(np.asarray(got.cov_re)[0, 0])
            errors, df = satterthwaite(x, events, residual=residual, between=between)
        except np.linalg.LinAlgError:
            return None
    if not (got.converged and np.isfinite(errors).all() and np.isfinite(df).all()):
        return None
    sds = float(np.sqrt(between)), float(np.sqrt(residual))
    return Fit(np.asarray(got.fe_params), errors, df, *sds, MIXED)


def _least_squares(y: Floats, x: Floats, total: float, *, alone: bool) -> Fit:
    """What the mixed model is without any event variance."""
    values, df = _coefficients(y, x), float(len(y) - x.shape[1])
    errors = np.sqrt(total * np.diag(np.linalg.inv(x.T @ x)))
    sd = float(np.sqrt(total))
    return Fit(
        values,
        errors,
        np.full(len(values), df),
        np.nan if alone else 0.0,
        sd,
        ALONE if alone else SINGULAR,
    )


def _clustered(y: Floats, x: Floats, events: Ints, total: float) -> Fit:
    got = load_statsmodels().OLS(y, x).fit(cov_type="cluster", cov_kwds={"groups": events})
    df = np.full(x.shape[1], float(events.max()))
    return Fit(np.asarray(got.params), np.asarray(got.bse), df, np.nan, float(np.sqrt(total)), LOST)


def _exact(y: Floats, x: Floats, events: Ints) -> Fit:
    """Outlets and events explain every value: contrasts are known, their errors are not."""
    size = np.bincount(events)
    near = 1e-4 / np.sqrt(size)  # the weight of what lies between events
    both = np.column_stack([y, x])
    both = both - ((1 - near) / size)[events, None] * _event_sums(both, events)[events]
    values = _coefficients(both[:, 0], both[:, 1:])
    missing = np.full(len(values), np.nan)
    return Fit(values, missing, np.full(len(values), np.nan), np.nan, 0.0, EXACT)
