"""The charts of the annual report: kinds, trend, routes and hours, from published numbers only.

What is hidden in `Published` is None there, so no bar, scale or order can tell it: rows stand in
the order of their vocabulary, and a scale ends at the greatest number that is printed.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from vp.domain.breakdown import FIELDS, KINDS_OF
from vp.domain.counts import NOT_RECORDED
from vp.domain.published import Published, PublishedTable, Shown
from vp.domain.vocabulary import Kind, Route, Term
from vp.render.svg import Bar, Group, Naming, bar_chart, strips
from vp.render.templates import number

__all__ = ["Bar", "Chart", "Group", "charts"]

_MANY = 8
"""Of a table with more rows than this only those with a number are drawn."""

_TITLES = {
    "kinds": {"nl": "Nieuwe zaken naar hoofdsoort", "en": "New cases by main kind"},
    "trend": {"nl": "Ontwikkeling over de jaren", "en": "Trends over the years"},
    "routes": {"nl": "Routes die melders kozen", "en": "Routes that reporters chose"},
    "hours": {"nl": "Uren per taak", "en": "Hours per task"},
}
_TASKS = {
    "hours_support": {"nl": "opvang en begeleiding", "en": "support"},
    "hours_inform": {"nl": "voorlichting", "en": "informing"},
    "hours_advise": {"nl": "advies", "en": "advice"},
    "hours_profession": {"nl": "deskundigheid", "en": "profession"},
    "hours_other": {"nl": "overig", "en": "other"},
}
_LEFT_OUT = {"nl": "niet uitgesplitst", "en": "not broken down"}
_HIDDEN = {"nl": "niet getoond", "en": "not shown"}
_LEGEND = {"nl": "x = niet getoond", "en": "x = not shown"}
_SHOWS = {
    "bars": {"nl": "Dit staafdiagram toont: {what}.", "en": "This bar chart shows: {what}."},
    "lines": {"nl": "Dit lijndiagram toont: {what}.", "en": "This line chart shows: {what}."},
}


class Chart(NamedTuple):
    """One chart: as SVG, as a text alternative, and as the numbers it was drawn from."""

    name: str
    title: str
    svg: str
    alt: str
    """Every printed number with its label, and the labels of the hidden ones, in sentences."""
    legend: str
    """What an `x` means; empty where nothing is hidden."""
    groups: tuple[Group, ...]
    one_scale: bool
    """All groups are measured against the same greatest number; else each against its own."""


def charts(published: Published, language: str) -> dict[str, Chart]:
    """The charts in `nl` or `en` by name; one with fewer than two printed numbers is not there."""
    found = (
        _chart("kinds", _kinds(published, language), language),
        _chart("trend", _trend(published, language), language, lines=True),
        _chart("routes", _routes(published, language), language),
        _chart("hours", _hours(published, language), language),
    )
    return {chart.name: chart for chart in found if chart}


def _chart(
    name: str, found: Iterable[Group], language: str, *, lines: bool = False
) -> Chart | None:
    groups = tuple(found)
    if sum(len(group.shown) for group in groups) < 2:
        return None
    title = _TITLES[name][language]
    alt = _alt(title, groups, language, lines)
    hidden = any(bar.value is None for group in groups for bar in group.bars)
    naming = Naming(name, title, alt, _LEGEND[language] if hidden else "")
    svg = strips(groups, naming) if lines else bar_chart(groups, naming)
    return Chart(name, title, svg, alt, naming.legend, groups, one_scale=not lines)


def _alt(title: str, groups: Iterable[Group], language: str, lines: bool) -> str:
    what, between = title[0].lower() + title[1:], ": " if lines else " "
    told = [_SHOWS["lines" if lines else "bars"][language].format(what=what)]
    for group in groups:
        parts = [f"{bar.label}{between}{bar.text}" for bar in group.bars if bar.value is not None]
        if hidden := [bar.label for bar in group.bars if bar.value is None]:
            parts.append(f"{_HIDDEN[language]}: {'; '.join(hidden)}")
        sentence = "; ".join(parts) or group.left_out
        if group.label:
            sentence = f"{group.label}: {sentence}"
        told.append(sentence[0].upper() + sentence[1:] + ".")
    return " ".join(told)


def _kinds(published: Published, language: str) -> Iterator[Group]:
    for field in FIELDS:
        label = field.nl if language == "nl" else field.en
        if table := published.tables.get(KINDS_OF[field]):
            yield _group(table, Kind, language, label)


def _routes(published: Published, language: str) -> Iterator[Group]:
    if table := published.tables.get("routes"):
        yield _group(table, Route, language)


def _hours(published: Published, language: str) -> Iterator[Group]:
    spent: dict[str, float | None] = {**published.work, **published.figures}
    bars = (_bar(label[language], spent.get(key), language) for key, label in _TASKS.items())
    yield Group("", tuple(bars))


def _trend(published: Published, language: str) -> Iterator[Group]:
    """Each figure that two reports or more give; a single point is not a development."""
    trends = published.trends
    for line in trends.lines:
        pairs = zip(trends.periods, line.values, strict=True)
        bars = tuple(_bar(period, value, language) for period, value in pairs)
        group = Group(line.nl if language == "nl" else line.en, bars)
        if len(group.shown) > 1:
            yield group


def _group(table: PublishedTable, terms: type[Term], language: str, label: str = "") -> Group:
    if table.left_out:
        return Group(label, (), _LEFT_OUT[language])
    order = {term.key: place for place, term in enumerate(terms)}

    def place(row: Shown) -> tuple[int, str]:
        return order.get(row.code, len(order)), row.code

    rows = [row for row in sorted(table.rows, key=place) if row.code != NOT_RECORDED]
    rows = [row for row in rows if not row.impossible]
    if len(rows) > _MANY:
        rows = [row for row in rows if row.value is not None]
    return Group(
        label,
        tuple(_bar(row.nl if language == "nl" else row.en, row.value, language) for row in rows),
    )


def _bar(label: str, value: float | None, language: str) -> Bar:
    return Bar(label, value, number(value, language))
