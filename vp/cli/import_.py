"""`vp import`: cases in YAML, as `vp show --raw` prints them, are in the dossier.

All documents are read and checked before the first counts: plan, then act.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vp.cli import given
from vp.cli.options import AsJson, desk, example
from vp.cli.taking_in import checked, require_new
from vp.errors import Usage
from vp.locale import N_, _, ngettext

if TYPE_CHECKING:
    from vp.domain.case import Case

app = typer.Typer()


@app.command(
    "import",
    help=_("Take in cases as `vp show --raw` prints them; several with a line --- between them."),
    epilog=example("vp import cases.yaml"),
)
def import_(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("YAML documents; - is input"))],
    as_json: AsJson = False,
) -> None:
    from vp.store import moving_in, strict

    context = desk(ctx)
    data = given.read(context, file)
    name = given.name(file, "input")
    places = list(strict.documents(data))
    if not places:
        raise Usage(N_("{name} holds no case"), N_("see vp show --raw for the form"), name=name)
    known = set(context.dossier.ids()) | context.dossier.destroyed()
    today = context.today()

    def read(number: str) -> "Case":
        plain = strict.load(data[places[int(number) - 1]], name)
        return checked(plain, f"{name} #{number}", today)

    numbers = [str(number) for number in range(1, len(places) + 1)]
    with context.progress() as step:
        cases = moving_in.take_in(
            context.dossier, numbers, read, lambda case: require_new(case, known), step
        )
    if as_json:
        context.json({"imported": cases})
    else:
        context.say(
            ngettext("{n} case taken in.", "{n} cases taken in.", len(cases)).format(n=len(cases))
        )
