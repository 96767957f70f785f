"""Dates as collections write them, to ISO 8601.

Definition
----------
A date comes out as ``YYYY-MM-DD``, or with its time ``YYYY-MM-DDTHH:MM:SS`` and its offset
``+00:00`` where one was given: no offset means that the time zone is not known. Understood are ISO
8601, ``YYYY/MM/DD``, ``YYYYMMDD`` and ``YYYYMMDDHHMMSS``, seconds or milliseconds since 1970,
e-mail dates (RFC 2822), months written in English ("Feb. 3rd, 2020") and numbers with two readings.

``03/04/2020`` is 3 April or 4 March. One column of one file has one order, so a value above 12 in
any row decides for all rows. Where no row decides, or rows contradict each other, the ambiguous
dates become null and are logged; nothing is guessed. What names no day ("March 2020", "2018") is
null too.

References
----------
ISO 8601-1:2019, Date and time. RFC 2822 (2001), section 3.3.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Literal

Order = Literal["day first", "month first"]

NUMERIC = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})(?:,?[T ]+(\S.*))?$")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})(Z)?)?$")
EPOCH = re.compile(r"-?\d{9,10}(?:\.\d+)?$|\d{12,13}$")
SPOKEN = re.compile(
    r"^(?:first\s+)?(?:published|updated|posted|last\s+updated)\s*(?:on|at|:)?\s+", re.I
)
ZONES = {
    **{"UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "BST": 3600, "CET": 3600, "CEST": 7200, "EET": 7200},
    **{"EST": -18000, "EDT": -14400, "CST": -21600, "CDT": -18000, "MST": -25200, "MDT": -21600},
    **{"PST": -28800, "PDT": -25200, "ET": -18000, "MSK": 10800},
}


def parse_dates(values: Sequence[str | None]) -> list[str | None]:
    """Read the dates of one column.

    Parameters
    ----------
    values : sequence of str or None
        All values of the column, because the order of day and month is a matter of the column.

    Returns
    -------
    list of str or None
        ISO 8601; None where there was nothing, or nothing that names one day.

    Examples
    --------
    >>> parse_dates(["03/04/2020", "25/12/2020", None])
    ['2020-04-03', '2020-12-25', None]
    >>> parse_dates(["03/04/2020", "Feb. 3rd, 2020", "2020-02-03T10:00:00Z", "1580724000"])
    [None, '2020-02-03', '2020-02-03T10:00:00+00:00', '2020-02-03T10:00:00+00:00']
    """
    order = find_order(values)
    return [None if value is None else parse_date(value, order) for value in values]


def find_order(values: Sequence[str | None]) -> Order | None:
    """Say whether day or month stands first in a column of numeric dates.

    Returns
    -------
    {"day first", "month first"} or None
        None where no value decides or values contradict each other.

    Examples
    --------
    >>> find_order(["03/04/2020", "04/25/2020"])
    'month first'
    >>> find_order(["25/04/2020", "04/25/2020"]) is None
    True
    """
    votes: set[Order] = set()
    for value in values:
        match = NUMERIC.match(value.strip()) if value else None
        if match:
            first, second = int(match[1]), int(match[2])
            if first > 12 >= second:
                votes.add("day first")
            elif second > 12 >= first:
                votes.add("month first")
    return votes.pop() if len(votes) == 1 else None


def explain_date(value: str) -> str:
    """Say why a date was not read.

    Examples
    --------
    >>> explain_date("soon")
    "'soon'"
    >>> explain_date("03/04/2020")
    "'03/04/2020' (day or month first? no row decides; write YYYY-MM-DD)"
    """
    shown = repr(value[:60])
    if parse_date(value, "day first") and parse_date(value, "month first"):
        return f"{shown} (day or month first? no row decides; write YYYY-MM-DD)"
    return shown


@lru_cache(maxsize=100_000)
def parse_date(value: str, order: Order | None = None) -> str | None:
    """Read one date; see the module for what is understood.

    Examples
    --------
    >>> parse_date("Mon, 03 Feb 2020 10:00:00 GMT"), parse_date("20200203")
    ('2020-02-03T10:00:00+00:00', '2020-02-03')
    >>> parse_date("03/04/2020", "day first"), parse_date("soon")
    ('2020-04-03', None)
    """
    value = SPOKEN.sub("", value.strip())
    try:
        if EPOCH.match(value) and not COMPACT.match(value):
            return _from_epoch(value)
        if match := COMPACT.match(value):
            return _compact(match)
        if match := NUMERIC.match(value):
            return _numeric(match, order)
        return _iso(value) or _written(value)
    except (ValueError, OverflowError, OSError, TypeError, AttributeError):
        return None


def _iso(value: str) -> str | None:
    if not re.match(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}", value):
        return None
    head = re.sub(r"^(\d{4})[/.](\d{1,2})[/.](\d{1,2})", r"\1-\2-\3", value)
    head = re.sub(r"^(\d{4})-(\d)(?=-)", r"\1-0\2", head)
    head = re.sub(r"^(\d{4}-\d\d)-(\d)(?!\d)", r"\1-0\2", head)
    if len(head) == 10:
        return date.fromisoformat(head).isoformat()
    head = re.sub(r"\s+(?:UTC|GMT|Z)$", "+00:00", head)
    head = re.sub(r"\s+(?=[+-]\d\d:?\d\d$)", "", head)
    try:
        return _write(datetime.fromisoformat(head))
    except ValueError:
        return None


def _compact(match: re.Match[str]) -> str | None:
    *parts, zulu = match.groups()
    year, month, day, hour, minute, second = (int(part or 0) for part in parts)
    zone = UTC if zulu else None
    return _write(datetime(year, month, day, hour, minute, second, tzinfo=zone))


def _from_epoch(value: str) -> str | None:
    seconds = float(value)
    if abs(seconds) > 1e11:
        seconds /= 1000
    return _write(datetime.fromtimestamp(seconds, UTC))


def _numeric(match: re.Match[str], order: Order | None) -> str | None:
    first, second, year = int(match[1]), int(match[2]), int(match[3])
    if len(match[3]) == 2:
        year += 2000 if year < 69 else 1900
    if first > 12 or order == "day first":
        day, month = first, second
    elif second > 12 or order == "month first" or first == second:
        day, month = second, first
    else:
        return None
    if order is not None and day <= 12 < month:
        return None
    whole = date(year, month, day).isoformat()
    return _written(f"{whole} {match[4]}") if match[4] else whole


def _written(value: str) -> str | None:
    """Dates in words, by dateutil; refused where it would fill in a missing day, month or year."""
    from dateutil import parser

    if len(value) > 80 or not re.search(r"\d", value):
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        read = [
            parser.parse(value, default=default, tzinfos=ZONES)
            for default in (datetime(1996, 1, 1), datetime(2004, 12, 31))
        ]
    return _write(read[0]) if read[0] == read[1] else None


def _write(moment: datetime) -> str | None:
    if not 1000 <= moment.year <= 2999:
        return None
    if moment.tzinfo is None and (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        return moment.date().isoformat()
    return moment.replace(microsecond=0).isoformat()
