"""Random schedules of closing, holding, reopening and purging, against a calendar of their own."""

import io
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from tests.assurance.harness import Outcome, Share, Wish, place, shared
from tests.store.conftest import Laptop, make_laptop, named
from tests.strategies import closing, hold_lifted, hold_set, note, reopening
from vp.cli.context import Context
from vp.cli.main import main
from vp.domain.ids import ALPHABET
from vp.store import clock

SCHEDULES = 10_000
TOGETHER = 50
"""So many cases share a dossier, and its purges."""
BEGIN = date(2026, 3, 2)
JUMPS = (3_653, -365)
"""Days by which the clock is wrong: ten years on, and a year back."""


def _months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last one of that month; reckoned day by day."""
    year, month = day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("no month is shorter than 28 days")


def schedule(chance: Random) -> tuple[list[Any], date | None]:
    """What happens to a case, and the day from which it may go; None while it may not."""
    log: list[Any] = []
    day, due, held = BEGIN, None, False
    for number in range(1, chance.randrange(2, 9)):
        day += timedelta(days=chance.randrange(0, 200))
        what = chance.choice(("note", "close", "hold", "lift", "reopen"))
        if what == "close" and not _is_closed(log):
            months = chance.choice((1, 3, 12, 24))
            later = day + timedelta(days=chance.choice((0, 0, 30, 91)))
            log.append(closing(number=number, on=day, aftercare=later, retention=months))
            due = _months_later(later, months)
        elif what == "reopen" and _is_closed(log):
            log.append(reopening(number=number, on=day))
            due = None
        elif what == "hold" and not held:
            log.append(hold_set(number=number, on=day, until=day + timedelta(days=90)))
            held = True
        elif what == "lift" and held:
            log.append(hold_lifted(number=number, on=day))
            held = False
        elif what == "note" and not _is_closed(log):
            log.append(note(number=number, on=day))
    return log, None if held else due


def _is_closed(log: list[Any]) -> bool:
    ends = [one for one in log if type(one).__name__ in ("Closing", "Reopening")]
    return bool(ends) and type(ends[-1]).__name__ == "Closing"


def keep_schedules(wish: Wish) -> Outcome:
    """10,000 schedules on real folders: a case goes on the first purge that may, never before."""
    number = 100 if wish.short else SCHEDULES
    found = shared(wish, partial(_kept, wish.seed, number // TOGETHER))
    return found._replace(seeded=f"seed {wish.seed}")


def _kept(seed: int, dossiers: int, share: Share) -> Outcome:
    outcome = Outcome(0)
    for number in share.of(list(range(dossiers))):
        with place() as root:
            outcome = outcome.plus(_dossier(root, Random(f"{seed} {number}")))
    return outcome


def _dossier(root: Path, chance: Random) -> Outcome:
    laptop, dues = make_laptop(root), dict[str, date | None]()
    while len(dues) < TOGETHER:
        letters = "".join(chance.choices(ALPHABET, k=8))
        log, due = schedule(chance)
        dues.setdefault(name := f"{letters[:4]}-{letters[4:]}", due)
        laptop.open().add(named(name, *log))
    wrong: list[str] = []
    day = BEGIN
    while day < date(2033, 1, 1):
        day += timedelta(days=chance.randrange(1, 120))
        wrong += _jumped(laptop, day, chance.choice(JUMPS))
        laptop.purge(day)
        left = set(laptop.open().ids())
        wrong += [
            f"{name}: due {due}, purge of {day}, {'kept' if name in left else 'destroyed'}"
            for name, due in dues.items()
            if (name in left) != (due is None or due > day)
        ]
    return Outcome(TOGETHER, tuple(wrong))


def _jumped(laptop: Laptop, day: date, days: int) -> list[str]:
    """A purge whose clock is wrong destroys nothing."""
    clock.write(laptop.private, clock.Clock(last=day))
    before = laptop.open().ids()
    moment = datetime.combine(day + timedelta(days=days), time(9), UTC)
    environ = {"VP_HOME": str(laptop.home), "VP_DOSSIER": str(laptop.folder)}
    out = io.StringIO()
    context = Context(environ, lambda: moment, stdout=out, stderr=out, stdin=io.StringIO())
    code = main(["purge"], context)
    kept = laptop.open().ids() == before
    return [] if code == 7 and kept else [f"the clock was {days} days wrong: {code}, {kept}"]
