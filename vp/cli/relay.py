"""`vp relay`: messages through the counsellor as intermediary, and the preparation of a report."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from vp.cli import ask, draft
from vp.cli.options import CaseName, On, desk, example, keys, one_of
from vp.domain import relay as intermediary
from vp.domain.awaited import awaited
from vp.domain.case import Case, of_kind
from vp.domain.leaving import Prepared, Relayed
from vp.domain.notices import Notice
from vp.domain.profile import recipient
from vp.domain.text import clean
from vp.domain.vocabulary import Actor, ConsentForm, Direction, KeepFile, Preparation, find
from vp.errors import Usage
from vp.locale import N_, _, label
from vp.render.course import whom
from vp.render.plain import paragraph, phrase

if TYPE_CHECKING:
    from vp.cli.context import Context

app = typer.Typer()


@app.command(
    help=_("Record a message through you as intermediary, or prepare the reporter for a report."),
    epilog=example("vp relay k7fm --direction out --report"),
)
def relay(
    ctx: typer.Context,
    case: CaseName,
    direction: Annotated[
        Direction | None,
        typer.Option(
            "--direction", parser=one_of(Direction, "direction"), help=_("which way: in or out")
        ),
    ] = None,
    to: Annotated[
        str,
        typer.Option(
            "--to", metavar="RECIPIENT", help=_("the other side: a function or body, never a name")
        ),
    ] = "",
    form: Annotated[
        ConsentForm | None,
        typer.Option("--form", parser=one_of(ConsentForm, "form"), help=keys(ConsentForm)),
    ] = None,
    consent: Annotated[
        str, typer.Option("--consent", metavar="ID", help=_("the consent that covers it"))
    ] = "",
    report: Annotated[bool, typer.Option("--report", help=_("this is the report itself"))] = False,
    prepare: Annotated[
        bool, typer.Option("--prepare", help=_("what assessors of a report may ask"))
    ] = False,
    on: On = None,
) -> None:
    context = desk(ctx)
    only_out = bool(form or consent or report)
    if prepare and (direction or to or only_out):
        raise Usage(N_("--prepare takes no other option than --on"), N_("see --help"))
    if direction is None and not prepare and context.is_interactive:
        direction = ask.term(context, _("Which way"), Direction)
    if direction is None and not prepare:
        raise Usage(N_("{option} is needed here"), N_("see --help"), option="--direction")
    if direction is Direction.IN and only_out:
        raise Usage(
            N_("--form, --consent and --report are for a message that goes out"),
            N_("use --direction out, or leave them out"),
        )
    name = context.case(case)
    if prepare:
        _prepare(context, name, on)
        return
    found = context.dossier.load(name)
    names = tuple(person.name for person in found.people.values())
    party = recipient(context.profile, to, names) if to else ""
    if direction is Direction.IN:
        _receive(context, found, party, on)
        return
    message = Relayed(
        **context.stamp(Relayed.prefix, on),
        direction=Direction.OUT,
        party=party or intermediary.DESK,
        form=form or ConsentForm.UNNAMED,
        consent=consent,
        report=report,
    )
    _send(context, found, message)


def _send(context: "Context", case: Case, message: Relayed) -> None:
    """The message is recorded as it went out, checked against consent and names before."""
    import msgspec

    intermediary.require_consent(case, message)
    _show_desk(context)
    first = not any(one.direction is Direction.OUT for one in of_kind(case, Relayed))
    if first and not message.report and context.is_interactive:
        is_report = bool(ask.yes(context, _("Is this the report itself"), default=True))
        message = msgspec.structs.replace(message, report=is_report)
    if first or message.report:
        _tell(context, intermediary.notices(case, context.profile))
    needed = case.facts.keep_file is not KeepFile.NO
    text = draft.text(context, case.id, _("What goes out, word for word"), needed=needed)
    whole = msgspec.structs.replace(message, text=text)
    saved = draft.update(
        context, case.id, text, lambda now: intermediary.send(now, whole, context.today())
    )
    context.say(_("Recorded in {case}: {entry}.").format(case=case.id, entry=message.id))
    if named := intermediary.others_named(saved, text):
        context.tell(
            paragraph(
                _(
                    "It also names {handles}: the reporter's consent is not theirs. Could it do"
                    " without?"
                ).format(handles=", ".join(named))
            )
        )
    if message.report:
        _tell_terms(context, saved)
    _tell_turn(context, saved)


def _receive(context: "Context", case: Case, party: str, on: date | None) -> None:
    """The message for the reporter is recorded."""
    needed = case.facts.keep_file is not KeepFile.NO
    text = draft.text(context, case.id, _("What came in, word for word"), needed=needed)
    message = Relayed(
        **context.stamp(Relayed.prefix, on),
        direction=Direction.IN,
        party=party or intermediary.other_side(case),
        text=text,
    )
    saved = draft.update(
        context, case.id, text, lambda now: intermediary.receive(now, message, context.today())
    )
    context.say(_("Recorded in {case}: {entry}.").format(case=case.id, entry=message.id))
    _tell_turn(context, saved)


def _prepare(context: "Context", name: str, on: date | None) -> None:
    """The reporter's own answers are recorded, and which questions are left is told; no score."""
    found = context.dossier.load(name)
    if context.is_interactive:
        context.tell(paragraph(_("In the reporter's own words; an empty answer passes one by.")))
        for question in intermediary.unanswered(found) or tuple(Preparation):
            if text := draft.text(context, name, label(question)):
                answer = _answer(context, question, text, on)
                found = draft.update(context, name, text, _answering([answer], context))
    else:
        found = context.dossier.update(name, _answering(_read(context, on), context))
    context.say(_("The preparation is recorded in {case}.").format(case=name))
    for question in intermediary.unanswered(found):
        context.say(paragraph(_("not answered yet: {what}").format(what=label(question)), "  "))
    _show_desk(context)
    _tell(context, intermediary.notices(found, context.profile))


