"""From protected numbers to a report as data, and from that data to what a template is given."""

from collections.abc import Iterable, Mapping
from datetime import date

from vp.domain.counts import Tally, Texts
from vp.domain.disclosure.attacker import CEILING
from vp.domain.disclosure.certificate import Range
from vp.domain.disclosure.earlier import Before
from vp.domain.disclosure.protection import Protected
from vp.domain.frozen import Cell, Frozen, Shape, proven
from vp.domain.published import (
    Audit,
    Code,
    Grid,
    Published,
    PublishedTable,
    Shown,
    Trends,
)

FIGURES = ("key_figures", "figures")
WORK = "work"


def freeze(
    tally: Tally,
    protected: Protected,
    before: Before,
    *,
    author: str,
    edition: int,
    threshold: int,
    on: date,
) -> Frozen:
    """The report of the tally as data; edition 0 is a draft."""
    work = [
        Cell(table=WORK, name=f"{WORK}/{key}", at={WORK: key}, value=value)
        for key, value in tally.work.items()
    ]
    cells = (*protected.cells, *work)
    return proven(
        Frozen(
            author=author,
            period=tally.period,
            edition=edition,
            published=on,
            threshold=threshold,
            mandate=tally.mandate,
            dimensions=_dimensions(tally),
            tables=_shapes(tally, protected.left_out),
            cells=cells,
            ties=protected.ties,
            earlier=dict(before.digests),
            certificate=protected.certificate,
            proof="",
        )
    )


def present(
    frozen: Frozen,
    audit: Audit,
    *,
    texts: Texts | None = None,
    given: Mapping[str, tuple[date, ...]] | None = None,
    trends: Trends | None = None,
) -> Published:
    """What a template is given of the report, with the counsellor's own texts beside it."""
    figures = {c.at["figure"]: c for c in frozen.cells if c.table in FIGURES}
    new = figures["new"]
    grids = {key: shape for key, shape in frozen.tables.items() if len(shape.dimensions) > 1}
    return Published(
        period=frozen.period,
        mandate=frozen.mandate,
        threshold=frozen.threshold,
        band=new.band,
        tables={
            key: _table(key, shape, frozen)
            for key, shape in frozen.tables.items()
            if key not in grids
        },
        grids={key: _grid(key, shape, frozen) for key, shape in grids.items()},
        figures={key: cell.value for key, cell in figures.items()},
        work={c.at[WORK]: c.value or 0 for c in frozen.cells if c.table == WORK},
        given=dict(given or {}),
        texts=texts or Texts(),
        audit=audit,
        trends=trends or Trends(),
        edition=frozen.edition,
        parts=frozen.parts,
    )


def audit(frozen: Frozen, intervals: Mapping[str, Range], before: Before) -> Audit:
    """What the report says of its proof: counts, and the narrowest range of any hidden number.

    A range that nothing bounds is none.
    """
    every = (*intervals.values(), *before.intervals.values())
    ranges = [found for found in every if found[1] < CEILING]
    return Audit(
        shown=_number_of(frozen.cells, hidden=False),
        hidden=_number_of(frozen.cells, hidden=True),
        narrowest=min(ranges, key=lambda found: (found[1] - found[0], found), default=None),
        proof=frozen.proof,
        earlier_shown=sum(_number_of(one.cells, hidden=False) for one in before.reports.values()),
        earlier_reports=len(before.reports),
    )


def _number_of(cells: Iterable[Cell], *, hidden: bool) -> int:
    """Places of the report where people are counted; work without a case counts nobody."""
    return sum(cell.hidden == hidden for cell in cells if cell.table != WORK)


def _dimensions(tally: Tally) -> dict[str, tuple[Code, ...]]:
    found: dict[str, dict[str, Code]] = {}
    for table in tally.tables:
        codes = {row.code: Code(code=row.code, nl=row.nl, en=row.en) for row in table.rows}
        found.setdefault(table.dimension, {}).update(codes)
    return {dimension: tuple(codes.values()) for dimension, codes in found.items()}


def _shapes(tally: Tally, left_out: Mapping[str, str]) -> dict[str, Shape]:
    shapes = {
        table.key: Shape(
            dimensions=(table.dimension,),
            of=table.of,
            adds_up=table.adds_up,
            left_out=left_out.get(table.key, ""),
        )
        for table in tally.tables
    }
    for grid in tally.grids:
        why = left_out.get(grid.key, "")
        shapes[grid.key] = Shape(dimensions=(grid.down, "field"), of="new", left_out=why)
    return shapes


def _table(key: str, shape: Shape, frozen: Frozen) -> PublishedTable:
    (dimension,) = shape.dimensions
    codes = {code.code: code for code in frozen.dimensions[dimension]}
    cells = [cell for cell in frozen.cells if cell.table == key]
    rows = [(codes[cell.at[dimension]], cell) for cell in cells]
    total = next((cell.value for cell in frozen.cells if cell.name == shape.of), None)
    return PublishedTable(
        key=key,
        dimension=dimension,
        of=shape.of,
        rows=tuple(
            Shown(
                code=code.code,
                nl=code.nl,
                en=code.en,
                value=_whole(cell.value),
                impossible=cell.impossible,
            )
            for code, cell in rows
        ),
        total=_whole(total) if shape.adds_up and not shape.left_out else None,
        adds_up=shape.adds_up,
        left_out=shape.left_out,
    )


def _grid(key: str, shape: Shape, frozen: Frozen) -> Grid:
    down, across = shape.dimensions
    cells = {(c.at[down], c.at[across]): c for c in frozen.cells if c.table == key}
    rows = [code for code in frozen.dimensions[down] if any(at[0] == code.code for at in cells)]
    columns = [c for c in frozen.dimensions[across] if any(at[1] == c.code for at in cells)]
    return Grid(
        key=key,
        down=down,
        across=across,
        rows=tuple(rows),
        columns=tuple(columns),
        values=tuple(
            tuple(_whole(cells[row.code, column.code].value) for column in columns) for row in rows
        ),
        left_out=shape.left_out,
    )


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)
