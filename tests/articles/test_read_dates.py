"""Dates: many ways of writing one day, and none guessed."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.articles import read
from framing.articles.dates import find_order, parse_date, parse_dates


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2020-02-03", "2020-02-03"),
        ("2020-2-3", "2020-02-03"),
        ("2020/02/03", "2020-02-03"),
        ("2020.02.03", "2020-02-03"),
        ("20200203", "2020-02-03"),
        ("20200203101500", "2020-02-03T10:15:00"),
        ("20200203T101500Z", "2020-02-03T10:15:00+00:00"),
        ("2020-02-03T10:15:00Z", "2020-02-03T10:15:00+00:00"),
        ("2020-02-03T10:15:00.123+02:00", "2020-02-03T10:15:00+02:00"),
        ("2020-02-03 10:15:00 UTC", "2020-02-03T10:15:00+00:00"),
        ("2020-02-03 10:15:00 +0000", "2020-02-03T10:15:00+00:00"),
        ("2020-02-03 10:15", "2020-02-03T10:15:00"),
        ("2020-02-03 00:00:00", "2020-02-03"),
        ("2020/02/03 10:15:00", "2020-02-03T10:15:00"),
        ("1580724900", "2020-02-03T10:15:00+00:00"),
        ("1580724900000", "2020-02-03T10:15:00+00:00"),
        ("1580724900.0", "2020-02-03T10:15:00+00:00"),
        ("Mon, 03 Feb 2020 10:15:00 GMT", "2020-02-03T10:15:00+00:00"),
        ("Mon, 3 Feb 2020 10:15:00 +0100", "2020-02-03T10:15:00+01:00"),
        ("February 3, 2020", "2020-02-03"),
        ("Feb. 3rd, 2020", "2020-02-03"),
        ("3 February 2020", "2020-02-03"),
        ("Monday 3 Feb 2020", "2020-02-03"),
        ("Published on February 3, 2020", "2020-02-03"),
        ("February 3, 2020 10:15 AM EST", "2020-02-03T10:15:00-05:00"),
        ("25/12/2020", "2020-12-25"),
        ("12/25/2020", "2020-12-25"),
        ("25.12.20", "2020-12-25"),
        ("02/02/2020", "2020-02-02"),
        ("25/12/2020 18:30", "2020-12-25T18:30:00"),
    ],
)
def test_ways_of_writing_a_day(written: str, iso: str) -> None:
    assert parse_date(written) == iso


@pytest.mark.parametrize(
    "written",
    [
        *("", "soon", "2020", "2018", "March 2020", "2020-03", "10:15", "Monday", "3 Feb"),
        *("2020-13-45", "0000-00-00", "99/99/2020", "31/02/2020", "February 30, 2020", "9" * 500),
        *("03/04/2020", "20201399", "1e400", "NaT", "None", "\u0663\u0664"),
    ],
)
def test_what_names_no_day_is_null(written: str) -> None:
    assert parse_date(written) is None


def test_one_row_decides_for_its_column() -> None:
    assert parse_dates(["03/04/2020", "25/12/2020"]) == ["2020-04-03", "2020-12-25"]
    assert parse_dates(["03/04/2020", "12/25/2020"]) == ["2020-03-04", "2020-12-25"]
    assert parse_dates(["03/04/2020", "05/06/2020"]) == [None, None]
    assert parse_dates(["03/04/2020", "25/12/2020", "12/25/2020"]) == [
        None,
        "2020-12-25",
        "2020-12-25",
    ]
    assert find_order([None, "", "2020-02-03"]) is None


@settings(max_examples=50, deadline=None)
@given(
    days=st.lists(st.dates(date(1969, 1, 1), date(2068, 12, 31)), min_size=1, max_size=20),
    form=st.sampled_from(["%d/%m/%Y", "%m/%d/%Y", "%d.%m.%y", "%B %d, %Y", "%Y%m%d"]),
)
def test_a_column_of_one_form_is_read_or_null_but_never_wrong(days: list[date], form: str) -> None:
    read_back = parse_dates([day.strftime(form) for day in days])
    assert all(iso in (None, day.isoformat()) for iso, day in zip(read_back, days, strict=True))
    if any(day.day > 12 for day in days):
        assert None not in read_back


@settings(max_examples=50, deadline=None)
@given(
    st.datetimes(datetime(1000, 1, 1), datetime(2999, 1, 1), timezones=st.timezones() | st.none())
)
def test_iso_comes_back(moment: datetime) -> None:
    iso = parse_date(moment.isoformat())
    assert iso is not None
    assert iso[:10] == moment.isoformat()[:10]
    assert parse_date(iso) == iso


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=30))
def test_any_text_is_a_date_or_null(written: str) -> None:
    iso = parse_date(written)
    assert iso is None or datetime.fromisoformat(iso).year >= 1000


def test_raw_dates_are_kept_and_failures_logged() -> None:
    rows = [
        {"id": "1", "text": "a", "date": "03/04/2020"},
        {"id": "2", "text": "b", "date": "25/04/2020"},
        {"id": "3", "text": "c", "date": "soon"},
        {"id": "4", "text": "d", "date": "2020-04-25"},
        {"id": "5", "text": "e", "date": None},
    ]
    corpus = read(rows, clean=False)
    assert [a.date for a in corpus] == ["2020-04-03", "2020-04-25", None, "2020-04-25", None]
    assert [a.meta for a in corpus] == [
        {"date_raw": "03/04/2020"},
        {"date_raw": "25/04/2020"},
        {"date_raw": "soon"},
        {},
        {},
    ]
    changed = [(e.row, e.reason, e.detail) for e in corpus.log.changed]
    assert changed == [(2, "date not understood", "'soon'")]


def test_an_undecided_column_says_so() -> None:
    corpus = read([{"text": "a", "date": "03/04/2020"}], clean=False)
    assert corpus[0].date is None
    (entry,) = corpus.log.changed
    assert entry.detail == "'03/04/2020' (day or month first? no row decides; write YYYY-MM-DD)"
