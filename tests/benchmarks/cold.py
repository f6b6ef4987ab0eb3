"""What must open every case: the index from nothing, and a search, against bare loops of it.

The bare loops use every processor the machine gives them; see `tests.benchmarks.bare`.
"""

import sys
from collections.abc import Iterator
from statistics import median

from tests.benchmarks.asked import Asked
from tests.benchmarks.figures import Figure, told
from tests.benchmarks.generated import RARE
from tests.benchmarks.measure import Job, laps, ratio
from tests.benchmarks.places import ROOT, Place, Stock

BAR = 1.5


def figures(stock: Stock, asked: Asked) -> Iterator[Figure]:
    """The index made from nothing, and a word searched in every case."""
    many = stock.of(asked.many)
    jobs = {
        "index": many.job("list")._replace(before=many.forget),
        "parse": bare_loop(many, "parse"),
        "search": many.job("search", text=RARE),
        "open": bare_loop(many, "open"),
    }
    taken = laps(jobs, asked.slow_rounds)
    for name, base, what in (
        ("index", "parse", "cold index (vp list), to bare open and load"),
        ("search", "open", "vp search, to bare open"),
    ):
        beside = f"{told(median(taken[name]))} / {told(median(taken[base]))}, {asked.many:,} cases"
        yield Figure(what, ratio(taken, name, base), "", BAR, beside)


def bare_loop(place: Place, how: str) -> Job:
    """Every case of the place opened without vp, and with `parse` loaded too."""
    words = (sys.executable, "-m", "tests.benchmarks.bare", how, place.home, place.dossier)
    return Job(lambda _turn: words, place.environment | {"PYTHONPATH": str(ROOT)})
