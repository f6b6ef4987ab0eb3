"""When something became known here: that decides in which report it can still be counted."""

from datetime import datetime

from vp.domain.case import Case, of_kind
from vp.domain.entries import Edited
from vp.domain.leaving import Received


def moments(case: Case) -> dict[str, datetime]:
    """When each entry was written down here: what came with a file, when the file came."""
    came = [entry.at for entry in of_kind(case, Received)][-1:]
    return {entry.id: max([entry.at, *came]) for entry in case.log}


def of_opening(case: Case) -> datetime | None:
    """When the opening was written down: with the first entry; None where that is not known.

    A file that was opened without a word has a first entry of a later day, and a moment of its
    own that nothing tells; unless the file came from elsewhere, or its opening was moved.
    """
    if not case.log:
        return None
    first = case.log[0]
    moved = any("opened" in edited.changed for edited in of_kind(case, Edited))
    if first.on != case.facts.opened and not moved and not of_kind(case, Received):
        return None
    return moments(case)[first.id]
