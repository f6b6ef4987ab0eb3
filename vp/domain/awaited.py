"""By when a report that went through the counsellor is answered.

Sources disagree whether feedback counts from receipt or from the acknowledgement: both readings
are kept, and the agenda goes by the earlier (LVV profile 2017 §4.3: follow whether a report is
handled properly). The terms themselves are settings.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple, Protocol, TypeVar

from vp.domain.profile import Terms
from vp.domain.vocabulary import Direction

M = TypeVar("M", bound="Carried")


class Carried(Protocol):
    """What is told of a message where its text is not: an entry of the log, or of a summary."""

    @property
    def on(self) -> date:
        """The day it went through."""

    @property
    def direction(self) -> Direction:
        """Which way."""

    @property
    def report(self) -> bool:
        """Whether it was the report itself."""


class Awaited(NamedTuple):
    """By when a report is answered, as the terms of the profile say."""

    since: date
    """The day of the report."""
    acknowledgement: date | None
    """The last day to confirm receipt; None once a message came back."""
    readings: tuple[date, ...]
    """The last day for feedback: from receipt, then from the acknowledgement if there is one."""

    @property
    def feedback(self) -> date:
        """The earlier of the readings."""
        return min(self.readings)


def awaited(messages: Iterable[Carried], terms: Terms) -> Awaited | None:
    """By when the first report is answered, or None where no report went out.

    The first message that comes in after it is its acknowledgement.
    """
    course = in_order(messages)
    sent = [n for n, m in enumerate(course) if m.report and m.direction is Direction.OUT]
    if not sent:
        return None
    since = course[sent[0]].on
    back = [m.on for m in course[sent[0] :] if m.direction is Direction.IN][:1]
    term = timedelta(days=terms.feedback_days)
    return Awaited(
        since=since,
        acknowledgement=None if back else since + timedelta(days=terms.acknowledgement_days),
        readings=tuple(start + term for start in (since, *back)),
    )


def in_order(messages: Iterable[M]) -> list[M]:
    """The messages by day; those of one day as they were recorded."""
    return sorted(messages, key=lambda message: message.on)
