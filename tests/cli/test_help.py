"""What the program says of itself: in the counsellor's language, with an example, and no copy."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import typer.main

from tests.cli.conftest import refused
from tests.conftest import Desk
from vp import locale
from vp.cli import topics, wording
from vp.cli.main import COMMANDS
from vp.cli.parsing import app
from vp.cli.topics import ABOUT, Subject
from vp.domain import sources
from vp.domain.breach import Step
from vp.domain.vocabulary import VOCABULARIES, BreachGround, Term

ENGLISH = re.compile(
    r"\b(Usage|Options|Arguments|Commands|COMMAND|ARGS|CASE|FILE|DATE|WORD|NUMBER|TEXT|required"
    r"|default|Show this message|Example|int range|the|you|your|which|with)\b"
)
FOREIGN = re.compile(r"<[a-z ]+>|<=|\{|\}")
"""What the parser says in its own way: `<int range>`, `0<=x<=9`, `{CASE}`."""


ALL_HELP = """
import sys
from vp.cli.context import Context
from vp.cli.main import main
for command in sys.argv[1:]:
    main([*command.split(), "--help"], Context())
    print(end="\\f")
"""


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    yield
    locale.use("en")


def every() -> Iterator[str]:
    """Every command, and every part of one."""
    index = typer.main.get_command(app)
    for name in COMMANDS:
        yield name
        found: Any = index.get_command(None, name)  # type: ignore[attr-defined]
        yield from (f"{name} {part}" for part in getattr(found, "commands", {}))


EVERY = ["", *every()]


@pytest.mark.parametrize("command", EVERY[1:])
def test_the_help_of_a_command_ends_with_an_example_of_it(bare: Desk, command: str) -> None:
    told = bare.do(*command.split(), "--help").out.split("\n\n")[-1]
    assert " ".join(told.split()).startswith(f"Example: vp {command}")


@pytest.fixture(scope="module")
def dutch_help() -> dict[str, str]:
    """The help of each command, from a process that speaks Dutch from its beginning."""
    environ = os.environ | {"VP_LANG": "nl", "COLUMNS": "80"}
    words = [sys.executable, "-c", ALL_HELP, *EVERY]
    told = subprocess.run(words, env=environ, capture_output=True, text=True, check=True).stdout
    return dict(zip(EVERY, told.split("\f")[:-1], strict=True))


@pytest.mark.parametrize("command", EVERY)
def test_the_help_is_dutch_through_and_through(dutch_help: dict[str, str], command: str) -> None:
    told = dutch_help[command]
    assert told.startswith(f"Gebruik: vp {command}")
    assert [line for line in told.splitlines() if ENGLISH.search(line)] == []
    assert [line for line in told.splitlines() if FOREIGN.search(line)] == []


def test_each_command_is_listed_once_and_in_full(bare: Desk) -> None:
    listed = [name for names in wording.SECTIONS.values() for name in names.split()]
    assert sorted(listed) == sorted(COMMANDS)
    told = " ".join(bare.do("--help").out.split())
    for name, about in COMMANDS.items():
        assert f"{name} {about}" in told


def test_the_parts_of_a_command_are_listed_in_full(bare: Desk) -> None:
    assert "..." not in bare.do("consent", "--help").out.replace("age1...", "")


def test_the_language_comes_from_option_environment_dossier_and_locale(desk: Desk) -> None:
    (desk.folder / "vp.yaml").write_text(
        (desk.folder / "vp.yaml").read_text().replace("language: en", "language: nl")
    )
    desk.environ["LANG"] = "en_GB.UTF-8"
    assert "legt uit" in _lists(desk)
    desk.environ["VP_LANG"] = "en"
    assert "explains" in _lists(desk)
    assert "legt uit" in _lists(desk, "--lang", "nl")
    assert "legt uit" in _lists(desk, "--lang=NL")


def _lists(desk: Desk, *words: str) -> str:
    before, after = desk.do(*words, "help").out, desk.do("help", *words).out
    assert before == after
    return before


def test_without_a_dossier_the_locale_speaks(bare: Desk) -> None:
    bare.environ["LANG"] = "nl_NL.UTF-8"
    assert "legt uit" in bare.do("help").out
    bare.environ["LC_ALL"] = "C.UTF-8"
    assert "explains" in bare.do("help").out


def test_a_dossier_speaks_the_language_it_was_made_in(bare: Desk) -> None:
    bare.begin("--lang", "nl")
    assert "language: nl" in (bare.folder / "vp.yaml").read_text()


@pytest.mark.parametrize(
    "words", [("--lang", "fr", "list"), ("list", "--lang"), ("--lang=", "list")]
)
def test_another_language_is_refused(desk: Desk, words: tuple[str, ...]) -> None:
    assert "nl or en" in refused(desk.run(*words), 2)


def test_after_two_hyphens_nothing_is_an_option(desk: Desk) -> None:
    assert desk.run("search", "--", "--lang").code == 0


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("subject", Subject, ids=lambda one: one.key)
def test_each_subject_is_explained(bare: Desk, subject: Subject, language: str) -> None:
    told = bare.do("help", subject.key, "--lang", language).out
    assert len(told.split()) > 80
    assert [line for line in told.splitlines() if len(line) > 80 and "https://" not in line] == []
    assert bare.do("help", subject.nl, "--lang", language).out == told
    if language == "nl":
        plain = [line for line in told.splitlines() if "yesterday" not in line]
        assert [line for line in plain if re.search(r"\b(the|you|with|which)\b", line)] == []
    assert subject.key in bare.do("help").out
    assert subject in ABOUT


def test_the_protocol_is_told_from_the_table_itself(bare: Desk) -> None:
    told = " ".join(bare.do("help", "breach").out.split())
    places = [told.index(f"{n}. {one.en} ({one.key})") for n, one in enumerate(Step, start=1)]
    assert places == sorted(places)
    assert all(one.explained in told and f"[{one.source}]" in told for one in Step)
    assert all(f"{ground.key} {ground.en}" in told for ground in BreachGround)
    assert sources.SOURCES["W1"] in told


def test_a_command_is_explained_by_its_own_help(bare: Desk) -> None:
    assert bare.do("help", "note").out == bare.do("note", "--help").out
    assert bare.do("help", "key").out == bare.do("key", "--help").out


def test_what_cannot_be_explained_is_said(bare: Desk) -> None:
    assert "no explanation" in refused(bare.run("help", "weather"), 2)


def test_every_source_beside_a_term_is_known() -> None:
    terms: list[Term] = [*Step, *(term for terms in VOCABULARIES for term in list(terms))]
    for term in terms:
        names = {part.split()[0].split(".")[0] for part in term.source.split(";")}
        assert set(sources.cited([term.source])) == names


def test_the_subjects_of_a_command_exist() -> None:
    assert set(topics.COMMANDS) <= set(COMMANDS)


REFUSED = {
    "nothing": ("there is no such command", "did you mean vp"),
    "consent": ("a command is needed", "vp consent --help"),
    "consent nothing": ("there is no such command", "vp consent --help"),
    "report": ("PERIOD is needed here", "vp report --help"),
    "list --loud": ("there is no option --loud", "vp list --help"),
    "list k7fm": ("more than this command takes", "vp list --help"),
    "list --days": ("there is no option --days", "vp list --help"),
    "agenda --days": ("no way to use --days", "vp COMMAND --help"),
    "agenda --days=x": ("--days cannot be that", "vp agenda --help"),
}


@pytest.mark.parametrize("line", REFUSED)
def test_what_is_typed_wrongly_is_told_with_where_help_is(desk: Desk, line: str) -> None:
    told = desk.run(*line.split())
    sentence, hint = REFUSED[line]
    assert sentence in refused(told, 2)
    assert hint in told.err
