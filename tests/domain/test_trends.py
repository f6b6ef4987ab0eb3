"""Figures of several years beside each other: of published reports alone, and never added up."""

import pytest
from msgspec.structs import replace

from tests.domain.counsellors import Counsellor, year
from tests.domain.published_reports import frozen
from vp.domain.frozen import Cell, Frozen
from vp.domain.published import Code, Trends
from vp.domain.trends import MOST, trends
from vp.domain.vocabulary import Kind


def report(label: str, new: int | None = 25, **fields: object) -> Frozen:
    """A report with so many new cases; hidden where there is no number."""
    cell = Cell(table="key_figures", name="new", value=new, hidden=new is None)
    return replace(frozen(label), **({"cells": (cell,)} | fields))


def line(found: Trends, key: str) -> tuple[float | None, ...]:
    return next(line.values for line in found.lines if line.key == key)


def test_one_report_alone_is_no_trend() -> None:
    assert trends([], report("2024")) == Trends()
    assert trends([report("2024")], report("2024")) == Trends()


@pytest.mark.requirement("BP-11")
def test_earlier_reports_stand_before_this_one_oldest_first() -> None:
    found = trends([report("2023", 31), report("2021", 22)], report("2024", 40))
    assert found.periods == ("2021", "2023", "2024")
    assert line(found, "new") == (22, 31, 40)


def test_what_a_report_hides_or_does_not_have_is_nothing() -> None:
    found = trends([report("2022"), report("2023", None)], report("2024", None))
    assert line(found, "new") == (25, None, None)
    assert line(found, "talks") == (None, None, None)


def test_a_later_report_is_not_beside_an_earlier_one() -> None:
    """So a published report reads the same whenever it is shown."""
    found = trends([report("2022"), report("2024"), report("2025")], report("2023", 30))
    assert found.periods == ("2022", "2023")


@pytest.mark.parametrize(
    "label", ["2022-2023", "2023-01..2023-06", "2022-01..2023-12", "2022-12..2023-11"]
)
def test_only_periods_of_the_same_months_are_beside_each_other(label: str) -> None:
    assert trends([report(label)], report("2024")) == Trends()


def test_study_years_and_half_years_have_a_trend_of_their_own() -> None:
    assert trends([report("2021-2022")], report("2022-2023")).periods == ("2021-2022", "2022-2023")
    halves = [report("2023-01..2023-06"), report("2023-07..2023-12")]
    assert trends(halves, report("2024-01..2024-06")).periods == (
        "2023-01..2023-06",
        "2024-01..2024-06",
    )


def test_at_most_ten_periods_stand_beside_each_other() -> None:
    found = trends([report(str(label)) for label in range(2001, 2024)], report("2024"))
    assert found.periods == tuple(map(str, range(2015, 2025)))
    assert {len(one.values) for one in found.lines} == {MOST} == {10}


def test_a_line_has_the_label_of_the_field_and_no_line_is_a_sum() -> None:
    fields = (Code(code="conduct", nl="omgangsvormen", en="conduct"),)
    this = report("2024", dimensions={"field": fields})
    found = trends([report("2023")], this)
    assert [one.key for one in found.lines] == [
        "new",
        "fields/conduct",
        "closed",
        "talks",
        "hours_spent",
        "median_days",
    ]
    assert [found.lines[1].nl, found.lines[1].en] == ["omgangsvormen", "conduct"]
    told = {value for one in found.lines for value in one.values}
    assert told == {25, None}


@pytest.mark.requirement("BP-11")
def test_trends_outlive_the_cases_and_take_the_newest_edition() -> None:
    counsellor = Counsellor(year(2023))
    counsellor.publish("2023")
    counsellor.cases += year(2023, (Kind.BULLYING, 10), (Kind.FRAUD_THEFT, 10), start=100)
    second = counsellor.publish("2023")
    assert second.edition == 2
    counsellor.cases = year(2024, start=200)
    found = counsellor.draft("2024").published.trends
    assert found.periods == ("2023", "2024")
    assert line(found, "new") == (57, 37)
