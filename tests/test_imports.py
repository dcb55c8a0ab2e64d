"""Importing the package stays light; classes, graphs and commands load when they are used."""

import subprocess
import sys

import pytest

HEAVY = ("networkx", "click", "cattrs", "attrs", "dateutil", "sqlite3", "rfc8785", "tomllib")


def loaded_by(code: str) -> set[str]:
    """Return the modules a fresh interpreter holds after running some code."""
    script = f"{code}\nimport sys\nprint('\\n'.join(sys.modules))"
    run = [sys.executable, "-W", "error", "-c", script]
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_import_is_light() -> None:
    """The package alone loads none of what it stands on."""
    loaded = loaded_by("import reetimeline")
    assert "reetimeline" in loaded
    assert not loaded.intersection(HEAVY)


def test_replaying_needs_neither_graphs_nor_commands() -> None:
    """A state can be asked without networkx and click."""
    loaded = loaded_by("import reetimeline as ree\nree.replayed([]).at('2025-11-20').to_dict()")
    assert "reetimeline.replay.history" in loaded
    assert not loaded.intersection({"networkx", "click"})


def test_the_command_line_needs_no_graphs() -> None:
    """Help is shown without networkx, cattrs or the replay."""
    loaded = loaded_by(
        "from reetimeline.cli import main\n"
        "try:\n    main(['state', '--help'], standalone_mode=False)\nexcept SystemExit:\n    pass"
    )
    assert "click" in loaded
    assert not loaded.intersection({"networkx", "cattrs", "reetimeline.replay"})


@pytest.mark.parametrize("name", ["History", "parse_date", "Record", "EventError"])
def test_a_name_loads_its_home_when_used(name: str) -> None:
    """A public name brings in the module that holds it, and only then."""
    home = {"parse_date": "edtf", "Record": "record.kept", "EventError": "errors"}.get(
        name, "library"
    )
    assert f"reetimeline.{home}" not in loaded_by("import reetimeline")
    assert f"reetimeline.{home}" in loaded_by(f"from reetimeline import {name}")
