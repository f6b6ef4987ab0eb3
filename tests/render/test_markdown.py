"""The report as people read it: sections, numbers, prompts, and texts that can do no harm."""

import re
from datetime import date

import pytest

from tests.domain.reports import activity, case, contact, of_kinds, profile, publish
from vp.domain.published import Published
from vp.domain.vocabulary import ActivityKind, Kind, Scope
from vp.render.markdown import content, day, number, report

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
        "Bijlage: zo is geteld",
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
        "Appendix: how we counted",
    ],
}
OWN = (
    activity(ActivityKind.FINDING, number=1, text="Werkdruk valt op.\n\nVooral in de zomer."),
    activity(ActivityKind.RECOMMENDATION, number=2, text="Spreek leidinggevenden aan."),
    activity(
        ActivityKind.RECOMMENDATION, on=date(2023, 5, 1), number=3, text="Stel een tweede VP aan."
    ),
    activity(ActivityKind.FINDING, number=4, text="Er is er een aangesteld.", follows="j-000003"),
)


def year(*activities: object, small: bool = False, **settings: object) -> Published:
    found = of_kinds((Kind.BULLYING, 9), (Kind.STALKING, 6), contacts=(contact(50),))
    if not small:
        found += of_kinds((Kind.FRAUD_THEFT, 7), (Kind.REORGANISATION, 8), start=100)
    return publish(found[: 4 if small else None], [*activities], settings=profile(**settings))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.requirement("WV-03")
@pytest.mark.requirement("HK-16")
def test_every_section_is_there_in_its_order(language: str) -> None:
    text = report(year(*OWN), language)
    headings = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert headings[1:] == SECTIONS[language]
    assert "{{" not in text
    assert "None" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_year_without_anything_is_a_whole_report_too(language: str) -> None:
    text = report(publish([]), language)
    assert [*re.findall(r"^## (.*)$", text, re.MULTILINE)][1:] == SECTIONS[language]
    assert "\n\n\n" not in text


def test_both_languages_give_the_same_numbers() -> None:
    def numbers(language: str) -> list[str]:
        rows = re.findall(r"^\|.*\|$", report(year(*OWN), language), re.MULTILINE)
        return [row.rsplit("|", 2)[1].strip(" *").replace(",", ".") for row in rows]

    dutch = [value for value in numbers("nl") if re.fullmatch(r"x|[0-9.]+", value)]
    english = [value for value in numbers("en") if re.fullmatch(r"x|[0-9.]+", value)]
    assert dutch == english
    assert len(dutch) > 30


def test_hidden_numbers_are_an_x_and_merged_ones_a_row() -> None:
    text = report(year(), "nl")
    assert "| heropend | x |" in text
    assert "| omgangsvormen | 15 |" in text
    assert "| **totaal** | **30** |" in text
    assert "overige (samengenomen)" in text


@pytest.mark.requirement("HK-17")
def test_few_reporters_give_a_band_and_sentences_in_place_of_tables() -> None:
    text = report(year(small=True), "nl")
    assert "| nieuw | 0 tot en met 9 |" in text
    assert "| pesten |" not in text
    assert text.count("minder dan 10 melders") > 10


@pytest.mark.requirement("BP-03")
def test_a_template_is_given_no_case_no_code_and_no_hidden_number() -> None:
    found = of_kinds((Kind.BULLYING, 9), (Kind.STALKING, 6))
    found.append(case(800, facts={"kinds": (Kind.DETRIMENT,), "unit": "Bestuurskamer"}))
    text = report(publish(found), "nl")
    assert not any(summary.id in text for summary in found)
    assert "Bestuurskamer" not in text
    assert "benadeling na melding" not in text
    given = content(publish(found), "nl")["tables"]["kinds"]
    assert given["rows"] == [
        {"label": "pesten", "value": 9},
        {"label": "overige (samengenomen)", "value": 7},
    ]


@pytest.mark.requirement("BP-14")
@pytest.mark.parametrize(
    ("language", "prompt"), [("nl", "> Schrijf hier:"), ("en", "> Write here:")]
)
def test_prompts_stand_where_the_counsellor_wrote_nothing(language: str, prompt: str) -> None:
    empty = report(year(), language)
    assert empty.count(prompt) == 7
    written = report(year(*OWN, renewal=date(2027, 1, 1)), language)
    assert prompt not in written
    for one in OWN:
        assert one.text in written
    without_state = report(year(OWN[2]), language)
    assert without_state.count(prompt) == 8


