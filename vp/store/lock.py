"""One writer at a time: a lock that the system lifts by itself when its holder dies."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from vp.errors import NotWritten
from vp.locale import N_
from vp.store import system
from vp.store.reasons import why

_WAIT_SECONDS = 10.0


@contextmanager
def lock(path: Path, *, patient: bool = True) -> Iterator[None]:
    """The lock at `path` is held: waits up to ten seconds for another, then raises NotWritten.

    Not `patient`: does not wait at all.
    """
    try:
        handle = system.opened(path, system.LOCK)
    except OSError as error:
        raise _unlockable(path, error) from None
    try:
        _wait_for(handle, path, _WAIT_SECONDS if patient else 0.0)
        yield
    finally:
        with suppress(OSError):  # the lock is lifted, whatever closing says
            os.close(handle)


def _wait_for(handle: int, path: Path, seconds: float) -> None:
    from time import monotonic, sleep

    until = monotonic() + seconds
    while True:
        try:
            system.lock(handle)
            return
        except OSError as error:
            if error.errno not in system.BUSY:
                raise _unlockable(path, error) from None
        if monotonic() >= until:
            raise NotWritten(
                N_("another vp is writing; it was not saved"),
                N_("wait for the other terminal to finish and try again"),
            )
        sleep(0.02)


def _unlockable(path: Path, error: OSError) -> NotWritten:
    return NotWritten(
        N_("{name} cannot be locked, so nothing was saved: {why}"),
        N_("look at the owner and the rights of that folder, and at its disk"),
        name=path,
        why=why(error),
    )
