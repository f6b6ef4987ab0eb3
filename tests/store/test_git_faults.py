"""A sync that is cut off anywhere: the next one ends as if nothing had happened."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.faults.conftest import quick as quick
from tests.faults.seam import Seam, fork, through
from tests.store.conftest import OTHER, Laptop, make_laptop
from tests.store.syncs import ask, bare, synced
from tests.strategies import CASE, closing, note
from vp.domain.case import Case
from vp.errors import NotWritten, VpError
from vp.store import git as git_module
from vp.store import objects, plumbing, remote

KILLED = 7
STEP = 1 if os.environ.get("VP_LONG") else 3
"""Every so many writes; each of them in the long run."""
THIRD, FOURTH = "0abc-1def", "1bcd-2efg"


class State(NamedTuple):
    """What is on the laptop and on the remote, opened."""

    here: dict[str, Case]
    there: set[str]
    keys: tuple[str, ...]
    commits: str


class Stage:
    """Two laptops that changed the same cases; the second is about to sync, again and again."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(plumbing, "reach_disk", lambda: None)
        monkeypatch.setattr("vp.store.syncing.reach_disk", lambda: None)
        self.root = root
        base = root / "base"
        self._remote = base / "remote.git"
        self._first = make_laptop(base / "first")
        for name in (CASE, OTHER, THIRD):
            self._first.add(name)
        bare(self._remote)
        synced(self._first, self._remote)
        second = self._first.copy(base / "second")
        second.append(CASE, note(number=2, text="second"))
        second.append(THIRD, note(number=2, text="second"))
        self._first.append(CASE, note(number=1, text="first"))
        self._first.append(OTHER, closing())
        self._first.add(FOURTH)
        synced(self._first)
        shutil.copy2(next(self._first.keys.glob(f"{FOURTH}*")), second.keys)
        self._second = second

    def fresh(self) -> tuple[Laptop, Path]:
        """A copy of the second laptop and of the remote, in place of those before."""
        place = self.root / "copy"
        shutil.rmtree(place, ignore_errors=True)
        laptop = self._second.copy(place)
        shutil.copytree(self._remote, place / "remote.git")
        return laptop, place / "remote.git"

    def sync(self, laptop: Laptop, remote_: Path) -> None:
        """The laptop syncs with its own copy of the remote."""
        with pytest.MonkeyPatch.context() as patched:
            there = remote.Address
            patched.setattr("vp.store.syncing.Address", lambda _text: there(str(remote_)))
            synced(laptop)

    def ended(self, laptop: Laptop, remote_: Path) -> State:
        """What there is when the sync was done once more, and it is all in order."""
        self.sync(laptop, remote_)
        assert laptop.debris() == []
        assert git_module.kept(laptop.folder) == {
            path: entry.blob for path, entry in objects.entries(laptop.folder, "main")
        }
        assert ask(laptop.folder, "rev-parse", "main") == ask(remote_, "rev-parse", "main")
        cases = {case.id: case for case in laptop.open().each()}
        names = tuple(one for one in laptop.key_names())
        marked = tuple(sorted(".".join(one.split(".")[:2]) for one in names))
        tree = set(ask(remote_, "ls-tree", "-r", "--name-only", "main").split())
        return State(cases, tree, marked, ask(remote_, "rev-list", "--count", "main"))


