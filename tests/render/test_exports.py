import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.domain.breaches import opened
from tests.strategies import (
    CASE,
    TODAY,
    closing,
    consent,
    day,
    disclosure,
    make_case,
    make_profile,
    note,
    wish,
)
from vp.domain import copies
from vp.domain.case import REPORTER, Case, Person
from vp.domain.entries import Entry
from vp.domain.vocabulary import BreachGround, Kind, NoteKind, Told
from vp.domain.weighing import runs
from vp.errors import NotReadable
from vp.locale import use
from vp.render.exports import Making, committee_copy, reporter_copy

PEOPLE = {
    REPORTER: Person(name="Noor de Wit", contact="06-11111111"),
    "accused-1": Person(name="Bas Hoek", contact="06-22222222"),
    "witness-1": Person(name="Anne Smit"),
}
TALK = note(text="Bas schreeuwde.\n\nNoor ging weg.", on=day(1))
THOUGHT = note(number=2, kind=NoteKind.REFLECTION, text="Ik twijfel.", on=day(3))
languages = pytest.mark.parametrize("language", ["nl", "en"])


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    use("en")


def case(*log: Entry, **facts: Any) -> Case:
    return make_case(*log, people=PEOPLE, **facts)


def for_reporter(
    found: Case, language: str = "nl", own: Path | None = None, **settings: Any
) -> str:
    use(language)
    making = Making(TODAY, make_profile(**settings), language, own)
    return reporter_copy(copies.reporter_copy(found), found, making)


def for_committee(found: Case, *ids: str, language: str = "nl") -> str:
    use(language)
    under = runs(found)[0] if runs(found) else consent()
    making = Making(TODAY, make_profile(organisation="BV <Zon>"), language)
    return committee_copy(copies.committee_copy(found, ids), under, making)


def last_line(text: str) -> str:
    return text.strip().splitlines()[-1]


@pytest.mark.requirement("KL-12")
@pytest.mark.requirement("KL-13")
def test_an_omission_stands_in_its_place_and_is_counted_at_the_end() -> None:
    text = for_reporter(case(TALK, THOUGHT, wish(on=day(4))))
    sign = f"[weggelaten: eigen reflectie van de vertrouwenspersoon, {day(3)}]"
    assert sign in text.splitlines()
    assert text.index("schreeuwde") < text.index(sign) < text.index("dat het ophoudt")
    assert "Ik twijfel" not in text
    assert last_line(text) == (
        "In deze kopie is 1 passage weggelaten, en op 1 plaats staat een aanduiding in plaats"
        " van een naam of contactgegeven van een ander."
    )


def test_the_closing_line_counts_in_both_languages() -> None:
    english = for_reporter(case(THOUGHT, note(text="Bas en Bas"), note(number=4)), "en")
    assert "[left out: the counsellor's own reflection, 2026-03-05]" in english
    assert last_line(english).startswith("In this copy 1 passage is left out, and in 2 places")
    assert last_line(for_reporter(case())).startswith("In deze kopie zijn geen passages weggelaten")


@pytest.mark.requirement("KL-13")
@languages
def test_no_name_or_number_of_another_is_in_the_reporters_copy(language: str) -> None:
    text = for_reporter(case(TALK, wish(text="Hoek en SMIT, 06 2222 2222")), language)
    assert not re.search("bas|hoek|smit|2222", text, re.IGNORECASE)
    assert "accused-1 schreeuwde." in text
    assert "accused-1 en witness-1, accused-1" in text
    assert "| Noor de Wit |" in text
    assert "06-11111111" in text


@pytest.mark.requirement("KL-10")
@pytest.mark.requirement("KL-13")
def test_the_course_of_the_case_is_in_it_with_what_was_told_and_recorded() -> None:
    told = {Told.LIMITS_EXPLAINED: day(0), Told.COMPLAINT_RULES: day(2)}
    found = case(TALK, told=told, kinds=(Kind.BULLYING,), repeated=True, unit="Logistiek")
    text = for_reporter(found, legal_ground="Toestemming.", counsellor="V. Pee")
    for said in ("pesten", "| Logistiek |", "4 maart 2026: klachtenregeling", "Toestemming.",
                 "door V. Pee", CASE, "**3 maart 2026**: gesprek", "Noor ging weg."):  # fmt: skip
        assert said in text, said


@pytest.mark.requirement("HK-30")
def test_it_says_who_knows_something_of_it_and_since_when() -> None:
    found = case(consent(on=day(1)), disclosure(to="manager", consent="c-000001", on=day(5)))
    assert "- 7 maart 2026: leidinggevende, niet herleidbaar" in for_reporter(found)
    assert "met niemand iets uit dit dossier gedeeld" in for_reporter(case())


def test_it_says_when_the_file_is_destroyed() -> None:
    assert "op 12 maart 2028 vernietigd" in for_reporter(case(closing(on=day(10))))
    assert "uiterlijk twee jaar" in for_reporter(case())


@languages
def test_what_was_typed_is_no_markup_and_no_template(language: str) -> None:
    hostile = "<script>x</script> | [a](http://b.nl)\n# kop {{ case }} {% for %}"
    text = for_reporter(case(wish(text=hostile), unit="a|b"), language)
    assert "<script>" not in text
    assert "\\[a\\](" in text
    assert "\\# kop {{ case }}" in text
    assert "a\\|b" in text


@pytest.mark.requirement("GC-10")
@pytest.mark.requirement("GC-21")
@languages
def test_a_committee_reads_the_chosen_passages_and_why_it_may(language: str) -> None:
    found = case(
        *opened(BreachGround.OWN_DEFENCE).log, TALK, wish(text="sinaasappel"), unit="Zeedijk"
    )
    text = for_committee(found, TALK.id, language=language)
    assert "accused-1 schreeuwde." in text
    assert "reporter ging weg." in text
    assert "(b-000001)" in text
    ground = BreachGround.OWN_DEFENCE
    assert (ground.nl if language == "nl" else ground.en) in text
    for absent in ("sinaasappel", "Zeedijk", "Noor", "Bas", "06-", "<Zon>", "omgangsvormen"):
        assert absent not in text
    assert "3" in last_line(text)


def test_a_copy_under_consent_names_the_consent() -> None:
    text = for_committee(case(TALK, consent()), TALK.id)
    assert "toestemming van de melder van 2 maart 2026 (c-000001)" in text
    assert "Van de 2 aantekeningen in dit dossier is er 1 " in text


def test_a_template_of_ones_own_comes_first_and_sees_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "nl").mkdir()
    mine = tmp_path / "nl" / "export_reporter.md.j2"
    mine.write_text("Mijn kopie van {{ case }}.")
    assert for_reporter(case(), own=tmp_path) == f"Mijn kopie van {CASE}.\n"
    mine.write_text("{{ people }}")
    with pytest.raises(NotReadable) as caught:
        for_reporter(case(), own=tmp_path)
    assert caught.value.fields == {"name": "nl/export_reporter.md.j2", "line": 1, "what": "people"}


def test_without_a_name_it_says_so() -> None:
    bare = make_case(note(text=""))
    assert "geen naam en geen contactgegevens" in for_reporter(bare)
    assert "Aanduidingen" not in for_reporter(bare)
