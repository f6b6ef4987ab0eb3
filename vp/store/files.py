"""Durable create, replace, rename and destroy; the only module that writes.

Each write is a temporary file in the same folder, synced, then linked (new) or renamed (old)
into place, and the folder synced after it. A failed sync is never tried again: what the kernel
could not write once it may have forgotten. What a crash leaves behind are temporaries, which
`sweep` removes under the lock.
"""

import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from vp.errors import NotReadable, NotThere, NotWritten
from vp.locale import N_
from vp.store import system
from vp.store.reasons import remedy, why
from vp.store.system import sync as _sync

_STALE = re.compile(r"\.vp-[0-9a-f]{16}\.tmp")
_PUT_BACK = N_("put it back from your backup, if it should be there")
_NOT_SAVED = N_("{name} was not saved: {why}")
_NOT_GONE = N_("{name} is still there, or part of it: {why}")
SEALED_LIMIT = 4 * 1024 * 1024 + 64 * 1024
"""The largest sealed file: 4 MiB of text and what sealing adds."""


def read(path: Path, limit: int = SEALED_LIMIT) -> bytes:
    """The bytes of a regular file; never through a link, never more than `limit`."""
    try:
        handle = system.opened(path, system.READ)
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
        os.close(handle)


def create(path: Path, data: bytes) -> None:
    """A new file holds the data, or nothing is there; never overwrites. Raises NotWritten."""
    with _temporary(path, data) as temporary:
        try:
            os.link(temporary, path)
        except OSError as error:
            if error.errno not in system.NO_LINKS:
                raise
            _claim(temporary, path)
    _settle(path)


def replace(path: Path, data: bytes) -> None:
    """The file holds the data, or what it held before. Raises NotWritten."""
    with _temporary(path, data) as temporary:
        system.move(temporary, path)
    _settle(path)


def rename(old: Path, new: Path) -> None:
    """The file has its new name, durably. Raises NotWritten."""
    try:
        system.move(old, new)
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
        handle = system.opened(path, system.OVERWRITE)
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
    stale = list(filter(_STALE.fullmatch, names(folder)))
    for name in stale:
        remove(folder / name)
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
def _temporary(path: Path, data: bytes) -> Iterator[Path]:
    """A synced temporary beside `path` that is gone again when anything fails."""
    temporary = path.with_name(f".vp-{os.urandom(8).hex()}.tmp")
    try:
        handle = system.opened(temporary, system.NEW)
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
    os.close(system.opened(path, system.NEW))
    try:
        system.move(temporary, path)
    except BaseException:
        os.unlink(path)
        raise


def _write_all(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def _settle(path: Path) -> None:
    """The folder's entry for `path` is on the disk. Raises NotWritten, truthfully in doubt."""
    try:
        system.sync_folder(path.parent)
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
