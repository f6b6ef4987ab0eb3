"""What lists, agenda and report may know of a case: by type no free text and no names."""

import unicodedata
from datetime import date, datetime

import msgspec

from vp.domain import breach, consent
from vp.domain.case import Case, Facts, closing, hold, of_kind, open_reminders
from vp.domain.entries import (
    Choice,
    Closing,
    Disclosure,
    Note,
    Referred,
    Reopening,
)
from vp.domain.leaving import Relayed
from vp.domain.moments import moments, of_opening
from vp.domain.record import Moment, Record
from vp.domain.retention import destroy_on
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
    contacts: tuple[Contact, ...] = ()
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


def summarise(case: Case, tag_key: str) -> Summary:
    """The summary of a case; names go in only as tags made with `tag_key`, if there is one."""
    ended, held, known = closing(case), hold(case), moments(case)
    return Summary(
        id=case.id,
        alias=case.alias,
        revision=case.revision,
        facts=case.facts,
        spans=_spans(case, known),
        hold_until=held.until if held else None,
        destroy_on=destroy_on(case),
        reason=ended.reason if ended else None,
        outcomes=ended.outcomes if ended else (),
        content=ended.content if ended else None,
        aftercare=ended.aftercare if ended else None,
        contacts=tuple(_contact(note, known[note.id]) for note in of_kind(case, Note)),
        routes=tuple(
            Step(on=step.on, route=step.route, recorded=known[step.id])
            for step in of_kind(case, Choice)
            if step.chosen
        ),
        referrals=tuple(
            Pointed(on=entry.on, to=entry.to, recorded=known[entry.id])
            for entry in of_kind(case, Referred)
        ),
        disclosures=tuple(entry.on for entry in of_kind(case, Disclosure)),
        relays=_relays(case, known),
        reminders=tuple(
            Due(id=entry.id, due=entry.due, purpose=entry.purpose) for entry in open_reminders(case)
        ),
        weighings=tuple(_weighing(run, known) for run in breach.runs(case)),
        unconfirmed=tuple(entry.id for entry in consent.unconfirmed(case)),
        last=max((entry.on for entry in case.log), default=case.facts.opened),
        accused=sum(handle.startswith("accused") for handle in case.people),
        tags=tuple(
            (handle.split("-")[0], tag(person.name, tag_key))
            for handle, person in case.people.items()
            if person.name and tag_key
        ),
    )


def tag(name: str, key: str) -> str:
    """The keyed tag of a name: equal for equal names however they are spelled in case or accent."""
    import hmac

    plain = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(character for character in plain if character.isalnum())
    return hmac.new(key.encode(), letters.encode(), "sha256").hexdigest()[:16]


def _spans(case: Case, known: dict[str, datetime]) -> tuple[Span, ...]:
    spans: list[Span] = []
    running = Span(opened=case.facts.opened, recorded=of_opening(case))
    runs = True
    for entry in case.log:
        match entry:
            case Closing():
                closed = {"closed": entry.on, "closed_recorded": known[entry.id]}
                came_to = {"outcomes": entry.outcomes, "content": entry.content}
                spans.append(msgspec.structs.replace(running, **closed, **came_to))
                runs = False
            case Reopening():
                running, runs = Span(opened=entry.on, recorded=known[entry.id]), True
            case _:
                pass
    return (*spans, running) if runs else tuple(spans)


def _contact(note: Note, recorded: datetime) -> Contact:
    return Contact(
        on=note.on, kind=note.kind, about=note.about, minutes=note.minutes, recorded=recorded
    )


def _relays(case: Case, known: dict[str, datetime]) -> tuple[Message, ...]:
    return tuple(
        Message(on=one.on, direction=one.direction, report=one.report, recorded=known[one.id])
        for one in of_kind(case, Relayed)
    )


def _weighing(run: breach.Run, known: dict[str, datetime]) -> Weighing:
    return Weighing(
        id=run.opened.id,
        on=run.opened.on,
        ground=run.opened.ground,
        urgent=run.opened.urgent,
        end=run.ended.end if run.ended else None,
        ended=run.ended.on if run.ended else None,
        recorded=known[run.opened.id],
        ended_recorded=known[run.ended.id] if run.ended else None,
        open_steps=tuple(step.key for step in run.open_steps),
    )
