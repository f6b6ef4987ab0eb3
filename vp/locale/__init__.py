"""The language the counsellor reads: English is the source, `nl` the catalogue.

`N_` marks a message where it is written; `_` translates it where it is shown.
Terms of the vocabularies carry both labels themselves, since both are also read as input.
"""

from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Protocol

LANGUAGES = ("nl", "en")

_current: NullTranslations = NullTranslations()
_language = "en"


class Labelled(Protocol):
    """Anything with a label in each language."""

    nl: str
    en: str


def N_(message: str) -> str:
    """The message as it stands, marked for the catalogue."""
    return message


def use(language: str) -> None:
    """From here on messages and labels are in `language`; anything unknown becomes English."""
    global _current, _language
    _language = language if language in LANGUAGES else "en"
    catalogue = Path(__file__).parent / _language / "LC_MESSAGES" / "vp.mo"
    _current = NullTranslations()
    if _language != "en":
        with catalogue.open("rb") as file:
            _current = GNUTranslations(file)


def language() -> str:
    """The language in use: `nl` or `en`."""
    return _language


def _(message: str) -> str:
    """The message in the language in use; an empty message stays empty."""
    return _current.gettext(message) if message else ""


def ngettext(one: str, many: str, count: int) -> str:
    """The message for this count, in the language in use."""
    return _current.ngettext(one, many, count)


def label(term: Labelled) -> str:
    """The label of a term in the language in use."""
    return term.nl if _language == "nl" else term.en
