"""A case = facts + people + log. Every change returns a new case, or raises.

Facts are what the report counts; people are names behind handles; the log is append-only.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeVar

import msgspec

from vp.domain.entries import (
    Amendment,
    BreachEnded,
    BreachOpened,
    BreachStep,
    Closing,
    Disclosure,
    Entry,
    HoldLifted,
    HoldSet,
    Note,
    Redaction,
    Reminder,
    ReminderDone,
    Reopening,
    Withdrawal,
)
from vp.domain.ids import ENTRY_BEGINNING
from vp.domain.leaving import HandedOver, Made, Received, Relayed
from vp.domain.record import Record
from vp.domain.vocabulary import (
    AccusedRelation,
    Channel,
    ContactNature,
    Direction,
    Domain,
    IdentityKnown,
    IntegrityStatus,
    KeepFile,
    Kind,
    NoteAbout,
    ReporterPosition,
    ReporterRole,
    Told,
)
from vp.errors import NotAllowed, NotThere
from vp.locale import N_

FORMAT = 1
"""The format number of case, profile and journal files."""

REPORTER = "reporter"
AFTERWARDS = (NoteAbout.AFTERCARE, NoteAbout.DETRIMENT)
"""What is still asked when a case is closed, and belongs to the matter."""

HANDLE = re.compile(r"reporter|(accused|witness|colleague|other)-[1-9][0-9]?")
TEXTS = ("text", "knows", "speaks_for", "speaks_against", "identity_reason")
"""The fields of entries that hold free text."""

E_ = TypeVar("E_", bound=Record)


class Person(Record, kw_only=True):
    """Who somebody is and how he can be reached unseen (Huis §6.1, §7.2.2)."""

    name: str = ""
    contact: str = ""
    safe_contact: str = ""
    safe_times: str = ""
    safe_place: str = ""


class Facts(Record, kw_only=True):
    """What the annual report counts; no free text but the unit's name."""

    opened: date
    nature: ContactNature = ContactNature.SUPPORT
    domain: Domain
    kinds: tuple[Kind, ...] = ()
    """The first is the main kind."""
    integrity_status: IntegrityStatus | None = None
    role: ReporterRole = ReporterRole.UNKNOWN
    position: ReporterPosition | None = None
    left_on: date | None = None
    unit: str = ""
    accused_relation: AccusedRelation = AccusedRelation.UNKNOWN
    repeated: bool | None = None
    channel: Channel = Channel.OTHER
    identity: IdentityKnown = IdentityKnown.CONFIDENTIAL
    keep_file: KeepFile = KeepFile.YES
    personal_tie: bool | None = None
    """Whether the counsellor has a personal tie with someone involved (LVV code 2021)."""
    own_involvement: bool | None = None
    """Whether the counsellor has another part in the matter (Huis §4.3)."""
    told: dict[Told, date] = {}


class Case(Record, kw_only=True):
    """One matter of one reporter; `dossier` and `id` tie it to its place."""

    format: int = msgspec.field(default=0)
    dossier: str
    id: str
    alias: str
    revision: int
    """How often it was saved."""
    facts: Facts
    people: dict[str, Person] = {}
    log: tuple[Entry, ...] = ()


def record(case: Case, entry: Entry, today: date) -> Case:
    """The case with the entry at the end of its log.

    A closed case takes only what belongs to its ending or cannot wait for a reopening:
    aftercare, answered reminders, holds, withdrawals and breaches. Days lie between the opening
    and today.
    """
    if not is_open(case) and not _belongs_to_the_ending(entry):
        raise NotAllowed(
            N_("case {case} is closed"),
            N_("reopen it: vp reopen {case}; for aftercare: vp note {case} --about aftercare"),
            case=case.id,
        )
    require_day(entry.on, case.facts.opened, today)
    if case.facts.keep_file is KeepFile.NO and any(texts(entry)):
        raise NotAllowed(
            N_("in case {case} the reporter did not agree to a file: no text is kept"),
            N_("leave the text empty, or record the consent first: vp edit {case}"),
            case=case.id,
        )
    return append(case, entry)


def append(case: Case, *entries: Entry) -> Case:
    """The case with these entries at the end of its log."""
    return msgspec.structs.replace(case, log=(*case.log, *entries))


def require_day(day: date, opened: date, today: date) -> None:
    """Nothing, when the day lies between the opening of the case and today; else NotAllowed."""
    if day > today:
        raise NotAllowed(N_("{day} has not come yet"), N_("today is {today}"), day=day, today=today)
    if day < opened:
        raise NotAllowed(
            N_("{day} is before the case was opened"),
            N_("the case was opened on {opened}"),
            day=day,
            opened=opened,
        )


def texts(entry: Entry) -> Iterator[str]:
    """Every free text of the entry that is not empty."""
    for name in TEXTS:
        if value := getattr(entry, name, ""):
            yield value


def of_kind(case: Case, kind: type[E_]) -> list[E_]:
    """The entries of one kind, in the order of the log."""
    return [entry for entry in case.log if isinstance(entry, kind)]


def entry_called(entries: Iterable[E_], name: str, case: Case) -> E_:
    """The one entry with this id, or with an id that begins so. Raises NotThere."""
    found = [entry for entry in entries if getattr(entry, "id", "").startswith(name)]
    if len(found) == 1 and name:
        return found[0]
    if not ENTRY_BEGINNING.fullmatch(name):
        raise NotThere(
            N_("that is not the id of an entry"),
            N_("vp show {case} lists the entries with their ids"),
            case=case.id,
        )
    if found:
        raise NotThere(
            N_("several entries of case {case} begin with {name}"),
            N_("give more of the id; vp show {case} lists them"),
            case=case.id,
            name=name,
        )
    raise NotThere(
        N_("case {case} has no such entry: {name}"),
        N_("vp show {case} lists the entries with their ids"),
        case=case.id,
        name=name,
    )


def open_reminders(case: Case) -> list[Reminder]:
    """The reminders nobody has answered yet."""
    done = {entry.reminder for entry in of_kind(case, ReminderDone)}
    return [entry for entry in of_kind(case, Reminder) if entry.id not in done]


def closing(case: Case) -> Closing | None:
    """The closing in force, or None while the case runs."""
    last = None
    for entry in case.log:
        match entry:
            case Closing():
                last = entry
            case Reopening():
                last = None
            case _:
                pass
    return last


def is_open(case: Case) -> bool:
    """Whether the case runs."""
    return closing(case) is None


def hold(case: Case) -> HoldSet | None:
    """The hold in force, or None."""
    last = None
    for entry in case.log:
        match entry:
            case HoldSet():
                last = entry
            case HoldLifted():
                last = None
            case _:
                pass
    return last


def _belongs_to_the_ending(entry: Entry) -> bool:
    match entry:
        case Note():
            return entry.about in AFTERWARDS
        case ReminderDone() | HoldSet() | HoldLifted() | Reopening() | Withdrawal():
            return True
        case BreachOpened() | BreachStep() | BreachEnded():
            return True
        case Amendment() | Redaction() | Made() | HandedOver() | Received():
            return True
        case Relayed():
            return entry.direction is Direction.IN
        case Disclosure():
            return bool(entry.breach)
        case _:
            return False
