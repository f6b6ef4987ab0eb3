"""`vp export --all`: everything readable in a folder, knowingly; and all of it back in."""

from pathlib import Path

import pytest

from tests.cli.conftest import TEXT, WORD, kept, refused
from tests.cli.seat import typed
from tests.conftest import Desk
from vp.store import strict

EXAMPLES = Path(__file__).parents[2] / "examples"


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def plain(desk: Desk, case: str) -> object:
    """The case, without what ties it to its dossier."""
    found = strict.load(desk.raw(case).encode(), case)
    return {key: value for key, value in found.items() if key != "dossier"}


def test_everything_comes_out_and_the_same_cases_go_into_another_dossier(
    desk: Desk, tmp_path: Path
) -> None:
    desk.do("import", EXAMPLES / "casebook.yaml")
    desk.do("profile", "--from", EXAMPLES / "profile.yaml")
    desk.do("activity", "add", "--kind", "information", "--minutes", "60", text=TEXT)
    desk.do("export", "--all", "out", "--unencrypted")
    assert len(list((desk.root / "out" / "cases").iterdir())) == len(desk.cases()) > 60
    (tmp_path / "other").mkdir()
    other = Desk(tmp_path / "other")
    other.begin()
    told = other.do("import", desk.root / "out")
    assert "1 activity taken in." in told.out
    assert other.cases() == desk.cases()
    for case in desk.cases():
        assert plain(other, case) == plain(desk, case)
    assert other.do("activity", "list", "--json").json == desk.do("activity", "list", "--json").json
    other.do("profile", "--from", desk.root / "out" / "profile.yaml")
    assert other.do("profile", "--json").json == desk.do("profile", "--json").json


def test_the_folder_holds_the_settings_the_journals_the_reports_and_what_was_destroyed(
    desk: Desk, case: str
) -> None:
    desk.do("activity", "add", "--kind", "information", text=TEXT)
    gone = desk.intake()
    desk.close(gone)
    desk.go_to("2028-06-01")
    desk.do("purge", "--confirm", "clock")
    desk.do("export", "--all", "out", "--unencrypted")
    out = desk.root / "out"
    assert files(out) == {
        "README.txt", "profile.yaml", "destroyed.yaml", "journal/2026.yaml", f"cases/{case}.yaml",
    }  # fmt: skip
    assert gone in (out / "destroyed.yaml").read_text()
    assert "tag_key" not in (out / "profile.yaml").read_text()
    assert (out / "cases" / f"{case}.yaml").read_text() == desk.raw(case)


def test_it_is_for_its_owner_alone(desk: Desk, case: str) -> None:
    (desk.root / "out").mkdir(mode=0o755)
    desk.do("export", "--all", "out", "--unencrypted")
    for path in (desk.root / "out", *(desk.root / "out").rglob("*")):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600)


def test_nobody_exports_everything_by_accident(desk: Desk, case: str) -> None:
    before = kept(desk)
    assert "is not encrypted" in refused(desk.run("export", "--all", "out"), 4)
    told = typed(desk, "export", "--all", "out", lines="\n")
    assert told.code == 4
    assert "Every case will stand readable in" in told.err
    assert not (desk.root / "out").exists()
    told = typed(desk, "export", "--all", "out", lines="y\n")
    assert told.code == 0
    assert files(desk.root / "out") == {"README.txt", "profile.yaml", f"cases/{case}.yaml"}
    assert kept(desk) == before


@pytest.mark.parametrize("made", ["folder", "file"])
def test_what_is_there_is_never_mixed_with_it(desk: Desk, case: str, made: str) -> None:
    place = desk.root / "out"
    if made == "folder":
        place.mkdir()
        (place / "mine.txt").write_text("mine")
    else:
        place.write_text("mine")
    told = desk.run("export", "--all", "out", "--unencrypted")
    assert "is not an empty folder" in refused(told, 4)


@pytest.mark.parametrize("place", ["dossier/out", "home/out", "OneDrive/out", "work/out", "no/out"])
def test_it_does_not_lie_where_others_copy_it(desk: Desk, case: str, place: str) -> None:
    (desk.root / "OneDrive").mkdir()
    (desk.root / "work" / ".git").mkdir(parents=True)
    told = desk.run("export", "--all", desk.root / place, "--unencrypted")
    assert refused(told, 6 if place == "no/out" else 4)
    assert not (desk.root / place).exists()


def test_what_cannot_be_read_is_named_and_the_rest_is_there(desk: Desk, case: str) -> None:
    broken = desk.intake()
    path = desk.folder / "cases" / f"{broken}.age"
    path.write_bytes(path.read_bytes()[:-5])
    told = desk.run("export", "--all", "out", "--unencrypted")
    assert told.code == 5
    assert broken in told.err
    assert [path.stem for path in (desk.root / "out" / "cases").iterdir()] == [case]


def test_all_goes_with_no_case(desk: Desk, case: str) -> None:
    assert desk.run("export", case, "--all", "out").code == 2
    assert desk.run("export", case).code == 2
    assert desk.run("export").code == 2


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("cases/a.yaml", f"{WORD}: 1\n"),
        ("journal/2026.yaml", f"dossier: x\nyear: 2026\nactivities: [{{id: {WORD}}}]\n"),
        ("journal/2026.yaml", "dossier: x\nyear: 2026\nactivities: [{ACTIVITY}]\n"),
    ],
)
def test_a_folder_that_was_changed_is_checked_before_anything_is_taken_in(
    desk: Desk, case: str, tmp_path: Path, name: str, text: str
) -> None:
    desk.do("export", "--all", "out", "--unencrypted")
    path = desk.root / "out" / name
    wrong = f"id: j-111111/{WORD}, at: 2026-06-01T09:00:00Z, day: 2026-06-01, kind: information"
    path.write_text(text.replace("ACTIVITY", wrong))
    (tmp_path / "other").mkdir()
    other = Desk(tmp_path / "other")
    other.begin()
    assert refused(other.run("import", desk.root / "out"), 5)
    assert other.cases() == []


def test_a_folder_without_cases_is_told(desk: Desk) -> None:
    (desk.root / "out").mkdir()
    assert "holds no cases and no activities" in refused(desk.run("import", "out"), 3)
