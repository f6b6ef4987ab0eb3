"""Work on many cases, shared by all cores this process may use.

The workers are forked: they have what their parent has in memory, the opened identity too, so no
secret is passed to them, and only their answers come back, through a pipe. A worker that cannot
answer, for whatever reason, costs time and nothing else: its parent does that work itself.

A worker never outlives its parent. The parent ends it; where the parent itself was ended, nobody
reads the next answer, and that ends it as well.
"""

import os
import select
import signal
import warnings
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from struct import Struct
from typing import NoReturn

from vp.errors import VpError

Work = Callable[[str], bytes]

WORTH = 32
"""How many names a worker must have before it is worth its making."""
PATIENCE = 60.0
"""Seconds in which no worker answers at all, after which none is waited for any more."""
_PORTIONS = 256
"""In so many portions the names are handed out at most: the number of one fits in a byte."""
_HEAD = Struct("=Ii")
"""What goes before an answer: for which name it is, and its length; -1 where there is none."""
_ENDINGS = [
    getattr(signal, name) for name in ("SIGINT", "SIGHUP", "SIGTERM") if hasattr(signal, name)
]


def each(
    names: Sequence[str], work: Work, alone: Work | None = None
) -> Generator[tuple[str, bytes | VpError], None, None]:
    """Every name with what `work` answers to it, in the order of the names.

    What a worker does not answer, since it raised anything or was ended, `alone` (or `work`) is
    asked in this process; a VpError of that stands in the place of the answer. So whatever asks
    for a secret or writes belongs before this call, or in `alone`.
    """
    with closing(_answers(names, work)) as answers:
        for name, told in zip(names, answers, strict=False):
            answer: bytes | VpError | None = told
            if answer is None:
                try:
                    answer = (alone or work)(name)
                except VpError as error:
                    answer = error
            yield name, answer


def cores() -> int:
    """On how many cores this process may run."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1  # pragma: no cover (macOS, Windows)


def _answers(names: Sequence[str], work: Work) -> Generator[bytes | None, None, None]:
    """What the workers answer, in the order of the names; None where they do not."""
    number = min(cores(), len(names) // WORTH)
    workers = _begin(names, work, number) if number > 1 and hasattr(os, "fork") else []
    early: dict[int, bytes | None] = {}
    try:
        for index in range(len(names)):
            while index not in early and workers:
                early.update(_heard(workers))
            yield early.pop(index, None)
    finally:
        for worker in workers:
            worker.end()


class _Worker:
    """A child at work, and what was heard of it that is no whole answer yet."""

    def __init__(self, process: int, reader: int) -> None:
        self.reader = reader
        self._process = process
        self._begun = b""

    def hear(self) -> dict[int, bytes | None] | None:
        """The answers that are there now; None when there will be no more."""
        data = os.read(self.reader, 1 << 16)
        if not data:
            return None
        data, answers, at = self._begun + data, {}, 0
        while at + _HEAD.size <= len(data):
            index, length = _HEAD.unpack_from(data, at)
            after = at + _HEAD.size + max(0, length)
            if after > len(data):
                break
            answers[index] = data[at + _HEAD.size : after] if length >= 0 else None
            at = after
        self._begun = data[at:]
        return answers

    def end(self) -> None:
        """The child is gone, whatever it was doing."""
        os.close(self.reader)
        with suppress(OSError):
            os.kill(self._process, signal.SIGKILL)
        with suppress(OSError):
            os.waitpid(self._process, 0)


def _heard(workers: list[_Worker]) -> dict[int, bytes | None]:
    """Answers that came in; workers that have no more, or say nothing at all, are ended."""
    ready, _, _ = select.select([one.reader for one in workers], [], [], PATIENCE)
    found: dict[int, bytes | None] = {}
    for worker in workers.copy():
        heard = worker.hear() if worker.reader in ready else None if not ready else {}
        if heard is None:
            workers.remove(worker)
            worker.end()
        else:
            found.update(heard)
    return found


def _begin(names: Sequence[str], work: Work, number: int) -> list[_Worker]:
    """So many workers on these names; fewer, or none, where the system makes no more."""
    size = -(-len(names) // _PORTIONS)
    turns, given = os.pipe()
    os.write(given, bytes(range(-(-len(names) // size))))  # fits in any pipe; who is free takes one
    os.close(given)
    workers: list[_Worker] = []
    with _uninterrupted() as signals, suppress(OSError):
        for _ in range(number):
            reader, writer = os.pipe()
            if (process := _fork()) == 0:
                readers = [reader, *(one.reader for one in workers)]
                _serve(readers, signals, writer, _portions(turns, size, len(names)), names, work)
            os.close(writer)
            workers.append(_Worker(process, reader))
    os.close(turns)
    return workers


def _fork() -> int:
    with warnings.catch_warnings():
        # Of a lock that a thread of the parent may hold: then PATIENCE ends it.
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def _portions(turns: int, size: int, number: int) -> Iterator[range]:
    """The portions this worker takes on, one after the other."""
    while turn := os.read(turns, 1):
        yield range(turn[0] * size, min((turn[0] + 1) * size, number))


def _serve(
    readers: list[int],
    signals: set[int],
    writer: int,
    portions: Iterator[range],
    names: Sequence[str],
    work: Work,
) -> NoReturn:
    """The life of a worker."""
    try:
        for reader in readers:  # whoever holds one would seem to listen when the parent is gone
            os.close(reader)
        for number in _ENDINGS:
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, signals)
        with open(writer, "wb") as told:
            for portion in portions:
                for index in portion:
                    told.write(_answer(index, names[index], work))
                told.flush()
    finally:
        # Not by the way out of Python: nothing of the parent's is flushed, closed or told.
        os._exit(0)


def _answer(index: int, name: str, work: Work) -> bytes:
    try:
        answer = work(name)
    except Exception:
        return _HEAD.pack(index, -1)
    return _HEAD.pack(index, len(answer)) + answer


@contextmanager
def _uninterrupted() -> Iterator[set[int]]:
    """Signals wait: a worker is born with its own ways, its parent knows of it before it ends."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDINGS)
    try:
        yield set(before)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
