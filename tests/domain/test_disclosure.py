"""What may be published: small numbers merged or hidden, and what hangs on them."""

import pytest

from tests.domain.reports import (
    CLOSED,
    OPENED,
    activity,
    case,
    cases,
    contact,
    of_kinds,
    profile,
    publish,
    tally,
)
from vp.domain.disclosure import protect
from vp.domain.published import FEW, SMALL, Published
from vp.domain.summary import Span, Step, Summary
from vp.domain.vocabulary import (
    ActivityKind,
    Kind,
    NoteAbout,
    ReporterRole,
    Route,
)
from vp.errors import NotAllowed

BEFORE = OPENED.replace(year=2023)


def shown(published: Published, key: str) -> dict[str, int]:
    return {row.code: row.value for row in published.tables[key].rows}


def roles(*numbers: tuple[ReporterRole, int]) -> list[Summary]:
    found: list[Summary] = []
    for role, number in numbers:
        start = len(found)
        found += cases(range(start, start + number), facts={"role": role})
    return found


def test_small_rows_are_one_row_that_reaches_the_threshold() -> None:
    published = publish(
        roles(
            (ReporterRole.AFFECTED, 20),
            (ReporterRole.WITNESS, 8),
            (ReporterRole.OBSERVER, 3),
            (ReporterRole.ON_BEHALF, 2),
        )
    )
    assert shown(published, "role") == {"affected": 20, "witness": 8, "rest": 5}
    assert published.tables["role"].total == 33


def test_the_smallest_of_the_others_joins_when_the_small_ones_are_too_few() -> None:
    published = publish(
        roles((ReporterRole.AFFECTED, 20), (ReporterRole.WITNESS, 8), (ReporterRole.OBSERVER, 1))
    )
    assert shown(published, "role") == {"affected": 20, "rest": 9}


def test_zero_is_merged_like_a_small_number() -> None:
    published = publish(roles((ReporterRole.AFFECTED, 20), (ReporterRole.WITNESS, 8)))
    assert shown(published, "role") == {"affected": 20, "rest": 8}
    with_one = publish(
        roles((ReporterRole.AFFECTED, 20), (ReporterRole.WITNESS, 8), (ReporterRole.OBSERVER, 6))
    )
    assert shown(with_one, "role") == {"affected": 20, "witness": 8, "rest": 6}


def test_a_table_of_one_row_is_left_out_with_a_reason() -> None:
    table = publish(roles((ReporterRole.AFFECTED, 20), (ReporterRole.WITNESS, 2))).tables["role"]
    assert (table.rows, table.total, table.left_out) == ((), None, SMALL)


@pytest.mark.requirement("HK-17")
def test_reporters_count_and_not_their_cases() -> None:
    often = cases(range(100, 108), facts={"role": ReporterRole.WITNESS}, reporter="one person")
    others = roles((ReporterRole.AFFECTED, 20), (ReporterRole.OBSERVER, 6))
    assert shown(publish([*others, *often]), "role") == {"affected": 20, "rest": 14}


@pytest.mark.requirement("HK-17")
def test_fewer_than_twice_the_threshold_gives_a_band_and_no_breakdown() -> None:
    published = publish(of_kinds((Kind.BULLYING, 9)))
    assert published.band == (0, 9)
    assert published.figures["new"] is None
    assert {table.left_out for table in published.tables.values()} == {FEW}
    assert publish([]).band == (0, 9)


def test_a_band_holds_the_true_number_when_few_people_have_many_cases() -> None:
    published = publish(cases(range(23), reporter="one person"))
    assert published.band == (0, 29)


def test_kinds_are_shown_within_a_field_that_is_shown_and_else_together() -> None:
    apart = publish(
        of_kinds(
            (Kind.BULLYING, 9),
            (Kind.STALKING, 6),
            (Kind.FRAUD_THEFT, 7),
            (Kind.CORRUPTION, 5),
            (Kind.REORGANISATION, 8),
        )
    )
    assert shown(apart, "fields") == {"conduct": 15, "integrity": 12, "out_of_scope": 8}
    assert shown(apart, "integrity_kinds") == {"fraud_theft": 7, "rest": 5}
    assert "kinds" not in apart.tables
    together = publish(
        of_kinds(
            (Kind.BULLYING, 9),
            (Kind.STALKING, 6),
            (Kind.FRAUD_THEFT, 6),
            (Kind.CORRUPTION, 3),
            (Kind.REORGANISATION, 4),
        )
    )
    assert shown(together, "fields") == {"conduct": 15, "rest": 13}
    assert shown(together, "conduct_kinds") == {"bullying": 9, "rest": 6}
    assert shown(together, "kinds") == {"fraud_theft": 6, "rest": 7}
    assert together.tables["integrity_kinds"].left_out == SMALL
    assert together.tables["integrity_status"].left_out == SMALL


