"""Who can open the keys, and how easily."""

from pathlib import Path

import pytest

from tests.store.cabinets import Kept, inside, make_kept, whole
from tests.store.conftest import make_laptop
from vp.store import age, holders, recipients, session
from vp.store.age import new_identity, seal
from vp.store.inspection import Finding
from vp.store.mending import repair

SCRYPT = b"age-encryption.org/v1\n-> scrypt 9xn9bKUQ7bI0LL7vE3OMrg %d\nx\n--- x\n"


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return make_kept(tmp_path / "laptop")


def found(kept: Kept) -> list[Finding]:
    return list(holders.inspect(kept.open(), kept.home))


def keys(kept: Kept) -> list[str]:
    return [one.key for one in found(kept)]


def test_an_identity_without_a_passphrase_is_told(kept: Kept) -> None:
    assert keys(kept) == ["no_passphrase"]


def test_a_passphrase_protected_well_is_not_told_and_a_light_one_is(kept: Kept) -> None:
    dossier = kept.open()
    (kept.home / session.PLAIN).unlink()
    path = kept.home / session.SEALED
    path.write_bytes(SCRYPT % age.WORK_FACTOR)
    assert list(holders.inspect(dossier, kept.home)) == []
    path.write_bytes(SCRYPT % (age.WORK_FACTOR - 1))
    assert [one.key for one in holders.inspect(dossier, kept.home)] == ["weak_passphrase"]


@pytest.mark.parametrize(
    ("opener", "told"), [("ssh: /home/noor/.ssh/id_ed25519", ["ssh_key"]), ("AGE-PLUGIN-X-1QQ", [])]
)
def test_an_ssh_key_is_told_and_a_hardware_key_is_not(
    opener: str, told: list[str], kept: Kept
) -> None:
    dossier = kept.open()
    (kept.home / session.OPENER).write_text(f"{opener}\n")
    assert [one.key for one in holders.inspect(dossier, kept.home)] == told


def test_one_alone_who_can_open_the_keys_is_told(tmp_path: Path) -> None:
    laptop = make_laptop(tmp_path)
    assert [one.key for one in holders.inspect(laptop.open(), laptop.home)] == ["no_recovery"]


def test_recipients_that_cannot_be_read_are_told_and_come_back_from_a_copy(kept: Kept) -> None:
    kept.backup()
    path = kept.private / recipients.NAME
    path.write_text("niemand\n")
    (one,) = found(kept)[1:]
    assert one.key == "recipients"
    assert "from a copy of the keys" in one.repair
    assert one.fields["copies"] == str(kept.mirrored.parent)
    path.write_bytes((kept.mirrored.parent / recipients.NAME).read_bytes())
    assert keys(kept) == ["no_passphrase"]


def test_keys_for_others_than_the_list_says_are_told_and_sealed_for_who_is_on_it(
    kept: Kept,
) -> None:
    stranger, before = new_identity(), whole(kept)
    everyone = [*kept.open().cabinet.recipients(), stranger.recipient]
    for path in kept.keys.iterdir():
        (key,) = inside(kept.keys, kept.identity)[path.name.partition(".")[0]]
        path.write_bytes(seal(key.secret().encode(), everyone))
    one = found(kept)[-1]
    assert one.key == "sealed_otherwise"
    assert "profile" in one.fields["cases"]
    assert repair(one, kept.open())
    assert keys(kept) == ["no_passphrase"]
    assert not inside(kept.keys, stranger)
    assert whole(kept) == before


def test_a_damaged_key_is_another_finding(kept: Kept) -> None:
    (kept.keys / "profile.age").write_bytes(b"x")
    assert keys(kept) == ["no_passphrase"]
