"""The words around a command's help, in the counsellor's language.

Typer's own headings come from its private copies of gettext and of a formatter; this is the one
place that reaches for them.
"""

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


class Formatter(HelpFormatter):
    """Help that begins with the word for usage in the language in use."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The usage line stands at the top."""
        super().write_usage(prog, args, prefix or f"{_('Usage')}: ")

    def write_dl(self, rows: Any, *widths: Any, **spaces: Any) -> None:
        """The list of options or commands stands there, typer's own words translated."""
        super().write_dl([(term, _(text)) for term, text in rows], *widths, **spaces)


def speak() -> None:
    """From here on help is in the language in use."""
    typer.core._ = _  # type: ignore[attr-defined]
    Context.formatter_class = Formatter
