"""The greatest and the least value of a variable, exactly."""

from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from vp.domain.disclosure.simplex import Equation, Simplex

MOST = 3

equations = st.lists(
    st.builds(
        Equation,
        st.dictionaries(st.integers(0, 4), st.integers(-2, 2), min_size=1),
        st.integers(-3, 5),
    ),
    max_size=4,
)


def solutions(of: list[Equation]) -> list[tuple[int, ...]]:
    """All whole numbers from 0 to MOST that fit the equations."""
    return [
        values
        for values in product(range(MOST + 1), repeat=5)
        if all(sum(n * values[at] for at, n in one.terms.items()) == one.equals for one in of)
    ]


def simplex(of: list[Equation], start: list[int] | None = None) -> Simplex:
    return Simplex(of, [0] * 5, [MOST] * 5, start or [0] * 5)


def test_a_variable_goes_as_far_as_the_others_let_it() -> None:
    found = Simplex([Equation({0: 1, 1: 1}, 7)], [0, 2], [9, 9], [0, 2])
    assert found.fits
    assert found.push(0, up=True) == 5
    assert found.values[:2] == [5, 2]
    assert found.push(0, up=False) == 0
    assert found.values[:2] == [0, 7]


def test_it_stops_where_that_is_enough() -> None:
    found = Simplex([Equation({0: 1, 1: -1}, 0)], [0, 0], [9, 9], [4, 4])
    assert 6 <= found.push(0, up=True, until=6) <= 9
    assert found.push(0, up=True, until=3) >= 6


def test_what_cannot_be_is_said() -> None:
    assert not Simplex([Equation({0: 1, 1: 1}, 7)], [0, 0], [3, 3], [0, 0]).fits
    assert not simplex([Equation({0: 1}, 1), Equation({0: 1}, 2)]).fits
    assert simplex([]).fits


def test_a_half_is_a_half_and_the_last_whole_values_are_kept() -> None:
    """Three numbers of which each two add up to a fourth: all are half of it."""
    pairs = [Equation({0: 1, 1: 1, 3: -1}, 0), Equation({1: 1, 2: 1, 3: -1}, 0)]
    found = simplex([*pairs, Equation({0: 1, 2: 1, 3: -1}, 0), Equation({3: 1, 4: 1}, 3)])
    assert found.fits
    assert found.push(0, up=True) == Fraction(3, 2)
    assert not found.is_whole
    assert found.whole is not None
    assert all(isinstance(value, int) for value in found.whole)


@given(equations)
def test_while_all_is_whole_nothing_goes_further_than_any_solution(of: list[Equation]) -> None:
    all_of_them = solutions(of)
    found = simplex(of)
    if not found.fits:
        assert all_of_them == []
        return
    for variable, up in product(range(5), (True, False)):
        reached = found.push(variable, up=up)
        if not found.is_whole:
            break
        values = [one[variable] for one in all_of_them]
        assert reached == (max(values) if up else min(values))
        assert tuple(found.values[:5]) in all_of_them


@given(equations, st.integers(0, 4), st.booleans())
def test_with_fractions_it_goes_at_least_as_far(of: list[Equation], one: int, up: bool) -> None:
    all_of_them = solutions(of)
    if not all_of_them:
        return
    found = simplex(of, list(all_of_them[0]))
    reached = found.push(one, up=up)
    values = [solution[one] for solution in all_of_them]
    assert reached >= max(values) if up else reached <= min(values)
    for equation in of:
        assert sum(n * found.values[at] for at, n in equation.terms.items()) == equation.equals
    assert all(0 <= value <= MOST for value in found.values[:5])


@given(equations, st.integers(0, 4))
def test_where_it_began_makes_no_difference(of: list[Equation], variable: int) -> None:
    all_of_them = solutions(of)
    if all_of_them:
        ends = {simplex(of, list(one)).push(variable, up=True) for one in all_of_them[:20]}
        assert len(ends) == 1


def test_a_table_in_which_nothing_is_free_to_move_comes_to_an_end() -> None:
    """Every row and column of six by six adds up to one: very many steps change nothing."""
    side = range(6)
    rows = [Equation({6 * row + column: 1 for column in side}, 1) for row in side]
    columns = [Equation({6 * row + column: 1 for row in side}, 1) for column in side]
    found = Simplex([*rows, *columns], [0] * 36, [1] * 36, [0] * 36)
    assert found.fits
    for variable in range(36):
        assert found.push(variable, up=True) == 1
        assert found.push(variable, up=False) == 0
    assert found.is_whole
