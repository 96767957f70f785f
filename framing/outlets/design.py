"""From a feature table to arrays: which article belongs to which group, event and cell.

The unit that is resampled is the **event** where articles have one, else the article itself. Rows
that cannot be used (no group, a group outside an outlet table) are counted and named in a warning,
never dropped in silence.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from framing.grammar import Ratio, parse_measure, parts_of

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Estimand = str


@dataclass(frozen=True, slots=True)
class Design:
    """Arrays for resampling: codes per article, and two columns per measure.

    Attributes
    ----------
    names : tuple of str
        Groups, sorted; ``groups`` holds their codes per article.
    events, cells : ndarray of int
        Codes of event and of event-in-outlet per article.
    ratios : tuple of Ratio
        The measures.
    above, below : ndarray, shape (articles, measures)
        Numerators (times their factor) and denominators; NaN where missing.
    """

    names: tuple[str, ...]
    groups: Ints
    events: Ints
    cells: Ints
    ratios: tuple[Ratio, ...]
    above: Floats
    below: Floats

    @property
    def n_events(self) -> int:
        """Number of events (clusters) over all groups."""
        return int(self.events.max()) + 1

    def of_articles(self) -> tuple[Floats, Floats]:
        """Columns whose ratio of sums is the mean of the articles' own values."""
        with np.errstate(divide="ignore", invalid="ignore"):
            values = np.where(self.below > 0, self.above / self.below, np.nan)
        return values, np.where(np.isnan(values), np.nan, 1.0)

    def take(self, rows: NDArray[np.bool_]) -> Design:
        """The same design on some of its articles; codes are made dense again."""
        names = tuple(self.names[g] for g in np.unique(self.groups[rows]))
        return Design(
            names,
            _dense(self.groups[rows]),
            _dense(self.events[rows]),
            _dense(self.cells[rows]),
            self.ratios,
            self.above[rows],
            self.below[rows],
        )


def make_design(
    table: pd.DataFrame,
    by: str,
    features: list[str],
    *,
    groups: pd.DataFrame | None = None,
    weights: str | None = None,
) -> Design:
    """Codes and columns of a feature table, ready to be resampled.

    Parameters
    ----------
    table : DataFrame
        One row per article with the columns that ``features`` need.
    by : str
        Grouping column of ``table``, or of ``groups``.
    features : list of str
        Measures; see `framing.grammar`.
    groups : DataFrame, optional
        One row per outlet with a column ``outlet`` and the column ``by`` (leaning, country, ...).
    weights : str, optional
        Column that multiplies each article's numerator and denominator.

    Returns
    -------
    Design

    Raises
    ------
    ValueError
        If a column is missing, an outlet stands twice in ``groups``, or no row has a group.
    """
    labels = labels_of(table, by, groups)
    known = labels.notna().to_numpy()
    if not known.any():
        raise ValueError(f"no row of the table has a value of {by!r}")
    if not known.all():
        warnings.warn(
            f"{int((~known).sum())} of {len(table)} articles have no {by!r} and are left out"
            + _unmatched(table, known),
            stacklevel=3,
        )
    used = table.loc[known]
    codes, names = _coded(labels[known])
    events = event_codes(used)
    outlets = used["outlet"].astype(str) if "outlet" in used else labels[known].astype(str)
    outlet_codes, _ = _coded(outlets)
    ratios = tuple(parse_measure(name, list(table.columns)) for name in features)
    parts = [parts_of(used, ratio) for ratio in ratios]
    scale = _weights(used, weights)[:, None]
    return Design(
        names=tuple(str(n) for n in names),
        groups=codes,
        events=events,
        cells=_dense(outlet_codes * (int(events.max()) + 1) + events),
        ratios=ratios,
        above=np.column_stack([r.factor * a for r, (a, _) in zip(ratios, parts, strict=True)])
        * scale,
        below=np.column_stack([b for _, b in parts]) * scale,
    )


def labels_of(table: pd.DataFrame, by: str, groups: pd.DataFrame | None) -> pd.Series:
    """The group of each article, from a column of the table or of a table of outlets.

    Raises
    ------
    ValueError
        If the column is missing, or an outlet stands twice in ``groups``.
    """
    if groups is None:
        if by not in table:
            raise ValueError(
                f"the table has no column {by!r}; it has {', '.join(map(str, table.columns[:12]))}"
                f"{', ...' if table.shape[1] > 12 else ''}. To group outlets by what a table of "
                f"outlets says about them, pass that table as groups="
            )
        return table[by]
    missing = {"outlet", by} - set(groups.columns)
    if missing or "outlet" not in table:
        raise ValueError(
            f"groups= needs the columns 'outlet' and {by!r}, and the table a column 'outlet'; "
            f"groups has {', '.join(map(str, groups.columns))}"
        )
    twice = groups["outlet"][groups["outlet"].duplicated()]
    if len(twice):
        raise ValueError(f"outlet {twice.iloc[0]!r} stands more than once in groups=")
    return table["outlet"].map(groups.set_index("outlet")[by])


def _unmatched(table: pd.DataFrame, known: NDArray[np.bool_]) -> str:
    if "outlet" not in table:
        return ""
    lost = sorted({str(o) for o in table.loc[~known, "outlet"].dropna()})
    return f" (outlets: {', '.join(lost[:8])}{', ...' if len(lost) > 8 else ''})" if lost else ""


def event_codes(table: pd.DataFrame) -> Ints:
    """Dense event codes; an article without an event is its own cluster."""
    if "event" not in table or table["event"].isna().all():
        return np.arange(len(table), dtype=np.int64)
    has = table["event"].notna().to_numpy()
    codes = np.zeros(len(table), dtype=np.int64)
    inverse, names = _coded(table["event"][has])
    codes[has] = inverse
    codes[~has] = np.arange(int((~has).sum())) + len(names)
    return codes


def _coded(values: pd.Series) -> tuple[Ints, list[str]]:
    """Codes from 0 of the sorted names in a column without missing values, and the names."""
    import pandas as pd

    codes, names = pd.factorize(values.astype(str).to_numpy(dtype=object), sort=True)
    return codes.astype(np.int64), [str(name) for name in names]


def _weights(table: pd.DataFrame, column: str | None) -> Floats:
    if column is None:
        return np.ones(len(table))
    if column not in table:
        raise ValueError(f"the table has no column {column!r} for weights=")
    values = table[column].to_numpy(dtype=float, na_value=np.nan)
    if not (values >= 0).all():
        raise ValueError(f"weights in {column!r} must be numbers of at least 0, none missing")
    return values


def _dense(codes: Ints) -> Ints:
    return np.unique(codes, return_inverse=True)[1].astype(np.int64)
