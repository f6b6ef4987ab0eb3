"""Changing facts and people of a case, and what was told, leaving a trace of what was touched.

The log is never edited: a correction there is a new entry. Facts and people are opened here,
because the counsellor judges what to keep (Huis brochure 2023, §6.1).
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from vp.domain.case import Case, Facts, append, of_kind, require_day, texts
from vp.domain.entries import Closing, Edited
from vp.domain.intake import facts_of, kept_people, people_of
from vp.domain.vocabulary import KeepFile, Told, find
from vp.errors import NotAllowed, Usage
from vp.locale import N_

_NO_FACT = ("people", "wish", "knows", "account", "minutes")


def edit(case: Case, changes: Mapping[str, Any], trace: Edited, today: date) -> Case:
    """The case with the changes, given as in an intake form, and an entry that names the fields.

    `told` and each person are changed item by item; a person given as an empty mapping is taken
    out. Raises as an intake form does, and Usage when nothing changes.
    """
    facts = _facts(case.facts, changes, today)
    for ended in of_kind(case, Closing):
        require_day(ended.on, facts.opened, today)
    people = kept_people(_people(case, changes.get("people", {})), facts.keep_file)
    if facts.keep_file is KeepFile.NO and any(text for one in case.log for text in texts(one)):
        raise NotAllowed(
            N_("case {case} holds text; it cannot become a contact without a file"),
            N_("keep it as minimal, or close it so that it is destroyed in its time"),
            case=case.id,
        )
    changed = (*_changed_facts(case.facts, facts), *_changed_people(case, people))
    if not changed:
        raise Usage(N_("nothing was changed"), N_("give at least one field with a new value"))
    edited = msgspec.structs.replace(case, facts=facts, people=people)
    return append(edited, msgspec.structs.replace(trace, changed=changed))


def _facts(facts: Facts, changes: Mapping[str, Any], today: date) -> Facts:
    for key in ("wish", "knows", "account", "minutes"):
        if key in changes:
            raise Usage(
                N_("{field}: that is not a fact; it belongs in a note"),
                N_("write it down with vp note"),
                field=key,
            )
    plain: dict[str, Any] = msgspec.to_builtins(facts)
    told = changes.get("told", {})
    given = {key: value for key, value in changes.items() if key not in (*_NO_FACT, "told")}
    answers = {key: _word(value) for key, value in plain.items()} | given
    if isinstance(told, dict):
        known = {find(Told, item, field="told").key: said for item, said in told.items()}
        answers["told"] = plain.get("told", {}) | known
    else:
        answers["told"] = told
    return facts_of(answers, today)


def _word(value: object) -> object:
    """A stored value as an intake form would write it."""
    match value:
        case bool():
            return "yes" if value else "no"
        case tuple():
            return list(value)
        case _:
            return value


def _people(case: Case, changes: object) -> dict[str, Any]:
    given = people_of(changes)
    raw: Mapping[str, Any] = changes if isinstance(changes, dict) else {}
    people = dict(case.people)
    for handle, person in given.items():
        if not raw[handle]:
            people.pop(handle, None)
        elif handle in people:
            fields = {name: getattr(person, name) for name in raw[handle]}
            people[handle] = msgspec.structs.replace(people[handle], **fields)
        else:
            people[handle] = person
    return people


def _changed_facts(before: Facts, after: Facts) -> list[str]:
    names = [name for name in before.__struct_fields__ if name != "told"]
    changed = [name for name in names if getattr(before, name) != getattr(after, name)]
    told = [item for item in Told if before.told.get(item) != after.told.get(item)]
    return changed + [f"told.{item.key}" for item in told]


def _changed_people(case: Case, people: Mapping[str, Any]) -> list[str]:
    handles = sorted({*case.people, *people})
    return [f"people.{one}" for one in handles if case.people.get(one) != people.get(one)]
