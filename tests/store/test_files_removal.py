import os
from pathlib import Path

from tests.store.conftest import refused
from vp.errors import NotWritten
from vp.store import files

STALE = ".vp-0123456789abcdef.tmp"


# Destroying


def test_what_is_destroyed_is_overwritten_first(tmp_path: Path) -> None:
    files.create(tmp_path / "a", b"the sealed key")
    os.link(tmp_path / "a", tmp_path / "other name")
    files.destroy(tmp_path / "a")
    left = (tmp_path / "other name").read_bytes()
    assert files.names(tmp_path) == ["other name"]
    assert len(left) == 14
    assert left != b"the sealed key"


def test_destroying_and_removing_what_is_not_there_is_no_error(tmp_path: Path) -> None:
    files.destroy(tmp_path / "a")
    files.remove(tmp_path / "a")
    files.create(tmp_path / "a", b"one")
    files.remove(tmp_path / "a")
    assert files.names(tmp_path) == []


def test_nothing_is_destroyed_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"elsewhere")
    (tmp_path / "a").symlink_to(tmp_path / "secret")
    with refused(NotWritten, "a is still there"):
        files.destroy(tmp_path / "a")
    assert (tmp_path / "secret").read_bytes() == b"elsewhere"


# Sweeping


def test_the_temporaries_of_crashed_writes_are_swept_and_nothing_else(tmp_path: Path) -> None:
    kept = [".vp-theme", ".vp-0123.tmp", "a.age", "vp-0123456789abcdef.tmp"]
    for name in [STALE, ".vp-fedcba9876543210.tmp", *kept]:
        (tmp_path / name).touch()
    assert files.sweep(tmp_path) == 2
    assert files.names(tmp_path) == sorted(kept)


def test_a_temporary_that_is_a_second_name_of_the_file_is_not_overwritten(tmp_path: Path) -> None:
    """A write cut off between link and unlink leaves two names of one file."""
    files.create(tmp_path / "a", b"one")
    os.link(tmp_path / "a", tmp_path / STALE)
    files.sweep(tmp_path)
    assert files.names(tmp_path) == ["a"]
    assert files.read(tmp_path / "a") == b"one"


def test_an_empty_file_is_a_claim_and_no_other_thing_is(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    (tmp_path / "full").write_bytes(b"1")
    (tmp_path / "link").symlink_to(tmp_path / "empty")
    found = {name: files.is_claim(tmp_path / name) for name in ("empty", "full", "link", "gone")}
    assert found == {"empty": True, "full": False, "link": False, "gone": False}
