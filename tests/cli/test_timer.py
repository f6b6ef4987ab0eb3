"""The purge on a timer: nobody there, nothing in the environment, and not a word when all is well.

A process of its own has the real day, so the case that is due was closed long enough ago.
"""

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from tests.cli.conftest import TEXT, WORD
from tests.conftest import Desk, unsealed_in
from vp.store.age import seal_with_passphrase
from vp.store.lock import lock

NOW = datetime.now(UTC)  # noqa: TID251 (see above)


@pytest.fixture
def expired(desk: Desk) -> str:
    """A case whose term has passed; the purge ran yesterday, so that the clock is believed."""
    desk.now = NOW - timedelta(days=1)
    desk.do("purge", "--confirm", "clock")
    desk.now = NOW - timedelta(days=900)
    return closed(desk, wish=TEXT)


def closed(desk: Desk, **form: object) -> str:
    """A case that is opened and closed today."""
    case = desk.intake(opened=desk.now.date(), **form)
    desk.close(case)
    return case


def purge(desk: Desk, *words: str) -> "subprocess.CompletedProcess[bytes]":
    """The purge as cron starts it: no terminal, no input, no PATH, no HOME, a careless umask."""
    line = f'umask 000; exec "$0" -m vp {" ".join(words or ("purge",))} <&-'
    return subprocess.run(
        ["/bin/sh", "-c", line, sys.executable],
        env={"VP_HOME": str(desk.home), "VP_DOSSIER": str(desk.folder)},
        cwd="/",
        capture_output=True,
        start_new_session=True,
        timeout=30,
        check=False,
    )


def silent(done: "subprocess.CompletedProcess[bytes]") -> bool:
    """Whether it ended well without a word."""
    return (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


@pytest.mark.requirement("GC-24")
def test_it_destroys_what_is_due_and_nothing_else(desk: Desk, expired: str) -> None:
    held = closed(desk)
    desk.do("hold", "set", held, "--until", NOW.date() + timedelta(days=9), text="A complaint.")
    desk.now = NOW - timedelta(days=30)
    running, open_ = closed(desk), desk.intake(opened=desk.now.date())
    left = sorted([held, running, open_])
    assert silent(purge(desk))
    assert desk.cases() == left
    assert sorted(name[:9] for name in desk.key_names() if name != "profile.age") == left
    assert (desk.folder / "destroyed.txt").read_text() == f"{expired}\n"


def test_it_is_silent_when_nothing_is_due(desk: Desk) -> None:
    desk.now = NOW - timedelta(days=1)
    desk.do("purge", "--confirm", "clock")
    case = closed(desk)
    assert silent(purge(desk))
    assert silent(purge(desk))
    assert desk.cases() == [case]


def test_it_never_asks_for_a_passphrase(desk: Desk, expired: str) -> None:
    plain = desk.home / "identity.txt"
    sealed = seal_with_passphrase(plain.read_bytes(), "six words that nobody else knows")
    (desk.home / "identity.age").write_bytes(sealed)
    plain.unlink()
    assert silent(purge(desk))
    assert desk.cases() == []
    asked = purge(desk, "profile")
    assert asked.returncode == 5
    assert b"there is no terminal to type it on" in asked.stderr


def test_files_stay_private_whatever_the_umask(desk: Desk, expired: str) -> None:
    assert silent(purge(desk))
    for place in (desk.home, desk.folder):
        for path in [place, *place.rglob("*")]:
            if ".git" not in path.parts:
                assert path.stat().st_mode & 0o077 == 0, path
    assert unsealed_in(desk.folder) == []


def test_where_a_person_must_decide_it_says_so_and_keeps_off(desk: Desk, expired: str) -> None:
    cases = [expired, *(closed(desk) for _number in range(5))]
    done = purge(desk)
    assert (done.returncode, done.stdout) == (7, b"")
    assert b"vp purge --confirm many" in done.stderr
    assert WORD.encode() not in done.stderr
    assert desk.cases() == sorted(cases)


def test_a_clock_that_jumped_destroys_nothing(desk: Desk) -> None:
    desk.now = NOW - timedelta(days=900)
    case = closed(desk)
    done = purge(desk)
    assert (done.returncode, done.stdout) == (7, b"")
    assert b"vp purge --confirm clock" in done.stderr
    assert desk.cases() == [case]


def test_where_no_purge_is_known_no_day_of_one_is_told(desk: Desk) -> None:
    (next(desk.home.glob("*/clock.yaml"))).unlink()
    for day in (NOW, NOW + timedelta(days=1)):
        desk.now = day
        told = desk.run("purge")
        assert told.code == 7
        assert told.err.count(str(day.date())) == 1
        assert "last purge" not in told.err


def test_an_absent_disk_destroys_nothing(desk: Desk, expired: str) -> None:
    (desk.folder / "cases").rename(desk.root / "elsewhere")
    done = purge(desk)
    assert (done.returncode, done.stdout) == (7, b"")
    assert [name for name in desk.key_names() if name.startswith(expired)]


def test_on_a_day_with_nothing_to_do_it_says_what_the_whole_command_line_says(desk: Desk) -> None:
    desk.now = NOW
    closed(desk)
    desk.do("purge", "--confirm", "clock")
    assert silent(purge(desk))
    assert silent(purge(desk, "purge", "--confirm", "many"))
    (desk.folder / "cases").rename(desk.root / "away")
    alone, parsed = purge(desk), purge(desk, "purge", "--confirm", "many")
    assert (alone.returncode, alone.stdout, alone.stderr) == (7, b"", parsed.stderr)
    assert b"nothing was destroyed" in alone.stderr


def test_a_day_with_nothing_to_do_needs_no_lock_and_changes_nothing(desk: Desk) -> None:
    """Another vp may be writing for as long as it likes."""
    desk.now = NOW
    closed(desk)
    desk.do("purge", "--confirm", "clock")
    before = {path: path.stat().st_mtime_ns for path in desk.home.rglob("*")}
    with lock(next(desk.home.glob("*/lock"))):
        assert silent(purge(desk))
    assert {path: path.stat().st_mtime_ns for path in desk.home.rglob("*")} == before


@pytest.mark.parametrize("closed_", [">&-", "2>&-", ">&- 2>&-"])
def test_streams_that_are_closed_are_no_mishap(desk: Desk, expired: str, closed_: str) -> None:
    """As on Windows, where a program without a window has none; no file may get their number."""
    before = (desk.folder / "vp.yaml").read_bytes()
    done = purge(desk, "purge", closed_)
    assert silent(done)
    assert desk.cases() == []
    assert (desk.folder / "destroyed.txt").read_text() == f"{expired}\n"
    assert (desk.folder / "vp.yaml").read_bytes() == before
    assert purge(desk, "nothing", closed_).returncode == 2
