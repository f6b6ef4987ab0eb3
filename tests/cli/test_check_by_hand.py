"""What `vp check` tells and a person has to do: the words that stand there are followed."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from tests.cli.checked import STICK, follow, prepared, told
from tests.cli.conftest import TEXT
from tests.cli.homes import Homes
from tests.cli.terminal import Session
from tests.conftest import TODAY, Desk
from vp.store import age

QUICK = b"age-encryption.org/v1\n-> scrypt 9xn9bKUQ7bI0LL7vE3OMrg 2\n%b\n--- %b\n%b" % (
    b"A" * 43,
    b"A" * 43,
    b"x" * 60,
)
"""Behind a passphrase that nobody has, and that takes no time to try."""


@pytest.fixture
def kept(desk: Desk) -> Desk:
    return prepared(desk)


def test_a_key_that_is_gone_comes_back_from_the_copy(kept: Desk) -> None:
    case = kept.cases()[1]
    (kept.private / "keys" / f"{case}.age").unlink()
    assert "from its mirror" in told(kept)["no_key"]
    kept.do("key", "restore", kept.root / STICK)
    assert "no_key" not in told(kept)
    assert TEXT in kept.do("show", case).out + kept.do("show", kept.cases()[0]).out


@pytest.mark.parametrize("name", ["recipients.txt", "destroyed.yaml"])
def test_a_file_of_home_comes_back_from_the_copy(name: str, kept: Desk) -> None:
    kept.go_to("2028-05-02")
    kept.do("purge", "--confirm", "clock")
    (there,) = (kept.root / STICK).rename(kept.root / "drawer").iterdir()
    usual = set(told(kept))
    (kept.private / name).write_text("niets\n")
    (found,) = {"recipients", "record"} & set(told(kept))
    assert "from a copy of the keys" in told(kept)[found]
    assert str(kept.root / STICK) in told(kept)[found]
    shutil.copy(there / name, kept.private / name)
    assert set(told(kept)) == usual


def test_a_case_past_its_term_goes_with_purge(kept: Desk) -> None:
    kept.go_to("2028-05-03")
    kept.run("purge", "--confirm", "clock", "--dry-run")
    kept.run("purge", "--confirm", "nergens")
    found = told(kept)
    assert {"clock", "past_term"} <= set(found)
    kept.run("purge", "--confirm", "clock")
    kept.run("purge")
    assert not {"clock", "past_term"} & set(told(kept))


def test_an_old_copy_a_copy_that_lacks_and_one_that_fails_are_put_right_by_a_new_one(
    kept: Desk,
) -> None:
    (there,) = (kept.root / STICK).glob("*/keys")
    case = kept.cases()[1]
    (there / "profile.age").unlink()
    (there / f"{case}.age").write_bytes(b"x")
    kept.go_to(TODAY + timedelta(days=9))
    found = told(kept)
    assert {"mirror_old", "mirror_lacks", "mirror_fails"} <= set(found)
    kept.run("key", "backup", kept.root / STICK)
    left = told(kept)
    assert "mirror_lacks" not in left
    assert "take its key away there" in left["mirror_fails"]
    assert TEXT in kept.do("show", case).out + kept.do("show", kept.cases()[0]).out
    (there / f"{case}.age").unlink()
    kept.do("key", "backup", kept.root / STICK)
    assert not {"mirror_old", "mirror_lacks", "mirror_fails"} & set(told(kept))


def test_a_copy_that_came_to_lie_in_a_synced_folder_is_moved_away(kept: Desk) -> None:
    stick = kept.root / STICK
    cloud = kept.root / "OneDrive - Voorbeeld"
    cloud.mkdir()
    (there,) = stick.iterdir()
    shutil.move(there, cloud / there.name)
    kept.do("key", "restore", cloud)
    assert "move it to a disk of your own" in told(kept)["mirror_copied"]
    shutil.move(cloud / there.name, stick / there.name)
    kept.do("key", "backup", stick)
    assert "mirror_copied" not in told(kept)


def test_a_year_later_rotation_is_asked_for_and_done(kept: Desk) -> None:
    kept.go_to(TODAY + timedelta(days=370))
    assert "vp key rotate" in told(kept)["rotation"]
    kept.do("key", "rotate")
    assert "rotation" not in told(kept)


def test_a_case_put_back_from_before_is_told_and_the_newer_one_ends_it(kept: Desk) -> None:
    case = kept.cases()[1]
    path = kept.folder / "cases" / f"{case}.age"
    old = path.read_bytes()
    kept.do("note", case, text="later")
    kept.do("sync", "--remote", kept.root / "remote.git")
    new = path.read_bytes()
    path.write_bytes(old)
    assert case in told(kept)["went_back"]
    follow(kept, told(kept)["went_back"])
    assert "went_back" not in told(kept)
    path.write_bytes(old)
    path.write_bytes(new)
    assert "went_back" not in told(kept)


def test_home_in_git_is_told_until_it_is_moved(kept: Desk) -> None:
    (kept.root / ".git").mkdir()
    assert "set VP_HOME" in told(kept)["home_in_git"]
    elsewhere = kept.root.parent / f"{kept.root.name}-moved"
    shutil.move(kept.home, elsewhere)
    kept.environ["VP_HOME"] = str(elsewhere)
    kept.home = elsewhere
    assert "home_in_git" not in told(kept)


def test_settings_that_a_sync_changed_are_told_until_accepted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    homes = Homes(tmp_path)
    homes.sync(homes.first, "--remote", str(homes.remote))
    second = homes.other()
    second.set(threshold=3)
    homes.sync(second)
    homes.sync(homes.first)
    assert "settings" not in told(second)
    found = homes.first.run("check").out
    assert "threshold" in found
    assert "vp check --accept settings" in told(homes.first)["settings"]
    homes.first.run("check", "--accept", "settings")
    assert "settings" not in told(homes.first)


def test_a_deputy_added_by_hand_in_the_list_is_sealed_for(kept: Desk) -> None:
    path = kept.private / "recipients.txt"
    path.write_text(f"{path.read_text()}# deputy\n{age.new_identity().recipient}\n")
    assert "vp check --repair" in told(kept)["sealed_otherwise"]
    assert "sealed_otherwise" not in told(kept, "--repair")
    assert "sealed_otherwise" not in told(kept)


@pytest.mark.parametrize("command", ["check", "list", "agenda"])
def test_a_wrong_passphrase_is_asked_once_and_is_no_damage(command: str, kept: Desk) -> None:
    (kept.home / "identity.txt").rename(kept.root / "elsewhere.txt")
    (kept.home / "identity.age").write_bytes(QUICK)
    session = Session(kept, command)
    session.answer("een ander woord")
    assert session.code() == 5, session.said
    assert "that is not the right passphrase" in session.said
    assert session.said.count("Passphrase: ") == 1
