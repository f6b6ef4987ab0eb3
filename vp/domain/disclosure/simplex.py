"""Least and greatest values under linear equations, exactly: a bounded simplex over integers.

Every variable lies between two whole bounds, every equation has whole coefficients. The tables
of a report give coefficients of 1 and -1 and pivots of 1 and -1, so that all stays whole; where
a pivot is anything else its row goes on in fractions, and nothing is ever rounded.

The tableau keeps its state, so that the next question starts where the last one ended.
"""

from fractions import Fraction
from typing import NamedTuple

Number = int | Fraction

_PATIENCE = 40
"""After so many steps that change nothing the least index decides, which ends every circle."""


class Equation(NamedTuple):
    """The sum of the variables times their coefficients is `equals`."""

    terms: dict[int, int]
    equals: int


class Simplex:
    """Values for all variables that fit all equations and bounds, and can be pushed up and down.

    `values` may start anywhere within the bounds. `fits` says whether a solution was found.
    """

    def __init__(
        self, equations: list[Equation], lower: list[int], upper: list[int], start: list[int]
    ) -> None:
        self.values: list[Number] = list(start)
        self.lower, self.upper = list(lower), list(upper)
        self._own = len(start)
        self._rows: list[dict[int, Number]] = []
        self._basic: list[int] = []
        self._row_of: dict[int, int] = {}
        self._rows_with: list[set[int]] = [set() for _ in start]
        missing = [self._add(equation) for equation in equations]
        self.whole: list[Number] | None = None
        self.fits = all(self._drive_out(extra) for extra in missing)

    def push(self, variable: int, *, up: bool, until: Number | None = None) -> Number:
        """The variable is as great (or small) as it can be, or has reached `until`; its value."""
        idle = 0
        while not self._reached(variable, up, until):
            found = self._entering(variable, up, idle > _PATIENCE)
            if found is None:
                break
            idle = 0 if self._step(*found) else idle + 1
        return self.values[variable]

    @property
    def is_whole(self) -> bool:
        """Whether every variable is a whole number now.

        Where it is not, `whole` holds the values as they were when all still were.
        """
        return self.whole is None

    def _add(self, equation: Equation) -> int:
        """The equation is a row, with a variable of its own for what is missing from its sum."""
        row, extra = len(self._rows), len(self.values)
        terms: dict[int, Number] = {one: times for one, times in equation.terms.items() if times}
        rest = equation.equals - sum(times * self.values[one] for one, times in terms.items())
        self.values.append(rest)
        self.lower.append(min(0, int(rest)))
        self.upper.append(max(0, int(rest)))
        self._rows_with.append(set())
        self._rows.append(terms)
        self._basic.append(extra)
        self._row_of[extra] = row
        for one in terms:
            self._rows_with[one].add(row)
        return extra

    def _drive_out(self, extra: int) -> bool:
        rest = self.values[extra]
        if rest:
            rest = self.push(extra, up=rest < 0, until=0)
        self.lower[extra] = self.upper[extra] = 0
        return rest == 0

    def _reached(self, variable: int, up: bool, until: Number | None) -> bool:
        if until is None:
            return False
        value = self.values[variable]
        return value >= until if up else value <= until

    def _entering(self, variable: int, up: bool, first: bool) -> tuple[int, int] | None:
        """The variable that moves, and in which direction, for this one to go up (or down)."""
        row = self._row_of.get(variable)
        if row is None:
            return (variable, 1 if up else -1) if self._may(variable, up) else None
        best: tuple[Number, int, int] | None = None
        for other, times in self._rows[row].items():
            rises = (times < 0) == up
            if not self._may(other, rises):
                continue
            weight = 0 if first else -_size(times)
            if best is None or (weight, other) < best[:2]:
                best = (weight, other, 1 if rises else -1)
        return best and (best[1], best[2])

    def _may(self, variable: int, up: bool) -> bool:
        value = self.values[variable]
        return value < self.upper[variable] if up else value > self.lower[variable]

    def _step(self, entering: int, way: int) -> bool:
        """The variable has moved as far as bounds allow; whether it moved at all."""
        far, leaving = self._room(entering, way > 0), None
        for row in self._rows_with[entering]:
            basic, times = self._basic[row], self._rows[row][entering]
            room = self._room(basic, (times < 0) == (way > 0))
            size = _size(times)
            limit = room if size == 1 else _quotient(room, size)
            if limit < far or (limit == far and leaving is not None and basic < leaving[1]):
                far, leaving = limit, (row, basic)
        if far:
            self._move(entering, way * far)
        if leaving is not None:
            self._pivot(leaving[0], entering)
        return bool(far)

    def _move(self, entering: int, far: Number) -> None:
        """The variable has moved so far, and the basic ones with it."""
        moved = {entering: _whole(self.values[entering] + far)}
        for row in self._rows_with[entering]:
            basic = self._basic[row]
            moved[basic] = _whole(self.values[basic] - far * self._rows[row][entering])
        if self.whole is None and any(type(value) is not int for value in moved.values()):
            self.whole = self.values[: self._own]
        for variable, value in moved.items():
            self.values[variable] = value

    def _room(self, variable: int, up: bool) -> Number:
        value = self.values[variable]
        return self.upper[variable] - value if up else value - self.lower[variable]

    def _pivot(self, row: int, entering: int) -> None:
        """The entering variable is basic in the row; what was basic there is not any more."""
        terms, leaving = self._rows[row], self._basic[row]
        pivot = terms.pop(entering)
        if leaving < self._own or self.lower[leaving] != self.upper[leaving]:
            terms[leaving] = 1
            self._rows_with[leaving].add(row)
        if pivot != 1:
            for one, times in terms.items():
                terms[one] = -times if pivot == -1 else _quotient(times, pivot)
        self._basic[row] = entering
        del self._row_of[leaving]
        self._row_of[entering] = row
        others = self._rows_with[entering]
        self._rows_with[entering] = set()
        for other in others:
            if other != row:
                self._subtract(other, terms, self._rows[other].pop(entering))

    def _subtract(self, row: int, terms: dict[int, Number], times: Number) -> None:
        target = self._rows[row]
        for one, of_one in terms.items():
            new = target.get(one, 0) - times * of_one
            if new:
                new = _whole(new)
                if one not in target:
                    self._rows_with[one].add(row)
                target[one] = new
            elif one in target:
                del target[one]
                self._rows_with[one].discard(row)


def _size(number: Number) -> Number:
    return number if number > 0 else -number


def _quotient(number: Number, by: Number) -> Number:
    return _whole(Fraction(number) / by)


def _whole(number: Number) -> Number:
    return number if type(number) is int or number.denominator != 1 else number.numerator
