"""How well a record is sourced: a report, not a rule."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from attrs import frozen

from reetimeline.event import Event
from reetimeline.replay.verification import never_verified
from reetimeline.review.findings import Case
from reetimeline.review.links import citations

_NUMBERED = re.compile(r"Announcement No\. (\d+) of (\d{4})")


@frozen
class Sourcing:
    """Counts and lists of ids, each list in the order of the record (or sorted)."""

    events: int
    official: int
    press_only: tuple[str, ...]
    single: tuple[str, ...]
    uncited: tuple[str, ...]
    gaps: tuple[str, ...]
    never_verified: tuple[str, ...]


def sourcing(case: Case) -> Sourcing:
    """Return how well the standing events are sourced.

    ``single`` are events that rest on one source which is not official: one official source is
    enough for its own text.
    """
    kinds = {event.id: _kinds(case, event) for event in case.events}
    official = [name for name, found in kinds.items() if found & {"official", "legal"}]
    press = [name for name, found in kinds.items() if found == {"press"}]
    single = [
        event.id
        for event in case.events
        if len({citation.source for citation in event.citations}) == 1
        and "official" not in kinds[event.id]
    ]
    uncited = [f.message for f in citations(case) if f.rule == "source-never-cited"]
    return Sourcing(
        events=len(kinds),
        official=len(official),
        press_only=tuple(press),
        single=tuple(single),
        uncited=tuple(uncited),
        gaps=tuple(_gaps(case)),
        never_verified=tuple(never_verified(case.history.measures, case.history.size)),
    )


def _kinds(case: Case, event: Event) -> set[str]:
    sources = case.history.sources
    return {
        sources[citation.source].kind for citation in event.citations if citation.source in sources
    }


def _gaps(case: Case) -> Iterator[str]:
    """Yield numbers missing between known ones of a year's announcements: each is a lead."""
    series: dict[tuple[str, str], set[int]] = defaultdict(set)
    for event in case.events:
        for number, year in _NUMBERED.findall(event.document or ""):
            series[event.actors[0], year].add(int(number))
    for (actor, year), numbers in sorted(series.items()):
        missing = sorted(set(range(min(numbers), max(numbers))) - numbers)
        near = [n for n in missing if n - 1 in numbers or n + 1 in numbers]
        if near:
            yield f"{actor} {year}: {', '.join(map(str, near))}"
