"""Everything that comes in from outside, broken by a grammar: only our own errors come out.

Exit 0 or 2 to 7, no traceback; never 1, which is what nobody foresaw.
"""

import shutil
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from tests.assurance.grammar import document, spoilt
from tests.assurance.harness import Outcome, Share, Wish, place, shared
from tests.cli.homes import Homes
from tests.conftest import Desk, Result
from tests.strategies import make_case, note
from vp.store import codec, strict
from vp.store.age import seal

LEAST = 2_000
ALLOWED = {0, *range(2, 8)}
SETTINGS: dict[str, Any] = {"organisation": "Voorbeeld", "threshold": "5", "retention": "12"}
ANEW = 200
"""So many documents go to one desk before it is made anew: what was taken in must not pile up."""


class Border(NamedTuple):
    """Where documents come in: how often it is tried among others, and how."""

    name: str
    weight: int
    cross: Callable[["Guard", Random], Result]


class Guard:
    """A desk with a remote, at which broken documents are handed in."""

    def __init__(self, root: Path) -> None:
        self.homes = Homes(root)
        self.desk: Desk = self.homes.first
        self.form: dict[str, Any] = {
            "domain": "conduct", "kinds": ["bullying", "exclusion"], "opened": "2026-03-05",
            "role": "affected", "position": "employee", "repeated": "yes", "keep_file": "yes",
            "wish": "dat het ophoudt", "told": {"limits_explained": "2026-03-05"},
            "people": {"reporter": {"name": "Iemand"}, "accused-1": {"name": "Ander"}},
        }  # fmt: skip
        self.case = self.desk.intake(**self.form)
        self.desk.do("note", self.case, text="een gesprek")
        self.desk.do("consent", "give", self.case, "--kind", "transfer_file", text="ja")
        self.raw = strict.load(self.desk.raw(self.case).encode(), "raw")
        lines = (self.desk.private / "recipients.txt").read_text().split()
        self.recipients = [line for line in lines if line.startswith("age1")]
        self.desk.do("key", "backup", self._stick)
        self.desk.do("sync", "--remote", self.homes.remote)

    @property
    def _stick(self) -> Path:
        place = self.homes.root / "stick"
        place.mkdir(exist_ok=True)
        return place

    def restore(self, chance: Random) -> Result:
        """A mirror of which a file was changed."""
        broken = self.homes.root / "broken"
        shutil.rmtree(broken, ignore_errors=True)
        shutil.copytree(self._stick, broken)
        files = [path for path in sorted(broken.rglob("*")) if path.is_file()]
        path = chance.choice(files)
        path.write_bytes(spoilt(path.read_bytes(), chance))
        entry = chance.choice(sorted((self.desk.private / "keys").iterdir()))
        kept = entry.read_bytes()
        entry.unlink()
        result = self.desk.run("key", "restore", broken)
        entry.write_bytes(kept)
        return result

    def sync(self, chance: Random) -> Result:
        """A remote on which a file was changed."""
        sealed = seal(document(self.raw, chance), self.recipients)
        path, data = chance.choice(
            (
                (f"cases/{self.case}.age", sealed),
                (f"cases/{self.case}.age", spoilt(sealed, chance)),
                ("profile.age", spoilt(sealed, chance)),
                ("destroyed.txt", spoilt(f"{self.case}\n".encode(), chance)),
                ("vp.yaml", document({"format": "1", "dossier": "d0ss-1er0"}, chance)),
                ("reports/2026.yaml", document({"period": "2026", "counts": [1, 2]}, chance)),
                (chance.choice(("journal/2026.age", "journal/ledger.age")), sealed),
                (chance.choice(("x", "cases/../x.age", "cases/.age")).replace("..", "dot"), b"x"),
            )
        )
        before = self.homes.git("rev-parse", "main").decode().strip()
        self.homes.commit({path: data})
        result = self.desk.run("sync", "--json")
        if result.code not in (0, 7):  # what was refused is not there any more
            self.homes.git("update-ref", "refs/heads/main", before)
        return result


