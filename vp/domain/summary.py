"""What lists, agenda and report may know of a case: by type no free text and no names."""

import unicodedata
from collections.abc import Iterable
from datetime import date

import msgspec

from vp.domain.case import Facts
from vp.domain.record import Moment, Record
from vp.domain.vocabulary import (
    BreachEnd,
    BreachGround,
    CloseReason,
    Direction,
    NoteAbout,
    NoteKind,
    Outcome,
    Purpose,
    Referral,
    Route,
)


class Contact(Record, kw_only=True, array_like=True, gc=False):
    """One note, without its text."""

    on: date
    kind: NoteKind
    about: NoteAbout
    minutes: int = 0
    recorded: Moment | None = None


class Step(Record, kw_only=True, array_like=True, gc=False):
    """A route chosen on a day."""

    on: date
    route: Route
    recorded: Moment | None = None


class Pointed(Record, kw_only=True, array_like=True, gc=False):
    """A referral on a day."""

    on: date
    to: Referral
    recorded: Moment | None = None


class Message(Record, kw_only=True, array_like=True, gc=False):
    """A message that went through the counsellor, without its text."""

    on: date
    direction: Direction
    report: bool = False
    recorded: Moment | None = None


class Due(Record, kw_only=True, array_like=True, gc=False):
    """A reminder nobody has answered yet."""

    id: str
    due: date
    purpose: Purpose


class Span(Record, kw_only=True, array_like=True, gc=False):
    """A stretch in which the case ran, and what came of it; `closed` is None while it does."""

    opened: date
    closed: date | None = None
    recorded: Moment | None = None
    """When its opening was written down; None where that is not known."""
    closed_recorded: Moment | None = None
    outcomes: tuple[Outcome, ...] = ()
    content: bool | None = None


class Weighing(Record, kw_only=True, array_like=True, gc=False):
    """A breach protocol: its ground, how it ended, and the steps still open."""

    id: str
    on: date
    ground: BreachGround
    urgent: bool = False
    end: BreachEnd | None = None
    ended: date | None = None
    recorded: Moment | None = None
    ended_recorded: Moment | None = None
    open_steps: tuple[str, ...] = ()


_CONTACTS = msgspec.msgpack.Decoder(tuple[Contact, ...])


def packed(contacts: Iterable[Contact]) -> bytes:
    """The contacts as `Summary.notes` holds them."""
    return msgspec.msgpack.encode(tuple(contacts))


class Summary(Record, kw_only=True, array_like=True, gc=False):
    """One case as lists, agenda and report see it."""

    id: str
    alias: str
    revision: int
    facts: Facts
    spans: tuple[Span, ...]
    hold_until: date | None = None
    destroy_on: date | None = None
    reason: CloseReason | None = None
    outcomes: tuple[Outcome, ...] = ()
    content: bool | None = None
    aftercare: date | None = None
    notes: bytes = packed(())
    """Its contacts, packed: they are the most of it, and few questions are about them."""
    routes: tuple[Step, ...] = ()
    referrals: tuple[Pointed, ...] = ()
    disclosures: tuple[date, ...] = ()
    relays: tuple[Message, ...] = ()
    reminders: tuple[Due, ...] = ()
    weighings: tuple[Weighing, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    """Consents given orally and not yet confirmed in writing."""
    last: date
    """The day of the latest entry."""
    accused: int = 0
    tags: tuple[tuple[str, str], ...] = ()
    """A handle's side (reporter, accused, ...) and the keyed tag of its name."""

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """The notes without their texts, unpacked at each question."""
        return _CONTACTS.decode(self.notes)

    @property
    def is_open(self) -> bool:
        """Whether the case runs."""
        return self.spans[-1].closed is None

    @property
    def status(self) -> str:
        """`open`, `closed` or `hold`."""
        if self.is_open:
            return "open"
        return "hold" if self.hold_until else "closed"

    @property
    def closed(self) -> date | None:
        """The day of the closing in force."""
        return self.spans[-1].closed


def tag(name: str, key: str) -> str:
    """The keyed tag of a name: equal for equal names however they are spelled in case or accent."""
    import hmac

    plain = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(character for character in plain if character.isalnum())
    return hmac.new(key.encode(), letters.encode(), "sha256").hexdigest()[:16]
