"""Rules about measures: each finds its fault and passes over the sound case beside it."""

import pytest
from traps import TRAPS, Trap, Wire, change, event, first, rate

from review.reviewed_wires import found, rules

BEGUN = event("2025-01-01", first(goods=["Ga", "Ge"]))


def then(*changes: Wire) -> list[Wire]:
    """Return a licence on two goods, and an act a month later."""
    return [BEGUN, event("2025-02-01", *changes)]


def test_a_change_to_an_unknown_measure() -> None:
    """What nothing imposes or proposes cannot be suspended."""
    (finding,) = found([event("2025-02-01", change("suspend", "cn-nothing"))])
    assert finding.rule == "unknown-measure"
    assert "cn-nothing is never imposed or proposed" in finding.message
    assert finding.place == "2025-02-01-cn-test-1: change.1"
    assert rules(then(change("suspend"))) == []


def test_a_part_of_an_unknown_whole() -> None:
    """A provision names its whole."""
    part = event("2025-01-01", first(measure="cn-part", part_of="cn-test"))
    (finding,) = found([part])
    assert (finding.rule, finding.place[-7:]) == ("unknown-measure", "part_of")
    assert rules([BEGUN, event("2025-01-01", part["change"][0], number=2)]) == []


def test_a_replaced_measure_that_nobody_imposed() -> None:
    """To replace what never was is a change to an unknown measure."""
    assert rules([event("2025-01-01", first(replaces=["cn-old"]))]) == ["unknown-measure"]


def test_a_change_that_touches_no_cell() -> None:
    """An unknown member and an axis the measure does not use."""
    for named in ({"goods": ["Sb"]}, {"targets": ["US"]}):
        for do in ("suspend", "end", "amend"):
            given: Wire = {**named, **({"rate": rate("5")} if do == "amend" else {})}
            assert rules(then(change(do, **given))) == ["touches-no-cell"]
    assert rules(then(change("suspend", goods=["Ga"]))) == []


def test_an_impose_that_changes_nothing() -> None:
    """Imposing again what is in force without end says nothing; a later last day does."""
    assert rules(then(change("impose"))) == ["changes-nothing"]
    assert rules(then(change("impose", goods=["Ga"]))) == ["changes-nothing"]
    assert rules(then(change("impose", until="2025-12-31"))) == []
    assert rules(then(change("impose", goods=["Sb"]))) == []
    assert rules(then(change("impose", rate=rate("5")))) == []


def test_an_impose_after_an_end_is_sound() -> None:
    """Re-imposing what ended changes something."""
    ended = [*then(change("end")), event("2025-03-01", change("impose"))]
    assert rules(ended) == []


def test_a_resume_where_nothing_is_held() -> None:
    """On no day of its window anything is held."""
    assert rules(then(change("resume"))) == ["nothing-held"]
    held = then(change("suspend", until="2025-02-10"))
    assert rules([*held, event("2025-02-05", change("resume"))]) == []
    assert rules([*held, event("2025-02-11", change("resume"))]) == ["nothing-held"]


def test_a_resume_before_a_hold_to_come_is_sound() -> None:
    """A hold that begins within the window of the resume is held on one of its days."""
    events = then(change("suspend", effective="2025-04-01"))
    assert rules([*events, event("2025-03-01", change("resume"))]) == []
    early = event("2025-03-01", change("resume", until="2025-03-31"))
    assert rules([*events, early]) == ["nothing-held"]


def test_until_before_effective() -> None:
    """A window that ends before it begins; one day long is sound."""
    (finding,) = found([event("2025-01-02", first(until="2025-01-01"))])
    assert finding.rule == "until-before-effective"
    assert finding.place.endswith("change.1.until")
    assert "until 2025-01-01 lies before 2025-01-02" in finding.message
    assert rules([event("2025-01-02", first(until="2025-01-02"))]) == []


def test_only_what_is_certain_is_found() -> None:
    """A last day some time in the month of the first may be sound."""
    assert rules([event("2025-01-15", first(until="2025-01"))]) == []
    assert rules([event("2025-01-15", first(until="2024"))]) == ["until-before-effective"]


def test_a_fault_in_one_reading_only_is_none() -> None:
    """A resume that some day of its month finds a hold is sound."""
    events = then(change("suspend", until="2025-03-15"))
    assert rules([*events, event("2025-03", change("resume"))]) == []


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.name)
def test_the_traps_are_sound_records(trap: Trap) -> None:
    """What the replay gets right is nothing to find fault with."""
    assert rules(trap.events) == []
