"""A terminal with somebody at it, and every picture that was seen on it."""

from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import pexpect
import pyte

COLUMNS, ROWS = 80, 24
IDLE = 0.35
"""Seconds of silence after which vp waits for an answer."""
KEY, ENTER, READ = 0.05, 0.5, 0.01
"""Seconds: between two keys, after Enter, and to read a character."""
TOO_LONG = 300.0
"""Seconds that no recording lasts."""

Row = tuple[tuple[int, str, str], ...]
"""Runs of characters: where each begins, its style, and its text."""


class Act(NamedTuple):
    """A command, and what is typed at each of its questions."""

    command: str
    replies: tuple[str, ...] = ()


class Picture(NamedTuple):
    """What stands on the terminal from this second on."""

    second: float
    rows: tuple[Row, ...]


class Screen(pyte.Screen):
    """A screen that answers what is asked of it: where the cursor is."""

    asked: Callable[[str], Any]

    def write_process_input(self, data: str) -> None:
        """The answer goes back to the program."""
        self.asked(data)


class Stage:
    """A terminal with somebody at it, and every picture that was seen on it."""

    def __init__(self, environ: dict[str, str], folder: Path) -> None:
        self._environ, self._folder = environ, folder
        self._screen = Screen(COLUMNS, ROWS)
        self._stream = pyte.Stream(self._screen)
        self._second = 0.0
        self.pictures: list[Picture] = []

    def play(self, act: Act) -> None:
        """The command was typed and answered, and has ended."""
        self._show("\x1b[1m$\x1b[0m ")
        for key in act.command:
            self._show(key, KEY)
        self._show("\r\n", ENTER)
        child = pexpect.spawn(
            "/bin/sh",
            ["-c", f"exec {act.command}"],
            env=self._environ,
            cwd=str(self._folder),
            dimensions=(ROWS, COLUMNS),
            encoding="utf-8",
        )
        child.delaybeforesend = None
        self._screen.asked = child.send
        for reply in act.replies:
            while self._listen(child) and not self._asks():
                if self._second > TOO_LONG:
                    raise self._otherwise(act, "does not ask")
            for key in reply:
                child.send("\r" if key == "\n" else key)
                self._listen(child, KEY, IDLE / 5 if key != "\n" else IDLE)
        while self._listen(child):
            if self._asks() or self._second > TOO_LONG:
                raise self._otherwise(act, "still asks")
        child.close()
        self._second += 1.0

    def _asks(self) -> bool:
        cursor = self._screen.cursor
        return self._screen.display[cursor.y][: cursor.x].endswith((": ", "| "))

    def _otherwise(self, act: Act, how: str) -> RuntimeError:
        return RuntimeError("\n".join((f"vp {how}: {act.command}", *self._screen.display)))

    def _listen(self, child: Any, pause: float = 0.0, idle: float = IDLE) -> bool:
        """What vp says until it is silent; whether it still runs."""
        told = ""
        while True:
            try:
                new = child.read_nonblocking(4096, idle if told else idle * 4)
            except pexpect.TIMEOUT:
                self._show("", pause or idle)
                return True
            except pexpect.EOF:
                return False
            told += new
            self._show(new, pause or len(new) * READ)

    def _show(self, text: str, pause: float = 0.0) -> None:
        self._stream.feed(text)
        rows = tuple(map(self._row, range(ROWS)))
        if not self.pictures or self.pictures[-1].rows != rows:
            self.pictures.append(Picture(self._second, rows))
        self._second += pause

    def _row(self, number: int) -> Row:
        cells = [(column, self._screen.buffer[number][column]) for column in range(COLUMNS)]
        return tuple(_runs(cells))


def _runs(cells: list[tuple[int, Any]]) -> Iterator[tuple[int, str, str]]:
    for style, run in groupby(cells, lambda each: _style(each[1])):
        found = list(run)
        text = "".join(cell.data for _column, cell in found)
        if text.strip() or "reverse" in style:
            yield found[0][0], style, text


def _style(cell: Any) -> str:
    """The classes of a character, as the drawing names them."""
    marks = [cell.fg] if cell.fg != "default" else []
    marks += [name for name in ("bold", "reverse") if getattr(cell, name)]
    return " ".join(marks)
