"""`vp letter`: a letter, leaflet or certificate; one about a case is counted in that case."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vp.cli import copies as readable
from vp.cli import given
from vp.cli.options import Output, desk, example, keys, one_of
from vp.domain import letters
from vp.domain.case import Case, record
from vp.domain.leaving import Made
from vp.domain.letters import ABOUT_A_CASE, LetterKind
from vp.domain.record import Record
from vp.domain.vocabulary import ConsentGiven
from vp.errors import Usage, VpError
from vp.locale import N_, _
from vp.render.plain import paragraph
from vp.store import files

if TYPE_CHECKING:
    from vp.cli.context import Context

app = typer.Typer()


@app.command(
    help=_("Make a letter, leaflet or certificate; one about a case is counted in that case."),
    epilog=example("vp letter consent k7fm --consent c-4t7wq2 -o toestemming.md"),
)
def letter(
    ctx: typer.Context,
    kind: Annotated[
        LetterKind,
        typer.Argument(metavar="KIND", parser=one_of(LetterKind, "kind"), help=keys(LetterKind)),
    ],
    case: Annotated[
        str, typer.Argument(metavar="CASE", help=_("the case, where the letter is about one"))
    ] = "",
    consent: Annotated[
        str, typer.Option("--consent", metavar="ID", help=_("the consent that is confirmed"))
    ] = "",
    breach: Annotated[
        str, typer.Option("--breach", metavar="ID", help=_("the weighing that is accounted for"))
    ] = "",
    copies: Annotated[
        int, typer.Option("--copies", min=1, max=99, help=_("how many you make of it"))
    ] = 1,
    output: Output = None,
) -> None:
    context = desk(ctx)
    _require_fitting(kind, case, consent=consent, breach=breach, copies=copies)
    letters.require_settings(kind, context.profile)
    place = given.place(context, output) if output else None
    if kind in ABOUT_A_CASE:
        _make_about(context, kind, case, consent or breach, copies, place)
    else:
        text = _text(context, kind, _general(context, kind, case))
        _write(place, text)
        _show(context, text, place)


def _make_about(
    context: "Context", kind: LetterKind, case: str, entry: str, copies: int, place: Path | None
) -> None:
    """The letter is made and counted in its case, or neither."""
    name = context.case(case)
    found = context.dossier.load(name)
    known = _about(context, kind, found, entry)
    text = _text(context, kind, known)
    made = Made(**context.stamp(Made.prefix), what=kind.key, copies=copies)
    record(found, made, context.today())
    _write(place, text)
    try:
        saved = context.dossier.update(name, lambda now: record(now, made, context.today()))
    except (VpError, KeyboardInterrupt):
        if place is not None:
            files.remove(place)
        raise
    readable.keep_count(context, saved)
    _show(context, text, place)
    _tell_about(context, saved, text, known)
    told = _("Counted in {case}: {entry}. Readable copies made so far: {number}.")
    number = letters.copies(saved)
    context.tell(paragraph(told.format(case=name, entry=made.id, number=number)))


def _general(context: "Context", kind: LetterKind, case: str) -> Record:
    """What a letter about no case may know."""
    profile, today = context.profile, context.today()
    match kind:
        case LetterKind.REFUSAL:
            return letters.refusal(profile, today)
        case LetterKind.DESTRUCTION:
            return letters.certificate(profile, _destroyed(context), today, case)
        case _:
            found = letters.role(profile, today)
            if not found.head.reach:
                told = _("How you are reached is left open: fill it in with vp profile --ask.")
                context.tell(paragraph(told))
            return found


def _about(context: "Context", kind: LetterKind, case: Case, entry: str) -> Record:
    """What a letter about this case may know; `entry` is its consent or breach, if named."""
    from vp.domain import account, case_letters

    profile, today = context.profile, context.today()
    match kind:
        case LetterKind.CONSENT:
            return case_letters.consent_letter(case, profile, entry, today)
        case LetterKind.RELAY:
            return case_letters.relay_letter(case, profile, today)
        case LetterKind.TRANSFER:
            return case_letters.transfer_letter(case, profile, today)
        case LetterKind.CLOSING:
            return case_letters.closing_letter(case, profile, today)
        case _:
            return account.memo(case, profile, entry, today)


def _destroyed(context: "Context") -> tuple[letters.Destroyed, ...]:
    """The destruction record, checked, with the copies that were counted."""
    from vp.store import register

    found = register.read(context.dossier.register_path, context.dossier.marker.id)
    register.require_whole(found)
    number = readable.counted(context) if found.destroyed else {}
    return tuple(
        letters.Destroyed(
            id=one.id,
            term=one.term,
            on=one.on or one.term,
            case=one.case,
            key=one.key,
            chain=one.chain,
            copies=number.get(one.id, 0),
        )
        for one in found.destroyed
    )


def _text(context: "Context", kind: LetterKind, known: Record) -> str:
    from vp.render.letters import letter as render

    return render(kind, known, context.language, context.home / "templates")


def _write(place: Path | None, text: str) -> None:
    if place is not None:
        files.replace(place, text.encode())


def _show(context: "Context", text: str, place: Path | None) -> None:
    if place is not None:
        context.tell(_("The letter is in {file}.").format(file=place))
    elif context.stdout.isatty():
        from vp.render.screen import show_markdown

        show_markdown(text, context.stdout)
    else:
        context.say(text.rstrip("\n"))


def _tell_about(context: "Context", case: Case, text: str, known: Record) -> None:
    """Who can be recognised in it by name, and what is still to be confirmed."""
    from vp.domain.case_letters import ConsentLetter
    from vp.domain.naming import named_in

    if named := named_in(case.people, text):
        told = _("A name or contact of {handles} stands in it: read it before you hand it out.")
        context.tell(paragraph(told.format(handles=", ".join(named))))
    if isinstance(known, ConsentLetter) and known.agreed.given is ConsentGiven.ORAL:
        told = _(
            "Once the reporter confirmed it in writing, record it with --given oral_confirmed."
        )
        context.tell(paragraph(told))


def _require_fitting(
    kind: LetterKind, case: str, *, consent: str, breach: str, copies: int
) -> None:
    """Nothing, when the case and the options go with a letter of this kind; else Usage."""
    if kind in ABOUT_A_CASE and not case:
        raise Usage(N_("this letter is about a case: name it"), N_("vp list shows the cases"))
    if case and kind not in (*ABOUT_A_CASE, LetterKind.DESTRUCTION):
        raise Usage(N_("this letter is about no case"), N_("leave the case out"))
    unfit = {
        "--consent": consent and kind is not LetterKind.CONSENT,
        "--breach": breach and kind is not LetterKind.MEMO,
        "--copies": copies != 1 and kind not in ABOUT_A_CASE,
    }
    for option in filter(unfit.get, unfit):
        raise Usage(N_("{option} does not go with this letter"), N_("see --help"), option=option)
