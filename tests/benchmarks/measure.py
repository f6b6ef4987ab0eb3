"""Measuring whole processes: how long, how much memory, which files."""

import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

Command = Sequence[str | Path]

_CHILD = """
import resource, subprocess, sys, time
begun = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


class Cost(NamedTuple):
    """What one process took."""

    seconds: float
    megabytes: float


class Job(NamedTuple):
    """A command that is run again and again; `command` is asked anew for each round."""

    command: Callable[[int], Command]
    environment: dict[str, str] | None = None
    text: str = ""


def medians(jobs: dict[str, Job], rounds: int) -> dict[str, float]:
    """The median seconds of each job; all jobs in every round, so that noise hits them alike."""
    taken: dict[str, list[float]] = {name: [] for name in jobs}
    for turn in range(-1, rounds):
        for name, job in jobs.items():
            seconds = _seconds(job, max(turn, 0))
            if turn >= 0:  # the first round only warms the disk's cache
                taken[name].append(seconds)
    return {name: median(each) for name, each in taken.items()}


def cost(command: Command, environment: dict[str, str]) -> Cost:
    """Time and peak memory of one run, measured from a small process of its own.

    A started process inherits the peak of its starter, and the one that runs the benchmarks is
    large.
    """
    told = subprocess.run(
        [sys.executable, "-S", "-c", _CHILD, *command],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    seconds, kilobytes = told.stdout.split()
    return Cost(float(seconds), int(kilobytes) / 1024)


def opened(command: Command, environment: dict[str, str]) -> list[str]:
    """Every path that the process asked the system to open."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "trace")
        subprocess.run(
            ["strace", "-f", "-e", "trace=open,openat,openat2", "-o", log, *command],
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        return re.findall(r'"([^"]*)"', log.read_text("utf-8"))


def _seconds(job: Job, turn: int) -> float:
    command = job.command(turn)
    begun = perf_counter()
    subprocess.run(
        command,
        env=job.environment,
        input=job.text.encode(),
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return perf_counter() - begun
