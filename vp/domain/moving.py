"""Rows of a sheet become cases: what is wrong with a row is told by its number and column.

A row is known again by its own number and the year in it, or else by all that is read of it. The
id of its case follows from that under the secret of the settings, so that taking in a sheet
twice makes no case twice, and nobody else can tell which row a case came from.
"""

import hmac
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from vp.domain import closing
from vp.domain.case import Case, record
from vp.domain.entries import Closing, Note
from vp.domain.ids import ALPHABET
from vp.domain.intake import ANSWERS, DAYS, TERMS, TEXTS, Stamp, open_case
from vp.domain.retention import destroy_on
from vp.domain.rows import Problem, Row, Said, Sheet
from vp.domain.term import Term
from vp.domain.vocabulary import KeepFile, NoteKind
from vp.errors import VpError
from vp.locale import N_


class Here(NamedTuple):
    """What rows need to become cases: whose they are, what is known, today and chance."""

    dossier: str
    tag_key: str
    retention: int
    today: date
    stamp: Stamp
    alias: Callable[[], str]
    known: frozenset[str]
    """The ids of the cases that are, or were, here."""


class Fresh(NamedTuple):
    """A row that becomes a case."""

    row: int
    case: Case
    withheld: bool
    """Whether names or text stood there that the reporter did not agree to keep."""


class Taken(NamedTuple):
    """What became of every row, each in one of these."""

    fresh: list[Fresh]
    known: list[int]
    """Taken in before, or destroyed since."""
    renumbered: list[int]
    """Known too: taken in before, when no column was read as its number."""
    expired: list[int]
    """Closed so long ago that the file would have to be destroyed at once."""
    other_year: list[int]
    """New, although the same number was taken in before with another year."""
    unnumbered: list[int]
    """New, and only known again while nothing in them changes."""
    problems: list[Problem]
    understood: dict[int, list[Any]]
    """What the cells of each column, by its place, were taken for."""


def take(sheet: Sheet, here: Here) -> Taken:
    """Every row as a new case, or why it is none."""
    taken = Taken([], [], [], [], [], [], [], {column.place: [] for column in sheet.columns})
    seen: dict[str, int] = {}
    ids = _Ids(here)
    others: dict[int, set[str]] = {}
    for row, cells, is_too_long in sheet.rows:
        reading = Row(sheet, row, cells)
        if is_too_long:
            reading.problem(N_("something stands to the right of the last heading"))
        for column, read in reading.read(here.today):
            taken.understood[column.place].append(read)
        mark, by_number = reading.mark()
        id_ = ids.of(mark) if by_number else ids.of_alike(mark)
        bare = reading.bare_mark()
        before = ids.of_alike(bare) if bare else id_
        if by_number and id_ in seen:
            reading.problem(N_("row {other} has the same reference"), "reference", other=seen[id_])
        seen.setdefault(id_, row)
        made = None if reading.problems else _fresh(reading, row, id_, sheet, here)
        taken.problems.extend(reading.problems)
        if made is None:
            continue
        if id_ in here.known:
            taken.known.append(row)
        elif before in here.known:
            taken.renumbered.append(row)
        elif (due := destroy_on(made.case)) and due <= here.today:
            taken.expired.append(row)
        else:
            taken.fresh.append(made)
            taken.unnumbered.extend([] if by_number else [row])
            others[row] = ids.known(reading.other_years(here.today))
    # A row of this sheet is no other year's mistake: then the numbers begin anew each year.
    taken.other_year.extend(row for row, same in others.items() if same - seen.keys())
    return taken


class _Ids:
    """The ids of the cases that rows make: the same each time, here alone."""

    def __init__(self, here: Here) -> None:
        self._key = here.tag_key.encode()
        self._known = here.known
        self._alike: Counter[str] = Counter()

    def of(self, mark: str) -> str:
        """The id that a row with this mark makes."""
        digest = hmac.digest(self._key, f"import\n{mark}".encode(), "sha256")
        name = "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:8])
        return f"{name[:4]}-{name[4:]}"

    def of_alike(self, mark: str) -> str:
        """The id of the next row with this mark: two alike are two cases."""
        self._alike[mark] += 1
        return self.of(f"{mark}\n{self._alike[mark]}")

    def known(self, marks: Iterable[str]) -> set[str]:
        """The ids of these marks that are, or were, here."""
        return set(map(self.of, marks)) & self._known if self._known else set()


def _fresh(reading: Row, row: int, id_: str, sheet: Sheet, here: Here) -> Fresh | None:
    """The row as a case; None, with a problem, where a rule of the profession forbids it."""
    said, today = reading.said, here.today
    keeps = said.get("keep_file") is not KeepFile.NO
    number = str(said.get("reference", ""))
    alias = _alias(number) if number else here.alias()
    try:
        made = open_case(_answers(said), here.dossier, id_, alias, today, here.stamp)
        case = made.case
        notes = _notes(said, sheet.kinds, here.stamp, keeps)
        for note in sorted(notes, key=lambda one: one.on):
            case = record(case, note, today)
        if "closed" in said:
            case = closing.close(case, _closing(said, here, keeps), today)
    except VpError as error:
        reading.problem(error.sentence, str(error.fields.get("field", "")), **error.fields)
        return None
    texts = [read for field, read in said.items() if field.endswith((".text", "ending"))]
    return Fresh(row, case, made.withheld or (not keeps and any(texts)))


def _alias(number: str) -> str:
    """The row's own number, to find the case by; never one that could begin an id."""
    return number if len(number) > len("k7fm") else f"nr {number}"


def _answers(said: Said) -> Said:
    """What an intake form with the same in it would hold."""
    answers: Said = {}
    for field, read in said.items():
        first, _dot, rest = field.partition(".")
        if first == "people":
            handle, _dot, part = rest.partition(".")
            answers.setdefault("people", {}).setdefault(handle, {})[part] = read
        elif first == "told" and read:
            on: date = said["opened"] if read is True else read
            answers.setdefault("told", {})[rest] = on.isoformat()
        elif field in (*DAYS, *TERMS, *ANSWERS, *TEXTS, "kinds", "unit"):
            answers[field] = _written(read)
    minutes = said.get("minutes", said.get("hours", 0))
    return answers | {"minutes": str(minutes)}


def _notes(said: Said, kinds: tuple[NoteKind, ...], stamp: Stamp, keeps: bool) -> Iterator[Note]:
    """The further notes of the row, each on its day."""
    for place, kind in enumerate(kinds):
        name = f"notes.{place}"
        text, minutes = said.get(f"{name}.text", ""), said.get(f"{name}.minutes", 0)
        if text or minutes:
            on: date = said.get(f"{name}.day") or said["opened"]
            stamped = stamp(Note.prefix, on)
            yield Note(**stamped, kind=kind, minutes=minutes, text=text if keeps else "")


def _closing(said: Said, here: Here, keeps: bool) -> Closing:
    return Closing(
        **here.stamp(Closing.prefix, said["closed"]),
        reason=said["close_reason"],
        outcomes=said.get("outcomes", ()),
        content=said.get("content"),
        retention=here.retention,
        text=said.get("ending", "") if keeps else "",
    )


def _written(read: Any) -> Any:
    """A value as an intake form holds it."""
    match read:
        case bool():
            return "yes" if read else "no"
        case date():
            return read.isoformat()
        case Term():
            return read.key
        case tuple():
            return [one.key for one in read]
        case _:
            return read
