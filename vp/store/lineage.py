"""What the remote holds, whether it goes on from what was seen, and what both began with."""

from datetime import date
from typing import TYPE_CHECKING

from vp.domain.case import Case
from vp.errors import NotAllowed
from vp.locale import N_
from vp.store import git, incoming, objects, remote
from vp.store.incoming import LIST
from vp.store.opened import name_of, open_
from vp.store.seen import Seen

if TYPE_CHECKING:
    from vp.store.dossier import Dossier


def accepted(dossier: "Dossier", fetched: str) -> dict[str, str]:
    """What the remote holds, all of it such as vp writes."""
    if not fetched:
        return {}
    there = incoming.accepted(objects.entries(dossier.folder, fetched))
    incoming.require_same_dossier(dossier.folder, there, dossier.marker)
    return there


def began(
    dossier: "Dossier", known: Seen, fetched: str, there: dict[str, str], *, believes: bool
) -> dict[str, str]:
    """What both began with.

    Raises NotAllowed for a remote that went back or is a stranger, unless a person `believes` it.
    """
    folder = dossier.folder
    if not believes:
        remote.require_descent(folder, known.commit, fetched)
    common = objects.common(folder, fetched, known.commit or objects.head(folder))
    if fetched and not known.commit and common != fetched and not believes:
        raise NotAllowed(
            N_("this laptop does not know that remote yet; its newest entry is of {day}"),
            N_("if that is the latest there should be: vp sync --confirm newest"),
            day=_newest(dossier, there) or "?",
        )
    if not common:
        return {}
    began = {
        path: entry.blob for path, entry in objects.entries(folder, common) if git.is_kept(path)
    }
    return began | {path: blob for path, blob in known.waiting.items() if path in there}


def _newest(dossier: "Dossier", there: dict[str, str]) -> date | None:
    """The day of the newest entry in the cases there that can be opened."""
    cases = {path: blob for path, blob in there.items() if path.startswith("cases/")}
    days = []
    for path, blob in cases.items():
        data = objects.blobs(dossier.folder, [blob])[blob]
        found = open_(dossier, name_of(path), data)
        if found and isinstance(found.record, Case):
            days += [one.at.date() for one in found.record.log] or [found.record.facts.opened]
    return max(days, default=None)


def listed(dossier: "Dossier", there: dict[str, str]) -> set[str]:
    """The ids that the remote lists as destroyed."""
    blob = there.get(LIST)
    return incoming.destroyed(objects.blobs(dossier.folder, [blob])[blob]) if blob else set()
