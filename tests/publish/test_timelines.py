"""Timelines for documents: Markdown, CSV, JSON, Mermaid."""

import csv
import io
import json
import re
from typing import Any

import pytest
from hypothesis import given
from strategies import event_sets
from traps import TRAPS, Wire, change, event, first
from wires import source

import reetimeline as ree
from reetimeline.publish.chronology import chronology
from reetimeline.publish.timelines import timeline_text

SUSPENDED = next(t for t in TRAPS if t.name == "suspended before its first day").events


def timeline(events: list[Wire], form: str, *, last: str | None = None, title: str = "T") -> str:
    """Return a timeline of all events."""
    history = ree.replayed(events)
    return timeline_text(history, chronology(history), form, title=title, last=last)


def test_a_markdown_page() -> None:
    """Days in words, statuses changed, sources as footnotes, a heading a year."""
    assert timeline(SUSPENDED, "md") == (
        "# T\n\n## 2025\n\n"
        "- **10 October 2025** — A test. *A test: scheduled.*[^1]\n"
        "- **7 November 2025** — A test. *A test: suspended (was scheduled).*[^1]\n"
        "\n## 2026\n\n"
        "- **11 November 2026** — by itself: A test: in-force (was suspended)\n"
        "\n[^1]: test/source\n"
    )


def test_footnotes_name_title_kind_day_and_address() -> None:
    """A source the record knows is told in full."""
    from reetimeline.edtf import parse

    history = ree.load("memory:").extend(SUSPENDED)
    known = source(title="A *paper*", url="https://a.b/", issued=parse("2025-10"))
    history.sources = {"test/source": known}
    text = timeline_text(history, chronology(history), "md", title="T")
    assert "[^1]: A \\*paper\\* (press), 2025-10, <https://a.b/>\n" in text


def test_nothing_says_so() -> None:
    """A page of nothing is no blank page; tables of nothing are empty."""
    assert timeline([], "md") == "# T\n\nNothing in the record answers that.\n"
    assert timeline([], "json") == "[]\n"
    assert timeline([], "csv") == ""
    assert timeline([], "mermaid").startswith("gantt\n")


@pytest.mark.parametrize("title", ["a | b", "a * b", "a [b](c)", "<script>", "a\nb", "back\\slash"])
def test_titles_stay_text(title: str) -> None:
    """No title becomes markup, or a line of its own."""
    text = timeline([event("2025-01-01", title=title)], "md")
    line = next(line for line in text.splitlines() if line.startswith("- "))
    assert "<script" not in text
    assert not re.search(r"(?<!\\)\[b", line)
    assert line.endswith("[^1]")


@given(event_sets(uncertain=False, most=3))
def test_every_footnote_is_defined_once(events: list[Wire]) -> None:
    """Marks and notes belong together."""
    text = timeline(events, "md")
    marks = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    notes = re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)
    assert marks == set(notes)
    assert len(notes) == len(set(notes))


@given(event_sets(uncertain=False, most=3))
def test_json_and_csv_say_the_same(events: list[Wire]) -> None:
    """Both parse, and a row of CSV is a turn of JSON, or an event without one."""
    moments: list[dict[str, Any]] = json.loads(timeline(events, "json"))
    rows = list(csv.DictReader(io.StringIO(timeline(events, "csv"))))
    expected = [
        (m["day"], m["event"] or "", turn.get("thing") or "", turn.get("after") or "")
        for m in moments
        for turn in m["turns"] or [{}]
    ]
    assert [(r["day"], r["event"], r["thing"], r["after"]) for r in rows] == expected


def bars(text: str) -> list[tuple[str, str, str]]:
    """Return tag, start and end of each bar of a gantt."""
    return re.findall(r"^    .* :(\w+), (\S+), (\S+)$", text, re.MULTILINE)


def test_a_gantt_is_to_scale() -> None:
    """A bar runs from its first day to the day after its last; what is scheduled has none."""
    text = timeline(SUSPENDED, "mermaid", last="2026-12-31")
    assert text.startswith("gantt\n    title T\n    dateFormat YYYY-MM-DD\n")
    assert "    section CN\n" in text
    assert bars(text) == [
        ("done", "2025-11-07", "2026-11-11"),
        ("active", "2026-11-11", "2027-01-01"),
    ]


def test_a_bar_ends_where_it_is_cut() -> None:
    """Nothing is drawn beyond the last day asked for."""
    assert bars(timeline(SUSPENDED, "mermaid", last="2026-01-31")) == [
        ("done", "2025-11-07", "2026-02-01")
    ]


def test_characters_that_mean_something_to_mermaid() -> None:
    """A colon or a semicolon in a title breaks no bar."""
    made = first() | {"title": "A: b; c, d # e %%\nf"}
    text = timeline([event("2025-01-01", made), event("2025-02-01", change("end"))], "mermaid")
    assert bars(text) == [("active", "2025-01-01", "2025-02-01")]
    assert "    A b c d e f (in-force) :active" in text


def test_beyond_its_limits_it_is_refused() -> None:
    """121 bars are too many, 120 are not; so is too much text."""

    def many(count: int, title: str = "A") -> list[Wire]:
        made = (first(measure=f"cn-{n}") | {"title": title} for n in range(count))
        return [event("2025-01-01", *made)]

    assert len(bars(timeline(many(120), "mermaid"))) == 120
    with pytest.raises(ree.LimitError, match="121 bars"):
        timeline(many(121), "mermaid")
    with pytest.raises(ree.LimitError, match="characters"):
        timeline(many(110, "A" * 600), "mermaid")
