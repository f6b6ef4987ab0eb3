"""How a case ends, starts again, and is held.

Closing starts the term of keeping (LVV code 2021, dossiervorming). Ending early is discussed with
the reporter first and comes with a referral, or with a reason why not (the same, beëindigen).
"""

from datetime import date

from vp.domain.case import (
    Case,
    append,
    closing,
    hold,
    is_open,
    of_kind,
    open_reminders,
    record,
    require_day,
)
from vp.domain.entries import Closing, HoldLifted, HoldSet, Referred, Reminder, Reopening
from vp.domain.vocabulary import CONDUCT_OUTCOMES, CloseReason
from vp.domain.weighing import runs
from vp.errors import NotAllowed, Usage
from vp.locale import N_

BY_THE_COUNSELLOR = (CloseReason.VP_ENDED, CloseReason.ROLE_CONFLICT)
"""Endings in which the counsellor steps back, so that he points to somebody else."""


def close(case: Case, ending: Closing, today: date, reminders: tuple[Reminder, ...] = ()) -> Case:
    """The closed case, with reminders for aftercare and a later look for detriment."""
    require_open(case)
    require_day(ending.on, case.facts.opened, today)
    last = max((entry.on for entry in case.log), default=case.facts.opened)
    if ending.on < last:
        raise NotAllowed(
            N_("{day} is before the last entry of case {case}"),
            N_("the last entry is of {last}; close on that day or later"),
            day=ending.on,
            case=case.id,
            last=last,
        )
    if ending.talk_on:
        require_day(ending.talk_on, case.facts.opened, today)
    _require_no_open_weighing(case)
    _require_one_conduct_outcome(ending)
    _require_careful_ending(case, ending)
    waiting = {entry.purpose for entry in open_reminders(case)}
    fresh = [entry for entry in reminders if entry.purpose not in waiting]
    return append(record(case, ending, today), *fresh)


def reopen(case: Case, reopening: Reopening, today: date) -> Case:
    """The case runs again; its term is gone until it is closed anew."""
    require_closed(case, reopening.on)
    return record(case, reopening, today)


def set_hold(case: Case, entry: HoldSet, today: date) -> Case:
    """Destruction waits; the hold is looked at again on its review date."""
    if entry.until <= today:
        raise NotAllowed(
            N_("a hold is looked at again on a day to come; {until} is not"),
            N_("choose a day to come, for example in three months"),
            until=entry.until,
        )
    if not entry.text:
        raise Usage(
            N_("a hold has a reason"),
            N_("type it, or give it on standard input"),
        )
    return record(case, entry, today)


def lift_hold(case: Case, entry: HoldLifted, today: date) -> Case:
    """Nothing holds destruction any more; the term counts again."""
    if hold(case) is None:
        raise NotAllowed(
            N_("there is no hold on case {case}"),
            N_("vp show {case} tells what is in force"),
            case=case.id,
        )
    return record(case, entry, today)


def require_open(case: Case) -> None:
    """Nothing, while the case runs; else NotAllowed."""
    if not is_open(case):
        raise NotAllowed(
            N_("case {case} is closed"),
            N_("reopen it first: vp reopen {case}"),
            case=case.id,
        )


def require_closed(case: Case, on: date) -> None:
    """Nothing, when the case was closed on that day or before; else NotAllowed."""
    ended = closing(case)
    if ended is None:
        raise NotAllowed(
            N_("case {case} is open already"), N_("nothing needs to be done"), case=case.id
        )
    if on < ended.on:
        raise NotAllowed(
            N_("case {case} was closed on {closed}, after that day"),
            N_("give that day or a later one with --on"),
            case=case.id,
            closed=ended.on,
        )


def _require_no_open_weighing(case: Case) -> None:
    for run in runs(case):
        if run.ended is None:
            raise NotAllowed(
                N_("breach {breach} of case {case} is still open"),
                N_("go on with it, or end it first: vp breach end {case} --as not_broken"),
                breach=run.opened.id,
                case=case.id,
            )


def _require_one_conduct_outcome(ending: Closing) -> None:
    conduct = [one for one in ending.outcomes if one in CONDUCT_OUTCOMES]
    if len(conduct) > 1:
        raise Usage(
            N_("only one outcome says whether the conduct stopped: {outcomes}"),
            N_("choose one of them"),
            outcomes=", ".join(one.key for one in conduct),
        )


def _require_careful_ending(case: Case, ending: Closing) -> None:
    if ending.reason in BY_THE_COUNSELLOR and not (of_kind(case, Referred) or ending.text):
        raise NotAllowed(
            N_("who steps back points to somebody else"),
            N_("record it first: vp refer {case} --to other_vp; or give the reason why not"),
            case=case.id,
        )
    talked = ending.talk_on is not None and ending.talk_on <= ending.on
    if ending.reason is CloseReason.VP_ENDED and not (talked or ending.text):
        raise NotAllowed(
            N_("ending early is discussed with the reporter first"),
            N_("give the day of that talk with --talk, or the reason why there was none"),
        )
