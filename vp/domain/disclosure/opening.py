"""What else must be hidden for one cell to be safe: the cheapest answer, by one linear programme.

The programme looks for another table in which the cell has reached its goal, and pays for each
printed number that differs in it. Those that differ are the ones to hide.
"""

from vp.domain.disclosure.attacker import CEILING, Bounds
from vp.domain.disclosure.sheet import Sheet, Weighing
from vp.domain.disclosure.simplex import Equation, Simplex
from vp.domain.frozen import Tie

_FAR = 10**12
"""Farther than any cost: a bound that never stops anything."""


def opening(
    sheet: Sheet, hidden: frozenset[str], name: str, target: int, weighing: Weighing
) -> frozenset[str]:
    """The cheapest further cells to hide so that this one can have the value; or none.

    Where bounds that nothing can open keep it from there, those with which it gets nearest.
    """
    known = sheet.known(hidden)
    openable = sorted(sheet.printable - hidden - sheet.forced - sheet.bounds.keys())
    programme = _Programme(sheet, known, openable, weighing)
    if name not in programme.places:
        return frozenset()
    simplex, place = programme.simplex, programme.places[name]
    up = target > sheet.values[name]
    reached = int(simplex.push(place, up=up, until=target))
    if up:
        simplex.lower[place] = min(reached, target)
    else:
        simplex.upper[place] = max(reached, target)
    simplex.push(programme.cost_at, up=False)
    return programme.moved()


class _Programme:
    """How the true table can change, and what each change of a printed cell costs."""

    def __init__(
        self, sheet: Sheet, known: Bounds, openable: list[str], weighing: Weighing
    ) -> None:
        self.places: dict[str, int] = {}
        self._ways: dict[str, tuple[int, int]] = {}
        bounds: list[tuple[int, int]] = []
        start: list[int] = []
        prices: dict[int, int] = {}
        for name in openable:
            value, price = sheet.values[name], sheet.weight(name, weighing)
            self._ways[name] = (len(start), len(start) + 1)
            prices.update(dict.fromkeys(self._ways[name], price))
            bounds += [(0, max(0, CEILING - value)), (0, value)]
            start += [0, 0]
        for name, (low, high) in known.items():
            if low != high:
                self.places[name] = len(start)
                bounds.append((low, high))
                start.append(sheet.values[name])
        equations = [self._equation(tie, sheet) for tie in sheet.ties]
        self.cost_at = len(start)
        equations.append(Equation({**prices, self.cost_at: -1}, 0))
        self.simplex = Simplex(
            equations,
            [low for low, _ in bounds] + [-_FAR],
            [high for _, high in bounds] + [_FAR],
            [*start, 0],
        )

    def moved(self) -> frozenset[str]:
        """The printed cells that had to change."""
        values = self.simplex.values
        return frozenset(name for name, ways in self._ways.items() if any(values[w] for w in ways))

    def _equation(self, tie: Tie, sheet: Sheet) -> Equation:
        terms: dict[int, int] = {}
        equals = 0
        for sign, names in ((1, tie.left), (-1, tie.right)):
            for name in names:
                if name in self.places:
                    place = self.places[name]
                    terms[place] = terms.get(place, 0) + sign
                    continue
                equals -= sign * sheet.values[name]
                if name in self._ways:
                    up, down = self._ways[name]
                    terms[up] = terms.get(up, 0) + sign
                    terms[down] = terms.get(down, 0) - sign
        return Equation(terms, equals)
