"""Every obligation of the profession has a test, or waits for a command that is still to come.

`python -m tests.test_requirements` prints the table of obligation, command and test.
"""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from vp.cli.main import COMMANDS

TESTS = Path(__file__).parent
REGISTER = TESTS / "requirements.yaml"
LATER: set[str] = set()
"""The commands that are decided and not there yet."""


class Obligation(NamedTuple):
    """One entry of the register."""

    id: str
    must: str
    serves: dict[str, str]
    kind: str
    weight: str
    waits_for: str = ""


class Mark(NamedTuple):
    """One use of `@pytest.mark.requirement`."""

    id: str
    test: str


@cache
def register() -> tuple[Obligation, ...]:
    """The obligations, in the order of the file."""
    entries = yaml.safe_load(REGISTER.read_text("utf-8"))
    return tuple(Obligation(**entry) for entry in entries)


@cache
def marks() -> tuple[Mark, ...]:
    """Every mark in the tests, read from their source: nothing is imported."""
    return tuple(
        mark
        for path in sorted(TESTS.rglob("*.py"))
        for mark in _marks(ast.parse(path.read_text("utf-8")), str(path.relative_to(TESTS)))
    )


def _marks(node: ast.AST, place: str) -> Iterator[Mark]:
    for child in ast.iter_child_nodes(node):
        within = place
        if isinstance(child, ast.FunctionDef | ast.ClassDef):
            within = f"{place}::{child.name}"
        if isinstance(child, ast.Call) and ast.unparse(child.func).endswith("mark.requirement"):
            yield from (Mark(ast.literal_eval(each), place) for each in child.args)
        yield from _marks(child, within)


def _without_test() -> list[Obligation]:
    marked = {mark.id for mark in marks()}
    return [one for one in register() if one.id not in marked]


def test_no_obligation_stands_twice() -> None:
    ids = [one.id for one in register()]
    assert len(ids) == len(set(ids)) == 109


@pytest.mark.parametrize("one", register(), ids=lambda one: one.id)
def test_an_obligation_is_served_by_commands_of_vp(one: Obligation) -> None:
    assert one.serves.keys() <= COMMANDS.keys() | LATER
    assert one.kind in {"enforce", "record", "remind", "report", "inform"}
    assert one.weight in {"core", "expected", "beyond"}


def test_a_command_that_is_there_is_not_called_later() -> None:
    assert not LATER & COMMANDS.keys()


def test_every_mark_names_an_obligation_of_the_register() -> None:
    known = {one.id for one in register()}
    assert [mark for mark in marks() if mark.id not in known] == []


def test_every_obligation_has_a_test_or_waits_for_a_command() -> None:
    missing = {one.id: " ".join(one.serves) for one in _without_test() if not one.waits_for}
    assert missing == {}


def test_what_waits_is_served_by_no_command_that_is_there() -> None:
    too_long = [one.id for one in register() if one.waits_for and COMMANDS.keys() & one.serves]
    assert too_long == []


def test_what_waits_names_a_command_that_will_serve_it() -> None:
    lost = [
        one.id
        for one in register()
        if one.waits_for and (one.waits_for not in LATER or one.waits_for not in one.serves)
    ]
    assert lost == []


def table() -> str:
    """Obligation, what it asks, the commands that serve it, and the tests that show it."""
    lines = []
    for one in register():
        tests = [mark.test for mark in marks() if mark.id == one.id]
        shown = tests or [f"waits for {one.waits_for}" if one.waits_for else "NO TEST"]
        lines.append(f"{one.id}  {one.must} ({one.kind}, {one.weight})")
        lines += [f"         {command}: {how}" for command, how in one.serves.items()]
        lines += [f"       - {test}" for test in shown]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(table())
