"""Our own sentence for what the command line parser refused; nothing that was typed is repeated."""

from typing import Any

from typer._click import exceptions as click

from vp.cli.wording import value
from vp.errors import Usage
from vp.locale import N_


def refusal(error: click.ClickException) -> Usage:
    """The refusal as an error of vp, which says where help is."""
    where = _command(error)
    match error:
        case click.NoArgsIsHelpError():
            return Usage(N_("a command is needed"), N_("{where} --help lists them"), where=where)
        case click.NoSuchOption():
            return Usage(
                N_("there is no option {option}"),
                N_("{where} --help lists the options"),
                option=error.option_name,
                where=where,
            )
        case click.BadOptionUsage():
            return Usage(
                N_("that is no way to use {option}"),
                N_("{where} --help shows what belongs after it"),
                option=error.option_name,
                where=where,
            )
        case click.BadParameter(param=param) if param is not None:
            missing = isinstance(error, click.MissingParameter)
            said = N_("{option} is needed here") if missing else N_("{option} cannot be that")
            return Usage(said, N_("see {where} --help"), option=value(_called(param)), where=where)
        case click.UsageError(ctx=context) if hasattr(getattr(context, "command", 0), "commands"):
            return Usage(
                N_("there is no such command"), N_("{where} --help lists them"), where=where
            )
        case _:
            return Usage(
                N_("that is more than this command takes"),
                N_("free text is never an argument: vp asks for it; see {where} --help"),
                where=where,
            )


def _called(param: Any) -> str:
    """The option, or what stands for the argument in the help."""
    name = str(param.opts[0] if param.opts else param.name)
    return name if name.startswith("-") else str(param.metavar or name).strip("[]")


def _command(error: click.ClickException) -> str:
    """The command that was meant, as far as it was understood: `vp consent give`."""
    context = getattr(error, "ctx", None)
    return str(context.command_path) if context is not None else value("vp COMMAND")
