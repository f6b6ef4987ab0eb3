"""The command line, taken apart by typer: the only place that names its vendored click."""

from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any

import typer
import typer.main
from typer._click import exceptions as click
from typer.core import TyperGroup

from vp import __version__
from vp.cli import wording
from vp.cli.context import Context
from vp.cli.main import COMMANDS
from vp.cli.refusals import refusal
from vp.errors import Interrupted, Usage
from vp.locale import N_, _

ABOUT = N_("The file cabinet of the confidential counsellor.")
PASSPHRASE_FD = typer.Option(
    "--passphrase-fd",
    metavar="N",
    help=N_("with any command: read the passphrase from this file descriptor, as 3< FILE"),
)
LANGUAGE = typer.Option(
    "--lang", metavar="LANGUAGE", help=N_("with any command: nl or en, for this once")
)
PLAIN = typer.Option(
    "--plain",
    help=N_("with any command: lines only, no colour and no editing; VP_PLAIN=1 asks it for good"),
)
EDITOR = typer.Option(
    "--editor", help=N_("with any command: write texts in nano, vim or nvim, in memory only")
)


class Index(TyperGroup):
    """The commands by name; a command's module is imported when it is called."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names in the order of the index."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name. Raises Usage, with the nearest one."""
        if cmd_name not in COMMANDS:
            raise _no_such(cmd_name)
        name = f"{cmd_name}_" if cmd_name == "import" else cmd_name
        program = import_module(f"vp.cli.{name}").app
        # Set here once instead of in every command: help as plain text, and nothing installed.
        program.rich_markup_mode, program._add_completion = None, False
        command = typer.main.get_command(program)
        command.name = cmd_name
        command.short_help = _(COMMANDS[cmd_name])
        return wording.whole(command)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The commands are listed by what they are for, and none is imported for it."""
        wording.listed(formatter, COMMANDS)


app = typer.Typer(
    cls=Index,
    name="vp",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def vp(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=lambda asked: _version(asked),
            is_eager=True,
            help=N_("show the version and stop"),
        ),
    ] = False,
    language: Annotated[str, LANGUAGE] = "",
    passphrase_fd: Annotated[int | None, PASSPHRASE_FD] = None,
    plain: Annotated[bool, PLAIN] = False,
    editor: Annotated[bool, EDITOR] = False,
    completion: Annotated[
        str,
        typer.Option(
            "--completion",
            metavar="SHELL",
            callback=lambda shell: _completion(shell),
            is_eager=True,
            help=N_("what makes bash, zsh or fish complete what is typed after vp"),
        ),
    ] = "",
) -> None:
    """Nothing happens before a command is named."""


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"vp {__version__}")
        raise typer.Exit


def _completion(shell: str) -> None:
    from vp.cli.completion import SCRIPTS

    if shell and shell not in SCRIPTS:
        raise Usage(
            N_("vp completes words in bash, zsh and fish"), N_("use --completion bash, for example")
        )
    if shell:
        typer.echo(SCRIPTS[shell].strip())
        raise typer.Exit


def obey(arguments: Sequence[str], context: Context) -> None:
    """The command that the arguments name was carried out. Raises VpError."""
    wording.speak()
    index = typer.main.get_command(app)
    index.help, index.epilog = _(ABOUT), wording.more()
    try:
        ended = index.main(args=list(arguments), prog_name="vp", standalone_mode=False, obj=context)
    except typer.Abort:
        raise KeyboardInterrupt from None
    except click.ClickException as error:
        raise refusal(error) from None
    if ended == Interrupted.exit_code:
        raise KeyboardInterrupt


def _no_such(command: str) -> Usage:
    from difflib import get_close_matches

    near = get_close_matches(command, COMMANDS, n=1, cutoff=0.5) or ["--help"]
    return Usage(N_("there is no such command"), N_("did you mean vp {command}?"), command=near[0])
