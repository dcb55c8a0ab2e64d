"""The traps of the design, asked of the package as its users ask."""

from typing import Any

import pytest
from points import cells_at
from reference_readings import day, expand, iso
from traps import QUOTA, TRAPS, Ask, Trap, replaced

import reetimeline as ree


def answer(history: Any, ask: Ask) -> dict[str, Any] | None:
    """Return the row, or the cell that holds the point asked about."""
    row: dict[str, Any] | None = history.at(ask.on, known_on=ask.known_on).measure(ask.measure)
    if row is None or ask.at is None:
        return row
    cells = cells_at(row, ask.at)
    assert len(cells) <= 1
    return {**cells[0]} if cells else None


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.name)
def test_trap(trap: Trap) -> None:
    """Each trap of the design comes out right."""
    history = ree.replayed(trap.events)
    for ask in trap.asks:
        found = answer(history, ask)
        assert (found and {key: found[key] for key in ask.answer or ()}) == ask.answer, ask


def test_a_batch_then_a_total_for_the_year() -> None:
    """A total sets the level and is not added to the batch before it."""
    history = ree.replayed(QUOTA)
    firm = [
        [quota["firm"] for quota in history.at(on).to_dict()["quotas"]]
        for on in ("2025-03-01", "2025-07-01")
    ]
    assert firm == [["60000"], ["132000"]]


def test_replaced_on_an_unknown_day() -> None:
    """Exactly one of two measures is in force whichever day it was; none is certainly so."""
    unknown = ree.replayed(replaced()).at("2010-09-15")
    found = [(unknown.measure(m) or {})["possible"] for m in ("cn-old", "cn-new")]
    assert found == [["in-force", "ended"], ["in-force", "absent"]]
    for ordinal in expand("2010-09"):
        history = ree.replayed(replaced(str(iso(ordinal))))
        rows = [history.at("2010-09-15").measure(m) for m in ("cn-new", "cn-old")]
        in_force = [row is not None and row["status"] == "in-force" for row in rows]
        assert in_force == ([True, False] if ordinal <= day("2010-09-15") else [False, True])
