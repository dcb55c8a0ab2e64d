"""A review of events in wire form."""

from collections.abc import Iterable
from typing import Any

from traps import Wire
from wires import source

from reetimeline.library import History
from reetimeline.replay.history import as_records
from reetimeline.review import Case, Finding, review


def case(events: Iterable[Wire], *sources: str, **more: Any) -> Case:
    """Return a case of events that all cite the sources named, the test source if none is."""
    known = {name: source(name) for name in sources or ("test/source",)}
    return Case(History(as_records(list(events)), sources=known), **more)


def found(events: Iterable[Wire], *sources: str, **more: Any) -> list[Finding]:
    """Return everything a review of events finds."""
    return review(case(events, *sources, **more))


def rules(events: Iterable[Wire], *sources: str, **more: Any) -> list[str]:
    """Return the rules that find something."""
    return [finding.rule for finding in found(events, *sources, **more)]
