"""A child that waits with everything imported, and strace, which strikes it at one system call.

strace counts per system call number, so each number is walked by itself. What comes before the
first `flock` is the beginning of a command, which writes nothing: it is passed over.
"""

import ctypes
import os
import re
import subprocess
import warnings
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

_PR_SET_PTRACER = 0x59616D61
_CALL = re.compile(r"^(\w+)\(", re.MULTILINE)
KILLED = "killed by SIGKILL"
INJECTED = "(INJECTED)"
NOISE = {"restart_syscall", "rt_sigreturn"}
"""Calls that the kernel makes by itself when a waiting process is woken."""


class Point(NamedTuple):
    """The n-th call of this number, counted from the moment the child was let go."""

    call: str
    number: int

    def __str__(self) -> str:
        return f"{self.call}:{self.number}"


class Traced(NamedTuple):
    """How the child ended: its exit status, negative for a signal, and what strace wrote."""

    status: int
    log: str


def run(work: Callable[[], int], log: Path, *options: str) -> Traced:
    """The work was done in a child under strace with these options."""
    go, let_go = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # no thread of ours runs meanwhile
        child = os.fork()
    if child == 0:
        _wait_and_work(go, let_go, work)
    os.close(go)
    log.unlink(missing_ok=True)
    command = ["strace", "-p", str(child), "-o", str(log), *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL) as tracer:
        assert tracer.stderr is not None
        said = tracer.stderr.readline()
        os.write(let_go, b"x")
        os.close(let_go)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        tracer.stderr.read()
    assert b"attached" in said, f"strace cannot trace: {said!r}"
    return Traced(status, log.read_text("utf-8", "replace"))


def _wait_and_work(go: int, let_go: int, work: Callable[[], int]) -> None:
    try:
        os.close(let_go)
        ctypes.CDLL(None).prctl(_PR_SET_PTRACER, ctypes.c_ulong(-1 & 0xFFFFFFFFFFFFFFFF), 0, 0, 0)
        os.read(go, 1)
        os._exit(work())
    except BaseException:
        os._exit(99)


def points(log: str) -> list[Point]:
    """Every call from the first `flock` on, each by its number and how often it came before."""
    counted: Counter[str] = Counter()
    found: list[Point] = []
    for name in _CALL.findall(log):
        counted[name] += 1
        if (found or name == "flock") and name not in NOISE and name != "exit_group":
            found.append(Point(name, counted[name]))
    return found


def strike(point: Point, what: str) -> tuple[str, ...]:
    """The options by which strace does `what` at that point."""
    return (
        "-e",
        f"trace={point.call}",
        "-e",
        f"inject={point.call}:{what}:when={point.number}",
    )
