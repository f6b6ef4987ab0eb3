"""Runs a command; prints its seconds and the greatest memory of all its processes, in KiB.

A program of its own, `python -S tree.py COMMAND...`: a process inherits the peak of the one that
started it, so that must be small. Memory is the proportional set (what processes share counts
once), looked at again and again; a peak of one process between two looks the kernel remembers.
"""

import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

PAUSE = 0.004


def descendants(process: int) -> Iterator[int]:
    """The process and all that it started, as far as they are still there."""
    yield process
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()
    except OSError:
        return
    for child in children:
        yield from descendants(int(child))


def held(process: int) -> int:
    """The memory of one process in KiB; 0 when it has ended."""
    try:
        told = Path(f"/proc/{process}/smaps_rollup").read_text("ascii")
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:"))


def main() -> int:
    """The command has ended and its cost is on standard output; returns its exit code."""
    begun = time.perf_counter()
    peak = 0
    with subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            peak = max(peak, sum(map(held, descendants(process.pid))))
            time.sleep(PAUSE)
    spent = time.perf_counter() - begun
    one = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    sys.stdout.write(f"{spent} {max(peak, one)}\n")
    return process.returncode


if __name__ == "__main__":
    sys.exit(main())
