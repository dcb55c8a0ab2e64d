"""The contract all commands keep: streams, exit codes, stores, colour, help."""

import json
import os
import pty
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from wires import RULE, sqlite_store

from cli.running import call, refused, run
from reetimeline.cli.program import COMMANDS

QUESTIONS = [
    ["state", "2025-11-20"],
    ["history", "cn-test"],
    ["why", "cn-test"],
    ["diff", "2025-11-06", "2025-11-10"],
    ["log"],
    ["show", "2025-11-07-cn-test-1"],
    ["timeline"],
]


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked[0])
def test_answers_go_to_stdout_alone(store: Path, asked: list[str]) -> None:
    """A question that is answered exits 0 and says nothing on stderr."""
    result = run("--store", store, *asked)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.endswith("\n")


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked[0])
def test_the_store_may_stand_before_or_after(store: Path, asked: list[str]) -> None:
    """Before the command, after it, or in the environment: the same answer."""
    before = run("--store", store, *asked).stdout
    assert run(*asked, "--store", store).stdout == before
    assert run(*asked, env={"REETIMELINE_STORE": str(store)}).stdout == before


def test_the_store_after_the_command_goes_first(store: Path, tmp_path: Path) -> None:
    """The nearer word counts: after the command, before it, the environment."""
    other = sqlite_store(tmp_path, [RULE])
    alone = run("log", "--store", other).stdout
    assert "1 event\n" in alone
    assert run("--store", store, "log", "--store", other).stdout == alone
    assert run("--store", other, "log", env={"REETIMELINE_STORE": str(store)}).stdout == alone


@pytest.mark.parametrize(
    "asked",
    [
        ["state", "2025-11-20", "--format", "json"],
        ["history", "cn-test", "--format", "json"],
        ["why", "cn-test", "--format", "json"],
        ["diff", "2025-11-06", "2025-11-10", "--format", "json"],
        ["log", "--format", "json"],
        ["show", "2025-11-07-cn-test-1", "--format", "json"],
        ["timeline", "--format", "json"],
        ["check", "--format", "json"],
    ],
    ids=lambda asked: asked[0],
)
def test_json_is_json(store: Path, asked: list[str]) -> None:
    """The whole of stdout is one JSON value."""
    assert json.loads(run("--store", store, *asked).stdout)


