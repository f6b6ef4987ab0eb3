"""What the report counts, before anything is hidden."""

from datetime import UTC, date, datetime

import msgspec
import pytest

from tests.domain.counted import AFTER, BEFORE, figure
from tests.domain.reports import (
    CLOSED,
    OPENED,
    YEAR,
    case,
    cases,
    days_later,
    profile,
    reporters,
    tally,
)
from vp.domain.counting import RULES
from vp.domain.period import parse
from vp.domain.summary import Span, Summary
from vp.domain.tally import FLOW, running


@pytest.mark.parametrize(
    ("spans", "came", "went"),
    [
        ([(BEFORE, None)], "start", "end"),
        ([(BEFORE, CLOSED)], "start", "closed"),
        ([(BEFORE, YEAR.first)], "start", "closed"),
        ([(BEFORE, date(2023, 12, 31))], None, None),
        ([(OPENED, None)], "new", "end"),
        ([(OPENED, OPENED)], "new", "closed"),
        ([(YEAR.last, None)], "new", "end"),
        ([(OPENED, AFTER)], "new", "end"),
        ([(AFTER, None)], None, None),
        ([(BEFORE, date(2023, 12, 1)), (OPENED, None)], "reopened", "end"),
        ([(BEFORE, date(2023, 12, 1)), (OPENED, CLOSED)], "reopened", "closed"),
        ([(BEFORE, OPENED), (CLOSED, None)], "start", "end"),
        ([(OPENED, CLOSED), (AFTER, None)], "new", "closed"),
        ([(OPENED, CLOSED), (days_later(90), days_later(120))], "new", "closed"),
    ],
)
def test_a_case_comes_and_goes_once(
    spans: list[tuple[date, date | None]], came: str | None, went: str | None
) -> None:
    told = tuple(Span(opened=first, closed=last) for first, last in spans)
    flow = running([case(1, opened=spans[0][0], spans=told)], YEAR)
    assert [key for key in FLOW if flow[key]] == [key for key in (came, went) if key]


def test_the_key_figures_balance() -> None:
    counted = tally(
        [
            *cases(range(1, 4), opened=BEFORE),
            *cases(range(4, 9), opened=BEFORE, closed=CLOSED),
            *cases(range(9, 20), opened=OPENED),
            case(20, spans=(Span(opened=BEFORE, closed=BEFORE), Span(opened=OPENED))),
        ]
    )
    flow = {key: len(found) for key, found in counted.flow.items()}
    assert flow == {"start": 8, "new": 11, "reopened": 1, "closed": 5, "end": 15}
    assert flow["start"] + flow["new"] + flow["reopened"] - flow["closed"] == flow["end"]


def test_a_case_belongs_to_the_period_in_which_it_first_opened() -> None:
    summaries = [case(1, opened=date(2024, 7, 31)), case(2, opened=date(2024, 8, 1))]
    assert tally(summaries, period=parse("2023-2024")).flow["new"] == {"case-0001"}
    assert tally(summaries, period=parse("2024-2025")).flow["new"] == {"case-0002"}


def test_the_duration_runs_from_the_first_opening_to_the_last_closing() -> None:
    spans = (Span(opened=OPENED, closed=days_later(5)), Span(opened=CLOSED, closed=days_later(90)))
    counted = tally([case(1, spans=spans), *cases([2, 3], closed=days_later(20))])
    assert figure(counted, "median_days") == 20


def test_two_cases_of_one_person_are_one_reporter() -> None:
    found = [case(1, reporter="ab12"), case(2, reporter="ab12"), case(3), case(4)]
    counted = tally(found)
    assert reporters(counted, counted.flow["new"]) == 3


def test_the_most_cases_of_one_reporter_are_counted_over_what_ran_in_the_period() -> None:
    before = [case(n, opened=BEFORE, closed=BEFORE, reporter="ab12") for n in (1, 2)]
    carried = case(3, opened=BEFORE, reporter="ab12")
    assert tally([*before, carried, case(4, reporter="ab12"), case(5)]).most == 2
    assert tally([*before, case(6)]).most == 1
    assert tally([]).most == 1


def test_equal_names_are_one_accused_and_a_case_without_a_name_is_one_unknown() -> None:
    def about(number: int, *names: str) -> Summary:
        tags = (("reporter", "r"), *(("accused", name) for name in names))
        return msgspec.structs.replace(case(number), tags=tags, accused=2)

    counted = tally([about(1, "aa", "bb"), about(2, "aa"), about(3), about(4)])
    assert counted.accused_behind(["case-0001", "case-0002"]) == 2
    assert counted.accused_behind(["case-0002"]) == 1
    assert counted.accused_behind(["case-0002", "case-0003", "case-0004"]) == 3
    assert counted.accused_behind([]) == 0


def test_every_table_and_figure_has_one_rule_that_the_reader_gets() -> None:
    told = datetime(2024, 1, 9, tzinfo=UTC)
    settings = profile(units={"Zorg": 50})
    counted = tally([], settings=settings, published=[(parse("2023"), told)])
    keys = {table.key for table in counted.tables} | {figure.key for figure in counted.figures}
    covered = [key for rule in RULES for key in rule.covers]
    assert len(covered) == len(set(covered))
    assert keys | set(FLOW) | {"relayed"} == set(covered) - {grid.key for grid in counted.grids}
    assert all(rule.nl and rule.en for rule in RULES)


def test_the_order_of_the_cases_changes_nothing() -> None:
    found: list[Summary] = [case(1, closed=CLOSED), case(2), case(3, opened=BEFORE)]
    assert tally(found) == tally(found[::-1])
