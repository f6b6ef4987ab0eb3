"""`vp intake`: a conversation begins, and a case is opened."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vp.cli import ask, given
from vp.cli.options import AsJson, desk, example
from vp.domain.case import Case
from vp.errors import NotAllowed, NotThere, Usage, VpError
from vp.locale import N_, _, label, words
from vp.render.plain import paragraph, phrase

if TYPE_CHECKING:
    from vp.cli.context import Context

app = typer.Typer()


@app.command(
    help=_("Begin a conversation: what to say first, facts, people, consent to keep a file."),
    epilog=example("vp intake"),
)
def intake(
    ctx: typer.Context,
    form: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help=_("a YAML form; - is standard input")),
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help=_("go on where it broke off"))] = False,
    as_json: AsJson = False,
) -> None:
    context = desk(ctx)
    if form is not None:
        answers = read_form(context, form)
        case = _open(context, answers)
    else:
        case = _converse(context, resume)
    if as_json:
        context.json({"id": case.id, "alias": case.alias})
    else:
        context.say(_("Case {case} is open: «{alias}».").format(case=case.id, alias=case.alias))


def read_form(context: "Context", form: Path) -> dict[str, Any]:
    """The plain values of a form in a file, or on standard input. Raises Usage or NotReadable."""
    from vp.store import strict

    data = given.read(context, form)
    if not data.strip():
        raise Usage(N_("the intake form is empty"), N_("see the example in the README"))
    answers = strict.load(data, given.name(form, "intake form"))
    if not isinstance(answers, dict):
        raise Usage(
            N_("{field}: that is not a list of keys with values"),
            N_("compare it with the example in the README"),
            field="intake form",
        )
    return answers


def _open(context: "Context", answers: dict[str, Any]) -> Case:
    """The case is saved; what must be noticed is told."""
    from vp.domain.intake import open_case
    from vp.domain.notices import notices

    intake = open_case(
        answers,
        dossier=context.dossier.marker.id,
        id_=context.new_id(),
        alias=words.alias(context.language, context.pick),
        today=context.today(),
        stamp=context.stamp,
    )
    _tell_conflicts(context, intake.case)
    case = context.dossier.add(intake.case)
    if intake.withheld:
        context.tell(
            paragraph(_("Names and text beyond what the reporter agreed to were not kept."))
        )
    for notice in notices(case.facts, context.today(), context.profile):
        context.tell(paragraph(phrase(notice.message, notice.fields)))
    _tell_of_copies(context)
    return case


def _tell_of_copies(context: "Context") -> None:
    """Says that the keys were not copied for a week: without them every case is lost."""
    from vp.store import upkeep

    if upkeep.read(context.dossier.private).is_overdue(context.today()):
        context.tell(
            paragraph(
                _(
                    "The keys were not copied to another disk for more than a week. If this laptop"
                    " is lost, so is every case: vp key backup DIR."
                )
            )
        )


def _tell_conflicts(context: "Context", case: Case) -> None:
    """Says which other case concerns one of these people on another side; never a name."""
    from vp.domain.conflict import conflicts

    if not any(person.name for person in case.people.values()):
        return
    overview = context.overview()
    for found in conflicts(case.people, overview.summaries, context.profile.tag_key):
        context.tell(
            paragraph(
                _(
                    "Possible role conflict: somebody who is {here} here is {there} in case {case}."
                    " Who supports one side does not support the other; think of a colleague."
                ).format(here=label(found.here), there=label(found.there), case=found.case)
            )
        )


def _converse(context: "Context", resume: bool) -> Case:
    """The conversation on the terminal; every answer is kept sealed until the case is saved."""
    from vp.cli.conversation import converse
    from vp.store import drafts, strict

    if not context.is_interactive:
        raise Usage(
            N_("a conversation needs a terminal"),
            N_("without one, give a form: vp intake --from FILE"),
        )
    dossier = context.dossier
    context.identity  # noqa: B018 (the passphrase is asked before the talk, not in the middle)
    answers: dict[str, Any] = {}
    if drafts.exists(dossier, drafts.INTAKE):
        if not resume:
            resume = bool(ask.yes(context, _("An intake was broken off. Go on with it"), True))
        if resume:
            kept = drafts.load(dossier, drafts.INTAKE, context.identity)
            answers = strict.load(kept or b"", "draft") or {}
        elif not ask.yes(context, _("Throw the broken-off intake away"), False):
            raise NotAllowed(N_("the broken-off intake was kept"), N_("vp intake --resume"))
    elif resume:
        raise NotThere(N_("no intake was broken off"), N_("begin one: vp intake"))

    def keep() -> None:
        drafts.save(dossier, drafts.INTAKE, strict.dump(answers))

    try:
        case = _open(context, converse(context, answers, keep))
    except (KeyboardInterrupt, VpError):
        if answers:
            ask.surely(keep)
            context.tell()
            context.tell(_("What you typed is kept, sealed. Go on with: vp intake --resume"))
        raise
    drafts.drop(dossier, drafts.INTAKE)
    return case
