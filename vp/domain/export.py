"""Who may get a copy of a case, and how it is recorded that he did.

The reporter may see his own file (AVG, art. 15). A committee gets the passages chosen for it and
no more, under a consent or a weighing that says why (LVV code 2021, vertrouwelijkheid,
dossiervorming).
"""

import re
from collections.abc import Iterable
from datetime import date

import msgspec

from vp.domain import breach, consent
from vp.domain.case import Case, hold, record
from vp.domain.copies import chosen
from vp.domain.entries import Consent, Disclosure
from vp.domain.ids import ENTRY_ID
from vp.domain.leaving import Made
from vp.domain.vocabulary import (
    BreachEnd,
    BreachGround,
    ConsentForm,
    KeepFile,
    Recipient,
)
from vp.domain.weighing import Run, runs
from vp.errors import NotAllowed
from vp.locale import N_

GROUNDS = (
    BreachGround.OWN_DEFENCE,
    BreachGround.COURT_ORDER,
    BreachGround.SUPERVISORY_COMMITTEE,
)
"""The grounds on which a committee may be given passages without the reporter's consent."""

FOR_REPORTER, FOR_COMMITTEE = "export_reporter", "export_committee"
"""What kind of copy was made, as a case stores it."""

COMMITTEE = Recipient.COMPLAINTS_COMMITTEE.key
FORM = ConsentForm.UNNAMED
"""A copy for a committee has handles in the place of all names."""


def give_reporter(case: Case, made: Made, today: date) -> Case:
    """The case in which is recorded that the reporter gets a copy of his own file.

    It needs no consent. Refused while a hold stands.
    """
    if held := hold(case):
        raise NotAllowed(
            N_("case {case} is held until {until}; no copy goes to the reporter meanwhile"),
            N_(
                "after vp hold lift {case} it can; for the matter: vp export {case} --for committee"
            ),
            case=case.id,
            until=held.until,
        )
    return record(case, msgspec.structs.replace(made, what=FOR_REPORTER), today)


def give_committee(
    case: Case, ids: Iterable[str], disclosure: Disclosure, made: Made, today: date
) -> Case:
    """The case in which is recorded which passages the committee gets, and under what.

    The guards of the ledger and of the protocol hold: each disclosure is weighed anew. A weighing
    that ended as broken covers a new copy of what was given under it, and nothing more.
    """
    told = [entry.id for entry in chosen(case, ids)]
    text = "" if case.facts.keep_file is KeepFile.NO else " ".join(told)
    full = msgspec.structs.replace(disclosure, to=COMMITTEE, form=FORM, text=text)
    match under := basis(case, disclosure.on):
        case Consent():
            given = msgspec.structs.replace(full, consent=under.id)
            case = consent.disclose(case, given, today)
        case Run():
            if under.ended is None or not _given(under).issuperset(told):
                given = msgspec.structs.replace(full, breach=under.opened.id)
                case = breach.disclose(case, given, today)
    return record(case, msgspec.structs.replace(made, what=FOR_COMMITTEE, to=COMMITTEE), today)


def basis(case: Case, on: date) -> Consent | Run:
    """What a copy for a committee rests on that day. Raises NotAllowed when there is nothing.

    A consent, or else a weighing on one of GROUNDS that is open or ended as broken.
    """
    if covering := consent.covering(case, COMMITTEE, FORM, on):
        return covering[-1]
    found = [run for run in runs(case) if run.opened.ground in GROUNDS and _counts(run)]
    if not found:
        raise NotAllowed(
            N_("no consent and no weighing covers a copy of case {case} for a committee"),
            N_(
                "weigh it: vp breach open {case} --ground own_defence; or with consent:"
                " vp consent give {case} --kind share_other --to complaints_committee"
            ),
            case=case.id,
        )
    return next((run for run in found if run.ended is None), found[-1])


def _counts(run: Run) -> bool:
    return run.ended is None or run.ended.end is BreachEnd.BROKEN


def _given(run: Run) -> set[str]:
    """The ids of the passages that a committee was given under this run."""
    told = [entry.text for entry in run.disclosures if entry.to == COMMITTEE]
    return {id_ for text in told for id_ in re.findall(ENTRY_ID, text)}
