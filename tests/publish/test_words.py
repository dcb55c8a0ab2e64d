"""Days, members and amounts in words."""

from typing import Any

import pytest
from hypothesis import given, strategies as st

from reetimeline.publish.words import (
    STATUS_STYLES,
    amount,
    day_in_words,
    goods,
    members,
    number_of,
    scope,
    weekday,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2025-11-20", "20 November 2025"),
        ("2025-01-01", "1 January 2025"),
        ("2010-09", "September 2010"),
        ("2010", "2010"),
        ("2010-21", "spring 2010"),
        ("2010-24", "winter 2010"),
        ("2010-09?", "September 2010 (uncertain)"),
        ("2010~", "2010 (about)"),
        ("2010-09-07%", "7 September 2010 (about, uncertain)"),
        ("[2010-09-21..2010-09-23]", "between 21 and 23 September 2010"),
        ("[2010-09-30..2010-10-02]", "between 30 September 2010 and 2 October 2010"),
        ("[..2010-09-23]", "by 23 September 2010"),
        ("[2010-09-23..]", "on or after 23 September 2010"),
        ("[2010..2012]", "between 2010 and 2012"),
        ("201X", "201X"),
        ("2010-XX-XX", "2010-XX-XX"),
        ("[2010-09-21,2010-10]", "[2010-09-21,2010-10]"),
        (None, "open"),
    ],
)
def test_a_day_in_words(text: str | None, words: str) -> None:
    """Every form of date the record accepts reads well, or stands as stated."""
    assert day_in_words(text) == words


@given(st.dates())
def test_the_words_of_a_day_are_that_day(day: Any) -> None:
    """Day, month and year are all told."""
    number, month, year = day_in_words(day.isoformat()).split()
    assert (int(number), month, int(year)) == (day.day, day.strftime("%B"), day.year)
    assert weekday(day.isoformat()) == day.strftime("%A")


def test_members() -> None:
    """Few are named, all are all, and many are counted."""
    assert members([]) == ""
    assert members(["Dy", "Tb"]) == "Dy Tb"
    assert members(["*"]) == "all"
    assert members(["*"], ["US", "JP"]) == "all except US JP"
    firms = [f"firm-{n}" for n in range(28)]
    assert members(firms).endswith("firm-11 … (28 in all)")


def test_all_rare_earths_go_by_that_name() -> None:
    """Seventeen elements are one word, sixteen are named, and others stand beside."""
    from reetimeline.vocabulary import expand_goods

    every = list(expand_goods(["rare-earths"]))
    assert goods(every) == "rare-earths"
    assert goods(["Ga", *every]) == "rare-earths Ga"
    assert "rare-earths" not in goods(every[1:])
    assert goods([]) == ""


def test_scope() -> None:
    """What a cell covers is one phrase, and an unused axis is no word of it."""
    cell = {
        "goods": ["Ga"],
        "forms": ["metal"],
        "targets": ["*"],
        "parties": [],
        "activities": ["mining"],
        "except": {"targets": ["US"]},
    }
    assert scope(cell) == "Ga as metal to all except US in mining"
    nothing: dict[str, Any] = {key: [] for key in cell} | {"except": {}}
    assert scope(nothing) == ""


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("30996", "30,996 t"),
        ("1234567.5", "1,234,567.5 t"),
        ("0", "0 t"),
        ("~23000", "~23000 t"),
        ("15..25", "15..25 t"),
        (None, "not disclosed"),
    ],
)
def test_amounts(value: str | None, words: str) -> None:
    """Thousands are set apart, and what is not disclosed is not 0."""
    assert amount(value, "t") == words


def test_numbers_of_things() -> None:
    """One thing, several things, none of them."""
    assert [number_of(n, "day") for n in (0, 1, 1000)] == ["0 days", "1 day", "1,000 days"]


def test_every_status_has_a_style() -> None:
    """What the replay can say can be coloured."""
    from reetimeline.replay.standing import STATUSES, UNCERTAIN

    assert {*STATUSES, UNCERTAIN} - {"absent"} == set(STATUS_STYLES)
