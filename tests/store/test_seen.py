"""What this laptop remembers of what it saw: sealed, in home, and never going back."""

import pytest
from msgspec.structs import replace

from tests.store.conftest import Laptop, refused
from tests.strategies import CASE
from vp.errors import NotReadable
from vp.store import resealing, seen
from vp.store.age import new_identity, seal
from vp.store.recipients import Recipient
from vp.store.seen import Mark, Seen


def full(laptop: Laptop) -> Seen:
    """Something that was seen."""
    before = seen.read(laptop.open())
    return replace(before, files={CASE: Mark(revision=7, key="0" * 32)})


def test_what_is_written_is_read_and_lies_sealed(laptop: Laptop) -> None:
    seen.write(laptop.open(), full(laptop))
    data = (laptop.private / seen.NAME).read_bytes()
    assert data.startswith(b"age-encryption.org/v1\n")
    assert CASE.encode() not in data
    assert seen.read(laptop.open()) == full(laptop)
    assert (laptop.private / seen.NAME).stat().st_mode & 0o077 == 0


def test_without_one_nothing_was_seen(laptop: Laptop) -> None:
    assert seen.read(laptop.open()).files == {}
    assert seen.of(seen.read(laptop.open()), CASE) == Mark()


def test_an_older_revision_than_what_was_seen_went_back() -> None:
    assert seen.went_back(Mark(revision=7), 6)
    assert not seen.went_back(Mark(revision=7), 7)


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b'{"dossier": "0000-0000"}', b"\xff"])
def test_a_damaged_one_is_said_and_not_taken_for_none(data: bytes, laptop: Laptop) -> None:
    sealed = seal(data, [laptop.identity.recipient])
    (laptop.private / seen.NAME).write_bytes(sealed)
    with refused(NotReadable, "seen.age is damaged"):
        seen.read(laptop.open())
    (laptop.private / seen.NAME).write_bytes(sealed[:-3])
    with pytest.raises(NotReadable):
        seen.read(laptop.open())


def test_a_new_identity_can_still_read_it(laptop: Laptop) -> None:
    """It is sealed anew along with the keys."""
    seen.write(laptop.open(), full(laptop))
    other = new_identity()
    everyone = [Recipient("counsellor", laptop.identity.recipient), Recipient("d", other.recipient)]
    with laptop.open().writing():
        resealing.change(laptop.private, everyone, laptop.identity)
    laptop.identity = other
    assert seen.of(seen.read(laptop.open()), CASE).revision == 7
