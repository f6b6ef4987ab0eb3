"""New keys for what somebody could read who may read no more.

A key that he once opened, or kept in a copy, opens every later version of that file too. So when
somebody is taken out of the recipients, every key there is waits for its replacement; those of open
cases, profile and journals are replaced at once, the others when the case is next written.

`renewals.txt` holds their names, a line each. It is written before the recipients change, and a
name is taken out when its old key is destroyed. Doing one twice does no harm.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from vp.errors import NotReadable, NotThere
from vp.store import files, key_names, redaction

if TYPE_CHECKING:
    from pathlib import Path

    from vp.store.dossier import Dossier

NAME = "renewals.txt"
_LIMIT = 16 * 1024 * 1024
_BATCH = 50
"""So many share the two writes of the destruction record."""


def waiting(private: "Path") -> set[str]:
    """The names of the files that get a new key when they are next written."""
    try:
        return set(files.read(private / NAME, limit=_LIMIT).decode("ascii", "replace").split())
    except NotThere:
        return set()


def demand(dossier: "Dossier") -> None:
    """Every file that has a key gets a new one when it is next written."""
    entries = filter(key_names.opens, files.names(dossier.cabinet.folder))
    _write(dossier.private, waiting(dossier.private).union(map(key_names.opens, entries)))


def done(private: "Path", names: Collection[str]) -> None:
    """These have their new key."""
    found = waiting(private)
    if not found.isdisjoint(names):
        _write(private, found.difference(names))


def save(dossier: "Dossier", name: str, data: bytes) -> bool:
    """Whether the file waited for a new key; it holds the data, then, under a new one."""
    if name not in waiting(dossier.private):
        return False
    dossier.cabinet.renew(name, dossier.path_of(name), data)
    redaction.replace(dossier, name, sentence=redaction.KEY_IS_LEFT)
    return True


def overdue(dossier: "Dossier") -> list[str]:
    """What still has a key that somebody may have: all that waits but closed cases."""
    closed = {one.case for one in dossier.cabinet.terms() if one.due}
    return sorted(name for name in waiting(dossier.private) - closed if dossier.cabinet.has(name))


def renew(dossier: "Dossier", step: Callable[[int, int], None]) -> list[str]:
    """Of what waits, all but closed cases have a new key; returns what could not be opened.

    Call it under the lock, with nothing half done.
    """
    names = overdue(dossier)
    left, number = [], 0
    for batch in _batches(names):
        ready = []
        for name in batch:
            try:
                data = dossier.cabinet.open(name, dossier.path_of(name))
                dossier.cabinet.renew(name, dossier.path_of(name), data)
                ready.append(name)
            except (NotThere, NotReadable):
                left.append(name)
            number += 1
            step(number, len(names))
        if ready:
            redaction.replace(dossier, *ready, sentence=redaction.KEY_IS_LEFT)
    return left


def _batches(names: Sequence[str]) -> Iterator[Sequence[str]]:
    return (names[start : start + _BATCH] for start in range(0, len(names), _BATCH))


def _write(private: "Path", names: Collection[str]) -> None:
    files.replace(private / NAME, "".join(f"{name}\n" for name in sorted(names)).encode())
