"""What is typed at a terminal, edited while it is typed: arrows, undo, Tab, texts of many lines.

The one place that uses prompt_toolkit, and imported only when somebody is really asked: it takes as
long to start as a short command. What is typed goes to no history and no file; what is cut out
lies in memory. Where somebody wants it plain, `vp.cli.ask` reads lines without any of this.
"""

import asyncio
import os
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.data_structures import Size
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text.utils import fragment_list_to_text
from prompt_toolkit.history import DummyHistory
from prompt_toolkit.input import create_input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout.processors import Processor, Transformation, TransformationInput
from prompt_toolkit.layout.utils import explode_text_fragments
from prompt_toolkit.output import Output, create_output
from prompt_toolkit.shortcuts import CompleteStyle

from vp.cli.ask import surely
from vp.domain.term import fold

MARGIN = "| "
"""What stands before every line of a text."""

PAUSE = 2.0
"""Seconds after which what was typed meanwhile is kept."""


def line(prompt: str, words: Sequence[str] = ()) -> str:
    """One line; Tab completes the words. Raises EOFError after Ctrl-D, and KeyboardInterrupt."""
    session = _session(_keys(), completer=_Words(words) if words else None)
    return str(session.prompt(prompt, set_exception_handler=False))


def text(begun: str, keep: Callable[[str], None], is_end: Callable[[str], bool]) -> tuple[str, str]:
    """The text, which began as `begun`, and the last line when that was one that ends it.

    It goes on below what there was, so that a line which ends it can be typed at once.
    Every few seconds `keep` is handed what there is, and once more when the typing is broken off.
    Raises KeyboardInterrupt then.
    """
    keys = _keys()
    session = _session(keys, multiline=True, prompt_continuation=MARGIN)
    session.input_processors = [_WholeWords()]
    _add_rows(keys, session)
    _add_ends(keys, is_end)

    def begin() -> None:
        session.app.create_background_task(_keep_often(session, begun, keep))

    try:
        found: str = session.prompt(
            MARGIN,
            default=f"{begun}\n" if begun else "",
            pre_run=begin,
            set_exception_handler=False,
        )
    except (KeyboardInterrupt, EOFError, OSError):
        surely(lambda: keep(session.default_buffer.text.rstrip("\n")))
        raise KeyboardInterrupt from None
    rest, _newline, last = found.rpartition("\n")
    return (rest, last) if is_end(last) else (found.rstrip("\n"), "")


def rows(text: str, room: int) -> list[int]:
    """Where each row begins of a line that is shown in rows of this width, broken between words.

    The last row has room for the cursor behind it.
    """
    starts = [0]
    while len(text) - starts[-1] >= room:
        begin = starts[-1]
        space = text.rfind(" ", begin, begin + room)
        starts.append(space + 1 if space > begin else begin + room)
    return starts


