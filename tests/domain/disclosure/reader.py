"""A reader who attacks: what he knows from the reports alone, and where he gets through.

Nothing here is taken from the layout that the engine makes: which numbers count the same cases is
said anew, from what the report's tables are.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from tests.domain.disclosure.oracle import Range, Solver
from tests.domain.reports import reporters
from vp.domain.counts import HANDLED, NOT_RECORDED, Cases, Tally
from vp.domain.disclosure.attacker import CEILING, Attacker
from vp.domain.frozen import Cell, Tie

Sum = tuple[list[str], list[str]]
KINDS = ("conduct_kinds", "integrity_kinds", "out_of_scope_kinds")


class Counted(NamedTuple):
    """The cases of a number, and how many reporters must stand behind it to be printed."""

    cases: Cases
    least: int
    of_people: bool = True
    """Not so in the rows `not recorded`, which count files."""


class Report(NamedTuple):
    """One published report: what was told, and what was true."""

    name: str
    tally: Tally
    cells: tuple[Cell, ...]
    threshold: int

    @property
    def is_few(self) -> bool:
        """Whether it gives a band of the new cases, and breaks nothing down."""
        return any(cell.band for cell in self.cells)

    def is_small(self, what: Counted) -> bool:
        """Whether too few people are behind the number."""
        return what.of_people and reporters(self.tally, what.cases) < what.least

    def is_safe(self, what: Counted, found: Range, is_place: bool) -> bool:
        """Whether the interval is wide enough; for one who takes off his own cases, too."""
        least, greatest = found
        if self.is_small(what):
            wanted = what.least if is_place and not self.is_few else self.threshold
            insider = 1 if self.is_few else self.tally.most
            return least == 0 and greatest >= wanted + insider
        return not is_place or greatest - least >= self.threshold


def counted(tally: Tally, threshold: int) -> dict[str, Counted]:
    """Every number that counts cases; `#not` is what is left of the number it is part of."""
    found = {key: Counted(cases, threshold) for key, cases in tally.flow.items()}
    flow = tally.flow
    found[HANDLED] = Counted(flow["start"] | flow["new"] | flow["reopened"], threshold)
    for table in tally.tables:
        least = max(threshold, table.least)
        for row in table.rows:
            name = f"{table.key}/{row.code}"
            found[name] = Counted(row.cases, least, row.code != NOT_RECORDED)
            if not table.adds_up:
                found[f"{name}#not"] = Counted(table.among - row.cases, least)
    for grid in tally.grids:
        for (down, across), cases in grid.cells.items():
            least = max(threshold, grid.least)
            found[f"{grid.key}/{down}/{across}"] = Counted(cases, least, down != NOT_RECORDED)
    for figure in tally.figures:
        if figure.cases is not None and figure.of:
            found[figure.key] = Counted(figure.cases, threshold)
            rest = found[figure.of].cases - figure.cases
            found[f"{figure.key}#not"] = Counted(rest, threshold)
    found["relayed"] = found["routes/relay_report"]
    return found


def sums(tally: Tally) -> Iterator[Sum]:
    """Every two sets of numbers that count the same cases, a part on the left."""
    yield ["start", "new", "reopened"], ["closed", "end"]
    yield ["start", "new", "reopened"], [HANDLED]
    yield ["relayed"], ["routes/relay_report"]
    for table in tally.tables:
        names = [f"{table.key}/{row.code}" for row in table.rows]
        if table.adds_up:
            yield names, [table.of]
        else:
            yield from (([name, f"{name}#not"], [table.of]) for name in names)
    for grid in tally.grids:
        for row in grid.rows:
            line = [f"{grid.key}/{row.code}/{column.code}" for column in grid.columns]
            yield line, [f"{grid.down}/{row.code}"]
        for column in grid.columns:
            line = [f"{grid.key}/{row.code}/{column.code}" for row in grid.rows]
            yield line, [f"{grid.across}/{column.code}"]
    for figure in tally.figures:
        if figure.cases is not None and figure.of:
            yield [figure.key, f"{figure.key}#not"], [figure.of]


def never_twice(tally: Tally) -> Iterator[Sum]:
    """A kind is a case's main kind or beside it, never both."""
    tables = {table.key: table for table in tally.tables}
    beside = {row.code for row in tables["also"].rows}
    for key in KINDS:
        for row in tables[key].rows:
            if row.code in beside:
                also = f"also/{row.code}"
                yield [also, f"{key}/{row.code}", f"{also}#neither"], ["new"]


