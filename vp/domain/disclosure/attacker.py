"""What a reader can work out: the least and the greatest value of each number he is not shown.

He knows every tie (two sets of cells that count the same cases), every number that was ever
printed, every band, the threshold, and this program. Cells that are printed are constants; what
is left falls apart into regions that share no tie, and each region is a small linear programme
over whole numbers (Hundepool et al., Handbook on Statistical Disclosure Control, ch. 4).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from vp.domain.disclosure.simplex import Equation, Number, Simplex
from vp.domain.frozen import Tie
from vp.errors import NotReadable
from vp.locale import N_

CEILING = 9_999
"""No number in a report is greater; where nothing else bounds a hidden cell, this does."""

Bounds = Mapping[str, tuple[int, int]]
"""What is known of each cell: a printed number has two equal bounds."""
Values = dict[str, int]


class Interval(NamedTuple):
    """The least and the greatest value a cell can have, and a table (of its region) with each."""

    least: int
    greatest: int
    low: Values
    high: Values


class Region:
    """Cells that hang together, with one table that fits; any cell can be pushed from there.

    Raises NotReadable when no table fits what is known.
    """

    def __init__(self, ties: Iterable[Tie], bounds: Bounds, start: Mapping[str, int]) -> None:
        self._ties, self._bounds = list(ties), bounds
        self.names = sorted(
            {
                name
                for tie in self._ties
                for name in (*tie.left, *tie.right)
                if not _is_fixed(bounds[name])
            }
        )
        self._at = {name: place for place, name in enumerate(self.names)}
        self._simplex = self._begin(start)
        if not self._simplex.fits:
            raise _contradiction()
        if not self._simplex.is_whole:
            raise _contradiction()

    def push(self, name: str, *, up: bool, until: int | None = None) -> int:
        """The cell is as great (or small) as a table of whole numbers found here has it.

        Where fractions could go further the value stays on the side that promises less.
        """
        place = self._at[name]
        self._simplex.push(place, up=up, until=until)
        if self._simplex.whole is not None:
            self._simplex = self._begin(self._named(self._simplex.whole))
        return int(self._simplex.values[place])

    def interval(self, name: str) -> Interval:
        """The exact interval of the cell, with its two witnesses."""
        least = self.push(name, up=False)
        low = self.table()
        greatest = self.push(name, up=True)
        return Interval(least, greatest, low, self.table())

    def table(self) -> Values:
        """The values of all its cells at this moment; they fit everything that is known."""
        return self._named(self._simplex.values)

    def _named(self, values: Sequence[Number]) -> Values:
        return {name: int(value) for name, value in zip(self.names, values, strict=False)}

    def _begin(self, start: Mapping[str, int]) -> Simplex:
        equations = []
        for tie in self._ties:
            terms: dict[int, int] = {}
            equals = 0
            for sign, names in ((1, tie.left), (-1, tie.right)):
                for name in names:
                    if name in self._at:
                        terms[self._at[name]] = terms.get(self._at[name], 0) + sign
                    else:
                        equals -= sign * self._bounds[name][0]
            equations.append(Equation(terms, equals))
        bounds = [self._bounds[name] for name in self.names]
        return Simplex(
            equations,
            [low for low, _ in bounds],
            [high for _, high in bounds],
            [start.get(name, low) for name, (low, _) in zip(self.names, bounds, strict=True)],
        )


class Attacker:
    """Everything that follows for the cells of some reports; regions are made when asked for.

    `start` may be any table that fits (the search is shorter from there); without it one is found,
    from public knowledge alone. Raises NotReadable when the printed numbers contradict each other.
    """

    def __init__(
        self, ties: Iterable[Tie], bounds: Bounds, start: Mapping[str, int] | None = None
    ) -> None:
        self.bounds, self._start = bounds, start or {}
        self._ties_of = regions(ties, bounds)
        self._made: dict[frozenset[str], Region] = {}
        self._region_of = {name: names for names in self._ties_of for name in names}

    @property
    def regions(self) -> Iterable[frozenset[str]]:
        """The sets of cells that hang together."""
        return self._ties_of

    def together_with(self, name: str) -> frozenset[str]:
        """All unprinted cells that this one hangs together with, itself among them."""
        return self._region_of.get(name, frozenset({name}))

    def region(self, name: str) -> Region | None:
        """The region the cell is in; None where it is in no tie."""
        names = self._region_of.get(name)
        if names is None:
            return None
        if names not in self._made:
            self._made[names] = Region(self._ties_of[names], self.bounds, self._start)
        return self._made[names]

    def interval(self, name: str) -> Interval:
        """The exact interval of a cell, printed or not."""
        region = None if _is_fixed(self.bounds[name]) else self.region(name)
        if region is None:
            least, greatest = self.bounds[name]
            return Interval(least, greatest, {name: least}, {name: greatest})
        return region.interval(name)

    def table(self) -> Values:
        """One table over all cells that fits everything that is known: nobody's true figures."""
        found = {name: low for name, (low, _) in self.bounds.items()}
        for names in self._ties_of:
            region = self.region(next(iter(names)))
            if region is not None:
                found.update(region.table())
        return found


def regions(ties: Iterable[Tie], bounds: Bounds) -> dict[frozenset[str], list[Tie]]:
    """The ties of each set of unprinted cells that hang together.

    Raises NotReadable when a tie between printed numbers alone does not hold.
    """
    leader: dict[str, str] = {}

    def led_by(name: str) -> str:
        while leader.setdefault(name, name) != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    loose: list[tuple[Tie, list[str]]] = []
    for tie in ties:
        names = [name for name in (*tie.left, *tie.right) if not _is_fixed(bounds[name])]
        if names:
            for name in names[1:]:
                leader[led_by(name)] = led_by(names[0])
            loose.append((tie, names))
        elif total(tie.left, bounds) != total(tie.right, bounds):
            raise _contradiction()
    groups: dict[str, tuple[set[str], list[Tie]]] = {}
    for tie, names in loose:
        found, its_ties = groups.setdefault(led_by(names[0]), (set(), []))
        found.update(names)
        its_ties.append(tie)
    return {frozenset(found): its_ties for found, its_ties in groups.values()}


def total(names: Iterable[str], bounds: Bounds) -> int:
    """The sum of printed cells."""
    return sum(bounds[name][0] for name in names)


def _is_fixed(known: tuple[int, int]) -> bool:
    return known[0] == known[1]


def _contradiction() -> NotReadable:
    return NotReadable(
        N_("the numbers of the report contradict each other"),
        N_("somebody changed a published report; put back a copy from your backup"),
    )
