"""The Dutch of the program: complete, current, and in words that pass no verdict.

The messages are gathered anew from the source, so that a message without its Dutch, or Dutch
without its message, is a failure here and not a line of English on the counsellor's screen.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from gettext import GNUTranslations
from importlib import import_module
from io import BytesIO
from pathlib import Path
from pkgutil import walk_packages

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import vp
import vp.domain
from vp.cli.main import COMMANDS
from vp.domain.vocabulary import VOCABULARIES, Term

SOURCE = Path(vp.__file__).parent
MESSAGES = SOURCE / "locale" / "nl" / "LC_MESSAGES"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}

FIELD = re.compile(r"\{\w*\}")
TYPED = re.compile(rf"--[a-z][a-z-]*|\bvp (?:{'|'.join(COMMANDS)})\b|\bVP_[A-Z]+")
"""What a user types, or sets, as it stands: options, commands, names of the environment."""

VERDICT = re.compile(
    r"\b(mede)?(daders?|daderes(sen)?|plegers?|pleegsters?|slachtoffers?|betrokkenen?"
    r"|klagers?|klaagsters?)\b",
    re.IGNORECASE,
)
"""Names for people that say more than anybody knows yet, or mean three things (DECISIONS.md)."""

FAMILIAR = re.compile(r"\b(je|jij|jou|jouw|jullie)\b", re.IGNORECASE)


def _catalogue() -> Catalog:
    with (MESSAGES / "vp.po").open("rb") as file:
        return read_po(file, abort_invalid=True)


def _forms(text: object) -> tuple[str, ...]:
    """A message is one text, or one for each plural."""
    return (text,) if isinstance(text, str) else tuple(text) if isinstance(text, tuple) else ()


def _pairs() -> list[tuple[str, str]]:
    """Every English sentence with its Dutch, one and many apart."""
    return [
        pair
        for message in _catalogue()
        if message.id
        for pair in zip(_forms(message.id), _forms(message.string), strict=True)
    ]


def _known() -> set[str]:
    """The messages of the catalogue, a plural by its singular."""
    return {_forms(message.id)[0] for message in _catalogue() if message.id}


def _said() -> set[str]:
    """The messages that Babel finds in the program, a plural by its singular."""
    found = extract_from_dir(SOURCE, [("**.py", "python")], keywords=KEYWORDS)
    return {_forms(message)[0] for _file, _line, message, _notes, _context in found}


def _written() -> set[str]:
    """The messages that Python finds in the program, a plural by its singular."""
    return {
        node.value
        for _place, node in _marked()
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def _marked() -> Iterator[tuple[str, ast.expr]]:
    """The place and the first argument of every call that marks or translates a message."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in KEYWORDS
                and node.args
            ):
                yield f"{path.relative_to(SOURCE)}:{node.lineno}", node.args[0]


def _vocabularies() -> set[type[Term]]:
    """Every list of terms in the domain, those that are not part of a case included."""
    for module in walk_packages(vp.domain.__path__, "vp.domain."):
        import_module(module.name)
    return set(Term.__subclasses__()) | set(VOCABULARIES)


def test_babel_sees_every_message_of_the_program() -> None:
    """A message inside an f-string escapes it, and would stay English for ever."""
    said = _said()
    hidden = [
        (place, ast.unparse(argument))
        for place, argument in _marked()
        if isinstance(argument, ast.JoinedStr)
        or (isinstance(argument, ast.Constant) and argument.value not in said)
    ]
    assert hidden == []


def test_every_message_has_its_dutch() -> None:
    assert sorted((_said() | _written()) - _known()) == []


def test_no_dutch_is_left_over_from_a_message_that_went() -> None:
    assert sorted(_known() - _said() - _written()) == []
    assert list(_catalogue().obsolete) == []


def test_no_message_is_without_words_or_waits_for_a_second_look() -> None:
    assert [english for english, dutch in _pairs() if not dutch.strip()] == []
    assert [message.id for message in _catalogue() if message.fuzzy] == []


def test_both_languages_have_the_same_fields() -> None:
    unlike = [
        english
        for english, dutch in _pairs()
        if Counter(FIELD.findall(english)) != Counter(FIELD.findall(dutch))
    ]
    assert unlike == []


def test_what_is_typed_reads_the_same_in_both_languages() -> None:
    lost = [
        (english, word)
        for english, dutch in _pairs()
        for word in TYPED.findall(english)
        if word not in TYPED.findall(dutch)
    ]
    assert lost == []


def test_a_message_begins_and_ends_alike_in_both_languages() -> None:
    """Capital or not, full stop or not, the blank after a prompt: the code counts on them."""
    unlike = [
        (english, dutch)
        for english, dutch in _pairs()
        if (english[-1] in ".?: ") != (dutch[-1] in ".?: ")
        or (english[0].isupper() != dutch[0].isupper() and english[0].isalpha())
        or len(english) - len(english.lstrip()) != len(dutch) - len(dutch.lstrip())
    ]
    assert unlike == []


def test_the_compiled_catalogue_is_that_of_the_words() -> None:
    """All but the header, which names the Babel that compiled it."""
    compiled = BytesIO()
    write_mo(compiled, _catalogue())
    compiled.seek(0)
    with (MESSAGES / "vp.mo").open("rb") as file:
        shipped = GNUTranslations(file)
    expected = GNUTranslations(compiled)
    for messages in (found := (shipped._catalog, expected._catalog)):  # type: ignore[attr-defined]
        messages.pop("")
    assert found[0] == found[1]


def test_a_plural_is_chosen_as_dutch_chooses_it() -> None:
    with (MESSAGES / "vp.mo").open("rb") as file:
        dutch = GNUTranslations(file)
    told = [dutch.ngettext("{n} case taken in.", "{n} cases taken in.", n) for n in (0, 1, 2)]
    assert told == ["{n} zaken opgenomen.", "{n} zaak opgenomen.", "{n} zaken opgenomen."]


def test_the_header_of_the_catalogue_stays_as_it_is() -> None:
    catalogue = _catalogue()
    assert str(catalogue.locale) == "nl"
    assert str(catalogue.creation_date).startswith("2026-11-01 00:00")


def test_no_message_calls_a_person_by_a_verdict() -> None:
    assert [dutch for _english, dutch in _pairs() if VERDICT.search(dutch)] == []


def test_no_term_calls_a_person_by_a_verdict() -> None:
    assert [term.nl for terms in _vocabularies() for term in terms if VERDICT.search(term.nl)] == []


def test_the_counsellor_and_the_reporter_are_addressed_politely() -> None:
    assert [dutch for _english, dutch in _pairs() if FAMILIAR.search(dutch)] == []


@pytest.mark.parametrize(
    "terms", sorted(_vocabularies(), key=str), ids=lambda terms: terms.__name__
)
def test_every_term_has_a_label_in_both_languages(terms: type[Term]) -> None:
    labels = [(term.key, label) for term in terms for label in (term.nl, term.en)]
    assert labels != []
    assert [key for key, label in labels if label != label.strip() or not label] == []
    assert all(label.isprintable() for _key, label in labels)
