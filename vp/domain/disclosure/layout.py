"""The cells of a report, and the ties between them: every shared total is written down once.

A cell is one variable: `new`, `fields/conduct`, `conduct_kinds/bullying`, `routes/mediation`,
`role_field/witness/conduct`. In tables where a case may be in several rows each row stands for
itself: with `routes/mediation#not`, which is never printed, it makes up all cases.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from vp.domain.breakdown import KINDS_OF
from vp.domain.counts import HANDLED, NOT_RECORDED, Cases, Grid, Table, Tally
from vp.domain.disclosure.sheet import Goal, Sheet
from vp.domain.frozen import Tie
from vp.domain.vocabulary import Route
from vp.errors import NotAllowed
from vp.locale import N_

MAIN_KINDS = frozenset(KINDS_OF.values())
WORTH = {"closed": 4, "new": 8}
"""Other numbers and tables hang on these."""


class Spot(NamedTuple):
    """A cell: where it is printed, and which cases it counts."""

    name: str
    table: str
    at: dict[str, str]
    cases: Cases
    threshold: int
    is_sensitive: bool = True
    """Whether it says something of people; `not recorded` only says it of the file."""
    is_printed: bool = True
    is_possible: bool = True


class Layout(NamedTuple):
    """All cells of a report and all ties between them."""

    spots: dict[str, Spot]
    ties: tuple[Tie, ...]
    has_reporters: Callable[[Cases, int], bool]
    """Whether at least so many different people stand behind these cases."""
    threshold: int
    """The report's; of a table that is not printed no higher one is kept."""

    def _unprinted(self, spot: Spot) -> Spot:
        return spot._replace(is_printed=False, threshold=min(spot.threshold, self.threshold))

    def is_small(self, name: str) -> bool:
        """Whether a reader must not learn this number."""
        spot = self.spots[name]
        return spot.is_sensitive and not self.has_reporters(spot.cases, spot.threshold)

    def without(self, tables: Iterable[str]) -> "Layout":
        """The layout in which these tables are not printed.

        A table of rows still counts the same cases, and its small numbers must not follow from
        others; the cells of a grid are dropped, for nothing else is made of them.
        """
        left_out = set(tables)
        spots = {
            name: self._unprinted(spot) if spot.table in left_out else spot
            for name, spot in self.spots.items()
            if not (spot.table in left_out and len(spot.at) > 1)
        }
        ties = tuple(t for t in self.ties if all(n in spots for n in (*t.left, *t.right)))
        return self._replace(spots=spots, ties=ties)


def lay_out(tally: Tally, threshold: int) -> Layout:
    """The layout of everything the tally counts cases for."""
    spots = [*_figures(tally, threshold)]
    ties = [
        Tie(left=("start", "new", "reopened"), right=("closed", "end")),
        Tie(left=(HANDLED,), right=("start", "new", "reopened")),
    ]
    for table in tally.tables:
        spots += _rows(table, threshold)
        ties += _ties(table)
        if table.key == "also":
            spots += _beside_main(table, tally.tables, threshold)
            ties += [
                _never_twice(table, one.name)
                for one in spots
                if one.table in MAIN_KINDS and not one.name.endswith(NOT_RECORDED)
            ]
    for grid in tally.grids:
        spots += _cells(grid, threshold)
        ties += _grid_ties(grid)
    for figure in tally.figures:
        if figure.cases is not None and figure.of:
            among = next(spot.cases for spot in spots if spot.name == figure.of)
            place = {"figure": figure.key}
            spots.append(Spot(figure.key, "figures", place, figure.cases, threshold))
            spots.append(_other(figure.key, among - figure.cases, threshold))
            ties.append(Tie(left=(figure.key, _not(figure.key)), right=(figure.of,)))
    relayed = f"routes/{Route.RELAY_REPORT.key}"
    found = next(spot for spot in spots if spot.name == relayed)
    spots.append(found._replace(name="relayed", table="figures", at={"figure": "relayed"}))
    ties.append(Tie(left=("relayed",), right=(relayed,)))
    named = {spot.name: spot for spot in spots}
    whole = Layout(named, tuple(ties), tally.has_reporters, threshold)
    return _without_impossible(whole, tally)


