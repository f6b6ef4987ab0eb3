"""`vp import`: cases in YAML, as `vp show --raw` prints them, are in the dossier.

All documents are read and checked before the first is written: plan, then act.
"""

from pathlib import Path
from typing import Annotated

import typer

from vp.cli import given
from vp.cli.options import AsJson, desk, example
from vp.cli.taking_in import checked, require_new
from vp.errors import Usage
from vp.locale import N_, _, ngettext

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
    from vp.store import strict

    context = desk(ctx)
    data = given.read(context, file)
    name = given.name(file, "input")
    known = set(context.dossier.ids()) | context.dossier.destroyed()
    with context.progress() as step:
        cases = []
        for number, plain in enumerate(strict.load_all(data, name), start=1):
            case = checked(plain, f"{name} #{number}", context.today())
            require_new(case, known)
            cases.append(case)
            step(number, number)
        if not cases:
            raise Usage(N_("{name} holds no case"), N_("see vp show --raw for the form"), name=name)
        with context.dossier.writing():
            for number, case in enumerate(cases, start=1):
                context.dossier.add(case)
                step(number, len(cases))
    if as_json:
        context.json({"imported": [case.id for case in cases]})
    else:
        context.say(
            ngettext("{n} case taken in.", "{n} cases taken in.", len(cases)).format(n=len(cases))
        )
