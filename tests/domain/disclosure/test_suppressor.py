"""What else is hidden, so that what must be hidden stays so; and no more than that."""

from collections.abc import Mapping
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.disclosure.oracle import by_solver
from vp.domain.disclosure.sheet import Goal, Sheet
from vp.domain.disclosure.suppressor import Memory, Pattern, suppress
from vp.domain.frozen import Tie

K = 3
GOAL = Goal(0, K + 1, K)


def sheet(
    values: Mapping[str, int],
    ties: Mapping[str, tuple[str, ...]],
    *,
    forced: tuple[str, ...] = (),
    unprinted: tuple[str, ...] = (),
    k: int = K,
) -> Sheet:
    """Cells and their totals, of which those below the threshold are primary."""
    small = {name for name, value in values.items() if value < k}
    printable = frozenset(values) - set(unprinted)
    return Sheet(
        values=values,
        ties=tuple(Tie(left=of, right=(name,)) for name, of in ties.items()),
        printable=printable,
        primary=printable & small,
        forced=frozenset(forced) - small,
        goals=dict.fromkeys(small, Goal(0, k + 1, k)),
        bounds={},
        otherwise=Goal(width=k),
        worth={},
    )


def row(*numbers: int, forced: bool = True) -> Sheet:
    """A row of cells `a`, `b` ... with its total, which is printed."""
    values = dict(zip("abcdefg", numbers, strict=False))
    of = tuple(values)
    return sheet(values | {"all": sum(numbers)}, {"all": of}, forced=("all",) if forced else ())


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """Two tables that share their columns, with totals, and groups of the columns above them."""
    number = st.one_of(st.integers(0, 3), st.integers(0, 12))
    values: dict[str, int] = {}
    ties: dict[str, tuple[str, ...]] = {"all": ("c0", "c1", "group")}
    columns = ("c0", "c1", "c2", "c3")
    ties["group"] = ("c2", "c3")
    wanted = {column: draw(number) for column in columns}
    for table, rows in (("x", 2), ("y", 3)):
        for column in columns:
            rest = wanted[column]
            for line in range(rows):
                part = rest if line == rows - 1 else draw(st.integers(0, rest))
                values[f"{table}{line}{column}"] = part
                rest -= part
            ties[f"{table}-{column}"] = tuple(f"{table}{line}{column}" for line in range(rows))
        for line in range(rows):
            ties[f"{table}{line}"] = tuple(f"{table}{line}{column}" for column in columns)
    values |= wanted | {"group": wanted["c2"] + wanted["c3"], "all": sum(wanted.values())}
    for name, of in ties.items():
        values.setdefault(name, sum(values[one] for one in of))
    made = sheet(values, ties, forced=("all",))
    same = [Tie(left=(f"{t}-{c}",), right=(c,)) for t in "xy" for c in columns]
    return made._replace(ties=(*made.ties, *same))


def pattern(*hidden: str) -> Pattern:
    """These are hidden, and all is safe."""
    return Pattern(frozenset(hidden), frozenset())


def lacks(made: Sheet, hidden: frozenset[str]) -> set[str]:
    """The hidden cells that a solver gets nearer to than their goal allows."""
    found = by_solver(made.ties, made.known(hidden), hidden)
    return {
        name
        for name, (low, high) in found.items()
        if low > made.goal(name).least
        or high < made.goal(name).greatest
        or high - low < made.goal(name).width
    }


def test_a_small_number_takes_the_cheapest_other_with_it() -> None:
    assert suppress(row(20, 8, 1)).hidden == {"b", "c"}
    assert suppress(row(9, 20, 2)).hidden == {"a", "c"}


def test_small_numbers_that_hide_each_other_need_no_more() -> None:
    assert suppress(row(20, 8, 2, 2)).hidden == {"c", "d"}


def test_together_they_must_be_more_than_the_threshold() -> None:
    assert suppress(row(20, 8, 2, 1)).hidden == {"b", "c", "d"}
    assert suppress(row(20, 8, 0, 0)).hidden == {"b", "c", "d"}


