"""Which cases that were destroyed elsewhere are destroyed here too.

The list in the folder can be written by anyone who can write there. Unasked it is obeyed only
where the name of the key here says that the case is due, its file is the one that was closed, the
clock can be believed, and it is no more than one run may destroy. For the rest a person decides.
"""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from vp.domain.retention import Term, is_too_many
from vp.errors import NotThere
from vp.store import destruction, files
from vp.store.destruction import DESTROYED
from vp.store.incoming import destroyed as ids_in

if TYPE_CHECKING:
    from vp.store.shelf import Shelf


class Obeyed(NamedTuple):
    """What the list of another laptop came to."""

    gone: list[str]
    """Destroyed here now."""
    disputed: set[str]
    """Listed there, and here still: a person decides."""
    here: bytes
    """The list as this folder has it from now on."""
    there: bytes
    """The list as the remote gets it: what is disputed stays on it."""


def obey(
    shelf: "Shelf",
    listed: set[str],
    today: date,
    *,
    believes_clock: bool,
    confirmed: Collection[str],
    kept: Collection[str],
) -> Obeyed:
    """What may go is gone, and the list tells it. Call it under the lock."""
    held = {term.case: term for term in shelf.cabinet.terms()}
    here = held.keys() | set(shelf.ids())
    open_ = (listed & here) - shelf.destroyed()
    due = {term.case: term for term in destruction.plan(shelf, today).due if term.case in open_}
    if not believes_clock or is_too_many(len(due), len(shelf.ids())):
        due = {}
    for name in open_.intersection(confirmed):
        due[name] = held.get(name, Term(name, None, ""))
    destruction.destroy(shelf, sorted(due.values()), today)
    disputed = open_ - due.keys()
    known = own(shelf) | (listed - disputed)
    told = (known | disputed) - set(kept)
    if known != own(shelf):
        files.replace(shelf.folder / DESTROYED, _lines(known))
    return Obeyed(sorted(due), disputed - set(kept), _lines(known), _lines(told))


def own(shelf: "Shelf") -> set[str]:
    """The ids in the folder's own list, and those in the record of this laptop."""
    try:
        listed = ids_in(files.read(shelf.folder / DESTROYED))
    except NotThere:
        listed = set()
    return listed | shelf.destroyed()


def _lines(ids: set[str]) -> bytes:
    return "".join(f"{one}\n" for one in sorted(ids)).encode()
