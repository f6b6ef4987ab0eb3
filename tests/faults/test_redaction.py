"""Taking text out while it goes wrong: the text is there with its old key, or gone for good.

Never is the case lost, and doing it again ends it.
"""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.faults.disk import Disk, Image
from tests.faults.seam import Seam, fork, through
from tests.store.conftest import DUE, OTHER, Laptop, make_laptop, opens
from tests.store.redactions import (
    NOTE,
    half_destroyed,
    held,
    keys,
    locked,
    readable,
    recorded,
    redact,
    sealed,
    sealed_anew,
    shows_secret,
)
from tests.strategies import CASE, OPENED, closing
from vp.errors import VpError
from vp.store import register

KILLED = 7
SAVED = "saved"
FAULTS = (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), KeyboardInterrupt())


class Setting(NamedTuple):
    """What is done, to a case in which state, and whether the text may still be there after it."""

    name: str
    prepare: Callable[[Laptop], object]
    run: Callable[[Laptop], object]
    closed: bool = False
    undone: bool = True


def _read(laptop: Laptop) -> None:
    laptop.open().load(CASE)


def _nothing(_laptop: Laptop) -> None:
    pass


SETTINGS = (
    Setting("redact", _nothing, redact),
    Setting("redact a closed case", _nothing, redact, closed=True),
    Setting("finish by reading", sealed_anew, _read, undone=False),
    Setting("finish a closed case by reading", sealed_anew, _read, closed=True, undone=False),
    Setting("finish without a passphrase", recorded, locked, undone=False),
    Setting("finish destroying", half_destroyed, locked, undone=False),
)
by_name = pytest.mark.parametrize("setting", SETTINGS, ids=lambda one: one.name)


class Bench:
    """A case with the secret, prepared for a setting, and fresh copies of it to do that to."""

    def __init__(self, root: Path, setting: Setting) -> None:
        self.setting = setting
        self._root = root
        self._base = make_laptop(root / "base")
        self._base.add(CASE, NOTE)
        self._base.add(OTHER)
        if setting.closed:
            self._base.append(CASE, closing(on=OPENED))
        self.before = sealed(self._base)
        setting.prepare(self._base)

    def fresh(self) -> Laptop:
        """A copy of the prepared dossier, in place of the one before."""
        place = self._root / "copy"
        shutil.rmtree(place, ignore_errors=True)
        return self._base.copy(place)

    def require(self, laptop: Laptop, said: str = "") -> None:
        """The text is there or gone, as it was said; the case opens, and doing it again ends it."""
        locked(laptop)
        assert opens(laptop, OTHER)
        still_there = shows_secret(laptop)
        assert self.setting.undone or not still_there
        assert not still_there or said != SAVED, "it was said to be gone"
        denied = self.setting.undone and "was not saved" in said
        assert still_there or not denied, "it was said not to be saved"
        assert readable(self.before, held(laptop)) is still_there
        if still_there:
            redact(laptop)
        self.require_done(laptop)
        locked(laptop)
        self.require_done(laptop)

    def require_done(self, laptop: Laptop) -> None:
        """Nothing is left to do: one key, in its place, and a whole record."""
        assert not shows_secret(laptop)
        assert not readable(self.before, held(laptop))
        record = laptop.record()
        register.require_whole(record)
        assert (len(record.redacted), record.redacting) == (1, ())
        (name,) = keys(laptop)
        assert name.startswith(f"{CASE}.{DUE}." if self.setting.closed else f"{CASE}.age")
        assert laptop.debris() == []
        assert not list(laptop.home.rglob("*.old.age"))


@by_name
def test_at_whatever_call_it_is_killed_the_text_is_there_or_gone(
    setting: Setting, quick: Path
) -> None:
    bench = Bench(quick, setting)
    for at in range(1, 500):
        laptop = bench.fresh()
        run = partial(_through, Seam(at, lambda: os._exit(KILLED)), setting, laptop)
        status = fork(run)
        assert status in (0, KILLED)
        bench.require(laptop, SAVED if status == 0 else "")
        if status == 0:
            break
    assert at > 8


@by_name
def test_whatever_call_fails_the_text_is_there_or_gone(setting: Setting, quick: Path) -> None:
    bench = Bench(quick, setting)
    for at in range(1, 500):
        for fault in FAULTS:
            laptop, seam = bench.fresh(), Seam(at, partial(_throw, fault))
            said = _said(seam, setting, laptop)
            bench.require(laptop, said)
            if not seam.struck:
                assert said == SAVED
                assert at > 8
                return
    raise AssertionError("it never ended")


@pytest.mark.parametrize("setting", SETTINGS[:2], ids=lambda one: one.name)
def test_whenever_the_power_goes_the_text_is_there_or_gone(setting: Setting, quick: Path) -> None:
    bench = Bench(quick, setting)
    laptop = bench.fresh()
    disk, seen = Disk(laptop.folder, laptop.home), set()
    with through(Seam()) as seam:
        setting.run(laptop)
    for number, call in enumerate(seam.log, start=1):
        disk.replay(call)
        for image in disk.images():
            said = SAVED if number == len(seam.log) else ""
            if (key := (said, hash(frozenset(image.items())))) not in seen:
                seen.add(key)
                bench.require(_after(image, laptop, quick / "cut"), said)
    assert len(seen) > 15


def test_killed_in_the_middle_the_case_opens_with_a_key_that_is_there(quick: Path) -> None:
    """Before anything is put right: nobody who reads without vp finds a case without a key."""
    bench = Bench(quick, SETTINGS[0])
    for laptop in _killed(bench):
        place = [laptop.keys / name for name in keys(laptop)]
        assert any(_opens_by_hand(laptop, path) for path in place)


def _killed(bench: Bench) -> Iterator[Laptop]:
    for at in range(1, 500):
        laptop = bench.fresh()
        run = partial(_through, Seam(at, lambda: os._exit(KILLED)), bench.setting, laptop)
        if fork(run) == 0:
            return
        yield laptop


def _opens_by_hand(laptop: Laptop, key: Path) -> bool:
    from vp.store.age import identities, unseal

    try:
        inner = identities(unseal(key.read_bytes(), [laptop.identity], "k").decode())
    except VpError:
        return False
    return readable(sealed(laptop), inner)


def _through(seam: Seam, setting: Setting, laptop: Laptop) -> None:
    with through(seam):
        setting.run(laptop)


def _said(seam: Seam, setting: Setting, laptop: Laptop) -> str:
    try:
        _through(seam, setting, laptop)
    except VpError as error:
        return error.sentence
    except KeyboardInterrupt:
        return ""
    return SAVED


def _throw(fault: BaseException) -> None:
    raise fault.with_traceback(None)


def _after(image: Image, laptop: Laptop, place: Path) -> Laptop:
    """The laptop as the power cut left it."""
    shutil.rmtree(place, ignore_errors=True)
    root = laptop.folder.parent
    private = f"home/{laptop.private.name}"
    for folder in ("dossier/cases", "dossier/journal", f"{private}/keys", f"{private}/marks"):
        (place / folder).mkdir(parents=True)
    for path, data in image.items():
        (place / path.relative_to(root)).write_bytes(data)
    return Laptop(place / "dossier", place / "home", laptop.identity)
