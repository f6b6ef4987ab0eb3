"""The report as people read it: its sections, its head, its prompts, and what it explains."""

import re
from datetime import date
from typing import Any

import pytest
from markdown_it import MarkdownIt
from msgspec.structs import replace

from tests.domain.hand_made import hand_made, hand_made_of_few
from tests.render.reading import told
from vp.domain.counting import RULES
from vp.domain.counts import Earlier, Texts
from vp.domain.published import Audit
from vp.domain.vocabulary import Scope
from vp.render.markdown import day, report

LANGUAGES = ("nl", "en")
SECTIONS = {
    "nl": [
        "1. Opdracht",
        "2. Kerncijfers",
        "3. Aard van de zaken",
        "4. Melders",
        "5. Relatie met de beschuldigde",
        "6. Routes en uitkomsten",
        "7. Integriteit",
        "8. Buiten het werkterrein",
        "9. Voorlichting",
        "10. Advies",
        "11. Deskundigheid",
        "12. Ontwikkeling over de jaren",
        "13. Signalen en bevindingen",
        "14. Aanbevelingen",
        "Bijlage: zo is geteld en beschermd",
    ],
    "en": [
        "1. Mandate",
        "2. Key figures",
        "3. Nature of the cases",
        "4. Reporters",
        "5. Relation to the accused",
        "6. Routes and outcomes",
        "7. Integrity",
        "8. Out of scope",
        "9. Informing",
        "10. Advice",
        "11. Profession",
        "12. Trends over the years",
        "13. Signals and findings",
        "14. Recommendations",
        "Appendix: how we counted and protected",
    ],
}
OWN = Texts(
    findings=("Werkdruk valt op.\n\nVooral in de zomer.",),
    recommendations=("Spreek leidinggevenden aan.",),
    earlier=(Earlier(year=2023, text="Stel een tweede VP aan.", state="Er is er een aangesteld."),),
)


def headings(text: str) -> list[str]:
    """The sections after the reading guide."""
    return re.findall(r"^## (.*)$", text, re.MULTILINE)[1:]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.requirement("WV-03")
@pytest.mark.requirement("HK-16")
def test_every_section_is_there_in_its_order(language: str) -> None:
    for published in (hand_made(texts=OWN), hand_made_of_few()):
        text = report(published, language)
        assert headings(text) == SECTIONS[language]
        assert "\n\n\n" not in text
        assert not {"{{", "{%", "None", "True", "False"} & set(re.split(r"\s", text))
        assert [line for line in text.split("\n") if line != line.rstrip()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_no_text_table_list_or_prompt_is_not_there(language: str) -> None:
    """Every line is what its writer meant: nothing falls apart, or into what is above it."""
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    text = report(hand_made(texts=OWN, figures={"late": 6}), language)
    tokens = parser.parse(text)
    assert "html_block" not in {token.type for token in tokens}
    inline = [token.content for token in tokens if token.type == "inline"]
    assert [
        one for one in inline if one.startswith(("|", "#", ">", "-", "*Niet apart getoond\n"))
    ] == []
    assert text.count("\n|:") == sum(token.type == "table_open" for token in tokens)
    assert [one for one in inline if "\n" in one] == []


def test_the_audit_tells_threshold_numbers_earlier_reports_narrowest_range_and_proof() -> None:
    text = told(hand_made(threshold=7)).split("## 1.")[0]
    found = text.split("herleidbaarheid**")[1]
    for words in (
        "drempel van 7 melders",
        "38 aantallen",
        "121 weggelaten",
        "112 aantallen uit 2 eerdere verslagen",
        "7 mogelijke waarden: 0 tot en met 6.\n\nBewijs: sha256 " + "0123456789abcdef" * 4,
    ):
        assert words in found
    assert "primair" not in text.lower()


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_audit_of_nothing_hidden_and_nothing_before_says_so(language: str) -> None:
    text = report(hand_made(audit=Audit(shown=1200, hidden=0)), language).split("## 1.")[0]
    words = {"nl": "er 1.200 aantallen in dit verslag, en is er geen enkel weggelaten.", "en": ""}
    assert words[language] in text
    assert ("leaves out none." in text) is (language == "en")
    assert "sha256" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_a_percentage(language: str) -> None:
    assert "%" not in report(hand_made(texts=OWN), language, charts="text")


def test_the_guide_says_what_an_x_may_be_and_that_nothing_follows_from_it() -> None:
    guide = told(hand_made()).split("## 1.")[0]
    for words in ("nul", "minder dan 5 melders", "groter aantal", "niet dat er iemand is gekomen"):
        assert words in guide


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"edition": 0}, "**Concept: nog niet uitgebracht.**"),
        ({"edition": 2}, "**Uitgave 2.** Deze uitgave vervangt de eerdere"),
        ({"parts": 3}, "telt op wat 3 vertrouwenspersonen"),
        ({"parts": 3}, "# Jaarverslag vertrouwenspersonen 2024"),
    ],
)
def test_the_head_says_whether_it_is_a_draft_a_later_edition_or_a_sum(
    fields: dict[str, Any], words: str
) -> None:
    assert words in told(hand_made(**fields)).split("##")[0]
    assert words not in told(hand_made())


