"""Writing that lasts: a file is whole under its name, on disk, or not there at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from reetimeline.errors import StoreError

_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}
_FULL = {errno.ENOSPC, errno.EDQUOT}


def write_durably(path: Path, data: bytes) -> None:
    """Put data under a name, replacing what was there; return once it is on disk.

    Written beside the file first and renamed, so a reader sees the old or the new, never a part.
    Raises `StoreError` if the place is read-only, full or broken; then nothing has changed.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with told_as_store_error(path):
        try:
            with draft.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
        except BaseException:
            with suppress(OSError):
                draft.unlink()
            raise
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Return once the names in a folder are on disk; a rename is not before."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def told_as_store_error(path: Path) -> Iterator[None]:
    """Turn the system's errors into `StoreError` with a remedy."""
    try:
        yield
    except OSError as error:
        if error.errno in _READ_ONLY:
            message, remedy = "cannot be written: the place is read-only", "use a store of your own"
        elif error.errno in _FULL:
            message, remedy = "cannot be written: the disk is full", "free some space, send again"
        else:
            message, remedy = f"cannot be written: {error.strerror}", "nothing was recorded"
        raise StoreError(message, place=str(path), remedy=remedy) from error


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder alone: another process that wants it waits.

    The lock is on the folder itself, so nothing is left behind, and it ends with the process.
    """
    try:
        import fcntl
    except ImportError:
        raise StoreError(
            "appending to a directory needs file locks, which this system lacks",
            place=str(folder),
            remedy="append to sqlite:///file instead",
        ) from None
    with told_as_store_error(folder):
        handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
