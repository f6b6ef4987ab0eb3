"""The command line, taken apart by typer: the only place that names its vendored click."""

from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any

import typer
import typer.main
from typer._click import exceptions as click
from typer.core import TyperGroup

from vp import __version__
from vp.cli.context import Context
from vp.cli.help import speak
from vp.cli.main import COMMANDS
from vp.errors import Interrupted, Usage, VpError
from vp.locale import N_, _

ABOUT = N_("The file cabinet of the confidential counsellor.")


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
        return command


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
        bool, typer.Option("--version", callback=lambda asked: _version(asked), is_eager=True)
    ] = False,
    completion: Annotated[
        str,
        typer.Option(
            "--completion",
            metavar="SHELL",
            callback=lambda shell: _completion(shell),
            is_eager=True,
            help=_("what makes bash, zsh or fish complete what is typed after vp"),
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
    speak()
    index = typer.main.get_command(app)
    index.help = _(ABOUT)
    try:
        ended = index.main(args=list(arguments), prog_name="vp", standalone_mode=False, obj=context)
    except typer.Abort:
        raise KeyboardInterrupt from None
    except click.ClickException as error:
        raise _usage(error) from None
    if ended == Interrupted.exit_code:
        raise KeyboardInterrupt


def _no_such(command: str) -> Usage:
    from difflib import get_close_matches

    near = get_close_matches(command, COMMANDS, n=1, cutoff=0.5) or ["--help"]
    return Usage(N_("there is no such command"), N_("did you mean vp {command}?"), command=near[0])


def _usage(error: Any) -> VpError:
    """Our own sentence for what the command line parser refused."""
    match error:
        case click.NoArgsIsHelpError():
            return Usage(N_("a command is needed"), N_("vp --help lists them"))
        case click.NoSuchOption():
            return Usage(
                N_("there is no option {option}"),
                N_("vp COMMAND --help lists the options"),
                option=error.option_name,
            )
        case click.BadParameter() if error.param is not None:
            missing = type(error).__name__ == "MissingParameter"
            name = error.param.opts[0] if error.param.opts else error.param.name
            named = (error.param.metavar or name) if not str(name).startswith("-") else name
            if missing:
                return Usage(N_("{option} is needed here"), N_("see --help"), option=named)
            return Usage(N_("{option} cannot be that"), N_("see --help"), option=named)
        case _:
            return Usage(
                N_("the command line is not understood"),
                N_("free text is never an argument; vp --help lists the commands"),
            )
