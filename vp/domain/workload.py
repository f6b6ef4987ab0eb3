"""The figures of the report beside its tables: talks, hours, endings, work without cases, texts.

Each figure's rule is its docstring here and, for the reader, its entry in `vp.domain.counting`.
"""

from collections.abc import Iterable
from datetime import date
from statistics import median

from vp.domain.activity import TASKS, Activity
from vp.domain.counts import Earlier, Figure, Texts
from vp.domain.period import Period
from vp.domain.profile import Profile
from vp.domain.summary import Summary
from vp.domain.vocabulary import ActivityKind, BreachEnd, NoteAbout
from vp.domain.vocabulary.practice import TALKS

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


def contacts(
    summaries: list[Summary], period: Period, persons: dict[str, str], work_minutes: int
) -> list[Figure]:
    """Talks held and hours spent on cases in the period, whenever the case opened.

    A talk is a conversation, a call or a video call; hours count every contact. The hours spent
    on all tasks together contain those on cases, so they are shown or hidden with them.
    """
    having = {
        summary.id: [contact for contact in summary.contacts if period.holds(contact.on)]
        for summary in summaries
    }
    talks = {case: sum(c.kind in TALKS for c in found) for case, found in having.items()}
    minutes = sum(contact.minutes for found in having.values() for contact in found)
    talked = _reporters((case for case, number in talks.items() if number), persons)
    seen = _reporters((case for case, found in having.items() if found), persons)
    return [
        Figure(key="talks", value=sum(talks.values()), behind=talked),
        Figure(key="hours_support", value=_hours(minutes), behind=seen),
        Figure(key="hours_spent", value=_hours(minutes + work_minutes), behind=seen),
    ]


def endings(closed: list[Summary], ended: dict[str, date], persons: dict[str, str]) -> list[Figure]:
    """How long the cases that ended in the period took, and how many had aftercare.

    Days run from the first opening to the last closing in the period; the middle one is given.
    Aftercare counts a case once, when a contact for aftercare followed its opening.
    """
    days = [(ended[case.id] - case.spans[0].opened).days for case in closed]
    cared = {
        case.id for case in closed if any(c.about is NoteAbout.AFTERCARE for c in case.contacts)
    }
    everyone = _reporters((case.id for case in closed), persons)
    without = _reporters((case.id for case in closed if case.id not in cared), persons)
    middle = median(days) if days else 0
    return [
        Figure(key="median_days", value=middle, behind=everyone, flow="closed"),
        Figure(
            key="aftercare_done",
            value=len(cared),
            behind=_reporters(cared, persons),
            beside=without,
            flow="closed",
        ),
    ]


def breaches(handled: list[Summary], period: Period, persons: dict[str, str]) -> list[Figure]:
    """Cases in which breaking secrecy was weighed, and in which it was broken, in the period."""
    weighed = {case.id for case in handled if any(period.holds(run.on) for run in case.weighings)}
    made = {
        case.id
        for case in handled
        if any(run.end is BreachEnd.BROKEN and period.holds(run.ended) for run in case.weighings)
    }
    others = _reporters((case.id for case in handled if case.id not in weighed), persons)
    return [
        Figure(
            key="breaches_weighed",
            value=len(weighed),
            behind=_reporters(weighed, persons),
            beside=others,
        ),
        Figure(
            key="breaches_made",
            value=len(made),
            behind=_reporters(made, persons),
            beside=_reporters(weighed - made, persons),
        ),
    ]


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

    Of an earlier recommendation the latest text that follows it is its state.
    """
    in_order = sorted(activities, key=lambda activity: (activity.on, activity.at))
    own = [a for a in in_order if period.holds(a.on) and a.text and not a.follows]
    states = {a.follows: a.text for a in in_order if a.follows and a.text}
    return Texts(
        findings=tuple(a.text for a in own if a.kind is ActivityKind.FINDING),
        recommendations=tuple(a.text for a in own if a.kind is ActivityKind.RECOMMENDATION),
        earlier=tuple(
            Earlier(year=a.on.year, text=a.text, state=states.get(a.id, ""))
            for a in in_order
            if a.kind is ActivityKind.RECOMMENDATION
            and a.on < period.first
            and a.text
            and not a.follows
        ),
    )


def _reporters(cases: Iterable[str], persons: dict[str, str]) -> int:
    return len({persons[case] for case in cases})


def _minutes(activities: Iterable[Activity]) -> int:
    return sum(activity.minutes for activity in activities)


def _hours(minutes: int) -> float:
    return round(minutes / 60, 1)
