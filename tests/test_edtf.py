"""Dates: what is read and refused, three-valued comparison, durations; `edtf` as oracle."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import edtf
import pytest
from hypothesis import given, settings, strategies as st

from reetimeline.edtf import (
    FIRST_DAY,
    LAST_DAY,
    between,
    day,
    iso,
    last_day,
    parse,
    parse_period,
    split_duration,
)
from reetimeline.errors import DateError

days = st.dates()
ordinals = st.integers(FIRST_DAY, LAST_DAY)
years = st.integers(1, 9999)
months = st.builds(lambda year, month: f"{year:04}-{month:02}", years, st.integers(1, 12))
texts = (
    days.map(str)
    | months
    | years.map(lambda year: f"{year:04}")
    | st.sampled_from(["201X", "20XX", "2010-XX", "2010-09-XX", "2010-21", "2010-24", "2010-09?"])
    | st.sampled_from(["2010~", "2010-09~", "2010-09-07%", "[2010-09-21,2010-10]", "[..2010]"])
)


def span(first: str, last: str) -> tuple[int, int]:
    """Return the ordinals of two days."""
    return day(first), day(last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025-11-07", "2025-11-07", "2025-11-07"),
        ("2010-09", "2010-09-01", "2010-09-30"),
        ("2012-02", "2012-02-01", "2012-02-29"),
        ("2010", "2010-01-01", "2010-12-31"),
        ("0001", "0001-01-01", "0001-12-31"),
        ("9999-12", "9999-12-01", "9999-12-31"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("20XX", "2000-01-01", "2099-12-31"),
        ("000X", "0001-01-01", "0009-12-31"),
        ("2010-XX", "2010-01-01", "2010-12-31"),
        ("2010-XX-XX", "2010-01-01", "2010-12-31"),
        ("2010-09-XX", "2010-09-01", "2010-09-30"),
        ("2010-21", "2010-03-01", "2010-05-31"),
        ("2010-22", "2010-06-01", "2010-08-31"),
        ("2010-23", "2010-09-01", "2010-11-30"),
        ("2010-24", "2010-12-01", "2011-02-28"),
        ("2010-09-07?", "2010-09-07", "2010-09-07"),
        ("2010-09?", "2010-09-01", "2010-09-30"),
        ("2010-09-07~", "2010-08-31", "2010-09-14"),
        ("2010-09-07%", "2010-08-31", "2010-09-14"),
        ("2010-07~", "2010-06-01", "2010-08-31"),
        ("2010-01~", "2009-12-01", "2010-02-28"),
        ("2010-12%", "2010-11-01", "2011-01-31"),
        ("2010~", "2009-01-01", "2011-12-31"),
        ("201X~", "2000-01-01", "2029-12-31"),
        ("2010-21~", "2009-12-01", "2010-08-31"),
        ("[2010-09-21,2010-09-23]", "2010-09-21", "2010-09-23"),
        ("[2010-09-21..2010-09-23]", "2010-09-21", "2010-09-23"),
        ("[2010, 2012-03]", "2010-01-01", "2012-03-31"),
        ("[2010-09..2010-10]", "2010-09-01", "2010-10-31"),
    ],
)
def test_ranges(text: str, first: str, last: str) -> None:
    """Each accepted form is the range it says, and keeps its words."""
    date = parse(text)
    assert (date.first, date.last) == span(first, last)
    assert str(date) == date.text == text


def test_unbounded_sides() -> None:
    """A set open on one side has no earliest or latest day."""
    assert parse("[..2010-09-23]").earliest is None
    assert parse("[..2010-09-23]").latest == date(2010, 9, 23)
    assert parse("[2010-09-23..]").earliest == date(2010, 9, 23)
    assert parse("[2010-09-23..]").latest is None


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "soon", "today", "20", "201", "20100", "2010-9", "2010-9-7", "2010/09/07"),
        *("2010-13", "2010-00", "2010-00-01", "2010-09-31", "2010-02-30", "2011-02-29"),
        *("2010-09-2X", "2010-0X", "2010-XX-07", "2XXX", "XXXX", "201X-09", "20XX-XX-07"),
        *("2010-25", "2010-33", "2010-40", "2010-21-07", "0000", "0000-01-01", "-0001", "y10000"),
        *("+2010", "2010-09-07T10:00", "2010-09-07Z", " 2010", "2010 ", "2010\n", "2010-09-07\n"),
        *("２０１０", "2010‐09", "2010-09-07?~", "?2010", "2010?-09", "2010-~09", "1e3"),
        *("2010/2012", "2010-01/2010-06", "../2010", "2010/", "/", "2010/2009"),
        *("[]", "[..]", "[2010", "2010]", "[2010..2009]", "[2011,2010]", "[2010,..]", "[,2010]"),
        *("[2010,]", "[2010..,2011]", "[2010,..2011]", "[2010....2011]", "[2010..2011..2012]"),
        *("{2010,2011}", "[2010;2011]", "[[2010]]", "[2010/2011]", "[2010-09-23..2010-09-21]"),
    ],
)
def test_refusals(text: str) -> None:
    """Anything else is an error that names the text."""
    with pytest.raises(DateError) as caught:
        parse(text)
    assert repr(text) in str(caught.value)


@pytest.mark.parametrize(
    "text",
    ["", "2025-11-7", "2025-11-31", "20251107", "2025-W45-5", "today", "2025-11", "2025-11-07 "],
)
def test_a_day_is_strict(text: str) -> None:
    """A question's day is a whole ISO day or an error, never today instead."""
    with pytest.raises(DateError, match="YYYY-MM-DD"):
        day(text)


