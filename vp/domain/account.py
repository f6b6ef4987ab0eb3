"""The reasons for breaking secrecy, or for not doing so, as the record gives them.

The counsellor can give the reasons for his choice (LVV protocol 2016, point 8): each step with its
day and his own words, what was told to whom, and what was left out or came too late.
"""

from datetime import date

from vp.domain.case import Case
from vp.domain.entries import Disclosure
from vp.domain.letters import Letterhead, Place, letterhead, place, text_of
from vp.domain.profile import Profile
from vp.domain.protocol import Sort, Step
from vp.domain.record import Record
from vp.domain.vocabulary import BreachEnd, BreachGround, ConsentForm, Recipient
from vp.domain.weighing import Run, current, gaps, run_called


class Attempt(Record, kw_only=True):
    """One time that a step was recorded; not `possible` where it could not be, or does not hold."""

    on: date
    possible: bool
    text: str


class Told(Record, kw_only=True):
    """One disclosure: when, to whom, in which form, and exactly what."""

    on: date
    to: Recipient | Place | None
    form: ConsentForm
    text: str
    identity_reason: str


class Taken(Record, kw_only=True):
    """One step of the protocol, with every time it was recorded."""

    step: Step
    criterion: bool
    attempts: tuple[Attempt, ...]
    told: tuple[Told, ...]
    gap: bool
    """Left out, or too late."""
    open: bool
    """Still to be done."""


class Memo(Record, kw_only=True):
    """One weighing from its opening to its end, for the file of reasons."""

    head: Letterhead
    reference: str
    case: str
    ground: BreachGround
    urgent: bool
    opened: date
    text: str
    protocol: int
    steps: tuple[Taken, ...]
    disclosures: int
    gaps: int
    end: BreachEnd | None
    """None while the weighing runs."""
    ended: date | None
    end_text: str


def memo(case: Case, profile: Profile, name: str, today: date) -> Memo:
    """The account of one weighing; of the open one, or else the last, when `name` is empty."""
    run = run_called(case, name) if name else current(case)
    missed = gaps(run)
    return Memo(
        head=letterhead(profile, today),
        reference=run.opened.id,
        case=case.id,
        ground=run.opened.ground,
        urgent=run.opened.urgent,
        opened=run.opened.on,
        text=text_of(case, run.opened),
        protocol=run.opened.protocol,
        steps=tuple(
            _taken(case, profile, run, step, gap=step in missed)
            for step in run.table
            if step in run.done or run.opened.ground in step.grounds
        ),
        disclosures=len(run.disclosures),
        gaps=len(missed),
        end=run.ended.end if run.ended else None,
        ended=run.ended.on if run.ended else None,
        end_text=text_of(case, run.ended) if run.ended else "",
    )


def _taken(case: Case, profile: Profile, run: Run, step: Step, *, gap: bool) -> Taken:
    attempts = [
        Attempt(on=entry.on, possible=entry.possible, text=text_of(case, entry))
        for entry in run.steps
        if entry.step == step.key
    ]
    if step is Step.GROUND_NAMED:
        attempts.insert(0, Attempt(on=run.opened.on, possible=True, text=""))
    told = run.disclosures if step is Step.DISCLOSED else []
    return Taken(
        step=step,
        criterion=step.sort is Sort.CRITERION,
        attempts=tuple(attempts),
        told=tuple(_told(case, profile, entry) for entry in told),
        gap=gap,
        open=step in run.open_steps,
    )


def _told(case: Case, profile: Profile, entry: Disclosure) -> Told:
    return Told(
        on=entry.on,
        to=place(profile, entry.to),
        form=entry.form,
        text=text_of(case, entry),
        identity_reason=entry.identity_reason,
    )