def sheet(layout: Layout, tally: Tally, threshold: int) -> Sheet:
    """What is to be protected: small numbers are primary, zeros like any other small one.

    A primary cell may still be nothing, and more than the threshold by what one insider knows:
    all the cases he brought himself.
    """
    possible = {name: spot for name, spot in layout.spots.items() if spot.is_possible}
    printed = [spot for spot in possible.values() if spot.is_printed]
    small = {
        spot.name: Goal(0, spot.threshold + tally.most, spot.threshold)
        for spot in possible.values()
        if layout.is_small(spot.name)
    }
    return Sheet(
        values={name: len(spot.cases) for name, spot in possible.items()},
        ties=layout.ties,
        printable=frozenset(spot.name for spot in printed),
        primary=frozenset(spot.name for spot in printed if spot.name in small),
        forced=frozenset({"new"} - small.keys()),
        goals=small,
        bounds={},
        otherwise=Goal(width=threshold),
        worth=WORTH,
    )


def _without_impossible(layout: Layout, tally: Tally) -> Layout:
    """The layout with a blank in each row that cannot occur, and nothing tied to it.

    Raises NotAllowed when the profile names no such row, or one that does occur.
    """
    for name in sorted(tally.cannot_occur):
        spot = layout.spots.get(name)
        if spot is None or spot.cases or len(spot.at) != 1 or not spot.is_printed:
            raise NotAllowed(
                N_("the profile says that {name} cannot occur, but the report counts it"),
                N_("take it out of cannot_occur, with: vp profile --from FILE"),
                name=name,
            )
    codes = {next(iter(layout.spots[name].at.items())) for name in tally.cannot_occur}
    blank = {name for name, spot in layout.spots.items() if codes & set(spot.at.items())}
    with_others = blank | {_not(name) for name in blank}
    ties = []
    for tie in layout.ties:
        left = tuple(name for name in tie.left if name not in with_others)
        right = tuple(name for name in tie.right if name not in with_others)
        if left and right:
            ties.append(Tie(left=left, right=right))
    spots = {
        name: spot._replace(is_possible=name not in blank)
        for name, spot in layout.spots.items()
        if name in blank or name not in with_others
    }
    return layout._replace(spots=spots, ties=tuple(ties))


def _figures(tally: Tally, threshold: int) -> Iterator[Spot]:
    for key, cases in tally.flow.items():
        yield Spot(key, "key_figures", {"figure": key}, cases, threshold)
    handled = tally.flow["start"] | tally.flow["new"] | tally.flow["reopened"]
    yield Spot(HANDLED, "", {}, handled, threshold, is_printed=False)


def _rows(table: Table, threshold: int) -> Iterator[Spot]:
    least = max(threshold, table.least)
    for row in table.rows:
        name, at = f"{table.key}/{row.code}", {table.dimension: row.code}
        yield Spot(name, table.key, at, row.cases, least, row.code != NOT_RECORDED)
        if not table.adds_up:
            yield _other(name, table.among - row.cases, least)


def _ties(table: Table) -> Iterator[Tie]:
    names = tuple(f"{table.key}/{row.code}" for row in table.rows)
    if table.adds_up:
        yield Tie(left=names, right=(table.of,))
        return
    for name in names:
        yield Tie(left=(name, _not(name)), right=(table.of,))


def _beside_main(also: Table, tables: Iterable[Table], threshold: int) -> Iterator[Spot]:
    """The cases that have a kind neither as their main kind nor beside it."""
    beside = {row.code: row.cases for row in also.rows}
    for table in tables:
        for row in table.rows:
            if table.key in MAIN_KINDS and row.code in beside:
                rest = also.among - row.cases - beside[row.code]
                yield Spot(_neither(row.code), "", {}, rest, threshold, is_printed=False)


def _never_twice(also: Table, main: str) -> Tie:
    """Nobody has one kind twice: who has it as main kind does not have it beside that."""
    code = main.split("/")[1]
    return Tie(left=(f"{also.key}/{code}", main, _neither(code)), right=(also.of,))


def _cells(grid: Grid, threshold: int) -> Iterator[Spot]:
    least = max(threshold, grid.least)
    for (down, across), cases in grid.cells.items():
        at = {grid.down: down, "field": across}
        name = f"{grid.key}/{down}/{across}"
        yield Spot(name, grid.key, at, cases, least, down != NOT_RECORDED)


def _grid_ties(grid: Grid) -> Iterator[Tie]:
    for row in grid.rows:
        names = tuple(f"{grid.key}/{row.code}/{column.code}" for column in grid.columns)
        yield Tie(left=names, right=(f"{grid.down}/{row.code}",))
    for column in grid.columns:
        names = tuple(f"{grid.key}/{row.code}/{column.code}" for row in grid.rows)
        yield Tie(left=names, right=(f"fields/{column.code}",))


def _other(name: str, cases: Cases, threshold: int) -> Spot:
    return Spot(_not(name), "", {}, cases, threshold, is_printed=False)


def _not(name: str) -> str:
    return f"{name}#not"


def _neither(code: str) -> str:
    return f"also/{code}#neither"
