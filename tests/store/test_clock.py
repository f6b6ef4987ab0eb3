from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.conftest import Laptop, refused
from tests.strategies import TODAY
from vp.domain.retention import CLOCK_UPTIME
from vp.errors import NotReadable
from vp.store import clock
from vp.store.clock import Clock, Uptime, look

LONG = int(CLOCK_UPTIME.total_seconds())
TEN_YEARS = timedelta(days=3650)
A_YEAR = timedelta(days=365)
KNOWN = Clock(last=TODAY)


def at(hours: float, boot: str = "one") -> Uptime:
    return Uptime(int(hours * 3600), boot)


def believed(found: Clock, today: date) -> bool:
    return found.doubt is None and found.last == today


def after(today: date, *looks: Uptime, begin: Clock | None = KNOWN) -> Clock:
    """What is remembered after these looks, all on one day."""
    found = begin
    for uptime in looks:
        found = look(found, today, uptime)
    assert found is not None
    return found


# What is believed at once


@pytest.mark.parametrize("days", [-1, 0, 1, 7, 21, 60])
def test_a_day_a_week_of_holiday_or_two_months_is_believed(days: int) -> None:
    today = TODAY + timedelta(days=days)
    assert believed(look(KNOWN, today, at(0)), today)


@pytest.mark.parametrize("jump", [TEN_YEARS, A_YEAR, timedelta(days=61)])
def test_far_ahead_is_doubtful_and_the_last_day_is_kept(jump: timedelta) -> None:
    found = look(KNOWN, TODAY + jump, at(0))
    assert found.doubt is not None
    assert found.last == TODAY


@pytest.mark.parametrize("jump", [A_YEAR, timedelta(days=2)])
def test_back_is_doubtful(jump: timedelta) -> None:
    found = look(KNOWN, TODAY - jump, at(0))
    assert found.doubt is not None
    assert found.last == TODAY


def test_a_clock_that_was_put_right_is_believed_at_once() -> None:
    found = after(TODAY + TEN_YEARS, at(0), at(5))
    assert believed(look(found, TODAY, at(6)), TODAY)


# What is believed later


def test_twenty_hours_of_running_agree() -> None:
    today = TODAY + A_YEAR
    assert not believed(after(today, at(1), at(20.9)), today)
    assert believed(after(today, at(1), at(21)), today)


def test_the_hours_are_summed_over_starts_of_the_machine() -> None:
    """A laptop is shut down every night; its counter starts anew."""
    today = TODAY + A_YEAR
    day_one = (at(1, "one"), at(9, "one"))
    day_two = (at(2, "two"), at(9, "two"))
    assert not believed(after(today, *day_one, *day_two), today)
    assert believed(after(today, *day_one, *day_two, at(3, "three")), today)


def test_looking_often_adds_no_time() -> None:
    today = TODAY + A_YEAR
    assert not believed(after(today, *[at(5)] * 50), today)
    assert not believed(after(today, *[at(3 + number / 100) for number in range(50)]), today)


def test_a_counter_that_began_anew_unseen_adds_no_time() -> None:
    """Some systems have no name for a start of the machine."""
    today = TODAY + A_YEAR
    assert not believed(after(today, at(19, ""), at(1, ""), at(20, "")), today)
    assert believed(after(today, at(19, ""), at(1, ""), at(21, "")), today)


def test_another_doubtful_day_begins_its_hours_anew() -> None:
    near, far = TODAY + A_YEAR, TODAY + TEN_YEARS
    found = after(near, at(0), at(19))
    found = look(found, far, at(20))
    assert not believed(found, far)
    assert not believed(look(found, near, at(21)), near)
    assert not believed(look(found, far, at(39)), far)
    assert believed(look(found, far, at(40)), far)


def test_the_days_may_go_by_while_the_hours_are_counted() -> None:
    found, days = KNOWN, [TODAY + A_YEAR + timedelta(days=number) for number in range(5)]
    for today in days:
        found = look(found, today, at(6, f"boot {today}"))
    assert believed(found, days[-1])


# Nothing remembered


def test_without_a_memory_the_day_is_doubtful_until_the_hours_agree() -> None:
    """As after a restored home: the first command is not believed, nor a second right after."""
    today = TODAY + TEN_YEARS
    assert not believed(after(today, at(0), begin=None), today)
    assert not believed(after(today, at(0), at(0.1), at(19.9), begin=None), today)
    assert believed(after(today, at(0), at(20), begin=None), today)


def test_without_a_memory_another_day_begins_anew() -> None:
    first = after(TODAY, at(0), begin=None)
    for jump in (timedelta(days=-1), timedelta(days=-300), timedelta(days=61)):
        found = look(first, TODAY + jump, at(19))
        assert not believed(found, TODAY + jump)
        assert not believed(look(found, TODAY + jump, at(20)), TODAY + jump)
        assert believed(look(found, TODAY + jump, at(39)), TODAY + jump)


class Look(NamedTuple):
    """One purge: so many days by the clock from TODAY, after so many hours more."""

    days: int
    hours: int
    restarted: bool


looks = st.builds(Look, st.integers(-800, 4000), st.integers(0, 6), st.booleans())


@given(st.lists(looks, max_size=20))
@settings(deadline=None)
def test_no_jump_is_believed_before_the_machine_ran_for_twenty_hours(schedule: list[Look]) -> None:
    """Whatever the clock says and however often it is asked."""
    found, ran, boot, since = KNOWN, 0, 0, 0
    for one in schedule:
        if one.restarted:
            boot, since = boot + 1, 0
        since += one.hours
        ran += one.hours
        today = TODAY + timedelta(days=one.days)
        before = found
        found = look(found, today, at(since, str(boot)))
        if believed(found, today):
            jumped = not timedelta(days=-1) <= today - before.last <= timedelta(days=60)
            assert not jumped or ran >= 20
            ran = 0


# The file


def test_what_is_remembered_is_read_back(laptop: Laptop) -> None:
    assert clock.read(laptop.private) == KNOWN
    for boot in ("9b1de7c0-33f5-4c9e-8f0e-0a8b3a4f7a11", ""):
        doubtful = look(KNOWN, TODAY + TEN_YEARS, at(5, boot))
        clock.write(laptop.private, doubtful)
        assert clock.read(laptop.private) == doubtful


def test_no_memory_is_none_and_a_damaged_one_is_said(laptop: Laptop, tmp_path: Path) -> None:
    assert clock.read(tmp_path) is None
    for damaged in ("", "last: gisteren\n", "doubt: 2026-03-05\n", f"last: {TODAY}\ndoubt: x\n"):
        (laptop.private / "clock.yaml").write_text(damaged)
        with refused(NotReadable, "clock.yaml is damaged", "vp purge --confirm clock"):
            clock.read(laptop.private)
