"""Boxes of cells: cutting and joining neither loses nor doubles a point."""

from itertools import product

from hypothesis import given, strategies as st

from reetimeline.replay.boxes import (
    EVERYTHING,
    NOT_USED,
    UNUSED,
    AxisSet,
    Box,
    axis,
    common,
    contains,
    difference,
    intersection,
    merged,
    outside,
    union,
    without,
)

MEMBERS = ("Dy", "Tb", "Ga", "elsewhere", UNUSED)
"""Members to name; `elsewhere` is named by nobody and stands for all others under ``*``."""
POINTS = list(product(MEMBERS, repeat=2))

sets: st.SearchStrategy[AxisSet] = st.tuples(
    st.booleans(), st.frozensets(st.sampled_from(["Dy", "Tb", "Ga", UNUSED]))
).filter(lambda side: side != (False, frozenset()))
boxes: st.SearchStrategy[Box] = st.tuples(sets, sets)


def held(box: Box, point: tuple[str, ...]) -> bool:
    """Tell whether a box holds a point."""
    return all(contains(side, member) for side, member in zip(box, point, strict=True))


def count(found: list[Box], point: tuple[str, ...]) -> int:
    """Count the boxes that hold a point."""
    return sum(held(box, point) for box in found)


@given(sets, sets)
def test_sets(one: AxisSet, other: AxisSet) -> None:
    """Common, without and union are what they say, member by member."""
    for member in MEMBERS:
        mine, theirs = contains(one, member), contains(other, member)
        assert contains(common(one, other), member) == (mine and theirs)
        assert contains(without(one, other), member) == (mine and not theirs)
        assert contains(union(one, other), member) == (mine or theirs)


@given(boxes, boxes)
def test_cutting(one: Box, other: Box) -> None:
    """What is inside and what is outside another box are together the box, each point once."""
    inside = intersection(one, other)
    pieces = list(outside(one, other))
    for point in POINTS:
        assert (inside is not None and held(inside, point)) == (
            held(one, point) and held(other, point)
        )
        assert count(pieces, point) == (held(one, point) and not held(other, point))
    if inside is not None:
        assert len(list(difference(one, inside))) <= len(one)


@given(st.lists(boxes, max_size=5), st.permutations([0, 1]))
def test_joining(drawn: list[Box], places: list[int]) -> None:
    """Disjoint boxes joined hold the same points, each once, in no more boxes."""
    apart: list[Box] = []
    for box in drawn:
        pieces = [box]
        for taken in apart:
            pieces = [rest for piece in pieces for rest in outside(piece, taken)]
        apart.extend(pieces)
    joined = merged(apart, places)
    assert len(joined) <= len(apart)
    for point in POINTS:
        assert count(joined, point) == count(apart, point) <= 1


@given(st.lists(boxes, max_size=5))
def test_an_unused_axis_joins_only_its_like(drawn: list[Box]) -> None:
    """A row says of an axis that it is used or not, never both."""
    alike = [tuple(NOT_USED if contains(side, UNUSED) else side for side in box) for box in drawn]
    for box in merged(alike, (0, 1)):
        assert all(side == NOT_USED or not contains(side, UNUSED) for side in box)


def test_as_an_act_names_them() -> None:
    """Nothing is unused, ``*`` is all, and all does not hold the unused."""
    assert axis(None) == NOT_USED
    assert axis(["*"]) == axis(["*", "US"]) == EVERYTHING
    assert axis(["US"]) == (False, frozenset({"US"}))
    assert not contains(EVERYTHING, UNUSED)
    assert contains(EVERYTHING, "anybody")


def test_three_hundred_by_seventeen_stay_one_box() -> None:
    """Cut along one axis and joined again, nothing is enumerated on the way."""
    firms = axis([f"firm-{n}" for n in range(300)])
    goods = axis([f"good-{n}" for n in range(17)])
    hole = axis([f"firm-{n}" for n in range(100)])
    pieces = list(difference((firms, goods), (hole, goods)))
    assert len(pieces) == 1
    assert merged([*pieces, (hole, goods)], (0, 1)) == [(firms, goods)]
