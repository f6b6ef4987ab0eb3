"""What was understood of a sheet, column by column, and what is wrong with which rows.

Terms, days and numbers are shown as they were understood; of names and texts only how many.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from vp.domain.conflict import Side
from vp.domain.mapping import Column, letters
from vp.domain.moving import Taken
from vp.domain.rows import Problem
from vp.domain.term import Term
from vp.domain.vocabulary import Told
from vp.locale import N_, _, label, language, ngettext
from vp.render.plain import beside, paragraph, phrase, printable
from vp.render.templates import day

_FIELDS = {
    "reference": N_("number of your own, the case's alias"),
    "opened": N_("day of the first talk"),
    "closed": N_("day of closing"),
    "close_reason": N_("why it was closed"),
    "outcomes": N_("what came of it"),
    "content": N_("whether the reporter is content"),
    "ending": N_("text at the closing"),
    "nature": N_("what the talk was for"),
    "domain": N_("the field it falls in"),
    "kinds": N_("what happened"),
    "integrity_status": N_("what is suspected"),
    "role": N_("what the reporter is in it"),
    "position": N_("what the reporter is here"),
    "left_on": N_("day the reporter left"),
    "unit": N_("unit"),
    "accused_relation": N_("who it concerns, to the reporter"),
    "repeated": N_("whether it happened more than once"),
    "personal_tie": N_("personal tie of yours"),
    "own_involvement": N_("another part of yours in it"),
    "channel": N_("how the reporter came"),
    "identity": N_("whether the name is known"),
    "keep_file": N_("whether a file may be kept"),
    "minutes": N_("minutes of the first talk"),
    "hours": N_("hours of the first talk"),
    "account": N_("text of the first note"),
    "wish": N_("what the reporter wants to reach"),
    "knows": N_("what the reporter knows at first hand"),
}
PARTS = {
    "name": N_("name"),
    "contact": N_("reached at"),
    "safe_contact": N_("safe contact"),
    "safe_times": N_("safe times"),
    "safe_place": N_("safe place"),
    "text": N_("text"),
    "day": N_("day"),
    "minutes": N_("minutes"),
}
"""What is held of people and of further notes, as people say it."""
_DELIMITERS = {";": N_("semicolons"), ",": N_("commas"), "\t": N_("tabs"), "|": "|"}
_ENCODINGS = {"cp1252": "Windows-1252", "utf-16": "UTF-16"}
_HEADING = 24
_COLUMN = _HEADING + 5
_ROWS = 12
"""How wide the column with the numbers of rows is."""
_MOST = 8
"""How many different terms of a column are shown, the commonest first."""


def how_read(name: str, rows: int, encoding: str, delimiter: str) -> str:
    """How many rows there are, and how their letters and cells were told apart."""
    told = ngettext(
        "{name}: {n} row, read as {encoding} with {delimiter}",
        "{name}: {n} rows, read as {encoding} with {delimiter}",
        rows,
    )
    code, sign = _ENCODINGS.get(encoding, "UTF-8"), _(_DELIMITERS[delimiter])
    return paragraph(told.format(name=name, n=rows, encoding=code, delimiter=sign))


def understood(columns: Iterable[Column], taken: Taken) -> str:
    """A line for each column: its heading, what it fills, and what stands in it."""
    lines = []
    for column in sorted(columns, key=lambda one: one.place):
        heading = printable(column.heading)
        if len(heading) > _HEADING:
            heading = f"{heading[: _HEADING - 1]}…"
        told = f"{field_in_words(column.field)}: {_values(taken.understood[column.place])}"
        lines.append(beside(f"{letters(column.place):<3}{heading}", told, _COLUMN))
    return "\n".join(lines)


def unread(places: Iterable[int], headings: Sequence[str]) -> str:
    """The columns that nothing is taken from."""
    names = [_named(place, headings[place]) for place in places]
    told = _("Nothing is taken from: {columns}.").format(columns=", ".join(names))
    return paragraph(told) if names else ""


def problems(found: Sequence[Problem]) -> str:
    """What is wrong, the same in several rows told once; in the order of the rows."""
    rows: dict[str, list[int]] = {}
    for one in found:
        told = message(one)
        where = _named(one.column.place, one.column.heading) if one.column else ""
        rows.setdefault(f"{where}: {told}" if where else told, []).append(one.row)
    return "\n".join(_beside_rows(numbers, told) for told, numbers in rows.items())


def message(problem: Problem) -> str:
    """The sentence of one problem, for a program."""
    return phrase(problem.sentence, problem.fields)


def left_out(taken: Taken, empty: int) -> str:
    """The rows that make no case although nothing is wrong with them, and why."""
    known = _("Taken in before; what was changed in the sheet since is not taken over.")
    renumbered = _(
        "Taken in before, when their number was not read: not taken in again. They are only known"
        " while nothing in them changes."
    )
    expired = _(
        "Closed so long ago that the term of keeping is over: not taken in. Destroy them in the"
        " sheet too."
    )
    told = [
        _beside_rows(taken.known, known),
        _beside_rows(taken.renumbered, renumbered),
        _beside_rows(taken.expired, expired),
        ngettext("{n} row is empty.", "{n} rows are empty.", empty).format(n=empty) * bool(empty),
    ]
    return "\n".join(filter(None, told))


def perhaps_twice(taken: Taken, is_first: bool) -> str:
    """The rows that become cases and could be there already, or could come in twice later on."""
    other_year = _(
        "Their number was taken in before, with another year. If your numbers do not begin anew"
        " each year, these cases come in twice: then take the rows out of the sheet."
    )
    unnumbered = _(
        "Without a number that is mapped to reference, a row is only known again while nothing"
        " changes in it or in the mapping."
    )
    if not is_first:
        unnumbered += " " + _("Look whether these cases are there already.")
    rows = (_beside_rows(taken.other_year, other_year), _beside_rows(taken.unnumbered, unnumbered))
    return "\n".join(filter(None, rows))


def _beside_rows(numbers: Sequence[int], told: str) -> str:
    """The rows, and to the right of them or below what is told of them; nothing without rows."""
    if not numbers:
        return ""
    rows = _rows(numbers)
    if len(rows) < _ROWS:
        return beside(rows, told, _ROWS)
    return f"{paragraph(rows)}\n{beside('', told, _ROWS)}"


def _rows(numbers: Sequence[int]) -> str:
    """The numbers of rows, each once, those that follow each other taken together."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    told = [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs]
    return ngettext("row {rows}", "rows {rows}", len(set(numbers))).format(rows=", ".join(told))


