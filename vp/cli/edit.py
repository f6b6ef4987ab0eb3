"""`vp edit`: facts and people are changed, and what was not said yet is ticked."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vp.cli import ask
from vp.cli.options import CaseName, desk, example
from vp.domain.case import Case, Facts
from vp.domain.conflict import Side
from vp.domain.editing import edit as change
from vp.domain.entries import Edited
from vp.domain.opening import FIRST_TALK, OPENING, words
from vp.domain.vocabulary import Told
from vp.errors import Usage
from vp.locale import N_, _, label
from vp.render.plain import paragraph, typed

if TYPE_CHECKING:
    from vp.cli.context import Context

app = typer.Typer()

_FIELDS = ", ".join((*Facts.__struct_fields__, "people"))


@app.command(
    help=_("Change facts and people; without --from tick what was not said yet."),
    epilog=example("vp edit k7fm"),
)
def edit(
    ctx: typer.Context,
    case: CaseName,
    form: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help=_("the changes, as a YAML form; - is input; fields: {fields}").format(
                fields=_FIELDS
            ),
        ),
    ] = None,
) -> None:
    from vp.cli.intake import read_form

    context = desk(ctx)
    name = context.case(case)
    if form is not None:
        changes = read_form(context, form)
    elif context.is_interactive:
        changes = {"told": _ask(context, context.dossier.load(name))}
        _tell_how(context, name)
        if not changes["told"]:
            return
    else:
        raise Usage(N_("the questions need a terminal"), N_("without one: --from FILE"))
    trace = Edited(**context.stamp(Edited.prefix), changed=())
    saved = context.dossier.update(
        name, lambda found: change(found, changes, trace, context.today())
    )
    last = saved.log[-1]
    if isinstance(last, Edited):
        told = _("Changed in {case}: {fields}.")
        fields = "; ".join(map(_called, last.changed))
        context.say(paragraph(told.format(case=name, fields=fields)))


def _ask(context: "Context", case: Case) -> dict[str, str]:
    """What is said now of all that was not said yet."""
    told = {}
    for item in (Told.ROLE_CONFLICT, *OPENING, *FIRST_TALK):
        if item not in case.facts.told:
            context.tell()
            for said in words(item, context.profile):
                context.tell(paragraph(f"«{_(said)}»", "  "))
            if ask.yes(context, label(item), default=False):
                told[item.key] = context.today().isoformat()
    return told


def _tell_how(context: "Context", case: str) -> None:
    """Says how facts and people are changed, with an example and the fields there are."""
    context.tell()
    context.tell(
        paragraph(
            _(
                "Facts and people are changed with a form: a text file with a line for each field"
                " that changes, for example:"
            )
        )
    )
    unit = _("Logistics")
    context.tell(f"    unit: {unit}\n    people: {{reporter: {{contact: 06-00000000}}}}")
    context.tell(typed(f"    vp edit {case} --from FILE"))
    context.tell(
        paragraph(
            _("The fields: {fields}. What can stand there: vp help moving-in.").format(
                fields=_FIELDS
            )
        )
    )


def _called(field: str) -> str:
    """What the changed field is, in the language in use."""
    from vp.render.moving import field_in_words

    first, _dot, handle = field.partition(".")
    if first != "people":
        return field_in_words(field)
    side, _hyphen, number = handle.partition("-")
    return f"{label(Side.of(side))} {number}".rstrip()
