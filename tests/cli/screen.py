"""A terminal with a screen: what is seen on it when lines are edited, and not only what was sent.

Here vp runs as on the counsellor's own terminal; `tests.cli.terminal` has the plain one.
"""

import os
import sys
import time

import pexpect
import pyte

from tests.conftest import Desk

WIDTH, HEIGHT = 80, 24
PATIENCE = 15.0
SETTLED = 0.1
"""Seconds of silence after which the screen stands still."""

UP, DOWN, LEFT, TAB, ENTER = "\x1b[A", "\x1b[B", "\x1b[D", "\t", "\r"
CTRL_C, CTRL_D, CTRL_Z, CTRL_R = "\x03", "\x04", "\x1a", "\x12"
BACKSPACE = "\x7f"


class Screen:
    """One vp command on a terminal that shows what a person would see."""

    def __init__(self, desk: Desk, *words: object, **environ: str) -> None:
        self._screen = pyte.HistoryScreen(WIDTH, HEIGHT, history=1000)
        self._stream = pyte.Stream(self._screen)
        self.sent = ""
        given = {"TERM": "xterm-256color", "HOME": str(desk.root), "PATH": os.environ["PATH"]}
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "vp", *map(str, words)],
            env=desk.environ | given | environ,
            cwd=str(desk.root),
            dimensions=(HEIGHT, WIDTH),
            encoding="utf-8",
            codec_errors="replace",
        )
        self.child.delaybeforesend = None

    @property
    def lines(self) -> list[str]:
        """The lines on the screen, without the empty ones at its end."""
        return "\n".join(line.rstrip() for line in self._screen.display).rstrip().split("\n")

    @property
    def text(self) -> str:
        """The same, as one text."""
        return "\n".join(self.lines)

    def type(self, keys: str) -> None:
        """The keys were pressed, and vp has answered."""
        self.child.send(keys)
        self._settle()

    def until(self, words: str) -> str:
        """The screen, as soon as these words stand on it."""
        end = time.monotonic() + PATIENCE
        while words not in self.text:
            assert time.monotonic() < end, f"«{words}» never came:\n{self.text}"
            if not self._read():
                break
        self._settle()
        assert words in self.text, f"«{words}» never came:\n{self.text}"
        return self.text

    def answer(self, question: str, keys: str) -> None:
        """As soon as this is asked, the keys were pressed."""
        self.until(question)
        self.type(keys)

    def code(self) -> int:
        """The exit code, once vp has ended."""
        end = time.monotonic() + PATIENCE
        while self._read():
            assert time.monotonic() < end, f"vp still waits:\n{self.text}"
        self.child.close()
        return int(self.child.exitstatus if self.child.exitstatus is not None else -1)

    def kill(self, number: int) -> None:
        """The process was sent this signal."""
        self.child.kill(number)

    def _settle(self) -> None:
        quiet = time.monotonic() + SETTLED
        while time.monotonic() < quiet:
            before = len(self.sent)
            if not self._read():
                return
            if len(self.sent) > before:
                quiet = time.monotonic() + SETTLED

    def _read(self) -> bool:
        """Whether vp still runs; what it wrote stands on the screen."""
        try:
            told = self.child.read_nonblocking(65536, 0.05)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.sent += told
        self._stream.feed(told)
        return True
