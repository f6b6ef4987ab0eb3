import unicodedata
from datetime import datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import strategies as build
from tests.strategies import AT, CASE, OPENED, cases, clean_lines, day, entry_id, make_case, note
from vp.domain.case import REPORTER, Case, Person, texts
from vp.domain.entries import Entry
from vp.domain.summarising import summarise
from vp.domain.summary import (
    Contact,
    Due,
    Pointed,
    Span,
    Step,
    Summary,
    Weighing,
    tag,
)
from vp.domain.vocabulary import (
    BreachEnd,
    BreachGround,
    CloseReason,
    ConsentGiven,
    NoteAbout,
    NoteKind,
    Outcome,
    Purpose,
    Referral,
    Route,
)

KEY = "k" * 32
CANARY = "kanarie7"
TEXTS = ("text", "knows", "speaks_for", "speaks_against", "identity_reason", "to")


def at(number: int) -> datetime:
    """The moment so many days after AT."""
    return AT + timedelta(days=number)


def summary(*log: Entry) -> Summary:
    return summarise(make_case(*log), KEY)


def singing(case: Case) -> Case:
    """The case with the canary in every text and name there can be, but the unit's."""
    log = []
    for entry in case.log:
        fields = {name: CANARY for name in TEXTS if isinstance(getattr(entry, name, None), str)}
        log.append(msgspec.structs.replace(entry, **fields))
    person = Person(**dict.fromkeys(Person.__struct_fields__, CANARY))
    people = {REPORTER: person, "accused-1": person, "other-2": person}
    return msgspec.structs.replace(case, log=tuple(log), people=people)


# What it may not know


@pytest.mark.requirement("HK-19")
@pytest.mark.requirement("HK-21")
@given(cases())
def test_no_text_and_no_name_is_ever_inside_a_summary(case: Case) -> None:
    sung = singing(case)
    assert CANARY in msgspec.json.encode(sung).decode()
    assert all(text == CANARY for entry in sung.log for text in texts(entry))
    assert CANARY not in msgspec.json.encode(summarise(sung, KEY)).decode()


@given(cases())
def test_a_summary_does_not_depend_on_what_the_texts_say(case: Case) -> None:
    mute = singing(case)
    loud = msgspec.structs.replace(
        mute, log=tuple(msgspec.structs.replace(entry, text="anders") for entry in mute.log)
    )
    assert summarise(loud, KEY) == summarise(mute, KEY)


def test_a_summary_printed_by_accident_tells_nothing() -> None:
    assert repr(summary(note())) == "<Summary>"


# Tags of names


@pytest.mark.parametrize(
    "name", ["J. Jansen", "j jansen", "J JANSEN", "J.Jánsen", "J\u200b. Jansen"]
)
def test_a_name_has_one_tag_however_it_is_spelled(name: str) -> None:
    assert tag(name, KEY) == tag("J. Jansen", KEY)


def test_other_names_and_other_keys_have_other_tags() -> None:
    tags = {tag("J. Jansen", KEY), tag("K. Jansen", KEY), tag("J. Jansen", "x" * 32)}
    assert len(tags) == 3


@given(clean_lines(), clean_lines())
def test_a_tag_cannot_be_read_or_made_without_the_key(name: str, other: str) -> None:
    made = tag(name, KEY)
    assert len(made) == 16
    assert set(made) <= set("0123456789abcdef")
    assert made != tag(name, KEY + "x")
    assert (made == tag(other, KEY)) is (plain(name) == plain(other))


def plain(name: str) -> str:
    """What is left of a name without accents, capitals and signs."""
    folded = unicodedata.normalize("NFKD", name).casefold()
    return "".join(one for one in folded if one.isalnum())


def test_only_people_with_a_name_are_tagged_and_only_with_their_side() -> None:
    people = {
        REPORTER: Person(name="J. Jansen"),
        "accused-1": Person(contact="06 12345678"),
        "accused-2": Person(name="K. de Vries"),
    }
    found = summarise(make_case(people=people), KEY)
    assert found.tags == (
        ("reporter", tag("J. Jansen", KEY)),
        ("accused", tag("K. de Vries", KEY)),
    )
    assert found.accused == 2


# How it ran


def test_a_new_case_runs_from_its_opening() -> None:
    found = summary()
    assert found.spans == (Span(opened=OPENED),)
    assert (found.status, found.is_open, found.closed, found.last) == ("open", True, None, OPENED)
    assert (found.destroy_on, found.reason, found.outcomes) == (None, None, ())


def test_a_closed_case_says_how_it_ended() -> None:
    stopped = (Outcome.CONDUCT_STOPPED,)
    ended = build.closing(on=day(9), outcomes=stopped, content=True, aftercare=day(51))
    found = summary(note(on=day(3)), ended)
    (span,) = found.spans
    assert (span.opened, span.closed, span.closed_recorded) == (OPENED, day(9), AT)
    assert (found.status, found.closed, found.last) == ("closed", day(9), day(9))
    assert (found.reason, found.aftercare) == (CloseReason.COMPLETED, day(51))
    assert (found.outcomes, found.content) == (span.outcomes, span.content) == (stopped, True)
    assert found.destroy_on == day(51).replace(year=2028)


