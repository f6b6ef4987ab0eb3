from datetime import date, timedelta
from typing import Any

import pytest

from tests.domain.agendas import agenda, kinds, told, work
from tests.strategies import (
    ALIAS,
    CASE,
    OPENED,
    choice,
    closing,
    consent,
    day,
    entry_id,
    hold_set,
    make_case,
    make_profile,
    note,
    reminder,
    reminder_done,
    reopening,
)
from vp.domain.agenda import AgendaKind, Item, due
from vp.domain.profile import Terms
from vp.domain.summarising import summarise
from vp.domain.vocabulary import (
    ActivityKind,
    ConsentGiven,
    ContactNature,
    Domain,
    KeepFile,
    NoteAbout,
    NoteKind,
    Purpose,
    Route,
)

K = AgendaKind


@pytest.mark.requirement("KL-04")
def test_a_reminder_comes_up_within_the_horizon_with_the_command_that_answers_it() -> None:
    case = told(note(), reminder(due=day(30)))
    assert agenda(case, today=day(15)) == []
    assert agenda(case, today=day(16)) == [
        Item(
            on=day(30),
            kind=K.REMINDER,
            case=CASE,
            alias=ALIAS,
            ref=entry_id("r"),
            late=False,
            command="vp remind k7fm-2qxd --done r-000001",
        )
    ]
    assert [item.late for item in agenda(case, today=day(30))] == [False]
    assert [item.late for item in agenda(case, today=day(31))] == [True]


def test_an_answered_reminder_is_gone() -> None:
    case = told(note(on=day(30)), reminder(due=day(30)), reminder_done(on=day(30)))
    assert agenda(case, today=day(31)) == []


def test_the_horizon_can_be_set() -> None:
    summary = summarise(told(note(), reminder(due=day(30))), "key")
    assert due([summary], [], make_profile(), day(0), horizon=30)[0].on == day(30)


@pytest.mark.requirement("KL-04")
def test_a_contact_without_a_first_talk_comes_up_after_the_term_of_the_profile() -> None:
    assert agenda(told(), today=day(29)) == []
    assert kinds(agenda(told(), today=day(30))) == [K.FIRST_TALK]
    assert kinds(agenda(told(note(kind=NoteKind.MAIL)), today=day(30))) == [K.FIRST_TALK]
    short = make_profile(terms=Terms(next_date_days=7))
    assert kinds(agenda(told(), today=day(7), profile=short)) == [K.FIRST_TALK]


@pytest.mark.requirement("KL-04")
def test_an_open_case_without_contact_and_without_a_next_date_comes_up() -> None:
    case = told(note(on=day(10)))
    assert agenda(case, today=day(39)) == []
    found = agenda(case, today=day(40))
    assert kinds(found) == [K.NEXT_DATE]
    assert found[0].on == day(40)
    assert found[0].command == "vp remind k7fm-2qxd --on DATE"


def test_a_next_date_keeps_a_quiet_case_off_the_agenda() -> None:
    assert agenda(told(note(), reminder(due=day(200))), today=day(100)) == []


def test_a_reflection_is_no_contact() -> None:
    quiet = told(note(), note(number=2, kind=NoteKind.REFLECTION, on=day(39)))
    assert kinds(agenda(quiet, today=day(40))) == [K.NEXT_DATE]


@pytest.mark.parametrize(
    "facts", [{"nature": ContactNature.INFORMATION}, {"keep_file": KeepFile.NO}]
)
def test_where_no_talk_is_to_come_only_a_date_or_an_end_is_missed(facts: dict[str, Any]) -> None:
    assert kinds(agenda(told(**facts), today=day(40))) == [K.NEXT_DATE]


def test_reopening_starts_the_quiet_term_anew() -> None:
    case = told(note(), closing(on=day(50)), reopening(on=day(100)))
    assert agenda(case, today=day(129)) == []
    assert kinds(agenda(case, today=day(130))) == [K.NEXT_DATE]


@pytest.mark.requirement("GC-11")
def test_limits_of_secrecy_not_yet_explained_come_up_at_once() -> None:
    found = agenda(make_case(note()), today=OPENED)
    assert kinds(found) == [K.LIMITS]
    assert found[0].command == "vp edit k7fm-2qxd"
    assert agenda(told(note()), today=OPENED) == []


@pytest.mark.requirement("KL-02")
def test_an_oral_consent_is_to_be_confirmed_in_writing() -> None:
    oral = consent(given=ConsentGiven.ORAL)
    found = agenda(told(note(), oral), today=day(1))
    assert [(item.kind, item.ref) for item in found] == [(K.CONSENT, oral.id)]
    confirmed = consent(number=2, given=ConsentGiven.ORAL_CONFIRMED, on=day(1))
    assert agenda(told(note(), oral, confirmed), today=day(1)) == []


