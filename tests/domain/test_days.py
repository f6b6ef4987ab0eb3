from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vp.domain.days import WEEKDAYS, dated, parse, spoken
from vp.errors import Usage


@pytest.mark.parametrize(
    "word",
    ["2026-03-05", "2026-3-5", "5-3-2026", "05-03-2026", "5/3/2026", "5.3.2026", " 2026-03-05\n"],
)
def test_a_day_is_read_as_people_write_it(word: str) -> None:
    assert parse(word) == date(2026, 3, 5)


@pytest.mark.parametrize(
    "word",
    ["", "morgen", "5-3-26", "2026-03", "20260305", "2026/03/05", "5-3-2026 en later", "٥-٣-٢٠٢٦"],
)
def test_what_is_no_date_is_refused_with_an_example(word: str) -> None:
    with pytest.raises(Usage) as refused:
        parse(word)
    assert refused.value.sentence == "that is not a date"
    assert "2026-03-05" in refused.value.hint
    assert refused.value.fields == {}


@pytest.mark.parametrize(
    "word", ["2026-02-29", "31-4-2026", "2026-13-01", "0-1-2026", "0000-01-01"]
)
def test_a_day_outside_the_calendar_is_refused(word: str) -> None:
    with pytest.raises(Usage) as refused:
        parse(word)
    assert refused.value.sentence == "there is no such day in the calendar"


@given(st.dates())
def test_every_day_is_read_in_both_forms(day: date) -> None:
    assert parse(day.isoformat()) == day
    assert parse(f"{day.day}-{day.month}-{day.year:04}") == day


MONDAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("word", "day"),
    [
        ("vandaag", "2026-06-01"),
        ("gisteren", "2026-05-31"),
        ("Gisteravond", "2026-05-31"),
        ("eergisteren", "2026-05-30"),
        ("the day before yesterday", "2026-05-30"),
        ("morgen", "2026-06-02"),
        ("overmorgen", "2026-06-03"),
        ("12-3-26", "2026-03-12"),
        ("12/3/'26", "2026-03-12"),
        ("5.3.2026", "2026-03-05"),
        ("afgelopen dinsdag", "2026-05-26"),
        ("last Tuesday", "2026-05-26"),
        ("dinsdag jl.", "2026-05-26"),
        ("afgelopen maandag", "2026-05-25"),
        ("komende maandag", "2026-06-08"),
        ("vrijdag a.s.", "2026-06-05"),
        ("next friday", "2026-06-05"),
        ("vorige week dinsdag", "2026-05-26"),
        ("dinsdag vorige week", "2026-05-26"),
        ("last week on Friday", "2026-05-29"),
        ("volgende week do", "2026-06-11"),
    ],
)
def test_a_word_for_a_day_means_the_same_whether_it_was_or_is_due(word: str, day: str) -> None:
    assert str(spoken(word, MONDAY)) == day
    assert str(spoken(word, MONDAY, ahead=True)) == day


@pytest.mark.parametrize(
    ("word", "was", "is_due"),
    [
        ("12-3", "2026-03-12", "2027-03-12"),
        ("1-6", "2026-06-01", "2026-06-01"),
        ("2-6", "2025-06-02", "2026-06-02"),
        ("29-2", "2024-02-29", "2028-02-29"),
        ("3.3.", "2026-03-03", "2027-03-03"),
        ("dinsdag", "2026-05-26", "2026-06-02"),
        ("op dinsdag", "2026-05-26", "2026-06-02"),
        ("maandag", "2026-06-01", "2026-06-01"),
    ],
)
def test_a_day_without_its_year_is_the_last_that_was_or_the_first_to_come(
    word: str, was: str, is_due: str
) -> None:
    assert (str(spoken(word, MONDAY)), str(spoken(word, MONDAY, ahead=True))) == (was, is_due)


@pytest.mark.parametrize("word", ["31-2", "12-13", "0-1", "31-4-26", "2026-02-30"])
def test_a_day_in_no_calendar_is_refused_however_it_is_written(word: str) -> None:
    with pytest.raises(Usage) as refused:
        spoken(word, MONDAY)
    assert refused.value.sentence == "there is no such day in the calendar"


@pytest.mark.parametrize("word", ["", "5", "2025", "maart", "3 maart", "vorige week", "week", "we"])
def test_what_is_no_word_for_a_day_is_left_to_others(word: str) -> None:
    assert spoken(word, MONDAY) is None
    assert dated(word) is None


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2090, 1, 1)), st.integers(0, 6))
def test_a_weekday_is_never_further_than_a_week(today: date, number: int) -> None:
    for names in WEEKDAYS.values():
        was, is_due = (spoken(names[number], today, ahead=ahead) for ahead in (False, True))
        assert was is not None
        assert is_due is not None
        assert was.weekday() == is_due.weekday() == number
        assert today - timedelta(days=6) <= was <= today <= is_due <= today + timedelta(days=6)


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2090, 1, 1)), st.dates())
def test_a_yearless_day_is_the_nearest_in_its_direction(today: date, day: date) -> None:
    word = f"{day.day}-{day.month}"
    was, is_due = (spoken(word, today, ahead=ahead) for ahead in (False, True))
    assert was is not None
    assert is_due is not None
    assert (was.month, was.day) == (is_due.month, is_due.day) == (day.month, day.day)
    assert was <= today <= is_due
    assert (is_due - was).days <= 366 * 8
