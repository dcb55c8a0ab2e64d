"""Events, reasons, lives and differences as text."""

from traps import TRAPS, event, first
from wires import RULE, allocate, source

import reetimeline as ree
from reetimeline.publish.answers import (
    diff_text,
    event_row,
    event_text,
    life_text,
    log_text,
    shown,
    why_text,
)
from reetimeline.record.writing import event_to_wire
from reetimeline.replay.lives import life

SUSPENDED = next(t for t in TRAPS if t.name == "suspended before its first day").events
DENIED = event(
    "2010-09-23",
    first(
        effective="2010-09-21",
        alternative=[
            {"field": "effective", "value": "2010-09-18", "source": "b/c", "locator": "p"}
        ],
    ),
    dated="2010-09-22",
    document="A notice",
    revision=1,
    response=[
        {"to": "2010-09-07-cn-x", "relation": "retaliates", "basis": "stated", "source": "b/c"}
    ],
    citation=[
        {"source": "a/b", "locator": "p. 1", "stance": "infers"},
        {"source": "b/c", "locator": "p. 2", "stance": "denies", "fields": ["change.1.until"]},
    ],
)
SOURCES = {"b/c": source("b/c", title="A paper", url="https://b.c/")}


def test_an_event_whole() -> None:
    """Everything its file says is on the page."""
    (one,) = ree.replayed([DENIED]).events()
    page = event_text(one, event_to_wire(one), SOURCES)
    for words in (
        "announced  23 September 2010 (2010-09-23)",
        "dated      2010-09-22",
        "document   A notice",
        "change 1: impose",
        "effective    2010-09-21",
        "retaliates 2010-09-07-cn-x (stated; b/c)",
        "infers: a/b, p. 1",
        "denies: A paper (press), p. 2 [change.1.until] <https://b.c/>",
        "one source alone: announced, change.1",
    ):
        assert words in page
    assert "revision" not in page


def test_a_revision_gives_its_reason() -> None:
    """Who reads a correction sees why it was made."""
    newer = {**DENIED, "revision": 2, "reason": "The day was wrong."}
    (one,) = ree.replayed([DENIED, newer]).events()
    assert "revision   2: The day was wrong." in event_text(one, event_to_wire(one), {})


def test_reasons() -> None:
    """Each source with what it does, and those that say otherwise apart."""
    found = ree.replayed([DENIED]).at("2010-10-01").why("cn-test")
    page = why_text(found, SOURCES)
    assert page.startswith("cn-test on 2010-10-01: in-force\n")
    assert "  ~ inferred from a/b, p. 1\n" in page
    assert "  - denied by A paper (press), p. 2 on change.1.until\n      https://b.c/\n" in page
    assert "  ! one source alone: announced, change.1\n" in page
    assert found.to_dict()["single_sourced"] == {DENIED["id"]: ["announced", "change.1"]}
    assert "Sources that say otherwise" in page
    assert "change.1.effective: 2010-09-18 (asserts: A paper, p)" in page


def test_reasons_for_nothing() -> None:
    """A thing that is nothing on a day is told as nothing."""
    assert why_text(ree.replayed([DENIED]).at("2001-01-01").why("cn-test"), {}) == (
        "cn-test on 2001-01-01: nothing\n"
    )


def test_a_life() -> None:
    """A line a stretch, the events under it."""
    page = life_text(life(ree.replayed(SUSPENDED), "cn-test"), "cn-test")
    lines = page.splitlines()
    assert lines[0] == "cn-test"
    assert lines[1].split() == ["2025-10-10", "2025-11-06", "scheduled"]
    assert lines[2].split() == ["2025-10-10-cn-test-1"]
    assert ["2026-11-11", "in-force"] in [line.split() for line in lines]


def test_a_diff() -> None:
    """Fields with both values, and the rows of cells that went and came."""
    page = diff_text(ree.replayed(SUSPENDED).diff("2025-11-06", "2025-11-10"))
    assert page.startswith("From 2025-11-06 to 2025-11-10: 1 thing changed\n\ncn-test\n")
    assert "  status: scheduled → suspended\n" in page
    assert "  - scheduled · since 2025-10-10 through 2025-11-30\n" in page
    assert "  + suspended · since 2025-11-07 through 2026-11-10, applies again 2026-11-11\n" in page
    assert "possible" not in page
    assert page.endswith("  by 2025-11-07-cn-test-1\n")


def test_a_diff_of_something_new() -> None:
    """Of what was not there before only the status is told."""
    page = diff_text(ree.replayed(SUSPENDED).diff("2025-10-01", "2025-10-15"))
    assert "status: none → scheduled" in page
    assert "title" not in page


def test_a_diff_by_the_passing_of_time() -> None:
    """A revival without an event of its own names the act whose text it is."""
    page = diff_text(ree.replayed(SUSPENDED).diff("2026-11-10", "2026-11-11"))
    assert "status: suspended → in-force" in page


def test_a_quota_that_is_over_is_no_longer_listed() -> None:
    """From one year to the next the row goes."""
    history = ree.replayed([RULE, event("2012-01-01", allocate("10"))])
    assert "cn-quota 2012 gross" in diff_text(history.diff("2012-12-31", "2013-01-01"))


def test_a_list_of_events() -> None:
    """Rows for programs, lines for people, a count at the end."""
    events = list(ree.replayed(SUSPENDED).events())
    assert log_text(events).endswith("2 events\n")
    assert log_text([]) == "0 events\n"
    assert event_row(events[0]) == {
        "announced": "2025-10-10",
        "id": "2025-10-10-cn-test-1",
        "kind": "export-control",
        "actors": ["CN"],
        "title": "A test",
        "revision": 1,
        "sources": 1,
    }


def test_values_in_one_line() -> None:
    """Lists and tables of a file are one line each."""
    assert shown(["a", "b"]) == "a, b"
    assert shown({"value": "5", "unit": "%"}) == "value 5; unit %"
    assert shown([{"a": 1}, 2]) == "a 1, 2"
