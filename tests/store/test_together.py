"""The answers do not tell who gave them, and nobody outlives the question."""

import os
import signal
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults.seam import fork
from vp.errors import NotReadable, VpError
from vp.store import together

NAMES = [str(number) for number in range(300)]
HERE = os.getpid()

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there all work is done here")


@pytest.fixture(autouse=True)
def _two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "cores", lambda: 2)


def where(name: str) -> bytes:
    """The name, and the process that says so."""
    return f"{name} {os.getpid()}".encode()


def answers(work: together.Work, alone: together.Work | None = None) -> list[bytes | VpError]:
    """What is answered to every name, which stand in their order."""
    found = list(together.each(NAMES, work, alone))
    assert [name for name, _answer in found] == NAMES
    return [answer for _name, answer in found]


def test_every_name_is_answered_in_its_order_by_several_processes(tmp_path: Path) -> None:
    def meet(name: str) -> bytes:
        Path(tmp_path, str(os.getpid())).touch()
        while len(list(tmp_path.iterdir())) < 2:  # until the other has begun too
            os.sched_yield()
        return where(name)

    told = [answer.split() for answer in answers(meet) if isinstance(answer, bytes)]
    assert [name.decode() for name, _process in told] == NAMES
    assert len({process for _name, process in told} - {b"%d" % HERE}) == 2


def test_few_names_are_no_work_for_others() -> None:
    few = NAMES[: 2 * together.WORTH - 1]
    found = dict(together.each(few, where))
    assert found == {name: where(name) for name in few}


def test_answers_of_any_size_arrive_whole() -> None:
    sizes = {name: int(name) ** 2 * 7 for name in NAMES}
    found = answers(lambda name: name[-1:].encode() * sizes[name])
    assert found == [name[-1:].encode() * sizes[name] for name in NAMES]


def test_what_a_worker_cannot_do_is_done_here() -> None:
    def fails(name: str) -> bytes:
        if name in {"7", "8"} and os.getpid() != HERE:
            raise ZeroDivisionError
        return name.encode()

    assert answers(fails) == [name.encode() for name in NAMES]
    others = answers(fails, lambda name: b"alone")
    assert [NAMES[at] for at, one in enumerate(others) if one == b"alone"] == ["7", "8"]


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_worker_that_is_ended_costs_nothing_but_time(number: signal.Signals) -> None:
    def dies(name: str) -> bytes:
        if name == "150" and os.getpid() != HERE:
            os.kill(os.getpid(), number)
        return name.encode()

    assert answers(dies) == [name.encode() for name in NAMES]


def test_workers_that_stand_still_are_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "PATIENCE", 0.2)

    def stands(name: str) -> bytes:
        if os.getpid() != HERE:
            signal.pause()
        return name.encode()

    assert answers(stands) == [name.encode() for name in NAMES]


def test_where_no_process_can_be_made_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> int:
        raise BlockingIOError

    monkeypatch.setattr(together.os, "fork", none)  # type: ignore[attr-defined]
    assert answers(where) == [where(name) for name in NAMES]


def test_an_error_for_the_user_stands_in_the_place_of_the_answer() -> None:
    def refuses(name: str) -> bytes:
        if name == "3":
            raise NotReadable("{name} is damaged", "put it back", name=name)
        return name.encode()

    found = answers(refuses)
    assert isinstance(found[3], NotReadable)
    assert found[3].fields == {"name": "3"}
    assert found[:3] + found[4:] == [name.encode() for name in NAMES if name != "3"]


def test_any_other_error_is_raised_and_the_workers_are_gone() -> None:
    def fails(name: str) -> bytes:
        if name == "3":
            raise ZeroDivisionError
        return where(name)

    before = _children()
    with pytest.raises(ZeroDivisionError):
        answers(fails)
    assert _children() == before


def test_whoever_has_heard_enough_leaves_no_worker_behind() -> None:
    def begins(name: str) -> bytes:
        if name not in {"0", "1"}:  # one portion
            signal.pause()
        return where(name)

    before = _children()
    with closing(together.each(NAMES, begins)) as found:
        next(found)
        assert len(_children() - before) == 2
    assert _children() == before


def test_a_worker_does_not_outlive_its_parent(tmp_path: Path) -> None:
    def told(name: str) -> bytes:
        Path(tmp_path, str(os.getpid())).touch()
        return name.encode()

    def parent() -> None:
        for _one in together.each(NAMES * 1000, told):
            os.kill(os.getpid(), signal.SIGKILL)

    assert fork(parent) == -signal.SIGKILL
    processes = [int(path.name) for path in tmp_path.iterdir()]
    assert processes
    until = time.monotonic() + 20
    while any(map(_lives, processes)) and time.monotonic() < until:
        os.sched_yield()
    assert not any(map(_lives, processes))


def test_a_worker_says_and_flushes_nothing_of_its_parent(capfd: pytest.CaptureFixture[str]) -> None:
    def parent() -> None:
        sys.stdout = os.fdopen(os.dup(1), "w")
        sys.stdout.write("once\n")
        answers(where)
        sys.stdout.flush()

    assert fork(parent) == 0
    assert capfd.readouterr().out == "once\n"


def _lives(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text("ascii").split()[2] != "Z"
    except OSError:
        return False


def _children() -> set[str]:
    """The children of this process; other tests may have left one that serves them all."""
    return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text("ascii").split())
