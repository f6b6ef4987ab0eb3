"""What each command costs on 10, 100, 1,000 and 10,000 cases, and on more than were measured.

With `--accept` the table and its plot are written to `examples/growth.md` and `growth.svg`.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median
from subprocess import CalledProcessError
from time import perf_counter

from tests.benchmarks import page, plot
from tests.benchmarks.asked import FEW, SOME, Asked
from tests.benchmarks.commands import READING, WHOLE, WRITING, Line
from tests.benchmarks.curve import Curve
from tests.benchmarks.figures import Figure, told
from tests.benchmarks.life import Life
from tests.benchmarks.measure import cost
from tests.benchmarks.page import Weight
from tests.benchmarks.places import ROOT, VP, Place, Stock

MIDDLE = 1_000
REPEATS = 3
LONG = [line for line in (*READING, *WHOLE) if line.is_whole]
BRIEF = [line for line in (*READING, *WRITING, *WHOLE) if not line.is_whole]
MOVING_IN = (Line("import (all)", "{all}"), Line("list (cold)"))
EXAMPLES = ROOT / "examples"
MEGABYTE = 1024 * 1024

Taken = dict[str, dict[int, list[float]]]
"""The seconds of each command, by number of cases."""


def figures(stock: Stock, asked: Asked) -> Iterator[Figure]:
    """How many times the cost on few cases each command costs on many."""
    sizes = sorted({FEW, SOME, min(MIDDLE, asked.many), asked.many})
    taken: Taken = {}
    weights: dict[int, Weight] = {}
    for size in sizes:
        sys.stderr.write(f"{size:,} cases\n")
        _measure(taken, stock, size)
        weights[size] = _weight(stock.of(size))
    curves = [
        Curve(
            name,
            {size: median(each) for size, each in by_size.items()},
            asked.many,
            name in {line.name for line in (*LONG, *MOVING_IN)},
        )
        for name, by_size in taken.items()
    ]
    curves.sort(key=lambda curve: (-curve.last, curve.name))
    for curve in curves:
        seconds = " / ".join(told(curve.seconds[size]) for size in curve.sizes)
        yield Figure(f"vp {curve.name}", curve.growth, "x", beside=seconds)
    if asked.accept:
        (EXAMPLES / "growth.svg").write_text(plot.growth(curves), "utf-8")
        (EXAMPLES / "growth.md").write_text(page.growth(curves, weights), "utf-8")


def _measure(taken: Taken, stock: Stock, size: int) -> None:
    """Every command on so many cases: what is brief several times, what is long on a fresh copy."""
    place = stock.copy(size)
    for number in range(REPEATS):
        _note(taken, size, Life(place, place.folder / f"life{number}", number), BRIEF)
    stock.drop(place)
    for _ in range(REPEATS if size < MIDDLE else 1):
        place = stock.copy(size)
        _note(taken, size, Life(place, place.folder / "life"), LONG)
        stock.drop(place)
        place = stock.empty()
        life = Life(place, place.folder / "life")
        life.know("all", stock.file(size))
        _note(taken, size, life, MOVING_IN)
        stock.drop(place)


def _note(taken: Taken, size: int, life: Life, lines: Iterable[Line]) -> None:
    """The seconds of each line are kept; a line that vp refuses at this size has none."""
    for line in lines:
        try:
            seconds = life.do(line)
        except CalledProcessError:
            sys.stderr.write(f"vp {line.name} could not be done on {size:,} cases\n")
        else:
            taken.setdefault(line.name, {}).setdefault(size, []).append(seconds)


def _weight(place: Place) -> Weight:
    """What the dossier weighs on the disk and in memory; its index is cold and warm again."""
    warm = cost([VP, "list"], place.environment).megabytes
    begun = perf_counter()
    keys, cases = list(place.home.glob("*/keys/*")), list(place.dossier.glob("cases/*"))
    names = perf_counter() - begun
    index = list(place.home.glob("*/index/*"))
    summaries, sealed, texts = map(_megabytes, (index, keys, cases))
    place.forget()
    cold = cost([VP, "list"], place.environment).megabytes
    return Weight(summaries, sealed, texts, warm, cold, names * 1000)


def _megabytes(paths: Iterable[Path]) -> float:
    return sum(path.stat().st_size for path in paths) / MEGABYTE
