"""What a counsellor waits for first: every command on ten cases, against Python and its libraries.

Each round plays every command once on a fresh copy of the dossier, with the bare start of Python
in between; a figure is the median over the rounds of a command against its own round's bare start.
"""

import sys
from collections.abc import Iterator
from statistics import median

from tests.benchmarks.asked import FEW, Asked
from tests.benchmarks.commands import READING, REFUSED, SHOWING, WHOLE, WRITING, Line
from tests.benchmarks.figures import Figure, told
from tests.benchmarks.life import Life
from tests.benchmarks.measure import timed
from tests.benchmarks.places import Stock
from vp.cli.main import COMMANDS

BASE = "import typer, msgspec, pyrage"
EACH = 4
"""So many commands stand between two bare starts."""
EVERY = (*READING, *REFUSED, *WRITING, *WHOLE, *SHOWING)


def figures(stock: Stock, asked: Asked) -> Iterator[Figure]:
    """Start-up of every command; what has no bar of its own is measured where it is refused."""
    taken: dict[Line, list[float]] = {}
    base: list[list[float]] = []
    for turn in range(asked.rounds + 1):
        spent, bare = _round(stock)
        if turn:  # the first only warms the disk's cache
            base.append(bare)
            for line, seconds in spent.items():
                taken.setdefault(line, []).append(seconds)
    starts = [median(bare) for bare in base]
    yield Figure(f'python -c "{BASE}"', median(starts) * 1000, "ms")
    for line, each in taken.items():
        if not line.bar:
            continue
        value = median(mine / its for mine, its in zip(each, starts, strict=True))
        beside = told(median(each))
        yield Figure(f"vp {line.name}", value, "", line.bar, beside)
    missing = COMMANDS.keys() - {line.name.split()[0] for line in EVERY}
    yield Figure("commands that are not measured", len(missing), bar=0, beside=", ".join(missing))


def _round(stock: Stock) -> tuple[dict[Line, float], list[float]]:
    place = stock.copy(FEW)
    life = Life(place, place.folder / "life")
    taken: dict[Line, float] = {}
    bare: list[float] = []
    for number, (line, seconds) in enumerate(life.play(EVERY)):
        taken[line] = seconds
        if number % EACH == 0:
            bare.append(timed([sys.executable, "-c", BASE], place.environment)[0])
    stock.drop(place)
    return taken, bare
