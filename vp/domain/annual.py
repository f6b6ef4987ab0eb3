"""The annual account as a whole: from what is known of the cases to what may be told of them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from vp.domain import freezing
from vp.domain.activity import Activity
from vp.domain.counts import NOT_RECORDED, Tally
from vp.domain.disclosure.earlier import Before, link
from vp.domain.disclosure.protection import Protected, protect
from vp.domain.frozen import Frozen, edition_name
from vp.domain.ledger import Issued, Ledger, editions_of, latest, overlapping, report_of
from vp.domain.period import Period
from vp.domain.profile import Profile
from vp.domain.published import Audit, Published
from vp.domain.summary import Summary
from vp.domain.tally import count
from vp.domain.trends import trends
from vp.domain.workload import given, texts
from vp.errors import NotAllowed
from vp.locale import N_

FEW_ACCUSED = 3
"""Fewer accused than this behind a number are told to the counsellor, never to the reader."""


class Material(NamedTuple):
    """What a report is made from."""

    summaries: list[Summary]
    activities: list[Activity]
    profile: Profile
    destroyed: tuple[date, ...]
    """The days on which files were destroyed."""
    ledger: Ledger
    author: str
    today: date


class Account(NamedTuple):
    """A report: as data, as a template gets it, and what the ledger will keep of it."""

    frozen: Frozen
    published: Published
    protected: Protected
    tally: Tally


def draft(material: Material, period: Period) -> Account:
    """The next edition of the period's report, protected against everything told before."""
    return _account(material, period, 0)


def next_edition(material: Material, period: Period) -> Account:
    """As `draft`, with its number, ready to be published. Raises NotAllowed.

    A period that shares days with a published one cannot be: subtracting would tell. Nor can a
    period that was published before a later one was, for what came late counts there.
    """
    ledger = material.ledger
    for other in overlapping(ledger, period):
        raise NotAllowed(
            N_("{period} shares days with {other}, of which the report was published"),
            N_("subtracting one from the other would show a few people; keep to one kind of year"),
            period=period.label,
            other=other.period.label,
        )
    editions = editions_of(ledger, period)
    later = [one for one in ledger.issued if editions and one.period.first > period.last]
    if later:
        raise NotAllowed(
            N_("the report of {other} was published, so {period} stays as it was"),
            N_("what was recorded late counts in the next report by itself"),
            period=period.label,
            other=later[0].period.label,
        )
    return _account(material, period, len(editions) + 1)


def as_published(material: Material, period: Period) -> tuple[Frozen, Published] | None:
    """The newest edition of the period as it went out; None when there is none."""
    editions = editions_of(material.ledger, period)
    if not editions:
        return None
    last = editions[-1]
    frozen = report_of(last)
    before = _before(material.ledger.issued[: material.ledger.issued.index(last)], period, {})
    audit = freezing.audit(frozen, last.intervals, before)
    return frozen, _presented(material, frozen, audit)


def is_changed(account: Account, published: Frozen) -> bool:
    """Whether the cases give other numbers now than those that were published."""
    return {c.name: c.value for c in account.frozen.cells} != {
        c.name: c.value for c in published.cells
    }


def thin(account: Account) -> Iterator[tuple[str, str]]:
    """The rows that are shown while fewer than three accused are known to stand behind them."""
    shown = account.protected.shown
    for table in account.tally.tables:
        for row in table.rows:
            few = account.tally.accused_behind(row.cases) < FEW_ACCUSED
            is_told = row.cases and row.code != NOT_RECORDED
            if few and is_told and f"{table.key}/{row.code}" in shown:
                yield row.nl, row.en


def _account(material: Material, period: Period, edition: int) -> Account:
    ledger, profile = material.ledger, material.profile
    others = [(one.period, one.at) for one in latest(ledger) if one.period != period]
    destroyed = sum(period.holds(day) for day in material.destroyed)
    tally = count(material.summaries, material.activities, profile, period, destroyed, others)
    carried = {key: len(cases) for key, cases in tally.flow.items()}
    before = _before(ledger.issued, period, carried)
    protected = protect(tally, profile.threshold, before)
    frozen = freezing.freeze(
        tally,
        protected,
        before,
        author=material.author,
        edition=edition,
        threshold=profile.threshold,
        on=material.today,
    )
    audit = freezing.audit(frozen, protected.intervals, before)
    return Account(frozen, _presented(material, frozen, audit), protected, tally)


def _before(issued: Sequence[Issued], period: Period, carried: Mapping[str, int]) -> Before:
    """What was told before, by the names of the editions."""
    told = {edition_name(one.period, one.edition): one for one in issued}
    reports = {name: report_of(one) for name, one in told.items()}
    again = [name for name, one in told.items() if one.period == period]
    intervals = {
        cell if cell.split(":")[0] in told else f"{name}:{cell}": found
        for name, one in told.items()
        for cell, found in one.intervals.items()
    }
    links, apart = link(period, reports, carried) if carried else ((), frozenset())
    return Before(
        reports=reports,
        digests={name: one.digest for name, one in told.items()},
        links=links,
        apart=apart,
        intervals=intervals,
        first=again[-1] if again else "",
    )


def _presented(material: Material, frozen: Frozen, audit: Audit) -> Published:
    reports = [report_of(one) for one in latest(material.ledger)]
    return freezing.present(
        frozen,
        audit,
        texts=texts(material.activities, frozen.period),
        given=given(material.activities, frozen.period),
        trends=trends(reports, frozen),
    )
