"""An old copy of the keys put over those in use: what each command says, and the way back."""

import shutil

import pytest

from tests.cli.conftest import refused
from tests.conftest import Desk


@pytest.fixture
def mirrored(desk: Desk) -> tuple[Desk, str]:
    """A case and a mirror; then the recovery key came, and with it the keys were sealed anew."""
    case = desk.intake()
    desk.do("key", "backup", desk.root / "stick")
    shutil.copytree(desk.private / "keys", desk.root / "old")
    desk.do("key", "recovery", "-o", desk.root / "recovery.html")
    return desk, case


def test_a_new_recovery_key_opens_the_mirrors_in_reach_too(mirrored: tuple[Desk, str]) -> None:
    desk, _case = mirrored
    (mirror,) = (desk.root / "stick").glob("vp-*")
    names = ["recipients.txt", *(f"keys/{name}" for name in desk.key_names())]
    for name in names:
        assert (mirror / name).read_bytes() == (desk.private / name).read_bytes()


def test_every_command_says_where_the_keys_in_use_are_until_they_are_back(
    mirrored: tuple[Desk, str],
) -> None:
    desk, case = mirrored
    desk.do("key", "rotate", "-o", desk.root / "rotated.html")
    shutil.copytree(desk.root / "old", desk.private / "keys", dirs_exist_ok=True)
    for words in (("show", case), ("note", case), ("profile",)):
        told = desk.run(*words)
        refused(told, 5)
        assert f"vp key restore {desk.root / 'stick'}" in told.err
    refused(desk.run("key", "rotate", "-o", desk.root / "again.html"), 4)
    assert not (desk.root / "again.html").exists()
    desk.do("key", "restore", desk.root / "stick")
    assert desk.shown(case)
    desk.do("key", "rotate", "-o", desk.root / "again.html")
