"""A timer of the system's own that runs `vp purge` every day, with nobody there.

Linux: two units of systemd. macOS: a property list of launchd. Windows: a task. Each makes up for
a day on which the computer was off, knows only whole paths, and belongs to whoever is logged in.
"""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import NamedTuple

from vp.errors import NotThere, Usage
from vp.locale import N_
from vp.store import files

BOOTED = Path("/run/systemd/system")
"""What is there when systemd runs this computer."""
_PYTHON = ("-EP", "-m", "vp", "purge")
"""No variable of Python's and no folder one happens to stand in says what is imported."""
_SECONDS = 30.0


class Run(NamedTuple):
    """What is run: this Python, with this home and this dossier; the id tells dossiers apart."""

    python: PurePath
    home: PurePath
    folder: PurePath
    id: str

    @property
    def name(self) -> str:
        """What the system calls it."""
        return f"vp-purge-{self.id}"

    @property
    def words(self) -> tuple[str, ...]:
        """The program and its arguments."""
        return (str(self.python), *_PYTHON)

    @property
    def environ(self) -> dict[str, str]:
        """All it has to know."""
        return {"VP_HOME": str(self.home), "VP_DOSSIER": str(self.folder)}


class Timer(NamedTuple):
    """What says when what is run, and the commands by which the system heeds it or no longer."""

    files: dict[Path, bytes]
    start: tuple[str, ...]
    stop: tuple[str, ...]

    @property
    def is_there(self) -> bool:
        """Whether any of it was written here."""
        return any(path.exists() for path in self.files)


def here(run: Run, environ: Mapping[str, str]) -> Timer | None:
    """The timer of this computer; None where no such thing is known. Raises Usage, NotThere."""
    for place in (run.python, run.home, run.folder):
        _require_plain(place)
    if sys.platform == "win32":
        from vp.store.timer_windows import task

        return task(run, environ)
    if sys.platform == "darwin":
        from vp.store.timer_macos import agent

        return agent(run, _user(environ))
    if not BOOTED.is_dir():
        return None
    from vp.store.timer_linux import units

    told = environ.get("XDG_CONFIG_HOME", "")
    return units(run, Path(told) if Path(told).is_absolute() else _user(environ) / ".config")


def install(timer: Timer, environ: Mapping[str, str]) -> bool:
    """The files are there; returns whether the system heeds them from now on."""
    if timer.is_there:
        _done(timer.stop, environ)
    for path, data in timer.files.items():
        files.make_folder(path.parent)
        files.replace(path, data)
    return _done(timer.start, environ)


def uninstall(timer: Timer, environ: Mapping[str, str]) -> bool:
    """Nothing of it is there; returns whether anything was."""
    found = timer.is_there
    if found:
        _done(timer.stop, environ)
    for path in timer.files:
        files.remove(path)
    return found


def cron(run: Run) -> str:
    """The line for cron, where there is no other timer: every hour, as a day may be missed."""
    from shlex import join

    # To cron a percent sign is the end of the line.
    return f"17 * * * * {join(clean(run))}".replace("%", r"\%")


def clean(run: Run) -> tuple[str, ...]:
    """The words that run it with its own environment and nothing else of anybody's."""
    told = (f"{key}={value}" for key, value in run.environ.items())
    return ("/usr/bin/env", "-i", *told, *run.words)


def typed(words: tuple[str, ...]) -> str:
    """The command as a person types it."""
    from shlex import join

    return subprocess.list2cmdline(words) if sys.platform == "win32" else join(words)


def _done(words: tuple[str, ...], environ: Mapping[str, str]) -> bool:
    try:
        done = subprocess.run(  # noqa: S603 (absolute path, fixed words, no shell)
            words,
            env=dict(environ),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _user(environ: Mapping[str, str]) -> Path:
    found = Path(environ.get("HOME", ""))
    if not found.is_absolute():
        raise NotThere(
            N_("this computer does not say where your home folder is"),
            N_("set HOME to it and try again"),
        )
    return found


def _require_plain(place: PurePath) -> None:
    """Nothing, when the path can stand in a file of the system's; else Usage."""
    text = str(place)
    if any(letter < " " or letter == "\x7f" or "\ud800" <= letter <= "\udfff" for letter in text):
        raise Usage(
            N_("a path with a character that cannot be shown cannot stand in a timer"),
            N_("give the folder another name"),
        )
