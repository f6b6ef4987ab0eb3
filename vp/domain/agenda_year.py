"""What comes back every year, and belongs to no case.

Counted from the first case or activity: who has just begun has no year to account for.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from vp.domain import period
from vp.domain.activity import Activity
from vp.domain.agenda_items import AgendaKind, Item
from vp.domain.profile import Profile, Terms
from vp.domain.retention import add_months
from vp.domain.summary import Summary
from vp.domain.vocabulary import ActivityKind
from vp.errors import Usage

REPORT_BY = (3, 31)
"""Month and day by which last year's report is given (our own decision; sources say: yearly)."""

_FULL_YEAR = 364
"""Days from the first to the last day of the shortest year."""

_REPORT_TO = {
    AgendaKind.REPORT_LEADERSHIP: ActivityKind.LEADERSHIP_TALK,
    AgendaKind.REPORT_WORKS_COUNCIL: ActivityKind.WORKS_COUNCIL_TALK,
}


def begun_on(summaries: Iterable[Summary], activities: Iterable[Activity]) -> date | None:
    """The day of the first case or activity, or None where there is neither."""
    days = [case.facts.opened for case in summaries] + [done.on for done in activities]
    return min(days, default=None)


def of_year(
    activities: list[Activity], profile: Profile, begun: date | None, today: date, horizon: int
) -> Iterator[Item]:
    """The yearly items due late or within `horizon` days; none in the first year but renewal.

    Last year's report comes up from the first of January, since it takes time to make.
    """
    soon = today + timedelta(days=horizon)
    if begun is not None and (full := add_months(begun, 12)) <= today:
        yield from _reports(activities, full, today)
        yield from _long_ago(activities, profile.terms, begun, today, soon)
    notice = today + timedelta(days=profile.terms.renewal_notice_days)
    if profile.renewal and profile.renewal <= notice:
        yield _item(AgendaKind.RENEWAL, profile.renewal, today, "vp profile")


def was_given(activities: Iterable[Activity], kind: ActivityKind, year: int) -> bool:
    """Whether the report of the year, or of a study year that ended in it, was given in a talk."""
    return any(a.kind is kind and _is_of_year(a.report, year) for a in activities)


def _is_of_year(label: str, year: int) -> bool:
    try:
        told = period.parse(label)
    except Usage:
        return False
    return told.last.year == year and (told.last - told.first).days >= _FULL_YEAR


def _reports(activities: list[Activity], full: date, today: date) -> Iterator[Item]:
    year = today.year - 1
    on = max(date(today.year, *REPORT_BY), full)
    for kind, talk in _REPORT_TO.items():
        if not was_given(activities, talk, year):
            command = f"vp activity add --kind {talk.key} --report {year}"
            yield _item(kind, on, today, command, (str(year),))


def _long_ago(
    activities: list[Activity], terms: Terms, begun: date, today: date, soon: date
) -> Iterator[Item]:
    for kind, done, days in (
        (AgendaKind.INFORMATION, ActivityKind.INFORMATION, terms.information_days),
        (AgendaKind.PEER_REVIEW, ActivityKind.PEER_REVIEW, terms.peer_review_days),
        (AgendaKind.EVALUATION, ActivityKind.EVALUATION, terms.evaluation_days),
    ):
        last = max((a.on for a in activities if a.kind is done), default=begun)
        if (on := last + timedelta(days=days)) <= soon:
            yield _item(kind, on, today, f"vp activity add --kind {done.key}")


def _item(
    kind: AgendaKind, on: date, today: date, command: str, about: tuple[str, ...] = ()
) -> Item:
    return Item(on=on, kind=kind, about=about, late=on < today, command=command)
