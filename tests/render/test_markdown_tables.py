"""The tables and charts of the report: what is shown, hidden, blank or left out in them."""

import re
from typing import Any

import pytest
from markdown_it import MarkdownIt
from msgspec.structs import replace

from tests.domain.hand_made import hand_made, hand_made_of_few
from tests.render.reading import told
from vp.domain.published import Shown, Trend, Trends
from vp.render.charts import charts
from vp.render.markdown import content, report

LANGUAGES = ("nl", "en")
LEFT_OUT = "*Niet opgenomen: bij deze aantallen zou van deze tabel meer dan de helft een x zijn.*"
FEW = "*Niet uitgesplitst: in deze periode waren er minder dan 10 melders.*"


def test_both_languages_give_the_same_numbers() -> None:
    def numbers(language: str) -> list[str]:
        found = re.findall(r"^\|.*\|$", told(hand_made(), language), re.MULTILINE)
        cells = [cell.strip(" *") for row in found for cell in row.split("|")]
        return [cell for cell in cells if re.fullmatch(r"x|[0-9.,]+", cell)]

    dutch = [cell.translate(str.maketrans(",.", ".,")) for cell in numbers("nl")]
    assert dutch == numbers("en")
    assert len(dutch) > 100


def test_hidden_rows_of_a_short_table_are_an_x_in_it_and_what_cannot_occur_is_blank() -> None:
    section = told(hand_made(), number=8)
    assert "| functioneren, beoordeling | 6 |\n| reorganisatie | x |\n" in section
    assert "| hoort bij andere VP | |\n" in section
    assert "| **totaal** | **18** |" in section
    assert "Niet apart getoond" not in section


def test_hidden_rows_of_a_long_table_stand_below_it_with_their_sum_where_it_follows() -> None:
    text = told(hand_made(), number=3)
    below = (
        "*Niet apart getoond (x): seksuele intimidatie; discriminatie; verbale agressie; fysieke "
        "agressie, geweld; psychische agressie (dreigen, chanteren, vernederen); stalking; "
        "benadeling na melding; overig; niet vastgelegd. Samen 11.*"
    )
    rows = (
        "| intimidatie | 7 |\n| pesten | 11 |\n| roddel, uitsluiting | 5 |\n| **totaal** | **34** |"
    )
    assert f"{rows}\n\n{below}" in text
    mentioned = text.split("Ook genoemd")[1].split("Waarvoor mensen kwamen")[0]
    assert "Niet apart getoond" in mentioned
    assert "Samen" not in mentioned
    assert "totaal" not in mentioned


def test_what_cannot_occur_is_not_named_among_the_hidden_rows_of_a_long_table() -> None:
    full = hand_made()
    table = full.tables["position"]
    rows = tuple(replace(row, impossible=row.code == "parent") for row in table.rows)
    changed = {**full.tables, "position": replace(table, rows=rows)}
    assert "leerling, student; ex-medewerker" in told(hand_made(tables=changed), number=4)


@pytest.mark.parametrize(("number", "there"), [(0, False), (7, True), (None, True)])
def test_what_is_not_recorded_has_a_row_unless_everything_was(
    number: int | None, there: bool
) -> None:
    full = hand_made()
    table = full.tables["conduct_ended"]
    rows = (*table.rows[:-1], replace(table.rows[-1], value=number))
    changed = {**full.tables, "conduct_ended": replace(table, rows=rows)}
    text = told(hand_made(tables=changed), number=6).split("is het gedrag gestopt?")[1]
    assert ("niet vastgelegd" in text.split("andere uitkomsten")[0]) == there


@pytest.mark.requirement("HK-17")
def test_few_reporters_give_a_band_and_one_sentence_in_place_of_the_tables() -> None:
    text = told(hand_made_of_few())
    assert "| nieuw | 0 tot en met 9 |" in text
    assert "pesten" not in text
    assert text.count(FEW) == 6
    assert "niet opgenomen" not in text.split("## Bijlage")[0].lower()


@pytest.mark.requirement("HK-17")
def test_a_table_of_which_too_little_is_left_is_a_sentence() -> None:
    section = told(hand_made(), number=7)
    assert section.count(LEFT_OUT) == 2
    assert "|" not in section


def test_role_and_field_are_a_two_way_table_and_without_units_nothing_is_said_of_them() -> None:
    section = told(hand_made(), number=4)
    assert "| rol | omgangsvormen | integriteit | buiten het werkterrein |" in section
    assert "| ervaart het zelf | 22 | 6 | 12 |\n| vermoedt een schending | x | x | x |" in section
    assert f"**Nieuwe zaken naar organisatieonderdeel en werkterrein**\n\n{LEFT_OUT}" in section
    full = hand_made()
    tables = {key: table for key, table in full.tables.items() if key != "unit"}
    assert "onderdeel" not in told(hand_made(tables=tables), number=4)


