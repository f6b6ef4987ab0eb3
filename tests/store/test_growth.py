"""What must not grow: calls of git for nothing, and looks at the cabinet for each case."""

from pathlib import Path

import pytest

from tests.store.conftest import DUE, OTHER, Laptop
from tests.store.syncs import bare, synced
from tests.store.test_git_faults import struck
from tests.strategies import CASE
from vp.store import files

THIRD = "0abc-1def"


def test_a_sync_without_changes_asks_git_once(laptop: Laptop, tmp_path: Path) -> None:
    laptop.add(CASE)
    synced(laptop, bare(tmp_path / "remote"))
    with struck(0, lambda: None) as made:
        assert synced(laptop).sent == ()
    assert made == ["fetch"]


def test_a_file_that_changed_in_its_place_is_no_sync_without_changes(
    laptop: Laptop, tmp_path: Path
) -> None:
    """It lies as long, under the same name, in a folder that did not change."""
    laptop.add(CASE)
    synced(laptop, bare(tmp_path / "remote"))
    path = laptop.cases / f"{CASE}.age"
    path.write_bytes(path.read_bytes()[::-1])
    with struck(0, lambda: None) as made:
        assert [one.fields["name"] for one in synced(laptop).remarks] == [CASE]
    assert len(made) > 1


def _looks(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> int:
    """How often a folder is listed while all that is due goes."""
    listed: list[Path] = []
    names = files.names

    def counted(folder: Path) -> list[str]:
        listed.append(folder)
        return names(folder)

    with monkeypatch.context() as patched:
        patched.setattr(files, "names", counted)
        laptop.purge(DUE)
    return len(listed)


def test_the_cabinet_is_looked_at_as_often_for_three_cases_as_for_one(
    laptop: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = laptop.copy(tmp_path / "second")
    laptop.closed(CASE)
    for name in (CASE, OTHER, THIRD):
        second.closed(name)
    assert _looks(laptop, monkeypatch) == _looks(second, monkeypatch)
    assert second.open().ids() == []
