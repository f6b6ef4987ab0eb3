"""Durable create, replace, rename and destroy; the only module that writes.

Each write is a temporary file in the same folder, synced, then linked (new) or renamed (old)
into place, and the folder synced after it. A failed sync is never tried again: what the kernel
could not write once it may have forgotten. What a crash leaves behind are temporaries, which
`sweep` removes under the lock.
"""

import errno
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from vp.errors import NotReadable, NotThere, NotWritten
from vp.locale import N_

try:
    import fcntl
except ImportError:  # pragma: no cover (Windows has no flock; msvcrt locks there)
    fcntl = None  # type: ignore[assignment]

TEMPORARY = ".vp-"
SEALED_LIMIT = 4 * 1024 * 1024 + 64 * 1024
"""The largest sealed file: 4 MiB of text and what sealing adds."""

_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK}
_WAIT_SECONDS = 10.0


def read(path: Path, limit: int = SEALED_LIMIT) -> bytes:
    """The bytes of a regular file; never through a link, never more than `limit`."""
    try:
        handle = os.open(path, _READ)
    except FileNotFoundError:
        raise NotThere(N_("{name} is not there"), name=path.name) from None
    except OSError as error:
        raise _unreadable(path, error) from None
    with os.fdopen(handle, "rb") as file:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise NotReadable(N_("{name} is not an ordinary file"), name=path.name)
        if found.st_size > limit:
            raise NotReadable(
                N_("{name} is larger than anything vp writes"),
                N_("it is no file of vp; put it elsewhere"),
                name=path.name,
            )
        try:
            return file.read()
        except OSError as error:
            raise _unreadable(path, error) from None


def create(path: Path, data: bytes) -> None:
    """A new file holds the data, or nothing is there; never overwrites. Raises NotWritten."""
    with _temporary(path, data) as temporary:
        try:
            os.link(temporary, path)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            _claim(temporary, path)
        else:
            os.unlink(temporary)
    _settle(path)


def replace(path: Path, data: bytes) -> None:
    """The file holds the data, or what it held before. Raises NotWritten."""
    with _temporary(path, data) as temporary:
        os.rename(temporary, path)
    _settle(path)


def rename(old: Path, new: Path) -> None:
    """The file has its new name, durably. Raises NotWritten."""
    try:
        os.rename(old, new)
    except OSError as error:
        raise _unwritten(old, error) from None
    _settle(new)


def destroy(path: Path) -> None:
    """The file is overwritten and gone; one that is not there is no error. Raises NotWritten."""
    try:
        handle = os.open(path, os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0))
        try:
            _write_all(handle, secrets.token_bytes(os.fstat(handle).st_size))
            _sync(handle)
        finally:
            os.close(handle)
        os.unlink(path)
    except FileNotFoundError:
        return
    except OSError as error:
        raise _unwritten(path, error) from None
    _settle(path)


def remove(path: Path) -> None:
    """The file is gone; one that is not there is no error. Raises NotWritten."""
    try:
        os.unlink(path)
    except FileNotFoundError:
        return
    except OSError as error:
        raise _unwritten(path, error) from None
    _settle(path)


def make_folder(path: Path, mode: int = 0o700) -> None:
    """The folder is there, with its parents, for its owner alone. Raises NotWritten."""
    try:
        path.mkdir(mode=mode, parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritten(path, error) from None
    _settle(path)


def sweep(folder: Path) -> int:
    """No temporary of a crashed write is left in the folder; returns how many there were.

    Only under the lock: another writer's temporary looks the same.
    """
    stale = [entry for entry in names(folder) if entry.startswith(TEMPORARY)]
    for name in stale:
        destroy(folder / name)
    return len(stale)


def names(folder: Path) -> list[str]:
    """The names in a folder, sorted; none when the folder is not there."""
    try:
        return sorted(os.listdir(folder))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise _unreadable(folder, error) from None


@contextmanager
def lock(path: Path) -> Iterator[None]:
    """One writer at a time: waits up to ten seconds for another, then raises NotWritten."""
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    except OSError as error:
        raise _unwritten(path, error) from None
    try:
        _wait_for(handle)
        yield
    finally:
        os.close(handle)


def _wait_for(handle: int) -> None:
    from time import monotonic, sleep

    until = monotonic() + _WAIT_SECONDS
    while True:
        try:
            if fcntl is not None:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if monotonic() > until:
                raise NotWritten(
                    N_("another vp is writing; it was not saved"),
                    N_("wait for the other terminal to finish and try again"),
                ) from None
            sleep(0.02)


@contextmanager
def _temporary(path: Path, data: bytes) -> Iterator[Path]:
    """A synced temporary beside `path` that is gone again when anything fails."""
    temporary = path.with_name(f"{TEMPORARY}{secrets.token_hex(8)}.tmp")
    try:
        handle = os.open(temporary, _NEW, 0o600)
        try:
            _write_all(handle, data)
            _sync(handle)
        finally:
            os.close(handle)
        yield temporary
    except BaseException as error:
        with suppress(OSError):
            os.unlink(temporary)
        if isinstance(error, OSError):
            raise _unwritten(path, error) from None
        raise


def _claim(temporary: Path, path: Path) -> None:
    """The temporary under its name, on file systems without hard links (FAT, exFAT)."""
    os.close(os.open(path, _NEW, 0o600))
    os.rename(temporary, path)


def _write_all(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def _sync(handle: int) -> None:
    full = getattr(fcntl, "F_FULLFSYNC", None)
    if full is not None:  # pragma: no cover (macOS: fsync alone does not reach the disk)
        fcntl.fcntl(handle, full)
    else:
        os.fsync(handle)


def _settle(path: Path) -> None:
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
            why=os.strerror(error.errno or 0),
        ) from None


def _unwritten(path: Path, error: OSError) -> NotWritten:
    hints = {
        errno.ENOSPC: N_("the disk is full; make room and try again"),
        errno.EDQUOT: N_("the disk is full; make room and try again"),
        errno.EROFS: N_(
            "the folder is read-only here; choose another place or open it for writing"
        ),
        errno.EACCES: N_("you have no right to write there; look at the folder's owner"),
        errno.EEXIST: N_("something with that name is there already"),
    }
    return NotWritten(
        N_("{name} was not saved: {why}"),
        hints.get(error.errno or 0, N_("look at the disk, then try again")),
        name=path.name,
        why=os.strerror(error.errno or 0),
    )


def _unreadable(path: Path, error: OSError) -> NotReadable:
    return NotReadable(
        N_("{name} cannot be read: {why}"),
        N_("look at the folder's owner and rights; vp check tells more"),
        name=path.name,
        why=os.strerror(error.errno or 0),
    )
