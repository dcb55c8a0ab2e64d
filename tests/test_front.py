"""The front of the package, as people use it."""

from pathlib import Path
from typing import Any

import pytest
from traps import TRAPS, change, event, first
from wires import directory_store, source, sqlite_store

import reetimeline as ree
from reetimeline.library import append_files, open_record
from reetimeline.record.reading import event_from_wire

SUSPENDED = next(t for t in TRAPS if t.name == "suspended before its first day").events


def test_events_records_and_wire_forms_are_replayed_alike() -> None:
    """Whatever form they come in, the answer is the same."""
    events = [event_from_wire(wire) for wire in SUSPENDED]
    history = ree.replayed(SUSPENDED)
    forms: list[list[Any]] = [events, list(history.records), [SUSPENDED[0], events[1]]]
    for form in forms:
        assert ree.replayed(form).at("2025-11-20").to_dict() == history.at("2025-11-20").to_dict()


def test_wrong_events_are_refused_with_all_their_faults() -> None:
    """An event that cannot be read is an error that lists every fault."""
    with pytest.raises(ree.EventError) as caught:
        ree.replayed([{**SUSPENDED[0], "kind": "nothing", "titel": "x"}])
    assert len(caught.value.problems) == 2


@pytest.mark.parametrize("kind", ["directory", "sqlite"])
def test_stores_are_loaded_with_their_sources(tmp_path: Path, kind: str) -> None:
    """A directory by its path, a database by its URL or its path: the same history."""
    made = source(title="A paper")
    if kind == "directory":
        names: list[str | Path] = [root := directory_store(tmp_path, SUSPENDED, made), str(root)]
    else:
        url = sqlite_store(tmp_path, SUSPENDED, made)
        names = [url, url.removeprefix("sqlite:///")]
    for name in names:
        history = ree.load(name)
        assert history.size == 2
        assert history.sources["test/source"].title == "A paper"
        assert history.at("2025-11-20").measure("cn-test") == ree.replayed(SUSPENDED).at(
            "2025-11-20"
        ).measure("cn-test")
        assert open_record(name).head().root == history.root(2)


def test_files_not_yet_recorded_are_not_loaded(tmp_path: Path) -> None:
    """The record is what its log names."""
    root = directory_store(tmp_path, SUSPENDED[:1])
    extra = root / "2025" / "2025-11-07-cn-test-1.toml"
    extra.write_text(ree.event_to_toml(event_from_wire(SUSPENDED[1])))
    assert ree.load(root).size == 1
    assert [record.position for record in append_files(root, [root])] == [2]
    assert ree.load(root).size == 2


def test_memory_is_a_new_empty_store() -> None:
    """Each is its own."""
    assert ree.load("memory:").size == 0


def test_no_store() -> None:
    """What is not there is an error of the store, and all errors have one root."""
    with pytest.raises(ree.StoreError, match="does not exist"):
        ree.load("/nowhere/at/all")
    assert issubclass(ree.StoreError, ree.RecordError)
    assert issubclass(ree.RecordError, ree.ReetimelineError)


def test_the_example_of_the_design() -> None:
    """A ban suspended for one target, asked as the design asks."""
    history = ree.replayed(
        [
            event("2024-12-03", first(goods=["Ga"], targets=["US"]) | {"instrument": "export-ban"}),
            event("2025-11-09", change("suspend", until="2026-11-27")),
        ]
    )
    day = history.at("2025-11-20")
    assert day.applies("export-ban", actor="CN", good="Ga", target="US").status == "suspended"
    assert [c.citation.source for c in day.why("cn-test").citations] == ["test/source"] * 2
    before = history.without("2025-11-09-cn-test-1").at("2025-11-20")
    assert before.applies("export-ban", good="Ga").status == "in-force"
    assert len(history.diff("2025-11-06", "2025-11-10")) == 1


def test_answers_lead_to_the_graph() -> None:
    """`responses` is a plain directed multigraph of events."""
    import networkx

    graph = ree.replayed(SUSPENDED).responses()
    assert type(graph) is networkx.MultiDiGraph
    assert set(graph) == {wire["id"] for wire in SUSPENDED}


def test_extend_gives_the_same_kind() -> None:
    """A continued history can be drawn and shown as well."""
    longer = ree.replayed(SUSPENDED[:1]).extend(SUSPENDED[1:])
    assert type(longer) is ree.History
    assert type(longer.at("2025-11-20")) is ree.Snapshot
    assert longer.at("2025-11-20").to_dict() == ree.replayed(SUSPENDED).at("2025-11-20").to_dict()


def test_representations_are_short() -> None:
    """What a console shows is one line."""
    history = ree.replayed(SUSPENDED)
    assert repr(history) == "<History records=2 things=1>"
    assert repr(history.at("2025-11-20", known_on="2025-11-10")) == (
        "<Snapshot on='2025-11-20', known_on='2025-11-10' records=2>"
    )
