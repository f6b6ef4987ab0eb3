"""The day: nothing is shown twice, and the next command is the one that matters most."""

from datetime import date, timedelta

import pytest

from vp.domain.agenda_items import AgendaKind, Item
from vp.domain.day import Day, Point, day

TODAY = date(2026, 6, 1)


def item(kind: AgendaKind, days: int = 0, case: str = "k7fm-2qxd") -> Item:
    """Something due so many days from today."""
    on = TODAY + timedelta(days=days)
    return Item(on=on, kind=kind, case=case, late=days < 0, command=f"vp {kind.key}")


def shown(*items: Item, points: tuple[Point, ...] = ()) -> Day:
    """The day with these items and no case."""
    return day([], items, points, TODAY)


UNFINISHED = Point(sentence="x", command="vp intake --resume", is_unfinished=True)
COPIES = Point(sentence="x", command="vp key backup DIR")


def test_every_item_stands_in_one_place_and_what_expired_in_none() -> None:
    items = [item(kind) for kind in AgendaKind]
    expired = item(AgendaKind.DESTRUCTION, -1)
    found = shown(*items, expired)
    kinds = [one.kind.key for one in (*found.watched, *found.due)]
    assert sorted(kinds) == sorted(kind.key for kind in AgendaKind)
    assert all(one.kind.on_top for one in found.watched[:3])


def test_what_is_nearest_to_today_comes_first() -> None:
    kinds = [item(AgendaKind.REMINDER, days) for days in (-90, -2, 0, 1, 9)]
    assert [(one.on - TODAY).days for one in shown(*kinds).due] == [0, 1, -2, 9, -90]


@pytest.mark.parametrize(
    ("items", "points", "command"),
    [
        ([item(AgendaKind.BREACH_OPEN, 0), item(AgendaKind.REMINDER)], [UNFINISHED], "breach_open"),
        ([item(AgendaKind.FEEDBACK, -1)], [UNFINISHED], "feedback"),
        (
            [item(AgendaKind.FEEDBACK, 3), item(AgendaKind.REMINDER)],
            [UNFINISHED],
            "intake --resume",
        ),
        ([item(AgendaKind.REMINDER, -1)], [COPIES], "reminder"),
        ([item(AgendaKind.REMINDER, 2)], [COPIES], "key backup DIR"),
        ([item(AgendaKind.REMINDER, 2)], [], "intake"),
    ],
)
def test_the_next_command(items: list[Item], points: list[Point], command: str) -> None:
    assert shown(*items, points=tuple(points)).command == f"vp {command}"
