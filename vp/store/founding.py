"""Making a dossier: the folder, its place in home, and the first sealed file.

`vp.yaml` is written last. Cut off before that, there is no dossier yet, and the next `init` in
the same folder begins anew.
"""

from datetime import date
from pathlib import Path
from typing import NamedTuple

import msgspec

from vp.domain.case import FORMAT
from vp.domain.profile import Profile
from vp.errors import NotAllowed
from vp.locale import N_
from vp.store import clock, codec, files, recipients, rotation, upkeep
from vp.store.age import Identity
from vp.store.cabinet import Cabinet
from vp.store.lock import lock
from vp.store.marker import FORMAT as MARKER_FORMAT
from vp.store.marker import MARKER, Marker, write_marker
from vp.store.recipients import OWN, Recipient

_CACHEDIR = (
    b"Signature: 8a477f597d28d172789f06886806bc55\n"
    b"# Keys of vp: backup programs are asked to pass this folder by; see vp check.\n"
)
_ATTRIBUTES = b"* -text -diff -merge -filter -ident\n"
_IGNORE = b".vp-*\n"


class Plan(NamedTuple):
    """What is to be made, and for whom."""

    folder: Path
    home: Path
    dossier: str
    language: str
    recipients: dict[str, str]
    """Who can open the keys: name and age recipient, the counsellor first."""
    today: date


def require_free(folder: Path) -> None:
    """Nothing, when a dossier can be made in the folder; else NotAllowed."""
    if (folder / MARKER).exists():
        raise NotAllowed(
            N_("{folder} is a dossier already"),
            N_("go on with it, or choose another folder"),
            folder=folder,
        )
    if files.names(folder / "cases"):
        raise NotAllowed(
            N_("{folder} holds cases, but no vp.yaml"),
            N_("put vp.yaml back from your backup; it names the dossier"),
            folder=folder,
        )


def found(plan: Plan, profile: Profile, identity: Identity) -> None:
    """The dossier is there, with the profile in it."""
    require_free(plan.folder)
    private = plan.home / plan.dossier
    _settle_places(plan.home, private)
    everyone = [Recipient(name, public) for name, public in plan.recipients.items()]
    files.create(private / recipients.NAME, recipients.text(everyone))
    upkeep.write(private, upkeep.Upkeep(since=plan.today, rotated=plan.today))
    clock.write(private, clock.Clock(last=plan.today))
    for place in (plan.folder, plan.folder / "cases", plan.folder / "journal"):
        files.make_folder(place)
    files.replace(plan.folder / ".gitattributes", _ATTRIBUTES)
    files.replace(plan.folder / ".gitignore", _IGNORE)
    files.remove(plan.folder / "profile.age")
    cabinet = Cabinet(private, lambda: identity)
    whole = msgspec.structs.replace(profile, format=FORMAT, dossier=plan.dossier)
    cabinet.make("profile", plan.folder / "profile.age", codec.pad(codec.dump(whole)))
    write_marker(plan.folder, Marker(MARKER_FORMAT, plan.dossier, plan.language))
    remember(plan.home, plan.folder)


def remember(home: Path, folder: Path) -> None:
    """The dossier in this folder is meant from now on when nothing else says so."""
    with lock(home / rotation.LOCK):
        files.replace(home / "dossier.txt", f"{folder}\n".encode())


def is_at_home(home: Path, dossier: str) -> bool:
    """Whether the dossier has its place in this home, so that it can be opened here."""
    return (home / dossier / recipients.NAME).is_file()


def settle_in(home: Path, dossier: str, identity: Identity, today: date) -> None:
    """The dossier has an empty cabinet in this home, for this identity alone.

    Who else could open its keys elsewhere is not taken from a mirror: whoever had the stick could
    have written himself into it. The clock is unknown, so that the first purge asks.
    """
    private = home / dossier
    _settle_places(home, private)
    upkeep.write(private, upkeep.Upkeep(since=today, rotated=upkeep.read(private).rotated))
    recipients.write(private, [Recipient(OWN, identity.recipient)])


def _settle_places(home: Path, private: Path) -> None:
    """The folders are there, and home asks backup programs to pass it by."""
    for place in (home, private, private / "keys", private / "marks"):
        files.make_folder(place)
    with lock(home / rotation.LOCK):
        files.replace(home / "CACHEDIR.TAG", _CACHEDIR)
