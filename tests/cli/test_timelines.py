"""`timeline`: to stdout, to a file, and checked against the file."""

from pathlib import Path

import pytest

from cli.running import refused, run

FORMS = ["md", "csv", "json", "mermaid"]


@pytest.mark.parametrize("form", FORMS)
def test_written_and_checked(store: Path, tmp_path: Path, form: str) -> None:
    """What is written is what is printed, and is not stale; an edited file is."""
    path = tmp_path / "timeline"
    asked = ["timeline", "--store", str(store), "--from", "2025-01-01", "--format", form]
    printed = run(*asked)
    assert printed.exit_code == 0
    assert run(*asked, "-o", path).stdout == ""
    assert path.read_bytes() == printed.stdout_bytes
    assert run(*asked, "-o", path, "--check").exit_code == 0
    path.write_bytes(path.read_bytes() + b"\xff")
    refused_text = run(*asked, "-o", path, "--check")
    assert refused_text.exit_code == 1
    assert "is stale" in refused_text.stderr
    assert path.read_bytes().endswith(b"\xff")  # looked at, not mended


def test_a_file_that_is_missing_is_stale(store: Path, tmp_path: Path) -> None:
    """`--check` writes nothing."""
    result = run("timeline", "--store", store, "-o", tmp_path / "x.md", "--check")
    assert result.exit_code == 1
    assert list(tmp_path.iterdir()) == []


def test_check_needs_a_file(store: Path) -> None:
    """There is nothing to check without one."""
    refused(run("timeline", "--store", store, "--check"), 2, "-o FILE")


def test_from_and_to_are_closed(store: Path) -> None:
    """Both days are in it."""
    asked = ["timeline", "--store", str(store), "--format", "csv", "--thing", "cn-test"]
    lines = run(*asked, "--from", "2025-10-09", "--to", "2025-11-07").stdout.splitlines()
    assert [line[:10] for line in lines[1:]] == ["2025-10-09", "2025-11-07"]
    lines = run(*asked, "--from", "2025-10-10", "--to", "2025-11-06").stdout.splitlines()
    assert lines[1:] == []


def test_an_output_that_cannot_be_written(store: Path, tmp_path: Path) -> None:
    """A folder that is not there is one error."""
    path = tmp_path / "missing" / "x.md"
    refused(run("timeline", "--store", store, "-o", path), 1, "missing")
    assert list(tmp_path.iterdir()) == []


def test_a_gantt_beyond_its_limits_is_refused(store: Path, tmp_path: Path) -> None:
    """Too many bars are an error that says how to narrow it, and no file."""
    from traps import event, first
    from wires import sqlite_store

    events = [event("2025-01-01", first(measure=f"cn-{n}"), number=n) for n in range(1, 123)]
    url = sqlite_store(tmp_path, events)
    path = tmp_path / "x.mmd"
    result = run("timeline", "--store", url, "--format", "mermaid", "-o", path)
    refused(result, 1, "122 bars", "--actor")
    assert not path.exists()
