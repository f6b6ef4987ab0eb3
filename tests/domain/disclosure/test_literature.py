"""Tables from the literature: what is known of them, and that we hide no more than others do."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.domain.disclosure.oracle import by_solver
from vp.domain.disclosure.attacker import CEILING, Attacker
from vp.domain.disclosure.sheet import Goal, Sheet
from vp.domain.disclosure.suppressor import suppress
from vp.domain.frozen import Tie

FILE = Path(__file__).with_name("literature.json")
"""Figures only, with their source; `hidden` gives the interval that is stated of each hidden cell,
and `width` what the pattern was made to reach: 0 where the source shows that it fails."""

Case = tuple[dict[str, Any], dict[str, Any]]
CASES: list[Case] = [
    (table, pattern)
    for table in json.loads(FILE.read_text("utf-8"))
    for pattern in table["patterns"]
]


def _name(part: dict[str, Any]) -> str:
    return str(part["name"])


def _title(case: Case) -> str:
    return f"{_name(case[0])}: {_name(case[1])}"


cases = pytest.mark.parametrize("case", CASES, ids=_title)
safe_ones = pytest.mark.parametrize(
    "case", [case for case in CASES if case[1]["width"]], ids=_title
)


def sheet(table: dict[str, Any], pattern: dict[str, Any]) -> Sheet:
    """All cells of the table, each the sum of its atoms; totals may be hidden like any other."""
    values = {f"#{at}": number for at, number in enumerate(table["atoms"])}
    cells = {name: tuple(f"#{at}" for at in atoms) for name, atoms in table["cells"].items()}
    values |= {name: sum(values[atom] for atom in atoms) for name, atoms in cells.items()}
    return Sheet(
        values=values,
        ties=tuple(Tie(left=(name,), right=atoms) for name, atoms in cells.items()),
        printable=frozenset(cells),
        primary=frozenset(pattern["primary"]),
        forced=frozenset(),
        goals={},
        bounds={},
        otherwise=Goal(width=max(1, pattern["width"])),
        worth={},
    )


@cases
def test_the_attacker_finds_the_intervals_that_are_stated(case: Case) -> None:
    table, pattern = case
    made, hidden = sheet(table, pattern), pattern["hidden"]
    known = made.known(frozenset(hidden))
    attacker = Attacker(made.ties, known)
    assert {name: list(attacker.interval(name)[:2]) for name in hidden} == hidden
    assert {
        name: list(found) for name, found in by_solver(made.ties, known, hidden).items()
    } == hidden


@safe_ones
def test_we_hide_no_more_than_is_stated_and_all_is_safe(case: Case) -> None:
    table, pattern = case
    made = sheet(table, pattern)
    found = suppress(made)
    assert found.unsafe == frozenset()
    assert frozenset(pattern["primary"]) <= found.hidden
    assert len(found.hidden) <= len(pattern["hidden"])
    for low, high in by_solver(made.ties, made.known(found.hidden), found.hidden).values():
        assert high - low >= pattern["width"]


@cases
def test_what_others_left_open_is_closed(case: Case) -> None:
    """Also where the source only shows that its pattern fails."""
    made = sheet(*case)
    found = suppress(made)
    assert found.unsafe == frozenset()
    assert all(
        low < high
        for low, high in by_solver(made.ties, made.known(found.hidden), found.hidden).values()
    )


def test_one_more_hidden_cell_repairs_four_by_four_and_only_one_gives_all_that() -> None:
    """At least two hidden in every line, and yet one cell is exactly 47; sdcTable hides (x, d)."""
    table, pattern = next(case for case in CASES if _name(case[1]) == "at least two in every line")
    made, hidden = sheet(table, pattern), frozenset(pattern["hidden"])
    exact = {}
    for extra in sorted(made.printable - hidden):
        if ", " in extra:
            attacker = Attacker(made.ties, made.known(hidden | {extra}))
            exact[extra] = attacker.interval("w, b")[:2]
    assert [cell for cell, found in exact.items() if found == (0, 78)] == ["x, d"]
    repairs = {"w, d", "x, b", "x, d", "y, a", "y, c", "z, a", "z, c"}
    assert {cell for cell, found in exact.items() if found[0] < found[1]} == repairs


def test_no_number_has_room_beyond_the_ceiling() -> None:
    assert max(max(table["atoms"]) for table, _ in CASES) < CEILING
