"""The counsellor as intermediary: he carries every message, and he alone knows the name.

What goes out is checked against every name in the case before it is recorded, and needs a consent
that covers its recipient (LVV code 2021, vertrouwelijkheid; Huis brochure 2023 §5.1.2, §6.2.1).
What is done with a report others decide (Huis §9.2.4): nothing here can hold a decision, only
whose turn it is.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import msgspec

from vp.domain.awaited import in_order
from vp.domain.case import REPORTER, Case, entry_called, of_kind, record
from vp.domain.consent import covering, uncovered
from vp.domain.entries import Consent, Note
from vp.domain.leaving import Prepared, Relayed
from vp.domain.naming import named_in
from vp.domain.notices import Notice
from vp.domain.profile import Profile
from vp.domain.vocabulary import (
    Actor,
    ConsentForm,
    ConsentKind,
    Direction,
    KeepFile,
    Kind,
    NoteKind,
    Preparation,
    Recipient,
    ReporterRole,
    recipient_called,
)
from vp.domain.vocabulary.practice import TALKS
from vp.errors import NotAllowed, Usage
from vp.locale import N_

DESK = Recipient.INTEGRITY_OFFICER.key
"""Where a message goes when nobody says otherwise."""

_REACHED = (*TALKS, NoteKind.MAIL)


class Turn(NamedTuple):
    """Who has to speak next, and since when; never what was decided (Huis §9.2.4)."""

    by: Actor
    """The reporter, the counsellor, or `other`: the recipient in `party`."""
    party: str
    since: date


def send(case: Case, message: Relayed, today: date) -> Case:
    """The case in which is recorded exactly what went out, under the consent that covers it.

    Raises Usage without a text, and NotAllowed where no consent covers recipient, form and day, or
    where the text holds a name or contact of somebody in the case and may not.
    """
    if not message.text and case.facts.keep_file is not KeepFile.NO:
        raise Usage(
            N_("a text is needed, and none was given"),
            N_("type it, or give it on standard input"),
        )
    consent = require_consent(case, message)
    named = () if message.form is ConsentForm.NAMED else named_in(case.people, message.text)
    if named:
        raise NotAllowed(
            N_("the text holds a name or contact of {handles}: it was not recorded"),
            N_("write it without; with the name it takes --form named and a consent {kind}"),
            handles=", ".join(named),
            kind=ConsentKind.IDENTITY.key,
        )
    return record(case, msgspec.structs.replace(message, consent=consent.id), today)


def require_consent(case: Case, message: Relayed) -> Consent:
    """The consent under which the message may go: the named one, or else the latest that covers it.

    A report goes through the counsellor under `relay_report`; with the name under `identity` only.
    Raises NotAllowed, saying which consent would do.
    """
    kind = _kind_for(message.form)
    would = [
        consent
        for consent in covering(case, message.party, message.form, message.on)
        if consent.kind is kind
    ]
    if not message.consent:
        if would:
            return would[-1]
        near = [consent for consent in of_kind(case, Consent) if consent.kind is kind]
        raise _refusal(case, message, near[-1] if near else None, would)
    meant = entry_called(of_kind(case, Consent), message.consent, case)
    if meant not in would:
        raise _refusal(case, message, meant, would)
    return meant


def receive(case: Case, message: Relayed, today: date) -> Case:
    """The case in which is recorded what came in for the reporter."""
    return record(case, message, today)


def prepare(case: Case, answers: Iterable[Prepared], today: date) -> Case:
    """The case with the reporter's own answers; empty ones are left out (Huis §5.1.1).

    Raises Usage when nothing was answered.
    """
    given = [answer for answer in answers if answer.text]
    if not given:
        raise Usage(
            N_("no question was answered"),
            N_("give question and answer, a line each: concrete: ..."),
        )
    for answer in given:
        case = record(case, answer, today)
    return case


def unanswered(case: Case) -> tuple[Preparation, ...]:
    """The questions of the preparation without an answer yet, in their order."""
    answered = {entry.question for entry in of_kind(case, Prepared) if entry.text}
    return tuple(question for question in Preparation if question not in answered)


def whose_turn(case: Case) -> Turn | None:
    """Who has to speak next, or None while no message went through.

    After a message out it is the recipient; after one in it is the counsellor, until he has
    reached the reporter, and then the reporter.
    """
    course = sorted(case.log, key=lambda entry: entry.on)
    last, reached = None, False
    for entry in course:
        match entry:
            case Relayed():
                last, reached = entry, False
            case Note() if entry.kind in _REACHED:
                reached = True
            case _:
                pass
    if last is None:
        return None
    if last.direction is Direction.OUT:
        return Turn(Actor.OTHER, last.party, last.on)
    return Turn(Actor.REPORTER if reached else Actor.VP, "", last.on)


def other_side(case: Case) -> str:
    """The recipient of the latest message out; the desk while there is none."""
    sent = [m for m in in_order(of_kind(case, Relayed)) if m.direction is Direction.OUT]
    return sent[-1].party if sent else DESK


def notices(case: Case, profile: Profile) -> list[Notice]:
    """What to think of before a report goes out; a notice, never a refusal."""
    found = []
    if case.facts.role is ReporterRole.AFFECTED or Kind.DETRIMENT in case.facts.kinds:
        found.append(
            Notice(
                N_(
                    "a report about one's own treatment cannot be anonymous, since it shows"
                    " who made it; it can be confidential"
                )
            )
        )
    if Preparation.RIGHT_CHANNEL in unanswered(case):
        found.append(
            Notice(
                N_(
                    "it was not noted whether this is the way the scheme asks: made another way, a"
                    " report may lose its protection and its follow-up: vp relay {case} --prepare"
                ),
                {"case": case.id},
            )
        )
    if not profile.report_desk:
        found.append(
            Notice(
                N_(
                    "the settings do not say yet who receives a report and decides what follows;"
                    " it is never you: vp profile --ask"
                )
            )
        )
    return found


def others_named(case: Case, text: str) -> tuple[str, ...]:
    """The handles of those in the text beside the reporter, whose consent is not theirs."""
    return tuple(handle for handle in named_in(case.people, text) if handle != REPORTER)


def _kind_for(form: ConsentForm) -> ConsentKind:
    return ConsentKind.IDENTITY if form is ConsentForm.NAMED else ConsentKind.RELAY_REPORT


def _refusal(
    case: Case, message: Relayed, meant: Consent | None, would: list[Consent]
) -> NotAllowed:
    kind = _kind_for(message.form)
    sentence, why = N_("no consent covers a message to {whom} in case {case}"), ""
    if meant is not None:
        sentence = N_("consent {consent} does not cover this: {why}")
        why = uncovered(case, meant, message.party, message.form, message.on)
        why = why if meant.kind is kind else N_("it is not of the kind that this asks")
    return NotAllowed(
        sentence,
        N_("this one would: {would}")
        if would
        else N_(
            "ask the reporter, then: vp consent give {case} --kind {kind} --to {to} --form {form}"
        ),
        case=case.id,
        consent=meant.id if meant else "",
        why=why,
        whom=recipient_called(message.party),
        would=would[-1].id if would else "",
        kind=kind.key,
        to=message.party,
        form=message.form.key,
    )
