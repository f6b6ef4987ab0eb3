"""Plain text for a terminal: nothing in it can move the cursor or turn the direction of reading."""

import re
import textwrap
import unicodedata
from collections.abc import Mapping, Sequence

from vp.domain.term import Term
from vp.locale import _, label

WIDTH = 80
_PART = r"(?=[A-Z]{2}|-|\S*[\d_/=.])[^\s,;:()«»]*[^\s,;:()«».](?: [a-z_]+\b(?![-./=]\w))?"
"""Of a command: an option, an id, a path, what is to be filled in; or a word that follows it."""
_COMMAND = re.compile(
    rf"(?:\b[A-Z_]+=\S+ )*\bvp (?:--)?[a-z]+(?: [a-z]+\b(?![-./=]\w))?(?: {_PART})*"
    # What another program is told ends its line: the one for cron, and what starts a timer.
    r"|\b\d+ (?:\* ){4}.+|(?:systemctl|launchctl|schtasks)(?:\.exe)? .+"
)
_BLANK = re.compile(r"(?<= )[A-Z]{2,}(?![\w-])")
_GLUE = "\0"


def printable(text: str) -> str:
    """The text with every control and direction character as a visible sign; newlines stay."""
    return text if text.isprintable() else "".join(map(_visible, text))


def phrase(message: str, fields: Mapping[str, object]) -> str:
    """The message in the language in use, its fields filled in: terms by their label.

    The field `why` is a message itself, and so is what `option` stands for: CASE.
    """
    filled = {
        name: printable(_(str(value)) if name in ("why", "option") else _readable(value))
        for name, value in fields.items()
    }
    return _(message).format(**filled)


def typed(command: str) -> str:
    """The command as one types it: what is to be filled in stands in the language in use."""
    return _BLANK.sub(lambda found: _(found[0]), command)


def table(rows: Sequence[Sequence[str]], head: Sequence[str] = ()) -> str:
    """The rows in columns two spaces apart, cut at the width of a terminal."""
    lines = [tuple(map(printable, row)) for row in ([head] if head else []) + list(rows)]
    if not lines:
        return ""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    laid = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]
    return "\n".join(line if len(line) <= WIDTH else f"{line[: WIDTH - 1]}…" for line in laid)


def paragraph(text: str, indent: str = "") -> str:
    """The text wrapped to the width of a terminal, its own line breaks kept."""
    return "\n".join(
        _wrapped(line, indent, indent) if line.strip() else indent.rstrip()
        for line in printable(text).split("\n")
    )


def beside(head: str, text: str, column: int) -> str:
    """The text to the right of its head, wrapped in a column of its own."""
    return _wrapped(printable(text), head.ljust(column), " " * column) or head


def _wrapped(line: str, first: str, others: str) -> str:
    if len(first) + len(line) <= WIDTH:
        return f"{first}{line}".rstrip(" ") if line.strip(" ") else ""
    # An id, a date and a command stay in one piece, however long, to be copied.
    whole = _COMMAND.sub(lambda found: found[0].replace(" ", _GLUE), line)
    return textwrap.fill(
        whole,
        WIDTH,
        initial_indent=first,
        subsequent_indent=others,
        break_on_hyphens=False,
        break_long_words=False,
    ).replace(_GLUE, " ")


def _readable(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_readable, value))
    return label(value) if isinstance(value, Term) else str(value)


def _visible(character: str) -> str:
    if character == "\n" or " " <= character <= "~":
        return character
    match unicodedata.category(character):
        case "Cc" if ord(character) < 0x20:
            return chr(0x2400 + ord(character))
        case "Cc" | "Cf" | "Cs" | "Zl" | "Zp" | "Co" | "Cn":
            return f"⟨{ord(character):04X}⟩"
        case _:
            return character
