"""A damaged file of which git still has a version that opens: the newest of those takes its place.

What lay there is kept aside in home, under `damaged/`, as it was. What was written after that
version is not in it: `vp check` says so as long as it knows of a newer one (`vp.store.seen`).
"""

from contextlib import suppress
from typing import TYPE_CHECKING

from vp.errors import NotReadable, NotThere
from vp.store import files, git, key_names
from vp.store.opened import Opened, open_
from vp.store.plumbing import is_there

if TYPE_CHECKING:
    from vp.store.dossier import Dossier

FOLDER = "damaged"


def restore(dossier: "Dossier", name: str) -> bool:
    """Whether the file opens now: it did already, or a version of it in git does."""
    with dossier.writing():
        dossier.resume()
        path = dossier.path_of(name)
        damaged = b""
        with suppress(NotThere):
            damaged = files.read(path)
        if damaged and open_(dossier, name, damaged):
            return True
        best = _newest(dossier, name)
        if best is None:
            return False
        if damaged:
            files.make_folder(dossier.private / FOLDER)
            aside = dossier.private / FOLDER / f"{name}.{key_names.digest(damaged)}.age"
            files.replace(aside, damaged)
        files.replace(path, best.sealed)
        return True


def _newest(dossier: "Dossier", name: str) -> Opened | None:
    """The version in git that was saved last, of those that the key here opens."""
    if not is_there() or not git.is_begun(dossier.folder):
        return None
    path = dossier.path_of(name).relative_to(dossier.folder).as_posix()
    found: list[Opened] = []
    with suppress(NotReadable):
        versions = [one for one in git.versions(dossier.folder) if one.path in ("", path)]
        opened = (open_(dossier, name, one.data) for one in versions)
        found = [one for one in opened if one]
    return max(found, key=lambda one: one.revision, default=None)
