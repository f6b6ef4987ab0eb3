"""How long a file is kept, and what a purge may destroy.

Two years after the matter is finished the file is removed and destroyed (LVV code 2021,
dossiervorming). Aftercare belongs to the matter, reopening restarts the clock, and a hold
stops it (our own decisions; DOMAIN.md rule 7 in our words).
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from vp.domain.case import Case

CLOCK_BACK = timedelta(days=1)
CLOCK_AHEAD = timedelta(days=60)
CLOCK_UPTIME = timedelta(hours=20)
"""How long the machine must have run before a second purge may agree with a doubtful clock."""

SHARE = 0.20
AT_LEAST = 5
"""One run destroys at most max(AT_LEAST, SHARE of all cases) unless a person says so."""


class Term(NamedTuple):
    """What a key's name says: the case, when it may be destroyed, and the file it was closed as."""

    case: str
    due: date | None
    digest: str


class Plan(NamedTuple):
    """What a purge on one day would do."""

    due: list[Term]
    """Closed, expired, and the case file is still the one that was closed (or is gone)."""
    kept: list[Term]
    """Expired, but the case file is another than the one that was closed."""
    next: date | None
    """The first day on which something more expires."""


def destroy_on(case: "Case") -> date | None:
    """The day from which the case may be destroyed; None while it runs or is held."""
    # A purge plans by names and dates alone and never needs to know what a case is.
    from vp.domain.case import AFTERWARDS, closing, hold
    from vp.domain.entries import Note

    ended = closing(case)
    if ended is None or hold(case) is not None:
        return None
    finished = max(ended.on, ended.aftercare or ended.on)
    for entry in case.log[case.log.index(ended) :]:
        if isinstance(entry, Note) and entry.about in AFTERWARDS:
            finished = max(finished, entry.on)
    return add_months(finished, ended.retention)


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month."""
    from calendar import monthrange

    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def plan_purge(terms: Iterable[Term], digests: dict[str, str | None], today: date) -> Plan:
    """What may be destroyed today: only names with a date, and only files that are as closed.

    `digests` holds the digest of each expired case's file now, None where there is no file.
    """
    due, kept, later = [], [], []
    for term in terms:
        if term.due is None:
            continue
        if term.due > today:
            later.append(term.due)
        elif digests.get(term.case) in (None, term.digest):
            due.append(term)
        else:
            kept.append(term)
    return Plan(sorted(due), sorted(kept), min(later, default=None))


def is_too_many(due: int, cases: int) -> bool:
    """Whether one run would destroy more than an unattended run may."""
    return due > max(AT_LEAST, int(SHARE * cases))


def is_doubtful(now: date, last: date) -> bool:
    """Whether the clock went back, or jumped further than a laptop lies unused."""
    return now < last - CLOCK_BACK or now > last + CLOCK_AHEAD
