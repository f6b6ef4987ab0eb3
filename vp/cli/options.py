"""Options that several commands share, and how their words become values of the domain.

Free text is never an option: it comes from a prompt or from standard input.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar, cast

import typer

from vp.domain.term import Term, find
from vp.errors import Usage
from vp.locale import N_, _, label

if TYPE_CHECKING:
    from vp.cli.context import Context

T = TypeVar("T", bound=Term)

_NAME = re.compile(r"[^\W_][\w-]{0,31}(?: [0-9]{1,2})?")


def desk(ctx: typer.Context) -> "Context":
    """The context of this run, from typer's own."""
    return cast("Context", ctx.obj)


def day(word: str | date) -> date:
    """The day the word means, of what happened; typer also hands over what is a day already."""
    return word if isinstance(word, date) else _day(word, ahead=False)


def day_ahead(word: str | date) -> date:
    """The day the word means, of what is due."""
    return word if isinstance(word, date) else _day(word, ahead=True)


def _day(word: str, *, ahead: bool) -> date:
    from typer._click.globals import get_current_context

    from vp.cli import when

    return when.day(get_current_context().obj, word, ahead=ahead)


def _which_case() -> str:
    from typer._click.exceptions import MissingParameter
    from typer._click.globals import get_current_context

    from vp.cli import which

    called = get_current_context()
    context: Context = called.obj
    for one in called.command.params:
        # What stands after the case is not there either, and is not asked.
        if context.is_interactive and one.param_type_name == "argument" and one.required:
            raise MissingParameter(ctx=called, param=one)
    return which.case(context)


def one_of(terms: Iterable[T], field: str) -> Callable[[str | T], str]:
    """A parser for one term: by key, by label in either language, or by a beginning of these.

    It gives the key, since typer makes the term of it, and nothing of what is a term already.
    """
    known = tuple(terms)

    def parse(word: str | T) -> str:
        if isinstance(word, Term):
            return word.key
        return find(known, word, beginning=True, field=field).key

    parse.__name__ = field  # what the help calls such a value
    return parse


def several_of(terms: Iterable[T], field: str) -> Callable[[str], tuple[T, ...]]:
    """A parser for several terms, separated by commas."""
    known = tuple(terms)

    def parse_all(words: str) -> tuple[T, ...]:
        each = filter(None, map(str.strip, words.split(",")))
        return tuple(find(known, word, beginning=True, field=field) for word in each)

    return parse_all


def recipient_name(word: str) -> str:
    """The name of somebody who can open the keys: short, of letters, digits and hyphens.

    Raises Usage for anything that could be a sentence.
    """
    if not _NAME.fullmatch(word):
        raise Usage(
            N_("that cannot be the name of a recipient"),
            N_("at most 32 letters, digits and hyphens: deputy, for example"),
        )
    return word


def replacement(word: str) -> str:
    """The name of a deputy and his new recipient: `NAME=age1...`. Raises Usage."""
    name, _equals, public = word.partition("=")
    return f"{recipient_name(name)}={public}"


def example(command: str) -> str:
    """The last line of a command's help."""
    word = _("Example")
    return f"{word}: {command}"


def keys(terms: Iterable[Term]) -> str:
    """The keys of a vocabulary with their labels, for a help text."""
    return ", ".join(
        term.key if label(term) == term.key else f"{term.key} ({label(term)})" for term in terms
    )


CaseName = Annotated[
    str,
    typer.Argument(
        metavar="CASE",
        help=_("id, unambiguous beginning of one, or alias"),
        default_factory=lambda: _which_case(),
        show_default=False,
    ),
]
On = Annotated[
    date | None,
    typer.Option("--on", parser=day, metavar="DATE", help=_("the day it is about (today)")),
]
AsJson = Annotated[bool, typer.Option("--json", help=_("as JSON, for a program"))]
Output = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FILE", help=_("write it to this file"))
]
Minutes = Annotated[int, typer.Option("--minutes", min=0, max=24 * 60, help=_("how long it took"))]
