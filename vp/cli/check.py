"""`vp check`: everything that is wrong or missing, each with its repair; silent about the rest."""

from typing import TYPE_CHECKING, Annotated

import typer

from vp.cli.options import AsJson, desk, example
from vp.domain.practice import lacks, settings_lacking
from vp.errors import Attention
from vp.locale import N_, _
from vp.render.plain import beside, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vp.cli.context import Context
    from vp.domain.practice import Answer
    from vp.store.inspection import Finding
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
    accept: Annotated[
        list[str] | None,
        typer.Option("--accept", metavar="WHAT", help=_("pass a point over for a year")),
    ] = None,
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
    for key in accept or ():
        _accept(context, key)
    found = _findings(context, repair)
    if as_json:
        context.json(found)
    else:
        _tell(context, found)
    if found:
        raise Attention(
            N_("points that need attention: {number}"),
            N_("each stands above, with what puts it right"),
            number=len(found),
        )


def _accept(context: "Context", key: str) -> None:
    """The finding is passed over from now on; a case or settings are right as they are."""
    from vp.store import accepted, altered

    if key == "settings":
        altered.accept(context.dossier)
    elif key in context.dossier.ids():
        context.dossier.accept(key)
    else:
        accepted.accept(context.dossier.private, key, context.today())


def _tell(context: "Context", found: list[dict[str, str]]) -> None:
    from vp.render.points import points

    for told in points(found):
        context.say(told)
    if not found:
        context.say(_("Everything is in order."))


def _findings(context: "Context", repair: bool) -> list[dict[str, str]]:
    """What is wrong, in the language in use; what was put right is told on the way."""
    from vp.store import accepted, mending

    context.identity  # noqa: B018 (a wrong passphrase is no damaged file)
    told: list[dict[str, str]] = []
    passed = accepted.read(context.dossier.private, context.today())
    for finding in _looked(context):
        if finding.key in passed:
            continue
        if repair and mending.repair(finding, context.dossier):
            says = phrase(finding.sentence, finding.fields)
            context.tell(beside("- ", _("put right: {what}").format(what=says), 2))
            continue
        told.append(_told("", finding.key, finding.sentence, finding.fields, _(finding.repair)))
    if "unreadable profile" in {one["key"] for one in told}:
        return told
    for lack in settings_lacking(context.profile):
        told.append(_told("", lack.key, lack.sentence, lack.fields, lack.command))
    for one in context.overview().summaries:
        for lack in lacks(one, context.profile, context.today()):
            told.append(_told(one.id, lack.key, lack.sentence, lack.fields, lack.command))
    return told


def _looked(context: "Context") -> "Iterator[Finding]":
    """Everything that is looked at, the machine first and what takes longest last."""
    from vp.store import belongings, conditions, drill, holders, inspection

    dossier, home, today = context.dossier, context.home, context.today()
    yield from conditions.inspect(dossier, home, context.machine)
    yield from holders.inspect(dossier, home)
    yield from belongings.inspect(dossier, home, today)
    with context.progress() as step:
        yield from inspection.inspect(dossier, home, step)
    yield from drill.inspect(dossier, today)


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
        _("the number of syncs: {number}; in how many months: {months}").format(
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
        context.say(beside("- ", line, 2))


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
        context.say(beside("- ", line, 2))
    if found.remote.syncs:
        _remote_view(context, found.remote)
    context.say(_("Not: names, words, dates of a case, or when one is destroyed."))
