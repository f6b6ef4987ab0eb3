"""From the answers of a first conversation to a case.

The answers are a mapping of plain values: what an intake form in YAML holds, and what the
conversation on the terminal collects. Unknown keys and values are errors that name the key, the
value, and the nearest allowed one.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple, TypeVar

from vp.domain.case import HANDLE, REPORTER, Case, Facts, Person, append, require_day
from vp.domain.days import parse as parse_day
from vp.domain.entries import Note, Wish
from vp.domain.text import clean, clean_line
from vp.domain.vocabulary import (
    AccusedRelation,
    Channel,
    ContactNature,
    Domain,
    IdentityKnown,
    IntegrityStatus,
    KeepFile,
    Kind,
    ReporterPosition,
    ReporterRole,
    Term,
    Told,
    find,
    kinds_of,
    unknown,
)
from vp.errors import NotAllowed, Usage
from vp.locale import N_

T = TypeVar("T", bound=Term)
Stamp = Callable[[str, date], dict[str, Any]]
"""Gives a new entry of this prefix and day its id and moment."""

TERMS: dict[str, type[Term]] = {
    "nature": ContactNature,
    "domain": Domain,
    "integrity_status": IntegrityStatus,
    "role": ReporterRole,
    "position": ReporterPosition,
    "accused_relation": AccusedRelation,
    "channel": Channel,
    "identity": IdentityKnown,
    "keep_file": KeepFile,
}
DAYS = ("opened", "left_on")
ANSWERS = ("repeated", "personal_tie", "own_involvement")
TEXTS = ("wish", "knows", "account")
MOST_MINUTES = 24 * 60
KEYS = (*DAYS, *TERMS, *ANSWERS, *TEXTS, "kinds", "unit", "minutes", "told", "people")
_YES = {"yes": True, "ja": True, "true": True, "no": False, "nee": False, "false": False}


class Intake(NamedTuple):
    """A new case, and whether names or text were given that may not be kept."""

    case: Case
    withheld: bool


class Form(NamedTuple):
    """What an intake form says, each value understood."""

    facts: Facts
    people: dict[str, Person]
    texts: dict[str, str]
    minutes: int


def read(answers: Mapping[str, Any], today: date) -> Form:
    """What these answers say. Raises Usage for a wrong key or value, NotAllowed for a day."""
    return Form(
        facts_of(answers, today),
        people_of(answers.get("people", {})),
        {name: clean(_words(answers, name)) for name in TEXTS},
        _minutes(answers.get("minutes", "0")),
    )


def open_case(
    answers: Mapping[str, Any], dossier: str, id_: str, alias: str, today: date, stamp: Stamp
) -> Intake:
    """The case these answers make. Raises Usage for a wrong key or value, NotAllowed for a day.

    With `keep_file: no` neither people nor text are kept, with `minimal` only the reporter
    (Huis §6.1: the counsellor judges what to keep; the reporter agreed to no more).
    """
    facts, people, texts, minutes = read(answers, today)
    allowed = kept_people(people, facts.keep_file)
    kept = {} if facts.keep_file is KeepFile.NO else texts
    case = Case(
        format=1, dossier=dossier, id=id_, alias=alias, revision=1, facts=facts, people=allowed
    )
    if kept.get("wish") or kept.get("knows"):
        wish = Wish(
            **stamp(Wish.prefix, facts.opened), text=kept["wish"], knows=kept.get("knows", "")
        )
        case = append(case, wish)
    if kept.get("account") or minutes:
        first = Note(
            **stamp(Note.prefix, facts.opened), text=kept.get("account", ""), minutes=minutes
        )
        case = append(case, first)
    withheld = allowed != people or any(texts.values()) != any(kept.values())
    return Intake(case, withheld)


def facts_of(answers: Mapping[str, Any], today: date) -> Facts:
    """The facts these answers give. Raises Usage for a wrong key or value, NotAllowed for a day."""
    for key in answers:
        if key not in KEYS:
            raise _unknown_key(key)
    if "domain" not in answers:
        raise Usage(
            N_("the intake form does not say the domain"),
            N_("add a line such as  domain: conduct"),
        )
    fields: dict[str, Any] = {
        key: find(terms, _word(answers[key], key), field=key)
        for key, terms in TERMS.items()
        if key in answers
    }
    fields |= {key: _day(answers[key], key) for key in DAYS if key in answers}
    fields |= {key: _answer(answers[key], key) for key in ANSWERS if key in answers}
    fields["kinds"] = _kinds(answers.get("kinds", ()), fields["domain"])
    fields["unit"] = clean_line(_words(answers, "unit"))
    fields.setdefault("opened", today)
    require_day(fields["opened"], date.min, today)
    told = _mapping(answers.get("told", {}), "told")
    fields["told"] = {
        find(Told, item, field="told"): _not_later(_day(said, item), today)
        for item, said in told.items()
    }
    return Facts(**fields)


def _kinds(words: object, domain: Domain) -> tuple[Kind, ...]:
    listed = words if isinstance(words, list | tuple) else [words]
    allowed = kinds_of(domain)
    return tuple(dict.fromkeys(find(allowed, _word(one, "kinds"), field="kinds") for one in listed))


def people_of(found: object) -> dict[str, Person]:
    """The people behind these handles. Raises Usage for a handle or field that is none."""
    people = {}
    for handle, described in _mapping(found, "people").items():
        if not HANDLE.fullmatch(handle):
            raise Usage(
                N_("people: a handle is reporter, or a side and a number"),
                N_("for example reporter, accused-1, witness-2, colleague-1, other-1"),
            )
        fields = _mapping(described, f"people.{handle}")
        for name in fields:
            if name not in Person.__struct_fields__:
                raise unknown(name, list(Person.__struct_fields__), f"people.{handle}")
        people[handle] = Person(**{name: clean_line(_word(v, name)) for name, v in fields.items()})
    return people


def kept_people(people: dict[str, Person], keep: KeepFile) -> dict[str, Person]:
    """The people that may be kept with this much of a file."""
    match keep:
        case KeepFile.YES:
            return people
        case KeepFile.MINIMAL:
            return {handle: one for handle, one in people.items() if handle == REPORTER}
        case KeepFile.NO:
            return {}


def _not_later(day: date, today: date) -> date:
    if day > today:
        raise NotAllowed(N_("{day} has not come yet"), N_("today is {today}"), day=day, today=today)
    return day


def _unknown_key(key: str) -> Usage:
    return unknown(key, list(KEYS), "intake form")


def _mapping(value: object, field: str) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    raise Usage(
        N_("{field}: that is not a list of keys with values"),
        N_("compare it with the example in the README"),
        field=field,
    )


def _word(value: object, field: str) -> str:
    if isinstance(value, str):
        return value
    raise Usage(
        N_("{field}: one value is expected"),
        N_("compare it with the example in the README"),
        field=field,
    )


def _words(answers: Mapping[str, Any], key: str) -> str:
    return _word(answers.get(key, ""), key)


def _day(value: object, field: str) -> date:
    try:
        return parse_day(_word(value, field))
    except Usage as error:
        raise Usage(N_("{field}: that is not a day"), error.hint, field=field) from None


def _answer(value: object, field: str) -> bool:
    word = _word(value, field).casefold()
    if word not in _YES:
        raise unknown(word, ["yes", "no"], field)
    return _YES[word]


def _minutes(value: object) -> int:
    word = _word(value, "minutes")
    if not (word.isascii() and word.isdigit()) or len(word) > 4 or int(word) > MOST_MINUTES:
        raise Usage(
            N_("minutes: a whole number of at most {limit} is expected"),
            N_("write it in digits, for example  minutes: 60"),
            limit=MOST_MINUTES,
        )
    return int(word)
