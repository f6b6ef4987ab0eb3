"""Several terminals at once: nothing is lost, nobody waits for a dead one, readers never fail."""

import os
import signal
import time
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.faults.seam import fork
from tests.store.conftest import OTHER, Laptop, make_laptop
from tests.strategies import CASE, closing, hold_lifted, hold_set, note, reopening
from vp.domain.case import Case, append, of_kind
from vp.domain.entries import Entry, Note
from vp.errors import VpError

WRITERS, NOTES = 8, 25
TURNS = 40
"""How often a case is closed and opened again while others read it."""


def spawn(run: Callable[[], None]) -> int:
    """A child that does this; its process id."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # no thread of ours runs meanwhile
        child = os.fork()
    if child:
        return child
    try:
        run()
        os._exit(0)
    except BaseException:
        os._exit(1)


def ended(*children: int) -> list[int]:
    """The exit statuses of these children, in their order."""
    return [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]


def test_eight_writers_of_one_case_lose_no_note(
    quick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vp.store.lock._WAIT_SECONDS", 60.0)  # a slow disk is no fault
    laptop = make_laptop(quick)
    laptop.add()

    def write(writer: int) -> None:
        for number in range(NOTES):
            laptop.append(CASE, note(number=writer * 1000 + number, text=f"{writer} {number}"))

    children = [spawn(partial(write, writer)) for writer in range(WRITERS)]
    assert ended(*children) == [0] * WRITERS
    case = laptop.open().load(CASE)
    texts = [one.text for one in of_kind(case, Note)]
    wanted = {f"{writer} {number}" for writer in range(WRITERS) for number in range(NOTES)}
    assert len(texts) == WRITERS * NOTES
    assert set(texts) == wanted
    assert case.revision == 1 + WRITERS * NOTES
    for writer in range(WRITERS):
        own = [text for text in texts if text.startswith(f"{writer} ")]
        assert own == [f"{writer} {number}" for number in range(NOTES)]
    assert laptop.debris() == []


def test_new_cases_of_several_writers_are_all_there(quick: Path) -> None:
    laptop = make_laptop(quick)

    def write(writer: int) -> None:
        for number in range(5):
            laptop.add(f"000{writer}-000{number}")

    children = [spawn(partial(write, writer)) for writer in range(4)]
    assert ended(*children) == [0] * 4
    assert len(list(laptop.open().each())) == 20
    assert laptop.debris() == []


def test_a_writer_that_is_killed_does_not_block_the_next(quick: Path) -> None:
    laptop = make_laptop(quick)
    laptop.add()
    ready, told = os.pipe()

    def hold() -> None:
        with laptop.open().writing():
            os.write(told, b"x")
            signal.pause()

    child = spawn(hold)
    os.read(ready, 1)
    os.kill(child, signal.SIGKILL)
    begun = time.monotonic()
    assert ended(child) == [-signal.SIGKILL]
    laptop.append(CASE, note())
    assert time.monotonic() - begun < 1.0
    os.close(ready)
    os.close(told)


def test_who_waits_goes_on_as_soon_as_the_lock_is_free(quick: Path) -> None:
    laptop = make_laptop(quick)
    laptop.add()
    ready, told = os.pipe()
    go, on = os.pipe()

    def hold() -> None:
        with laptop.open().writing():
            os.write(told, b"x")
            os.read(go, 1)

    holder = spawn(hold)
    os.read(ready, 1)
    waiting = spawn(lambda: _noted(laptop))
    assert laptop.open().load(CASE).log == ()
    assert os.waitpid(waiting, os.WNOHANG) == (0, 0)
    os.write(on, b"x")
    assert ended(holder, waiting) == [0, 0]
    assert laptop.open().load(CASE).log == (note(),)
    for end in (ready, told, go, on):
        os.close(end)


def _noted(laptop: Laptop) -> None:
    laptop.append(CASE, note())


def _with(entry: Entry, case: Case) -> Case:
    return append(case, entry)


def test_who_is_killed_at_random_leaves_what_was_acknowledged(quick: Path) -> None:
    laptop = make_laptop(quick)
    laptop.add()
    for turn in range(10):
        ready, told = os.pipe()

        def write(turn: int = turn, told: int = told) -> None:
            for number in range(1000):
                laptop.append(CASE, note(number=turn * 1000 + number, text=f"{turn} {number}"))
                os.write(told, b"x")

        child = spawn(write)
        os.close(told)
        acknowledged = 0
        while acknowledged < 1 + turn:
            acknowledged += len(os.read(ready, 1))
        os.kill(child, signal.SIGKILL)
        assert ended(child) == [-signal.SIGKILL]
        acknowledged += len(os.read(ready, 1000))
        os.close(ready)
        texts = {one.text for one in of_kind(laptop.write().load(CASE), Note)}
        assert {f"{turn} {number}" for number in range(acknowledged)} <= texts
        assert laptop.debris() == []


def test_readers_never_fail_while_a_case_is_closed_and_opened_again(quick: Path) -> None:
    """Each of these changes the name of the key under the reader's hands."""
    laptop = make_laptop(quick)
    laptop.add(CASE)
    laptop.add(OTHER)

    def write() -> None:
        dossier = laptop.open()
        for _turn in range(TURNS):
            for entry in (closing(), hold_set(), hold_lifted(), reopening()):
                dossier.update(CASE, partial(_with, entry))

    def read() -> None:
        for _turn in range(TURNS * 4):
            assert [case.id for case in laptop.open().each()] == [CASE, OTHER]

    children = [spawn(write), spawn(read), spawn(read)]
    assert ended(*children) == [0, 0, 0]


@pytest.mark.parametrize("status", [0, 1])
def test_a_child_that_fails_is_noticed(status: int) -> None:
    """So that the tests above are not empty."""

    def run() -> None:
        if status:
            raise VpError("no")

    assert fork(run) == status
