"""Whether the folder .git may be trusted with a sync: what git obeys in it, and where it leads.

Most of what a hostile .git can hold is switched off with every call (`vp.store.plumbing`). What
cannot be switched off stops the sync: links out of the folder, settings that are not on the list
here, and old ways to give an address another meaning.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from vp.errors import NotAllowed
from vp.locale import N_
from vp.store import files
from vp.store.key_names import digest
from vp.store.plumbing import ask

_ALLOWED = re.compile(
    r"core\.(?:repositoryformatversion|filemode|bare|logallrefupdates|symlinks|ignorecase"
    r"|precomposeunicode|protectntfs|protecthfs)"
    r"|remote\.[\w-]+\.(?:url|fetch)|branch\.[\w-]+\.(?:remote|merge)|user\.(?:name|email)"
    r"|init\.defaultbranch"
)
"""The settings that a folder made by vp, or cloned with git, has; none of them makes git run
anything, and a remote's name that is a word is never an address."""
_SHOWN = re.compile(r"[\w.-]{1,60}")
_ELSEWHERE = ("commondir", "gitdir", "config.worktree", "modules", "worktrees")


def require_harmless(folder: Path, looked_at: str = "") -> str:
    """A digest of the settings, when git can be used in the folder; else NotAllowed, saying why.

    Settings of which the digest is `looked_at` are not looked at again.
    """
    place = folder / ".git"
    if place.is_symlink() or not place.is_dir():
        raise _refused(".git")
    for path in _links(place):
        raise _refused(_shown(path.relative_to(folder).as_posix()))
    for name in _ELSEWHERE:
        if os.path.lexists(place / name):
            raise _refused(f".git/{name}")
    for name in ("remotes", "branches"):
        if files.names(place / name):
            raise _refused(f".git/{name}")
    config = place / "config"
    found = digest(files.read(config)) if config.exists() else ""
    for key in settings(folder) if found != looked_at else ():
        if not _ALLOWED.fullmatch(key):
            raise NotAllowed(
                N_("the settings in .git/config hold {key}, which vp does not trust"),
                N_("take it out, or move the folder .git elsewhere: vp sync makes a new one"),
                key=_shown(key),
            )
    return found


def settings(folder: Path) -> list[str]:
    """The names of the settings in .git/config, read without following what it includes."""
    path = folder / ".git" / "config"
    if not path.exists():
        return []
    words = ("config", "--file", str(path), "--no-includes", "--null", "--name-only", "--list")
    done = ask(Path("/"), *words)
    if done.code:
        raise _refused(".git/config")
    return [key.decode("utf-8", "replace") for key in done.out.split(b"\0") if key]


def _links(place: Path) -> Iterator[Path]:
    """Whatever in the folder .git leads elsewhere, or is neither a file nor a folder."""
    with os.scandir(place) as found:
        for entry in found:
            ordinary = entry.is_dir(follow_symlinks=False) or entry.is_file(follow_symlinks=False)
            if not ordinary:
                yield Path(entry.path)
            elif entry.is_dir() and not re.fullmatch("[0-9a-f]{2}", entry.name):
                yield from _links(Path(entry.path))


def _shown(text: str) -> str:
    """The name where it is one; a name that could be anything is not repeated."""
    return text if all(map(_SHOWN.fullmatch, text.split("/"))) else "?"


def _refused(name: str) -> NotAllowed:
    return NotAllowed(
        N_("{name} is not as vp made it; git is not started there"),
        N_("move the folder .git elsewhere, and run vp sync again: it makes a new one"),
        name=name,
    )
