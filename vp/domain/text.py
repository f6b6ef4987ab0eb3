"""The one border for free text: what passes here can be stored, read back and shown."""

import re
import unicodedata

from vp.errors import Usage
from vp.locale import N_

LIMIT = 1_048_576
"""The most bytes one text may take, in UTF-8; a whole case holds at most 4 MiB."""

LINE_LIMIT = 200
"""The most characters a name or another one-line field may have."""

_NEWLINES = str.maketrans({"\r": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n", "\t": "    "})
_HALVES = "\ud800-\udfff"
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17)
)
_DIRECTION = "\u202a-\u202e\u2066-\u2069\ufeff"
"""Overrides and isolates, which can make a line read as something it does not say."""
_FORBIDDEN = re.compile(f"[\x00-\x09\x0b-\x1f\x7f-\x9f{_HALVES}{_NONCHARACTERS}{_DIRECTION}]")


def clean(text: str) -> str:
    """The text in one form: NFC, plain newlines, no trailing blanks, nothing that cannot be shown.

    Raises Usage for control characters, direction overrides, lone surrogates and text over LIMIT.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").translate(_NEWLINES))
    if found := _FORBIDDEN.search(text):
        raise Usage(
            N_("line {line} of the text holds a character that cannot be kept"),
            N_("control characters, half characters and direction marks are refused"),
            line=text.count("\n", 0, found.start()) + 1,
        )
    if len(text.encode()) > LIMIT:
        raise Usage(
            N_("the text is too long: at most {limit} KiB fit in one entry"),
            N_("split it over several notes"),
            limit=LIMIT // 1024,
        )
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")


def clean_line(text: str) -> str:
    """One line of text: a name, a unit, a contact. Raises Usage when it is more than that."""
    line = clean(text).strip()
    if "\n" in line or len(line) > LINE_LIMIT:
        raise Usage(
            N_("this field takes one line of at most {limit} characters"),
            N_("put the rest in a note"),
            limit=LINE_LIMIT,
        )
    return line
