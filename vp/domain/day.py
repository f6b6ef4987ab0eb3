"""One day of the counsellor: what needs attention, what is due, where he last was, what is next.

Made of summaries and of the agenda's items, so that it can hold no name and no word of a
conversation: it stands on the screen as soon as `vp` is typed.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import msgspec

from vp.domain.agenda_items import AgendaKind, Item
from vp.domain.record import Record
from vp.domain.summary import Summary

LATELY = timedelta(days=14)
"""How long a case stays in view after the last day it is about (our own decision)."""

SHOWN = 5
"""How many of a kind are shown; the others are counted."""

_WATCHED = (AgendaKind.FEEDBACK, AgendaKind.ACKNOWLEDGEMENT)
"""Terms that others must keep: nobody but the counsellor watches them (profile §4.3)."""


class Point(Record, kw_only=True):
    """Something that needs attention and is in no case, and the command that answers it."""

    sentence: str
    """An English message id."""
    fields: dict[str, object] = msgspec.field(default_factory=dict)
    command: str
    is_unfinished: bool = False
    """Whether it is something that was begun and broken off."""


class Touched(Record, kw_only=True):
    """A case, and the last day it is about; it may have been written down later."""

    on: date
    case: str
    alias: str


class Day(Record, kw_only=True):
    """What is shown; every list is as long as it really is."""

    today: date
    running: int
    """How many cases run."""
    watched: tuple[Item, ...]
    """Breaches that are weighed, and terms that others must keep."""
    points: tuple[Point, ...]
    due: tuple[Item, ...]
    """What is nearest to today first: what was due long ago does not push today out of sight."""
    lately: tuple[Touched, ...]
    command: str
    """The next useful one."""


def day(
    summaries: Iterable[Summary], items: Iterable[Item], points: Sequence[Point], today: date
) -> Day:
    """The day, from the agenda's items in their order and what was found outside the cases.

    What has expired is for a point to say, since it waits for vp and not for a person.
    """
    cases, agenda = list(summaries), list(items)
    watched = tuple(item for item in agenda if item.kind.on_top or item.kind in _WATCHED)
    left = [item for item in agenda if item not in watched and not _has_expired(item)]
    due = tuple(sorted(left, key=lambda item: abs(item.on - today)))
    lately = tuple(
        Touched(on=case.last, case=case.id, alias=case.alias)
        for case in sorted(cases, key=lambda one: (one.last, one.id), reverse=True)
        if today - LATELY <= case.last <= today
    )
    running = [case for case in cases if case.is_open]
    return Day(
        today=today,
        running=len(running),
        watched=watched,
        points=tuple(points),
        due=due,
        lately=lately,
        command=_next(watched, points, due, running, today),
    )


def _next(
    watched: Sequence[Item],
    points: Sequence[Point],
    due: Sequence[Item],
    running: Sequence[Summary],
    today: date,
) -> str:
    """What secrecy hangs on, then what was broken off, then what is due; else to go on or begin."""
    urgent = [item.command for item in watched if item.kind.on_top or item.on <= today]
    broken_off = [point.command for point in points if point.is_unfinished]
    pressing = [item.command for item in due if item.on <= today]
    others = [point.command for point in points]
    last = max(running, key=lambda one: (one.last, one.id), default=None)
    usual = f"vp note {last.id}" if last else "vp intake"
    return next(iter((*urgent, *broken_off, *pressing, *others)), usual)


def _has_expired(item: Item) -> bool:
    return item.kind is AgendaKind.DESTRUCTION and item.late
