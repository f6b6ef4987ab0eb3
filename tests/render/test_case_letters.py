"""Letters about a case as people read them: what was agreed, reported, decided, destroyed."""

from datetime import date

import pytest

from tests.domain.post import PROFILE, allowed, sent
from tests.render.mail import SAMPLES, agreed, both, certificate, closed, relayed, says, transfer
from tests.strategies import TODAY, closing, day, hold_set, make_case
from vp.domain import case_letters
from vp.domain.letters import LetterKind
from vp.domain.vocabulary import CloseReason, ConsentForm, ConsentGiven, ConsentKind, IdentityKnown
from vp.render.letters import letter


@both
@pytest.mark.requirement("KL-02")
@pytest.mark.parametrize("given", ConsentGiven, ids=lambda given: given.key)
@pytest.mark.parametrize("form", ConsentForm, ids=lambda form: form.key)
def test_a_consent_is_confirmed_with_what_to_whom_how_and_until_when(
    form: ConsentForm, given: ConsentGiven, language: str
) -> None:
    text = letter(
        LetterKind.CONSENT,
        agreed(form=form, given=given, until=date(2026, 9, 1), text="dat er iets\nspeelt"),
        language,
    )
    forms = {
        "named": ("met uw naam erbij", "with your name"),
        "unnamed": ("zonder uw naam", "without your name"),
        "anonymised": ("zo dat niemand u kan herkennen", "so that nobody can recognise you"),
    }
    ways = {"nl": ("schriftelijk", "mondeling"), "en": ("in writing", "orally")}[language]
    assert says(text, language, *forms[form.key])
    assert says(text, language, "tot en met 1 september 2026", "including 1 September 2026")
    assert says(text, language, "leidinggevende", "manager")
    assert says(text, language, "Zo trekt u uw toestemming in", "How to withdraw your consent")
    assert ways[given is ConsentGiven.ORAL] in text
    assert "> dat er iets\n> speelt" in text


@both
def test_a_consent_that_shares_nothing_says_so(language: str) -> None:
    text = letter(LetterKind.CONSENT, agreed(kind=ConsentKind.KEEP_FILE, to=""), language)
    assert not says(text, language, "In welke vorm", "In which form")
    assert says(text, language, "totdat u uw toestemming intrekt", "until you withdraw")


@both
@pytest.mark.requirement("HK-08")
@pytest.mark.parametrize("identity", IdentityKnown, ids=lambda known: known.key)
def test_a_report_says_what_it_is_and_that_all_contact_runs_through_the_counsellor(
    identity: IdentityKnown, language: str
) -> None:
    text = letter(LetterKind.RELAY, relayed(identity=identity), language)
    assert says(
        text, language, "Dit is een melding volgens Regeling", "This is a report under Regeling"
    )
    assert says(text, language, "loopt via mij", "runs through me")
    assert "Meldpunt integriteit" in text
    assert "> Er verdwijnt geld." in text
    only = says(text, language, "alleen ik weet wie", "only I know who")
    assert only is (identity is IdentityKnown.CONFIDENTIAL)


@both
def test_a_later_message_is_not_called_a_report(language: str) -> None:
    case = make_case(allowed(), sent(report=True), sent(2, on=day(6), text="Nog iets."))
    text = letter(LetterKind.RELAY, case_letters.relay_letter(case, PROFILE, TODAY), language)
    assert says(text, language, "# Bericht bij een melding", "# Message that belongs to a report")
    assert not says(text, language, "Dit is een melding", "This is a report")


@both
def test_handing_over_is_asked_or_confirmed(language: str) -> None:
    asked = letter(LetterKind.TRANSFER, transfer(), language)
    assert says(asked, language, "vraag ik u om toestemming", "I ask for your consent")
    text = letter(LetterKind.TRANSFER, transfer(to="other_vp", until=day(200)), language)
    assert not says(text, language, "vraag ik u om toestemming", "I ask for your consent")
    assert says(text, language, "mondeling toestemming", "your consent orally")


@both
@pytest.mark.requirement("GC-18")
@pytest.mark.parametrize("reason", CloseReason, ids=lambda reason: reason.key)
def test_a_closing_letter_says_what_stands_and_where_to_turn(
    reason: CloseReason, language: str
) -> None:
    text = letter(LetterKind.CLOSING, closed(reason=reason), language)
    assert says(text, language, "1 mei 2026", "1 May 2026")
    assert "het rooster" in text
    assert says(text, language, "jurist, rechtsbijstand", "lawyer")
    assert says(text, language, "21 mei 2028 vernietigd", "destroyed on 21 May 2028")
    assert says(text, language, "nadeel ondervindt", "suffer for having spoken")
    assert "de secretaris van de klachtencommissie" in text
    assert says(text, language, "door een ander: het", "by somebody else: het")


@both
def test_a_held_file_is_kept_and_no_day_is_promised(language: str) -> None:
    case = make_case(closing(on=day(60)), hold_set())
    text = letter(LetterKind.CLOSING, case_letters.closing_letter(case, PROFILE, TODAY), language)
    assert says(text, language, "blijft voorlopig bewaard", "kept for the time being")
    assert says(text, language, "geen afspraken meer open", "No agreement is open")


@both
@pytest.mark.requirement("LV-08")
def test_the_memo_is_a_dated_statement_with_its_gaps(language: str) -> None:
    text = letter(LetterKind.MEMO, SAMPLES[LetterKind.MEMO], language)
    assert says(text, language, "gewetensnood (criterium)", "distress of conscience (criterion)")
    assert says(text, language, "4 maart 2026: geldt.", "4 March 2026: holds.")
    assert "> ik kon niet zwijgen" in text
    assert says(text, language, "**! Gedaan, maar te laat.**", "**! Done, but too late.**")
    assert says(text, language, "**! Overgeslagen.**", "**! Left out.**")
    assert says(text, language, "aan politie", "to police")


@both
def test_the_certificate_says_what_was_destroyed_and_what_it_does_not_cover(language: str) -> None:
    text = letter(LetterKind.DESTRUCTION, certificate(copies=3), language)
    for told in ("k7fm-2qxd", "aa11", "bb22", "cc33"):
        assert told in text
    assert says(text, language, "Vernietigd op: 1 juni 2026", "Destroyed on: 1 June 2026")
    assert says(text, language, "Leesbare kopieën die ervan zijn gemaakt: 3", "made of it: 3")
    assert says(text, language, "zijn het er 3", "there are 3")
