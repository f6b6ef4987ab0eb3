"""Destroying expired cases, so that it can be cut off anywhere and is finished next time.

1. one write of the record says which cases go, with the digests of file and key: from here on
   there is no way back; 2. each key is destroyed; 3. each case file is removed and its id added to
   `destroyed.txt` in the folder, for other laptops; 4. one write completes the record.
Nothing here needs a passphrase: names and digests say enough.
"""

from datetime import date
from typing import TYPE_CHECKING

from vp.domain.retention import Term
from vp.errors import NotReadable, NotThere
from vp.store import files, register
from vp.store.cabinet import digest

if TYPE_CHECKING:
    from vp.store.dossier import Dossier

DESTROYED = "destroyed.txt"


def digests(dossier: "Dossier", today: date) -> dict[str, str | None]:
    """The digest of the file of each expired case as it is now.

    None where there is no file; an empty one, which fits nothing, where it cannot be read.
    """
    found: dict[str, str | None] = {}
    for term in dossier.cabinet.terms():
        if term.due and term.due <= today:
            try:
                found[term.case] = digest(files.read(dossier.path_of(term.case)))
            except NotThere:
                found[term.case] = None
            except NotReadable:
                found[term.case] = ""
    return found


def destroy(dossier: "Dossier", due: list[Term], today: date) -> None:
    """These cases can be read by nobody any more. Call it under the dossier's lock."""
    if not due:
        return
    record = register.read(dossier.register_path, dossier.marker.id)
    intended = [
        register.Destruction(
            id=term.case,
            term=term.due or today,
            case=term.digest,
            key=dossier.cabinet.key_digest(term.case),
        )
        for term in due
    ]
    register.write(dossier.register_path, register.begin(record, intended))
    finish(dossier, today)


def finish(dossier: "Dossier", today: date | None = None) -> None:
    """What was begun is finished, and no key of a destroyed case is here again."""
    gone, pending = register.known(dossier.register_path)
    for name in came_back(dossier, gone):
        dossier.cabinet.destroy(name)
        files.remove(dossier.path_of(name))
    if not pending:
        return
    record = register.read(dossier.register_path, dossier.marker.id)
    for one in record.pending:
        dossier.cabinet.destroy(one.id)
        files.remove(dossier.path_of(one.id))
        files.destroy(dossier.drafts / f"{one.id}.age")
    _announce(dossier, [one.id for one in record.pending])
    day = today or max(one.term for one in record.pending)
    register.write(dossier.register_path, register.complete(record, day))


def came_back(dossier: "Dossier", gone: set[str]) -> set[str]:
    """Which of the destroyed cases have a key or a file here again, from an old copy."""
    if not gone:
        return set()
    keys = {term.case for term in dossier.cabinet.terms()}
    return gone & keys.union(dossier.ids())


def _announce(dossier: "Dossier", ids: list[str]) -> None:
    """The ids stand in the folder's own list, without dates."""
    path = dossier.folder / DESTROYED
    try:
        told = set(files.read(path).decode("ascii", "replace").split())
    except NotThere:
        told = set()
    lines = "".join(f"{one}\n" for one in sorted(told.union(ids)))
    files.replace(path, lines.encode())
