"""`make bench`: each figure with the bar it must stay under; leaves with 1 when one does not.

Ratios within one run on one machine, both sides by turns: seconds say more about the machine.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter

from tests.benchmarks import (
    cold,
    completion,
    durable,
    growth,
    memory,
    moving_in,
    opened,
    peers,
    reports,
    startup,
    warm,
)
from tests.benchmarks.asked import Asked
from tests.benchmarks.figures import Absent, Figure, line, told
from tests.benchmarks.places import Stock

Measured = Callable[[Stock, Asked], Iterator[Figure | Absent]]

BARS: dict[str, Measured] = {
    "startup": startup.figures,
    "unlocked": opened.figures,
    "import": moving_in.figures,
    "completion": completion.figures,
    "warm": warm.figures,
    "cold": cold.figures,
    "memory": memory.figures,
    "durable": durable.figures,
    "reports": reports.figures,
    "peers": peers.figures,
}
"""What `make bench` measures, in this order: the import leaves its dossier to those after it."""
EVERY = BARS | {"growth": growth.figures}


def main() -> int:
    """The table is printed; returns 1 when a figure is over its bar."""
    names, asked, place = _asked()
    over = []
    with ExitStack() as kept:
        folder = place or kept.enter_context(tempfile.TemporaryDirectory(prefix="vp-bench-"))
        stock = Stock(Path(folder))
        for name in names:
            begun = perf_counter()
            measured = EVERY[name]
            title = (sys.modules[measured.__module__].__doc__ or "").splitlines()[0]
            _say(f"\n{name}: {title}")
            for figure in measured(stock, asked):
                _say(line(figure))
                if not figure.holds:
                    over.append(figure.what)
            _say(f"  ({told(perf_counter() - begun)})")
    _say(f"\n{len(over)} over: {'; '.join(over)}" if over else "\nEvery bar is met.")
    return 1 if over else 0


def _asked() -> tuple[list[str], Asked, str]:
    usual = Asked()
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(EVERY))
    parser.add_argument("--cases", type=int, default=usual.many, help="in the large dossier")
    parser.add_argument("--rounds", type=int, default=usual.rounds, help="runs of quick commands")
    parser.add_argument("--slow", type=int, default=usual.slow_rounds, help="runs of slow ones")
    parser.add_argument("--accept", action="store_true", help="growth: write examples/growth.*")
    parser.add_argument("--folder", default="", help="measure on the disk of this empty folder")
    given = parser.parse_args()
    if unknown := set(given.names) - EVERY.keys():
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}: {', '.join(EVERY)}")
    asked = Asked(given.cases, given.rounds, given.slow, given.accept)
    return given.names or list(BARS), asked, given.folder


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
