"""The cabinet: one sealed key for each file of the dossier; the only place of destruction.

A key's name says what it opens and, for a closed case, when it may be destroyed and the digest
of the file as it was closed:

    keys/k7fm-2qxd.age                       an open (or held) case
    keys/k7fm-2qxd.2028-03-05.DIGEST.age     a closed one
    keys/k7fm-2qxd.new.age                   being made; see vp.store.shelf
    keys/profile.age, keys/journal-2026.age  the other sealed files

The file itself is sealed to the key's public half, which is written nowhere: who has only the
folder can neither read nor forge a case, and when the key is gone so is every copy of the case.
"""

import os
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from vp.domain.ids import CASE_ID
from vp.domain.retention import Term
from vp.errors import NotReadable, NotThere, NotWritten
from vp.locale import N_
from vp.store import files

if TYPE_CHECKING:
    from vp.store.age import Identity

DIGEST_LENGTH = 32
_NAME = re.compile(
    rf"(?P<name>{CASE_ID.pattern}|profile|journal-[0-9]{{4}})"
    r"(?:\.(?P<due>[0-9]{4}-[0-9]{2}-[0-9]{2})\.(?P<digest>[0-9a-f]{32}))?\.age"
)
_FRESH = re.compile(rf"(?P<name>{CASE_ID.pattern}|profile|journal-[0-9]{{4}})\.new\.age")


def digest(data: bytes) -> str:
    """The name by which a sealed file is recognised: half of its SHA-256, in hex."""
    from hashlib import sha256

    return sha256(data).hexdigest()[:DIGEST_LENGTH]


