"""The period of a report: what may be asked for, and which days it holds."""

from datetime import date

import pytest

from vp.domain.period import parse
from vp.errors import Usage


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2023-2024", date(2023, 8, 1), date(2024, 7, 31)),
        ("2024-01..2024-06", date(2024, 1, 1), date(2024, 6, 30)),
        ("2023-11..2024-02", date(2023, 11, 1), date(2024, 2, 29)),
        (" 2024 ", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_a_period_runs_from_its_first_day_to_its_last(text: str, first: date, last: date) -> None:
    period = parse(text)
    assert (period.first, period.last, period.label) == (first, last, text.strip())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "24",
        "2024-13..2024-14",
        "2024-00..2024-02",
        "0000",
        "2024-01",
        "2024-01-01",
        "2023-2025",
        "2024-2023",
        "2024-06..2024-01",
        "het jaar waarin het misging",
        "2024\n2025",
        "\u0662\u0660\u0662\u0664",
    ],
)
def test_what_is_not_a_period_is_refused(text: str) -> None:
    with pytest.raises(Usage):
        parse(text)


def test_a_refusal_never_repeats_what_was_typed() -> None:
    with pytest.raises(Usage) as refused:
        parse("Jansen")
    assert "Jansen" not in refused.value.sentence
    assert refused.value.fields == {}


def test_both_ends_belong_to_the_period_and_no_day_does_not() -> None:
    period = parse("2023-2024")
    days = [date(2023, 7, 31), date(2023, 8, 1), date(2024, 7, 31), date(2024, 8, 1), None]
    assert [period.holds(day) for day in days] == [False, True, True, False, False]


def test_the_weeks_of_a_leap_year_count_its_extra_day() -> None:
    assert parse("2024").weeks == pytest.approx(366 / 7)


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("2024", date(2023, 1, 1), date(2025, 1, 1)),
        ("2023-2024", date(2022, 8, 1), date(2024, 8, 1)),
        ("2024-01..2024-06", date(2023, 7, 1), date(2024, 7, 1)),
        ("2023-11..2024-02", date(2023, 7, 1), date(2024, 3, 1)),
        ("2024-03..2024-03", date(2024, 2, 1), date(2024, 4, 1)),
        ("0001", date(1, 1, 1), date(2, 1, 1)),
        ("9999", date(9998, 1, 1), date(9999, 12, 31)),
    ],
)
def test_a_period_lies_between_the_one_before_and_the_day_after(
    text: str, before: date, after: date
) -> None:
    period = parse(text)
    assert (period.before, period.after) == (before, after)