def _answering(answers: list[Prepared], context: "Context") -> Callable[[Case], Case]:
    return lambda case: intermediary.prepare(case, answers, context.today())


def _answer(
    context: "Context", question: Preparation, text: str, on: date | None = None
) -> Prepared:
    return Prepared(**context.stamp(Prepared.prefix, on), question=question, text=text)


def _read(context: "Context", on: date | None) -> list[Prepared]:
    """The answers piped in: a YAML mapping, question by question. Raises Usage or NotReadable."""
    from vp.store import strict

    data = context.read()
    given = strict.load(data, "preparation") if data.strip() else {}
    if not isinstance(given, dict) or not all(isinstance(one, str) for one in given.values()):
        raise Usage(
            N_("the preparation is not a list of questions with an answer"),
            N_("give question and answer, a line each: concrete: ..."),
        )
    return [
        _answer(context, find(Preparation, key, field="preparation"), clean(text), on)
        for key, text in given.items()
    ]


def _show_desk(context: "Context") -> None:
    """Who receives a report and decides stands on the screen; never you (Huis §9.2.4)."""
    if context.is_interactive and context.profile.report_desk:
        context.tell(
            paragraph(
                _("Receives a report and decides what follows: {text}").format(
                    text=context.profile.report_desk
                )
            )
        )


def _tell(context: "Context", notices: list[Notice]) -> None:
    for notice in notices:
        context.tell(paragraph(phrase(notice.message, notice.fields)))


def _tell_terms(context: "Context", case: Case) -> None:
    """By when an answer is to come stands on the screen; the agenda keeps both days."""
    awaits = awaited(of_kind(case, Relayed), context.profile.terms)
    if awaits and awaits.acknowledgement:
        context.tell(
            paragraph(
                _("On the agenda: receipt confirmed by {day}, feedback by {feedback}.").format(
                    day=awaits.acknowledgement, feedback=awaits.feedback
                )
            )
        )


def _tell_turn(context: "Context", case: Case) -> None:
    """Whose turn it is; what is decided is not the counsellor's (Huis §9.2.4)."""
    match intermediary.whose_turn(case):
        case intermediary.Turn(by=Actor.OTHER, party=party):
            context.say(_("Now it is the turn of: {whom}.").format(whom=whom(party)))
        case intermediary.Turn(by=Actor.VP):
            context.say(_("Now it is your turn: pass it on to the reporter."))
        case intermediary.Turn():
            context.say(_("Now it is the reporter's turn."))
        case None:
            pass
