"""Protecting random years: against a solver that only audits, and against a year of fewer cases.

Run as a program it protects one year of so many cases: `python -m tests.benchmarks.reports 1000`.
"""

import sys
from collections.abc import Callable, Iterator
from functools import partial
from statistics import median
from time import perf_counter
from typing import NamedTuple, TypeVar

from tests.benchmarks.asked import Asked
from tests.benchmarks.figures import Figure, told
from tests.benchmarks.measure import cost
from tests.benchmarks.places import ROOT, Place, Stock
from tests.domain.disclosure.years import cases_of, tally_of
from vp.domain.disclosure.certificate import statements
from vp.domain.disclosure.protection import Protected, protect
from vp.domain.summary import Summary

THRESHOLD = 5
SEEDS = range(5)
YEARS = (100, 300, 1000)
BAR = 1.0
GROWTH_BAR = 2.0
MEMORY_BAR = 300.0

Made = TypeVar("Made")


class Spent(NamedTuple):
    """Seconds for a year, the median of several: all of it, its protection, a solver's audit."""

    whole: float
    protection: float
    audit: float


def figures(stock: Stock, _asked: Asked) -> Iterator[Figure]:
    """Counting and protecting a year of many cases."""
    years = {cases: spent(cases) for cases in YEARS}
    for cases, year in years.items():
        beside = f"{told(year.protection)} / {told(year.audit)}"
        ratio = year.protection / year.audit
        yield Figure(f"a year of {cases:,} protected, to MILP audit", ratio, "", BAR, beside)
    growth = years[YEARS[-1]].whole / years[YEARS[0]].whole
    yield Figure(f"a year of {YEARS[-1]:,} reported, to {YEARS[0]}", growth, "", GROWTH_BAR)
    environment = Place(stock.folder).environment | {"PYTHONPATH": str(ROOT)}
    words = [sys.executable, "-m", "tests.benchmarks.reports", str(YEARS[-1])]
    memory = cost(words, environment).megabytes
    yield Figure(f"a year of {YEARS[-1]:,}, peak memory", memory, "MB", MEMORY_BAR)


def spent(cases: int) -> Spent:
    """What years with so many cases take, one after another."""
    each = [_spent(cases_of(seed, cases)) for seed in SEEDS]
    return Spent(*(median(column) for column in zip(*each, strict=True)))


def solved(protected: Protected) -> int:
    """How many hidden numbers SciPy's solver found the least and greatest value of."""
    from tests.domain.disclosure.oracle import Solver

    told = statements(protected.cells, protected.ties, {})
    solver = Solver(told.ties, told.bounds)
    return len([solver.interval(name) for name in told.hidden])


def _spent(year: list[Summary]) -> Spent:
    counting, tally = _timed(partial(tally_of, year))
    protecting, protected = _timed(partial(protect, tally, THRESHOLD))
    auditing, _ = _timed(partial(solved, protected))
    return Spent(counting + protecting, protecting, auditing)


def _timed(work: Callable[[], Made]) -> tuple[float, Made]:
    begun = perf_counter()
    made = work()
    return perf_counter() - begun, made


if __name__ == "__main__":
    protect(tally_of(cases_of(0, int(sys.argv[1]))), THRESHOLD)
