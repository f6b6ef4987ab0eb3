"""The entries a case's log is made of: one tagged union, append-only.

Each entry has an id, the moment it was written (`at`), the day it is about (`on`) and its text.
What is in force (consents, breach steps, a hold, open or closed, reminders) is derived from
the log by the modules that know the rule; nothing here says what is allowed.
"""

from datetime import date

import msgspec

from vp.domain.leaving import HandedOver, Made, Prepared, Received, Relayed
from vp.domain.log_entry import LogEntry
from vp.domain.vocabulary import (
    Actor,
    BreachEnd,
    BreachGround,
    CloseReason,
    ConsentForm,
    ConsentGiven,
    ConsentKind,
    NoteAbout,
    NoteKind,
    NoteSource,
    Offered,
    Outcome,
    Purpose,
    Referral,
    Route,
)


class Wish(LogEntry, kw_only=True, tag="wish"):
    """What the reporter wants to reach (`text`), and what he knows at first hand."""

    prefix = "w"
    knows: str = ""


class Note(LogEntry, kw_only=True, tag="note"):
    """A conversation, an observation or a reflection."""

    prefix = "n"
    kind: NoteKind = NoteKind.CONVERSATION
    about: NoteAbout = NoteAbout.SUPPORT
    source: NoteSource = NoteSource.TOLD
    minutes: int = 0
    offered: tuple[Offered, ...] = ()
    """What was offered to a reporter who is not content; the answer stands in `text`."""


class Consent(LogEntry, kw_only=True, tag="consent"):
    """The reporter agrees to something; `text` is what may be shared."""

    prefix = "c"
    kind: ConsentKind
    to: str = ""
    """A recipient: a key of the vocabulary or of the profile's directory."""
    form: ConsentForm = ConsentForm.ANONYMISED
    given: ConsentGiven = ConsentGiven.ORAL
    until: date | None = None


class Withdrawal(LogEntry, kw_only=True, tag="withdrawal"):
    """From `on` the consent no longer holds; final until consent is given anew."""

    prefix = "v"
    consent: str


class Disclosure(LogEntry, kw_only=True, tag="disclosure"):
    """Something left the room: exactly what is in `text`."""

    prefix = "d"
    to: str
    form: ConsentForm = ConsentForm.ANONYMISED
    consent: str = ""
    breach: str = ""
    identity_reason: str = ""
    """Why the reporter's name had to be given in a breach; empty unless `form` is named."""


class Choice(LogEntry, kw_only=True, tag="choice"):
    """A route of the choice model: chosen, or only weighed; `text` is the reaction to it."""

    prefix = "o"
    route: Route
    chosen: bool = True
    by: Actor = Actor.REPORTER
    speaks_for: str = ""
    speaks_against: str = ""


class Referred(LogEntry, kw_only=True, tag="referral"):
    """The reporter was pointed to somebody else."""

    prefix = "f"
    to: Referral


class Reminder(LogEntry, kw_only=True, tag="reminder"):
    """A date to keep: who will do what by `due`."""

    prefix = "r"
    due: date
    purpose: Purpose = Purpose.FOLLOW_UP
    by: Actor = Actor.VP


class ReminderDone(LogEntry, kw_only=True, tag="reminder_done"):
    """The reminder was answered."""

    prefix = "a"
    reminder: str


class BreachOpened(LogEntry, kw_only=True, tag="breach"):
    """The weighing whether secrecy must give way begins; `protocol` is its step table's version."""

    prefix = "b"
    ground: BreachGround
    protocol: int
    urgent: bool = False


class BreachStep(LogEntry, kw_only=True, tag="breach_step"):
    """A step of the protocol was taken, or could not be and `text` says why."""

    prefix = "s"
    breach: str
    step: str
    possible: bool = True


class BreachEnded(LogEntry, kw_only=True, tag="breach_end"):
    """The weighing is over."""

    prefix = "e"
    breach: str
    end: BreachEnd


class Closing(LogEntry, kw_only=True, tag="closing"):
    """The matter is finished on `on`; the term of keeping starts."""

    prefix = "x"
    reason: CloseReason
    outcomes: tuple[Outcome, ...] = ()
    aftercare: date | None = None
    content: bool | None = None
    """Whether the reporter is content with the result; None when not asked."""
    talk_on: date | None = None
    """When ending early was discussed with the reporter (LVV code 2021, beëindigen)."""
    retention: int
    """Months the file is kept after the matter ended, as the profile said on that day."""


class Reopening(LogEntry, kw_only=True, tag="reopening"):
    """The case runs again and its term is gone."""

    prefix = "q"


class HoldSet(LogEntry, kw_only=True, tag="hold"):
    """Destruction waits for a complaint or lawsuit; looked at again on `until`."""

    prefix = "h"
    until: date


class HoldLifted(LogEntry, kw_only=True, tag="hold_lifted"):
    """Nothing holds destruction any more."""

    prefix = "l"


class Edited(LogEntry, kw_only=True, tag="edited"):
    """Facts or people were changed; which fields, and never from what to what."""

    prefix = "m"
    changed: tuple[str, ...]


class Amendment(LogEntry, kw_only=True, tag="amendment"):
    """A correction: what the named entry should have said. The entry itself stays."""

    prefix = "t"
    entry: str = msgspec.field(name="of")


class Redaction(LogEntry, kw_only=True, tag="redaction"):
    """The text of the named entry was taken out for good on `on`; `text` says why."""

    prefix = "z"
    entry: str = msgspec.field(name="of")


Entry = (
    Wish
    | Note
    | Consent
    | Withdrawal
    | Disclosure
    | Choice
    | Referred
    | Reminder
    | ReminderDone
    | BreachOpened
    | BreachStep
    | BreachEnded
    | Closing
    | Reopening
    | HoldSet
    | HoldLifted
    | Edited
    | Prepared
    | Relayed
    | Amendment
    | Redaction
    | Made
    | HandedOver
    | Received
)
