"""Writing that lasts, or leaves no trace."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from reetimeline.errors import StoreError
from reetimeline.record.durable import locked, told_as_store_error, write_durably


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    """The new content stands under the name, and nothing else is left."""
    path = tmp_path / "LOG"
    for data in (b"one", b"two"):
        write_durably(path, data)
        assert path.read_bytes() == data
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["fsync", "replace"])
def test_a_failure_keeps_the_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """If the disk fails before the rename, the old content stands and the draft is gone."""
    path = tmp_path / "LOG"
    write_durably(path, b"old")

    def broken(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patched:
        patched.setattr(os if name == "fsync" else Path, name, broken)
        with pytest.raises(StoreError, match="the disk is full"):
            write_durably(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EROFS, "read-only"),
        (errno.EACCES, "read-only"),
        (errno.EDQUOT, "disk is full"),
        (errno.EIO, os.strerror(errno.EIO)),
    ],
)
def test_errors_have_place_and_remedy(tmp_path: Path, number: int, said: str) -> None:
    """Each error of the system says what it means for the record."""
    with pytest.raises(StoreError, match=said) as caught, told_as_store_error(tmp_path):
        raise OSError(number, os.strerror(number))
    assert caught.value.place == str(tmp_path)
    assert caught.value.remedy


def test_nothing_is_left_by_the_lock(tmp_path: Path) -> None:
    """The lock is on the folder itself."""
    with locked(tmp_path):
        assert list(tmp_path.iterdir()) == []
    with pytest.raises(StoreError), locked(tmp_path / "none"):
        pass