def test_a_day_is_text() -> None:
    """What is no text is no day."""
    with pytest.raises(DateError):
        day(20251107)  # type: ignore[arg-type]


@given(days)
def test_days_round_trip(value: date) -> None:
    """A day, its ordinal and its text are one."""
    assert day(str(value)) == value.toordinal()
    assert iso(value.toordinal()) == str(value)
    parsed = parse(str(value))
    assert parsed.exact
    assert parsed.earliest in (value, None)


@settings(max_examples=30, deadline=None)  # the oracle takes its time
@given(days | st.just(date(2012, 2, 29)))
def test_the_oracle_agrees_on_days_months_and_years(value: date) -> None:
    """The published parser gives the same bounds, where it is right."""
    for text in (f"{value:%Y-%m-%d}", f"{value:%Y-%m}", f"{value.year:04}"):
        text = f"{value.year:04}{text[text.index('-') :]}" if "-" in text else text
        theirs = edtf.parse_edtf(text)
        ours = parse(text)
        assert iso(ours.first) == "{:04}-{:02}-{:02}".format(*theirs.lower_strict()[:3])
        assert iso(ours.last) == "{:04}-{:02}-{:02}".format(*theirs.upper_strict()[:3])


@pytest.mark.parametrize("text", ["201X", "20XX", "2010-XX", "2010-XX-XX", "2010-09-XX"])
def test_the_oracle_agrees_on_unspecified_digits(text: str) -> None:
    """Unspecified digits span what the published parser says."""
    theirs = edtf.parse_edtf(text)
    assert iso(parse(text).first) == "{:04}-{:02}-{:02}".format(*theirs.lower_strict()[:3])
    assert iso(parse(text).last) == "{:04}-{:02}-{:02}".format(*theirs.upper_strict()[:3])


@given(texts)
def test_ranges_are_ordered_and_inside(text: str) -> None:
    """Every range is closed, ordered and within the years 1 to 9999."""
    found = parse(text)
    assert FIRST_DAY <= found.first <= found.last <= LAST_DAY


@given(texts, st.sampled_from("?~%"))
def test_marks_only_widen(text: str, mark: str) -> None:
    """A question mark widens nothing; a tilde holds at least what it qualifies."""
    if text.startswith("[") or text[-1] in "?~%":
        return
    bare, marked = parse(text), parse(text + mark)
    assert marked.first <= bare.first
    assert marked.last >= bare.last
    if mark == "?":
        assert (marked.first, marked.last) == (bare.first, bare.last)


@given(texts, texts)
def test_before_is_what_all_readings_say(one: str, other: str) -> None:
    """True if so in every reading, False if in none, None otherwise; never both ways round."""
    a, b = parse(one), parse(other)
    first, last = a.first < b.last, a.last < b.first
    assert a.before(b) is (True if last else None if first else False)
    if a.before(b):
        assert b.before(a) is False
        assert a.same_day(b) is False


@given(texts, texts)
def test_same_day_is_even_handed(one: str, other: str) -> None:
    """Equality is symmetric, certain only of exact days, and open where ranges meet."""
    a, b = parse(one), parse(other)
    assert a.same_day(b) is b.same_day(a)
    meet = max(a.first, b.first) <= min(a.last, b.last)
    if a.exact and b.exact:
        assert a.same_day(b) is (a.first == b.first)
    else:
        assert a.same_day(b) is (None if meet else False)


