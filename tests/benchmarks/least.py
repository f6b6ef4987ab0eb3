"""The least that the system must do for a durable change, written without vp."""

import fcntl
import os
from collections.abc import Iterable
from pathlib import Path

Pair = tuple[Path, Path]
"""The sealed key of a case, and the sealed case."""


def note(lock: Path, pair: Pair, sealed: bytes, marks: Path) -> None:
    """The case is locked and read, and holds these bytes; the marks are written again."""
    handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    for path in pair:
        path.read_bytes()
    replace(pair[1], sealed)
    replace(marks, marks.read_bytes())
    os.close(handle)


def replace(path: Path, data: bytes) -> None:
    """The file holds these bytes, and both it and its name are on the disk."""
    temporary = path.with_name(f".{path.name}")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    os.write(handle, data)
    os.fsync(handle)
    os.close(handle)
    temporary.rename(path)
    _settle(path)


def unlink(pairs: Iterable[Pair]) -> None:
    """Of each pair both files are gone, and that is on the disk."""
    for path in (path for pair in pairs for path in pair):
        path.unlink()
        _settle(path)


def destroy(pairs: Iterable[Pair]) -> None:
    """As `unlink`, and each key is overwritten, on the disk too, before it goes."""
    for pair in pairs:
        handle = os.open(pair[0], os.O_WRONLY | os.O_NOFOLLOW)
        os.write(handle, os.urandom(os.fstat(handle).st_size))
        os.fsync(handle)
        os.close(handle)
        unlink([pair])


def _settle(path: Path) -> None:
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    os.fsync(folder)
    os.close(folder)
