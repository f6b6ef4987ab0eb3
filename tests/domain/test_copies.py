from typing import Any

import pytest

from tests.strategies import CASE, choice, consent, day, disclosure, entry_id, make_case, note, wish
from vp.domain import entries as e
from vp.domain.case import REPORTER, Case, Person, texts
from vp.domain.copies import (
    Copy,
    Omission,
    about_others,
    choosable,
    chosen,
    committee_copy,
    reporter_copy,
)
from vp.domain.vocabulary import NoteKind
from vp.errors import NotAllowed, NotThere, Usage

PEOPLE = {
    REPORTER: Person(name="Noor de Wit", contact="06-11111111", safe_contact="via Bas"),
    "accused-1": Person(name="Bas Hoek", contact="06-22222222"),
}
TALK = note(text="Noor zegt dat Bas Hoek schreeuwt.", on=day(1))
THOUGHT = note(number=2, kind=NoteKind.REFLECTION, text="Ik twijfel aan Noor.", on=day(2))


def stamped(prefix: str, number: int = 1) -> dict[str, Any]:
    return {"id": entry_id(prefix, number), "at": TALK.at, "on": day(9)}


def amendment(of: str, number: int = 1) -> e.Amendment:
    return e.Amendment(**stamped("t", number), entry=of, text="Ik twijfel niet meer.")


def case(*log: e.Entry, **facts: Any) -> Case:
    return make_case(*log, people=PEOPLE, **facts)


def told(copy: Copy) -> list[str]:
    """Every text a copy shows."""
    return [text for one in copy.passages if not one.omitted for text in texts(one.entry)]


@pytest.mark.requirement("KL-13")
def test_the_reporter_reads_his_own_name_and_the_handles_of_others() -> None:
    copy = reporter_copy(case(TALK, wish(text="Dat Bas ophoudt.", knows="van Hoek zelf")))
    assert told(copy) == [
        "Noor zegt dat accused-1 schreeuwt.",
        "Dat accused-1 ophoudt.",
        "van accused-1 zelf",
    ]
    assert copy.hidden == 4  # three in texts, one in how he is reached
    assert copy.handles == ("accused-1",)


@pytest.mark.requirement("KL-13")
def test_of_people_only_the_reporter_is_in_his_copy() -> None:
    copy = reporter_copy(case(unit="Team Hoek"))
    assert list(copy.case.people) == [REPORTER]
    person = copy.case.people[REPORTER]
    assert (person.name, person.contact) == ("Noor de Wit", "06-11111111")
    assert person.safe_contact == "via accused-1"
    assert copy.case.facts.unit == "Team accused-1"
    assert copy.case.log == ()


@pytest.mark.requirement("KL-12")
def test_a_reflection_is_left_out_in_its_place_and_counted() -> None:
    copy = reporter_copy(case(TALK, THOUGHT, wish()))
    assert [one.omitted for one in copy.passages] == [None, Omission.REFLECTION, None]
    assert copy.passages[1].entry.on == day(2)
    assert (copy.omitted, copy.entries) == (1, 3)


@pytest.mark.requirement("KL-12")
def test_what_corrects_a_reflection_or_takes_it_out_goes_with_it() -> None:
    trace = e.Redaction(**stamped("z"), entry=THOUGHT.id, text="onnodig")
    again = amendment(amendment(THOUGHT.id).id, 2)
    copy = reporter_copy(case(THOUGHT, amendment(THOUGHT.id), again, trace))
    assert {one.omitted for one in copy.passages} == {Omission.REFLECTION}
    kept = reporter_copy(case(TALK, amendment(TALK.id)))
    assert [one.omitted for one in kept.passages] == [None, None]


@pytest.mark.requirement("KL-13")
def test_what_is_about_the_consent_of_another_is_left_out_when_it_is_named() -> None:
    theirs = note(number=3, text="accused-1 vindt het goed dat ik bel.")
    copy = reporter_copy(case(TALK, theirs), without=["n-000003"])
    assert [one.omitted for one in copy.passages] == [None, Omission.OTHERS]
    with pytest.raises(NotThere):
        reporter_copy(case(TALK), without=["n-999999"])


@pytest.mark.requirement("KL-13")
def test_a_text_by_which_another_is_still_known_is_left_out_whole() -> None:
    people = {"other-1": Person(contact="b.hoek@voorbeeld.nl")}
    copy = reporter_copy(make_case(note(text="Toen belde b hoek."), people=people))
    assert [one.omitted for one in copy.passages] == [Omission.OTHERS]
    assert (told(copy), copy.hidden, copy.omitted) == ([], 0, 1)


def test_what_names_others_can_be_looked_through_beforehand() -> None:
    named, handled = TALK, note(number=3, text="accused-1 belde")
    own = note(number=4, text="Noor belde")
    assert about_others(case(named, handled, own, THOUGHT)) == [named, handled]


@pytest.mark.requirement("GC-10")
def test_a_committee_gets_the_chosen_passages_in_order_and_nothing_else() -> None:
    other = choice(text="Bas weet het", speaks_for="rust voor Noor")
    found = case(TALK, wish(text="geheim"), other, unit="Logistiek")
    copy = committee_copy(found, [other.id, TALK.id, other.id])
    assert [one.entry.id for one in copy.passages] == [TALK.id, other.id]
    assert told(copy) == [
        "reporter zegt dat accused-1 schreeuwt.",
        "accused-1 weet het",
        "rust voor reporter",
    ]
    assert copy.case.people == {}
    assert (copy.entries, copy.hidden) == (3, 4)


@pytest.mark.requirement("KL-12")
def test_a_reflection_cannot_be_chosen() -> None:
    found = case(TALK, THOUGHT, amendment(THOUGHT.id), disclosure(), consent())
    assert THOUGHT not in choosable(found)
    assert len(choosable(found)) == 3
    for one in (THOUGHT.id, "t-000001"):
        with pytest.raises(NotAllowed) as refused:
            chosen(found, [TALK.id, one])
        assert refused.value.fields == {"entry": one}


def test_at_least_one_passage_is_chosen() -> None:
    with pytest.raises(Usage) as refused:
        chosen(case(TALK), [])
    assert refused.value.fields == {"case": CASE}
