"""The guided sessions in examples/: Markdown whose commands are run and whose answers are vp's own.

A block of `console` is a transcript as in this folder; a heading that begins with a day sets the
calendar. `pytest --accept` writes down what vp answers now.
"""

import re
from pathlib import Path

import pytest

from tests.conftest import Desk
from tests.transcripts.test_transcripts import read, replay
from vp import locale

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
GUIDED = {"session.md": "en", "sessie.md": "nl"}
DAY = re.compile(r"^## (\d{4}-\d{2}-\d{2})", re.MULTILINE)
PART = re.compile(r"(^```console\n.*?^```$)", re.MULTILINE | re.DOTALL)


def played(text: str, desk: Desk) -> str:
    """The document with the answers as vp gives them now."""
    return "".join(_part(part, desk) for part in PART.split(text))


def _part(part: str, desk: Desk) -> str:
    if not part.startswith("```console\n"):
        for day in DAY.findall(part):
            desk.go_to(day)
        return part
    script = part.removeprefix("```console\n").removesuffix("```")
    return f"```console\n{replay(script, desk)}```"


@pytest.mark.parametrize("name", GUIDED)
def test_a_guided_session_goes_as_it_is_told(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config
) -> None:
    monkeypatch.chdir(tmp_path)
    path = EXAMPLES / name
    text = path.read_text("utf-8")
    try:
        now = played(text, Desk(tmp_path, GUIDED[name]))
    finally:
        locale.use("en")
    if pytestconfig.getoption("--accept"):
        path.write_text(now, "utf-8")
    assert now == path.read_text("utf-8")


def test_both_languages_tell_the_same_story() -> None:
    told = {name: _commands((EXAMPLES / name).read_text("utf-8")) for name in GUIDED}
    assert told["session.md"] == told["sessie.md"]
    assert len(told["session.md"]) > 15


def _commands(text: str) -> list[str]:
    lines = (step.line for block in PART.findall(text) for step in read(block))
    return [" ".join(line.split()[1:3]) for line in lines if line.startswith("$ vp")]
