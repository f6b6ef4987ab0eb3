"""The people of three versions of a case: nobody is lost, and nobody gets another's contact."""

from collections.abc import Collection, Mapping

import msgspec

from vp.domain.case import HANDLE, REPORTER, Person
from vp.domain.threeway import ABSENT, settle

People = Mapping[str, Person]


def everybody(base: People, ours: People, theirs: People) -> tuple[dict[str, Person], list[str]]:
    """Everybody of both, and the handles that were given to two versions of somebody.

    Who was changed in both places, or added in both under one handle, stands there as each place
    has him: one keeps the handle, the other gets the next that is free. Who was taken out in one
    place stays when the other changed him.
    """
    people: dict[str, Person] = {}
    others: list[tuple[str, Person]] = []
    for handle in sorted({*base, *ours, *theirs}, key=_rank):
        kept, other = _one(base.get(handle), ours.get(handle), theirs.get(handle))
        if kept is not None:
            people[handle] = kept
        if other is not None:
            others.append((handle, other))
    taken = {*base, *ours, *theirs}
    for handle, other in others:
        if other not in people.values():
            free = _free(handle, taken | people.keys())
            people[free] = other
    return people, [handle for handle, _other in others]


def _one(
    base: Person | None, ours: Person | None, theirs: Person | None
) -> tuple[Person | None, Person | None]:
    """One person, field by field where the places agree; else both versions, each as a whole."""
    if ours is None or theirs is None:
        left = theirs if ours is None else ours
        return (None if left == base else left), None
    if ours == theirs:
        return ours, None
    began, mine, other = (
        {} if one is None else msgspec.structs.asdict(one) for one in (base, ours, theirs)
    )
    settled = {name: settle(began.get(name, ABSENT), mine[name], other[name]) for name in mine}
    if base is not None and all(one.lost is ABSENT for one in settled.values()):
        return Person(**{name: one.value for name, one in settled.items()}), None
    given_up, kept = sorted((ours, theirs), key=msgspec.structs.astuple)
    return kept, given_up


def _rank(handle: str) -> tuple[bool, str, int]:
    side, _dash, number = handle.partition("-")
    return handle != REPORTER, side, int(number) if number.isdecimal() else 0


def _free(handle: str, taken: Collection[str]) -> str:
    """A handle of the same side that nobody has or had: under his, one would be taken out again."""
    side = "other" if handle == REPORTER else handle.partition("-")[0]
    for wanted in (side, "other", "witness", "colleague", "accused"):
        for number in range(1, 100):
            if (free := f"{wanted}-{number}") not in taken and HANDLE.fullmatch(free):
                return free
    raise ValueError("handles")
