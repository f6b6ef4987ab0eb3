"""The report as data, and what a template is given of it: complete, addable, and of nobody."""

import json
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from tests.domain.counsellors import YEAR, Counsellor, cells, shown, year
from tests.domain.reports import OPENED, activity, case, cases
from vp.domain import annual, freezing
from vp.domain.disclosure.attacker import CEILING, Attacker
from vp.domain.disclosure.certificate import check, statements
from vp.domain.disclosure.earlier import Before
from vp.domain.frozen import Cell, Frozen, Tie, encode
from vp.domain.ledger import exact
from vp.domain.published import FEW, SMALL
from vp.domain.summary import Step, Summary
from vp.domain.vocabulary import ActivityKind, Kind, Route
from vp.errors import NotReadable
from vp.store.report_file import dump, read_file

K = 5


def account(*found: Summary, **settings: Any) -> annual.Account:
    return Counsellor(found or year(), **settings).draft()


def frozen(*found: Summary, **settings: Any) -> Frozen:
    return account(*found, **settings).frozen


@pytest.mark.requirement("HK-18")
def test_the_data_name_every_code_and_every_place_once() -> None:
    data = json.loads(msgspec.json.encode(frozen()))
    places = [(cell["table"], *sorted(cell["at"].items())) for cell in data["cells"]]
    assert len(places) == len(set(places))
    for cell in data["cells"]:
        assert len({"value", "hidden", "band", "impossible"} & set(cell)) == 1
        if cell["table"] in data["tables"]:
            assert tuple(cell["at"]) == tuple(data["tables"][cell["table"]]["dimensions"])
            for dimension, code in cell["at"].items():
                assert code in [one["code"] for one in data["dimensions"][dimension]]
        else:
            assert cell["table"] in ("key_figures", "figures", "work")
            assert len(cell["at"]) == 1


@pytest.mark.requirement("HK-18")
def test_from_the_data_alone_anybody_can_attack_it_and_check_the_proof() -> None:
    data = json.loads(msgspec.json.encode(frozen()))
    told = statements(
        msgspec.convert(data["cells"], list[Cell]), msgspec.convert(data["ties"], list[Tie]), {}
    )
    attacker = Attacker(told.ties, told.bounds)
    assert told.hidden
    for name in told.hidden:
        least, greatest = attacker.interval(name)[:2]
        assert greatest - least >= K
    proven = check(exact(msgspec.convert(data, Frozen), data), {})
    assert proven == {name: attacker.interval(name)[:2] for name in told.hidden}


@pytest.mark.requirement("BP-03")
@pytest.mark.requirement("HK-16")
def test_no_case_no_name_and_no_small_number_is_in_what_is_published() -> None:
    told = {"kinds": (Kind.DETRIMENT,), "unit": "Bestuurskamer"}
    found = [*year(), case(800, facts=told, reporter="f00d")]
    text = encode(frozen(*found, units={"Bestuurskamer": 12})).decode()
    assert not any(summary.id in text for summary in found)
    assert "Bestuurskamer" not in text
    assert "f00d" not in text
    data = json.loads(text)
    numbers = [
        cell["value"]
        for cell in data["cells"]
        if "value" in cell and cell["table"] != "work" and "not_recorded" not in cell["name"]
    ]
    assert min(numbers) >= K
    (detriment,) = [c for c in data["cells"] if c["name"] == "conduct_kinds/detriment"]
    assert detriment["hidden"] is True


def test_a_table_of_mentions_says_that_it_does_not_add_up() -> None:
    def chose(route: Route, numbers: range) -> list[Summary]:
        return cases(numbers, routes=(Step(on=OPENED, route=route),))

    found = [
        *chose(Route.TALK_ONLY, range(8)),
        *chose(Route.MEDIATION, range(8, 16)),
        *cases(range(20, 26)),
    ]
    made = account(*found)
    assert not made.frozen.tables["routes"].adds_up
    values = {code: cell.value for code, cell in cells(made.frozen, "routes").items() if cell.value}
    assert values == {"talk_only": 8, "mediation": 8}
    table = made.published.tables["routes"]
    assert (table.total, table.rest, table.adds_up) == (None, None, False)


def test_few_reporters_give_a_band_and_tables_without_cells_that_say_why() -> None:
    made = account(*year(2024, (Kind.BULLYING, 4)))
    new = next(cell for cell in made.frozen.cells if cell.name == "new")
    assert new == Cell(table="key_figures", name="new", at={"figure": "new"}, band=(0, 9))
    assert {shape.left_out for shape in made.frozen.tables.values()} == {FEW}
    assert not {cell.table for cell in made.frozen.cells} & set(made.frozen.tables)
    assert made.published.band == (0, 9)
    assert made.published.figures["new"] is None
    assert {table.rows for table in made.published.tables.values()} == {()}
    assert {grid.values for grid in made.published.grids.values()} == {()}


def test_a_table_that_is_left_out_has_no_cell_and_says_why() -> None:
    made = account()
    left_out = {key for key, shape in made.frozen.tables.items() if shape.left_out}
    assert "conduct_kinds" not in left_out
    assert "role" in left_out
    for key in left_out:
        assert made.frozen.tables[key].left_out == SMALL
        assert cells(made.frozen, key) == {}


def test_a_template_gets_the_numbers_of_the_data_and_no_others() -> None:
    made = account()
    printed = shown(made.frozen)
    published = made.published
    assert {f"figures/{key}" for key, value in published.figures.items() if value is not None} == {
        f"figures/{name}" for name in printed if "/" not in name
    }
    for key, table in published.tables.items():
        for row in table.rows:
            assert row.value == printed.get(f"{key}/{row.code}")
    for key, grid in published.grids.items():
        for down, values in zip(grid.rows, grid.values, strict=False):
            told = [printed.get(f"{key}/{down.code}/{across.code}") for across in grid.columns]
            assert list(values) == told


