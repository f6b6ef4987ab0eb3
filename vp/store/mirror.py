"""The mirror of the cabinet: its keys on another disk, which forgets only what was destroyed.

    vp-9x2m-4kd7/vp-mirror.txt   whose mirror it is: format, dossier, and an id of its own
    vp-9x2m-4kd7/keys/           the keys, still sealed, under the names they have in the cabinet
    vp-9x2m-4kd7/recipients.txt  who could open them
    vp-9x2m-4kd7/destroyed.yaml  the destruction record that the mirror was last told

A mirror is remembered in home before the first key is copied to it. Whenever its record is not the
one in home, what was destroyed or replaced is destroyed there too: by the command that destroys,
or, where the mirror is out of reach, by the first command that finds it again. What is merely
missing in the cabinet stays in the mirror. The index and what else home holds is never mirrored.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from vp.errors import NotReadable, NotThere, VpError
from vp.store import files, key_names, redaction, upkeep
from vp.store.upkeep import Mirror

if TYPE_CHECKING:
    from vp.store.shelf import Shelf

MARKER = "vp-mirror.txt"
FORMAT = 1
KEYS = "keys"
RECORD = "destroyed.yaml"
_LINE = re.compile(r"(format|dossier|id): *'?([0-9a-z-]+)'?")

Same = Callable[[bytes, bytes], bool]
"""Whether two sealed keys are the same key; only somebody who can open them knows."""


class Marker(NamedTuple):
    """Whose mirror a folder is."""

    dossier: str
    id: str


class Copied(NamedTuple):
    """How many keys are in the mirror now, and of which files it keeps another key."""

    number: int
    other: list[str]


def marker(folder: Path) -> Marker | None:
    """Whose mirror the folder is; None when it is none, or out of reach."""
    try:
        text = files.read(folder / MARKER, limit=4096).decode("utf-8", "replace")
    except (NotThere, NotReadable):
        return None
    lines = filter(None, map(_LINE.fullmatch, text.splitlines()))
    found: dict[str, str] = {line[1]: line[2] for line in lines}
    known = found.get("format") == str(FORMAT) and "dossier" in found and "id" in found
    return Marker(found["dossier"], found["id"]) if known else None


def is_in_reach(mirror: Mirror, dossier: str) -> bool:
    """Whether this very mirror is where it was."""
    return marker(mirror.folder) == (dossier, mirror.id)


def behind(shelf: "Shelf") -> list[Mirror]:
    """The mirrors in reach that were not told all that was destroyed."""
    known = upkeep.read(shelf.private).mirrors
    record = _record(shelf.private) if known else b""
    return [
        one
        for one in known
        if record and is_in_reach(one, shelf.marker.id) and _record(one.folder) != record
    ]


def away(shelf: "Shelf") -> list[Mirror]:
    """The mirrors out of reach that still hold what was destroyed since, as far as is known."""
    record = _record(shelf.private)
    told = key_names.digest(record) if record else ""
    known = upkeep.read(shelf.private).mirrors
    return [one for one in known if one.told != told and not is_in_reach(one, shelf.marker.id)]


def replay(shelf: "Shelf") -> None:
    """What was destroyed here is destroyed in each mirror in reach. Call it under the lock.

    One that cannot be written to stays behind, like one out of reach: the next command tries again.
    """
    for one in behind(shelf):
        with suppress(VpError):
            tell(shelf, one)


def tell(shelf: "Shelf", mirror: Mirror) -> None:
    """The mirror forgot what was destroyed. Raises NotWritten.

    Of a key that was replaced it has the new one first, so that it is never without. Raises
    NotReadable for a damaged record, which then takes the place of no good one.
    """
    from vp.store import register

    register.read(shelf.register_path, shelf.marker.id)
    place = mirror.folder / KEYS
    for folder in (mirror.folder, place):
        files.sweep(folder)
    going = [key_names.opens(path.name) for path in _destroyed(shelf, place)]
    entries = [one for one in shelf.cabinet.entries(*going) if key_names.is_settled(one)]
    fresh = {entry: place / key_names.fresh(key_names.opens(entry)) for entry in entries}
    for entry, path in fresh.items():
        files.replace(path, files.read(shelf.cabinet.folder / entry))
    forget(shelf, place)
    for entry, path in fresh.items():
        files.rename(path, place / entry)
    told = ""
    if record := _record(shelf.private):
        files.replace(mirror.folder / RECORD, record)
        told = key_names.digest(record)
    upkeep.remember(shelf.private, mirror._replace(told=told))


def forget(shelf: "Shelf", keys: Path) -> int:
    """No key that was destroyed or replaced is left in this folder; returns how many there were."""
    found = list(_destroyed(shelf, keys))
    for path in found:
        files.destroy(path)
    return len(found)


def copy(shelf: "Shelf", mirror: Mirror, today: date, same: Same) -> Copied:
    """The mirror holds every key of the cabinet. Call it under the lock, with nothing half done.

    It is remembered before it gets a key. Another key that it keeps under the same name is only
    replaced when it is the same key, sealed for other people or known by an earlier name.
    """
    from vp.store import sealings

    _prepare(shelf, mirror)
    tell(shelf, mirror)
    former, place = sealings.read(shelf.private), mirror.folder / KEYS
    there: dict[str, list[str]] = {}
    for entry in files.names(place):
        there.setdefault(key_names.opens(entry), []).append(entry)
    entries = list(filter(key_names.is_settled, files.names(shelf.cabinet.folder)))
    other = []
    for entry in entries:
        name, key = key_names.opens(entry), files.read(shelf.cabinet.folder / entry)
        old = {one: files.read(place / one) for one in there.get(name, [])}
        known = former.get(name, [])
        if all(
            data == key or key_names.digest(data) in known or same(key, data)
            for data in old.values()
        ):
            _put(place, entry, key, old)
            there[name] = [entry]
        else:
            other.append(name)
    files.replace(mirror.folder / "recipients.txt", files.read(shelf.private / "recipients.txt"))
    found = next(one for one in upkeep.read(shelf.private).mirrors if one.id == mirror.id)
    upkeep.remember(shelf.private, found if other else found._replace(last=today))
    return Copied(len(entries) - len(other), other)


def _prepare(shelf: "Shelf", mirror: Mirror) -> None:
    """The mirror is remembered, and its folder says whose it is."""
    if mirror not in upkeep.read(shelf.private).mirrors:
        upkeep.remember(shelf.private, mirror)
    files.make_folder(mirror.folder / KEYS)
    if marker(mirror.folder) is None:
        lines = f"format: {FORMAT}\ndossier: '{shelf.marker.id}'\nid: '{mirror.id}'\n"
        files.replace(mirror.folder / MARKER, lines.encode())


def _put(place: Path, entry: str, key: bytes, old: dict[str, bytes]) -> None:
    """The mirror holds this key under this name, and under no other: the new one first."""
    if old.get(entry) != key:
        files.replace(place / entry, key)
    for one in old:
        if one != entry:
            files.destroy(place / one)


def _destroyed(shelf: "Shelf", keys: Path) -> Iterator[Path]:
    gone = shelf.destroyed()
    replaced = redaction.recorded(shelf.register_path)[0]
    names = gone.union(replaced.values())
    for entry in files.names(keys):
        name = key_names.opens(entry)
        if name not in names:
            continue
        path = keys / entry
        if name in gone or key_names.digest(files.read(path)) in replaced:
            yield path


def _record(folder: Path) -> bytes:
    try:
        return files.read(folder / RECORD, limit=files.RECORD_LIMIT)
    except (NotThere, NotReadable):
        return b""
