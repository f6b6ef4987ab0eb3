"""What lies around a folder that could read along: sync programs, shared disks, other histories."""

import os
import stat
import sys
from pathlib import Path

_SYNCED = (
    "dropbox",
    "onedrive",
    "google drive",
    "googledrive",
    "icloud",
    "mobile documents",
    "nextcloud",
    "owncloud",
    "sharepoint",
    "box sync",
    "stack",
    "pcloud",
    "syncthing",
)  # fmt: skip  (names, not a list to read down)
_SHARED = ("/mnt/", "/media/", "/net/", "/Volumes/", "//", "\\\\")


def synced_by(path: Path) -> str:
    """The part of the path that names a sync program, or an empty string."""
    for part in path.absolute().parts:
        folded = part.casefold()
        if any(folded.startswith(name) for name in _SYNCED):
            return part
    return ""


def looks_shared(path: Path) -> bool:
    """Whether the path lies on what is usually a network or shared disk."""
    return str(path.absolute()).startswith(_SHARED)


def git_above(path: Path) -> Path | None:
    """The folder above (or at) the path that is a git work tree, or None."""
    for place in (path.absolute(), *path.absolute().parents):
        if (place / ".git").exists():
            return place
    return None


def open_to_others(path: Path) -> bool:
    """Whether anyone but the owner can read or enter the path; on Windows this cannot tell."""
    if sys.platform == "win32":
        return False
    try:
        return bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))
    except OSError:
        return False


def is_unseen(path: Path) -> bool:
    """Whether only Windows knows who can get at the path: it is not the user's own folder."""
    return sys.platform == "win32" and not path.absolute().is_relative_to(Path.home())


def owned_by_another(path: Path) -> bool:
    """Whether the path belongs to another user than the one who runs vp."""
    return hasattr(os, "getuid") and path.exists() and path.stat().st_uid != os.getuid()
