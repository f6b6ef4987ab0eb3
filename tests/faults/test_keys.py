"""Keys that are copied, put back, sealed anew and replaced while it goes wrong.

Nothing is lost, nothing comes back, nobody is half out, and the next commands end what was begun.
"""

import errno
import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.faults.disk import Disk, Image
from tests.faults.seam import Seam, fork, through
from tests.store.cabinets import (
    Kept,
    add_another,
    inside,
    make_kept,
    reads,
    remove_deputy,
    whole,
)
from tests.store.conftest import DUE, OTHER
from tests.store.redactions import locked
from tests.strategies import CASE, note
from vp.errors import NotAllowed, NotThere, VpError
from vp.store import deputies, mirror, recipients, register, renewal, resealing, rotation, upkeep
from vp.store.age import new_identity
from vp.store.shelf import Shelf

KILLED = 7
SAVED = "saved"
THIRD = "0abc-1def"
FAULTS = (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), KeyboardInterrupt())
NEW_PAPER, NEW_DEPUTY, ANOTHER = new_identity(), new_identity(), new_identity()


class Setting(NamedTuple):
    """What is done, what was done before, and what holds once it was said to be done."""

    name: str
    prepare: Callable[[Kept], object]
    run: Callable[[Kept], object]
    done: Callable[[Kept], None]
    gone: frozenset[str] = frozenset()
    """The cases that it destroys."""
    reads: bool = False
    """Whether a file that cannot be read for a moment must keep it from being done."""


def _nothing(_kept: Kept) -> None:
    pass


def _mirrored(kept: Kept) -> None:
    kept.backup()
    kept.add(THIRD)


def _is_mirrored(kept: Kept) -> None:
    assert set(inside(kept.mirrored, kept.identity)) == set(inside(kept.keys, kept.identity))
    assert {path.read_bytes() for path in kept.mirrored.iterdir()} == {
        path.read_bytes() for path in kept.keys.iterdir()
    }
    assert upkeep.read(kept.private).mirrored


def _lost(kept: Kept) -> None:
    kept.backup()
    for name in kept.key_names():
        (kept.keys / name).unlink()


def _is_back(kept: Kept) -> None:
    assert set(inside(kept.keys, kept.identity)) == {CASE, OTHER, "profile", "journal-2026"}


def _is_added(kept: Kept) -> None:
    assert recipients.read(kept.private)[-1] == ("another", ANOTHER.recipient)
    assert inside(kept.keys, ANOTHER).keys() == inside(kept.keys, kept.identity).keys()


def _copied_by_the_deputy(kept: Kept) -> None:
    kept.backup()
    shutil.copytree(kept.keys, kept.root / "taken")


def _is_out(kept: Kept) -> None:
    """What the deputy had opens nothing that is written now."""
    had = [key for found in inside(kept.root / "taken", kept.deputy).values() for key in found]
    assert not inside(kept.keys, kept.deputy)
    assert not inside(kept.mirrored, kept.deputy).keys() - {OTHER}
    kept.append(CASE, note(number=8))
    kept.append(OTHER, note(number=8))
    for path in (*kept.cases.iterdir(), kept.folder / "profile.age"):
        assert not reads(path, [*had, kept.deputy])
    assert renewal.waiting(kept.private) == set()


def _replace_paper(kept: Kept) -> None:
    deputies.replace_paper(kept.open(), NEW_PAPER.recipient, resealing.silent)


def _has_new_paper(kept: Kept) -> None:
    assert not inside(kept.keys, kept.paper)
    assert inside(kept.keys, NEW_PAPER).keys() == inside(kept.keys, kept.identity).keys()


def _before_rotation(kept: Kept) -> None:
    (kept.root / "old.txt").write_text(f"{kept.identity.secret()}\n")


