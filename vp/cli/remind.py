"""`vp remind`: a date is kept, or answered."""

from datetime import date
from typing import Annotated

import typer

from vp.cli import draft
from vp.cli.options import CaseName, day_ahead, desk, example, keys, one_of
from vp.domain.case import Case, entry_called, of_kind, record
from vp.domain.entries import Reminder, ReminderDone
from vp.domain.vocabulary import Actor, Purpose
from vp.errors import NotAllowed, Usage
from vp.locale import N_, _

app = typer.Typer()


@app.command(
    help=_("Keep a date, or say with --done that one was answered."),
    epilog=example("vp remind k7fm --on 2026-04-01 --by reporter"),
)
def remind(
    ctx: typer.Context,
    case: CaseName,
    on: Annotated[
        date | None,
        typer.Option("--on", parser=day_ahead, metavar="DATE", help=_("the day to come")),
    ] = None,
    purpose: Annotated[
        Purpose, typer.Option("--purpose", parser=one_of(Purpose, "purpose"), help=keys(Purpose))
    ] = Purpose.FOLLOW_UP,
    by: Annotated[
        Actor, typer.Option("--by", parser=one_of(Actor, "by"), help=_("who will do it"))
    ] = Actor.VP,
    done: Annotated[
        str, typer.Option("--done", metavar="ID", help=_("the reminder that is answered"))
    ] = "",
) -> None:
    context = desk(ctx)
    name = context.case(case)
    if done:
        context.dossier.update(name, lambda found: _answered(found, done, ctx))
        context.say(_("That is done."))
        return
    if on is None:
        raise Usage(N_("{option} is needed here"), N_("see --help"), option="--on")
    if on < context.today():
        raise NotAllowed(
            N_("a reminder is for a day to come; {day} is past"),
            N_("today is {today}"),
            day=on,
            today=context.today(),
        )
    text = draft.text(context, name, _("What is to be done"))
    entry = Reminder(**context.stamp(Reminder.prefix), due=on, purpose=purpose, by=by, text=text)
    draft.update(context, name, text, lambda found: record(found, entry, context.today()))
    context.say(_("On the agenda for {day}: {entry}.").format(day=on, entry=entry.id))


def _answered(case: Case, done: str, ctx: typer.Context) -> Case:
    context = desk(ctx)
    reminder = entry_called(of_kind(case, Reminder), done, case)
    entry = ReminderDone(**context.stamp(ReminderDone.prefix), reminder=reminder.id)
    return record(case, entry, context.today())