def test_every_kind_is_in_one_table_when_the_fields_cannot_be_told_apart() -> None:
    published = publish(of_kinds((Kind.BULLYING, 9), (Kind.STALKING, 6), (Kind.CORRUPTION, 3)))
    assert published.tables["fields"].left_out == SMALL
    assert shown(published, "kinds") == {"bullying": 9, "rest": 9}


def test_a_unit_needs_ten_reporters() -> None:
    told = profile(units={"Logistiek": 120, "Zorg": 300, "Techniek": 80})
    units = ["Logistiek"] * 9 + ["Zorg"] * 14 + ["Techniek"] * 3
    found = [case(n, facts={"unit": unit}) for n, unit in enumerate(units)]
    assert shown(publish(found, settings=told), "unit") == {"Zorg": 14, "rest": 12}


def test_a_mention_is_hidden_when_nearly_everybody_has_it() -> None:
    def chose(route: Route, numbers: range) -> list[Summary]:
        return cases(numbers, routes=(Step(on=OPENED, route=route),))

    few_without = chose(Route.TALK_ONLY, range(18)) + cases(range(18, 20))
    assert publish(few_without).tables["routes"].left_out == SMALL
    spread = [
        *chose(Route.TALK_ONLY, range(8)),
        *chose(Route.RELAY_REPORT, range(8, 14)),
        *chose(Route.POLICE_REPORT, range(14, 16)),
        *chose(Route.MEDIATION, range(16, 20)),
    ]
    published = publish(spread)
    assert shown(published, "routes") == {"talk_only": 8, "relay_report": 6, "rest": 6}
    assert published.tables["routes"].total is None
    assert published.figures["relayed"] == 6


def test_a_relayed_report_is_hidden_where_its_route_is() -> None:
    one = case(50, routes=(Step(on=OPENED, route=Route.RELAY_REPORT),))
    assert publish([*cases(range(30)), one]).figures["relayed"] is None


def test_single_figures_need_the_threshold_on_both_sides() -> None:
    care = (contact(on=CLOSED, about=NoteAbout.AFTERCARE),)

    def closed(cared: int, others: int) -> float | None:
        found = [
            *cases(range(cared), closed=CLOSED, contacts=care),
            *cases(range(cared, cared + others), closed=CLOSED),
            *cases(range(100, 110)),
        ]
        return publish(found).figures["aftercare_done"]

    assert closed(10, 6) == 10
    assert closed(10, 0) == 10
    assert closed(10, 1) is None
    assert closed(4, 10) is None


def test_destroyed_files_signals_talks_and_hours_need_the_threshold() -> None:
    met = (contact(60),)
    few = publish(
        cases(range(4), contacts=met),
        [activity(ActivityKind.SIGNAL, cases=4)],
        destroyed=4,
    )
    keys = ("talks", "hours_support", "hours_spent", "signal_cases", "files_destroyed")
    assert [few.figures[key] for key in keys] == [None] * 5
    enough = publish(
        cases(range(5), contacts=met),
        [activity(ActivityKind.SIGNAL, cases=5)],
        destroyed=5,
    )
    assert [enough.figures[key] for key in keys] == [5, 5, 5, 5, 5]


def test_work_without_cases_has_no_threshold() -> None:
    work = [activity(ActivityKind.INFORMATION, minutes=60, reach=2)]
    assert publish([], work).work["information_meetings"] == 1


def test_a_hidden_number_of_closed_cases_hides_what_is_read_from_it() -> None:
    running = cases(range(30), opened=BEFORE)
    new = cases(range(30, 45))
    closed = cases(range(45, 49), closed=CLOSED)
    published = publish([*running, *new, *closed])
    assert published.figures["closed"] is None
    assert published.figures["median_days"] is None
    assert published.tables["conduct_ended"].left_out == SMALL


def test_what_was_carried_over_is_shown_where_its_parts_are_hidden() -> None:
    running = cases(range(12), opened=BEFORE)
    again = case(90, spans=(Span(opened=BEFORE, closed=BEFORE), Span(opened=OPENED)))
    closed = cases(range(20, 32), closed=CLOSED)
    published = publish([*running, again, *closed, *cases(range(40, 50))])
    figures = published.figures
    assert [figures[key] for key in ("start", "new", "reopened", "closed", "end")] == [
        None,
        22,
        None,
        12,
        23,
    ]
    assert figures["carried"] == 13


def test_a_threshold_below_three_is_refused() -> None:
    with pytest.raises(NotAllowed):
        protect(tally([]), 2)
