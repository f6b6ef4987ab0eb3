"""What may be told of a year: small numbers hidden, and what hangs on them."""

from collections.abc import Iterable

import pytest
from msgspec.structs import replace

from tests.domain.disclosure.years import cases_of, settings_of, tally_of
from tests.domain.reports import (
    OPENED,
    case,
    cases,
    of_kinds,
    profile,
    tally,
)
from vp.domain.activity import Activity
from vp.domain.disclosure.protection import Protected, band, protect
from vp.domain.published import FEW, SMALL
from vp.domain.summary import Step, Summary
from vp.domain.vocabulary import (
    Kind,
    ReporterRole,
    Route,
)
from vp.errors import NotAllowed

BEFORE = OPENED.replace(year=2023)
K = 5


def told(
    found: Iterable[Summary],
    activities: list[Activity] | None = None,
    *,
    threshold: int = K,
    units: bool = False,
    destroyed: int = 0,
) -> Protected:
    """What may be told of these cases."""
    counted = tally(list(found), activities, settings=settings_of(units), destroyed=destroyed)
    return protect(counted, threshold)


def roles(**numbers: int) -> list[Summary]:
    """So many reporters in each role."""
    found: list[Summary] = []
    for role, number in numbers.items():
        start = len(found)
        found += cases(range(start, start + number), facts={"role": ReporterRole[role.upper()]})
    return found


def shown(protected: Protected, table: str) -> dict[str, float]:
    """The rows of a table that are printed."""
    numbers = protected.shown.items()
    return {name.split("/")[1]: n for name, n in numbers if name.startswith(f"{table}/")}


@pytest.mark.requirement("HK-17")
def test_small_rows_are_hidden_and_so_is_another_where_they_would_follow() -> None:
    both = told(roles(affected=20, witness=8, observer=3, on_behalf=3))
    assert shown(both, "role") == {"affected": 20, "witness": 8}
    one = told(roles(affected=20, witness=8, observer=3))
    assert shown(one, "role") == {"affected": 20}


def test_zero_is_hidden_like_a_small_number() -> None:
    found = told(roles(affected=20, witness=8))
    assert shown(found, "role") == {"affected": 20}
    hidden = {cell.name for cell in found.cells if cell.hidden and cell.table == "role"}
    assert "role/observer" in hidden
    assert found.intervals["role/observer"] == (0, 8)


def test_a_table_without_a_number_is_left_out_with_a_reason() -> None:
    found = told(roles(affected=18, witness=2))
    assert found.left_out["role"] == SMALL
    assert not any(cell.table == "role" for cell in found.cells)


@pytest.mark.requirement("HK-17")
def test_reporters_count_and_not_their_cases() -> None:
    often = cases(range(100, 108), facts={"role": ReporterRole.WITNESS}, reporter="one person")
    found = told([*roles(affected=20, observer=9), *often])
    assert "witness" not in shown(found, "role")


@pytest.mark.requirement("HK-17")
def test_who_brought_many_cases_leaves_more_room_than_another() -> None:
    """He takes his own off: what is left may still be more than the threshold."""
    often = cases(range(100, 104), facts={"role": ReporterRole.WITNESS}, reporter="one person")
    found = told([*roles(affected=20, observer=9), *often])
    assert found.intervals["role/witness"] == (0, 13)
    least, greatest = found.intervals["role/observer"]
    assert least == 0
    assert greatest >= K + 4


@pytest.mark.requirement("HK-17")
def test_fewer_than_twice_the_threshold_gives_a_band_and_no_breakdown() -> None:
    for number in (0, 1, 2, 9):
        found = told(of_kinds((Kind.BULLYING, number)))
        assert [cell.band for cell in found.cells if cell.name == "new"] == [(0, 9)]
        assert set(found.left_out.values()) == {FEW}
        assert found.shown == {}
        assert {cell.table for cell in found.cells} == {"key_figures", "figures"}
        assert {cell.name for cell in found.cells if not cell.hidden} == {"new"}


def test_a_band_holds_the_true_number_when_few_people_have_many_cases() -> None:
    found = told(cases(range(23), reporter="one person"))
    assert [cell.band for cell in found.cells if cell.name == "new"] == [(0, 29)]
    for number in range(60):
        low, high = band(number, 10)
        assert low <= number <= high < number + 10


def test_a_band_leaves_room_beside_who_brought_many_cases() -> None:
    """He takes off his own nine: there may still be more than the threshold beside them."""
    found = told(cases(range(9), reporter="one person"))
    low, high = next(cell.band for cell in found.cells if cell.band)
    assert low == 0 < K < high - 9


def test_a_threshold_above_all_counts_hides_all() -> None:
    assert told(roles(affected=40), threshold=21).shown == {}


def test_a_year_all_in_one_kind_tells_no_more_than_that_there_were_so_many() -> None:
    found = told(of_kinds((Kind.BULLYING, 30)))
    assert found.shown["new"] == 30
    assert found.left_out["fields"] == SMALL
    assert found.left_out["conduct_kinds"] == SMALL


