"""A file goes to another counsellor, and one comes from another.

A running file goes to a new counsellor only with the reporter's consent (LVV code 2021,
dossiervorming).
"""

from collections.abc import Container
from datetime import date

import msgspec

from vp.domain import consent
from vp.domain.case import Case, record
from vp.domain.leaving import HandedOver, Received
from vp.domain.vocabulary import ConsentKind
from vp.errors import NotAllowed
from vp.locale import N_


def hand_over(case: Case, entry: HandedOver, own: Container[str], today: date) -> Case:
    """The case in which is recorded to whom it goes, under the consent in force on that day.

    `own` are the counsellor's own recipients: to one of them is no hand-over.
    """
    if entry.to in own:
        raise NotAllowed(
            N_("that is a key of your own; a file is handed over to another counsellor"),
            N_("ask your successor for the line that begins with age1"),
        )
    found = consent.in_force(case, ConsentKind.TRANSFER_FILE, entry.on)
    if found is None:
        raise NotAllowed(
            N_("the reporter has not agreed that case {case} is handed over"),
            N_("ask, and record it first: vp consent give {case} --kind transfer_file"),
            case=case.id,
        )
    return record(case, msgspec.structs.replace(entry, consent=found.id), today)


def receive(case: Case, dossier: str, entry: Received, today: date) -> Case:
    """The case as it is kept here: under its own id, in this dossier, saying where it came from."""
    full = msgspec.structs.replace(entry, dossier=case.dossier)
    ours = msgspec.structs.replace(case, dossier=dossier, revision=1)
    return record(ours, full, today)


def handed_over(case: Case) -> HandedOver | None:
    """How the file was last handed over, or None where it never was."""
    found = [entry for entry in case.log if isinstance(entry, HandedOver)]
    return found[-1] if found else None
