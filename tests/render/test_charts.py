"""What is drawn: published numbers, each with its label, and nothing that a hidden one left."""

import re
from random import Random
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.render.drawings import (
    CONDUCT,
    FULL,
    INTEGRITY,
    LANGUAGES,
    SCOPE,
    left_out,
    line,
    published,
    table,
)
from vp.domain.counts import NOT_RECORDED
from vp.domain.published import Published, PublishedTable, Shown, Trends
from vp.domain.vocabulary import Kind, Route
from vp.render.charts import Chart, Group, charts
from vp.render.svg import Bar, Naming, bar_chart
from vp.render.templates import number

SVG = "{http://www.w3.org/2000/svg}"
HARMLESS = {"svg", "title", "desc", "text", "rect", "line", "circle", "polyline"}

values = st.none() | st.integers(min_value=0, max_value=3000)
hours = st.none() | st.floats(min_value=0, max_value=3000).map(lambda value: round(value, 1))
codes = [*(kind.key for kind in Kind), *(route.key for route in Route)]


@st.composite
def trends(draw: st.DrawFn) -> Trends:
    years = tuple(str(year) for year in range(2015, 2015 + draw(st.integers(1, 10))))
    count = len(years)
    found = draw(st.lists(st.lists(hours, min_size=count, max_size=count), min_size=0, max_size=5))
    lines = (line(f"lijn {chr(97 + place)}", *one) for place, one in enumerate(found))
    return Trends(periods=years, lines=tuple(lines))


@st.composite
def reports(draw: st.DrawFn) -> Published:
    shown = draw(st.dictionaries(st.sampled_from(codes), values))
    gone = draw(st.sets(st.sampled_from([CONDUCT, INTEGRITY, SCOPE, "routes"])))
    return published(*map(left_out, gone), support=draw(hours), trends=draw(trends()), shown=shown)


def parsed(chart: Chart) -> Element:
    return ElementTree.fromstring(chart.svg)


def words(chart: Chart) -> list[str]:
    """Every text that is drawn."""
    return [element.text or "" for element in parsed(chart).iter(f"{SVG}text")]


def bars_of(chart: Chart) -> list[Bar]:
    return [bar for group in chart.groups for bar in group.bars]


def lengths(chart: Chart) -> list[float]:
    return [float(one.get("width", "")) for one in parsed(chart).iter(f"{SVG}rect")]


def values_in(published: Published) -> set[float]:
    """Every number that the report prints."""
    found: set[float | None] = set(published.figures.values()) | set(published.work.values())
    for one in published.tables.values():
        found |= {row.value for row in one.rows}
    for trend in published.trends.lines:
        found |= set(trend.values)
    return {one for one in found if one is not None}


@pytest.mark.parametrize("language", LANGUAGES)
@given(report=reports())
def test_every_number_that_is_drawn_is_printed_in_the_report(
    report: Published, language: str
) -> None:
    allowed = {number(value, language) for value in values_in(report)} | set(report.trends.periods)
    for chart in charts(report, language).values():
        found = [text for text in words(chart) if re.search("[0-9]", text)]
        assert set(found) <= allowed
        told = re.findall(r"[0-9][0-9.,]*[0-9]|[0-9]", chart.alt)
        assert set(told) <= allowed


@given(report=reports())
def test_a_hidden_number_has_its_label_an_x_and_no_bar_or_point(report: Published) -> None:
    for chart in charts(report, "nl").values():
        rows = bars_of(chart)
        hidden = [bar for bar in rows if bar.value is None]
        seen = [bar for bar in rows if bar.value is not None]
        assert words(chart).count("x") == len(hidden)
        if chart.name == "trend":
            assert len(list(parsed(chart).iter(f"{SVG}circle"))) == len(seen)
        else:
            assert len(lengths(chart)) == len([bar for bar in seen if bar.value])
        drawn_text = " ".join(words(chart))
        assert [bar.label for bar in rows if bar.label.split()[0] not in drawn_text] == []


