import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.store.conftest import DUE, OTHER, Laptop, opens, refused
from tests.strategies import CASE, TODAY, closing, hold_set, note, reopening
from vp.domain.retention import Plan
from vp.errors import NotReadable, NotThere
from vp.store import drafts, files, git, register
from vp.store.age import identities, unseal
from vp.store.destruction import plan as plan_of
from vp.store.verify import verify

THIRD = "0abc-1def"


class Killed(BaseException):
    """The process ended here."""


def plan(laptop: Laptop, today: date) -> Plan:
    dossier = laptop.open()
    return plan_of(dossier, today)


def copies(laptop: Laptop) -> Iterator[bytes]:
    """Every sealed file under folder and home, and every version of one in git."""
    for place in (laptop.folder, laptop.home):
        yield from (path.read_bytes() for path in place.rglob("*.age"))
    yield from (version.data for version in git.versions(laptop.folder))


@pytest.fixture
def versioned(laptop: Laptop) -> Laptop:
    """A laptop with a closed case, an open one, and every version of both in git."""
    git.begin(laptop.folder)
    laptop.add(CASE)
    laptop.add(OTHER)
    git.commit(laptop.folder, TODAY)
    laptop.append(CASE, note())
    git.commit(laptop.folder, TODAY)
    shutil.copytree(laptop.keys, laptop.home / "old")
    return laptop


def end(laptop: Laptop, name: str = CASE) -> None:
    """The case is closed, so that it may be destroyed on DUE, and that version is in git."""
    laptop.append(name, closing(number=7))
    git.commit(laptop.folder, TODAY)


# What is destroyed


@pytest.mark.requirement("GC-24")
def test_after_its_term_nothing_opens_the_case_any_more(versioned: Laptop) -> None:
    """Not its file, not a version in git, not with any key that is held here."""
    end(versioned)
    shutil.rmtree(versioned.home / "old")
    held = versioned.open().cabinet.keys()
    assert sum(_opens(sealed, held) for sealed in copies(versioned)) >= 5
    assert versioned.purge(DUE) == [CASE]
    dossier = versioned.open()
    held = [*dossier.cabinet.keys(), versioned.identity]
    left = [sealed for sealed in copies(versioned) if b"-> X25519" in sealed[:40]]
    readable = {_id(sealed, held) for sealed in left}
    assert CASE.encode() not in readable
    assert OTHER.encode() in readable
    with refused(NotThere):
        dossier.load(CASE)
    result = verify(dossier, versioned.identity, lambda _done, _all: None)
    assert result.tried >= 3
    assert result.opened == []


def _opens(sealed: bytes, held: list[Any]) -> bool:
    with suppress(NotReadable):
        return b"id: " in unseal(sealed, held, "k")
    return False


def _id(sealed: bytes, held: list[Any]) -> bytes:
    """The id of the case that these bytes hold, or nothing."""
    with suppress(NotReadable):
        for line in unseal(sealed, held, "k").splitlines():
            if line.startswith(b"id: "):
                return line.removeprefix(b"id: ").strip(b"'")
    return b""


def test_verifying_finds_a_key_that_would_still_open_a_version(versioned: Laptop) -> None:
    """So the zero it reports otherwise is not for want of looking."""
    end(versioned)
    versioned.purge(DUE)
    dossier = versioned.open()
    shutil.copy(versioned.home / "old" / f"{CASE}.age", versioned.keys / "0000-0000.new.age")
    result = verify(dossier, versioned.identity, lambda _done, _all: None)
    assert set(result.opened) == {CASE}


def test_without_git_there_is_nothing_to_verify(laptop: Laptop) -> None:
    laptop.closed()
    laptop.purge(DUE)
    assert verify(laptop.open(), laptop.identity, lambda _done, _all: None) == (0, [])


@pytest.mark.requirement("GC-24")
def test_an_old_copy_of_the_cabinet_brings_nothing_back(versioned: Laptop) -> None:
    end(versioned)
    versioned.purge(DUE)
    shutil.copytree(versioned.home / "old", versioned.keys, dirs_exist_ok=True)
    assert f"{CASE}.age" in versioned.key_names()
    assert not opens(versioned, CASE)
    assert versioned.key_names() == [f"{OTHER}.age", "profile.age"]


def test_an_old_copy_of_folder_and_cabinet_brings_nothing_back(
    versioned: Laptop, tmp_path: Path
) -> None:
    end(versioned)
    old = versioned.copy(tmp_path / "mirror")
    versioned.purge(DUE)
    shutil.copytree(old.keys, versioned.keys, dirs_exist_ok=True)
    shutil.copytree(old.cases, versioned.cases, dirs_exist_ok=True)
    dossier = versioned.open()
    assert dossier.ids() == [OTHER]
    assert [term.case for term in dossier.cabinet.terms()] == [OTHER]


