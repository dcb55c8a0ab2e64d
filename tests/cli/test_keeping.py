"""`append`, `check`, `new`: all or nothing, and one clear error for whatever cannot be kept."""

import errno
import json
import os
from pathlib import Path
from typing import Any

import pytest
from traps import Wire, change, event, first
from wires import event_folder, revised

import reetimeline as ree
from cli.running import call, files, refused, run

GOOD = event("2025-10-09", first())
HEAD = """\
id = "2025-10-10-cn-bad"
title = "A test"
kind = "export-control"
actors = ["CN"]
announced = "2025-10-10"

[[citation]]
source = "test/source"
"""
CHANGE = """
[[change]]
do = "impose"
measure = "cn-bad"
title = "A test"
instrument = "export-licence"
"""


def with_file(folder: Path, text: str | bytes, name: str = "2025-10-10-cn-bad") -> Path:
    """Write a store with one good file not yet recorded, and this one beside it."""
    root = event_folder(folder, [GOOD])
    path = root / "2025" / f"{name}.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def test_append_a_folder_to_itself(tmp_path: Path) -> None:
    """Pending files are recorded in order and named with their positions."""
    root = event_folder(tmp_path, [event("2025-11-07", change("suspend")), GOOD])
    result = run("--store", root, "append", root, "--recorded", "2026-01-01")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "1  2025-10-09-cn-test-1\n2  2025-11-07-cn-test-1\n"
    row = ree.load(root).at("2025-12-01").measure("cn-test")
    assert row is not None
    assert row["status"] == "suspended"


def test_append_again_is_acknowledged(tmp_path: Path) -> None:
    """The same files sent again are kept once."""
    root = event_folder(tmp_path, [GOOD])
    url = f"sqlite:///{tmp_path / 'record.sqlite'}"
    file = root / "2025" / f"{GOOD['id']}.toml"
    once = run("append", file, "--store", url)
    again = run("append", file, "--store", url)
    assert once.stdout == again.stdout == "1  2025-10-09-cn-test-1\n"
    assert ree.load(url).size == 1


def test_append_takes_the_sources_of_a_folder(tmp_path: Path) -> None:
    """A whole folder of events goes into another store with what it cites."""
    root = event_folder(tmp_path, [GOOD])
    url = f"sqlite:///{tmp_path / 'record.sqlite'}"
    assert run("append", root, "--store", url).exit_code == 0
    assert list(ree.load(url).sources) == ["test/source"]
    assert run("check", "--store", url).exit_code == 0


def test_append_needs_a_store(tmp_path: Path) -> None:
    """The bundled record is read-only."""
    root = event_folder(tmp_path, [GOOD])
    refused(run("append", root), 2, "read-only", "--store")


def test_append_what_is_not_there(tmp_path: Path) -> None:
    """A file that does not exist is a usage error, and no store is made for it."""
    refused(run("append", tmp_path / "x.toml", "--store", tmp_path / "new"), 2, "does not exist")
    assert list(tmp_path.iterdir()) == []


