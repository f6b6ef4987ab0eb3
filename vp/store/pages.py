"""The pages of the index: sealed summaries, and nothing that the cases do not say better.

    index/open.age, open.key        the cases that run or are held
    index/2028-03.age, 2028-03.key  those that are to be destroyed in that month

What goes together lies together, so that a purge takes one page. The first line of a page names
its cases, as the names of their keys do, so that whoever destroys one finds it without a secret.
Each page has a key of its own, sealed like the keys of the cabinet: with the key every earlier
version of the page is gone. A page is a cache: it is not synced, and one that is damaged, foreign
or written by another vp is none.
"""

import re
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from vp import __version__
from vp.domain.record import Record
from vp.domain.summary import Summary
from vp.errors import NotReadable, NotThere, VpError
from vp.store import files
from vp.store.files import Stamp

if TYPE_CHECKING:
    from vp.store.age import Identity
    from vp.store.dossier import Dossier

FOLDER = "index"
OPEN = "open"
_PAGE = re.compile(r"(open|[0-9]{4}-[0-9]{2})\.age")
_LIMIT = 1024 * 1024 * 1024


class Sight(Record, array_like=True, gc=False):
    """How a case lay when it was looked at: its file, and the names of its keys."""

    file: Stamp
    keys: str


class Entry(Record, array_like=True, gc=False):
    """A summary, and how the case lay that it was made from."""

    sight: Sight
    summary: Summary


class Page(Record, kw_only=True):
    """Some cases of a dossier, as a version of vp saw them with the tags of a key."""

    version: str
    dossier: str
    profile: Stamp
    """How the profile lay that held the key of the tags."""
    tags: str
    """A digest of that key."""
    entries: dict[str, Entry]


def page_of(summary: Summary) -> str:
    """The page on which the case belongs."""
    return summary.destroy_on.isoformat()[:7] if summary.destroy_on else OPEN


def read(dossier: "Dossier") -> dict[str, Page | None]:
    """The pages by their names; None for one that nothing can be taken from."""
    found: dict[str, Page | None] = {}
    names: list[str] = []
    with suppress(VpError):
        names = _names(dossier.private)
    for name in names:
        found[name] = None
        with suppress(VpError, msgspec.MsgspecError):
            found[name] = _read(dossier, name)
    return found


def write(dossier: "Dossier", name: str, page: Page) -> None:
    """The page holds this, sealed to the key it has or to a new one. Call it under the lock."""
    from vp.store import age

    files.make_folder(dossier.private / FOLDER)
    told = " ".join(page.entries).encode() + b"\n"
    sealed = age.seal(msgspec.msgpack.encode(page), [_key(dossier, name).recipient])
    files.put(_path(dossier.private, name), told + sealed)


def forget(private: Path, cases: Collection[str]) -> None:
    """No page holds any of these cases, nor does an older version of it. Takes no secret."""
    for name in _names(private):
        if not _told(private, name).isdisjoint(cases):
            drop(private, [name])


def drop(private: Path, names: Iterable[str] | None = None) -> None:
    """These pages are gone with their keys; all of them when none are named."""
    for name in _names(private) if names is None else names:
        files.destroy(_key_path(private, name))
        files.remove(_path(private, name))


def _names(private: Path) -> list[str]:
    return [found[1] for found in map(_PAGE.fullmatch, files.names(private / FOLDER)) if found]


def _told(private: Path, name: str) -> set[str]:
    try:
        data = files.read(_path(private, name), limit=_LIMIT)
    except NotThere:
        return set()
    return set(data.partition(b"\n")[0].decode("ascii", "replace").split())


def _read(dossier: "Dossier", name: str) -> Page | None:
    from vp.store import age

    data = files.read(_path(dossier.private, name), limit=_LIMIT)
    told, _line, sealed = data.partition(b"\n")
    opened = age.unseal(sealed, [_held(dossier, name)], name)
    page = msgspec.msgpack.decode(opened, type=Page)
    ours = (page.version, page.dossier) == (__version__, dossier.marker.id)
    return page if ours and " ".join(page.entries).encode() == told else None


def _key(dossier: "Dossier", name: str) -> "Identity":
    """The key of the page; a new one where there is none that opens."""
    from vp.store import age

    try:
        return _held(dossier, name)
    except (NotThere, NotReadable):
        key = age.new_identity()
        sealed = age.seal(key.secret().encode(), dossier.cabinet.recipients())
        files.put(_key_path(dossier.private, name), sealed)
        return key


def _held(dossier: "Dossier", name: str) -> "Identity":
    return dossier.cabinet.key(files.read(_key_path(dossier.private, name)), name)


def _path(private: Path, name: str) -> Path:
    return private / FOLDER / f"{name}.age"


def _key_path(private: Path, name: str) -> Path:
    return private / FOLDER / f"{name}.key"
