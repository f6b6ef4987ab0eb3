import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import clean_text, people
from vp.domain.case import REPORTER, Person
from vp.domain.handles import hide
from vp.domain.naming import named_in

PEOPLE = {
    REPORTER: Person(name="Noor de Wit", contact="06-11111111"),
    "accused-1": Person(name="Bas Hoek", contact="bas.hoek@voorbeeld.nl"),
    "witness-1": Person(name="Anne-Fleur Çelik", safe_contact="06-12345678"),
}


@pytest.mark.requirement("KL-13")
@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Bas Hoek schreeuwde.", "accused-1 schreeuwde."),
        ("BAS  HOEK schreeuwde.", "accused-1 schreeuwde."),
        ("hoek zei niets", "accused-1 zei niets"),
        ("Hoeks auto", "accused-1 auto"),
        ("Bas' auto", "accused-1' auto"),
        ("Bas's auto", "accused-1's auto"),
        ("van Bas\nHoek", "van accused-1"),
        ("Annefleur en CELIK", "witness-1 en witness-1"),
        ("Anne Fleur Celik", "witness-1"),
        ("(Bas/Celik)", "(accused-1/witness-1)"),
        ("Bel 06 1234 5678 of +31612345678.", "Bel witness-1 of witness-1."),
        ("mail bas.hoek@voorbeeld.nl", "mail accused-1@voorbeeld.nl"),
        ("de hoekbank en de basis", "de hoekbank en de basis"),
        ("Noor zei het", "Noor zei het"),
        ("Noor de Wit, 06-11111111", "Noor de Wit, 06-11111111"),
        ("", ""),
    ],
)
def test_the_handle_stands_where_the_name_of_another_stood(text: str, shown: str) -> None:
    found = hide(text, PEOPLE, REPORTER)
    assert (found.text, found.is_clean) == (shown, True)
    assert found.number == shown.count("accused-1") + shown.count("witness-1")


def test_without_an_own_name_every_name_goes() -> None:
    assert hide("Noor sprak Bas.", PEOPLE).text == "reporter sprak accused-1."


def test_a_part_that_two_share_gets_both_handles_and_a_whole_name_its_own() -> None:
    both = PEOPLE | {"other-1": Person(name="Jan de Wit")}
    told = hide("Noor de Wit, Jan de Wit en mevrouw De Wit", both, REPORTER)
    assert told.text == "Noor de Wit, other-1 en mevrouw reporter/other-1"


def test_words_between_names_stay_as_they_were_typed() -> None:
    text = "  «Zó», zei ze:\n\n- één\n- twee  (Bas)\t!"
    assert hide(text, PEOPLE, REPORTER).text == text.replace("Bas", "accused-1")


@given(people(), st.lists(clean_text(20), max_size=3), st.booleans())
def test_nobody_is_named_in_what_is_called_clean(
    found: dict[str, Person], words: list[str], keeps: bool
) -> None:
    own = REPORTER if keeps else ""
    names = [person.name for handle, person in found.items() if handle != own]
    hidden = hide(" ; ".join([*names, *words]), found, own)
    others = {handle: person for handle, person in found.items() if handle != own}
    own_name = found[own].name if own in found else ""
    if hidden.is_clean and not own_name:
        assert named_in(others, hidden.text) == ()


@given(people(), clean_text())
def test_a_text_without_names_stays_as_it_is(found: dict[str, Person], text: str) -> None:
    if not named_in(found, text):
        assert hide(text, found) == (text, 0, True)
