"""A second edition of a period that was published: what it may say beside the first.

A published year does not change; cases that are recorded late count in the next report. Only when
so many were added that nobody shows in the difference, another edition may go out: one late case
(25 becomes 26, six becomes seven) is one reporter, exactly.
"""

from collections.abc import Iterable, Mapping
from typing import NoReturn

from vp.domain.disclosure.attacker import Attacker
from vp.domain.disclosure.certificate import statements
from vp.domain.frozen import Cell, Frozen, Tie
from vp.errors import NotAllowed
from vp.locale import N_


def require_safe(
    cells: Iterable[Cell],
    ties: Iterable[Tie],
    reports: Mapping[str, Frozen],
    first: str,
    least: int,
) -> None:
    """The second edition tells nothing of those who were added, fewer than `least` at a time.

    It only adds: where a number went down, nobody knows any more who came and who went.
    `first` is the name of the edition before it, among `reports`. Raises NotAllowed.
    """
    cells = tuple(cells)
    tied = {name for tie in ties for name in (*tie.left, *tie.right)}
    before = {cell.name: cell.value for cell in reports[first].cells if cell.name in tied}
    changes = [
        int(cell.value - old)
        for cell in cells
        if cell.value is not None and (old := before.get(cell.name)) is not None
    ]
    if any(change < 0 or 0 < change < least for change in changes):
        _refuse()
    added = {name: f"added/{name}" for name in before}
    links = [Tie(left=(one,), right=(f"{first}:{one}", more)) for one, more in added.items()]
    told = statements(cells, (*ties, *links), reports)
    attacker = Attacker(told.ties, told.bounds, told.base)
    for name in added.values():
        found = attacker.interval(name)
        if found.greatest > 0 and found.least < least and not _is_wide(found[:2], least):
            _refuse()
    for name in told.hidden:
        found = attacker.interval(name)
        if found.greatest - found.least < least:
            _refuse()


def _is_wide(found: tuple[int, int], least: int) -> bool:
    return found[0] == 0 and found[1] > least


def _refuse() -> NoReturn:
    raise NotAllowed(
        N_("a second edition would show who was added, because they are too few"),
        N_("what was recorded late counts in the next report by itself"),
    )
