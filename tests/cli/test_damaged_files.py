"""Files that do not fit are not believed, hide nothing else, and are not written over."""

import shutil

import pytest

from tests.cli.conftest import TEXT, kept, refused
from tests.conftest import Desk
from vp.store.age import new_identity, seal


def foreign() -> bytes:
    """A well-formed file, sealed for somebody else."""
    return seal(b"x" * 16384, [new_identity().recipient])


@pytest.mark.parametrize("name", ["case", "profile", "journal", "key"])
@pytest.mark.parametrize("damage", ["empty", "cut", "changed", "foreign", "plain"])
def test_a_damaged_or_foreign_file_is_not_believed(desk: Desk, name: str, damage: str) -> None:
    case = desk.intake(wish=TEXT)
    desk.do("activity", "add", "--kind", "peer_review", text=TEXT)
    path, words = {
        "case": (desk.folder / "cases" / f"{case}.age", ("show", case)),
        "profile": (desk.folder / "profile.age", ("profile",)),
        "journal": (desk.folder / "journal" / "2026.age", ("activity", "list")),
        "key": (desk.private / "keys" / f"{case}.age", ("show", case)),
    }[name]
    whole = path.read_bytes()
    path.write_bytes(
        {
            "empty": b"",
            "cut": whole[:-1],
            "changed": whole[:-20] + bytes([whole[-20] ^ 1]) + whole[-19:],
            "foreign": foreign(),
            "plain": TEXT.encode(),
        }[damage]
    )
    refused(desk.run(*words), 5)
    assert desk.run("check").code == 7
    path.write_bytes(whole)
    assert desk.run(*words).code == 0


def test_one_bad_case_hides_no_other(desk: Desk) -> None:
    good, bad = desk.intake(), desk.intake()
    (desk.folder / "cases" / f"{bad}.age").write_bytes(b"")
    told = desk.run("list", "--json")
    assert told.code == 5
    assert [one["id"] for one in told.json] == [good]
    assert bad in told.err


def test_a_text_for_a_damaged_case_is_kept_sealed(desk: Desk) -> None:
    case = desk.intake()
    (desk.folder / "cases" / f"{case}.age").write_bytes(b"")
    told = desk.run("note", case, text=TEXT)
    assert told.code == 5
    assert "Your text is kept, sealed" in told.err
    assert list(desk.private.glob(f"drafts/{case}.age"))


def test_a_case_moved_to_another_name_is_not_believed(desk: Desk) -> None:
    one, other = desk.intake(), desk.intake()
    shutil.copy(desk.folder / "cases" / f"{one}.age", desk.folder / "cases" / f"{other}.age")
    shutil.copy(desk.private / "keys" / f"{one}.age", desk.private / "keys" / f"{other}.age")
    assert "another case" in refused(desk.run("show", other), 5)


@pytest.mark.parametrize(
    "text", ["", "nonsense", new_identity().secret()], ids=["empty", "nonsense", "another"]
)
def test_an_identity_that_does_not_fit_opens_nothing(desk: Desk, text: str) -> None:
    case = desk.intake(wish=TEXT)
    before = kept(desk)
    (desk.home / "identity.txt").write_text(text)
    refused(desk.run("show", case), 5)
    refused(desk.run("list"), 5)
    assert kept(desk) == before


def test_without_an_identity_nothing_opens(desk: Desk) -> None:
    case = desk.intake()
    (desk.home / "identity.txt").unlink()
    refused(desk.run("show", case), 3)


def test_without_its_cabinet_the_dossier_says_so(desk: Desk) -> None:
    case = desk.intake()
    desk.private.rename(desk.root / "elsewhere")
    for words in (("list",), ("show", case), ("purge",), ("check",)):
        assert "no cabinet" in refused(desk.run(*words), 3)


@pytest.mark.parametrize("command", ["list", "purge", "check", "agenda"])
def test_a_folder_of_a_newer_format_is_left_alone(desk: Desk, command: str) -> None:
    desk.intake()
    marker = desk.folder / "vp.yaml"
    marker.write_text(marker.read_text().replace("format: 1", "format: 2"))
    before = kept(desk)
    assert "newer vp (format 2" in refused(desk.run(command), 5)
    assert kept(desk) == before


@pytest.mark.parametrize("text", ["", "format: x\n", "id: '0000-0000'\n", "\x00"])
def test_a_damaged_marker_is_told(desk: Desk, text: str) -> None:
    (desk.folder / "vp.yaml").write_text(text)
    refused(desk.run("list"), 5)
