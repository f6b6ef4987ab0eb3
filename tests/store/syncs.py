"""Syncing laptops in tests: a bare remote, and what plain git does to it and to .git folders."""

import os
import subprocess
from pathlib import Path
from typing import Any

from tests.store.conftest import Laptop
from tests.strategies import TODAY
from vp.store import git
from vp.store.remote import Address
from vp.store.syncing import Synced, Wish, sync


def bare(place: Path) -> Path:
    """An empty remote."""
    place.mkdir(parents=True)
    git.begin(place, bare=True)
    return place


def synced(laptop: Laptop, remote: Path | None = None, **wish: Any) -> Synced:
    """The laptop synced; with the remote named, where one is given."""
    address = Address(str(remote)) if remote else None
    fixed: dict[str, Any] = {"today": TODAY, "remote": address}
    return sync(laptop.open(), Wish(**(fixed | wish)))


def keys(done: Synced) -> dict[str, str]:
    """What asked for a person: its kind, by the name of the file."""
    return {one.fields["name"]: one.key for one in done.remarks}


def ask(place: Path, *words: str, feed: bytes = b"", index: Path | None = None) -> str:
    """What plain git says there, as a stranger would ask it."""
    environ = {"PATH": os.environ["PATH"], "HOME": str(place), "GIT_CONFIG_GLOBAL": "/dev/null"}
    environ |= {"GIT_INDEX_FILE": str(index)} if index else {}
    done = subprocess.run(
        ["git", "-c", "user.name=x", "-c", "user.email=x@y", "-C", str(place), *words],
        input=feed,
        capture_output=True,
        env=environ,
        check=False,
    )
    assert done.returncode == 0, (words, done.stderr)
    return done.stdout.decode("utf-8", "replace").strip()


def commit(remote: Path, *changed: tuple[str, str, bytes | str]) -> str:
    """A commit on the remote with these files: a mode, a path, and bytes or the id of an object.

    No mode takes the file away.
    """
    index = remote / "stranger"
    index.unlink(missing_ok=True)
    ask(remote, "read-tree", "main", index=index)
    for mode, path, data in changed:
        blob = data if isinstance(data, str) else _blob(remote, data)
        line = f"{mode or 0} {blob if mode else '0' * 40}\t{path}\0"
        ask(remote, "update-index", "-z", "--index-info", feed=line.encode(), index=index)
    tree = ask(remote, "write-tree", index=index)
    return moved(remote, tree)


def moved(remote: Path, tree: str) -> str:
    """The remote's branch stands at a commit of this tree, on top of what it had."""
    made = ask(remote, "commit-tree", tree, "-p", "main", "-m", "sync")
    ask(remote, "update-ref", "refs/heads/main", made)
    return made


def _blob(remote: Path, data: bytes) -> str:
    return ask(remote, "hash-object", "-w", "--no-filters", "--stdin", feed=data)


def everything(*places: Path) -> dict[Path, bytes]:
    """Every file below these places, but what git keeps."""
    found = {}
    for place in places:
        for path in place.rglob("*"):
            if path.is_file() and not path.is_symlink() and ".git" not in path.parts:
                found[path] = path.read_bytes()
    return found
