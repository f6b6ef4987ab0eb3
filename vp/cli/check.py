"""`vp check`: everything that is wrong or missing, each with its repair; silent about the rest."""

from typing import TYPE_CHECKING, Annotated

import typer

from vp.cli.options import AsJson, desk, example
from vp.domain.practice import lacks, settings_lacking
from vp.errors import Attention
from vp.locale import N_, _
from vp.render.plain import paragraph, phrase

if TYPE_CHECKING:
    from vp.cli.context import Context
    from vp.domain.practice import Answer
    from vp.store.remote_view import RemoteView

app = typer.Typer()


@app.command(
    help=_("Look at files, keys, rights and settings, and at what the code asks of each case."),
    epilog=example("vp check --repair"),
)
def check(
    ctx: typer.Context,
    repair: Annotated[
        bool, typer.Option("--repair", help=_("put right what can be put right"))
    ] = False,
    leaks: Annotated[
        bool, typer.Option("--leaks", help=_("what somebody learns without a key"))
    ] = False,
    practice: Annotated[
        bool, typer.Option("--practice", help=_("examine your own practice, from the files"))
    ] = False,
    as_json: AsJson = False,
) -> None:
    context = desk(ctx)
    if leaks:
        _leaks(context, as_json)
        return
    if practice:
        _practice(context, as_json)
        return
    found = _findings(context, repair)
    if as_json:
        context.json(found)
    else:
        for one in found:
            where = f"{one['case']}: " if one["case"] else ""
            context.say(paragraph(f"- {where}{one['says']}"))
            if one["repair"]:
                context.say(paragraph(str(one["repair"]), "    "))
        if not found:
            context.say(_("Everything is in order."))
    if found:
        raise Attention(
            N_("points that need attention: {number}"),
            N_("each stands above, with what puts it right"),
            number=len(found),
        )


def _findings(context: "Context", repair: bool) -> list[dict[str, str]]:
    from vp.store import drill, inspection

    told: list[dict[str, str]] = []
    with context.progress() as step:
        looked = inspection.inspect(context.dossier, context.home, step)
        for finding in [*looked, *drill.inspect(context.dossier, context.today())]:
            if not (repair and inspection.repair(finding, context.dossier)):
                told.append(
                    _told("", finding.key, finding.sentence, finding.fields, _(finding.repair))
                )
    if {"unreadable profile", inspection.CLOSED} & {one["key"] for one in told}:
        return told
    for lack in settings_lacking(context.profile):
        told.append(_told("", lack.key, lack.sentence, lack.fields, lack.command))
    for one in context.overview().summaries:
        for lack in lacks(one, context.profile, context.today()):
            told.append(_told(one.id, lack.key, lack.sentence, lack.fields, lack.command))
    return told


def _told(
    case: str, key: str, sentence: str, fields: dict[str, object] | dict[str, str], repair: str
) -> dict[str, str]:
    """A finding in the language in use."""
    says = phrase(sentence, dict(fields))
    return {"case": case, "key": key, "says": says, "repair": phrase(repair, dict(fields))}


def _practice(context: "Context", as_json: bool) -> None:
    """Each question, in how many of how many cases the answer is yes, and the cases without."""
    from vp.domain.practice import self_check
    from vp.render.practice import self_check_view
    from vp.store.papers import activities

    overview = context.overview()
    answers = self_check(overview.summaries, activities(context.dossier), context.today())
    if as_json:
        context.json([_plain(one) for one in answers])
    else:
        context.say(self_check_view(answers))
    context.warn_unreadable(overview.unreadable)


def _plain(answer: "Answer") -> dict[str, object]:
    return {
        "key": answer.key,
        "question": _(answer.question),
        "yes": answer.yes,
        "no": answer.no,
        "of": answer.asked,
    }


def _remote_view(context: "Context", seen: "RemoteView") -> None:
    context.say(_("The owner of the remote also sees, besides when you push:"))
    for line in (
        _("the number of syncs: {number}, in {months} months").format(
            number=seen.syncs, months=len(seen.months)
        ),
        _("in the last one: {new} new cases, {changed} changed, {gone} gone").format(
            new=seen.appeared, changed=seen.changed, gone=seen.gone
        ),
        _("of {changes} changes of a file, {resized} also changed its size").format(
            changes=seen.changes, resized=seen.resized
        ),
        _("how many commits differ in more than content and month: {number}").format(
            number=max(seen.kinds - 1, 0)
        ),
    ):
        context.say(paragraph(f"- {line}"))


def _leaks(context: "Context", as_json: bool) -> None:
    """What a thief or a remote's owner learns, measured on this folder."""
    from vp.store.leaks import measure

    found = measure(context.dossier)
    if as_json:
        context.json(found)
        return
    context.say(_("Somebody who has the folder and no key learns:"))
    sizes = ", ".join(f"{number} x {size}" for size, number in sorted(found.sizes.items()))
    for line in (
        _("that you use vp, and in which language"),
        _("the number of cases: {number}").format(number=found.cases),
        _("their sizes, in steps: {sizes}").format(sizes=sizes or "-"),
        _("the years with a journal: {years}").format(
            years=", ".join(map(str, found.journals)) or "-"
        ),
        _("the published reports: {names}").format(names=", ".join(found.reports) or "-"),
        _("the number of destroyed cases: {number}").format(number=found.destroyed),
        _("the number of versions in git: {number}").format(number=found.versions),
        _("the last day something changed: {day}").format(day=found.newest),
    ):
        context.say(paragraph(f"- {line}"))
    if found.remote.syncs:
        _remote_view(context, found.remote)
    context.say(_("Not: names, words, dates of a case, or when one is destroyed."))
