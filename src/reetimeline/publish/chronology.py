"""Chronologies: events and the days on which something changes by itself, in one order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from attrs import field, frozen

from reetimeline.edtf import day as ordinal, iso
from reetimeline.event import Event
from reetimeline.publish.selection import selected
from reetimeline.replay.entries import touched
from reetimeline.replay.history import History
from reetimeline.replay.lives import life


@frozen
class Turn:
    """A thing whose status changes: what it was (None: nothing) and what it is from then on."""

    thing: str
    title: str
    before: str | None
    after: str


@frozen
class Moment:
    """One line of a chronology. ``event`` is None where time alone changes something.

    ``day`` is EDTF text, ``order`` an ordinal to sort by; ``turns`` in the order of their things.
    """

    day: str
    order: int
    event: Event | None
    turns: tuple[Turn, ...] = field(default=())

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        event = self.event
        return {
            "day": self.day,
            "event": None if event is None else event.id,
            "title": None if event is None else event.title,
            "kind": None if event is None else event.kind,
            "actors": [] if event is None else list(event.actors),
            "turns": [
                {"thing": t.thing, "title": t.title, "before": t.before, "after": t.after}
                for t in self.turns
            ],
            "sources": []
            if event is None
            else list(dict.fromkeys(citation.source for citation in event.citations)),
        }


def chronology(
    history: History,
    *,
    first: str | None = None,
    last: str | None = None,
    actor: str | None = None,
    good: str | None = None,
    thing: str | None = None,
    kind: str | None = None,
) -> tuple[Moment, ...]:
    """Return the moments from ``first`` through ``last`` (ISO days, closed; None is open).

    Narrowed to events of an actor (or its agencies), events that touch a good (or a group holding
    it), one thing, or one kind of event. Days on which a measure starts, lapses or revives without
    an event stand among them. An empty selection gives an empty tuple.
    """
    events = selected(history, actor=actor, good=good, thing=thing, kind=kind)
    names = {event.id for event in events}
    turns: dict[str, list[Turn]] = {}
    alone: dict[int, list[Turn]] = {}
    for measure in _measures(events, thing):
        for when, maker, turn in _turns(history, measure):
            if maker in names:
                turns.setdefault(maker, []).append(turn)
            elif maker is None and (good is None or thing is not None or kind is None):
                alone.setdefault(when, []).append(turn)
    found = [
        Moment(e.announced.text, e.announced.first, e, tuple(turns.get(e.id, ()))) for e in events
    ]
    found += [Moment(iso(day), day, None, tuple(made)) for day, made in alone.items()]
    low = 0 if first is None else ordinal(first)
    high = ordinal("9999-12-31") if last is None else ordinal(last)
    found = [m for m in found if low <= m.order <= high]
    return tuple(sorted(found, key=lambda m: m.order))


def _measures(events: Iterable[Event], thing: str | None) -> Sequence[str]:
    names = dict.fromkeys(
        name
        for event in events
        for change in event.changes
        for what, name in touched(change)
        if what == "measure"
    )
    return [name for name in names if thing in (None, name)]


def _turns(history: History, measure: str) -> Iterable[tuple[int, str | None, Turn]]:
    """Yield (day, event that made it or None, turn) for each change of a measure's status."""
    before: str | None = None
    known = {e.event.id: e for e in history.measures.entries(measure, history.size)}
    title = ""
    for row in life(history, measure):
        when = ordinal(row["from"])
        if row["status"] != before:
            shown = history.at(row["from"]).measure_row(measure)
            title = title if shown is None or shown.title is None else shown.title
            maker = next(
                (
                    name
                    for name in reversed(row["because"])
                    if name in known and _covers(known[name].event, when)
                ),
                None,
            )
            yield when, maker, Turn(measure, title or measure, before, row["status"])
        before = row["status"]


def _covers(event: Event, day: int) -> bool:
    """Whether a day is one on which the event may have been announced.

    Of an uncertain day also the first on which it certainly had been; what changes on the morning
    after an exact one changes by itself.
    """
    stated = event.announced
    return stated.first <= day <= (stated.last if stated.exact else stated.last + 1)
