"""Where a mirror of the cabinet may be: on a disk of one's own, apart from what it mirrors."""

from pathlib import Path
from typing import TYPE_CHECKING

from vp.errors import NotAllowed, NotThere
from vp.locale import N_
from vp.store import mirror, surroundings, upkeep
from vp.store.upkeep import Mirror

if TYPE_CHECKING:
    from vp.store.shelf import Shelf


def chosen(shelf: "Shelf", folder: Path, fresh_id: str, *, another: bool = False) -> Mirror:
    """The mirror that is meant by this folder: one that vp knows, or a new one with this id.

    Raises NotThere when its disk is not there, NotAllowed where no mirror may be. `another` begins
    a new one where a mirror was before.
    """
    place = folder.expanduser().resolve()
    found = mirror.marker(place)
    if found is None:
        place = place / f"vp-{shelf.marker.id}"
        found = mirror.marker(place)
    require_fit(shelf, place)
    if found and found.dossier != shelf.marker.id:
        raise NotAllowed(
            N_("that is the mirror of another dossier"), N_("name the mirror of this one")
        )
    known = upkeep.read(shelf.private).mirrors
    if found:
        return next((one for one in known if one.id == found.id), Mirror(found.id, place))._replace(
            folder=place
        )
    begun = [one for one in known if one.folder == place]
    if begun and not begun[-1].last:
        return begun[-1]  # the first copy was cut off
    if begun and not another:
        raise NotThere(
            N_("the mirror in {folder} is not there now"),
            N_("connect its disk; to begin another mirror in that place, add --new"),
            folder=folder,
        )
    if not folder.expanduser().absolute().parent.is_dir():
        raise NotThere(
            N_("{folder} is not there"),
            N_("connect the disk, or name a folder that exists"),
            folder=folder,
        )
    return Mirror(fresh_id, place)


def require_fit(shelf: "Shelf", place: Path) -> None:
    """Nothing, when keys may be kept in that place; else NotAllowed."""
    own = (shelf.folder.resolve(), shelf.home.resolve())
    if any(place.is_relative_to(one) or one.is_relative_to(place) for one in own):
        raise NotAllowed(
            N_("a mirror cannot lie in the dossier or in vp's own folder"),
            N_("choose a folder on another disk, a USB stick for example"),
        )
    if file := next((one for one in (place, *place.parents) if one.is_file()), None):
        raise NotAllowed(
            N_("{file} is a file, and keys are kept in a folder"),
            N_("choose a folder on another disk, a USB stick for example"),
            file=file,
        )
    if above := surroundings.git_above(place):
        raise NotAllowed(
            N_("{folder} is a git folder: what is destroyed would stay in its history"),
            N_("choose a folder on another disk, a USB stick for example"),
            folder=above,
        )
    if program := surroundings.synced_by(place):
        raise NotAllowed(
            N_("{program} copies that folder elsewhere: what is destroyed would stay there"),
            N_("choose a folder on another disk, a USB stick for example"),
            program=program,
        )


def shares_disk(shelf: "Shelf", place: Path) -> bool:
    """Whether the mirror is on the disk of the cabinet, and would be lost along with it."""
    try:
        return place.stat().st_dev == shelf.cabinet.folder.stat().st_dev
    except OSError:
        return False
