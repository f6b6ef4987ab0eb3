"""--editor: a text written in the user's own editor, of which no copy is left anywhere."""

import os
import shutil
import signal
import stat
from pathlib import Path

import pytest

from tests.cli.screen import ENTER, Screen
from tests.cli.terminal import draft_of, last_text
from tests.conftest import Desk

BIRD = "zqxkanarie"
ESC = "\x1b"
LEAVING = {"vim": f"{ESC}:wq{ENTER}", "nvim": f"{ESC}:wq{ENTER}", "nano": f"\x18y{ENTER}"}
WRITING = {"vim": "i", "nvim": "i", "nano": ""}
READY = {"vim": "text", "nvim": "text", "nano": "GNU nano"}


def editor(name: str) -> str:
    """The name of an editor that is here."""
    if not shutil.which(name):
        pytest.skip(f"{name} is not installed here")
    return name


def begin(desk: Desk, case: str, name: str) -> Screen:
    """A note is being written in this editor, whose settings would keep everything."""
    (desk.root / ".vimrc").write_text("set undofile backup swapfile\n")
    (desk.root / ".nanorc").write_text("set backup\nset historylog\nset positionlog\n")
    screen = Screen(desk, "note", case, "--editor", EDITOR=f"{name} --wait", TERM="linux")
    screen.until(READY[name])
    screen.type(f"{WRITING[name]}{BIRD} zingt.")
    screen.until(f"{BIRD} zingt.")
    return screen


def holding(desk: Desk) -> list[Path]:
    """The files anywhere in reach in which the text stands."""
    places = [desk.root, *Path("/dev/shm").glob("vp-text-*")]
    found = [path for place in places for path in place.rglob("*") if path.is_file()]
    return [path for path in found if BIRD.encode() in path.read_bytes()]


@pytest.mark.parametrize("name", LEAVING)
@pytest.mark.requirement("GC-20")
def test_a_text_from_an_editor_is_saved_and_stands_nowhere_else(desk: Desk, name: str) -> None:
    case = desk.intake()
    screen = begin(desk, case, editor(name))
    screen.type(LEAVING[name])
    assert screen.code() == 0
    assert last_text(desk, case) == f"{BIRD} zingt."
    assert holding(desk) == []
    assert not list(desk.root.rglob("*.sw?"))


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_closed_terminal_keeps_what_the_editor_had_and_leaves_no_copy(
    desk: Desk, number: int
) -> None:
    case = desk.intake()
    screen = begin(desk, case, editor("vim"))
    screen.type(f"{ESC}:w{ENTER}")
    screen.until("written")
    screen.kill(number)
    assert screen.code() == 130
    assert holding(desk) == []
    again = Screen(desk, "note", case)
    assert f"| {BIRD} zingt." in again.until("Begin with it")
    again.kill(signal.SIGTERM)


def test_an_editor_left_without_saving_saves_nothing(desk: Desk) -> None:
    case = desk.intake()
    screen = begin(desk, case, editor("vim"))
    screen.type(f"{ESC}:cq{ENTER}")
    assert screen.code() == 130
    assert "log" not in desk.shown(case)
    assert not draft_of(desk, case).exists()


@pytest.mark.parametrize("name", ["code --wait", "emacs", "gedit", "/usr/bin/ed", "vi.recover"])
def test_an_editor_that_may_keep_copies_is_refused(desk: Desk, name: str) -> None:
    case = desk.intake()
    screen = Screen(desk, "note", case, "--editor", EDITOR=name)
    screen.until("vp: hint: set EDITOR to nano, vim or nvim")
    assert screen.code() == 4


def test_an_editor_gets_none_of_the_environment_and_none_of_its_own_options(desk: Desk) -> None:
    stub = desk.root / "bin" / "nano"
    stub.parent.mkdir()
    stub.write_text('#!/bin/sh\nenv | sort > text\necho "$@" >> text\n')
    stub.chmod(stub.stat().st_mode | stat.S_IXUSR)
    case = desk.intake()
    given = {"PATH": f"{stub.parent}:{os.environ['PATH']}", "SECRET": "x", "VISUAL": "nano -B -Y"}
    screen = Screen(desk, "note", case, "--editor", **given)
    assert screen.code() == 0
    told = last_text(desk, case)
    assert "SECRET" not in told
    assert f"HOME={desk.root}" not in told
    assert "HOME=/dev/shm/vp-text-" in told
    assert told.endswith("--ignorercfiles --softwrap --atblanks text")


def test_an_editor_needs_a_terminal(desk: Desk) -> None:
    case = desk.intake()
    told = desk.run("note", case, "--editor", text="Een tekst.")
    assert (told.code, told.err.splitlines()[0]) == (2, "vp: error: an editor needs a terminal")
