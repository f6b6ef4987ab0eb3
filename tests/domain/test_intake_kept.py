from datetime import date

import pytest

from tests.domain.intakes import FIRST, FORM, opened, refused, stamp
from tests.strategies import TODAY
from vp.domain.case import REPORTER, Facts, Person
from vp.domain.entries import Note, Wish
from vp.domain.intake import kept_people, people_of
from vp.domain.vocabulary import (
    IntegrityStatus,
    KeepFile,
    Kind,
    ReporterPosition,
    Told,
)
from vp.errors import Usage

# People


@pytest.mark.requirement("HK-19")
@pytest.mark.requirement("HK-31")
def test_names_and_ways_to_be_reached_unseen_stay_apart_from_the_facts() -> None:
    case = opened(**FORM).case
    assert case.people[REPORTER].safe_contact == "06 12345678"
    assert "Jansen" not in str([getattr(case.facts, one) for one in Facts.__struct_fields__])


@pytest.mark.parametrize("handle", ["J. Jansen", "accused", "reporter-2", "accused-0", "Reporter"])
def test_a_handle_that_is_none_is_refused_and_not_repeated(handle: str) -> None:
    error = refused(people={handle: {"name": "J. Jansen"}})
    assert error.fields == {}
    assert "accused-1" in error.hint


def test_a_person_has_the_fields_of_a_person() -> None:
    error = refused(people={"accused-1": {"naam": "K. de Vries"}})
    assert error.fields == {"field": "people.accused-1", "word": "naam", "nearest": "name"}
    assert refused(people={"reporter": "J. Jansen"}).fields == {"field": "people.reporter"}


def test_what_is_said_of_a_person_is_one_clean_line() -> None:
    assert people_of({"reporter": {"name": " Rene\u0301 "}}) == {"reporter": Person(name="René")}
    with pytest.raises(Usage):
        people_of({"reporter": {"name": "René\nen nog een verhaal"}})


# How much is kept


@pytest.mark.requirement("HK-20")
def test_without_a_file_only_the_contact_is_counted() -> None:
    case, withheld = opened(**FORM | {"keep_file": "no"})
    assert case.people == {}
    assert case.log == (Note(**stamp("n", FIRST), minutes=45),)
    assert withheld


@pytest.mark.requirement("HK-20")
@pytest.mark.requirement("KL-13")
def test_a_minimal_file_keeps_the_text_and_no_other_name_than_the_reporters() -> None:
    case, withheld = opened(**FORM | {"keep_file": "minimal"})
    assert set(case.people) == {REPORTER}
    assert [type(entry) for entry in case.log] == [Wish, Note]
    assert withheld


@pytest.mark.parametrize("keep", KeepFile)
def test_nothing_is_withheld_where_nothing_was_given(keep: KeepFile) -> None:
    assert not opened(keep_file=keep.key, minutes="10").withheld
    assert kept_people({}, keep) == {}


def test_text_alone_is_withheld_too() -> None:
    assert opened(keep_file="no", account="het verhaal").withheld
    assert not opened(keep_file="minimal", account="het verhaal").withheld


# What the profession asks at the start


@pytest.mark.requirement("GC-01")
def test_a_personal_tie_is_recorded_with_the_day_it_was_asked() -> None:
    facts = opened(personal_tie="ja", told={"role_conflict": "2026-03-05"}).case.facts
    assert (facts.personal_tie, facts.told) == (True, {Told.ROLE_CONFLICT: FIRST})
    assert opened().case.facts.personal_tie is None


@pytest.mark.requirement("HK-03")
def test_another_part_in_the_matter_is_recorded() -> None:
    assert opened(own_involvement="yes").case.facts.own_involvement is True


@pytest.mark.parametrize(
    "item",
    [
        pytest.param("role_explained", marks=pytest.mark.requirement("GC-02")),
        pytest.param("no_privilege", marks=pytest.mark.requirement("GC-09")),
        pytest.param("complaint_rules", marks=pytest.mark.requirement("GC-18")),
        pytest.param("reporting_duty", marks=pytest.mark.requirement("HK-26")),
        pytest.param("anonymity", marks=pytest.mark.requirement("HK-29")),
        pytest.param("safe_contact", marks=pytest.mark.requirement("HK-31")),
        pytest.param("nothing_without_you", marks=pytest.mark.requirement("KL-01")),
        pytest.param("signals_explained", marks=pytest.mark.requirement("KL-08")),
    ],
)
def test_what_was_told_is_kept_with_its_day(item: str) -> None:
    assert opened(told={item: "5-3-2026"}).case.facts.told == {Told.of(item): FIRST}


@pytest.mark.requirement("BP-21")
def test_what_the_reporter_wants_and_knows_at_first_hand_is_kept_apart_from_the_account() -> None:
    wish, account = opened(wish="rust", knows="zelf gehoord", account="het verhaal").case.log
    assert isinstance(wish, Wish)
    assert (wish.text, wish.knows, account.text) == ("rust", "zelf gehoord", "het verhaal")
    assert opened(knows="zelf gehoord").case.log == (
        Wish(**stamp("w", TODAY), text="", knows="zelf gehoord"),
    )


@pytest.mark.requirement("BP-01")
def test_a_former_employee_is_asked_when_he_left_and_not_refused() -> None:
    facts = opened(position="former_employee", left_on="2020-01-01").case.facts
    assert (facts.position, facts.left_on) == (
        ReporterPosition.FORMER_EMPLOYEE,
        date(2020, 1, 1),
    )


@pytest.mark.requirement("HK-01")
def test_the_suspected_status_is_apart_from_the_kind_and_may_be_unknown() -> None:
    facts = opened(domain="integrity", kinds=["corruption"], integrity_status="unknown").case.facts
    assert (facts.kinds, facts.integrity_status) == ((Kind.CORRUPTION,), IntegrityStatus.UNKNOWN)
