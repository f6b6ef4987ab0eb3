"""Work done by a child that can take little, make nothing, and tell only its answer.

A sandbox stops what reaches out; it cannot stop what only grows, such as a loop in a loop or a
huge text. So such work gets a process of its own, and the system holds it to its limits: time
everywhere, memory and files where the system knows limits for them.
"""

import gc
import os
import signal
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

TIME, MEMORY, LENGTH, END = "time", "memory", "length", "end"
"""Why there is no answer: it took too long, too much memory, was too long, or just ended."""


class Limits(NamedTuple):
    """What a child may take."""

    cpu: float = 5.0
    """Seconds of computing; at four fifths of them it is told, and can say where it is."""
    wall: float = 10.0
    """Seconds on the clock."""
    memory: int = 512 << 20
    """Bytes beside those it was born with."""
    answer: int = 4 << 20
    """Bytes of what it answers."""


LIMITS = Limits()


class Ended(Exception):
    """There is no answer; `why` is one of the words above."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class TooLong(BaseException):
    """Raised in the work when most of its time is gone; no `except Exception` holds it."""


def confined(
    work: Callable[..., bytes], arguments: tuple[Any, ...], limits: Limits, start: str = ""
) -> bytes:
    """What `work(*arguments)` answers in a child of its own, which is gone afterwards.

    `start` is how the child is made (fork where there is one, else spawn: then work and arguments
    are pickled). Nothing it prints is seen. Raises Ended, also when the work raised something.
    """
    from multiprocessing import get_all_start_methods, get_context

    method: Any = start or ("fork" if "fork" in get_all_start_methods() else "spawn")
    context = get_context(method)
    reader, writer = context.Pipe(duplex=False)
    child = context.Process(target=_child, args=(writer, work, arguments, limits), daemon=True)
    with reader:
        try:
            with _uninterrupted(), writer, warnings.catch_warnings():
                # That it may stand still when others hold a lock is what the clock is for.
                warnings.simplefilter("ignore", DeprecationWarning)
                child.start()
            if not reader.poll(limits.wall):
                raise Ended(TIME)
            try:
                answer: bytes = reader.recv_bytes(limits.answer + 1)
            except (EOFError, OSError):
                child.join()
                raise Ended(_why(child.exitcode)) from None
        finally:
            if child.pid is not None:
                child.kill()
                child.join()
            child.close()
    if answer[:1] != b"=":
        raise Ended(answer.decode())
    return answer[1:]


def _why(code: int | None) -> str:
    for name, why in (("SIGXCPU", TIME), ("SIGKILL", MEMORY)):
        if hasattr(signal, name) and code == -getattr(signal, name):
            return why
    return END


def _child(
    writer: "Connection", work: Callable[..., bytes], arguments: tuple[Any, ...], limits: Limits
) -> None:
    try:
        _confine(writer, limits)
        answer = _answer(work, arguments, limits)
        _set_timer(0)
        writer.send_bytes(answer)
    finally:
        # Not by the way out of Python: nothing of the parent's is flushed, closed or told.
        os._exit(0)


def _answer(work: Callable[..., bytes], arguments: tuple[Any, ...], limits: Limits) -> bytes:
    try:
        answer = work(*arguments)
    except TooLong:
        return TIME.encode()
    except MemoryError:
        return MEMORY.encode()
    except BaseException:
        return END.encode()
    return LENGTH.encode() if len(answer) > limits.answer else b"=" + answer


def _confine(writer: "Connection", limits: Limits) -> None:
    """From here on there is no terminal, no open file, no signal for the parent, and the limits."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
    os.umask(0o077)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in range(3):
        os.dup2(nowhere, number)
    if os.name == "posix":
        kept = writer.fileno()
        os.closerange(3, kept)
        os.closerange(kept + 1, os.sysconf("SC_OPEN_MAX"))
    # A file that was the parent's may not be closed by its number, which another may have now.
    gc.freeze()
    sys.stdin = sys.stdout = sys.stderr = None
    _set_limits(limits)
    _set_timer(0.8 * limits.cpu)


def _set_limits(limits: Limits) -> None:
    try:
        import resource
    except ImportError:  # pragma: no cover (Windows has none; the clock stays)
        return
    seconds = ceil(limits.cpu)
    for name, soft, hard in (
        ("CPU", seconds, seconds + 1),
        ("FSIZE", 0, 0),
        ("CORE", 0, 0),
        ("NPROC", 0, 0),
        ("AS", _born_with() + limits.memory, _born_with() + limits.memory),
    ):
        if not hasattr(resource, f"RLIMIT_{name}"):  # pragma: no cover (some systems lack some)
            continue
        number = getattr(resource, f"RLIMIT_{name}")
        ceiling = resource.getrlimit(number)[1]
        if ceiling != resource.RLIM_INFINITY:
            soft, hard = min(soft, ceiling), min(hard, ceiling)
        # Only memory may be a limit that a system knows by name and refuses to set.
        with suppress(*[ValueError, OSError] if name == "AS" else []):
            resource.setrlimit(number, (soft, hard))


def _born_with() -> int:
    """The bytes of address space in use; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except OSError:  # pragma: no cover (only Linux tells)
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _set_timer(seconds: float) -> None:
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGPROF, _tell)
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _tell(_number: int, _frame: object) -> None:
    raise TooLong


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Signals wait: the child is born with its own ways, the parent knows of it before it ends."""
    if not hasattr(signal, "pthread_sigmask"):  # pragma: no cover (Windows)
        yield
        return
    before = signal.pthread_sigmask(
        signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    )
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
