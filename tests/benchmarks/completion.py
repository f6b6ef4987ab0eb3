"""What the shell waits for between two keys: completion, against `vp --version`."""

from collections.abc import Iterator
from math import inf
from statistics import median

from tests.benchmarks.asked import FEW, Asked
from tests.benchmarks.figures import Figure, told
from tests.benchmarks.measure import Job, laps, ratio, timed
from tests.benchmarks.places import VP, Place, Stock

BAR = 1.2


def figures(stock: Stock, asked: Asked) -> Iterator[Figure]:
    """Commands and values on a small dossier, cases on a small and a large one."""
    few, many = stock.of(FEW), stock.of(asked.many)
    jobs = {
        "a command": _typed(few, "no"),
        "a value": _typed(few, "refer", few.open_cases()[0], "--to", "g"),
        f"a case of {FEW}": _typed(few, "show", few.open_cases()[0][:1]),
        f"a case of {asked.many:,}": _typed(many, "show", many.open_cases()[0][:2]),
    }
    silent = [what for what, job in jobs.items() if not _answer(job)]
    taken = laps({"version": few.job("--version")} | jobs, asked.rounds)
    for what in jobs:
        value = inf if what in silent else ratio(taken, what, "version")
        beside = " / ".join(told(median(taken[name])) for name in (what, "version"))
        yield Figure(f"{what}, to vp --version", value, "", BAR, beside)


def _typed(place: Place, *words: str) -> Job:
    """The shell asks how the last of these words, after `vp`, may go on."""
    asked = {"_VP_COMPLETE": "complete_bash", "COMP_CWORD": str(len(words))}
    asked["COMP_WORDS"] = "\n".join(["vp", *words])
    return Job(lambda _turn: [VP], place.environment | asked)


def _answer(job: Job) -> str:
    return timed(job.command(0), job.environment)[1].strip()