def _is_rotated(kept: Kept) -> None:
    from vp.store.age import identities

    old = identities((kept.root / "old.txt").read_text())
    assert not inside(kept.keys, *old, kept.paper, kept.deputy)
    held = inside(kept.keys, kept.identity).keys()
    assert held == inside(kept.keys, NEW_PAPER).keys() == inside(kept.keys, NEW_DEPUTY).keys()
    assert not [path for path in kept.home.rglob("rotation.*") if path.suffix != ".lock"]
    assert list(kept.home.glob("identity.*")) == [kept.home / "identity.txt"]


def _is_purged(kept: Kept) -> None:
    assert OTHER not in inside(kept.keys, kept.identity)
    assert OTHER not in inside(kept.mirrored, kept.identity)


SETTINGS = (
    Setting("backup", _mirrored, Kept.backup, _is_mirrored),
    Setting("first backup", _nothing, Kept.backup, _is_mirrored),
    Setting("restore", _lost, Kept.restore, _is_back),
    Setting("add", _nothing, lambda kept: add_another(kept, ANOTHER), _is_added, reads=True),
    Setting("remove", _copied_by_the_deputy, remove_deputy, _is_out, reads=True),
    Setting("new paper", _nothing, _replace_paper, _has_new_paper),
    Setting(
        "rotate",
        _before_rotation,
        lambda kept: kept.rotate(NEW_PAPER, NEW_DEPUTY),
        _is_rotated,
        reads=True,
    ),
    Setting("purge", _mirrored, lambda kept: kept.purge(DUE), _is_purged, gone=frozenset({OTHER})),
)
by_name = pytest.mark.parametrize("setting", SETTINGS, ids=lambda one: one.name)


class Bench:
    """A laptop prepared for a setting, and fresh copies of it to do that to."""

    def __init__(self, root: Path, setting: Setting) -> None:
        self.setting = setting
        self._root = root
        self._base = make_kept(root / "base")
        setting.prepare(self._base)
        self.cases = {path.stem: path.read_bytes() for path in self._base.cases.iterdir()}
        dry = self.fresh()
        seam = _Named()
        with through(seam):
            setting.run(dry)
        self.writes = [at for at, call in enumerate(seam.named, start=1) if _writes(*call)]
        self.points = range(1, len(seam.named) + 1) if setting.reads else self.writes
        assert len(self.writes) > 8

    def fresh(self) -> Kept:
        """A copy of the prepared laptop, in place of the one before."""
        return self._base.twin(self._root / "copy")

    def require(self, kept: Kept, *, saved: bool = False) -> None:
        """Nothing is lost or comes back; what was said is done, and doing it again ends it."""
        for _time in (1, 2):
            locked(kept)
        if self.setting.name != "restore":
            self._require_whole(kept)
        if not saved:
            _again(self.setting, kept)
        self._require_whole(kept)
        self.setting.done(kept)
        self._require_whole(kept)
        register.require_whole(kept.record())
        assert not list(kept.root.rglob(".vp-*"))
        assert not list(kept.home.rglob("*.new.age"))
        assert not recipients.is_unfinished(kept.private)

    def _require_whole(self, kept: Kept) -> None:
        found = whole(kept)
        assert self.cases.keys() - self.setting.gone <= found.keys() <= self.cases.keys()
        held = [key for keys in inside(kept.keys, kept.identity).values() for key in keys]
        for name in self.setting.gone - found.keys():
            (self._root / "gone").write_bytes(self.cases[name])
            mirrored = inside(kept.mirrored, kept.identity).values()
            assert not reads(self._root / "gone", [*held, *(k for keys in mirrored for k in keys)])


def _again(setting: Setting, kept: Kept) -> None:
    """It is done again; where it was ended already there is nothing left to do."""
    try:
        setting.run(kept)
    except NotAllowed:  # who was to be added is there
        assert setting.name == "add"
    except NotThere:  # who was to go is gone
        assert setting.name == "remove"


