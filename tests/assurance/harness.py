"""What a harness is, what it found, and how its work is shared between the processors."""

import os
import shutil
import sys
import tempfile
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

SEED = 20260601
"""From which every harness draws its chances; another one with `--seed`."""

_MEMORY = Path("/dev/shm")


class Share(NamedTuple):
    """Which part of the points a process takes: those whose number leaves `mine` by `all`."""

    mine: int = 0
    all: int = 1
    most: int = 0
    """At most so many points, spread evenly; all of them when 0."""

    def of(self, points: list[Any]) -> list[Any]:
        """The points this process takes."""
        if self.most and len(points) > self.most:
            points = [points[number * len(points) // self.most] for number in range(self.most)]
        return points[self.mine :: self.all]


class Wish(NamedTuple):
    """What the command line asks of every harness."""

    seed: int = SEED
    jobs: int = 1
    fuzz: float = 60.0
    """Seconds of fuzzing."""
    short: bool = False
    """A sample of each only: a rehearsal, after which nothing may be claimed."""


class Outcome(NamedTuple):
    """What a harness tried, and what it found."""

    points: int
    violations: tuple[str, ...] = ()
    seeded: str = "each point in turn, no chance"
    not_run: str = ""
    """Why nothing was tried, where this machine does not allow it; never counted as passed."""

    def plus(self, other: "Outcome") -> "Outcome":
        """Both together."""
        return self._replace(
            points=self.points + other.points, violations=self.violations + other.violations
        )


class Harness(NamedTuple):
    """One line of the table: its name, what it tries, and how many points it must reach."""

    name: str
    what: str
    bar: int
    run: Callable[[Wish], Outcome]


@contextmanager
def place() -> Iterator[Path]:
    """A folder in memory where there is one: thousands of synced files cost little there."""
    folder = Path(tempfile.mkdtemp(dir=_MEMORY if _MEMORY.is_dir() else None, prefix="vp-assure-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def shared(wish: Wish, work: Callable[[Share], Outcome], most: int = 0) -> Outcome:
    """What the work found in all its shares, each in a process of its own."""
    if wish.jobs <= 1:
        return work(Share(most=most))
    system = get_context("fork")
    running = []
    for mine in range(wish.jobs):
        here, there = system.Pipe(duplex=False)
        child = system.Process(target=_share, args=(there, work, Share(mine, wish.jobs, most)))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # no thread of ours runs meanwhile
            child.start()
        there.close()
        running.append((child, here))
    found = [_result(here) for _child, here in running]
    for child, _here in running:
        child.join()
    total = found[0]
    for one in found[1:]:
        total = total.plus(one)
    return total


def follow(part: str, share: Share, found: Outcome, seconds: float) -> None:
    """Whoever waits for a long run sees that this part of it has ended, and how."""
    told = f"{found.points:,} points, {len(found.violations)} violations, {seconds:.0f} s"
    sys.stderr.write(f"    {part} ({share.mine + 1} of {share.all}): {told}\n")
    for one in found.violations[:3]:
        sys.stderr.write(f"      {one}\n")
    sys.stderr.flush()


def _share(there: Connection, work: Callable[[Share], Outcome], share: Share) -> None:
    try:
        there.send(work(share))
    except BaseException:
        there.send(Outcome(0, (f"the harness itself broke: {traceback.format_exc()}",)))
        os._exit(1)


def _result(here: Connection) -> Outcome:
    with suppress(EOFError):
        found: Outcome = here.recv()
        return found
    return Outcome(0, ("a process of the harness ended without a word",))


def tried(work: Callable[[], int]) -> Outcome:
    """What the work counted, or the sentence with which it stopped."""
    try:
        return Outcome(work())
    except Exception:
        return Outcome(0, (traceback.format_exc(limit=-6),))