@given(report=reports())
def test_the_longest_bar_is_the_greatest_printed_number_and_the_others_are_in_proportion(
    report: Published,
) -> None:
    for chart in charts(report, "nl").values():
        shown = [bar.value for bar in bars_of(chart) if bar.value]
        if chart.one_scale and shown:
            widths = lengths(chart)
            assert max(widths) > 200
            expected = [value / max(shown) * max(widths) for value in shown]
            assert widths == pytest.approx(expected, abs=0.11)


@given(report=reports())
def test_a_chart_with_fewer_than_two_printed_numbers_does_not_exist(report: Published) -> None:
    found = charts(report, "nl")
    for chart in found.values():
        assert len([bar for bar in bars_of(chart) if bar.value is not None]) >= 2
    routes = [row for row in report.tables["routes"].rows if row.value is not None]
    assert ("routes" in found) is (len(routes) >= 2)


@given(report=reports(), mixed=st.randoms())
def test_the_order_of_the_rows_is_that_of_the_vocabulary_whatever_the_numbers(
    report: Published, mixed: Random
) -> None:
    def shuffled(one: PublishedTable) -> PublishedTable:
        rows = list(one.rows)
        mixed.shuffle(rows)
        return PublishedTable(
            key=one.key, dimension="", of=one.of, rows=tuple(rows), left_out=one.left_out
        )

    again = published(
        *map(shuffled, report.tables.values()),
        support=report.figures["hours_support"],
        trends=report.trends,
    )
    assert charts(again, "nl") == charts(report, "nl")