@pytest.mark.parametrize(
    ("asked", "empty"),
    [
        (["diff", "2030-01-01", "2030-01-01", "--format", "json"], "changes"),
        (["why", "cn-test", "--on", "2001-01-01", "--format", "json"], "events"),
        (["state", "2001-01-01", "--format", "json"], "measures"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else value,
)
def test_an_empty_answer_prints_its_empty_json_and_exits_1(
    store: Path, asked: list[str], empty: str
) -> None:
    """Nothing found is told by the exit code, in the shape of an answer."""
    result = run("--store", store, *asked)
    assert (result.exit_code, result.stderr) == (1, "")
    assert json.loads(result.stdout)[empty] == []


@pytest.mark.parametrize("command", ["log", "timeline"])
def test_an_empty_list_is_an_empty_list(store: Path, command: str) -> None:
    """No event of a kind is [] and exit code 1."""
    result = run(command, "--kind", "stockpile", "--format", "json", "--store", store)
    assert (result.exit_code, json.loads(result.stdout)) == (1, [])


def test_findings_go_to_stderr_and_exit_1(store: Path) -> None:
    """`check` sums up on stdout, names each finding on stderr, and exits 1 for any."""
    result = run("check", store)  # a source of the store is cited by nothing
    assert result.exit_code == 1
    assert result.stderr == "sources/mofcom.toml: mofcom/46 is cited nowhere [source-never-cited]\n"
    assert "1 finding\n" in result.stdout


def test_findings_of_the_record_do_not_change_the_exit_code_of_questions(store: Path) -> None:
    """The record has a finding; a question about it is answered all the same."""
    assert run("check", store).exit_code == 1
    assert run("state", "2025-11-20", "--store", store).exit_code == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_help_with_an_example(command: str) -> None:
    """Every command says what it does and shows a call of itself that can be copied."""
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"  reetimeline {command}" in result.stdout or f" {command} " in result.stdout
    assert "Usage: " in result.stdout
    assert len(result.stdout.splitlines()) > 8


def test_the_help_lists_all_commands() -> None:
    """The first page names each command with its sentence."""
    result = run("--help")
    listed = [line.split()[0] for line in result.stdout.split("Commands:")[1].splitlines() if line]
    assert listed == sorted(COMMANDS)
    assert "--store" in result.stdout


def test_did_you_mean() -> None:
    """A misspelt command is a usage error with the one that was meant."""
    refused(run("stat", "2025-11-20"), 2, "did you mean state?")
    assert "did you mean" not in refused(run("xyzzy"), 2, "No such command")


@pytest.mark.parametrize(
    ("option", "value", "meant"),
    [
        ("--good", "Dyy", "did you mean Dy?"),
        ("--actor", "CN/MOFCM", "did you mean CN/MOFCOM"),
        ("--actor", "XX", "is no"),
        ("--target", "USA", "is no"),
        ("--form", "oxid", "did you mean oxide?"),
        ("--instrument", "export-quoto", "did you mean export-quota"),
        ("--status", "enforced", "'in-force'"),
        ("--known-on", "2025-13-01", "is not a day"),
        ("--recorded-by", "2025-13-01", "is not a day"),
        ("--recorded-by", "999", "the log has no position 999"),
        ("--format", "xml", "'json'"),
        ("--colour", "red", "No such option"),
    ],
)
def test_what_is_unknown_is_a_usage_error(store: Path, option: str, value: str, meant: str) -> None:
    """An unknown element, actor, code or option exits 2 and says what there is."""
    refused(run("state", "2025-11-20", option, value, "--store", store), 2, meant)


@pytest.mark.parametrize(
    "day", ["2025", "2025-11", "20251120", "today", "2025-02-30", "", "２０２５-01-01"]
)
def test_a_malformed_day_is_a_usage_error(store: Path, day: str) -> None:
    """Never today instead."""
    refused(run("state", day, "--store", store), 2, "is not a day", "YYYY-MM-DD")
    refused(run("diff", day, "2025-01-01", "--store", store), 2, "is not a day")
    refused(run("why", "cn-test", "--on", day, "--store", store), 2, "is not a day")


@pytest.mark.parametrize(
    "asked", [["history", "cn-tset"], ["why", "cn-tset"], ["log", "--thing", "cn-tset"]]
)
def test_an_unknown_thing_is_nothing_found(store: Path, asked: list[str]) -> None:
    """An id the record never names exits 1 with the closest it does."""
    refused(run("--store", store, *asked), 1, "did you mean cn-test?")


def test_an_unknown_event(store: Path) -> None:
    """Another id of the same day is offered."""
    refused(run("show", "2025-11-07-cn-tset-1", "--store", store), 1, "2025-11-07-cn-test-1")


@pytest.mark.parametrize("url", ["nowhere", "sqlite:///nowhere.sqlite", "postgres://x/y"])
def test_a_store_that_is_none(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that is missing is named, and not made."""
    monkeypatch.chdir(tmp_path)
    refused(run("state", "2025-11-20", "--store", url), 1, url.rsplit("/", maxsplit=1)[-1])
    assert list(tmp_path.iterdir()) == []


def test_a_store_from_a_newer_version(tmp_path: Path) -> None:
    """What this version cannot read it says so, with what to do."""
    import sqlite3

    url = sqlite_store(tmp_path, [RULE])
    connection = sqlite3.connect(tmp_path / "record.sqlite")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    refused(run("state", "2025-11-20", "--store", url), 1, "newer version", "update reetimeline")


def test_a_file_that_is_no_store(tmp_path: Path) -> None:
    """A picture is no record."""
    path = tmp_path / "picture.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(2000))
    refused(run("state", "2025-11-20", "--store", path), 1, "picture.png")


def test_an_edited_record_is_refused(tmp_path: Path) -> None:
    """A recorded file that was edited is an error of every question, with its place."""
    from wires import directory_store

    root = directory_store(tmp_path, [RULE])
    path = root / "2011" / f"{RULE['id']}.toml"
    path.write_text(path.read_text().replace("A test.", "Another."))
    refused(run("state", "2025-11-20", "--store", root), 1, path.name)


def watched(store: Path, *arguments: str, **env: str) -> str:
    """Return what a command writes to a terminal."""
    leader, follower = pty.openpty()
    given = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
    command = [sys.executable, "-m", "reetimeline", "--store", str(store), *arguments]
    with subprocess.Popen(command, stdout=follower, env={**given, "TERM": "xterm", **env}) as child:
        os.close(follower)
        told = b""
        while True:
            try:
                part = os.read(leader, 65536)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            told += part
        child.wait()
    os.close(leader)
    return told.decode()


def test_colour_on_a_terminal_only(store: Path) -> None:
    """A person sees colour unless NO_COLOR is set; a pipe never does."""
    colour = "\x1b["
    assert colour in watched(store, "state", "2025-11-20")
    assert colour not in watched(store, "state", "2025-11-20", NO_COLOR="1")
    piped = call(["--store", store, "state", "2025-11-20"])
    assert (piped.returncode, piped.stderr) == (0, "")
    assert colour not in piped.stdout


def test_as_a_process(store: Path) -> None:
    """Exit codes and streams of a real process: found, nothing found, usage."""
    found = call(["state", "2025-11-20", "--format", "json"], REETIMELINE_STORE=str(store))
    assert (found.returncode, found.stderr) == (0, "")
    assert json.loads(found.stdout)["on"] == "2025-11-20"
    nothing = call(["--store", store, "state", "2001-01-01"])
    assert (nothing.returncode, nothing.stderr) == (1, "")
    wrong = call(["--store", store, "state", "yesterday"])
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "Traceback" not in wrong.stderr


def test_who_has_read_enough_is_no_error(store: Path) -> None:
    """A reader that closes the pipe early sees no traceback."""
    command = [sys.executable, "-m", "reetimeline", "--store", str(store), "state", "2025-11-20"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.close()
        assert b"Traceback" not in child.stderr.read()


def test_the_version() -> None:
    """It says which version is installed."""
    try:
        installed = version("reetimeline")
    except PackageNotFoundError:
        pytest.skip("run from a source tree that nobody installed")
    assert run("--version").stdout.endswith(f"version {installed}\n")


def test_the_words_of_the_options_are_those_of_the_replay() -> None:
    """Kinds and statuses stand apart from the replay so that help stays quick, and are the same."""
    from reetimeline.cli import options
    from reetimeline.replay.standing import STATUSES, UNCERTAIN
    from reetimeline.replay.view import KINDS

    assert options.KINDS == KINDS
    assert {*STATUSES, UNCERTAIN} - {"absent"} == set(options.STATUSES)
