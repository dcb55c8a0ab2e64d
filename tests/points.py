"""Cell points in answers: naming one, and finding the cell of a row that holds it."""

from collections.abc import Mapping
from typing import Any

AXES = ("goods", "forms", "targets", "parties", "activities")
Point = tuple[str, str, str, str, str]


def point(
    goods: str = "", forms: str = "", targets: str = "", parties: str = "", activities: str = ""
) -> Point:
    """Name a point by its members; an axis that is not used has the empty member."""
    return goods, forms, targets, parties, activities


def _holds(cell: Mapping[str, Any], at: Point, *, loosely: bool) -> bool:
    for axis, member in zip(AXES, at, strict=True):
        members = cell[axis]
        if not members:
            if member and not loosely:
                return False
        elif "*" in members:
            if not member or member in cell["except"].get(axis, []):
                return False
        elif member not in members:
            return False
    return True


def cells_at(row: Mapping[str, Any], at: Point) -> list[Mapping[str, Any]]:
    """Find the cells that hold a point; a sound row has at most one.

    A part whose whole splits it evenly is shown unsplit, so an axis the cell does not use holds
    every member when no cell holds the point strictly; the cell that names most of it wins.
    """
    strictly = [cell for cell in row["cells"] if _holds(cell, at, loosely=False)]
    if strictly:
        return strictly
    loosely = [cell for cell in row["cells"] if _holds(cell, at, loosely=True)]
    named = [sum(bool(cell[axis]) for axis in AXES) for cell in loosely]
    return [cell for cell, most in zip(loosely, named, strict=True) if most == max(named)]
