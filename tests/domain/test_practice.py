from datetime import date
from typing import Any

import pytest

from tests.strategies import (
    CASE,
    OPENED,
    TODAY,
    breach_opened,
    breach_step,
    choice,
    closing,
    consent,
    day,
    disclosure,
    entry_id,
    make_case,
    make_profile,
    note,
    referral,
)
from vp.domain.entries import Entry
from vp.domain.practice import Lack, lacks, settings_lacking
from vp.domain.profile import Profile
from vp.domain.summarising import summarise
from vp.domain.summary import Summary
from vp.domain.vocabulary import (
    ConsentGiven,
    ContactNature,
    IntegrityStatus,
    KeepFile,
    NoteAbout,
    NoteKind,
    Referral,
    Scope,
    Told,
    VpPosition,
)

TOLD = dict.fromkeys(Told, OPENED)
SETTINGS = {
    "complaint_address": "de klachtencommissie",
    "appointment": "2 januari 2020, bij de secretaris",
    "secrecy_agreement": "artikel 4",
    "report_desk": "de bestuurssecretaris",
    "replacement": "de andere vertrouwenspersoon",
    "legal_ground": "toestemming",
    "help_address": "de beroepsvereniging",
}


def case(*log: Entry, **facts: Any) -> Summary:
    return summarise(make_case(*log, **({"told": TOLD} | facts)), "key")


def missing(summary: Summary, today: date = TODAY) -> list[Lack]:
    return lacks(summary, make_profile(), today)


def keys(found: list[Lack]) -> list[str]:
    return [lack.key for lack in found]


# One case


@pytest.mark.requirement("KL-10")
def test_a_case_kept_by_the_rules_lacks_nothing() -> None:
    assert missing(case(note())) == []


@pytest.mark.requirement("GC-11")
@pytest.mark.requirement("GC-02")
@pytest.mark.requirement("KL-10")
@pytest.mark.parametrize(
    "told",
    [
        Told.ROLE_CONFLICT,
        Told.LIMITS_EXPLAINED,
        Told.ROLE_EXPLAINED,
        Told.FILE_AND_RETENTION,
        Told.COMPLAINT_RULES,
        Told.OPTIONS_OUTLINED,
    ],
)
def test_what_was_not_told_is_lacking(told: Told) -> None:
    found = missing(case(note(), told={key: on for key, on in TOLD.items() if key is not told}))
    assert keys(found) == [told.key]
    assert found[0].command == "vp edit k7fm-2qxd"
    assert found[0].fields == {"case": CASE}


def test_the_huis_is_missed_only_where_wrongdoing_is_suspected() -> None:
    told = {key: on for key, on in TOLD.items() if key is not Told.HUIS_ADVICE}
    grave = case(note(), told=told, integrity_status=IntegrityStatus.PUBLIC_INTEREST)
    assert keys(missing(grave)) == ["huis_advice"]
    assert missing(case(note(), told=told)) == []


def test_a_route_chosen_shows_that_options_were_told() -> None:
    told = {key: on for key, on in TOLD.items() if key is not Told.OPTIONS_OUTLINED}
    assert missing(case(note(), choice(), told=told)) == []
    assert missing(case(note(), told=told, nature=ContactNature.INFORMATION)) == []


@pytest.mark.requirement("KL-10")
def test_a_case_without_any_contact_or_talk_is_seen_after_the_term() -> None:
    assert missing(case(), today=day(29)) == []
    assert keys(missing(case(), today=day(30))) == ["contacts"]
    assert keys(missing(case(note(kind=NoteKind.MAIL)))) == ["talk"]
    assert missing(case(keep_file=KeepFile.NO)) == []


@pytest.mark.requirement("KL-02")
def test_an_oral_consent_not_confirmed_is_lacking() -> None:
    oral = consent(given=ConsentGiven.ORAL)
    found = missing(case(note(), oral))
    assert [(lack.key, lack.fields["consent"]) for lack in found] == [("consent", oral.id)]
    assert missing(case(note(), consent(given=ConsentGiven.WRITTEN))) == []


