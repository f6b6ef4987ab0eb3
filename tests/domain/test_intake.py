from datetime import date

import pytest

from tests.domain.intakes import FIRST, FORM, opened, refused, stamp
from tests.strategies import ALIAS, CASE, DOSSIER, TODAY
from vp.domain.case import REPORTER, Case, Facts, Person
from vp.domain.entries import Note, Wish
from vp.domain.intake import KEYS, Intake, facts_of, read
from vp.domain.vocabulary import (
    AccusedRelation,
    Channel,
    ContactNature,
    Domain,
    IdentityKnown,
    IntegrityStatus,
    KeepFile,
    Kind,
    ReporterPosition,
    ReporterRole,
    Told,
)
from vp.errors import NotAllowed, Usage

# Every key


def test_a_whole_form_makes_a_whole_case() -> None:
    assert opened(**FORM) == Intake(
        Case(
            format=1,
            dossier=DOSSIER,
            id=CASE,
            alias=ALIAS,
            revision=1,
            facts=Facts(
                opened=FIRST,
                nature=ContactNature.SUPPORT,
                domain=Domain.MIXED,
                kinds=(Kind.BULLYING, Kind.FRAUD_THEFT),
                integrity_status=IntegrityStatus.PUBLIC_INTEREST,
                role=ReporterRole.AFFECTED,
                position=ReporterPosition.VOLUNTEER,
                left_on=date(2026, 2, 1),
                unit="Logistiek",
                accused_relation=AccusedRelation.MANAGER,
                repeated=True,
                channel=Channel.PHONE,
                identity=IdentityKnown.CONFIDENTIAL,
                keep_file=KeepFile.YES,
                personal_tie=False,
                own_involvement=False,
                told={Told.LIMITS_EXPLAINED: FIRST, Told.NOTHING_WITHOUT_YOU: date(2026, 3, 6)},
            ),
            people={
                REPORTER: Person(
                    name="J. Jansen", safe_contact="06 12345678", safe_times="'s avonds"
                ),
                "accused-1": Person(name="K. de Vries"),
            },
            log=(
                Wish(**stamp("w", FIRST), text="dat het ophoudt", knows="zelf gezien"),
                Note(**stamp("n", FIRST), text="het verhaal", minutes=45),
            ),
        ),
        withheld=False,
    )


def test_the_form_above_has_every_key() -> None:
    assert set(FORM) == set(KEYS)


def test_the_domain_alone_is_enough_and_the_day_is_today() -> None:
    case, withheld = opened()
    assert (case.facts, case.people, case.log, withheld) == (
        Facts(opened=TODAY, domain=Domain.CONDUCT),
        {},
        (),
        False,
    )


def test_without_a_domain_there_is_no_case() -> None:
    with pytest.raises(Usage) as error:
        facts_of({}, TODAY)
    assert "domain: conduct" in error.value.hint


@pytest.mark.parametrize("key", ["nature", "role", "position", "channel", "identity", "keep_file"])
def test_a_wrong_value_is_named_with_its_key_and_the_nearest(key: str) -> None:
    error = refused(**{key: "zzz"})
    assert error.fields["field"] == key
    assert error.fields["nearest"]


def test_a_near_miss_is_named_with_what_was_meant() -> None:
    assert str(refused(channel="fone").fields["nearest"]).split(", ")[0] == "phone"
    assert refused(repeated="soms").fields == {
        "field": "repeated",
        "word": "soms",
        "nearest": "yes, no",
    }


def test_an_unknown_key_is_named_with_the_nearest() -> None:
    error = refused(chanel="phone")
    assert str(error.fields["nearest"]).split(", ")[0] == "channel"
    assert error.fields["word"] == "chanel"


def test_a_kind_belongs_to_the_domain() -> None:
    assert refused(kinds=["corruption"]).fields["field"] == "kinds"
    assert opened(kinds="pesten").case.facts.kinds == (Kind.BULLYING,)


@pytest.mark.parametrize("key", ["role", "unit", "wish", "account", "minutes", "repeated"])
def test_a_list_where_one_value_belongs_is_refused(key: str) -> None:
    assert refused(**{key: ["een", "twee"]}).fields["field"] == key


@pytest.mark.parametrize("key", ["told", "people"])
def test_one_value_where_keys_belong_is_refused(key: str) -> None:
    assert refused(**{key: "ja"}).fields == {"field": key}


@pytest.mark.parametrize("answer", ["ja", "YES", "true"])
def test_yes_is_said_in_both_languages(answer: str) -> None:
    assert opened(repeated=answer).case.facts.repeated is True


# Days and minutes


def test_a_case_opens_today_or_earlier() -> None:
    assert opened(opened="2026-06-01").case.facts.opened == TODAY
    with pytest.raises(NotAllowed) as error:
        opened(opened="2026-06-02")
    assert error.value.fields == {"day": date(2026, 6, 2), "today": TODAY}


def test_a_day_that_is_none_is_named_by_its_key() -> None:
    error = refused(left_on="vorig jaar, toen ze weg moest")
    assert error.fields == {"field": "left_on"}
    assert "2026-03-05" in error.hint


def test_nothing_was_told_on_a_day_to_come() -> None:
    with pytest.raises(NotAllowed) as error:
        opened(told={"wish": "2026-06-02"})
    assert error.value.fields == {"day": date(2026, 6, 2), "today": TODAY}


def test_an_item_that_is_not_told_at_intake_is_refused() -> None:
    error = refused(told={"limits": "2026-03-05"})
    assert (error.fields["field"], error.fields["nearest"]) == ("told", "limits_explained")
    assert refused(told={"wish": "gisteren"}).fields == {"field": "wish"}


@pytest.mark.parametrize(("minutes", "kept"), [("1", 1), ("007", 7), ("1440", 1440)])
def test_minutes_are_a_whole_number_and_make_a_note(minutes: str, kept: int) -> None:
    (first,) = opened(minutes=minutes).case.log
    assert first == Note(**stamp("n", TODAY), minutes=kept)


@pytest.mark.parametrize("minutes", ["", "-5", "1.5", "een uur", "1441", "0000009999", "²", "٤٥"])
def test_minutes_that_are_no_number_or_more_than_a_day_are_refused(minutes: str) -> None:
    assert refused(minutes=minutes).fields == {"limit": 1440}


def test_a_form_is_read_without_making_a_case() -> None:
    form = read(FORM, TODAY)
    assert (form.facts, form.minutes) == (opened(**FORM).case.facts, 45)
    with pytest.raises(Usage):
        read(FORM | {"minutes": "1500"}, TODAY)
