"""`vp consent`: the ledger of what the reporter allows."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from vp.cli import ask, draft
from vp.cli.options import AsJson, CaseName, On, day_ahead, desk, example, keys, one_of
from vp.domain import consent as ledger
from vp.domain.case import Case, entry_called, of_kind
from vp.domain.entries import Consent, Withdrawal
from vp.domain.profile import recipient
from vp.domain.vocabulary import ConsentForm, ConsentGiven, ConsentKind, Recipient
from vp.errors import Usage
from vp.locale import N_, _, label
from vp.render.course import whom
from vp.render.plain import paragraph, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from vp.cli.context import Context

app = typer.Typer(no_args_is_help=True, help=_("What the reporter allows."))


class _Said(NamedTuple):
    """A consent as far as it is known."""

    kind: ConsentKind | None
    form: ConsentForm | None
    given: ConsentGiven | None
    to: str


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
    names = tuple(person.name for person in context.dossier.load(name).people.values())
    said = _Said(kind, form, given, recipient(context.profile, to, names) if to else "")
    if context.is_interactive:
        said = _converse(context, said, names)
    if said.kind is None:
        raise Usage(N_("{option} is needed here"), N_("see --help"), option="--kind")
    text = draft.text(context, name, _("What may be shared"))
    entry = Consent(
        **context.stamp(Consent.prefix, on),
        kind=said.kind,
        to=said.to,
        form=said.form or ConsentForm.ANONYMISED,
        given=said.given or ConsentGiven.ORAL,
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


def _converse(context: "Context", said: _Said, names: tuple[str, ...]) -> _Said:
    """What is not known yet is asked, one thing after the other, with a way back."""

    def whom() -> str:
        shares = said.kind in ledger.SHARING and said.kind not in ledger.OWN_RECIPIENT
        return _whom(context, names) if shares else ""

    ways: dict[str, Callable[[], Any]] = {
        "kind": lambda: ask.term(context, _("Consent"), ConsentKind),
        "form": lambda: ask.term(context, _("In which form"), ConsentForm, ConsentForm.ANONYMISED),
        "given": lambda: ask.term(context, _("How given"), ConsentGiven, ConsentGiven.ORAL),
        "to": whom,
    }
    asked, number = [name for name in ways if not getattr(said, name)], 0
    context.manner.goes_back = True
    while number < len(asked):
        try:
            answer = ways[asked[number]]()
        except ask.Back:
            number = max(number - 1, 0)
            continue
        said = said._replace(**{asked[number]: answer})
        number += answer is not None
    context.manner.goes_back = False
    return said


def _whom(context: "Context", names: tuple[str, ...]) -> str:
    """The key of the recipient that was chosen by number, label or beginning."""
    question = _("With whom (a function or body)")
    bodies = {key: body.name for key, body in context.profile.directory.items()}
    known = {one.key: label(one) for one in Recipient} | bodies
    context.tell("\n".join(f"{number:>4}  {one}" for number, one in enumerate(known.values(), 1)))

    def parse(answer: str) -> str:
        if answer.strip().isdecimal() and 1 <= int(answer) <= len(known):
            return list(known)[int(answer) - 1]
        return recipient(context.profile, answer, names, question)

    return ask.until(context, question, "", parse, list(known.values()))


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