@given(report=reports(), hidden=st.sampled_from([CONDUCT, INTEGRITY, SCOPE, "routes"]))
def test_what_a_table_knows_beside_its_rows_is_not_drawn(report: Published, hidden: str) -> None:
    one = report.tables[hidden]
    other = PublishedTable(
        key=hidden, dimension="", of="", rows=one.rows, left_out=one.left_out, total=4711
    )
    again = published(
        *({**report.tables, hidden: other}.values()),
        support=report.figures["hours_support"],
        trends=report.trends,
    )
    assert charts(again, "en") == charts(report, "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_four_charts_are_there_in_a_full_year(language: str) -> None:
    assert list(charts(FULL, language)) == ["kinds", "trend", "routes", "hours"]


def test_a_year_that_prints_nothing_has_no_charts() -> None:
    assert charts(published(work={}), "nl") == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_svg_is_valid_stands_on_its_own_and_says_what_it_shows(language: str) -> None:
    ids: list[str] = []
    for chart in charts(FULL, language).values():
        root = parsed(chart)
        assert {element.tag.removeprefix(SVG) for element in root.iter()} <= HARMLESS
        assert root.get("role") == "img"
        told = {element.get("id"): element.text for element in root if element.get("id")}
        assert list(told) == (root.get("aria-labelledby") or "").split()
        assert list(told.values()) == [chart.title, chart.alt]
        assert (root.get("viewBox") or "").startswith("0 0 640 ")
        assert root.get("width") is None
        attributes = [name for element in root.iter() for name in element.keys()]  # noqa: SIM118
        assert not [name for name in attributes if name.startswith("on") or "href" in name]
        assert chart.svg.count("http") == 1
        assert "url(" not in chart.svg
        ids += filter(None, told)
    assert len(set(ids)) == len(ids) == 8


def test_it_is_black_and_grey_only() -> None:
    for chart in charts(FULL, "nl").values():
        for colour in re.findall(r"#([0-9a-f]{3,6})\b", chart.svg):
            third = len(colour) // 3
            assert colour == colour[:third] * 3


def test_the_text_alternative_says_every_number_and_what_is_hidden() -> None:
    report = published(
        left_out(INTEGRITY),
        table(SCOPE, [Kind.REORGANISATION], {}),
        shown={"bullying": 14, "stalking": 6},
    )
    dutch, english = (charts(report, language)["kinds"].alt for language in LANGUAGES)
    assert dutch == (
        "Dit staafdiagram toont: nieuwe zaken naar hoofdsoort. Omgangsvormen: pesten 14; stalking "
        "6. Integriteit: niet uitgesplitst. Buiten het werkterrein: niet getoond: reorganisatie."
    )
    assert english == (
        "This bar chart shows: new cases by main kind. Conduct: bullying (repeated by definition) "
        "14; stalking 6. Integrity: not broken down. Out of scope: not shown: reorganisation."
    )


def test_of_a_long_table_only_the_rows_with_a_number_are_drawn() -> None:
    """Up to eight rows an x stands beside its label; of more the tables name what is hidden."""
    terms = list(Kind)[:9]
    told = {kind.key: 5 + place for place, kind in enumerate(terms[:2])}
    for rows, drawn in ((8, 8), (9, 2)):
        report = published(table(CONDUCT, terms[:rows], told), *map(left_out, (INTEGRITY, SCOPE)))
        assert len(charts(report, "nl")["kinds"].groups[0].bars) == drawn


def test_what_is_not_recorded_is_never_drawn() -> None:
    full = table(CONDUCT, [Kind.BULLYING, Kind.STALKING], {"bullying": 9, "stalking": 6})
    unknown = Shown(code=NOT_RECORDED, nl="niet vastgelegd", en="not recorded", value=11)
    chart = charts(published(replace(full, rows=(*full.rows, unknown))), "nl")["kinds"]
    assert "niet vastgelegd" not in chart.svg + chart.alt
    assert 11 not in [bar.value for bar in bars_of(chart)]


def test_hours_are_drawn_with_the_hidden_ones_as_an_x() -> None:
    chart = charts(published(), "nl")["hours"]
    assert [(bar.label, bar.text) for bar in bars_of(chart)] == [
        ("opvang en begeleiding", "x"),
        ("voorlichting", "22,5"),
        ("advies", "14"),
        ("deskundigheid", "18"),
        ("overig", "6,5"),
    ]
    assert chart.legend == "x = niet getoond"
    assert charts(published(support=40), "nl")["hours"].legend == ""


def test_the_trend_breaks_where_a_number_is_hidden() -> None:
    report = published(
        trends=Trends(
            periods=("2021", "2022", "2023", "2024", "2025"),
            lines=(line("nieuw", 5, 7, None, 12, 9), line("gesloten", None, None, 8, None, None)),
        )
    )
    chart = charts(report, "en")["trend"]
    lines = [one.get("points", "") for one in parsed(chart).iter(f"{SVG}polyline")]
    assert [points.count(",") for points in lines] == [2, 2]
    assert [group.label for group in chart.groups] == ["nieuw (en)"]
    assert chart.alt == (
        "This line chart shows: trends over the years. "
        "Nieuw (en): 2021: 5; 2022: 7; 2024: 12; 2025: 9; not shown: 2023."
    )


def test_rows_that_cannot_occur_are_not_drawn() -> None:
    one = table("routes", [Route.MEDIATION, Route.TALK_ONLY], {"mediation": 7, "talk_only": 9})
    never = Shown(code="police_report", nl="aangifte", en="report to police", impossible=True)
    report = published(PublishedTable(key="routes", dimension="", of="", rows=(*one.rows, never)))
    labels = [bar.label for bar in bars_of(charts(report, "nl")["routes"])]
    assert labels == ["alleen gesprek", "mediation (door ander)"]


@given(label=st.text(st.characters(codec="utf-8"), min_size=1, max_size=200))
def test_any_label_is_text_and_nothing_else(label: str) -> None:
    group = Group(label, (Bar(label, 3, "3"), Bar("b", None, "x")))
    root = ElementTree.fromstring(bar_chart([group], Naming("n", label, label, "x")))
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= HARMLESS
    assert len(list(root.iter(f"{SVG}rect"))) == 1
