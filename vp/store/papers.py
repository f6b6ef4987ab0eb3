"""The profile, the journals and the ledger: sealed like cases, each to a key of its own."""

import os
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import msgspec

from vp.domain.activity import Activity, Journal
from vp.domain.case import FORMAT
from vp.domain.profile import Profile
from vp.domain.record import Record
from vp.errors import NotReadable, NotThere
from vp.locale import N_
from vp.store import codec, files, key_names, renewal
from vp.store.dossier import Dossier

if TYPE_CHECKING:
    from vp.domain.ledger import Ledger

PROFILE = "profile"
LEDGER = "ledger"


class Pages(Record, kw_only=True):
    """The ledger as it is stored: each entry is one text (JSON), so that many years fit."""

    format: int
    dossier: str
    revision: int
    pages: tuple[str, ...]


KINDS: dict[str, type[Profile] | type[Pages]] = {PROFILE: Profile, LEDGER: Pages}
"""What lies in the papers of which there is one."""

P = TypeVar("P", Profile, Journal, Pages)


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


def load_ledger(dossier: Dossier) -> "Ledger":
    """The ledger as it is stored; an empty one where nothing was ever published."""
    from vp.domain.ledger import Issued, Ledger

    try:
        found = _own(dossier, LEDGER, Pages)
    except NotThere:
        if os.path.lexists(dossier.path_of(LEDGER)) or dossier.cabinet.has(LEDGER):
            raise
        return Ledger(format=FORMAT, dossier=dossier.marker.id)
    try:
        issued = tuple(msgspec.json.decode(page, type=Issued) for page in found.pages)
    except msgspec.MsgspecError:
        raise NotReadable(
            N_("{name} is not what vp writes, at {path}"),
            N_("put back a copy from your backup"),
            name=LEDGER,
            path="$.pages",
        ) from None
    return Ledger(
        format=found.format, dossier=found.dossier, revision=found.revision, issued=issued
    )


def save_ledger(dossier: Dossier, ledger: "Ledger") -> None:
    """The ledger is saved, one revision further. Call it under the lock."""
    pages = tuple(msgspec.json.encode(one).decode() for one in ledger.issued)
    stored = Pages(
        format=FORMAT, dossier=dossier.marker.id, revision=ledger.revision + 1, pages=pages
    )
    files.make_folder(dossier.path_of(LEDGER).parent)
    _save(dossier, LEDGER, stored, exists=os.path.lexists(dossier.path_of(LEDGER)))


def journal_keys(dossier: Dossier) -> list[int]:
    """The years of which the cabinet holds the key of a journal, oldest first."""
    opened = map(key_names.opens, files.names(dossier.cabinet.folder))
    years = {name.removeprefix("journal-") for name in opened if name.startswith("journal-")}
    return sorted(map(int, years))


def _own(dossier: Dossier, name: str, kind: type[P]) -> P:
    paper = codec.load(dossier.cabinet.open(name, dossier.path_of(name)), kind, name)
    if paper.dossier != dossier.marker.id:
        raise NotReadable(
            N_("{name} belongs to another dossier"),
            N_("somebody moved or swapped files; put back a copy from your backup"),
            name=name,
        )
    return paper


def _save(dossier: Dossier, name: str, paper: Profile | Journal | Pages, *, exists: bool) -> None:
    data = codec.pad(codec.dump(paper))
    if exists and renewal.save(dossier, name, data):
        return
    put = dossier.cabinet.save if exists else dossier.cabinet.make
    put(name, dossier.path_of(name), data)
