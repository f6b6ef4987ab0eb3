"""Durable create, replace, rename and destroy; nothing is written but through here.

Each write is a temporary file in the same folder, synced, then linked (new) or renamed (old)
into place, and the folder synced after it. Of many files the folder is synced once, after the last.
What a crash leaves behind are temporaries, which `sweep` removes under the lock.
"""

import os
import re
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from vp.errors import NotReadable, NotThere, NotWritten
from vp.locale import N_
from vp.store import durable, system
from vp.store.durable import stage
from vp.store.reasons import why

__all__ = ["stage"]

_STALE = re.compile(r"\.vp-[0-9a-f]{16}\.tmp")
_PUT_BACK = N_("put it back from your backup, if it should be there")
_NOT_GONE = N_("{name} is still there, or part of it: {why}")
SEALED_LIMIT = 4 * 1024 * 1024 + 64 * 1024
"""The largest sealed file: 4 MiB of text and what sealing adds."""
RECORD_LIMIT = 256 * 1024 * 1024
"""The largest destruction record, of some hundred thousand cases."""

Stamp = tuple[int, int, int, int]
"""How a file lies on the disk: size, times and inode; another when it was written or replaced."""
NOWHERE: Stamp = (0, 0, 0, 0)
"""Of what is not there; no file lies so."""


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
        with os.fdopen(handle, "rb", buffering=0, closefd=False) as file:
            return file.read()
    except OSError as error:
        raise _unreadable(path, error) from None
    finally:
        with suppress(OSError):  # nothing was written: nothing can be lost
            os.close(handle)


def create(path: Path, data: bytes) -> None:
    """A new file holds the data, or nothing is there; never overwrites. Raises NotWritten."""
    with durable.temporary(path, data) as staged:
        durable.link(staged, path)
    durable.settle(path)


def create_staged(staged: Mapping[Path, Path]) -> None:
    """Each of these new files of one folder holds what was staged for it; never overwrites.

    Raises NotWritten; then some may be there.
    """
    for path, temporary in staged.items():
        try:
            durable.link(temporary, path)
            with suppress(FileNotFoundError):
                os.unlink(temporary)
        except OSError as error:
            raise durable.unwritten(path, error) from None
    for path in list(staged)[-1:]:
        durable.settle(path)


def replace(path: Path, data: bytes) -> None:
    """The file holds the data, or what it held before. Raises NotWritten."""
    with durable.temporary(path, data) as staged:
        system.move(staged, path)
    durable.settle(path)


def put(path: Path, data: bytes) -> None:
    """As `replace` for what may be made anew: a power cut may leave it torn, or as it was."""
    with durable.temporary(path, data, durable=False) as staged:
        system.move(staged, path)


def rename(old: Path, new: Path) -> None:
    """The file has its new name, durably. Raises NotWritten."""
    rename_all({old: new})


def rename_all(names: Mapping[Path, Path]) -> None:
    """These files of one folder have their new names, durably. Raises NotWritten."""
    for old, new in names.items():
        try:
            system.move(old, new)
        except OSError as error:
            raise NotWritten(
                N_("{name} could not get its new name: {why}"),
                N_("what was typed may be saved; look with vp show before you try again"),
                name=old.name,
                why=why(error),
            ) from None
    for new in list(names.values())[-1:]:
        durable.settle(new)


def destroy(path: Path) -> None:
    """The file is overwritten and gone; one that is not there is no error. Raises NotWritten."""
    try:
        handle = system.opened(path, system.OVERWRITE)
        try:
            durable.write_all(handle, os.urandom(os.fstat(handle).st_size))
            system.sync(handle)
        finally:
            os.close(handle)
    except FileNotFoundError:
        return
    except OSError as error:
        raise durable.unwritten(path, error, _NOT_GONE) from None
    remove(path)


def remove(*paths: Path) -> None:
    """The files of one folder are gone; one that is not there is no error. Raises NotWritten."""
    gone = []
    for path in paths:
        try:
            os.unlink(path)
        except FileNotFoundError:
            continue
        except OSError as error:
            raise durable.unwritten(path, error, _NOT_GONE) from None
        gone.append(path)
    for path in gone[-1:]:
        durable.settle(path)


def make_folder(path: Path, mode: int = 0o700) -> None:
    """The folder is there, with its parents, for its owner alone. Raises NotWritten."""
    missing = [place for place in (path, *path.parents) if not place.is_dir()]
    for place in reversed(missing):
        try:
            os.mkdir(place, mode)
        except OSError as error:
            raise durable.unwritten(place, error) from None
        durable.settle(place)


def is_claim(path: Path) -> bool:
    """Whether the file is an empty one: a name that was claimed, and its data never came."""
    return path.is_file() and not path.is_symlink() and path.stat().st_size == 0


def sweep(folder: Path) -> int:
    """No temporary of a crashed write is left in the folder; returns how many there were.

    Only under the lock: another writer's temporary looks the same. It is never overwritten: cut
    off between link and unlink, it is a second name of the file itself.
    """
    found = stale(folder)
    if found:
        remove(*(folder / name for name in found))
    return len(found)


def stale(folder: Path) -> list[str]:
    """The temporaries in a folder: of crashed writes, or of one that is going on."""
    begun = (name for name in listing(folder) if name.startswith(".vp-"))
    return sorted(filter(_STALE.fullmatch, begun))


def names(folder: Path) -> list[str]:
    """The names in a folder, sorted; none when the folder is not there."""
    return sorted(listing(folder))


def listing(folder: Path) -> list[str]:
    """The names in a folder, in no order; none when the folder is not there."""
    try:
        return os.listdir(folder)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise _unreadable(folder, error) from None


def stamp(path: Path) -> Stamp:
    """How the file lies there; only zeros when there is none."""
    try:
        return _stamp(os.stat(path, follow_symlinks=False))
    except OSError:
        return NOWHERE


def stamps(folder: Path) -> dict[str, Stamp]:
    """How the files in a folder lie there, by their names; none when the folder is not there."""
    try:
        with os.scandir(folder) as entries:
            return {one.name: _stamp(one.stat(follow_symlinks=False)) for one in entries}
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise _unreadable(folder, error) from None


def _stamp(found: os.stat_result) -> Stamp:
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def _unreadable(path: Path, error: OSError) -> NotReadable:
    return NotReadable(
        N_("{name} cannot be read: {why}"),
        N_("look at the folder's owner and rights; vp check tells more"),
        name=path.name,
        why=why(error),
    )