def _form(guard: Guard, chance: Random) -> Result:
    return guard.desk.run("intake", "--from", "-", text=document(guard.form, chance))


def _import(guard: Guard, chance: Random) -> Result:
    return guard.desk.run("import", "-", text=document(_another(guard, chance), chance))


def _another(guard: Guard, chance: Random) -> dict[str, Any]:
    return {**guard.raw, "id": f"{chance.randrange(10_000):04d}-0abc"}


def _receive(guard: Guard, chance: Random) -> Result:
    sealed = seal(document(_another(guard, chance), chance), guard.recipients)
    file = guard.homes.root / "came"
    file.write_bytes(spoilt(sealed, chance) if chance.random() < 0.2 else sealed)
    return guard.desk.run("receive", file, "--yes")


def _edit(guard: Guard, chance: Random) -> Result:
    form = {"unit": "Magazijn", "people": {"witness-1": {"name": "Getuige"}}}
    return guard.desk.run("edit", guard.case, "--from", "-", text=document(form, chance))


def _settings(guard: Guard, chance: Random) -> Result:
    result = guard.desk.run("profile", "--from", "-", text=document(SETTINGS, chance))
    guard.desk.run("profile", "--from", "-", text=strict.dump(SETTINGS))
    return result


def _marker(guard: Guard, chance: Random) -> Result:
    path = guard.desk.folder / "vp.yaml"
    kept = path.read_bytes()
    path.write_bytes(spoilt(kept, chance))
    result = guard.desk.run("list")
    path.write_bytes(kept)
    return result


def _stored(guard: Guard, chance: Random) -> Result:
    """A case in the folder whose inside is broken, sealed to its own key as only vp could."""
    file = codec.pad(codec.dump(make_case(note())))
    path = guard.desk.folder / "cases" / f"{guard.case}.age"
    kept = path.read_bytes()
    path.write_bytes(spoilt(seal(file, guard.recipients), chance))
    result = guard.desk.run("show", guard.case)
    path.write_bytes(kept)
    return result


BORDERS = (
    Border("intake form", 6, _form),
    Border("import", 6, _import),
    Border("receive", 5, _receive),
    Border("edit form", 3, _edit),
    Border("settings", 3, _settings),
    Border("marker", 1, _marker),
    Border("stored case", 1, _stored),
    Border("restore", 2, Guard.restore),
    Border("sync", 1, Guard.sync),
)


def fuzz(wish: Wish) -> Outcome:
    """Documents were handed in at every border for so many seconds."""
    seconds = 3.0 if wish.short else wish.fuzz
    found = shared(wish, partial(_fuzzed, wish.seed, seconds))
    return found._replace(seeded=f"grammar, seed {wish.seed}, {seconds:g} s")


def _fuzzed(seed: int, seconds: float, share: Share) -> Outcome:
    until, number = time.monotonic() + seconds, share.mine
    outcome, crossed = Outcome(0), Counter[str]()
    while time.monotonic() < until:
        with place() as root:
            guard = Guard(root)
            for _document in range(ANEW):
                number += share.all
                wrong = tuple(_crossed(guard, f"{seed} {number}", crossed))
                outcome = outcome.plus(Outcome(1, wrong))
                if time.monotonic() > until:
                    break
    missed = {one.name for one in BORDERS} - crossed.keys()
    return outcome.plus(Outcome(0, (f"never tried: {sorted(missed)}",) if missed else ()))


def _crossed(guard: Guard, seed: str, crossed: Counter[str]) -> list[str]:
    chance = Random(seed)
    (border,) = chance.choices(BORDERS, [one.weight for one in BORDERS])
    crossed[border.name] += 1
    try:
        result = border.cross(guard, chance)
    except Exception as error:
        return [f"{border.name}, seed {seed!r}: {type(error).__name__} {error}"]
    if result.code in ALLOWED and "Traceback" not in result.out + result.err:
        return []
    return [f"{border.name}, seed {seed!r}: left with {result.code}: {result.err.strip()[:160]}"]
