"""What a tally is made of: rows, tables, grids and figures that still know which cases they count.

Nothing here may be published; `vp.domain.disclosure` decides what a reader gets to see.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from itertools import product
from typing import NamedTuple

from vp.domain.period import Period
from vp.domain.record import Record
from vp.domain.summary import Summary
from vp.domain.vocabulary import Outcome, Scope, Term

Cases = frozenset[str]
"""Ids of cases."""

HANDLED = "handled"
"""All cases that ran in the period: start + new + reopened. Not printed itself."""
NOT_RECORDED = "not_recorded"
OTHER_UNITS = "other_units"
"""Codes of rows that no vocabulary has."""


class Row(Record, kw_only=True):
    """One code of a dimension and the cases it counts."""

    code: str
    nl: str
    en: str
    cases: Cases = frozenset()


class Table(Record, kw_only=True):
    """The cases `among`, which `of` names, broken down over one dimension."""

    key: str
    dimension: str
    of: str
    """What it breaks down: a key figure, HANDLED, or a row of a table such as `fields/conduct`."""
    among: Cases
    rows: tuple[Row, ...]
    """Where the fact may be missing, the last row of a table that adds up is NOT_RECORDED."""
    adds_up: bool = True
    """Each case in exactly one row; else a case may be in several rows, or in none."""
    least: int = 0
    """A threshold of its own, where it is higher than the report's."""


class Grid(Record, kw_only=True):
    """The new cases broken down over two tables at once: each case is in exactly one cell."""

    key: str
    down: str
    across: str
    """The keys of the tables whose rows and columns it has."""
    rows: tuple[Row, ...]
    columns: tuple[Row, ...]
    cells: dict[tuple[str, str], Cases]
    """By the code of the row and of the column; an empty cell is there too."""
    least: int = 0


class Figure(Record, kw_only=True):
    """One number, with how many reporters stand behind it."""

    key: str
    value: float
    behind: int
    cases: Cases | None = None
    """The cases it counts; None where it counts something else."""
    of: str = ""
    """Among which cases: a key figure, HANDLED, or the key of another figure."""
    flow: str = ""
    """The key figure that must be shown for this one to be shown."""


class Ending(NamedTuple):
    """What a case came to at its last closing in the period, whatever happened to it later."""

    days: int
    """From the first opening, as they really were."""
    outcomes: tuple[Outcome, ...]
    content: bool | None


class Mandate(Record, kw_only=True):
    """For whom the counsellor works, and under which agreement."""

    organisation: str
    counsellor: str
    internal: bool
    scope: Scope
    hours_per_week: float
    renewal: date | None


class Earlier(Record, kw_only=True):
    """A recommendation of an earlier period and what became of it, in the counsellor's words."""

    year: int
    text: str
    state: str = ""
    """Empty where the counsellor wrote nothing about it yet."""


class Texts(Record, kw_only=True):
    """The counsellor's own texts: the only prose of the report that is not a template's."""

    findings: tuple[str, ...] = ()
    recommendations: tuple[str, ...] = ()
    earlier: tuple[Earlier, ...] = ()


class Tally(Record, kw_only=True):
    """Everything the report counts, before anything is hidden."""

    period: Period
    mandate: Mandate
    persons: dict[str, str]
    """Who the reporter of each case is: equal for two cases of one person."""
    flow: dict[str, Cases]
    """The cases that make up the key figures: start + new + reopened - closed = end."""
    tables: tuple[Table, ...]
    grids: tuple[Grid, ...]
    figures: tuple[Figure, ...]
    accused: dict[str, frozenset[str]]
    """Who each case is about: equal for one name; a case that names nobody is one unknown."""
    cannot_occur: frozenset[str] = frozenset()
    """The rows that the profile says this organisation cannot have."""
    most: int
    """The most cases of one reporter among those that ran: what an insider knows of his own."""
    work: dict[str, float]
    """Work without cases: needs no threshold."""
    given: dict[str, tuple[date, ...]]
    """When the report of this period was given to whom."""
    texts: Texts

    def has_reporters(self, cases: Iterable[str], number: int) -> bool:
        """Whether these cases are of at least so many different people."""
        found: set[str] = set()
        for case in cases:
            found.add(self.persons[case])
            if len(found) >= number:
                return True
        return number <= 0

    def accused_behind(self, cases: Iterable[str]) -> int:
        """How many different accused these cases are about, as far as names tell."""
        return len(frozenset().union(*(self.accused[case] for case in cases)))


def persons(summaries: Iterable[Summary]) -> dict[str, str]:
    """Who the reporter of each case is: his name tag where there is one, else the case itself."""
    found = {}
    for summary in summaries:
        tags = [tag for side, tag in summary.tags if side == "reporter"]
        found[summary.id] = f"tag {tags[0]}" if tags else f"case {summary.id}"
    return found


def accused(summaries: Iterable[Summary]) -> dict[str, frozenset[str]]:
    """Who each case is about: the name tags of the accused, else the case as one unknown."""
    return {
        summary.id: frozenset(f"tag {tag}" for side, tag in summary.tags if side == "accused")
        or frozenset({f"case {summary.id}"})
        for summary in summaries
    }


def most(cases: Iterable[str], who: dict[str, str]) -> int:
    """The largest number of these cases that one reporter has; at least 1."""
    return max(Counter(who[case] for case in cases).values(), default=1)


def ids(summaries: Iterable[Summary]) -> Cases:
    """The ids of the cases."""
    return frozenset([summary.id for summary in summaries])


def rows_of(
    terms: Iterable[Term], cases: list[Summary], picked: Callable[[Summary], Iterable[Term]]
) -> tuple[Row, ...]:
    """A row for every term, with the cases that have it; terms nobody has are rows too."""
    having: dict[Term, list[str]] = {term: [] for term in terms}
    for summary in cases:
        for term in picked(summary):
            found = having.get(term)
            if found is not None:
                found.append(summary.id)
    return tuple(
        Row(code=term.key, nl=term.nl, en=term.en, cases=frozenset(found))
        for term, found in having.items()
    )


def table_of(
    key: str,
    dimension: str,
    of: str,
    cases: list[Summary],
    rows: tuple[Row, ...],
    *,
    complete: bool = False,
    least: int = 0,
) -> Table:
    """Each case in one row; with a row for what is not recorded, unless that is `complete`.

    Complete is a fact that no case can be without. A row for its lack would always be zero, and
    a reader who knows that could work out the number beside it.
    """
    among = ids(cases)
    if not complete:
        missing = among.difference(*(row.cases for row in rows))
        unknown = Row(code=NOT_RECORDED, nl="niet vastgelegd", en="not recorded", cases=missing)
        rows = (*rows, unknown)
    return Table(key=key, dimension=dimension, of=of, among=among, rows=rows, least=least)


def mentions_of(
    key: str, dimension: str, of: str, cases: list[Summary], rows: tuple[Row, ...]
) -> Table:
    """Each case in every row that it has, which may be several or none."""
    return Table(key=key, dimension=dimension, of=of, among=ids(cases), rows=rows, adds_up=False)


def grid_of(down: Table, across: Table) -> Grid:
    """Each case in the cell where its row of one table meets its row of the other."""
    pairs = product(down.rows, across.rows)
    return Grid(
        key=f"{down.key}_field",
        down=down.key,
        across=across.key,
        rows=down.rows,
        columns=across.rows,
        cells={(row.code, column.code): row.cases & column.cases for row, column in pairs},
        least=down.least,
    )
