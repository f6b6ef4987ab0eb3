"""What the system refuses: a sentence and a code, on full disks and streams that are closed."""

import errno
import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Desk
from vp.cli import main as program
from vp.cli.context import Context
from vp.cli.main import main


class Full(io.StringIO):
    """A stream onto a disk without room, which says so at once or when it is emptied."""

    def __init__(self, at: str, error: int = errno.ENOSPC) -> None:
        super().__init__()
        self._at, self._error = at, error
        self._number = os.open(os.devnull, os.O_WRONLY)

    def _refuse(self, at: str) -> None:
        if at == self._at:
            raise OSError(self._error, "the system's own words")

    def write(self, text: str) -> int:
        self._refuse("write")
        return super().write(text)

    def flush(self) -> None:
        self._refuse("flush")

    def fileno(self) -> int:
        return self._number


def told(desk: Desk, out: io.StringIO, *words: str) -> tuple[int, str]:
    err = io.StringIO()
    given = io.StringIO()
    return main(words, Context(desk.environ, stdin=given, stdout=out, stderr=err)), err.getvalue()


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EIO, "the disk reports an error"),
        (errno.EACCES, "you have no right to it"),
        (errno.EINTR, os.strerror(errno.EINTR)),
    ],
)
@pytest.mark.parametrize(
    ("at", "says"), [("write", "was broken off"), ("flush", "not all of the output")]
)
def test_output_that_cannot_be_written_is_told_and_is_6(
    at: str, says: str, error: int, why: str, desk: Desk
) -> None:
    code, err = told(desk, Full(at, error), "list")
    lines = err.splitlines()
    assert code == 6
    assert len(lines) == 2
    assert lines[0].startswith("vp: error: ")
    assert says in lines[0]
    assert lines[0].endswith(why)
    assert lines[1].startswith("vp: hint: ")


@pytest.mark.parametrize("at", ["write", "flush"])
def test_who_reads_no_further_hears_nothing(at: str, desk: Desk) -> None:
    assert told(desk, Full(at, errno.EPIPE), "list") == (0, "")


def test_whatever_the_system_refuses_beneath_is_told_in_the_same_way(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_given: object) -> None:
        raise OSError(errno.EIO, "a word of a case")

    monkeypatch.setattr(program, "use", refuses)
    code, err = told(desk, io.StringIO(), "list")
    assert code == 6
    assert "the disk reports an error" in err
    assert "a word of a case" not in err


class Torn(io.StringIO):
    """A pipe that breaks while it is read."""

    def read(self, _size: int | None = -1) -> str:
        raise OSError(errno.EIO, "the system's own words")


def test_a_text_that_cannot_be_read_is_never_taken_for_none(desk: Desk) -> None:
    case = desk.intake()
    before = (desk.folder / "cases" / f"{case}.age").read_bytes()
    out, err = io.StringIO(), io.StringIO()
    context = Context(desk.environ, stdin=Torn(), stdout=out, stderr=err)
    assert main(("note", case), context) == 5
    assert "the disk reports an error" in err.getvalue()
    assert (desk.folder / "cases" / f"{case}.age").read_bytes() == before


def ran(desk: Desk, words: str, streams: Callable[[], object]) -> subprocess.CompletedProcess[str]:
    """The command ran in a process of its own, whose streams were changed beforehand."""
    command = [sys.executable, "-m", "vp", *words.split()]
    return subprocess.run(
        command,
        env=dict(desk.environ),
        capture_output=True,
        text=True,
        preexec_fn=streams,
        cwd=Path(__file__).parent.parent.parent,
    )


def onto(number: int, name: str) -> Callable[[], object]:
    return lambda: os.dup2(os.open(name, os.O_RDWR), number)


def test_a_process_whose_output_goes_to_a_full_disk_leaves_with_6_and_two_lines(desk: Desk) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full")
    done = ran(desk, "list", onto(1, "/dev/full"))
    assert (done.returncode, len(done.stderr.splitlines())) == (6, 2)
    assert ran(desk, "nonsense", onto(2, "/dev/full")).returncode == 2


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_process_without_one_of_its_streams_does_its_work(number: int, desk: Desk) -> None:
    done = ran(desk, "list", lambda: os.close(number))
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
