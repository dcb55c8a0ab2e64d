"""The directory store: the contract, and every way to break append-only by hand."""

from __future__ import annotations

import errno
import multiprocessing
import os
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from record.contract import Opener, StoreContract, sample
from reetimeline.errors import ConflictError, EventError, StoreError, TamperError
from reetimeline.record import directory, durable
from reetimeline.record.directory import DirectoryStore
from reetimeline.record.opening import open_store
from reetimeline.record.reading import event_from_toml
from reetimeline.record.writing import event_to_toml


class _Fresh:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count()

    def __call__(self) -> DirectoryStore:
        self._path = self._folder / str(next(self._numbers))
        return DirectoryStore(self._path, create=True)

    def again(self) -> DirectoryStore:
        return DirectoryStore(self._path)


class TestDirectoryStore(StoreContract):
    """The contract."""

    @pytest.fixture
    def opened(self, tmp_path: Path) -> Opener:
        """Open one directory."""
        return lambda: DirectoryStore(tmp_path / "events", create=True)

    @pytest.fixture
    def fresh(self, tmp_path: Path) -> Opener:
        """Open new directories."""
        return _Fresh(tmp_path)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a directory with three records."""
    store = DirectoryStore(tmp_path / "events", create=True)
    store.append([sample(name) for name in "abc"], recorded="2025-05-01")
    return tmp_path / "events"


def file_of(root: Path, name: str) -> Path:
    """Return the file of a sample."""
    return root / "2025" / f"2025-04-04-{name}.toml"


def snapshot_of(root: Path) -> dict[str, bytes]:
    """Return all files below a folder with their bytes."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def test_layout(root: Path) -> None:
    """Events stand in the folder of their year, revisions beside, the log and checkpoint on top."""
    DirectoryStore(root).append(
        [
            sample("a", revision=2, reason="the title", title="Better"),
            sample("b", id="undated-b", announced="[..2025-04-04]"),
            sample("c", id="2010-09-c", announced="2010-09"),
        ],
        recorded="2025-05-02",
    )
    assert sorted(snapshot_of(root)) == [
        "2010/2010-09-c.toml",
        "2025/2025-04-04-a.r2.toml",
        "2025/2025-04-04-a.toml",
        "2025/2025-04-04-b.toml",
        "2025/2025-04-04-c.toml",
        "CHECKPOINT",
        "LOG",
        "undated/undated-b.toml",
    ]
    lines = (root / "LOG").read_text().splitlines()
    assert lines[3].split()[:4] == ["4", "2025-05-02", "2025-04-04-a", "2"]
    assert (root / "CHECKPOINT").read_text().splitlines()[:2] == ["reetimeline", "6"]


def test_records_know_their_files(root: Path) -> None:
    """A record's place is its file, under the name the store was opened by."""
    (first, *_) = DirectoryStore(root).read()
    assert first.place == f"{root}/2025/2025-04-04-a.toml"


def _edit(root: Path) -> None:
    path = file_of(root, "b")
    path.write_text(path.read_text().replace("A licence", "No licence"))


