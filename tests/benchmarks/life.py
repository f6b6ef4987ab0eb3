"""A working life on a copy of a dossier: every command once, each timed."""

import re
import shlex
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyrage

from tests.benchmarks.commands import Line
from tests.benchmarks.generated import RARE, YEAR, document
from tests.benchmarks.measure import timed
from tests.benchmarks.places import VP, Place

EXTRA = 10_000_000
"""The numbers from here on are of cases that no dossier of these benchmarks holds."""
_ID = re.compile(r"\b(?:[a-z]-[0-9a-z]{6}|[0-9a-z]{4}-[0-9a-z]{4})\b")
_GAP = re.compile(r"\{(\w+)\}")


class Life:
    """What has been learned so far, and the desks of the counsellor and of a successor."""

    def __init__(self, place: Place, folder: Path, number: int = 0) -> None:
        today = datetime.now(UTC).date()  # noqa: TID251 (vp runs on the real clock)
        (folder / "there").mkdir(parents=True)
        (folder / "stick").mkdir()
        (folder / "one.yaml").write_bytes(document(EXTRA + number))
        timed(["git", "init", "-q", "--bare", folder / "remote.git"], place.environment)
        self._desks = {False: place, True: Place(folder / "there")}
        self._names = {
            "folder": str(folder),
            "file": str(folder / "one.yaml"),
            "nowhere": str(folder / "nowhere"),
            "dossier": str(place.dossier),
            "own": public(place),
            "old": next(iter(place.open_cases()), ""),
            "year": str(YEAR),
            "rare": RARE,
            "today": str(today),
            "later": str(today + timedelta(days=30)),
            "deputy": str(pyrage.x25519.Identity.generate().to_public()),
        }

    def play(self, lines: Iterable[Line]) -> Iterator[tuple[Line, float]]:
        """Each line with the seconds it took, as it is done."""
        for line in lines:
            yield line, self.do(line)

    def know(self, name: str, value: object) -> None:
        """From now on `{name}` stands for the value."""
        self._names[name] = str(value)

    def do(self, line: Line) -> float:
        """The seconds of one line. Raises CalledProcessError when it ends otherwise."""
        desk = self._desks[line.is_there]
        words = shlex.split(self._filled(f"{line.name.partition(' (')[0]} {line.words}"))
        spent, told = timed(
            [VP, *words], desk.environment, self._filled(line.text), allowed=line.ends
        )
        if line.learns:
            self._names[line.learns] = _ID.findall(told)[-1]
        if line.name == "init":
            self._names["successor"] = public(desk)
        return spent

    def _filled(self, text: str) -> str:
        return _GAP.sub(lambda gap: self._names.get(gap[1], gap[0]), text)


def public(place: Place) -> str:
    """The line to which a file for this counsellor is sealed."""
    return (place.home / "identity.txt").read_text("ascii").splitlines()[0].rpartition(" ")[2]
