"""Counsellors who publish one report after another, from summaries made by hand."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from msgspec.structs import replace

from tests.domain.reports import CLOSED, OPENED, of_kinds, profile
from tests.strategies import DOSSIER
from vp.domain import annual
from vp.domain.activity import Activity
from vp.domain.frozen import Cell, Frozen
from vp.domain.ledger import Ledger, issue
from vp.domain.period import parse
from vp.domain.published import Published
from vp.domain.summary import Span, Summary
from vp.domain.vocabulary import Kind

YEAR = (
    (Kind.BULLYING, 9),
    (Kind.STALKING, 6),
    (Kind.EXCLUSION, 2),
    (Kind.FRAUD_THEFT, 7),
    (Kind.CORRUPTION, 5),
    (Kind.REORGANISATION, 8),
)
"""A plain year with something to show and something to hide."""


def year(number: int = 2024, *kinds: tuple[Kind, int], start: int = 1) -> list[Summary]:
    """The cases of a plain year, or of these kinds; written down and closed in that year."""
    opened, closed = OPENED.replace(year=number), CLOSED.replace(year=number)
    told = [
        (day, datetime(day.year, day.month, day.day, 17, tzinfo=UTC)) for day in (opened, closed)
    ]
    span = Span(opened=opened, recorded=told[0][1], closed=closed, closed_recorded=told[1][1])
    return of_kinds(*(kinds or YEAR), start=start, opened=opened, spans=(span,))


def recorded_late(cases: Iterable[Summary], on: date) -> list[Summary]:
    """The cases as they are when they were written down on that day only."""
    moment = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
    return [
        replace(
            case,
            spans=tuple(
                replace(span, recorded=moment, closed_recorded=moment) for span in case.spans
            ),
        )
        for case in cases
    ]


class Counsellor:
    """One counsellor: the cases, the work, the settings, and what was published."""

    def __init__(
        self, cases: Iterable[Summary] = (), *, author: str = "a", **settings: Any
    ) -> None:
        self.cases = list(cases)
        self.work: list[Activity] = []
        self.settings = profile(**settings)
        self.destroyed: tuple[date, ...] = ()
        self.ledger = Ledger(format=1, dossier=DOSSIER)
        self.author = (author * 16)[:16]

    def material(self, label: str) -> annual.Material:
        """What a report is made from, in the February after the period."""
        return annual.Material(
            summaries=self.cases,
            activities=self.work,
            profile=self.settings,
            destroyed=self.destroyed,
            ledger=self.ledger,
            author=self.author,
            today=self._day(label),
        )

    def draft(self, label: str = "2024") -> annual.Account:
        """The report as it would be now."""
        return annual.draft(self.material(label), parse(label))

    def publish(self, label: str = "2024") -> Frozen:
        """The next edition of the period's report is published."""
        account = annual.next_edition(self.material(label), parse(label))
        day = self._day(label)
        self.ledger = issue(
            self.ledger,
            account.frozen,
            account.protected.decoy,
            account.protected.intervals,
            datetime(day.year, day.month, day.day, 9, tzinfo=UTC),
            {},
        )
        return account.frozen

    def published(self, label: str = "2024") -> tuple[Frozen, Published] | None:
        """What was published of the period last."""
        return annual.as_published(self.material(label), parse(label))

    def _day(self, label: str) -> date:
        return parse(label).after.replace(day=1).replace(month=2) if label else date.max


def cells(frozen: Frozen, table: str) -> dict[str, Cell]:
    """The cells of a table by their codes."""
    return {"/".join(cell.at.values()): cell for cell in frozen.cells if cell.table == table}


def shown(frozen: Frozen) -> dict[str, float]:
    """Every number that is printed, by its name."""
    return {cell.name: cell.value for cell in frozen.cells if cell.value is not None}
