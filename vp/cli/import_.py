"""`vp import`: cases from a spreadsheet, or in YAML as `vp show --raw` prints them.

A spreadsheet is the business of `vp.cli.moving_in`. Of YAML all documents are read and checked
before the first is written: plan, then act. What is here already, just so, is passed over, so that
an import that was broken off is ended by giving it again.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vp.cli import given
from vp.cli.options import AsJson, desk, example
from vp.cli.taking_in import checked, require_new, told_when_broken_off
from vp.errors import Usage
from vp.locale import N_, _, ngettext

if TYPE_CHECKING:
    from vp.cli.context import Context
    from vp.domain.case import Case
    from vp.store.moving_in import Taken

app = typer.Typer()


@app.command(
    "import",
    help=_(
        "Take in the rows of a spreadsheet, or cases as `vp show --raw` prints them, several with"
        " a line --- between them."
    ),
    epilog=example("vp import register.csv --map register.map.yaml --dry-run"),
)
def import_(
    ctx: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help=_("a CSV, YAML, or a folder; - is input"))
    ],
    map_: Annotated[
        Path | None,
        typer.Option("--map", metavar="MAP", help=_("of a CSV: what its columns mean, in YAML")),
    ] = None,
    new_map: Annotated[
        Path | None,
        typer.Option("--new-map", metavar="MAP", help=_("write a first mapping for this CSV")),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("of a CSV: only show what is understood"))
    ] = False,
    skip: Annotated[
        bool, typer.Option("--skip", help=_("of a CSV: leave out rows with something wrong"))
    ] = False,
    as_json: AsJson = False,
) -> None:
    from vp.cli import moving_in

    context = desk(ctx)
    if new_map is not None:
        moving_in.new_map(context, file, new_map)
        return
    if map_ is not None or dry_run or skip or moving_in.is_sheet(file):
        moving_in.move_in(context, file, map_, moving_in.Asked(dry_run, skip, as_json))
        return
    taken, activities = _taken_in(context, file)
    if as_json:
        plain = {"imported": taken.fresh, "known": taken.here, "destroyed": taken.gone}
        context.json(plain | {"activities": activities})
    else:
        _tell(context, taken, activities)


def _tell(context: "Context", taken: "Taken", activities: int) -> None:
    number = len(taken.fresh)
    context.say(ngettext("{n} case taken in.", "{n} cases taken in.", number).format(n=number))
    if number := len(taken.here):
        told = ngettext(
            "{n} case was here already, just so: passed over.",
            "{n} cases were here already, just so: passed over.",
            number,
        )
        context.say(told.format(n=number))
    if number := len(taken.gone):
        told = ngettext(
            "{n} case was destroyed here, and does not come back.",
            "{n} cases were destroyed here, and do not come back.",
            number,
        )
        context.say(told.format(n=number))
    if activities:
        told = ngettext("{n} activity taken in.", "{n} activities taken in.", activities)
        context.say(told.format(n=activities))


def _taken_in(context: "Context", file: Path) -> "tuple[Taken, int]":
    """What became of the cases, and how many activities came along."""
    from vp.cli import moving_out
    from vp.store import moving_in, strict

    name = given.name(file, "input")
    documents = _documents(context, file, name)
    if not documents and not file.expanduser().is_dir():
        raise Usage(N_("{name} holds no case"), N_("see vp show --raw for the form"), name=name)
    if not {Path(one).stem for one in documents}.isdisjoint(context.dossier.ids()):
        context.identity  # noqa: B018 (asked before the line that says how far it is)
    activities = moving_out.read_journals(context, file.expanduser())
    known: set[str] = set()
    today = context.today()

    def read(called: str) -> "Case":
        return checked(strict.load(documents[called](), called), called, today)

    with told_when_broken_off(context):
        with context.progress(_("making the cases ready: {done} of {whole}")) as step:
            taken = moving_in.take_in(
                context.dossier, list(documents), read, lambda case: require_new(case, known), step
            )
        return taken, moving_out.keep_journals(context, activities)


def _documents(context: "Context", file: Path, name: str) -> dict[str, Callable[[], bytes]]:
    """The documents by what they are called: of a file, or of a folder that was moved out."""
    from vp.cli import moving_out
    from vp.store import strict

    if file.expanduser().is_dir():
        paths = moving_out.documents(file.expanduser())
        return {path.name: partial(given.read, context, path, strict.LIMIT) for path in paths}
    data = given.read(context, file)
    found: dict[str, Callable[[], bytes]] = {}
    for number, place in enumerate(strict.documents(data), start=1):
        found[f"{name} #{number}"] = partial(_part, data, place)
    return found


def _part(data: bytes, place: slice) -> bytes:
    return data[place]
