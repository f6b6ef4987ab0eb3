"""`vp reopen`: a closed case runs again."""

import typer

from vp.cli import draft
from vp.cli.options import CaseName, On, desk, example
from vp.domain import closing
from vp.domain.entries import Reopening
from vp.locale import _

app = typer.Typer()


@app.command(
    help=_("Let a closed case run again; its term is gone until it is closed anew."),
    epilog=example("vp reopen k7fm"),
)
def reopen(ctx: typer.Context, case: CaseName, on: On = None) -> None:
    context = desk(ctx)
    name = context.case(case)
    if context.is_interactive:
        closing.require_closed(context.dossier.load(name), on or context.today())
    text = draft.text(context, name, _("Why it is reopened"))
    entry = Reopening(**context.stamp(Reopening.prefix, on), text=text)
    draft.update(context, name, text, lambda found: closing.reopen(found, entry, context.today()))
    context.say(_("Case {case} is open again.").format(case=name))
