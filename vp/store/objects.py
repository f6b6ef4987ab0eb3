"""What git keeps: the bytes of files, trees of them, and commits that tell only the month."""

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from vp.errors import NotReadable, NotWritten, VpError
from vp.locale import N_
from vp.store import files
from vp.store.plumbing import ask, require

MAIN = "refs/heads/main"
_LIMIT = 4096
"""The most files that one call of git is given."""


class Entry(NamedTuple):
    """One file in a commit, as git lists it; a size of -1 where it has none."""

    mode: str
    kind: str
    blob: str
    size: int


def blob_id(data: bytes) -> str:
    """The id that git gives to these bytes."""
    from hashlib import sha1

    return sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def store(folder: Path, wanted: Mapping[str, str], known: Iterable[str] = ()) -> dict[str, str]:
    """These files of the folder are in the object store, under these ids; but for `known` ones.

    Raises NotWritten when a file holds something else by now.
    """
    there = set(known)
    new = [path for path, blob in wanted.items() if blob not in there]
    for start in range(0, len(new), _LIMIT):
        some = new[start : start + _LIMIT]
        feed = "".join(f"{path}\n" for path in some).encode()
        made = require(folder, "hash-object", "-w", "--no-filters", "--stdin-paths", feed=feed)
        if made.decode().split() != [wanted[path] for path in some]:
            raise NotWritten(
                N_("the folder changed while it was read; nothing was sent"),
                N_("close other programs that write there, and try again"),
            )
    return dict(wanted)


def store_bytes(folder: Path, data: bytes) -> str:
    """The bytes are in the object store; their id."""
    return _line(require(folder, "hash-object", "-w", "--no-filters", "--stdin", feed=data))


def head(folder: Path, ref: str = MAIN) -> str:
    """The commit that the branch stands at; empty where there is none."""
    return _line(ask(folder, "rev-parse", "--quiet", "--verify", ref).out)


def stands_at(folder: Path, ref: str = MAIN) -> str:
    """As `head`, read from the ref's own file where it has one: no call of git."""
    with suppress(VpError):
        said = files.read(folder / ".git" / ref, limit=64).decode("ascii", "replace").strip()
        if re.fullmatch("[0-9a-f]{40}", said):
            return said
    return head(folder, ref)


def set_head(folder: Path, made: str, before: str = "") -> None:
    """The branch stands at this commit; refused when it moved since `before`."""
    require(folder, "update-ref", MAIN, made, *([before] if before else []))


def tree_id(folder: Path, at: str) -> str:
    """The id of the tree of a commit."""
    return _line(require(folder, "rev-parse", "--verify", f"{at}^{{tree}}"))


def entries(folder: Path, at: str) -> list[tuple[str, Entry]]:
    """Every file of a commit with its name, as git lists it: nothing is checked."""
    listed = require(folder, "ls-tree", "-r", "-z", "-l", "--full-tree", at)
    found = []
    for line in filter(None, listed.split(b"\0")):
        head_, _tab, name = line.partition(b"\t")
        mode, kind, blob, size = head_.decode("ascii").split()
        entry = Entry(mode, kind, blob, int(size) if size.isdecimal() else -1)
        found.append((name.decode("utf-8", "backslashreplace"), entry))
    return found


def blobs(folder: Path, wanted: Sequence[str]) -> dict[str, bytes]:
    """The bytes under these ids. Raises NotReadable for what is missing, or is not what it says."""
    said = require(
        folder, "cat-file", "--batch", feed="".join(f"{one}\n" for one in wanted).encode()
    )
    found, at = {}, 0
    for blob in wanted:
        end = said.find(b"\n", at)
        parts = said[at:end].decode("ascii", "replace").split(" ")
        size = int(parts[2]) if len(parts) == 3 and parts[2].isdecimal() else -1
        data = said[end + 1 : end + 1 + size]
        if size < 0 or blob_id(data) != blob:
            raise NotReadable(
                N_("the history in the folder .git is damaged"),
                N_("the cases are not: move the folder .git elsewhere and run vp sync again"),
            )
        found[blob] = data
        at = end + size + 2
    return found


def make_tree(folder: Path, held: Mapping[str, str]) -> str:
    """The id of a tree that holds these files."""
    under: dict[str, list[str]] = {}
    root: list[str] = []
    for path, blob in sorted(held.items()):
        place, _slash, name = path.rpartition("/")
        line = f"100644 blob {blob}\t{name}\n"
        (under.setdefault(place, []) if place else root).append(line)
    feed = "\n".join("".join(lines) for lines in under.values()) + "\n"
    made = (
        require(folder, "mktree", "--batch", feed=feed.encode()).decode().split() if under else []
    )
    root += [f"040000 tree {tree}\t{name}\n" for name, tree in zip(under, made, strict=True)]
    return _line(require(folder, "mktree", feed="".join(root).encode()))


def make_commit(folder: Path, tree: str, parents: Sequence[str], today: date) -> str:
    """The id of a commit of this tree that tells nothing but the month."""
    moment = f"{today:%Y-%m}-01T00:00:00+0000"
    words = [word for parent in parents for word in ("-p", parent)]
    return _line(require(folder, "commit-tree", tree, *words, "-m", "sync", moment=moment))


def is_ancestor(folder: Path, older: str, newer: str) -> bool:
    """Whether the one commit leads to the other."""
    return older == newer or not ask(folder, "merge-base", "--is-ancestor", older, newer).code


def _line(said: bytes) -> str:
    return said.decode("ascii", "replace").strip()


def common(folder: Path, one: str, other: str) -> str:
    """The commit that both go on from; empty where there is none, or one of them is not there."""
    if not one or not other:
        return ""
    return _line(ask(folder, "merge-base", one, other).out)