class Cabinet:
    """The keys of one dossier; only opening a file needs the counsellor's identity."""

    def __init__(self, home: Path, unlock: "Callable[[], Identity]") -> None:
        self.folder = home / "keys"
        self.recipients_path = home / "recipients.txt"
        self._unlock = unlock
        self._listing: dict[str, str] = {}

    def terms(self) -> list[Term]:
        """What the names of the case keys say, without opening anything.

        Of several names for one case, from an old copy, the one without a date counts, or else the
        one with the latest: the next opening puts it right, and until then nothing goes too soon.
        """
        found = filter(None, map(_NAME.fullmatch, self._names()))
        cases = {match["name"]: match for match in found if CASE_ID.fullmatch(match["name"])}
        return list(map(_term, cases.values()))

    def has(self, name: str) -> bool:
        """Whether there is a key for this file."""
        return bool(self._current(name))

    def fresh(self) -> list[str]:
        """The names of keys that are still being made."""
        found = map(_FRESH.fullmatch, self._names())
        return [match["name"] for match in found if match]

    def recipients(self) -> list[str]:
        """Who can open the keys: the lines of recipients.txt that are no comment."""
        from vp.store import age

        text = files.read(self.recipients_path).decode("utf-8", "replace")
        lines = [line.strip() for line in text.splitlines()]
        public = [line for line in lines if line and not line.startswith("#")]
        if not public or not all(map(age.is_recipient, public)):
            raise NotReadable(
                N_("{name} does not hold age recipients"),
                N_("put back a copy of it from your backup"),
                name=self.recipients_path.name,
            )
        return public

    def make(self, name: str, path: Path, data: bytes) -> bytes:
        """A new file and its key are there; returns the sealed bytes.

        Order: key as `.new`, then the file, then the key's own name: never a file without its key.
        Raises NotWritten when there is a key or a file of that name already, here or elsewhere.
        """
        from vp.store import age

        if self.has(name) or os.path.lexists(path):
            raise NotWritten(
                N_("there is a key or a file of {name} already; it was not saved"),
                N_("put the folder and the cabinet together again; vp check tells what is missing"),
                name=name,
            )
        key = age.new_identity()
        wrapped = age.seal(key.secret().encode(), self.recipients())
        sealed = self._sealed(data, key, name)
        files.create(self.folder / f"{name}.new.age", wrapped)
        files.create(path, sealed)
        self.settle(name)
        return sealed

    def settle(self, name: str) -> None:
        """The fresh key of a file has its own name."""
        files.rename(self.folder / f"{name}.new.age", self.folder / f"{name}.age")

    def open(self, name: str, path: Path) -> bytes:
        """What lies in the file. Raises NotThere, or NotReadable without a key that fits."""
        return self.unseal(name, files.read(path))

    def unseal(self, name: str, sealed: bytes) -> bytes:
        """What lies in these sealed bytes of the file `name`."""
        from vp.store import age

        return age.unseal(sealed, [self._key(name)], name)

    def save(self, name: str, path: Path, data: bytes) -> bytes:
        """The file holds the data, sealed to the key it has; returns the sealed bytes."""
        sealed = self._sealed(data, self._key(name), name)
        files.replace(path, sealed)
        return sealed

    def mark(self, name: str, due: date | None, sealed: bytes) -> None:
        """The key's name says the term of the file as it is now; no date for an open case."""
        if not self.is_marked(name, due, sealed):
            files.rename(
                self.folder / self._current(name), self.folder / _marked(name, due, sealed)
            )

    def is_marked(self, name: str, due: date | None, sealed: bytes) -> bool:
        """Whether the key's name says so already."""
        return self._current(name) in ("", _marked(name, due, sealed))

    def keys(self) -> "list[Identity]":
        """Every key that is held here and opens, whatever it is for."""
        held = []
        for entry in self._names():
            if match := _NAME.fullmatch(entry) or _FRESH.fullmatch(entry):
                with suppress(NotReadable, NotThere):
                    held.append(self._key_in(entry, match["name"]))
        return held

    def key_digest(self, name: str) -> str:
        """The digest of the sealed key, by which a restored copy of it is recognised."""
        current = self._current(name)
        return digest(files.read(self.folder / current)) if current else ""

    def destroy(self, name: str) -> None:
        """No key for this file is left here: nobody can open it any more."""
        for entry in self._names():
            match = _NAME.fullmatch(entry) or _FRESH.fullmatch(entry)
            if match and match["name"] == name:
                files.destroy(self.folder / entry)

    def _sealed(self, data: bytes, key: "Identity", name: str) -> bytes:
        from vp.store import age

        sealed = age.seal(data, [key.recipient])
        if age.unseal(sealed, [key], name) != data:
            raise NotWritten(
                N_("what was sealed does not open again; nothing was saved"),
                N_("look at the machine and its memory, then try again"),
            )
        return sealed

    def _key(self, name: str) -> "Identity":
        try:
            return self._key_in(self._current(name), name)
        except NotThere:  # another vp may have renamed it between the look and the reading
            return self._key_in(self._current(name), name)

    def _key_in(self, entry: str, name: str) -> "Identity":
        from vp.store import age

        if not entry:
            raise NotThere(
                N_("there is no key for {name} in the cabinet"),
                N_("restore the cabinet from its mirror; without the key nobody can read it"),
                name=name,
            )
        opened = age.unseal(files.read(self.folder / entry), [self._unlock()], f"keys/{name}")
        found = age.identities(opened.decode("ascii", "replace"))
        if len(found) != 1:
            raise NotReadable(
                N_("the key of {name} is not one that vp made"),
                N_("restore the cabinet from its mirror"),
                name=name,
            )
        return found[0]

    def _current(self, name: str) -> str:
        """The file name of this key; one listing serves many look-ups until a name has moved."""
        if not os.path.lexists(self.folder / self._listing.get(name, f"{name}.age")):
            matches = filter(None, map(_NAME.fullmatch, self._names()))
            self._listing = {match["name"]: match[0] for match in matches}
        else:
            self._listing.setdefault(name, f"{name}.age")
        return self._listing.get(name, "")

    def _names(self) -> list[str]:
        return files.names(self.folder)


def _marked(name: str, due: date | None, sealed: bytes) -> str:
    return f"{name}.{due.isoformat()}.{digest(sealed)}.age" if due else f"{name}.age"


def _term(match: re.Match[str]) -> Term:
    due = match["due"]
    try:
        return Term(match["name"], date.fromisoformat(due) if due else None, match["digest"] or "")
    except ValueError:
        return Term(match["name"], None, "")
