"""What a caption must say truthfully: which interval, at which level, and who is missing.

A line through a point is only evidence if the reader knows what it is. The level and the method of
an interval are columns of the comparison table, so the words here come from the rows drawn and
never from a habit such as "95%".
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from framing.plots.labels import outlet_name

if TYPE_CHECKING:
    import pandas as pd


def level_of(rows: pd.DataFrame) -> float | None:
    """Level of the intervals of these rows; None where the table does not record it.

    Raises
    ------
    ValueError
        If the rows have more than one level: one figure shows one kind of interval.

    Examples
    --------
    >>> import pandas as pd
    >>> level_of(pd.DataFrame({"level": [0.9, 0.9]})), level_of(pd.DataFrame({"estimate": [1]}))
    (0.9, None)
    """
    levels = sorted({float(x) for x in rows["level"].dropna()}) if "level" in rows else []
    if len(levels) > 1:
        raise ValueError(
            f"the rows have intervals of {len(levels)} levels ({', '.join(map(str, levels))}); "
            f"draw one level at a time"
        )
    return levels[0] if levels else None


def percent_of(rows: pd.DataFrame) -> str:
    """The level of the intervals with a space behind it; nothing where it is not recorded.

    Examples
    --------
    >>> import pandas as pd
    >>> percent_of(pd.DataFrame({"level": [0.975]})), percent_of(pd.DataFrame({"estimate": [1]}))
    ('97.5% ', '')
    """
    level = level_of(rows)
    return "" if level is None else f"{100 * level:g}% "


def interval_words(rows: pd.DataFrame) -> str:
    """The intervals drawn, for a caption: level and method.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"level": [0.9], "method": ["jackknife over events"]})
    >>> interval_words(rows)
    '90% intervals (jackknife over events)'
    """
    methods = "; ".join(sorted({str(m) for m in rows["method"].dropna()}))
    percent = percent_of(rows)
    return f"{percent}intervals ({methods}{'' if percent else '; level not recorded'})"


def threshold_of(rows: pd.DataFrame) -> float:
    """The p-value that counts as significant at the level of the intervals; 0.05 if not recorded.

    Examples
    --------
    >>> import pandas as pd
    >>> round(threshold_of(pd.DataFrame({"level": [0.9]})), 3)
    0.1
    """
    level = level_of(rows)
    return 0.05 if level is None else 1 - level


def is_significant(p: object, threshold: float) -> bool:
    """Whether a p-value is there and at or below the threshold."""
    return isinstance(p, float) and p <= threshold + 1e-12


def p_words(threshold: float, *, adjusted: bool = True) -> str:
    """A threshold as journals print it.

    Examples
    --------
    >>> p_words(0.05), p_words(0.1, adjusted=False)
    ('adjusted p at most .05', 'p at most .1')
    """
    return f"{'adjusted ' if adjusted else ''}p at most {threshold:.3g}".replace("0.", ".")


def missing_words(lost: Iterable[str], what: str = "any value") -> str:
    """The sentence that names groups which could not be drawn; nothing where there are none.

    Examples
    --------
    >>> missing_words(["open-kestria"]), missing_words([])
    (' Without any value: Open Kestria.', '')
    """
    names = [outlet_name(str(name)) for name in lost]
    return f" Without {what}: {', '.join(names)}." if names else ""


def left_out_words(table: pd.DataFrame, by: str, kept: Iterable[str]) -> str:
    """The sentences about groups without counts and articles without a group, if there are any.

    Examples
    --------
    >>> import pandas as pd
    >>> left_out_words(pd.DataFrame({"outlet": ["a", "b", None]}), "outlet", ["a"])
    ' Without any value: B. 1 article without outlet is left out.'
    """
    there = {str(name) for name in table[by].dropna()} - {str(name) for name in kept}
    lost = int(table[by].isna().sum())
    articles = "1 article" if lost == 1 else f"{lost} articles"
    verb = "is" if lost == 1 else "are"
    return missing_words(sorted(there)) + (
        f" {articles} without {by} {verb} left out." if lost else ""
    )


def no_interval_words(*lows: pd.Series) -> str:
    """The sentence for points without a line, where there are some."""
    if any(bool(low.isna().any()) for low in lows):
        return " No line: there is no interval, since too little varies."
    return ""


def range_words(counts: pd.Series) -> str:
    """The counts behind the rows of a figure: one number, or from the least to the most.

    Examples
    --------
    >>> import pandas as pd
    >>> range_words(pd.Series([8, 8])), range_words(pd.Series([3, 8]))
    ('8', '3 to 8')
    """
    least, most = int(counts.min()), int(counts.max())
    return f"{most:,}" if least == most else f"{least:,} to {most:,}"
