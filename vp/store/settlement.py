"""What is done with one file in a sync, and what is remembered of it.

Each file ends in one of three ways: it is in the commit as it is here, as it is there, or as both
made it. `tree` is what the commit will hold; `waiting` the files that could not be settled, with
the version that both sides began with, so that they can be merged later.
"""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from vp.domain.case import Case
from vp.domain.merge import content
from vp.domain.retention import destroy_on
from vp.errors import NotReadable
from vp.store import files, objects, remarks, renewal, seen
from vp.store.opened import Opened, open_
from vp.store.remarks import Remark
from vp.store.seen import Mark

if TYPE_CHECKING:
    from vp.store.dossier import Dossier

_AHEAD = 16
"""So many files of the remote are read in one call of git."""

Files = Mapping[str, str]
"""The ids of files by their paths in the folder."""


class Sides(NamedTuple):
    """The files as they are here, as both began, and as the remote has them."""

    ours: Files
    base: Files
    theirs: Files


class Decided(NamedTuple):
    """What a person said: whose files count as the remote has them, or as they are here."""

    there: Collection[str] = ()
    here: Collection[str] = ()


class Settlement:
    """The files of one sync; `dossier` is locked, and what is taken is put in its folder."""

    def __init__(
        self, dossier: "Dossier", sides: Sides, marks: Mapping[str, Mark], decided: Decided
    ) -> None:
        self.dossier = dossier
        self.sides = sides
        self.decided = decided
        self.marks = dict(marks)
        self.tree: dict[str, str] = {}
        self.waiting: dict[str, str] = {}
        self.sent: list[str] = []
        self.taken: list[str] = []
        self.merged: list[str] = []
        self.remarks: list[Remark] = []
        theirs = sorted(sides.theirs.items())
        self._wanted = [blob for path, blob in theirs if sides.ours.get(path) != blob]
        self._ahead: dict[str, bytes] = {}

    # What is done with a file

    def keep(self, path: str, blob: str) -> None:
        """The commit has the file in this version; or not at all, where there is none."""
        if blob:
            self.tree[path] = blob

    def leave(self, path: str, name: str, remark: Remark) -> None:
        """Here as it is here, there as it is there, until a person or a key settles it."""
        ours, base, theirs = (one.get(path, "") for one in self.sides)
        if theirs and name in self.decided.there:
            sealed = self.there(path)
            found = self.open(name, sealed)
            self.take(path, name, sealed, found, forced=True)
            if found is None and path.endswith(".age"):
                self.remark(name, remarks.NO_KEY)
        elif ours and name in self.decided.here:
            self.keep(path, ours)
            self.sent.append(name)
            if mine := self.open(name, self.here(path)):
                self.mark(name, mine, forced=True)
        else:
            self.keep(path, theirs)
            if base:
                self.waiting[path] = base
            self.remark(name, remark)

    def take(
        self, path: str, name: str, sealed: bytes, found: Opened | None, *, forced: bool = False
    ) -> None:
        """The folder has the file as the remote has it, opened or not."""
        self.put(path, sealed)
        self.keep(path, self.sides.theirs[path])
        self.taken.append(name)
        if found is None:
            self.marks.pop(name, None)
            return
        if isinstance(found.record, Case):
            self.dossier.cabinet.mark(name, destroy_on(found.record), sealed)
        self.mark(name, found, forced=forced)

    def save(self, path: str, name: str, data: bytes, record: Any) -> None:
        """The merged file is in the folder, sealed to its key, and its key's name is right."""
        if renewal.save(self.dossier, name, data):
            return
        sealed = self.dossier.cabinet.save(name, self.dossier.folder / path, data)
        if isinstance(record, Case):
            self.dossier.cabinet.mark(name, destroy_on(record), sealed)

    def put(self, path: str, data: bytes) -> None:
        """The folder has these bytes there."""
        place = self.dossier.folder / path
        files.make_folder(place.parent)
        files.replace(place, data)

    def mark(self, name: str, found: Opened, *, forced: bool = False) -> None:
        """It was seen, and the remote has it; `forced` forgets what was seen before."""
        before = Mark() if forced else self.marks.get(name, Mark())
        self.marks[name] = Mark(
            revision=max(before.revision, found.revision),
            synced=found.revision,
            key=found.key or before.key,
        )
        if forced and isinstance(found.record, Case):
            self.dossier.marks.accept(name, found.revision)

    # Looking

    def is_old_here(self, name: str, mine: Opened) -> bool:
        """Whether an older version lies in the folder than was seen there."""
        return seen.went_back(self.marks.get(name, Mark()), mine.revision)

    def is_old_there(self, path: str, name: str, there: Opened, is_unchanged: bool) -> bool:
        """Older than what the remote had, or as old and not the same."""
        mark = self.marks.get(name, Mark())
        if is_unchanged and there.revision < mark.revision:
            return True
        if not mark.synced or there.revision > mark.synced:
            return False
        base = self.began(path, name)
        if there.revision < mark.synced:
            return True
        return base is not None and _said(base.record) != _said(there.record)

    def open(self, name: str, sealed: bytes) -> Opened | None:
        """The file opened; None where nothing here opens it."""
        return open_(self.dossier, name, sealed) if sealed else None

    def here(self, path: str) -> bytes:
        """The file as it lies in the folder."""
        return files.read(self.dossier.folder / path)

    def there(self, path: str) -> bytes:
        """The file as the remote has it."""
        blob = self.sides.theirs[path]
        if blob not in self._ahead:
            at = self._wanted.index(blob) if blob in self._wanted else len(self._wanted)
            some = list(dict.fromkeys([blob, *self._wanted[at : at + _AHEAD]]))
            self._ahead = objects.blobs(self.dossier.folder, some)
        return self._ahead[blob]

    def began(self, path: str, name: str) -> Opened | None:
        """The file as both began; None where that is not known or does not open any more."""
        blob = self.sides.base.get(path, "")
        try:
            sealed = objects.blobs(self.dossier.folder, [blob])[blob] if blob else b""
        except NotReadable:
            return None
        return self.open(name, sealed)

    def remark(self, name: str, remark: Remark, **fields: str) -> None:
        """A person will hear of it."""
        self.remarks.append(msgspec.structs.replace(remark, fields={"name": name, **fields}))


def _said(record: Any) -> Any:
    return record if isinstance(record, dict) else content(record)
