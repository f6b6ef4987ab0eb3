"""SECURITY.md says nothing that no test shows: each claim names one, and it is there."""

import ast
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Desk
from vp.cli.main import COMMANDS
from vp.render.plain import paragraph

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "SECURITY.md").read_text("utf-8")
_NAMED = re.compile(r"`(tests/[\w/.]+?)(?:::(\w+))?`")
_CLAIMS = TEXT[TEXT.index("## What is done") : TEXT.index("## What vp cannot prevent")]


def rows() -> Iterator[tuple[str, str]]:
    """Each claim and what stands beside it."""
    for line in _CLAIMS.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| ") and cells[0] not in ("claim", "---"):
            yield cells[0], cells[1]


def held_in(path: Path) -> set[str]:
    """The tests that the file holds."""
    found = ast.walk(ast.parse(path.read_text("utf-8")))
    return {one.name for one in found if isinstance(one, ast.FunctionDef)}


def test_there_are_claims() -> None:
    assert len(list(rows())) > 30


@pytest.mark.parametrize(("claim", "shown"), list(rows()))
def test_every_claim_names_its_test(claim: str, shown: str) -> None:
    assert _NAMED.search(shown), claim
    assert _NAMED.sub("", shown).strip(" ,") == ""


@pytest.mark.parametrize(("path", "name"), sorted(set(_NAMED.findall(TEXT))))
def test_every_test_that_is_named_is_there(path: str, name: str) -> None:
    place = ROOT / path
    files = sorted(place.glob("test_*.py")) if place.is_dir() else [place]
    held = set().union(*map(held_in, files))
    assert any(one.startswith("test_") for one in held)
    assert not name or name in held


def test_every_command_that_is_named_is_one() -> None:
    named = re.findall(r"`vp ([a-z]+)", TEXT)
    assert set(named) <= set(COMMANDS)
    assert len(named) > 10


# Two claims that are shown nowhere else


@pytest.mark.skipif(not Path("/proc/self/limits").exists(), reason="only Linux shows the limits")
def test_a_running_vp_leaves_no_core(desk: Desk) -> None:
    case = desk.intake()
    running = subprocess.Popen(
        [sys.executable, "-m", "vp", "note", case],
        env=desk.environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    )
    try:
        until, limit = time.monotonic() + 20, ""
        while time.monotonic() < until and limit != "0":
            limits = Path(f"/proc/{running.pid}/limits").read_text()
            limit = re.findall(r"Max core file size +(\S+)", limits)[0]
        assert limit == "0"
    finally:
        running.communicate(b"")


@pytest.mark.parametrize(
    "text", ["\x1b[2J", "\x1b]0;title\x07", "\x9b31m", "\u202eabc", "a\rb", "\u2028", "\x00"]
)
def test_a_text_cannot_steer_the_terminal(text: str) -> None:
    shown = paragraph(text)
    assert all(one.isprintable() or one == "\n" for one in shown)
