"""A new key that is broken off: whoever sits there knows which keys count, and none is lost."""

from pathlib import Path

import pytest

from tests.cli.terminal import Session
from tests.cli.test_key import listed, secret_on
from tests.conftest import Desk
from vp.store.age import identities
from vp.store.recipients import OWN, Recipient, text

NOTHING = "Nothing changed: passphrase and recovery key are those you had."
COUNTS = "The new key counts already: keep it."


@pytest.fixture
def other(desk: Desk) -> Path:
    """A key of another dossier in this home, which cannot be read."""
    place = desk.home / "0000-0000"
    (place / "keys" / "profile.age").mkdir(parents=True)
    (own,) = identities((desk.home / "identity.txt").read_text())
    (place / "recipients.txt").write_bytes(text([Recipient(OWN, own.recipient)]))
    return place


@pytest.mark.parametrize("words", [("recovery",), ("rotate", "--passphrase")])
def test_ctrl_c_before_anything_is_written_says_that_nothing_changed(
    words: tuple[str, ...], desk: Desk
) -> None:
    before = listed(desk)
    session = Session(desk, "key", *words)
    if "rotate" in words:
        session.answer("merel zingt in de tuin")
    session.prompt()
    assert session.interrupt() == 130
    assert NOTHING in session.said.replace("\n", " ")
    assert listed(desk) == before
    assert desk.run("list").code == 0


def test_a_page_whose_key_was_refused_is_gone(desk: Desk) -> None:
    desk.do("key", "recovery", "-o", desk.root / "one.html")
    (desk.private / "destroyed.yaml").write_text("niets\n")
    told = desk.run("key", "recovery", "-o", desk.root / "two.html")
    assert told.code == 5
    assert NOTHING in told.err.replace("\n", " ")
    assert not (desk.root / "two.html").exists()


def test_once_the_new_key_counts_its_page_stays(desk: Desk, other: Path) -> None:
    desk.do("key", "recovery", "-o", desk.root / "one.html")
    case = desk.intake()
    place = desk.root / "two.html"
    told = desk.run("key", "rotate", "-o", place)
    assert told.code == 6
    assert COUNTS in told.err.replace("\n", " ")
    (other / "keys" / "profile.age").rmdir()
    desk.do("show", case)
    (key,) = identities(secret_on(place))
    assert listed(desk)["recovery"] == key.recipient
    assert desk.run("show", case).code == 0
