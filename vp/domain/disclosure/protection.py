"""A tally becomes numbers that may be published: what must be hidden is, and the rest is shown."""

from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace

from vp.domain.counts import Tally
from vp.domain.disclosure.aware import betrayed
from vp.domain.disclosure.certificate import Range, certify, statements
from vp.domain.disclosure.earlier import Before
from vp.domain.disclosure.editions import require_safe
from vp.domain.disclosure.layout import Layout, lay_out, sheet
from vp.domain.disclosure.sheet import Sheet
from vp.domain.disclosure.suppressor import Memory, suppress
from vp.domain.frozen import Cell, Certificate, Tie
from vp.domain.profile import THRESHOLD_FLOOR
from vp.domain.published import FEW, SMALL
from vp.errors import NotAllowed
from vp.locale import N_

OPTIONAL = ("also", "role_field", "unit_field")
"""Never at the cost of a number that is shown without them."""


class Protected(NamedTuple):
    """What may be told, the certificate of it, and why tables are left out."""

    cells: tuple[Cell, ...]
    ties: tuple[Tie, ...]
    certificate: Certificate
    intervals: dict[str, Range]
    left_out: dict[str, str]
    decoy: dict[str, int]

    @property
    def shown(self) -> dict[str, float]:
        """The numbers that are printed, by the names of their cells."""
        return {cell.name: cell.value for cell in self.cells if cell.value is not None}


def protect(tally: Tally, threshold: int, before: Before | None = None) -> Protected:
    """Every number hidden from which, with all that was told before, a few people would show.

    With fewer than twice the threshold new reporters only a band of the number of new cases is
    given. Raises NotAllowed for a threshold below the floor, and for a second edition that would
    tell too much.
    """
    if threshold < THRESHOLD_FLOOR:
        raise NotAllowed(
            N_("the threshold is at least {floor} reporters"),
            N_("set it with: vp profile"),
            floor=THRESHOLD_FLOOR,
        )
    task = _Task(tally, threshold, before or Before(), {})
    layout = lay_out(tally, threshold)
    if tally.has_reporters(tally.flow["new"], 2 * threshold):
        found = _shown(layout, task)
        if found is not None:
            return _proven(found, task)
    all_hidden = frozenset(layout.spots) - task.before.printed()
    few = _Choice(layout, all_hidden, dict.fromkeys(task.tables, FEW))
    if task.before.first and not task.before.was_the_same(_cells(few, task)):
        raise NotAllowed(
            N_("a second edition of this period cannot be made safe"),
            N_("what was recorded late counts in the next report by itself"),
        )
    return _proven(few, task)


