"""What of an event rests on one source alone."""

from typing import Any

import pytest
from traps import event, first
from wires import source

from reetimeline.event import single_sourced
from reetimeline.record.reading import event_from_wire

SOURCES = {
    "a/a": source("a/a"),
    "a/other": source("a/other"),
    "b/b": source("b/b"),
    "gov/gov": source("gov/gov", kind="official"),
}


def cite(name: str, *fields: str, **more: str) -> dict[str, Any]:
    """Write a citation."""
    spoken = {"fields": list(fields)} if fields else {}
    return {"source": name, "locator": "p. 1", **spoken, **more}


@pytest.mark.parametrize(
    ("citations", "alone"),
    [
        ([cite("a/a")], ("announced", "change.1")),
        ([cite("a/a"), cite("a/a", "change.1")], ("announced", "change.1")),
        ([cite("a/a"), cite("b/b")], ()),
        ([cite("a/a"), cite("b/b", "announced")], ("change.1",)),
        ([cite("a/a"), cite("b/b", "change.1.until")], ("announced",)),
        ([cite("a/a"), cite("b/b", stance="denies")], ("announced", "change.1")),
        ([cite("a/a"), cite("a/other")], ("announced", "change.1")),
        ([cite("gov/gov")], ()),
        ([cite("gov/gov", "announced"), cite("a/a", "change.1")], ("change.1",)),
        ([cite("not/known")], ("announced", "change.1")),
        ([cite("a/a", "summary")], ()),
    ],
)
def test_what_rests_on_one_source(citations: list[dict[str, Any]], alone: tuple[str, ...]) -> None:
    """Two publishers, or an official one, are enough; a denial is no support."""
    told = event_from_wire(event("2025-01-01", first(), citation=citations))
    assert single_sourced(told, SOURCES) == alone
