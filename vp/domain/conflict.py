"""Whether somebody in a case stands on another side in another case.

Who supports the reporter does not support the accused, witnesses or colleagues in that matter;
they go to another counsellor (Huis brochure 2023 §5.1). Names are compared by keyed tags, so
that the check needs no other case opened and can show no name of one.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from vp.domain.case import Person
from vp.domain.summary import Summary, tag
from vp.domain.vocabulary import Term


# A table reads as a table: one term a line.
# fmt: off
class Side(Term):
    """Where somebody stands in a matter; the key is how his handle begins."""

    REPORTER = "reporter", "melder", "reporter", "Huis §5.1"
    ACCUSED = "accused", "beschuldigde", "accused", "Huis §5.1"
    WITNESS = "witness", "getuige", "witness", "Huis §5.1"
    COLLEAGUE = "colleague", "betrokken collega", "colleague involved", "Huis §5.1"
    OTHER = "other", "iemand anders", "someone else", "D"


# fmt: on


_BY_HANDLE = {side.key: side for side in Side}
_BESIDE = (Side.WITNESS, Side.COLLEAGUE, Side.OTHER)
"""Not opposed to each other: who saw it in one case may be a colleague in the next."""


class Conflict(NamedTuple):
    """Somebody here stands there on another side; by type never who."""

    case: str
    """The id of the other case."""
    here: Side
    there: Side
    is_open: bool
    """Whether the other case runs."""

    @property
    def touches_support(self) -> bool:
        """Whether it is a reporter, here or there: the counsellor would support both sides."""
        return Side.REPORTER in (self.here, self.there)


def conflicts(
    people: Mapping[str, Person], summaries: Iterable[Summary], tag_key: str, own: str = ""
) -> list[Conflict]:
    """The cases in which somebody of `people` stands on another side, each pair of sides once.

    What touches support comes first, then open cases. `own` is the id of the case that `people`
    belong to, when it has one already. The same side twice is no conflict.
    """
    nameless = tag("", tag_key)
    known: dict[str, list[Side]] = {}
    for handle, person in people.items():
        known.setdefault(tag(person.name, tag_key), []).append(_BY_HANDLE[handle.split("-")[0]])
    found = {
        Conflict(case.id, here, there, case.is_open)
        for case in summaries
        for side, mark in case.tags
        for there in (_BY_HANDLE[side],)
        for here in known.get(mark, ())
        if case.id != own and mark != nameless and _are_opposed(here, there)
    }
    return sorted(found, key=_place)


def _are_opposed(here: Side, there: Side) -> bool:
    return here is not there and not (here in _BESIDE and there in _BESIDE)


def _place(conflict: Conflict) -> tuple[bool, bool, str, str, str]:
    return (
        not conflict.touches_support,
        not conflict.is_open,
        conflict.case,
        conflict.here.key,
        conflict.there.key,
    )
