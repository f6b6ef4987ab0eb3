"""`vp breach`: breaking secrecy is weighed step by step, and what is missing stays visible."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from vp.cli import ask, draft
from vp.cli.options import AsJson, CaseName, On, desk, example, keys, one_of
from vp.domain import breach as protocol
from vp.domain.case import Case
from vp.domain.entries import BreachEnded, BreachOpened, BreachStep
from vp.domain.vocabulary import BreachEnd, BreachGround, Term
from vp.errors import Usage
from vp.locale import N_, _, label
from vp.render.plain import beside, paragraph

if TYPE_CHECKING:
    from vp.cli.context import Context

T = TypeVar("T", bound=Term)

app = typer.Typer(no_args_is_help=True, help=_("Weigh breaking secrecy, step by step."))


@app.command(
    "open",
    help=_("Begin the weighing on a ground; not breaking secrecy is as good an end as any."),
    epilog=example("vp breach open k7fm --ground conflict_of_duties"),
)
def open_(
    ctx: typer.Context,
    case: CaseName,
    ground: Annotated[
        BreachGround,
        typer.Option("--ground", parser=one_of(BreachGround, "ground"), help=keys(BreachGround)),
    ],
    urgent: Annotated[
        bool, typer.Option("--urgent", help=_("danger to life: a disclosure may go first"))
    ] = False,
    on: On = None,
    as_json: AsJson = False,
) -> None:
    context = desk(ctx)
    name = context.case(case)
    if agreed := context.profile.secrecy_agreement:
        context.tell(paragraph(_("Agreed with the organisation: {text}").format(text=agreed)))
    text = draft.text(context, name, _("What brings you to this"))
    entry = BreachOpened(
        **context.stamp(BreachOpened.prefix, on),
        ground=ground,
        urgent=urgent,
        protocol=protocol.VERSION,
        text=text,
    )

    def change(found: Case) -> Case:
        return protocol.open_(found, entry, context.today())

    saved = draft.update(context, name, text, change)
    if as_json:
        context.json({"id": entry.id})
    else:
        _tell_next(context, protocol.run_called(saved, entry.id))


@app.command(
    help=_("Record a step, or with --not-possible why it could not be taken."),
    epilog=example("vp breach step k7fm conscience"),
)
def step(
    ctx: typer.Context,
    case: CaseName,
    key: Annotated[str, typer.Argument(metavar="[STEP]", help=_("key or label of the step"))] = "",
    on: On = None,
    not_possible: Annotated[
        bool, typer.Option("--not-possible", help=_("it could not be done, or does not hold"))
    ] = False,
    breach: Annotated[
        str, typer.Option("--breach", metavar="ID", help=_("which one, when there are several"))
    ] = "",
) -> None:
    context = desk(ctx)
    name = context.case(case)
    found = context.dossier.load(name)
    run = protocol.run_called(found, breach) if breach else protocol.current(found)
    known = protocol.in_turn(run)
    meant = protocol.find_step(key) if key else _asked(context, _("Which step"), known, "STEP")
    if context.is_interactive:
        context.tell(paragraph(_(meant.explained)))
    text = draft.text(context, name, _("In your own words"))
    entry = BreachStep(
        **context.stamp(BreachStep.prefix, on),
        breach=run.opened.id,
        step=meant.key,
        possible=not not_possible,
        text=text,
    )

    def change(current: Case) -> Case:
        return protocol.step(current, entry, context.today())

    saved = draft.update(context, name, text, change)
    _tell_next(context, protocol.run_called(saved, run.opened.id))


@app.command(
    help=_("Show where each weighing is, what is next, and what is missing."),
    epilog=example("vp breach show k7fm"),
)
def show(ctx: typer.Context, case: CaseName, as_json: AsJson = False) -> None:
    context = desk(ctx)
    found = context.dossier.load(context.case(case))
    runs = protocol.runs(found)
    if as_json:
        context.json([_plain(run) for run in runs])
        return
    if not runs:
        context.say(_("In this case breaking secrecy was never weighed."))
    for run in runs:
        _show(context, run)


@app.command(help=_("End the weighing."), epilog=example("vp breach end k7fm --as not_broken"))
def end(
    ctx: typer.Context,
    case: CaseName,
    how: Annotated[
        BreachEnd | None, typer.Option("--as", parser=one_of(BreachEnd, "as"), help=keys(BreachEnd))
    ] = None,
    breach: Annotated[
        str, typer.Option("--breach", metavar="ID", help=_("which one, when there are several"))
    ] = "",
    on: On = None,
) -> None:
    context = desk(ctx)
    name = context.case(case)
    found = context.dossier.load(name)
    run = protocol.run_called(found, breach) if breach else protocol.current(found)
    if how is None:
        how = _asked(context, _("How it ends"), protocol.endings(run), "--as")
    text = draft.text(context, name, _("Why it ends so"))
    entry = BreachEnded(
        **context.stamp(BreachEnded.prefix, on), breach=run.opened.id, end=how, text=text
    )

    def change(current: Case) -> Case:
        return protocol.end(current, entry, context.today())

    saved = draft.update(context, name, text, change)
    context.say(_("The weighing has ended: {how}.").format(how=label(how)))
    left = protocol.run_called(saved, run.opened.id).open_steps
    if left:
        context.tell(paragraph(_("Still to do: {steps}").format(steps=", ".join(map(label, left)))))


def _asked(context: "Context", question: str, known: Sequence[T], option: str) -> T:
    """The term that was chosen. Raises Usage where nobody can be asked, or none was chosen."""
    chosen = ask.term(context, question, known) if known and context.is_interactive else None
    if chosen is None:
        raise Usage(N_("{option} is needed here"), N_("see --help"), option=option)
    return chosen


def _tell_next(context: "Context", run: protocol.Run) -> None:
    if run.next is None:
        context.say(_("Every step is recorded."))
        return
    context.say(_("Next: {step} ({key})").format(step=label(run.next), key=run.next.key))
    context.say(paragraph(_(run.next.explained), "  "))


def _show(context: "Context", run: protocol.Run) -> None:
    """One weighing on the screen: done, not possible or not so, next, open, and left out."""
    opened = run.opened
    urgent = f"  ({_('urgent')})" if opened.urgent else ""
    context.say(beside(f"{opened.id}  {opened.on}", f"{label(opened.ground)}{urgent}", 22))
    taken = {entry.step: entry for entry in run.steps}
    days = {"ground_named": opened.on} | {entry.step: entry.on for entry in run.steps}
    if run.disclosures:
        days["disclosed"] = run.disclosures[-1].on
    for one in run.table:
        following = run.next is not None and one.key == run.next.key
        done = "-" if one.key in taken and not taken[one.key].possible else "x"
        mark = ">" if following else done if one in run.done else " "
        day = str(days[one.key]) if one in run.done else ""
        context.say(f" [{mark}] {one.key:<20}{label(one):<34}{day}".rstrip())
        if following:
            context.say(paragraph(_(one.explained), " " * 5))
    late = _("left out or too late")
    for gap in protocol.gaps(run):
        context.say(f"  ! {late}: {label(gap)}")
    if run.ended:
        context.say(f"  {run.ended.on}  {label(run.ended.end)}")
    context.say()


def _plain(run: protocol.Run) -> dict[str, object]:
    return {
        "id": run.opened.id,
        "ground": run.opened.ground,
        "urgent": run.opened.urgent,
        "on": run.opened.on,
        "protocol": run.opened.protocol,
        "steps": [
            {"step": entry.step, "on": entry.on, "possible": entry.possible} for entry in run.steps
        ],
        "open": [one.key for one in run.open_steps],
        "next": run.next.key if run.next else None,
        "gaps": [one.key for one in protocol.gaps(run)],
        "disclosures": [entry.id for entry in run.disclosures],
        "end": run.ended.end if run.ended else None,
    }
