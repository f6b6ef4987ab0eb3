"""Summaries and activities become counts for a period; nothing is hidden yet.

Cases are counted in the period in which they opened. The key figures balance, because each case
that ran in the period is in exactly one of start, new, reopened, and in one of closed, end.
"""

from datetime import date

from vp.domain import breakdown, workload
from vp.domain.activity import Activity
from vp.domain.counts import Cases, Figure, Mandate, Tally, ids, persons
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
) -> Tally:
    """Every table and figure of the period's report.

    `activities` are those of the period, all recommendations before it, and the talks after it
    in which this report was given. `destroyed` is how many files were destroyed in the period.
    """
    who = persons(summaries)
    flow = running(summaries, period)
    groups = {name: [case for case in summaries if case.id in flow[name]] for name in FLOW}
    handled = [*groups["start"], *groups["new"], *groups["reopened"]]
    ended = {case.id: _last_closing(case, period) for case in groups["closed"]}
    work = workload.without_cases(activities, profile, period)
    minutes = sum(activity.minutes for activity in activities if period.holds(activity.on))
    return Tally(
        period=period,
        mandate=mandate(profile),
        persons=who,
        flow=flow,
        tables=(
            *breakdown.of_new_cases(groups["new"], profile),
            *breakdown.of_handled_cases(handled, period),
            *breakdown.of_closed_cases(groups["closed"], ended),
        ),
        figures=(
            *workload.contacts(summaries, period, who, minutes),
            *workload.endings(groups["closed"], ended, who),
            *workload.breaches(handled, period, who),
            workload.signal_cases(activities, period),
            Figure(key="files_destroyed", value=destroyed, behind=destroyed),
        ),
        work=work,
        given=workload.given(activities, period),
        texts=workload.texts(activities, period),
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


def _last_closing(case: Summary, period: Period) -> date:
    return max(span.closed for span in case.spans if span.closed and span.closed <= period.last)
