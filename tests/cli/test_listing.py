"""`log` and `show`."""

import json
from pathlib import Path

import pytest

from cli.running import run


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ([], 8),
        (["--since", "2025-10-09"], 3),
        (["--since", "2025-10-10"], 2),
        (["--until", "2012-01-01"], 2),
        (["--kind", "law"], 1),
        (["--actor", "US"], 2),
        (["--actor", "CN"], 6),
        (["--actor", "CN/MOFCOM"], 1),
        (["--good", "Ga"], 2),
        (["--good", "rare-earths"], 2),
        (["--thing", "cn-ban"], 2),
        (["--thing", "DS431"], 1),
        (["--thing", "cn-ban", "--actor", "CN/MOFCOM"], 1),
    ],
)
def test_selections(store: Path, asked: list[str], expected: int) -> None:
    """Each condition narrows the list, all of them together more."""
    rows = json.loads(run("log", "--store", store, "--format", "json", *asked).stdout)
    assert len(rows) == expected


def test_in_the_order_announced(store: Path) -> None:
    """Not in the order recorded."""
    rows = json.loads(run("log", "--store", store, "--format", "json").stdout)
    days = [row["announced"] for row in rows]
    assert days == sorted(days)


def test_text_names_day_id_and_title(store: Path) -> None:
    """An event is two lines, and the count is the last."""
    lines = run("log", "--store", store, "--kind", "law").stdout.splitlines()
    assert lines == ["2011-12-27  2011-12-27-cn-test-1", "            A test", "1 event"]


def test_an_event_with_its_sources(store: Path) -> None:
    """What happened, what it changed and who says so."""
    text = run("show", "2025-11-07-cn-test-1", "--store", store).stdout
    assert "announced  7 November 2025 (2025-11-07)" in text
    assert "change 1: suspend" in text
    assert "until        2026-11-10" in text
    assert "A source (press), paragraph 1" in text


def test_an_event_as_json_is_its_file(store: Path) -> None:
    """The JSON has the keys of the file, and reads back as the same event."""
    import reetimeline as ree
    from reetimeline.record.reading import event_from_wire

    wire = json.loads(
        run("show", "2025-11-07-cn-test-1", "--store", store, "--format", "json").stdout
    )
    event = ree.load(store).event("2025-11-07-cn-test-1")
    assert event_from_wire(wire) == event
