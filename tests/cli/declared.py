"""What the commands declare they take, in the words of `vp.cli.takes`.

`python -m tests.cli.declared` prints the table as it should be.
"""

import inspect
import sys
from collections.abc import Iterator
from textwrap import wrap
from typing import Any

import typer.main

from vp.cli.main import COMMANDS
from vp.cli.parsing import app
from vp.domain import copies, letters, protocol, vocabulary
from vp.domain.term import Term

PLAIN = {
    ("note", "offered"): "vocabulary:Offered",
    ("close", "outcome"): "vocabulary:Outcome",
    ("consent give", "to"): "vocabulary:Recipient",
    ("share", "to"): "vocabulary:Recipient",
    ("relay", "to"): "vocabulary:Recipient",
    ("breach step", "key"): "protocol:Step",
    ("report", "form"): "md|html|json",
    ("help", "subject"): "SUBJECT",
}
"""Parameters that are words to typer, and more than that to the command."""

MODULES = (vocabulary, letters, copies, protocol)


def takes() -> dict[str, str]:
    """The table, in the order of the commands."""
    index = typer.main.get_command(app)
    found = (_of(index.get_command(None, name), name) for name in COMMANDS)  # type: ignore[attr-defined]
    return {name: words for each in found for name, words in each}


def _of(command: Any, name: str) -> Iterator[tuple[str, str]]:
    if parts := getattr(command, "commands", {}):
        for part, one in parts.items():
            yield from _of(one, f"{name} {part}")
        return
    params = sorted(command.params, key=lambda one: bool(one.param_type_name == "option"))
    yield name, " ".join(word for one in params for word in _words(one, name))


def _words(param: Any, command: str) -> Iterator[str]:
    what = _what(param, command)
    if param.param_type_name == "argument":
        yield what
        return
    for option in (*param.opts, *param.secondary_opts):
        yield option if param.is_flag else f"{option}={what}"


def _what(param: Any, command: str) -> str:
    parse = getattr(param.type, "func", None)
    terms = inspect.getclosurevars(parse).nonlocals.get("known", ()) if parse else ()
    if terms:
        return _called(type(terms[0]))
    is_case = (param.metavar or "").strip("[]") == "CASE"
    return "CASE" if is_case else PLAIN.get((command, param.name), "?")


def _called(terms: type[Term]) -> str:
    module = next(one for one in MODULES if getattr(one, terms.__name__, None) is terms)
    return f"{module.__name__.removeprefix('vp.domain.')}:{terms.__name__}"


def table() -> str:
    """The rows as they stand in the file."""
    return "".join(map(_row, *zip(*takes().items(), strict=True)))


def _row(name: str, words: str) -> str:
    if len(row := f'    "{name}": "{words}",\n') <= 101:
        return row
    lines = [
        f"{line} " for line in wrap(words, 90 if len(words) <= 90 else 89, break_on_hyphens=False)
    ]
    lines[-1] = lines[-1].rstrip()
    return f'    "{name}": (\n' + "".join(f'        "{line}"\n' for line in lines) + "    ),\n"


if __name__ == "__main__":
    sys.stdout.write(table())
