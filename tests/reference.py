"""The slow, literal fold that the real replay is tested against.

It does what the design says word for word: in each reading every cell point is painted day by day
into lists; what holds is then read off the lists. Nothing is skipped, merged or searched, so it is
only fit for tests: few events, narrow dates, few members.

    events ──▶ changes of a measure ──▶ strokes in a reading ──▶ layers of a point ──▶ status
"""

from collections.abc import Sequence
from typing import Any

from reference_layers import OTHER, Layers, Point, grid, matches, paint, touched, universe_of
from reference_readings import (
    Assignment,
    Change,
    Event,
    changes_of,
    day,
    family,
    iso,
    measures,
    readings,
    strokes_of,
)

__all__ = ["ORDER", "OTHER", "UNSETTLED", "Point", "Reference", "readings", "status"]

ORDER = ("in-force", "suspended", "scheduled", "proposed", "partial", "ended", "absent")
UNSETTLED = "unsettled"
"""Shown instead of a value that differs between readings in which the status is the same."""

# Status: what the layers of one reading say of a day


Days = list[tuple[str, bool, bool]]
"""Life, hold and whether the point has left, for each day of the grid."""


class Fold:
    """One measure with its wholes in one reading, as far as announced by `known_on`."""

    def __init__(
        self,
        changes: Sequence[Sequence[Change]],
        reading: Assignment,
        known_on: int,
        days: range,
        universe: Sequence[Sequence[str]],
    ) -> None:
        self.days, self.universe = days, universe
        self.strokes = [s for s in strokes_of(changes[0], reading) if s.announced <= known_on]
        is_part = any(s.part_of for s in self.strokes)
        self.whole = Fold(changes[1:], reading, known_on, days, universe) if is_part else None
        self._by = {
            by: sum(s.announced <= by for fold in self.line() for s in fold.strokes) for by in days
        }
        self._painted: dict[int, dict[Point, Layers]] = {}
        self._combined: dict[tuple[Point, int], Days] = {}
        self._statuses: dict[tuple[Point, int], str] = {}
        self.touching = touched(self.strokes, universe)
        self.points = self._split()

    def line(self) -> list["Fold"]:
        """List the fold of the measure and those of its wholes."""
        return [self, *(self.whole.line() if self.whole else [])]

    def _split(self) -> dict[Point, Point]:
        """All points, split where the whole names members, each with the measure's own point."""
        found: dict[Point, Point] = {}
        for point in self.touching:
            near = [w for w in self.whole.points if matches(point, w)] if self.whole else []
            for w in near or [point]:
                a, b, c, d, e = (p or x for p, x in zip(point, w, strict=True))
                found[a, b, c, d, e] = point
        return found

    def cells(self, by: int) -> dict[Point, Layers]:
        """Paint the measure's own points with all strokes announced by a day."""
        if self._by[by] not in self._painted:
            painted = touched([s for s in self.strokes if s.announced <= by], self.universe)
            self._painted[self._by[by]] = {p: paint(painted[p], self.days) for p in painted}
        return self._painted[self._by[by]]

    def combined(self, point: Point, by: int) -> Days:
        """Combine the layers of a point with those of its whole, as announced by a day."""
        if (point, self._by[by]) not in self._combined:
            self._combined[point, self._by[by]] = self._combine(point, by)
        return self._combined[point, self._by[by]]

    def _combine(self, point: Point, by: int) -> Days:
        own = self.cells(by).get(self.points[point])
        if own is None:
            return [("none", False, False) for _ in self.days]
        days = list(zip(own.life, own.held, own.gone, strict=True))
        for w in self.whole.points if self.whole else ():
            if self.whole and matches(point, w) and self.whole.points[w] in self.whole.cells(by):
                for at, (its_life, its_held, its_gone) in enumerate(self.whole.combined(w, by)):
                    life, held, gone = days[at]
                    if not its_gone:
                        life = "dead" if life == "alive" and its_life != "alive" else life
                        days[at] = life, held or its_held, gone
        return days

    def state(self, point: Point, on: int, by: int) -> tuple[str, bool, bool]:
        """Return life, hold and whether the point has left on a day, as announced by another."""
        return self.combined(point, by)[on - self.days.start]

    # With hindsight is by the last day; what lies ahead of a day is by that day itself.

    def hindsight(self, point: Point, on: int) -> tuple[str, bool, bool]:
        return self.state(point, on, self.days[-1])

    def ahead(self, point: Point, on: int) -> int | None:
        """Return the first day after a day on which life begins, as announced by that day.

        A life that hindsight refutes on the day itself does not begin again on the next.
        """
        for first in range(on + 1, self.days.stop):
            before, life = (self.state(point, d, on)[0] for d in (first - 1, first))
            if life == "alive" != before:
                return first
        return None

    def status(self, point: Point, on: int) -> str:
        if (point, on) not in self._statuses:
            self._statuses[point, on] = self._status(point, on)
        return self._statuses[point, on]

    def _status(self, point: Point, on: int) -> str:
        life, held, gone = self.hindsight(point, on)
        if life == "alive":
            return "suspended" if held else "in-force"
        ahead = self.ahead(point, on)
        if ahead is not None:
            return "suspended" if self.state(point, ahead, on)[1] else "scheduled"
        if life == "proposed":
            return "proposed"
        strokes = self.touching[self.points[point]]
        said = (
            any(s.do in ("impose", "propose") and s.announced <= on for s in strokes) and not gone
        )
        lived = any(self.hindsight(point, d)[0] == "alive" for d in self.days if d < on)
        return "ended" if life == "dead" or said or lived else "absent"

    def never_operative(self, point: Point, on: int) -> bool:
        past = [self.hindsight(point, d)[:2] for d in self.days if d <= on]
        if ("alive", False) in past:
            return False
        strokes = self.touching[self.points[point]]
        due = any(s.do == "impose" and s.announced <= on and s.start <= on for s in strokes)
        return due or ("alive", True) in past or self.status(point, on) == "ended"

    def since(self, point: Point, on: int) -> int:
        first = on
        while first > self.days.start and self.status(point, first - 1) == self.status(point, on):
            first -= 1
        return first

    def until(self, point: Point, on: int) -> int | None:
        status, ahead = self.status(point, on), self.ahead(point, on)
        if status == "scheduled" and ahead is not None:
            return ahead - 1
        if status == "proposed":
            other = [d for d in self.days if d > on and self.state(point, d, on)[0] != "proposed"]
            return other[0] - 1 if other else None
        if status not in ("in-force", "suspended"):
            return None
        now = self.hindsight(point, on)[:2]
        if now[0] == "alive" and self.state(point, on, on)[:2] != now:
            return None
        start = on if now[0] == "alive" else ahead
        if start is None:
            raise AssertionError("a suspended point that is not alive has a living day ahead")
        like = self.state(point, start, on)[:2]
        other = [d for d in self.days if d > start and self.state(point, d, on)[:2] != like]
        return other[0] - 1 if other else None

    def revives(self, point: Point, on: int) -> int | None:
        if self.status(point, on) != "suspended":
            return None
        now = self.hindsight(point, on)[:2]
        if now[0] == "alive" and self.state(point, on, on)[:2] != now:
            return None  # nobody knew of this suspension yet
        start = on if now[0] == "alive" else self.ahead(point, on)
        later = [
            d
            for d in self.days
            if start is not None and d > start and self.state(point, d, on)[:2] == ("alive", False)
        ]
        return later[0] if later else None

    def fields(self, point: Point, on: int) -> dict[str, Any]:
        """Return the fields of a day; before a start those of the first living day."""
        ahead = self.ahead(point, on) if self.hindsight(point, on)[0] != "alive" else None
        shown, by = (on, self.days[-1]) if ahead is None else (ahead, on)
        layers = self.cells(by)[self.points[point]]
        at = shown - self.days.start
        return {
            name: values[at] for name, values in layers.fields.items() if values[at] is not None
        }

    def row(self, point: Point, on: int) -> dict[str, Any]:
        fields = self.fields(point, on)
        return {
            "since": iso(self.since(point, on)),
            "until": iso(self.until(point, on)),
            "revives": iso(self.revives(point, on)),
            "rate": dict(fields["rate"]) if "rate" in fields else None,
            "terms": {
                name.removeprefix("term "): v for name, v in fields.items() if name != "rate"
            },
            "never_operative": self.never_operative(point, on),
        }


