"""Answers kept beside a log: stretches of days written once, found by day."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from reetimeline.errors import StoreError
from reetimeline.record import answers
from reetimeline.record.answers import AnswerFile, Stretch, packaged_answers, write_answers

SAID = {"row": {"id": "a", "title": "稀土"}, "next": []}
STRETCHES = [
    Stretch("measure", "b", 10, 19, SAID),
    Stretch("measure", "b", 20, 29, None),
    Stretch("measure", "a", 15, 15, {"row": 1}),
    Stretch("quota", "b", 1, 99, SAID),
]


@pytest.fixture
def kept(tmp_path: Path) -> AnswerFile:
    """Return a small answer file."""
    path = tmp_path / "answers.sqlite"
    write_answers(path, STRETCHES, size=3, root="ab", about={"looked": [1, None]})
    return AnswerFile(path)


def test_what_stands_on_a_day(kept: AnswerFile) -> None:
    """Both ends of a stretch are closed; things come in the order written."""
    assert list(kept.on("measure", 15)) == [("b", SAID), ("a", {"row": 1})]
    assert [list(kept.on("measure", day)) for day in (9, 10, 19)] == [
        [],
        [("b", SAID)],
        [("b", SAID)],
    ]


def test_what_is_not_kept_is_told_from_what_is_not_there(kept: AnswerFile) -> None:
    """None is an answer to be worked out; a day in no stretch has none."""
    assert list(kept.on("measure", 20)) == [("b", None)]
    assert kept.of("measure", "b", 20) == (True, None)
    assert kept.of("measure", "b", 30) == (False, None)
    assert kept.of("quota", "b", 30) == (True, SAID)


def test_what_is_said_of_the_whole(kept: AnswerFile) -> None:
    """Size, root and other values of the log the answers were worked out from."""
    assert (kept.size, kept.root, kept.about("looked")) == (3, "ab", [1, None])
    assert (kept.kind("a"), kept.kind("b"), kept.kind("c")) == ("measure", "measure", None)
    with pytest.raises(KeyError):
        kept.about("nothing")


def test_nobody_can_write_it(kept: AnswerFile) -> None:
    """The file is opened as one that never changes."""
    with pytest.raises(StoreError, match="is read-only"):
        kept._rows("DELETE FROM said")


@pytest.mark.parametrize("damage", [b"garbage" * 999, b"", None])
def test_a_file_that_cannot_be_read(tmp_path: Path, damage: bytes | None) -> None:
    """Damaged, empty or gone: one error that names the file."""
    path = tmp_path / "answers.sqlite"
    if damage is not None:
        path.write_bytes(damage)
    with pytest.raises(StoreError, match=r"answers\.sqlite"):
        AnswerFile(path)


@given(
    st.lists(st.integers(1, 60), min_size=2, max_size=12, unique=True).map(sorted),
    st.integers(1, 60),
)
def test_every_day_finds_its_own_stretch(edges: list[int], day: int) -> None:
    """A day is answered by the stretch that holds it, and by no other."""
    from tempfile import TemporaryDirectory

    cut = [Stretch("m", "x", a, b - 1, a) for a, b in itertools.pairwise(edges)]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.sqlite"
        write_answers(path, cut, size=0, root="", about={})
        found = [said for _, said in AnswerFile(path).on("m", day)]
    assert found == [one.said for one in cut if one.first <= day <= one.last]


def test_only_an_installed_package_carries_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A checkout is replayed, whatever lies about in it; a package without the file is too."""
    for parent, carries in (("site-packages", True), ("src", False)):
        package = tmp_path / parent / "reetimeline"
        package.mkdir(parents=True)
        monkeypatch.setattr(answers, "PACKAGE", package)
        assert packaged_answers() is None
        write_answers(package / answers.FILE, STRETCHES, size=3, root="ab", about={})
        assert (packaged_answers() is not None) is carries
