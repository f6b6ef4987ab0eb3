"""Versions of the folder in git: what vp keeps there, and nothing else, commit by commit.

`vp.store.plumbing` starts git, `vp.store.objects` knows what it keeps.
"""

import os
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from vp.domain.ids import CASE_ID
from vp.store import files, objects
from vp.store.age import HEADER
from vp.store.plumbing import ask, is_there, require

__all__ = [
    "Version",
    "begin",
    "commit",
    "glance",
    "is_begun",
    "is_kept",
    "is_there",
    "kept",
    "versions",
]

SENT = ("vp.yaml", "profile.age", "destroyed.txt", ".gitattributes", ".gitignore")
FOLDERS = {
    "cases": re.compile(rf"{CASE_ID.pattern}\.age"),
    "journal": re.compile(r"(?:[0-9]{4}|ledger)\.age"),
    "reports": re.compile(r"[0-9]{4}[0-9.-]*\.yaml"),
}
_FITS: dict[str, Callable[[str], object]] = {
    under: pattern.fullmatch for under, pattern in FOLDERS.items()
}


class Version(NamedTuple):
    """One version of one file: its name in the folder (empty where unknown), and its bytes."""

    path: str
    data: bytes


def begin(folder: Path, *, bare: bool = False) -> None:
    """The folder is a git work tree of its own, with nothing of the user's git settings in it."""
    kind = ("--bare",) if bare else ()
    words = ("init", "--quiet", "--template=", "--initial-branch=main", *kind, str(folder))
    require(folder if not bare else folder.parent, *words)


def is_begun(folder: Path) -> bool:
    """Whether the folder has a git history."""
    return (folder / ".git").is_dir()


def is_kept(path: str) -> bool:
    """Whether vp keeps a file of this name, given from the folder on, in a commit."""
    under, _slash, name = path.rpartition("/")
    return bool(FOLDERS[under].fullmatch(name)) if under in FOLDERS else path in SENT


def commit(folder: Path, today: date) -> str:
    """Everything that vp keeps in the folder is in one commit more; nothing when none changed.

    Message, author and moment say nothing: `sync`, `vp`, the first of the month.
    """
    tree = objects.make_tree(folder, objects.store(folder, kept(folder)))
    parent = objects.head(folder)
    if parent and objects.tree_id(folder, parent) == tree:
        return parent
    made = objects.make_commit(folder, tree, [parent] if parent else [], today)
    objects.set_head(folder, made, parent)
    return made


def versions(folder: Path) -> Iterator[Version]:
    """Every version of every sealed file in the object store, reachable or not.

    Raises NotReadable where git cannot tell: none found must not look like none there.
    """
    listed = ask(folder, "rev-list", "--all", "--objects").out.decode("utf-8", "replace")
    named = dict(line.split(" ", 1) for line in listed.splitlines() if " " in line)
    every = require(folder, "cat-file", "--batch-all-objects", "--batch-check").decode()
    found = [line.split(" ")[0] for line in every.splitlines() if line.split(" ")[1] == "blob"]
    for start in range(0, len(found), 16):
        for blob, data in objects.blobs(folder, found[start : start + 16]).items():
            if data.startswith(HEADER):
                yield Version(named.get(blob, ""), data)


def kept(folder: Path) -> dict[str, str]:
    """The files that vp keeps in the folder, with the id git gives to what they hold."""
    found = {}
    for path in _names(folder):
        place = folder / path
        if place.is_file() and not place.is_symlink():
            found[path] = objects.blob_id(files.read(place))
    return found


def glance(folder: Path) -> str:
    """A digest of how the files that vp keeps lie there, without reading them.

    The same as long as none was replaced, as git's own index has it.
    """
    from hashlib import sha256

    told = []
    for under, fits in {"": frozenset(SENT).__contains__, **_FITS}.items():
        place = folder / under
        if under and (place.is_symlink() or not place.is_dir()):
            continue
        with os.scandir(place) as found:
            for one in found:
                if fits(one.name):
                    at = one.stat(follow_symlinks=False)
                    lies = (at.st_mode, at.st_size, at.st_mtime_ns, at.st_ctime_ns, at.st_ino)
                    told.append(f"{under}/{one.name} {lies}\n")
    return sha256("".join(sorted(told)).encode()).hexdigest()[:32]


def _names(folder: Path) -> Iterator[str]:
    yield from SENT
    for under, pattern in FOLDERS.items():
        if not (folder / under).is_symlink():
            yield from (
                f"{under}/{one}" for one in files.names(folder / under) if pattern.fullmatch(one)
            )
