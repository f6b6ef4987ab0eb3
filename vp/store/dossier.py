"""The dossier: the cases in their sealed files.

Where they lie, and what can be half done there, is the business of `vp.store.shelf`.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cached_property

import msgspec

from vp.domain.case import FORMAT, Case
from vp.domain.retention import destroy_on
from vp.errors import NotReadable, NotThere, NotWritten, VpError
from vp.locale import N_
from vp.store import (
    codec,
    files,
    marks,
    overwritten,
    recipients,
    redaction,
    renewal,
    resealing,
    rotation,
)
from vp.store.marks import Marks
from vp.store.shelf import Shelf


class Dossier(Shelf):
    """The shelf with somebody who can open what is on it; a file is opened only when asked for."""

    def load(self, name: str) -> Case:
        """The case with this id; its key's name is put right when it did not fit.

        Raises NotReadable also for an older version than this laptop has seen.
        """
        case, sealed = self._looked_at(name)
        if self._is_writing:
            self.cabinet.mark(name, destroy_on(case), sealed)
        elif not self.cabinet.is_marked(name, destroy_on(case), sealed):
            # Reading neither waits nor fails: who is writing now puts his own names right.
            with suppress(VpError), self.writing(patient=False):
                return self.load(name)
        return case

    def glance(self, name: str) -> tuple[Case, bool]:
        """The case as `load` gives it, and whether its key had the right name all along."""
        case, sealed = self._looked_at(name)
        if self.cabinet.is_marked(name, destroy_on(case), sealed):
            return case, True
        return self.load(name), False

    def add(self, case: Case) -> Case:
        """The case is in the folder with a key of its own; returns it as saved."""
        case = msgspec.structs.replace(case, format=FORMAT, dossier=self.marker.id)
        data = codec.pad(codec.dump(case))
        with self.writing():
            sealed = self.cabinet.make(case.id, self.case_path(case.id), data)
            self.cabinet.mark(case.id, destroy_on(case), sealed)
        return case

    def update(self, name: str, change: Callable[[Case], Case]) -> Case:
        """The changed case is saved; nothing happens when the change raises.

        The change works on the newest version, under the lock, and may be asked only once.
        """
        with self.writing():
            after, data = self._changed(name, change)
            if not renewal.save(self, name, data):
                sealed = self.cabinet.save(name, self.case_path(name), data)
                self.cabinet.mark(name, destroy_on(after), sealed)
            self._see(after)
        return after

    def redact(self, name: str, change: Callable[[Case], Case]) -> Case:
        """As `update`, under a new key: no older version of the case opens any more, anywhere."""
        with self.writing():
            after, data = self._changed(name, change)
            redaction.renew(self, name, data)
            self._see(after)
        return after

    def accept(self, name: str) -> int:
        """The case as it lies here counts as the newest; returns its revision."""
        with self.writing():
            case = self._decode(name, self._opened(name)[1])
            self.marks.accept(name, case.revision)
        return case.revision

    def raw(self, name: str) -> bytes:
        """The YAML of the case as it was sealed, without the padding."""
        return self._opened(name)[1].rstrip(b"\n") + b"\n"

    @cached_property
    def marks(self) -> Marks:
        """How far each case has come here."""
        return Marks(self.private, self.marker.id, self.cabinet)

    def each(self) -> Iterator[Case]:
        """All cases, one after the other, each opened once."""
        return (self.load(name) for name in self.ids())

    def _looked_at(self, name: str) -> tuple[Case, bytes]:
        """The case and its file, which is no older than what was seen of it."""
        seen = self.marks.of(name)  # before the file: another vp may save it in between
        sealed, data = self._opened(name)
        case = self._decode(name, data)
        marks.require_newest(name, case.revision, seen)
        return case, sealed

    def _see(self, case: Case) -> None:
        with suppress(VpError):  # it is saved; what is lost is how far it had come
            self.marks.see({case.id: case.revision})

    def _opened(self, name: str) -> tuple[bytes, bytes]:
        """The case as it is stored, sealed and opened; looked at again if it moved meanwhile."""
        if self._interrupted or self._half_sealed:
            self.cabinet.unlock()
            with suppress(NotWritten, NotReadable):  # either key will do for reading
                self.resume()
        sealed = files.read(self.case_path(name))
        try:
            return sealed, self.cabinet.unseal(name, sealed)
        except (NotThere, NotReadable) as error:
            again = files.read(self.case_path(name))
            if again == sealed and isinstance(error, NotReadable):
                raise overwritten.explained(self.cabinet, name, sealed, error) from None
            return again, self.cabinet.open(name, self.case_path(name))

    def _changed(self, name: str, change: Callable[[Case], Case]) -> tuple[Case, bytes]:
        self.resume()
        before = self.load(name)
        after = msgspec.structs.replace(change(before), revision=before.revision + 1)
        return after, codec.pad(codec.dump(after))

    def resume(self) -> None:
        """What was cut off and takes a secret is ended, now that keys can be opened."""
        names, self._interrupted = self._interrupted, []  # once a command is enough
        half_sealed, self._half_sealed = self._half_sealed, False
        if names or half_sealed:
            with self.writing(patient=False):
                opening = self.cabinet.unlock()
                rotation.resume(self.home, opening, self.private)
                if recipients.is_unfinished(self.private):
                    resealing.finish(self.private, opening)
                redaction.resume(self, names)
                self._interrupted, self._half_sealed = [], False

    def _decode(self, name: str, data: bytes) -> Case:
        case = codec.load(data, Case, name)
        if (case.id, case.dossier) != (name, self.marker.id):
            raise NotReadable(
                N_("{name} holds another case than its name says"),
                N_("somebody moved or swapped files; put back a copy from your backup"),
                name=name,
            )
        return case
