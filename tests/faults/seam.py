"""Where faults are put in: every call by which vp writes to a disk goes through one `os`.

`Seam` stands in for that `os`. It counts the calls, lets something happen at the n-th, and keeps
a log that `tests.faults.disk` replays as a disk would after a power cut.
"""

import os
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import pytest

from vp.store import durable, files, lock, system

COUNTED = ("open", "write", "fsync", "link", "rename", "unlink", "mkdir")


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
        for module in (durable, files, lock, system):
            patched.setattr(module, "os", seam)
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
