"""What was told before, put beside what is told now: reports of other years, and other editions.

What a report once printed is known for ever, and what it hid must stay hidden. Two facts tie
reports together: cases that run at the end of a year run at the start of the next, and a second
edition counts the same cases as the first, with some added and some gone.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import NamedTuple

from vp.domain.disclosure.attacker import Attacker, Values
from vp.domain.disclosure.certificate import Range, Statements, statements
from vp.domain.disclosure.sheet import Goal, Sheet
from vp.domain.frozen import Cell, Frozen, Tie
from vp.domain.period import Period

ROOM = 3
"""Up to so many times its threshold an earlier report's hidden number must stay possible."""


class Before(NamedTuple):
    """Reports that went out, oldest first, and how the one that is being made is tied to them."""

    reports: Mapping[str, Frozen] = {}
    digests: Mapping[str, str] = {}
    links: tuple[Tie, ...] = ()
    intervals: Mapping[str, Range] = {}
    """What was proven of each hidden cell when it went out."""
    apart: frozenset[str] = frozenset()
    """Cells that differ from what the report beside this one printed: who reads both would see
    the few that came or went in between."""
    first: str = ""
    """The edition of this very period that went out last; empty when there is none."""

    def added_to(self, sheet: Sheet) -> Sheet:
        """The sheet with all earlier cells, which stay as hidden as they were."""
        if not self.reports:
            return sheet
        told = statements((), self.links, self.reports).near()
        own = {name: (value, value) for name, value in sheet.values.items()}
        bounds = {name: told.bounds[name] for name in told.bounds if name not in own}
        values = _consistent(told, sheet.values)
        again = {cell.name for cell in self._first_cells if cell.hidden}
        return sheet._replace(
            primary=sheet.primary | (sheet.printable & (again | self.apart)),
            values={**values, **sheet.values},
            ties=(*sheet.ties, *told.ties),
            goals={**self._goals(told), **sheet.goals},
            bounds={**bounds, **sheet.bounds},
        )

    @property
    def _first_cells(self) -> tuple[Cell, ...]:
        return self.reports[self.first].cells if self.first else ()

    def printed(self) -> frozenset[str]:
        """Cells of this report that one beside it has printed: to hide them hides nothing."""
        shown = {
            f"{edition}:{cell.name}"
            for edition, frozen in self.reports.items()
            for cell in frozen.cells
            if cell.value is not None
        }
        return frozenset(tie.left[0] for tie in self.links if tie.right[0] in shown)

    def was_the_same(self, cells: Iterable[Cell]) -> bool:
        """Whether the edition before told exactly this."""
        told = {cell.name: cell for cell in self._first_cells}
        return all(told.get(cell.name) == cell for cell in cells)

    def _goals(self, told: Statements) -> dict[str, Goal]:
        goals = {}
        for name, (low, high) in self.intervals.items():
            if name in told.bounds:
                promised = self.reports[name.split(":")[0]].threshold
                goals[name] = Goal(low, min(high, ROOM * promised), min(high - low, promised))
        return goals


def link(
    period: Period, reports: Mapping[str, Frozen], carried: Mapping[str, int]
) -> tuple[tuple[Tie, ...], frozenset[str]]:
    """The ties between a period and those just before and after it; and cells that do not fit.

    `carried` are the true numbers of `start` and `end`. A number that the report beside this one
    contradicts (cases were handed over, or received) is tied to nothing, and apart.
    """
    links: list[Tie] = []
    apart: set[str] = set()
    for edition, frozen in reports.items():
        here, there = "", ""
        if frozen.period.last + timedelta(days=1) == period.first:
            here, there = "start", "end"
        elif period.last + timedelta(days=1) == frozen.period.first:
            here, there = "end", "start"
        printed = [cell.value for cell in frozen.cells if cell.name == there]
        if here and printed in ([None], [carried[here]]):
            links.append(Tie(left=(here,), right=(f"{edition}:{there}",)))
        elif here:
            apart.add(here)
    return tuple(links), frozenset(apart)


def _consistent(told: Statements, own: Mapping[str, int]) -> Values:
    """A table of the earlier reports that agrees with the true figures of this one."""
    fixed = {name: (own[name], own[name]) for name in told.bounds if name in own}
    return Attacker(told.ties, {**told.bounds, **fixed}, told.base).table()
