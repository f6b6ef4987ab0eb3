"""The cabinet: one sealed key for each file of the dossier; the only place of destruction.

A key's name says what it opens and, for a closed case, when it may be destroyed and the digest of
the file as it was closed (see `vp.store.key_names`).

The file itself is sealed to the key's public half, which is written nowhere: who has only the
folder can neither read nor forge a case, and when the key is gone so is every copy of the case.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from vp.domain.ids import CASE_ID
from vp.domain.retention import Term
from vp.errors import NotReadable, NotThere
from vp.locale import N_
from vp.store import files, key_names, overwritten

if TYPE_CHECKING:
    from vp.store.age import Identity


class Cabinet:
    """The keys of one dossier; only opening a file needs the counsellor's identity."""

    def __init__(self, home: Path, unlock: "Callable[[], Identity]") -> None:
        self.folder = home / "keys"
        self.private = home
        self.unlock = unlock
        """What opens the keys. Raises what a wrong passphrase raises: it is no damaged key."""
        self._listing: dict[str, str] = {}
        self._strays: dict[str, str] = {}
        self._seen: list[str] | None = None

    def terms(self) -> list[Term]:
        """What the names of the case keys say, without opening anything."""
        return key_names.terms(self._names())

    def has(self, name: str) -> bool:
        """Whether there is a key for this file."""
        return bool(self._current(name))

    def fresh(self) -> list[str]:
        """The names of keys that are still being made."""
        names = (key_names.opens(entry) for entry in self._names() if ".new." in entry)
        return sorted(filter(None, names))

    def leaving(self) -> list[str]:
        """The file names of keys that were replaced and are not destroyed yet."""
        return sorted(one for one in self._names() if ".old." in one and key_names.opens(one))

    def entries(self, *names: str) -> list[str]:
        """The file names of every key of these files, whatever their state."""
        wanted = set(names)
        found = (one for one in self._names() if one.partition(".")[0] in wanted)
        return sorted(filter(key_names.opens, found))

    def recipients(self) -> list[str]:
        """Who can open the keys."""
        from vp.store import recipients

        return [one.public for one in recipients.read(self.private)]

    def make(self, name: str, path: Path, data: bytes) -> bytes:
        """A new file and its key are there; returns the sealed bytes.

        Order: key as `.new`, then the file, then the key's own name: never a file without its key.
        Raises NotWritten when there is a key or a file of that name already, here or elsewhere.
        """
        from vp.store import age

        if self.has(name) or os.path.lexists(path):
            raise key_names.taken(name)
        key = age.new_identity()
        wrapped = age.seal(key.secret().encode(), self.recipients())
        sealed = age.seal_for(key, data)
        files.create(self.folder / key_names.fresh(name), wrapped)
        files.create(path, sealed)
        self.settle(name)
        return sealed

    def renew(self, name: str, path: Path, data: bytes) -> bytes:
        """The file holds the data, sealed to a fresh key that stands beside its old one.

        Raises NotReadable before anything is written when the fresh key would not open here.
        """
        from vp.store import age

        key = age.new_identity()
        wrapped = age.seal(key.secret().encode(), self.recipients())
        sealed = age.seal_for(key, data)
        age.unseal(sealed, age.identities(self._unwrap(wrapped, name)), name)
        files.create(self.folder / key_names.fresh(name), wrapped)
        files.replace(path, sealed)
        return sealed

    def settle(self, name: str) -> None:
        """The fresh key of a file has its own name."""
        files.rename(self.folder / key_names.fresh(name), self.folder / key_names.settled(name))

    def open(self, name: str, path: Path) -> bytes:
        """What lies in the file. Raises NotThere, or NotReadable without a key that fits."""
        sealed = files.read(path)
        try:
            return self.unseal(name, sealed)
        except (NotThere, NotReadable) as error:
            raise overwritten.explained(self, name, sealed, error) from None

    def unseal(self, name: str, sealed: bytes) -> bytes:
        """What lies in these sealed bytes of the file `name`."""
        from vp.store import age

        if self._is_replaced(name):
            self.unlock()
            return age.unseal(sealed, self._held(self.entries(name)), name)
        try:
            return age.unseal(sealed, [self._key(name)], name)
        except NotReadable as error:
            stray = self._current(name)
            self._listing[name], data = overwritten.beside(self, name, stray, sealed, error)
            self._strays[name] = stray
            return data

    def unseal_with(self, entry: str, sealed: bytes) -> bytes:
        """What lies in the sealed bytes, opened with the key of this file name and no other."""
        from vp.store import age

        return age.unseal(sealed, self._held([entry]), entry)

    def save(self, name: str, path: Path, data: bytes) -> bytes:
        """The file holds the data, sealed to the key it has; returns the sealed bytes."""
        from vp.store import age

        sealed = age.seal_for(self._key(name), data)
        files.replace(path, sealed)
        return sealed

    def mark(self, name: str, due: date | None, sealed: bytes) -> None:
        """The key's name says the term of the file as it is now; no date for an open case.

        A key that is being replaced keeps the name it has. One from an old copy beside it goes.
        """
        if not self.is_marked(name, due, sealed):
            marked = key_names.marked(name, due, sealed)
            files.rename(self.folder / self._current(name), self.folder / marked)
            stray = self._strays.pop(name, marked)
            if stray != marked and os.path.lexists(self.folder / stray):
                self.discard(stray)

    def is_marked(self, name: str, due: date | None, sealed: bytes) -> bool:
        """Whether the key's name says so already, or is none of our business now."""
        marked = self._current(name) in ("", key_names.marked(name, due, sealed))
        return (marked and name not in self._strays) or self._is_replaced(name)

    def keys(self, *names: str) -> "list[Identity]":
        """Every key that is held here and opens: those of these files, or whatever they are for."""
        return self._held(
            self.entries(*names) if names else sorted(filter(key_names.opens, self._names()))
        )

    def key(self, wrapped: bytes, name: str) -> "Identity":
        """The key of this file in these sealed bytes. Raises NotReadable."""
        from vp.store import age

        found = age.identities(self._unwrap(wrapped, name))
        if len(found) != 1:
            raise NotReadable(
                N_("the key of {name} is not one that vp made"),
                N_("restore the cabinet from its mirror"),
                name=name,
            )
        return found[0]

    def key_digest(self, name: str) -> str:
        """The digest of the sealed key, by which a restored copy of it is recognised."""
        current = self._current(name)
        return key_names.digest(files.read(self.folder / current)) if current else ""

    def discard(self, entry: str) -> None:
        """No key is left under this file name; cut off, it stands aside to be destroyed."""
        aside = self.folder / key_names.leaving(key_names.opens(entry))
        if entry != aside.name:
            files.destroy(aside)
            files.rename(self.folder / entry, aside)
        files.destroy(aside)

    def destroy(self, name: str) -> None:
        """No key for this file is left here: nobody can open it any more."""
        for entry in self.entries(name):
            files.destroy(self.folder / entry)

    def _key(self, name: str) -> "Identity":
        try:
            return self._key_in(self._current(name), name)
        except NotThere:  # another vp may have renamed it between the look and the reading
            return self._key_in(self._current(name), name)

    def _key_in(self, entry: str, name: str) -> "Identity":
        if not entry:
            raise NotThere(
                N_("there is no key for {name} in the cabinet"),
                N_("restore the cabinet from its mirror; without the key nobody can read it"),
                name=name,
            )
        return self.key(files.read(self.folder / entry), name)

    def _unwrap(self, wrapped: bytes, name: str) -> str:
        from vp.store import age

        return age.unseal(wrapped, [self.unlock()], f"keys/{name}").decode("ascii", "replace")

    def _held(self, entries: Iterable[str]) -> "list[Identity]":
        """The keys in these files that open."""
        held = []
        for entry in entries:
            with suppress(NotReadable, NotThere):
                held.append(self._key_in(entry, key_names.opens(entry)))
        return held

    def _current(self, name: str) -> str:
        """The file name of this key; one listing serves many look-ups until a name has moved."""
        usual = key_names.settled(name)
        if os.path.lexists(self.folder / self._listing.get(name, usual)):
            return self._listing.setdefault(name, usual)
        if not CASE_ID.fullmatch(name):  # only the key of a case ever has another name
            return ""
        settled = sorted(filter(key_names.is_settled, self._names()))
        self._listing = {key_names.opens(entry): entry for entry in settled}
        return self._listing.get(name, "")

    def _is_replaced(self, name: str) -> bool:
        return os.path.lexists(self.folder / key_names.fresh(name))

    @contextmanager
    def looking(self) -> Iterator[None]:
        """The folder is listed once for all of the block, which looks and changes nothing."""
        self._seen = files.listing(self.folder)
        try:
            yield
        finally:
            self._seen = None

    def _names(self) -> list[str]:
        return files.listing(self.folder) if self._seen is None else self._seen
