"""What a tally is made of: rows, tables and figures that still know which cases they count.

Nothing here may be published; `vp.domain.disclosure` decides what a reader gets to see.
"""

from collections.abc import Callable, Iterable
from datetime import date

from vp.domain.period import Period
from vp.domain.record import Record
from vp.domain.summary import Summary
from vp.domain.vocabulary import Scope, Term

Cases = frozenset[str]
"""Ids of cases."""


class Row(Record, kw_only=True):
    """One code of a dimension and the cases it counts."""

    code: str
    nl: str
    en: str
    cases: Cases = frozenset()


class Table(Record, kw_only=True):
    """The cases `among` broken down over one dimension."""

    key: str
    dimension: str
    among: Cases
    rows: tuple[Row, ...]
    unnamed: Cases = frozenset()
    """Cases of `among` that belong to no row: not recorded, or a unit that is too small."""
    adds_up: bool = True
    """Each case in one row at most; else a case may be in several rows, or in none."""
    flow: str = ""
    """The key figure that counts `among`, when a reader could read it from this table."""
    parent: str = ""
    """The code of the `fields` table whose cases this table breaks down."""
    least: int = 0
    """A threshold of its own, where it is higher than the report's."""


class Figure(Record, kw_only=True):
    """One number, with how many reporters stand behind it and beside it."""

    key: str
    value: float
    behind: int
    beside: int = 0
    """The reporters of the same group who are not counted: a few could be told by subtraction."""
    flow: str = ""
    """The key figure that must be shown for this one to be shown."""


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
    figures: tuple[Figure, ...]
    work: dict[str, float]
    """Work without cases: needs no threshold."""
    given: dict[str, tuple[date, ...]]
    """When the report of this period was given to whom."""
    texts: Texts

    def reporters(self, cases: Iterable[str]) -> int:
        """How many different people these cases are of."""
        return len({self.persons[case] for case in cases})


def persons(summaries: Iterable[Summary]) -> dict[str, str]:
    """Who the reporter of each case is: his name tag where there is one, else the case itself."""
    found = {}
    for summary in summaries:
        tags = [tag for side, tag in summary.tags if side == "reporter"]
        found[summary.id] = f"tag {tags[0]}" if tags else f"case {summary.id}"
    return found


def ids(summaries: Iterable[Summary]) -> Cases:
    """The ids of the cases."""
    return frozenset(summary.id for summary in summaries)


def rows_of(
    terms: Iterable[Term], cases: list[Summary], picked: Callable[[Summary], Iterable[Term]]
) -> tuple[Row, ...]:
    """A row for every term, with the cases that have it; terms nobody has are rows too."""
    having: dict[Term, set[str]] = {term: set() for term in terms}
    for summary in cases:
        for term in picked(summary):
            if term in having:
                having[term].add(summary.id)
    return tuple(
        Row(code=term.key, nl=term.nl, en=term.en, cases=frozenset(found))
        for term, found in having.items()
    )
