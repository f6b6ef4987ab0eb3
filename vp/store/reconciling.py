"""What becomes of each file that this laptop and the remote have: taken, sent, merged, or left.

`base` is what both began with. What cannot be opened, or is older than what was seen, is neither
taken nor overwritten: the remote keeps what it has there, this folder keeps what it has here, and
a person hears of it. The commit that is sent holds `tree`.
"""

from collections.abc import Collection
from typing import Any

from vp.domain.activity import Journal
from vp.domain.case import Case
from vp.domain.merge import merge
from vp.domain.merge_papers import longer, merge_journals, merge_profiles
from vp.store import codec, files, key_names, objects, remarks
from vp.store.incoming import LIST, OURS
from vp.store.opened import LEDGER, Opened, name_of
from vp.store.seen import Mark
from vp.store.settlement import Settlement


class Reconciling(Settlement):
    """One sync of all files."""

    def run(self, disputed: Collection[str], spared: Collection[str] = ()) -> None:
        """Every file but the list of destroyed cases is settled; the ledger before the reports.

        Destroyed elsewhere, the `disputed` wait for a person, the `spared` stay here by his word.
        """
        self._spared = spared
        gone = self.dossier.destroyed()
        paths = sorted({*self.sides.ours, *self.sides.theirs} - {LIST})
        for path in sorted(paths, key=lambda one: one.startswith("reports/")):
            ours, _base, theirs = (one.get(path, "") for one in self.sides)
            name = name_of(path)
            if path in OURS:
                self.keep(path, ours)
            elif name in gone:
                continue
            elif name in disputed or ours == theirs:
                self.keep(path, theirs)
            elif name:
                self._settle(path, name)
            else:
                self._report(path)

    # One sealed file

    def _settle(self, path: str, name: str) -> None:
        ours, base, theirs = (one.get(path, "") for one in self.sides)
        if ours and (not theirs or theirs == base):
            self._send(path, name)
        elif not ours:
            self._arrive(path, name)
        else:
            self._compare(path, name)

    def _send(self, path: str, name: str) -> None:
        """Changed here alone: the remote gets it, unless it cannot be what was seen last."""
        ours, base, theirs = (one.get(path, "") for one in self.sides)
        mine = self.open(name, self.here(path))
        if mine is None and self.dossier.cabinet.has(name):
            return self.leave(path, name, remarks.DAMAGED_HERE)
        if mine and self.is_old_here(name, mine):
            return self.leave(path, name, remarks.WENT_BACK_HERE)
        if base and not theirs and name not in self._spared:
            self.remark(name, remarks.MISSING_THERE)
        self.keep(path, ours)
        self.sent.append(name)
        if mine:
            self.mark(name, mine)

    def _arrive(self, path: str, name: str) -> None:
        """There, and not here (any more)."""
        theirs = self.there(path)
        found = self.open(name, theirs)
        if found is None:
            self.remark(name, remarks.NO_KEY)
        elif found.revision < self.marks.get(name, Mark()).revision:
            return self.leave(path, name, remarks.WENT_BACK)
        self.take(path, name, theirs, found)

    def _compare(self, path: str, name: str) -> None:
        """Changed there, and perhaps here too."""
        ours, base, _theirs = (one.get(path, "") for one in self.sides)
        there, here = self.open(name, self.there(path)), self.open(name, self.here(path))
        if there is None:
            if here is None and ours == base and not self.dossier.cabinet.has(name):
                self.remark(name, remarks.NO_KEY)
                self.take(path, name, self.there(path), None)
            else:
                self.leave(path, name, remarks.UNOPENED)
        elif self.is_old_there(path, name, there, ours == base):
            self.leave(path, name, remarks.WENT_BACK)
        elif here is None:
            self.leave(path, name, remarks.DAMAGED_HERE)
        elif self.is_old_here(name, here):
            self.leave(path, name, remarks.WENT_BACK_HERE)
        elif name == LEDGER:
            self._ledger(path, here, there)
        elif ours == base:
            self.take(path, name, there.sealed, there)
        else:
            self._merge(path, name, here, there)

    def _merge(self, path: str, name: str, here: Opened, there: Opened) -> None:
        whole = self._merged(path, name, here.record, there.record)
        if whole == there.record:
            return self.take(path, name, there.sealed, there)
        self.merged.append(name)
        if whole == here.record:
            self.keep(path, self.sides.ours[path])
            return self.mark(name, here)
        data = codec.pad(codec.dump(whole))
        self.save(path, name, data, whole)
        sealed = files.read(self.dossier.path_of(name))
        self.keep(path, objects.blob_id(sealed))
        self.mark(name, here._replace(revision=whole.revision))

    def _merged(self, path: str, name: str, ours: Any, theirs: Any) -> Any:
        """One record of three; what a person should know of it is remarked."""
        base = self.began(path, name)
        began = base.record if base else None
        match ours:
            case Case():
                one = merge(began, ours, theirs)
                if one.contested:
                    self.remark(name, remarks.CONTESTED, fields=", ".join(one.contested))
                if one.closed:
                    self.remark(name, remarks.CLOSED)
                return one.case
            case Journal():
                return merge_journals(began, ours, theirs)
            case _:
                paper = merge_profiles(began, ours, theirs)
                for field, lost in paper.lost.items():
                    self.remark(name, remarks.SETTING, field=field, lost=lost)
                return paper.paper

    def _ledger(self, path: str, here: Opened, there: Opened) -> None:
        """Of two chains the one that goes on counts; two that part are a matter for a person."""
        match longer(here.record, there.record):
            case True:
                self.keep(path, self.sides.ours[path])
                self.sent.append(LEDGER)
            case False:
                self.take(path, LEDGER, there.sealed, there)
            case _:
                self.leave(path, LEDGER, remarks.PARTED)

    # One report

    def _report(self, path: str) -> None:
        """A report from elsewhere counts where the sealed ledger vouches for it."""
        ours, base, theirs = (one.get(path, "") for one in self.sides)
        name = path.rpartition("/")[2].removesuffix(".yaml")
        if ours and (not theirs or theirs == base):
            self.keep(path, ours)
            self.sent.append(name)
        elif self._vouched(self.there(path)):
            self.take(path, name, self.there(path), None)
        else:
            self.leave(path, name, remarks.UNVOUCHED)

    def _vouched(self, data: bytes) -> bool:
        """Whether the ledger, as it lies in the folder by now, has the digest of these bytes."""
        ledger = self.dossier.folder / "journal" / "ledger.age"
        found = self.open(LEDGER, files.read(ledger)) if ledger.is_file() else None
        lists = (one for one in found.record.values() if isinstance(one, list)) if found else ()
        mark = key_names.digest(data)
        return any(mark in str(entry) for entries in lists for entry in entries)
