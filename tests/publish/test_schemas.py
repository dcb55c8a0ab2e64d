"""The JSON Schemas that ship: derived, valid, and true of real outputs."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from reetimeline.cli import main
from reetimeline.errors import VocabularyError
from reetimeline.publish.schemas import names, schema
from reetimeline.publish.schemas.deriving import NAMES, derived

SOURCE = """\
[[source]]
id = "agency/2025"
title = "A notice"
type = "webpage"
kind = "official"
jurisdiction = "CN"
url = "https://agency.example/2025"
accessed = "2026-01-01"
"""
EVENT = """\
id = "2025-04-04-cn-licence"
title = "A licence"
kind = "export-control"
actors = ["CN/MOFCOM"]
announced = "2025-04-04"

[[change]]
do = "impose"
measure = ["licence"]
title = "A licence"
instrument = "export-licence"
goods = ["Dy", "Tb"]
targets = ["*"]
deadline = "2025-12-31"
rate = { value = "10", unit = "%" }

[[change.terms]]
key = "scope"
value = "all"

[[change.alternative]]
field = "effective"
value = "2025-04-05"
source = "agency/2025"
locator = "title"

[[change]]
do = "suspend"
measure = ["licence"]
targets = ["US"]
effective = "2025-06"
until = "2025-12-31"

[[change]]
do = "allocate"
quota = "quota"
under = "licence"
period = "2025"
batch = "1"
value = "~100"
unit = "t"

[[change.split]]
by = "ore"

[change.split.parts]
light = "60"
medium-heavy = "40"

[[change.holders]]
id = "firm"

[[change]]
do = "advance"
disputes = ["DS1"]
stage = "consultations-requested"
by = ["US"]
respondent = "CN"
deadline = "2025-12-01"

[[change]]
do = "establish"
organisation = "firm"
name = "A firm"
parents = [{ id = "owner", share = "51" }]

[[change]]
do = "observe"
series = "price"
publisher = "agency"
period = "2025-01"
value = ">80"
unit = "USD/kg"

[[change]]
do = "verify"
things = ["licence"]
through = "2025-10-01"

[[citation]]
source = "agency/2025"
fields = ["announced", "change.1"]
locator = "operative paragraph"
"""
COMMANDS = {
    "state": ["state", "2025-07-01"],
    "log": ["log"],
    "show": ["show", "2025-04-04-cn-licence"],
    "history": ["history", "licence"],
    "why": ["why", "licence", "--on", "2025-07-01"],
    "diff": ["diff", "2025-01-01", "2025-07-01"],
    "timeline": ["timeline"],
    "check": ["check"],
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return a directory store that holds one event with a change of almost every kind."""
    home = tmp_path_factory.mktemp("store") / "events"
    (home / "2025").mkdir(parents=True)
    (home / "sources").mkdir()
    (home / "2025" / "2025-04-04-cn-licence.toml").write_text(EVENT, encoding="utf-8")
    (home / "sources" / "agency.toml").write_text(SOURCE, encoding="utf-8")
    done = CliRunner().invoke(main, ["--store", str(home), "append", str(home)])
    assert done.exit_code == 0, done.output
    return str(home)


def output(args: list[str]) -> Any:
    """Return what a command prints as JSON; findings may make it exit with 1."""
    done = CliRunner().invoke(main, [*args, "--format", "json"])
    assert done.exit_code in (0, 1), done.output
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", NAMES)
def test_shipped_is_derived(name: str) -> None:
    """The file that ships is what the classes give today (written by docs/make.py)."""
    assert schema(name) == derived(name)


@pytest.mark.parametrize("name", NAMES)
def test_is_a_schema(name: str) -> None:
    """Every schema is valid under draft 2020-12."""
    Draft202012Validator.check_schema(schema(name))


@pytest.mark.parametrize("name", NAMES)
def test_small_store(name: str, store: str) -> None:
    """What each command prints of a small store obeys its schema."""
    Draft202012Validator(schema(name)).validate(output(["--store", store, *COMMANDS[name]]))


@pytest.mark.parametrize(
    "args",
    [
        ["state", "2012-08-23"],
        ["state", "2025-11-20"],
        ["diff", "2025-11-06", "2025-11-10"],
        ["history", "DS431"],
        ["why", "cn-japan-halt-2010", "--on", "2010-10-01"],
        ["log", "--kind", "export-control"],
        ["show", "2025-11-07-cn-suspends-october-controls"],
        ["timeline", "--from", "2025-10-01", "--to", "2025-12-31"],
    ],
    ids=" ".join,
)
def test_bundled_record(args: list[str]) -> None:
    """What commands print of the bundled record obeys its schema."""
    Draft202012Validator(schema(args[0])).validate(output(args))


def test_every_row_of_the_state_is_checked(store: str) -> None:
    """The schema is no empty promise: a missing, an extra and a mistyped key are refused."""
    good = output(["--store", store, *COMMANDS["state"]])
    check = Draft202012Validator(schema("state"))
    for spoil in ({"status": "ok"}, {"surplus": 1}, {"contested": "no"}):
        bad = {**good, "measures": [{**good["measures"][0], **spoil}]}
        assert not check.is_valid(bad)
    short = {key: value for key, value in good["measures"][0].items() if key != "since"}
    assert not check.is_valid({**good, "measures": [short]})


def test_names() -> None:
    """There is a file for every schema and no other, and an unknown name is told so."""
    assert names() == tuple(sorted(NAMES))
    with pytest.raises(VocabularyError, match="state"):
        schema("stat")
