"""vp on a computer that lacks what Windows lacks: `python -m tests.played_windows COMMAND ...`.

Not Windows: no path, no console and no program of Windows is here. But what only a Unix has is
gone before vp is imported, so whatever vp would miss there it misses here.
"""

import errno
import fcntl
import importlib
import multiprocessing
import os
import signal
import stat
import sys
import types
from collections.abc import Callable
from typing import Any

# Libraries choose for themselves what system this is, and have to choose the real one.
LIBRARIES = (
    "platformdirs", "typer", "typer.main", "typer._click.core", "typer.core", "msgspec", "pyrage",
    "yaml", "jinja2", "rich.console", "rich.markdown", "markdown_it", "segno", "getpass",
    "multiprocessing.connection", "multiprocessing.popen_spawn_posix", "importlib.resources",
    "asyncio", "subprocess", "select", "shutil", "tempfile", "locale", "uuid", "zoneinfo",
)  # fmt: skip
BINARY = 0x8000
GONE = {
    os: ("O_NOFOLLOW", "O_NONBLOCK", "O_DIRECTORY", "fork", "getuid", "geteuid", "sync", "sysconf"),
    signal: ("SIGHUP", "SIGXCPU", "setitimer", "pthread_sigmask"),
}
MODULES = ("fcntl", "resource", "termios", "tty", "pwd", "grp", "readline", "jeepney")


def locking(handle: int, mode: int, size: int) -> None:
    """A lock as msvcrt's: refused at once when another process has it, gone with its handle."""
    assert (mode, size) == (2, 1)
    try:
        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, size)
    except OSError:
        raise OSError(errno.EACCES, os.strerror(errno.EACCES)) from None


def renamed(rename: Callable[..., None]) -> Callable[..., None]:
    """Renaming that never replaces."""

    def once(old: Any, new: Any, **more: Any) -> None:
        if os.path.lexists(new):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        rename(old, new, **more)

    return once


def synced(fsync: Callable[..., None]) -> Callable[..., None]:
    """Syncing that knows files only."""

    def only_files(handle: Any) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        fsync(handle)

    return only_files


def opened(open_: Callable[..., int]) -> Callable[..., int]:
    """Opening that would turn the ends of lines, unless it is told not to: then it fails here."""

    def only_bytes(path: Any, flags: int, *more: Any, **named: Any) -> int:
        places = tuple(os.environ[key] for key in ("VP_HOME", "VP_DOSSIER") if key in os.environ)
        assert flags & BINARY or not str(path).startswith(places), "a file is opened as text"
        return open_(path, flags & ~BINARY, *more, **named)

    return only_bytes


def play() -> None:
    """From here on this computer lacks what Windows lacks."""
    for name in LIBRARIES:
        importlib.import_module(name)
    msvcrt = types.ModuleType("msvcrt")
    vars(msvcrt).update(locking=locking, LK_NBLCK=2)
    sys.modules["msvcrt"] = msvcrt
    for name in MODULES:
        sys.modules[name] = None  # type: ignore[assignment]
    os.replace, os.rename = os.rename, renamed(os.rename)
    os.fsync, os.open = synced(os.fsync), opened(os.open)
    vars(os)["O_BINARY"] = BINARY
    for module, names in GONE.items():
        for name in names:
            delattr(module, name)
    vars(multiprocessing)["get_all_start_methods"] = lambda: ["spawn"]
    sys.platform = "win32"


if __name__ == "__main__":
    play()
    from vp.cli.main import run

    run()
