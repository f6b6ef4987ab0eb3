"""What a durable write is made of: a temporary that is whole and synced, its name, a synced folder.

Only `vp.store.files` uses this. A failed sync is never tried again: what the kernel could not write
once it may have forgotten.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from vp.errors import NotWritten
from vp.locale import N_
from vp.store.reasons import remedy, why

try:
    import fcntl
except ImportError:  # pragma: no cover (Windows has no flock; msvcrt locks there)
    fcntl = None  # type: ignore[assignment]

_NOT_SAVED = N_("{name} was not saved: {why}")
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK}


def stage(path: Path, data: bytes, *, durable: bool = True) -> Path:
    """A synced temporary beside `path` holds the data, and counts for nothing yet.

    Raises NotWritten, and then it is gone again; not `durable`: it is not synced.
    """
    temporary = path.with_name(f".vp-{os.urandom(8).hex()}.tmp")
    try:
        handle = os.open(temporary, _NEW, 0o600)
        try:
            write_all(handle, data)
            if durable:
                sync(handle)
        finally:
            os.close(handle)
    except BaseException as error:
        with suppress(OSError):
            os.unlink(temporary)
        if isinstance(error, OSError):
            raise unwritten(path, error) from None
        raise
    return temporary


@contextmanager
def temporary(path: Path, data: bytes, *, durable: bool = True) -> Iterator[Path]:
    """As `stage`; what is left of it after the block is gone. An OSError there is a NotWritten."""
    staged = stage(path, data, durable=durable)
    try:
        yield staged
    except OSError as error:
        raise unwritten(path, error) from None
    finally:
        with suppress(OSError):
            os.unlink(staged)


def link(staged: Path, path: Path) -> None:
    """The temporary has its name too, or instead; one that is there is never overwritten."""
    try:
        os.link(staged, path)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _claim(staged, path)


def _claim(staged: Path, path: Path) -> None:
    """The temporary under its name, on file systems without hard links (FAT, exFAT)."""
    os.close(os.open(path, _NEW, 0o600))
    try:
        os.rename(staged, path)
    except BaseException:
        os.unlink(path)
        raise


def write_all(handle: int, data: bytes) -> None:
    """All of the data is written, however often it takes."""
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def sync(handle: int) -> None:
    """What was written is on the disk."""
    full = getattr(fcntl, "F_FULLFSYNC", None)
    if full is not None:  # pragma: no cover (macOS: fsync alone does not reach the disk)
        fcntl.fcntl(handle, full)
    else:
        os.fsync(handle)


def settle(path: Path) -> None:
    """The folder's entry for `path` is on the disk. Raises NotWritten, truthfully in doubt."""
    if os.name != "posix":  # pragma: no cover (Windows cannot sync a folder)
        return
    try:
        handle = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        raise NotWritten(
            N_("{name} may not have reached the disk: {why}"),
            N_("look at it with vp show or vp check before you go on"),
            name=path.name,
            why=why(error),
        ) from None


def unwritten(path: Path, error: OSError, sentence: str = _NOT_SAVED) -> NotWritten:
    """That it was not saved, and why."""
    return NotWritten(sentence, remedy(error), name=path.name, why=why(error))
