"""What happened in a case, entry by entry, in words."""

from collections.abc import Iterator
from typing import assert_never

from vp.domain import breach, consent
from vp.domain.case import TEXTS
from vp.domain.entries import (
    Amendment,
    BreachEnded,
    BreachOpened,
    BreachStep,
    Choice,
    Closing,
    Consent,
    Disclosure,
    Edited,
    Entry,
    HoldLifted,
    HoldSet,
    Note,
    Redaction,
    Referred,
    Reminder,
    ReminderDone,
    Reopening,
    Wish,
    Withdrawal,
)
from vp.domain.export import FOR_COMMITTEE, FOR_REPORTER
from vp.domain.leaving import HandedOver, Made, Prepared, Received, Relayed
from vp.domain.letters import LetterKind
from vp.domain.vocabulary import recipient_called
from vp.locale import N_, _, label

_ASKED = {
    "knows": N_("what the reporter knows at first hand"),
    "speaks_for": N_("What speaks for it, in the reporter's words"),
    "speaks_against": N_("What speaks against it"),
    "identity_reason": N_("Why the name was needed"),
}
"""What is told in a field beside the main text."""


def words(entry: Entry) -> Iterator[str]:
    """What kind of entry it is, and its facts; some may be empty."""
    match entry:
        case Wish():
            is_wish = entry.text or not entry.knows
            yield _("wish of the reporter") if is_wish else _asked("knows")
        case Note():
            yield from (label(entry.kind), label(entry.about), label(entry.source))
            if entry.minutes:
                yield _("{minutes} min").format(minutes=entry.minutes)
            if entry.offered:
                yield _("offered: {what}").format(what=", ".join(map(label, entry.offered)))
        case Choice():
            yield from (_("chosen") if entry.chosen else _("weighed"), label(entry.route))
        case Referred():
            yield _("referred to {to}").format(to=label(entry.to))
        case Reminder():
            yield _("to do on {day}").format(day=entry.due)
            yield from (label(entry.purpose), label(entry.by))
        case ReminderDone():
            yield _("done: {id}").format(id=entry.reminder)
        case Edited():
            yield from (_("changed"), *entry.changed)
        case Consent() | Withdrawal() | Disclosure():
            yield from _of_sharing(entry)
        case BreachOpened() | BreachStep() | BreachEnded():
            yield from _of_breach(entry)
        case Prepared() | Relayed():
            yield from _of_relay(entry)
        case Amendment():
            yield _("correction of {id}").format(id=entry.entry)
        case Redaction():
            yield _("text of {id} taken out").format(id=entry.entry)
        case Made() | HandedOver() | Received():
            yield from _of_copies(entry)
        case Closing() | Reopening() | HoldSet() | HoldLifted():
            yield from _of_ending(entry)
        case _:
            assert_never(entry)


def told(entry: Entry) -> Iterator[str]:
    """Every free text of the entry that is not empty; what is not its main text is named."""
    for name in TEXTS:
        if text := getattr(entry, name, ""):
            asked = _asked(name)
            yield f"{asked[0].upper()}{asked[1:]}: {text}" if asked else text


def _asked(name: str) -> str:
    return _(_ASKED[name]) if name in _ASKED else ""


def whom(key: str) -> str:
    """A recipient as people say it; a key of the directory as it is."""
    found = recipient_called(key)
    return found if isinstance(found, str) else label(found)


def _of_sharing(entry: Consent | Withdrawal | Disclosure) -> Iterator[str]:
    match entry:
        case Consent():
            yield from (_("consent"), label(entry.kind))
            if entry.kind not in consent.OWN_RECIPIENT:
                yield whom(entry.to)
            yield from (label(entry.form), label(entry.given))
            if entry.until:
                yield _("until {day}").format(day=entry.until)
        case Withdrawal():
            yield _("consent {id} withdrawn").format(id=entry.consent)
        case Disclosure():
            yield _("told to {to}").format(to=whom(entry.to))
            yield from (label(entry.form), entry.consent or entry.breach)


def _of_relay(entry: Prepared | Relayed) -> Iterator[str]:
    match entry:
        case Prepared():
            yield label(entry.question)
        case Relayed():
            yield _("report through the counsellor") if entry.report else _("message")
            yield from (label(entry.direction), whom(entry.party), entry.consent)


def _of_copies(entry: Made | HandedOver | Received) -> Iterator[str]:
    match entry:
        case Made():
            yield from (_("copy made"), _kind(entry.what), whom(entry.to))
            if entry.copies > 1:
                yield _("{n} copies").format(n=entry.copies)
        case HandedOver():
            yield from (_("handed over"), entry.consent)
        case Received():
            yield _("received from dossier {dossier}").format(dossier=entry.dossier)


def _kind(what: str) -> str:
    """The kind of letter or export as people say it."""
    known = {
        FOR_REPORTER: _("the file, for the reporter"),
        FOR_COMMITTEE: _("passages, for a committee"),
    } | {kind.key: label(kind) for kind in LetterKind}
    return known.get(what, what)


def _of_breach(entry: BreachOpened | BreachStep | BreachEnded) -> Iterator[str]:
    match entry:
        case BreachOpened():
            yield from (_("breach weighed"), label(entry.ground))
            yield _("urgent") if entry.urgent else ""
        case BreachStep():
            yield label(breach.find_step(entry.step))
            yield "" if entry.possible else _("not possible")
        case BreachEnded():
            yield from (_("weighing ended"), label(entry.end))


def _of_ending(entry: Closing | Reopening | HoldSet | HoldLifted) -> Iterator[str]:
    match entry:
        case Closing():
            yield from (_("closed"), label(entry.reason), *map(label, entry.outcomes))
            if entry.content is not None:
                yield _("reporter content") if entry.content else _("reporter not content")
        case Reopening():
            yield _("reopened")
        case HoldSet():
            yield _("held, look again on {day}").format(day=entry.until)
        case HoldLifted():
            yield _("hold lifted")
