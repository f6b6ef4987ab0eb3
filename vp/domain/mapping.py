"""What the columns of a sheet mean: which field of a case each of them fills.

    columns: {datum melding: opened, aard: kinds}      heading: field
    values: {aard: {pesterij: bullying}}               heading: cell: value; '' is nothing
    fixed: {channel: phone}                            where a row says nothing
    notes: [{text: verslag 2, day: datum 2}]           a note of its own, on a day of its own
    ignore: [opmerking]                                known, and not taken in

What a cell then says is read by `vp.domain.cells`.
"""

import re
from typing import NamedTuple

import msgspec

from vp.domain.cells import REPEATED, ReadDay, kind_of, no_such_field, short, value
from vp.domain.record import Record
from vp.domain.term import fold
from vp.domain.vocabulary import NoteKind
from vp.errors import Usage, VpError
from vp.locale import N_

_KEY = re.compile(r"`(\$[^`]*)`")
_FIELD = re.compile(r"field `(\w{1,30})`")


class NoteColumns(Record, kw_only=True):
    """The columns of one further note; without a column for the day it is of the first day."""

    text: str
    day: str = ""
    minutes: str = ""
    kind: NoteKind = NoteKind.CONVERSATION


class Mapping(Record, kw_only=True):
    """What a mapping in YAML holds."""

    columns: dict[str, str]
    values: dict[str, dict[str, str]] = {}
    fixed: dict[str, str] = {}
    notes: tuple[NoteColumns, ...] = ()
    ignore: tuple[str, ...] = ()


class Column(NamedTuple):
    """A column that is read: where it stands, what it fills, and its own words for values."""

    place: int
    heading: str
    field: str
    values: dict[str, str]


def heading_key(heading: str) -> str:
    """The heading as it is compared: lower case, single spaces, no colon after it."""
    return " ".join(heading.casefold().split()).removesuffix(":").rstrip()


def letters(index: int) -> str:
    """What a spreadsheet calls the column: A, B, ... Z, AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def targets(mapping: Mapping) -> list[tuple[str, str]]:
    """Every heading that is read, with the field it fills; those of notes are `notes.0.day`."""
    found = list(mapping.columns.items())
    for number, note in enumerate(mapping.notes):
        parts = {"text": note.text, "day": note.day, "minutes": note.minutes}
        found += [(heading, f"notes.{number}.{part}") for part, heading in parts.items() if heading]
    return found


def check(mapping: Mapping, day: ReadDay) -> None:
    """Nothing, when the mapping can be used with some sheet. Raises Usage, naming the place."""
    found = targets(mapping)
    for field in (*mapping.columns.values(), *mapping.fixed):
        if field.startswith("notes."):
            raise no_such_field(field)
    for heading, field in found:
        kind_of(field)
        for word in mapping.values.get(heading, {}).values():
            _require_readable(field, word, day, f"values.{heading}")
    for field, word in mapping.fixed.items():
        kind_of(field)
        _require_readable(field, word, day, f"fixed.{field}")
    _require_headings(mapping, [heading for heading, _field in found])
    fields = [field for _heading, field in found]
    twice = [one for one in fields if fields.count(one) > 1 and one not in REPEATED]
    if twice or {"minutes", "hours"} <= set(fields):
        raise Usage(
            N_("two columns fill one field: {field}"),
            N_("leave one of them out, under ignore"),
            field=twice[0] if twice else "hours",
        )
    for needed, when in (("opened", True), ("close_reason", "closed" in fields)):
        if when and needed not in (*fields, *mapping.fixed):
            raise Usage(
                N_("no column fills {field}"),
                N_("name the heading under columns, or one value under fixed"),
                field=needed,
            )


def _require_headings(mapping: Mapping, headings: list[str]) -> None:
    keys = [heading_key(one) for one in headings]
    for one in headings:
        if keys.count(heading_key(one)) > 1:
            raise Usage(
                N_("the mapping names the column «{heading}» twice"),
                N_("each heading stands once under columns or notes"),
                heading=one,
            )
    for one in mapping.values:
        if one not in headings:
            raise Usage(
                N_("«{heading}» stands under values, and fills no field"),
                N_("name its field under columns, or take it out of values"),
                heading=one,
            )


def _require_readable(field: str, word: str, day: ReadDay, place: str) -> None:
    try:
        if word:
            value(field, word, day)
    except VpError as error:
        near = error.fields.get("nearest")
        raise Usage(
            N_("{place}: «{word}» is not a value of {field}"),
            N_("nearest: {nearest}")
            if near
            else N_("vp help moving-in lists the fields and their values"),
            place=place,
            word=short(word),
            field=field,
            nearest=near,
        ) from None


def columns(mapping: Mapping, headings: tuple[str, ...]) -> tuple[Column, ...]:
    """The columns of this sheet that are read, the domain first. Raises Usage for a missing one.

    A heading that stands in the sheet twice is refused where it is read.
    """
    keys = [heading_key(heading) for heading in headings]
    found = []
    for heading, field in targets(mapping):
        key = heading_key(heading)
        if key not in keys:
            raise Usage(
                N_("the sheet has no column «{heading}»"),
                N_("make heading and mapping the same; vp import FILE --new-map MAP starts anew"),
                heading=heading,
            )
        if keys.count(key) > 1:
            places = [letters(place) for place, one in enumerate(keys) if one == key]
            raise Usage(
                N_("several columns are called «{heading}»: {letters}"),
                N_("give each a heading of its own, in the sheet and in the mapping"),
                heading=heading,
                letters=", ".join(places),
            )
        own = {fold(cell): word for cell, word in mapping.values.get(heading, {}).items()}
        found.append(Column(keys.index(key), heading, field, own))
    return tuple(sorted(found, key=lambda one: (one.field != "domain", one.place)))


def unread(mapping: Mapping, headings: tuple[str, ...]) -> tuple[int, ...]:
    """The columns of the sheet that the mapping says nothing about."""
    known = {heading_key(heading) for heading, _field in targets(mapping)}
    known |= set(map(heading_key, mapping.ignore))
    return tuple(n for n, heading in enumerate(headings) if heading_key(heading) not in known)


def convert(plain: object, name: str) -> Mapping:
    """The mapping in plain values. Raises Usage, naming the file and a place in it."""
    try:
        return msgspec.convert(plain, Mapping, strict=False)
    except msgspec.ValidationError as error:
        path, field = _KEY.search(str(error)), _FIELD.search(str(error))
        place = path[1] if path else "$"
        raise Usage(
            N_("{name} is no mapping that vp understands, at {path}"),
            N_("compare it with examples/register.map.yaml"),
            name=name,
            path=f"{place}.{field[1]}" if field else place,
        ) from None
