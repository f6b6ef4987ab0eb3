"""Letters as people read them: plain words in both languages, and texts that can do no harm."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from markdown_it import MarkdownIt

from tests.domain.post import PROFILE
from tests.render.mail import LANGUAGES, SAMPLES, agreed, both, says
from tests.render.test_own_texts import HOSTILE
from tests.strategies import TODAY, consent, make_case, make_profile
from vp.domain import case_letters, letters
from vp.domain.letters import LetterKind
from vp.domain.vocabulary import Scope, Sector, Term
from vp.errors import NotReadable
from vp.render.letters import content, letter

FAMILIAR = re.compile(r"\b(je|jij|jou|jouw|jullie)\b", re.IGNORECASE)
VERDICT = re.compile(
    r"\b(dader|pleger|slachtoffer|betrokkene|klager|victim|perpetrator|offender)s?\b", re.IGNORECASE
)


def role(kind: LetterKind, language: str, **settings: Any) -> str:
    told = msgspec.structs.replace(PROFILE, **settings)
    return letter(kind, letters.role(told, TODAY), language)


# Every letter


@both
@pytest.mark.parametrize("kind", LetterKind, ids=lambda kind: kind.key)
def test_every_letter_is_complete_in_both_languages(kind: LetterKind, language: str) -> None:
    text = letter(kind, SAMPLES[kind], language)
    assert "Anna Smit" in text or kind is LetterKind.RELAY
    assert not re.search(r"None|\{\{|\{%|\}\}|  \w", text)
    assert not VERDICT.search(text)
    assert text == text.strip() + "\n"


@pytest.mark.parametrize("kind", LetterKind, ids=lambda kind: kind.key)
def test_both_languages_say_the_same_in_the_same_order(kind: LetterKind) -> None:
    dutch, english = (
        [token.type for token in MarkdownIt().parse(letter(kind, SAMPLES[kind], language))]
        for language in LANGUAGES
    )
    assert dutch == english


@pytest.mark.requirement("BP-23")
@pytest.mark.parametrize("kind", LetterKind, ids=lambda kind: kind.key)
def test_the_dutch_is_polite_and_its_sentences_are_short_enough_to_read(kind: LetterKind) -> None:
    text = letter(kind, SAMPLES[kind], "nl")
    assert not FAMILIAR.search(text)
    lines = [line for line in text.split("\n") if "cc33" not in line]
    sentences = [one for line in lines for one in re.split(r"(?<=[.?!:;])\s", line)]
    assert max(len(one.split()) for one in sentences) <= 30


@both
def test_a_letter_without_settings_has_lines_to_fill_in(language: str) -> None:
    bare = case_letters.consent_letter(make_case(consent(text="")), make_profile(), "", TODAY)
    assert letter(LetterKind.CONSENT, bare, language).count("....") >= 5


def test_a_template_is_given_plain_values_only() -> None:
    def plain(value: object) -> bool:
        match value:
            case dict():
                return all(map(plain, value.values()))
            case list():
                return all(map(plain, value))
            case _:
                return type(value) in (str, int, bool, date, type(None))

    for record in SAMPLES.values():
        assert plain(content(record, "nl"))
        assert not isinstance(record, Term)


# Leaflet and statement


@both
@pytest.mark.requirement("GC-02")
@pytest.mark.requirement("KL-01")
@pytest.mark.requirement("GC-09")
def test_the_leaflet_says_role_permission_and_the_limits_of_secrecy(language: str) -> None:
    text = role(LetterKind.LEAFLET, language)
    for nl, en in (
        ("Ik doe geen onderzoek, ik bemiddel niet en ik oordeel niet.", "I do not investigate"),
        ("Ik onderneem niets zonder uw toestemming.", "I do nothing without your permission."),
        ("Ik heb geen verschoningsrecht", "I have no right to refuse testimony"),
        ("moet iedereen aangifte doen", "Everybody must report a few very serious crimes"),
        ("Uiterlijk twee jaar nadat de zaak is afgerond", "at the latest two years after"),
    ):
        assert says(text, language, nl, en)


@both
@pytest.mark.requirement("GC-03")
@pytest.mark.requirement("GC-18")
@pytest.mark.requirement("KL-09")
@pytest.mark.requirement("BP-17")
@pytest.mark.parametrize("kind", [LetterKind.LEAFLET, LetterKind.STATEMENT])
def test_leaflet_and_statement_say_how_to_reach_replace_and_complain(
    kind: LetterKind, language: str
) -> None:
    text = role(kind, language)
    for told in (
        "06-22222222",
        "Piet Bos, van buiten",
        "de secretaris van de klachtencommissie",
        "Huisarts Dam: Dam 1",
    ):
        assert told in text
    assert says(text, language, "klachtenregeling", "complaint rules")
    assert says(text, language, "directe collega", "direct colleague")
    assert says(text, language, "verschoningsrecht", "right to refuse testimony")


@both
@pytest.mark.requirement("HK-08")
def test_the_statement_says_how_a_report_is_made_where_integrity_is_the_field(
    language: str,
) -> None:
    text = role(LetterKind.STATEMENT, language)
    assert "Regeling melden (intranet)" in text
    assert "Meldpunt integriteit" in text
    assert says(text, language, "dat het een melding volgens deze regeling is", "under this scheme")
    only = role(LetterKind.STATEMENT, language, scope=Scope.CONDUCT, report_desk="")
    assert "Regeling melden" not in only


@both
@pytest.mark.parametrize("kind", [LetterKind.LEAFLET, LetterKind.STATEMENT])
@pytest.mark.parametrize("scope", Scope, ids=lambda scope: scope.key)
def test_each_field_has_its_own_words(kind: LetterKind, scope: Scope, language: str) -> None:
    text = role(kind, language, scope=scope)
    assert (scope is not Scope.INTEGRITY) == says(text, language, "pesten", "bullying")
    assert (scope is not Scope.CONDUCT) == says(text, language, "fraude", "fraud")


@both
def test_a_school_names_its_own_duty_and_others_do_not(language: str) -> None:
    school = role(LetterKind.LEAFLET, language, sector=Sector.EDUCATION)
    assert says(school, language, "minderjarige leerling", "minor pupil")
    other = role(LetterKind.LEAFLET, language)
    assert not says(other, language, "minderjarige leerling", "minor pupil")


@pytest.mark.parametrize(
    ("months", "told"), [(24, "twee jaar"), (12, "één jaar"), (6, "6 maanden"), (1, "één maand")]
)
def test_the_leaflet_tells_the_term_that_was_set(months: int, told: str) -> None:
    terms = msgspec.structs.replace(PROFILE.terms, retention_months=months)
    assert f"Uiterlijk {told} nadat" in role(LetterKind.LEAFLET, "nl", terms=terms)


@both
@pytest.mark.requirement("BP-19")
def test_the_refusal_names_secrecy_and_protection_and_tells_nothing(language: str) -> None:
    text = letter(LetterKind.REFUSAL, SAMPLES[LetterKind.REFUSAL], language)
    assert says(text, language, "tot geheimhouding verplicht", "bound to secrecy")
    assert "Wet bescherming klokkenluiders" in text
    assert says(text, language, "te benadelen", "forbids harming")
    agreement = msgspec.structs.replace(PROFILE, secrecy_agreement="Niemand vraagt door.")
    assert "> Niemand vraagt door." in letter(
        LetterKind.REFUSAL, letters.refusal(agreement, TODAY), language
    )


# Harm


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_in_a_letter_is_text(text: str) -> None:
    hostile = letter(LetterKind.CONSENT, agreed(text=text), "nl")
    plain = letter(LetterKind.CONSENT, agreed(text="tekst"), "nl")
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    kinds = [{token.type for token in parser.parse(one)} for one in (hostile, plain)]
    inner = {child.type for token in parser.parse(hostile) for child in token.children or []}
    assert kinds[0] == kinds[1]
    assert inner <= {"text", "softbreak", "strong_open", "strong_close"}


def test_an_own_template_takes_the_place_of_ours_and_sees_no_more(tmp_path: Path) -> None:
    (tmp_path / "nl").mkdir()
    own = tmp_path / "nl" / "letter_refusal.md.j2"
    own.write_text("Nee. {{ head.counsellor }}")
    known = SAMPLES[LetterKind.REFUSAL]
    assert letter(LetterKind.REFUSAL, known, "nl", tmp_path) == "Nee. Anna Smit\n"
    assert letter(LetterKind.REFUSAL, known, "en", tmp_path).startswith("Voorbeeld BV")
    for source in ("{{ case }}", "{{ head.__class__.__mro__ }}", "{% if %}", "{% include 'x' %}"):
        own.write_text(source)
        with pytest.raises(NotReadable) as caught:
            letter(LetterKind.REFUSAL, known, "nl", tmp_path)
        assert caught.value.fields["name"] == "nl/letter_refusal.md.j2"
