"""`vp import FOLDER` broken off, or given twice: nothing is lost and nothing doubled."""

import os
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import TEXT, WORD, kept, refused
from tests.cli.seat import typed
from tests.conftest import Desk
from tests.faults.seam import Seam, fork, through
from vp.cli import progress
from vp.store import moving_in
from vp.store.shelf import ids_among

KILLED = 7
NUMBER = 5
"""How many cases there are in the folder."""


@pytest.fixture
def out(desk: Desk) -> Path:
    """A folder that was moved out, with cases and one activity."""
    for _number in range(NUMBER):
        desk.intake()
    desk.do("activity", "add", "--kind", "information", "--minutes", "60", text=TEXT)
    desk.do("export", "--all", "out", "--unencrypted")
    return desk.root / "out"


@pytest.fixture
def other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Another dossier, which takes in two cases at a time."""
    monkeypatch.setattr(moving_in, "GROUP", 2)
    (tmp_path / "other").mkdir()
    found = Desk(tmp_path / "other")
    found.begin()
    return found


def there(desk: Desk) -> list[str]:
    """The cases of the dossier, without what was cut off before it counted."""
    return ids_among(path.name for path in (desk.folder / "cases").iterdir())


def require_all(desk: Desk, other: Desk) -> None:
    """The other dossier holds all that is in this one, and all of it once."""
    assert other.cases() == desk.cases()
    assert other.do("activity", "list", "--json").json == desk.do("activity", "list", "--json").json


def test_wherever_it_is_killed_the_same_import_again_ends_it(
    desk: Desk, other: Desk, out: Path, tmp_path: Path
) -> None:
    halves = set()
    for at in range(1, 500, 4):
        copy = Desk(tmp_path / f"at-{at}")
        shutil.copytree(other.root, copy.root)

        def doomed(at: int = at, copy: Desk = copy) -> None:
            with through(Seam(at, lambda: os._exit(KILLED))):
                copy.do("import", out)

        status = fork(doomed)
        assert status in (0, KILLED)
        known = there(copy)
        halves.add(len(known))
        assert copy.do("import", out, "--json").json["known"] == known
        require_all(desk, copy)
        if status == 0:
            assert len(halves) > 2
            return
    raise AssertionError("it never ended")


def test_activities_that_did_not_come_along_are_taken_in_once(
    desk: Desk, other: Desk, out: Path, tmp_path: Path
) -> None:
    (out / "journal").rename(tmp_path / "journal")
    other.do("import", out)
    assert other.do("activity", "list", "--json").json == []
    (tmp_path / "journal").rename(out / "journal")
    shutil.copy(out / "journal" / "2026.yaml", out / "journal" / "copy.yaml")
    told = other.do("import", out, "--json").json
    assert told == {"imported": [], "known": desk.cases(), "destroyed": [], "activities": 1}
    assert other.do("import", out, "--json").json["activities"] == 0
    require_all(desk, other)


def test_a_folder_with_only_a_journal_is_taken_in(desk: Desk, other: Desk, out: Path) -> None:
    shutil.rmtree(out / "cases")
    assert "1 activity taken in." in other.do("import", out).out
    assert other.cases() == []
    assert other.do("activity", "list", "--json").json == desk.do("activity", "list", "--json").json


def test_a_case_or_an_activity_that_is_here_and_differs_is_refused(
    desk: Desk, other: Desk, out: Path
) -> None:
    other.do("import", out)
    first = desk.cases()[0]
    (id_,) = (one["id"] for one in desk.do("activity", "list", "--json").json)
    journal = out / "journal" / "2026.yaml"
    text = journal.read_text()
    journal.write_text(text.replace(WORD, "merel"))
    before = kept(other)
    assert id_ in refused(other.run("import", out), 4)
    journal.write_text(text)
    other.do("note", first, text=TEXT)
    before = kept(other)
    assert f"case {first} is here already" in refused(other.run("import", out), 4)
    assert kept(other) == before


def test_what_was_destroyed_here_does_not_come_back(desk: Desk, other: Desk, out: Path) -> None:
    other.do("import", out)
    first, *rest = desk.cases()
    other.close(first)
    other.go_to("2028-06-01")
    other.do("purge", "--confirm", "clock")
    assert "1 case was destroyed here" in other.do("import", out).out
    assert other.cases() == rest


def test_ctrl_c_says_how_many_are_in_and_how_to_go_on(
    desk: Desk, other: Desk, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = moving_in._name

    def struck(*given: object) -> None:
        if there(other):
            raise KeyboardInterrupt
        real(*given)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(moving_in, "_name", struck)
        told = other.run("import", out)
    assert told.code == 130
    assert "2 cases taken in. Give the same command again" in told.err
    assert "3 cases taken in." in other.do("import", out).out
    require_all(desk, other)


def test_the_line_that_says_how_far_it_is_says_what_is_done(
    desk: Desk, other: Desk, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "PATIENCE", -1.0)
    monkeypatch.setattr(progress, "INTERVAL", 0.0)
    assert "making the cases ready: 5 of 5" in typed(other, "import", str(out), lines="").err
    told = typed(desk, "export", "--all", "again", "--unencrypted", lines="").err
    assert "writing the cases: 5 of 5" in told
    assert "opening the cases: 5 of 5" in typed(desk, "list", lines="").err
