"""Free text never comes from the argument list: other programs and the shell's history read it.

An option is a choice from a vocabulary, a day, a number, a path, a flag or a name that vp gave.
What is given as plain words stands below, and why it holds nothing of a case.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
import typer.main

from tests.cli.conftest import WORD, kept
from tests.conftest import Desk
from vp.cli.main import COMMANDS
from vp.cli.parsing import app
from vp.domain.vocabulary import VOCABULARIES

IDS = {"entry", "case", "consent", "breach", "done", "follows", "recognisable", "confirm", "keep"}
"""Names that vp gave: of a case, an entry or a doubt."""

CHOSEN = {"key", "outcome", "form", "to", "offered", "accept", "subject"}
"""A word of a vocabulary; `to` may also be a key of the directory, and is never a person's name."""

PERIODS = {"period", "report"}
RECIPIENTS = {"recipient"}
ADDRESSES = {"remote"}

FREE = {"organisation", "word"}
"""Of the counsellor himself; and `search WORD`, which the documents teach to leave out."""

SENTENCE = f"The {WORD} told me on 3 March."


class Parameter(NamedTuple):
    """One option or argument of one command."""

    command: str
    name: str
    kind: Any

    def __str__(self) -> str:
        return f"{self.command} {self.name}"


def parameters() -> Iterator[Parameter]:
    """Every option and argument of every command."""
    index = typer.main.get_command(app)
    for name in COMMANDS:
        yield from _of(index.get_command(None, name), name)  # type: ignore[attr-defined]


def _of(command: Any, path: str) -> Iterator[Parameter]:
    for one in command.params:
        yield Parameter(path, one.name, one.type)
    for name, part in getattr(command, "commands", {}).items():
        yield from _of(part, f"{path} {name}")


EVERY = list(parameters())


def is_bounded(kind: Any) -> bool:
    """Whether a value of this type can be no sentence."""
    match type(kind).__name__:
        case "TyperPath" | "BoolParamType" | "IntRange" | "IntParamType":
            return True
        case "FuncParamType":
            return str(kind.func.__module__) in ("vp.cli.options", "vp.domain.days")
        case _:
            return False


def test_every_parameter_is_of_a_kind_that_holds_no_story() -> None:
    plain = {one.name for one in EVERY if not is_bounded(one.kind)}
    assert plain == IDS | CHOSEN | PERIODS | RECIPIENTS | ADDRESSES | FREE


def test_the_walk_sees_every_command() -> None:
    seen = {one.command.split()[0] for one in EVERY}
    assert set(COMMANDS) - seen == {"lock"}  # it has none
    assert len(VOCABULARIES) > 20
    assert len(EVERY) > 100


LINES = """
check --accept SENTENCE
note SENTENCE
note ID --kind SENTENCE
note ID --on SENTENCE
note ID --about SENTENCE
note ID --source SENTENCE
note ID --minutes SENTENCE
note ID SENTENCE
note ID --text SENTENCE
note ID -m SENTENCE
consent give ID --kind share_other --to SENTENCE
consent give ID --kind SENTENCE
consent give ID --kind keep_file --form SENTENCE
consent give ID --kind keep_file --until SENTENCE
consent list SENTENCE
consent withdraw ID SENTENCE
share ID --to hr --consent SENTENCE
share ID --to hr --breach SENTENCE
remind ID --done SENTENCE
breach step ID conscience --breach SENTENCE
breach end ID --as broken --breach SENTENCE
share ID --to SENTENCE
share ID --to hr --form SENTENCE
option ID SENTENCE
refer ID --to SENTENCE
remind ID --on 2026-07-01 --purpose SENTENCE
remind ID --on 2026-07-01 --by SENTENCE
breach open ID --ground SENTENCE
breach step ID SENTENCE
breach show SENTENCE
breach end ID --as SENTENCE
close ID --reason SENTENCE
close ID --reason completed --outcome SENTENCE
reopen SENTENCE
hold set SENTENCE --until 2027-01-01
hold lift SENTENCE
edit SENTENCE --from -
show SENTENCE
purge --confirm SENTENCE
activity add --kind SENTENCE
activity add --kind other --report SENTENCE
activity add --kind other --follows SENTENCE
activity add --kind signal --recognisable SENTENCE
report SENTENCE
report 2026 --format SENTENCE
init OTHER --no-passphrase --no-input --recipient SENTENCE
agenda --days SENTENCE
help SENTENCE
agenda --lang SENTENCE
SENTENCE
"""


@pytest.mark.parametrize("line", LINES.strip().splitlines())
def test_a_sentence_in_an_argument_is_refused_and_not_repeated(desk: Desk, line: str) -> None:
    case = desk.intake()
    before = kept(desk)
    names = {"ID": case, "SENTENCE": SENTENCE, "OTHER": str(desk.root / "other")}
    told = desk.run(*(names.get(word, word) for word in line.split()), text="A text.")
    assert told.code in (2, 3), told
    assert WORD not in told.out + told.err
    assert kept(desk) == before
