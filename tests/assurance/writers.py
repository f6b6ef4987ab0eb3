"""Eight terminals write twenty-five notes each, and one of them is killed at a moment of chance."""

import os
import signal
import time
from collections import Counter
from functools import partial
from random import Random

from tests.assurance.harness import Outcome, Wish, place
from tests.faults.test_writers import ended, spawn
from tests.store.conftest import Laptop, make_laptop
from tests.strategies import CASE, note
from vp.domain.case import of_kind
from vp.domain.entries import Note
from vp.store import lock

WRITERS, NOTES = 8, 25
FREE_WITHIN = 1.0
"""Seconds after which the lock of a killed writer must be free."""


def write_together(wish: Wish) -> Outcome:
    """All 200 notes were acknowledged, one writer dying on the way, and all 200 are there."""
    chance = Random(wish.seed)
    with place() as root:
        laptop = make_laptop(root)
        laptop.add()
        lock._WAIT_SECONDS = 120.0  # a slow machine is no fault
        told = [f"{writer} {number}" for writer in range(WRITERS) for number in range(NOTES)]
        heard, violations = _run(laptop, chance)
        texts = [one.text for one in of_kind(laptop.open().load(CASE), Note)]
        violations += [f"note {one} was acknowledged and is lost" for one in heard - {*texts}]
        if set(told) != heard or laptop.debris():
            violations.append("a note was never acknowledged, or debris is left")
        return Outcome(len(heard), tuple(violations), f"the moment of the kill by seed {wish.seed}")


def _run(laptop: Laptop, chance: Random) -> tuple[set[str], list[str]]:
    read, write = os.pipe()
    children = [spawn(partial(_write, laptop, write, writer, 0)) for writer in range(WRITERS)]
    heard: list[str] = []
    until = chance.randrange(20, 120)
    while len(heard) < until:
        heard += _heard(read)
    done = Counter(int(one.split()[0]) for one in heard)
    victim = min(range(WRITERS), key=lambda writer: (done[writer], chance.random()))
    os.kill(children[victim], signal.SIGKILL)
    begun = time.monotonic()
    violations: list[str] = []
    if ended(children[victim]) != [-signal.SIGKILL]:
        violations.append("the writer was not killed: nothing was tried")
    waited = len(heard)
    while len(heard) == waited:
        heard += _heard(read)
    if time.monotonic() - begun > FREE_WITHIN:
        violations.append("the lock of the dead writer was not free within a second")
    begin = sum(one.startswith(f"{victim} ") for one in heard)
    heirs = [spawn(partial(_write, laptop, write, victim, begin, True))]
    others = [child for child in children if child != children[victim]]
    os.close(write)
    while more := _heard(read):
        heard += more
    os.close(read)
    if ended(*others, *heirs) != [0] * WRITERS:
        violations.append("a writer that was not killed failed")
    return set(heard), violations


def _write(laptop: Laptop, told: int, writer: int, begin: int, is_heir: bool = False) -> None:
    for number in range(begin, NOTES):
        # An heir may repeat the one note that was saved and not acknowledged.
        entry = note(number=writer * 1000 + number + 500 * is_heir, text=f"{writer} {number}")
        laptop.append(CASE, entry)
        os.write(told, f"{writer} {number}\n".encode())


def _heard(read: int) -> list[str]:
    return os.read(read, 65536).decode().splitlines()
