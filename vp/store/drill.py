"""Whether the keys would survive the laptop: their mirrors, tried as if they were needed today."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from vp.errors import NotReadable, NotThere
from vp.locale import N_
from vp.store import files, key_names, mirror, renewal, surroundings, upkeep
from vp.store.dossier import Dossier
from vp.store.inspection import Finding
from vp.store.restoring import opens
from vp.store.upkeep import Mirror

ROTATED = timedelta(days=365)
"""How long an identity is used."""

_COPY = N_("connect the disk of a mirror and run vp key backup DIR")


def inspect(dossier: Dossier, today: date) -> Iterator[Finding]:
    """What is wrong with the mirrors and with the age of the keys; every mirrored key is tried."""
    known = upkeep.read(dossier.private)
    if known.is_overdue(today):
        sentence = N_("the keys were never copied to another disk")
        if known.mirrored:
            sentence = N_("the last copy of the keys is older than a week: {day}")
        fields = {"day": str(known.mirrored)} if known.mirrored else {}
        yield Finding(key="mirror_old", sentence=sentence, fields=fields, repair=_COPY)
    for one in mirror.away(dossier):
        yield Finding(
            key="mirror_away",
            sentence=N_("a mirror out of reach still holds keys that were destroyed: {folder}"),
            fields={"folder": str(one.folder)},
            repair=N_(
                "connect its disk; any command of vp destroys them there then; if it is lost:"
                " vp key rotate, and vp check --accept mirror_away"
            ),
        )
    for one in known.mirrors:
        if mirror.is_in_reach(one, dossier.marker.id):
            yield from _placed(one)
            yield from _tried(dossier, one)
    if known.rotated and today - known.rotated > ROTATED:
        yield Finding(
            key="rotation",
            sentence=N_("your identity was last replaced on {day}, more than a year ago"),
            fields={"day": str(known.rotated)},
            repair=N_("vp key rotate makes every forgotten copy of the keys worthless"),
        )
    yield from _waiting(dossier)


def _placed(one: Mirror) -> Iterator[Finding]:
    """A mirror that came to lie where what is destroyed stays."""
    if surroundings.synced_by(one.folder) or surroundings.git_above(one.folder):
        yield Finding(
            key="mirror_copied",
            sentence=N_("the copy of the keys in {folder} is itself copied elsewhere"),
            fields={"folder": str(one.folder)},
            repair=N_("move it to a disk of your own, and run vp key backup DIR there"),
        )


def _tried(dossier: Dossier, one: Mirror) -> Iterator[Finding]:
    """A restore from this mirror, tried without writing anything."""
    place = one.folder / mirror.KEYS
    there: dict[str, list[str]] = {}
    for entry in files.names(place):
        there.setdefault(key_names.opens(entry), []).append(entry)
    held = sorted({key_names.opens(entry) for entry in files.names(dossier.cabinet.folder)} - {""})
    if lacking := [name for name in held if name not in there]:
        yield Finding(
            key="mirror_lacks",
            sentence=N_("the mirror in {folder} has no key for: {cases}"),
            fields={"folder": str(one.folder), "cases": ", ".join(lacking)},
            repair=N_("vp key backup DIR copies what is missing"),
        )
    failing = [name for name in held if name in there and not _opens(dossier, one, there[name])]
    if failing:
        yield Finding(
            key="mirror_fails",
            sentence=N_("the mirror in {folder} has a key that does not open: {cases}"),
            fields={"folder": str(one.folder), "cases": ", ".join(failing)},
            repair=N_("if the case opens here, take its key away there and run vp key backup DIR"),
        )


def _opens(dossier: Dossier, one: Mirror, entries: list[str]) -> bool:
    """Whether one of these opens its file; a file that is not there speaks against none."""
    name = key_names.opens(entries[0])
    try:
        sealed = files.read(dossier.path_of(name))
    except (NotThere, NotReadable):
        return True
    place = one.folder / mirror.KEYS
    return any(_tries(dossier, place / entry, name, sealed) for entry in entries)


def _tries(dossier: Dossier, path: Path, name: str, sealed: bytes) -> bool:
    try:
        return opens(dossier, files.read(path), name, sealed)
    except (NotThere, NotReadable):
        return False


def _waiting(dossier: Dossier) -> Iterator[Finding]:
    """Open cases whose key somebody may still have, because they could not be opened then."""
    if left := renewal.overdue(dossier):
        yield Finding(
            key="old_key",
            sentence=N_("somebody who was taken out may still have the key of: {cases}"),
            fields={"cases": ", ".join(left)},
            repair=N_("vp key remove goes on with it; or write something in each"),
        )