@pytest.fixture
def stage(quick: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """The second laptop before its sync."""
    return Stage(quick, monkeypatch)


@contextmanager
def struck(at: int, strike: Callable[[], Any]) -> Iterator[list[str]]:
    """In the block the n-th call of git is struck; the calls that were made."""
    made: list[str] = []
    real = plumbing.ask

    def ask_(folder: Path, *words: str, **more: Any) -> Any:
        made.append(words[0])
        if len(made) == at:
            return strike()
        return real(folder, *words, **more)

    with pytest.MonkeyPatch.context() as patched:
        for module in ("plumbing", "objects", "git", "remote", "repository"):
            patched.setattr(f"vp.store.{module}.ask", ask_)
        yield made


def _raise(error: BaseException) -> None:
    raise error


STRIKES: dict[str, Callable[[], Any]] = {
    "it refuses": lambda: plumbing.Done(128, b""),
    "it is interrupted": partial(_raise, KeyboardInterrupt()),
    "it cannot be started": partial(_raise, OSError(12, "no memory")),
}


@pytest.mark.parametrize("strike", STRIKES)
def test_whatever_call_of_git_fails_the_next_sync_ends_the_same(strike: str, stage: Stage) -> None:
    whole = stage.ended(*stage.fresh())
    assert {one.text for one in whole.here[CASE].log} >= {"first", "second"}
    for at in range(1, 60):
        laptop, place = stage.fresh()
        with struck(at, STRIKES[strike]) as made, suppress(VpError, KeyboardInterrupt, OSError):
            stage.sync(laptop, place)
        state = stage.ended(laptop, place)
        assert state._replace(commits="") == whole._replace(commits="")
        assert state.commits in (whole.commits, str(int(whole.commits) + 1))
        if len(made) < at:
            assert at > 8
            return
    raise AssertionError("it never ended")


def test_at_whatever_call_of_git_it_is_killed_the_next_sync_ends_the_same(stage: Stage) -> None:
    whole = stage.ended(*stage.fresh())
    for at in range(1, 60):
        laptop, place = stage.fresh()

        def doomed(at: int = at, laptop: Laptop = laptop, place: Path = place) -> None:
            with struck(at, lambda: os._exit(KILLED)):
                stage.sync(laptop, place)

        status = fork(doomed)
        state = stage.ended(laptop, place)
        assert state._replace(commits="") == whole._replace(commits="")
        if status == 0:
            assert at > 8
            return
        assert status == KILLED
    raise AssertionError("it never ended")


def test_at_whatever_write_it_is_killed_the_next_sync_ends_the_same(stage: Stage) -> None:
    whole = stage.ended(*stage.fresh())
    for at in range(1, 200, STEP):
        laptop, place = stage.fresh()

        def doomed(at: int = at, laptop: Laptop = laptop, place: Path = place) -> None:
            with through(Seam(at, lambda: os._exit(KILLED))):
                stage.sync(laptop, place)

        status = fork(doomed)
        state = stage.ended(laptop, place)
        assert state._replace(commits="") == whole._replace(commits="")
        if status == 0:
            assert at > 20
            return
        assert status == KILLED
    raise AssertionError("it never ended")


def test_a_full_disk_is_said_and_the_next_sync_ends_the_same(stage: Stage) -> None:
    whole = stage.ended(*stage.fresh())
    for at in range(1, 200, STEP):
        laptop, place = stage.fresh()
        seam = Seam(at, partial(_raise, OSError(28, os.strerror(28))))
        with through(seam):
            try:
                stage.sync(laptop, place)
                said: VpError | None = None
            except VpError as error:
                said = error
        assert not seam.struck or said is None or isinstance(said, NotWritten | VpError)
        state = stage.ended(laptop, place)
        assert state._replace(commits="") == whole._replace(commits="")
        if not seam.struck:
            assert at > 20
            return
    raise AssertionError("it never ended")


def test_a_git_folder_that_a_power_cut_emptied_is_made_anew(stage: Stage) -> None:
    """Git syncs no folder: the commit may be missing, or be there without its bytes."""
    laptop, place = stage.fresh()
    whole = stage.ended(*stage.fresh())
    laptop, place = stage.fresh()
    stage.sync(laptop, place)
    shutil.rmtree(laptop.folder / ".git")
    assert stage.ended(laptop, place) == whole


def test_somebody_who_pushes_in_the_meantime_is_merged_too(stage: Stage) -> None:
    laptop, place = stage.fresh()
    third = stage._first.copy(stage.root / "third")
    third.append(OTHER, note(number=7, text="third"))
    real = remote.push
    pushed: list[str] = []

    def push(folder: Path, to: remote.Address, made: str) -> bool:
        if not pushed:
            pushed.append(made)
            stage.sync(third, place)
        return real(folder, to, made)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(remote, "push", push)
        stage.sync(laptop, place)
    state = stage.ended(laptop, place)
    assert "third" in {one.text for one in state.here[OTHER].log}
    assert {one.text for one in state.here[CASE].log} >= {"first", "second"}
