"""Who can open the keys beside the counsellor: deputies, and the recovery key on paper.

Adding somebody seals every key anew, never a case. Taking somebody out does that too, and gives
what he could read new keys (`vp.store.renewal`), since he may have kept the old ones.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from vp.errors import NotAllowed, NotThere
from vp.locale import N_
from vp.store import recipients, register, renewal, resealing
from vp.store.recipients import PAPER, Recipient

if TYPE_CHECKING:
    from vp.store.dossier import Dossier

Step = Callable[[int, int], None]


def add(dossier: "Dossier", somebody: Recipient, step: Step) -> None:
    """Somebody more can open every key. Raises NotAllowed for who is there already."""
    with dossier.writing():
        dossier.resume()
        everyone = recipients.read(dossier.private)
        _require_new(everyone, somebody)
        opening = dossier.cabinet.unlock()
        resealing.change(dossier.private, [*everyone, somebody], opening, step)


def remove(dossier: "Dossier", name: str, step: Step) -> list[str]:
    """Nobody of that name opens anything that is written from now on.

    Open cases, profile and journals have new keys, closed cases get one when they are next
    written. Returns what could not be opened, which waits too. Raises NotThere, NotAllowed.
    """
    with dossier.writing():
        dossier.resume()
        everyone = recipients.read(dossier.private)
        left = [one for one in everyone if one.name != name]
        if left == everyone and renewal.overdue(dossier):
            return renewal.renew(dossier, step)  # he is out, and it was cut off there
        if left == everyone:
            raise NotThere(N_("there is no recipient of that name"), N_("vp key list shows them"))
        return _take_out(dossier, left, step)


def replace_paper(dossier: "Dossier", public: str, step: Step) -> list[str]:
    """The recovery key opens every key, and the one before it nothing written from now on.

    Returns what could not be opened.
    """
    with dossier.writing():
        dossier.resume()
        everyone = recipients.read(dossier.private)
        paper = Recipient(PAPER, public)
        left = [one for one in everyone if one.name != PAPER]
        if left != everyone:
            return _take_out(dossier, [*left, paper], step)
        resealing.change(dossier.private, [*left, paper], dossier.cabinet.unlock(), step)
        return []


def has_paper(dossier: "Dossier") -> bool:
    """Whether there is a recovery key on paper."""
    return any(one.name == PAPER for one in recipients.read(dossier.private))


def _take_out(dossier: "Dossier", left: list[Recipient], step: Step) -> list[str]:
    opening = dossier.cabinet.unlock()
    resealing.require_own(left, opening)
    register.read(dossier.register_path, dossier.marker.id)  # damage is found before anything goes
    renewal.demand(dossier)
    resealing.change(dossier.private, left, opening)
    return renewal.renew(dossier, step)


def _require_new(everyone: list[Recipient], somebody: Recipient) -> None:
    if somebody.name in {one.name for one in everyone}:
        raise NotAllowed(
            N_("there is a recipient of that name already"),
            N_("choose another name, or take him out first: vp key remove {name}"),
            name=somebody.name,
        )
    if somebody.public in {one.public for one in everyone}:
        raise NotAllowed(N_("he can open the keys already"), N_("vp key list shows his name"))
