"""Many cases at once, while it goes wrong: every case old or new, and all of them once it is said.

Few enough for one process, so that every call goes through the seam.
"""

import os
import shutil
from functools import partial
from pathlib import Path
from types import ModuleType

import pytest

from tests.faults.bench import KILLED, State, found, require_order
from tests.faults.disk import Disk
from tests.faults.seam import Seam, fork, through
from tests.faults.test_seam import FAULTS
from tests.store.conftest import OTHER, Laptop, make_laptop, named
from tests.strategies import AT, CASE, OPENED, closing
from vp.domain.case import Case
from vp.errors import VpError
from vp.store import durable, moving_in, system

CASES = ["0abc-1def", "1abc-1def", CASE]
"""The last of them is closed."""


def read(name: str) -> Case:
    """The case that is moved in under this name."""
    return named(name, *[closing(at=AT, on=OPENED)] * (name == CASE))


def move_in(laptop: Laptop) -> None:
    """The cases are taken in, two in the first group and one in the second."""
    nothing = partial(lambda *_told: None)
    moving_in.take_in(laptop.open(), CASES, read, nothing, nothing)


@pytest.fixture
def base(quick: Path, monkeypatch: pytest.MonkeyPatch) -> Laptop:
    """A laptop with one case that was there before."""
    monkeypatch.setattr(moving_in, "GROUP", 2)
    laptop = make_laptop(quick / "base")
    laptop.add(OTHER)
    return laptop


def fresh(base: Laptop, name: str = "copy") -> Laptop:
    """A copy of the laptop as it was before."""
    root = base.folder.parent.parent / name
    shutil.rmtree(root, ignore_errors=True)
    return base.copy(root)


def require(laptop: Laptop, before: State, after: State, *, saved: bool) -> None:
    """What was there before is there, of the new some or none, and all when it was said."""
    require_order(laptop, {OTHER, "profile"})
    state = found(laptop)
    assert before.cases.items() <= state.cases.items() <= after.cases.items()
    assert state == after or not saved
    assert found(laptop) == state, "putting right what is right changed something"


def states(base: Laptop) -> tuple[State, State]:
    """What there is before, and after."""
    done = fresh(base)
    move_in(done)
    return found(fresh(base, "before")), found(done)


@pytest.mark.parametrize("fault", FAULTS, ids=repr)
def test_whatever_call_fails_each_case_is_old_or_new(base: Laptop, fault: BaseException) -> None:
    before, after = states(base)
    for at in range(1, 500):
        laptop = fresh(base)

        def strike() -> None:
            raise fault.with_traceback(None)

        saved = False
        with through(Seam(at, strike)) as seam:
            try:
                move_in(laptop)
                saved = True
            except (VpError, KeyboardInterrupt):
                pass
        require(laptop, before, after, saved=saved)
        if not seam.struck:
            assert saved
            assert at > 40
            return
    raise AssertionError("it never ended")


def test_at_whatever_call_it_is_killed_each_case_is_old_or_new(base: Laptop) -> None:
    before, after = states(base)
    for at in range(1, 500):
        laptop = fresh(base)

        def doomed(at: int = at, laptop: Laptop = laptop) -> None:
            with through(Seam(at, lambda: os._exit(KILLED))):
                move_in(laptop)

        status = fork(doomed)
        assert status in (0, KILLED)
        require(laptop, before, after, saved=status == 0)
        move_in(laptop)
        assert found(laptop) == after, "the same import again ends it"
        if status == 0:
            return
    raise AssertionError("it never ended")


def cut_everywhere(base: Laptop) -> int:
    """The power is cut after each call; returns how many images were looked at."""
    before, after = states(base)
    laptop = fresh(base, "laptop")
    disk, seen = Disk(laptop.folder, laptop.home), set()
    with through(Seam()) as seam:
        move_in(laptop)
    for number, call in enumerate(seam.log, start=1):
        disk.replay(call)
        for image in disk.images():
            key = (number == len(seam.log), hash(frozenset(image.items())))
            if key not in seen:
                seen.add(key)
                root = fresh(base, "cut").folder.parent
                for folder in ("dossier/cases", f"home/{laptop.private.name}/keys"):
                    shutil.rmtree(root / folder)
                    (root / folder).mkdir()
                for path, data in image.items():
                    (root / path.relative_to(laptop.folder.parent)).write_bytes(data)
                cut = Laptop(root / "dossier", root / "home", laptop.identity)
                require(cut, before, after, saved=number == len(seam.log))
    return len(seen)


def test_what_was_acknowledged_survives_a_power_cut(base: Laptop) -> None:
    assert cut_everywhere(base) > 40


@pytest.mark.parametrize(("where", "part"), [(system, "sync"), (durable, "settle")])
def test_a_simulated_power_cut_misses_no_sync(
    base: Laptop, where: ModuleType, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(where, part, lambda _one: None)
    with pytest.raises(AssertionError):
        cut_everywhere(base)
