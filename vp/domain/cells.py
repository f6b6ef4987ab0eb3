"""A cell of a sheet as a value: a day, terms, yes or no, minutes, text.

Terms are understood by key and by label in either language. Days carry their year; numbers may
have a decimal comma. A refusal never repeats a cell: it could be a name.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from vp.domain.case import HANDLE, Person
from vp.domain.intake import ANSWERS, TERMS, TEXTS
from vp.domain.term import Term, find, fold
from vp.domain.text import clean, clean_line
from vp.domain.vocabulary import CloseReason, Kind, Outcome, Told
from vp.errors import Usage
from vp.locale import N_

DAY = 24 * 60
"""The most minutes."""
REFERENCE = 40
"""The most characters of the sheet's own number."""

ONE_TERM: dict[str, type[Term]] = {**TERMS, "close_reason": CloseReason}
SEVERAL_TERMS: dict[str, type[Term]] = {"kinds": Kind, "outcomes": Outcome}
DAYS = ("opened", "left_on", "closed")
YES_OR_NO = (*ANSWERS, "content")
LONG = (*TEXTS, "ending")
LINES = ("unit", "reference")
AMOUNTS = ("minutes", "hours")
FIELDS = (*DAYS, *ONE_TERM, *SEVERAL_TERMS, *YES_OR_NO, *LONG, *LINES, *AMOUNTS)
OF_ENDING = ("outcomes", "content", "ending", "close_reason")
"""What is said of a case that was closed."""
REPEATED = (*SEVERAL_TERMS, *LONG)
"""Fields that several columns may fill: their values stand one after the other."""

_YES = frozenset(["ja", "j", "yes", "y", "true", "waar", "x", "1"])
_NO = frozenset(["nee", "n", "no", "false", "onwaar", "0", "-"])
_BETWEEN = re.compile(r"\s*[,;/+\n]\s*|\s+(?:en|and)\s+")
_SHOWN = 40
_NEAR = 3
"""How many terms are proposed."""
_LIKE = 0.7
"""How much a word must look like another one to be proposed for it."""
_FEW = 6
"""Of so many terms or fewer all are told."""
_TOO_NARROW = re.compile("#{3,}")
_MADE_A_NUMBER = re.compile(r"[0-9](?:[.,][0-9]+)?E\+[0-9]+")
_DAYS_COUNTED = re.compile(r"[1-9][0-9]{4}(?:[.,][0-9]+)?")
"""How a spreadsheet keeps a day: 45728 is 12 March 2025."""
_MONTH_FIRST = re.compile(
    r"(?:0?[1-9]|1[0-2])[-/.](?:1[3-9]|2[0-9]|3[01])[-/.]'?(?:[0-9]{2}){1,2}(?: .*)?"
)
_MINUTES = re.compile(r"([0-9]{1,4})(?:[.,]0+)?\s*(?:m|min|minuten|minutes)?\.?", re.IGNORECASE)
_HOURS = re.compile(r"([0-9]{1,2}(?:[.,][0-9]{1,2})?)\s*(?:u|uur|uren|h|hours?)?\.?", re.IGNORECASE)
_CLOCK = re.compile(r"([0-9]{1,2})[:.]([0-5][0-9])(?::00)?")

ReadDay = Callable[[str], date | None]
Words = Mapping[str, str]
"""What stands for what, folded; an empty word stands for nothing."""
_NONE: Words = {}


def kind_of(field: str) -> str:
    """How cells of the field are read: day, term, terms, answer, amount, told, line or text."""
    first, _dot, rest = field.partition(".")
    if first == "notes":
        part = rest.rpartition(".")[2]
        return {"day": "day", "minutes": "amount"}.get(part, "text")
    if first == "people":
        handle, _dot, part = rest.partition(".")
        if HANDLE.fullmatch(handle) and part in Person.__struct_fields__:
            return "line"
    if first == "told" and rest in {item.key for item in Told}:
        return "told"
    for kind, fields in (
        ("day", DAYS), ("term", ONE_TERM), ("terms", SEVERAL_TERMS), ("answer", YES_OR_NO),
        ("amount", AMOUNTS), ("line", LINES), ("text", LONG),
    ):  # fmt: skip
        if field in fields:
            return kind
    raise no_such_field(field)


def short(word: str) -> str:
    """A word of the mapping as far as a refusal repeats it."""
    return word if len(word) <= _SHOWN else f"{word[:_SHOWN]}…"


