"""A power cut after each call of a whole session: what was acknowledged is there."""

import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec

from tests.faults.bench import State, found
from tests.faults.disk import Disk, Image
from tests.faults.seam import Seam, through
from tests.store.conftest import DUE, OTHER, Laptop, make_laptop
from tests.strategies import CASE, closing, note
from vp.store.papers import update_journal, update_profile

THIRD = "0abc-1def"


def _named_so(laptop: Laptop) -> None:
    update_profile(
        laptop.open(), lambda one: msgspec.structs.replace(one, organisation="Voorbeeld BV")
    )


SESSION: tuple[Callable[[Laptop], object], ...] = (
    lambda laptop: laptop.add(CASE),
    lambda laptop: laptop.append(CASE, note()),
    lambda laptop: laptop.add(OTHER, note()),
    _named_so,
    lambda laptop: laptop.append(CASE, closing()),
    lambda laptop: update_journal(laptop.open(), 2026, lambda one: one),
    lambda laptop: update_journal(laptop.open(), 2026, lambda one: one),
    lambda laptop: laptop.add(THIRD),
    lambda laptop: laptop.append(OTHER, closing(retention=1)),
    lambda laptop: laptop.purge(DUE),
)
"""What a counsellor does, one command after the other; each ends with an acknowledgement."""


def cut_everywhere(root: Path) -> int:
    """The power is cut after each call of the session; returns how many images were looked at."""
    laptop = make_laptop(root / "laptop")
    disk, states = Disk(laptop.folder, laptop.home), [found(laptop)]
    seen: set[tuple[int, int]] = set()
    for command in SESSION:
        with through(Seam()) as seam:
            command(laptop)
        states.append(found(laptop.copy(_cleared(root / "after"))))
        for number, call in enumerate(seam.log, start=1):
            disk.replay(call)
            allowed = states[-1:] if number == len(seam.log) else states[-2:]
            for image in disk.images():
                key = (len(states) + (number == len(seam.log)), hash(frozenset(image.items())))
                if key not in seen:
                    seen.add(key)
                    _require(image, laptop, root, allowed)
    return len(seen)


def _require(image: Image, laptop: Laptop, root: Path, allowed: list[State]) -> None:
    """After the cut and the next command the dossier is as it was before or after the command."""
    place = _cleared(root / "cut")
    private = f"home/{laptop.private.name}"
    for folder in ("dossier/cases", "dossier/journal", f"{private}/keys", f"{private}/marks"):
        (place / folder).mkdir(parents=True)
    for path, data in image.items():
        (place / path.relative_to(root / "laptop")).write_bytes(data)
    after = Laptop(place / "dossier", place / "home", laptop.identity)
    assert found(after) in allowed


def _cleared(place: Path) -> Path:
    shutil.rmtree(place, ignore_errors=True)
    return place


def test_what_was_acknowledged_survives_a_power_cut(quick: Path) -> None:
    assert cut_everywhere(quick) > 100
