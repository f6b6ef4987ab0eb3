"""Putting keys back into the cabinet, from its mirror or from any other copy of it.

A key that is here is never overwritten, but for one that only an identity opened that was replaced
since (`vp.store.overwritten`). One is taken that opens its file as it lies in the folder,
and none that the destruction record names, by its id or by the digest of the sealed key: what the
record names is destroyed in the copy too. A mirror that was restored from is remembered.
"""

from collections.abc import Collection
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from vp.domain.activity import Journal
from vp.domain.case import Case
from vp.domain.retention import destroy_on
from vp.errors import NotAllowed, NotReadable, NotThere, VpError
from vp.locale import N_
from vp.store import (
    codec,
    files,
    key_names,
    mirror,
    overwritten,
    papers,
    recipients,
    redaction,
    register,
    sealings,
    upkeep,
)
from vp.store.age import seal, unseal

if TYPE_CHECKING:
    from vp.store.dossier import Dossier

HERE, DESTROYED, NO_FILE, UNREADABLE, NO_FIT, OTHER = (
    "here",
    "destroyed",
    "no_file",
    "unreadable",
    "no_fit",
    "other",
)


class Restored(NamedTuple):
    """Which keys were taken, why others were left, and how many were destroyed in the copy."""

    taken: list[str]
    left: dict[str, str]
    destroyed: int
    strangers: list[recipients.Recipient]
    """Who could open the keys where they come from, and cannot here."""


def source(folder: Path, dossier: str) -> Path:
    """The folder of keys that is meant by a mirror, by where it lies, or by a plain copy.

    Raises NotThere, or NotAllowed for the mirror of another dossier.
    """
    place = folder / f"vp-{dossier}"
    place = place if mirror.marker(place) else folder
    found = mirror.marker(place)
    if found and found.dossier != dossier:
        raise NotAllowed(
            N_("that is the mirror of another dossier"), N_("name the mirror of this one")
        )
    for keys in (place / mirror.KEYS, place):
        if any(map(key_names.opens, files.names(keys))):
            return keys
    raise NotThere(
        N_("there are no keys in {folder}"),
        N_("connect the disk with the mirror, and name the folder that was given to key backup"),
        folder=folder,
    )


def restore(dossier: "Dossier", keys: Path, confirmed: Collection[str] = ()) -> Restored:
    """The keys in this folder that are missing here and open their file are in the cabinet.

    `confirmed` names files whose key here does not open them and may go for one that does. Call it
    under the lock.
    """
    dossier.resume()
    _remember(dossier, keys.parent)
    _take_record(dossier, keys)
    mine = recipients.read(dossier.private)
    theirs = _recipients(keys.parent)
    taken: list[str] = []
    left: dict[str, str] = {}
    for entry in filter(key_names.opens, files.names(keys)):
        name = key_names.opens(entry)
        if name in taken:
            continue
        why = _take(
            dossier, keys / entry, name, same=set(theirs) == set(mine), sure=name in confirmed
        )
        if why:
            left[name] = why
        else:
            left.pop(name, None)
            taken.append(name)
    destroyed = 0
    with suppress(VpError):
        destroyed = mirror.forget(dossier, keys)
    known = {one.public for one in mine}
    strangers = [one for one in theirs if one.public not in known and one.name != recipients.OWN]
    return Restored(taken, left, destroyed, strangers)


def opens(dossier: "Dossier", wrapped: bytes, name: str, sealed: bytes) -> bool:
    """Whether the sealed key opens the file of this name, and that is what it says it is."""
    try:
        _due(dossier, unseal(sealed, [dossier.cabinet.key(wrapped, name)], name), name)
    except (NotThere, NotReadable):
        return False
    return True


