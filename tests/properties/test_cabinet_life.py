"""Years of a cabinet's life on a real folder, against a dictionary that knows what must be true."""

import shutil
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.faults.seam import Seam, through
from tests.store.conftest import Laptop, make_laptop, named
from tests.strategies import TODAY, closing, hold_lifted, hold_set, note, reopening
from vp.domain.case import Case, append, hold, is_open
from vp.domain.entries import Entry
from vp.domain.retention import destroy_on
from vp.errors import NotThere
from vp.store import register

IDS = [f"{number}abc-1def" for number in range(8)]
MOST = 4
"""So many cases at a time are enough to get in each other's way."""

EXAMPLES, STEPS = 30, 40

which = st.integers(0, MOST - 1)
days = st.sampled_from((0, 1, 27, 31, 59, 200, 400))
calls = st.integers(1, 30)


class CabinetLife(RuleBasedStateMachine):
    """`cases` is what must be readable, and `destroyed` what nobody may read any more."""

    def __init__(self) -> None:
        super().__init__()
        memory = Path("/dev/shm")
        self.root = Path(tempfile.mkdtemp(dir=memory if memory.is_dir() else None))
        self.laptop: Laptop = make_laptop(self.root)
        self.cases: dict[str, Case] = {}
        self.destroyed: set[str] = set()
        self.today = TODAY
        self.entries = 0
        self.copy: dict[str, bytes] = {}

    def teardown(self) -> None:
        shutil.rmtree(self.root)

    # What a counsellor does

    @precondition(lambda self: len(self.cases) < MOST and self._unused())
    @rule()
    def add(self) -> None:
        name = self._unused()[0]
        self.cases[name] = self.laptop.open().add(named(name))

    @precondition(lambda self: self._those(is_open))
    @rule(which=which)
    def note(self, which: int) -> None:
        self._append(self._pick(which, is_open), note)

    @precondition(lambda self: self._those(is_open))
    @rule(which=which, retention=st.sampled_from((1, 2, 12, 24)))
    def close(self, which: int, retention: int) -> None:
        self._append(self._pick(which, is_open), closing, retention=retention)

    @precondition(lambda self: self._those(_is_closed))
    @rule(which=which)
    def reopen(self, which: int) -> None:
        self._append(self._pick(which, _is_closed), reopening)

    @precondition(lambda self: self.cases)
    @rule(which=which)
    def hold(self, which: int) -> None:
        self._append(self._pick(which, _is_any), hold_set, until=self.today)

    @precondition(lambda self: self._those(_is_held))
    @rule(which=which)
    def lift(self, which: int) -> None:
        self._append(self._pick(which, _is_held), hold_lifted)

    @rule(days=days)
    def purge(self, days: int) -> None:
        self.today += timedelta(days=days)
        due = self._due()
        assert self.laptop.purge(self.today) == due
        self._are_gone(due)

    # What goes wrong

    @rule()
    def copy_the_cabinet(self) -> None:
        self.copy = {path.name: path.read_bytes() for path in self.laptop.keys.iterdir()}

    @precondition(lambda self: self.copy)
    @rule()
    def restore_the_copy(self) -> None:
        for name, data in self.copy.items():
            (self.laptop.keys / name).write_bytes(data)

    @precondition(lambda self: self._those(is_open))
    @rule(which=which, at=calls)
    def close_and_be_cut_off(self, which: int, at: int) -> None:
        name = self._pick(which, is_open)
        before, entry = self.cases[name], self._entry(closing, retention=1)
        self._cut_off(at, lambda: self.laptop.append(name, entry))
        found = self.laptop.write().load(name)
        assert found in (before, _with(before, entry))
        self.cases[name] = found

    @rule(days=days, at=calls)
    def purge_and_be_cut_off(self, days: int, at: int) -> None:
        self.today += timedelta(days=days)
        due = self._due()
        self._cut_off(at, lambda: self.laptop.purge(self.today))
        left = set(self.laptop.write().ids())
        gone = [name for name in due if name not in left]
        assert gone in ([], due)
        self._are_gone(gone)

    # What is always true

    @invariant()
    def every_case_opens_and_is_what_it_was(self) -> None:
        dossier = self.laptop.open()
        assert dossier.ids() == sorted(self.cases)
        assert {name: dossier.load(name) for name in dossier.ids()} == self.cases

    @invariant()
    def no_case_is_without_a_key_and_no_destroyed_one_has_any(self) -> None:
        dossier = self.laptop.open()
        held = {term.case for term in dossier.cabinet.terms()}
        assert held == set(self.cases)
        for name in self.destroyed:
            with pytest.raises(NotThere):
                dossier.load(name)

    @invariant()
    def the_record_is_whole(self) -> None:
        record = self.laptop.record()
        register.require_whole(record)
        assert {one.id for one in record.destroyed} == self.destroyed
        assert not record.pending

    # How it is done

    def _append(self, name: str, build: Callable[..., Entry], **fields: object) -> None:
        entry = self._entry(build, **fields)
        expected = _with(self.cases[name], entry)
        assert self.laptop.append(name, entry) == expected
        self.cases[name] = expected

    def _entry(self, build: Callable[..., Entry], **fields: object) -> Entry:
        self.entries += 1
        return build(number=self.entries, on=self.today, **fields)

    def _cut_off(self, at: int, run: Callable[[], object]) -> None:
        try:
            with through(Seam(at, _interrupt)):
                run()
        except KeyboardInterrupt:
            pass

    def _due(self) -> list[str]:
        """The cases that are closed, held by nothing, and whose term has ended today."""
        dates = {name: destroy_on(case) for name, case in self.cases.items()}
        due = [(day, name) for name, day in dates.items() if day and day <= self.today]
        return sorted(name for _day, name in due)

    def _are_gone(self, names: list[str]) -> None:
        for name in names:
            del self.cases[name]
        self.destroyed.update(names)

    def _unused(self) -> list[str]:
        return [name for name in IDS if name not in self.cases and name not in self.destroyed]

    def _those(self, are: Callable[[Case], bool]) -> list[str]:
        return [name for name, case in sorted(self.cases.items()) if are(case)]

    def _pick(self, which: int, among: Callable[[Case], bool]) -> str:
        names = self._those(among)
        return names[which % len(names)]


def _with(case: Case, entry: Entry) -> Case:
    return msgspec.structs.replace(append(case, entry), revision=case.revision + 1)


def _is_any(_case: Case) -> bool:
    return True


def _is_closed(case: Case) -> bool:
    return not is_open(case)


def _is_held(case: Case) -> bool:
    return hold(case) is not None


def _interrupt() -> None:
    raise KeyboardInterrupt


@pytest.mark.requirement("GC-23")
@pytest.mark.requirement("GC-24")
class TestCabinetLife(CabinetLife.TestCase):  # type: ignore[misc, valid-type]
    """Kept until its term has ended, destroyed then, and gone for good."""

    settings = settings(
        max_examples=EXAMPLES,
        stateful_step_count=STEPS,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
