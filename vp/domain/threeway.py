"""Three versions of a value: what it was, and what it became in two places.

Everything here gives the same whichever of the two places is named first, and gives nothing new
when what came of it meets one of the two again.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, Protocol, TypeVar

import msgspec

from vp.domain.ids import ALPHABET
from vp.domain.record import Moment
from vp.domain.term import Term


class _Absent:
    """There is no value, or none that is known."""

    def __repr__(self) -> str:
        return "<absent>"


ABSENT = _Absent()
_NOTHING: tuple[Any, ...] = ("", None, {}, ABSENT)


class Entered(Protocol):
    """What has an id, and the moment it was written."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def at(self) -> Moment:
        """When it was written."""


N = TypeVar("N", bound=Entered)


class Settled(NamedTuple):
    """The value that counts, and the one that was given up for it: ABSENT where none was."""

    value: Any
    lost: Any = ABSENT


def settle(base: Any, ours: Any, theirs: Any, weights: tuple[Any, Any] = (0, 0)) -> Settled:
    """The value that was changed; of two that were, the heavier one, and the one given up.

    What says something weighs more than what says nothing; then the given weights count.
    """
    if ours == theirs or theirs == base:
        return Settled(ours)
    if ours == base:
        return Settled(theirs)
    left, right = (
        (_says(one), weight, form(one)) for one, weight in zip((ours, theirs), weights, strict=True)
    )
    value, lost = (ours, theirs) if left > right else (theirs, ours)
    return Settled(value, lost if _says(lost) else ABSENT)


def _says(value: Any) -> bool:
    """Whether the value says anything."""
    return any(map(_says, value)) if isinstance(value, tuple) else value not in _NOTHING


def united(
    base: Mapping[str, Any], ours: Mapping[str, Any], theirs: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The items by name, each settled by itself, and those given up, by name too."""
    values, lost = {}, {}
    for name in sorted({*base, *ours, *theirs}):
        found = settle(*(one.get(name, ABSENT) for one in (base, ours, theirs)))
        if found.value is not ABSENT:
            values[name] = found.value
        if found.lost is not ABSENT:
            lost[name] = found.lost
    return values, lost


def woven(base: Iterable[N], ours: Sequence[N], theirs: Sequence[N]) -> list[N]:
    """Every entry of both, once, in the order each had; what is free goes by its moment.

    Two entries of one id that differ are both kept: one gets an id made from what it says.
    """
    left, right = _alike({one.id: one for one in base}, ours, theirs)
    held = ({one.id for one in left}, {one.id for one in right})
    done: dict[str, N] = {}
    at, to = 0, 0
    while at < len(left) or to < len(right):
        if at < len(left) and left[at].id in done:
            at += 1
        elif to < len(right) and right[to].id in done:
            to += 1
        else:
            one = _next(left[at : at + 1], right[to : to + 1], *held)
            done[one.id] = one
    return list(done.values())


def _next(left: Sequence[N], right: Sequence[N], in_left: set[str], in_right: set[str]) -> N:
    """Which of the two heads comes first: one that the other side has further on waits for it."""
    if not (left and right):
        return (left or right)[0]
    ours, theirs = left[0], right[0]
    if (ours.id in in_right) != (theirs.id in in_left):
        return theirs if ours.id in in_right else ours
    return min(ours, theirs, key=lambda one: (one.at, one.id))


def _alike(base: dict[str, N], ours: Sequence[N], theirs: Sequence[N]) -> tuple[list[N], list[N]]:
    """Both with the same entry under each id that both have, and what was given up beside it."""
    ours, theirs = _distinct(ours), _distinct(theirs)
    known = {one.id: one for one in theirs}
    value: dict[str, list[N]] = {}
    for one in ours:
        if one.id in known and known[one.id] != one:
            found = settle(base.get(one.id, ABSENT), one, known[one.id])
            kept = [] if found.lost is ABSENT else [_under_another_id(found.lost)]
            value[one.id] = [found.value, *kept]
    left, right = (
        [each for one in side for each in value.get(one.id, [one])] for side in (ours, theirs)
    )
    return left, right


def _distinct(entries: Sequence[N]) -> list[N]:
    """The entries, each with an id that none before it has."""
    found: dict[str, N] = {}
    for one in entries:
        kept = one if found.get(one.id, one) == one else _under_another_id(one)
        found.setdefault(kept.id, kept)
    return list(found.values())


def _under_another_id(entry: N) -> N:
    named = f"{entry.id[:1]}-{mark(form(entry))}"
    return msgspec.structs.replace(entry, id=named)  # type: ignore[type-var]


def mark(text: str) -> str:
    """Six letters of an id, made from the text: the same text gives the same."""
    from hashlib import sha256

    number = int.from_bytes(sha256(text.encode()).digest()[:8], "big")
    return "".join(ALPHABET[number >> 5 * place & 31] for place in range(6))


def form(value: Any) -> str:
    """The value written out, to tell two apart and to give them an order."""
    if isinstance(value, _Absent):
        return ""
    return msgspec.json.encode(value, order="deterministic").decode()


def plain(value: Any) -> str:
    """The value as a log keeps it: in keys, the same in every language."""
    match value:
        case Term():
            return value.key
        case bool():
            return "yes" if value else "no"
        case date():
            return value.isoformat()
        case tuple() | list():
            return ", ".join(map(plain, value))
        case msgspec.Struct() | dict():
            return form(value)
        case _:
            return str(value)
