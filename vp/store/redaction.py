"""Taking text out of a case for good: the case gets a new key, and the old one is destroyed.

The same is done, several files at a time, where somebody may read no more (`vp.store.renewal`).

1. the new key stands beside the old one, as `ID.new.age`; 2. the case is sealed to it; 3. one write
of the record says which keys go, by their digests, those from before they were sealed anew too
(`vp.store.sealings`): from here on there is no way back; 4. each of
them is destroyed; 5. the new key gets its own name; 6. one write completes the record.
After that no older version of the case opens, wherever there is one: in git, on a remote, in a
backup of the folder.

Cut off before 3, whoever opens a case next asks which key opens this one: with the old key it was
not saved, and the new key goes; with the new one alone it goes on from 3. From 3 on the record says
enough, and the next command ends it without a passphrase.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from vp.errors import NotReadable, NotThere, NotWritten
from vp.locale import N_
from vp.store import files, key_names
from vp.store.key_names import digest

if TYPE_CHECKING:
    from pathlib import Path

    from vp.store.cabinet import Cabinet
    from vp.store.dossier import Dossier
    from vp.store.shelf import Shelf

_KEY = re.compile(
    rb"^- key: '?([0-9a-f]{32})'?\n"
    rb"  case: '?([0-9a-z]{4}-[0-9a-z]{4}|profile|ledger|journal-[0-9a-z]+)'?$",
    re.MULTILINE,
)
TEXT_IS_OUT = N_("the text is out of case {case}, but an old key still opens older versions: {why}")
KEY_IS_LEFT = N_("{case} is saved under a new key, but its old key is not destroyed yet: {why}")
_BEGUN = re.compile(rb"^redacting:\n- ", re.MULTILINE)


def recorded(path: "Path") -> tuple[dict[str, str], bool]:
    """The case of each replaced key by that key's digest, and whether any is being replaced now.

    A glance at the destruction record, without parsing.
    """
    try:
        data = files.read(path, limit=files.RECORD_LIMIT)
    except NotThere:
        return {}, False
    known = {key.decode(): case.decode() for key, case in _KEY.findall(data)}
    return known, bool(_BEGUN.search(data))


def needs_finishing(shelf: "Shelf") -> bool:
    """Whether a recorded replacement is not finished, or a replaced key came back."""
    known, begun = recorded(shelf.register_path)
    return bool(begun or shelf.cabinet.leaving() or _came_back(shelf, known))


def finish(shelf: "Shelf") -> None:
    """What was recorded is done, as far as it takes no secret. Call it under the lock."""
    known, begun = recorded(shelf.register_path)
    cabinet = shelf.cabinet
    for entry in (*cabinet.leaving(), *_came_back(shelf, known)):
        cabinet.discard(entry)
    if begun:
        from vp.store import pages, register

        record = register.read(shelf.register_path, shelf.marker.id)
        waiting = {one.case for one in record.redacting}.intersection(cabinet.fresh())
        for name in waiting:
            if cabinet.has(name):
                return  # yet another copy of an old key: only opening the case tells
            cabinet.settle(name)
        pages.forget(shelf.private, [one.case for one in record.redacting])
        register.write(shelf.register_path, register.complete_redaction(record))


def resume(dossier: "Dossier", names: list[str]) -> None:
    """Of each of these, whose new key stands beside another, the key that opens the case is left.

    A case that is not there, or that neither opens, keeps both. Call it under the lock, unlocked.
    """
    cabinet = dossier.cabinet
    cabinet.unlock()
    for name in set(names).intersection(cabinet.fresh()):  # another vp may have been first
        fresh = key_names.fresh(name)
        others = [entry for entry in cabinet.entries(name) if entry != fresh]
        try:
            sealed = files.read(dossier.path_of(name))
        except (NotThere, NotReadable):
            continue
        if any(_opens(cabinet, entry, sealed) for entry in others):
            cabinet.discard(fresh)
        elif _opens(cabinet, fresh, sealed):
            replace(dossier, name)


def renew(dossier: "Dossier", name: str, data: bytes) -> None:
    """The case holds this data under a new key, and the old one is gone. Call it under the lock."""
    from vp.store import register

    register.read(dossier.register_path, dossier.marker.id)  # damage is found before anything goes
    dossier.cabinet.renew(name, dossier.path_of(name), data)
    replace(dossier, name)


def replace(dossier: "Dossier", *names: str, sentence: str = TEXT_IS_OUT) -> None:
    """Steps 3 to 6: of the keys of these files only the new one is left, under its own name.

    Raises NotReadable, and destroys nothing, unless the new key opens the file as it is stored;
    NotWritten, with this sentence, when an old key could not be destroyed yet.
    """
    try:
        _replace(dossier, names)
    except NotWritten as error:
        raise NotWritten(
            sentence,
            N_("look at the disk; the next command that opens a case goes on with it"),
            case=", ".join(names),
            why=error.fields.get("why", ""),
        ) from None


def _replace(dossier: "Dossier", names: Sequence[str]) -> None:
    from vp.store import mirror, pages, register, renewal, sealings

    cabinet = dossier.cabinet
    former, known = sealings.read(dossier.private), recorded(dossier.register_path)[0]
    stored: dict[str, tuple[bytes, date | None]] = {}
    going: list[str] = []
    keys: list[register.OldKey] = []
    for name in names:
        sealed, due, day = _renewed(dossier, name)
        stored[name] = (sealed, due)
        old = [one for one in cabinet.entries(name) if one != key_names.fresh(name)]
        digests = [digest(files.read(cabinet.folder / entry)) for entry in old]
        every = dict.fromkeys([*digests, *former.get(name, [])])
        # A key that was put back may be one that was known before: what stays is not recorded.
        every.pop(digest(files.read(cabinet.folder / key_names.fresh(name))), None)
        keys += [register.OldKey(key=one, case=name, on=day) for one in every if one not in known]
        going += old
    record = register.read(dossier.register_path, dossier.marker.id)
    record = register.begin_redaction(record, keys)
    register.write(dossier.register_path, record)
    for entry in going:
        cabinet.discard(entry)
    for name, (sealed, due) in stored.items():
        cabinet.settle(name)
        cabinet.mark(name, due, sealed)
    pages.forget(dossier.private, names)
    register.write(dossier.register_path, register.complete_redaction(record))
    sealings.forget(dossier.private, names)
    renewal.done(dossier.private, names)
    mirror.replay(dossier)


def _renewed(dossier: "Dossier", name: str) -> tuple[bytes, date | None, date]:
    """The file as it is stored, its day of destruction, and the day it got its new key.

    Raises NotReadable unless the new key opens it.
    """
    from vp.domain.activity import Journal
    from vp.domain.case import Case
    from vp.domain.retention import destroy_on
    from vp.store import codec, papers

    path = dossier.path_of(name)
    sealed = files.read(path)
    data = dossier.cabinet.unseal_with(key_names.fresh(name), sealed)
    if name in papers.KINDS or name.startswith("journal-"):
        codec.load(data, papers.KINDS.get(name, Journal), name)
        return sealed, None, datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    case = codec.load(data, Case, name)
    return sealed, destroy_on(case), case.log[-1].on if case.log else case.facts.opened


def _opens(cabinet: "Cabinet", entry: str, sealed: bytes) -> bool:
    try:
        cabinet.unseal_with(entry, sealed)
    except (NotThere, NotReadable):
        return False
    return True


def _came_back(shelf: "Shelf", known: dict[str, str]) -> list[str]:
    """The file names of keys that were replaced, and are here (again)."""
    if not known:
        return []
    found = []
    for entry in shelf.cabinet.entries(*set(known.values())):
        with suppress(NotThere, NotReadable):
            if digest(files.read(shelf.cabinet.folder / entry)) in known:
                found.append(entry)
    return found
