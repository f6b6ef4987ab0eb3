from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given

from tests import strategies as build
from tests.strategies import CASE, OPENED, TODAY, cases, day, entry_id, make_case, note
from vp.domain.case import (
    HANDLE,
    REPORTER,
    Case,
    Person,
    append,
    closing,
    entry_called,
    hold,
    is_open,
    of_kind,
    record,
    require_day,
    texts,
)
from vp.domain.entries import (
    BreachEnded,
    BreachOpened,
    BreachStep,
    Closing,
    Entry,
    Note,
    Reopening,
    Withdrawal,
)
from vp.domain.vocabulary import KeepFile, NoteAbout, Route
from vp.errors import NotAllowed, NotThere

WITHOUT_TEXT: list[Any] = [
    build.wish(text=""),
    build.note(text=""),
    build.consent(text=""),
    build.withdrawal(),
    build.disclosure(text=""),
    build.choice(),
    build.referral(),
    build.reminder(),
    build.breach_opened(),
    build.breach_step(text=""),
    build.breach_ended(),
    build.closing(),
]
BELONGS_TO_THE_ENDING: list[Any] = [
    note(about=NoteAbout.AFTERCARE),
    build.reminder_done(),
    build.hold_set(),
    build.hold_lifted(),
    build.reopening(),
    build.withdrawal(),
    build.breach_opened(),
    build.breach_step(text=""),
    build.breach_ended(),
    build.disclosure(text="", consent="", breach="b-000001"),
]


def cannot_wait(entry: Entry) -> bool:
    """Whether it is taken without a reopening, which would restart the term."""
    return isinstance(entry, Withdrawal | BreachOpened | BreachStep | BreachEnded)


def kind(entry: Entry) -> str:
    """The name of its kind, for the name of a test."""
    return type(entry).__name__


# Recording


def test_the_log_grows_at_its_end_and_nothing_in_it_changes() -> None:
    before = make_case(note())
    after = record(before, note(number=2, text="nog een gesprek"), TODAY)
    assert after.log == (note(), note(number=2, text="nog een gesprek"))
    assert before.log == (note(),)
    assert (after.facts, after.people, after.revision) == (
        before.facts,
        before.people,
        before.revision,
    )


@pytest.mark.parametrize("on", [OPENED, day(9), TODAY])
def test_a_day_lies_between_the_opening_and_today(on: Any) -> None:
    assert record(make_case(), note(on=on), TODAY).log[-1].on == on


@pytest.mark.parametrize(
    ("on", "fields"),
    [
        (TODAY + timedelta(days=1), {"day", "today"}),
        (OPENED - timedelta(days=1), {"day", "opened"}),
    ],
)
def test_a_day_outside_is_refused_with_the_border(on: Any, fields: set[str]) -> None:
    with pytest.raises(NotAllowed) as refused:
        record(make_case(), note(on=on), TODAY)
    assert set(refused.value.fields) == fields
    with pytest.raises(NotAllowed):
        require_day(on, OPENED, TODAY)


@pytest.mark.parametrize("entry", [e for e in WITHOUT_TEXT if not cannot_wait(e)], ids=kind)
def test_a_closed_case_takes_nothing_that_needs_it_open(entry: Entry) -> None:
    with pytest.raises(NotAllowed) as refused:
        record(make_case(build.closing()), entry, TODAY)
    assert refused.value.fields == {"case": CASE}


@pytest.mark.parametrize("entry", BELONGS_TO_THE_ENDING, ids=kind)
def test_a_closed_case_takes_what_belongs_to_its_ending(entry: Entry) -> None:
    assert record(make_case(build.closing()), entry, TODAY).log[-1] == entry


@pytest.mark.parametrize("entry", WITHOUT_TEXT, ids=kind)
def test_without_a_file_entries_are_kept_without_text(entry: Entry) -> None:
    case = make_case(keep_file=KeepFile.NO)
    assert record(case, entry, TODAY).log == (entry,)


@pytest.mark.parametrize(
    "entry",
    [
        note(),
        build.wish(text="", knows="zelf gezien"),
        build.choice(route=Route.TALK_ONLY, speaks_for="rust"),
        build.choice(route=Route.TALK_ONLY, speaks_against="duurt lang"),
        build.disclosure(text="", identity_reason="de rechter vraagt erom"),
    ],
)
def test_without_a_file_no_text_is_kept_in_any_field(entry: Entry) -> None:
    with pytest.raises(NotAllowed) as refused:
        record(make_case(keep_file=KeepFile.NO), entry, TODAY)
    assert refused.value.fields == {"case": CASE}
    assert record(make_case(keep_file=KeepFile.MINIMAL), entry, TODAY).log == (entry,)