def test_a_long_two_way_table_takes_its_hidden_rows_together() -> None:
    full = hand_made()
    grid = full.grids["role_field"]
    more = tuple(replace(row, nl=f"{row.nl} elders", en="") for row in grid.rows)
    long = replace(grid, rows=grid.rows + more, values=grid.values * 2)
    section = told(hand_made(grids={"role_field": long}), number=4)
    assert "| getuige | 8 | x | x |\n| ervaart het zelf elders | 22 | 6 | 12 |" in section
    assert "*Niet apart getoond (x): vermoedt een schending; namens een ander; " in section
    assert "; niet vastgelegd elders.*" in section


@pytest.mark.requirement("BP-03")
def test_a_template_is_given_no_code_and_no_hidden_number() -> None:
    given = content(hand_made(), "nl")
    scope = given["tables"]["out_of_scope_kinds"]
    rows = [(row["label"], str(row["value"]), row["impossible"]) for row in scope["rows"]]
    assert rows[:2] == [("functioneren, beoordeling", "6", False), ("reorganisatie", "x", False)]
    assert rows[4] == ("hoort bij andere VP", "", True)
    assert (str(scope["total"]), str(scope["rest"]), scope["adds_up"]) == ("18", "5", True)
    assert given["tables"]["also"]["rest"].hidden
    assert given["figures"]["relayed"].hidden
    assert [str(one) for one in given["grids"]["role_field"]["rows"][2]["numbers"]] == list("8xx")
    codes = {"out_of_scope", "labour_dispute", "affected", "not_recorded"}
    assert not codes & set(re.findall(r"\w+", repr({**given, "rules": ()})))


@pytest.mark.requirement("BP-11")
@pytest.mark.parametrize(
    ("language", "words"),
    [("nl", "verslagen die al zijn uitgebracht"), ("en", "reports that have been published")],
)
def test_trends_are_a_table_of_published_reports_from_two_of_them(
    language: str, words: str
) -> None:
    line = Trend(key="new", nl="nieuw", en="new", values=(44,))
    one = Trends(periods=("2023",), lines=(line,))
    for trends in (Trends(), one):
        section = told(hand_made(trends=trends), language, 12)
        assert words in section
        assert "|" not in section
    section = told(hand_made(), language, 12)
    assert words in section
    assert "| 2022 | 2023 | 2024 |" in section
    assert "| stalking | x | 6 | x |" in section


def test_trends_of_ten_years_at_most_fit_on_a_line() -> None:
    years = tuple(str(year) for year in range(2012, 2025))
    label = "omgangsvormen, nieuwe zaken"
    line = Trend(key="new", nl=label, en=label, values=tuple(range(1012, 1025)))
    section = told(hand_made(trends=Trends(periods=years, lines=(line,))), number=12)
    assert re.findall(r"\| cijfer (.*)", section) == [
        "| 2015 | 2016 | 2017 | 2018 | 2019 |",
        "| 2020 | 2021 | 2022 | 2023 | 2024 |",
    ]
    assert f"| {label} | 1.020 | 1.021 | 1.022 | 1.023 | 1.024 |" in section


def test_a_table_is_at_most_as_wide_as_a_terminal() -> None:
    for language in LANGUAGES:
        rows = re.findall(r"^\|.*$", report(hand_made(), language), re.MULTILINE)
        wide = [row for row in rows if len(row) > 84]
        assert wide == []


def test_columns_stand_under_each_other() -> None:
    full = hand_made()
    rows = (Shown(code="a", nl="a | b", en="", value=12), Shown(code="b", nl="c" * 70, en=""))
    changed = {**full.tables, "unit": replace(full.tables["unit"], rows=rows)}
    section = report(hand_made(tables=changed), "nl").split("## 4.")[1]
    assert "| a \\| b     |     12 |\n" in section
    assert f"| {'c' * 70} |      x |\n" in section
    assert "|:-----------|-------:|\n" in section


@pytest.mark.parametrize("name", ["kinds", "trend", "routes", "hours"])
def test_each_chart_is_an_image_a_text_or_nothing_in_its_section(name: str) -> None:
    published = hand_made()
    section = {"hours": 2, "kinds": 3, "routes": 6, "trend": 12}[name]
    chart = charts(published, "nl")[name]

    def within(form: Any, **fields: Any) -> str:
        text = report(published, "nl", charts=form, **fields)
        return text.split(f"\n## {section}. ")[1].split("\n## ")[0]

    image = re.search(r"^!\[(.*)\]\((.*)\)$", within("file", prefix="verslag 2024"), re.MULTILINE)
    assert image is not None
    assert image[2] == f"verslag%202024-{name}.svg"
    assert MarkdownIt().renderInline(image[1]) == chart.alt
    assert f"]({name}.svg)" in within("file")
    assert f"\n\n```\n{chart.title}\n" in within("text")
    assert not {"```", "!["} & set(re.split(r"[^`!\[]", within("none")))


def test_a_chart_that_does_not_exist_leaves_nothing() -> None:
    few = hand_made_of_few(work=dict.fromkeys(hand_made().work, 0))
    text = report(few, "nl", charts="file")
    assert "kinds.svg" not in text
    assert "\n\n\n" not in text