def test_a_two_way_table_that_can_be_shown_has_a_number_for_each_row_and_column() -> None:
    units = {"Logistiek": 200, "Zorg": 300, "Directie": 12}
    numbers = ((Kind.BULLYING, 40), (Kind.FRAUD_THEFT, 30), (Kind.REORGANISATION, 20))
    found = [
        replace(one, facts=replace(one.facts, unit=unit))
        for place, unit in enumerate(units)
        for one in year(2024, *numbers, start=1 + 100 * place)
    ]
    grid = account(*found, units=units).published.grids["unit_field"]
    assert (grid.left_out, grid.down, grid.across) == ("", "unit", "field")
    assert [row.code for row in grid.rows[:3]] == ["Logistiek", "Zorg", "other_units"]
    assert [column.code for column in grid.columns] == ["conduct", "integrity", "out_of_scope"]
    assert grid.values[:3] == ((40, 30, 20),) * 3


def test_a_total_is_given_where_it_is_printed_and_the_rest_follows_from_it() -> None:
    conduct = account().published.tables["conduct_kinds"]
    assert (conduct.of, conduct.total) == ("fields/conduct", 17)
    rest = sum(row.value or 0 for row in conduct.rows)
    assert conduct.rest == 17 - rest
    full = year(2024, *((kind, number) for kind, number in YEAR if kind is not Kind.REORGANISATION))
    hidden = account(*full, *year(2024, (Kind.REORGANISATION, 2), start=60)).published
    for table in hidden.tables.values():
        if table.of == "fields/out_of_scope" and not table.left_out:
            assert table.total is None


def test_work_without_cases_is_told_whatever_its_number() -> None:
    counsellor = Counsellor(year())
    counsellor.work = [activity(ActivityKind.SIGNAL, minutes=30)]
    made = counsellor.draft()
    assert cells(made.frozen, "work")["signals"].value == 1
    assert made.published.work["signals"] == 1
    assert made.published.work["hours_advise"] == 0.5


@pytest.mark.parametrize("settings", [{}, {"threshold": 3}, {"threshold": 10}])
def test_the_file_gives_the_same_report_as_the_counting(settings: dict[str, Any]) -> None:
    """What was counted is not needed any more once it is published."""
    counsellor = Counsellor(year(), **settings)
    made = annual.next_edition(counsellor.material("2024"), counsellor.draft().frozen.period)
    read = read_file(dump(made.frozen), "2024.yaml")
    assert encode(read) == encode(made.frozen)
    assert [table.adds_up for table in read.tables.values()].count(False) == 4
    counsellor.publish()
    counsellor.cases = []
    known = counsellor.published()
    assert known is not None
    assert known[0] == read
    assert known[1] == made.published


def _numbers(found: Frozen) -> list[int]:
    return [at for at, cell in enumerate(found.cells) if cell.value is not None]


def test_any_number_that_is_altered_no_longer_fits_the_proof() -> None:
    whole = frozen()
    assert check(whole, {})
    for at in _numbers(whole):
        cell = replace(whole.cells[at], value=(whole.cells[at].value or 0) + 1)
        altered = (*whole.cells[:at], cell, *whole.cells[at + 1 :])
        with pytest.raises(NotReadable):
            check(replace(whole, cells=altered), {})


@pytest.mark.parametrize("part", ["ties", "certificate", "earlier", "proof"])
def test_a_proof_that_is_altered_is_refused(part: str) -> None:
    whole = frozen()
    others: dict[str, Any] = {
        "ties": whole.ties[1:],
        "certificate": replace(whole.certificate, witnesses=whole.certificate.witnesses[1:]),
        "earlier": {"2023.1": "00" * 32},
        "proof": "00" * 32,
    }
    with pytest.raises(NotReadable):
        check(replace(whole, **{part: others[part]}), {})


def test_the_audit_counts_numbers_about_people_and_gives_the_narrowest_range() -> None:
    made = account()
    of_people = [cell for cell in made.frozen.cells if cell.table != "work"]
    audit = made.published.audit
    assert audit.hidden == sum(cell.hidden for cell in of_people)
    assert audit.shown == len(of_people) - audit.hidden
    assert audit.narrowest is not None
    low, high = audit.narrowest
    assert (low, high) in made.protected.intervals.values()
    assert high - low == min(b - a for a, b in made.protected.intervals.values()) >= K
    assert (audit.earlier_reports, audit.earlier_shown) == (0, 0)
    assert audit.proof == made.frozen.proof


def test_a_range_without_a_bound_is_no_narrowest_range() -> None:
    made = account()
    before = Before()
    bounded = {"a": (3, 12), "b": (0, CEILING)}
    assert freezing.audit(made.frozen, bounded, before).narrowest == (3, 12)
    assert freezing.audit(made.frozen, {"b": (0, CEILING)}, before).narrowest is None


def test_the_audit_says_how_many_numbers_of_earlier_reports_were_reckoned_with() -> None:
    counsellor = Counsellor([*year(2023), *year(2024, start=100)])
    first = counsellor.publish("2023")
    audit = counsellor.draft("2024").published.audit
    before = [cell for cell in first.cells if cell.table != "work" and not cell.hidden]
    assert (audit.earlier_reports, audit.earlier_shown) == (1, len(before))
    assert list(counsellor.draft("2024").frozen.earlier) == ["2023.1"]