def test_nothing_that_is_not_due_is_touched(laptop: Laptop) -> None:
    laptop.closed(CASE)
    laptop.add(OTHER)
    laptop.closed(THIRD)
    laptop.append(THIRD, hold_set())
    before = {path: path.read_bytes() for path in laptop.keys.iterdir()}
    assert laptop.purge(DUE - timedelta(days=1)) == []
    assert {path: path.read_bytes() for path in laptop.keys.iterdir()} == before
    assert laptop.purge(DUE) == [CASE]
    assert laptop.open().ids() == [THIRD, OTHER]
    assert opens(laptop, THIRD)
    assert opens(laptop, OTHER)


def test_a_case_without_its_file_is_destroyed_with_its_key(laptop: Laptop) -> None:
    laptop.closed()
    (laptop.cases / f"{CASE}.age").unlink()
    assert laptop.purge(DUE) == [CASE]
    assert laptop.key_names() == ["profile.age"]


@pytest.mark.parametrize("damage", ["changed", "a folder", "a link", "too large"])
def test_a_file_that_is_not_the_one_that_was_closed_is_kept_and_stops_no_other(
    damage: str, laptop: Laptop
) -> None:
    laptop.closed(CASE)
    laptop.closed(OTHER)
    path = laptop.cases / f"{CASE}.age"
    whole = path.read_bytes()
    path.unlink()
    match damage:
        case "changed":
            path.write_bytes(whole + b"x")
        case "a folder":
            path.mkdir()
        case "a link":
            path.symlink_to(laptop.folder / "vp.yaml")
        case _:
            path.write_bytes(b"x" * (files.SEALED_LIMIT + 1))
    assert [term.case for term in plan(laptop, DUE).kept] == [CASE]
    assert laptop.purge(DUE) == [OTHER]
    assert CASE in {term.case for term in laptop.open().cabinet.terms()}


def test_a_draft_of_the_case_goes_with_it(laptop: Laptop) -> None:
    laptop.closed(CASE)
    laptop.closed(OTHER)
    laptop.append(OTHER, reopening())
    for name in (CASE, OTHER):
        drafts.save(laptop.open(), name, b"nog iets")
    laptop.purge(DUE)
    dossier = laptop.open()
    assert not drafts.exists(dossier, CASE)
    assert drafts.load(dossier, OTHER, laptop.identity) == b"nog iets"


# Cut off


@pytest.mark.parametrize("step", range(1, 13))
def test_killed_between_any_two_steps_the_next_command_finishes(
    step: int, laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the record is written nothing is gone; after it everything goes."""
    laptop.closed(CASE)
    laptop.closed(OTHER)
    laptop.add(THIRD)
    dossier, calls = laptop.open(), iter(range(1, 99))

    def counted(real: Any) -> Any:
        def call(*words: Any) -> None:
            if next(calls) == step:
                raise Killed
            real(*words)

        return call

    with monkeypatch.context() as patched:
        for name in ("destroy", "remove", "replace"):
            patched.setattr(files, name, counted(getattr(files, name)))
        with suppress(Killed):
            laptop.purge(DUE)
    gone = {CASE, OTHER} - {term.case for term in dossier.cabinet.terms()}
    told, _pending = dossier.recorded()
    assert gone <= told
    laptop.open()
    if told:
        assert {one.id for one in laptop.record().destroyed} == {CASE, OTHER}
        assert laptop.open().ids() == [THIRD]
    else:
        assert step == 1
        assert laptop.purge(DUE) == [CASE, OTHER]
    register.require_whole(laptop.record())
    assert laptop.key_names() == [f"{THIRD}.age", "profile.age"]
    assert opens(laptop, THIRD)


def test_destroying_nothing_writes_nothing(laptop: Laptop) -> None:
    laptop.add()
    assert laptop.purge(DUE) == []
    assert not (laptop.private / "destroyed.yaml").exists()
    assert not (laptop.folder / "destroyed.txt").exists()


def test_what_a_key_was_is_not_left_in_the_cabinet(laptop: Laptop) -> None:
    """The key's bytes are overwritten before they are unlinked."""
    laptop.closed()
    (name,) = [one for one in laptop.key_names() if one.startswith(CASE)]
    (laptop.home / "same file").hardlink_to(laptop.keys / name)
    before = (laptop.home / "same file").read_bytes()
    assert identities(unseal(before, [laptop.identity], "k").decode())
    laptop.purge(DUE)
    after = (laptop.home / "same file").read_bytes()
    assert len(after) == len(before)
    with refused(NotReadable):
        unseal(after, [laptop.identity], "k")
