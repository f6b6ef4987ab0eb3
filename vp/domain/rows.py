"""One row of a sheet while it is read: what it says, and what is wrong with it."""

from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from vp.domain.cells import OF_ENDING, REPEATED, ReadDay, value
from vp.domain.closing import BY_THE_COUNSELLOR
from vp.domain.mapping import Column
from vp.domain.term import fold
from vp.domain.vocabulary import Domain, NoteKind, kinds_of
from vp.errors import VpError
from vp.locale import N_

YEARS = 30
"""A day longer ago than this is a slip: 1925 for 2025."""

Said = dict[str, Any]
"""What a row says: a field's name and its value."""


class Problem(NamedTuple):
    """What is wrong with a row: a sentence, and the column it is about, or none."""

    row: int
    column: Column | None
    sentence: str
    fields: Mapping[str, object] = {}


class Sheet(NamedTuple):
    """The rows with their numbers, and how they are read."""

    rows: Iterable[tuple[int, tuple[str, ...], bool]]
    columns: tuple[Column, ...]
    fixed: Mapping[str, str]
    day: ReadDay
    kinds: tuple[NoteKind, ...]
    """Of the further notes, in the order of the mapping."""


class Row:
    """What one row says, and what is wrong with it: nothing of it is read until `read`."""

    def __init__(self, sheet: Sheet, number: int, cells: tuple[str, ...]) -> None:
        self._sheet = sheet
        self._number = number
        self._cells = cells
        self._columns = {column.field: column for column in sheet.columns}
        self.said: Said = {}
        self.problems: list[Problem] = []

    def problem(self, sentence: str, about: str = "", **fields: object) -> None:
        """The row cannot be taken in, for this too; it is `about` a field, if any."""
        self.problems.append(Problem(self._number, self._columns.get(about), sentence, fields))

    def read(self, today: date) -> Iterator[tuple[Column, Any]]:
        """Each column of which the cell says something, with what it says."""
        # What is fixed holds where the row itself says nothing.
        fixed = {
            field: value(field, word, self._sheet.day) for field, word in self._sheet.fixed.items()
        }
        for column in self._sheet.columns:
            cell = self._cells[column.place]
            if not column.values.get(fold(cell), cell):
                continue
            domain = self.said.get("domain") or fixed.get("domain")
            known = kinds_of(domain) if domain and column.field == "kinds" else None
            try:
                read = value(column.field, cell, self._sheet.day, column.values, known)
            except VpError as error:
                self.problems.append(Problem(self._number, column, error.sentence, error.fields))
                continue
            self._keep(column.field, read)
            yield column, read
        self._require_closed()
        self.said = fixed | self.said
        self._complete(today)

    def _keep(self, field: str, read: Any) -> None:
        before = self.said.get(field)
        if before and field in REPEATED:
            read = (
                f"{before}\n\n{read}"
                if isinstance(read, str)
                else tuple(dict.fromkeys((*before, *read)))
            )
        self.said[field] = read

    def _complete(self, today: date) -> None:
        """What does not go together, or is missing, is a problem."""
        said, failed = self.said, self._failed()
        if "opened" not in said and "opened" not in failed:
            self.problem(N_("a day is needed here"), "opened")
        if "domain" not in said and not failed & {"domain", "kinds"}:
            self._tell_domain()
        if "closed" in said and not {"close_reason"} & (said.keys() | failed):
            self.problem(N_("it was closed; the reason is missing"), "close_reason")
        if said.get("close_reason") in BY_THE_COUNSELLOR and not said.get("ending"):
            if "ending" in self._columns:
                self.problem(N_("with this reason a text says why; it is missing here"), "ending")
            else:
                self.problem(
                    N_("with this reason a text says why; no column holds it (field: ending)"),
                    "close_reason",
                )
        for number in range(len(self._sheet.kinds)):
            text, on = f"notes.{number}.text", f"notes.{number}.day"
            if text in said and on in self._columns and on not in said.keys() | failed:
                self.problem(N_("a day is needed here"), on)
        self._compare_days(today)

    def _require_closed(self) -> None:
        """What only a closed case can have, is a problem in a row without the day of closing."""
        if "closed" not in self.said and "closed" not in self._failed():
            for field in self.said.keys() & set(OF_ENDING):
                self.problem(
                    N_("this is said of a case that was closed; the day is missing"), field
                )

    def _failed(self) -> set[str]:
        return {one.column.field for one in self.problems if one.column}

    def _tell_domain(self) -> None:
        """The domain follows from the kinds, where they say it."""
        fields = {kind.domain for kind in self.said.get("kinds", ())}
        if len(fields) == 1:
            (self.said["domain"],) = fields
        elif fields == {Domain.CONDUCT, Domain.INTEGRITY}:
            self.said["domain"] = Domain.MIXED
        elif fields:
            self.problem(N_("these kinds do not go together in one case"), "kinds")
        elif "kinds" in self._columns:
            self.problem(N_("this is empty: it says what the case is about"), "kinds")
        else:
            self.problem(N_("no column says what the case is about (field: kinds)"))

    def _compare_days(self, today: date) -> None:
        opened, closed = self.said.get("opened"), self.said.get("closed")
        for field, day in self.said.items():
            if not isinstance(day, date) or field == "left_on":
                continue
            if day > today:
                self.problem(N_("this day has not come yet"), field)
            elif day.year < today.year - YEARS:
                self.problem(N_("this day is more than {years} years ago"), field, years=YEARS)
            elif opened and day < opened and (field == "closed" or field.startswith("notes.")):
                self.problem(N_("this day is before the case was opened"), field)
            elif closed and day > closed and field.startswith("notes."):
                self.problem(N_("this day is after the case was closed"), field)

    def mark(self) -> tuple[str, bool]:
        """By what the row is known again, and whether that is its own number.

        Numbers may begin anew each year, so the year belongs to it.
        """
        number, opened = self.said.get("reference", ""), self.said.get("opened")
        if number and opened:
            return f"{fold(number)}\n{opened.year}", True
        return self._all_read(self._columns), False

    def bare_mark(self) -> str:
        """By what it was known when no column was read as its number; nothing when none is now."""
        fields = self._columns.keys() - {"reference"}
        return self._all_read(fields) if "reference" in self._columns else ""

    def other_years(self, today: date) -> Iterator[str]:
        """The marks of rows with the same number in another year; none without a number."""
        number, opened = self.said.get("reference", ""), self.said.get("opened")
        if number and opened:
            for year in range(today.year - YEARS, today.year + 1):
                if year != opened.year:
                    yield f"{fold(number)}\n{year}"

    def _all_read(self, fields: Container[str]) -> str:
        read = sorted(
            (column.field, self._cells[column.place])
            for column in self._sheet.columns
            if column.field in fields
        )
        return "\n".join(f"{field}\0{cell}" for field, cell in read)
