"""`vp purge`: what has expired is destroyed, with nobody there and nothing to ask.

Silent when all is well: cron mails what a command says to the employer's server.
"""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from vp.cli import purge_due
from vp.cli.options import AsJson, day_ahead, desk, example
from vp.domain.retention import Plan
from vp.errors import Attention, Usage
from vp.locale import N_, _

if TYPE_CHECKING:
    from vp.cli.context import Context

app = typer.Typer()

INSTALL = typer.Option("--install-timer", help=_("set a timer that does it every day"))
UNINSTALL = typer.Option("--uninstall-timer", help=_("take that timer away"))


@app.command(help=_("Destroy what has expired."), epilog=example("vp purge --dry-run"))
def purge(
    ctx: typer.Context,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("only say what would be destroyed"))
    ] = False,
    as_of: Annotated[
        date | None,
        typer.Option(
            "--as-of", parser=day_ahead, metavar="DATE", help=_("with --dry-run: on that day")
        ),
    ] = None,
    confirm: Annotated[
        list[str] | None,
        typer.Option("--confirm", metavar="WHAT", help=_("a case id, or clock, or many")),
    ] = None,
    verify: Annotated[
        bool, typer.Option("--verify", help=_("try every version in git with every key held"))
    ] = False,
    install_timer: Annotated[bool, INSTALL] = False,
    uninstall_timer: Annotated[bool, UNINSTALL] = False,
    as_json: AsJson = False,
) -> None:
    context = desk(ctx)
    if as_of is not None and not dry_run:
        raise Usage(N_("--as-of goes with --dry-run only"), N_("add --dry-run"))
    if install_timer or uninstall_timer:
        from vp.cli import timer

        timer.require_alone(as_of, confirm, verify, uninstall_timer and (install_timer or dry_run))
        if install_timer:
            timer.install(context, dry_run, as_json)
        else:
            timer.uninstall(context, as_json)
    elif verify:
        _verify(context, as_json)
    elif dry_run:
        from vp.store.destruction import plan

        _tell_plan(context, plan(context.shelf, as_of or context.today()), as_json)
    else:
        purge_due.purge(context, confirm or (), as_json=as_json)


def _tell_plan(context: "Context", plan: Plan, as_json: bool) -> None:
    if as_json:
        context.json(purge_due.plain(plan.due, plan.kept, plan.next))
        return
    for term in plan.due:
        context.say(
            _("would be destroyed: {case}, due since {day}").format(case=term.case, day=term.due)
        )
    for term in plan.kept:
        context.say(
            _("would be kept: {case}, its file is not the one that was closed").format(
                case=term.case
            )
        )
    if not plan.due and not plan.kept:
        context.say(_("Nothing would be destroyed."))
    if plan.next:
        context.say(_("The next day on which something is due: {day}").format(day=plan.next))


def _verify(context: "Context", as_json: bool) -> None:
    """Says how many versions of destroyed cases any key held still opens: none."""
    from vp.store.verify import verify

    with context.progress() as step:
        result = verify(context.dossier, context.identity, step)
    if as_json:
        context.json({"versions_tried": result.tried, "opened": len(result.opened)})
    else:
        context.say(
            _("{tried} versions in git were tried with every key held; {opened} open.").format(
                tried=result.tried, opened=len(result.opened)
            )
        )
    if result.opened:
        raise Attention(
            N_("what was destroyed or taken out can still be opened: {cases}"),
            N_("a copy of its key is somewhere in the cabinet; vp check tells more"),
            cases=", ".join(sorted(result.opened)),
        )
