"""Weeks and months: which one a date lies in, and all of them in a row, empty ones too.

A gap in a corpus (a source that stopped, a month that was never collected) is easily taken for a
change in the news. Time here is therefore counted in whole periods without leaving any out. Months
are named in English whatever the computer's language, so that files are the same everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Literal, get_args

Period = Literal["week", "month"]
PERIODS: tuple[str, ...] = get_args(Period)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def period_starts(dates: Sequence[Any], every: Period) -> list[date | None]:
    """First day of the week (Monday) or month of each date; nothing for a missing one.

    Parameters
    ----------
    dates : sequence of str, date or Timestamp
        ISO 8601 (``YYYY-MM-DD``, with a time or without), or missing.
    every : {"week", "month"}

    Raises
    ------
    ValueError
        For another period, or a value that is no date.

    Examples
    --------
    >>> period_starts(["2031-03-05T09:00:00", None], "week")
    [datetime.date(2031, 3, 3), None]
    """
    if every not in PERIODS:
        raise ValueError(f"every={every!r} is not one of {', '.join(PERIODS)}")
    return [None if _is_missing(value) else _start(_day(value), every) for value in dates]


def all_periods(starts: Sequence[date], every: Period) -> list[date]:
    """Every period from the first to the last, in order.

    Examples
    --------
    >>> [str(d) for d in all_periods([date(2031, 3, 1), date(2031, 1, 1)], "month")]
    ['2031-01-01', '2031-02-01', '2031-03-01']
    """
    out = [min(starts)]
    while out[-1] < max(starts):
        out.append(next_period(out[-1], every))
    return out


def next_period(start: date, every: Period) -> date:
    """The first day of the period that follows.

    Examples
    --------
    >>> next_period(date(2031, 12, 1), "month")
    datetime.date(2032, 1, 1)
    """
    if every == "week":
        return start + timedelta(days=7)
    return _start(start + timedelta(days=31), "month")


def period_ticks(periods: Sequence[date], every: Period, *, most: int) -> dict[int, str]:
    """Which periods are labelled on an axis, evenly spaced, by position: at most so many.

    The year stands where it changes, and at the first.

    Examples
    --------
    >>> period_ticks([date(2031, m, 1) for m in range(1, 7)], "month", most=3)
    {0: 'Jan\\n2031', 2: 'Mar', 4: 'May'}
    """
    step = -(-len(periods) // most)
    out, year = {}, None
    for i in range(0, len(periods), step):
        day = periods[i]
        name = MONTHS[day.month - 1]
        text = name if every == "month" else f"{day.day} {name}"
        out[i] = text if day.year == year else f"{text}\n{day.year}"
        year = day.year
    return out


def _is_missing(value: Any) -> bool:
    return value is None or value != value or str(value) in ("NaT", "<NA>")


def _day(value: Any) -> date:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        raise ValueError(
            f"{value!r} is not a date like 2031-03-05; framing.read turns other forms into it"
        ) from None


def _start(day: date, every: str) -> date:
    return day - timedelta(days=day.weekday()) if every == "week" else day.replace(day=1)
