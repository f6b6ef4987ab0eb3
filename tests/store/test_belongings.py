"""What home keeps beside the keys: each thing that can be wrong with it is found, and put right."""

import os
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from tests.store.cabinets import Kept, make_kept
from tests.store.conftest import DUE, OTHER, plain_git
from tests.strategies import CASE, TODAY
from vp.store import belongings, clock, git, seen, upkeep
from vp.store.clock import Clock, Doubt
from vp.store.inspection import Finding
from vp.store.lock import lock
from vp.store.mending import repair
from vp.store.seen import Mark


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """A laptop on which all is well, its clock and its drafts those of today."""
    made = make_kept(tmp_path / "laptop")
    clock.write(made.private, Clock(last=TODAY))
    typed(made, TODAY)
    return made


def typed(kept: Kept, day: date) -> None:
    """The draft was last written on that day."""
    at = datetime(day.year, day.month, day.day, 12).timestamp()
    os.utime(kept.private / "drafts" / f"{CASE}.age", (at, at))


def found(kept: Kept, today: date = TODAY) -> list[Finding]:
    return list(belongings.inspect(kept.open(), kept.home, today))


def keys(kept: Kept, today: date = TODAY) -> list[str]:
    every = found(kept, today)
    assert all(one.repair.format(**one.fields) for one in every)
    return [one.key for one in every]


def test_where_all_is_well_nothing_is_said(kept: Kept) -> None:
    git.begin(kept.folder)
    assert keys(kept) == []


@pytest.mark.parametrize("text", ["", "last: morgen\n"])
def test_a_damaged_clock_is_told(text: str, kept: Kept) -> None:
    (kept.private / clock.NAME).write_text(text)
    assert keys(kept) == ["clock"]


def test_a_clock_in_doubt_a_missing_one_and_a_jump_are_told(kept: Kept) -> None:
    assert keys(kept, TODAY + timedelta(days=61)) == ["clock", "draft"]
    assert keys(kept, TODAY - timedelta(days=2)) == ["clock"]
    clock.write(kept.private, Clock(last=TODAY, doubt=Doubt(TODAY, "boot")))
    assert keys(kept) == ["clock"]
    (kept.private / clock.NAME).unlink()
    assert keys(kept) == ["clock"]


def test_a_case_past_its_term_is_told_until_it_is_destroyed(kept: Kept) -> None:
    late = DUE + timedelta(days=1)
    clock.write(kept.private, Clock(last=late))
    typed(kept, late)
    (one,) = found(kept, late)
    assert (one.key, one.fields) == ("past_term", {"cases": OTHER})
    kept.purge(late)
    assert keys(kept, late) == []


def test_what_was_seen_is_told_when_it_cannot_be_read(kept: Kept) -> None:
    dossier = kept.open()
    seen.write(dossier, seen.read(dossier))
    assert keys(kept) == []
    seen.path(dossier).write_bytes(b"x")
    assert keys(kept) == ["seen"]
    seen.path(dossier).unlink()
    assert keys(kept) == []


def test_an_old_text_that_was_never_saved_is_told(kept: Kept) -> None:
    assert keys(kept, TODAY + belongings.DRAFT) == []
    (one,) = found(kept, TODAY + belongings.DRAFT + timedelta(days=1))
    assert (one.key, one.fields) == ("draft", {"name": CASE, "day": str(TODAY)})


def test_what_a_crash_left_is_told_and_taken_away(kept: Kept) -> None:
    left = [
        place / f".vp-{number:016x}.tmp"
        for number, place in enumerate(
            (kept.folder, kept.cases, kept.home, kept.private, kept.keys, kept.private / "drafts")
        )
    ]
    for path in left:
        path.write_bytes(b"x")
    for one in belongings.inspect(kept.open(), kept.home, TODAY):
        assert (one.key, one.fields) == ("left_behind", {"number": "6"})
        assert repair(one, kept.open())  # while it is still being looked for more
    assert not any(path.exists() for path in left)
    assert keys(kept) == []


def test_while_another_vp_writes_its_files_are_not_told(kept: Kept) -> None:
    dossier = kept.open()
    with lock(kept.private / "lock"):
        (kept.cases / ".vp-0123456789abcdef.tmp").write_bytes(b"x")
        assert [one.key for one in belongings.inspect(dossier, kept.home, TODAY)] == []


def test_a_damaged_list_of_copies_is_told_and_a_new_copy_writes_it_anew(kept: Kept) -> None:
    kept.backup()
    path = kept.private / upkeep.NAME
    path.write_bytes(path.read_bytes().replace(b"mirror: ", b"mirrot: "))
    (one,) = found(kept)
    assert (one.key, one.fields) == ("upkeep", {"name": "upkeep.txt"})
    kept.backup()
    assert keys(kept) == []
    assert len(upkeep.read(kept.private).mirrors) == 1


def test_settings_of_git_that_run_something_are_told(kept: Kept) -> None:
    git.begin(kept.folder)
    plain_git(kept.folder, "config", "diff.age.textconv", "age -d")
    (one,) = found(kept)
    assert one.key == "git"
    assert "diff.age.textconv" in one.sentence.format(**one.fields)
    plain_git(kept.folder, "config", "--unset", "diff.age.textconv")
    assert keys(kept) == []


def test_notes_in_git_are_told_and_go_with_the_folder(kept: Kept) -> None:
    git.begin(kept.folder)
    made = git.commit(kept.folder, TODAY)
    plain_git(kept.folder, "update-ref", "refs/notes/textconv/age", made)
    assert keys(kept) == ["git_notes"]
    (kept.folder / ".git").rename(kept.root / "gone")
    git.begin(kept.folder)
    assert keys(kept) == []


def test_no_mark_of_a_case_is_needed_to_look(kept: Kept) -> None:
    dossier = kept.open()
    seen.write(dossier, seen.Seen(dossier=dossier.marker.id, files={"0aaa-0aaa": Mark(revision=9)}))
    assert keys(kept) == []
