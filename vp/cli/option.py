"""`vp option`: the choice model, to look at together and to record what the reporter chose."""

from typing import TYPE_CHECKING, Annotated

import typer

from vp.cli import ask, draft
from vp.cli.options import On, desk, example, one_of
from vp.domain.case import Case, record
from vp.domain.entries import Choice
from vp.domain.vocabulary import Route
from vp.errors import Usage
from vp.locale import N_, _, label
from vp.render.plain import paragraph

if TYPE_CHECKING:
    from vp.cli.context import Context

app = typer.Typer()


@app.command(
    help=_("Show the informal and formal routes, or record the one the reporter chose."),
    epilog=example("vp option k7fm line_manager"),
)
def option(
    ctx: typer.Context,
    case: Annotated[
        str | None, typer.Argument(metavar="[CASE]", help=_("without it: show the routes"))
    ] = None,
    route: Annotated[
        Route | None,
        typer.Argument(metavar="[ROUTE]", parser=one_of(Route, "route"), help=_("what was chosen")),
    ] = None,
    weighed: Annotated[bool, typer.Option("--weighed", help=_("only weighed, not chosen"))] = False,
    on: On = None,
) -> None:
    context = desk(ctx)
    if case is None:
        _show(context)
        return
    name = context.case(case)
    if route is None and context.is_interactive:
        _show(context)
        route = ask.term(context, _("Which route"), Route)
    if route is None:
        raise Usage(N_("{option} is needed here"), N_("see --help"), option="ROUTE")
    speaks_for = speaks_against = ""
    if context.is_interactive:
        speaks_for = draft.text(context, name, _("What speaks for it, in the reporter's words"))
        speaks_against = draft.text(context, name, _("What speaks against it"))
    text = draft.text(context, name, _("How the reporter reacts"))
    entry = Choice(
        **context.stamp(Choice.prefix, on),
        route=route,
        chosen=not weighed,
        speaks_for=speaks_for,
        speaks_against=speaks_against,
        text=text,
    )

    def change(found: Case) -> Case:
        return record(found, entry, context.today())

    typed = "\n".join(filter(None, (speaks_for, speaks_against, text)))
    draft.update(context, name, typed, change)
    context.say(
        _("Route «{route}» is recorded: {entry}.").format(route=label(route), entry=entry.id)
    )


def _show(context: "Context") -> None:
    """The routes, informal first, each with what it may lead to (LVV profile 2017, annex 4)."""
    for formal, head in ((False, _("Informal")), (True, _("Formal"))):
        context.say(head)
        for route in Route:
            if route.formal is formal:
                results = ", ".join(map(label, route.results))
                context.say(f"  {route.key:<24}{label(route)}")
                if results:
                    context.say(
                        paragraph(_("may lead to: {results}").format(results=results), " " * 26)
                    )
        context.say()
    context.say(paragraph(_("Talking alone is a choice too. The reporter decides.")))
    if bodies := context.profile.directory:
        context.say()
        context.say(_("Desks and schemes here"))
        for key, body in bodies.items():
            context.say(f"  {key:<24}{body.name}" + (f", {body.address}" if body.address else ""))
