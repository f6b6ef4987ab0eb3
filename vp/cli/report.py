"""`vp report`: the annual account, from which nobody can be recognised."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vp.cli.options import AsJson, Output, desk, example
from vp.domain.period import parse
from vp.errors import Usage
from vp.locale import N_, _

if TYPE_CHECKING:
    from vp.cli.context import Context
    from vp.domain.frozen import Frozen
    from vp.domain.published import Published

app = typer.Typer()

FORMATS = ("", "md", "html", "json")


@app.command(
    help=_("Make the account of a year: on the terminal, as Markdown or HTML, or as figures."),
    epilog=example("vp report 2024 --format html -o verslag-2024.html"),
)
def report(
    ctx: typer.Context,
    period: Annotated[
        str, typer.Argument(metavar="PERIOD", help=_("2024, 2023-2024 or 2024-01..2024-06"))
    ],
    form: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help=_("md, html or json"))
    ] = "",
    publish: Annotated[
        bool, typer.Option("--publish", help=_("Fix the figures: they go out and do not change."))
    ] = False,
    others: Annotated[
        list[Path] | None,
        typer.Option("--merge", metavar="FILE", help=_("Add a colleague's published report.")),
    ] = None,
    as_json: AsJson = False,
    output: Output = None,
) -> None:
    from vp.cli import accounts

    context = desk(ctx)
    if form not in FORMATS:
        raise Usage(
            N_("a report is made as Markdown, HTML or JSON"), N_("use --format md, html or json")
        )
    if publish and others:
        raise Usage(
            N_("a merged report is not published: its parts already are"),
            N_("leave out --publish, and write the report with -o FILE"),
        )
    asked = parse(period)
    if publish:
        accounts.publish(context, asked)
    made = accounts.merged(context, asked, others) if others else accounts.made(context, asked)
    _show(context, *made, "json" if as_json else form, output, quietly=publish)


def _show(
    context: "Context",
    frozen: "Frozen",
    published: "Published",
    form: str,
    output: Path | None,
    *,
    quietly: bool,
) -> None:
    """The report in the form that was asked for, in the file or on standard output."""
    from vp.cli import accounts

    if form == "json":
        context.json(accounts.plain(frozen, published))
    elif output is not None:
        accounts.write(context, published, output, form)
    elif form == "html":
        context.say(accounts.html(context, published).rstrip("\n"))
    elif not quietly:
        accounts.show(context, published, form)
