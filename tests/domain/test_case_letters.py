"""What the letters about a case may know, when they may not be made, and what never gets in."""

from typing import Any

import msgspec
import pytest

from tests.domain.post import (
    PEOPLE,
    PROFILE,
    WORD,
    allowed,
    amended,
    refused,
    sent,
    strings,
    told_first,
)
from tests.strategies import (
    CASE,
    TODAY,
    closing,
    consent,
    day,
    hold_set,
    make_case,
    make_profile,
    note,
    referral,
    reminder,
    reminder_done,
    wish,
    withdrawal,
)
from vp.domain import account, case_letters, letters
from vp.domain.case import Case
from vp.domain.letters import Place
from vp.domain.record import Record
from vp.domain.vocabulary import (
    ConsentForm,
    ConsentGiven,
    ConsentKind,
    Direction,
    Domain,
    IdentityKnown,
    Purpose,
    Recipient,
    Referral,
)
from vp.errors import NotAllowed, NotThere, Usage

# Consent


@pytest.mark.requirement("KL-02")
def test_a_consent_is_read_back_with_all_that_was_agreed() -> None:
    given = consent(on=day(3), until=day(90), given=ConsentGiven.ORAL, text="dat er iets speelt")
    found = case_letters.consent_letter(make_case(given), PROFILE, "", TODAY)
    assert (found.reference, found.kind, found.shares) == (given.id, given.kind, True)
    assert (found.form, found.text) == (ConsentForm.UNNAMED, "dat er iets speelt")
    assert found.agreed == case_letters.Agreed(
        on=day(3), given=ConsentGiven.ORAL, until=day(90), to=Recipient.MANAGER
    )


def test_a_recipient_of_the_directory_is_named_as_it_is_there() -> None:
    given = consent(kind=ConsentKind.SHARE_OTHER, to="gp")
    found = case_letters.consent_letter(make_case(given), PROFILE, given.id, TODAY)
    assert found.agreed.to == Place(label="Huisarts Dam", address="Dam 1")
    gone = case_letters.consent_letter(make_case(given), make_profile(), given.id, TODAY)
    assert gone.agreed.to == Place(label="gp")


def test_a_consent_that_shares_nothing_has_no_recipient() -> None:
    given = consent(kind=ConsentKind.KEEP_FILE, to="")
    found = case_letters.consent_letter(make_case(given), PROFILE, "", TODAY)
    assert (found.shares, found.agreed.to) == (False, None)


def test_what_was_withdrawn_is_not_confirmed() -> None:
    case = make_case(consent(), withdrawal(on=day(4)))
    error = refused(NotAllowed, case_letters.consent_letter, case, PROFILE, "", TODAY)
    assert error.fields == {"consent": "c-000001", "day": day(4), "case": CASE}


def test_which_of_several_consents_is_said_and_one_alone_is_meant() -> None:
    case = make_case(consent(), consent(number=2, text="iets anders"))
    refused(Usage, case_letters.consent_letter, case, PROFILE, "", TODAY)
    assert case_letters.consent_letter(case, PROFILE, "c-000002", TODAY).text == "iets anders"
    for empty in (make_case(), make_case(note())):
        refused(NotThere, case_letters.consent_letter, empty, PROFILE, "", TODAY)


def test_a_corrected_text_takes_the_place_of_the_wrong_one_and_never_of_one_taken_out() -> None:
    case = make_case(consent(), amended("c-000001", "dat er veel speelt"))
    assert case_letters.consent_letter(case, PROFILE, "", TODAY).text == "dat er veel speelt"
    gone = make_case(consent(text=""), amended("c-000001", "dat er veel speelt"))
    assert case_letters.consent_letter(gone, PROFILE, "", TODAY).text == ""


# Report through the counsellor


@pytest.mark.requirement("HK-08")
def test_a_report_goes_to_the_desk_under_the_scheme_exactly_as_it_was_relayed() -> None:
    case = make_case(allowed(), sent(), people=PEOPLE, identity=IdentityKnown.CONFIDENTIAL)
    found = case_letters.relay_letter(case, PROFILE, TODAY)
    assert (found.desk, found.scheme) == ("Meldpunt integriteit", letters.scheme(PROFILE))
    assert (found.text, found.is_report, found.named) == ("Er verdwijnt geld.", True, False)
    assert (found.acknowledgement_days, found.feedback_days) == (7, 90)
    assert CASE not in strings(found)


def test_the_last_message_that_went_out_is_taken() -> None:
    back = sent(3, direction=Direction.IN, on=day(8), text="Dank u.")
    case = make_case(allowed(), sent(report=True), sent(2, on=day(7), text="Nog iets."), back)
    found = case_letters.relay_letter(case, PROFILE, TODAY)
    assert (found.text, found.reference, found.is_report) == ("Nog iets.", "y-000002", False)


def test_without_a_message_or_its_text_there_is_no_letter() -> None:
    back = sent(direction=Direction.IN)
    for case in (make_case(), make_case(allowed(), back)):
        refused(NotThere, case_letters.relay_letter, case, PROFILE, TODAY)
    wordless = make_case(allowed(), sent(text=""))
    refused(NotAllowed, case_letters.relay_letter, wordless, PROFILE, TODAY)