@pytest.mark.requirement("BP-08")
def test_a_report_or_complaint_wants_feedback_until_the_reporter_was_told() -> None:
    filed = choice(route=Route.RELAY_REPORT, on=day(2))
    talk = note(on=day(80))
    found = agenda(told(filed, talk), today=day(80))
    assert [(item.kind, item.on) for item in found] == [(K.FEEDBACK, day(92))]
    answered = note(number=2, about=NoteAbout.FEEDBACK, on=day(60))
    assert agenda(told(filed, answered, talk), today=day(80)) == []
    early = note(number=2, about=NoteAbout.FEEDBACK, on=day(1))
    assert kinds(agenda(told(early, filed, talk), today=day(80))) == [K.FEEDBACK]


def test_an_informal_route_wants_no_feedback() -> None:
    case = told(choice(route=Route.ADDRESS_ACCUSED), note(on=day(90)))
    assert agenda(case, today=day(95)) == []


def test_a_feedback_reminder_stands_for_the_feedback() -> None:
    waits = reminder(due=day(90), purpose=Purpose.FEEDBACK)
    found = agenda(told(choice(route=Route.INTERNAL_REPORT), waits), today=day(89))
    assert [(item.kind, item.ref) for item in found] == [(K.FEEDBACK, waits.id)]


@pytest.mark.requirement("BP-05")
def test_aftercare_comes_up_from_the_closing_until_it_was_given() -> None:
    ended = closing(on=day(10), aftercare=day(52))
    assert agenda(told(note(), ended), today=day(37)) == []
    found = agenda(told(note(), ended), today=day(60))
    assert [(i.kind, i.on, i.late) for i in found] == [(K.AFTERCARE, day(52), True)]
    assert found[0].command == "vp note k7fm-2qxd --about aftercare"
    given = note(number=2, about=NoteAbout.AFTERCARE, on=day(53))
    assert agenda(told(note(), ended, given), today=day(60)) == []


@pytest.mark.requirement("BP-05")
def test_an_aftercare_reminder_comes_once_and_answers_it() -> None:
    ended = closing(on=day(10), aftercare=day(52))
    waits = reminder(on=day(10), due=day(52), purpose=Purpose.AFTERCARE)
    found = agenda(told(note(), ended, waits), today=day(50))
    assert [(item.kind, item.ref) for item in found] == [(K.AFTERCARE, waits.id)]
    assert agenda(told(note(), ended, waits, reminder_done(on=day(50))), today=day(60)) == []


@pytest.mark.requirement("HK-11")
def test_detriment_is_looked_for_a_second_time_long_after_a_report() -> None:
    filed, ended = choice(route=Route.INTERNAL_REPORT), closing(on=day(10))
    found = agenda(told(note(), filed, ended), today=day(180))
    assert [(item.kind, item.on) for item in found] == [(K.DETRIMENT, day(190))]
    asked = note(number=2, about=NoteAbout.AFTERCARE, on=day(185))
    assert agenda(told(note(), filed, ended, asked), today=day(200)) == []
    assert agenda(told(note(), ended), today=day(200)) == []
    integrity = told(note(), ended, domain=Domain.INTEGRITY)
    assert kinds(agenda(integrity, today=day(180))) == [K.DETRIMENT]


def test_a_detriment_reminder_stands_for_the_second_look() -> None:
    waits = reminder(on=day(10), due=day(190), purpose=Purpose.DETRIMENT)
    case = told(note(), choice(route=Route.INTERNAL_REPORT), closing(on=day(10)), waits)
    found = agenda(case, today=day(190))
    assert [(item.kind, item.ref) for item in found] == [(K.DETRIMENT, waits.id)]


@pytest.mark.requirement("GC-19")
def test_a_hold_is_looked_at_again_on_its_date() -> None:
    case = told(note(), closing(on=day(10)), hold_set(on=day(20), until=day(180)))
    assert agenda(case, today=day(165)) == []
    found = agenda(case, today=day(166))
    assert [(item.kind, item.on) for item in found] == [(K.HOLD, day(180))]


@pytest.mark.requirement("GC-23")
def test_destruction_is_announced_sixty_days_ahead() -> None:
    case = told(note(), closing(on=day(10)))
    gone = date(2028, 3, 12)
    work_done = tuple(
        work(kind, gone - timedelta(days=70), report="2027")
        for kind in (
            ActivityKind.LEADERSHIP_TALK,
            ActivityKind.WORKS_COUNCIL_TALK,
            ActivityKind.INFORMATION,
            ActivityKind.PEER_REVIEW,
            ActivityKind.EVALUATION,
        )
    )
    assert agenda(case, today=gone - timedelta(days=61), work=work_done) == []
    found = agenda(case, today=gone - timedelta(days=60), work=work_done)
    assert [(item.kind, item.on, item.late) for item in found] == [(K.DESTRUCTION, gone, False)]
    assert found[0].command == "vp purge --dry-run --as-of 2028-03-12"
    assert agenda(case, today=gone, work=work_done)[0].command == "vp purge"


def test_a_closed_case_asks_nothing_of_an_open_one() -> None:
    oral = consent(given=ConsentGiven.ORAL)
    case = make_case(oral, choice(route=Route.LINE_MANAGER), closing(on=day(10)))
    assert agenda(case, today=day(100)) == []
