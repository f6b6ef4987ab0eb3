"""Files in which a bit fell over, or that end too soon: none is taken for what it was."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.assurance.harness import Outcome, Share, Wish, place, shared
from tests.conftest import Desk
from vp.errors import VpError
from vp.store import register
from vp.store.dossier import Dossier
from vp.store.session import unlock

SECRET = "zqxgeheim"
HEADER = 256
"""So many bytes at the beginning are tried bit by bit; of what follows one bit of every byte."""
SHOWN = 40
"""Every so many positions the command itself is run on the damaged file."""

Read = Callable[[bytes], object]


class Desktop:
    """A desk with one case, its key, the settings and a record in which a case is destroyed."""

    def __init__(self, root: Path) -> None:
        self.desk = Desk(root)
        self.desk.begin("--organisation", SECRET)
        self.case = self.desk.intake(wish=SECRET)
        gone = self.desk.intake()
        self.desk.close(gone)
        self.desk.go_to("2028-06-01")
        self.desk.do("purge", "--confirm", "clock")
        self.key = next((self.desk.private / "keys").glob(f"{self.case}*.age"))

    def dossier(self) -> Dossier:
        return Dossier(self.desk.folder, self.desk.home, lambda: unlock(self.desk.home, str))

    def targets(self) -> dict[str, tuple[Path, Read, list[str]]]:
        """The files, how each is read, and the command that shows what is in it."""
        dossier = self.dossier()
        show = ["show", self.case, "--raw"]
        return {
            "case": (
                self.desk.folder / "cases" / f"{self.case}.age",
                lambda data: dossier.cabinet.unseal(self.case, data),
                show,
            ),
            "key": (self.key, lambda data: dossier.cabinet.key(data, self.case).secret(), show),
            "profile": (
                self.desk.folder / "profile.age",
                lambda data: dossier.cabinet.unseal("profile", data),
                ["profile"],
            ),
            "record": (self.desk.private / "destroyed.yaml", self._record, []),
        }

    def _record(self, data: bytes) -> register.Register:
        path = self.desk.root / "record"
        path.write_bytes(data)
        found = register.read(path, self.dossier().marker.id)
        register.require_whole(found)
        return found


class Damage(NamedTuple):
    """A bit that falls over at a position, or the end of the file there."""

    at: int
    bit: int | None

    def __str__(self) -> str:
        return f"cut off at {self.at}" if self.bit is None else f"bit {self.bit} of byte {self.at}"

    def done(self, data: bytes) -> bytes:
        """The data after it."""
        if self.bit is None:
            return data[: self.at]
        broken = bytearray(data)
        broken[self.at] ^= 1 << self.bit
        return bytes(broken)


def damages(size: int, chance: Random) -> Iterator[Damage]:
    """One bit fallen over at each position, and the file cut off before each."""
    for at in range(size):
        bits = range(8) if at < HEADER else [chance.randrange(8)]
        yield from (Damage(at, bit) for bit in bits)
    yield from (Damage(at, None) for at in range(size))


def damage_everything(wish: Wish) -> Outcome:
    """Every position of case, key, settings and record."""
    most = 60 if wish.short else 0
    found = shared(wish, partial(_damaged, wish.seed), most)
    return found._replace(seeded=f"each position; which bit beyond {HEADER} by seed {wish.seed}")


def _damaged(seed: int, share: Share) -> Outcome:
    outcome = Outcome(0)
    with place() as root:
        desktop = Desktop(root)
        for name, (path, read, words) in desktop.targets().items():
            data = path.read_bytes()
            told = read(data)
            every = list(damages(len(data), Random(seed)))
            for number, what in enumerate(share.of(every)):
                broken = what.done(data)
                wrong = [] if _is_refused(read, broken, told) else [f"{name}, {what}: accepted"]
                if words and number % SHOWN == 0:
                    wrong += _shown(desktop.desk, path, broken, words, f"{name}, {what}")
                outcome = outcome.plus(Outcome(1, tuple(wrong)))
            path.write_bytes(data)
    return outcome


def _is_refused(read: Read, broken: bytes, told: object) -> bool:
    """Whether it is not read; what reads as it did before means the same and is no damage."""
    try:
        return read(broken) == told
    except VpError as error:
        return error.exit_code == 5


def _shown(desk: Desk, path: Path, broken: bytes, words: list[str], what: str) -> Iterator[str]:
    path.write_bytes(broken)
    result = desk.run(*words)
    if result.code != 5:
        yield f"{what}: vp {words[0]} left with {result.code}"
    if SECRET in result.out + result.err:
        yield f"{what}: something of it was shown"
