"""A term of the profession: the key a file stores, and the labels people read.

Sources beside the terms, in short: *code* the LVV code of conduct of 21-05-2021; *LVV* its page
on what a VP is; *profile* the LVV professional profile of 2017, with its annexes; *Huis* the
brochure of the Huis voor Klokkenluiders, December 2023; *complaints* an article on complaints
about a VP; *W1*...*W24* the web addresses in DECISIONS.md; *D* our own decision.
"""

from collections.abc import Iterable
from enum import Enum
from typing import Self, TypeVar

from vp.errors import Usage
from vp.locale import N_, label


class Term(Enum):
    """One word of a controlled vocabulary; its value is the key that files store."""

    nl: str
    en: str
    source: str

    def __new__(cls, key: str, *_columns: object) -> "Term":
        term = object.__new__(cls)
        term._value_ = key
        return term

    # There is one object for each term, and a report asks for their hashes by the ten thousand.
    __hash__ = object.__hash__

    def __init__(self, _key: str, nl: str, en: str, source: str) -> None:
        self.nl = nl
        self.en = en
        self.source = source

    @classmethod
    def of(cls, key: str) -> Self:
        """The term with exactly this key. Raises ValueError."""
        for term in cls:
            if term.value == key:
                return term
        raise ValueError(key)

    @property
    def key(self) -> str:
        """The word as files store it."""
        return str(self.value)

    @property
    def names(self) -> tuple[str, str, str]:
        """Every spelling the term answers to: key, Dutch, English."""
        return self.key, self.nl, self.en


T = TypeVar("T", bound=Term)


def fold(word: str) -> str:
    """The word as it is compared: lower case, single spaces, no hyphens or underscores."""
    return " ".join(word.replace("_", " ").replace("-", " ").casefold().split())


def find(terms: Iterable[T], word: str, *, beginning: bool = False, field: str = "") -> T:
    """The one term that `word` means, by key or by label in either language.

    With `beginning`, for what somebody types, an unambiguous beginning of a label, or of a word in
    it, is enough. Raises Usage when none or several fit: it names the field and the nearest terms,
    to a typist by their labels, for a form by their keys.
    """
    terms = tuple(terms)
    asked = fold(word)
    exact = [term for term in terms if asked in map(fold, term.names)]
    exact = exact or [term for term in terms if asked in _parts(term)]
    if len(exact) == 1:
        return exact[0]
    begun = [term for term in terms if any(fold(name).startswith(asked) for name in term.names)]
    begun = begun or [term for term in terms if f" {asked}" in fold(" ".join(term.names))]
    if beginning and asked and len(begun) == 1:
        return begun[0]
    if beginning:
        raise unknown(word, [*map(label, terms)], field, [*map(label, begun)], between="; ")
    raise unknown(word, [term.key for term in terms], field, [term.key for term in begun])


def _parts(term: Term) -> set[str]:
    """What a label that names several things calls each: `fraude, diefstal` is also `fraude`."""
    return {fold(part) for name in term.names for part in name.split(" (")[0].split(",")}


def unknown(
    word: str,
    allowed: list[str],
    field: str,
    close: list[str] | None = None,
    between: str = ", ",
) -> Usage:
    """The error for a word outside a list: it names the field and the nearest allowed word.

    The word itself is repeated only where it looks like a key: anything longer could be
    a sentence of somebody's story that ended up in the wrong field.
    """
    from difflib import get_close_matches

    near = close or get_close_matches(word, allowed, n=3, cutoff=0.5) or allowed[:6]
    nearest = between.join(near[:6])
    if word.isascii() and word.islower() and word.replace("_", "").isalpha() and len(word) <= 30:
        return Usage(
            N_("{field}: «{word}» is not a value it can have"),
            N_("nearest: {nearest}"),
            field=field,
            word=word,
            nearest=nearest,
        )
    return Usage(
        N_("{field}: that is not a value it can have"),
        N_("nearest: {nearest}"),
        field=field,
        nearest=nearest,
    )
