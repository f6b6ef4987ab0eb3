"""What is done to a dossier while it goes wrong, what may be left of it, and the harnesses."""

import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec

from tests.faults.seam import Seam, fork, through
from tests.store.conftest import DUE, OTHER, Laptop, make_laptop
from tests.strategies import CASE, closing, note
from vp.domain.case import Case
from vp.domain.profile import Profile
from vp.errors import Attention, VpError
from vp.store import register
from vp.store.papers import load_journal, load_profile, update_journal, update_profile

KILLED = 7
SAVED = "saved"
THIRD = "0abc-1def"


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
    by_case: bool = False
    """Whether it does several cases, each of which may be done or not."""


def found(laptop: Laptop) -> State:
    """What the dossier holds after the next command that writes; every case in it opens."""
    try:
        return _held(laptop)
    except VpError as error:
        raise AssertionError(f"it cannot be opened: {error.sentence} {error.fields}") from error


def _held(laptop: Laptop) -> State:
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


def _purge(laptop: Laptop) -> None:
    if laptop.purge(DUE) != [CASE, OTHER]:
        raise Attention("a case could not be read and was kept")


def _without(state: State, gone: frozenset[str]) -> State:
    """The state in which these cases are destroyed, and nothing else is done."""
    left = {name: case for name, case in state.cases.items() if name not in gone}
    return state._replace(cases=left, destroyed=gone)


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
    Operation("purge", _closed_twice, _purge, by_case=True),
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

    def require(self, laptop: Laptop, *, saved: bool, denied: bool = False) -> None:
        """Old or new and never between; new where it was said to be saved, old where denied."""
        require_order(laptop, self.keys)
        state = found(laptop)
        if denied and not self.operation.by_case:
            assert state == self.old, "it was said not to be saved, and it was"
        between = self.operation.by_case and state == _without(self.old, state.destroyed)
        assert state == self.new or (not saved and (state == self.old or between))
        assert found(laptop) == state, "putting right what is right changed something"


def fail_everywhere(bench: Bench, *faults: BaseException) -> int:
    """At each call in turn each of these faults happens; returns how many calls there are."""
    for at in range(1, 500):
        for fault in faults:
            laptop = bench.fresh()
            seam = Seam(at, partial(_throw, fault))
            with through(seam):
                said = _carried_out(bench, laptop)
            if not seam.struck:
                assert said == SAVED
                return at - 1
            bench.require(laptop, saved=said == SAVED, denied="was not saved" in said)
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


def _carried_out(bench: Bench, laptop: Laptop) -> str:
    """What the operation said; a fault that got through as it is fails the test."""
    try:
        bench.operation.run(laptop)
    except VpError as error:
        return error.sentence
    except KeyboardInterrupt:
        return ""
    return SAVED


def _throw(fault: BaseException) -> None:
    raise fault.with_traceback(None)
