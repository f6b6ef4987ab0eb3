"""What a second edition, and a later year, may tell beside what was told already."""

from datetime import date

import pytest

from tests.domain.disclosure.publishing import before_of, publish
from tests.domain.disclosure.reader import Reader
from tests.domain.disclosure.test_protection import roles
from tests.domain.disclosure.years import FIRST, cases_of, tally_of
from tests.domain.reports import cases, tally
from vp.domain.disclosure.certificate import check
from vp.domain.disclosure.earlier import link
from vp.domain.frozen import Tie
from vp.domain.period import parse
from vp.errors import NotAllowed

FIRST_EDITION = {"affected": 20, "witness": 10, "observer": 3, "on_behalf": 3}


@pytest.mark.requirement("HK-17")
@pytest.mark.parametrize(
    "second",
    [
        {"on_behalf": 4},
        {"affected": 21},
        {"affected": 24},
        {"affected": 19, "witness": 11},
        {"affected": 25, "observer": 4},
        {"affected": 15, "witness": 20, "on_behalf": 4},
    ],
)
def test_a_second_edition_in_which_few_were_added_is_refused(second: dict[str, int]) -> None:
    first = publish(tally(roles(**FIRST_EDITION)), 5)
    with pytest.raises(NotAllowed):
        publish(tally(roles(**FIRST_EDITION | second)), 5, [first])


def test_a_second_edition_may_add_enough_of_one_kind() -> None:
    first = publish(tally(roles(**FIRST_EDITION)), 5)
    second = publish(tally(roles(**FIRST_EDITION | {"affected": 26})), 5, [first])
    assert second.protected.shown["new"] == 42
    assert second.frozen.edition == 2


def test_what_the_first_edition_hid_the_second_hides_too() -> None:
    first = publish(tally(roles(**FIRST_EDITION)), 5)
    second = publish(tally(roles(**FIRST_EDITION | {"affected": 40, "observer": 30})), 5, [first])
    assert {"role/observer", "role/on_behalf"}.isdisjoint(second.protected.shown)


def test_the_end_of_a_year_is_the_start_of_the_next() -> None:
    first = publish(tally(cases(range(30)), period=parse("2024")), 5)
    told = {first.name: first.frozen}
    tie = Tie(left=("start",), right=("2024.1:end",))
    none = ((), frozenset[str]())
    assert link(parse("2025"), told, {"start": 30, "end": 0}) == ((tie,), frozenset())
    assert link(parse("2026"), told, {"start": 30, "end": 0}) == none
    back = Tie(left=("end",), right=("2024.1:start",))
    assert link(parse("2023"), told, {"start": 9, "end": 9}) == ((back,), frozenset())
    assert link(parse("2024-02..2024-12"), told, {"start": 30, "end": 0}) == none


def test_a_start_that_is_not_the_end_that_was_printed_is_hidden() -> None:
    """Cases were handed over, or received: the difference would be those few."""
    first = publish(tally(cases(range(30)), period=parse("2024")), 5)
    received = [*cases(range(31)), *cases(range(40, 80), opened=date(2025, 3, 1))]
    second = publish(tally(received, period=parse("2025")), 5, [first])
    assert first.protected.shown["end"] == 30
    assert len(second.tally.flow["start"]) == 31
    assert "start" not in second.protected.shown


def test_a_year_of_few_after_a_year_of_many_proves_itself() -> None:
    """Its start is known: it was printed as the end of the year before."""
    found = [*cases(range(30)), *cases(range(40, 43), opened=date(2025, 3, 1))]
    first = publish(tally(found, period=parse("2024")), 5)
    second = publish(tally(found, period=parse("2025")), 5, [first])
    assert first.protected.shown["end"] == 30
    assert check(second.frozen, {first.name: first.frozen})


def test_a_hidden_end_is_not_told_by_the_next_start() -> None:
    opened, closed = date(2024, 3, 1), date(2024, 5, 1)
    found = [*cases(range(20), opened=opened, closed=closed), *cases(range(20, 29), opened=opened)]
    found += cases(range(40, 80), opened=date(2025, 3, 1))
    first = publish(tally(found, period=parse("2024")), 10)
    second = publish(tally(found, period=parse("2025")), 10, [first])
    assert "end" not in first.protected.shown
    assert "start" not in second.protected.shown
    assert "2024.1:end" in second.protected.intervals


@pytest.mark.requirement("HK-17")
@pytest.mark.parametrize(("seed", "number", "thresholds"), [(1, 12, (7, 4)), (35, 20, (3, 3))])
def test_a_later_year_takes_back_no_promise_of_an_earlier_one(
    seed: int, number: int, thresholds: tuple[int, int]
) -> None:
    """The threshold became lower since; and in the first year one reporter had three cases."""
    found = cases_of(seed, number, 2)
    first = publish(tally_of(found, FIRST, units=False), thresholds[0])
    second = publish(tally_of(found, FIRST + 1, units=False), thresholds[1], [first])
    assert Reader(first.report).breaches() == []
    assert Reader(first.report, second.report).breaches() == []


def test_nothing_before_is_nothing_to_reckon_with() -> None:
    made = before_of(tally([]), [])
    assert (made.reports, made.links, made.first) == ({}, (), "")
