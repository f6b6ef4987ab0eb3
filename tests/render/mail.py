"""Letters to read: one of each kind, and makers of others."""

from typing import Any

import pytest

from tests.domain.post import PROFILE, allowed, sent, told_first
from tests.strategies import TODAY, closing, consent, day, make_case, referral, reminder
from vp.domain import account, case_letters, letters
from vp.domain.letters import LetterKind
from vp.domain.record import Record
from vp.domain.vocabulary import Actor, ConsentKind, Purpose, Referral

LANGUAGES = ("nl", "en")
both = pytest.mark.parametrize("language", LANGUAGES)


def closed(**fields: Any) -> Record:
    log = (
        reminder(purpose=Purpose.AGREEMENT, due=day(90), text="het rooster", by=Actor.OTHER),
        referral(to=Referral.LEGAL),
        closing(**({"on": day(60), "aftercare": day(80)} | fields)),
    )
    return case_letters.closing_letter(make_case(*log), PROFILE, TODAY)


def agreed(**fields: Any) -> Record:
    return case_letters.consent_letter(make_case(consent(**fields)), PROFILE, "", TODAY)


def relayed(**facts: Any) -> Record:
    case = make_case(allowed(), sent(report=True), **facts)
    return case_letters.relay_letter(case, PROFILE, TODAY)


def certificate(copies: int = 2) -> Record:
    one = letters.Destroyed(
        id="k7fm-2qxd", term=day(0), on=TODAY, case="aa11", key="bb22", chain="cc33", copies=copies
    )
    return letters.certificate(PROFILE, (one,), TODAY)


def transfer(**fields: Any) -> Record:
    log = [consent(kind=ConsentKind.TRANSFER_FILE, **fields)] if fields else []
    return case_letters.transfer_letter(make_case(*log), PROFILE, TODAY)


SAMPLES: dict[LetterKind, Record] = {
    LetterKind.LEAFLET: letters.role(PROFILE, TODAY),
    LetterKind.STATEMENT: letters.role(PROFILE, TODAY),
    LetterKind.REFUSAL: letters.refusal(PROFILE, TODAY),
    LetterKind.CONSENT: agreed(until=day(90)),
    LetterKind.RELAY: relayed(),
    LetterKind.TRANSFER: transfer(),
    LetterKind.CLOSING: closed(),
    LetterKind.MEMO: account.memo(told_first(), PROFILE, "", TODAY),
    LetterKind.DESTRUCTION: certificate(),
}


def says(text: str, language: str, nl: str, en: str) -> bool:
    return {"nl": nl, "en": en}[language] in text
