"""What is due in one case, read from its summary.

A reminder stands for what it reminds of: aftercare, feedback and detriment come up by themselves
only where no open reminder of that purpose waits.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from vp.domain.agenda_items import AgendaKind, Item, of
from vp.domain.awaited import awaited
from vp.domain.profile import Terms
from vp.domain.protocol import Step, find_step
from vp.domain.summary import Summary, Weighing
from vp.domain.vocabulary import (
    ContactNature,
    Domain,
    KeepFile,
    NoteAbout,
    NoteKind,
    Purpose,
    Route,
    Told,
)
from vp.domain.vocabulary.practice import TALKS

REACHED = (*TALKS, NoteKind.MAIL)
"""The notes in which counsellor and reporter reached each other."""

_WITHOUT_TALK = (ContactNature.INFORMATION, ContactNature.REFERRED_ONLY)
_KINDS = {
    Purpose.FOLLOW_UP: AgendaKind.REMINDER,
    Purpose.AGREEMENT: AgendaKind.REMINDER,
    Purpose.FEEDBACK: AgendaKind.FEEDBACK,
    Purpose.AFTERCARE: AgendaKind.AFTERCARE,
    Purpose.DETRIMENT: AgendaKind.DETRIMENT,
}


LOOK_BACK = timedelta(days=365)
"""How long a later look for detriment stays on the agenda when it was not taken (our own)."""


def of_case(case: Summary, terms: Terms, today: date, horizon: int) -> Iterator[Item]:
    """Everything due in the case: in any order, late or at most `horizon` days ahead.

    Breach steps come whatever their date; destruction as long ahead as the terms say.
    """
    soon = today + timedelta(days=horizon)
    for weighing in case.weighings:
        yield from _of_weighing(case, weighing, today)
    for reminder in case.reminders:
        if reminder.due <= soon:
            kind = _KINDS[reminder.purpose]
            yield of(case, kind, reminder.due, today, "vp remind {case} --done {ref}", reminder.id)
    if case.is_open:
        yield from _of_running(case, terms, today, soon)
    else:
        yield from _of_ended(case, terms, today, horizon)


def unalerted(weighing: Weighing) -> bool:
    """Whether the reporter has not heard yet that secrecy may have to give way (LVV code 2021)."""
    return Step.REPORTER_ALERTED.key in weighing.open_steps


def steps_left(weighing: Weighing) -> tuple[str, ...]:
    """The keys of the steps still asked for, beside alerting the reporter and the disclosure."""
    apart = (Step.REPORTER_ALERTED, Step.DISCLOSED)
    return tuple(
        step.key
        for step in map(find_step, weighing.open_steps)
        if step not in apart and weighing.ground in step.grounds
    )


def aftercare_left(case: Summary) -> date | None:
    """The day of an aftercare talk that nobody held or answered yet, or None (LVV profile §4.1)."""
    if case.closed is None or case.aftercare is None:
        return None
    if waiting := [due.due for due in case.reminders if due.purpose is Purpose.AFTERCARE]:
        return min(waiting)
    # A summary does not tell which reminders were answered, only that something came later.
    is_over = had_aftercare(case) or case.last > case.closed
    return None if is_over else case.aftercare


def had_aftercare(case: Summary) -> bool:
    """Whether a contact for aftercare is noted on or after the closing in force."""
    return case.closed is not None and any(
        contact.about is NoteAbout.AFTERCARE and contact.on >= case.closed
        for contact in case.contacts
    )


def _of_weighing(case: Summary, weighing: Weighing, today: date) -> Iterator[Item]:
    """Its open steps, on top; what ended otherwise than broken asks nothing more."""

    def item(kind: AgendaKind, command: str, keys: tuple[str, ...]) -> Item:
        return of(case, kind, weighing.on, today, command, weighing.id, keys)

    if unalerted(weighing):
        key = Step.REPORTER_ALERTED.key
        yield item(AgendaKind.BREACH_ALERT, f"vp breach step {{case}} {key}", (key,))
    left = steps_left(weighing)
    if left and weighing.urgent and Step.DISCLOSED.key not in weighing.open_steps:
        yield item(AgendaKind.BREACH_GAPS, f"vp breach step {{case}} {left[0]}", left)
    elif weighing.end is None:
        yield item(AgendaKind.BREACH_OPEN, "vp breach show {case}", left)
    elif left:
        yield item(AgendaKind.BREACH_OPEN, f"vp breach step {{case}} {left[0]}", left)


def _of_running(case: Summary, terms: Terms, today: date, soon: date) -> Iterator[Item]:
    if Told.LIMITS_EXPLAINED not in case.facts.told:
        yield of(case, AgendaKind.LIMITS, case.facts.opened, today, "vp edit {case}")
    for consent in case.unconfirmed:
        command = "vp consent give {case} --given oral_confirmed"
        yield of(case, AgendaKind.CONSENT, today, today, command, consent)
    yield from _of_reports(case, terms, today, soon)
    quiet = _quiet_until(case, terms)
    if not case.reminders and quiet <= today:
        if wants_talk(case):
            command = "vp note {case} --kind conversation"
            yield of(case, AgendaKind.FIRST_TALK, quiet, today, command)
        else:
            yield of(case, AgendaKind.NEXT_DATE, quiet, today, "vp remind {case} --on DATE")


def wants_talk(case: Summary) -> bool:
    """Whether a first talk belongs to the case and none is noted (complaints, fourth)."""
    return (
        case.facts.nature not in _WITHOUT_TALK
        and case.facts.keep_file is not KeepFile.NO
        and not any(contact.kind in TALKS for contact in case.contacts)
    )


def _quiet_until(case: Summary, terms: Terms) -> date:
    reached = [contact.on for contact in case.contacts if contact.kind in REACHED]
    return max([case.spans[-1].opened, *reached]) + timedelta(days=terms.next_date_days)


def _of_reports(case: Summary, terms: Terms, today: date, soon: date) -> Iterator[Item]:
    """What is to be heard of reports and complaints, those through the counsellor first."""
    awaits = awaited(case.relays, terms)
    if awaits and awaits.acknowledgement and awaits.acknowledgement <= soon:
        command = "vp relay {case} --direction in"
        yield of(case, AgendaKind.ACKNOWLEDGEMENT, awaits.acknowledgement, today, command)
    # What went through the counsellor counts from the day it went, not from the choice for it.
    counted = [Route.RELAY_REPORT] if awaits else []
    formal = [step.on for step in case.routes if step.route.formal and step.route not in counted]
    is_reminded = any(due.purpose is Purpose.FEEDBACK for due in case.reminders)
    if is_reminded or not (awaits or formal):
        return
    told = [contact.on for contact in case.contacts if contact.about is NoteAbout.FEEDBACK]
    last = max(told, default=date.min)
    command = "vp note {case} --about feedback"
    if awaits and last < awaits.since and awaits.feedback <= soon:
        readings = tuple(map(str, awaits.readings))
        yield of(case, AgendaKind.FEEDBACK, awaits.feedback, today, command, about=readings)
    if formal and last < max(formal):
        on = max(formal) + timedelta(days=terms.feedback_days)
        if on <= soon:
            yield of(case, AgendaKind.FEEDBACK, on, today, command)


def _of_ended(case: Summary, terms: Terms, today: date, horizon: int) -> Iterator[Item]:
    soon = today + timedelta(days=horizon)
    waiting = {due.purpose for due in case.reminders}
    aftercare = aftercare_left(case)
    if aftercare and aftercare <= soon and Purpose.AFTERCARE not in waiting:
        yield of(case, AgendaKind.AFTERCARE, aftercare, today, "vp note {case} --about aftercare")
    look = _second_look(case, terms, horizon)
    is_timely = look is not None and look <= soon and today <= look + LOOK_BACK
    if look and is_timely and Purpose.DETRIMENT not in waiting:
        yield of(case, AgendaKind.DETRIMENT, look, today, "vp note {case} --about aftercare")
    if case.hold_until and case.hold_until <= soon:
        command = "vp hold set {case} --until DATE"
        yield of(case, AgendaKind.HOLD, case.hold_until, today, command)
    notice = today + timedelta(days=terms.destruction_notice_days)
    if case.destroy_on and case.destroy_on <= notice:
        ahead = f"vp purge --dry-run --as-of {case.destroy_on}"
        command = ahead if case.destroy_on > today else "vp purge"
        yield of(case, AgendaKind.DESTRUCTION, case.destroy_on, today, command)


def _second_look(case: Summary, terms: Terms, horizon: int) -> date | None:
    """When to ask again about detriment, where something was reported (Huis §5.1.3)."""
    reported = case.facts.domain in (Domain.INTEGRITY, Domain.MIXED) or any(
        step.route.formal or step.route is Route.LINE_MANAGER for step in case.routes
    )
    if case.closed is None or not reported:
        return None
    look = case.closed + timedelta(days=terms.detriment_days)
    return None if case.last >= look - timedelta(days=horizon) else look
