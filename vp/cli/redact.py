"""`vp redact`: the text of an entry is gone for good, from every version of the case."""

from typing import TYPE_CHECKING

import typer

from vp.cli import ask, draft
from vp.cli.amend import EntryName, entry_in, show
from vp.cli.options import CaseName, desk, example
from vp.domain import correcting
from vp.domain.case import Case, texts
from vp.domain.entries import Redaction
from vp.errors import NotAllowed, VpError
from vp.locale import N_, _
from vp.render.plain import paragraph

if TYPE_CHECKING:
    from vp.cli.context import Context
    from vp.domain.entries import Entry

app = typer.Typer()


@app.command(
    help=_("Take the text of an entry out for good; the reason is typed or piped in."),
    epilog=example("vp redact k7fm n-4t7wq2"),
)
def redact(ctx: typer.Context, case: CaseName, entry: EntryName) -> None:
    context = desk(ctx)
    name = context.case(case)
    going = entry_in(context, name, entry)
    if context.is_interactive:
        show(context, going)
        if not ask.yes(context, _("Take this text out for good"), default=False):
            raise NotAllowed(N_("nothing was taken out"), N_("to correct it: vp amend CASE ENTRY"))
    reason = draft.text(context, name, _("Why it is taken out, in other words"), needed=True)
    trace = Redaction(**context.stamp(Redaction.prefix), entry=going.id, text=reason)

    def change(found: Case) -> Case:
        return correcting.redact(found, trace, context.today())

    try:
        change(context.dossier.load(name))
    except VpError:
        draft.forget(context, name)  # a reason that quotes the text is not kept
        raise
    with draft.safe(context, name, reason):
        saved = context.dossier.redact(name, change)
    context.say(
        _("The text of {entry} in {case} is gone; {trace} says why.").format(
            entry=going.id, case=name, trace=trace.id
        )
    )
    _tell_what_stays(context, saved, going)


def _tell_what_stays(context: "Context", case: Case, going: "Entry") -> None:
    """Where the same words may still stand: corrections, and a text that was never saved."""
    if left := correcting.corrections(case, going):
        context.tell(
            paragraph(
                _("Its corrections keep their own text: {entries}.").format(entries=", ".join(left))
            )
        )
    _command, unsaved = draft.kept(context, case.id)
    if correcting.quotes(unsaved, texts(going)):
        context.tell(
            paragraph(
                _(
                    "A text that was never saved repeats it. The next vp note {case} offers it:"
                    " throw it away there."
                ).format(case=case.id)
            )
        )
