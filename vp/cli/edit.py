"""`vp edit`: facts and people are changed, and what was not said yet is ticked."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vp.cli import ask
from vp.cli.options import CaseName, desk, example
from vp.domain.case import Case
from vp.domain.editing import edit as change
from vp.domain.entries import Edited
from vp.domain.opening import FIRST_TALK, OPENING, words
from vp.domain.vocabulary import Told
from vp.errors import Usage
from vp.locale import N_, _, label
from vp.render.plain import paragraph

if TYPE_CHECKING:
    from vp.cli.context import Context

app = typer.Typer()


@app.command(
    help=_("Change facts and people; without --from tick what was not said yet."),
    epilog=example("vp edit k7fm"),
)
def edit(
    ctx: typer.Context,
    case: CaseName,
    form: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help=_("the changes, as a YAML form; - is input")),
    ] = None,
) -> None:
    from vp.cli.intake import read_form

    context = desk(ctx)
    name = context.case(case)
    if form is not None:
        changes = read_form(context, form)
    elif context.is_interactive:
        changes = _ask(context, context.dossier.load(name))
    else:
        raise Usage(N_("the questions need a terminal"), N_("without one: --from FILE"))
    trace = Edited(**context.stamp(Edited.prefix), changed=())
    saved = context.dossier.update(
        name, lambda found: change(found, changes, trace, context.today())
    )
    last = saved.log[-1]
    if isinstance(last, Edited):
        told = _("Changed in {case}: {fields}.")
        context.say(paragraph(told.format(case=name, fields=", ".join(last.changed))))


def _ask(context: "Context", case: Case) -> dict[str, Any]:
    """What is said now of all that was not said yet."""
    told = {}
    for item in (Told.ROLE_CONFLICT, *OPENING, *FIRST_TALK):
        if item not in case.facts.told:
            context.tell()
            for said in words(item, context.profile):
                context.tell(paragraph(f"«{_(said)}»", "  "))
            if ask.yes(context, label(item), default=False):
                told[item.key] = context.today().isoformat()
    context.tell(paragraph(_("Facts and people are changed with a form: vp edit CASE --from -")))
    return {"told": told}
