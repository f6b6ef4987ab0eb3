"""Summaries and activities become counts for a period; nothing is hidden yet.

Cases are counted in the period in which they opened. The key figures balance, because each case
that ran in the period is in exactly one of start, new, reopened, and in one of closed, end.
"""

from datetime import date

from vp.domain import breakdown, workload
from vp.domain.activity import Activity
from vp.domain.counts import (
    Cases,
    Ending,
    Figure,
    Mandate,
    Tally,
    accused,
    ids,
    most,
    persons,
)
from vp.domain.late import Issued, activities_as_counted, as_counted
from vp.domain.period import Period
from vp.domain.profile import Profile
from vp.domain.summary import Summary

__all__ = ["FLOW", "Tally", "count", "running"]

FLOW = ("start", "new", "reopened", "closed", "end")
"""The key figures that balance: start + new + reopened = closed + end."""


def count(
    summaries: list[Summary],
    activities: list[Activity],
    profile: Profile,
    period: Period,
    destroyed: int = 0,
    published: Issued = (),
) -> Tally:
    """Every table, grid and figure of the period's report.

    `activities` are those of the period, all recommendations before it, and the talks after it
    in which this report was given. `destroyed` is how many files were destroyed in the period.
    `published` are the other periods of which a report went out, and when: what was recorded
    after that counts from the day after them, so that start is what end was.
    """
    counted = [as_counted(summary, published) for summary in summaries]
    work = activities_as_counted(activities, published)
    who = persons(summaries)
    flow = running(counted, period)
    among = {name: [case for case in counted if case.id in flow[name]] for name in FLOW}
    handled = [*among["start"], *among["new"], *among["reopened"]]
    ended = _endings(summaries, counted, flow["closed"], period)
    of_new = breakdown.of_new_cases(among["new"], profile)
    of_handled = breakdown.of_handled_cases(handled, period)
    of_closed = breakdown.of_closed_cases(among["closed"], ended)
    figures = [
        *workload.contacts(counted, period, who, workload.minutes_of(work, period)),
        *workload.endings(flow["closed"], ended, workload.with_aftercare(among["closed"]), who),
        *workload.breaches(handled, period, who),
        *workload.late(summaries, flow["new"], period, published, who),
        workload.signal_cases(work, period),
        Figure(key="files_destroyed", value=destroyed, behind=destroyed),
    ]
    return Tally(
        period=period,
        mandate=mandate(profile),
        persons=who,
        flow=flow,
        tables=(*of_new, *of_handled, *of_closed),
        grids=tuple(breakdown.grids(of_new)),
        figures=tuple(figures),
        accused=accused(summaries),
        cannot_occur=frozenset(profile.cannot_occur),
        most=most(ids(handled), who),
        work=workload.without_cases(work, profile, period),
        given=workload.given(activities, period),
        texts=workload.texts(work, period),
    )


def running(summaries: list[Summary], period: Period) -> dict[str, Cases]:
    """The cases behind each key figure.

    `start`: running when the period began. `new`: opened for the first time in it. `reopened`:
    neither, and opened again in it. `end`: running when the period was over. `closed`: one of
    the first three and not running at the end. A case that closed and reopened within the
    period counts once, by how it stood at the end.
    """
    start = ids(case for case in summaries if _ran_before(case, period.first))
    new = ids(case for case in summaries if period.holds(case.spans[0].opened))
    again = ids(
        case for case in summaries if any(period.holds(span.opened) for span in case.spans[1:])
    )
    end = ids(case for case in summaries if _runs_after(case, period.last))
    reopened = again - start - new
    handled = start | new | reopened
    return {
        "start": start,
        "new": new,
        "reopened": reopened,
        "closed": handled - end,
        "end": handled & end,
    }


def mandate(profile: Profile) -> Mandate:
    """What the report says of the counsellor's appointment."""
    return Mandate(
        organisation=profile.organisation,
        counsellor=profile.counsellor,
        internal=profile.internal,
        scope=profile.scope,
        hours_per_week=profile.hours_per_week,
        renewal=profile.renewal,
    )


def _ran_before(case: Summary, day: date) -> bool:
    """Whether it opened before the day and was not closed before it."""
    return any(
        span.opened < day and (span.closed is None or span.closed >= day) for span in case.spans
    )


def _runs_after(case: Summary, day: date) -> bool:
    """Whether it opened on or before the day and was not closed by its end."""
    return any(
        span.opened <= day and (span.closed is None or span.closed > day) for span in case.spans
    )


def _endings(
    summaries: list[Summary], counted: list[Summary], closed: Cases, period: Period
) -> dict[str, Ending]:
    """What each closed case came to, at its last closing that counts in the period."""
    ended = {}
    for real, moved in zip(summaries, counted, strict=True):
        if real.id in closed:
            over = [span.closed is not None and span.closed <= period.last for span in moved.spans]
            last = max(number for number, is_over in enumerate(over) if is_over)
            ended[real.id] = _ending(real, last)
    return ended


def _ending(case: Summary, last: int) -> Ending:
    span = case.spans[last]
    days = ((span.closed or span.opened) - case.spans[0].opened).days
    return Ending(days=days, outcomes=span.outcomes, content=span.content)