def test_each_reopening_begins_a_stretch_of_its_own() -> None:
    stopped, goes_on = (Outcome.CONDUCT_STOPPED,), (Outcome.CONDUCT_CONTINUES,)
    log = (
        build.closing(on=day(3), at=at(3), outcomes=stopped, content=True),
        build.reopening(on=day(10), at=at(11)),
        build.closing(number=2, on=day(20), at=at(21), outcomes=goes_on),
        build.reopening(number=2, on=day(20), at=at(22)),
    )
    first = Span(
        opened=OPENED, closed=day(3), closed_recorded=at(3), outcomes=stopped, content=True
    )
    second = Span(opened=day(10), closed=day(20), recorded=at(11), closed_recorded=at(21))
    second = msgspec.structs.replace(second, outcomes=goes_on)
    assert summary(*log).spans == (first, second, Span(opened=day(20), recorded=at(22)))
    assert summary(*log[:3]).spans == (first, second)
    assert (summary(*log).reason, summary(*log).outcomes) == (None, ())
    assert summary(*log[:3]).outcomes == goes_on


def test_a_held_case_says_until_when_and_is_not_destroyed() -> None:
    held = (build.closing(on=day(3)), build.hold_set(on=day(4)))
    found = summary(*held)
    assert (found.status, found.hold_until, found.destroy_on) == ("hold", day(180), None)
    assert summary(*held, build.hold_lifted(on=day(5))).status == "closed"
    assert summary(build.hold_set()).status == "open"


def test_the_latest_day_is_that_of_the_latest_entry_wherever_it_stands() -> None:
    assert summary(note(on=day(9)), note(number=2, on=day(3))).last == day(9)


# What was done


def test_contacts_are_the_notes_without_their_text() -> None:
    call = note(kind=NoteKind.CALL, about=NoteAbout.AFTERCARE, minutes=20, on=day(1))
    assert summary(build.wish(), call).contacts == (
        Contact(on=day(1), kind=NoteKind.CALL, about=NoteAbout.AFTERCARE, minutes=20, recorded=AT),
    )


def test_only_chosen_routes_are_counted() -> None:
    weighed = build.choice(number=2, route=Route.MEDIATION, chosen=False)
    assert summary(build.choice(on=day(2)), weighed).routes == (
        Step(on=day(2), route=Route.LINE_MANAGER, recorded=AT),
    )


def test_referrals_and_disclosures_have_their_day() -> None:
    found = summary(build.referral(on=day(2)), build.disclosure(on=day(3)))
    assert found.referrals == (Pointed(on=day(2), to=Referral.GP, recorded=AT),)
    assert found.disclosures == (day(3),)


def test_only_reminders_nobody_answered_are_left() -> None:
    log = (build.reminder(), build.reminder(number=2), build.reminder_done())
    assert summary(*log).reminders == (
        Due(id=entry_id("r", 2), due=day(30), purpose=Purpose.FOLLOW_UP),
    )


def test_a_weighing_says_which_steps_are_open_and_how_it_ended() -> None:
    opened = build.breach_opened(urgent=True)
    (running,) = summary(opened).weighings
    assert (running.id, running.ground, running.urgent, running.end) == (
        entry_id("b"),
        BreachGround.CONFLICT_OF_DUTIES,
        True,
        None,
    )
    assert {"conscience", "reporter_alerted"} < set(running.open_steps)
    (taken,) = summary(opened, build.breach_step()).weighings
    assert set(running.open_steps) - set(taken.open_steps) == {"conscience"}
    (ended,) = summary(opened, build.breach_ended(on=day(4))).weighings
    assert isinstance(ended, Weighing)
    assert (ended.end, ended.ended) == (BreachEnd.NOT_BROKEN, day(4))
    assert (ended.recorded, ended.ended_recorded) == (AT, AT)


def test_oral_consents_wait_for_a_written_word() -> None:
    oral = build.consent()
    written = build.consent(number=2, to="hr", given=ConsentGiven.WRITTEN)
    assert summary(oral, written).unconfirmed == (oral.id,)
    assert summary(oral, build.consent(number=2, given=ConsentGiven.WRITTEN)).unconfirmed == ()


@given(cases(), st.integers(0, 9))
def test_a_summary_knows_its_case_and_the_facts_that_are_counted(case: Case, saved: int) -> None:
    found = summarise(msgspec.structs.replace(case, id=CASE, revision=saved), KEY)
    assert (found.id, found.alias, found.revision, found.facts) == (
        CASE,
        case.alias,
        saved,
        case.facts,
    )
    assert found.is_open is (found.closed is None)
