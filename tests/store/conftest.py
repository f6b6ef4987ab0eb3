"""A real dossier in a temporary folder, with an identity in memory and the calendar by hand."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.strategies import (
    AT,
    CASE,
    DOSSIER,
    OPENED,
    TODAY,
    closing,
    make_case,
    make_profile,
    note,
)
from vp.domain.case import Case, append
from vp.domain.entries import Entry
from vp.errors import NotReadable, NotThere, VpError
from vp.store import founding, git, register
from vp.store.age import Identity, new_identity, seal
from vp.store.destruction import destroy
from vp.store.destruction import plan as plan_of
from vp.store.dossier import Dossier

OTHER = "m4cd-77wz"
DUE = date(2028, 3, 2)
"""Two years after OPENED, on which `closed` closes a case."""


class Laptop:
    """One home with a cabinet, and the dossier folder it works on."""

    def __init__(self, folder: Path, home: Path, identity: Identity) -> None:
        self.folder = folder
        self.home = home
        self.identity = identity
        self.private = home / DOSSIER
        self.keys = self.private / "keys"
        self.cases = folder / "cases"

    def open(self) -> Dossier:
        """The dossier as the next command finds it, half-done states put right."""
        return Dossier(self.folder, self.home, lambda: self.identity)

    def write(self) -> Dossier:
        """The dossier after the next command that writes, whatever that is."""
        dossier = self.open()
        with dossier.writing():
            return dossier

    def add(self, name: str = CASE, *log: Entry) -> Case:
        """There is a case of this name, with this log."""
        return self.open().add(named(name, *log))

    def append(self, name: str, *entries: Entry) -> Case:
        """The case has these entries too."""
        return self.open().update(name, lambda case: append(case, *entries))

    def closed(self, name: str = CASE) -> Case:
        """There is a case of this name that may be destroyed on DUE."""
        self.add(name)
        return self.append(name, closing(at=AT, on=OPENED))

    def purge(self, today: date) -> list[str]:
        """What is due on that day is destroyed; the ids."""
        dossier = self.open()
        with dossier.writing():
            plan = plan_of(dossier, today)
            destroy(dossier, plan.due, today)
        return [term.case for term in plan.due]

    def record(self) -> register.Register:
        """The destruction record as it is on the disk."""
        return register.read(self.private / "destroyed.yaml", DOSSIER)

    def key_names(self) -> list[str]:
        """The names in the cabinet."""
        return sorted(path.name for path in self.keys.iterdir())

    def debris(self) -> list[str]:
        """What a cut-off write left behind, anywhere."""
        places = (self.folder, self.home)
        names = [path.name for place in places for path in place.rglob("*")]
        return [name for name in names if name.startswith(".vp-") or ".new." in name]

    def copy(self, root: Path) -> "Laptop":
        """Another laptop with a copy of folder and home as they are now."""
        shutil.copytree(self.folder, root / "dossier", symlinks=True)
        shutil.copytree(self.home, root / "home", symlinks=True)
        return Laptop(root / "dossier", root / "home", self.identity)


def named(name: str, *log: Entry, **facts: Any) -> Case:
    """A case of that name, with this log."""
    return msgspec.structs.replace(make_case(*log, **facts), id=name)


def make_laptop(root: Path, **recipients: str) -> Laptop:
    """A laptop with an empty dossier; these recipients can open its keys too."""
    identity = new_identity()
    laptop = Laptop(root / "dossier", root / "home", identity)
    everyone = {"counsellor": identity.recipient} | recipients
    plan = founding.Plan(laptop.folder, laptop.home, DOSSIER, "nl", everyone, TODAY)
    founding.found(plan, make_profile(), identity)
    return laptop


def fresh_key(laptop: Laptop, name: str) -> None:
    """The first step of an intake is done: a key that is being made."""
    wrapped = seal(new_identity().secret().encode(), [laptop.identity.recipient])
    (laptop.keys / f"{name}.new.age").write_bytes(wrapped)


def opens(laptop: Laptop, name: str) -> bool:
    """Whether the case can be read, past every check and recovery."""
    try:
        return laptop.open().load(name).id == name
    except (NotThere, NotReadable):
        return False


@contextmanager
def refused(kind: type[VpError], *words: str) -> Iterator[None]:
    """The block raises exactly this error; its sentence, as it is shown, has these words."""
    with pytest.raises(kind) as caught:
        yield
    assert type(caught.value) is kind
    told = shown(caught.value)
    for word in words:
        assert word in told


def shown(error: VpError) -> str:
    """The sentence and the hint as a user reads them."""
    return f"{error.sentence}\n{error.hint}".format(**error.fields)


def plain_git(folder: Path, *words: str, feed: bytes = b"") -> str:
    """What plain git says, as a person would ask it."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "GIT_CONFIG_GLOBAL": "/dev/null",
    }
    command = ["git", "-C", str(folder), *words]
    done = subprocess.run(command, capture_output=True, env=environment, input=feed, check=True)
    return done.stdout.decode("utf-8", "replace").strip()


@pytest.fixture
def laptop(tmp_path: Path) -> Laptop:
    """A laptop with an empty dossier."""
    return make_laptop(tmp_path / "one")


@pytest.fixture
def second(laptop: Laptop, tmp_path: Path) -> Laptop:
    """A second laptop, made from the first while its dossier was empty."""
    return laptop.copy(tmp_path / "two")


@pytest.fixture
def begun(laptop: Laptop) -> Laptop:
    """A laptop whose dossier has a git history, with one case in its only commit."""
    git.begin(laptop.folder)
    laptop.add(CASE, note(text="het hele verhaal"))
    git.commit(laptop.folder, TODAY)
    return laptop