def _take(dossier: "Dossier", path: Path, name: str, *, same: bool, sure: bool) -> str:
    """Why the key was left; an empty string when it is in the cabinet now."""
    wrapped = files.read(path)
    if _is_destroyed(dossier, name, wrapped):
        return DESTROYED
    try:
        sealed = files.read(dossier.path_of(name))
    except NotThere:
        return HERE if dossier.cabinet.has(name) else NO_FILE
    except NotReadable:
        return NO_FIT
    held = dossier.cabinet.has(name)
    if held and _opens_here(dossier, name, sealed):
        return HERE
    try:
        key = dossier.cabinet.key(wrapped, name)
    except NotReadable:
        return UNREADABLE
    try:
        due = _due(dossier, unseal(sealed, [key], name), name)
    except NotReadable:
        return NO_FIT
    older = overwritten.older(dossier.cabinet, name)
    if held and not (sure or older):
        return OTHER
    if not same:
        sealings.remember(dossier.private, {name: [key_names.digest(wrapped)]})
        wrapped = seal(key.secret().encode(), dossier.cabinet.recipients())
    if older:
        files.replace(dossier.cabinet.folder / older, wrapped)
        dossier.cabinet.mark(name, due, sealed)
    elif held:
        files.create(dossier.cabinet.folder / key_names.fresh(name), wrapped)
        redaction.replace(dossier, name, sentence=redaction.KEY_IS_LEFT)
    else:
        files.create(dossier.cabinet.folder / key_names.marked(name, due, sealed), wrapped)
    return ""


def _opens_here(dossier: "Dossier", name: str, sealed: bytes) -> bool:
    try:
        _due(dossier, dossier.cabinet.unseal(name, sealed), name)
    except (NotThere, NotReadable):
        return False
    return True


def _is_destroyed(dossier: "Dossier", name: str, wrapped: bytes) -> bool:
    replaced = redaction.recorded(dossier.register_path)[0]
    return name in dossier.destroyed() or key_names.digest(wrapped) in replaced


def _due(dossier: "Dossier", data: bytes, name: str) -> date | None:
    """When the opened file is destroyed. Raises NotReadable when it is none of that name."""
    due, whose = None, ""
    if kind := papers.KINDS.get(name):
        whose = codec.load(data, kind, name).dossier
    elif name.startswith("journal-"):
        whose = codec.load(data, Journal, name).dossier
    else:
        case = codec.load(data, Case, name)
        due, whose = destroy_on(case), case.dossier if case.id == name else ""
    if whose != dossier.marker.id:
        raise NotReadable(
            N_("{name} holds another case than its name says"),
            N_("somebody moved or swapped files; put back a copy from your backup"),
            name=name,
        )
    return due


def _remember(dossier: "Dossier", place: Path) -> None:
    """A mirror that vp was not told of is known from now on, and hears what is destroyed."""
    found = mirror.marker(place)
    if found is None:
        return
    known = {one.id: one for one in upkeep.read(dossier.private).mirrors}
    here = known.get(found.id, upkeep.Mirror(found.id, place))._replace(folder=place.resolve())
    if here != known.get(found.id):
        upkeep.remember(dossier.private, here)


def _take_record(dossier: "Dossier", keys: Path) -> None:
    """A home without a destruction record has that of the mirror, where nothing speaks against it.

    Whoever had the stick could have written in it what he wants destroyed here: a record that
    names a case or a key that is there is not believed.
    """
    path = keys.parent / mirror.RECORD
    if dossier.register_path.exists() or not path.exists():
        return
    record = register.read(path, dossier.marker.id)
    register.require_whole(record)
    gone = {one.id for one in (*record.destroyed, *record.pending)}
    replaced = {one.key for one in (*record.redacted, *record.redacting)}
    held = {key_names.digest(files.read(keys / entry)) for entry in files.names(keys)}
    against = gone.intersection(dossier.ids()) or replaced.intersection(held)
    if record.dossier == dossier.marker.id and not against:
        register.write(dossier.register_path, record)


def _recipients(place: Path) -> list[recipients.Recipient]:
    try:
        return recipients.read(place)
    except (NotThere, NotReadable):
        return []
