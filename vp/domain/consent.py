"""The ledger of consents: what is in force, and what covers a disclosure.

No word leaves a case without a consent that covers it, or a breach that says why
(LVV code 2021, onafhankelijkheid). Withdrawal adds an entry and is final until given anew.
"""

from datetime import date
from typing import NamedTuple

import msgspec

from vp.domain.case import Case, entry_called, of_kind, record
from vp.domain.entries import Consent, Disclosure, Withdrawal
from vp.domain.leaving import HandedOver, Relayed
from vp.domain.vocabulary import (
    ConsentForm,
    ConsentGiven,
    ConsentKind,
    Direction,
    Recipient,
    recipient_called,
)
from vp.errors import NotAllowed, Usage
from vp.locale import N_

SHARING = (
    ConsentKind.SHARE_MANAGER,
    ConsentKind.SHARE_HR,
    ConsentKind.SHARE_OTHER,
    ConsentKind.IDENTITY,
    ConsentKind.RELAY_REPORT,
    ConsentKind.ATTEND_TALK,
)
"""The consents under which something may be told to somebody."""

OWN_RECIPIENT = {
    ConsentKind.SHARE_MANAGER: Recipient.MANAGER.key,
    ConsentKind.SHARE_HR: Recipient.HR.key,
}
_OPENNESS = (ConsentForm.ANONYMISED, ConsentForm.UNNAMED, ConsentForm.NAMED)
"""From least to most open: who may hear a name may also hear less."""


class Knower(NamedTuple):
    """A recipient who heard something: since when, in which form, on which ground."""

    to: str
    since: date
    form: ConsentForm
    ground: str


def give(case: Case, consent: Consent, today: date) -> Case:
    """The case with the consent in its ledger.

    A consent to share names its recipient; one to a manager or HR has that recipient by itself.
    """
    own = OWN_RECIPIENT.get(consent.kind)
    if own and consent.to not in ("", own):
        raise Usage(
            N_("{kind} is a consent for {own}, not for {to}"),
            N_("use --kind share_other for another recipient"),
            kind=consent.kind.key,
            own=own,
            to=consent.to,
        )
    if consent.kind in SHARING and not (own or consent.to):
        raise Usage(
            N_("a consent to share names its recipient"),
            N_("add --to, for example --to manager"),
        )
    if consent.until and consent.until < consent.on:
        raise NotAllowed(
            N_("the consent would end on {until}, before it was given"),
            N_("look at --until and --on"),
            until=consent.until,
        )
    return record(case, msgspec.structs.replace(consent, to=own or consent.to), today)


def withdraw(case: Case, withdrawal: Withdrawal, today: date) -> Case:
    """The case in which that consent no longer holds from the day of the withdrawal on."""
    consent = entry_called(of_kind(case, Consent), withdrawal.consent, case)
    if withdrawn_on(case, consent) is not None:
        raise NotAllowed(
            N_("consent {consent} was withdrawn before"),
            N_("withdrawal is final; give consent anew: vp consent give {case}"),
            consent=consent.id,
            case=case.id,
        )
    if withdrawal.on < consent.on:
        raise NotAllowed(
            N_("consent {consent} was given on {given}, after that day"),
            N_("give that day or a later one with --on"),
            consent=consent.id,
            given=consent.on,
        )
    return record(case, msgspec.structs.replace(withdrawal, consent=consent.id), today)


def disclose(case: Case, disclosure: Disclosure, today: date) -> Case:
    """The case in which is recorded what left the room, under a consent that covers it."""
    consent = entry_called(of_kind(case, Consent), disclosure.consent, case)
    if why := uncovered(case, consent, disclosure.to, disclosure.form, disclosure.on):
        raise _refusal(case, disclosure, consent, why)
    return record(case, msgspec.structs.replace(disclosure, consent=consent.id), today)


