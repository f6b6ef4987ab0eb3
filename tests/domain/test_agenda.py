from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.agendas import agenda, kinds, told, work
from tests.strategies import (
    OPENED,
    breach_ended,
    breach_opened,
    breach_step,
    cases,
    choice,
    closing,
    consent,
    dates,
    day,
    disclosure,
    entry_id,
    make_case,
    note,
    reminder,
)
from vp.domain.agenda import AgendaKind
from vp.domain.case import Case, Person
from vp.domain.entries import Entry
from vp.domain.vocabulary import (
    ActivityKind,
    BreachEnd,
    Route,
)

K = AgendaKind


def test_below_the_top_dates_decide_whatever_the_order_of_the_cases() -> None:
    early = told(note(), reminder(due=day(3)))
    later = told(note(), reminder(due=day(5)), reminder(number=2, due=day(4)))
    for order in ((early, later), (later, early)):
        found = agenda(*order, today=day(2))
        assert [item.on for item in found] == [day(3), day(4), day(5)]


@pytest.mark.requirement("HK-32")
def test_no_name_and_no_text_of_a_case_reaches_the_agenda() -> None:
    secret = "Zonneveld"
    case = make_case(
        note(text=secret),
        consent(text=secret),
        reminder(text=secret, due=day(1)),
        choice(text=secret, speaks_for=secret, route=Route.POLICE_REPORT),
        breach_opened(text=secret),
        people={"reporter": Person(name=secret), "accused-1": Person(name=secret)},
        unit=secret,
    )
    activity = work(ActivityKind.OTHER, OPENED, text=secret)
    found = agenda(case, today=day(400), work=(activity,))
    assert len(found) > 8
    assert secret not in msgspec.json.encode(found).decode()


@pytest.mark.requirement("GC-12")
def test_a_reporter_not_yet_alerted_stays_on_top_until_answered() -> None:
    late = told(note(), reminder(due=OPENED - timedelta(days=300)))
    weighed = told(note(on=day(40)), breach_opened(on=day(40)))
    found = agenda(late, weighed, today=day(41))
    assert kinds(found) == [K.BREACH_ALERT, K.BREACH_OPEN, K.REMINDER]
    assert found[0].command == "vp breach step k7fm-2qxd reporter_alerted"
    assert found[0].late
    alerted = told(*weighed.log, breach_step(step="reporter_alerted", on=day(41)))
    assert kinds(agenda(late, alerted, today=day(41))) == [K.BREACH_OPEN, K.REMINDER]


@pytest.mark.requirement("GC-12")
def test_a_closed_case_still_shows_that_the_reporter_was_not_alerted() -> None:
    case = told(note(), breach_opened(), closing(on=day(3)))
    found = agenda(case, today=day(4))
    assert found[0].kind is K.BREACH_ALERT
    assert found[0].command == "vp breach step k7fm-2qxd reporter_alerted"


@pytest.mark.requirement("LV-08")
def test_steps_left_open_after_an_emergency_stay_on_top_until_they_are_taken() -> None:
    told_police = disclosure(breach=entry_id("b"), on=day(1))
    steps = [breach_step(step="reporter_alerted"), breach_step(number=2, step="scope_limited")]
    run: list[Entry] = [breach_opened(urgent=True), *steps, told_police]
    found = agenda(told(note(), *run), today=day(2))
    assert kinds(found) == [K.BREACH_GAPS]
    assert "reasons_recorded" in found[0].about
    assert "disclosed" not in found[0].about
    assert found[0].command == f"vp breach step k7fm-2qxd {found[0].about[0]}"
    taken = [breach_step(number=10 + n, step=key) for n, key in enumerate(found[0].about)]
    ended = breach_ended(end=BreachEnd.BROKEN, on=day(2))
    assert agenda(told(note(), *run, *taken, ended), today=day(2)) == []
    assert kinds(agenda(told(note(), *run, *taken[:-1], ended), today=day(2))) == [K.BREACH_GAPS]


def test_steps_left_after_a_weighed_breach_come_up_too() -> None:
    told_police = disclosure(breach=entry_id("b"), on=day(1))
    alerted = breach_step(step="reporter_alerted")
    ended = breach_ended(end=BreachEnd.BROKEN, on=day(2))
    found = agenda(told(note(), breach_opened(), alerted, told_police, ended), today=day(3))
    assert kinds(found) == [K.BREACH_OPEN]
    assert found[0].command.startswith("vp breach step k7fm-2qxd ")


def test_a_weighing_that_ended_in_keeping_silent_asks_nothing_more() -> None:
    case = told(note(), breach_opened(), breach_ended(end=BreachEnd.NOT_BROKEN))
    assert agenda(case, today=day(1)) == []


@given(st.lists(cases(), max_size=3), dates())
def test_any_case_can_be_looked_at_on_any_day(drawn: list[Case], today: date) -> None:
    """Whatever the logs hold: what is on top stands on top, and late is before today."""
    found = agenda(*drawn, today=today)
    tops = [item.kind.on_top for item in found]
    assert tops == sorted(tops, reverse=True)
    assert all(item.late is (item.on < today) for item in found)
    assert all("{" not in item.command for item in found)
