"""Measuring whole processes: how long, how much memory, which files."""

import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Container, Mapping, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

Command = Sequence[str | Path]
Environment = Mapping[str, str]
Laps = Mapping[str, Sequence[float]]
"""The seconds of each job, round by round."""

TREE = Path(__file__).with_name("tree.py")


class Cost(NamedTuple):
    """What one command took, with all the processes it started."""

    seconds: float
    megabytes: float


class Job(NamedTuple):
    """A command that is run again and again; `command` is asked anew for each round."""

    command: Callable[[int], Command]
    environment: Environment
    text: str = ""
    before: Callable[[], object] = lambda: None
    """Done before each run, outside the clock."""


def laps(jobs: Mapping[str, Job], rounds: int) -> dict[str, list[float]]:
    """The seconds of each job in each round.

    All jobs stand in every round, forward and back by turns, so that noise hits them alike.
    """
    taken: dict[str, list[float]] = {name: [] for name in jobs}
    for turn in range(-1, rounds):
        for name in list(jobs)[:: 1 if turn % 2 else -1]:
            job = jobs[name]
            job.before()
            seconds = timed(job.command(turn + 1), job.environment, job.text)[0]
            if turn >= 0:  # the first round only warms the disk's cache
                taken[name].append(seconds)
    return taken


def ratio(taken: Laps, name: str, base: str) -> float:
    """The median over the rounds of the one to the other, each pair from one round."""
    return median(mine / its for mine, its in zip(taken[name], taken[base], strict=True))


def timed(
    command: Command, environment: Environment, text: str = "", allowed: Container[int] = (0,)
) -> tuple[float, str]:
    """The seconds of one run, and what it wrote; raises CalledProcessError when it says no."""
    given = text.encode()
    begun = perf_counter()
    done = subprocess.run(command, env=environment, input=given, check=False, capture_output=True)
    spent = perf_counter() - begun
    if done.returncode not in allowed:
        sys.stderr.write(done.stderr.decode("utf-8", "replace"))
        done.check_returncode()
    return spent, done.stdout.decode("utf-8", "replace")


def cost(command: Command, environment: Environment, text: str = "") -> Cost:
    """Time and peak memory of one run, of all its processes together."""
    told = timed([sys.executable, "-S", TREE, *command], environment, text)[1]
    seconds, kilobytes = told.split()
    return Cost(float(seconds), int(kilobytes) / 1024)


def opened(command: Command, environment: Environment) -> list[str]:
    """Every path that the process asked the system to open."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "trace")
        timed(["strace", "-f", "-e", "trace=open,openat,openat2", "-o", log, *command], environment)
        return re.findall(r'"([^"]*)"', log.read_text("utf-8"))
