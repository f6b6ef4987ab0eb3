"""An old copy of the cabinet put over the keys in use, by hand: told, put back, never worse."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.store.cabinets import (
    Kept,
    add_another,
    inside,
    make_kept,
    remove_deputy,
    whole,
)
from tests.store.conftest import OTHER, refused
from tests.store.redactions import locked
from tests.strategies import CASE, DOSSIER, closing
from vp.domain.case import append
from vp.domain.ledger import Ledger
from vp.errors import NotAllowed, NotReadable, NotThere, VpError
from vp.store import overwritten, papers
from vp.store.age import new_identity, seal

PAPER, DEPUTY = new_identity(), new_identity()


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """A laptop with its first mirror made, and a plain copy of its keys."""
    made = make_kept(tmp_path / "laptop")
    with (dossier := made.open()).writing():
        papers.save_ledger(dossier, Ledger(dossier=DOSSIER))
    made.backup()
    shutil.copytree(made.keys, made.root / "old")
    return made


def redacts(kept: Kept) -> None:
    kept.open().redact(CASE, lambda case: case)


def rotates(kept: Kept) -> None:
    kept.rotate(PAPER, DEPUTY)


def overwrite(kept: Kept, *names: str) -> None:
    """Somebody copied the old keys, or those of these files, over the ones in use."""
    for path in (kept.root / "old").iterdir():
        if not names or path.name.partition(".")[0] in names:
            shutil.copy(path, kept.keys / path.name)


def refusal(kept: Kept) -> VpError:
    """Why the case does not open."""
    with pytest.raises((NotThere, NotReadable)) as raised:
        kept.open().load(CASE)
    return raised.value


@pytest.mark.parametrize("change", [redacts, rotates, remove_deputy])
def test_it_is_told_which_mirror_has_the_key_in_use_and_that_puts_it_back(
    change: Callable[[Kept], None], kept: Kept
) -> None:
    change(kept)
    kept.backup()
    before = whole(kept)
    overwrite(kept)
    locked(kept)
    error = refusal(kept)
    assert "vp key restore" in error.hint
    assert error.fields["folders"] == str(kept.mirrored.parent)
    assert "old copy" in error.sentence
    assert CASE in kept.restore().taken
    assert whole(kept) == before
    locked(kept)
    assert whole(kept) == before


@pytest.mark.parametrize("change", [redacts, rotates])
def test_a_mirror_never_takes_the_old_key_over(change: Callable[[Kept], None], kept: Kept) -> None:
    change(kept)
    kept.backup()
    good = {path.name: path.read_bytes() for path in kept.mirrored.iterdir()}
    overwrite(kept)
    kept.backup()
    assert {path.name: path.read_bytes() for path in kept.mirrored.iterdir()} == good


@pytest.mark.parametrize("change", [redacts, rotates])
def test_an_old_mirror_overwrites_no_key_that_is_in_use(
    change: Callable[[Kept], None], kept: Kept, tmp_path: Path
) -> None:
    change(kept)
    before = {name: (kept.keys / name).read_bytes() for name in kept.key_names()}
    assert kept.restore(kept.root / "old", CASE).taken == []
    assert {name: (kept.keys / name).read_bytes() for name in kept.key_names()} == before


def test_with_the_mirror_out_of_reach_its_disk_is_asked_for(kept: Kept) -> None:
    rotates(kept)
    kept.backup()
    kept.stick.rename(kept.root / "drawer")
    overwrite(kept)
    error = refusal(kept)
    assert "connect the disk" in error.hint
    assert error.fields["folders"] == str(kept.mirrored.parent)
    assert kept.key_names()  # nothing was destroyed
    (kept.root / "drawer").rename(kept.stick)
    kept.restore()
    assert set(whole(kept)) == {CASE, OTHER}


def test_an_old_name_beside_the_key_in_use_hides_nothing_and_goes(kept: Kept) -> None:
    """A mirror from before a case was closed holds its key under another name."""
    kept.open().update(CASE, lambda case: append(case, closing(retention=24)))
    rotates(kept)
    before, names = whole(kept), kept.key_names()
    overwrite(kept, CASE)
    assert kept.key_names() != names
    assert whole(kept) == before
    assert kept.key_names() == names
    assert inside(kept.keys, kept.identity)[CASE]


def test_a_key_of_something_else_is_told_from_a_damaged_file(kept: Kept) -> None:
    """What lies in git would not help: the file is as it should be."""
    strange = seal(new_identity().secret().encode(), [kept.identity.recipient])
    (kept.keys / f"{CASE}.age").write_bytes(strange)
    error = refusal(kept)
    assert "is not the key of the file" in error.sentence
    assert error.fields == {"name": f"keys/{CASE}", "folders": str(kept.mirrored.parent)}


def test_a_damaged_case_is_not_taken_for_a_wrong_key(kept: Kept) -> None:
    redacts(kept)
    kept.backup()
    (kept.cases / f"{CASE}.age").write_bytes(b"x" * 500)
    error = refusal(kept)
    assert (error.fields, "vp key" in error.hint) == ({"name": CASE}, False)


def test_without_any_mirror_a_copy_is_asked_for(tmp_path: Path) -> None:
    kept = make_kept(tmp_path / "laptop")
    shutil.copytree(kept.keys, kept.root / "old")
    rotates(kept)
    overwrite(kept)
    assert "look for a copy of the keys" in refusal(kept).hint
    assert len(kept.key_names()) == len(list((kept.root / "old").iterdir()))


def test_a_rotation_waits_for_keys_that_only_a_mirror_has(kept: Kept) -> None:
    """It would destroy the only identity that opens them there."""
    redacts(kept)
    kept.backup()
    overwrite(kept, CASE)
    locked(kept)
    with refused(NotAllowed, "only a copy of the keys still opens these", CASE):
        overwritten.require_none(kept.open())
    kept.restore()
    overwritten.require_none(kept.open())


def test_a_key_that_was_put_back_is_never_taken_for_one_that_was_replaced(kept: Kept) -> None:
    """The mirror has it as it was before it was sealed anew, under today's recipients."""
    kept.stick.rename(kept.root / "drawer")
    add_another(kept, new_identity())
    (kept.keys / f"{CASE}.age").unlink()
    (kept.root / "drawer").rename(kept.stick)
    kept.backup()
    (kept.keys / f"{CASE}.age").write_bytes(b"x" * 99)
    assert kept.restore(None, CASE).taken == [CASE]
    locked(kept)
    assert CASE in whole(kept)


def test_the_key_of_the_ledger_is_kept_like_any_other(kept: Kept) -> None:
    remove_deputy(kept)
    assert "ledger" in inside(kept.keys, kept.identity)
    assert papers.load_ledger(kept.open()).dossier == DOSSIER
    kept.backup()
    overwrite(kept, "ledger")
    locked(kept)
    assert "ledger" not in inside(kept.keys, kept.identity)
    assert kept.restore().taken == ["ledger"]
    assert papers.load_ledger(kept.open()).dossier == DOSSIER
