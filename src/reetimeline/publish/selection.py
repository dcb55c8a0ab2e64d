"""Selections of events: by day, actor, kind, good and thing."""

from __future__ import annotations

from reetimeline.edtf import day as ordinal
from reetimeline.event import Event
from reetimeline.replay.entries import touched
from reetimeline.replay.filters import acts
from reetimeline.replay.history import History


def selected(
    history: History,
    *,
    first: str | None = None,
    last: str | None = None,
    actor: str | None = None,
    good: str | None = None,
    thing: str | None = None,
    kind: str | None = None,
) -> list[Event]:
    """Return the events that answer every condition given, in the order announced.

    ``first`` and ``last`` are ISO days (closed; None is open) and hold for events that may have
    been announced in between. An actor ``CN`` matches its agencies too; a good matches acts that
    name it or ``*``, or that touch a measure which does. None matching gives an empty list.
    Raises `UnknownThingError` for a thing the record never names.
    """
    if thing is not None:
        history.kind(thing)
    low = 0 if first is None else ordinal(first)
    high = ordinal("9999-12-31") if last is None else ordinal(last)
    return [
        event
        for event in history.events()
        if event.announced.last >= low
        and event.announced.first <= high
        and kind in (None, event.kind)
        and acts(event.actors, actor)
        and _touches(history, event, good, thing)
    ]


def _touches(history: History, event: Event, good: str | None, thing: str | None) -> bool:
    names = {name for change in event.changes for _, name in touched(change)}
    if thing is not None and thing not in names:
        return False
    return good is None or any(_holds(history, name, good) for name in names)


def _holds(history: History, name: str, good: str) -> bool:
    from reetimeline.vocabulary import expand_goods

    wanted = {*expand_goods([good]), "*"}
    entries = history.measures.entries(name, history.size)
    return any(wanted.intersection(getattr(e.change, "goods", None) or ()) for e in entries)
