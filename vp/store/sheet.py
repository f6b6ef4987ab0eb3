"""A sheet as a spreadsheet saves it: bytes to headings and rows, each with its number.

What programs write as CSV differs: commas, semicolons or tabs; UTF-8 or UTF-16 with their mark,
or the Windows code page; `sep=;` on top; quoted texts of several lines. A row has the number that
the spreadsheet shows beside it. What is read is never guessed further than the bytes allow, and
no error repeats a cell.
"""

import csv
import io
import re
from collections.abc import Iterable
from contextlib import suppress
from itertools import islice
from typing import NamedTuple

from vp.domain.mapping import heading_key
from vp.errors import NotReadable, NotThere
from vp.locale import N_

LIMIT = 16 * 1024 * 1024
ROWS = 20_000

SUFFIXES = (".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods", ".numbers")
"""How spreadsheet programs name their files."""

_BOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How files of Excel, LibreOffice and Numbers begin."""
_MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
WINDOWS = "cp1252"
_NEVER = frozenset("ŽžŠšŒœŸƒˆ˜†‡‰¤¬")
"""Signs no Dutch sheet has in this code page: letters of a Mac read as those of Windows."""
_TOP = 10
"""Among how many rows the headings are looked for."""
_DELIMITERS = ";,\t"
_SEP = re.compile(r'"?sep=([;,\t|])"?[;,]*\r?\n', re.IGNORECASE)
_AS_CSV = N_("open it in the spreadsheet program and save it as «CSV UTF-8»")


class Row(NamedTuple):
    """One row: its number in the spreadsheet, and its cells, as many as there are headings."""

    number: int
    cells: tuple[str, ...]
    is_too_long: bool
    """Whether something stands to the right of the last heading."""


class Sheet(NamedTuple):
    """What was read, and how."""

    encoding: str
    delimiter: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    """Those in which anything stands."""
    empty: int
    """How many rows between and after them hold nothing."""


def read(data: bytes, name: str, wanted: Iterable[str] = ()) -> Sheet:
    """The sheet in the data. Raises NotReadable, naming the file, a row and never a cell.

    Its cells are parted by the sign that gives most of the headings that are `wanted`, then most
    headings.
    """
    text, encoding = _decoded(data, name)
    named, text = _below(text)
    keys = set(map(heading_key, wanted))

    def worth(sign: str) -> tuple[int, int]:
        best = (0, 0)
        with suppress(NotReadable):  # told when the sign is chosen
            for _number, row in islice(_rows(text, sign, name), _TOP):
                best = max(best, _worth(row, keys))
        return best

    sign = named or max(_DELIMITERS, key=worth)
    return _sheet(list(_rows(text, sign, name)), keys, encoding, sign, name)


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    if data.startswith(_BOOKS):
        raise NotReadable(N_("{name} is a workbook, and no CSV"), _AS_CSV, name=name)
    if len(data) > LIMIT:
        raise NotReadable(
            N_("{name} is larger than {limit} MiB"),
            N_("split it over several sheets"),
            name=name,
            limit=LIMIT // 1024**2,
        )
    marked = [code for mark, code in _MARKS.items() if data.startswith(mark)]
    for encoding in marked or ["utf-8", WINDOWS]:
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        if "\0" in text or (encoding == WINDOWS and _NEVER.intersection(text)):
            continue
        return text, encoding
    raise NotReadable(N_("it is not certain which letters stand in {name}"), _AS_CSV, name=name)


def _below(text: str) -> tuple[str, str]:
    """The sign that `sep=` on top names, if any, and the text below it: a line no program shows."""
    found = _SEP.match(text)
    return (found[1], text[found.end() :]) if found else ("", text)


def _worth(row: list[str], keys: set[str]) -> tuple[int, int]:
    """How well the row could be the headings: the wanted ones in it, then all that stands in it."""
    said = [cell for cell in row if any(map(str.isalnum, cell))]
    return len(keys.intersection(map(heading_key, said))), len(said)


def _rows(text: str, sign: str, name: str) -> Iterable[tuple[int, list[str]]]:
    csv.field_size_limit(LIMIT)  # no cell is longer than the sheet; its own limit is for a text
    # newline="": a line break within quotes stays what it is.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    number = 0
    try:
        for number, row in enumerate(reader, start=1):
            if number > ROWS:
                raise NotReadable(
                    N_("{name} has more than {limit} rows"),
                    N_("split it over several sheets"),
                    name=name,
                    limit=ROWS,
                )
            yield number, [cell.strip() for cell in row]
    except csv.Error:
        raise NotReadable(
            N_("{name}: the quotation marks in row {row} do not match"),
            N_("look at that row, or save the sheet as CSV again"),
            name=name,
            row=number + 1,
        ) from None


def _sheet(
    found: list[tuple[int, list[str]]], keys: set[str], encoding: str, sign: str, name: str
) -> Sheet:
    """The sheet below its headings: a title may stand above them."""
    top = [row for row in found[:_TOP] if any(row[1])]
    if not top:
        raise NotThere(
            N_("{name} is empty"), N_("look whether the right sheet was saved"), name=name
        )
    # Without a wanted heading the first row counts, however little stands in it.
    head, cells = max(top, key=lambda row: _worth(row[1], keys)[0])
    while not cells[-1]:
        cells.pop()
    headings, wide = tuple(" ".join(cell.split()) for cell in cells), len(cells)
    below = [(number, row) for number, row in found if number > head]
    rows = tuple(
        Row(number, tuple(row[:wide]) + ("",) * (wide - len(row)), any(row[wide:]))
        for number, row in below
        if any(row)
    )
    return Sheet(encoding, sign, headings, rows, len(below) - len(rows))
