"""Why an answer is as it is: the events that decide, and who says so or denies it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from attrs import frozen

from reetimeline.event import Citation, Event, single_sourced
from reetimeline.replay.entries import touched
from reetimeline.replay.rows import DisputeRow, QuotaRow, SeriesRow
from reetimeline.replay.series import series_rows

if TYPE_CHECKING:
    from reetimeline.replay.snapshot import Snapshot


@frozen
class Cited:
    """One citation of a deciding event; ``paths`` are the fields of it that it speaks of."""

    event: str
    citation: Citation

    def to_dict(self) -> dict[str, Any]:
        """Return plain values."""
        said = self.citation
        return {
            "event": self.event,
            "source": said.source,
            "locator": said.locator,
            "stance": said.stance,
            "fields": list(said.fields),
        }


@frozen
class Reasons:
    """The events that make an answer, in the order announced, with their citations.

    ``alternatives`` are what sources say otherwise of fields that decide; ``single_sourced`` tells
    of each event that has any what rests on one source alone.
    """

    thing: str
    on: str
    status: str | None
    events: tuple[Event, ...]
    citations: tuple[Cited, ...]
    alternatives: tuple[dict[str, str], ...]
    single_sourced: dict[str, tuple[str, ...]]

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "thing": self.thing,
            "on": self.on,
            "status": self.status,
            "events": [
                {"id": e.id, "announced": e.announced.text, "title": e.title} for e in self.events
            ],
            "citations": [cited.to_dict() for cited in self.citations],
            "alternatives": [dict(other) for other in self.alternatives],
            "single_sourced": {name: list(said) for name, said in self.single_sourced.items()},
        }


def reasons(
    day: Snapshot, thing: str, field: str | None = None, *, kind: str | None = None
) -> Reasons:
    """Return why a thing stands as it does on the snapshot's day.

    ``field`` narrows the citations to those that speak of one field of the deciding changes, such
    as ``until``, or of the whole; ``kind`` tells which is meant where things share an id. Raises
    `UnknownThingError` for a thing never named.
    """
    kind = day.history.kind(thing, kind)
    status, because, others = _row(day, thing, kind)
    events = tuple(
        event for name in because if (event := day.history.event(name, day.size)) is not None
    )
    return Reasons(
        thing=thing,
        on=day.on,
        status=status,
        events=events,
        citations=tuple(_cited(events, (kind, thing), field)),
        alternatives=others,
        single_sourced={
            event.id: alone
            for event in events
            if (alone := single_sourced(event, day.history.sources))
        },
    )


def _row(
    day: Snapshot, thing: str, kind: str
) -> tuple[str | None, tuple[str, ...], tuple[dict[str, str], ...]]:
    rows: Iterable[Any]
    match kind:
        case "measure":
            row = day.measure_row(thing)
            rows = () if row is None else (row,)
        case "quota":
            rows = day.rows.quota(thing)
        case "dispute":
            rows = (row for row in day.rows.disputes() if row.id == thing)
        case "organisation":
            rows = (row for row in day.rows.organisations() if row.id == thing)
        case _:
            rows = series_rows(day.history.folded, thing, day.view)
    every = list(rows)
    status = "; ".join(map(_status, every if kind == "quota" else every[-1:]))
    because = tuple(dict.fromkeys(name for r in every for name in r.because))
    return status or None, because, tuple(other for r in every for other in r.alternatives)


def _status(row: Any) -> str:
    """Return what a row says in one word: a status, a stage, or an amount."""
    match row:
        case QuotaRow():
            amount = f"{row.firm} {row.unit}" if row.firm is not None else "not disclosed"
            return f"{row.period}: {amount} {row.basis}"
        case SeriesRow():
            value = "not disclosed" if row.value is None else f"{row.value['text']} {row.unit}"
            return f"{row.period}: {value}"
        case DisputeRow():
            return row.stage
        case _:
            return str(row.status)


def _cited(events: Iterable[Event], thing: tuple[str, str], field: str | None) -> Iterator[Cited]:
    for event in events:
        places = {
            number
            for number, change in enumerate(event.changes, start=1)
            if thing in touched(change)
        }
        for citation in event.citations:
            if _speaks(citation, places, field):
                yield Cited(event.id, citation)


def _speaks(citation: Citation, places: set[int], field: str | None) -> bool:
    if not citation.fields:
        return True
    for path in citation.fields:
        head, _, rest = path.partition(".")
        number, _, leaf = rest.partition(".")
        if head != "change":
            if field in (None, head):
                return True
            continue
        if places and number.isdigit() and int(number) not in places:
            continue
        if field is None or leaf in ("", field) or leaf.startswith(f"{field}."):
            return True
    return False
