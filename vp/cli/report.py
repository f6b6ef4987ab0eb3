"""`vp report`: the annual account, from which nobody can be recognised."""

from typing import TYPE_CHECKING, Annotated

import typer

from vp.cli.options import AsJson, Output, desk, example
from vp.domain.period import Period, parse
from vp.errors import Usage
from vp.locale import N_, _

if TYPE_CHECKING:
    from vp.cli.context import Context
    from vp.domain.published import Published

app = typer.Typer()


@app.command(
    help=_("Make the account of a year: on the terminal, or as Markdown in a file."),
    epilog=example("vp report 2024 -o verslag-2024.md"),
)
def report(
    ctx: typer.Context,
    period: Annotated[
        str, typer.Argument(metavar="PERIOD", help=_("2024, 2023-2024 or 2024-01..2024-06"))
    ],
    form: Annotated[str, typer.Option("--format", metavar="FORMAT", help=_("md"))] = "",
    as_json: AsJson = False,
    output: Output = None,
) -> None:
    from vp.domain.published import to_json
    from vp.render import markdown

    context = desk(ctx)
    if form not in ("", "md"):
        raise Usage(N_("a report is made as Markdown"), N_("use --format md, or --json"))
    published = _published(context, parse(period))
    if as_json:
        context.json(to_json(published))
        return
    text = markdown.report(published, context.language, context.home / "templates")
    if output is not None:
        from vp.store.files import replace

        replace(output.absolute(), text.encode())
        context.tell(_("The report is in {file}.").format(file=output))
    elif context.stdout.isatty() and not form:
        from vp.render.screen import show_markdown

        show_markdown(text, context.stdout)
    else:
        context.say(text.rstrip("\n"))


def _published(context: "Context", period: Period) -> "Published":
    """What may be told of the period; raises NotReadable when a case could not be counted."""
    from vp.domain.disclosure import protect
    from vp.domain.tally import count
    from vp.store import register
    from vp.store.papers import activities

    overview = context.overview(tagged=True)
    context.warn_unreadable(overview.unreadable)
    record = register.read(context.dossier.register_path, context.dossier.marker.id)
    destroyed = sum(period.holds(one.on) for one in record.destroyed)
    tally = count(
        overview.summaries, activities(context.dossier), context.profile, period, destroyed
    )
    return protect(tally, context.profile.threshold)
