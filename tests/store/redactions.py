"""A case with a secret that is taken out, and every state in which that can be cut off."""

from contextlib import suppress

import msgspec

from tests.store.conftest import OTHER, Laptop, fresh_key
from tests.strategies import AT, CASE, TODAY, note
from vp.domain import correcting
from vp.domain.case import Case, texts
from vp.domain.entries import Redaction
from vp.errors import NotReadable
from vp.store import codec, git, register
from vp.store.age import Identity, unseal
from vp.store.dossier import Dossier
from vp.store.key_names import digest

SECRET = "zijn broer zit vast"
NOTE = note(text=SECRET)
WHY = "hoort niet bij de melding"
NEW, OLD = f"{CASE}.new.age", f"{CASE}.old.age"


def taken_out(case: Case) -> Case:
    """The case without the text of NOTE."""
    trace = Redaction(id="z-000001", at=AT, on=TODAY, entry=NOTE.id, text=WHY)
    return correcting.redact(case, trace, TODAY)


def redact(laptop: Laptop) -> Case:
    """The text of NOTE is taken out."""
    return laptop.open().redact(CASE, taken_out)


def locked(laptop: Laptop) -> Dossier:
    """The dossier after a command that writes and cannot open any key, such as purge."""

    def unlock() -> Identity:
        raise AssertionError("nobody is there to give a passphrase")

    dossier = Dossier(laptop.folder, laptop.home, unlock)
    with dossier.writing():
        return dossier


def keys(laptop: Laptop) -> dict[str, bytes]:
    """The keys of the case in the cabinet, by their file names."""
    return {
        name: (laptop.keys / name).read_bytes()
        for name in laptop.key_names()
        if name.startswith(CASE)
    }


def sealed(laptop: Laptop) -> bytes:
    return (laptop.cases / f"{CASE}.age").read_bytes()


def held(laptop: Laptop) -> list[Identity]:
    return [laptop.identity, *laptop.open().cabinet.keys()]


def readable(data: bytes, held: list[Identity]) -> bool:
    with suppress(NotReadable):
        unseal(data, held, "k")
        return True
    return False


def shows_secret(laptop: Laptop) -> bool:
    return SECRET in [text for entry in laptop.open().load(CASE).log for text in texts(entry)]


def begin(laptop: Laptop) -> Laptop:
    """The secret is in an open case, there is another case, and both are in git."""
    git.begin(laptop.folder)
    laptop.add(CASE, NOTE)
    laptop.add(OTHER, note())
    git.commit(laptop.folder, TODAY)
    return laptop


def everything(laptop: Laptop) -> dict[str, bytes]:
    places = (laptop.folder, laptop.home)
    paths = [path for place in places for path in place.rglob("*") if path.is_file()]
    return {str(path): path.read_bytes() for path in paths}


# Cut off


def aside(laptop: Laptop) -> Laptop:
    """Step 1 is done: there is a new key, and the case is sealed to the old one."""
    fresh_key(laptop, CASE)
    return laptop


def sealed_anew(laptop: Laptop) -> Laptop:
    """Step 2 is done: the case is sealed to the new key, without the text."""
    dossier = laptop.open()
    after = msgspec.structs.replace(taken_out(dossier.load(CASE)), revision=9)
    dossier.cabinet.renew(CASE, dossier.path_of(CASE), codec.pad(codec.dump(after)))
    return laptop


def recorded(laptop: Laptop) -> Laptop:
    """Step 3 is done: the record says that the old key goes."""
    old = next(data for name, data in keys(sealed_anew(laptop)).items() if name != NEW)
    one = register.OldKey(key=digest(old), case=CASE, on=TODAY)
    record = register.begin_redaction(laptop.record(), [one])
    register.write(laptop.private / "destroyed.yaml", record)
    return laptop


def half_destroyed(laptop: Laptop) -> Laptop:
    """Step 4 is half done: the old key stands aside, overwritten."""
    (name,) = (one for one in keys(recorded(laptop)) if one != NEW)
    (laptop.keys / name).rename(laptop.keys / OLD)
    (laptop.keys / OLD).write_bytes(b"x" * 99)
    return laptop


def destroyed(laptop: Laptop) -> Laptop:
    """Step 4 is done: only the new key is there."""
    (half_destroyed(laptop).keys / OLD).unlink()
    return laptop


def renamed(laptop: Laptop) -> Laptop:
    """Step 5 is done: only the record waits."""
    (destroyed(laptop).keys / NEW).rename(laptop.keys / f"{CASE}.age")
    return laptop
