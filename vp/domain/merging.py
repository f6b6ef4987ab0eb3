"""The published reports of several counsellors become one: the sum of what each of them printed.

Nobody needs the cases of the others for it. A sum in which one part is hidden is hidden too, so
that the sum tells nothing that the parts had not told already; the proof is made anew over all
parts together (DECISIONS.md: why the true figures do not go from hand to hand).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec

from vp.domain.counts import Mandate
from vp.domain.disclosure.certificate import Range, certify, statements
from vp.domain.frozen import Cell, Frozen, Shape, Tie, proven
from vp.domain.period import Period
from vp.domain.published import SMALL, Code
from vp.errors import NotAllowed
from vp.locale import N_

NOT_ADDED = frozenset({"median_days"})
"""The middle of two groups does not follow from the middle of each."""


def merge(
    reports: Sequence[Frozen], digests: Mapping[str, str], period: Period, on: date
) -> tuple[Frozen, dict[str, Range]]:
    """One report of all over the period, with the intervals of what it hides. Raises NotAllowed.

    `digests` has the SHA-256 of each part as it went out, by its author.
    """
    _require_mergeable(reports, period)
    parts = {f"{one.author}.{one.edition}": one for one in reports}
    tables = _tables(reports)
    cells = tuple(_sums(reports, tables))
    ties = tuple(_ties(cells, parts))
    told = statements(cells, ties, parts)
    certificate, intervals = certify(told)
    earlier = {name: digests[one.author] for name, one in parts.items()}
    first = reports[0]
    merged = msgspec.structs.replace(
        first,
        author="+".join(sorted(one.author for one in reports)),
        parts=sum(one.parts for one in reports),
        edition=0,
        published=on,
        threshold=min(one.threshold for one in reports),
        mandate=_mandate(reports),
        dimensions=_dimensions(reports),
        tables=tables,
        cells=cells,
        ties=ties,
        earlier=earlier,
        certificate=certificate,
        proof="",
    )
    return proven(merged), intervals


def _require_mergeable(reports: Sequence[Frozen], period: Period) -> None:
    """Nothing, when these are reports of several counsellors on this period."""
    authors = [author for one in reports for author in one.author.split("+")]
    if len(reports) < 2:
        raise NotAllowed(
            N_("one report alone cannot be merged"),
            N_("publish your own first, or name the files of two counsellors"),
        )
    if len(set(authors)) < len(authors):
        raise NotAllowed(
            N_("two of these reports are of the same counsellor"),
            N_("give one file of each counsellor: the newest edition"),
        )
    if {(one.period.first, one.period.last) for one in reports} != {(period.first, period.last)}:
        raise NotAllowed(
            N_("these reports are not about the same period"),
            N_("ask each counsellor for the report of this period"),
        )


def _sums(reports: Sequence[Frozen], tables: Mapping[str, Shape]) -> Iterable[Cell]:
    """Each place once: the sum where every part prints it, else hidden."""
    found: dict[str, list[Cell]] = {}
    for one in reports:
        for cell in one.cells:
            found.setdefault(cell.name, []).append(cell)
    for cells in found.values():
        first = cells[0]
        if first.table in tables and tables[first.table].left_out:
            continue
        everywhere = len(cells) == len(reports) and first.name not in NOT_ADDED
        yield _sum(cells, everywhere)


def _sum(cells: list[Cell], everywhere: bool) -> Cell:
    place = Cell(table=cells[0].table, name=cells[0].name, at=cells[0].at)
    if everywhere and all(cell.value is not None for cell in cells):
        value = sum(cell.value for cell in cells if cell.value is not None)
        return msgspec.structs.replace(place, value=value)
    if everywhere and not any(cell.hidden for cell in cells):
        low = sum(int(cell.band[0] if cell.band else cell.value or 0) for cell in cells)
        high = sum(int(cell.band[1] if cell.band else cell.value or 0) for cell in cells)
        return msgspec.structs.replace(place, band=(low, high))
    return msgspec.structs.replace(place, hidden=True)


def _tables(reports: Sequence[Frozen]) -> dict[str, Shape]:
    """The tables of which the sum still shows a number; the others are left out."""
    shapes: dict[str, Shape] = {}
    for one in reports:
        for key, shape in one.tables.items():
            shapes.setdefault(key, shape)
    shown = [
        {(cell.table, cell.name) for cell in one.cells if cell.value is not None} for one in reports
    ]
    kept = {table for table, _name in frozenset.intersection(*map(frozenset, shown))}
    return {
        key: msgspec.structs.replace(shape, left_out="" if key in kept else SMALL)
        for key, shape in shapes.items()
    }


def _ties(cells: Sequence[Cell], parts: Mapping[str, Frozen]) -> Iterable[Tie]:
    """Each sum is the sum of its parts."""
    tied = [
        {name for tie in one.ties for name in (*tie.left, *tie.right)} for one in parts.values()
    ]
    for cell in cells:
        if all(cell.name in names for names in tied):
            yield Tie(left=(cell.name,), right=tuple(f"{part}:{cell.name}" for part in parts))


def _dimensions(reports: Sequence[Frozen]) -> dict[str, tuple[Code, ...]]:
    found: dict[str, dict[str, Code]] = {}
    for one in reports:
        for dimension, codes in one.dimensions.items():
            for code in codes:
                found.setdefault(dimension, {}).setdefault(code.code, code)
    return {dimension: tuple(codes.values()) for dimension, codes in found.items()}


def _mandate(reports: Sequence[Frozen]) -> Mandate:
    """The first one's organisation, everybody's names, and the hours of all together."""
    names = [one.mandate.counsellor for one in reports if one.mandate.counsellor]
    return msgspec.structs.replace(
        reports[0].mandate,
        counsellor=", ".join(names),
        hours_per_week=sum(one.mandate.hours_per_week for one in reports),
        renewal=None,
    )
