"""Where faults are put in: every call by which vp writes to a disk goes through one `os`.

`Seam` stands in for that `os`. It counts the calls, lets something happen at the n-th, and keeps
a log that `tests.faults.disk` replays as a disk would after a power cut.
"""

import os
import shutil
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest

from tests.store.conftest import DUE, OTHER, Laptop, make_laptop
from tests.strategies import CASE, closing, note
from vp.domain.case import Case
from vp.domain.profile import Profile
from vp.store import files, lock, register
from vp.store.papers import load_journal, load_profile, update_journal, update_profile

COUNTED = ("open", "write", "fsync", "link", "rename", "unlink", "mkdir")
KILLED = 7
THIRD = "0abc-1def"


class Call(NamedTuple):
    """One call that was carried out: its name, what it was given, and what it gave back."""

    name: str
    given: tuple[Any, ...]
    gave: Any


class Seam:
    """An `os` that counts, and does `strike` instead of the `at`-th call."""

    def __init__(self, at: int = 0, strike: Callable[[], Any] | None = None) -> None:
        self.at = at
        self.strike = strike
        self.log: list[Call] = []
        self.calls = 0

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        return self._counted(name, real) if name in COUNTED else real

    def _counted(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any) -> Any:
            self.calls += 1
            if self.calls == self.at and self.strike:
                self.strike()
            kept = tuple(bytes(one) if isinstance(one, memoryview) else one for one in given)
            gave = real(*given)
            self.log.append(Call(name, kept, gave))
            return gave

        return call

    @property
    def struck(self) -> bool:
        """Whether the n-th call came at all."""
        return 0 < self.at <= self.calls


@contextmanager
def through(seam: Seam) -> Iterator[Seam]:
    """Every write in the block goes through the seam."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(files, "os", seam)
        patched.setattr(lock, "os", seam)
        yield seam


def fork(run: Callable[[], None]) -> int:
    """The exit status of a child of this process that did this, and nothing more."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # no thread of ours runs meanwhile
        child = os.fork()
    if child == 0:
        try:
            run()
            os._exit(0)
        except BaseException:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


# What is done, and what it leaves


class State(NamedTuple):
    """All that a dossier holds, as a counsellor would find it with the next commands."""

    cases: dict[str, Case]
    profile: Profile
    journal: int
    destroyed: frozenset[str]


class Operation(NamedTuple):
    """Something a command does to a dossier that was prepared for it."""

    name: str
    prepare: Callable[[Laptop], object]
    run: Callable[[Laptop], object]
    finishes: bool = False
    """Whether it is the recovery, after which there is no old state any more."""


def found(laptop: Laptop) -> State:
    """What the dossier holds after the next command that writes; every case in it opens."""
    dossier = laptop.write()
    record = laptop.record()
    register.require_whole(record)
    assert not record.pending
    assert laptop.debris() == []
    assert {term.case for term in dossier.cabinet.terms()} == set(dossier.ids())
    return State(
        {case.id: case for case in dossier.each()},
        load_profile(dossier),
        load_journal(dossier, 2026).revision,
        frozenset(one.id for one in record.destroyed),
    )


def require_order(laptop: Laptop, before: set[str]) -> None:
    """What holds at every moment, before anything is put right.

    No case without a key, no key gone without a record, no finished record while the key exists.
    """
    names = laptop.key_names()
    held = {name.split(".")[0] for name in names}
    told = {one.id for one in (*laptop.record().pending, *laptop.record().destroyed)}
    cases = {path.stem for path in laptop.cases.glob("*.age")}
    assert cases <= held | told, "a case has no key"
    assert before <= held | told, "a key is gone and no record says so"
    finished = {one.id for one in laptop.record().destroyed}
    assert not finished & held, "a record says that a key is gone, and it is there"


def _journal(laptop: Laptop) -> None:
    update_journal(laptop.open(), 2026, lambda journal: journal)


def _profile(laptop: Laptop) -> None:
    update_profile(
        laptop.open(), lambda profile: msgspec.structs.replace(profile, organisation="Voorbeeld")
    )


