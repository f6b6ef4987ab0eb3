"""Whose name or contact stands in a text: told by handle, and never by the name itself.

Compared without case, accents and signs, by whole words: the whole name however it is joined, and
each part of three letters or more. A contact counts by what reaches somebody: an address, an
account, a telephone number.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from vp.domain.case import Person

PART = 3
"""The fewest letters of a part of a name that counts by itself."""

_EVERYDAY = """aan bij den der des het onder over ten ter tot uit van vander voor
dhr drs heer ing mej mevr mevrouw mrs prof"""
NO_PARTS = frozenset(_EVERYDAY.split())
"""What stands in names and in any other text: it counts in the whole name only."""

_ADDRESS = 5
"""The fewest letters and digits by which an address or account is known again."""
_DIGITS = 6
"""The fewest digits by which a telephone number is known again."""
_COUNTRY = "31"

_FLAT = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"(\+|00)?\d(?:[ ().\-/\u2010-\u2015]{0,3}\d)+")
_ACCOUNT = re.compile(r"@|\w[./_]\w|\d")
"""What makes a piece of a contact an address or an account, and no ordinary word."""


def named_in(people: Mapping[str, Person], text: str) -> tuple[str, ...]:
    """The handles of those whose name, part of a name, or contact stands in the text, sorted."""
    read = _Read(text)
    return tuple(sorted(handle for handle, person in people.items() if read.holds(person)))


class _Read:
    """A text as it is compared: its words in order, its pieces without signs, its numbers."""

    def __init__(self, text: str) -> None:
        flat = _flat(text)
        words = _WORD.findall(flat)
        self.line = _line(words)
        self.pieces = {_joined(piece) for piece in flat.split()}
        self.words = {*words, *self.pieces}
        # «Noors» is Noor's: a name in the genitive is that name.
        self.words |= {word[:-1] for word in self.words if word.endswith("s")}
        self.numbers = tuple(_numbers(flat))

    def holds(self, person: Person) -> bool:
        """Whether the person's name, or a way to reach him, stands in the text."""
        contacts = (person.contact, person.safe_contact, person.safe_place)
        return self._holds_name(_flat(person.name)) or any(
            self._holds_number(contact) or self._holds_account(contact)
            for contact in map(_flat, contacts)
        )

    def _holds_name(self, name: str) -> bool:
        words = _WORD.findall(name)
        whole = bool(words) and _line(words) in self.line
        return whole or not self.words.isdisjoint(_parts(name))

    def _holds_number(self, contact: str) -> bool:
        asked = [*_numbers(contact), *(n for piece in contact.split() for n in _numbers(piece))]
        return any(number in known for number in asked for known in self.numbers)

    def _holds_account(self, contact: str) -> bool:
        for piece in filter(_ACCOUNT.search, contact.split()):
            address, owner = _joined(piece), _WORD.findall(piece.partition("@")[0])
            is_known = any(address in known for known in self.pieces)
            if is_known and len(address) >= _ADDRESS and not address.isdecimal():
                return True
            if "@" in piece and len(owner) > 1 and _line(owner) in self.line:
                return True
        return False


def _parts(name: str) -> Iterator[str]:
    """Every spelling by which a name is known again: its parts, and its parts joined."""
    words = _WORD.findall(name)
    pieces = map(_joined, name.split())
    joined = ("".join(words[start:]) for start in range(len(words) - 1))
    for part in (*words, *pieces, *joined):
        if len(part) >= PART and part not in NO_PARTS:
            yield part


def _flat(text: str) -> str:
    """The text in lower case, without accents and without signs that take no room."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_FLAT)
    return "".join(one for one in plain if unicodedata.category(one) not in ("Mn", "Cf"))


def _line(words: list[str]) -> str:
    return f" {' '.join(words)} "


def _joined(piece: str) -> str:
    return "".join(_WORD.findall(piece))


def _numbers(flat: str) -> Iterator[str]:
    """The telephone numbers in it, without signs, country and first zero."""
    for found in _NUMBER.finditer(flat):
        digits = "".join(filter(str.isdecimal, found[0]))
        if found[1]:
            digits = digits.removeprefix("00").removeprefix(_COUNTRY)
        if len(core := digits.lstrip("0")) >= _DIGITS:
            yield core
