"""Where a canary might be heard: files, git objects, and what others see of a running process."""

import os
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

LARGE = 64 * 1024 * 1024


class Heard(NamedTuple):
    """How much was listened to, and where something sang."""

    places: int
    where: tuple[str, ...] = ()

    def plus(self, other: "Heard") -> "Heard":
        return Heard(self.places + other.places, self.where + other.where)


def in_files(bird: bytes, roots: Iterable[Path], since: float, spared: Path) -> Heard:
    """Every file below the roots that was changed since then, its name and its bytes."""
    heard = Heard(0)
    for root in roots:
        for folder, _folders, names in os.walk(root, onerror=None):
            if Path(folder).is_relative_to(spared):
                continue
            for name in names:
                with suppress(OSError):
                    heard = heard.plus(_in_file(bird, Path(folder, name), since))
    return heard


def _in_file(bird: bytes, path: Path, since: float) -> Heard:
    found = path.lstat()
    if found.st_mtime < since or found.st_size > LARGE or not path.is_file() or path.is_symlink():
        return Heard(0)
    sings = bird in os.fsencode(path) or bird in path.read_bytes()
    return Heard(1, (str(path),) if sings else ())


def in_git(bird: bytes, folder: Path) -> Heard:
    """Every object, commits too."""
    command = ["git", "-C", str(folder), "cat-file", "--batch", "--batch-all-objects"]
    data = subprocess.run(command, capture_output=True, check=True).stdout
    return Heard(data.count(b" blob ") + data.count(b" commit "), ("git",) if bird in data else ())


class Sampler:
    """A process that reads the argument lists and environments of all others, again and again."""

    def __init__(self, birds: list[bytes]) -> None:
        system = get_context("fork")
        self._here, there = system.Pipe()
        self._child = system.Process(target=_sample, args=(there, birds), daemon=True)
        self._child.start()

    def stop(self) -> tuple[int, set[tuple[bytes, str]]]:
        """How many processes were looked at, and which bird sang in which file of /proc."""
        self._here.send(None)
        found: tuple[int, set[tuple[bytes, str]]] = self._here.recv()
        self._child.join()
        return found


def _sample(there: Connection, birds: list[bytes]) -> None:
    looked, sang = 0, set[tuple[bytes, str]]()
    while not there.poll(0.03):
        for number in _processes():
            for name in ("cmdline", "environ"):
                with suppress(OSError):
                    data = Path(f"/proc/{number}/{name}").read_bytes()
                    looked += 1
                    sang |= {(bird, name) for bird in birds if bird in data}
    there.send((looked, sang))


def _processes() -> Iterator[str]:
    own = str(os.getpid())
    names = (path.name for path in Path("/proc").iterdir())
    return (name for name in names if name.isdecimal() and name != own)
