"""What must not grow with the dossier: the daily commands on many cases, the index warm."""

from collections.abc import Iterator
from statistics import median

from tests.benchmarks.asked import FEW, SOME, Asked
from tests.benchmarks.commands import FORM
from tests.benchmarks.figures import Figure, told
from tests.benchmarks.generated import YEAR
from tests.benchmarks.measure import Job, laps, opened, ratio
from tests.benchmarks.places import VP, Place, Stock

BAR = 3.0
NOTE_BAR = 1.3
PURGE_BAR = 1.2


def figures(stock: Stock, asked: Asked) -> Iterator[Figure]:
    """What looks at all cases, and what touches one or none."""
    yield from _of_all(stock, asked)
    yield from _of_one(stock, asked)


def _of_all(stock: Stock, asked: Asked) -> Iterator[Figure]:
    """`list`, `agenda`, `report` and the conflict check of an intake, against a hundred cases."""
    some, many = (_looking(stock.of(number)) for number in (SOME, asked.many))
    jobs = {f"{name} some": job for name, job in some.items()}
    jobs |= {f"{name} many": job for name, job in many.items()}
    taken = laps(jobs, asked.rounds)
    for name in some:
        value = ratio(taken, f"{name} many", f"{name} some")
        beside = " / ".join(told(median(taken[f"{name} {size}"])) for size in ("many", "some"))
        yield Figure(f"{name}, {asked.many:,} cases to {SOME}", value, "", BAR, beside)


def _looking(place: Place) -> dict[str, Job]:
    return {
        "vp list": place.job("list"),
        "vp list --all": place.job("list", "--all"),
        "vp agenda": place.job("agenda"),
        "vp report": place.job("report", str(YEAR)),
        "vp intake --from": place.job("intake", "--from", "-", text=form()),
    }


def form() -> str:
    """An intake form with two names, which are looked for in every case."""
    return FORM.replace("{today}", f"{YEAR}-12-31")


def _of_one(stock: Stock, asked: Asked) -> Iterator[Figure]:
    """A note against one in a small dossier; a purge with nothing due against the version."""
    few, many = stock.of(FEW), stock.of(asked.many)
    jobs = {
        "few": few.note(),
        "many": many.note(),
        "version": many.job("--version"),
        "purge": many.job("purge"),
    }
    taken = laps(jobs, 2 * asked.rounds)
    size = f"{asked.many:,} cases"
    beside = {name: told(median(each)) for name, each in taken.items()}
    notes, purges = (
        f"{beside[a]} / {beside[b]}" for a, b in (("many", "few"), ("purge", "version"))
    )
    value = ratio(taken, "many", "few")
    yield Figure(f"vp note, {size} to {FEW}", value, "", NOTE_BAR, notes)
    value = ratio(taken, "purge", "version")
    yield Figure(f"vp purge, nothing due, {size}, to --version", value, "", PURGE_BAR, purges)
    sealed = [path for path in opened([VP, "purge"], many.environment) if path.endswith(".age")]
    yield Figure(f"vp purge, {size}, sealed files opened", len(sealed), bar=0)
