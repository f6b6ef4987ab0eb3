"""A place in memory for a text that an editor works on: no disk ever holds it.

It is a folder of its own in the user's runtime folder or in /dev/shm, where those lie in memory;
elsewhere there is none. When the editor is done everything in it is overwritten and gone. What a
killed vp leaves there is swept by the next command: a lock tells whether its vp still lives.
"""

import os
import re
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from vp.errors import NotThere, VpError
from vp.locale import N_

_NAME = re.compile(r"vp-text-[0-9a-f]{16}")
_IN_MEMORY = ("tmpfs", "ramfs")
_SHARED = Path("/dev/shm")  # noqa: S108 (each text has a folder of its own there, for one user)
_MOUNTS = Path("/proc/self/mounts")
_LOCK = "lock"


@contextmanager
def folder(environ: Mapping[str, str]) -> Iterator[Path]:
    """An empty folder in memory, for its owner alone; gone afterwards, with all that is in it.

    Raises NotThere where no folder lies in memory.
    """
    from vp.store import files
    from vp.store.lock import lock

    sweep(environ)
    for place in _places(environ):
        if _is_in_memory(place):
            found = place / f"vp-text-{os.urandom(8).hex()}"
            files.make_folder(found)
            try:
                with lock(found / _LOCK, patient=False):
                    yield found
            finally:
                _destroy(found)
            return
    raise NotThere(
        N_("this computer has no folder in memory, so an editor would write the text to a disk"),
        N_("type the text without --editor"),
    )


def sweep(environ: Mapping[str, str]) -> None:
    """No text of a vp that was killed is left in memory."""
    for place in _places(environ):
        with suppress(OSError):
            with os.scandir(place) as found:
                left = [one.name for one in found if _NAME.fullmatch(one.name)]
            for name in left:
                _sweep(place / name)


def _sweep(left: Path) -> None:
    from vp.store.lock import lock

    found = left.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
        return
    with suppress(VpError), lock(left / _LOCK, patient=False):
        _destroy(left)


def _destroy(left: Path) -> None:
    """Every file below is overwritten and gone, and the folder with them."""
    from vp.store import files

    for path in sorted(left.rglob("*"), reverse=True):
        with suppress(VpError, OSError):
            if path.is_dir() and not path.is_symlink():
                path.rmdir()
            elif path.is_file() and not path.is_symlink():
                files.destroy(path)
            else:
                files.remove(path)
    with suppress(OSError):
        left.rmdir()


def _places(environ: Mapping[str, str]) -> list[Path]:
    if os.name != "posix":
        return []
    runtime = environ.get("XDG_RUNTIME_DIR", "")
    return [*([Path(runtime)] if runtime.startswith("/") else []), _SHARED]


def _is_in_memory(place: Path) -> bool:
    """Whether the folder is there, can be written in, and lies in memory as the system says."""
    try:
        lines = _MOUNTS.read_text("utf-8", "surrogateescape").splitlines()
        there = place.resolve(strict=True)
    except OSError:
        return False
    mounts = [(Path(at), kind) for _what, at, kind, *_more in map(str.split, lines)]
    around = [(len(at.parts), kind) for at, kind in mounts if there.is_relative_to(at)]
    kind = max(around, default=(0, ""), key=lambda found: found[0])[1]
    return kind in _IN_MEMORY and os.access(there, os.W_OK | os.X_OK)
