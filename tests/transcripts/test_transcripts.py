"""Whole sessions, replayed: what is typed, what vp answers, and what it may leave behind.

    @ 2026-03-05            the day it is
    # Words                 for the reader
    $ vp note k7fm          a command; also cat > FILE, ls FOLDER, mv A B and cp A B
    < A text.               what is typed or piped in
    Noted in ...            standard output
    ! vp: error: ...        standard error
    [4]                     the exit code, when it is not 0

`$T` is the folder of the session. An answer that begins with one of these signs has a backslash
before it. A name that ends in `.nl.txt` is a session in Dutch.
`pytest --accept` writes down what vp answers now.
"""

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import Desk, Result, uncommitted, unsealed_in
from vp import locale

HERE = Path(__file__).parent
SCRIPTS = sorted(HERE.glob("*.txt"))
SIGN = re.compile(r"[@#$<!\\]|\[[0-9]+\]$")
"""What an answer may not begin with, or it would be read as something else."""


class Step(NamedTuple):
    """One command of a session with its input, or a day, or words for the reader."""

    line: str
    typed: list[str]


def read(script: str) -> list[Step]:
    """The steps of a session, without the answers written down."""
    steps: list[Step] = []
    for line in script.splitlines():
        if line.startswith(("@ ", "# ", "$ ")):
            steps.append(Step(line, []))
        elif line.startswith("<"):
            steps[-1].typed.append(line[2:])
    return steps


def replay(script: str, desk: Desk) -> str:
    """The session with the answers as vp gives them now."""
    parts: list[list[str]] = []
    for step in read(script):
        if step.line.startswith("@ "):
            desk.go_to(step.line[2:])
            parts.append([step.line])
        elif step.line.startswith("#"):
            if parts and parts[-1][-1].startswith("#"):
                parts[-1].append(step.line)
            else:
                parts.append([step.line])
        else:
            parts.append([step.line, *_typed(step.typed), *_answered(_run(desk, step), desk)])
            assert not desk.folder.exists() or unsealed_in(desk.folder) == [], step.line
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _typed(lines: list[str]) -> list[str]:
    return [f"< {line}".rstrip() for line in lines]


def _answered(result: Result, desk: Desk) -> Iterator[str]:
    for line in result.out.replace(str(desk.root), "$T").rstrip("\n").splitlines():
        yield f"\\{line}" if SIGN.match(line) else line
    for line in result.err.replace(str(desk.root), "$T").splitlines():
        yield f"! {line}".rstrip()
    if result.code:
        yield f"[{result.code}]"


def _run(desk: Desk, step: Step) -> Result:
    """What the command of the step leaves behind; only vp and a few of its neighbours are known."""
    text = "".join(f"{line}\n" for line in step.typed)
    match shlex.split(step.line[2:].replace("$T", str(desk.root))):
        case ["vp", *words]:
            return desk.run(*words, text=text)
        case ["cat", ">", name]:
            (desk.root / name).write_text(text)
        case ["ls", name]:
            names = sorted(path.name for path in (desk.root / name).iterdir())
            return Result(0, "\n".join(names), "")
        case ["mv", old, new]:
            (desk.root / old).rename(desk.root / new)
        case ["cp", old, new]:
            shutil.copy2(desk.root / old, desk.root / new)
        case _:
            raise ValueError(step.line)
    return Result(0, "", "")


@pytest.fixture
def session(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The session as it goes now."""
    path: Path = request.param
    monkeypatch.chdir(tmp_path)
    desk = Desk(tmp_path, "nl" if path.name.endswith(".nl.txt") else "en")
    try:
        return replay(path.read_text(), desk)
    finally:
        locale.use("en")


@pytest.mark.parametrize(
    ("script", "session"),
    [(path, path) for path in SCRIPTS],
    ids=[path.stem for path in SCRIPTS],
    indirect=["session"],
)
def test_a_session_goes_as_it_is_written(
    script: Path, session: str, pytestconfig: pytest.Config
) -> None:
    if pytestconfig.getoption("--accept"):
        script.write_text(session)
    assert session == script.read_text()


def test_accepting_is_refused_over_changes_that_are_not_committed(tmp_path: Path) -> None:
    git = ["git", "-C", str(tmp_path), "-c", "user.name=x", "-c", "user.email=x@localhost"]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", "x"], check=True)
    assert uncommitted(tmp_path) == ""
    (tmp_path / "session.txt").write_text("changed")
    assert "session.txt" in uncommitted(tmp_path)


def test_something_readable_in_the_folder_is_noticed(desk: Desk) -> None:
    assert unsealed_in(desk.folder) == []
    (desk.folder / "cases" / "note.txt").write_text("readable")
    (desk.folder / "cases" / "k7fm-2qxd.age").write_text("not sealed")
    assert unsealed_in(desk.folder) == ["cases/k7fm-2qxd.age", "cases/note.txt"]
