"""`vp consent`: the ledger of what the reporter allows."""

from datetime import date
from typing import Annotated

import typer

from vp.cli import ask, draft
from vp.cli.options import AsJson, CaseName, On, day_ahead, desk, example, keys, one_of
from vp.domain import consent as ledger
from vp.domain.case import Case, entry_called, of_kind
from vp.domain.entries import Consent, Withdrawal
from vp.domain.profile import recipient
from vp.domain.vocabulary import ConsentForm, ConsentGiven, ConsentKind
from vp.errors import Usage
from vp.locale import N_, _, label
from vp.render.course import whom
from vp.render.plain import paragraph, table

app = typer.Typer(no_args_is_help=True, help=_("What the reporter allows."))


@app.command(
    help=_("Record a consent; the text says what may be shared."),
    epilog=example("vp consent give k7fm --kind share_manager"),
)
def give(
    ctx: typer.Context,
    case: CaseName,
    kind: Annotated[
        ConsentKind | None,
        typer.Option("--kind", parser=one_of(ConsentKind, "kind"), help=keys(ConsentKind)),
    ] = None,
    to: Annotated[
        str, typer.Option("--to", metavar="RECIPIENT", help=_("a function or body, never a name"))
    ] = "",
    form: Annotated[
        ConsentForm | None,
        typer.Option("--form", parser=one_of(ConsentForm, "form"), help=keys(ConsentForm)),
    ] = None,
    given: Annotated[
        ConsentGiven | None,
        typer.Option("--given", parser=one_of(ConsentGiven, "given"), help=keys(ConsentGiven)),
    ] = None,
    until: Annotated[
        date | None,
        typer.Option("--until", parser=day_ahead, metavar="DATE", help=_("the last day it holds")),
    ] = None,
    on: On = None,
    as_json: AsJson = False,
) -> None:
    context = desk(ctx)
    name = context.case(case)
    if context.is_interactive:
        kind = kind or ask.term(context, _("Consent"), ConsentKind)
        form = form or ask.term(context, _("In which form"), ConsentForm, ConsentForm.ANONYMISED)
        given = given or ask.term(context, _("How given"), ConsentGiven, ConsentGiven.ORAL)
    if kind is None:
        raise Usage(N_("{option} is needed here"), N_("see --help"), option="--kind")
    names = tuple(person.name for person in context.dossier.load(name).people.values())
    if context.is_interactive and not to and kind in ledger.SHARING:
        to = ask.line(context, _("With whom (a function or body)"))
    text = draft.text(context, name, _("What may be shared"))
    entry = Consent(
        **context.stamp(Consent.prefix, on),
        kind=kind,
        to=recipient(context.profile, to, names) if to else "",
        form=form or ConsentForm.ANONYMISED,
        given=given or ConsentGiven.ORAL,
        until=until,
        text=text,
    )
    draft.update(context, name, text, lambda found: ledger.give(found, entry, context.today()))
    if as_json:
        context.json({"id": entry.id})
    else:
        context.say(
            _("Consent {entry} is in the ledger of {case}.").format(entry=entry.id, case=name)
        )
    if entry.given is ConsentGiven.ORAL:
        context.tell(
            paragraph(
                _(
                    "It was given orally. Confirm it in writing, and record that with --given"
                    " oral_confirmed."
                )
            )
        )


@app.command(
    help=_("Withdraw a consent; final until it is given anew."),
    epilog=example("vp consent withdraw k7fm c-4t7wq2"),
)
def withdraw(
    ctx: typer.Context,
    case: CaseName,
    consent: Annotated[str, typer.Argument(metavar="ID", help=_("the consent"))],
    on: On = None,
) -> None:
    context = desk(ctx)
    name = context.case(case)

    def change(found: Case) -> Case:
        meant = entry_called(of_kind(found, Consent), consent, found)
        entry = Withdrawal(**context.stamp(Withdrawal.prefix, on), consent=meant.id)
        return ledger.withdraw(found, entry, context.today())

    context.dossier.update(name, change)
    context.say(_("The consent no longer holds."))


@app.command(
    "list",
    help=_("Show the ledger: every consent, and whether it holds."),
    epilog=example("vp consent list k7fm"),
)
def list_(ctx: typer.Context, case: CaseName, as_json: AsJson = False) -> None:
    context = desk(ctx)
    found = context.dossier.load(context.case(case))
    consents = of_kind(found, Consent)
    if as_json:
        context.json([_plain(found, one, context.today()) for one in consents])
        return
    if not consents:
        context.say(_("No consent was recorded yet."))
        return
    rows = [
        (one.id, str(one.on), _state(found, one, context.today()), whom(one.to)) for one in consents
    ]
    # Two lines each: in one, the recipient would fall off a screen of 80 columns.
    head, *lines = table(rows, (_("id"), _("given on"), _("now"), _("to"))).splitlines()
    kind, form = _("for"), _("form")
    context.say(head)
    for one, line in zip(consents, lines, strict=True):
        context.say(line)
        what = f"{kind}: {label(one.kind)}; {form}: {label(one.form)}"
        context.say(paragraph(what, " " * 10))


def _plain(case: Case, one: Consent, today: date) -> dict[str, object]:
    return {
        "id": one.id,
        "kind": one.kind,
        "to": one.to,
        "form": one.form,
        "given": one.given,
        "on": one.on,
        "until": one.until,
        "withdrawn": ledger.withdrawn_on(case, one),
        "holds": _holds(case, one, today),
    }


def _holds(case: Case, one: Consent, today: date) -> bool:
    withdrawn = ledger.withdrawn_on(case, one)
    return one.on <= today and withdrawn is None and (one.until is None or today <= one.until)


def _state(case: Case, one: Consent, today: date) -> str:
    if ended := ledger.withdrawn_on(case, one):
        return _("withdrawn {day}").format(day=ended)
    return _("holds") if _holds(case, one, today) else _("expired")
