"""The work without a case: advice, information, training, talks, findings; one journal a year."""

from datetime import date

import msgspec

from vp.domain.record import Moment, Record
from vp.domain.vocabulary import ActivityKind
from vp.errors import NotAllowed, NotThere
from vp.locale import N_

TASKS: dict[str, tuple[ActivityKind, ...]] = {
    "inform": (ActivityKind.INFORMATION, ActivityKind.TRAINING_GIVEN),
    "advise": (
        ActivityKind.ADVICE_ASKED,
        ActivityKind.ADVICE_UNASKED,
        ActivityKind.SIGNAL,
        ActivityKind.LEADERSHIP_TALK,
        ActivityKind.WORKS_COUNCIL_TALK,
        ActivityKind.PARTNER_TALK,
    ),
    "profession": (
        ActivityKind.PEER_REVIEW,
        ActivityKind.TRAINING_TAKEN,
        ActivityKind.EVALUATION,
    ),
}
"""The main tasks beside support (LVV, what is a VP), and the care for the profession itself."""


class Activity(Record, kw_only=True, rename={"on": "day"}):
    """One piece of work that belongs to no case; `text` is the counsellor's own."""

    id: str
    at: Moment
    on: date
    kind: ActivityKind
    minutes: int = 0
    reach: int = 0
    """How many people it reached."""
    pressure: bool = False
    """The counsellor was pressed or harmed for his work (LVV profile 2017, §4.6)."""
    cases: int = 0
    """How many cases stand behind a signal."""
    report: str = ""
    """The period of the annual report that was given or discussed in this talk."""
    follows: str = ""
    """The earlier recommendation that this says the state of."""
    text: str = ""


class Journal(Record, kw_only=True):
    """The counsellor's own year."""

    format: int = msgspec.field(default=0)
    dossier: str
    year: int
    revision: int = 0
    activities: tuple[Activity, ...] = ()
    copies: dict[str, int] = {}
    """How many readable copies there are of each case that was closed with some; the unattended
    purge cannot look, and the certificate repeats it."""


def add(journal: Journal, activity: Activity, today: date) -> Journal:
    """The journal with the activity; it belongs to the year and is not in the future."""
    if activity.on > today:
        raise NotAllowed(
            N_("{day} has not come yet"), N_("today is {today}"), day=activity.on, today=today
        )
    if activity.on.year != journal.year:
        raise NotThere(
            N_("{day} does not belong to the journal of {year}"),
            N_("give the day itself with --on"),
            day=activity.on,
            year=journal.year,
        )
    return msgspec.structs.replace(journal, activities=(*journal.activities, activity))


def require_untraceable(activity: Activity, consents: list[bool], minimum: int) -> None:
    """Nothing, when a signal may go out; else NotAllowed.

    Enough cases stand behind it (Huis §5.3), and each case that may be recognised has a consent
    for a recognisable signal in force: one of `consents` per such case (complaints, casus).
    """
    if activity.kind is not ActivityKind.SIGNAL:
        return
    if not all(consents):
        raise NotAllowed(
            N_("a case may be recognised in this signal, and its reporter did not consent"),
            N_("ask first: vp consent give CASE --kind recognisable_signal"),
        )
    if activity.cases < minimum and not consents:
        raise NotAllowed(
            N_("a signal rests on at least {minimum} cases; this one on {cases}"),
            N_("give their number with --cases, or name the cases that may be recognised"),
            minimum=minimum,
            cases=activity.cases,
        )
