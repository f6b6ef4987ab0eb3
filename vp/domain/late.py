"""What is recorded late: a published period stays as it was, the next report takes it up.

So the cases that run at the start of a period are those that ran at the end of the published
period before it, whatever was written down about those days since then.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

import msgspec

from vp.domain.activity import Activity
from vp.domain.period import Period
from vp.domain.summary import Contact, Message, Pointed, Span, Step, Summary, Weighing, packed

Issued = Sequence[tuple[Period, datetime]]
"""Published periods, each with the moment of its publication."""


def counted_on(day: date, recorded: datetime | None, published: Issued) -> date:
    """The day itself; or, of what was recorded after the period up to then was published, the next.

    That is the first day after the last such period: what happened before it was in its figures
    too, as running at its start. What has no moment counts on its day.
    """
    if recorded is None:
        return day
    return max([day, *(period.after for period, moment in published if moment < recorded)])


def as_counted(summary: Summary, published: Issued) -> Summary:
    """The summary with every day moved to the day it counts on."""
    if not published:
        return summary

    def moved(one: Contact | Step | Pointed | Message) -> date:
        return counted_on(one.on, one.recorded, published)

    return msgspec.structs.replace(
        summary,
        spans=_spans(summary.spans, published),
        notes=packed(msgspec.structs.replace(one, on=moved(one)) for one in summary.contacts),
        routes=tuple(msgspec.structs.replace(one, on=moved(one)) for one in summary.routes),
        referrals=tuple(msgspec.structs.replace(one, on=moved(one)) for one in summary.referrals),
        relays=tuple(msgspec.structs.replace(one, on=moved(one)) for one in summary.relays),
        weighings=tuple(_weighing(run, published) for run in summary.weighings),
    )


def activities_as_counted(activities: Iterable[Activity], published: Issued) -> list[Activity]:
    """The work without a case, moved in the same way."""
    return [
        msgspec.structs.replace(one, on=counted_on(one.on, one.at, published)) for one in activities
    ]


def _spans(spans: tuple[Span, ...], published: Issued) -> tuple[Span, ...]:
    """In order also where a clock went back: nothing is known before what came first."""
    moved, reached = [], date.min
    for span in spans:
        reached = opened = max(reached, counted_on(span.opened, span.recorded, published))
        closed = span.closed
        if closed is not None:
            closed = max(reached, counted_on(closed, span.closed_recorded, published))
            reached = closed
        moved.append(msgspec.structs.replace(span, opened=opened, closed=closed))
    return tuple(moved)


def _weighing(run: Weighing, published: Issued) -> Weighing:
    began = counted_on(run.on, run.recorded, published)
    ended = run.ended and counted_on(run.ended, run.ended_recorded, published)
    return msgspec.structs.replace(run, on=began, ended=ended)
