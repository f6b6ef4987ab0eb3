"""What a remote may bring: ordinary files with the names and sizes that vp's own have.

One thing that is out of place and nothing of it is taken. What says what the folder is
(`vp.yaml`, `.gitattributes`, `.gitignore`) is looked at and never taken.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from vp.domain.ids import CASE_ID
from vp.errors import NotReadable
from vp.locale import N_
from vp.store import files, git, objects
from vp.store.marker import MARKER, Marker
from vp.store.objects import Entry

OURS = (MARKER, ".gitattributes", ".gitignore")
"""Files that every laptop keeps as it has them."""

LIST = "destroyed.txt"
_MOST = 100_000
_SHOWN = re.compile(r"[A-Za-z0-9][\w.-]{0,40}(?:/[A-Za-z0-9][\w.-]{0,40})?")
_ID = re.compile(rb"id: *'?([0-9a-z-]+)'?")


def accepted(listed: Iterable[tuple[str, Entry]]) -> dict[str, str]:
    """The files of a commit with their ids. Raises NotReadable, naming what does not belong."""
    found: dict[str, str] = {}
    for path, entry in listed:
        ordinary = (entry.mode, entry.kind) == ("100644", "blob")
        fits = 0 <= entry.size <= files.SEALED_LIMIT
        if not git.is_kept(path) or path in found:
            raise _refused(path, N_("vp keeps no file of that name"))
        if not ordinary:
            raise _refused(path, N_("it is not an ordinary file"))
        if not fits or len(found) >= _MOST:
            raise _refused(path, N_("it is larger than anything vp writes"))
        found[path] = entry.blob
    return found


def require_same_dossier(folder: Path, there: dict[str, str], marker: Marker) -> None:
    """Nothing, when the commit is of this dossier; else NotReadable."""
    data = objects.blobs(folder, [there[MARKER]])[there[MARKER]] if MARKER in there else b""
    said = [found[1].decode() for found in map(_ID.fullmatch, data.splitlines()) if found]
    if said != [marker.id]:
        raise NotReadable(
            N_("the remote holds another dossier, or none; nothing was taken"),
            N_("look at the address; every dossier needs a remote of its own"),
        )


def destroyed(data: bytes) -> set[str]:
    """The ids in a list of destroyed cases. Raises NotReadable for anything else."""
    told = data.decode("ascii", "replace").split()
    if not all(map(CASE_ID.fullmatch, told)):
        raise NotReadable(
            N_("{name} on the remote is not what vp writes; nothing was taken"),
            N_("somebody changed it; look who can write there"),
            name=LIST,
        )
    return set(told)


def _refused(path: str, why: str) -> NotReadable:
    return NotReadable(
        N_("the remote holds {name}, and {why}; nothing was taken"),
        N_("somebody else writes there; take it out, or use a remote that only vp writes to"),
        name=path if _SHOWN.fullmatch(path) else "?",
        why=why,
    )