def test_texts_are_every_field_a_person_wrote() -> None:
    entry = build.choice(text="a", speaks_for="b", speaks_against="c")
    assert list(texts(entry)) == ["a", "b", "c"]
    assert list(texts(build.reminder_done())) == []


# Finding


def test_entries_of_one_kind_keep_their_order() -> None:
    case = make_case(note(number=2), build.wish(), note())
    assert [entry.id for entry in of_kind(case, Note)] == [entry_id("n", 2), entry_id("n")]


@pytest.mark.parametrize("name", [entry_id("n"), "n-000001", "n-00000"])
def test_an_entry_is_called_by_its_id_or_the_beginning_of_it(name: str) -> None:
    case = make_case(note(), build.wish())
    assert entry_called(case.log, name, case) == note()


@pytest.mark.parametrize("name", ["n-0", "n-000003", "w"])
def test_no_entry_and_several_are_told_apart_and_refused(name: str) -> None:
    case = make_case(note(), note(number=2))
    with pytest.raises(NotThere) as refused:
        entry_called(of_kind(case, Note), name, case)
    is_several = "several" in refused.value.sentence
    assert is_several is (name == "n-0")
    assert refused.value.fields == {"case": CASE, "name": name}


@pytest.mark.parametrize("name", ["", "Jan de Vries belde", "n-0 en meer"])
def test_what_is_no_id_is_refused_and_not_repeated(name: str) -> None:
    case = make_case(note())
    with pytest.raises(NotThere) as refused:
        entry_called(case.log, name, case)
    assert refused.value.fields == {"case": CASE}


# Open, closed, held


def test_a_case_is_open_until_it_is_closed_and_again_when_it_is_reopened() -> None:
    case = make_case(note())
    assert is_open(case)
    closed = append(case, build.closing(on=day(3)))
    assert not is_open(closed)
    assert is_open(append(closed, build.reopening(on=day(5))))


def test_the_last_closing_is_the_one_in_force() -> None:
    first, last = build.closing(on=day(3)), build.closing(number=2, on=day(9))
    case = make_case(first, build.reopening(on=day(5)), last)
    assert closing(case) == last


def test_a_hold_is_in_force_until_it_is_lifted_and_the_last_one_counts() -> None:
    longer = build.hold_set(number=2, until=day(365))
    assert hold(make_case()) is None
    assert hold(make_case(build.hold_set(), longer)) == longer
    assert hold(make_case(build.hold_set(), build.hold_lifted())) is None
    assert hold(make_case(build.hold_lifted(), longer)) == longer


@given(cases(9, (Closing, Reopening, Note)))
def test_open_or_closed_is_what_the_last_word_in_the_log_says(case: Case) -> None:
    words = [entry for entry in case.log if isinstance(entry, Closing | Reopening)]
    assert is_open(case) is not (bool(words) and isinstance(words[-1], Closing))


# What it shows of itself


@given(cases(max_size=8))
def test_a_case_printed_by_accident_tells_nothing(case: Case) -> None:
    assert repr(case) == "<Case>"
    assert {repr(entry) for entry in case.log} <= {f"<{kind.__name__}>" for kind in build.KINDS}
    assert {repr(person) for person in case.people.values()} <= {"<Person>"}
    assert repr(case.facts) == "<Facts>"


@pytest.mark.parametrize(
    ("handle", "fits"),
    [
        (REPORTER, True),
        ("accused-1", True),
        ("witness-12", True),
        ("accused-0", False),
        ("reporter-1", False),
        ("accused", False),
        ("manager-1", False),
    ],
)
def test_people_have_handles_that_say_no_name(handle: str, fits: bool) -> None:
    assert bool(HANDLE.fullmatch(handle)) is fits


def test_people_and_facts_are_given_by_name() -> None:
    case = make_case(people={REPORTER: Person(name="J. Jansen")}, unit="Logistiek")
    assert (case.people[REPORTER].name, case.facts.unit) == ("J. Jansen", "Logistiek")
