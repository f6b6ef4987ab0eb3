"""The shelf: the folder of sealed files and the cabinet of their keys, by name alone.

Nothing here knows what is inside a file, so that `vp purge`, which uses nothing else, cannot.

Half-done states, each recognised and put right by the next command, without asking:

1. a temporary (`.vp-*`) in any folder, home too: a write was cut off before it counted. Destroyed.
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
12. recipients whose keys are not all sealed for them (`vp.store.resealing`), or an identity that is
   being replaced (`vp.store.rotation`): done by whoever opens a case next. What needs no secret is
   done at once: a new identity that nothing was sealed for is destroyed, and an old one that
   nothing is sealed for any more.
13. a mirror that was not told what was destroyed (`vp.store.mirror`): told as soon as it is there.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from vp.domain.ids import CASE_ID
from vp.errors import NotThere
from vp.locale import N_
from vp.store import destruction, files, mirror, recipients, redaction, rotation
from vp.store.cabinet import Cabinet
from vp.store.lock import lock
from vp.store.marker import Marker, read_marker

if TYPE_CHECKING:
    from vp.store.age import Identity

_RECORDED = rb"(?m)^- id: '?([0-9a-z]{4}-[0-9a-z]{4})'?$"
_PENDING = rb"(?m)^pending:\n- "


def ids_among(names: Iterable[str]) -> list[str]:
    """The ids of the cases whose files have these names, sorted."""
    stems = (name.removesuffix(".age") for name in names)
    return sorted(filter(CASE_ID.fullmatch, stems))


def recorded(register: Path) -> tuple[set[str], bool]:
    """The ids in a destruction record, and whether something is pending: a glance, no parsing."""
    try:
        data = files.read(register, limit=files.RECORD_LIMIT)
    except NotThere:
        return set(), False
    ids = {found.decode() for found in re.findall(_RECORDED, data)}
    return ids, bool(re.search(_PENDING, data))


class Shelf:
    """One dossier folder with its cabinet in home; half-done states are put right on opening it."""

    def __init__(self, folder: Path, home: Path, unlock: "Callable[[], Identity]") -> None:
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
        self.home = home
        self._is_writing = False
        self._interrupted: list[str] = []
        self._half_sealed = False
        self.recover()

    # Public functions: names

    def ids(self) -> list[str]:
        """The ids of all cases in the folder, sorted."""
        return ids_among(files.listing(self.cases))

    def destroyed(self) -> set[str]:
        """The ids of the cases that were destroyed here."""
        return self.recorded()[0]

    def find(self, name: str, aliases: Callable[[], dict[str, str]]) -> str:
        """The id that `name` means: an id or an alias, or an unambiguous beginning of either.

        `aliases` is asked only when no id begins so. Raises NotThere for none or several.
        """
        asked = name.strip().casefold()
        if CASE_ID.fullmatch(asked) and os.path.lexists(self.case_path(asked)):
            return asked
        begun = [one for one in self.ids() if asked and one.startswith(asked)]
        if not begun:
            known_as = {one: alias.casefold() for one, alias in aliases().items()}
            begun = [one for one, alias in known_as.items() if alias == asked] or [
                one for one, alias in known_as.items() if asked and alias.startswith(asked)
            ]
        if len(begun) == 1:
            return begun[0]
        if begun:
            raise NotThere(
                N_("several cases answer to that name: {cases}"),
                N_("give more of the id"),
                cases=", ".join(begun),
            )
        raise NotThere(N_("there is no such case"), N_("vp list shows the cases"))

    def recorded(self) -> tuple[set[str], bool]:
        """The ids in the destruction record, and whether something is pending."""
        return recorded(self.register_path)

    # Public functions: writing

    @contextmanager
    def writing(self, *, patient: bool = True) -> Iterator[None]:
        """The lock is held and half-done states are put right; a block within a block is one.

        Raises NotWritten while another writes; not `patient`: at once.
        """
        if self._is_writing:
            yield
            return
        with lock(self.private / "lock", patient=patient):
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
        gone, pending = self.recorded()
        self._half_sealed = recipients.is_unfinished(self.private) or rotation.is_begun(self.home)
        with self.cabinet.looking():
            return bool(
                pending
                or self._unsettled()
                or destruction.came_back(self, gone)
                or redaction.needs_finishing(self)
                or rotation.needs_settling(self.home)
                or mirror.behind(self)
            )

    def _put_right(self) -> None:
        for folder in self._folders():
            files.sweep(folder)
        if self.drafts.is_dir():
            with lock(self.drafts / "lock"):
                files.sweep(self.drafts)
        with self.cabinet.looking():
            is_finished, unsettled = not redaction.needs_finishing(self), self._unsettled()
        if not is_finished:
            redaction.finish(self)
            unsettled = self._unsettled()
        for name in unsettled:
            path = self.path_of(name)
            if files.is_claim(path):
                files.remove(path)
            if os.path.lexists(path):
                self.cabinet.settle(name)
            elif self.cases.is_dir():
                self.cabinet.destroy(name)
        destruction.finish(self)
        rotation.settle(self.home)
        mirror.replay(self)
        self._half_sealed = recipients.is_unfinished(self.private) or rotation.is_begun(self.home)

    def _unsettled(self) -> list[str]:
        """The files whose only key is still being made; one beside another waits for a dossier."""
        fresh = self.cabinet.fresh()
        self._interrupted = [name for name in fresh if self.cabinet.has(name)]
        return [name for name in fresh if name not in self._interrupted]

    def _folders(self) -> list[Path]:
        below = [self.folder / name for name in ("cases", "journal", "reports")]
        inside = [self.private / name for name in ("keys", "index", "marks")]
        return [self.folder, *below, self.private, *inside]

    def path_of(self, name: str) -> Path:
        """Where the sealed file of this name lies: a case, the profile, a journal, the ledger."""
        if name == "profile":
            return self.folder / "profile.age"
        if name == "ledger":
            return self.folder / "journal" / "ledger.age"
        if name.startswith("journal-"):
            return self.folder / "journal" / f"{name.removeprefix('journal-')}.age"
        return self.case_path(name)

    def case_path(self, name: str) -> Path:
        """Where the sealed case of this id lies. Raises NotThere for what is no id."""
        if not CASE_ID.fullmatch(name):
            raise NotThere(N_("there is no such case"), N_("vp list shows the cases"))
        return self.cases / f"{name}.age"
