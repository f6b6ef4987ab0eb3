"""Real power cuts: a file system on a loop image, whose backing file is copied at every call.

What the kernel had not written yet is not in the copy, as it would not be on a disk that lost its
power. With forced writeback some of it was written early, which no program asked for. Needs root,
and a kernel that mounts; where that is not so the harness says so and has not run.
"""

import ctypes
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from tests.assurance.harness import Outcome, Wish, place
from tests.faults.bench import State, found
from tests.faults.seam import Seam, through
from tests.faults.test_power_cut import SESSION
from tests.store.conftest import DUE, Laptop, make_laptop
from tests.store.redactions import redact
from tests.strategies import CASE, closing, note
from vp.store.age import Identity

MEGABYTES = {"ext4": 24, "btrfs": 128, "xfs": 320}
QUIET = {"ext4": ["-q", "-F"], "btrfs": ["-q", "-f"], "xfs": ["-q", "-f"]}
EVERY = 8
OFFSETS = (2, 5)
"""With forced writeback the file system is written out at every eighth call, from each of these."""

Command = Callable[[Laptop], object]
FOURTH = "1abc-1def"
MORE: tuple[Command, ...] = (
    *(partial(Laptop.add, name=f"{number}xyz-1def") for number in range(2, 5)),
    lambda laptop: laptop.add(FOURTH, note()),
    lambda laptop: laptop.append(FOURTH, note(number=2)),
    lambda laptop: laptop.append(FOURTH, closing(number=3, retention=1)),
    lambda laptop: laptop.append(CASE, note(number=7)) if CASE in laptop.open().ids() else None,
    lambda laptop: laptop.purge(DUE),
)
REDACTION: tuple[Command, ...] = (lambda laptop: redact(laptop),)
LONG = (*SESSION[:4], *REDACTION, *SESSION[4:], *MORE)


class Cut(NamedTuple):
    """What stood on the disk at one call, and which states may be found there."""

    image: Path
    call: int
    allowed: tuple[State, ...]


class _Watched(Seam):
    """A seam that does something after every call."""

    def __init__(self, after: Callable[[], None]) -> None:
        super().__init__()
        self._after = after

    def _counted(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        counted = super()._counted(name, real)

        def call(*given: Any) -> Any:
            try:
                return counted(*given)
            finally:
                self._after()

        return call


def _tool(*words: object) -> str:
    done = subprocess.run([*map(str, words)], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@contextmanager
def mounted(image: Path, kind: str, at: Path) -> Iterator[Path]:
    """The file system in the image can be written at `at`."""
    at.mkdir(exist_ok=True)
    device = _tool("losetup", "-f", "--show", image)
    try:
        _tool("mount", "-t", kind, device, at)
        try:
            yield at
        finally:
            _tool("umount", at)
    finally:
        _tool("losetup", "-d", device)


def hindrance(kind: str, folder: Path) -> str:
    """Why no image of this kind can be mounted here; empty when it can."""
    if os.geteuid() != 0:
        return "needs root"
    if not shutil.which(f"mkfs.{kind}"):
        return f"mkfs.{kind} is not installed"
    try:
        _make(folder / "try", kind)
        with mounted(folder / "try", kind, folder / "m"):
            return ""
    except (OSError, subprocess.CalledProcessError) as error:
        return f"{kind} cannot be mounted here ({type(error).__name__})"
    finally:
        (folder / "try").unlink(missing_ok=True)


def _make(image: Path, kind: str) -> None:
    with image.open("wb") as file:
        file.truncate(MEGABYTES[kind] * 1024 * 1024)
    _tool(f"mkfs.{kind}", *QUIET[kind], image)


class Session:
    """The commands of a counsellor on a disk of this kind, with an image of it at every call."""

    def __init__(self, kind: str, folder: Path, offset: int | None = None) -> None:
        """With an offset the file system is written out now and then, as a kernel does."""
        self.kind, self._folder, self._offset = kind, folder, offset
        self.image = folder / "image"
        self.cuts: list[Cut] = []
        _make(self.image, kind)

    def run(self, commands: tuple[Command, ...]) -> Identity:
        """The commands ran, each one acknowledged; who can open what they left."""
        with mounted(self.image, self.kind, self._folder / "m") as disk:
            laptop = make_laptop(disk / "laptop")
            state = self._state(laptop)
            _write_out(disk)
            for command in commands:
                begun, before = len(self.cuts), state
                with through(_Watched(partial(self._take, disk))):
                    command(laptop)
                state = self._state(laptop)
                for number in range(begun, len(self.cuts)):
                    is_last = number == len(self.cuts) - 1
                    allowed = (state,) if is_last else (before, state)
                    self.cuts[number] = self.cuts[number]._replace(allowed=allowed)
        self.image.unlink()
        return laptop.identity

    def _take(self, disk: Path) -> None:
        if self._offset is not None and len(self.cuts) % EVERY == self._offset:
            _write_out(disk)
        taken = self._folder / f"cut-{len(self.cuts)}"
        _tool("cp", "--sparse=always", self.image, taken)
        self.cuts.append(Cut(taken, len(self.cuts), ()))

    def _state(self, laptop: Laptop) -> State:
        """Found on a copy beside the disk, so that nothing touches the disk but the commands."""
        shutil.rmtree(self._folder / "states", ignore_errors=True)
        return _held(laptop.copy(self._folder / "states"))


def _held(laptop: Laptop) -> State:
    """What the next commands find, once every case was opened."""
    for _case in laptop.open().each():
        pass
    return found(laptop)


def _write_out(disk: Path) -> None:
    handle = os.open(disk, os.O_RDONLY)
    try:
        ctypes.CDLL(None).syncfs(handle)
    finally:
        os.close(handle)


def looked_at(cuts: list[Cut], kind: str, folder: Path, identity: Identity) -> Outcome:
    """Every image was mounted, and the next command ran on it."""
    outcome = Outcome(0)
    for one in cuts:
        told: tuple[str, ...] = ()
        try:
            with mounted(one.image, kind, folder / "m") as disk:
                after = Laptop(disk / "laptop" / "dossier", disk / "laptop" / "home", identity)
                if _held(after) not in one.allowed:
                    told = (f"{kind} at call {one.call}: neither before nor after",)
        except Exception as error:
            told = (f"{kind} at call {one.call}: {type(error).__name__} {error}",)
        outcome = outcome.plus(Outcome(1, told))
        with suppress(OSError):
            one.image.unlink()
    return outcome


def cut_off(wish: Wish, kind: str, *, forced: bool = False) -> Outcome:
    """The power was cut at every call of the session."""
    with place() as folder:
        if why := hindrance(kind, folder):
            return Outcome(0, not_run=why)
        commands = LONG[:2] if wish.short else LONG
        outcome = Outcome(0)
        for offset in OFFSETS if forced else (None,):
            session = Session(kind, folder, offset)
            identity = session.run(commands)
            outcome = outcome.plus(looked_at(session.cuts, kind, folder, identity))
        return outcome
