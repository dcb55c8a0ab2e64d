"""Rules about measures: changes that cannot do what they say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from reetimeline.replay import readings as _readings
from reetimeline.replay.boxes import intersection
from reetimeline.replay.cells import ANY, Cell, cells
from reetimeline.replay.entries import Entry
from reetimeline.replay.layers import HELD
from reetimeline.replay.strokes import Stroke
from reetimeline.review.findings import Case, Finding

TRIED = 32


def unknown_measures(case: Case) -> Iterator[Finding]:
    """Yield changes to measures that nothing imposes or proposes, and parts of unknown wholes."""
    things = case.history.folded.things["measure"]
    for name, entry in _entries(case):
        path = f"change.{entry.number}"
        if not _begun(case, name):
            yield case.finding(
                "unknown-measure", entry.event.id, path, f"{name} is never imposed or proposed"
            )
        whole = getattr(entry.change, "part_of", None)
        if whole is not None and whole not in things:
            yield case.finding(
                "unknown-measure", entry.event.id, f"{path}.part_of", f"no measure {whole}"
            )


def windows(case: Case) -> Iterator[Finding]:
    """Yield windows whose last day certainly lies before their first."""
    for event in case.events:
        for number, change in enumerate(event.changes, start=1):
            first, last = change.effective or event.announced, change.until
            if last is not None and last.last < first.first:
                yield case.finding(
                    "until-before-effective",
                    event.id,
                    f"change.{number}.until",
                    f"until {last} lies before {first}",
                )


def idle_changes(case: Case) -> Iterator[Finding]:
    """Yield changes that touch no cell, imposes that change nothing, resumes of nothing held."""
    for name in case.history.measures.names():
        entries = case.history.measures.entries(name, case.history.size)
        if not _begun(case, name):
            continue
        every = _strokes(entries)
        faults: dict[tuple[int, int], set[str]] = {}
        for strokes in every:
            found = _idle(strokes)
            for entry in entries:
                key = (entry.born, entry.number)
                now = {found[key]} if key in found else set()
                faults[key] = now if key not in faults else faults[key] & now
        for entry in entries:
            for fault in sorted(faults.get((entry.born, entry.number), ())):
                if not entry.replaced:
                    rule, _, words = fault.partition(": ")
                    path = f"change.{entry.number}"
                    yield case.finding(rule, entry.event.id, path, f"{words} of {name}")


def _strokes(entries: Sequence[Entry]) -> list[list[Stroke]]:
    """Return the strokes of some sound readings; enough to say a fault is in none of them."""
    tried = _readings.readings(entries, [1])
    every = (_readings.strokes(entries, reading) for reading in tried or ())
    return list(islice((strokes for strokes in every if _readings.sound(strokes)), TRIED))


def _idle(strokes: Sequence[Stroke]) -> dict[tuple[int, int], str]:
    found = {}
    for place, stroke in enumerate(strokes):
        if place == 0 or stroke.do == "propose":
            continue
        key = (stroke.entry.born, stroke.entry.number)
        before = cells(strokes[:place])
        region = tuple(ANY if side is None else side for side in stroke.named)
        touched = [cell for cell in before if intersection(cell.box, region) is not None]
        if stroke.do == "impose":
            if any(s.do == "impose" for s in strokes[:place]) and _same(strokes, place):
                found[key] = "changes-nothing: an impose that changes nothing"
        elif not touched:
            found[key] = "touches-no-cell: the cells named are no cells"
        elif stroke.do == "resume" and not any(_held(cell, stroke) for cell in touched):
            found[key] = "nothing-held: a resume on days on which nothing is held"
    return found


def _same(strokes: Sequence[Stroke], place: int) -> bool:
    change = strokes[place].entry.change
    told = ("title", "instrument", "part_of", "count", "condition", "deadline", "codes", "actors")
    if any(getattr(change, name, None) for name in (*told, "replaces", "terms", "rate")):
        return False
    before, after = cells(strokes[:place]), cells(strokes[: place + 1])
    return all(
        any(
            intersection(new.box, old.box) is not None
            and old.layers(None).stretches == new.layers(None).stretches
            for old in before
        )
        for new in after
    )


def _held(cell: Cell, stroke: Stroke) -> bool:
    hold = cell.layers(None).hold
    if hold.at(stroke.first) == HELD:
        return True
    last = stroke.last
    return any(
        value == HELD and start > stroke.first and (last is None or start <= last)
        for start, value in zip(hold.starts, hold.values, strict=True)
    )


def _begun(case: Case, name: str) -> bool:
    entries = case.history.measures.entries(name, case.history.size)
    return any(e.change.do in ("impose", "propose") and not e.replaced for e in entries)


def _entries(case: Case) -> Iterator[tuple[str, Entry]]:
    for name in case.history.measures.names():
        for entry in case.history.measures.entries(name, case.history.size):
            yield name, entry