@pytest.mark.requirement("BP-14")
def test_the_prompts_ask_what_plays_what_it_may_lead_to_and_what_raises_the_risk() -> None:
    text = report(year(), "nl")
    for words in ("wat er speelt", "wat u opvalt", "waartoe dit kan leiden", "werkdruk"):
        assert f"> Schrijf hier: {words}" in text or words in text


@pytest.mark.requirement("BP-11")
@pytest.mark.parametrize(
    ("language", "words"),
    [("nl", "verslagen die al zijn uitgebracht"), ("en", "reports that have been published")],
)
def test_trends_promise_only_figures_of_published_reports(language: str, words: str) -> None:
    text = report(year(), language)
    trends = text.split("## 12.")[1].split("## 13.")[0]
    assert words in trends
    assert "|" not in trends


@pytest.mark.requirement("BP-18")
@pytest.mark.requirement("WV-04")
def test_hours_spent_per_task_stand_beside_the_hours_agreed() -> None:
    work = (
        activity(ActivityKind.INFORMATION, minutes=150),
        activity(ActivityKind.ADVICE_UNASKED, minutes=60),
        activity(ActivityKind.PEER_REVIEW, minutes=90),
    )
    text = report(year(*work, hours_per_week=2.5), "nl")
    rows = [
        "| opvang en begeleiding | 12,5 |",
        "| voorlichting | 2,5 |",
        "| advies | 1 |",
        "| deskundigheid | 1,5 |",
        "| **samen** | **17,5** |",
        "| afgesproken | 130,7 |",
    ]
    assert [row for row in rows if row not in text] == []
    assert "| afgesproken | niet vastgelegd |" in report(year(), "nl")


@pytest.mark.requirement("HK-15")
def test_the_report_is_for_leadership_and_works_council_and_says_when_each_got_it() -> None:
    given = (
        activity(ActivityKind.LEADERSHIP_TALK, on=date(2025, 3, 3), report="2024"),
        activity(ActivityKind.WORKS_COUNCIL_TALK, on=date(2025, 4, 7), report="2024"),
    )
    text = report(year(*given), "nl")
    assert "leiding: 3 maart 2025; ondernemingsraad: 7 april 2025." in text
    assert "ondernemingsraad: nog niet vastgelegd." in report(year(given[0]), "nl")


@pytest.mark.requirement("GC-14")
def test_the_profession_section_tells_of_training_and_registration() -> None:
    work = activity(ActivityKind.TRAINING_TAKEN, minutes=90)
    text = report(year(work, renewal=date(2027, 2, 1)), "nl")
    section = text.split("## 11.")[1].split("## 12.")[0]
    assert "| uren bijscholing | 1,5 |" in section
    assert "1 februari 2027" in section


@pytest.mark.parametrize(
    ("value", "dutch", "english"),
    [
        (None, "x", "x"),
        (0, "0", "0"),
        (7.0, "7", "7"),
        (2.5, "2,5", "2.5"),
        (1250, "1.250", "1,250"),
        (12345.67, "12.345,7", "12,345.7"),
    ],
)
def test_numbers_are_written_as_the_language_does(
    value: float | None, dutch: str, english: str
) -> None:
    assert (number(value, "nl"), number(value, "en")) == (dutch, english)


def test_days_are_written_out() -> None:
    assert day(date(2024, 5, 1), "nl") == "1 mei 2024"
    assert day(date(2024, 10, 31), "en") == "31 October 2024"


@pytest.mark.parametrize("scope", list(Scope))
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_mandate_names_the_field(scope: Scope, language: str) -> None:
    section = report(year(scope=scope), language).split("## 1.")[1].split("## 2.")[0]
    integrity = {"nl": "integriteit", "en": "integrity"}[language]
    conduct = {"nl": "ongewenste omgangsvormen", "en": "unwanted conduct"}[language]
    assert (integrity in section) is (scope is not Scope.CONDUCT)
    assert (conduct in section) is (scope is not Scope.INTEGRITY)
