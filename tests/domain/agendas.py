"""Agendas to test with: cases in which the limits of secrecy were explained, and work done."""

from datetime import date
from typing import Any

from tests.strategies import (
    AT,
    OPENED,
    make_case,
    make_profile,
)
from vp.domain.activity import Activity
from vp.domain.agenda import AgendaKind, Item, due
from vp.domain.case import Case
from vp.domain.entries import Entry
from vp.domain.profile import Profile
from vp.domain.summarising import summarise
from vp.domain.vocabulary import (
    ActivityKind,
    Told,
)

TOLD = {Told.LIMITS_EXPLAINED: OPENED}


def agenda(
    *cases: Case, today: date, work: tuple[Activity, ...] = (), profile: Profile | None = None
) -> list[Item]:
    """What is due in these cases and after this work."""
    summaries = [summarise(case, "key") for case in cases]
    return due(summaries, work, profile or make_profile(), today)


def told(*log: Entry, **facts: Any) -> Case:
    """A case in which the limits of secrecy were explained."""
    return make_case(*log, **({"told": TOLD} | facts))


def kinds(items: list[Item]) -> list[AgendaKind]:
    """The kinds of the items, in their order."""
    return [item.kind for item in items]


def work(kind: ActivityKind, on: date, **fields: Any) -> Activity:
    """Work without a case."""
    return Activity(id="y-000001", at=AT, on=on, kind=kind, **fields)


def in_office_since(year: int) -> Activity:
    """The first work of a counsellor who began in that year."""
    return work(ActivityKind.OTHER, date(year, 1, 5))
