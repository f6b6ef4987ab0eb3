"""Unlocked for a while: not a moment longer, and worth nothing without the key store."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.faults.seam import Seam, through
from tests.session_bus import session_bus
from tests.store.conftest import refused
from vp.errors import NotAllowed, NotReadable, NotThere, VpError
from vp.store import keystore, rotation, session, unlocked
from vp.store.age import identities, new_identity, unseal
from vp.store.clock import Uptime
from vp.store.rotation import UNLOCKED

NOW = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)
LASTING = timedelta(minutes=30)
UP = Uptime(5000, "this-start")
MINUTE = timedelta(minutes=1)


@pytest.fixture(scope="module")
def environ() -> Iterator[Mapping[str, str]]:
    with session_bus() as found:
        yield found


class Seat:
    """A home whose identity was unlocked at NOW, for half an hour."""

    def __init__(self, home: Path, environ: Mapping[str, str]) -> None:
        self.home, self.identity = home, new_identity()
        self.store = keystore.here(environ)
        session.keep(home, self.identity, None)
        self.file = home / UNLOCKED
        self.keep()

    def keep(self, now: datetime = NOW) -> unlocked.Found:
        """It is unlocked, from this moment."""
        return unlocked.keep(self.home, self.store, self.identity, LASTING, now, UP)

    def opened(self, now: datetime = NOW, uptime: Uptime = UP) -> str:
        """The recipient of what opens at this moment; empty when the passphrase is asked."""
        found = unlocked.recall(self.home, lambda: self.store, now, uptime)
        return found.identity.recipient if found else ""

    @property
    def secret(self) -> str:
        """What the key store has."""
        return self.store.find(keystore.account(self.home))

    @property
    def is_gone(self) -> bool:
        """Whether nothing is left of it, in home or in the key store."""
        return not self.file.exists() and self.secret == ""


@pytest.fixture
def seat(tmp_path: Path, environ: Mapping[str, str]) -> Seat:
    return Seat(tmp_path / "home", environ)


def elsewhere() -> keystore.KeyStore:
    """The key store as another session reaches it: not at all."""
    raise keystore.out_of_reach()


def test_it_opens_until_its_time_and_says_until_when(seat: Seat) -> None:
    later = NOW + LASTING - timedelta(seconds=1)
    assert seat.opened(later, UP._replace(seconds=UP.seconds + 1799)) == seat.identity.recipient
    found = unlocked.recall(seat.home, lambda: seat.store, NOW, UP)
    assert found is not None
    assert found.until == NOW + LASTING
    assert seat.file.stat().st_mode & 0o077 == 0


@pytest.mark.requirement("GC-20")
@pytest.mark.parametrize(
    ("now", "uptime"),
    [
        (NOW + LASTING, UP),
        (NOW + timedelta(days=400), UP),
        (NOW - MINUTE, UP),
        (NOW, UP._replace(seconds=UP.seconds + 1800)),
        (NOW + MINUTE, UP._replace(seconds=UP.seconds - 1)),
        (NOW + MINUTE, Uptime(5060, "another-start")),
        (NOW + MINUTE, Uptime(5060, "")),
    ],
)
def test_past_its_time_it_is_gone_whatever_the_clock_says(
    seat: Seat, now: datetime, uptime: Uptime
) -> None:
    assert seat.opened(now, uptime) == ""
    assert seat.is_gone
    assert seat.opened() == ""


def test_a_look_without_the_key_store_makes_what_is_over_worthless(seat: Seat) -> None:
    unlocked.settle(seat.home, NOW, UP)
    assert seat.opened()
    unlocked.settle(seat.home, NOW + LASTING, UP)
    assert not seat.file.exists()
    assert seat.opened() == ""


def test_what_is_in_home_opens_only_with_what_is_in_the_key_store(seat: Seat) -> None:
    data = seat.file.read_bytes()
    assert seat.identity.secret().encode() not in data
    assert seat.secret.encode() not in data
    assert seat.identity.secret() != seat.secret
    sealed = data.partition(b"\n\n")[2]
    with refused(NotReadable):
        unseal(sealed, [seat.identity], "unlocked")
    assert seat.identity.secret().encode() in unseal(sealed, identities(seat.secret), "unlocked")


def test_another_session_opens_nothing_and_ends_nothing(seat: Seat) -> None:
    assert unlocked.recall(seat.home, elsewhere, NOW, UP) is None
    assert seat.opened() == seat.identity.recipient


def test_locking_ends_it_with_or_without_the_key_store(seat: Seat) -> None:
    unlocked.forget(seat.home, lambda: seat.store)
    assert seat.is_gone
    unlocked.forget(seat.home, lambda: seat.store)
    seat.keep()
    unlocked.forget(seat.home, elsewhere)
    assert not seat.file.exists()
    assert seat.opened() == ""


@pytest.mark.parametrize("secret", ["", "x", new_identity().secret()], ids=["none", "cut", "other"])
def test_a_key_store_that_forgot_ends_it(seat: Seat, secret: str) -> None:
    seat.store.forget(keystore.account(seat.home))
    if secret:
        seat.store.keep(keystore.account(seat.home), secret)
    assert seat.opened() == ""
    assert seat.is_gone


def test_who_writes_in_home_cannot_make_it_last_longer(seat: Seat) -> None:
    data = seat.file.read_bytes()
    seat.file.write_bytes(data.replace(b"until: 2026", b"until: 2027", 1))
    assert seat.opened() == ""
    assert seat.is_gone


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"2026-06-01T", b"6000-00-00T"),
        (b"+00:00", b""),
        (b"uptime: 5000", b"uptime: " + b"9" * 60),
        (b"uptime: 5000", b"uptime: x"),
        (b"since", b"sinds"),
        (b"\n\n", b"\n"),
        (b"age-encryption", b"ege-encryption"),
    ],
)
def test_a_damaged_file_opens_nothing_and_goes(seat: Seat, old: bytes, new: bytes) -> None:
    data = seat.file.read_bytes()
    assert old in data
    seat.file.write_bytes(data.replace(old, new))
    assert seat.opened() == ""
    assert seat.is_gone


def test_a_link_in_its_place_is_not_followed(seat: Seat, tmp_path: Path) -> None:
    seat.file.rename(tmp_path / "aside")
    seat.file.symlink_to(tmp_path / "aside")
    assert seat.opened() == ""
    assert (tmp_path / "aside").read_bytes()


@pytest.mark.requirement("GC-20")
def test_another_identity_in_its_place_ends_it(seat: Seat) -> None:
    (seat.home / session.PLAIN).unlink()
    assert seat.opened() == ""
    session.keep(seat.home, new_identity(), None)
    seat.keep()
    assert seat.opened()
    (seat.home / session.PLAIN).write_text(f"{new_identity().secret()}\n")
    assert seat.opened() == ""
    assert seat.is_gone


def test_while_an_identity_is_replaced_nothing_is_unlocked(seat: Seat) -> None:
    (seat.home / rotation.INTENTION).write_text("day 2026-06-01\n")
    with refused(NotAllowed, "rotation is under way"):
        seat.keep()


def test_unlocking_anew_takes_the_place_of_the_earlier(seat: Seat) -> None:
    first, data = seat.secret, seat.file.read_bytes()
    seat.keep(NOW + MINUTE)
    assert seat.secret not in ("", first)
    assert seat.opened(NOW + LASTING) == seat.identity.recipient
    seat.file.write_bytes(data)
    assert seat.opened() == ""


def test_without_a_key_store_nothing_is_written(tmp_path: Path) -> None:
    session.keep(tmp_path, new_identity(), None)
    store = keystore.here({})
    with refused(NotThere, "no key store"):
        unlocked.keep(tmp_path, store, new_identity(), LASTING, NOW, UP)
    assert not (tmp_path / UNLOCKED).exists()


def test_cut_off_anywhere_it_is_wholly_unlocked_or_not_at_all(seat: Seat) -> None:
    points = 0
    while True:
        seat.file.unlink(missing_ok=True)
        with through(Seam(at=points + 1, strike=_fail)) as seam, suppress(VpError):
            seat.keep()
        if not seam.struck:
            break
        points += 1
        assert seat.opened() in ("", seat.identity.recipient)
        held = [path.name for path in seat.home.iterdir() if path.name.startswith(".vp-")]
        assert not held
    assert points >= 5


def _fail() -> None:
    raise OSError(28, "No space left on device")
