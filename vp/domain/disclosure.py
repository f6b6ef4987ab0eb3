"""Counts become numbers that may be published: small ones are merged or hidden.

The terms are the field's (Hundepool et al., Handbook on Statistical Disclosure Control). A
number is shown only when at least `threshold` different reporters stand behind it, and zero is
treated like a small number, because a hidden zero that shows would prove that the others are none.

Within a table small rows are merged into one row, smallest first, until that row reaches the
threshold too. So the rows of a table that adds up are blocks of at least `threshold` reporters:
subtracting them from each other or from the total gives other blocks, never a small number.
Tables that break down the same cases again are nested in the shown rows of the first (a tree).
"""

from collections.abc import Callable, Iterable
from itertools import combinations
from typing import NamedTuple

import msgspec

from vp.domain.counts import Cases, Figure, Row, Table, Tally
from vp.domain.profile import THRESHOLD_FLOOR
from vp.domain.published import (
    FEW,
    REST,
    REST_EN,
    REST_NL,
    SMALL,
    Code,
    Published,
    PublishedTable,
    Shown,
    to_json,
)
from vp.domain.vocabulary import Route
from vp.errors import NotAllowed
from vp.locale import N_

__all__ = ["Published", "balance", "protect", "to_json"]

IN = ("start", "new", "reopened")
OUT = ("closed", "end")
_COST = {"reopened": 1, "start": 2, "end": 3, "closed": 8}
"""What hiding a key figure costs the reader; `new` is never hidden for another's sake."""


class Merged(NamedTuple):
    """The rows of a table that may be shown, and the cases of all others together."""

    rows: tuple[Row, ...]
    rest: Cases

    @property
    def shown(self) -> int:
        """How many rows the reader sees."""
        return len(self.rows) + bool(self.rest)


def protect(tally: Tally, threshold: int) -> Published:
    """The tally with every number hidden that fewer than `threshold` reporters stand behind.

    With fewer than twice the threshold new reporters only a band of their number is given.
    Raises NotAllowed for a threshold below the floor.
    """
    if threshold < THRESHOLD_FLOOR:
        raise NotAllowed(
            N_("the threshold is at least {floor} reporters"),
            N_("set it with: vp profile"),
            floor=THRESHOLD_FLOOR,
        )
    few = tally.reporters(tally.flow["new"]) < 2 * threshold
    flow = _flow(tally, threshold, few)
    tables = {table.key: table for table in _tables(tally, flow, threshold, few)}
    relayed = [row.value for row in tables["routes"].rows if row.code == Route.RELAY_REPORT.key]
    return Published(
        period=tally.period,
        mandate=tally.mandate,
        threshold=threshold,
        band=_band(len(tally.flow["new"]), 2 * threshold) if few else None,
        tables=tables,
        figures={
            **flow,
            **{figure.key: _figure(figure, flow, threshold) for figure in tally.figures},
            "relayed": relayed[0] if relayed else None,
        },
        work=tally.work,
        given=tally.given,
        texts=tally.texts,
    )


def balance(numbers: dict[str, int], small: Iterable[str], threshold: int) -> frozenset[str]:
    """The key figures to hide, `small` among them, so that none follows from those shown.

    With start + new + reopened = closed + end, a reader can compute the least and the greatest
    value of each hidden one. Every small one could then still be 0 or more than the threshold,
    and every hidden one has more than `threshold` possible values. Hiding all but `new` does it.
    """
    small = frozenset(small)
    if not small:
        return small
    others = [key for key in _COST if key not in small]
    choices = [
        small.union(more)
        for number in range(len(others) + 1)
        for more in combinations(others, number)
    ]
    choices.sort(key=lambda hidden: sum(_COST.get(key, 0) for key in hidden))
    return next(
        hidden
        for hidden in choices
        if all(_is_safe(key, key in small, hidden, numbers, threshold) for key in hidden)
    )


def merge(table: Table, least: int, reporters: Callable[[Iterable[str]], int]) -> Merged | None:
    """The table's rows with everything small in one rest, or None when it cannot be shown.

    In a table of mentions a row must also leave `least` reporters who are not in it.
    """

    def fits(cases: Cases) -> bool:
        enough = reporters(cases) >= least
        return enough and (table.adds_up or reporters(table.among - cases) >= least)

    shown = sorted((row for row in table.rows if fits(row.cases)), key=lambda row: len(row.cases))
    hidden = [row for row in table.rows if not fits(row.cases)]
    rest = table.unnamed.union(*(row.cases for row in hidden))
    if hidden or rest:
        while shown and reporters(rest) < least:
            rest |= shown.pop(0).cases
        if not fits(rest):
            rest = frozenset()
            if table.adds_up:
                return None
    merged = Merged(tuple(row for row in table.rows if row in shown), rest)
    return merged if merged.shown >= 2 else None