class Reader:
    """Who has all the reports, the earliest first; the end of a year is the start of the next."""

    def __init__(self, *reports: Report) -> None:
        self.reports = reports
        self.ties: list[Tie] = []
        self.known: dict[str, Range] = {}
        self.guarded: dict[str, tuple[Report, Counted, bool]] = {}
        """What must be safe, and whether it has a place in the report."""
        for report in reports:
            self._read(report)
        for one in reports:
            for other in reports:
                if one.tally.period.after == other.tally.period.first:
                    self._tie([f"{one.name}:end"], [f"{other.name}:start"])
        self.attacker = Attacker(self.ties, self.known)
        self.solver = Solver(self.ties, self.known)

    def breaches(self) -> list[str]:
        """The numbers of which he learns more than he may."""
        return [name for name in self.guarded if self._learns(name)]

    def hidden(self) -> list[str]:
        """The names of all places without a number or a band."""
        open_ones = {name for name, found in self.known.items() if found == (0, CEILING)}
        return [n for n, (_, _, is_place) in self.guarded.items() if is_place and n in open_ones]

    def too_few_together(self) -> list[Sum]:
        """Sums of which the hidden parts are few people together, as subtracting shows."""
        return [
            (left, right)
            for report in self.reports
            for pair in sums(report.tally)
            for left, right in (pair, pair[::-1])
            if 0 < self._together(report, left, right) <= report.threshold
        ]

    def _together(self, report: Report, left: list[str], right: list[str]) -> int:
        all_known = not any(self._open(f"{report.name}:{name}") for name in right)
        numbers = counted(report.tally, report.threshold)
        hidden = [name for name in left if self._open(f"{report.name}:{name}")]
        places = {cell.name for cell in report.cells}
        counts = any(numbers[name].of_people and name in places for name in hidden)
        return sum(len(numbers[name].cases) for name in hidden) if all_known and counts else 0

    def _open(self, name: str) -> bool:
        return self.known[name][0] != self.known[name][1]

    def _learns(self, name: str) -> bool:
        report, what, is_place = self.guarded[name]
        if not self._open(name):
            return report.is_small(what)
        found = self.attacker.interval(name)[:2]
        if report.is_safe(what, found, is_place):
            return False
        return not report.is_safe(what, self.solver.interval(name), is_place)

    def _read(self, report: Report) -> None:
        told = {cell.name: cell for cell in report.cells}
        impossible = {cell.name for cell in report.cells if cell.impossible}
        for name, what in counted(report.tally, report.threshold).items():
            full, is_place = f"{report.name}:{name}", name in told.keys() - impossible
            self.known[full] = _range(told.get(name))
            in_a_row = what.of_people and name.count("/") < 2
            if is_place or (in_a_row and not report.is_few and name not in impossible):
                self.guarded[full] = report, what, is_place
        for sides in (*sums(report.tally), *never_twice(report.tally)):
            left, right = ([f"{report.name}:{one}" for one in names] for names in sides)
            self._tie(left, right)

    def _tie(self, left: list[str], right: list[str]) -> None:
        for name in (*left, *right):
            self.known.setdefault(name, (0, CEILING))
        self.ties.append(Tie(left=tuple(left), right=tuple(right)))


def fits(ties: Iterable[Tie], known: Mapping[str, Range], table: Mapping[str, int]) -> bool:
    """Whether the table is one of those that the reader cannot exclude: by adding only."""
    return all(
        sum(table[name] for name in tie.left) == sum(table[name] for name in tie.right)
        for tie in ties
        if all(name in table for name in (*tie.left, *tie.right))
    ) and all(low <= table[name] <= high for name, (low, high) in known.items() if name in table)


def _range(cell: Cell | None) -> Range:
    if cell is None or cell.hidden:
        return 0, CEILING
    if cell.band is not None:
        return cell.band
    return int(cell.value or 0), int(cell.value or 0)
