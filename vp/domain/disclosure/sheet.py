"""What is to be protected together: the true values, what is printed, and what must be reached."""

from collections.abc import Mapping
from enum import Enum
from math import log, log2
from typing import NamedTuple

from vp.domain.disclosure.attacker import CEILING, Bounds
from vp.domain.frozen import Tie

SIZE = 5
"""The first size class ends here; each next one is twice as wide."""


class Weighing(Enum):
    """How the cheapest cells to hide are found: by size class, by the number, or all alike."""

    CLASS = 1
    NUMBER = 2
    EVEN = 3


class Goal(NamedTuple):
    """A cell is safe when it may be `least` or less, `greatest` or more, with `width` between."""

    least: int = CEILING
    greatest: int = 0
    width: int = 0


class Sheet(NamedTuple):
    """All that is to be protected together; every cell is one variable.

    `values` are true. `printable` cells are shown unless hidden, `primary` ones never are.
    `bounds` hold what is known anyway: for cells of earlier reports, and for bands.
    `forced` cells are totals: printed, and never hidden for another's sake. `worth` says how many
    times its number a cell is worth to the reader, where that is more than once.
    """

    values: Mapping[str, int]
    ties: tuple[Tie, ...]
    printable: frozenset[str]
    primary: frozenset[str]
    forced: frozenset[str]
    goals: Mapping[str, Goal]
    bounds: Mapping[str, tuple[int, int]]
    otherwise: Goal
    """What every hidden cell without a goal of its own must reach."""
    worth: Mapping[str, int]

    def known(self, hidden: frozenset[str]) -> Bounds:
        """What a reader knows when these are hidden."""
        known = dict.fromkeys(self.values, (0, CEILING))
        known.update(self.bounds)
        for name in self.printable - hidden:
            known[name] = (self.values[name], self.values[name])
        return known

    def goal(self, name: str) -> Goal:
        """What the cell must reach while it is hidden."""
        return self.goals.get(name, self.otherwise)

    def weight(self, name: str, weighing: Weighing) -> int:
        """What one case more or less in a printed number costs, in this way of weighing."""
        match weighing:
            case Weighing.CLASS:
                return self.cost(name)
            case Weighing.NUMBER:
                return round(100 * (1 + log(1 + self.values[name]))) * self.worth.get(name, 1)
            case Weighing.EVEN:
                return 100

    def cost(self, name: str) -> int:
        """What hiding the number costs the reader: more for a greater one, but by size class.

        Within a class the choice does not depend on the number, so that it tells less of it.
        """
        size = int(log2(1 + self.values[name] / SIZE))
        return 100 * (1 + size) * self.worth.get(name, 1)
