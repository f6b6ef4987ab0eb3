"""`vp share`: what left the room is recorded, under a consent or a breach that covers it."""

from typing import TYPE_CHECKING, Annotated

import typer

from vp.cli import draft
from vp.cli.options import CaseName, On, desk, example, keys, one_of
from vp.domain import breach as protocol
from vp.domain import consent as ledger
from vp.domain.case import Case, entry_called, of_kind
from vp.domain.entries import Consent, Disclosure
from vp.domain.profile import recipient
from vp.domain.vocabulary import ConsentForm
from vp.errors import Usage
from vp.locale import N_, _
from vp.render.plain import paragraph

if TYPE_CHECKING:
    from vp.cli.context import Context

app = typer.Typer()


@app.command(
    help=_("Record what left the room; refused unless a consent or a breach covers it."),
    epilog=example("vp share k7fm --to manager --form unnamed --consent c-4t7wq2"),
)
def share(
    ctx: typer.Context,
    case: CaseName,
    to: Annotated[
        str, typer.Option("--to", metavar="RECIPIENT", help=_("a function or body, never a name"))
    ],
    form: Annotated[
        ConsentForm,
        typer.Option("--form", parser=one_of(ConsentForm, "form"), help=keys(ConsentForm)),
    ] = ConsentForm.UNNAMED,
    consent: Annotated[
        str, typer.Option("--consent", metavar="ID", help=_("the consent that covers it"))
    ] = "",
    breach: Annotated[
        str, typer.Option("--breach", metavar="ID", help=_("the breach that allows it"))
    ] = "",
    on: On = None,
) -> None:
    context = desk(ctx)
    name = context.case(case)
    found = context.dossier.load(name)
    whom = recipient(context.profile, to, tuple(one.name for one in found.people.values()))
    if consent and breach:
        raise Usage(
            N_("a disclosure rests on a consent or on a breach, not on both"), N_("see --help")
        )
    day = on or context.today()
    if not breach and not consent:
        consent = ledger.require_covering(found, whom, form, day).id
    _show_agreement(context)
    text = draft.text(context, name, _("What was told, exactly"))
    reason = ""
    if breach and form is ConsentForm.NAMED and context.is_interactive:
        reason = draft.text(context, name, _("Why the name was needed"), needed=True)
    entry = Disclosure(
        **context.stamp(Disclosure.prefix, on),
        to=whom,
        form=form,
        text=text,
        identity_reason=reason,
    )

    def change(current: Case) -> Case:
        import msgspec

        if breach:
            under = msgspec.structs.replace(entry, breach=breach)
            return protocol.disclose(current, under, context.today())
        meant = entry_called(of_kind(current, Consent), consent, current)
        under = msgspec.structs.replace(entry, consent=meant.id)
        return ledger.disclose(current, under, context.today())

    draft.update(context, name, text, change)
    context.say(_("Recorded in {case}: {entry}.").format(case=name, entry=entry.id))


def _show_agreement(context: "Context") -> None:
    """What was agreed beforehand on sharing stands on the screen (Huis brochure 2023, §6.2)."""
    if context.is_interactive and context.profile.secrecy_agreement:
        context.tell(
            paragraph(
                _("Agreed with the organisation: {text}").format(
                    text=context.profile.secrecy_agreement
                )
            )
        )