@given(ordinals, ordinals)
def test_between_says_its_range(one: int, other: int) -> None:
    """The text made for a range reads back as that range."""
    first, last = sorted((one, other))
    made = between(first, last)
    assert (made.first, made.last) == (first, last)
    if (first, last) != (FIRST_DAY, LAST_DAY):
        again = parse(made.text)
        assert (again.first, again.last) == (first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2012", "2012-01-01", "2012-12-31"),
        ("2012-33", "2012-01-01", "2012-03-31"),
        ("2012-36", "2012-10-01", "2012-12-31"),
        ("2012-40", "2012-01-01", "2012-06-30"),
        ("2012-41", "2012-07-01", "2012-12-31"),
        ("2012-01/2012-06", "2012-01-01", "2012-06-30"),
        ("2012/2012", "2012-01-01", "2012-12-31"),
        ("2012-33/2012-34", "2012-01-01", "2012-06-30"),
        ("2012-01-05/2012-01-05", "2012-01-05", "2012-01-05"),
    ],
)
def test_periods(text: str, first: str, last: str) -> None:
    """A period lasts from the first day of its first end to the last of its last."""
    period = parse_period(text)
    assert (period.first, period.last) == span(first, last)
    assert str(period) == text


def test_open_periods() -> None:
    """Open and unknown ends are without bound."""
    for text in ("../2012", "/2012"):
        assert parse_period(text).first == FIRST_DAY
    for text in ("2012/..", "2012/"):
        assert parse_period(text).last == LAST_DAY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/",
        "../..",
        "2012/2011",
        "2012/2013/2014",
        "[2010..2012]",
        "2012-37",
        "Q1",
        "2012-06/2012-01",
    ],
)
def test_refused_periods(text: str) -> None:
    """Reversed, empty and other forms are errors that name the text."""
    with pytest.raises(DateError) as caught:
        parse_period(text)
    assert repr(text) in str(caught.value)


@pytest.mark.parametrize(
    ("start", "duration", "end"),
    [
        ("2025-05-14", "P90D", "2025-08-11"),
        ("2025-05-14", "P1D", "2025-05-14"),
        ("2025-05-14", "P1W", "2025-05-20"),
        ("2025-05-14", "P1M", "2025-06-13"),
        ("2025-05-14", "P1Y", "2026-05-13"),
        ("2025-11-10", "P1Y", "2026-11-09"),
        ("2025-01-31", "P1M", "2025-02-28"),
        ("2024-01-31", "P1M", "2024-02-29"),
        ("2024-01-30", "P1M", "2024-02-29"),
        ("2024-02-29", "P1Y", "2025-02-28"),
        ("2025-03-31", "P6M", "2025-09-30"),
        ("2025-01-01", "P1M", "2025-01-31"),
        ("2025-01-31", "P1M1D", "2025-03-01"),
        ("2025-05-14", "P1Y2M3W4D", "2026-08-07"),
    ],
)
def test_durations_count_their_first_day(start: str, duration: str, end: str) -> None:
    """Ninety days from 14 May end on 11 August; where a month has no such day, on its last."""
    assert iso(last_day(day(start), duration)) == end


@given(days.filter(lambda value: value.year < 9000), st.integers(1, 400))
def test_days_of_a_duration(start: date, number: int) -> None:
    """A duration in days has just that many days."""
    end = last_day(start.toordinal(), f"P{number}D")
    assert end - start.toordinal() + 1 == number
    assert date.fromordinal(end) == start + timedelta(days=number - 1)


@given(days.filter(lambda value: 1 < value.year < 9000), st.integers(1, 60))
def test_months_of_a_duration(start: date, number: int) -> None:
    """The day after a duration in months bears the same number, or the month had no such day."""
    end = date.fromordinal(last_day(start.toordinal(), f"P{number}M"))
    following = end + timedelta(days=1)
    length = calendar.monthrange(end.year, end.month)[1]
    assert following.day == start.day or (end.day == length < start.day)


@pytest.mark.parametrize(
    "text",
    ["", "P", "P0D", "P0Y0M", "90D", "P90", "PT5H", "P1.5D", "P-1D", "p90d", "P1D1M", "90 days"],
)
def test_refused_durations(text: str) -> None:
    """What is no duration, or an empty one, is an error that names the text."""
    with pytest.raises(DateError) as caught:
        split_duration(text)
    assert repr(text) in str(caught.value)


def test_durations_end_with_the_calendar() -> None:
    """A duration that leads beyond the year 9999 is refused."""
    for duration in ("P1Y", "P9999Y", "P99999999999D"):
        with pytest.raises(DateError, match="beyond the year 9999"):
            last_day(LAST_DAY, duration)
