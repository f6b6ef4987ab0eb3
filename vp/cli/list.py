"""`vp list`: the cases, by number and alias, never by name."""

from typing import Annotated

import typer

from vp.cli.options import AsJson, desk, example
from vp.domain.summary import Summary
from vp.locale import _, label
from vp.render.plain import table

app = typer.Typer()


@app.command(
    "list",
    help=_("Show the open cases, or with --all every case."),
    epilog=example("vp list --all"),
)
def list_(
    ctx: typer.Context,
    every: Annotated[bool, typer.Option("--all", help=_("closed cases too"))] = False,
    as_json: AsJson = False,
) -> None:
    context = desk(ctx)
    overview = context.overview()
    shown = [one for one in overview.summaries if every or one.is_open]
    shown.sort(key=lambda one: (one.facts.opened, one.id))
    if as_json:
        context.json([_plain(one) for one in shown])
    elif shown:
        head = (_("case"), _("alias"), _("opened"), _("status"), _("destroyed on"), _("about"))
        context.say(table([_row(one) for one in shown], head))
    elif not overview.unreadable:
        context.say(_("There are no open cases.") if not every else _("There are no cases."))
    context.warn_unreadable(overview.unreadable)


def _row(one: Summary) -> tuple[str, ...]:
    status = {"open": _("open"), "closed": _("closed"), "hold": _("held")}[one.status]
    about = label(one.facts.kinds[0] if one.facts.kinds else one.facts.domain)
    return one.id, one.alias, str(one.facts.opened), status, str(one.destroy_on or "-"), about


def _plain(one: Summary) -> dict[str, object]:
    return {
        "id": one.id,
        "alias": one.alias,
        "status": one.status,
        "opened": one.facts.opened,
        "closed": one.closed,
        "destroy_on": one.destroy_on,
        "domain": one.facts.domain,
        "kinds": one.facts.kinds,
        "role": one.facts.role,
        "unit": one.facts.unit,
        "hold": one.hold_until,
    }
