"""Invented cases of 8 KB, and a dossier full of them."""

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from vp.domain.case import FORMAT, REPORTER, Case, Facts, Person
from vp.domain.entries import Note, Wish
from vp.domain.ids import ALPHABET
from vp.domain.vocabulary import Domain, Kind, ReporterRole
from vp.store import codec

VP = Path(sys.executable).with_name("vp")
SIZE = 8 * 1024
NOTES = 15
FIRST = date(2024, 1, 8)
WORDS = (
    *("de", "melder", "zegt", "dat", "overleg", "rooster", "afdeling", "gesprek", "daarna", "wel"),
    *(
        "weer",
        "werk",
        "leiding",
        "collega",
        "vrijdag",
        "mail",
        "pauze",
        "samen",
        "afspraak",
        "rust",
    ),
)


class Place(NamedTuple):
    """A dossier and the environment in which `vp` finds it."""

    dossier: Path
    environment: dict[str, str]

    def run(self, *arguments: str, text: str = "") -> None:
        """The command was carried out; raises CalledProcessError when it says no."""
        subprocess.run(
            [VP, *arguments],
            env=self.environment,
            input=text,
            text=True,
            check=True,
            stdout=subprocess.DEVNULL,
        )

    def cases(self) -> list[str]:
        """The ids of the cases that lie in it."""
        return sorted(path.stem for path in (self.dossier / "cases").glob("*.age"))


def place(folder: Path) -> Place:
    """An empty dossier with a plain identity, in a new folder."""
    environment = {
        "PATH": os.environ["PATH"],
        "VP_HOME": str(folder / "home"),
        "VP_DOSSIER": str(folder / "dossier"),
        "VP_LANG": "en",
    }
    made = Place(folder / "dossier", environment)
    made.run("init", str(made.dossier), "--no-passphrase", "--no-input", "--no-git")
    return made


def documents(number: int) -> Iterator[bytes]:
    """So many cases as `vp import` takes them, the same ones each time."""
    chance = random.Random(number)
    for _ in range(number):
        yield codec.dump(_case(chance))


def _case(chance: random.Random) -> Case:
    opened = FIRST + timedelta(days=chance.randrange(360))
    wish = Wish(**_stamp(chance, "w", opened), text=_text(chance, 200))
    notes = (
        Note(**_stamp(chance, "n", opened), minutes=45, text=_text(chance, SIZE // NOTES - 80))
        for _ in range(NOTES)
    )
    return Case(
        format=FORMAT,
        dossier=f"{_letters(chance, 4)}-{_letters(chance, 4)}",
        id=f"{_letters(chance, 4)}-{_letters(chance, 4)}",
        alias=f"{_letters(chance, 7)} {_letters(chance, 7)}",
        revision=1,
        facts=Facts(
            opened=opened,
            domain=Domain.CONDUCT,
            kinds=(chance.choice((Kind.BULLYING, Kind.EXCLUSION, Kind.INTIMIDATION)),),
            role=ReporterRole.AFFECTED,
            unit=chance.choice(("Rijdienst", "Logistiek", "Kantoor")),
        ),
        people={REPORTER: Person(name=_letters(chance, 12))},
        log=(wish, *notes),
    )


def _stamp(chance: random.Random, prefix: str, opened: date) -> dict[str, Any]:
    day = opened + timedelta(days=chance.randrange(90))
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return {"id": f"{prefix}-{_letters(chance, 6)}", "at": at, "on": day}


def _letters(chance: random.Random, number: int) -> str:
    return "".join(chance.choices(ALPHABET, k=number))


def _text(chance: random.Random, size: int) -> str:
    text = ""
    while len(text) < size:
        text += f"{chance.choice(WORDS)} "
    return text.strip()
