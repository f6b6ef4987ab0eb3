"""Talks, hours, endings and work without cases, before anything is hidden."""

from datetime import UTC, date, datetime

import pytest

from tests.domain.counted import AFTER, BEFORE, figure
from tests.domain.reports import (
    CLOSED,
    OPENED,
    activity,
    case,
    contact,
    profile,
    tally,
)
from vp.domain.period import parse
from vp.domain.summary import Weighing
from vp.domain.vocabulary import (
    ActivityKind,
    BreachEnd,
    BreachGround,
    NoteAbout,
    NoteKind,
)


def test_talks_and_hours_count_every_contact_of_the_period() -> None:
    met = (
        contact(60),
        contact(30, kind=NoteKind.MAIL),
        contact(45, on=BEFORE),
        contact(15, on=CLOSED, kind=NoteKind.CALL, about=NoteAbout.AFTERCARE),
    )
    counted = tally([case(1, opened=BEFORE, contacts=met), case(2)])
    assert figure(counted, "talks") == 2
    assert figure(counted, "hours_support") == 1.8


def test_aftercare_counts_once_for_a_case_closed_in_the_period() -> None:
    care = contact(on=AFTER, about=NoteAbout.AFTERCARE)
    counted = tally(
        [case(1, closed=CLOSED, contacts=(care, care)), case(2, closed=CLOSED), case(3)]
    )
    found = next(one for one in counted.figures if one.key == "aftercare_done")
    assert (found.value, found.behind, found.cases, found.of) == (
        1,
        1,
        frozenset({"case-0001"}),
        "closed",
    )


def test_a_weighing_counts_while_it_ran_and_a_breach_when_it_ended() -> None:
    def weighed(on: date, end: BreachEnd | None, ended: date | None) -> Weighing:
        ground = BreachGround.CONFLICT_OF_DUTIES
        return Weighing(id="b-000001", on=on, ground=ground, end=end, ended=ended)

    counted = tally(
        [
            case(1, weighings=(weighed(OPENED, BreachEnd.BROKEN, CLOSED),)),
            case(2, weighings=(weighed(OPENED, BreachEnd.NOT_BROKEN, CLOSED),)),
            case(3, weighings=(weighed(OPENED, BreachEnd.BROKEN, AFTER),)),
            case(4, opened=BEFORE, weighings=(weighed(BEFORE, BreachEnd.BROKEN, CLOSED),)),
            case(5, opened=BEFORE, weighings=(weighed(BEFORE, BreachEnd.BROKEN, BEFORE),)),
            case(6, weighings=(weighed(AFTER, None, None),)),
        ]
    )
    found = {figure.key: figure for figure in counted.figures}
    weighed_in, made = found["breaches_weighed"], found["breaches_made"]
    assert (weighed_in.value, weighed_in.of) == (4, "handled")
    assert (made.value, made.of) == (2, "breaches_weighed")
    assert made.cases == frozenset({"case-0001", "case-0004"})
    assert weighed_in.cases == frozenset(f"case-000{number}" for number in (1, 2, 3, 4))


@pytest.mark.requirement("WV-04")
def test_the_hours_of_every_task_stand_beside_each_other() -> None:
    work = [
        activity(ActivityKind.INFORMATION, minutes=60, reach=25),
        activity(ActivityKind.TRAINING_GIVEN, minutes=120, reach=12),
        activity(ActivityKind.ADVICE_ASKED, minutes=30),
        activity(ActivityKind.PEER_REVIEW, minutes=90),
        activity(ActivityKind.OTHER, minutes=15),
        activity(ActivityKind.INFORMATION, on=AFTER, minutes=600, reach=600),
    ]
    counted = tally([case(1, contacts=(contact(45),))], work)
    hours = {key: value for key, value in counted.work.items() if key.startswith("hours_")}
    assert hours["hours_inform"] == 3
    assert hours["hours_advise"] == 0.5
    assert hours["hours_profession"] == 1.5
    assert hours["hours_other"] == 0.2
    assert hours["hours_without_cases"] == 5.2
    assert counted.work["reach"] == 37
    assert figure(counted, "hours_support") == 0.8
    assert figure(counted, "hours_spent") == 6.0


@pytest.mark.requirement("BP-18")
def test_the_hours_agreed_are_those_of_the_whole_period() -> None:
    settings = profile(hours_per_week=4)
    assert tally([], settings=settings).work["hours_agreed"] == 209.1
    half = tally([], settings=settings, period=parse("2024-01..2024-06"))
    assert half.work["hours_agreed"] == 104.0
    assert half.work["hours_guideline"] == 52.0


