"""What the owner of the remote can measure, and what a note does to it."""

from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from tests.store.conftest import OTHER, Laptop
from tests.store.syncs import ask, bare, synced
from tests.strategies import CASE, TODAY, closing, make_case, note
from vp.domain.case import append
from vp.store import codec, leaks, remote_view

WEEKS = 52


@pytest.mark.requirement("HK-32")
def test_a_year_of_weekly_syncs_differs_in_tree_parent_and_month_only(
    laptop: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vp.store.syncing.reach_disk", lambda: None)
    place = bare(tmp_path / "remote.git")
    synced(laptop, place)
    laptop.add(OTHER)
    for week in range(WEEKS):
        day = TODAY + timedelta(weeks=week)
        match week % 4:
            case 0:
                laptop.add(f"0000-{week:04d}")
            case 1:
                laptop.append(OTHER, note(number=week))
            case 2:
                laptop.append(f"0000-{week - 2:04d}", closing())
            case _:
                laptop.append(OTHER, note(number=week, text="woord " * 20))
        synced(laptop, today=day)
    commits = ask(place, "rev-list", "main").split()
    assert len(commits) == WEEKS + 1
    told = set()
    for one in commits:
        lines = ask(place, "cat-file", "commit", one).split("\n")
        kept = [line for line in lines if not line.startswith(("tree ", "parent "))]
        moment = int(kept[0].split(" ")[-2])
        told.add("\n".join(kept).replace(str(moment), "MOMENT"))
        assert sum(line.startswith("parent ") for line in lines) <= 1
    assert told == {
        "author vp <vp@localhost> MOMENT +0000\ncommitter vp <vp@localhost> MOMENT +0000\n\nsync"
    }
    assert ask(place, "for-each-ref", "--format=%(refname)") == "refs/heads/main"
    view = remote_view.measure(laptop.folder)
    assert (view.syncs, view.kinds, len(view.months)) == (WEEKS + 1, 1, 12)
    assert view.resized == 0
    assert view.changes == WEEKS // 4 * 3 - 0


def test_hardly_a_note_shows_in_the_size(laptop: Laptop) -> None:
    """Cases that grow note by note, as cases do: some hundreds of words each time."""
    chance, same, notes = Random(1), 0, 0
    for _case in range(60):
        case = make_case()
        before = len(codec.pad(codec.dump(case)))
        for number in range(chance.randint(3, 14)):
            text = "woord " * chance.randint(20, 250)
            case = append(case, note(number=number, text=text))
            after = len(codec.pad(codec.dump(case)))
            same, notes, before = same + (after == before), notes + 1, after
    assert same / notes >= 0.95


def test_the_last_sync_tells_what_came_changed_and_went(laptop: Laptop, tmp_path: Path) -> None:
    laptop.add(CASE)
    laptop.closed(OTHER)
    synced(laptop, bare(tmp_path / "remote.git"))
    laptop.append(CASE, note())
    laptop.add("0abc-1def")
    from tests.store.conftest import DUE

    laptop.purge(DUE)
    synced(laptop, today=DUE)
    view = leaks.measure(laptop.open()).remote
    assert (view.appeared, view.changed, view.gone) == (1, 1, 1)
    assert view.months == ("2026-06", "2028-03")


def test_a_commit_that_somebody_made_by_hand_is_counted_as_another_kind(
    laptop: Laptop, tmp_path: Path
) -> None:
    synced(laptop, bare(tmp_path / "remote.git"))
    tree = ask(laptop.folder, "rev-parse", "main^{tree}")
    made = ask(laptop.folder, "commit-tree", tree, "-p", "main", "-m", "notes of a meeting")
    ask(laptop.folder, "update-ref", "refs/heads/main", made)
    assert remote_view.measure(laptop.folder).kinds == 2


def test_without_git_there_is_nothing_to_see(laptop: Laptop) -> None:
    assert leaks.measure(laptop.open()).remote == remote_view.RemoteView()