def uncovered(case: Case, consent: Consent, to: str, form: ConsentForm, on: date) -> str:
    """Why the consent does not cover this, or an empty string when it does."""
    ended = withdrawn_on(case, consent)
    if consent.kind not in SHARING:
        return N_("it is not a consent to share")
    if (OWN_RECIPIENT.get(consent.kind) or consent.to) != to:
        return N_("it is for another recipient")
    if _OPENNESS.index(form) > _OPENNESS.index(consent.form):
        return N_("it allows less than this form")
    if ended is not None and on >= ended:
        return N_("it was withdrawn")
    if on < consent.on:
        return N_("it was given later")
    if consent.until is not None and on > consent.until:
        return N_("it has expired")
    return ""


def covering(case: Case, to: str, form: ConsentForm, on: date) -> list[Consent]:
    """The consents that cover telling `to` in this form on this day."""
    return [c for c in of_kind(case, Consent) if not uncovered(case, c, to, form, on)]


def in_force(case: Case, kind: ConsentKind, on: date) -> Consent | None:
    """The latest consent of this kind that holds on the day, or None."""
    for consent in reversed(of_kind(case, Consent)):
        ended = withdrawn_on(case, consent)
        holds = consent.on <= on and (ended is None or on < ended)
        if consent.kind is kind and holds and (consent.until is None or on <= consent.until):
            return consent
    return None


def withdrawn_on(case: Case, consent: Consent) -> date | None:
    """The day the consent was withdrawn, or None."""
    days = [entry.on for entry in of_kind(case, Withdrawal) if entry.consent == consent.id]
    return min(days, default=None)


def unconfirmed(case: Case) -> list[Consent]:
    """Consents given orally only, and still in the ledger (complaints, second: in writing)."""
    return [
        consent
        for consent in of_kind(case, Consent)
        if consent.given is ConsentGiven.ORAL
        and withdrawn_on(case, consent) is None
        and not any(
            later.kind is consent.kind
            and later.to == consent.to
            and later.given is not ConsentGiven.ORAL
            and later.on >= consent.on
            for later in of_kind(case, Consent)
        )
    ]


def knowers(case: Case) -> list[Knower]:
    """Who heard something or got the file, since when, and under what (Huis §6.2)."""
    found = []
    for entry in case.log:
        match entry:
            case Disclosure():
                ground = entry.consent or entry.breach
                found.append(Knower(entry.to, entry.on, entry.form, ground))
            case Relayed(direction=Direction.OUT):
                found.append(Knower(entry.party, entry.on, entry.form, entry.consent))
            case HandedOver():
                to, form = Recipient.OTHER_VP.key, ConsentForm.NAMED
                found.append(Knower(to, entry.on, form, entry.consent))
            case _:
                pass
    return found


def require_covering(case: Case, to: str, form: ConsentForm, on: date) -> Consent:
    """A consent that covers this; raises NotAllowed, naming the consents that come near."""
    if found := covering(case, to, form, on):
        return found[-1]
    near = ", ".join(c.id for c in of_kind(case, Consent) if c.kind in SHARING)
    ask = N_("record it first: vp consent give {case} --kind {kind} --to {to}")
    look = N_("vp consent list {case} shows what these allow: {near}")
    raise NotAllowed(
        N_("no consent covers sharing {case} with {whom}"),
        look if near else ask,
        case=case.id,
        to=to,
        kind=next((one.key for one, own in OWN_RECIPIENT.items() if own == to), "share_other"),
        near=near,
        whom=recipient_called(to),
    )


def _refusal(case: Case, disclosure: Disclosure, consent: Consent, why: str) -> NotAllowed:
    would = covering(case, disclosure.to, disclosure.form, disclosure.on)
    if would:
        return NotAllowed(
            N_("consent {consent} does not cover this: {why}"),
            N_("this one would: {would}"),
            consent=consent.id,
            why=why,
            would=would[-1].id,
        )
    return NotAllowed(
        N_("consent {consent} does not cover this: {why}"),
        N_("no consent does; ask the reporter, then: vp consent give {case} --to {to}"),
        consent=consent.id,
        why=why,
        case=case.id,
        to=disclosure.to,
    )
