import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.store.conftest import refused
from vp.errors import NotReadable, NotThere, NotWritten
from vp.store import session
from vp.store.age import Identity, new_identity, seal_with_passphrase, unseal_with_passphrase

WORDS = "zes losse woorden die niemand raadt"


def asks(*answers: str) -> Callable[[], str]:
    """Gives these answers, one each time it is asked."""
    left = iter(answers)
    return lambda: next(left)


def never() -> str:
    raise AssertionError("a passphrase was asked for")


def stands_in(home: Path) -> str:
    """Everything that can be read in home."""
    return "".join(path.read_text("latin-1") for path in home.rglob("*") if path.is_file())


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Identity]:
    """A home with an identity behind a passphrase; made once, since it takes a second."""
    home, identity = tmp_path_factory.mktemp("home") / "vp", new_identity()
    session.keep(home, identity, WORDS)
    return home, identity


def test_behind_a_passphrase_it_is_asked_once_and_nothing_is_readable(
    kept: tuple[Path, Identity],
) -> None:
    home, identity = kept
    assert {path.name for path in home.iterdir()} == {"identity.age", "rotation.lock"}
    assert stat.S_IMODE((home / "identity.age").stat().st_mode) == 0o600
    assert "AGE-SECRET" not in stands_in(home)
    assert session.unlock(home, asks(WORDS)).recipient == identity.recipient


def test_a_wrong_passphrase_opens_nothing(kept: tuple[Path, Identity]) -> None:
    with refused(NotReadable, "that is not the right passphrase"):
        session.unlock(kept[0], asks("iets anders"))


def test_what_it_keeps_is_an_identity_file_that_age_reads(kept: tuple[Path, Identity]) -> None:
    home, identity = kept
    text = unseal_with_passphrase((home / "identity.age").read_bytes(), WORDS, "k").decode()
    assert text == f"# public key: {identity.recipient}\n{identity.secret()}\n"


def test_a_plain_identity_is_opened_without_asking(tmp_path: Path) -> None:
    identity = new_identity()
    session.keep(tmp_path / "vp", identity, None)
    names = {path.name for path in (tmp_path / "vp").iterdir()}
    assert names == {"identity.txt", "rotation.lock"}
    assert stat.S_IMODE((tmp_path / "vp" / "identity.txt").stat().st_mode) == 0o600
    assert session.unlock(tmp_path / "vp", never).recipient == identity.recipient


def test_an_identity_that_is_kept_is_never_written_over(tmp_path: Path) -> None:
    first = new_identity()
    assert not session.has_identity(tmp_path)
    session.keep(tmp_path, first, None)
    assert session.has_identity(tmp_path)
    with refused(NotWritten, "identity.txt was not saved", "there already"):
        session.keep(tmp_path, new_identity(), None)
    assert session.unlock(tmp_path, never).recipient == first.recipient


def test_without_an_identity_that_is_said(tmp_path: Path) -> None:
    for home in (tmp_path, tmp_path / "gone"):
        assert not session.has_identity(home)
        with refused(NotThere, f"there is no identity in {home}", "vp init"):
            session.unlock(home, never)


def test_comments_and_blank_lines_are_passed_over(tmp_path: Path) -> None:
    identity, old = new_identity(), new_identity()
    text = f"# created: 2026\n\n# {old.secret()}\n  {identity.secret()}\n\n"
    (tmp_path / "identity.txt").write_text(text)
    assert session.unlock(tmp_path, never).recipient == identity.recipient


@pytest.mark.parametrize("number", [0, 2])
def test_a_file_that_does_not_hold_one_identity_is_refused(number: int, tmp_path: Path) -> None:
    lines = "".join(f"{new_identity().secret()}\n" for _each in range(number))
    (tmp_path / "identity.txt").write_text(f"# none\n{lines}")
    with refused(NotReadable, "identity.txt does not hold one identity"):
        session.unlock(tmp_path, never)


def test_what_lies_behind_the_passphrase_is_looked_at_too(tmp_path: Path) -> None:
    (tmp_path / "identity.age").write_bytes(seal_with_passphrase(b"no key\n", WORDS))
    with refused(NotReadable, "identity.age does not hold one identity"):
        session.unlock(tmp_path, asks(WORDS))


@pytest.mark.parametrize("data", [b"", b"age-encryption.org/v1\n", b"x" * 100, b"x" * 70_000])
def test_a_damaged_identity_is_refused(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "identity.age").write_bytes(data)
    with refused(NotReadable):
        session.unlock(tmp_path, asks(WORDS))
