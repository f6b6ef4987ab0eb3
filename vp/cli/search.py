"""`vp search`: in which cases a word stands; only their numbers are shown, not the text."""

from typing import Annotated

import typer

from vp.cli import ask
from vp.cli.options import AsJson, desk, example
from vp.domain.text import clean_line
from vp.errors import Usage
from vp.locale import N_, _
from vp.render.plain import printable

app = typer.Typer()

_PLACES = {"people": N_("people"), "facts": N_("facts")}
"""Where a word stands that stands in no entry."""


@app.command(
    help=_("Find a word in all cases; without WORD it is asked, or read from standard input."),
    epilog=example("vp search"),
)
def search(
    ctx: typer.Context,
    word: Annotated[
        str | None,
        typer.Argument(metavar="[WORD]", help=_("better left out, and typed when asked")),
    ] = None,
    as_json: AsJson = False,
) -> None:
    from vp.store.finding import find

    context = desk(ctx)
    if word is None:
        if context.is_interactive:
            word = ask.line(context, _("Which word"))
        else:
            word = ask.decode(context.read())
    wanted = clean_line(word)
    if not wanted:
        raise Usage(N_("no word was given"), N_("type it, or give it on standard input"))
    with context.progress() as step:
        found = find(context.dossier, wanted, step)
    if as_json:
        context.json(
            [{"id": one.case, "alias": one.alias, "entries": one.entries} for one in found.hits]
        )
    else:
        for one in found.hits:
            places = " ".join(_(_PLACES.get(place, place)) for place in one.entries)
            context.say(printable(f"{one.case}  {one.alias}  {places}"))
        if not found.hits and not found.unreadable:
            context.say(_("It stands in no case."))
    context.warn_unreadable(found.unreadable)