def _is_safe(
    key: str, is_small: bool, hidden: frozenset[str], numbers: dict[str, int], threshold: int
) -> bool:
    mine, others = (IN, OUT) if key in IN else (OUT, IN)
    beside = [other for other in mine if other in hidden and other != key]
    against = [other for other in others if other in hidden]
    known = numbers[key] + sum(numbers[other] for other in beside)
    known -= sum(numbers[other] for other in against)
    least = 0 if beside else max(0, known)
    if is_small and least > 0:
        return False
    if against:
        return True
    return known - least >= threshold + is_small


def _flow(tally: Tally, threshold: int, few: bool) -> dict[str, float | None]:
    numbers = {key: len(cases) for key, cases in tally.flow.items()}
    small = [key for key, cases in tally.flow.items() if tally.reporters(cases) < threshold]
    hidden = frozenset(numbers) if few else balance(numbers, small, threshold)
    flow: dict[str, float | None] = {
        key: None if key in hidden else number for key, number in numbers.items()
    }
    follows = hidden == {"start", "reopened"}
    flow["carried"] = numbers["start"] + numbers["reopened"] if follows else None
    return flow


def _band(number: int, width: int) -> tuple[int, int]:
    """From 0 to just below a multiple of the width: few reporters may have more cases."""
    return 0, (number // width + 1) * width - 1


def _figure(figure: Figure, flow: dict[str, float | None], threshold: int) -> float | None:
    if figure.behind < threshold or 0 < figure.beside < threshold:
        return None
    if figure.flow and flow[figure.flow] is None:
        return None
    return figure.value


def _tables(
    tally: Tally, flow: dict[str, float | None], threshold: int, few: bool
) -> list[PublishedTable]:
    """The tables in their order, with the kinds that are only shown together at the end."""
    fields = next(table for table in tally.tables if table.key == "fields")
    split = None if few else merge(fields, threshold, tally.reporters)
    alone = {row.code for row in split.rows} if split else set()
    together: list[Table] = []
    published = []
    for table in tally.tables:
        hangs_on = table.flow and flow[table.flow] is None
        if few or hangs_on or (table.parent and table.parent not in alone):
            published.append(_left_out(table, FEW if few else SMALL))
        else:
            published.append(_published(table, threshold, tally.reporters))
        if table.dimension == "kind" and table.parent not in alone:
            together.append(table)
    if together and not few:
        published.append(_published(_joined(together), threshold, tally.reporters))
    return published


def _joined(tables: list[Table]) -> Table:
    """One table of the kinds of several fields, none of which may be shown by itself."""
    return Table(
        key="kinds",
        dimension="kind",
        among=frozenset().union(*(table.among for table in tables)),
        rows=tuple(row for table in tables for row in table.rows),
        unnamed=frozenset().union(*(table.unnamed for table in tables)),
        parent="+".join(table.parent for table in tables),
    )


def _published(
    table: Table, threshold: int, reporters: Callable[[Iterable[str]], int]
) -> PublishedTable:
    merged = merge(table, max(threshold, table.least), reporters)
    if merged is None:
        return _left_out(table, SMALL)
    rows = [Shown(code=row.code, nl=row.nl, en=row.en, value=len(row.cases)) for row in merged.rows]
    if merged.rest:
        rows.append(Shown(code=REST, nl=REST_NL, en=REST_EN, value=len(merged.rest)))
    return msgspec.structs.replace(
        _left_out(table, ""),
        rows=tuple(rows),
        total=len(table.among) if table.adds_up else None,
    )


def _left_out(table: Table, why: str) -> PublishedTable:
    return PublishedTable(
        key=table.key,
        dimension=table.dimension,
        codes=tuple(Code(code=row.code, nl=row.nl, en=row.en) for row in table.rows),
        adds_up=table.adds_up,
        within=tuple(table.parent.split("+")) if table.parent else (),
        left_out=why,
    )
