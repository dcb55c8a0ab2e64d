"""A snapshot as plain values: its shape, its rows, its identity."""

import hashlib
import json
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from strategies import asked_days, event_sets
from traps import QUOTA, TRAPS, Wire, change, event, first
from wires import advance, establish, observe

import reetimeline as ree
from reetimeline.replay.cells import Cell

SUSPENDED = next(t for t in TRAPS if t.name == "suspended before its first day").events
EVERYTHING = [
    *QUOTA,
    event("2025-03-01", advance("adopted"), establish("lynas"), observe("1")),
    event("2025-03-02", first(goods=["Dy"], until="2026-12-31")),
]
KEYS = {
    "": "on known_on recorded_by state_id verified_through stale measures quotas disputes"
    " organisations series next",
    "measures": "id title instrument modality part_of document actors announced status possible"
    " contested never_operative projected since until revives windows count condition deadline"
    " reason alternatives verified_through cells because",
    "cells": "goods forms codes targets parties activities except status possible rate terms since"
    " until revives",
    "quotas": "id instrument under actor period unit basis firm provisional undisclosed split"
    " holders batches alternatives because",
    "disputes": "id stage since stages complainants respondent third_parties challenges findings"
    " deadline days_left because",
    "organisations": "id name status parents members predecessors because",
    "series": "id period publisher value unit basis stage denominator vintage nature alternatives"
    " because",
    "next": "day thing what",
}
"""The keys of the design's example; a row may hold more."""


def state(events: list[Wire], on: str = "2025-07-01", **cut: Any) -> dict[str, Any]:
    """Return a whole state as plain values."""
    found: dict[str, Any] = ree.replayed(events).at(on, **cut).to_dict()
    return found


@pytest.mark.parametrize("part", KEYS)
def test_the_keys_of_the_contract(part: str) -> None:
    """Every key the design promises is there, in the order of the example."""
    told = state(EVERYTHING)
    rows = told["measures"][-1]["cells"] if part == "cells" else told.get(part)
    row = rows[0] if part and rows else told
    promised = KEYS[part].split()
    assert [key for key in row if key in promised] == promised


def test_all_of_it_is_json() -> None:
    """What is told can be written as JSON and read back the same."""
    told = state(EVERYTHING)
    assert json.loads(json.dumps(told)) == told


@given(event_sets(), asked_days())
def test_any_state_is_json(events: list[Wire], on: str) -> None:
    """Whatever was recorded, its state is plain values."""
    told = state(events, on)
    assert json.loads(json.dumps(told)) == told


@given(event_sets(), asked_days())
def test_records_are_the_cells(events: list[Wire], on: str) -> None:
    """There is one flat record per cell of every measure, and no key has cells within."""
    day = ree.replayed(events).at(on)
    records = day.to_records()
    statuses = {row.id: row.status for row in day.measures}
    cells = [(row.id, cell.to_dict()) for row in day.measures for cell in row.cells]
    assert len(records) == len(cells)
    for record, (name, cell) in zip(records, cells, strict=True):
        assert record["id"] == name
        assert "cells" not in record
        assert {key: record[key] for key in cell} == cell
        assert record["measure_status"] == statuses[name]


def test_an_empty_record_says_so() -> None:
    """Nothing holds where nothing was recorded."""
    told = state([])
    assert [told[k] for k in ("measures", "quotas", "disputes", "organisations", "next")] == [
        []
    ] * 5
    assert told["recorded_by"]["size"] == 0
    assert told["recorded_by"]["root"] == hashlib.sha256(b"").hexdigest()
    assert len(ree.replayed([]).at("2025-01-01")) == 0


@pytest.mark.parametrize("text", ["2025", "2025-13-01", "2025-1-1", "today", "", "2025-02-29"])
def test_a_malformed_day_is_an_error(text: str) -> None:
    """Never today instead, on any of the three axes."""
    history = ree.replayed(SUSPENDED)
    with pytest.raises(ree.DateError):
        history.at(text)
    with pytest.raises(ree.DateError):
        history.at("2025-01-01", known_on=text)
    if text != "2025":  # a number is a position, and there is none so high
        with pytest.raises(ree.DateError):
            history.at("2025-01-01", recorded_by=text)


@pytest.mark.parametrize("size", [-1, 3, "3"])
def test_a_position_the_log_never_had(size: int | str) -> None:
    """The error says which there are."""
    with pytest.raises(ree.DateError, match="0 to 2"):
        ree.replayed(SUSPENDED).at("2025-01-01", recorded_by=size)


def test_state_id_can_be_repeated() -> None:
    """It is the hash of the request, the log's size and root, and the replay's version."""
    day = ree.replayed(SUSPENDED).at("2025-11-10", known_on="2025-11-08").only(good="Dy")
    request: Any = {
        "on": "2025-11-10",
        "known_on": "2025-11-08",
        "recorded_by": 2,
        "filters": {"good": "Dy"},
        "policy": {},
        "root": day.history.root(2),
        "replay": 1,
    }
    assert day.state_id == hashlib.sha256(rfc8785.dumps(request)).hexdigest()


