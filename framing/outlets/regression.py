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
from framing.outlets.rows import check_options, comparison_frame
from framing.stats import ADJUSTMENTS, Adjustment, minimum_detectable_effect

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
    _statsmodels()
    labels = _labels(table, by, groups)
    if reference not in set(labels.dropna()):
        raise ValueError(
            f"reference={reference!r} is not a value of {by!r}; there are "
            f"{', '.join(sorted(set(labels.dropna())))}"
        )
    missing = [c for c in controls if c not in table]
    if missing or (fixed == "event" and "event" not in table):
        raise ValueError(f"the table has no column {missing[0] if missing else 'event'!r}")
    wanted = [features] if isinstance(features, str) else list(features)
    rows: list[dict[str, Any]] = []
    for name in wanted:
        ratio = parse_measure(name, list(table.columns))
        if ratio.kind == "mean" or not ratio.numerator.startswith("n_"):
            raise ValueError(f"{name} is not made of counts; fit shares, rates and n_ columns")
        rows += _fit(table.assign(_group=labels), ratio, reference, fixed, tuple(controls), level)
    return comparison_frame(rows, adjust=adjust, level=level)


def _statsmodels() -> Any:
    try:
        import statsmodels.api as sm
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(
            'regressions need statsmodels: pip install "framing[stats]"'
        ) from error
    return sm


def _labels(table: pd.DataFrame, by: str, groups: pd.DataFrame | None) -> Any:
    if groups is not None:
        if not {"outlet", by} <= set(groups.columns) or "outlet" not in table:
            raise ValueError(f"groups= and the table need 'outlet', and groups= the column {by!r}")
        return table["outlet"].map(groups.drop_duplicates("outlet").set_index("outlet")[by])
    if by not in table:
        raise ValueError(f"the table has no column {by!r}")
    return table[by]


def _fit(
    table: pd.DataFrame,
    ratio: Ratio,
    reference: str,
    fixed: str | None,
    controls: tuple[str, ...],
    level: float,
) -> list[dict[str, Any]]:
    from scipy import stats

    above, below = parts_of(table, ratio)
    ok = (below > 0) & table["_group"].notna().to_numpy()
    ok &= table[list(controls)].notna().all(axis=1).to_numpy() if controls else True
    events = _events(table)
    binomial = ratio.kind == "share"
    if fixed:
        ok &= _informative(table["_group"].to_numpy(), events, above, below, ok, binomial)
    used = table[ok]
    names = sorted(set(used["_group"].astype(str)))
    if reference not in names or len(names) < 2:
        raise ValueError(
            f"{ratio.name}: no article is left that tells {reference!r} from another group"
            + (" within an event; fixed=None compares over events" if fixed else "")
        )
    x, kept = _matrix(used, names, reference, events[ok] if fixed else None, controls)
    result = _solve(above[ok], below[ok], x, events[ok], ratio)
    clusters = len(np.unique(events[ok]))
    t = stats.t.ppf((1 + level) / 2, max(clusters - 1, 1))
    n = used["_group"].astype(str).value_counts()
    rows = []
    for place, name in enumerate(kept):
        value, error = _determined(result, above[ok], used["_group"].astype(str) == name, place)
        mde = minimum_detectable_effect(np.array([error]), clusters=clusters, level=level)
        rows.append(
            {
                "feature": ratio.name,
                "kind": "contrast",
                "group_a": name,
                "group_b": reference,
                "estimand": "glm",
                "scale": "log_odds" if binomial else "log_ratio",
                "estimate": value,
                "ci_low": value - t * error,
                "ci_high": value + t * error,
                "p_value": 2 * stats.t.sf(abs(value / error), max(clusters - 1, 1)),
                "mde": float(mde[0]),
                "n_a": int(n[name]),
                "n_b": int(n[reference]),
                "n_clusters": clusters,
                "method": _method(binomial, ratio, fixed, controls),
            }
        )
    return rows


def _solve(above: Floats, below: Floats, x: Floats, events: NDArray[np.int64], ratio: Ratio) -> Any:
    sm = _statsmodels()
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


def _events(table: pd.DataFrame) -> NDArray[np.int64]:
    """Event codes; an article without an event is a cluster of its own."""
    if "event" not in table:
        return np.arange(len(table))
    names = [f"e{e}" if e == e and e is not None else f"a{i}" for i, e in enumerate(table["event"])]
    return np.unique(np.array(names, dtype=object), return_inverse=True)[1].astype(np.int64)


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


def _matrix(
    used: pd.DataFrame,
    names: list[str],
    reference: str,
    events: NDArray[np.int64] | None,
    controls: tuple[str, ...],
) -> tuple[Floats, list[str]]:
    """Dummies of groups first, then events (or a constant), then covariates."""
    import pandas as pd

    group = used["_group"].astype(str).to_numpy()
    kept = [name for name in names if name != reference]
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


def _method(binomial: bool, ratio: Ratio, fixed: str | None, controls: tuple[str, ...]) -> str:
    family = "binomial GLM" if binomial else "Poisson GLM"
    parts = [family + (", offset log words" if ratio.kind == "rate" else "")]
    parts += ["event fixed effects"] if fixed else []
    parts += [f"controls {', '.join(controls)}"] if controls else []
    return "; ".join([*parts, "errors clustered by event"])
