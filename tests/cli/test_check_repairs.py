"""`vp check`: each thing that is wrong is named, and what stands with it really puts it right."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.cli.checked import PHRASE, follow, prepared, told
from tests.cli.conftest import WORD, refused
from tests.cli.terminal import Session
from tests.conftest import TODAY, Desk
from vp.store import age


@pytest.fixture
def kept(desk: Desk) -> Desk:
    return prepared(desk)


def test_what_is_wrong_with_a_fresh_desk_is_that_it_is_bare(desk: Desk) -> None:
    found = set(told(desk))
    assert {"no_passphrase", "no_recovery"} < found
    assert not {"disk", "swap", "clock", "upkeep", "left_behind", "rights"} & found


# What a command puts right: the very words of the repair are typed


def damage_left(desk: Desk) -> None:
    (desk.folder / "cases" / ".vp-0123456789abcdef.tmp").write_bytes(b"x")


def damage_rights(desk: Desk) -> None:
    (desk.home / "identity.txt").chmod(0o644)


def damage_clock(desk: Desk) -> None:
    (desk.private / "clock.yaml").unlink()


def garble_clock(desk: Desk) -> None:
    (desk.private / "clock.yaml").write_text("niets\n")


def damage_jump(desk: Desk) -> None:
    desk.go_to(TODAY + timedelta(days=90))


def damage_case(desk: Desk) -> None:
    path = desk.folder / "cases" / f"{desk.cases()[1]}.age"
    path.write_bytes(path.read_bytes()[:-1])


def damage_profile(desk: Desk) -> None:
    (desk.folder / "profile.age").write_bytes(b"x")


def lose_case(desk: Desk) -> None:
    (desk.folder / "cases" / f"{desk.cases()[1]}.age").unlink()


def no_recovery(desk: Desk) -> None:
    assert desk.private.is_dir()


@pytest.mark.parametrize(
    ("damage", "key"),
    [
        (damage_left, "left_behind"),
        (damage_rights, "rights"),
        (damage_clock, "clock"),
        (garble_clock, "clock"),
        (damage_jump, "clock"),
        (damage_case, "unreadable"),
        (damage_profile, "unreadable"),
        (lose_case, "no_case"),
    ],
)
def test_the_command_that_is_named_puts_it_right(
    damage: Callable[[Desk], None], key: str, kept: Desk
) -> None:
    usual = set(told(kept))
    damage(kept)
    (found,) = [one for one in told(kept) if one not in usual and one.startswith(key)]
    follow(kept, told(kept)[found])
    assert found not in told(kept)
    assert kept.run("list").code == 0


@pytest.mark.parametrize("key", ["no_passphrase", "no_recovery"])
def test_what_is_a_choice_can_be_accepted_for_a_year(key: str, kept: Desk) -> None:
    repair = told(kept)[key]
    found = re.search(r"vp (check --accept \w+)", repair)
    assert found, repair
    kept.run(*found[1].split())
    assert key not in told(kept)
    kept.go_to(TODAY + timedelta(days=366))
    assert key in told(kept)


def test_what_is_broken_cannot_be_accepted(kept: Desk) -> None:
    (kept.private / "keys" / f"{kept.cases()[1]}.age").unlink()
    refused(kept.run("check", "--accept", "no_key"), 2)
    assert "no_key" in told(kept)


def test_a_passphrase_is_put_on_an_identity_that_had_none(kept: Desk) -> None:
    assert "vp key rotate --passphrase" in told(kept)["no_passphrase"]
    session = Session(kept, "key", "rotate", "--passphrase")
    session.answer(PHRASE)
    session.answer(PHRASE)
    assert session.code() == 0, session.said
    assert not (kept.home / "identity.txt").exists()
    assert (age.work_factor((kept.home / "identity.age").read_bytes()) or 0) >= age.WORK_FACTOR


def test_a_recovery_key_is_no_longer_missed_once_it_is_there(kept: Desk) -> None:
    kept.do("key", "recovery", "-o", kept.root / "herstel.html")
    assert "no_recovery" not in told(kept)


def test_what_was_put_right_is_said(kept: Desk) -> None:
    damage_rights(kept)
    done = kept.run("check", "--repair")
    assert "put right: others on this computer can get at identity.txt" in done.err
    assert "others on this computer" not in done.out


def test_no_finding_holds_a_word_of_a_case(kept: Desk) -> None:
    for damage in (damage_left, damage_rights, damage_jump, lose_case, damage_case):
        damage(kept)
    done = kept.run("check")
    assert done.code == 7
    assert WORD not in done.out + done.err
