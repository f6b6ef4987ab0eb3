"""What a copy of a case holds: handles for names, and a sign where a passage is left out.

The reporter may see his own file without what belongs to others (AVG, art. 15). The counsellor's
own reflections are kept apart and stay out of every copy (complaints, checklists).
"""

from collections.abc import Iterable
from typing import NamedTuple, TypeVar

import msgspec

from vp.domain.case import REPORTER, TEXTS, Case, Person, entry_called, texts
from vp.domain.entries import Amendment, Entry, Note, Redaction
from vp.domain.handles import hide
from vp.domain.naming import named_in
from vp.domain.record import Record
from vp.domain.vocabulary import NoteKind, Term
from vp.errors import NotAllowed, Usage
from vp.locale import N_

R = TypeVar("R", bound=Record)


# A table reads as a table: one term a line.
# fmt: off
class Reader(Term):
    """For whom a copy is made."""

    REPORTER = "reporter", "melder", "reporter", "AVG art. 15"
    COMMITTEE = "committee", "commissie", "committee", "code §Klachtenbehandeling"


class Omission(Term):
    """Why a passage is not in the copy."""

    REFLECTION = "reflection", "eigen reflectie van de vertrouwenspersoon", "the counsellor's own reflection", "complaints §Checklists"  # noqa: E501
    OTHERS = "others", "gaat over een ander", "about somebody else", "AVG art. 15"


# fmt: on
class Passage(NamedTuple):
    """One entry as it stands in a copy; `omitted` says why its text and facts do not."""

    entry: Entry
    omitted: Omission | None = None


class Copy(NamedTuple):
    """What a copy holds."""

    case: Case
    """The case, with handles for names, only the reporter's own person, and no log."""
    handles: tuple[str, ...]
    """The handles that may stand in it for somebody else."""
    passages: tuple[Passage, ...]
    entries: int
    """How many entries the case has."""
    hidden: int
    """How often a handle stands for a name or contact."""

    @property
    def omitted(self) -> int:
        """How many passages are left out in their place."""
        return sum(passage.omitted is not None for passage in self.passages)


def reporter_copy(case: Case, without: Iterable[str] = ()) -> Copy:
    """The reporter's own file, each omission in its place.

    Left out are reflections, and the entries `without` names by id: what is about the consent or
    the rights of somebody else.
    """
    named = (entry_called(case.log, name, case).id for name in without)
    return _copy(case, case.log, _omissions(case, dict.fromkeys(named, Omission.OTHERS)), REPORTER)


def committee_copy(case: Case, ids: Iterable[str]) -> Copy:
    """The passages with these ids, with handles in the place of all names."""
    return _copy(case, chosen(case, ids), {}, "")


def chosen(case: Case, ids: Iterable[str]) -> list[Entry]:
    """The entries with these ids, in the order of the log, each once.

    Raises NotThere for an unknown one, NotAllowed for a reflection, Usage when there is none.
    """
    wanted = {entry_called(case.log, name, case).id for name in ids}
    if not wanted:
        raise Usage(
            N_("no passage was chosen for the copy"),
            N_("give the ids of entries, one a line; vp show {case} lists them"),
            case=case.id,
        )
    left_out = _omissions(case)
    if own := sorted(wanted & left_out.keys()):
        raise NotAllowed(
            N_("{entry} is a reflection of your own; it stays out of copies"),
            N_("leave it out of the choice"),
            entry=own[0],
        )
    return [entry for entry in case.log if entry.id in wanted]


def choosable(case: Case) -> list[Entry]:
    """The entries a committee may be given, reflections left out."""
    left_out = _omissions(case)
    return [entry for entry in case.log if entry.id not in left_out]


def about_others(case: Case) -> list[Entry]:
    """The entries in which somebody else than the reporter is named, by name or by handle."""
    others = {handle: one for handle, one in case.people.items() if handle != REPORTER}
    left_out = _omissions(case)
    return [
        entry
        for entry in case.log
        if entry.id not in left_out
        and any(
            named_in(others, text) or any(handle in text for handle in others)
            for text in texts(entry)
        )
    ]


def _omissions(case: Case, named: dict[str, Omission] | None = None) -> dict[str, Omission]:
    """Why which entries are left out; what corrects such an entry goes with it."""
    found = dict(named or {})
    for entry in case.log:
        match entry:
            case Note() if entry.kind is NoteKind.REFLECTION:
                found[entry.id] = Omission.REFLECTION
            case Amendment() | Redaction() if entry.entry in found:
                found.setdefault(entry.id, found[entry.entry])
            case _:
                pass
    return found


def _copy(case: Case, entries: Iterable[Entry], omissions: dict[str, Omission], own: str) -> Copy:
    number = 0

    def told(value: R, names: Iterable[str]) -> R | None:
        """The value with handles in these fields, or None where somebody is still known by it."""
        nonlocal number
        found = {name: hide(getattr(value, name, ""), case.people, own) for name in names}
        if not all(one.is_clean for one in found.values()):
            return None
        number += sum(one.number for one in found.values())
        held = {name: one.text for name, one in found.items() if one.text}
        return msgspec.structs.replace(value, **held)

    passages = []
    for entry in entries:
        why = omissions.get(entry.id)
        whole = None if why else told(entry, TEXTS)
        passages.append(Passage(whole or entry, why or (None if whole else Omission.OTHERS)))
    person = case.people.get(own, Person())
    ways = [name for name in Person.__struct_fields__ if name != "name"]
    people = {own: told(person, ways) or Person(name=person.name)} if own in case.people else {}
    facts = told(case.facts, ("unit",)) or msgspec.structs.replace(case.facts, unit="")
    bare = msgspec.structs.replace(case, facts=facts, people=people, log=())
    handles = tuple(handle for handle in case.people if handle != own)
    return Copy(bare, handles, tuple(passages), len(case.log), number)
