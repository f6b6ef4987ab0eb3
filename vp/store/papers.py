"""The profile and the journals: sealed like cases, each to a key of its own in the cabinet."""

import re
from collections.abc import Callable
from typing import TypeVar

import msgspec

from vp.domain.activity import Activity, Journal
from vp.domain.case import FORMAT
from vp.domain.profile import Profile
from vp.errors import NotReadable, NotThere
from vp.locale import N_
from vp.store import codec, files, renewal
from vp.store.dossier import Dossier

PROFILE = "profile"

P = TypeVar("P", Profile, Journal)


def load_profile(dossier: Dossier) -> Profile:
    """The counsellor's settings. Raises NotThere before `init` wrote them."""
    return _own(dossier, PROFILE, Profile)


def update_profile(dossier: Dossier, change: Callable[[Profile], Profile]) -> Profile:
    """The changed profile is saved, checked as if it were read."""
    with dossier.writing():
        before = load_profile(dossier)
        after = msgspec.structs.replace(change(before), revision=before.revision + 1)
        _save(dossier, PROFILE, after, exists=True)
    return after


def years(dossier: Dossier) -> list[int]:
    """The years of which there is a journal, oldest first."""
    stems = (name.removesuffix(".age") for name in files.names(dossier.folder / "journal"))
    return sorted(int(stem) for stem in stems if re.fullmatch("[0-9]{4}", stem))


def load_journal(dossier: Dossier, year: int) -> Journal:
    """The journal of the year; an empty one where nothing was noted yet."""
    try:
        return _own(dossier, f"journal-{year}", Journal)
    except NotThere:
        if year in years(dossier) or dossier.cabinet.has(f"journal-{year}"):
            raise
        return Journal(format=FORMAT, dossier=dossier.marker.id, year=year)


def update_journal(dossier: Dossier, year: int, change: Callable[[Journal], Journal]) -> Journal:
    """The changed journal of the year is saved."""
    with dossier.writing():
        exists = year in years(dossier)
        before = load_journal(dossier, year)
        after = msgspec.structs.replace(change(before), revision=before.revision + 1)
        _save(dossier, f"journal-{year}", after, exists=exists)
    return after


def activities(dossier: Dossier) -> list[Activity]:
    """All activities of all years, in the order of their days."""
    found = [one for year in years(dossier) for one in load_journal(dossier, year).activities]
    return sorted(found, key=lambda one: one.on)


def _own(dossier: Dossier, name: str, kind: type[P]) -> P:
    paper = codec.load(dossier.cabinet.open(name, dossier.path_of(name)), kind, name)
    if paper.dossier != dossier.marker.id:
        raise NotReadable(
            N_("{name} belongs to another dossier"),
            N_("somebody moved or swapped files; put back a copy from your backup"),
            name=name,
        )
    return paper


def _save(dossier: Dossier, name: str, paper: Profile | Journal, *, exists: bool) -> None:
    data = codec.pad(codec.dump(paper))
    if exists and renewal.save(dossier, name, data):
        return
    put = dossier.cabinet.save if exists else dossier.cabinet.make
    put(name, dossier.path_of(name), data)