def test_state_id_differs_with_what_is_asked() -> None:
    """Another day, cut, filter or record has another id; the same question has the same."""
    history = ree.replayed(SUSPENDED)
    asked = [
        history.at("2025-11-10"),
        history.at("2025-11-11"),
        history.at("2025-11-10", known_on="2025-11-10"),
        history.at("2025-11-10", recorded_by=1),
        history.at("2025-11-10").only(good="Dy"),
        history.at("2025-11-10").only(target="US"),
        ree.replayed([*SUSPENDED, event("2025-12-01", change("end"))]).at("2025-11-10"),
    ]
    assert len({day.state_id for day in asked}) == len(asked)
    assert history.at("2025-11-10").state_id == ree.replayed(SUSPENDED).at("2025-11-10").state_id


def test_a_view_stays_true_when_more_is_recorded() -> None:
    """A snapshot of the first records of a longer log has the id it had before."""
    longer = ree.replayed(SUSPENDED).extend([event("2025-12-01", change("end"))])
    assert longer.at("2025-12-15").measure("cn-test") != longer.at(
        "2025-12-15", recorded_by=2
    ).measure("cn-test")
    assert (
        longer.at("2025-12-15", recorded_by=2).state_id
        == ree.replayed(SUSPENDED).at("2025-12-15").state_id
    )


def test_unknown_things() -> None:
    """An id nobody recorded is an error that names the closest one."""
    day = ree.replayed(EVERYTHING).at("2025-07-01")
    for ask in (day.measure, day.quota, day.organisation, day.why):
        with pytest.raises(ree.UnknownThingError, match="knows no 'cn-tset'"):
            ask("cn-tset")


def test_before_its_first_day_a_thing_has_no_row() -> None:
    """A thing of the record that is not yet anything is no error."""
    day = ree.replayed(EVERYTHING).at("2024-01-01")
    assert day.measure("cn-test") is None
    assert day.organisation("lynas") is None
    assert day.quota("cn-test-quota") == ()


def test_windows_are_the_operative_spans() -> None:
    """A suspension in the middle leaves two spans; the last is open."""
    events = [
        event("2025-01-01", first()),
        event("2025-02-01", change("suspend", until="2025-02-28")),
    ]
    assert state(events, "2025-02-15")["measures"][0]["windows"] == [["2025-01-01", "2025-01-31"]]
    assert state(events, "2025-03-15")["measures"][0]["windows"] == [
        ["2025-01-01", "2025-01-31"],
        ["2025-03-01", None],
    ]


def test_the_sum_of_a_wide_measure_is_grouped_and_never_enumerated() -> None:
    """300 parties and 17 goods are two rows, made from a handful of cells."""
    made: list[Cell] = []
    begin = Cell.__init__

    def counted(self: Cell, *args: Any, **kwargs: Any) -> None:
        made.append(self)
        begin(self, *args, **kwargs)

    firms = [f"firm-{number:03}" for number in range(300)]
    events = [
        event("2025-01-01", first(goods=["rare-earths"], parties=firms)),
        event("2025-02-01", change("suspend", parties=firms[:100])),
        event("2025-03-01", change("amend", goods=["Dy"], terms=[{"key": "a", "value": "1"}])),
    ]
    history = ree.replayed(events)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Cell, "__init__", counted)
        row = history.at("2025-06-01").measure("cn-test")
    assert 0 < len(made) <= 8
    assert row is not None
    assert len(row["cells"]) == 4
    assert sum(len(cell["goods"]) * len(cell["parties"]) for cell in row["cells"]) == 300 * 17


def test_cells_with_the_same_values_are_one_row() -> None:
    """Suspended in two acts on the same day, two goods stand in one row again."""
    events = [
        event("2025-01-01", first(goods=["Dy", "Tb", "Ga"])),
        event("2025-02-01", change("suspend", goods=["Dy"]), number=1),
        event("2025-02-01", change("suspend", goods=["Ga"]), number=2),
    ]
    cells = state(events)["measures"][0]["cells"]
    assert sorted((cell["goods"], cell["status"]) for cell in cells) == [
        (["Dy", "Ga"], "suspended"),
        (["Tb"], "in-force"),
    ]


def test_the_rest_of_all_is_shown_with_its_exceptions() -> None:
    """Naming a member under ``*`` splits it off."""
    events = [
        event("2025-01-01", first(targets=["*"])),
        event("2025-02-01", change("suspend", targets=["US"])),
    ]
    cells = state(events)["measures"][0]["cells"]
    told = {cell["status"]: (cell["targets"], cell["except"]) for cell in cells}
    assert told == {"in-force": (["*"], {"targets": ["US"]}), "suspended": (["US"], {})}
