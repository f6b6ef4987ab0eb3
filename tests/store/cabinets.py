"""A laptop whose keys others can open too, with its identity in its home, and a stick."""

import shutil
from contextlib import suppress
from datetime import date
from pathlib import Path

from tests.store.conftest import OTHER, Laptop, make_laptop
from tests.strategies import CASE, DOSSIER, TODAY, note
from vp.domain.case import Case
from vp.errors import Attention, NotReadable
from vp.store import deputies, drafts, mirror, mirror_place, restoring, rotation, session
from vp.store.age import Identity, identities, new_identity, unseal
from vp.store.papers import load_profile, update_journal
from vp.store.recipients import Recipient
from vp.store.resealing import silent

SECRET = "het hele verhaal"
ID = "0123abcd"


class Kept(Laptop):
    """A laptop on which the identity is what its home says, as a command finds it."""

    def __init__(self, root: Path, paper: Identity, deputy: Identity) -> None:
        self.root = root
        self.folder, self.home = root / "dossier", root / "home"
        self.paper, self.deputy = paper, deputy
        self.private = self.home / DOSSIER
        self.keys = self.private / "keys"
        self.cases = self.folder / "cases"
        self.stick = root / "stick"

    @property
    def identity(self) -> Identity:
        """What home gives now."""
        return session.unlock(self.home, lambda: "")

    @identity.setter
    def identity(self, _identity: Identity) -> None:
        raise AttributeError

    def twin(self, root: Path) -> "Kept":
        """A copy of folder, home and stick as they are now, in place of what was there."""
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(self.root, root, symlinks=True)
        twin = Kept(root, self.paper, self.deputy)
        upkeep = twin.private / "upkeep.txt"
        upkeep.write_bytes(upkeep.read_bytes().replace(bytes(self.root), bytes(root)))
        return twin

    @property
    def mirrored(self) -> Path:
        """The keys on the stick."""
        return self.stick / f"vp-{DOSSIER}" / "keys"

    def backup(self, today: date = TODAY) -> mirror.Copied:
        """The keys are on the stick."""
        dossier = self.open()
        meant = mirror_place.chosen(dossier, self.stick, ID)
        with dossier.writing():
            dossier.resume()
            return mirror.copy(dossier, meant, today, self._same)

    def _same(self, one: bytes, other: bytes) -> bool:
        cabinet = self.open().cabinet
        with suppress(NotReadable):
            return cabinet.key(one, "k").secret() == cabinet.key(other, "k").secret()
        return False

    def restore(self, place: Path | None = None, *confirmed: str) -> restoring.Restored:
        """What is missing is taken from the stick, or from this place."""
        dossier = self.open()
        with dossier.writing():
            keys = restoring.source((place or self.stick).resolve(), DOSSIER)
            return restoring.restore(dossier, keys, confirmed)

    def rotate(self, paper: Identity, deputy: Identity) -> None:
        """The identity is another, and so are the key on paper and the deputy's."""
        dossier, old, own = self.open(), self.identity, new_identity()
        with dossier.writing():
            dossier.resume()
            replaced = rotation.replacements(
                self.home, own.recipient, paper.recipient, {"deputy": deputy.recipient}
            )
            rotation.rotate(
                self.home,
                old,
                own,
                replaced,
                lambda home: session.write(home, rotation.NEW, own, None),
                TODAY,
                dossier.private,
            )


def make_kept(root: Path) -> Kept:
    """An open case with the secret, a closed one, a journal, a draft; a stick without anything."""
    paper, deputy = new_identity(), new_identity()
    made = make_laptop(root, recovery=paper.recipient, deputy=deputy.recipient)
    session.keep(made.home, made.identity, None)
    kept = Kept(root, paper, deputy)
    kept.add(CASE, note(text=SECRET))
    kept.closed(OTHER)
    update_journal(kept.open(), 2026, lambda journal: journal)
    drafts.save(kept.open(), CASE, b"nog iets")
    kept.stick.mkdir()
    return kept


def add_another(kept: Kept, who: Identity) -> None:
    """Somebody more can open the keys."""
    deputies.add(kept.open(), Recipient("another", who.recipient), silent)


def remove_deputy(kept: Kept) -> None:
    """The deputy is out, and everything that is open has a new key."""
    if deputies.remove(kept.open(), "deputy", silent):
        raise Attention("some keys could not be opened")


def inside(keys: Path, *held: Identity) -> dict[str, list[Identity]]:
    """What these identities find in a folder of keys: by the file each key is for."""
    found: dict[str, list[Identity]] = {}
    for path in sorted(keys.iterdir()):
        with suppress(NotReadable):
            text = unseal(path.read_bytes(), list(held), path.name).decode("ascii", "replace")
            found.setdefault(path.name.partition(".")[0], []).extend(identities(text))
    return found


def reads(path: Path, held: list[Identity]) -> bool:
    """Whether one of these opens the file."""
    with suppress(NotReadable):
        unseal(path.read_bytes(), held, "k")
        return True
    return False


def whole(kept: Kept) -> dict[str, Case]:
    """Every case, after a look at profile, journal and draft: all of it opens."""
    dossier = kept.open()
    found = {case.id: case for case in dossier.each()}
    assert load_profile(dossier).dossier == DOSSIER
    if drafts.exists(dossier, CASE):
        assert drafts.load(dossier, CASE, kept.identity) == b"nog iets"
    return found
