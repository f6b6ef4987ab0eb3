"""`vp amend`: a correction is in the case; the entry it corrects stays as it was."""

from typing import TYPE_CHECKING, Annotated

import typer

from vp.cli import draft
from vp.cli.options import CaseName, desk, example
from vp.domain import correcting
from vp.domain.case import entry_called, texts
from vp.domain.entries import Amendment, Entry
from vp.locale import _
from vp.render.plain import paragraph

if TYPE_CHECKING:
    from vp.cli.context import Context

app = typer.Typer()

EntryName = Annotated[
    str, typer.Argument(metavar="ENTRY", help=_("id of the entry, or unambiguous beginning of one"))
]


@app.command(
    help=_("Correct an entry: what it should have said is typed or piped in; the entry stays."),
    epilog=example("vp amend k7fm n-4t7wq2"),
)
def amend(ctx: typer.Context, case: CaseName, entry: EntryName) -> None:
    context = desk(ctx)
    name = context.case(case)
    wrong = entry_in(context, name, entry)
    if context.is_interactive:
        show(context, wrong)
    text = draft.text(context, name, _("What it should have said"), needed=True)
    right = Amendment(**context.stamp(Amendment.prefix), entry=wrong.id, text=text)
    draft.update(context, name, text, lambda found: correcting.amend(found, right, context.today()))
    context.say(
        _("Corrected in {case}: {entry}, by {correction}.").format(
            case=name, entry=wrong.id, correction=right.id
        )
    )


def entry_in(context: "Context", case: str, name: str) -> Entry:
    """The entry of the case that is meant by an id or the beginning of one."""
    found = context.dossier.load(case)
    return entry_called(found.log, name.strip().casefold(), found)


def show(context: "Context", entry: Entry) -> None:
    """What the entry says stands on the terminal, for whoever is about to change it."""
    context.tell(f"{entry.on}  {entry.id}")
    for text in texts(entry):
        context.tell(paragraph(text, "| "))
