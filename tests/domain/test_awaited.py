from datetime import date

import pytest

from tests.domain.agendas import agenda, kinds, told
from tests.domain.relays import came, sent
from tests.strategies import AT, choice, closing, day, make_case, make_profile, note, reminder
from vp.domain.agenda import AgendaKind
from vp.domain.awaited import Awaited, awaited, in_order
from vp.domain.leaving import Relayed
from vp.domain.profile import Terms
from vp.domain.summarising import summarise
from vp.domain.summary import Message
from vp.domain.vocabulary import Direction, NoteAbout, Purpose, Route

K = AgendaKind
FEEDBACK = note(number=9, about=NoteAbout.FEEDBACK, on=day(20))


def terms_of(*messages: Relayed) -> Awaited | None:
    return awaited(messages, Terms())


def due(*log: Relayed, on: int) -> list[tuple[AgendaKind, date, tuple[str, ...]]]:
    """What the agenda says of a case with these messages and a talk every month."""
    talks = [note(number=n, on=day(n * 30)) for n in range(on // 30 + 1)]
    found = agenda(told(*talks, *log), today=day(on))
    return [(item.kind, item.on, item.about) for item in found]


# The terms


@pytest.mark.requirement("BP-08")
def test_the_terms_run_from_the_day_the_report_went_out() -> None:
    assert terms_of(sent(report=True, on=day(2))) == Awaited(day(2), day(9), (day(92),))


@pytest.mark.requirement("BP-08")
def test_both_readings_of_the_start_are_kept_and_the_earlier_one_counts() -> None:
    found = terms_of(sent(report=True, on=day(2)), came(on=day(8)), came(3, on=day(30)))
    assert found == Awaited(day(2), None, (day(92), day(98)))
    assert found is not None
    assert found.feedback == day(92)


def test_only_a_report_starts_a_term_and_the_first_one_does() -> None:
    assert terms_of() is None
    assert terms_of(sent(), came()) is None
    again = terms_of(sent(on=day(1)), sent(2, report=True, on=day(3)), sent(3, report=True))
    assert again is not None
    assert again.since == day(0)


def test_what_came_in_before_the_report_acknowledges_nothing() -> None:
    earlier = terms_of(came(1, on=day(1)), sent(2, report=True, on=day(2)))
    assert earlier is not None
    assert earlier.acknowledgement == day(9)
    same_day = terms_of(came(1), sent(2, report=True))
    assert same_day is not None
    assert same_day.acknowledgement == day(7)


def test_messages_filled_in_late_stand_in_the_order_of_their_days() -> None:
    first, second, third = sent(1, on=day(5)), came(2, on=day(1)), came(3, on=day(5))
    assert in_order((first, second, third)) == [second, first, third]


def test_the_terms_are_those_of_the_profile() -> None:
    short = Terms(acknowledgement_days=3, feedback_days=30)
    assert awaited([sent(report=True)], short) == Awaited(day(0), day(3), (day(30),))


# In a summary


@pytest.mark.requirement("HK-09")
def test_a_summary_knows_the_messages_by_day_and_direction_and_nothing_of_their_text() -> None:
    case = make_case(sent(report=True, on=day(2)), came(on=day(5)))
    assert summarise(case, "key").relays == (
        Message(on=day(2), direction=Direction.OUT, report=True, recorded=AT),
        Message(on=day(5), direction=Direction.IN, recorded=AT),
    )
    assert set(Message.__struct_fields__) == {"on", "direction", "report", "recorded"}


# On the agenda


@pytest.mark.requirement("BP-08")
def test_receipt_is_to_be_confirmed_in_time_and_a_message_in_answers_it() -> None:
    report = sent(report=True, on=day(2))
    assert due(report, on=3) == [(K.ACKNOWLEDGEMENT, day(9), ())]
    (item,) = agenda(told(note(on=day(2)), report), today=day(10))
    assert (item.late, item.command) == (True, "vp relay k7fm-2qxd --direction in")
    assert due(report, came(on=day(9)), on=10) == []


@pytest.mark.requirement("BP-08")
def test_feedback_is_due_with_both_readings_until_the_reporter_was_told() -> None:
    report, back = sent(report=True, on=day(2)), came(on=day(8))
    readings = (str(day(92)), str(day(98)))
    assert due(report, back, on=77) == []
    assert due(report, back, on=78) == [(K.FEEDBACK, day(92), readings)]
    case = told(note(on=day(80)), report, back)
    (item,) = agenda(case, today=day(93))
    assert (item.late, item.command) == (True, "vp note k7fm-2qxd --about feedback")
    assert agenda(told(note(on=day(80)), report, back, FEEDBACK), today=day(93)) == []


def test_a_report_without_any_answer_stays_on_the_agenda_for_both() -> None:
    found = due(sent(report=True, on=day(2)), on=90)
    assert found == [(K.ACKNOWLEDGEMENT, day(9), ()), (K.FEEDBACK, day(92), (str(day(92)),))]


def test_feedback_told_before_the_report_answers_nothing() -> None:
    early = note(number=8, about=NoteAbout.FEEDBACK, on=day(1))
    case = told(early, note(on=day(80)), sent(report=True, on=day(2)), came(on=day(8)))
    assert kinds(agenda(case, today=day(80))) == [K.FEEDBACK]


def test_a_report_through_the_counsellor_counts_once_from_the_day_it_went() -> None:
    chosen = choice(route=Route.RELAY_REPORT, on=day(1))
    case = told(note(on=day(80)), chosen, sent(report=True, on=day(2)), came(on=day(8)))
    assert [(item.kind, item.on) for item in agenda(case, today=day(80))] == [(K.FEEDBACK, day(92))]


def test_a_complaint_of_his_own_beside_it_keeps_its_own_term() -> None:
    own = choice(route=Route.COMPLAINTS_COMMITTEE, on=day(1))
    case = told(note(on=day(80)), own, sent(report=True, on=day(2)), came(on=day(8)))
    found = agenda(case, today=day(80))
    assert [(item.kind, item.on) for item in found] == [
        (K.FEEDBACK, day(91)),
        (K.FEEDBACK, day(92)),
    ]


def test_a_reminder_for_the_feedback_stands_for_it() -> None:
    waits = reminder(due=day(85), purpose=Purpose.FEEDBACK)
    case = told(note(on=day(80)), sent(report=True, on=day(2)), came(on=day(8)), waits)
    assert [(item.kind, item.ref) for item in agenda(case, today=day(80))] == [
        (K.FEEDBACK, waits.id)
    ]


def test_other_messages_and_closed_cases_wait_for_nothing() -> None:
    assert due(sent(on=day(2)), on=10) == []
    ended = told(note(on=day(2)), sent(report=True, on=day(2)), closing(on=day(3)))
    assert agenda(ended, today=day(10)) == []


def test_the_agenda_takes_the_terms_of_the_profile() -> None:
    profile = make_profile(terms=Terms(acknowledgement_days=3))
    case = told(note(on=day(2)), sent(report=True, on=day(2)))
    (item,) = agenda(case, today=day(4), profile=profile)
    assert (item.kind, item.on) == (K.ACKNOWLEDGEMENT, day(5))
