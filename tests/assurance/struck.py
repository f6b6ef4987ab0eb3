"""Commands that are killed at each system call, or told at each call on a file that it failed."""

import tempfile
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from tests.assurance import traced
from tests.assurance.halves import HALVES
from tests.assurance.harness import Outcome, Share, Wish, follow, place, shared
from tests.assurance.scenes import OTHERS, SCENES, SEVEN
from tests.assurance.traced import INJECTED, KILLED, Point, Traced
from tests.assurance.worlds import Scene, World

ERRORS = ("ENOSPC", "EIO", "EACCES", "EINTR")
ON_FILES = {
    *("openat", "write", "fsync", "rename", "link", "unlink", "mkdir", "close", "flock"),
    *("read", "newfstatat", "getdents64", "lseek", "ftruncate", "fchmod"),
}
"""The calls by which vp reads and writes; an error of any other is not one of a disk."""


SAMPLE, OF_A_SYNC = 4, 600
"""So many points of each command, spread evenly, in a rehearsal; and of a sync."""


class Strike(NamedTuple):
    """What is done at a point, and how the log shows that it was done."""

    point: Point
    what: str
    shows: str


def kills(points: list[Point]) -> list[Strike]:
    """Each point is the last one."""
    return [Strike(one, "signal=KILL", KILLED) for one in points]


def errors(points: list[Point]) -> list[Strike]:
    """Each call on a file fails, in two of the four ways by turns."""
    files = [one for one in points if one.call in ON_FILES]
    return [
        Strike(one, f"error={name}", INJECTED)
        for number, one in enumerate(files)
        for name in ERRORS[number % 2 :: 2]
    ]


Strikes = Callable[[list[Point]], list[Strike]]
Judge = Callable[[World, Traced], None]


def killed(world: World, _done: Traced) -> None:
    """What was said to be saved is there; nothing is lost or revived, no case is without a key."""
    world.require(saved=bool(world.told))


def told_the_truth(world: World, done: Traced) -> None:
    """As `killed`, whoever left with 0 has saved, and whatever the system refused was foreseen."""
    said = world.errors
    assert done.status in (0, *range(2, 8)), f"it left with {done.status}: {said}"
    assert "Traceback" not in said
    assert done.status in (0, 7) or "vp: hint: " in said, "it says not what to do"
    world.require(saved=done.status == 0)
    if "was not saved" in said and not world.scene.by_case and world.scene.laptops == 1:
        assert world.ended == world.old, "it was said not to be saved, and it was"


def walk(
    scene: Scene,
    root: Path,
    strikes: Strikes,
    judge: Judge,
    at: Share,
) -> Outcome:
    """The scene was struck at every point of the share, each time from the beginning."""
    world, log = World(root, scene), root / "log"
    reference = traced.run(world.act, log)
    assert "flock(" in reference.log, "no lock was seen: the walk would be empty"
    outcome = Outcome(0)
    for one in at.of(strikes(traced.points(reference.log))):
        done = traced.run(world.fresh().act, log, *traced.strike(one.point, one.what))
        if one.shows not in done.log:
            continue  # the call did not come this time: nothing was tried
        outcome = outcome.plus(Outcome(1, tuple(_judged(world, done, judge, scene, one))))
    return outcome


def _judged(world: World, done: Traced, judge: Judge, scene: Scene, at: Strike) -> Iterable[str]:
    try:
        judge(world, done)
    except Exception as error:
        yield f"{scene.name} at {at.point} {at.what}: {type(error).__name__} {error}"


def _over(
    scenes: Iterable[Scene],
    strikes: Strikes,
    judge: Judge,
    share: Share,
) -> Outcome:
    outcome = Outcome(0)
    with place() as folder:
        for scene in scenes:
            begun = perf_counter()
            found = walk(scene, Path(tempfile.mkdtemp(dir=folder)), strikes, judge, share)
            follow(scene.name, share, found, perf_counter() - begun)
            outcome = outcome.plus(found)
    return outcome


def kill_everywhere(wish: Wish) -> Outcome:
    """SIGKILL at each system call of every command that writes."""
    if wish.short:
        return shared(wish, partial(_over, SEVEN[:-1], kills, killed), SAMPLE)
    return _with_a_sync(wish, SCENES, kills, killed)


def fail_everywhere(wish: Wish) -> Outcome:
    """Each call on a file fails in two of four ways."""
    if wish.short:
        return shared(wish, partial(_over, SEVEN[:3], errors, told_the_truth), SAMPLE)
    return _with_a_sync(wish, (*SEVEN, *OTHERS[:5]), errors, told_the_truth)


def _with_a_sync(wish: Wish, scenes: Iterable[Scene], strikes: Strikes, judge: Judge) -> Outcome:
    """Every point of all scenes, and a part of the two thousand of a sync: most wait for git."""
    every = [*scenes]
    alone = [one for one in every if one.laptops == 1]
    synced = [one for one in every if one.laptops > 1]
    found = shared(wish, partial(_over, alone, strikes, judge))
    return found.plus(shared(wish, partial(_over, synced, strikes, judge), OF_A_SYNC))


def kill_recovery_everywhere(wish: Wish) -> Outcome:
    """SIGKILL at each system call of the command after one that was cut off."""
    halves = HALVES[::4] if wish.short else HALVES
    return shared(wish, partial(_over, halves, kills, killed), SAMPLE * wish.short)
