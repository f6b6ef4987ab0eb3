"""Keys put back: what is missing, opens its file and was not destroyed, and nothing else."""

import shutil
from pathlib import Path

import pytest

from tests.store.cabinets import Kept, add_another, inside, make_kept, whole
from tests.store.conftest import DUE, OTHER
from tests.store.redactions import locked
from tests.strategies import CASE, DOSSIER, TODAY, note
from vp.store import mirror, register
from vp.store.age import new_identity, seal
from vp.store.founding import settle_in


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """A laptop with its first mirror made."""
    made = make_kept(tmp_path / "laptop")
    made.backup()
    return made


def test_a_lost_cabinet_comes_back_whole(kept: Kept) -> None:
    before = whole(kept)
    shutil.rmtree(kept.keys)
    kept.keys.mkdir(mode=0o700)
    done = kept.restore()
    assert (sorted(done.taken), done.left) == (sorted([CASE, OTHER, "journal-2026", "profile"]), {})
    assert whole(kept) == before
    assert [term.due for term in kept.open().cabinet.terms()] == [None, DUE]


def test_a_key_that_is_here_is_never_overwritten(kept: Kept) -> None:
    add_another(kept, new_identity())
    before = {name: (kept.keys / name).read_bytes() for name in kept.key_names()}
    assert set(kept.restore().left.values()) == {"here"}
    assert {name: (kept.keys / name).read_bytes() for name in kept.key_names()} == before


def test_an_old_mirror_brings_back_nothing_that_was_destroyed(kept: Kept, tmp_path: Path) -> None:
    """By id and by the digest of the sealed key; and what is named there is destroyed there too."""
    old = tmp_path / "old"
    shutil.copytree(kept.stick, old)
    case = (kept.cases / f"{OTHER}.age").read_bytes()
    kept.open().redact(CASE, lambda case: case)
    kept.purge(DUE)
    (kept.cases / f"{OTHER}.age").write_bytes(case)
    kept.cases.joinpath(f"{OTHER}.age").unlink()
    done = kept.restore(old)
    assert done.taken == []
    assert done.left[CASE] == done.left[OTHER] == "destroyed"
    assert done.destroyed == 2
    assert set(inside(old / f"vp-{DOSSIER}" / "keys", kept.identity)) == {"profile", "journal-2026"}


def test_old_keys_copied_over_by_hand_are_destroyed_by_the_next_command(kept: Kept) -> None:
    stolen = {path.name: path.read_bytes() for path in kept.mirrored.iterdir()}
    kept.purge(DUE)
    for name, data in stolen.items():
        (kept.keys / name).write_bytes(data)
    locked(kept)
    assert OTHER not in inside(kept.keys, kept.identity)


@pytest.mark.parametrize("why", ["no_file", "unreadable", "no_fit"])
def test_a_key_that_does_not_open_its_file_is_not_taken(why: str, kept: Kept) -> None:
    (kept.keys / f"{CASE}.age").unlink()
    match why:
        case "no_file":
            (kept.cases / f"{CASE}.age").unlink()
        case "unreadable":
            (kept.mirrored / f"{CASE}.age").write_bytes(b"x")
        case _:
            strange = seal(new_identity().secret().encode(), [kept.identity.recipient])
            (kept.mirrored / f"{CASE}.age").write_bytes(strange)
    assert kept.restore().left[CASE] == why
    assert CASE not in inside(kept.keys, kept.identity)


def test_a_key_here_that_opens_nothing_goes_only_when_a_person_says_so(kept: Kept) -> None:
    (kept.keys / f"{CASE}.age").write_bytes(b"x" * 99)
    assert kept.restore().left[CASE] == "other"
    assert kept.restore(None, CASE).taken == [CASE]
    assert kept.open().load(CASE).id == CASE


def test_a_second_laptop_gets_its_keys_and_trusts_no_recipient_of_the_stick(
    kept: Kept, tmp_path: Path
) -> None:
    kept.purge(DUE)
    second = kept.twin(tmp_path / "second")
    shutil.rmtree(second.private)
    settle_in(second.home, DOSSIER, second.identity, TODAY)
    done = second.restore()
    assert sorted(done.taken) == [*sorted(["journal-2026", CASE]), "profile"]
    assert [one.name for one in done.strangers] == ["recovery", "deputy"]
    assert not inside(second.keys, second.paper)
    assert [one.id for one in second.record().destroyed] == [OTHER]
    second.append(CASE, note(number=5))
    assert set(whole(second)) == {CASE}


def test_a_record_on_the_stick_that_names_a_living_case_is_not_believed(
    kept: Kept, tmp_path: Path
) -> None:
    """Whoever had the stick could have written it."""
    kept.purge(DUE)
    second = kept.twin(tmp_path / "second")
    record = second.mirrored.parent / mirror.RECORD
    shutil.rmtree(second.private)
    settle_in(second.home, DOSSIER, second.identity, TODAY)
    forged = register.begin(
        register.Register(format=1, dossier=DOSSIER), [register.Destruction(id=CASE, term=TODAY)]
    )
    register.write(record, register.complete(forged, TODAY))
    assert CASE in second.restore().taken
    assert set(whole(second)) == {CASE}
