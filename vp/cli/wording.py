"""The words around a command's help, in the counsellor's language.

Typer's own come from its private copies of gettext and of a formatter, or stand in its code; this
is the one place that reaches for them.
"""

import re
from collections.abc import Mapping
from typing import Any

import typer.core
from typer._click.core import Context
from typer._click.formatting import HelpFormatter

from vp.locale import N_, _

HEADINGS = (
    N_("Usage"),
    N_("Arguments"),
    N_("Options"),
    N_("Commands"),
    N_("Show this message and exit."),
    N_("required"),
    N_("default: {default}"),
)
VALUES = (
    N_("ADDRESS"),
    N_("BODY"),
    N_("CASE"),
    N_("COMMAND"),
    N_("DATE"),
    N_("DIR"),
    N_("ENTRY"),
    N_("FILE"),
    N_("FOLDER"),
    N_("FORMAT"),
    N_("ID"),
    N_("KIND"),
    N_("LANGUAGE"),
    N_("MAP"),
    N_("MINUTES"),
    N_("NAME"),
    N_("NUMBER"),
    N_("OPTIONS"),
    N_("OUTCOME"),
    N_("PERIOD"),
    N_("RECIPIENT"),
    N_("ROUTE"),
    N_("STEP"),
    N_("SUBJECT"),
    N_("TEXT"),
    N_("WHAT"),
    N_("WORD"),
)
"""What stands for a value that the counsellor types."""

SECTIONS = {
    N_("With the reporter"): "intake note option refer remind",
    N_("What leaves the room"): "consent share relay breach letter export",
    N_("Finding back and correcting"): "agenda list show search amend redact edit",
    N_("Ending and destroying"): "close reopen hold transfer receive purge",
    N_("Your year"): "activity report",
    N_("The cabinet"): "init profile unlock lock key sync diff check import demo help",
}
"""What the commands are for: the order in which they are listed."""

_TYPES = {"<str>": "TEXT", "<int>": "NUMBER", "<int range>": "NUMBER", "<path>": "FILE"}
_TYPE = re.compile(r"<[^>]+>")
_VALUE = re.compile(r"(?<![-\w])[A-Z]{2,}(?![-\w])")
_RANGE = re.compile(r"(\d+)<=x<=(\d+)")


class Formatter(HelpFormatter):
    """Help in the language in use, of which nothing is cut off."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The usage line stands at the top."""
        super().write_usage(prog, usage(args), prefix or f"{_('Usage')}: ")

    def write_dl(self, rows: Any, *widths: Any, **spaces: Any) -> None:
        """The list of options or commands stands there, typer's own words translated."""
        super().write_dl([(value(term), said(text)) for term, text in rows], *widths, **spaces)


def speak() -> None:
    """From here on help is in the language in use."""
    typer.core._ = _  # type: ignore[attr-defined]
    Context.formatter_class = Formatter


def usage(pieces: str) -> str:
    """What follows the name of a command, in the language in use."""
    return value(re.sub(r"[{}]", "", pieces).replace("COMMAND [ARGS]...", "COMMAND"))


def value(words: str) -> str:
    """The words, with what stands for a value in the language in use: `ZAAK` for `CASE`."""
    named = _TYPE.sub(lambda found: _TYPES.get(found[0], "WORD"), words)
    return _VALUE.sub(lambda found: _(found[0]), named)


def whole(command: Any) -> Any:
    """The command, whose parts are listed in full, and which has an example too."""
    for part in getattr(command, "commands", {}).values():
        part.short_help = part.help
        command.epilog = command.epilog or part.epilog
    return command


def listed(formatter: HelpFormatter, commands: Mapping[str, str]) -> None:
    """The commands stand there with their meaning, under what they are for."""
    width = max(map(len, commands))
    for heading, names in SECTIONS.items():
        with formatter.section(_(heading)):
            formatter.write_dl([(f"{name:<{width}}", commands[name]) for name in names.split()])


def more() -> str:
    """Where further explanation is."""
    return _("vp COMMAND --help shows what a command takes; vp help explains how things work.")


def said(text: str) -> str:
    """What an option does, typer's own words translated."""
    told = _("{least} to {most}")
    return _RANGE.sub(lambda found: told.format(least=found[1], most=found[2]), _(text))
