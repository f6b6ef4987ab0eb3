"""A term on the command line: by key, label or beginning; what is near is told by its label."""

import pytest

from tests.cli.conftest import TEXT
from tests.conftest import Desk


@pytest.mark.parametrize(
    "word", ["reflection", "eigen reflectie", "Reflectie", "eigen", "refl", "own reflection"]
)
def test_a_kind_is_taken_by_any_of_its_names_or_a_beginning(desk: Desk, word: str) -> None:
    case = desk.intake()
    desk.do("note", case, "--kind", word, text=TEXT)
    assert desk.shown(case)["log"][-1]["kind"] == "reflection"


def test_several_terms_are_taken_by_their_beginnings_too(desk: Desk) -> None:
    case = desk.intake()
    words = ("--about", "dissatis", "--offered", "een gesprek, terug")
    desk.do("note", case, *words, text=TEXT)
    assert desk.shown(case)["log"][-1]["offered"] == ["talk", "stepping_back"]


@pytest.mark.parametrize(
    ("language", "word", "near"),
    [
        ("nl", "reflextie", "eigen reflectie"),
        ("nl", "o", "waarneming; eigen reflectie"),
        ("en", "o", "observation; own reflection"),
    ],
)
def test_what_is_near_is_told_in_the_language_in_use(
    desk: Desk, language: str, word: str, near: str
) -> None:
    case = desk.intake()
    desk.environ["VP_LANG"] = language
    told = desk.run("note", case, "--kind", word, text=TEXT)
    assert told.code == 2
    assert told.err.splitlines()[1].endswith(f": {near}")


def test_a_recipient_is_taken_and_proposed_so_too(desk: Desk) -> None:
    case = desk.intake()
    desk.environ["VP_LANG"] = "nl"
    words = ("consent", "give", case, "--kind", "share_other", "--to")
    desk.do(*words, "ondernemings", text=TEXT)
    assert desk.do("consent", "list", case, "--json").json[0]["to"] == "works_council"
    told = desk.run(*words, "de leidinggevende", text=TEXT)
    assert told.err.splitlines()[1].endswith(": leidinggevende")
