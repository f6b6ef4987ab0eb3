"""`vp help`: how things work, in the counsellor's language; or the help of one command."""

from typing import TYPE_CHECKING, Annotated

import typer

from vp.cli.options import desk, example
from vp.cli.topics import ABOUT, Part, Subject, explained
from vp.domain.term import find, fold
from vp.errors import Usage
from vp.locale import N_, _
from vp.render.plain import beside, paragraph

if TYPE_CHECKING:
    from vp.cli.context import Context

app = typer.Typer()

NARROW = 26
"""Of the words in a row; longer ones stand on a line of their own."""


@app.command(
    help=_("Explain how something works; without a subject: say what can be explained."),
    epilog=example("vp help breach"),
)
def help(
    ctx: typer.Context,
    subject: Annotated[
        str | None, typer.Argument(metavar="[SUBJECT]", help=_("one of these, or a command"))
    ] = None,
) -> None:
    context = desk(ctx)
    if subject is None:
        _list(context)
    elif meant := _meant(subject):
        for part in explained(meant):
            _show(context, part)
    else:
        _of_command(ctx, subject)


def _meant(word: str) -> Subject | None:
    """The subject of that name in either language; None where it names a command or nothing."""
    from vp.cli.main import COMMANDS

    named = [one for one in Subject if fold(word) in map(fold, one.names)]
    if named or word in COMMANDS:
        return named[0] if named else None
    try:
        return find(Subject, word, beginning=True, field="subject")
    except Usage:
        raise Usage(
            N_("there is no explanation of that"), N_("vp help lists what can be explained")
        ) from None


def _of_command(ctx: typer.Context, name: str) -> None:
    """What the command itself says of itself."""
    index = ctx.find_root()
    command = index.command.get_command(index, name)  # type: ignore[attr-defined]
    below = type(ctx)(command, info_name=name, parent=index)
    desk(ctx).say(command.get_help(below))


def _list(context: "Context") -> None:
    context.say(_("vp help SUBJECT explains:"))
    context.say()
    for subject in Subject:
        context.say(beside(f"  {subject.key}", _(ABOUT[subject]), 16))
    context.say()
    context.say(
        paragraph(_("vp --help lists the commands; vp help COMMAND shows what one of them takes."))
    )


def _show(context: "Context", part: Part) -> None:
    """The part, with a blank line after it."""
    if part.head:
        context.say(part.head)
    if part.text:
        context.say(paragraph(part.text, "  " if part.head else ""))
    widest = max((len(term) for term, _text in part.rows), default=0)
    for term, text in part.rows:
        if " " not in text:  # an address stays in one piece, to be copied
            context.say(f"  {term:<{widest}}  {text}")
        elif widest <= NARROW:
            context.say(beside(f"  {term}", text, widest + 4))
        else:
            context.say(f"  {term}")
            context.say(paragraph(text, "      "))
    context.say()
