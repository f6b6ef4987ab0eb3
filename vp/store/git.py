"""Versions of the folder, over git's plumbing; the only module that starts git.

A hostile repository must run nothing: no porcelain that reads attributes, an environment made
from nothing, git by its absolute path, and settings that switch off hooks, helpers and filters.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from vp.domain.ids import CASE_ID
from vp.errors import NotReadable, NotThere, NotWritten
from vp.locale import N_
from vp.store import files

_SETTINGS = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.symlinks=false",
    "core.sshCommand=ssh",
    "core.pager=cat",
    "protocol.allow=never",
    "commit.gpgSign=false",
    "gc.auto=0",
    "maintenance.auto=false",
)
_SENT = ("vp.yaml", "profile.age", "destroyed.txt", ".gitattributes", ".gitignore")
_FOLDERS = {
    "cases": re.compile(rf"{CASE_ID.pattern}\.age"),
    "journal": re.compile(r"(?:[0-9]{4}|ledger)\.age"),
    "reports": re.compile(r"[0-9]{4}[0-9.-]*\.yaml"),
}
_BRANCH = "refs/heads/main"
_AUTHOR = "vp <vp@localhost>"


class Version(NamedTuple):
    """One version of one file: its name in the folder (empty where unknown), and its bytes."""

    path: str
    data: bytes


def is_there() -> bool:
    """Whether git is installed."""
    return shutil.which("git") is not None


def begin(folder: Path) -> None:
    """The folder is a git work tree of its own, with nothing of the user's git settings in it."""
    _git(folder, "init", "--quiet", "--template=", "--initial-branch=main", str(folder))


def is_begun(folder: Path) -> bool:
    """Whether the folder has a git history."""
    return (folder / ".git").is_dir()


def commit(folder: Path, today: date) -> None:
    """Everything that vp keeps in the folder is in one commit more; nothing when none changed.

    Message, author and moment say nothing: `sync`, `vp`, the first of the month.
    """
    tree = _tree(folder, "")
    parent = _git(folder, "rev-parse", "--quiet", "--verify", _BRANCH, check=False).strip()
    if parent and _git(folder, "rev-parse", f"{parent}^{{tree}}").strip() == tree:
        return
    moment = f"{today:%Y-%m}-01T00:00:00+0000"
    parents = ("-p", parent) if parent else ()
    made = _git(folder, "commit-tree", tree, *parents, "-m", "sync", moment=moment).strip()
    _git(folder, "update-ref", _BRANCH, made, *([parent] if parent else []))


def versions(folder: Path) -> Iterator[Version]:
    """Every version of every sealed file in the object store, reachable or not.

    Raises NotReadable where git cannot tell: none found must not look like none there.
    """
    named = dict(
        line.split(" ", 1)
        for line in _git(folder, "rev-list", "--all", "--objects", check=False).splitlines()
        if " " in line
    )
    every = _git(folder, "cat-file", "--batch-all-objects", "--batch-check")
    for line in every.splitlines():
        name, kind, _size = line.split(" ")
        if kind == "blob":
            data = _git_bytes(folder, "cat-file", "blob", name)
            if data.startswith(b"age-encryption.org/v1"):
                yield Version(named.get(name, ""), data)


def _tree(folder: Path, under: str) -> str:
    """The id of the tree that holds the files vp keeps in this folder."""
    wanted = filter(_FOLDERS[under].fullmatch, files.names(folder / under)) if under else _SENT
    lines = []
    for name in wanted:
        path = folder / under / name
        if path.is_file() and not path.is_symlink():
            blob = _git(
                folder, "hash-object", "-w", "--no-filters", "--stdin", feed=files.read(path)
            )
            lines.append(f"100644 blob {blob.strip()}\t{name}")
    if not under:
        for name in _FOLDERS:
            if (folder / name).is_dir() and not (folder / name).is_symlink():
                lines.append(f"040000 tree {_tree(folder, name)}\t{name}")
    return _git(folder, "mktree", feed="".join(f"{line}\n" for line in lines).encode()).strip()


def _git(folder: Path, *words: str, feed: bytes = b"", moment: str = "", check: bool = True) -> str:
    return _git_bytes(folder, *words, feed=feed, moment=moment, check=check).decode(
        "utf-8", "replace"
    )


def _git_bytes(
    folder: Path, *words: str, feed: bytes = b"", moment: str = "", check: bool = True
) -> bytes:
    program = shutil.which("git")
    if program is None:
        raise NotThere(N_("git is not installed"), N_("install git, or go on without versions"))
    settings = [part for one in _SETTINGS for part in ("-c", one)]
    done = subprocess.run(  # noqa: S603 (absolute path, fixed words, no shell)
        [program, *settings, "-C", str(folder), *words],
        input=feed,
        capture_output=True,
        env=_environment(moment),
        check=False,
    )
    if done.returncode and check:
        fault = NotReadable if words[0] in ("rev-parse", "cat-file", "rev-list") else NotWritten
        raise fault(
            N_("git could not do {word} in the dossier folder"),
            N_("look at the folder with vp check"),
            word=words[0],
        )
    return done.stdout


def _environment(moment: str) -> dict[str, str]:
    name, address = _AUTHOR.removesuffix(">").split(" <")
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "SSH_AUTH_SOCK") if key in os.environ}
    return kept | {
        "LANG": "C",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_AUTHOR_NAME": name,
        "GIT_AUTHOR_EMAIL": address,
        "GIT_AUTHOR_DATE": moment,
        "GIT_COMMITTER_NAME": name,
        "GIT_COMMITTER_EMAIL": address,
        "GIT_COMMITTER_DATE": moment,
    }
