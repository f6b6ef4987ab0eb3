"""`vp receive`: a file that another counsellor handed over is shown, and taken in when agreed.

Anybody can seal a file for a recipient he knows, so nothing is taken in unseen.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vp.cli import ask, given
from vp.cli.options import desk, example
from vp.cli.taking_in import checked, require_new
from vp.domain.case import Case
from vp.domain.handover import handed_over
from vp.domain.handover import receive as taken_over
from vp.domain.ids import CASE_ID
from vp.domain.leaving import Received
from vp.errors import NotAllowed, NotReadable
from vp.locale import N_, _, label
from vp.render.plain import beside, paragraph, printable

if TYPE_CHECKING:
    from vp.cli.context import Context

app = typer.Typer()


@app.command(
    help=_("Take in a file that was handed over to you; what came is shown first."),
    epilog=example("vp receive overdracht.age"),
)
def receive(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("the sealed file; - is input"))],
    yes: Annotated[bool, typer.Option("--yes", help=_("take it in without asking"))] = False,
) -> None:
    context = desk(ctx)
    case = _opened(context, file)
    require_new(case.id, set(context.dossier.ids()) | context.dossier.destroyed())
    _show(context, case)
    if not yes:
        _agree(context)
    entry = Received(**context.stamp(Received.prefix), dossier=case.dossier)
    ours = taken_over(case, context.dossier.marker.id, entry, context.today())
    saved = context.dossier.add(ours)
    context.say(_("Case {case} is taken in, under a key of its own.").format(case=saved.id))


def _opened(context: "Context", file: Path) -> Case:
    """The case in the sealed file, every part of it looked at. Raises NotReadable."""
    from vp.store import strict
    from vp.store.age import unseal
    from vp.store.files import SEALED_LIMIT

    name = given.name(file, "input")
    sealed = given.read(context, file, SEALED_LIMIT)
    if len(sealed) > SEALED_LIMIT:
        raise NotReadable(
            N_("{name} is larger than anything vp writes"),
            N_("ask for the file again; vp transfer makes it"),
            name=name,
        )
    plain = strict.load(unseal(sealed, [context.identity], name), name)
    case = checked(plain, name, context.today())
    if not CASE_ID.fullmatch(case.dossier):
        raise NotReadable(
            N_("{name} is not what vp writes, at {path}"),
            N_("ask for the file again; vp transfer makes it"),
            name=name,
            path="$.dossier",
        )
    return case


def _show(context: "Context", case: Case) -> None:
    """What came, without a name; and who here would stand on another side."""
    from vp.domain.conflict import conflicts

    over = handed_over(case)
    rows = (
        (_("case"), case.id),
        (_("alias"), printable(case.alias)),
        (_("opened"), str(case.facts.opened)),
        (_("field"), label(case.facts.domain)),
        (_("entries"), str(len(case.log))),
        (_("from dossier"), case.dossier),
        (_("consent"), f"{over.consent}, {over.on}" if over else _("none is recorded in it")),
    )
    for name, value in rows:
        context.tell(beside(f"  {name}", value, 18))
    if not any(person.name for person in case.people.values()):
        return
    summaries = context.overview().summaries
    for found in conflicts(case.people, summaries, context.profile.tag_key):
        context.tell(
            paragraph(
                _(
                    "Possible role conflict: somebody who is {here} here is {there} in case {case}."
                    " Who supports one side does not support the other; think of a colleague."
                ).format(here=label(found.here), there=label(found.there), case=found.case)
            )
        )


def _agree(context: "Context") -> None:
    if not context.is_interactive:
        raise NotAllowed(
            N_("nothing is taken in unseen, and there is no terminal to ask at"),
            N_("look at what came above; if it is right, add --yes"),
        )
    if not ask.yes(context, _("Take it in"), default=False):
        raise NotAllowed(
            N_("nothing was taken in"), N_("ask who sent it, when you did not expect it")
        )