@pytest.mark.requirement("GC-14")
def test_training_peer_review_and_evaluation_are_counted() -> None:
    work = [
        activity(ActivityKind.TRAINING_TAKEN, minutes=240),
        activity(ActivityKind.TRAINING_TAKEN, minutes=60),
        activity(ActivityKind.PEER_REVIEW),
        activity(ActivityKind.EVALUATION),
    ]
    renewal = date(2027, 1, 1)
    counted = tally([], work, settings=profile(renewal=renewal))
    keys = ("trainings_taken", "hours_training_taken", "peer_reviews", "evaluations")
    assert [counted.work[key] for key in keys] == [2, 5, 1, 1]
    assert counted.mandate.renewal == renewal


def test_the_cases_behind_signals_add_up_but_only_the_largest_number_is_certain() -> None:
    signals = [activity(ActivityKind.SIGNAL, cases=number) for number in (4, 6)]
    found = next(f for f in tally([], signals).figures if f.key == "signal_cases")
    assert (found.value, found.behind) == (10, 6)


@pytest.mark.requirement("HK-15")
def test_the_report_says_when_it_was_given_to_whom() -> None:
    talks = [
        activity(ActivityKind.LEADERSHIP_TALK, on=date(2025, 3, 2), report="2024"),
        activity(ActivityKind.LEADERSHIP_TALK, on=AFTER, report="2024"),
        activity(ActivityKind.WORKS_COUNCIL_TALK, on=date(2025, 3, 9), report="2024"),
        activity(ActivityKind.WORKS_COUNCIL_TALK, on=OPENED, report="2023"),
    ]
    assert tally([], talks).given == {
        "leadership": (AFTER, date(2025, 3, 2)),
        "works_council": (date(2025, 3, 9),),
    }


@pytest.mark.requirement("BP-14")
def test_earlier_recommendations_come_with_what_became_of_them() -> None:
    written = [
        activity(ActivityKind.RECOMMENDATION, on=BEFORE, number=1, text="Train managers."),
        activity(ActivityKind.RECOMMENDATION, on=BEFORE, number=2, text="Hire a second one."),
        activity(ActivityKind.FINDING, number=3, text="Begun.", follows="j-000001"),
        activity(ActivityKind.FINDING, on=CLOSED, number=4, text="Done.", follows="j-000001"),
        activity(ActivityKind.FINDING, number=5, text="Workload strikes me."),
        activity(ActivityKind.RECOMMENDATION, number=6, text="Measure workload."),
        activity(ActivityKind.ADVICE_ASKED, number=7, text="Not for the report."),
    ]
    found = tally([], written).texts
    assert found.findings == ("Workload strikes me.",)
    assert found.recommendations == ("Measure workload.",)
    assert [(one.year, one.text, one.state) for one in found.earlier] == [
        (2023, "Train managers.", "Done."),
        (2023, "Hire a second one.", ""),
    ]


@pytest.mark.requirement("BP-14")
def test_an_older_recommendation_stays_until_the_report_that_says_what_became_of_it() -> None:
    written = [
        activity(ActivityKind.RECOMMENDATION, on=date(2020, 5, 1), number=1, text="Still open."),
        activity(ActivityKind.RECOMMENDATION, on=date(2020, 6, 1), number=2, text="Done now."),
        activity(ActivityKind.RECOMMENDATION, on=date(2020, 7, 1), number=3, text="Long done."),
        activity(ActivityKind.RECOMMENDATION, on=BEFORE, number=4, text="Done at once."),
        activity(ActivityKind.FINDING, number=5, text="Yes.", follows="j-000002"),
        activity(ActivityKind.FINDING, on=BEFORE, number=6, text="Yes.", follows="j-000003"),
        activity(ActivityKind.FINDING, on=BEFORE, number=7, text="Yes.", follows="j-000004"),
    ]
    found = tally([], written).texts
    assert [(one.text, one.state) for one in found.earlier] == [
        ("Still open.", ""),
        ("Done now.", "Yes."),
        ("Done at once.", "Yes."),
    ]


def test_work_recorded_after_its_period_was_published_counts_in_the_next() -> None:
    told = datetime(2024, 2, 1, 9, tzinfo=UTC)
    work = [
        activity(ActivityKind.ADVICE_ASKED, on=BEFORE, number=1, minutes=60),
        activity(ActivityKind.FINDING, on=BEFORE, number=2, text="Too late for 2023."),
        activity(ActivityKind.LEADERSHIP_TALK, on=BEFORE, number=3, report="2024"),
    ]
    earlier = [(parse("2023"), told)]
    counted = tally([], work, published=earlier)
    assert counted.work["advice_asked"] == 1
    assert figure(counted, "hours_spent") == 1
    assert counted.texts.findings == ("Too late for 2023.",)
    assert counted.given["leadership"] == (BEFORE,)
    assert tally([], work).work["advice_asked"] == 0
