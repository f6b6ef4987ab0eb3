"""A new identity: no old copy of the cabinet opens what is sealed after it."""

from pathlib import Path

import pytest

from tests.store.cabinets import Kept, inside, make_kept, whole
from tests.store.conftest import refused
from tests.store.redactions import locked
from tests.strategies import DOSSIER, TODAY
from vp.errors import NotAllowed, NotReadable, NotThere
from vp.store import files, recipients, rotation, session, upkeep
from vp.store.age import Identity, new_identity, seal
from vp.store.lock import lock

PAPER, DEPUTY = new_identity(), new_identity()


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return make_kept(tmp_path / "laptop")


def test_nobody_who_could_open_the_keys_can_open_them_afterwards(kept: Kept) -> None:
    before, old = whole(kept), kept.identity
    kept.rotate(PAPER, DEPUTY)
    assert not inside(kept.keys, old, kept.paper, kept.deputy)
    assert whole(kept) == before
    assert inside(kept.keys, PAPER).keys() == inside(kept.keys, DEPUTY).keys()
    assert old.secret() not in "".join(path.read_text() for path in kept.home.glob("*.txt"))
    assert [one.name for one in recipients.read(kept.private)] == [
        "counsellor",
        "recovery",
        "deputy",
    ]
    assert upkeep.read(kept.private).rotated == TODAY


def test_every_dossier_of_the_home_goes_along(kept: Kept) -> None:
    other = kept.home / "0000-0000"
    (other / "keys").mkdir(parents=True)
    recipients.write(other, [recipients.Recipient("counsellor", kept.identity.recipient)])
    key = new_identity()
    wrapped = seal(key.secret().encode(), [kept.identity.recipient])
    (other / "keys" / "profile.age").write_bytes(wrapped)
    kept.rotate(PAPER, DEPUTY)
    (found,) = inside(other / "keys", kept.identity)["profile"]
    assert found.secret() == key.secret()


def test_who_has_no_new_recipient_stops_it(kept: Kept) -> None:
    with refused(NotAllowed, "would still open for deputy"):
        rotation.replacements(kept.home, "age1own", PAPER.recipient, {})
    with refused(NotAllowed, "would still open for recovery"):
        rotation.replacements(kept.home, "age1own", "", {"deputy": DEPUTY.recipient})
    with refused(NotThere, "of the name Deputy"):
        rotation.replacements(kept.home, "age1own", PAPER.recipient, {"Deputy": "age1"})


def begun(kept: Kept, *, intended: bool) -> Identity:
    """A rotation that was cut off before its first key; the new identity."""
    own = new_identity()
    files.create(kept.home / rotation.NEXT, seal(own.secret().encode(), [kept.identity.recipient]))
    session.write(kept.home, rotation.NEW, own, None)
    if intended:
        lines = f"day {TODAY}\n{kept.identity.recipient} {own.recipient}\n"
        (kept.home / rotation.INTENTION).write_text(lines)
    return own


def test_cut_off_before_the_intention_nothing_was_rotated(kept: Kept) -> None:
    own, before = begun(kept, intended=False), whole
    locked(kept)
    assert kept.identity.recipient != own.recipient
    assert not list(kept.home.glob("rotation.n*"))
    assert before(kept)


def test_cut_off_after_it_the_old_passphrase_counts_until_a_case_is_opened(kept: Kept) -> None:
    old = kept.identity.recipient
    own = begun(kept, intended=True)
    locked(kept)
    assert kept.identity.recipients == [own.recipient, old]
    found = whole(kept)
    assert kept.identity.recipients == [own.recipient]
    assert whole(kept) == found
    assert recipients.read(kept.private)[0].public == own.recipient
    assert list(kept.home.glob("identity.*")) == [kept.home / "identity.txt"]


@pytest.mark.parametrize("step", [1, 2])
def test_cut_off_while_the_files_change_places_no_secret_is_needed(step: int, kept: Kept) -> None:
    own = begun(kept, intended=True)
    whole(kept)  # everything is sealed for the new identity, and in place
    (kept.home / "identity.txt").rename(kept.home / "rotation.new.txt")
    (kept.home / "rotation.old.txt").write_text("the old one")
    if step == 2:
        (kept.home / "rotation.new.txt").rename(kept.home / "identity.txt")
    assert kept.identity.recipient == own.recipient
    locked(kept)
    assert kept.identity.recipient == own.recipient
    assert not list(kept.home.glob("rotation.[no]*"))
    assert (kept.home / DOSSIER).is_dir()


def test_recipients_that_cannot_be_read_are_never_taken_for_sealed(tmp_path: Path) -> None:
    """On that answer a rotation destroys the old identity, and every key with it."""
    (tmp_path / recipients.NAME).mkdir()
    assert not recipients.is_unfinished(tmp_path)
    with pytest.raises(NotReadable):
        recipients.needs_sealing(tmp_path)


def test_what_a_killed_rotation_left_in_home_goes_with_the_next_command_that_writes(
    kept: Kept,
) -> None:
    left = kept.home / ".vp-0123456789abcdef.tmp"
    left.write_bytes(b"the new identity, sealed for the old one")
    with lock(kept.home / rotation.LOCK):  # another vp may be writing it now
        kept.write()
        assert left.exists()
    kept.write()
    assert kept.debris() == []
    assert whole(kept)