# Answers over all readings


def overall(statuses: Sequence[str]) -> str:
    """Return the status, in one reading, of a measure whose points have these statuses."""
    rows = {status for status in statuses if status != "absent"}
    living = rows - {"ended"}
    if len(living) == 1:
        return living.pop()
    return "partial" if living else "ended" if rows else "absent"


def _settled(values: Sequence[Any]) -> Any:
    return values[0] if all(value == values[0] for value in values) else UNSETTLED


class Reference:
    """All answers about a list of events; the place in the list is the position."""

    def __init__(self, events: Sequence[Event]) -> None:
        self.events = events
        self._folds: dict[tuple[str, str | None], list[Fold]] = {}
        self._rows: dict[tuple[str, str, str | None], dict[str, Any] | None] = {}

    def folds(self, measure: str, known_on: str | None = None) -> list[Fold]:
        """Fold the measure once for each reading."""
        if (measure, known_on) not in self._folds:
            changes = [changes_of(self.events, m) for m in family(self.events, measure)]
            every = [c for line in changes for c in line]
            days, universe = grid(every), universe_of(every)
            known = day(known_on) if known_on else days[-1]
            self._folds[measure, known_on] = [
                Fold(changes, reading, known, days, universe)
                for reading in readings(self.events, measure)
            ]
        return self._folds[measure, known_on]

    def measure(self, measure: str, on: str, known_on: str | None = None) -> dict[str, Any] | None:
        """Return the row of one measure, or None where no reading has one."""
        if (measure, on, known_on) not in self._rows:
            self._rows[measure, on, known_on] = self._row(measure, on, known_on)
        return self._rows[measure, on, known_on]

    def _row(self, measure: str, on: str, known_on: str | None) -> dict[str, Any] | None:
        folds = self.folds(measure, known_on)
        at = min(max(day(on), folds[0].days[1]), folds[0].days[-1])
        points: dict[Point, dict[str, Any]] = {}
        for point in sorted({p for fold in folds for p in fold.points}):
            statuses = [
                fold.status(point, at) if point in fold.points else "absent" for fold in folds
            ]
            possible = [status for status in ORDER if status in statuses]
            if possible == ["absent"]:
                continue
            points[point] = {"possible": possible}
            if len(possible) == 1:
                rows = [fold.row(point, at) for fold in folds]
                points[point] |= {key: _settled([row[key] for row in rows]) for key in rows[0]}
        found = [overall([fold.status(point, at) for point in fold.points]) for fold in folds]
        possible = [status for status in ORDER if status in found]
        if possible in ([], ["absent"]):
            return None
        status = possible[0] if len(possible) == 1 else "uncertain"
        never = [
            all(fold.never_operative(p, at) for p in fold.points if fold.status(p, at) != "absent")
            for fold in folds
        ]
        return {
            "status": status,
            "possible": possible,
            "never_operative": _settled(never),
            "points": points,
        }


def status(
    events: Sequence[Event], on: str, known_on: str | None = None
) -> dict[str, dict[str, Any]]:
    """Return the rows of all measures on a day."""
    reference = Reference(events)
    rows = {measure: reference.measure(measure, on, known_on) for measure in measures(events)}
    return {measure: row for measure, row in rows.items() if row is not None}
