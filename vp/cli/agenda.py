"""`vp agenda`: what is due, from all cases and the counsellor's own year."""

from typing import Annotated

import typer

from vp.cli.options import AsJson, desk, example
from vp.domain.agenda import HORIZON, due
from vp.domain.agenda_items import AgendaKind, Item
from vp.locale import _, label, ngettext
from vp.render.plain import paragraph, typed

app = typer.Typer()


@app.command(
    help=_("Show what is due: steps, reminders, aftercare, terms, and the talks of the year."),
    epilog=example("vp agenda --days 30"),
)
def agenda(
    ctx: typer.Context,
    days: Annotated[
        int, typer.Option("--days", min=0, max=3660, help=_("how far ahead"))
    ] = HORIZON,
    as_json: AsJson = False,
) -> None:
    from vp.store.papers import activities

    context = desk(ctx)
    overview = context.overview()
    items = due(
        overview.summaries, activities(context.dossier), context.profile, context.today(), days
    )
    if as_json:
        context.json(items)
    else:
        expired = [item for item in items if item.kind is AgendaKind.DESTRUCTION and item.late]
        for item in items:
            if item not in expired:
                context.say(_line(item))
        if expired:
            told = ngettext(
                "{n} case has expired and waits for vp purge",
                "{n} cases have expired and wait for vp purge",
                len(expired),
            )
            context.say(told.format(n=len(expired)))
        if not items and not overview.unreadable:
            context.say(_("Nothing is due."))
    context.warn_unreadable(overview.unreadable)


def _line(item: Item) -> str:
    """When, what, for which case, and the command that answers it."""
    late = _("late") if item.late else ""
    whom = f"{item.case} «{item.alias}»" if item.case else ""
    head = "  ".join(filter(None, (str(item.on), late, label(item.kind), whom)))
    lines = [paragraph(head), paragraph(typed(item.command), " " * 12)]
    if item.kind is AgendaKind.FEEDBACK and len(item.about) == 2:
        told = _("counted from receipt: {receipt}; from its confirmation: {confirmed}")
        receipt, confirmed = item.about
        lines.insert(1, paragraph(told.format(receipt=receipt, confirmed=confirmed), " " * 12))
    return "\n".join(lines)
