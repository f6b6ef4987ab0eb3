"""Durable create, replace, rename and destroy; the only module that writes.

Each write is a temporary file in the same folder, synced, then linked (new) or renamed (old)
into place, and the folder synced after it. A failed sync is never tried again: what the kernel
could not write once it may have forgotten. What a crash leaves behind are temporaries, which
`sweep` removes under the lock.
"""

import errno
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from vp.errors import NotReadable, NotThere, NotWritten
from vp.locale import N_
from vp.store.reasons import remedy, why

try:
    import fcntl
except ImportError:  # pragma: no cover (Windows has no flock; msvcrt locks there)
    fcntl = None  # type: ignore[assignment]

_STALE = re.compile(r"\.vp-[0-9a-f]{16}\.tmp")
_PUT_BACK = N_("put it back from your backup, if it should be there")
_NOT_SAVED = N_("{name} was not saved: {why}")
_NOT_GONE = N_("{name} is still there, or part of it: {why}")
SEALED_LIMIT = 4 * 1024 * 1024 + 64 * 1024
"""The largest sealed file: 4 MiB of text and what sealing adds."""

_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK}


def read(path: Path, limit: int = SEALED_LIMIT) -> bytes:
    """The bytes of a regular file; never through a link, never more than `limit`."""
    try:
        handle = os.open(path, _READ)
    except FileNotFoundError:
        raise NotThere(N_("{name} is not there"), _PUT_BACK, name=path.name) from None
    except OSError as error:
        raise _unreadable(path, error) from None
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise NotReadable(
                N_("{name} is not an ordinary file"),
                N_("put the file itself there, not a link or a folder"),
                name=path.name,
            )
        if found.st_size > limit:
            raise NotReadable(
                N_("{name} is larger than anything vp writes"),
                N_("it is no file of vp; put it elsewhere"),
                name=path.name,
            )
        with os.fdopen(handle, "rb", closefd=False) as file:
            return file.read()
    except OSError as error:
        raise _unreadable(path, error) from None
    finally:
        with suppress(OSError):  # nothing was written: nothing can be lost
            os.close(handle)


def create(path: Path, data: bytes) -> None:
    """A new file holds the data, or nothing is there; never overwrites. Raises NotWritten."""
    with _temporary(path, data) as temporary:
        try:
            os.link(temporary, path)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            _claim(temporary, path)
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
        raise NotWritten(
            N_("{name} could not get its new name: {why}"),
            N_("what was typed may be saved; look with vp show before you try again"),
            name=old.name,
            why=why(error),
        ) from None
    _settle(new)


def destroy(path: Path) -> None:
    """The file is overwritten and gone; one that is not there is no error. Raises NotWritten."""
    try:
        handle = os.open(path, os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0))
        try:
            _write_all(handle, os.urandom(os.fstat(handle).st_size))
            _sync(handle)
        finally:
            os.close(handle)
    except FileNotFoundError:
        return
    except OSError as error:
        raise _unwritten(path, error, _NOT_GONE) from None
    remove(path)


def remove(path: Path) -> None:
    """The file is gone; one that is not there is no error. Raises NotWritten."""
    try:
        os.unlink(path)
    except FileNotFoundError:
        return
    except OSError as error:
        raise _unwritten(path, error, _NOT_GONE) from None
    _settle(path)


def make_folder(path: Path, mode: int = 0o700) -> None:
    """The folder is there, with its parents, for its owner alone. Raises NotWritten."""
    missing = [place for place in (path, *path.parents) if not place.is_dir()]
    for place in reversed(missing):
        try:
            os.mkdir(place, mode)
        except OSError as error:
            raise _unwritten(place, error) from None
        _settle(place)


def is_claim(path: Path) -> bool:
    """Whether the file is an empty one: a name that was claimed, and its data never came."""
    return path.is_file() and not path.is_symlink() and path.stat().st_size == 0


def sweep(folder: Path) -> int:
    """No temporary of a crashed write is left in the folder; returns how many there were.

    Only under the lock: another writer's temporary looks the same. It is never overwritten: cut
    off between link and unlink, it is a second name of the file itself.
    """
    found = stale(folder)
    for name in found:
        remove(folder / name)
    return len(found)


def stale(folder: Path) -> list[str]:
    """The temporaries in a folder: of crashed writes, or of one that is going on."""
    return list(filter(_STALE.fullmatch, names(folder)))


def names(folder: Path) -> list[str]:
    """The names in a folder, sorted; none when the folder is not there."""
    try:
        return sorted(os.listdir(folder))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise _unreadable(folder, error) from None


@contextmanager
def _temporary(path: Path, data: bytes) -> Iterator[Path]:
    """A synced temporary beside `path` that is gone again when anything fails."""
    temporary = path.with_name(f".vp-{os.urandom(8).hex()}.tmp")
    try:
        handle = os.open(temporary, _NEW, 0o600)
        try:
            _write_all(handle, data)
            _sync(handle)
        finally:
            os.close(handle)
        yield temporary
    except OSError as error:
        raise _unwritten(path, error) from None
    finally:
        with suppress(OSError):
            os.unlink(temporary)


def _claim(temporary: Path, path: Path) -> None:
    """The temporary under its name, on file systems without hard links (FAT, exFAT)."""
    os.close(os.open(path, _NEW, 0o600))
    try:
        os.rename(temporary, path)
    except BaseException:
        os.unlink(path)
        raise


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
            why=why(error),
        ) from None


def _unwritten(path: Path, error: OSError, sentence: str = _NOT_SAVED) -> NotWritten:
    return NotWritten(
        sentence,
        remedy(error),
        name=path.name,
        why=why(error),
    )


def _unreadable(path: Path, error: OSError) -> NotReadable:
    return NotReadable(
        N_("{name} cannot be read: {why}"),
        N_("look at the folder's owner and rights; vp check tells more"),
        name=path.name,
        why=why(error),
    )
