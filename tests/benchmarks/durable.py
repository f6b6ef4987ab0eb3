"""A note, a purge and a sync in one process, to the least that the system must do for them.

Python's start is left out. Both sides work by turns, on copies of the same dossier; each line of
the table says what stands on the other side.
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.benchmarks import least
from tests.benchmarks.asked import Asked
from tests.benchmarks.figures import Figure
from tests.benchmarks.generated import documents
from tests.benchmarks.least import Pair
from tests.benchmarks.places import Stock
from tests.store.conftest import Laptop, make_laptop
from tests.store.syncs import bare, synced
from vp.domain.case import Case, append, record
from vp.domain.entries import Closing, Note
from vp.domain.ids import ALPHABET
from vp.domain.vocabulary import CloseReason, NoteKind
from vp.store import clock, codec, destruction

CASES = 1000
DUE = 100
SOON = 10
FIRST_DAY = date(2026, 5, 1)
"""On which SOON cases are due; the others of the DUE are a month later."""
LAST_DAY = date(2026, 6, 1)
NOTES = 100
PURGES = 7
SYNCS = 31
NOTE_BAR = 1.5
PURGE_BAR = 3.0
LINEAR_BAR = 1.2
SYNC_BAR = 1.5

Works = Mapping[str, Callable[[int], object]]
Laps = Mapping[str, list[float]]
"""The seconds of each work, round by round."""


def figures(stock: Stock, _asked: Asked) -> Iterator[Figure]:
    """Every figure, as it becomes known."""
    folder = stock.new()
    laptop = make_laptop(folder / "one")
    _fill(laptop)
    yield from _purge(laptop, folder)
    yield _note(laptop, laptop.copy(folder / "other"))
    yield _sync(laptop, bare(folder / "remote"))


def by_turns(works: Works, rounds: int, prepare: Callable[[], object] = lambda: None) -> Laps:
    """The seconds of each work; `prepare` comes before every round, outside the clock.

    All works in every round, forth and back, so that what one leaves to the disk hits all alike.
    """
    taken: dict[str, list[float]] = {name: [] for name in works}
    for turn in range(rounds):
        prepare()
        for name in list(works)[:: 1 if turn % 2 else -1]:
            begun = perf_counter()
            works[name](turn)
            taken[name].append(perf_counter() - begun)
    return taken


def _figure(what: str, taken: Laps, other: str, bar: float, times: int = 1) -> Figure:
    """Of `vp` to the other, so many `times`: the median of what each round gives."""
    value = median(mine / its for mine, its in zip(taken["vp"], taken[other], strict=True))
    beside = " / ".join(f"{median(taken[name]) * 1000:.1f} ms" for name in ("vp", other))
    return Figure(what, value / times, "", bar, beside)


def _fill(laptop: Laptop) -> None:
    """The dossier holds so many cases of 8 KB; some are closed, and due on the two days."""
    dossier = laptop.open()
    with dossier.writing():
        for number, data in enumerate(documents(CASES)):
            case = codec.load(data, Case, str(number))
            if number < DUE:
                case = append(case, _closing(FIRST_DAY if number < SOON else LAST_DAY))
            dossier.add(case)


def _closing(due: date) -> Closing:
    at = datetime(due.year - 1, due.month, due.day, tzinfo=UTC)
    reason = CloseReason.COMPLETED
    return Closing(id="x-222222", at=at, on=at.date(), reason=reason, retention=12)


def _pairs(laptop: Laptop) -> dict[str, Pair]:
    """The sealed key and the sealed file of each case."""
    keys = {path.name.partition(".")[0]: path for path in laptop.keys.iterdir()}
    return {path.stem: (keys[path.stem], path) for path in sorted(laptop.cases.iterdir())}


# A note


def _note(laptop: Laptop, other: Laptop) -> Figure:
    """Against the system calls that a note cannot do without, for the same bytes."""
    pairs = _pairs(other)
    names = [term.case for term in laptop.open().cabinet.terms() if not term.due][:NOTES]
    sealed = pairs[names[0]][1].read_bytes()
    for name in names:  # so that there are marks to replace
        laptop.append(name, _entry(NOTES))
        other.append(name, _entry(NOTES))

    def vp(turn: int) -> None:
        entry = _entry(turn)
        laptop.open().update(names[turn], lambda case: record(case, entry, LAST_DAY))

    def calls(turn: int) -> None:
        marks = other.private / "marks" / f"{names[turn][0]}.age"
        least.note(other.private / "lock", pairs[names[turn]], sealed, marks)

    taken = by_turns({"vp": vp, "calls": calls}, NOTES)
    return _figure("a note, to its bare system calls", taken, "calls", NOTE_BAR)


def _entry(turn: int) -> Note:
    size = len(ALPHABET)
    letters = "".join(ALPHABET[turn // size**place % size] for place in range(6))
    at = datetime(LAST_DAY.year, LAST_DAY.month, LAST_DAY.day, 12, tzinfo=UTC)
    text = "Gebeld, wordt vervolgd."
    return Note(id=f"n-{letters}", at=at, on=at.date(), kind=NoteKind.CALL, minutes=5, text=text)


# A purge


def _purge(laptop: Laptop, folder: Path) -> Iterator[Figure]:
    """Against unlinking key and file, each synced; and with the key overwritten, as promised."""
    due = [term.case for term in laptop.open().cabinet.terms() if term.due]
    copies: dict[str, Laptop] = {}
    pairs: dict[str, list[Pair]] = {}

    def prepare() -> None:
        for name in works:
            shutil.rmtree(folder / name, ignore_errors=True)
            copies[name] = laptop.copy(folder / name)
            found = _pairs(copies[name])
            pairs[name] = [found[case] for case in due]
        os.sync()

    works: Works = {
        "vp": lambda _: _purged(copies["vp"], LAST_DAY, DUE),
        "few": lambda _: _purged(copies["few"], FIRST_DAY, SOON),
        "unlinked": lambda _: least.unlink(pairs["unlinked"]),
        "destroyed": lambda _: least.destroy(pairs["destroyed"]),
    }
    taken = by_turns(works, PURGES, prepare)
    yield _figure(f"purge of {DUE}, to bare unlinks with fsync", taken, "unlinked", PURGE_BAR)
    yield _figure(f"purge of {DUE}, to those with overwriting", taken, "destroyed", PURGE_BAR)
    times = DUE // SOON
    yield _figure(f"purge of {DUE}, to {times} of {SOON}", taken, "few", LINEAR_BAR, times)


def _purged(laptop: Laptop, today: date, number: int) -> None:
    """As the command does it: the clock is written down, and what is due goes."""
    shelf = laptop.open()
    with shelf.writing():
        clock.write(shelf.private, clock.Clock(last=today))
        due = destruction.plan(shelf, today).due
        destruction.destroy(shelf, due, today)
    if len(due) != number:
        raise AssertionError(f"{len(due)} cases were destroyed, not {number}")


# A sync


def _sync(laptop: Laptop, remote: Path) -> Figure:
    """Nothing changed, against git's own fetch and push of the same two repositories."""
    synced(laptop, remote)
    environment = {"PATH": os.environ["PATH"], "HOME": str(remote), "GIT_CONFIG_GLOBAL": os.devnull}

    def git(_turn: int) -> None:
        for word, branch in {"fetch": "main", "push": "main:main"}.items():
            command = ["git", "-C", str(laptop.folder), word, str(remote), branch]
            subprocess.run(command, env=environment, check=True, capture_output=True)

    taken = by_turns({"vp": lambda _: synced(laptop), "git": git}, SYNCS)
    return _figure(f"sync, {CASES} the same, to git fetch and push", taken, "git", SYNC_BAR)
