"""The passphrase asked once for a while, or read from a file descriptor; and what never is."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.conftest import refused
from tests.cli.terminal import Session
from tests.conftest import Desk, Result
from tests.session_bus import session_bus
from vp.cli.context import Context
from vp.store import keystore, unlocked
from vp.store.age import Identity, new_identity, work_factor
from vp.store.rotation import UNLOCKED
from vp.store.session import unlock

WORDS = "zes losse woorden die niemand raadt"
OTHER = "heel andere woorden die niemand raadt"


@contextmanager
def lines(*words: str) -> Iterator[int]:
    """A file descriptor from which these lines come."""
    reading, writing = os.pipe()
    os.write(writing, "".join(f"{one}\n" for one in words).encode())
    os.close(writing)
    yield reading
    os.close(reading)


def told(desk: Desk, *words: object, passphrases: tuple[str, ...] = (WORDS,)) -> Result:
    """The command ran with these passphrases on a file descriptor."""
    with lines(*passphrases) as number:
        return desk.run(*words, "--passphrase-fd", number)


@pytest.fixture(scope="module")
def session() -> Iterator[dict[str, str]]:
    with session_bus() as environ:
        yield environ


class Sealed(NamedTuple):
    """A desk behind a passphrase, with one case; each opening takes a second."""

    desk: Desk
    case: str
    identity: Identity


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Sealed:
    desk = Desk(tmp_path_factory.mktemp("sealed"))
    assert told(desk, "init", desk.folder, "--no-input", "--no-git").code == 0
    form = desk.root / "form.yaml"
    form.write_text("domain: conduct\n")
    case = told(desk, "intake", "--from", form, "--json").json["id"]
    return Sealed(desk, case, unlock(desk.home, lambda: WORDS))


@pytest.fixture
def desk(tmp_path: Path, sealed: Sealed, session: dict[str, str], bare: Desk) -> Desk:
    """A copy of that desk, whose counsellor is logged in."""
    shutil.copytree(sealed.desk.root, tmp_path, dirs_exist_ok=True)
    bare.environ |= session
    return bare


@pytest.fixture
def opened(desk: Desk, sealed: Sealed) -> Desk:
    """The desk, unlocked for half an hour."""
    store, context = keystore.here(desk.environ), Context(desk.environ)
    lasting = timedelta(minutes=30)
    unlocked.keep(desk.home, store, sealed.identity, lasting, desk.now, context.uptime())
    return desk


@pytest.fixture
def case(sealed: Sealed) -> str:
    return sealed.case


def test_a_passphrase_may_come_from_a_file_descriptor(desk: Desk, case: str) -> None:
    assert (work_factor((desk.home / "identity.age").read_bytes()) or 0) >= 18
    assert case in told(desk, "show", case).out
    with lines(f"  {WORDS.replace(' ', '  ')}") as number:
        assert desk.run(f"--passphrase-fd={number}", "list").code == 0
    assert "passphrase" in refused(told(desk, "list", passphrases=("fout",)), 5)
    assert "file descriptor" in refused(told(desk, "list", passphrases=()), 5)
    assert "no terminal" in refused(desk.run("list"), 5)


@pytest.mark.parametrize("number", ["0", "2", "-1", "drie", "", "9" * 20])
def test_standard_input_is_for_text(desk: Desk, case: str, number: str) -> None:
    result = desk.run("note", case, "--passphrase-fd", number, text=WORDS)
    assert "3 or more" in refused(result, 2)


def test_a_word_after_two_hyphens_is_left_alone(desk: Desk) -> None:
    with lines(WORDS) as number:
        found = desk.run("search", "--passphrase-fd", number, "--", "--passphrase-fd")
    assert found.code == 0


def test_a_rotation_reads_the_old_words_and_then_the_new(opened: Desk, case: str) -> None:
    assert "too short" in refused(told(opened, "key", "rotate", passphrases=(WORDS, "kort")), 2)
    assert told(opened, "key", "rotate", passphrases=(WORDS, OTHER)).code == 0
    assert not (opened.home / UNLOCKED).exists()
    assert "no terminal" in refused(opened.run("show", case), 5)
    assert told(opened, "show", case, passphrases=(OTHER,)).code == 0


@pytest.mark.requirement("GC-20")
def test_once_unlocked_nobody_asks_until_it_is_over(desk: Desk, case: str) -> None:
    said = told(desk, "unlock", "--minutes", "20")
    assert said.out == "Unlocked until 09:20; vp lock ends it sooner.\n"
    assert desk.do("list").err == ""
    desk.do("note", case, text="A text.")
    state = desk.do("unlock", "--status", "--json").json
    assert state == {"unlocked": True, "until": "2026-06-01T09:20:00Z", "asks": True}
    desk.now += timedelta(minutes=20)
    assert "no terminal" in refused(desk.run("list"), 5)
    assert not (desk.home / UNLOCKED).exists()
    state = desk.do("unlock", "--status", "--json").json
    assert state == {"unlocked": False, "until": None, "asks": True}


@pytest.mark.requirement("GC-06")
def test_after_locking_it_is_asked_again(opened: Desk, case: str) -> None:
    opened.do("show", case)
    assert "Locked" in opened.do("lock").out
    assert "Locked" in opened.do("unlock", "--status").out
    assert "no terminal" in refused(opened.run("show", case), 5)
    opened.do("lock")


@pytest.mark.requirement("GC-20")
def test_who_finds_it_unlocked_cannot_give_himself_the_keys(opened: Desk, case: str) -> None:
    own = new_identity().recipient
    page = opened.root / "page.html"
    for words in (("add", own, "--name", "deputy"), ("recovery", "-o", page), ("rotate",)):
        assert "no terminal" in refused(opened.run("key", *words), 5)
    assert "no terminal" in refused(opened.run("unlock"), 5)
    assert not page.exists()
    opened.do("show", case)


def test_where_nothing_could_keep_it_no_passphrase_is_asked(desk: Desk) -> None:
    del desk.environ["DBUS_SESSION_BUS_ADDRESS"]
    desk.environ["XDG_RUNTIME_DIR"] = str(desk.root)
    assert "no key store" in refused(desk.run("unlock"), 3)


@pytest.mark.parametrize("minutes", ["0", "481", "-5", "lang"])
def test_it_lasts_a_working_day_at_most(desk: Desk, minutes: str) -> None:
    refused(desk.run("unlock", "--minutes", minutes), 2)


def test_without_a_passphrase_there_is_nothing_to_unlock(bare: Desk) -> None:
    refused(bare.run("unlock"), 3)
    refused(bare.run("lock"), 3)
    bare.begin()
    assert "no passphrase" in bare.do("unlock").out
    assert bare.run("lock").code == 7


def test_the_timer_ends_what_is_over(opened: Desk) -> None:
    del opened.environ["DBUS_SESSION_BUS_ADDRESS"]
    opened.do("purge")
    assert (opened.home / UNLOCKED).exists()
    opened.now += timedelta(minutes=30)
    opened.do("purge")
    assert not (opened.home / UNLOCKED).exists()


def test_at_a_terminal_it_is_asked_once_and_always_said(desk: Desk, case: str) -> None:
    wrong = Session(desk, "unlock")
    wrong.answer("fout")
    assert wrong.code() == 5
    assert Session(desk, "unlock").interrupt() == 130
    right = Session(desk, "unlock")
    right.answer(WORDS)
    assert right.code() == 0
    (line,) = (one for one in right.lines if "Unlocked until" in one)
    show = Session(desk, "show", case)
    assert show.code() == 0
    assert show.lines[0] == line
    assert WORDS not in right.said
    assert right.too_wide == show.too_wide == []


def test_a_wrong_passphrase_is_asked_for_once_and_called_no_damage(desk: Desk) -> None:
    (desk.folder / "cases" / "k7fm-2qxd.age").write_bytes(b"age-encryption.org/v1\n")
    listing = Session(desk, "list")
    listing.answer("fout")
    assert listing.code() == 5
    assert "could not be read" not in listing.said
    seeking = told(desk, "search", "word", passphrases=("fout", WORDS))
    assert "passphrase" in refused(seeking, 5)
    looking = told(desk, "check", "--json", passphrases=("fout", WORDS))
    assert "passphrase" in refused(looking, 5)
