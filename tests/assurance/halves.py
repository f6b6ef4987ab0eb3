"""Laptops on which a command was cut off halfway; the scene is the next command, which ends it."""

import os
import shutil
from collections.abc import Callable
from functools import partial

from tests.assurance.scenes import BY_NAME, FORM, PURGE, WORDS
from tests.assurance.worlds import Scene, World
from tests.faults.seam import Seam, fork, through
from tests.store.conftest import DUE
from tests.strategies import CASE

KILLED = 7


def cut_off(name: str, part: float, world: World) -> None:
    """The command of that scene was killed when this part of its calls on files was done."""
    scene = BY_NAME[name]
    scene.prepare(world)
    world.place.rename(world.root / "whole")
    seam = Seam()

    def acts(seam: Seam) -> None:
        with through(seam):
            world.run(world.one, scene.words, scene.text, scene.today)

    _again(world)
    acts(seam)
    _again(world)
    at = max(1, int(len(seam.log) * part))
    assert fork(partial(acts, Seam(at, lambda: os._exit(KILLED)))) == KILLED


def _again(world: World) -> None:
    shutil.rmtree(world.place, ignore_errors=True)
    shutil.copytree(world.root / "whole", world.place, symlinks=True)


def _prepared(name: str, part: float) -> Callable[[World], None]:
    return partial(cut_off, name, part)


def _half(name: str, part: float, words: str, text: str = "") -> Scene:
    found = BY_NAME[name]
    day = DUE if name == "purge" else found.today
    called = f"after half of {name} ({part:.0%})"
    return Scene(called, words, text, day, _prepared(name, part), by_case=True)


NOTE = f"note {CASE}"
HALVES = (
    *(_half("intake", part, NOTE, WORDS) for part in (0.5, 0.9)),
    *(_half("redact", part, NOTE, WORDS) for part in (0.4, 0.6, 0.9)),
    *(_half("purge", part, PURGE) for part in (0.3, 0.5, 0.7, 0.9)),
    *(_half("rotate", part, "intake --from - --json", FORM) for part in (0.2, 0.4, 0.6, 0.8)),
    *(_half("key remove", part, NOTE, WORDS) for part in (0.3, 0.7)),
)
