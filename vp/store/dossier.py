"""The dossier: the folder of sealed cases and what belongs to it.

Half-done states, each recognised and put right by the next command, without asking:

1. a temporary (`.vp-*`) in any folder: a write was cut off before it counted. Destroyed.
2. a key `ID.new.age` without a case file and without a plain key: an intake that was never
   acknowledged. The key is destroyed, provided the dossier folder itself is there.
3. a key `ID.new.age` with a case file: an intake cut off before its last step. The key is renamed.
4. a plain key without a case file: never touched. An unmounted stick or a half-synced folder
   looks the same.
5. a key's name that does not fit what is inside the case (closing, reopening or hold cut off
   between case and name): put right by whoever opens the case; until then purge keeps off.
6. a destruction that is pending in the record: finished (see `vp.store.destruction`).
7. a key of a case that was destroyed: it came from an old copy. Destroyed again.
8. a key `ID.new.age` beside a plain one: a redaction cut off before its old key was recorded, or
   an old copy of the cabinet. The case is read with whichever opens it. Without a passphrase both
   are left alone; whoever opens a case next keeps the plain one if it opens this case, else goes on
   with the new one, and keeps both if neither does.
9. a redaction that is pending in the record: its old key is destroyed, the new one renamed
   (see `vp.store.redaction`).
10. a key `ID.old.age`: replaced, and cut off while it was destroyed. Destroyed.
11. a key that was replaced, known by its digest: it came from an old copy. Destroyed again.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from vp.domain.case import FORMAT, Case
from vp.domain.record import CASE_ID
from vp.domain.retention import destroy_on
from vp.errors import NotReadable, NotThere, NotWritten
from vp.locale import N_
from vp.store import codec, destruction, files, redaction, register
from vp.store.age import Identity
from vp.store.cabinet import Cabinet
from vp.store.lock import lock
from vp.store.marker import Marker, read_marker


class Dossier:
    """One dossier folder with its cabinet in home; a file is opened only when it is asked for."""

    def __init__(self, folder: Path, home: Path, unlock: Callable[[], Identity]) -> None:
        self.folder = folder
        self.marker: Marker = read_marker(folder)
        self.private = home / self.marker.id
        if not self.private.is_dir():
            raise NotThere(
                N_("there is no cabinet for this dossier in {home}"),
                N_("restore it from its mirror, or set VP_HOME to the place where it is"),
                home=home,
            )
        self.cabinet = Cabinet(self.private, unlock)
        self.cases = folder / "cases"
        self.drafts = self.private / "drafts"
        self.register_path = self.private / "destroyed.yaml"
        self._is_writing = False
        self._interrupted: list[str] = []
        self.recover()

    # Public functions: cases

    def ids(self) -> list[str]:
        """The ids of all cases in the folder, sorted."""
        stems = (name.removesuffix(".age") for name in files.names(self.cases))
        return [stem for stem in stems if CASE_ID.fullmatch(stem)]

    def destroyed(self) -> set[str]:
        """The ids of the cases that were destroyed here."""
        return register.known(self.register_path)[0]

    def find(self, name: str, aliases: Callable[[], dict[str, str]]) -> str:
        """The id that `name` means: an id, an unambiguous beginning of one, or an alias.

        `aliases` is asked only when no id begins so. Raises NotThere for none or several.
        """
        asked = name.strip().casefold()
        known = self.ids()
        if asked in known:
            return asked
        begun = [one for one in known if asked and one.startswith(asked)]
        if not begun:
            begun = [one for one, alias in aliases().items() if alias.casefold() == asked]
        if len(begun) == 1:
            return begun[0]
        if begun:
            raise NotThere(
                N_("several cases answer to that name: {cases}"),
                N_("give more of the id"),
                cases=", ".join(begun),
            )
        raise NotThere(N_("there is no such case"), N_("vp list shows the cases"))

    def load(self, name: str) -> Case:
        """The case with this id; its key's name is put right when it did not fit."""
        sealed, data = self._opened(name)
        case = self._decode(name, data)
        with suppress(NotWritten):  # reading never fails for a name that cannot be put right now
            self.cabinet.mark(name, destroy_on(case), sealed)
        return case

    def add(self, case: Case) -> Case:
        """The case is in the folder with a key of its own; returns it as saved."""
        case = msgspec.structs.replace(case, format=FORMAT, dossier=self.marker.id)
        data = codec.pad(codec.dump(case))
        with self.writing():
            sealed = self.cabinet.make(case.id, self._path(case.id), data)
            self.cabinet.mark(case.id, destroy_on(case), sealed)
        return case

    def update(self, name: str, change: Callable[[Case], Case]) -> Case:
        """The changed case is saved; nothing happens when the change raises.

        The change works on the newest version, under the lock, and may be asked only once.
        """
        with self.writing():
            after, data = self._changed(name, change)
            sealed = self.cabinet.save(name, self._path(name), data)
            self.cabinet.mark(name, destroy_on(after), sealed)
        return after

    def redact(self, name: str, change: Callable[[Case], Case]) -> Case:
        """As `update`, under a new key: no older version of the case opens any more, anywhere."""
        with self.writing():
            after, data = self._changed(name, change)
            redaction.renew(self, name, data)
        return after

    def raw(self, name: str) -> bytes:
        """The YAML of the case as it was sealed, without the padding."""
        return self._opened(name)[1].rstrip(b"\n") + b"\n"

    def each(self) -> Iterator[Case]:
        """All cases, one after the other, each opened once."""
        return (self.load(name) for name in self.ids())

    # Public functions: writing

    @contextmanager
    def writing(self) -> Iterator[None]:
        """The lock is held and half-done states are put right; a block within a block is one."""
        if self._is_writing:
            yield
            return
        with lock(self.private / "lock"):
            self._put_right()
            self._is_writing = True
            try:
                yield
            finally:
                self._is_writing = False

    def recover(self) -> None:
        """Half-done states and keys that came back are put right; locks only if there are any."""
        if self._needs_recovery():
            with lock(self.private / "lock"):
                self._put_right()

    def _needs_recovery(self) -> bool:
        gone, pending = register.known(self.register_path)
        return bool(
            pending
            or self._unsettled()
            or destruction.came_back(self, gone)
            or redaction.needs_finishing(self)
        )

    def _put_right(self) -> None:
        for folder in self._folders():
            files.sweep(folder)
        if self.drafts.is_dir():
            with lock(self.drafts / "lock"):
                files.sweep(self.drafts)
        redaction.finish(self)
        for name in self._unsettled():
            path = self.path_of(name)
            if files.is_claim(path):
                files.remove(path)
            if os.path.lexists(path):
                self.cabinet.settle(name)
            elif self.cases.is_dir():
                self.cabinet.destroy(name)
        destruction.finish(self)

    def _unsettled(self) -> list[str]:
        """The files whose only key is still being made; one beside another is for `_resume`."""
        fresh = self.cabinet.fresh()
        self._interrupted = [name for name in fresh if self.cabinet.has(name)]
        return [name for name in fresh if name not in self._interrupted]

    def _resume(self) -> None:
        """Redactions that were cut off are ended, now that keys can be opened."""
        names, self._interrupted = self._interrupted, []  # once a command is enough
        if names:
            with self.writing():
                redaction.resume(self, names)
                self._interrupted = []

    def _folders(self) -> list[Path]:
        return [self.folder, self.cases, self.folder / "journal", self.private, self.cabinet.folder]

    def path_of(self, name: str) -> Path:
        """Where the sealed file of this name lies: a case, the profile, or a journal."""
        if name == "profile":
            return self.folder / "profile.age"
        if name.startswith("journal-"):
            return self.folder / "journal" / f"{name.removeprefix('journal-')}.age"
        return self._path(name)

    def _path(self, name: str) -> Path:
        if not CASE_ID.fullmatch(name):
            raise NotThere(N_("there is no such case"), N_("vp list shows the cases"))
        return self.cases / f"{name}.age"

    def _opened(self, name: str) -> tuple[bytes, bytes]:
        """The case as it is stored, sealed and opened; looked at again if it moved meanwhile."""
        if self._interrupted:
            self.cabinet.unlock()
            with suppress(NotWritten, NotReadable):  # either key will do for reading
                self._resume()
        sealed = files.read(self._path(name))
        try:
            return sealed, self.cabinet.unseal(name, sealed)
        except (NotThere, NotReadable) as error:
            again = files.read(self._path(name))
            if again == sealed and isinstance(error, NotReadable):
                raise
            return again, self.cabinet.unseal(name, again)

    def _changed(self, name: str, change: Callable[[Case], Case]) -> tuple[Case, bytes]:
        self._resume()
        before = self.load(name)
        after = msgspec.structs.replace(change(before), revision=before.revision + 1)
        return after, codec.pad(codec.dump(after))

    def _decode(self, name: str, data: bytes) -> Case:
        case = codec.load(data, Case, name)
        if (case.id, case.dossier) != (name, self.marker.id):
            raise NotReadable(
                N_("{name} holds another case than its name says"),
                N_("somebody moved or swapped files; put back a copy from your backup"),
                name=name,
            )
        return case
