"""`make bench`: each figure with the bar it must stay under; leaves with 1 when one does not.

Ratios within one run on one machine: seconds say more about the machine than about vp.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import pyrage

from tests.benchmarks import bare
from tests.benchmarks.generated import VP, Place, documents, place
from tests.benchmarks.measure import Command, Job, cost, medians, opened
from tests.benchmarks.opened import unlocked
from tests.benchmarks.reports import spent

BASE = 'python -c "import typer, msgspec, pyrage"'
UNLOCKED = "vp note, unlocked"
FEW = 10
START_BAR = 1.6
UNLOCKED_BAR = 2.0
NOTE_BAR = 1.3
PURGE_BAR = 1.2
MEMORY_BAR = 200.0
IMPORT_BAR = 4.0
REPORT_BAR = 1.0
GROWTH_BAR = 2.0
REPORT_MEMORY_BAR = 300.0
YEARS = (100, 300, 1000)


class Figure(NamedTuple):
    """One line of the table."""

    what: str
    value: float
    unit: str = ""
    bar: float | None = None

    @property
    def holds(self) -> bool:
        """Whether the figure stays under its bar; without a bar there is nothing to break."""
        return self.bar is None or self.value <= self.bar


def main() -> int:
    """The table is printed; returns 1 when a figure is over its bar."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=21, help="runs of each command")
    parser.add_argument("--cases", type=int, default=2000, help="cases in the large dossier")
    asked = parser.parse_args()
    kept = True
    with tempfile.TemporaryDirectory(prefix="vp-bench-") as folder:
        for figure in figures(Path(folder), asked.rounds, asked.cases):
            kept = kept and figure.holds
            sys.stdout.write(_line(figure))
            sys.stdout.flush()
    return 0 if kept else 1


def figures(folder: Path, rounds: int, cases: int) -> Iterator[Figure]:
    """Every figure, as it becomes known."""
    few, many = (place(folder / name) for name in ("few", "many"))
    _fill(few, folder / "few.yaml", FEW)
    with unlocked(folder / "unlocked") as behind:
        _fill(behind, folder / "few.yaml", FEW)
        yield from _start(few, behind, rounds)
    yield from _import(many, folder, cases)
    yield from _large(few, many, rounds)
    yield from _reports()


def _start(few: Place, behind: Place, rounds: int) -> Iterator[Figure]:
    """Start-up of the everyday commands, on a small dossier."""
    cases, text = few.cases(), "Gebeld, wordt vervolgd.\n"
    jobs = {
        BASE: Job(lambda _: [sys.executable, "-c", "import typer, msgspec, pyrage"]),
        "vp --version": _job(few, "--version"),
        "vp note": Job(_note(cases), few.environment, text),
        UNLOCKED: Job(_note(behind.cases()), behind.environment, text),
        "vp list": _job(few, "list"),
        "vp show": _job(few, "show", cases[0]),
        "vp agenda": _job(few, "agenda"),
        "vp purge": _job(few, "purge"),
    }
    taken = medians(jobs, rounds)
    base = taken.pop(BASE)
    yield Figure(BASE, base * 1000, "ms")
    for name, seconds in taken.items():
        bar = UNLOCKED_BAR if name == UNLOCKED else START_BAR
        yield Figure(f"{name}, {FEW} cases", seconds / base, bar=bar)


def _import(many: Place, folder: Path, cases: int) -> Iterator[Figure]:
    """Moving in, against nothing but sealing and durable writing."""
    file = _write(folder / "many.yaml", cases)
    spent = cost([VP, "import", file], many.environment)
    yield Figure(f"vp import, {cases} cases, seconds", spent.seconds, "s")
    yield Figure(f"vp import, {cases} cases, peak memory", spent.megabytes, "MB", MEMORY_BAR)
    recipient = str(pyrage.x25519.Identity.generate().to_public())
    plain = list(documents(cases))
    begun = perf_counter()
    bare.keep_all(folder / "bare", plain, recipient)
    least = perf_counter() - begun
    yield Figure("vp import, to bare durable writes", spent.seconds / least, bar=IMPORT_BAR)


def _large(few: Place, many: Place, rounds: int) -> Iterator[Figure]:
    """What must not grow with the dossier."""
    cases = many.cases()
    text = "Gebeld, wordt vervolgd.\n"
    taken = medians(
        {
            "version": _job(many, "--version"),
            "purge": _job(many, "purge"),
            "few": Job(_note(few.cases()), few.environment, text),
            "many": Job(_note(cases), many.environment, text),
        },
        rounds,
    )
    told = f"{len(cases)} cases"
    yield Figure(
        f"vp purge, {told}, to vp --version", taken["purge"] / taken["version"], "", PURGE_BAR
    )
    yield Figure(f"vp note, {told}, to {FEW}", taken["many"] / taken["few"], "", NOTE_BAR)
    paths = opened([VP, "purge"], many.environment)
    sealed = [path for path in paths if path.endswith(".age")]
    yield Figure(f"vp purge, {told}, sealed files opened", len(sealed), bar=0)


def _reports() -> Iterator[Figure]:
    """Counting and protecting a year of many cases."""
    years = {cases: spent(cases) for cases in YEARS}
    for cases, year in years.items():
        ratio = year.protection / year.audit
        yield Figure(f"a year of {cases} protected, to MILP audit", ratio, "", REPORT_BAR)
    growth = years[YEARS[-1]].whole / years[YEARS[0]].whole
    yield Figure(f"a year of {YEARS[-1]} reported, to {YEARS[0]}", growth, "", GROWTH_BAR)
    one = cost([sys.executable, "-m", "tests.benchmarks.reports", str(YEARS[-1])], dict(os.environ))
    memory = one.megabytes
    yield Figure(f"a year of {YEARS[-1]}, peak memory", memory, "MB", REPORT_MEMORY_BAR)


def _job(where: Place, *arguments: str) -> Job:
    return Job(lambda _: [VP, *arguments], where.environment)


def _note(cases: list[str]) -> Callable[[int], Command]:
    """A note in each case by turns, so that none outgrows its step of the ladder."""
    return lambda turn: [VP, "note", cases[turn % len(cases)], "--kind", "call", "--minutes", "5"]


def _fill(where: Place, file: Path, number: int) -> None:
    where.run("import", str(_write(file, number)))


def _write(file: Path, number: int) -> Path:
    file.write_bytes(b"---\n".join(documents(number)))
    return file


def _line(figure: Figure) -> str:
    digits = 0 if figure.unit in {"ms", "MB"} or figure.bar == 0 else 2
    value = f"{figure.value:.{digits}f} {figure.unit}".strip()
    bar = "" if figure.bar is None else f"bar {figure.bar:g}"
    return f"{figure.what:<48}{value:>9}  {bar:<9}{'' if figure.holds else 'OVER'}".rstrip() + "\n"


if __name__ == "__main__":
    sys.exit(main())
