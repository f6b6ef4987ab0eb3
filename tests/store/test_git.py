from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.store.conftest import Laptop, refused
from tests.store.conftest import plain_git as plain
from tests.strategies import ALIAS, CASE, TODAY, closing, note
from vp.domain.case import Case
from vp.errors import NotReadable, NotThere, NotWritten
from vp.store import git
from vp.store.papers import update_journal

FIRST = 1780272000
"""The first of June 2026, 00:00 UTC: the month of TODAY."""


def tree(laptop: Laptop) -> dict[str, str]:
    """The files of the last commit, and their modes."""
    lines = plain(laptop.folder, "ls-tree", "-r", "main").splitlines()
    return {line.split("\t")[1]: line[:6] for line in lines}


# What a commit tells


@pytest.mark.requirement("HK-32")
def test_a_commit_says_nothing_but_the_month(begun: Laptop) -> None:
    parts = plain(begun.folder, "cat-file", "commit", "main").split("\n")
    assert parts[0].startswith("tree ")
    assert parts[1:] == [
        f"author vp <vp@localhost> {FIRST} +0000",
        f"committer vp <vp@localhost> {FIRST} +0000",
        "",
        "sync",
    ]


@pytest.mark.requirement("HK-32")
def test_two_commits_differ_in_tree_parent_and_month_only(begun: Laptop) -> None:
    """A new case, a note and a closing look the same from outside (Huis §7.2.2)."""
    changes: list[Callable[[], Case]] = [
        lambda: begun.add("m4cd-77wz"),
        lambda: begun.append(CASE, note(number=2)),
        lambda: begun.append(CASE, closing()),
    ]
    told = []
    for month, change in enumerate(changes, start=7):
        change()
        git.commit(begun.folder, date(2026, month, month))
        text = plain(begun.folder, "cat-file", "commit", "main")
        lines = [line for line in text.split("\n") if not line.startswith(("tree ", "parent "))]
        told.append([line.replace(_first(month), "MONTH") for line in lines])
    assert told[0] == told[1] == told[2]
    assert told[0][0] == "author vp <vp@localhost> MONTH +0000"
    assert plain(begun.folder, "rev-list", "--count", "main") == "4"


def _first(month: int) -> str:
    return str(int(datetime(2026, month, 1, tzinfo=UTC).timestamp()))


@pytest.mark.requirement("HK-32")
def test_the_folder_committed_holds_neutral_names_and_nothing_readable(begun: Laptop) -> None:
    update_journal(begun.open(), 2026, lambda one: one)
    git.commit(begun.folder, TODAY)
    assert tree(begun) == dict.fromkeys(
        (
            ".gitattributes",
            ".gitignore",
            f"cases/{CASE}.age",
            "journal/2026.age",
            "profile.age",
            "vp.yaml",
        ),
        "100644",
    )
    every = plain(begun.folder, "cat-file", "--batch-all-objects", "--batch")
    for word in ("verhaal", ALIAS, "counsellor"):
        assert word not in every
    assert sorted(plain(begun.folder, "for-each-ref").split())[-1] == "refs/heads/main"


def test_nothing_is_committed_when_nothing_changed(begun: Laptop) -> None:
    before = plain(begun.folder, "rev-parse", "main")
    begun.open().load(CASE)
    git.commit(begun.folder, date(2026, 9, 1))
    assert plain(begun.folder, "rev-parse", "main") == before


def test_what_is_committed_is_what_lies_in_the_folder(begun: Laptop) -> None:
    sealed = (begun.cases / f"{CASE}.age").read_bytes()
    assert [one.data for one in git.versions(begun.folder) if one.path == f"cases/{CASE}.age"] == [
        sealed
    ]


def test_every_version_is_found_even_one_that_no_commit_leads_to(begun: Laptop) -> None:
    begun.append(CASE, note(number=2))
    git.commit(begun.folder, TODAY)
    lost = b"age-encryption.org/v1\nlost"
    plain(begun.folder, "hash-object", "-w", "--stdin", feed=lost)
    found = list(git.versions(begun.folder))
    assert sum(one.path == f"cases/{CASE}.age" for one in found) == 2
    assert [one.data for one in found if not one.path] == [lost]


def test_what_does_not_belong_in_the_folder_is_not_committed(begun: Laptop) -> None:
    elsewhere = begun.folder.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "2025.age").write_bytes(b"private")
    (begun.folder / "journal").rmdir()
    (begun.folder / "journal").symlink_to(elsewhere)
    (begun.cases / "0abc-1def.age").symlink_to("/etc/hostname")
    (begun.cases / "2abc-3def.age").mkdir()
    for name in ("notes.txt", f".{CASE}.age.swp", f"{CASE}.age~", ".vp-0123456789abcdef.tmp"):
        (begun.cases / name).write_bytes(b"private")
    (begun.cases / "x\n100644 blob 0\ty").write_bytes(b"private")
    begun.append(CASE, note(number=2))
    git.commit(begun.folder, TODAY)
    assert set(tree(begun)) == {
        ".gitattributes",
        ".gitignore",
        f"cases/{CASE}.age",
        "profile.age",
        "vp.yaml",
    }
    assert "private" not in plain(begun.folder, "cat-file", "--batch-all-objects", "--batch")


# What goes wrong


def test_a_history_that_is_damaged_is_said_and_not_written_over(begun: Laptop) -> None:
    head = begun.folder / ".git" / "refs" / "heads" / "main"
    head.write_text("0123456789012345678901234567890123456789\n")
    begun.append(CASE, note(number=2))
    with pytest.raises((NotReadable, NotWritten)):
        git.commit(begun.folder, TODAY)
    assert head.read_text().startswith("0123456789")


def test_a_history_that_cannot_be_read_is_not_taken_for_an_empty_one(begun: Laptop) -> None:
    (begun.folder / ".git" / "HEAD").unlink()
    with refused(NotReadable, "git could not do cat-file"):
        list(git.versions(begun.folder))


@pytest.mark.parametrize("call", [git.begin, lambda folder: git.commit(folder, TODAY)])
def test_without_git_that_is_said(
    call: Callable[[Path], None], laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert git.is_there()
    monkeypatch.setenv("PATH", "/nonexistent")
    assert not git.is_there()
    with refused(NotThere, "git is not installed"):
        call(laptop.folder)


def test_a_history_begins_once_and_without_templates(laptop: Laptop) -> None:
    assert not git.is_begun(laptop.folder)
    git.begin(laptop.folder)
    assert git.is_begun(laptop.folder)
    assert not (laptop.folder / ".git" / "hooks").exists()
    assert list(git.versions(laptop.folder)) == []
