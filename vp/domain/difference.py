"""What changed between two versions of a file, in terms of what is in it and never in its words."""

from typing import Any

import msgspec

from vp.domain.activity import Activity, Journal
from vp.domain.case import Case, texts
from vp.domain.entries import Entry
from vp.domain.profile import Profile
from vp.domain.record import Record


class CaseDifference(Record, kw_only=True):
    """What became of a case; `is_new` and `is_gone` where there was or is none."""

    id: str
    is_new: bool = False
    is_gone: bool = False
    entries: tuple[Entry, ...] = ()
    """The entries that came, in the order of the log."""
    emptied: tuple[str, ...] = ()
    """The ids of entries whose text was taken out."""
    fields: tuple[str, ...] = ()
    """The facts and people that changed: their names."""


class PaperDifference(Record, kw_only=True):
    """What became of the settings or of a journal."""

    name: str
    activities: tuple[Activity, ...] = ()
    fields: tuple[str, ...] = ()


def of_case(before: Case | None, after: Case | None) -> CaseDifference | None:
    """What became of the case; None where nothing did."""
    if before is None or after is None:
        one = after or before
        if one is None:
            return None
        entries = after.log if after else ()
        return CaseDifference(id=one.id, is_new=bool(after), is_gone=not after, entries=entries)
    known = {entry.id: entry for entry in before.log}
    found = CaseDifference(
        id=after.id,
        entries=tuple(entry for entry in after.log if entry.id not in known),
        emptied=tuple(
            entry.id
            for entry in after.log
            if entry.id in known and any(texts(known[entry.id])) and not any(texts(entry))
        ),
        fields=(*_fields(before.facts, after.facts), *_people(before, after)),
    )
    return found if found.entries or found.emptied or found.fields else None


def of_paper(name: str, before: Any, after: Any) -> PaperDifference | None:
    """What became of settings or journal; None where nothing did."""
    match before, after:
        case (Journal() | None, Journal()):
            known = {one.id for one in before.activities} if before else set()
            came = tuple(one for one in after.activities if one.id not in known)
            return PaperDifference(name=name, activities=came) if came else None
        case (Profile(), Profile()):
            fields = tuple(one for one in _fields(before, after) if one != "revision")
            return PaperDifference(name=name, fields=fields) if fields else None
        case _:
            return None


def _fields(before: msgspec.Struct, after: msgspec.Struct) -> list[str]:
    names = before.__struct_fields__
    return [name for name in names if getattr(before, name) != getattr(after, name)]


def _people(before: Case, after: Case) -> list[str]:
    handles = sorted({*before.people, *after.people})
    changed = [one for one in handles if before.people.get(one) != after.people.get(one)]
    return [f"people.{one}" for one in changed]
