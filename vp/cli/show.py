"""`vp show`: one case at a glance; names only when asked."""

from typing import Annotated

import typer

from vp.cli.options import AsJson, CaseName, desk, example
from vp.errors import Usage
from vp.locale import N_, _

app = typer.Typer()


@app.command(
    help=_("Show a case: its facts, what is in force, its course, and who knows what."),
    epilog=example("vp show k7fm --people"),
)
def show(
    ctx: typer.Context,
    case: CaseName,
    people: Annotated[bool, typer.Option("--people", help=_("names and contacts too"))] = False,
    raw: Annotated[bool, typer.Option("--raw", help=_("the YAML as it was sealed"))] = False,
    as_json: AsJson = False,
) -> None:
    context = desk(ctx)
    name = context.case(case)
    if raw:
        if as_json or people:
            raise Usage(
                N_("--raw shows everything as it is and takes no other option"), N_("see --help")
            )
        context.say(context.dossier.raw(name).decode().rstrip("\n"))
        return
    found = context.dossier.load(name)
    if as_json:
        import msgspec

        kept = found if people else msgspec.structs.replace(found, people={})
        context.json(kept)
        return
    from vp.render.views import case_view

    context.say(case_view(found, context.today(), people=people))