@pytest.mark.requirement("KL-10")
def test_gaps_of_an_emergency_are_lacking_and_a_weighing_that_runs_is_not() -> None:
    alerted = breach_step(step="reporter_alerted")
    told_police = disclosure(breach=entry_id("b"))
    urgent = breach_opened(urgent=True)
    found = missing(case(note(), urgent, alerted, told_police))
    assert keys(found) == ["breach"]
    assert "reasons_recorded" in str(found[0].fields["steps"])
    assert keys(missing(case(note(), urgent, told_police))) == ["reporter_alerted", "breach"]
    assert missing(case(note(), breach_opened(), alerted)) == []


@pytest.mark.requirement("KL-03")
def test_a_tie_without_pointing_to_another_counsellor_is_lacking() -> None:
    for fact in ("personal_tie", "own_involvement"):
        assert keys(missing(case(note(), **{fact: True}))) == ["tie"]
        elsewhere = referral(to=Referral.OTHER_VP)
        assert missing(case(note(), elsewhere, **{fact: True})) == []
        assert missing(case(note(), **{fact: False})) == []


@pytest.mark.requirement("BP-05")
def test_aftercare_not_planned_or_not_given_is_lacking() -> None:
    assert keys(missing(case(note(), closing(on=day(5))))) == ["aftercare"]
    planned = closing(on=day(5), aftercare=day(40))
    assert missing(case(note(), planned), today=day(40)) == []
    assert keys(missing(case(note(), planned), today=day(41))) == ["aftercare"]
    given = note(number=2, about=NoteAbout.AFTERCARE, on=day(41))
    assert missing(case(note(), planned, given)) == []
    assert missing(case(note(), closing(on=day(5)), given)) == []


def test_in_a_closed_case_the_command_is_one_that_can_be_given() -> None:
    found = missing(case(consent(given=ConsentGiven.ORAL), note(), closing(on=day(5)), told={}))
    commands = {lack.key: lack.command for lack in found}
    assert commands["limits_explained"] == "vp edit k7fm-2qxd"
    assert commands["consent"] == "vp reopen k7fm-2qxd"
    assert commands["aftercare"] == "vp note k7fm-2qxd --about aftercare"


# The settings


def settings(**fields: Any) -> list[str]:
    return keys(settings_lacking(make_profile(**(SETTINGS | fields))))


@pytest.mark.requirement("KL-09")
@pytest.mark.requirement("BP-16")
@pytest.mark.requirement("HK-24")
@pytest.mark.requirement("HK-10")
@pytest.mark.requirement("BP-17")
@pytest.mark.requirement("KL-13")
@pytest.mark.requirement("KL-11")
@pytest.mark.parametrize("setting", SETTINGS)
def test_an_agreement_that_is_not_set_is_lacking(setting: str) -> None:
    assert settings() == []
    assert settings(**{setting: "  "}) == [setting]
    assert hasattr(Profile, setting)


@pytest.mark.requirement("KL-09")
def test_a_complaint_never_goes_to_the_counsellor_himself() -> None:
    own = {"counsellor": "A. de Wit", "complaint_address": "a. de  wit, kamer 3"}
    assert settings(**own) == ["complaint_address"]
    assert settings(counsellor="A. de Wit") == []


@pytest.mark.requirement("BP-04")
@pytest.mark.parametrize("post", VpPosition)
def test_posts_that_do_not_go_with_the_function_are_named(post: VpPosition) -> None:
    expected = "manager" if post is VpPosition.MANAGER else "positions"
    found = settings_lacking(make_profile(**SETTINGS, positions=(post,)))
    assert keys(found) == [expected]
    assert found[0].fields == ({} if expected == "manager" else {"posts": (post,)})


@pytest.mark.requirement("HK-10")
def test_a_counsellor_for_conduct_only_needs_no_desk_for_reports() -> None:
    assert settings(report_desk="", scope=Scope.CONDUCT) == []
    assert settings(report_desk="", scope=Scope.INTEGRITY) == ["report_desk"]