def test_the_kinds_of_a_field_are_told_where_they_can_be() -> None:
    found = told(
        of_kinds(
            (Kind.BULLYING, 19),
            (Kind.STALKING, 8),
            (Kind.FRAUD_THEFT, 12),
            (Kind.CORRUPTION, 2),
            (Kind.REORGANISATION, 11),
        )
    )
    assert shown(found, "fields") == {"conduct": 27, "integrity": 14, "out_of_scope": 11}
    assert shown(found, "conduct_kinds") == {"bullying": 19, "not_recorded": 0}
    assert found.left_out["integrity_kinds"] == SMALL


def test_a_hidden_field_does_not_follow_from_its_kinds() -> None:
    kinds = ((Kind.BULLYING, 19), (Kind.FRAUD_THEFT, 12), (Kind.CORRUPTION, 12))
    found = told(of_kinds(*kinds, (Kind.REORGANISATION, 3)))
    assert shown(found, "fields") == {"integrity": 24}
    assert found.intervals["fields/out_of_scope"] == (0, 22)
    assert found.left_out["out_of_scope_kinds"] == found.left_out["conduct_kinds"] == SMALL


def test_a_unit_needs_ten_reporters() -> None:
    settings = profile(units={"Logistiek": 120, "Zorg": 300, "Techniek": 80})
    units = ["Logistiek"] * 9 + ["Zorg"] * 24 + ["Techniek"] * 3
    found = [case(n, facts={"unit": unit}) for n, unit in enumerate(units)]
    protected = protect(tally(found, settings=settings), K)
    assert shown(protected, "unit") == {"Zorg": 24, "not_recorded": 0}
    assert min(protected.intervals["unit/Techniek"]) == 0
    assert max(protected.intervals["unit/Techniek"]) > 10


def test_a_table_of_units_that_cannot_be_told_takes_no_number_with_it() -> None:
    """Ten reporters are enough for the report, and too few to keep a unit's threshold of ten."""
    found = [case(n, facts={"unit": "Zorg"}) for n in range(10)]
    protected = protect(tally(found, settings=profile(units={"Zorg": 300})), K)
    assert protected.shown["new"] == 10
    assert protected.left_out["unit"] == SMALL


def test_two_units_of_two_are_not_told() -> None:
    settings = profile(units={"Logistiek": 120, "Zorg": 300})
    units = ["Logistiek"] * 2 + ["Zorg"] * 2 + [""] * 16
    found = [case(n, facts={"unit": unit}) for n, unit in enumerate(units)]
    protected = protect(tally(found, settings=settings), K)
    assert {"unit/Logistiek", "unit/Zorg"}.isdisjoint(protected.shown)


def test_a_mention_is_hidden_when_nearly_everybody_has_it() -> None:
    def chose(route: Route, numbers: range) -> list[Summary]:
        return cases(numbers, routes=(Step(on=OPENED, route=route),))

    few_without = chose(Route.TALK_ONLY, range(18)) + cases(range(18, 20))
    assert told(few_without).left_out["routes"] == SMALL
    spread = [
        *chose(Route.TALK_ONLY, range(8)),
        *chose(Route.RELAY_REPORT, range(8, 14)),
        *chose(Route.POLICE_REPORT, range(14, 16)),
        *chose(Route.MEDIATION, range(16, 20)),
    ]
    found = told(spread)
    assert shown(found, "routes") == {"talk_only": 8, "relay_report": 6}
    assert found.shown["relayed"] == 6


def test_who_has_a_kind_in_neither_way_does_not_follow() -> None:
    """It is the main kind of twenty and beside another of thirty-six: two would be left."""

    def having(number: int, start: int, *kinds: Kind) -> list[Summary]:
        return cases(range(start, start + number), facts={"kinds": kinds})

    found = told(
        [
            *having(20, 0, Kind.BULLYING),
            *having(20, 20, Kind.FRAUD_THEFT, Kind.BULLYING),
            *having(2, 40, Kind.FRAUD_THEFT),
            *having(8, 42, Kind.STALKING, Kind.BULLYING),
            *having(8, 50, Kind.EXCLUSION, Kind.BULLYING),
        ]
    )
    assert found.shown["new"] == 58
    assert not {"conduct_kinds/bullying", "also/bullying"} <= found.shown.keys()


def test_a_two_way_table_is_told_where_most_of_it_can_be() -> None:
    kinds = ((Kind.BULLYING, 40), (Kind.FRAUD_THEFT, 40), (Kind.REORGANISATION, 40))
    found = of_kinds(*kinds, start=0)
    everything = []
    for at, role in enumerate(ReporterRole):
        for one in found:
            told_of = {"domain": one.facts.domain, "kinds": one.facts.kinds, "role": role}
            everything.append(case(1000 * at + int(one.id[-4:]), facts=told_of))
    grid = shown(told(everything), "role_field")
    assert len(grid) >= len(ReporterRole)
    assert told(roles(affected=20, witness=8)).left_out["role_field"] == SMALL


@pytest.mark.parametrize("seed", range(4))
def test_a_two_way_table_takes_no_number_from_the_others(seed: int) -> None:
    counted = tally_of(cases_of(seed, 150))
    without = protect(replace(counted, grids=()), K)
    kept = [_beside(one) for one in (without, protect(counted, K))]
    assert kept[0] == kept[1]


def _beside(protected: Protected) -> dict[str, float]:
    """What is printed outside the two-way tables."""
    return {name: n for name, n in protected.shown.items() if name.count("/") < 2}


def test_a_threshold_below_three_is_refused() -> None:
    with pytest.raises(NotAllowed):
        protect(tally([]), 2)
