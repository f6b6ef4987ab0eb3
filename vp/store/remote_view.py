"""What the owner of a remote sees: the commits of the branch, measured as he could measure them."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from vp.domain.record import Record
from vp.store.objects import MAIN
from vp.store.plumbing import ask, require


class RemoteView(Record, kw_only=True):
    """What the commits tell, by their number, their months, and what changed from one to the next.

    When exactly something was pushed, the remote knows by its own clock.
    """

    syncs: int = 0
    months: tuple[str, ...] = ()
    kinds: int = 0
    """How many different commits there are, tree, parent and month aside: one, if all are alike."""
    appeared: int = 0
    changed: int = 0
    gone: int = 0
    """Cases in the last sync."""
    changes: int = 0
    resized: int = 0
    """How often a sealed file changed in all, and how often its size with it."""


class _Change(NamedTuple):
    path: str
    before: str
    after: str


def measure(folder: Path) -> RemoteView:
    """What the branch tells, here where it is the same as there."""
    listed = ask(folder, "rev-list", "--first-parent", "--header", MAIN).out
    commits = [one.decode("utf-8", "replace") for one in listed.split(b"\0") if one.strip()]
    if not commits:
        return RemoteView()
    steps = _steps(folder, [one.split("\n", 1)[0] for one in commits])
    sizes = _sizes(folder, {blob for step in steps for one in step for blob in one[1:]})
    both = [one for step in steps for one in step if set(one.before) != {"0"} != set(one.after)]
    sealed = [one for one in both if one.path.endswith(".age")]
    last = [one for one in steps[0] if one.path.startswith("cases/")]
    appeared = sum(set(one.before) == {"0"} for one in last)
    gone = sum(set(one.after) == {"0"} for one in last)
    return RemoteView(
        syncs=len(commits),
        months=tuple(sorted({f"{_day(one):%Y-%m}" for one in commits})),
        kinds=len(set(map(_but_for_what_varies, commits))),
        appeared=appeared,
        changed=len(last) - appeared - gone,
        gone=gone,
        changes=len(sealed),
        resized=sum(_grew(sizes[one.before], sizes[one.after]) for one in sealed),
    )


def _grew(before: int, after: int) -> bool:
    """Whether the size tells something: what age adds varies by some bytes by itself."""
    return abs(before - after) > 1024


def _steps(folder: Path, commits: list[str]) -> list[list[_Change]]:
    """What changed in each commit, as they are listed."""
    words = ("diff-tree", "--stdin", "--root", "-r", "--raw", "--no-renames", "--abbrev=40")
    said = require(folder, *words, feed="".join(f"{one}\n" for one in commits).encode())
    steps: list[list[_Change]] = []
    for line in said.decode("utf-8", "replace").splitlines():
        if line.startswith(":"):
            head, _tab, path = line.partition("\t")
            _modes, _mode, before, after, _kind = head.split(" ")
            steps[-1].append(_Change(path, before, after))
        elif line:
            steps.append([])
    return steps


def _sizes(folder: Path, blobs: set[str]) -> dict[str, int]:
    names = sorted(blobs)
    feed = "".join(f"{one}\n" for one in names).encode()
    said = (
        require(folder, "cat-file", "--batch-check=%(objectsize)", feed=feed).decode().splitlines()
    )
    return {
        name: int(size) if size.isdecimal() else 0 for name, size in zip(names, said, strict=True)
    }


def _but_for_what_varies(commit: str) -> str:
    """The commit without its tree, its parents, and the moment where that is the month alone."""
    lines = commit.split("\n")[1:]
    month = (
        f" {int(datetime(*_day(commit).replace(day=1).timetuple()[:3], tzinfo=UTC).timestamp())} "
    )
    kept = [line for line in lines if not line.startswith(("tree ", "parent "))]
    return "\n".join(kept).replace(month, " MONTH ")


def _day(commit: str) -> date:
    moment = next(line for line in commit.split("\n") if line.startswith("committer "))
    return datetime.fromtimestamp(int(moment.rsplit(" ", 2)[1]), UTC).date()
