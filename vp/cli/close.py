"""`vp close`: the case is closed, aftercare is on the agenda, and the term of keeping runs."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from vp.cli import ask, copies, draft
from vp.cli.options import CaseName, On, day, day_ahead, desk, example, keys, one_of, several_of
from vp.domain import closing
from vp.domain.case import Case
from vp.domain.entries import Closing, Reminder
from vp.domain.retention import destroy_on
from vp.domain.vocabulary import CONDUCT_OUTCOMES, CloseReason, Outcome, Purpose
from vp.errors import Usage
from vp.locale import N_, _
from vp.render.plain import paragraph

if TYPE_CHECKING:
    from vp.cli.context import Context

app = typer.Typer()

parse_outcomes = several_of(Outcome, "outcome")


class Given(NamedTuple):
    """What the counsellor said about the ending."""

    reason: CloseReason | None
    outcomes: tuple[Outcome, ...]
    content: bool | None
    aftercare: date | None
    talk: date | None


@app.command(
    help=_("End a case."),
    epilog=example("vp close k7fm --reason completed --outcome conduct_stopped"),
)
def close(
    ctx: typer.Context,
    case: CaseName,
    reason: Annotated[
        CloseReason | None,
        typer.Option("--reason", parser=one_of(CloseReason, "reason"), help=keys(CloseReason)),
    ] = None,
    outcome: Annotated[
        list[str] | None,
        typer.Option("--outcome", metavar="OUTCOME", help=_("one or more, with commas")),
    ] = None,
    aftercare: Annotated[
        date | None,
        typer.Option("--aftercare", parser=day_ahead, metavar="DATE", help=_("when you ask again")),
    ] = None,
    content: Annotated[
        bool | None,
        typer.Option("--content/--not-content", help=_("is the reporter content with the result")),
    ] = None,
    talk: Annotated[
        date | None,
        typer.Option("--talk", parser=day, metavar="DATE", help=_("when ending was discussed")),
    ] = None,
    on: On = None,
) -> None:
    context = desk(ctx)
    name = context.case(case)
    ended = on or context.today()
    given = Given(reason, parse_outcomes(",".join(outcome or [])), content, aftercare, talk)
    if context.is_interactive:
        closing.require_open(context.dossier.load(name))
        given = _complete(context, given, ended)
    if given.reason is None:
        raise Usage(N_("{option} is needed here"), N_("see --help"), option="--reason")
    text = draft.text(context, name, _("What remains to be said (may stay empty)"))
    entry = Closing(
        **context.stamp(Closing.prefix, on),
        reason=given.reason,
        outcomes=given.outcomes,
        aftercare=given.aftercare,
        content=given.content,
        talk_on=given.talk,
        retention=context.profile.terms.retention_months,
        text=text,
    )
    reminders = _reminders(context, given.aftercare, ended)

    def change(found: Case) -> Case:
        return closing.close(found, entry, context.today(), reminders)

    saved = draft.update(context, name, text, change)
    if due := destroy_on(saved):
        told = _("Case {case} is closed; it is destroyed on {day}.").format(case=name, day=due)
    else:
        told = _("Case {case} is closed and held.").format(case=name)
    context.say(told)
    if number := copies.keep_count(context, saved):
        context.tell(
            paragraph(
                _(
                    "Readable copies that were made of it: {number}. They do not expire with the"
                    " file: destroy what you have of them in time."
                ).format(number=number)
            )
        )


def _complete(context: "Context", given: Given, day: date) -> Given:
    """What was not given on the command line is asked."""
    reason = given.reason or ask.term(context, _("Why it ends"), CloseReason, CloseReason.COMPLETED)
    outcomes = given.outcomes or _ask_outcomes(context)
    content, aftercare, talk = given.content, given.aftercare, given.talk
    if content is None:
        content = ask.yes(context, _("Is the reporter content with the result"))
    if aftercare is None:
        proposed = day + timedelta(days=context.profile.terms.aftercare_days)
        aftercare = ask.day(context, _("When do you ask how it goes"), proposed, ahead=True)
    if talk is None and reason is CloseReason.VP_ENDED:
        talk = ask.day(context, _("When did you discuss ending with the reporter"))
    return Given(reason, outcomes, content, aftercare, talk)


def _ask_outcomes(context: "Context") -> tuple[Outcome, ...]:
    """Whether the conduct stopped, and what else came of it (LVV profile 2017, annex 4)."""
    first = ask.term(context, _("Did the conduct stop"), CONDUCT_OUTCOMES)
    rest = tuple(one for one in Outcome if one not in CONDUCT_OUTCOMES)
    context.tell(_("And what else came of it (several with commas, Enter: nothing)"))
    return ((first,) if first else ()) + ask.terms(context, _("Results"), rest)


def _reminders(context: "Context", aftercare: date | None, day: date) -> tuple[Reminder, ...]:
    """Aftercare on its day, and a later look for detriment (Huis brochure 2023, §5.1.3).

    Days that have passed when a closing is filled in late are not put on the agenda.
    """
    later = day + timedelta(days=context.profile.terms.detriment_days)
    dates = ((aftercare, Purpose.AFTERCARE), (later, Purpose.DETRIMENT))
    return tuple(
        Reminder(**context.stamp(Reminder.prefix, day), due=due, purpose=purpose)
        for due, purpose in dates
        if due is not None and due >= context.today()
    )
