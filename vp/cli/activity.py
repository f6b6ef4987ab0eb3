"""`vp activity`: the work without a case, in the counsellor's own journal."""

from typing import TYPE_CHECKING, Annotated

import typer

from vp.cli import ask, draft
from vp.cli.options import AsJson, Minutes, On, desk, example, keys, one_of
from vp.domain import activity as journal
from vp.domain import consent, period
from vp.domain.activity import Activity
from vp.domain.vocabulary import ActivityKind, ConsentKind
from vp.errors import NotThere, Usage
from vp.locale import N_, _, label
from vp.render.plain import paragraph, table

if TYPE_CHECKING:
    from vp.cli.context import Context

DRAFT = "journal"
"""The name under which a text that was not saved is kept."""

app = typer.Typer(no_args_is_help=True, help=_("The work without a case."))


@app.command(
    help=_("Note an activity; its text is yours and holds nothing of a case."),
    epilog=example("vp activity add --kind information --minutes 60 --reach 25"),
)
def add(
    ctx: typer.Context,
    kind: Annotated[
        ActivityKind | None,
        typer.Option("--kind", parser=one_of(ActivityKind, "kind"), help=keys(ActivityKind)),
    ] = None,
    minutes: Minutes = 0,
    reach: Annotated[int, typer.Option("--reach", min=0, help=_("how many people"))] = 0,
    on: On = None,
    cases: Annotated[
        int, typer.Option("--cases", min=0, help=_("how many cases stand behind a signal"))
    ] = 0,
    recognisable: Annotated[
        list[str] | None,
        typer.Option("--recognisable", metavar="CASE", help=_("a case that may be recognised")),
    ] = None,
    report: Annotated[
        str, typer.Option("--report", metavar="PERIOD", help=_("the report given in this talk"))
    ] = "",
    follows: Annotated[
        str, typer.Option("--follows", metavar="ID", help=_("the recommendation this is about"))
    ] = "",
    pressure: Annotated[
        bool, typer.Option("--pressure", help=_("you were pressed or harmed for your work"))
    ] = False,
) -> None:
    context = desk(ctx)
    if kind is None and context.is_interactive:
        kind = ask.term(context, _("Which activity"), ActivityKind)
    if kind is None:
        raise Usage(N_("{option} is needed here"), N_("see --help"), option="--kind")
    if kind is ActivityKind.SIGNAL:
        context.tell(
            paragraph(
                _(
                    "A signal goes out without names and untraceable. A place, a date or a post"
                    " can make a case recognisable."
                )
            )
        )
    entry = Activity(
        **context.stamp("j", on),
        kind=kind,
        minutes=minutes,
        reach=reach,
        cases=cases,
        report=period.parse(report).label if report else "",
        follows=follows,
        pressure=pressure,
    )
    _require_followed(context, follows)
    consents = _consents(context, recognisable or [], entry)
    journal.require_untraceable(entry, consents, context.profile.signal_minimum)
    _save(context, entry)
    context.say(_("Noted: {entry}.").format(entry=entry.id))


def _save(context: "Context", entry: Activity) -> None:
    import msgspec

    from vp.store.papers import update_journal

    text = draft.text(context, DRAFT, _("What it was about"))
    whole = msgspec.structs.replace(entry, text=text)
    with draft.safe(context, DRAFT, text):
        update_journal(
            context.dossier, entry.on.year, lambda year: journal.add(year, whole, context.today())
        )


@app.command("list", help=_("Show the journal."), epilog=example("vp activity list"))
def list_(ctx: typer.Context, as_json: AsJson = False) -> None:
    from vp.store.papers import activities

    context = desk(ctx)
    found = activities(context.dossier)
    if as_json:
        context.json([_plain(one) for one in found])
        return
    rows = [
        (one.id, str(one.on), label(one.kind), str(one.minutes or ""), one.text.split("\n")[0])
        for one in found
    ]
    head = (_("id"), _("day"), _("activity"), _("min"), _("about"))
    context.say(table(rows, head) if rows else _("Nothing was noted yet."))


def _require_followed(context: "Context", id_: str) -> None:
    """Nothing, when nothing is followed, or an entry of the journal that is there."""
    from vp.store.papers import activities

    if id_ and id_ not in {one.id for one in activities(context.dossier)}:
        raise NotThere(
            N_("the journal has no such entry"), N_("vp activity list shows the entries")
        )


def _consents(context: "Context", names: list[str], entry: Activity) -> list[bool]:
    """For each case that may be recognised: whether its reporter consented (complaints, casus)."""
    cases = [context.dossier.load(context.case(name)) for name in names]
    wanted = ConsentKind.RECOGNISABLE_SIGNAL
    return [consent.in_force(case, wanted, entry.on) is not None for case in cases]


def _plain(one: Activity) -> dict[str, object]:
    names = (
        "id",
        "on",
        "kind",
        "minutes",
        "reach",
        "cases",
        "report",
        "follows",
        "pressure",
        "text",
    )
    return {name: getattr(one, name) for name in names}
