"""The attacker finds the exact interval of everything that is not printed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.disclosure.oracle import by_solver, by_trying, every_table
from vp.domain.disclosure.attacker import CEILING, Attacker, Region
from vp.domain.frozen import Tie
from vp.errors import NotReadable

FREE = (0, CEILING)
NAMES = ("a", "b", "c", "d", "e")

ranges = st.tuples(st.integers(0, 3), st.integers(0, 3)).map(lambda two: (min(two), max(two)))
known_cells = st.fixed_dictionaries(dict.fromkeys(NAMES, ranges))
sides = st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True).map(tuple)


@st.composite
def ties(draw: st.DrawFn) -> list[Tie]:
    """Sums of cells that are other sums of cells, in any combination."""
    drawn = draw(st.lists(st.tuples(sides, sides), max_size=4))
    return [Tie(left=left, right=right) for left, right in drawn]


@st.composite
def two_way(draw: st.DrawFn) -> tuple[list[Tie], dict[str, tuple[int, int]]]:
    """A table of two by three with all totals, some of it printed."""
    cells = [[draw(st.integers(0, 4)) for _ in range(3)] for _ in range(2)]
    values = {f"{row}{column}": cells[row][column] for row in range(2) for column in range(3)}
    made = [(f"{row}", [f"{row}{column}" for column in range(3)]) for row in range(2)]
    made += [(f"-{column}", [f"{row}{column}" for row in range(2)]) for column in range(3)]
    made.append(("all", ["0", "1"]))
    for name, of in made:
        values[name] = sum(values[one] for one in of)
    hidden = draw(st.sets(st.sampled_from(sorted(values)), max_size=6))
    known = {n: (0, 24) if n in hidden else (value, value) for n, value in values.items()}
    return [Tie(left=tuple(of), right=(name,)) for name, of in made], known


@given(ties(), known_cells)
def test_nothing_he_finds_goes_further_than_trying_every_table(
    of: list[Tie], known: dict[str, tuple[int, int]]
) -> None:
    every = list(every_table(of, known))
    if not every:
        with pytest.raises(NotReadable):
            Attacker(of, known).table()
        return
    exact = by_trying(of, known)
    attacker = Attacker(of, known, every[0])
    for name, (least, greatest) in exact.items():
        found = attacker.interval(name)
        assert least <= found.least <= found.greatest <= greatest


@given(two_way())
@settings(deadline=None)
def test_in_a_table_with_totals_he_finds_exactly_what_a_solver_finds(
    table: tuple[list[Tie], dict[str, tuple[int, int]]],
) -> None:
    of, known = table
    attacker = Attacker(of, known)
    exact = by_solver(of, known, known)
    assert {name: attacker.interval(name)[:2] for name in known} == exact


@given(two_way())
def test_each_end_comes_with_a_table_that_fits(
    table: tuple[list[Tie], dict[str, tuple[int, int]]],
) -> None:
    of, known = table
    attacker = Attacker(of, known)
    for name in known:
        found = attacker.interval(name)
        for witness, value in ((found.low, found.least), (found.high, found.greatest)):
            whole = attacker.table() | witness
            assert whole[name] == value
            assert all(low <= whole[one] <= high for one, (low, high) in known.items())
            for tie in of:
                assert sum(whole[n] for n in tie.left) == sum(whole[n] for n in tie.right)


def test_geurts_found_what_everybody_finds() -> None:
    of = [
        Tie(left=("a", "b"), right=("rows",)),
        Tie(left=("a", "c"), right=("columns",)),
        Tie(left=("b", "d"), right=("others",)),
    ]
    known = dict.fromkeys("abcd", FREE) | {"rows": (7, 7), "columns": (6, 6), "others": (4, 4)}
    attacker = Attacker(of, known)
    assert [attacker.interval(name)[:2] for name in "abcd"] == [(3, 6), (1, 4), (0, 3), (0, 3)]


def test_a_cell_in_no_tie_is_known_as_well_as_it_is_told() -> None:
    attacker = Attacker([], {"a": (3, 3), "b": FREE, "c": (0, 9)})
    assert [attacker.interval(name)[:2] for name in "abc"] == [(3, 3), FREE, (0, 9)]
    assert attacker.region("b") is None
    assert attacker.together_with("b") == {"b"}


def test_printed_cells_keep_regions_apart() -> None:
    of = [Tie(left=("a", "b"), right=("x",)), Tie(left=("x",), right=("c", "d"))]
    apart = Attacker(of, dict.fromkeys("abcd", FREE) | {"x": (6, 6)})
    assert set(apart.regions) == {frozenset("ab"), frozenset("cd")}
    together = Attacker(of, dict.fromkeys("abcdx", FREE))
    assert set(together.regions) == {frozenset("abcdx")}


def test_a_band_is_knowledge_too() -> None:
    of = [Tie(left=("a", "b"), right=("x",))]
    found = Attacker(of, {"a": (2, 2), "b": FREE, "x": (0, 9)}).interval("b")
    assert found[:2] == (0, 7)


def test_numbers_that_contradict_each_other_are_not_read() -> None:
    of = [Tie(left=("a", "b"), right=("x",))]
    with pytest.raises(NotReadable):
        Attacker(of, {"a": (2, 2), "b": (2, 2), "x": (5, 5)})
    with pytest.raises(NotReadable):
        Attacker(of, {"a": (6, 6), "b": FREE, "x": (5, 5)}).interval("b")


def test_where_only_fractions_go_further_the_promise_stays_on_the_safe_side() -> None:
    """Of three numbers each two add up to a fourth, which is at most three: each is at most one."""
    pairs = [Tie(left=two, right=("d",)) for two in (("a", "b"), ("b", "c"), ("a", "c"))]
    known = dict.fromkeys("abc", FREE) | {"d": (0, 3)}
    region = Region(pairs, known, {})
    assert 0 <= region.push("a", up=True) <= 1
    assert all(isinstance(value, int) for value in region.table().values())