def _named(place: int, heading: str) -> str:
    shown = f"«{printable(heading)}»" if heading else _("(without a heading)")
    return _("column {letter} {heading}").format(letter=letters(place), heading=shown)


def field_in_words(field: str) -> str:
    """What the field is, as people say it."""
    first, _dot, rest = field.partition(".")
    match first:
        case "told":
            return label(Told.of(rest))
        case "people" | "notes":
            one, _dot, part = rest.partition(".")
            whose = _whose(one) if first == "people" else _further(int(one))
            return f"{whose}, {_(PARTS[part])}"
        case _:
            return _(_FIELDS[field])


def _whose(handle: str) -> str:
    side, _hyphen, number = handle.partition("-")
    return f"{label(Side.of(side))} {number}".rstrip()


def _further(number: int) -> str:
    return _("further note {n}").format(n=number + 1)


def _values(read: Sequence[Any]) -> str:
    """What was understood, shown as far as it holds no name and no text."""
    found = [one for value in read for one in (value if isinstance(value, tuple) else (value,))]
    if found and all(isinstance(one, date) for one in found):
        first, last = (day(one, language()) for one in (min(found), max(found)))
        return first if first == last else _("{first} to {last}").format(first=first, last=last)
    if found and all(isinstance(one, Term | bool) for one in found):
        counted = Counter(_word(one) for one in found).most_common()
        shown = [f"{number}×\u00a0{word}" for word, number in counted[:_MOST]]
        return ", ".join([*shown, *(["…"] if len(counted) > _MOST else [])])
    return ngettext("{n} row", "{n} rows", len(read)).format(n=len(read))


def _word(value: Term | bool) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return label(value)
