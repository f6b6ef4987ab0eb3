"""Settings that came along with a sync: which, and when, until somebody said that they are right.

    2026-06-01 terms threshold

The key of the settings lies in the cabinet, so nobody without it can forge them; but who else holds
the keys, or another laptop of one's own, can make a term shorter or a number in the report smaller.
`altered.txt` in home names the fields, never what they say.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from vp.domain.profile import Profile
from vp.errors import NotReadable, NotThere
from vp.store import files
from vp.store.papers import PROFILE

if TYPE_CHECKING:
    from vp.store.dossier import Dossier

NAME = "altered.txt"
UNKNOWN = "?"
"""In place of the fields, where the settings before or after cannot be opened."""
_ASIDE = {"format", "dossier", "revision"}
_LINE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}) ([a-z_ ?]+)")


class Altered(NamedTuple):
    """The day of the last sync that changed settings, and which were changed since the first."""

    day: str
    fields: tuple[str, ...]


@contextmanager
def watching(dossier: "Dossier", today: date) -> Iterator[None]:
    """What the block changes in the settings is remembered, whether it ends well or not."""
    before = _sealed(dossier)
    try:
        yield
    finally:
        after = _sealed(dossier)
        if before and after and before != after:
            _remember(dossier, before, after, today)


def read(dossier: "Dossier") -> Altered | None:
    """What was changed and not looked at yet; None when nothing was."""
    try:
        text = files.read(dossier.private / NAME, limit=64 * 1024).decode("ascii", "replace")
    except NotThere:
        return None
    found = list(filter(None, map(_LINE.fullmatch, text.splitlines())))
    names = dict.fromkeys(name for line in found for name in line[2].split())
    return Altered(found[-1][1], tuple(names)) if found else None


def accept(dossier: "Dossier") -> None:
    """Somebody looked: the settings are right as they are."""
    files.remove(dossier.private / NAME)


def _remember(dossier: "Dossier", before: bytes, after: bytes, today: date) -> None:
    changed = _changed(dossier, before, after)
    if changed:
        known = read(dossier)
        names = dict.fromkeys([*(known.fields if known else ()), *changed])
        files.replace(dossier.private / NAME, f"{today} {' '.join(names)}\n".encode())


def _changed(dossier: "Dossier", before: bytes, after: bytes) -> list[str]:
    old, new = _opened(dossier, before), _opened(dossier, after)
    if old is None or new is None:
        return [UNKNOWN]
    names = [name for name in Profile.__struct_fields__ if name not in _ASIDE]
    return [name for name in names if getattr(old, name) != getattr(new, name)]


def _opened(dossier: "Dossier", sealed: bytes) -> Profile | None:
    from vp.store.opened import open_

    found = open_(dossier, PROFILE, sealed)
    return found.record if found else None


def _sealed(dossier: "Dossier") -> bytes:
    try:
        return files.read(dossier.path_of(PROFILE))
    except (NotThere, NotReadable):
        return b""
