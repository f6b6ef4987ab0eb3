"""Three versions of a case -> one: the one both laptops began with, and what each made of it.

It always ends and loses nothing. The log is united by entry id. A fact that was changed in one
place is that change; changed in both, the later edit counts and the other stands in the log. A
person is never lost: who differs in two places stands there twice. A redaction wins. A hold that
the other place did not know when it lifted one stays in force. Retention is not merged: it is
derived from the log, and so is whether the case is open.

`ours` and `theirs` may be named in either order, and merging twice changes nothing.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import Any, NamedTuple

import msgspec

from vp.domain.case import TEXTS, Case, Facts, closing, hold, texts
from vp.domain.case import _belongs_to_the_ending as belongs_to_the_ending
from vp.domain.entries import Edited, Entry, HoldSet, Redaction
from vp.domain.merge_people import everybody
from vp.domain.threeway import ABSENT, form, mark, plain, settle, united, woven
from vp.domain.vocabulary import KeepFile

_TOGETHER = (("domain", "kinds", "integrity_status"), ("position", "left_on"))
"""Facts that mean something together only: they come from one place."""

Lost = tuple[str, Any]
"""The name of a field, and the value that was given up."""


class Merged(NamedTuple):
    """One case made of three, and what a person should know of it."""

    case: Case
    contested: tuple[str, ...] = ()
    """The fields that were changed in both places: both values are in the case."""
    closed: bool = False
    """Closed in one place and added to in the other: it is closed."""


def merge(base: Case | None, ours: Case, theirs: Case) -> Merged:
    """What both became; without `base` nothing counts as taken out."""
    if shortcut := _unchanged(base, ours, theirs):
        return Merged(shortcut)
    began, left, right = _redacted(base, ours, theirs)
    people, twice = everybody(began.people if began else {}, left.people, right.people)
    log = woven(began.log if began else (), left.log, right.log)
    if people or any(any(texts(one)) for one in log if not isinstance(one, Edited)):
        began, left, right = began and _minimal(began), _minimal(left), _minimal(right)
    facts, lost = _facts(began, left, right)
    alias = settle(began.alias if began else ABSENT, ours.alias, theirs.alias)
    lost += [("alias", alias.lost)] if alias.lost is not ABSENT else []
    whole = msgspec.structs.replace(
        ours,
        format=max(ours.format, theirs.format),
        alias=alias.value,
        facts=facts,
        people=people,
        log=tuple(log),
    )
    whole = _with_traces(_held(whole, ours, theirs), lost)
    fields = (*(name for name, _value in lost), *(f"people.{one}" for one in twice))
    closed = closing(whole) is not None and _is_added_to_when_closed(ours, theirs)
    return Merged(_numbered(whole, ours, theirs), fields, closed)


def content(record: Any) -> Any:
    """The record without the count of its savings: equal for two that say the same."""
    return msgspec.structs.replace(record, revision=0)


def _unchanged(base: Case | None, ours: Case, theirs: Case) -> Case | None:
    """What needs no merging: both say the same, or only one of them was changed."""
    said = content(ours), content(theirs)
    if said[0] == said[1] or (base is not None and content(base) in said):
        changed = theirs if base is not None and said[0] == content(base) else ours
        return msgspec.structs.replace(changed, revision=max(ours.revision, theirs.revision))
    return None


def _numbered(whole: Case, ours: Case, theirs: Case) -> Case:
    """With a revision above both, unless it is what one of them was already."""
    top = max(ours.revision, theirs.revision)
    newest = [content(one) for one in (ours, theirs) if one.revision == top]
    return msgspec.structs.replace(whole, revision=top if content(whole) in newest else top + 1)


def _redacted(base: Case | None, ours: Case, theirs: Case) -> tuple[Case | None, Case, Case]:
    """The three, with every redaction carried out in each."""
    gone = {one.entry for case in (ours, theirs) for one in case.log if isinstance(one, Redaction)}
    began = base and _without_text(base, gone)
    return began, _without_text(ours, gone), _without_text(theirs, gone)


def _without_text(case: Case, gone: set[str]) -> Case:
    log = [_emptied(one) if one.id in gone else one for one in case.log]
    return msgspec.structs.replace(case, log=tuple(log))


def _emptied(entry: Entry) -> Entry:
    held = {name: "" for name in TEXTS if getattr(entry, name, "")}
    return msgspec.structs.replace(entry, **held)


def _minimal(case: Case) -> Case:
    """Where people or words are left, a place that kept no file kept a minimal one."""
    if case.facts.keep_file is not KeepFile.NO:
        return case
    facts = msgspec.structs.replace(case.facts, keep_file=KeepFile.MINIMAL)
    return msgspec.structs.replace(case, facts=facts)


# Facts


def _facts(base: Case | None, ours: Case, theirs: Case) -> tuple[Facts, list[Lost]]:
    """Each fact by itself, but for those that belong together; and what was given up."""
    answers: dict[str, Any] = {}
    lost: list[Lost] = []
    for names in _groups():
        began = ABSENT if base is None else _values(base.facts, names)
        mine, other = _values(ours.facts, names), _values(theirs.facts, names)
        found = settle(began, mine, other, (_edited(ours, names), _edited(theirs, names)))
        answers |= dict(zip(names, found.value, strict=True))
        if found.lost is not ABSENT:
            pairs = zip(names, found.value, found.lost, strict=True)
            lost += [
                (name, old) for name, new, old in pairs if old != new and old not in ("", None, ())
            ]
    told = (one.facts.told if one else {} for one in (base, ours, theirs))
    answers["told"], unlike = united(
        *({item.key: day for item, day in one.items()} for one in told)
    )
    lost += [(f"told.{item}", day) for item, day in unlike.items()]
    known = {item.key: item for case in (ours, theirs) for item in case.facts.told}
    answers["told"] = {known[item]: day for item, day in answers["told"].items()}
    return Facts(**answers), lost


def _groups() -> Iterator[tuple[str, ...]]:
    together = {name for group in _TOGETHER for name in group}
    yield from _TOGETHER
    yield from ((name,) for name in Facts.__struct_fields__ if name not in {*together, "told"})


def _values(facts: Facts, names: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(getattr(facts, name) for name in names)


def _edited(case: Case, names: tuple[str, ...]) -> str:
    """When one of these fields was last edited there; empty for never."""
    edits = (one for one in case.log if isinstance(one, Edited) and {*names} & {*one.changed})
    return max((one.at.isoformat() for one in edits), default="")


def _with_traces(case: Case, lost: list[Lost]) -> Case:
    """The case whose log tells each value that was given up."""
    known = {one.id for one in case.log}
    traces = []
    for name, value in sorted(lost, key=lambda one: one[0]):
        text = f"{name}: {plain(value)}"
        named = f"{Edited.prefix}-{mark(text)}"
        if named not in known:
            at, on = _end(case)
            traces.append(Edited(id=named, at=at, on=on, changed=(name,), text=text))
    return msgspec.structs.replace(case, log=(*case.log, *traces))


def _end(case: Case) -> tuple[datetime, Any]:
    """The moment and the day of the last entry."""
    opened = datetime.combine(case.facts.opened, time(), UTC)
    at = max((one.at for one in case.log), default=opened)
    return at, max((one.on for one in case.log), default=case.facts.opened)


# What is in force


def _held(case: Case, ours: Case, theirs: Case) -> Case:
    """A hold in force in one place is in force, unless the other lifted it knowingly."""
    if hold(case) is not None:
        return case
    for mine, other in ((ours, theirs), (theirs, ours)):
        held = hold(mine)
        if held is not None and held.id not in {one.id for one in other.log}:
            at, _on = _end(case)
            named = f"{HoldSet.prefix}-{mark(form(held))}"
            return msgspec.structs.replace(
                case, log=(*case.log, msgspec.structs.replace(held, id=named, at=at))
            )
    return case


def _is_added_to_when_closed(ours: Case, theirs: Case) -> bool:
    for mine, other in ((ours, theirs), (theirs, ours)):
        ended, known = closing(mine), {one.id for one in mine.log}
        news = [one for one in other.log if one.id not in known]
        unseen = ended is not None and ended.id not in {one.id for one in other.log}
        if unseen and not all(map(belongs_to_the_ending, news)):
            return True
    return False