def test_late_cases_are_told_only_where_there_is_such_a_figure() -> None:
    assert "nagekomen: 6." in told(hand_made(figures={"late": 6}), number=2)
    assert "nagekomen: x." in told(hand_made(figures={"late": None}), number=2)
    assert "nagekomen" not in told(hand_made(), number=2)


def test_a_duration_is_told_only_with_the_number_of_cases_it_is_of() -> None:
    assert "De helft van de 52 gesloten zaken duurde 41 dagen" in told(hand_made(), number=6)
    for hidden in ("median_days", "closed"):
        section = told(hand_made(figures={hidden: None}), number=6)
        assert "doorlooptijd van de gesloten zaken wordt niet getoond" in section
        assert "dagen" not in section


@pytest.mark.requirement("BP-14")
@pytest.mark.parametrize(
    ("language", "prompt"), [("nl", "> Schrijf hier:"), ("en", "> Write here:")]
)
def test_prompts_stand_where_the_counsellor_wrote_nothing(language: str, prompt: str) -> None:
    assert report(hand_made(), language).count(prompt) == 7
    written = report(hand_made(texts=OWN, renewal=date(2027, 1, 1)), language)
    assert prompt not in written
    for text in (*OWN.findings, *OWN.recommendations, OWN.earlier[0].text, OWN.earlier[0].state):
        assert text in written
    without_state = Texts(earlier=(replace(OWN.earlier[0], state=""),))
    assert report(hand_made(texts=without_state), language).count(prompt) == 8


@pytest.mark.requirement("BP-14")
def test_the_prompts_ask_what_plays_what_it_may_lead_to_and_what_raises_the_risk() -> None:
    section = told(hand_made(), number=13)
    for words in ("wat er speelt", "wat u opvalt", "waartoe dit kan leiden", "welke", "wat andere"):
        assert f"> Schrijf hier: {words}" in section
    assert "werkdruk" in section


@pytest.mark.requirement("BP-18")
@pytest.mark.requirement("WV-04")
def test_hours_spent_per_task_stand_beside_the_hours_agreed() -> None:
    text = told(hand_made(), number=2)
    rows = [
        "| opvang en begeleiding | 112,5 |",
        "| voorlichting | 21,5 |",
        "| advies | 12 |",
        "| deskundigheid | 19,2 |",
        "| **samen** | **171,2** |",
        "| afgesproken | 209,1 |",
    ]
    assert [row for row in rows if row not in text] == []
    assert "| afgesproken | niet vastgelegd |" in told(hand_made(hours_per_week=0), number=2)


@pytest.mark.requirement("HK-15")
def test_the_report_is_for_leadership_and_works_council_and_says_when_each_got_it() -> None:
    talk, council = (date(2025, 3, 3),), (date(2025, 4, 7), date(2025, 5, 6))
    text = told(hand_made(given={"leadership": talk, "works_council": council}))
    assert "leiding: 3 maart 2025; ondernemingsraad: 7 april 2025, 6 mei 2025." in text
    text = told(hand_made(given={"leadership": talk, "works_council": ()}))
    assert "ondernemingsraad: nog niet vastgelegd." in text


@pytest.mark.requirement("GC-14")
def test_the_profession_section_tells_of_training_and_registration() -> None:
    section = told(hand_made(renewal=date(2027, 2, 1)), number=11)
    assert "| uren bijscholing | 8 |" in section
    assert "1 februari 2027" in section


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_appendix_tells_every_counting_rule_and_where_the_proof_is(language: str) -> None:
    appendix = report(hand_made(), language).split("\n## ")[-1]
    rules = [rule.nl if language == "nl" else rule.en for rule in RULES]
    assert [rule for rule in rules if f"- {rule}\n" not in appendix] == []
    assert "reports/2024.yaml" in appendix
    assert "reports/2024.2.yaml" in report(hand_made(edition=2), language)
    assert appendix.count("\n### ") == 4


def test_days_are_written_out() -> None:
    assert day(date(2024, 5, 1), "nl") == "1 mei 2024"
    assert day(date(2024, 10, 31), "en") == "31 October 2024"


@pytest.mark.parametrize("scope", list(Scope))
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_mandate_names_the_field(scope: Scope, language: str) -> None:
    section = told(hand_made(scope=scope), language, 1)
    integrity = {"nl": "integriteit", "en": "integrity"}[language]
    conduct = {"nl": "ongewenste omgangsvormen", "en": "unwanted conduct"}[language]
    assert (integrity in section) is (scope is not Scope.CONDUCT)
    assert (conduct in section) is (scope is not Scope.INTEGRITY)
