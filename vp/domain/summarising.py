"""How a case becomes its summary: of texts and names nothing goes in."""

from datetime import datetime

import msgspec

from vp.domain import breach, consent
from vp.domain.case import Case, closing, hold, of_kind, open_reminders
from vp.domain.entries import Choice, Closing, Disclosure, Note, Referred, Reopening
from vp.domain.leaving import Relayed
from vp.domain.moments import moments, of_opening
from vp.domain.retention import destroy_on
from vp.domain.summary import (
    Contact,
    Due,
    Message,
    Pointed,
    Span,
    Step,
    Summary,
    Weighing,
    packed,
    tag,
)


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
        notes=packed(_contact(note, known[note.id]) for note in of_kind(case, Note)),
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
