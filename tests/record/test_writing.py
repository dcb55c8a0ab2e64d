"""Events as plain mappings and as TOML."""

from __future__ import annotations

import tomllib

from hypothesis import given

from record.strategies_record import events, sources
from reetimeline.event import Event, Source
from reetimeline.record.reading import event_from_toml, event_from_wire, sources_from_toml
from reetimeline.record.writing import event_to_toml, event_to_wire, tables_to_toml


@given(events())
def test_toml_round_trip(event: Event) -> None:
    """Reading what was written gives the event again."""
    assert event_from_toml(event_to_toml(event), "x.toml") == event


@given(events())
def test_wire_round_trip(event: Event) -> None:
    """The plain mapping holds the whole event."""
    assert event_from_wire(event_to_wire(event)) == event


@given(events())
def test_toml_says_what_the_wire_says(event: Event) -> None:
    """Any TOML reader finds the plain mapping, but for the shorthand of responses."""
    found = tomllib.loads(event_to_toml(event))
    wire = event_to_wire(event)
    found.pop("response", None)
    wire.pop("response", None)
    assert found == wire


@given(events())
def test_writing_is_settled(event: Event) -> None:
    """Writing what was read gives the same text."""
    text = event_to_toml(event)
    assert event_to_toml(event_from_toml(text)) == text


@given(sources)
def test_sources_round_trip(source: Source) -> None:
    """A source that is written reads the same."""
    assert sources_from_toml(tables_to_toml("source", [source])) == (source,)


def test_the_text_is_one_to_read() -> None:
    """Plain keys come first, a lone citation of a response stands beside its keys."""
    text = """\
id = "2025-11-07-cn-suspends"
title = "China suspends"
kind = "export-control"
actors = ["CN/MOFCOM"]
announced = "2025-11-07"

[[change]]
do = "suspend"
until = "2026-11-10"
measure = ["a"]

[[response]]
to = "2025-10-30-cn-us-busan"
relation = "implements"
basis = "inferred"
source = "pillsbury/2025"
locator = "Takeaways"

[[citation]]
source = "mofcom/2025-70"
"""
    assert event_to_toml(event_from_toml(text)) == text
