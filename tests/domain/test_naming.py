import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import clean_text
from vp.domain.case import Person
from vp.domain.naming import named_in


def found(text: str, **fields: str) -> tuple[str, ...]:
    return named_in({"reporter": Person(**fields)}, text)


@pytest.mark.requirement("HK-09")
@pytest.mark.requirement("HK-28")
@pytest.mark.parametrize(
    "text",
    [
        "Noor de Wit zag het.",
        "NOOR zag het.",
        "volgens mevrouw Wit",
        "volgens Nóór",
        "volgens N\u200boor",
        "Noors afdeling",
        "Noor's afdeling",
        "(noor)",
        "noor/wit",
        "naar noordewit gemaild",
        "naar n.dewit gemaild",
        "Noor\nde\nWit",
        "«Noor»",
    ],
)
def test_a_name_is_known_again_however_it_is_written(text: str) -> None:
    assert found(text, name="Noor de Wit") == ("reporter",)


@pytest.mark.requirement("HK-09")
@pytest.mark.parametrize(
    "text",
    ["", "de melder", "het witte huis", "noordelijk", "wie de was doet", "hij wist het niet"],
)
def test_a_word_that_only_begins_or_ends_like_a_name_is_none(text: str) -> None:
    assert found(text, name="Noor de Wit") == ()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Jo", "volgens Jo is het zo"),
        ("Anne-Marie Øster", "volgens Annemarie"),
        ("Annemarie", "volgens Anne-Marie"),
        ("Łukasz Wójcik", "lukasz of wojcik"),
        ("Sean O'Brien", "volgens OBrien"),
        ("J. van Dijk", "j.vandijk@voorbeeld.org"),
        ("Straß", "volgens Strass"),
        ("Ĳsbrand", "volgens IJsbrand"),
        ("Chloë", "volgens Chloe\u0308"),
    ],
)
def test_names_of_every_make_are_known_again(name: str, text: str) -> None:
    assert found(text, name=name) == ("reporter",)


def test_the_small_words_of_a_name_and_titles_count_in_the_whole_name_only() -> None:
    name = "Mevr. drs. Bas van der Hoek"
    assert found("Mevr. de directeur gaf het door aan de chef van de afdeling", name=name) == ()
    assert found("aan Hoek", name=name) == ("reporter",)
    assert found("van der Hoek", name="van der") == ("reporter",)


@pytest.mark.requirement("HK-09")
@pytest.mark.parametrize(
    ("contact", "text"),
    [
        ("noor@voorbeeld.org", "mail naar noor@voorbeeld.org."),
        ("noor@voorbeeld.org", "MAILTO:NOOR@VOORBEELD.ORG"),
        ("noor.dewit@voorbeeld.org", "vraag het noor dewit"),
        ("06-12345678", "bel 06 1234 5678"),
        ("06-12345678", "bel +31 6 12345678"),
        ("06-12345678", "bel 0031612345678"),
        ("06-12345678", "op 2026-03-05 06-12345678"),
        ("+31 (0)6 12345678 (18-20 uur)", "bel 06-12345678"),
        ("mobiel 0612345678, na 18 uur", "bel 06-12345678"),
        ("Signal: @zeemeeuw", "via @zeemeeuw"),
        ("linkedin.com/in/zeemeeuw", "zie www.linkedin.com/in/zeemeeuw"),
        ("zeemeeuw88", "account zeemeeuw88"),
    ],
)
def test_a_contact_is_known_again_however_it_is_written(contact: str, text: str) -> None:
    assert found(text, contact=contact) == ("reporter",)
    assert found(text, safe_contact=contact) == ("reporter",)


@pytest.mark.parametrize("text", ["bel mij", "via HR, 's avonds na 18 uur", "in 2026", "0301234"])
def test_the_ordinary_words_of_a_contact_are_no_contact(text: str) -> None:
    assert found(text, contact="bel 06-12345678 via HR, 's avonds na 18 uur") == ()


def test_everybody_is_looked_for_and_only_handles_come_back() -> None:
    people = {
        "witness-1": Person(name="Kees Smit"),
        "reporter": Person(name="Noor de Wit"),
        "other-1": Person(),
    }
    assert named_in(people, "Noor en Kees") == ("reporter", "witness-1")
    assert named_in(people, "de melder en een getuige") == ()


@given(clean_text(), st.sampled_from(["Zwaluwstaart", "Grutto-Wulp", "Łucja Ĳs"]), clean_text())
def test_a_name_among_any_words_is_found(before: str, name: str, after: str) -> None:
    assert found(f"{before} {name} {after}", name=name) == ("reporter",)
    assert found(f"{before}\n{name.upper()}\n{after}", name=name) == ("reporter",)


@given(clean_text(), clean_text())
def test_any_text_and_any_name_can_be_compared(text: str, name: str) -> None:
    assert found(text, name=name, contact=name) in ((), ("reporter",))
