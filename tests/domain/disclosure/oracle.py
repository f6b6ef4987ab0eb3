"""Two attackers that share nothing with ours: one tries every table, one is SciPy's solver."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

import numpy as np
from scipy.optimize import (  # type: ignore[import-untyped]  # scipy has no types
    Bounds,
    LinearConstraint,
    milp,
)
from scipy.sparse import csr_array  # type: ignore[import-untyped]  # likewise

from vp.domain.frozen import Tie

Range = tuple[int, int]
Known = Mapping[str, Range]


def every_table(ties: Sequence[Tie], known: Known) -> Iterator[dict[str, int]]:
    """Every table of whole numbers within the bounds in which every tie adds up."""
    for values in product(*(range(low, high + 1) for low, high in known.values())):
        table = dict(zip(known, values, strict=True))
        if all(_sum(tie.left, table) == _sum(tie.right, table) for tie in ties):
            yield table


def by_trying(ties: Sequence[Tie], known: Known) -> dict[str, Range]:
    """The exact interval of each cell; empty when no table fits."""
    tables = list(every_table(ties, known))
    columns = {name: [table[name] for table in tables] for name in known}
    return {name: (min(found), max(found)) for name, found in columns.items() if found}


class Solver:
    """SciPy's mixed-integer solver, asked for one cell at a time."""

    def __init__(self, ties: Iterable[Tie], known: Known) -> None:
        self._at = {name: place for place, name in enumerate(known)}
        self._known = known
        rows, columns, signs = [], [], []
        number = 0
        for number, tie in enumerate(ties, start=1):
            for sign, names in ((1, tie.left), (-1, tie.right)):
                rows += [number - 1] * len(names)
                columns += [self._at[name] for name in names]
                signs += [sign] * len(names)
        matrix = csr_array((signs, (rows, columns)), shape=(number, len(known)), dtype=float)
        self._ties = LinearConstraint(matrix, 0, 0)
        low, high = zip(*known.values(), strict=True)
        self._bounds = Bounds(low, high)

    def interval(self, name: str) -> Range:
        """The exact interval of the cell."""
        return self._end(name, 1), self._end(name, -1)

    def _end(self, name: str, sign: int) -> int:
        aim = np.zeros(len(self._known))
        aim[self._at[name]] = sign
        whole = np.ones(len(self._known))
        found = milp(aim, integrality=whole, bounds=self._bounds, constraints=self._ties)
        assert found.success, found.message
        return round(sign * float(found.fun))


def by_solver(ties: Sequence[Tie], known: Known, names: Iterable[str]) -> dict[str, Range]:
    """The exact interval of each of these cells."""
    solver = Solver(ties, known)
    return {name: solver.interval(name) for name in names}


def _sum(names: Iterable[str], table: Mapping[str, int]) -> int:
    return sum(table[name] for name in names)
