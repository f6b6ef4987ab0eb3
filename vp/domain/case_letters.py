"""The letters about one case: what each may know of it, and when it may not be made.

Free text stands only in a letter that passes it on (relay) or reads back what was agreed (consent,
closing). None takes a name out of the case: letters to the reporter have a line to fill in.
"""

from datetime import date

import msgspec

from vp.domain import consent as ledger
from vp.domain.awaited import in_order
from vp.domain.case import Case, closing, entry_called, of_kind
from vp.domain.entries import Consent, Referred, Reminder, ReminderDone
from vp.domain.leaving import Relayed
from vp.domain.letters import Letterhead, Place, letterhead, place, scheme, text_of
from vp.domain.naming import named_in
from vp.domain.profile import Profile
from vp.domain.record import Record
from vp.domain.relay import require_consent
from vp.domain.retention import destroy_on
from vp.domain.vocabulary import (
    Actor,
    CloseReason,
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
from vp.locale import N_


class Agreed(Record, kw_only=True):
    """How and when the reporter agreed, until when, and to whom it may go."""

    on: date
    given: ConsentGiven
    until: date | None
    to: Recipient | Place | None


class ConsentLetter(Record, kw_only=True):
    """What the reporter agreed to, for him to read back."""

    head: Letterhead
    reference: str
    kind: ConsentKind
    shares: bool
    form: ConsentForm
    agreed: Agreed
    text: str


class RelayLetter(Record, kw_only=True):
    """A report, or a message that belongs to it, under the scheme and through the counsellor."""

    head: Letterhead
    reference: str
    desk: str
    scheme: Place | None
    is_report: bool
    named: bool
    """Whether the reporter agreed that his name is in it."""
    identity: IdentityKnown
    acknowledgement_days: int
    feedback_days: int
    text: str


class TransferLetter(Record, kw_only=True):
    """May the file go to another counsellor; what was said already, when it was."""

    head: Letterhead
    reference: str
    agreed: Agreed | None
    """None while it is still to be asked."""


class Agreement(Record, kw_only=True):
    """Who does what by which day."""

    due: date
    by: Actor
    text: str


class ClosingLetter(Record, kw_only=True):
    """How it ended and what stands, for the reporter."""

    head: Letterhead
    reference: str
    on: date
    reason: CloseReason
    agreements: tuple[Agreement, ...]
    aftercare: date | None
    referrals: tuple[Referral | Place, ...]
    integrity: bool
    destroy_on: date | None
    replacement: str
    complaint_address: str


def consent_letter(case: Case, profile: Profile, name: str, today: date) -> ConsentLetter:
    """What the reporter agreed to, in the words of the ledger (complaints, second).

    `name` may stay empty where the ledger holds one consent. Raises NotAllowed for a withdrawn one.
    """
    consent = _consent_called(case, name)
    if ended := ledger.withdrawn_on(case, consent):
        raise NotAllowed(
            N_("consent {consent} was withdrawn on {day}"),
            N_("withdrawal is final; give consent anew: vp consent give {case}"),
            consent=consent.id,
            day=ended,
            case=case.id,
        )
    return ConsentLetter(
        head=letterhead(profile, today),
        reference=consent.id,
        kind=consent.kind,
        shares=consent.kind in ledger.SHARING,
        form=consent.form,
        agreed=_agreed(profile, consent),
        text=text_of(case, consent),
    )


def relay_letter(case: Case, profile: Profile, today: date) -> RelayLetter:
    """The last message that went out, for the desk that receives reports (Huis §5.1.2).

    Raises NotThere without one, and NotAllowed when its consent no longer holds, its text was
    taken out, or it names somebody in the case and may not.
    """
    out = [one for one in in_order(of_kind(case, Relayed)) if one.direction is Direction.OUT]
    if not out:
        raise NotThere(
            N_("no message went out from case {case} yet"),
            N_("record it first: vp relay {case} --direction out"),
            case=case.id,
        )
    message = out[-1]
    require_consent(case, msgspec.structs.replace(message, on=today))
    return RelayLetter(
        head=letterhead(profile, today),
        reference=message.id,
        desk=profile.report_desk,
        scheme=scheme(profile),
        is_report=message.report or not any(one.report for one in out),
        named=message.form is ConsentForm.NAMED,
        identity=case.facts.identity,
        acknowledgement_days=profile.terms.acknowledgement_days,
        feedback_days=profile.terms.feedback_days,
        text=_passable(case, message),
    )


def transfer_letter(case: Case, profile: Profile, today: date) -> TransferLetter:
    """The question whether the file may go, or the consent that was given (LVV code 2021)."""
    given = ledger.in_force(case, ConsentKind.TRANSFER_FILE, today)
    return TransferLetter(
        head=letterhead(profile, today),
        reference=case.id,
        agreed=_agreed(profile, given) if given else None,
    )


def closing_letter(case: Case, profile: Profile, today: date) -> ClosingLetter:
    """How it ended, what was agreed, and where to turn later. Raises NotAllowed while it runs."""
    ended = closing(case)
    if ended is None:
        raise NotAllowed(
            N_("case {case} is still open"), N_("close it first: vp close {case}"), case=case.id
        )
    done = {entry.reminder for entry in of_kind(case, ReminderDone)}
    agreed = [
        entry
        for entry in of_kind(case, Reminder)
        if entry.purpose is Purpose.AGREEMENT and entry.id not in done
    ]
    referred = dict.fromkeys(entry.to for entry in of_kind(case, Referred))
    return ClosingLetter(
        head=letterhead(profile, today),
        reference=case.id,
        on=ended.on,
        reason=ended.reason,
        agreements=tuple(
            Agreement(due=entry.due, by=entry.by, text=text_of(case, entry))
            for entry in sorted(agreed, key=lambda entry: entry.due)
        ),
        aftercare=ended.aftercare,
        referrals=tuple(_referral(profile, to) for to in referred),
        integrity=case.facts.domain in (Domain.INTEGRITY, Domain.MIXED),
        destroy_on=destroy_on(case),
        replacement=profile.replacement,
        complaint_address=profile.complaint_address,
    )


def _consent_called(case: Case, name: str) -> Consent:
    consents = of_kind(case, Consent)
    if not name and len(consents) > 1:
        raise Usage(
            N_("there are several consents in case {case}: say which"),
            N_("add --consent; vp consent list {case} shows them"),
            case=case.id,
        )
    if not consents:
        raise NotThere(
            N_("there is no consent in case {case} yet"),
            N_("record it first: vp consent give {case}"),
            case=case.id,
        )
    return entry_called(consents, name, case) if name else consents[0]


def _passable(case: Case, message: Relayed) -> str:
    """The text of the message, when it may leave the room as it is."""
    text, fields = text_of(case, message), {"entry": message.id, "case": case.id}
    if not text:
        raise NotAllowed(
            N_("message {entry} of case {case} holds no text"),
            N_("relay it anew: vp relay {case} --direction out"),
            **fields,
        )
    if message.form is not ConsentForm.NAMED and (named := named_in(case.people, text)):
        raise NotAllowed(
            N_("message {entry} holds a name or contact of {handles}: there is no letter of it"),
            N_("relay it anew without: vp relay {case} --direction out"),
            handles=", ".join(named),
            **fields,
        )
    return text


def _agreed(profile: Profile, consent: Consent) -> Agreed:
    to = place(profile, consent.to)
    return Agreed(on=consent.on, given=consent.given, until=consent.until, to=to)


def _referral(profile: Profile, to: Referral) -> Referral | Place:
    body = profile.directory.get(to.key)
    return Place(label=body.name, address=body.address) if body else to