def _closed_twice(laptop: Laptop) -> None:
    laptop.closed(CASE)
    laptop.closed(OTHER)
    laptop.add(THIRD)


def _interrupted(laptop: Laptop) -> None:
    """A purge stopped at its point of no return, and an intake before its last step."""
    _closed_twice(laptop)
    (laptop.keys / f"{THIRD}.age").rename(laptop.keys / f"{THIRD}.new.age")
    dossier = laptop.open()
    due = [term for term in dossier.cabinet.terms() if term.due]
    intended = [register.Destruction(id=term.case, term=DUE, case=term.digest) for term in due]
    record = register.begin(laptop.record(), intended)
    register.write(dossier.register_path, record)
    (laptop.cases / ".vp-0123456789abcdef.tmp").write_bytes(b"half")


OPERATIONS = (
    Operation("add", lambda laptop: laptop.add(OTHER), lambda laptop: laptop.add()),
    Operation("note", lambda laptop: laptop.add(), lambda laptop: laptop.append(CASE, note())),
    Operation("close", lambda laptop: laptop.add(), lambda laptop: laptop.append(CASE, closing())),
    Operation("profile", lambda laptop: laptop.add(), _profile),
    Operation("journal", lambda laptop: laptop.add(), _journal),
    Operation("journal again", _journal, _journal),
    Operation("purge", _closed_twice, lambda laptop: laptop.purge(DUE)),
    Operation("recovery", _interrupted, lambda laptop: laptop.write(), finishes=True),
)


class Bench:
    """A dossier prepared for an operation, and fresh copies of it to do that to."""

    def __init__(self, root: Path, operation: Operation) -> None:
        self.operation = operation
        self._root = root
        self._base = make_laptop(root / "base")
        operation.prepare(self._base)
        self._number = 0
        self.keys = {name.split(".")[0] for name in self._base.key_names()}
        done = self.fresh()
        operation.run(done)
        self.new = found(done)
        self.old = self.new if operation.finishes else found(self.fresh())

    def fresh(self) -> Laptop:
        """A copy of the prepared dossier, in place of the one before."""
        place = self._root / "copy"
        shutil.rmtree(place, ignore_errors=True)
        return self._base.copy(place)

    def require(self, laptop: Laptop, *, saved: bool) -> None:
        """Old or new and never between; new where it was said to be saved."""
        require_order(laptop, self.keys)
        state = found(laptop)
        assert state == self.new or (state == self.old and not saved)
        assert found(laptop) == state, "putting right what is right changed something"


def fail_everywhere(bench: Bench, *faults: BaseException) -> int:
    """At each call in turn each of these faults happens; returns how many calls there are."""
    for at in range(1, 500):
        for fault in faults:
            laptop = bench.fresh()
            seam = Seam(at, lambda fault=fault: _throw(fault))
            with through(seam):
                saved = _carried_out(bench, laptop)
            if not seam.struck:
                assert saved
                return at - 1
            bench.require(laptop, saved=saved)
    raise AssertionError("it never ended")


def kill_everywhere(bench: Bench) -> int:
    """At each call in turn the process ends; returns how many calls there are."""
    for at in range(1, 500):
        laptop = bench.fresh()

        def doomed(at: int = at, laptop: Laptop = laptop) -> None:
            with through(Seam(at, lambda: os._exit(KILLED))):
                bench.operation.run(laptop)

        status = fork(doomed)
        assert status in (0, KILLED)
        bench.require(laptop, saved=status == 0)
        if status == 0:
            return at - 1
    raise AssertionError("it never ended")


def _carried_out(bench: Bench, laptop: Laptop) -> bool:
    """Whether the operation said that it was done; any other ending has a class of its own."""
    from vp.errors import VpError

    try:
        bench.operation.run(laptop)
    except (VpError, KeyboardInterrupt):
        return False
    return True


def _throw(fault: BaseException) -> None:
    raise fault.with_traceback(None)
