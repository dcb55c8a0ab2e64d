"""Layers of the literal fold: which cell points exist, and each painted day by day."""

import itertools
from collections.abc import Sequence
from typing import Any, NamedTuple

from reference_readings import AXES, Change, Stroke, expand, last_of

Point = tuple[str, str, str, str, str]

OTHER = "other"
"""The member that stands for the rest of `*`."""
MARGIN = 3
LEFT = "left"
"""The pseudo-change of a point that was only proposed and is not in the first impose."""


class Layers(NamedTuple):
    """Life, hold and fields of a point, one entry for each day of the grid."""

    life: list[str]
    held: list[bool]
    fields: dict[str, list[Any]]
    gone: list[bool]
    """On which days the point was a mere proposal that the first impose did not take up."""


def touched(
    strokes: Sequence[Stroke], universe: Sequence[Sequence[str]]
) -> dict[Point, list[Stroke]]:
    """Find for each point that ever exists the strokes that paint it, in order."""
    painted: dict[Point, list[Stroke]] = {}
    state: dict[Point, str] = {}
    for stroke in strokes:
        first = stroke.do == "impose" and "imposed" not in state.values()
        if first or stroke.do == "propose":
            named = [axis if axis is not None else frozenset({""}) for axis in stroke.axes]
            patterns = [tuple(named)]
        else:
            patterns = [
                tuple(
                    axis if axis is not None else frozenset({member})
                    for axis, member in zip(stroke.axes, point, strict=True)
                )
                for point in state
            ]
        hit: set[Point] = set()
        for pattern in patterns:
            members = [
                [
                    m
                    for m in universe[i]
                    if (m and ("*" in axis or m in axis)) or (not m and "" in axis)
                ]
                for i, axis in enumerate(pattern)
            ]
            hit |= set(itertools.product(*members))  # type: ignore[arg-type]
        if first:
            for point in [p for p in state if p not in hit]:
                painted[point].append(stroke._replace(do=LEFT))
                del state[point]
        for point in sorted(hit):
            if stroke.do == "impose":
                state[point] = "imposed"
            elif stroke.do == "propose":
                state.setdefault(point, "proposed")
            if point in state:
                painted.setdefault(point, []).append(stroke)
    return painted


def paint(strokes: Sequence[Stroke], days: range) -> Layers:
    """Paint all strokes of one point, in their order."""
    names = {name for stroke in strokes for name, _ in stroke.fields}
    size = len(days)
    layers = Layers(
        ["none"] * size, [False] * size, {name: [None] * size for name in names}, [False] * size
    )
    imposed = False
    for s in strokes:
        window = [
            d - days.start for d in days if s.start <= d and (s.until is None or d <= s.until)
        ]
        announced_on = [d - days.start for d in days if s.announced <= d]
        at = s.start - days.start
        match s.do:
            case "impose":
                afresh = layers.life[at] != "alive" and layers.life[at - 1] != "alive"
                for i in window:
                    layers.life[i] = "alive"
                    if afresh:
                        layers.held[i] = False
                        for name in names:
                            layers.fields[name][i] = None
                    for name, value in s.fields:
                        layers.fields[name][i] = value
                for i, d in enumerate(days):
                    if s.until is not None and d > s.until:
                        layers.life[i] = "dead"
                imposed = True
            case "propose":
                for i in announced_on:
                    within = s.until is None or days[i] <= s.until
                    if within and not imposed and layers.life[i] != "alive":
                        layers.life[i] = "proposed"
                        for name, value in s.fields:
                            layers.fields[name][i] = value
            case "end":
                for i, d in enumerate(days):
                    if d >= s.start:
                        layers.life[i] = "dead"
            case "suspend" | "resume":
                for i in window:
                    layers.held[i] = s.do == "suspend"
            case "amend":
                for i in window:
                    for name, value in s.fields:
                        layers.fields[name][i] = value
            case "left":
                for i in announced_on:
                    layers.life[i] = "none"
        if s.do in ("impose", "propose", LEFT):
            for i in announced_on:
                layers.gone[i] = s.do == LEFT
    return layers


def matches(part: Point, whole: Point) -> bool:
    """Whether a point of the whole bears on a point of the part."""
    return all(p == w or not p or not w for p, w in zip(part, whole, strict=True))


def grid(changes: Sequence[Change]) -> range:
    """Span the days from three before the first that matters to three after the last."""
    days: set[int] = set()
    for c in changes:
        for variable in (c.announced, c.start, c.until):
            days |= {*expand(variable[2])} if variable else set()
        if c.duration:
            days |= {last_of(start, c.duration) for start in expand(c.start[2])}
    return range(min(days) - MARGIN, max(days) + MARGIN + 1)


def universe_of(changes: Sequence[Change]) -> list[list[str]]:
    """List on each axis the members named anywhere, the rest of `*`, and that of an unused axis."""
    named = [{m for c in changes for m in c.axes[i] or ()} - {"*"} for i in range(len(AXES))]
    return [["", OTHER, *sorted(members)] for members in named]
