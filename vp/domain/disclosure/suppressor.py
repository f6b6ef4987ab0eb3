"""Which further numbers must be hidden so that nobody can work out those that are too small.

Primary suppression hides the small numbers themselves; secondary suppression hides others beside
them until every hidden one may still be nothing at all, or more than the threshold. For a cell
that is not safe yet one linear programme finds the cheapest further cells with which it would be
(Fischetti & Salazar 2001 call it the attacker's subproblem turned round); when all are safe, what
turned out not to be needed is shown again, dearest first.
"""

from collections.abc import Iterable
from itertools import product
from typing import NamedTuple

from vp.domain.disclosure.attacker import Attacker, regions
from vp.domain.disclosure.opening import opening
from vp.domain.disclosure.sheet import Sheet, Weighing


class Pattern(NamedTuple):
    """The cells to hide, and those that stay unsafe whatever else is hidden."""

    hidden: frozenset[str]
    unsafe: frozenset[str]


LARGE = 80
"""Cells in a part from which it counts as large."""

Memory = dict[tuple[object, ...], Pattern]
"""Patterns of parts that were protected before; the same part gets the same pattern."""


def suppress(sheet: Sheet, memory: Memory | None = None) -> Pattern:
    """The cells to hide so that all goals are reached, at the least loss found."""
    memory = {} if memory is None else memory
    hidden, unsafe = set(sheet.primary), set[str]()
    parts = parts_of(sheet)
    for names, alone in parts.items():
        part = _Part(alone, tuple(sorted((alone.printable & names) | alone.goals.keys())))
        open_or_not = (alone.printable, alone.primary, alone.forced)
        key = (part.watched, *alone.values.items(), *open_or_not, alone.ties)
        found = memory.get(key) or memory.setdefault(key, _best(part))
        hidden |= found.hidden
        unsafe |= found.unsafe
    inside = frozenset().union(*parts)
    for name in (sheet.primary | (sheet.goals.keys() - sheet.printable)) - inside:
        if sheet.known(frozenset(hidden))[name][1] < sheet.goal(name).greatest:
            unsafe.add(name)
    return Pattern(frozenset(hidden), frozenset(unsafe))


def parts_of(sheet: Sheet) -> dict[frozenset[str], Sheet]:
    """The sheet in parts between which only totals stand that are printed in any case.

    By the cells that may be open in each; in each is also what they are tied to.
    """
    parts = {}
    for names, ties in regions(sheet.ties, sheet.known(sheet.printable - sheet.forced)).items():
        around = names.union(*((*tie.left, *tie.right) for tie in ties))
        parts[names] = sheet._replace(
            values={name: sheet.values[name] for name in sorted(around)},
            ties=tuple(ties),
            printable=sheet.printable & around,
            primary=sheet.primary & names,
            forced=sheet.forced & around,
            goals={name: goal for name, goal in sheet.goals.items() if name in names},
            bounds={name: known for name, known in sheet.bounds.items() if name in around},
        )
    return parts


def lacking(sheet: Sheet, attacker: Attacker, name: str) -> tuple[int, ...]:
    """Empty when the cell is safe; else values that it cannot have, of which one would do.

    Room may be made below what it is, or above; below comes first, for a small number is near 0.
    """
    goal, region = sheet.goal(name), attacker.region(name)
    low, high = attacker.bounds[name]
    if region is not None:
        low = region.push(name, up=False, until=low if goal.width else goal.least)
        high = region.push(name, up=True, until=max(goal.greatest, low + goal.width))
    if low > goal.least:
        return (goal.least,)
    if high < goal.greatest:
        return (goal.greatest,)
    if high - low >= goal.width:
        return ()
    below = max(0, high - goal.width)
    return (below, low + goal.width) if below < low else (low + goal.width,)


class _Part(NamedTuple):
    sheet: Sheet
    watched: tuple[str, ...]
    """Cells that must reach their goal whenever they are not printed."""

    def counts(self, name: str, hidden: frozenset[str]) -> bool:
        """Whether the cell is one that must be safe now."""
        return name in hidden or name not in self.sheet.printable


def _best(part: _Part) -> Pattern:
    """The best of a few tries that differ in order and in how they weigh.

    The first one decides where it hides one number more at most, as it nearly always does: it
    goes by size class alone. A large part gets two tries.
    """
    tries: list[Pattern] = []
    enough = len(Weighing) * 2 if len(part.sheet.values) <= LARGE else 2
    for weighing, turned in product(Weighing, (False, True)):
        found = _protect(part, turned, weighing)
        tries.append(found)
        if len(found.hidden) <= len(part.sheet.primary) + 1 or len(tries) >= enough:
            break
    return min(
        tries, key=lambda one: (len(one.unsafe), len(one.hidden), _price(part.sheet, one.hidden))
    )


def _price(sheet: Sheet, hidden: Iterable[str]) -> int:
    return sum(sheet.cost(name) for name in hidden)


def _protect(part: _Part, turned: bool, weighing: Weighing) -> Pattern:
    """One try. Hiding more never makes a safe cell unsafe, so each is looked at till it is safe."""
    sheet = part.sheet
    hidden, unsafe, safe = sheet.primary, frozenset[str](), set[str]()
    order = part.watched[::-1] if turned else part.watched
    attacker = Attacker(sheet.ties, sheet.known(hidden), sheet.values)
    while waiting := [
        n for n in order if n not in safe and n not in unsafe and part.counts(n, hidden)
    ]:
        for name in waiting:
            lack = lacking(sheet, attacker, name)
            found = (opening(sheet, hidden, name, value, weighing) for value in lack)
            if not lack:
                safe.add(name)
            elif opened := next(filter(None, found), None):
                hidden |= opened
                attacker = Attacker(sheet.ties, sheet.known(hidden), sheet.values)
                break
            else:
                unsafe |= {name}
    return Pattern(_shown_again(part, hidden, unsafe), unsafe)


def _shown_again(part: _Part, hidden: frozenset[str], unsafe: frozenset[str]) -> frozenset[str]:
    """Without those that are not needed to keep the others safe, dearest first."""
    sheet = part.sheet
    for name in sorted(
        hidden - sheet.primary, key=lambda one: (-sheet.cost(one), -sheet.values[one], one)
    ):
        fewer = hidden - {name}
        near = Attacker(sheet.ties, sheet.known(hidden), sheet.values).together_with(name)
        attacker = Attacker(sheet.ties, sheet.known(fewer), sheet.values)
        watched = [n for n in part.watched if n in near - unsafe and part.counts(n, fewer)]
        if all(not lacking(sheet, attacker, one) for one in watched):
            hidden = fewer
    return hidden
