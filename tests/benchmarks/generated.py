"""Invented cases of 8 KB, the same ones each time: a case is made from its number alone.

All were opened last year; one in five still runs, the others were closed within that year, so
that there is a year to report and nothing is due for destruction. One in a hundred holds RARE.
"""

import multiprocessing
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from vp.domain.case import FORMAT, REPORTER, Case, Facts, Person
from vp.domain.entries import Closing, Note, Wish
from vp.domain.ids import ALPHABET
from vp.domain.vocabulary import CloseReason, Domain, Kind, Outcome, ReporterRole
from vp.store import codec

YEAR = datetime.now(UTC).year - 1  # noqa: TID251 (a day of the real clock, on which vp runs)
SIZE = 8 * 1024
NOTES = 15
RARE = "lantaarnpaal"
OPEN_EACH = 5
RARE_EACH = 100
WORDS = (
    *("de", "melder", "zegt", "dat", "overleg", "rooster", "afdeling", "gesprek", "daarna", "wel"),
    *("weer", "werk", "leiding", "collega", "mail", "pauze", "samen", "afspraak", "rust", "even"),
)


def documents(number: int) -> Iterator[bytes]:
    """So many cases as `vp import` takes them; of more cases the first are the same."""
    with multiprocessing.get_context("fork").Pool() as pool:
        yield from pool.imap(document, range(number), chunksize=50)


def document(number: int) -> bytes:
    """The case with this number, as YAML."""
    return codec.dump(case(number))


def texts(number: int) -> Iterator[str]:
    """The text of each of so many cases, for programs that know no cases."""
    for each in map(case, range(number)):
        yield "\n".join(entry.text for entry in each.log if entry.text)


def case(number: int) -> Case:
    """The case with this number."""
    chance = random.Random(number)
    opened = date(YEAR, 1, 8) + timedelta(days=chance.randrange(300))
    days = sorted(opened + timedelta(days=chance.randrange(45)) for _ in range(NOTES))
    log: list[Any] = [Wish(**_stamp(chance, "w", opened), text=_text(chance, 200))]
    for day in days:
        text = _text(chance, SIZE // NOTES - 80)
        log.append(Note(**_stamp(chance, "n", day), minutes=45, text=text))
    if number % RARE_EACH == 42:
        log[0] = Wish(**_stamp(chance, "w", opened), text=f"Het begon bij de {RARE}.")
    if number % OPEN_EACH:
        how: dict[str, Any] = {
            "reason": CloseReason.COMPLETED,
            "outcomes": (Outcome.CONDUCT_STOPPED,),
        }
        log.append(Closing(**_stamp(chance, "x", days[-1]), **how, retention=24))
    return Case(
        format=FORMAT,
        dossier=f"{_letters(chance, 4)}-{_letters(chance, 4)}",
        id=f"{_letters(chance, 4)}-{_letters(chance, 4)}",
        alias=f"{_letters(chance, 7)} {_letters(chance, 7)}",
        revision=1,
        facts=_facts(chance, opened),
        people={handle: Person(name=_letters(chance, 12)) for handle in (REPORTER, "accused-1")},
        log=tuple(log),
    )


def _facts(chance: random.Random, opened: date) -> Facts:
    return Facts(
        opened=opened,
        domain=Domain.CONDUCT,
        kinds=(chance.choice((Kind.BULLYING, Kind.EXCLUSION, Kind.INTIMIDATION)),),
        role=ReporterRole.AFFECTED,
        unit=chance.choice(("Rijdienst", "Logistiek", "Kantoor")),
    )


def _stamp(chance: random.Random, prefix: str, day: date) -> dict[str, Any]:
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return {"id": f"{prefix}-{_letters(chance, 6)}", "at": at, "on": day}


def _letters(chance: random.Random, number: int) -> str:
    return "".join(chance.choices(ALPHABET, k=number))


def _text(chance: random.Random, size: int) -> str:
    text = ""
    while len(text) < size:
        text += f"{chance.choice(WORDS)} "
    return text.strip()
