"""`vp hold`: destruction waits, with a reason and a day to look at it again."""

from datetime import date
from typing import Annotated

import typer

from vp.cli import draft
from vp.cli.options import CaseName, day_ahead, desk, example
from vp.domain import closing
from vp.domain.entries import HoldLifted, HoldSet
from vp.locale import _
from vp.render.plain import paragraph

app = typer.Typer(no_args_is_help=True, help=_("Keep a case while a complaint or lawsuit runs."))


@app.command(
    "set",
    help=_("Keep a case from being destroyed; the reason is typed or piped in."),
    epilog=example("vp hold set k7fm --until 2027-01-15"),
)
def set_(
    ctx: typer.Context,
    case: CaseName,
    until: Annotated[
        date,
        typer.Option(
            "--until", parser=day_ahead, metavar="DATE", help=_("when to look at it again")
        ),
    ],
) -> None:
    context = desk(ctx)
    name = context.case(case)
    text = draft.text(context, name, _("Why it must be kept"), needed=True)
    entry = HoldSet(**context.stamp(HoldSet.prefix), until=until, text=text)
    draft.update(context, name, text, lambda found: closing.set_hold(found, entry, context.today()))
    context.say(_("Case {case} is kept; look at it again on {day}.").format(case=name, day=until))
    if where := context.profile.help_address:
        context.tell(paragraph(_("You can be assisted: {where}").format(where=where)))


@app.command(help=_("Let the term count again."), epilog=example("vp hold lift k7fm"))
def lift(ctx: typer.Context, case: CaseName) -> None:
    context = desk(ctx)
    name = context.case(case)
    entry = HoldLifted(**context.stamp(HoldLifted.prefix))
    context.dossier.update(name, lambda found: closing.lift_hold(found, entry, context.today()))
    context.say(_("The hold on {case} is lifted.").format(case=name))
