"""An attacker who knows all that is published, and tries every possibility that agrees with it."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.reports import (
    CLOSED,
    OPENED,
    case,
    publish,
    tally,
)
from vp.domain.counts import Row, Table
from vp.domain.disclosure import balance, merge, protect
from vp.domain.published import Published
from vp.domain.summary import Step, Summary
from vp.domain.vocabulary import (
    Domain,
    IntegrityStatus,
    Kind,
    ReporterRole,
    Route,
)


def shown(published: Published, key: str) -> dict[str, int]:
    return {row.code: row.value for row in published.tables[key].rows}


@pytest.mark.requirement("HK-17")
@settings(deadline=None)
@given(
    st.tuples(*(st.integers(0, 8) for _ in range(3))),
    st.integers(0, 6),
    st.integers(3, 4),
)
def test_no_hidden_key_figure_can_be_computed(
    came: tuple[int, int, int], closed: int, k: int
) -> None:
    start, new, reopened = came
    closed = min(closed, sum(came))
    numbers = {"start": start, "new": new, "reopened": reopened, "closed": closed}
    numbers["end"] = sum(came) - closed
    small = {key for key, number in numbers.items() if number < k}
    hidden = balance(numbers, small, k)
    assert small <= hidden
    assert "new" not in hidden - small
    possible = list(_flows(numbers, hidden, sum(came) + k + 2))
    for key in hidden:
        values = {flow[key] for flow in possible}
        assert max(values) - min(values) >= k
        if key in small:
            assert 0 in values
            assert max(values) > k


def _flows(numbers: dict[str, int], hidden: frozenset[str], most: int) -> Iterator[dict[str, int]]:
    """Every set of key figures that balances and agrees with those shown."""
    keys = sorted(hidden)
    for values in product(range(most + 1), repeat=max(0, len(keys) - 1)):
        flow = {**numbers, **dict(zip(keys, values, strict=False))}
        if keys:
            last = keys[-1]
            rest = {**flow, last: 0}
            over = rest["start"] + rest["new"] + rest["reopened"] - rest["closed"] - rest["end"]
            flow[last] = over if last in ("closed", "end") else -over
            if flow[last] < 0:
                continue
        yield flow


CROSS = [(first, second) for first in ("a", "b", "c") for second in ("p", "q", "r")]


@pytest.mark.requirement("HK-17")
@settings(deadline=None, max_examples=15)
@given(st.lists(st.sampled_from(CROSS), min_size=6, max_size=9))
def test_two_tables_with_one_total_give_no_merged_row_away(people: list[tuple[str, str]]) -> None:
    """Every cross table of two dimensions that agrees with what is shown of both is tried."""
    k = 3
    truth = [sum(person == cell for person in people) for cell in CROSS]
    statements, hidden = [], []
    for side, codes in enumerate(("abc", "pqr")):
        merged = merge(_one_way(people, side, codes), k, lambda found: len(set(found)))
        codes_shown = [row.code for row in merged.rows] if merged else []
        statements += [_where(side, code) for code in codes_shown]
        hidden += [_where(side, code) for code in codes if code not in codes_shown]
    agreeing = [
        table
        for table in _tables(len(CROSS), len(people))
        if all(_sum(table, where) == _sum(truth, where) for where in statements)
    ]
    for where in hidden:
        values = {_sum(table, where) for table in agreeing}
        assert 0 in values
        assert max(values) >= k


def _one_way(people: list[tuple[str, str]], side: int, codes: str) -> Table:
    everyone = frozenset(map(str, range(len(people))))
    rows = tuple(
        Row(
            code=code,
            nl=code,
            en=code,
            cases=frozenset(str(n) for n, person in enumerate(people) if person[side] == code),
        )
        for code in codes
    )
    return Table(key="t", dimension="d", among=everyone, rows=rows)


def _where(side: int, code: str) -> list[int]:
    return [number for number, cell in enumerate(CROSS) if cell[side] == code]


def _sum(table: list[int] | tuple[int, ...], where: list[int]) -> int:
    return sum(table[number] for number in where)


def _tables(cells: int, total: int) -> Iterator[tuple[int, ...]]:
    """Every table of so many cells that adds up to the total."""
    if cells == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for others in _tables(cells - 1, total - first):
            yield (first, *others)


SOME_KINDS = (
    Kind.BULLYING,
    Kind.STALKING,
    Kind.EXCLUSION,
    Kind.FRAUD_THEFT,
    Kind.CORRUPTION,
    Kind.REORGANISATION,
)
drawn_facts = st.fixed_dictionaries(
    {
        "domain": st.just(Domain.MIXED),
        "kinds": st.lists(st.sampled_from(SOME_KINDS), max_size=3, unique=True).map(tuple),
        "role": st.sampled_from(ReporterRole),
        "integrity_status": st.sampled_from([None, *IntegrityStatus]),
    }
)


@st.composite
def years(draw: st.DrawFn) -> list[Summary]:
    """A year of cases, some of one person, some closed."""
    drawn = draw(st.lists(drawn_facts, min_size=8, max_size=40))
    return [
        case(
            number,
            closed=draw(st.sampled_from([None, CLOSED])),
            facts=told,
            reporter=draw(st.sampled_from(["", "", "", "one", "two"])),
            routes=tuple(
                Step(on=OPENED, route=route)
                for route in draw(st.sets(st.sampled_from(list(Route)[:4]), max_size=2))
            ),
        )
        for number, told in enumerate(drawn)
    ]


@pytest.mark.requirement("HK-17")
@settings(deadline=None)
@given(years(), st.integers(3, 6))
def test_shown_rows_are_blocks_of_enough_people_and_so_are_their_differences(
    found: list[Summary], k: int
) -> None:
    counted = tally(found)
    published = protect(counted, k)
    truth = {table.key: table for table in counted.tables}
    for key, table in published.tables.items():
        if table.left_out or key == "kinds":
            continue
        rows = {row.code: row.cases for row in truth[key].rows}
        among = truth[key].among
        sets = [rows[row.code] for row in table.rows if row.code != "rest"]
        others = among.difference(*sets)
        for people in sets:
            assert counted.reporters(people) >= k
            if not table.adds_up:
                assert counted.reporters(among - people) >= k
        if table.adds_up:
            assert sum(row.value for row in table.rows) == table.total == len(among)
            assert not others or counted.reporters(others) >= k
    total = published.figures["new"]
    flat = [t.total for t in published.tables.values() if t.total and not t.within]
    assert all(number in (total, published.figures["closed"]) for number in flat)


@pytest.mark.requirement("HK-17")
@settings(deadline=None)
@given(years())
def test_the_nested_tables_add_up_to_the_row_they_break_down(found: list[Summary]) -> None:
    published = publish(found, threshold=3)
    fields = shown(published, "fields")
    total = published.tables["fields"].total
    for table in published.tables.values():
        if table.within and not table.left_out:
            row = table.within[0] if len(table.within) == 1 else "rest"
            assert table.total == fields.get(row, fields.get("rest", published.figures["new"]))
    assert total is None or sum(fields.values()) == total