def test_nothing_small_is_nothing_hidden() -> None:
    assert suppress(row(20, 8, 3)) == pattern()


def test_a_total_that_must_be_printed_is_never_hidden_for_another() -> None:
    for numbers in ((5, 0), (2, 1), (0, 0, 9)):
        assert "all" not in suppress(row(*numbers)).hidden


def test_what_nothing_can_make_safe_is_said() -> None:
    assert suppress(row(2, 1)).unsafe == {"a", "b"}
    alone = sheet({"a": 1, "b": 9}, {"b": ("a",)}, forced=("b",))
    assert suppress(alone._replace(values={"a": 1, "b": 1}, forced=frozenset("b"))).unsafe


def test_a_total_that_need_not_be_printed_is_hidden_where_that_is_all_there_is() -> None:
    found = suppress(row(2, 1, forced=False))
    assert found == pattern("a", "b", "all")


def test_a_cell_in_no_tie_hides_alone() -> None:
    assert suppress(sheet({"a": 1, "b": 9}, {})) == pattern("a")


def test_what_is_known_anyway_counts() -> None:
    """A cell of an earlier report that is tied to this one: its bounds hold here too."""
    made = sheet({"a": 1, "b": 1}, {"b": ("a",)}, unprinted=("b",))
    assert suppress(made).unsafe == frozenset()
    assert suppress(made._replace(bounds={"b": (0, 3)})).unsafe == {"a", "b"}


def test_a_small_number_that_is_not_printed_is_guarded_as_well() -> None:
    """Who has it is printed, and who is counted; who has it not would follow."""
    made = sheet({"with": 19, "without": 1, "all": 20}, {"all": ("with", "without")},
                 forced=("all",), unprinted=("without",))  # fmt: skip
    assert suppress(made) == pattern("with")


def test_a_number_of_worth_is_spared() -> None:
    plain = row(40, 20, 8, 1)
    assert suppress(plain).hidden == {"c", "d"}
    assert suppress(plain._replace(worth={"c": 9})).hidden == {"b", "d"}


def test_protection_passes_through_shared_totals() -> None:
    """Hidden in one table, a total must not follow from the other."""
    values = {"a": 2, "b": 7, "s": 9, "c": 4, "d": 5, "t": 9, "u": 11, "all": 20}
    made = sheet(values, {"s": ("a", "b"), "t": ("c", "d"), "all": ("s", "u")}, forced=("all",))
    made = made._replace(ties=(*made.ties, Tie(left=("s",), right=("t",))))
    assert lacks(made, suppress(made).hidden) == set()


@settings(deadline=None, max_examples=25)
@given(sheets())
def test_no_solver_gets_nearer_than_the_goal(made: Sheet) -> None:
    found = suppress(made)
    assert made.primary <= found.hidden
    assert not found.hidden & made.forced
    assert lacks(made, found.hidden) <= found.unsafe


@settings(deadline=None, max_examples=10)
@given(sheets())
def test_what_is_called_unsafe_is_so_whatever_else_is_hidden(made: Sheet) -> None:
    found = suppress(made)
    if found.unsafe:
        everything = made.printable - made.forced
        known = made.known(everything)
        for name in found.unsafe:
            low, high = by_solver(made.ties, known, [name])[name]
            goal = made.goal(name)
            assert low > goal.least or high < goal.greatest or high - low < goal.width


@settings(deadline=None, max_examples=10)
@given(sheets(), st.randoms(use_true_random=False))
def test_the_same_figures_give_the_same_pattern(made: Sheet, chance: Random) -> None:
    names = list(made.values)
    chance.shuffle(names)
    turned = made._replace(values={name: made.values[name] for name in names})
    memory: Memory = {}
    first = suppress(made, memory)
    assert suppress(turned) == first
    assert suppress(made, memory) == first


@settings(deadline=None, max_examples=4)
@given(sheets())
def test_no_single_number_was_hidden_in_vain(made: Sheet) -> None:
    """Each that is not small itself can not be shown again while all others stay hidden."""
    found = suppress(made)
    if found.unsafe:
        return
    for name in found.hidden - made.primary:
        assert lacks(made, found.hidden - {name}), name
