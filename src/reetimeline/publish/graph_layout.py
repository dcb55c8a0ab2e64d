"""Where the events of an episode stand in a picture: time from left to right, a lane per actor.

Distances grow with the logarithm of the days between, so that a flurry stays legible beside years
of silence. Lengths are pixels.
"""

from __future__ import annotations

from itertools import pairwise
from math import log2

from attrs import frozen

from reetimeline.edtf import FIRST_DAY, iso
from reetimeline.errors import LimitError
from reetimeline.responses.actors import jurisdiction
from reetimeline.responses.graph import Graph
from reetimeline.responses.paths import order

MOST_EVENTS = 60
MOST_LANES = 14
RADIUS = 11
ROW = 36
ARCS = 46
"""Room above the rows of a lane, for the arcs between its own events."""
GUTTER = 132
_NARROWEST, _WIDENING = 30, 5


@frozen
class Place:
    """One event of a picture: its number in the order of time, and its centre."""

    event: str
    number: int
    x: float
    y: float
    exact: bool


@frozen
class Lane:
    """The strip of one actor, from ``top`` down to ``bottom``."""

    actor: str
    top: float
    bottom: float


@frozen
class Column:
    """One day on the axis."""

    label: str
    x: float


@frozen
class Layout:
    """A picture's places in the order of time, lanes from the top, columns from the left."""

    places: dict[str, Place]
    lanes: tuple[Lane, ...]
    columns: tuple[Column, ...]
    width: float
    height: float


def layout(graph: Graph) -> Layout:
    """Return where each event stands; the lane is that of its first actor.

    Raises `LimitError` beyond 60 events or 14 lanes: more cannot be told apart.
    """
    events = sorted(graph, key=lambda name: order(graph, name))
    owners = {name: _owner(graph, name) for name in events}
    actors = list(dict.fromkeys(owners.values()))
    if len(events) > MOST_EVENTS or len(actors) > MOST_LANES:
        raise LimitError(
            f"a picture of {len(events)} events in {len(actors)} lanes could not be read",
            remedy=f"narrow it to {MOST_EVENTS} events in {MOST_LANES} lanes: "
            "--episode ID --depth N, --relation, --basis or --on",
        )
    columns = _columns(graph, events)
    rows = _rows(graph, events, owners)
    lanes = []
    top = 0.0
    for actor in actors:
        deepest = max(rows[name] for name in events if owners[name] == actor)
        lanes.append(Lane(actor, top, top + ARCS + (deepest + 1) * ROW))
        top = lanes[-1].bottom
    tops = {lane.actor: lane.top for lane in lanes}
    places = {
        name: Place(
            event=name,
            number=number,
            x=columns[graph.nodes[name]["span"][0]].x,
            y=tops[owners[name]] + ARCS + ROW * rows[name] + ROW / 2 - 4,
            exact=graph.nodes[name]["span"][0] == graph.nodes[name]["span"][1],
        )
        for number, name in enumerate(events, start=1)
    }
    right = max((column.x for column in columns.values()), default=GUTTER)
    return Layout(places, tuple(lanes), tuple(columns.values()), right + 2 * ROW, top)


def _owner(graph: Graph, name: str) -> str:
    actors = graph.nodes[name]["actors"]
    return jurisdiction(actors[0]) if actors else ""


def _columns(graph: Graph, events: list[str]) -> dict[int, Column]:
    days = list(dict.fromkeys(graph.nodes[name]["span"][0] for name in events))
    xs = [float(GUTTER + ROW)]
    xs += [0.0] * (len(days) - 1)
    for place, (before, after) in enumerate(pairwise(days), start=1):
        xs[place] = xs[place - 1] + _NARROWEST + _WIDENING * log2(after - before)
    return {day: Column(_label(day), x) for day, x in zip(days, xs, strict=False)}


def _label(day: int) -> str:
    return iso(day) if day > FIRST_DAY else "unknown"


def _rows(graph: Graph, events: list[str], owners: dict[str, str]) -> dict[str, int]:
    """Return the row of each event in its lane: those of one day stand below each other."""
    taken: dict[tuple[str, int], int] = {}
    rows = {}
    for name in events:
        spot = owners[name], graph.nodes[name]["span"][0]
        rows[name] = taken.get(spot, 0)
        taken[spot] = rows[name] + 1
    return rows
