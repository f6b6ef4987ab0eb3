"""Three versions of the settings or of a journal -> one; and which of two ledgers goes on."""

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeVar

import msgspec

from vp.domain.activity import Journal
from vp.domain.profile import Profile
from vp.domain.threeway import ABSENT, plain, settle, united, woven

R = TypeVar("R", Journal, Profile)

_APART = ("format", "dossier", "revision", "terms", "units", "directory")
_CAREFUL = {"threshold": max, "signal_minimum": max, "retention_months": min}
"""Settings that protect somebody: of two, the more careful one counts."""


class MergedPaper(NamedTuple):
    """One paper made of three, and for each setting changed in both places the one given up."""

    paper: Any
    lost: dict[str, str] = {}


def merge_journals(base: Journal | None, ours: Journal, theirs: Journal) -> Journal:
    """The year as both places know it: activities united by id, of copies the greater number."""
    began = base.activities if base else ()
    copies = {
        case: max(one.copies.get(case, 0) for one in (ours, theirs))
        for case in sorted({*ours.copies, *theirs.copies})
    }
    activities = tuple(woven(began, ours.activities, theirs.activities))
    whole = msgspec.structs.replace(ours, activities=activities, copies=copies)
    return _numbered(whole, ours, theirs)


def merge_profiles(base: Profile | None, ours: Profile, theirs: Profile) -> MergedPaper:
    """The settings, each by itself; of one changed in both places the later saved one counts."""
    sides = (base, ours, theirs)
    lost: dict[str, Any] = {}
    plainly = tuple(name for name in Profile.__struct_fields__ if name not in _APART)
    saved = (ours.revision, theirs.revision)
    values = _fields(sides, plainly, lost, saved)
    terms = (base and base.terms, ours.terms, theirs.terms)
    names = type(ours.terms).__struct_fields__
    values["terms"] = type(ours.terms)(**_fields(terms, names, lost, saved))
    for name in ("units", "directory"):
        kept, given_up = united(*(getattr(one, name) if one else {} for one in sides))
        values[name] = kept
        lost |= {f"{name}.{key}": value for key, value in given_up.items()}
    values["format"] = max(ours.format, theirs.format)
    whole = _numbered(msgspec.structs.replace(ours, **values), ours, theirs)
    return MergedPaper(whole, {name: plain(value) for name, value in lost.items()})


def longer(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> bool | None:
    """Of two ledgers: whether ours is the one that goes on; None when neither begins the other.

    Each is given as plain values; whatever list one has, the other has its beginning.
    """
    if _begins(theirs, ours):
        return True
    return False if _begins(ours, theirs) else None


def _begins(shorter: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    for name, value in shorter.items():
        grown = other.get(name)
        if isinstance(value, list) and isinstance(grown, list):
            if grown[: len(value)] != value:
                return False
        elif grown != value and name != "revision":
            return False
    return True


def _fields(
    sides: tuple[Any, Any, Any],
    names: tuple[str, ...],
    lost: dict[str, Any],
    weights: tuple[int, int],
) -> dict[str, Any]:
    """Each field settled; what was given up is added to `lost`."""
    base, ours, theirs = sides
    values = {}
    for name in names:
        began = ABSENT if base is None else getattr(base, name)
        found = settle(began, getattr(ours, name), getattr(theirs, name), weights)
        values[name] = found.value
        if found.lost is not ABSENT:
            lost[name] = found.lost
            if careful := _CAREFUL.get(name):
                values[name] = careful(found)
                lost[name] = found.lost if values[name] == found.value else found.value
    return values


def _numbered(whole: R, ours: R, theirs: R) -> R:
    """With a revision above both, unless it is what one of them was already."""
    top = max(ours.revision, theirs.revision)
    newest = [one for one in (ours, theirs) if one.revision == top]
    same = msgspec.structs.replace(whole, revision=top)
    return same if same in newest else msgspec.structs.replace(whole, revision=top + 1)