REFUSED: dict[str, tuple[str | bytes, str, str]] = {
    "malformed day": (HEAD.replace('announced = "2025-10-10"', 'announced = "2025-10-32"'),
                      ":5", "'2025-10-32'"),
    "a TOML date": (HEAD.replace('announced = "2025-10-10"', "announced = 2025-10-10"),
                    ":5", "text belongs"),
    "an unknown key": (HEAD.replace("kind", 'sumary = "x"\nkind'), ":3", "did you mean summary"),
    "an unknown element": (HEAD + CHANGE + 'goods = ["Dyy"]\n', ":15", "did you mean Dy?"),
    "an unknown actor": (HEAD.replace('["CN"]', '["CN/MOFCM"]'), ":4", "did you mean CN/MOFCOM"),
    "an unknown kind": (HEAD.replace("export-control", "export-contrl"), ":3", "export-control?"),
    "a malformed id": (HEAD.replace('"2025-10-10-cn-bad"', '"CN bad"'), ":1", "is not an event id"),
    "an unquoted HS code": (HEAD + CHANGE + "codes = [2846]\n", ":15", "text belongs"),
    "an unknown verb": (HEAD + CHANGE.replace("impose", "impsoe"), ":11", "impose"),
    "a reversed interval": (
        HEAD + '\n[[change]]\ndo = "allocate"\nquota = "q"\nunder = "m"\nperiod = "2013/2012"\n',
        ":14", "ends before it begins"),
    "an empty file": (b"", "", "empty"),
    "a binary file": (b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe", ":1", "UTF-8"),
    "zero bytes": (bytes(10), "", "not text"),
    "no TOML": (HEAD + "this is no TOML\n", ":9", "is not TOML"),
}  # fmt: skip


@pytest.mark.parametrize("fault", REFUSED)
def test_what_cannot_be_read_is_refused_whole(tmp_path: Path, fault: str) -> None:
    """One error with place and remedy, exit code 1, and not even the good file is recorded."""
    text, line, words = REFUSED[fault]
    root = with_file(tmp_path, text)
    before = files(root)
    result = run("append", root, "--store", root)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("Error: ")
    assert f"2025-10-10-cn-bad.toml{line}" in result.stderr
    assert words in result.stderr
    assert files(root) == before


@pytest.mark.parametrize("fault", REFUSED)
def test_check_names_it_too(tmp_path: Path, fault: str) -> None:
    """`check` lists the fault on stderr beside everything else, and exits 1."""
    text, line, words = REFUSED[fault]
    root = with_file(tmp_path, text)
    result = run("check", root)
    assert result.exit_code == 1
    assert f"2025-10-10-cn-bad.toml{line}" in result.stderr
    assert words in result.stderr
    assert "1 finding\n" in result.stdout


def test_the_same_file_made_right_is_taken(tmp_path: Path) -> None:
    """The negative of all of the above."""
    root = with_file(tmp_path, HEAD + CHANGE + 'goods = ["Dy"]\ncodes = ["2846"]\n')
    assert run("check", root).stderr == ""
    assert run("append", root, "--store", root).stdout.count("\n") == 2


def test_a_huge_file_is_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """100 MB are judged by their size; nothing of them is read."""
    root = with_file(tmp_path, HEAD)
    path = root / "2025" / "2025-10-10-cn-bad.toml"
    with path.open("r+b") as file:
        file.truncate(100_000_000)
    read = Path.read_bytes

    def watched(self: Path) -> bytes:
        assert self != path, "the huge file was read"
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", watched)
    refused(run("append", root, "--store", root), 1, "100,000,000 bytes", path.name)
    assert not (root / "LOG").exists()


def test_all_faults_of_all_files_at_once(tmp_path: Path) -> None:
    """Nobody mends one fault to learn of the next."""
    root = with_file(tmp_path, HEAD.replace("title", "titel").replace('["CN"]', '["XX"]'))
    (root / "2025" / "2025-10-11-cn-worse.toml").write_text("id = 5\n")
    stderr = run("append", root, "--store", root).stderr
    for place in ("cn-bad.toml:2", "cn-bad.toml:4", "cn-worse.toml:1"):
        assert place in stderr


@pytest.mark.parametrize(
    ("wires", "rule"),
    [
        ([event("2025-11-07", response=[{"to": "2025-01-01-us-x", "relation": "eases",
                                         "basis": "stated", "source": "test/source"}])],
         "unknown-event"),
        ([event("2025-11-07", change("suspend", "cn-none"))], "unknown-measure"),
        ([event("2025-11-07", first(measure="a", part_of="b"), first(measure="b", part_of="a"))],
         "part-cycle"),
    ],
)  # fmt: skip
def test_a_cyclic_or_dangling_link_is_a_finding(
    tmp_path: Path, wires: list[Wire], rule: str
) -> None:
    """`check` finds it with its file, before it is recorded; questions still come to an end."""
    root = event_folder(tmp_path, [GOOD, *wires])
    result = run("check", root)
    assert result.exit_code == 1
    assert f"[{rule}]" in result.stderr
    assert f"{wires[0]['id']}.toml:" in result.stderr
    run("append", root, "--store", root)
    assert run("state", "2025-12-01", "--store", root).exit_code == 0


@pytest.mark.parametrize(
    ("number", "words"), [(errno.EROFS, "read-only"), (errno.ENOSPC, "the disk is full")]
)
def test_a_read_only_or_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    """The place and what to do are named, and nothing is half-written."""
    root = event_folder(tmp_path, [GOOD])
    before = files(root)

    def refuse(_: Any) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    refused(run("append", root, "--store", root), 1, words, "LOG")
    assert files(root) == before


def test_other_words_under_the_same_id(tmp_path: Path) -> None:
    """What is recorded is corrected by a revision, never replaced."""
    root = event_folder(tmp_path, [GOOD])
    url = f"sqlite:///{tmp_path / 'record.sqlite'}"
    run("append", root, "--store", url)
    other = event_folder(tmp_path / "other", [event("2025-10-09", first(goods=["Dy"]))])
    refused(run("append", other, "--store", url), 1, "append revision 2 with its reason")
    newer = event_folder(tmp_path / "newer", [revised(GOOD, change=[first(goods=["Dy"])])])
    assert run("append", newer, "--store", url).exit_code == 0


def test_expected(tmp_path: Path) -> None:
    """Somebody else appended first."""
    root = event_folder(tmp_path, [GOOD])
    url = f"sqlite:///{tmp_path / 'record.sqlite'}"
    refused(run("append", root, "--store", url, "--expected", "5"), 1, "5 were expected")
    assert ree.load(url).size == 0
    assert run("append", root, "--store", url, "--expected", "0").exit_code == 0


def test_the_log_only_goes_forward(tmp_path: Path) -> None:
    """A day of recording before the last is refused; a malformed one is a usage error."""
    root = event_folder(tmp_path, [GOOD])
    run("append", root, "--store", root, "--recorded", "2026-02-01")
    event_folder(tmp_path, [GOOD, event("2025-11-07", change("suspend"))])
    refused(
        run("append", root, "--store", root, "--recorded", "2026-01-01"), 1, "only goes forward"
    )
    refused(run("append", root, "--store", root, "--recorded", "x"), 2, "is not a day")


def test_check_lists_what_is_pending(tmp_path: Path) -> None:
    """Files not yet in the log are named, and are no finding."""
    root = event_folder(tmp_path, [GOOD])
    result = run("check", root)
    assert result.exit_code == 0
    assert "not yet in the log: 1 file\n" in result.stdout
    assert "2025-10-09-cn-test-1.toml" in result.stdout
    found = json.loads(run("check", root, "--format", "json").stdout)
    assert len(found["pending"]) == 1
    assert found["findings"] == found["problems"] == []


def test_check_due(tmp_path: Path) -> None:
    """With a day, scheduled days up to it that nobody has reviewed are findings."""
    wires = [GOOD, event("2025-11-07", change("suspend", until="2026-11-10"))]
    root = event_folder(tmp_path, wires)
    assert run("check", root).exit_code == 0
    assert run("check", root, "--due", "2026-11-09").exit_code == 0
    result = run("check", root, "--due", "2026-11-10")
    assert result.exit_code == 1
    assert "last day of suspension of cn-test, not looked at since [due]" in result.stderr


def test_check_sources(tmp_path: Path) -> None:
    """How well it is sourced is a report and no finding."""
    result = run("check", event_folder(tmp_path, [GOOD]), "--sources")
    assert result.exit_code == 0
    assert "1 event, 0 with an official or legal source" in result.stdout
    assert "Press only (1)\n  2025-10-09-cn-test-1\n" in result.stdout


def test_check_a_snapshot_to_hold(tmp_path: Path) -> None:
    """A line that does not hold is a finding at its line."""
    root = event_folder(tmp_path, [GOOD])
    (root / "snapshots").mkdir()
    head = 'on = "2025-12-01"\n\n[[expect]]\nmeasure = "cn-test"\n'
    text = head + 'status = "{}"\nsource = "test/source"\n'
    path = root / "snapshots" / "2025-12-01.toml"
    path.write_text(text.format("in-force"))
    assert run("check", root).exit_code == 0
    path.write_text(text.format("ended"))
    result = run("check", root)
    assert result.exit_code == 1
    assert "snapshots/2025-12-01.toml:3: cn-test: status is 'in-force'" in result.stderr


NEW = ["new", "2026-12-01", "list", "--title", "A list", "--kind", "listing", "--actor",
       "CN/MOFCOM", "--source", "mofcom/2026-99"]  # fmt: skip


def test_a_draft_is_an_event(tmp_path: Path) -> None:
    """What `new` writes can be appended as it is."""
    text = run(*NEW).stdout
    event = ree.event_from_toml(text)
    assert (event.id, event.actors) == ("2026-12-01-cn-list", ("CN/MOFCOM",))
    path = tmp_path / "2026-12-01-cn-list.toml"
    assert run(*NEW, "-o", path).stdout == ""
    assert path.read_text(encoding="utf-8") == text
    assert run("append", path, "--store", f"sqlite:///{tmp_path}/a.sqlite").exit_code == 0


def test_a_draft_replaces_nothing(tmp_path: Path) -> None:
    """A file that stands there is left alone."""
    path = tmp_path / "mine.toml"
    path.write_text("mine")
    refused(run(*NEW, "-o", path), 2, "exists")
    assert path.read_text() == "mine"


@pytest.mark.parametrize(
    ("place", "value", "words"),
    [
        (1, "2026-13-01", "is not a day"),
        (6, "listnig", "did you mean listing"),
        (8, "CN/MOFCM", "did you mean CN/MOFCOM"),
    ],
)
def test_a_draft_of_unknown_words(place: int, value: str, words: str) -> None:
    """Words no vocabulary knows are usage errors."""
    refused(run(*NEW[:place], value, *NEW[place + 1 :]), 2, words)


def test_a_draft_that_is_no_event() -> None:
    """A slug that makes no id is refused."""
    refused(run(*NEW[:2], "Not A Slug", *NEW[3:]), 1, "is not an event id")


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """Output into a missing folder is one error and no traceback."""
    refused(run(*NEW, "-o", tmp_path / "missing" / "x.toml"), 1, "missing")


def test_append_as_a_process(tmp_path: Path) -> None:
    """Refused in a process of its own: exit code, one message, no traceback."""
    root = with_file(tmp_path, HEAD.replace("title", "titel"))
    done = call(["append", root, "--store", root])
    assert (done.returncode, done.stdout) == (1, "")
    assert "did you mean title" in done.stderr
    assert "Traceback" not in done.stderr