@pytest.mark.requirement("HK-09")
@pytest.mark.parametrize("text", ["Noor zag het.", "Vraag het aan BAS HOEK", "bel 0612345678"])
def test_who_is_named_in_a_message_gets_into_no_letter(text: str) -> None:
    case = make_case(allowed(), sent(text=f"{WORD} {text}"), people=PEOPLE)
    error = refused(NotAllowed, case_letters.relay_letter, case, PROFILE, TODAY)
    assert error.fields["handles"] in PEOPLE
    assert "Noor" not in str(error.fields)


def test_a_name_that_came_by_correction_is_seen_too() -> None:
    case = make_case(allowed(), sent(), amended("y-000001", "Noor zag het."), people=PEOPLE)
    refused(NotAllowed, case_letters.relay_letter, case, PROFILE, TODAY)


def test_with_the_consent_for_the_name_it_may_stand_in_the_report() -> None:
    given = allowed(kind=ConsentKind.IDENTITY, form=ConsentForm.NAMED)
    message = sent(form=ConsentForm.NAMED, text="Noor zag het.")
    case = make_case(given, message, people=PEOPLE)
    assert case_letters.relay_letter(case, PROFILE, TODAY).named


@pytest.mark.requirement("GC-04")
@pytest.mark.parametrize("ended", [{"until": day(6)}, {}])
def test_a_consent_that_ended_since_covers_no_letter(ended: dict[str, Any]) -> None:
    over = () if ended else (withdrawal(on=day(6)),)
    case = make_case(allowed(**ended), sent(), *over)
    refused(NotAllowed, case_letters.relay_letter, case, PROFILE, TODAY)


# Handing over


@pytest.mark.requirement("GC-22")
def test_handing_over_is_asked_until_it_was_allowed() -> None:
    assert case_letters.transfer_letter(make_case(), PROFILE, TODAY).agreed is None
    given = consent(kind=ConsentKind.TRANSFER_FILE, to="other_vp", given=ConsentGiven.WRITTEN)
    found = case_letters.transfer_letter(make_case(given), PROFILE, TODAY)
    assert found.agreed is not None
    assert (found.agreed.on, found.agreed.to) == (given.on, Recipient.OTHER_VP)
    taken_back = make_case(given, withdrawal(on=day(2)))
    assert case_letters.transfer_letter(taken_back, PROFILE, TODAY).agreed is None


# Closing


def ended(*log: Any, **facts: Any) -> Case:
    return make_case(*log, closing(on=day(60), aftercare=day(80)), **facts)


def test_a_closing_letter_waits_for_the_closing() -> None:
    refused(NotAllowed, case_letters.closing_letter, make_case(), PROFILE, TODAY)


def test_a_closing_letter_holds_what_is_still_agreed_and_nothing_told() -> None:
    case = ended(
        wish(text=WORD),
        note(text=WORD),
        reminder(purpose=Purpose.AGREEMENT, due=day(90), text="het rooster verandert"),
        reminder(number=2, purpose=Purpose.AGREEMENT, due=day(40), text=WORD),
        reminder_done(reminder="r-000002"),
        reminder(number=3, text=WORD),
        referral(to=Referral.GP),
        referral(number=2, to=Referral.LEGAL),
        referral(number=3, to=Referral.LEGAL),
        people=PEOPLE,
        domain=Domain.INTEGRITY,
    )
    found = case_letters.closing_letter(case, PROFILE, TODAY)
    assert [(one.due, one.text) for one in found.agreements] == [(day(90), "het rooster verandert")]
    assert found.referrals == (Place(label="Huisarts Dam", address="Dam 1"), Referral.LEGAL)
    assert (found.on, found.aftercare, found.integrity) == (day(60), day(80), True)
    assert found.destroy_on == day(80).replace(year=2028)
    assert WORD not in strings(found)
    assert not {"Noor de Wit", "Bas Hoek"} & set(strings(found))


def test_a_held_file_has_no_day_of_destruction() -> None:
    case = ended(hold_set())
    assert case_letters.closing_letter(case, PROFILE, TODAY).destroy_on is None


# No names


@pytest.mark.requirement("HK-09")
def test_no_letter_takes_a_name_or_contact_out_of_the_case() -> None:
    case = msgspec.structs.replace(ended(consent(), allowed(number=2)), people=PEOPLE)
    running = make_case(allowed(), sent(), people=PEOPLE)
    breaching = msgspec.structs.replace(told_first(), people=PEOPLE)
    made: list[Record] = [
        case_letters.consent_letter(case, PROFILE, "c-000001", TODAY),
        case_letters.relay_letter(running, PROFILE, TODAY),
        case_letters.transfer_letter(case, PROFILE, TODAY),
        case_letters.closing_letter(case, PROFILE, TODAY),
        account.memo(breaching, PROFILE, "", TODAY),
    ]
    known = {text for person in PEOPLE.values() for text in (person.name, person.contact) if text}
    for one in made:
        assert not known & set(strings(one)), type(one)
