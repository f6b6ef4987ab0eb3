"""Summaries, activities and profiles to make reports of; also for the tests of the renderer."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from vp.domain.activity import Activity
from vp.domain.case import FORMAT, Facts
from vp.domain.late import Issued
from vp.domain.period import Period, parse
from vp.domain.profile import Profile
from vp.domain.summary import Contact, Span, Summary, packed
from vp.domain.tally import Tally, count
from vp.domain.vocabulary import ActivityKind, Domain, Kind, NoteAbout, NoteKind

YEAR = parse("2024")
OPENED = date(2024, 3, 1)
CLOSED = date(2024, 5, 10)
AT = datetime(2024, 3, 1, 9, tzinfo=UTC)


def case(
    number: int,
    opened: date = OPENED,
    closed: date | None = None,
    *,
    spans: tuple[Span, ...] = (),
    facts: dict[str, Any] | None = None,
    reporter: str = "",
    contacts: Iterable[Contact] = (),
    **fields: Any,
) -> Summary:
    """A case about conduct that ran from `opened` to `closed`, with these facts and fields."""
    told: dict[str, Any] = {"opened": opened, "domain": Domain.CONDUCT} | (facts or {})
    came_to = {name: fields[name] for name in ("outcomes", "content") if name in fields}
    return Summary(
        id=f"case-{number:04}",
        alias="",
        revision=1,
        facts=Facts(**told),
        spans=spans or (Span(opened=opened, closed=closed, **came_to),),
        last=closed or opened,
        tags=(("reporter", reporter),) if reporter else (),
        notes=packed(contacts),
        **fields,
    )


def cases(numbers: Iterable[int], **fields: Any) -> list[Summary]:
    """A case for each number, all alike."""
    return [case(number, **fields) for number in numbers]


def of_kinds(*kinds: tuple[Kind, int], start: int = 1, **fields: Any) -> list[Summary]:
    """So many cases of each kind, in the field of that kind."""
    found: list[Summary] = []
    for kind, number in kinds:
        told = {"domain": kind.domain, "kinds": (kind,)}
        numbers = range(start + len(found), start + len(found) + number)
        found += cases(numbers, facts=told, **fields)
    return found


def reporters(tally: Tally, cases: Iterable[str]) -> int:
    """How many different people these cases are of."""
    return len({tally.persons[case] for case in cases})


def activity(kind: ActivityKind, on: date = OPENED, number: int = 1, **fields: Any) -> Activity:
    """An activity of this kind on this day."""
    return Activity(id=f"j-{number:06}", at=AT, on=on, kind=kind, **fields)


def contact(minutes: int = 30, on: date = OPENED, **fields: Any) -> Contact:
    """A conversation for support of so many minutes."""
    told: dict[str, Any] = {"kind": NoteKind.CONVERSATION, "about": NoteAbout.SUPPORT} | fields
    return Contact(on=on, minutes=minutes, **told)


def profile(**fields: Any) -> Profile:
    """A profile with these fields."""
    return Profile(format=FORMAT, dossier="d0ss-1er0", **fields)


def tally(
    summaries: list[Summary],
    activities: list[Activity] | None = None,
    *,
    settings: Profile | None = None,
    period: Period = YEAR,
    destroyed: int = 0,
    published: Issued = (),
) -> Tally:
    """The tally of these summaries and activities."""
    return count(summaries, activities or [], settings or profile(), period, destroyed, published)


def days_later(number: int) -> date:
    """So many days after OPENED."""
    return OPENED + timedelta(days=number)
