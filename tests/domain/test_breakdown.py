"""The tables and grids of the report, before anything is hidden."""

from datetime import date

import pytest
from hypothesis import given

from tests.domain.counted import AFTER, BEFORE, figure, named, numbers, rows, table, years
from tests.domain.reports import (
    CLOSED,
    OPENED,
    case,
    cases,
    profile,
    reporters,
    tally,
)
from vp.domain.counts import NOT_RECORDED
from vp.domain.summary import Message, Pointed, Span, Step, Summary
from vp.domain.vocabulary import (
    ContactNature,
    Direction,
    Domain,
    IntegrityStatus,
    Kind,
    Outcome,
    Referral,
    ReporterPosition,
    ReporterRole,
    Route,
)


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
    assert numbers(counted, "integrity_kinds") == {"fraud_theft": 1, "not_recorded": 1}
    assert numbers(counted, "integrity_status") == {"public_interest": 1, "not_recorded": 1}
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


def test_only_large_units_have_a_row_and_the_rest_is_together() -> None:
    settings = profile(units={"Logistiek": 120, "Directie": 4, "Zorg": 50, "Nieuw": 0})
    units = ["Logistiek", "Directie", "Zorg", "Nieuw", "", "Nooit gehoord"]
    found = [case(n, facts={"unit": unit}) for n, unit in enumerate(units)]
    assert rows(tally(found, settings=settings), "unit") == {
        "Logistiek": {"case-0000"},
        "Zorg": {"case-0002"},
        "other_units": {"case-0001", "case-0003", "case-0005"},
        "not_recorded": {"case-0004"},
    }


def test_without_a_large_unit_there_is_no_table_and_no_grid_of_units() -> None:
    counted = tally([case(1)], settings=profile(units={"Zorg": 49, "not_recorded": 300}))
    assert "unit" not in {table.key for table in counted.tables}
    assert [grid.key for grid in counted.grids] == ["role_field"]


def test_a_unit_with_the_name_of_the_rest_is_counted_with_the_rest() -> None:
    settings = profile(units={"other_units": 200, "Zorg": 200})
    counted = tally([case(1, facts={"unit": "other_units"})], settings=settings)
    assert rows(counted, "unit")["other_units"] == {"case-0001"}
    assert [row.code for row in table(counted, "unit").rows] == [
        "Zorg",
        "other_units",
        "not_recorded",
    ]


def test_what_a_case_may_lack_has_a_last_row_of_its_own_also_when_nobody_lacks_it() -> None:
    counted = tally(
        [
            case(1, facts={"kinds": (Kind.BULLYING,), "position": ReporterPosition.TRAINEE}),
            case(2),
        ],
        settings=profile(units={"Zorg": 50}),
    )
    lacking = {
        table.key: len(table.rows[-1].cases)
        for table in counted.tables
        if table.rows[-1].code == NOT_RECORDED
    }
    assert lacking == {
        "conduct_kinds": 1,
        "integrity_kinds": 0,
        "out_of_scope_kinds": 0,
        "integrity_status": 0,
        "position": 1,
        "unit": 2,
        "conduct_ended": 0,
        "content": 0,
    }


@given(years())
def test_each_case_is_once_in_every_table_and_grid_that_adds_up(found: list[Summary]) -> None:
    """Names in `of` lead to the cases that are broken down: the ties of the report hold."""
    counted = tally(found, settings=profile(units={"Logistiek": 120, "Zorg": 50}))
    cells = named(counted)
    for one in counted.tables:
        assert one.among == cells[one.of]
        parts = [row.cases for row in one.rows]
        assert frozenset().union(*parts) <= one.among
        if one.adds_up:
            assert sum(map(len, parts)) == len(one.among)
            assert frozenset().union(*parts) == one.among
    for grid in counted.grids:
        for row in grid.rows:
            line = [grid.cells[row.code, column.code] for column in grid.columns]
            assert frozenset().union(*line) == row.cases
            assert sum(map(len, line)) == len(row.cases)
        for column in grid.columns:
            line = [grid.cells[row.code, column.code] for row in grid.rows]
            assert frozenset().union(*line) == column.cases
    for number in counted.figures:
        if number.cases is not None:
            assert number.cases <= cells[number.of]
            assert number.value == len(number.cases)
            assert number.behind == reporters(counted, number.cases)