class _Words(Completer):
    """Words that begin as what was typed, or that have a word in them which does."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words

    def get_completions(self, document: Document, _event: CompleteEvent) -> Iterator[Completion]:
        typed = document.text_before_cursor.rpartition(",")[2].lstrip()
        asked = fold(typed)
        begun = [word for word in self._words if fold(word).startswith(asked)]
        within = [word for word in self._words if f" {asked}" in fold(word)]
        for word in dict.fromkeys(begun or within):
            yield Completion(word, start_position=-len(typed))


class _WholeWords(Processor):
    """A long line is shown in rows that end between words."""

    def apply_transformation(self, given: TransformationInput) -> Transformation:
        room = given.width - len(MARGIN)
        characters = explode_text_fragments(given.fragments)
        starts = rows(fragment_list_to_text(characters).rstrip("\n"), room)
        shown: list[Any] = []
        for begin, end in pairwise([*starts, len(characters)]):
            row = characters[begin:end]
            filled = [] if end == len(characters) else [("", " ")] * (room - len(row))
            shown += [*row, *filled]

        def to_display(place: int) -> int:
            row = bisect_right(starts, place) - 1
            return row * room + place - starts[row]

        def to_source(place: int) -> int:
            row = min(place // room, len(starts) - 1)
            last = starts[row + 1] - 1 if row + 1 < len(starts) else len(characters)
            return min(starts[row] + place - row * room, last)

        return Transformation(shown, to_display, to_source)


def _session(keys: KeyBindings, **more: Any) -> PromptSession[str]:
    return PromptSession(
        history=DummyHistory(),
        input=create_input(sys.stdin),
        output=_output(),
        key_bindings=keys,
        complete_while_typing=False,
        complete_style=CompleteStyle.READLINE_LIKE,
        reserve_space_for_menu=0,
        **more,
    )


def _output() -> Output:
    """Standard error: standard output stays what a program can read.

    The terminal is never asked where its cursor is: the answer could end up in a text.
    """
    if os.name != "posix":  # pragma: no cover (not run on Windows yet)
        return create_output(sys.stderr)
    from prompt_toolkit.output.vt100 import Vt100_Output

    return Vt100_Output(sys.stderr, _size, enable_cpr=False)


def _size() -> Size:
    try:
        found = os.get_terminal_size(sys.stderr.fileno())
    except OSError:
        return Size(24, 80)
    return Size(found.lines or 24, found.columns or 80)


def _keys() -> KeyBindings:
    """Ctrl-Z undoes word by word, as everywhere else, and Ctrl-R does it again."""
    keys = KeyBindings()

    @keys.add("c-z", save_before=lambda _event: False)
    def undo(event: KeyPressEvent) -> None:
        event.current_buffer.undo()

    @keys.add("c-r", save_before=lambda _event: False)
    def redo(event: KeyPressEvent) -> None:
        event.current_buffer.redo()

    ended = -1

    def begins_word(event: KeyPressEvent) -> bool:
        before = event.current_buffer.document.char_before_cursor
        goes_on = ended == event.current_buffer.cursor_position
        return not (goes_on and before.isalnum() and event.data.isalnum())

    @keys.add(Keys.Any, save_before=begins_word)
    def insert(event: KeyPressEvent) -> None:
        nonlocal ended
        event.current_buffer.insert_text(event.data)
        ended = event.current_buffer.cursor_position

    return keys


def _add_ends(keys: KeyBindings, is_end: Callable[[str], bool]) -> None:
    @keys.add("enter")
    def enter(event: KeyPressEvent) -> None:
        document = event.current_buffer.document
        if document.is_cursor_at_the_end and is_end(document.current_line):
            event.current_buffer.validate_and_handle()
        else:
            event.current_buffer.newline(copy_margin=False)

    @keys.add("c-d")
    def end(event: KeyPressEvent) -> None:
        event.current_buffer.validate_and_handle()


def _add_rows(keys: KeyBindings, session: PromptSession[str]) -> None:
    """Up and down go by what is seen: a row of a long line is a step too."""

    def move(step: int) -> None:
        buffer = session.default_buffer
        room = session.output.get_size().columns - len(MARGIN)
        places = [
            (begin + start, begin + end)
            for begin, line in _lines(buffer.text)
            for start, end in pairwise([*rows(line, room), len(line) + 1])
        ]
        here = bisect_right([start for start, _end in places], buffer.cursor_position) - 1
        if 0 <= here + step < len(places):
            start, end = places[here + step]
            column = buffer.cursor_position - places[here][0]
            buffer.cursor_position = min(start + column, end - 1)

    @keys.add("up")
    def up(_event: KeyPressEvent) -> None:
        move(-1)

    @keys.add("down")
    def down(_event: KeyPressEvent) -> None:
        move(+1)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line, and where it begins."""
    begin = 0
    for line in text.split("\n"):
        yield begin, line
        begin += len(line) + 1


async def _keep_often(session: PromptSession[str], begun: str, keep: Callable[[str], None]) -> None:
    """What was typed is kept while it is typed: a battery that runs empty takes seconds of it."""
    kept = begun
    while True:
        await asyncio.sleep(PAUSE)
        if (now := session.default_buffer.text.rstrip("\n")) != kept:
            keep(now)
            kept = now
