"""A terminal of 80 columns at which somebody sits, for tests of what is asked and answered."""

import os
import re
import sys
import time
from pathlib import Path

import pexpect

from tests.conftest import Desk
from vp import locale

WIDTH = 80
PATIENCE = 15.0
"""Seconds in which vp must have asked or ended: opening a passphrase takes more than one."""

SETTLED = 0.06
"""Seconds of silence after which a line that could be a prompt is one."""

_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b[=>]|\r|\x07")
_ENGLISH = re.compile(
    r"\b(the|and|what|your|you|with|which|until|yes|unknown|error|hint|nothing|kept|written"
    r"|since|there|[Uu]sage|Options:)\b",
)
"""Words that are English, never Dutch, and no key or command."""

_PROMPTS = (": ", "| ")
_CONSENT = ("May a file be kept:", "Mag er een dossier worden bijgehouden:")
"""The question that Enter does not answer."""


class Session:
    """One vp command on a terminal of its own."""

    def __init__(self, desk: Desk, *words: object) -> None:
        environ = desk.environ | {
            "TERM": "dumb",
            "HOME": str(desk.root),
            "PATH": os.environ["PATH"],
        }
        self._child = pexpect.spawn(
            sys.executable,
            ["-m", "vp", *map(str, words)],
            env=environ,
            cwd=str(desk.root),
            dimensions=(24, WIDTH),
            encoding="utf-8",
            echo=True,
        )
        self._child.delaybeforesend = None
        self._said = ""
        self._answered = 0
        self._root = str(desk.root)

    @property
    def said(self) -> str:
        """Everything that stood on the terminal, what was typed included; paths are shortened."""
        return _ESCAPES.sub("", self._said).replace(self._root, "~")

    @property
    def lines(self) -> list[str]:
        """The same, line by line."""
        return self.said.split("\n")

    def prompt(self) -> str:
        """What stands before the cursor when vp waits; empty when it has ended."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                self._said += self._child.read_nonblocking(4096, SETTLED)
            except pexpect.TIMEOUT:
                # What was typed comes back first: the line after it may be the next question.
                is_read = "\n" in self._said[self._answered :] or not self._answered
                if is_read and self.lines[-1].endswith(_PROMPTS):
                    return self.lines[-1]
            except pexpect.EOF:
                return ""
        raise AssertionError(f"vp neither asked nor ended:\n{self.said}")

    def answer(self, reply: str) -> None:
        """The reply is typed, and Enter."""
        self.prompt()
        self._type(reply)

    def until(self, words: str) -> None:
        """Everything is passed by until these words are asked."""
        while (asked := self.prompt()) and words not in asked and words not in self._heading():
            self._type(_usual(asked))
        assert asked, f"«{words}» was never asked:\n{self.said}"

    def through(self, replies: dict[str, str]) -> int:
        """Each question is answered once by the words in it, or passed by; the exit code."""
        waiting = dict(replies)
        while asked := self.prompt():
            found = [words for words in waiting if words in asked]
            self._type(waiting.pop(found[0]) if found else _usual(asked))
        assert not waiting, f"never asked: {list(waiting)}\n{self.said}"
        return self.code()

    def interrupt(self) -> int:
        """Ctrl-C; the exit code."""
        self.prompt()
        self._answered = len(self._said)
        self._child.sendintr()
        return self.code()

    def close_terminal(self) -> int:
        """The window is closed; the exit code, which nobody is left to read."""
        self.prompt()
        os.close(self._child.child_fd)
        for _moment in range(int(PATIENCE / SETTLED)):
            if not self._child.isalive():
                return int(self._child.exitstatus or 0)
            time.sleep(SETTLED)
        raise AssertionError("vp outlived its terminal")

    def code(self) -> int:
        """The exit code, once vp has ended."""
        while self.prompt():
            raise AssertionError(f"vp still asks:\n{self.said}")
        self._child.close()
        return int(self._child.exitstatus)

    def _type(self, line: str) -> None:
        self._answered = len(self._said)
        self._child.sendline(line)

    def _heading(self) -> str:
        """The lines right above the prompt: the question of a text stands there."""
        return "\n".join(self.lines[-3:])

    @property
    def english(self) -> list[str]:
        """The lines in which an English word stands."""
        return [line for line in self.lines if _ENGLISH.search(line)]

    @property
    def too_wide(self) -> list[str]:
        """The lines that do not fit on the terminal."""
        return [line for line in self.lines if len(line) > WIDTH]


def _usual(asked: str) -> str:
    """What takes one past a question, and is Enter nearly always."""
    return "." if asked.endswith("| ") else "1" if asked.startswith(_CONSENT) else ""


def nl(message: str) -> str:
    """The message in Dutch, as the catalogue has it."""
    locale.use("nl")
    found = locale._(message)
    assert found != message, f"not translated: {message}"
    return found


def draft_of(desk: Desk, name: str) -> Path:
    """Where an unfinished text of this name is kept."""
    return desk.private / "drafts" / f"{name}.age"


def last_text(desk: Desk, case: str) -> str:
    """The text of the last entry of the case."""
    found: str = desk.shown(case)["log"][-1]["text"]
    return found