def _line(number: int, old: str, new: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        lines = (root / "LOG").read_text().splitlines(keepends=True)
        assert old in lines[number]
        lines[number] = lines[number].replace(old, new)
        (root / "LOG").write_text("".join(lines))

    return change


def _drop(number: int) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        lines = (root / "LOG").read_text().splitlines(keepends=True)
        del lines[number]
        (root / "LOG").write_text("".join(lines))

    return change


def _swap(root: Path) -> None:
    lines = (root / "LOG").read_text().splitlines(keepends=True)
    (root / "LOG").write_text("".join([lines[1], lines[0], lines[2]]))


@pytest.mark.parametrize(
    ("breaking", "said"),
    [
        (_edit, "2025-04-04-b.toml: the file and"),
        (lambda root: file_of(root, "b").unlink(), "LOG:2: 2025-04-04-b (revision 1) was recorded"),
        (lambda root: file_of(root, "b").write_text("id = "), "is not TOML"),
        (lambda root: file_of(root, "b").rename(file_of(root, "z")), "not named after its event"),
        (lambda root: file_of(root, "b").rename(root / "b.toml"), "not named after its event"),
        (
            lambda root: file_of(root, "b").rename(root / "sources.toml"),
            "not named after its event",
        ),
        (_line(1, "2025-05-01", "2025-05-02"), "do not agree"),
        (_line(1, "2025-04-04-b", "2025-04-04-x"), "2025-04-04-x (revision 1) was recorded"),
        (_line(1, "-b 1 ", "-b 2 "), "2025-04-04-b (revision 2) was recorded"),
        (_line(1, "2 2025", "7 2025"), "LOG:2: position 7 stands where 2 belongs"),
        (_line(1, "-b 1 ", "-b 1 0"), "LOG:2: this is not a line of the log"),
        (_line(1, "2025-05-01", "2025-15-01"), "LOG:2: this is not a line of the log"),
        (_line(2, "\n", ""), "the last line is cut off"),
        (_line(1, "-b 1", "-a 1"), "2025-04-04-a at revision 1 is recorded twice"),
        (_drop(0), "position 2 stands where 1 belongs"),
        (_drop(2), "LOG has 2 records, the checkpoint 3"),
        (_swap, "position 2 stands where 1 belongs"),
        (lambda root: (root / "LOG").unlink(), "LOG has 0 records, the checkpoint 3"),
        (lambda root: (root / "LOG").write_bytes(b"\xff"), "cannot be read"),
        (lambda root: (root / "CHECKPOINT").write_text("3\n"), "this is not a checkpoint"),
    ],
)
def test_every_break_is_an_error_of_load(
    root: Path, breaking: Callable[[Path], object], said: str
) -> None:
    """Reading, asking for the head and appending all refuse a record that was tampered with."""
    breaking(root)
    store = DirectoryStore(root)
    with pytest.raises(TamperError) as caught:
        list(store.read())
    assert said in str(caught.value)
    for ask in (store.head, store.pending, store.append_pending, lambda: store.append([])):
        with pytest.raises(TamperError):
            ask()


def test_a_released_log_is_a_prefix_of_every_later_one(root: Path) -> None:
    """What was released stays: the log may grow, and nothing released may be recorded anew."""
    store = DirectoryStore(root)
    (root / "releases").mkdir()
    released = root / "releases" / "0.1.0"
    released.write_bytes((root / "CHECKPOINT").read_bytes())
    store.append([sample("later")], recorded="2030-01-01")
    assert DirectoryStore(root).head().size == 4
    for name in ("LOG", "CHECKPOINT"):
        (root / name).unlink()
    with pytest.raises(TamperError, match="LOG has 0 records, the checkpoint 3"):
        DirectoryStore(root).append_pending()
    aside = released.rename(root / "aside")
    DirectoryStore(root).append_pending(recorded="2031-01-01")
    assert DirectoryStore(root).head().size == 4
    aside.rename(released)
    with pytest.raises(TamperError, match="first 3 lines of LOG are not those"):
        DirectoryStore(root).head()


def test_a_rewritten_log_does_not_match_its_checkpoint(root: Path) -> None:
    """Recording the same anew in another order is found by the checkpoint."""
    kept = (root / "CHECKPOINT").read_text()
    (root / "LOG").unlink()
    (root / "CHECKPOINT").unlink()
    DirectoryStore(root).append([sample("b"), sample("a"), sample("c")], recorded="2025-05-01")
    (root / "CHECKPOINT").write_text(kept)
    with pytest.raises(TamperError, match="the first 3 lines of LOG are not those"):
        DirectoryStore(root).head()


def test_all_breaks_at_once(root: Path) -> None:
    """Every break is told, each with its place, and `examine` lists them as problems."""
    _edit(root)
    file_of(root, "a").unlink()
    with pytest.raises(TamperError) as caught:
        DirectoryStore(root).head()
    assert "2025-04-04-a" in str(caught.value)
    assert "2025-04-04-b" in str(caught.value)
    records, problems = DirectoryStore(root).examine()
    assert len(problems) == 2
    assert [record.event.id for record in records] == ["2025-04-04-b", "2025-04-04-c"]


def test_comments_and_layout_are_free(root: Path) -> None:
    """What does not count in the bytes may change in a recorded file."""
    path = file_of(root, "b")
    path.write_bytes(b"# reviewed\r\n" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert DirectoryStore(root).verify().size == 3


def test_line_ends_of_the_log_are_free(root: Path) -> None:
    """A checkout with other line ends is no tampering."""
    (root / "LOG").write_bytes((root / "LOG").read_bytes().replace(b"\n", b"\r\n"))
    assert DirectoryStore(root).verify().size == 3


def write(root: Path, name: str, text: str) -> None:
    """Write a file by hand."""
    path = root / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)


def test_pending_files(root: Path) -> None:
    """Files not in the log are listed in order of announced, id, revision; then recorded."""
    later = sample("d", id="2025-04-05-d", announced="2025-04-05")
    earlier = sample("e", id="2025-04-03-e", announced="2025-04-03")
    # The correction says an earlier day and still follows what it corrects.
    second = sample("d", id=later.id, announced="2025-04-01", revision=2, reason="the day")
    for event in (later, earlier):
        write(root, f"2025/{event.id}.toml", event_to_toml(event))
    write(root, f"2025/{later.id}.r2.toml", event_to_toml(second))
    store = DirectoryStore(root)
    assert store.head().size == 3
    pending = store.pending(recorded="2025-05-03")
    assert [record.key for record in pending] == [(earlier.id, 1), (later.id, 1), (later.id, 2)]
    assert [record.position for record in pending] == [4, 5, 6]
    assert store.append_pending(recorded="2025-05-03") == pending
    assert store.pending() == store.append_pending() == ()
    assert DirectoryStore(root).verify().size == 6


def test_pending_is_all_or_nothing(root: Path) -> None:
    """One bad file keeps all from being recorded; every fault of every file is told."""
    write(root, "2025/2025-04-04-d.toml", event_to_toml(sample("d")))
    write(root, "2025/2025-04-04-e.toml", 'id = "2025-04-04-e"\nkind = "x"')
    write(root, "2024/2025-04-04-f.toml", event_to_toml(sample("f")))
    write(root, "2025/2025-04-04-g.r2.toml", event_to_toml(sample("g")))
    before = snapshot_of(root)
    with pytest.raises(EventError) as caught:
        DirectoryStore(root).append_pending()
    told = str(caught.value)
    assert "2025/2025-04-04-e.toml:2: 'x' is no kind" in told
    assert "2025/2025-04-04-e.toml:1: title is missing" in told
    assert "2024/2025-04-04-f.toml: the file is not in the folder of its year" in told
    assert "name it 2025-04-04-g.toml" in told
    assert snapshot_of(root) == before


def test_an_event_with_two_files(root: Path) -> None:
    """A second file of the same event is a problem, not a guess."""
    write(root, "2025/copy.toml", event_to_toml(sample("a")))
    _, problems = DirectoryStore(root).examine()
    assert any("says what" in problem.message for problem in problems)


def test_append_takes_a_pending_file_as_it_is(root: Path) -> None:
    """An event whose file waits is recorded with that file, comments and all."""
    text = "# a comment\n" + event_to_toml(sample("d"))
    write(root, "2025/2025-04-04-d.toml", text)
    store = DirectoryStore(root)
    with pytest.raises(ConflictError, match="not yet recorded says something else"):
        store.append([sample("d", title="Another")])
    store.append([sample("d")])
    assert file_of(root, "d").read_text() == text
    assert store.head().size == 4


def test_files_that_are_no_events(root: Path) -> None:
    """Hidden files, guides and other folders' files are left alone; a stray event is not."""
    write(root, "README.md", "how to write events")
    write(root, ".hidden.toml", "no")
    write(root, "2025/.x.toml.123.tmp", "no")
    write(root, "2025/notes.txt", "no")
    write(root, "sources/mofcom.toml", "")
    assert DirectoryStore(root).verify().size == 3
    write(root, "stray.toml", event_to_toml(sample("s")))
    _, problems = DirectoryStore(root).examine()
    assert [problem.place.removeprefix(f"{root}/") for problem in problems] == [
        "stray.toml",
        "stray.toml",
        "sources/mofcom.toml",
    ]


def test_edits_are_seen_by_an_open_store(root: Path) -> None:
    """A store read before does not answer from memory when a file has changed since."""
    store = DirectoryStore(root)
    assert store.head().size == 3
    DirectoryStore(root).append([sample("d")], recorded="2025-05-01")
    assert store.head().size == 4
    _edit(root)
    with pytest.raises(TamperError):
        store.head()


def test_what_stands_in_the_way(tmp_path: Path) -> None:
    """No directory, or a file in its place, is told with its path."""
    with pytest.raises(StoreError, match="none: does not exist"):
        DirectoryStore(tmp_path / "none")
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="is not a directory"):
        DirectoryStore(tmp_path / "file")


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, "the disk is full"), (errno.EROFS, "read-only"), (errno.EIO, "nothing was")],
)
@pytest.mark.parametrize("failing", [1, 2, 3, 4])
def test_a_failing_disk_leaves_nothing_half_written(
    root: Path, monkeypatch: pytest.MonkeyPatch, failing: int, number: int, said: str
) -> None:
    """Whichever write fails, the batch is refused, and the directory is as it was."""
    before = snapshot_of(root)
    batch = [sample("x"), sample("y", id="2024-01-01-y", announced="2024-01-01")]
    calls = count(1)
    sync = os.fsync

    def broken(handle: int) -> None:
        if next(calls) == failing:
            raise OSError(number, "as a test wants it")
        sync(handle)

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", broken)
        with pytest.raises(StoreError, match=said):
            DirectoryStore(root).append(batch)
    assert snapshot_of(root) == before
    assert not (root / "2024").exists()
    # The control: with a sound disk the same batch goes in.
    assert len(DirectoryStore(root).append(batch)) == 2
    assert snapshot_of(root) != before