def no_such_field(field: str) -> Usage:
    """The error for what a mapping calls a field and is none: it names the nearest ones."""
    from difflib import get_close_matches

    told = (f"told.{item.key}" for item in Told)
    people = (f"people.reporter.{part}" for part in Person.__struct_fields__)
    near = get_close_matches(field, [*FIELDS, *told, *people], n=_NEAR, cutoff=_LIKE)
    return Usage(
        N_("the mapping names a field that is not there: {field}"),
        N_("nearest: {nearest}")
        if near
        else N_("vp help moving-in lists the fields and their values"),
        field=short(field),
        nearest=", ".join(near),
    )


def value(
    field: str,
    cell: str,
    day: ReadDay,
    own: Words = _NONE,
    known: Iterable[Term] | None = None,
) -> Any:
    """What the cell says: a day, terms, yes or no, minutes, text. Raises Usage.

    `own` words stand for others; `known` are the terms it can be, where they are fewer than the
    field's own.
    """
    cell = own.get(fold(cell), cell)
    if _TOO_NARROW.fullmatch(cell):
        raise _no(N_("«####» stands there: in the spreadsheet the column is too narrow"))
    match kind_of(field):
        case "day":
            return _day(cell, day)
        case "term":
            return _term(ONE_TERM[field], cell, field)
        case "terms":
            return _terms(tuple(known or SEVERAL_TERMS[field]), cell, field, own)
        case "answer":
            return _answer(cell)
        case "amount":
            return _hours(cell) if field == "hours" else _minutes(cell)
        case "told":
            return _answer(cell) if fold(cell) in _YES | _NO else _day(cell, day)
        case "line":
            return _line(cell, field)
        case _:
            return clean(cell)


def _no(sentence: str, **fields: object) -> Usage:
    return Usage(sentence, N_("correct it in the sheet, or in the mapping"), **fields)


def _day(cell: str, day: ReadDay) -> date:
    if _MONTH_FIRST.fullmatch(cell):
        raise _no(N_("the month stands before the day, so perhaps in this whole column"))
    if _DAYS_COUNTED.fullmatch(cell):
        raise _no(N_("the spreadsheet made a number of this day; make it a date there"))
    if found := day(cell):
        return found
    raise _no(N_("that is not a day with its year, such as 12-3-2025"))


def _term(known: Iterable[Term], cell: str, field: str) -> Term:
    known = tuple(known)
    try:
        return find(known, cell, field=field)
    except Usage:
        if near := _nearest(known, cell):
            sentence = N_("that is not a value it can have; nearest: {nearest}")
            raise _no(sentence, nearest=near) from None
        raise _no(N_("that is not a value it can have")) from None


def _nearest(known: tuple[Term, ...], cell: str) -> tuple[Term, ...]:
    """The terms of which a label looks like the cell, in either language; else all, if few."""
    from difflib import get_close_matches

    meant = {fold(part): term for term in known for name in term.names for part in name.split(",")}
    near = get_close_matches(fold(cell), meant, n=_NEAR, cutoff=_LIKE)
    return tuple(dict.fromkeys(meant[word] for word in near)) or known * (len(known) <= _FEW)


def _terms(known: tuple[Term, ...], cell: str, field: str, own: Words) -> tuple[Term, ...]:
    """The term of the whole cell, since labels have commas too; or those of its parts."""
    try:
        return (_term(known, cell, field),)
    except Usage:
        parts = [own.get(fold(part), part) for part in _BETWEEN.split(cell) if part]
        if len(parts) < 2:
            raise
    return tuple(dict.fromkeys(_term(known, part, field) for part in parts))


def _answer(cell: str) -> bool:
    if fold(cell) not in _YES | _NO:
        raise _no(N_("yes or no is expected"))
    return fold(cell) in _YES


def _minutes(cell: str) -> int:
    found = _MINUTES.fullmatch(cell)
    if found is None or int(found[1]) > DAY:
        raise _no(N_("a whole number of at most {limit} minutes is expected"), limit=DAY)
    return int(found[1])


def _hours(cell: str) -> int:
    if clock := _CLOCK.fullmatch(cell) if ":" in cell else None:
        minutes = int(clock[1]) * 60 + int(clock[2])
    elif found := _HOURS.fullmatch(cell):
        minutes = round(float(found[1].replace(",", ".")) * 60)
    else:
        minutes = DAY + 1
    if minutes > DAY:
        raise _no(N_("a number of hours is expected, such as 1,5"))
    return minutes


def _line(cell: str, field: str) -> str:
    line = clean_line(" ".join(cell.split()))
    if _MADE_A_NUMBER.fullmatch(line):
        raise _no(N_("the spreadsheet made a number of it; make the column text"))
    if field == "reference" and len(line) > REFERENCE:
        raise _no(N_("a reference has at most {limit} characters"), limit=REFERENCE)
    return line
