"""What a durable write is made of: a temporary that is whole and synced, its name, a synced folder.

Only `vp.store.files` uses this. A failed sync is never tried again: what the kernel could not write
once it may have forgotten.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from vp.errors import NotWritten
from vp.locale import N_
from vp.store import system
from vp.store.reasons import remedy, why

_NOT_SAVED = N_("{name} was not saved: {why}")


def stage(path: Path, data: bytes, *, durable: bool = True) -> Path:
    """A synced temporary beside `path` holds the data, and counts for nothing yet.

    Raises NotWritten, and then it is gone again; not `durable`: it is not synced.
    """
    temporary = path.with_name(f".vp-{os.urandom(8).hex()}.tmp")
    try:
        handle = system.opened(temporary, system.NEW)
        try:
            write_all(handle, data)
            if durable:
                system.sync(handle)
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
        if error.errno not in system.NO_LINKS:
            raise
        _claim(staged, path)


def _claim(staged: Path, path: Path) -> None:
    """The temporary under its name, on file systems without hard links (FAT, exFAT)."""
    os.close(system.opened(path, system.NEW))
    try:
        system.move(staged, path)
    except BaseException:
        os.unlink(path)
        raise


def write_all(handle: int, data: bytes) -> None:
    """All of the data is written, however often it takes."""
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def settle(path: Path) -> None:
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


def unwritten(path: Path, error: OSError, sentence: str = _NOT_SAVED) -> NotWritten:
    """That it was not saved, and why."""
    return NotWritten(sentence, remedy(error), name=path.name, why=why(error))