def test_failing_after_the_log_is_unknown_and_sent_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once LOG is in place nothing is undone; the same append again is acknowledged."""
    write_durably = durable.write_durably

    def broken(path: Path, data: bytes) -> None:
        if path.name == "CHECKPOINT":
            raise StoreError("cannot be written", place=str(path))
        write_durably(path, data)

    with monkeypatch.context() as patched:
        patched.setattr(directory, "write_durably", broken)
        with pytest.raises(StoreError):
            DirectoryStore(root).append([sample("d")], expected=3)
    assert DirectoryStore(root).head().size == 4
    (record,) = DirectoryStore(root).append([sample("d")], expected=3)
    assert record.position == 4
    assert (root / "CHECKPOINT").read_text().splitlines()[1] == "4"


def _append(root: Path, name: str) -> None:
    for number in range(5):
        DirectoryStore(root).append([sample(f"{name}{number}")])


def test_processes_do_not_overwrite_one_another(root: Path) -> None:
    """Two processes that append at once both find their records in the log."""
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_append, args=(root, name)) for name in ("p", "q")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0]
    assert DirectoryStore(root).verify().size == 13


def test_own_words(root: Path) -> None:
    """A store's vocabulary.toml adds to what its events may say."""
    write(root, "vocabulary.toml", '[good]\nlumber = "softwood lumber"\n')
    store = DirectoryStore(root)
    text = event_to_toml(sample("d")).replace('"Dy"', '"lumber"')
    store.append([event_from_toml(text, vocabulary=store.vocabulary)])
    assert store.vocabulary.name_of("lumber") == "softwood lumber"
    assert DirectoryStore(root).verify().size == 4
    with pytest.raises(EventError, match="lumber"):
        open_store("memory:").append([record.event for record in store.read()])


def test_snapshots_to_hold(root: Path) -> None:
    """Snapshots come as plain mappings, each expectation with its line."""
    text = 'on = "2025-11-20"\n\n[[expect]]\nmeasure = "m"\nstatus = "in-force"\nsource = "a/b"\n'
    write(root, "snapshots/2025-11-20.toml", text)
    (found,) = DirectoryStore(root).expectations()
    assert found["on"] == "2025-11-20"
    assert found["expect"][0]["place"] == f"{root}/snapshots/2025-11-20.toml:3"
    write(root, "snapshots/bad.toml", 'on = "soon"\nknown = 1\n')
    with pytest.raises(EventError) as caught:
        DirectoryStore(root).expectations()
    assert len(caught.value.problems) == 3
