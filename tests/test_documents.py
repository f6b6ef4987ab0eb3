"""The documents for users: what they tell to type can be typed, and what they point to is there."""

import re
import shlex
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from tests.recording.drawing import drawn
from tests.recording.terminal import ROWS, Picture
from vp.cli.main import COMMANDS
from vp.cli.parsing import app
from vp.cli.topics import Subject
from vp.errors import VpError

ROOT = Path(__file__).parent.parent
DOCUMENTS = (
    "README.md",
    "README.nl.md",
    "SECURITY.md",
    "CONTRIBUTING.md",
    "examples/session.md",
    "examples/sessie.md",
)
EVERYWHERE = {"--lang", "--passphrase-fd", "--help", "-h"}
LINK = re.compile(r"\]\(([^)#:]+)\)")
FENCED = re.compile(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINE = re.compile(r"^(?:\$ )?(vp(?: .*)?)$", re.MULTILINE)
INLINE = re.compile(r"`(vp(?: [^`]*)?)`")
AFTER = re.compile(r" \||  +| <")
"""Where a command ends: a pipe, its meaning two spaces away, or what it reads."""


def typed(document: str) -> Iterator[str]:
    """Every command of vp that the document tells to type."""
    text = (ROOT / document).read_text("utf-8")
    lines = (line for block in FENCED.findall(text) for line in LINE.findall(block))
    for line in (*lines, *INLINE.findall(FENCED.sub("", text))):
        yield AFTER.split(line)[0]


def wrong(line: str) -> str:
    """Why the command cannot be typed; nothing when it can."""
    words = shlex.split(line)[1:]
    while words[:1] and words[0] in EVERYWHERE:
        del words[: 2 if words[0] in ("--lang", "--passphrase-fd") else 1]
    if not words or words[0] in ("--version", "--completion", "COMMAND", "OPDRACHT"):
        return ""
    name, *others = words
    if name not in COMMANDS:
        return f"there is no vp {name}"
    command: Any = typer.main.get_command(app).get_command(None, name)  # type: ignore[attr-defined]
    parts = getattr(command, "commands", {})
    if parts and others and not others[0].startswith("-"):
        command = parts.get(others[0])
        if command is None:
            return f"there is no vp {name} {others[0]}"
    known = {option: one for one in command.params for option in (*one.opts, *one.secondary_opts)}
    for word, following in zip(others, [*others, ""][1:], strict=True):
        if word.startswith("--") and word not in EVERYWHERE | known.keys():
            return word
        parse = getattr(getattr(known.get(word), "type", None), "func", None)
        if parse is not None and "one_of" in parse.__qualname__ and not following.isupper():
            try:
                parse(following)
            except VpError:
                return following
    return ""


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_in_a_document_can_be_typed(document: str) -> None:
    assert [(line, why) for line in typed(document) if (why := wrong(line))] == []


@pytest.mark.parametrize("document", ["README.md", "README.nl.md"])
def test_the_readme_shows_how_to_begin_and_how_to_be_helped(document: str) -> None:
    said = set(typed(document))
    assert {"vp demo", "vp init", "vp", "vp unlock", "vp intake", "vp help breach"} <= said


def test_what_cannot_be_typed_is_seen() -> None:
    assert all(
        map(wrong, ("vp nothing", "vp note --text", "vp consent take", "vp note --source x"))
    )
    assert not wrong("vp --lang nl note k7fm --minutes 20")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_in_a_document_leads_somewhere(document: str) -> None:
    place = (ROOT / document).parent
    links = LINK.findall((ROOT / document).read_text("utf-8"))
    assert [link for link in links if not (place / link).exists()] == []


def test_every_subject_of_help_that_is_named_exists() -> None:
    named = {
        words.split()[2]
        for document in DOCUMENTS
        for words in typed(document)
        if words.startswith("vp help ")
    }
    assert named <= {subject.key for subject in Subject} | set(COMMANDS)
    assert len(named) >= 5


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_recording_shows_what_vp_did_and_no_place_of_this_machine(language: str) -> None:
    """`make recording` plays it anew."""
    path = ROOT / "examples" / f"vp.{language}.svg"
    tree = ElementTree.parse(path)
    rows = ["".join(row.itertext()).strip() for row in tree.iter() if row.tag.endswith("}g")]
    commands = [row.removeprefix("$").strip() for row in rows if row.startswith("$")]
    whole = {line for line in commands if line.startswith("vp") and not wrong_while_typed(line)}
    assert {line.split()[1] for line in whole if " " in line} >= {"note", "share", "consent"}
    text = path.read_text("utf-8")
    assert "Traceback" not in text
    assert "/tmp" not in text
    assert "/work" not in text
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")


def wrong_while_typed(line: str) -> bool:
    """Whether this is a command that is not typed to its end."""
    try:
        return bool(wrong(line))
    except ValueError:
        return True


def test_a_row_is_drawn_while_it_stands() -> None:
    empty = ((),) * (ROWS - 1)
    one, two = ((0, "", "one"),), ((2, "bold", "two"),)
    made = drawn([Picture(0.0, (one, *empty)), Picture(1.5, (two, *empty))], "vp")
    tree = ElementTree.fromstring(made)
    moves = [one.attrib for one in tree.iter() if one.tag.endswith("}set")]
    assert [(one["to"], one["begin"], one["end"]) for one in moves] == [
        ("visible", "0.00s", "1.50s"),
        ("hidden", "0s", "1.50s"),
    ]
    assert tree.find("{*}desc").text == "  two"  # type: ignore[union-attr]
