"""`vp diff`: what changed since the last sync, in words; the texts themselves stay in `vp show`."""

from typing import TYPE_CHECKING, Annotated

import typer

from vp.cli.options import AsJson, desk, example
from vp.locale import _, label
from vp.render.course import words
from vp.render.plain import paragraph

if TYPE_CHECKING:
    from vp.cli.context import Context
    from vp.domain.difference import CaseDifference, PaperDifference
    from vp.store.changes import Changes

app = typer.Typer()


@app.command(
    help=_("Say what changed since the last sync, or in a version before it."),
    epilog=example("vp diff --back 1"),
)
def diff(
    ctx: typer.Context,
    number: Annotated[
        int,
        typer.Option("--back", min=0, max=10_000, help=_("what that many versions ago changed")),
    ] = 0,
    as_json: AsJson = False,
) -> None:
    from vp.store import changes

    context = desk(ctx)
    context.identity  # noqa: B018 (asked before the line that says how far it is)
    with context.progress() as step:
        if number:
            older = changes.back(context.dossier, number)
            newer = changes.back(context.dossier, number - 1)
            found = changes.between(context.dossier, older, newer, step)
        else:
            found = changes.between(context.dossier, changes.since_sync(context.dossier), step=step)
    if as_json:
        context.json(_plain(found))
    else:
        _tell(context, found)


def _tell(context: "Context", found: "Changes") -> None:
    for case in found.cases:
        context.say(_head(case))
        for entry in case.entries:
            said = ", ".join(filter(None, words(entry)))
            context.say(paragraph(f"{entry.on}  {entry.id}  {said}", "    "))
        if case.fields:
            changed = _("changed: {fields}").format(fields=", ".join(case.fields))
            context.say(paragraph(changed, "    "))
        if case.emptied:
            taken = _("text taken out: {entries}").format(entries=", ".join(case.emptied))
            context.say(paragraph(taken, "    "))
    for paper in found.papers:
        context.say(f"{paper.name}:")
        for activity in paper.activities:
            context.say(paragraph(f"{activity.on}  {label(activity.kind)}", "    "))
        if paper.fields:
            changed = _("changed: {fields}").format(fields=", ".join(paper.fields))
            context.say(paragraph(changed, "    "))
    for name in found.unopened:
        context.say(paragraph(_("{name}: changed, and cannot be opened here").format(name=name)))
    if not any(found):
        context.say(_("Nothing changed."))


def _head(case: "CaseDifference") -> str:
    if case.is_gone:
        return _("{case}: gone").format(case=case.id)
    return _("{case}: new").format(case=case.id) if case.is_new else f"{case.id}:"


def _plain(found: "Changes") -> dict[str, object]:
    return {
        "cases": [_plain_case(one) for one in found.cases],
        "papers": [_plain_paper(one) for one in found.papers],
        "unopened": found.unopened,
    }


def _plain_case(one: "CaseDifference") -> dict[str, object]:
    state = "gone" if one.is_gone else "new" if one.is_new else "changed"
    entries = [
        {"id": entry.id, "on": entry.on, "kind": type(entry).__struct_config__.tag}
        for entry in one.entries
    ]
    return {
        "id": one.id,
        "state": state,
        "entries": entries,
        "emptied": one.emptied,
        "fields": one.fields,
    }


def _plain_paper(one: "PaperDifference") -> dict[str, object]:
    activities = [{"id": entry.id, "on": entry.on, "kind": entry.kind} for entry in one.activities]
    return {"name": one.name, "activities": activities, "fields": one.fields}
