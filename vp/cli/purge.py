"""`vp purge`: what has expired is destroyed, with nobody there and nothing to ask.

Silent when all is well: cron mails what a command says to the employer's server.
"""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from vp.cli import unlocking
from vp.cli.options import AsJson, day_ahead, desk, example
from vp.domain.retention import Plan, Term, is_too_many
from vp.errors import Attention, NotThere, Usage
from vp.locale import N_, _

if TYPE_CHECKING:
    from vp.cli.context import Context

app = typer.Typer()

INSTALL = typer.Option("--install-timer", help=_("set a timer that does it every day"))
UNINSTALL = typer.Option("--uninstall-timer", help=_("take that timer away"))
CLOCK = "clock"
MANY = "many"


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
        _destroy(context, confirm or [], as_json)


def _destroy(context: "Context", confirmed: list[str], as_json: bool) -> None:
    """What is due is destroyed; raises Attention for what a person must decide."""
    from vp.store.destruction import destroy, plan

    unlocking.settle(context)
    _require_folder(context)
    with context.shelf.writing():
        _require_clock(context, CLOCK in confirmed)
        today = context.today()
        found = plan(context.shelf, today)
        _require_known(context, confirmed)
        due = found.due + [term for term in found.kept if term.case in confirmed]
        kept = [term for term in found.kept if term.case not in confirmed]
        _require_few(context, due, MANY in confirmed)
        destroy(context.shelf, due, today)
    if as_json:
        context.json(_plain(due, kept, found.next))
    elif context.stdout.isatty():
        context.say(_("Destroyed: {number}.").format(number=len(due)))
    if kept:
        raise Attention(
            N_("not destroyed, since the file is not the one that was closed: {cases}"),
            N_("look at it with vp show {first}; to destroy it: vp purge --confirm {first}"),
            cases=", ".join(term.case for term in kept),
            first=kept[0].case,
        )


def _require_known(context: "Context", confirmed: list[str]) -> None:
    """Nothing, when everything confirmed is a case or a doubt; a slip of the pen is no yes."""
    named = set(confirmed) - {CLOCK, MANY}
    if named and not named.issubset(term.case for term in context.shelf.cabinet.terms()):
        raise NotThere(N_("there is no such case"), N_("vp list shows the cases"))


def _tell_plan(context: "Context", plan: Plan, as_json: bool) -> None:
    if as_json:
        context.json(_plain(plan.due, plan.kept, plan.next))
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


def _plain(due: list[Term], kept: list[Term], following: date | None) -> dict[str, object]:
    return {
        "destroyed": [term.case for term in due],
        "skipped": [{"id": term.case, "why": "digest"} for term in kept],
        "next": following,
    }


def _require_folder(context: "Context") -> None:
    if not (context.folder / "cases").is_dir():
        raise Attention(
            N_("the folder with the cases is not there; nothing was destroyed"),
            N_("connect the disk it is on and try again"),
        )


def _require_clock(context: "Context", confirmed: bool) -> None:
    """Nothing, when the clock can be believed; else Attention, and the doubt is remembered."""
    from vp.store import clock

    private = context.shelf.private
    seen = clock.look(clock.read(private), context.today(), context.uptime())
    if confirmed:
        seen = clock.Clock(last=context.today())
    clock.write(private, seen)
    if seen.doubt:
        raise Attention(
            N_("the clock says {today}, the last purge was on {last}; nothing was destroyed"),
            N_("if today is right: vp purge --confirm clock"),
            today=context.today(),
            last=seen.last,
        )


def _require_few(context: "Context", due: list[Term], confirmed: bool) -> None:
    number = len(context.shelf.ids()) if due else 0
    if due and is_too_many(len(due), number) and not confirmed:
        raise Attention(
            N_("{due} of {all} cases are due, more than one run destroys by itself"),
            N_("look with vp purge --dry-run; if it is right: vp purge --confirm many"),
            due=len(due),
            all=number,
        )


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
