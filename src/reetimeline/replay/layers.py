"""The painter's layers of one cell: what its strokes, painted in order, make of every day.

A layer is piecewise constant over days. Life is one of `NONE`, `PROPOSED`, `ALIVE`, `DEAD`,
`GONE` (a proposal the law did not take); hold is free or held; each field has a layer of its own.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from reetimeline.replay.strokes import Stroke

NONE, PROPOSED, ALIVE, DEAD, GONE = "none", "proposed", "alive", "dead", "gone"
FREE, HELD = "free", "held"
Strokes = tuple[Stroke, ...]


class Layer:
    """A value for every day, with the strokes that painted it.

    ``starts`` are ordinals in ascending order; value ``n`` holds from ``starts[n]`` to the day
    before ``starts[n + 1]``. The first stretch begins before every day.
    """

    __slots__ = ("painters", "starts", "values")

    def __init__(self, value: Any = None) -> None:
        self.starts: list[int] = [-1]
        self.values: list[Any] = [value]
        self.painters: list[Strokes] = [()]

    def paint(self, first: int, last: int | None, value: Any, by: Strokes) -> None:
        """Give the days ``first`` to ``last`` (closed; None is for ever) a value; none if empty."""
        if last is not None and last < first:
            return
        low = bisect_left(self.starts, first)
        if last is None:
            self.starts[low:], self.values[low:], self.painters[low:] = [first], [value], [by]
            return
        high = bisect_right(self.starts, last + 1)
        after = high - 1
        self.starts[low:high] = [first, last + 1]
        self.values[low:high] = [value, self.values[after]]
        self.painters[low:high] = [by, self.painters[after]]

    def at(self, day: int) -> Any:
        """Return the value on a day."""
        return self.values[bisect_right(self.starts, day) - 1]

    def by(self, day: int) -> Strokes:
        """Return the strokes that painted a day."""
        return self.painters[bisect_right(self.starts, day) - 1]


class Stretch(NamedTuple):
    """Days ``first`` to ``last`` (closed; None is for ever) of one life and one hold."""

    first: int
    last: int | None
    life: str
    hold: str

    @property
    def operative(self) -> bool:
        """Whether the cell binds on these days."""
        return self.life == ALIVE and self.hold == FREE


class Layers:
    """Life, hold and fields of one cell, as painted by a run of strokes."""

    __slots__ = ("fields", "hold", "life", "stretches")

    def __init__(self, life: Layer, hold: Layer, fields: dict[str, Layer]) -> None:
        self.life = life
        self.hold = hold
        self.fields = fields
        self.stretches: tuple[Stretch, ...] = tuple(_stretches(life, hold))

    def stretch(self, day: int) -> int:
        """Return the index of the stretch that holds a day."""
        low, high = 0, len(self.stretches)
        while high - low > 1:
            middle = (low + high) // 2
            if self.stretches[middle].first <= day:
                low = middle
            else:
                high = middle
        return low

    def next_start(self, day: int) -> int | None:
        """Return the first day after ``day`` on which life begins, or None."""
        before = self.stretches[self.stretch(day)].life
        for stretch in self.stretches[self.stretch(day) + 1 :]:
            if stretch.life == ALIVE and before != ALIVE:
                return stretch.first
            before = stretch.life
        return None

    def given(self, day: int) -> dict[str, Any]:
        """Return the fields that hold a value on a day."""
        values = {name: layer.at(day) for name, layer in self.fields.items()}
        return {name: value for name, value in values.items() if value is not None}


def paint(strokes: Iterable[Stroke]) -> Layers:
    """Return the layers that strokes of one cell, given in painting order, leave."""
    life, hold, fields = Layer(NONE), Layer(FREE), dict[str, Layer]()
    imposed = False
    for stroke in strokes:
        by = (stroke,)
        first, last = stroke.first, stroke.last
        match stroke.do:
            case "propose":
                if not imposed:
                    if life.values[-1] == GONE:
                        life.paint(stroke.announced, None, NONE, by)
                    life.paint(stroke.announced, last, PROPOSED, by)
                    _paint_fields(fields, stroke, stroke.announced, last)
            case "impose":
                imposed = True
                if life.values[-1] == GONE:
                    life.paint(stroke.announced, None, NONE, by)
                if ALIVE not in (life.at(first), life.at(first - 1)):
                    hold.paint(first, last, FREE, by)
                    for name, layer in fields.items():
                        if name not in stroke.fields:
                            layer.paint(first, last, None, by)
                life.paint(first, last, ALIVE, by)
                if last is not None:
                    life.paint(last + 1, None, DEAD, by)
                _paint_fields(fields, stroke, first, last)
            case "amend":
                _paint_fields(fields, stroke, first, last)
            case "suspend":
                hold.paint(first, last, HELD, by)
            case "resume":
                hold.paint(first, last, FREE, by)
            case "end":
                life.paint(first, None, DEAD, by)
            case "drop":
                life.paint(stroke.announced, None, GONE, by)
    return Layers(life, hold, fields)


def under(own: Layers, whole: Layers) -> Layers:
    """Return the layers of a provision's cell under the cell of the whole it is part of.

    Alive only while both are, held while either is: a part may be stricter, never freer.
    """
    life, hold = Layer(NONE), Layer(FREE)
    for day in _joint(own.life, whole.life):
        value, by = own.life.at(day), own.life.by(day)
        if value == ALIVE and whole.life.at(day) != ALIVE:
            value, by = DEAD, by + whole.life.by(day)
        life.paint(day, None, value, by)
    for day in _joint(own.hold, whole.hold):
        if whole.hold.at(day) == HELD:
            hold.paint(day, None, HELD, whole.hold.by(day))
        else:
            hold.paint(day, None, own.hold.at(day), own.hold.by(day))
    return Layers(life, hold, own.fields)


def _joint(one: Layer, other: Layer) -> list[int]:
    return sorted({*one.starts, *other.starts})


def _paint_fields(fields: dict[str, Layer], stroke: Stroke, first: int, last: int | None) -> None:
    for name, value in stroke.fields.items():
        fields.setdefault(name, Layer()).paint(first, last, value, (stroke,))


def _stretches(life: Layer, hold: Layer) -> Iterator[Stretch]:
    days = _joint(life, hold)
    first, state = days[0], (life.at(days[0]), hold.at(days[0]))
    for day in days[1:]:
        now = (life.at(day), hold.at(day))
        if now != state:
            yield Stretch(first, day - 1, *state)
            first, state = day, now
    yield Stretch(first, None, *state)