class _Named(Seam):
    """A seam that remembers every call, those that failed by themselves too."""

    def __init__(self) -> None:
        super().__init__()
        self.named: list[tuple[str, tuple[Any, ...]]] = []

    def _counted(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        counted = super()._counted(name, real)

        def call(*given: Any) -> Any:
            self.named.append((name, given))
            return counted(*given)

        return call


def _writes(name: str, given: tuple[Any, ...]) -> bool:
    return name != "open" or bool(given[1] & (os.O_CREAT | os.O_WRONLY))


@by_name
def test_at_whatever_call_it_is_killed_nothing_is_lost(setting: Setting, quick: Path) -> None:
    bench = Bench(quick, setting)
    for at in bench.writes:
        kept = bench.fresh()
        run = partial(_through, Seam(at, lambda: os._exit(KILLED)), setting, kept)
        assert fork(run) == KILLED
        bench.require(kept)


@by_name
def test_whatever_call_fails_nothing_is_lost(setting: Setting, quick: Path) -> None:
    bench = Bench(quick, setting)
    for number, at in enumerate(bench.points):
        kept = bench.fresh()
        seam = Seam(at, partial(_throw, FAULTS[number % 2]))
        saved = True
        try:
            _through(seam, setting, kept)
        except (VpError, KeyboardInterrupt):
            saved = False
        assert seam.struck
        bench.require(kept, saved=saved)


@by_name
def test_whenever_the_power_goes_nothing_is_lost(setting: Setting, quick: Path) -> None:
    if setting.name == "first backup":
        return  # it makes folders, of which the model of a disk knows nothing
    bench = Bench(quick, setting)
    kept = bench.fresh()
    disk, seen = Disk(kept.root), set()
    with through(Seam()) as seam:
        setting.run(kept)
    for number, call in enumerate(seam.log, start=1):
        disk.replay(call)
        for image in disk.images():
            saved = number == len(seam.log)
            if (key := (saved, hash(frozenset(image.items())))) not in seen:
                seen.add(key)
                bench.require(_after(image, kept, quick / "cut"), saved=saved)
    assert len(seen) > 8


def _through(seam: Seam, setting: Setting, kept: Kept) -> None:
    with through(seam):
        setting.run(kept)


def _throw(fault: BaseException) -> None:
    raise fault.with_traceback(None)


def _after(image: Image, kept: Kept, place: Path) -> Kept:
    """The laptop as the power cut left it."""
    shutil.rmtree(place, ignore_errors=True)
    for folder in (path for path in kept.root.rglob("*") if path.is_dir()):
        (place / folder.relative_to(kept.root)).mkdir(parents=True, exist_ok=True)
    for path, data in image.items():
        (place / path.relative_to(kept.root)).write_bytes(data)
    after = Kept(place, kept.paper, kept.deputy)
    upkeep_path = after.private / upkeep.NAME
    upkeep_path.write_bytes(upkeep_path.read_bytes().replace(bytes(kept.root), bytes(place)))
    return after


def test_every_half_done_state_is_met_by_these(quick: Path) -> None:
    """The points above lie in the states that the store names, and not beside them."""
    seen, every = set(), set()
    for setting in SETTINGS:
        bench = Bench(quick / setting.name, setting)
        every |= set(_states(bench.fresh()))
        for at in bench.writes:
            kept = bench.fresh()
            fork(partial(_through, Seam(at, lambda: os._exit(KILLED)), setting, kept))
            seen |= {name for name, holds in _states(kept).items() if holds}
    assert seen == every


def _states(kept: Kept) -> dict[str, bool]:
    """Which half-done states there are, before anything is put right."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Shelf, "recover", lambda _shelf: None)
        shelf = kept.open()
    return {
        "unfinished": recipients.is_unfinished(kept.private),
        "rotation": rotation.is_begun(kept.home),
        "settling": rotation.needs_settling(kept.home),
        "waiting": bool(renewal.waiting(kept.private)),
        "behind": bool(mirror.behind(shelf)),
        "fresh": bool(list(kept.keys.glob("*.new.age"))),
        "redacting": bool(kept.record().redacting),
    }
