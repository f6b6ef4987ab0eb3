"""What the report counts, before anything is hidden."""

from datetime import date

import pytest

from tests.domain.reports import (
    CLOSED,
    OPENED,
    YEAR,
    case,
    cases,
    days_later,
    profile,
    tally,
)
from vp.domain.counting import RULES
from vp.domain.counts import Tally
from vp.domain.period import parse
from vp.domain.summary import Pointed, Span, Step, Summary
from vp.domain.tally import FLOW, running
from vp.domain.vocabulary import (
    ContactNature,
    Domain,
    IntegrityStatus,
    Kind,
    Outcome,
    Referral,
    Route,
)

BEFORE = date(2023, 11, 1)
AFTER = date(2025, 2, 1)


def numbers(counted: Tally, key: str) -> dict[str, int]:
    """The rows of a table that are not zero."""
    table = next(table for table in counted.tables if table.key == key)
    return {row.code: len(row.cases) for row in table.rows if row.cases}


def figure(counted: Tally, key: str) -> float:
    return next(figure.value for figure in counted.figures if figure.key == key)


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


@pytest.mark.requirement("BP-11")
def test_the_main_kind_counts_once_and_the_others_apart() -> None:
    facts = {"kinds": (Kind.BULLYING, Kind.EXCLUSION, Kind.STALKING)}
    counted = tally(cases([1, 2], facts=facts))
    assert numbers(counted, "conduct_kinds") == {"bullying": 2}
    assert numbers(counted, "also") == {"exclusion": 2, "stalking": 2}


@pytest.mark.requirement("BP-15")
def test_what_is_out_of_scope_counts_by_itself_and_conduct_that_arises_from_it_does_not() -> None:
    inside = {"kinds": (Kind.BULLYING,)}
    outside = {"domain": Domain.OUT_OF_SCOPE, "kinds": (Kind.REORGANISATION,)}
    counted = tally([case(1, facts=inside), *cases([2, 3], facts=outside)])
    assert numbers(counted, "fields") == {"conduct": 1, "out_of_scope": 2}
    assert numbers(counted, "out_of_scope_kinds") == {"reorganisation": 2}


def test_a_mixed_case_counts_in_the_field_of_its_main_kind() -> None:
    told = {
        "domain": Domain.MIXED,
        "kinds": (Kind.FRAUD_THEFT, Kind.BULLYING),
        "integrity_status": IntegrityStatus.PUBLIC_INTEREST,
    }
    counted = tally([case(1, facts=told), case(2, facts={"domain": Domain.MIXED})])
    assert numbers(counted, "fields") == {"integrity": 2}
    assert numbers(counted, "integrity_kinds") == {"fraud_theft": 1}
    assert numbers(counted, "integrity_status") == {"public_interest": 1}
    assert numbers(counted, "also") == {"bullying": 1}


@pytest.mark.requirement("HK-02")
def test_thinking_along_a_question_and_no_action_are_counted() -> None:
    thinking = case(
        1,
        facts={"nature": ContactNature.SOUNDING_BOARD},
        routes=(Step(on=OPENED, route=Route.NO_ACTION),),
    )
    counted = tally([thinking, case(2, facts={"nature": ContactNature.INFORMATION})])
    assert numbers(counted, "nature") == {"sounding_board": 1, "information": 1}
    assert numbers(counted, "routes") == {"no_action": 1}


def test_only_large_units_have_a_row() -> None:
    settings = profile(units={"Logistiek": 120, "Directie": 4, "Zorg": 50, "Nieuw": 0})
    units = ["Logistiek", "Directie", "Zorg", "Nieuw", ""]
    found = [case(n, facts={"unit": unit}) for n, unit in enumerate(units)]
    counted = tally(found, settings=settings)
    table = next(table for table in counted.tables if table.key == "unit")
    assert [row.code for row in table.rows] == ["Logistiek", "Zorg"]
    assert table.unnamed == {"case-0001", "case-0003", "case-0004"}


def test_routes_and_referrals_count_on_their_day_and_once_a_case() -> None:
    routes = tuple(Step(on=on, route=Route.LINE_MANAGER) for on in (BEFORE, OPENED, CLOSED))
    pointed = (Pointed(on=AFTER, to=Referral.GP), Pointed(on=CLOSED, to=Referral.LEGAL))
    counted = tally([case(1, opened=BEFORE, routes=routes, referrals=pointed)])
    assert numbers(counted, "routes") == {"line_manager": 1}
    assert numbers(counted, "referrals") == {"legal": 1}


def test_outcomes_are_those_of_the_cases_closed_in_the_period() -> None:
    outcomes = (Outcome.CONDUCT_STOPPED, Outcome.ACCUSED_ADDRESSED, Outcome.DISCIPLINARY_TRACK)
    later = (Span(opened=OPENED, closed=CLOSED), Span(opened=AFTER, closed=AFTER))
    counted = tally(
        [
            case(1, closed=CLOSED, outcomes=outcomes, content=True),
            case(2, closed=CLOSED, outcomes=outcomes, content=False),
            case(3, closed=AFTER, outcomes=outcomes, content=True),
            case(4, spans=later, outcomes=outcomes, content=True),
        ]
    )
    assert numbers(counted, "conduct_ended") == {"conduct_stopped": 2}
    assert numbers(counted, "results") == {"accused_addressed": 2, "disciplinary_track": 2}
    assert numbers(counted, "content") == {"yes": 1, "no": 1}


def test_the_duration_runs_from_the_first_opening_to_the_last_closing() -> None:
    spans = (Span(opened=OPENED, closed=days_later(5)), Span(opened=CLOSED, closed=days_later(90)))
    counted = tally([case(1, spans=spans), *cases([2, 3], closed=days_later(20))])
    assert figure(counted, "median_days") == 20


def test_two_cases_of_one_person_are_one_reporter() -> None:
    found = [case(1, reporter="ab12"), case(2, reporter="ab12"), case(3), case(4)]
    counted = tally(found)
    assert counted.reporters(counted.flow["new"]) == 3


def test_every_table_and_figure_has_one_rule_that_the_reader_gets() -> None:
    counted = tally([])
    keys = {table.key for table in counted.tables} | {figure.key for figure in counted.figures}
    covered = [key for rule in RULES for key in rule.covers]
    assert len(covered) == len(set(covered))
    assert keys | set(FLOW) | {"kinds", "relayed"} == set(covered)
    assert all(rule.nl and rule.en for rule in RULES)


def test_the_order_of_the_cases_changes_nothing() -> None:
    found: list[Summary] = [case(1, closed=CLOSED), case(2), case(3, opened=BEFORE)]
    assert tally(found) == tally(found[::-1])
