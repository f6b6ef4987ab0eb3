from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vp.domain.days import parse
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
