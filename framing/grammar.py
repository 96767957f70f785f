"""What a column of the feature table means can be read from its name.

Extractors emit only counts (``n_...``) and sums (``sum_...``). Everything else is derived, and the
name says from what, so that a plain DataFrame that has been filtered, merged or saved as CSV still
knows its denominators:

=================  ==========================  =================================
name               numerator / denominator     example
=================  ==========================  =================================
``share_X_Y``      ``n_X_Y / n_X``             ``share_stance_distancing``
``rate_Y``         ``1000 n_Y / n_words``      ``rate_loaded`` (per 1,000 words)
``mean_Y``         ``sum_Y / n_Y``             ``mean_sentiment_own``
any other number   the value / one article     ``n_words``, a user's own column
=================  ==========================  =================================

Where ``X`` could end at several underscores, the longest ``X`` whose count is in the table wins.
0/0 is missing: an article without attributions has no share of distancing ones.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas as pd

UNITS = {"share": "share", "rate": "per 1,000 words", "mean": "mean", "value": "mean per article"}


@dataclass(frozen=True, slots=True)
class Ratio:
    """A measure as a ratio of two columns: ``factor * numerator / denominator``.

    ``denominator`` is ``None`` where every article counts once. ``kind`` is ``"share"``,
    ``"rate"``, ``"mean"`` or ``"value"``.
    """

    name: str
    kind: str
    numerator: str
    denominator: str | None
    factor: float = 1.0

    @property
    def unit(self) -> str:
        """Unit in words, for axis labels and captions."""
        return UNITS[self.kind]


def parse_measure(name: str, columns: Collection[str]) -> Ratio:
    """Find the numerator and the denominator of a measure among the columns of a table.

    Parameters
    ----------
    name : str
        A derived name (``share_...``, ``rate_...``, ``mean_...``) or any numeric column.
    columns : collection of str
        Columns that the table has.

    Returns
    -------
    Ratio

    Raises
    ------
    ValueError
        If the columns needed are not there. The message lists the names that would be.

    Examples
    --------
    >>> ratio = parse_measure("share_stance_distancing", ["n_stance", "n_stance_distancing"])
    >>> ratio.numerator, ratio.denominator
    ('n_stance_distancing', 'n_stance')
    >>> parse_measure("rate_loaded", ["n_loaded", "n_words"]).factor
    1000.0
    """
    have = set(columns)
    prefix, _, rest = name.partition("_")
    if prefix == "share" and f"n_{rest}" in have:
        for head in _prefixes(rest):
            if f"n_{head}" in have:
                return Ratio(name, "share", f"n_{rest}", f"n_{head}")
    if prefix == "rate" and {f"n_{rest}", "n_words"} <= have:
        return Ratio(name, "rate", f"n_{rest}", "n_words", 1000.0)
    if prefix == "mean" and {f"sum_{rest}", f"n_{rest}"} <= have:
        return Ratio(name, "mean", f"sum_{rest}", f"n_{rest}")
    if name in have and prefix not in ("share", "rate", "mean"):
        return Ratio(name, "value", name, None)
    raise ValueError(
        f"no measure {name!r} in this table: {_needs(prefix, rest)}. Measures that are: "
        f"{', '.join(measures_of(have)) or 'none'}"
    )


def measures_of(columns: Collection[str]) -> list[str]:
    """Names of all measures that can be derived from these count and sum columns, sorted.

    Examples
    --------
    >>> measures_of(["n_words", "n_stance", "n_stance_distancing"])
    ['rate_stance', 'rate_stance_distancing', 'share_stance_distancing']
    """
    have = set(columns)
    found: list[str] = []
    for column in have:
        prefix, _, rest = column.partition("_")
        if prefix == "n" and any(f"n_{head}" in have for head in _prefixes(rest)):
            found.append(f"share_{rest}")
        if prefix == "n" and "n_words" in have and rest not in ("words", "sentences"):
            found.append(f"rate_{rest}")
        if prefix == "sum" and f"n_{rest}" in have:
            found.append(f"mean_{rest}")
    return sorted(found)


def values_of(table: pd.DataFrame, name: str) -> NDArray[np.float64]:
    """One value per article: ``factor * numerator / denominator``, NaN where 0/0 or missing.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"n_words": [200, 0], "n_loaded": [1, 0]})
    >>> values_of(table, "rate_loaded")
    array([ 5., nan])
    """
    ratio = parse_measure(name, list(table.columns))
    above, below = parts_of(table, ratio)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(below > 0, ratio.factor * above / below, np.nan)


def parts_of(table: pd.DataFrame, ratio: Ratio) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Numerator and denominator per article as floats; both NaN where either is missing.

    Raises
    ------
    ValueError
        If a column holds something other than numbers. The message lists the measures there are.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"outlet": ["a"], "n_words": [200], "n_loaded": [1]})
    >>> parts_of(table, parse_measure("outlet", table.columns))
    Traceback (most recent call last):
    ValueError: 'outlet' is no measure: it holds 'a', not numbers. Measures are: rate_loaded, \
n_words, n_loaded
    """
    above = _floats(table, ratio.numerator)
    below = np.ones(len(table)) if ratio.denominator is None else _floats(table, ratio.denominator)
    lost = np.isnan(above) | np.isnan(below)
    return np.where(lost, np.nan, above), np.where(lost, np.nan, below)


def _floats(table: pd.DataFrame, column: str) -> NDArray[np.float64]:
    values = table[column]
    try:
        return values.to_numpy(dtype=float, na_value=np.nan)
    except (TypeError, ValueError):
        there = values.dropna()
        numbers = table.select_dtypes(["number", "bool"]).columns
        names = [*measures_of(list(table.columns)), *map(str, numbers)]
        raise ValueError(
            f"{column!r} is no measure: it holds {there.iloc[0]!r}, not numbers. Measures are: "
            f"{', '.join(names) or 'none'}"
        ) from None


def _prefixes(name: str) -> Iterator[str]:
    """Proper prefixes of a name at its underscores, longest first."""
    parts = name.split("_")
    for end in range(len(parts) - 1, 0, -1):
        yield "_".join(parts[:end])


def _needs(prefix: str, rest: str) -> str:
    if prefix == "share":
        return f"a share needs the counts n_{rest} and n_<the part before its last words>"
    if prefix == "rate":
        return f"a rate needs the counts n_{rest} and n_words"
    if prefix == "mean":
        return f"a mean needs sum_{rest} and n_{rest}"
    return "it is neither a column nor a share_, rate_ or mean_ of counts"
