"""The options that every command has, before its name or after it."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from vp.errors import NotReadable, Usage
from vp.locale import LANGUAGES, N_, use

if TYPE_CHECKING:
    from vp.cli.context import Context

_LONGEST = 1024


def taken(arguments: Sequence[str], context: "Context") -> list[str]:
    """The arguments without these options, which the context has now. Raises Usage.

    The language of --lang is in use from here on.
    """
    left: list[str] = []
    words = iter(arguments)
    for word in words:
        name, equals, value = word.partition("=")
        if name == "--lang":
            context.language = _language(value if equals else next(words, ""))
            use(context.language)
            continue
        if name == "--passphrase-fd":
            context.passphrase_fd = _number(value if equals else next(words, ""))
            continue
        if word in ("--plain", "--editor"):
            setattr(context.manner, word[2:], True)
            continue
        left.append(word)
        if word == "--":
            left += words
    return left


def next_passphrase(number: int) -> str:
    """The next line there, its spaces made single. Raises NotReadable when there is none.

    Read byte by byte: the line after it may be for another question.
    """
    line = b""
    try:
        while not line.endswith(b"\n") and len(line) < _LONGEST and (byte := os.read(number, 1)):
            line += byte
        found = " ".join(line.decode().split())
    except (OSError, UnicodeDecodeError):
        found = ""
    if not found:
        raise NotReadable(
            N_("no passphrase came from file descriptor {number}"),
            N_("give it as a line: --passphrase-fd 3 3< FILE"),
            number=number,
        )
    return found


def _language(word: str) -> str:
    if word.casefold() not in LANGUAGES:
        raise Usage(N_("--lang is nl or en"), N_("vp --lang nl agenda, for example"))
    return word.casefold()


def _number(word: str) -> int:
    if not (word.isascii() and word.isdecimal() and 3 <= int(word) <= 65_535):
        raise Usage(
            N_("--passphrase-fd wants the number of an open file descriptor, 3 or more"),
            N_("standard input is for text: --passphrase-fd 3 3< FILE"),
        )
    return int(word)