def test_role_and_unit_by_field_are_grids_of_the_new_cases() -> None:
    told = {"role": ReporterRole.WITNESS, "unit": "Zorg"}
    counted = tally(
        [
            case(1, facts=told),
            case(2, facts=told | {"domain": Domain.INTEGRITY}),
            case(3, facts={"role": ReporterRole.WITNESS}),
        ],
        settings=profile(units={"Zorg": 50}),
    )
    role, unit = counted.grids
    assert (role.down, role.across, role.least) == ("role", "fields", 0)
    assert (unit.down, unit.across, unit.least) == ("unit", "fields", 10)
    assert {at: cases for at, cases in role.cells.items() if cases} == {
        ("witness", "conduct"): {"case-0001", "case-0003"},
        ("witness", "integrity"): {"case-0002"},
    }
    assert {at: cases for at, cases in unit.cells.items() if cases} == {
        ("Zorg", "conduct"): {"case-0001"},
        ("Zorg", "integrity"): {"case-0002"},
        ("not_recorded", "conduct"): {"case-0003"},
    }
    assert len(unit.cells) == 3 * 3


def test_a_report_made_through_the_counsellor_is_a_route() -> None:
    def sent(on: date, direction: Direction, report: bool = True) -> Message:
        return Message(on=on, direction=direction, report=report)

    counted = tally(
        [
            case(1, relays=(sent(CLOSED, Direction.OUT), sent(CLOSED, Direction.OUT))),
            case(2, relays=(sent(CLOSED, Direction.OUT, report=False),)),
            case(3, relays=(sent(CLOSED, Direction.IN),)),
            case(4, relays=(sent(AFTER, Direction.OUT),)),
            case(5, routes=(Step(on=OPENED, route=Route.RELAY_REPORT),)),
        ]
    )
    assert rows(counted, "routes")["relay_report"] == {"case-0001", "case-0005"}


def test_routes_and_referrals_count_on_their_day_and_once_a_case() -> None:
    routes = tuple(Step(on=on, route=Route.LINE_MANAGER) for on in (BEFORE, OPENED, CLOSED))
    pointed = (Pointed(on=AFTER, to=Referral.GP), Pointed(on=CLOSED, to=Referral.LEGAL))
    counted = tally([case(1, opened=BEFORE, routes=routes, referrals=pointed)])
    assert numbers(counted, "routes") == {"line_manager": 1}
    assert numbers(counted, "referrals") == {"legal": 1}


def test_outcomes_are_those_of_the_cases_closed_in_the_period() -> None:
    outcomes = (Outcome.CONDUCT_STOPPED, Outcome.ACCUSED_ADDRESSED, Outcome.DISCIPLINARY_TRACK)
    counted = tally(
        [
            case(1, closed=CLOSED, outcomes=outcomes, content=True),
            case(2, closed=CLOSED, outcomes=outcomes, content=False),
            case(3, closed=AFTER, outcomes=outcomes, content=True),
        ]
    )
    assert numbers(counted, "conduct_ended") == {"conduct_stopped": 2}
    assert numbers(counted, "results") == {"accused_addressed": 2, "disciplinary_track": 2}
    assert numbers(counted, "content") == {"yes": 1, "no": 1}


@pytest.mark.parametrize(
    "later",
    [
        (),
        (Span(opened=AFTER),),
        (Span(opened=AFTER, closed=AFTER, outcomes=(Outcome.CONDUCT_CONTINUES,)),),
    ],
)
def test_a_later_reopening_changes_nothing_of_what_came_of_the_year(
    later: tuple[Span, ...],
) -> None:
    stopped = (Outcome.CONDUCT_STOPPED,)
    first = Span(opened=OPENED, closed=OPENED, content=False)
    last = Span(opened=OPENED, closed=CLOSED, outcomes=stopped, content=True)
    counted = tally([case(1, spans=(first, last, *later))])
    assert numbers(counted, "conduct_ended") == {"conduct_stopped": 1}
    assert numbers(counted, "content") == {"yes": 1}
    assert figure(counted, "median_days") == (CLOSED - OPENED).days
