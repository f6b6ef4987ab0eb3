"""Names in a text, and the handles that stand for them in a copy that leaves the file.

What counts as somebody's name or contact is decided in `vp.domain.naming`; here it is found in
its place. Whole words, without case and accents; a part that two people share gets both handles.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from vp.domain.case import Person
from vp.domain.naming import NO_PARTS, PART, named_in
from vp.domain.naming import _flat as flat

_WORD = re.compile(r"(?:[^\W_][\u00ad\u0300-\u036f\u200b-\u200d]*)+")
_NUMBER = re.compile(r"\+?\d(?:[ ().\-/\u2010-\u2015]{0,3}\d)+")
_PIECE = re.compile(r"\S+")
_OWN = "\x00"
"""Holds the place of an own name meanwhile; the border for text lets none through."""
_GAP = 3
"""The most signs between two words of one name."""

NOBODY: tuple[str, ...] = ()
Spellings = dict[tuple[str, ...], tuple[str, ...]]
"""Words in a row, and the handles of those they may mean."""


class Hidden(NamedTuple):
    """A text in which handles stand for names and contacts."""

    text: str
    number: int
    """How often a handle stands for a name or contact."""
    is_clean: bool
    """Whether nobody is known again by it, as far as vp can see."""


def hide(text: str, people: Mapping[str, Person], own: str = "") -> Hidden:
    """The text with the handle in the place of every name and contact, but for those of `own`."""
    others = {handle: person for handle, person in people.items() if handle != own}
    if not text or not others:
        return Hidden(text, 0, True)
    known = _spellings(people)
    masked, kept, number = _without_names(text, known, own)
    for pattern in (_NUMBER, _PIECE):
        if named_in(others, masked):
            masked, more = _without_contacts(masked, pattern, others)
            number += more
    is_clean = not named_in(others, masked)
    names = iter(kept)
    return Hidden(re.sub(_OWN, lambda _mark: next(names), masked), number, is_clean)


def _without_names(text: str, known: Spellings, own: str) -> tuple[str, list[str], int]:
    """The text with handles for names, a mark for each own name, those names, and how many."""
    words = [(found.start(), found.end(), flat(found[0])) for found in _WORD.finditer(text)]
    firsts = {spelling[0] for spelling in known}
    longest = max(map(len, known), default=0)
    parts: list[str] = []
    kept: list[str] = []
    number = at = place = 0
    while place < len(words):
        size, handles = 1, NOBODY
        if {words[place][2], words[place][2].removesuffix("s")} & firsts:
            size, handles = _longest(words[place : place + longest], known)
        start, end = words[place][0], words[place + size - 1][1]
        if handles == (own,):
            kept.append(text[start:end])
            parts += [text[at:start], _OWN]
            at = end
        elif handles:
            number += 1
            parts += [text[at:start], "/".join(handles)]
            at = end
        place += size
    return "".join((*parts, text[at:])), kept, number


def _longest(words: list[tuple[int, int, str]], known: Spellings) -> tuple[int, tuple[str, ...]]:
    """How many of these words make a name, the more the better, and the handles it may mean."""
    for size in range(len(words), 0, -1):
        row = words[:size]
        if any(after[0] - before[1] > _GAP for before, after in pairwise(row)):
            continue
        *first, last = (word for _start, _end, word in row)
        # «Noors» is Noor's: a name in the genitive is that name.
        for ending in (last, last.removesuffix("s")):
            if handles := known.get((*first, ending)):
                return size, handles
    return 1, NOBODY


def _without_contacts(
    text: str, pattern: re.Pattern[str], others: Mapping[str, Person]
) -> tuple[str, int]:
    """The text with handles for the pieces by which somebody is known again, and how many."""
    number = 0

    def replace(found: re.Match[str]) -> str:
        nonlocal number
        handles = named_in(others, found[0])
        number += bool(handles)
        return "/".join(handles) + _OWN * found[0].count(_OWN) if handles else found[0]

    return pattern.sub(replace, text), number


def _spellings(people: Mapping[str, Person]) -> Spellings:
    found: dict[tuple[str, ...], list[str]] = {}
    for handle, person in people.items():
        for spelling in dict.fromkeys(_of_name(person.name)):
            found.setdefault(spelling, []).append(handle)
    return {spelling: tuple(handles) for spelling, handles in found.items()}


def _of_name(name: str) -> Iterator[tuple[str, ...]]:
    """The whole name, and every row of words in it that ends in a part that counts by itself."""
    words = tuple(_WORD.findall(flat(name)))
    if words:
        yield words
    for end, word in enumerate(words, start=1):
        if len(word) >= PART and word not in NO_PARTS:
            yield from (words[start:end] for start in range(end))
    for start in range(len(words) - 1):
        joined = "".join(words[start:])
        if len(joined) >= PART and joined not in NO_PARTS:
            yield (joined,)
