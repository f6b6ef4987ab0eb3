"""Dossiers to measure on: each size is taken in once in a run by `vp import`, then copied."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.generated import documents
from tests.benchmarks.measure import Command, Job, timed

VP = Path(sys.executable).with_name("vp")
ROOT = Path(__file__).parent.parent.parent


class Place(NamedTuple):
    """A dossier, and the environment in which `vp` finds it."""

    folder: Path

    @property
    def home(self) -> Path:
        """Where its identity and keys are."""
        return self.folder / "home"

    @property
    def dossier(self) -> Path:
        """Where its sealed cases are."""
        return self.folder / "dossier"

    @property
    def environment(self) -> dict[str, str]:
        """All that a command needs, and nothing of whoever runs the benchmark."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "VP_HOME": str(self.home),
            "VP_DOSSIER": str(self.dossier),
            "VP_LANG": "en",
        }

    def run(self, *words: str | Path, text: str = "") -> str:
        """What the command wrote; raises CalledProcessError when it says no."""
        return timed([VP, *words], self.environment, text)[1]

    def job(self, *words: str | Path, text: str = "") -> Job:
        """The same command, round after round."""
        return self.turns(lambda _turn: [VP, *words], text)

    def turns(self, command: Callable[[int], Command], text: str = "") -> Job:
        """A command that is another one each round."""
        return Job(command, self.environment, text)

    def note(self) -> Job:
        """A note in each open case by turns, so that none outgrows its step of the ladder."""
        cases = self.open_cases()
        return self.turns(
            lambda turn: [VP, "note", cases[turn % len(cases)], "--kind", "call"], NOTE
        )

    def open_cases(self) -> list[str]:
        """The ids of the cases that still run; afterwards the index is warm."""
        return [one["id"] for one in json.loads(self.run("list", "--json"))]

    def forget(self) -> None:
        """The index is not there: the next command that needs it makes it from nothing."""
        for path in self.home.glob("*/index"):
            shutil.rmtree(path)


SEPARATOR = b"---\n"
NOTE = "Gebeld, wordt vervolgd.\n"


class Stock:
    """The dossiers of one run, in a folder that the caller throws away."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._number = count()
        self._held: dict[int, Place] = {}

    def new(self) -> Path:
        """A new empty folder."""
        made = self.folder / f"{next(self._number)}"
        made.mkdir()
        return made

    def empty(self) -> Place:
        """A dossier without cases, with a plain identity and without git."""
        place = Place(self.new())
        place.run("init", place.dossier, "--no-passphrase", "--no-input", "--no-git")
        place.run("profile", "--from", ROOT / "examples" / "profile.yaml")
        return place

    def file(self, number: int) -> Path:
        """A file of so many cases for `vp import`."""
        path = self.folder / f"{number}.yaml"
        if not path.exists():
            path.write_bytes(SEPARATOR.join(documents(number)))
        return path

    def hold(self, number: int, place: Place) -> None:
        """From now on this is the dossier of so many cases."""
        self._held[number] = place

    def of(self, number: int) -> Place:
        """The dossier of so many cases that all figures share; its index is warm."""
        if number not in self._held:
            place = self.empty()
            place.run("import", self.file(number))
            self.hold(number, place)
        self._held[number].run("list")
        return self._held[number]

    def copy(self, number: int) -> Place:
        """A dossier of so many cases to spoil; throw it away with `drop`."""
        place = Place(self.new() / "copy")
        subprocess.run(["cp", "-a", self.of(number).folder, place.folder], check=True)
        place.run("list")
        return place

    def drop(self, place: Place) -> None:
        """The copy is gone."""
        shutil.rmtree(place.folder)
