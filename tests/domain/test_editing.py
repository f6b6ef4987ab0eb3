from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import strategies as build
from tests.strategies import CASE, TODAY, cases, day, make_case, note
from vp.domain.case import REPORTER, Case, Person
from vp.domain.editing import edit
from vp.domain.entries import Edited
from vp.domain.vocabulary import (
    Channel,
    Domain,
    KeepFile,
    Kind,
    ReporterPosition,
    Told,
)
from vp.errors import NotAllowed, Usage

TRACE = Edited(id="m-000001", at=build.AT, on=TODAY, changed=())
JANSEN = Person(name="J. Jansen", contact="thuis", safe_times="'s avonds")


def edited(case: Case, **changes: Any) -> Case:
    return edit(case, changes, TRACE, TODAY)


def trace(case: Case) -> tuple[str, ...]:
    """What the last entry says was changed."""
    last = case.log[-1]
    assert isinstance(last, Edited)
    return last.changed


# Facts


def test_a_fact_is_changed_and_the_others_stay() -> None:
    before = make_case(
        note(),
        kinds=(Kind.BULLYING, Kind.STALKING),
        repeated=False,
        unit="Logistiek",
        left_on=date(2026, 1, 1),
        personal_tie=True,
        told={Told.WISH: day(1)},
    )
    after = edited(before, channel="telefoon", repeated="ja")
    assert after.facts == msgspec.structs.replace(
        before.facts, channel=Channel.PHONE, repeated=True
    )
    assert after.log == (note(), msgspec.structs.replace(TRACE, changed=trace(after)))
    assert trace(after) == ("repeated", "channel")
    assert after.revision == before.revision


@given(cases(0, (), opened=build.dates(last=TODAY), told=st.just({})))
def test_changing_one_fact_changes_no_other(case: Case) -> None:
    facts = case.facts
    lawful = msgspec.structs.replace(
        case, people={}, facts=msgspec.structs.replace(facts, kinds=())
    )
    other = Channel.PHONE if facts.channel is Channel.EMAIL else Channel.EMAIL
    after = edited(lawful, channel=other.key)
    assert after.facts == msgspec.structs.replace(lawful.facts, channel=other)
    assert trace(after) == ("channel",)


@pytest.mark.requirement("HK-20")
def test_the_trace_names_the_fields_and_never_what_was_in_them() -> None:
    before = make_case(unit="Logistiek", people={REPORTER: JANSEN, "accused-1": Person(name="K")})
    after = edited(
        before,
        unit="",
        told={"wish": "2026-03-05"},
        people={"accused-1": {}, "reporter": {"contact": ""}},
    )
    assert trace(after) == ("unit", "told.wish", "people.accused-1", "people.reporter")
    assert after.people == {REPORTER: Person(name="J. Jansen", safe_times="'s avonds")}
    left = msgspec.json.encode(after).decode()
    assert "Logistiek" not in left
    assert "thuis" not in left


def test_what_was_told_is_added_item_by_item() -> None:
    before = make_case(told={Told.WISH: day(1)})
    after = edited(before, told={"veilig contact": "5-3-2026"})
    assert after.facts.told == {Told.WISH: day(1), Told.SAFE_CONTACT: day(3)}
    assert trace(after) == ("told.safe_contact",)
    assert trace(edited(before, told={"wish": "5-3-2026"})) == ("told.wish",)


@pytest.mark.parametrize("field", ["wish", "knows", "account", "minutes"])
def test_the_log_is_never_edited(field: str) -> None:
    with pytest.raises(Usage) as refused:
        edited(make_case(), **{field: "iets anders"})
    assert refused.value.fields == {"field": field}
    assert "vp note" in refused.value.hint


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "pesten"},
        {"role": "zzz"},
        {"told": "ja"},
        {"told": {"zzz": "2026-03-05"}},
        {"told": {"wish": "gisteren"}},
        {"people": "ja"},
        {"people": {"J. Jansen": {}}},
        {"people": {"reporter": {"naam": "J. Jansen"}}},
        {"repeated": ["ja"]},
    ],
)
def test_what_an_intake_form_refuses_is_refused_here(changes: dict[str, Any]) -> None:
    with pytest.raises(Usage):
        edited(make_case(people={REPORTER: JANSEN}), **changes)


def test_another_domain_comes_with_its_own_kinds() -> None:
    before = make_case(kinds=(Kind.BULLYING,))
    with pytest.raises(Usage) as refused:
        edited(before, domain="integrity")
    assert refused.value.fields["field"] == "kinds"
    after = edited(before, domain="integrity", kinds=["corruption"])
    assert (after.facts.domain, after.facts.kinds) == (Domain.INTEGRITY, (Kind.CORRUPTION,))
    assert edited(before, kinds=[]).facts.kinds == ()


@pytest.mark.parametrize(
    "changes", [{}, {"domain": "conduct"}, {"people": {"accused-1": {}}}, {"told": {}}]
)
def test_a_change_of_nothing_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(Usage) as refused:
        edited(make_case(), **changes)
    assert refused.value.sentence == "nothing was changed"


def test_a_case_opens_on_a_day_that_has_come_and_before_it_was_closed() -> None:
    with pytest.raises(NotAllowed):
        edited(make_case(), opened="2026-06-02")
    ended = make_case(build.closing(on=day(3)))
    assert edited(ended, opened="2026-03-05").facts.opened == day(3)
    with pytest.raises(NotAllowed) as refused:
        edited(ended, opened="2026-03-06")
    assert refused.value.fields == {"day": day(3), "opened": day(4)}


@pytest.mark.requirement("BP-01")
def test_the_day_a_former_employee_left_may_be_asked_later() -> None:
    after = edited(make_case(), position="former_employee", left_on="2024-01-01")
    assert after.facts.position is ReporterPosition.FORMER_EMPLOYEE
    assert trace(after) == ("position", "left_on")


# People


def test_a_person_is_changed_field_by_field() -> None:
    after = edited(make_case(people={REPORTER: JANSEN}), people={"reporter": {"contact": "werk"}})
    assert after.people == {REPORTER: msgspec.structs.replace(JANSEN, contact="werk")}


def test_a_person_is_added_and_taken_out() -> None:
    added = edited(make_case(), people={"witness-1": {"name": "L. Bakker"}})
    assert added.people == {"witness-1": Person(name="L. Bakker")}
    assert edited(added, people={"witness-1": {}}).people == {}


# How much is kept


@pytest.mark.requirement("HK-20")
def test_with_a_minimal_file_the_others_are_taken_out() -> None:
    people = {REPORTER: JANSEN, "accused-1": Person(name="K")}
    after = edited(make_case(note(), people=people), keep_file="minimal")
    assert after.people == {REPORTER: JANSEN}
    assert trace(after) == ("keep_file", "people.accused-1")


@pytest.mark.requirement("KL-13")
def test_without_a_file_nobody_is_kept_and_a_case_with_text_cannot_become_so() -> None:
    after = edited(make_case(note(text=""), people={REPORTER: JANSEN}), keep_file="no")
    assert (after.people, after.facts.keep_file) == ({}, KeepFile.NO)
    with pytest.raises(NotAllowed) as refused:
        edited(make_case(note()), keep_file="no")
    assert refused.value.fields == {"case": CASE}
