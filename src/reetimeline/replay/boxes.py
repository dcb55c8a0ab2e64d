"""Boxes of cells: one set of members on each axis, never the product written out.

An axis set is ``(inverted, members)``: the members named, or all except them. An axis a measure
does not use holds the one pseudo-member `UNUSED`, which ``*`` does not contain.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

UNUSED = ""
AxisSet = tuple[bool, frozenset[str]]
Box = tuple[AxisSet, ...]

NOTHING: AxisSet = (False, frozenset())
NOT_USED: AxisSet = (False, frozenset((UNUSED,)))
EVERYTHING: AxisSet = (True, frozenset((UNUSED,)))


def axis(members: Sequence[str] | None) -> AxisSet:
    """Return the axis set of members as an act names them: None is unused, ``["*"]`` all.

    >>> axis(["*"]) == EVERYTHING, axis(None) == NOT_USED
    (True, True)
    """
    if members is None:
        return NOT_USED
    return EVERYTHING if "*" in members else (False, frozenset(members))


def common(one: AxisSet, other: AxisSet) -> AxisSet:
    """Return the members both sets hold."""
    (one_inverted, mine), (other_inverted, theirs) = one, other
    if one_inverted:
        return (True, mine | theirs) if other_inverted else (False, theirs - mine)
    return (False, mine - theirs) if other_inverted else (False, mine & theirs)


def without(one: AxisSet, other: AxisSet) -> AxisSet:
    """Return the members of the first set that the second does not hold."""
    inverted, members = other
    return common(one, (not inverted, members))


def union(one: AxisSet, other: AxisSet) -> AxisSet:
    """Return the members either set holds."""
    inverted, members = without((not one[0], one[1]), other)
    return (not inverted, members)


def contains(members: AxisSet, member: str) -> bool:
    """Whether the axis set holds a member."""
    return (member in members[1]) is not members[0]


def intersection(one: Box, other: Box) -> Box | None:
    """Return the box both hold, or None if they share no cell."""
    sides: list[AxisSet] = []
    for mine, theirs in zip(one, other, strict=True):
        side = mine if mine == theirs else common(mine, theirs)
        if side == NOTHING:
            return None
        sides.append(side)
    return tuple(sides)


def difference(box: Box, hole: Box) -> Iterator[Box]:
    """Yield disjoint boxes that together are ``box`` without ``hole`` (a part of it).

    At most one box for each axis.
    """
    core = list(box)
    for place, (mine, theirs) in enumerate(zip(box, hole, strict=True)):
        rest = without(mine, theirs)
        if rest != NOTHING:
            yield (*core[:place], rest, *box[place + 1 :])
        core[place] = theirs


def outside(box: Box, taken: Box) -> Iterator[Box]:
    """Yield disjoint boxes that together are ``box`` without what ``taken`` has of it."""
    hole = intersection(box, taken)
    if hole is None:
        yield box
    else:
        yield from difference(box, hole)


def merged(boxes: Iterable[Box], places: Sequence[int]) -> list[Box]:
    """Return boxes of the same cells, joined axis by axis in the order of ``places``.

    Two boxes join on an axis when they agree on all others, an unused axis only with its like; the
    order of first appearance stays.
    """
    found = list(boxes)
    if len(found) == 1:
        return found
    for place in places:
        groups: dict[tuple[Box, bool], AxisSet] = {}
        for box in found:
            rest = (*box[:place], NOTHING, *box[place + 1 :])
            key = (rest, contains(box[place], UNUSED))
            known = groups.get(key)
            groups[key] = box[place] if known is None else union(known, box[place])
        found = [(*rest[:place], side, *rest[place + 1 :]) for (rest, _), side in groups.items()]
    return found
