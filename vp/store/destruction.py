"""Destroying expired cases, so that it can be cut off anywhere and is finished next time.

1. one write of the record says which cases go, with the digests of file and key: from here on
   there is no way back; 2. each key is destroyed; 3. each case file is removed and its id added to
   `destroyed.txt` in the folder, for other laptops; 4. one write completes the record; 5. the
   mirrors in reach are told (`vp.store.mirror`), the others when they are back.
Nothing here needs a passphrase: names and digests say enough.
"""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from vp.domain.retention import Plan, Term, plan_purge
from vp.errors import NotReadable, NotThere
from vp.store import files, key_names, mirror
from vp.store.key_names import digest

if TYPE_CHECKING:
    from vp.store.shelf import Shelf

DESTROYED = "destroyed.txt"


def plan(shelf: "Shelf", today: date) -> Plan:
    """What a purge on this day would do, from names and the files of what is due alone."""
    terms = key_names.until(files.listing(shelf.cabinet.folder), today)
    return plan_purge(terms, digests(shelf, terms, today), today)


def digests(shelf: "Shelf", terms: list[Term], today: date) -> dict[str, str | None]:
    """The digest of the file of each expired case as it is now.

    None where there is no file; an empty one, which fits nothing, where it cannot be read.
    """
    found: dict[str, str | None] = {}
    for term in terms:
        if term.due and term.due <= today:
            try:
                found[term.case] = digest(files.read(shelf.path_of(term.case)))
            except NotThere:
                found[term.case] = None
            except NotReadable:
                found[term.case] = ""
    return found


def destroy(shelf: "Shelf", due: list[Term], today: date) -> None:
    """These cases can be read by nobody any more. Call it under the shelf's lock."""
    if not due:
        return
    from vp.store import register

    record = register.read(shelf.register_path, shelf.marker.id)
    intended = [
        register.Destruction(
            id=term.case,
            term=term.due or today,
            case=term.digest,
            key=shelf.cabinet.key_digest(term.case),
        )
        for term in due
    ]
    register.write(shelf.register_path, register.begin(record, intended))
    finish(shelf, today)


def finish(shelf: "Shelf", today: date | None = None) -> None:
    """What was begun is finished, and no key of a destroyed case is here again."""
    gone, pending = shelf.recorded()
    back = came_back(shelf, gone)
    if back or pending:
        from vp.store import pages

        pages.forget(shelf.private, gone)
    if back:
        _clear(shelf, back)
    if not pending:
        return
    from vp.store import register

    record = register.read(shelf.register_path, shelf.marker.id)
    ids = [one.id for one in record.pending]
    _clear(shelf, ids)
    for name in ids:
        files.destroy(shelf.drafts / f"{name}.age")
    _announce(shelf, ids)
    day = today or max(one.term for one in record.pending)
    register.write(shelf.register_path, register.complete(record, day))
    mirror.replay(shelf)


def _clear(shelf: "Shelf", names: Collection[str]) -> None:
    """No key of these cases is left here, whatever its state, and then no file of them.

    The cabinet is listed once, however many go.
    """
    for entry in shelf.cabinet.entries(*names):
        files.destroy(shelf.cabinet.folder / entry)
    for name in names:
        files.remove(shelf.path_of(name))


def came_back(shelf: "Shelf", gone: set[str]) -> set[str]:
    """Which of the destroyed cases have a key or a file here again, from an old copy."""
    if not gone:
        return set()
    keys = shelf.cabinet.entries(*gone)
    return gone & {*map(key_names.opens, filter(key_names.is_settled, keys)), *shelf.ids()}


def _announce(shelf: "Shelf", ids: list[str]) -> None:
    """The ids stand in the folder's own list, without dates."""
    path = shelf.folder / DESTROYED
    try:
        told = set(files.read(path).decode("ascii", "replace").split())
    except NotThere:
        told = set()
    lines = "".join(f"{one}\n" for one in sorted(told.union(ids)))
    files.replace(path, lines.encode())
