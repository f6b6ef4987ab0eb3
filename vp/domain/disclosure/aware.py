"""A reader who knows this program, too, must not be able to tell that a hidden number is not zero.

Which numbers are hidden depends on the numbers. Whoever runs the same program on other tables
that fit may find that each of them with a zero in some place would have been hidden otherwise, and
conclude that somebody reported. So for each small number some other tables are tried in which it
is zero, its cases moved to hidden numbers beside it: one of them must be hidden in the same way.

It is a sample: of each small number a few tables; only of tables whose total is printed; and only
where a number was hidden for another's sake, or where few are. Elsewhere all that are hidden are
small, and the pattern says just that.
"""

from collections.abc import Iterator, Mapping

from vp.domain.disclosure.attacker import regions
from vp.domain.disclosure.layout import Layout
from vp.domain.disclosure.sheet import Goal, Sheet
from vp.domain.disclosure.suppressor import Memory, parts_of, suppress

FEW = 3
"""So few hidden numbers that one of them, made zero, makes another one large."""
TRIES = 2
"""To so many of the other hidden numbers the cases are moved as a whole."""


def betrayed(
    layout: Layout, sheet: Sheet, hidden: frozenset[str], most: int, memory: Memory
) -> frozenset[str]:
    """The small numbers of which this pattern itself would say that they are not zero.

    `most` is how many cases one reporter has at most.
    """
    found = set()
    for part in parts_of(sheet).values():
        here = hidden.intersection(part.values)
        for names, ties in regions(part.ties, part.known(here)).items():
            tells = names - part.primary or len(names) <= FEW
            if len(ties) == 1 and names <= part.printable and tells:
                own = _table(layout, part, names)
                alone = part._replace(forced=part.forced | (part.printable - own - here))
                for name in (one for one in sorted(names & part.primary) if part.values[one]):
                    others = _with_zero(layout, part, names, name)
                    tried = (_as_if(layout, alone, here - own, values, most) for values in others)
                    if not any(suppress(other, memory).hidden == here for other in tried):
                        found.add(name)
    return frozenset(found)


def _table(layout: Layout, part: Sheet, names: frozenset[str]) -> frozenset[str]:
    """All printable cells of the table that has these; the other tables stay as they are."""
    tables = {layout.spots[name].table for name in names}
    return frozenset(
        name
        for name in part.printable
        if name in layout.spots and layout.spots[name].table in tables
    )


def _with_zero(
    layout: Layout, sheet: Sheet, names: frozenset[str], name: str
) -> Iterator[dict[str, int]]:
    """Tables that fit, with a zero there: what it had goes to one other, or is spread."""
    number = sheet.values[name]
    others = sorted(names - {name}, key=lambda one: (-sheet.values[one], one))
    for other in others[:TRIES]:
        yield {**sheet.values, name: 0, other: sheet.values[other] + number}
    spread, left = {**sheet.values, name: 0}, number
    for other in others:
        room = max(0, layout.spots[other].threshold - 1 - spread[other])
        spread[other] += min(room, left)
        left -= min(room, left)
    if not left:
        yield spread


def _as_if(
    layout: Layout, sheet: Sheet, settled: frozenset[str], values: Mapping[str, int], most: int
) -> Sheet:
    """The sheet of other figures, each case of another reporter; `settled` cells are hidden."""
    small = {
        name: Goal(0, spot.threshold + most, spot.threshold)
        for name, value in values.items()
        if (spot := layout.spots.get(name)) and spot.is_sensitive and value < spot.threshold
    }
    earlier = {name: goal for name, goal in sheet.goals.items() if name not in layout.spots}
    return sheet._replace(
        values=values,
        primary=settled | (sheet.printable & frozenset(small)),
        goals=earlier | small,
    )
