"""The figures of the report beside its tables: talks, hours, endings, work without cases, texts.

Each figure's rule is its docstring here and, for the reader, its entry in `vp.domain.counting`.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from statistics import median

from vp.domain.activity import TASKS, Activity
from vp.domain.counts import HANDLED, Cases, Earlier, Ending, Figure, Texts, ids
from vp.domain.late import Issued
from vp.domain.period import Period
from vp.domain.profile import Profile
from vp.domain.summary import Summary, Weighing
from vp.domain.vocabulary import ActivityKind, BreachEnd, NoteAbout
from vp.domain.vocabulary.practice import TALKS

Who = Mapping[str, str]
"""Who the reporter of each case is."""

GUIDELINE_HOURS = 2
"""Hours a week that a guideline names (LVV profile 2017, §4.6)."""

COUNTED = {
    "information_meetings": ActivityKind.INFORMATION,
    "trainings_given": ActivityKind.TRAINING_GIVEN,
    "advice_asked": ActivityKind.ADVICE_ASKED,
    "advice_unasked": ActivityKind.ADVICE_UNASKED,
    "signals": ActivityKind.SIGNAL,
    "leadership_talks": ActivityKind.LEADERSHIP_TALK,
    "works_council_talks": ActivityKind.WORKS_COUNCIL_TALK,
    "partner_talks": ActivityKind.PARTNER_TALK,
    "trainings_taken": ActivityKind.TRAINING_TAKEN,
    "peer_reviews": ActivityKind.PEER_REVIEW,
    "evaluations": ActivityKind.EVALUATION,
}
"""Work without cases that is counted by its kind."""


def contacts(summaries: list[Summary], period: Period, who: Who, work_minutes: int) -> list[Figure]:
    """Talks held and hours spent on cases in the period, whenever the case opened.

    A talk is a conversation, a call or a video call; hours count every contact. The hours spent
    on all tasks together contain those on cases, so they are shown or hidden with them.
    """
    talks = minutes = 0
    talked_in, seen_in = [], []
    for summary in summaries:
        found = [one for one in summary.contacts if period.holds(one.on)]
        held = len([one for one in found if one.kind in TALKS])
        talks += held
        minutes += sum([one.minutes for one in found])
        seen_in += [summary.id] if found else []
        talked_in += [summary.id] if held else []
    talked, seen = _reporters(talked_in, who), _reporters(seen_in, who)
    return [
        Figure(key="talks", value=talks, behind=talked),
        Figure(key="hours_support", value=_hours(minutes), behind=seen),
        Figure(key="hours_spent", value=_hours(minutes + work_minutes), behind=seen),
    ]


def endings(closed: Cases, ended: dict[str, Ending], cared: Cases, who: Who) -> list[Figure]:
    """How long the cases that ended in the period took, and how many of them had aftercare.

    Days run from the first opening to the last closing in the period; the middle one is given.
    """
    days = [ended[case].days for case in closed]
    everyone = _reporters(closed, who)
    middle = median(days) if days else 0
    return [
        Figure(key="median_days", value=middle, behind=everyone, flow="closed"),
        _of_cases("aftercare_done", closed & cared, "closed", who),
    ]


def with_aftercare(summaries: Iterable[Summary]) -> Cases:
    """The cases with a contact for aftercare, whenever it was: also after the period."""
    return ids(
        case for case in summaries if any(c.about is NoteAbout.AFTERCARE for c in case.contacts)
    )


def breaches(handled: list[Summary], period: Period, who: Who) -> list[Figure]:
    """Cases that ran in the period in which breaking secrecy was weighed then, and was done then.

    A weighing that began earlier and was not over counts as well: so what was broken was weighed.
    """
    weighed = ids(
        case for case in handled if any(_was_weighed(run, period) for run in case.weighings)
    )
    made = ids(
        case
        for case in handled
        if any(run.end is BreachEnd.BROKEN and period.holds(run.ended) for run in case.weighings)
    )
    return [
        _of_cases("breaches_weighed", weighed, HANDLED, who),
        _of_cases("breaches_made", made, "breaches_weighed", who),
    ]


def late(
    summaries: Iterable[Summary], new: Cases, period: Period, published: Issued, who: Who
) -> list[Figure]:
    """New cases that really opened before the period: too late for an earlier report.

    `summaries` as they are, not as they are counted. No figure where no earlier report went out.
    """
    if not any(other.first < period.first for other, _moment in published):
        return []
    early = ids(case for case in summaries if case.spans[0].opened < period.first)
    return [_of_cases("late", new & early, "new", who)]


def without_cases(activities: list[Activity], profile: Profile, period: Period) -> dict[str, float]:
    """Work of the period that belongs to no case: how often, whom it reached, hours per task.

    The hours agreed are the hours a week of the profile times the weeks of the period.
    """
    done = [activity for activity in activities if period.holds(activity.on)]
    work: dict[str, float] = {
        key: sum(activity.kind is kind for activity in done) for key, kind in COUNTED.items()
    }
    work["reach"] = sum(a.reach for a in done if a.kind in TASKS["inform"])
    for task, kinds in TASKS.items():
        work[f"hours_{task}"] = _hours(_minutes(a for a in done if a.kind in kinds))
    work["hours_training_taken"] = _hours(
        _minutes(a for a in done if a.kind is ActivityKind.TRAINING_TAKEN)
    )
    in_tasks = {kind for kinds in TASKS.values() for kind in kinds}
    work["hours_other"] = _hours(_minutes(a for a in done if a.kind not in in_tasks))
    work["hours_without_cases"] = _hours(_minutes(done))
    work["hours_agreed"] = round(profile.hours_per_week * period.weeks, 1)
    work["hours_guideline"] = round(GUIDELINE_HOURS * period.weeks, 1)
    return work


def minutes_of(activities: list[Activity], period: Period) -> int:
    """The minutes of the period that went to work without a case."""
    return _minutes(activity for activity in activities if period.holds(activity.on))


def signal_cases(activities: list[Activity], period: Period) -> Figure:
    """The cases behind the signals of the period, added up.

    The same cases may stand behind several signals, so only the largest number counts as certain.
    """
    numbers = [
        activity.cases
        for activity in activities
        if activity.kind is ActivityKind.SIGNAL and period.holds(activity.on)
    ]
    return Figure(key="signal_cases", value=sum(numbers), behind=max(numbers, default=0))


def given(activities: list[Activity], period: Period) -> dict[str, tuple[date, ...]]:
    """On which days the report of this period was given to or discussed with whom."""

    def days(kind: ActivityKind) -> tuple[date, ...]:
        return tuple(
            sorted(a.on for a in activities if a.kind is kind and a.report == period.label)
        )

    return {
        "leadership": days(ActivityKind.LEADERSHIP_TALK),
        "works_council": days(ActivityKind.WORKS_COUNCIL_TALK),
    }


def texts(activities: list[Activity], period: Period) -> Texts:
    """The counsellor's findings and recommendations of the period, and the state of earlier ones.

    Of an earlier recommendation the latest text that follows it is its state. Those of the period
    directly before are all here; older ones while nothing is known of them, and once more in the
    period in which something is.
    """
    in_order = sorted(activities, key=lambda activity: (activity.on, activity.at))
    own = [a for a in in_order if period.holds(a.on) and a.text and not a.follows]
    states = {a.follows: a for a in in_order if a.follows and a.text}
    earlier = [
        (a, states.get(a.id))
        for a in in_order
        if a.kind is ActivityKind.RECOMMENDATION
        and a.on < period.first
        and a.text
        and not a.follows
    ]
    return Texts(
        findings=tuple(a.text for a in own if a.kind is ActivityKind.FINDING),
        recommendations=tuple(a.text for a in own if a.kind is ActivityKind.RECOMMENDATION),
        earlier=tuple(
            Earlier(year=a.on.year, text=a.text, state=state.text if state else "")
            for a, state in earlier
            if a.on >= period.before or state is None or state.on >= period.first
        ),
    )


def _of_cases(key: str, cases: Cases, of: str, who: Who) -> Figure:
    behind = _reporters(cases, who)
    return Figure(key=key, value=len(cases), behind=behind, cases=cases, of=of)


def _was_weighed(run: Weighing, period: Period) -> bool:
    return run.on <= period.last and (run.ended is None or run.ended >= period.first)


def _reporters(cases: Iterable[str], who: Who) -> int:
    return len({who[case] for case in cases})


def _minutes(activities: Iterable[Activity]) -> int:
    return sum(activity.minutes for activity in activities)


def _hours(minutes: int) -> float:
    return round(minutes / 60, 1)
