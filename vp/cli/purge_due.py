"""What has expired is destroyed: the work of `vp purge`, apart from its options.

`vp purge` by itself is what a timer starts every day, and it comes here without the library that
takes a command line apart (see `vp.cli.main`): most of the time it would take is that.
"""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from vp.cli import unlocking
from vp.domain.retention import Term, is_too_many
from vp.errors import Attention, NotThere
from vp.locale import N_, _

if TYPE_CHECKING:
    from vp.cli.context import Context

CLOCK = "clock"
MANY = "many"


def purge(context: "Context", confirmed: Collection[str] = (), *, as_json: bool = False) -> None:
    """What is due is destroyed; raises Attention for what a person must decide."""
    from vp.store.destruction import destroy, plan

    unlocking.settle(context)
    _require_folder(context)
    _require_clock(context, CLOCK in confirmed)
    _require_known(context, confirmed)
    today = context.today()
    found = plan(context.shelf, today)
    due, kept = found.due, found.kept
    if due or kept:  # most days there is nothing, and then nothing is locked, swept or listed again
        with context.shelf.writing():
            found = plan(context.shelf, today)
            due = found.due + [term for term in found.kept if term.case in confirmed]
            kept = [term for term in found.kept if term.case not in confirmed]
            _require_few(context, due, MANY in confirmed)
            destroy(context.shelf, due, today)
    if as_json:
        context.json(plain(due, kept, found.next))
    elif context.stdout.isatty():
        context.say(_("Destroyed: {number}.").format(number=len(due)))
    if kept:
        raise Attention(
            N_("not destroyed, since the file is not the one that was closed: {cases}"),
            N_("look at it with vp show {first}; to destroy it: vp purge --confirm {first}"),
            cases=", ".join(term.case for term in kept),
            first=kept[0].case,
        )


def plain(due: list[Term], kept: list[Term], following: date | None) -> dict[str, object]:
    """What was destroyed or would be, what was kept and why, and the next day something is due."""
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
    if confirmed:  # also when what was remembered cannot be read
        clock.write(private, clock.Clock(last=context.today()))
        return
    known = clock.read(private)
    seen = clock.look(known, context.today(), context.uptime())
    if seen != known:
        clock.write(private, seen)
    if seen.is_new:
        raise Attention(
            N_(
                "the clock says {today}, and no earlier purge is known here to compare it with;"
                " nothing was destroyed"
            ),
            N_("if today is right: vp purge --confirm clock"),
            today=context.today(),
        )
    if seen.doubt:
        raise Attention(
            N_("the clock says {today}, the last purge was on {last}; nothing was destroyed"),
            N_("if today is right: vp purge --confirm clock"),
            today=context.today(),
            last=seen.last,
        )


def _require_known(context: "Context", confirmed: Collection[str]) -> None:
    """Nothing, when everything confirmed is a case or a doubt; a slip of the pen is no yes."""
    named = set(confirmed) - {CLOCK, MANY}
    if named and not named.issubset(term.case for term in context.shelf.cabinet.terms()):
        raise NotThere(N_("there is no such case"), N_("vp list shows the cases"))


def _require_few(context: "Context", due: list[Term], confirmed: bool) -> None:
    number = len(context.shelf.ids()) if due else 0
    if due and is_too_many(len(due), number) and not confirmed:
        raise Attention(
            N_("{due} of {all} cases are due, more than one run destroys by itself"),
            N_("look with vp purge --dry-run; if it is right: vp purge --confirm many"),
            due=len(due),
            all=number,
        )