def band(number: int, width: int) -> Range:
    """From 0 to just below a multiple of the width: few reporters may have more cases."""
    return 0, (number // width + 1) * width - 1


class _Choice(NamedTuple):
    """A layout, what is hidden in it, and the tables that are left out."""

    layout: Layout
    hidden: frozenset[str]
    left_out: dict[str, str]


class _Task(NamedTuple):
    """What is to be protected, with which threshold, beside what; and what was tried already."""

    tally: Tally
    threshold: int
    before: Before
    memory: Memory

    @property
    def tables(self) -> list[str]:
        grids = [grid.key for grid in self.tally.grids]
        return [table.key for table in self.tally.tables] + grids

    def sheet(self, layout: Layout, more: frozenset[str] = frozenset()) -> Sheet:
        """The sheet of the layout, with these hidden in any case."""
        made = self.before.added_to(sheet(layout, self.tally, self.threshold))
        return made._replace(primary=made.primary | (more & made.printable))


def _shown(layout: Layout, task: _Task) -> _Choice | None:
    """What can be shown; None when nothing is safe but a band."""
    optional = [table for table in OPTIONAL if table in task.tables]
    left_out = dict.fromkeys(optional, SMALL)
    more: frozenset[str] = frozenset()
    while True:
        kept = layout.without(left_out)
        made = task.sheet(kept, more)
        pattern = suppress(made, task.memory)
        worthless = _worthless(kept, pattern.hidden, set(task.tables) - left_out.keys())
        if pattern.unsafe:
            unsafe = {kept.spots[name].table for name in pattern.unsafe if name in kept.spots}
            worthless = unsafe & set(task.tables) - left_out.keys()
            if not worthless:
                return None
        if worthless:
            left_out.update(dict.fromkeys(worthless, SMALL))
            continue
        telling = betrayed(kept, made, pattern.hidden, task.tally.most, task.memory)
        if not telling:
            return _with_optional(_Choice(kept, pattern.hidden, left_out), layout, optional, task)
        beside = _beside(kept, made, pattern.hidden, telling)
        if not beside:
            left_out.update({kept.spots[name].table: SMALL for name in telling})
        more |= beside


def _beside(
    layout: Layout, made: Sheet, hidden: frozenset[str], telling: frozenset[str]
) -> frozenset[str]:
    """The cheapest number that is still shown in each table in which the pattern tells too much."""
    found = set()
    for table in {layout.spots[name].table for name in telling}:
        shown = [
            name
            for name in made.printable - hidden - made.forced
            if name in layout.spots and layout.spots[name].table == table
        ]
        found.update(sorted(shown, key=lambda name: (made.cost(name), name))[:1])
    return frozenset(found)


def _with_optional(choice: _Choice, layout: Layout, optional: list[str], task: _Task) -> _Choice:
    """With those tables that can be shown beside all that is shown already."""
    for table in optional:
        fewer = {key: why for key, why in choice.left_out.items() if key != table}
        more = layout.without(fewer)
        if _is_hopeless(more, table):
            continue
        settled = _settled(task.sheet(more), choice.hidden, table)
        found = suppress(settled)
        if not found.unsafe and not _worthless(more, found.hidden, {table}):
            choice = _Choice(more, found.hidden, fewer)
    return choice


def _settled(made: Sheet, hidden: frozenset[str], table: str) -> Sheet:
    """The sheet in which only this table is still open: all others are as they were chosen."""
    own = {name for name in made.printable if name.startswith(f"{table}/")}
    return made._replace(
        forced=made.forced | (made.printable - own - hidden),
        primary=made.primary | (hidden & made.printable),
    )


def _is_hopeless(layout: Layout, table: str) -> bool:
    """Whether it is a grid of which more than half of the numbers are small by themselves."""
    spots = [spot for spot in layout.spots.values() if spot.table == table]
    small = [spot for spot in spots if layout.is_small(spot.name)]
    return any(len(spot.at) > 1 for spot in spots) and 2 * len(small) > len(spots)


def _worthless(layout: Layout, hidden: frozenset[str], tables: set[str]) -> set[str]:
    """The tables among these of which no number is shown, and grids of which less than half are."""
    found = set()
    for table in tables:
        spots = [spot for spot in layout.spots.values() if spot.table == table and spot.is_printed]
        shown = [spot for spot in spots if spot.is_sensitive and spot.name not in hidden]
        is_grid = any(len(spot.at) > 1 for spot in spots)
        if not shown or (is_grid and 2 * len(shown) < len(spots)):
            found.add(table)
    return found


def _proven(choice: _Choice, task: _Task) -> Protected:
    """The cells of the choice, with the certificate that they are safe."""
    before, left_out = task.before, choice.left_out
    cells = _cells(choice, task)
    ties = (*choice.layout.ties, *before.links)
    if before.first:
        require_safe(cells, ties, before.reports, before.first, task.threshold)
    told = statements(cells, ties, before.reports).near()
    certificate, intervals = certify(told)
    decoy = {name: low for name, (low, high) in told.bounds.items() if low == high}
    decoy.update(told.base | certificate.base)
    return Protected(
        cells=cells,
        ties=ties,
        certificate=certificate,
        intervals=intervals,
        left_out=left_out,
        decoy={name: value for name, value in decoy.items() if ":" not in name},
    )


def _cells(choice: _Choice, task: _Task) -> tuple[Cell, ...]:
    """Every place of the report, printed or hidden; what is left out is not there."""
    few = FEW in choice.left_out.values()
    cells = []
    for spot in choice.layout.spots.values():
        cell = Cell(table=spot.table, name=spot.name, at=spot.at)
        if not spot.is_printed or spot.table in choice.left_out:
            continue
        if not spot.is_possible:
            cells.append(replace(cell, impossible=True))
        elif few and spot.name == "new":
            number = max(len(spot.cases), task.threshold + task.tally.most)
            cells.append(replace(cell, band=band(number, 2 * task.threshold)))
        elif spot.name in choice.hidden:
            cells.append(replace(cell, hidden=True))
        else:
            cells.append(replace(cell, value=len(spot.cases)))
    return (*cells, *_other_figures(task, {cell.name for cell in cells if cell.value is not None}))


def _other_figures(task: _Task, shown: set[str]) -> Iterator[Cell]:
    """Hours, talks, the median: shown when enough reporters stand behind them."""
    for figure in task.tally.figures:
        if figure.cases is None or not figure.of:
            cell = Cell(table="figures", name=figure.key, at={"figure": figure.key})
            if figure.behind >= task.threshold and (not figure.flow or figure.flow in shown):
                yield replace(cell, value=figure.value)
            else:
                yield replace(cell, hidden=True)
