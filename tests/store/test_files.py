import errno
import os
import socket
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.store.conftest import refused
from vp.errors import NotReadable, NotThere, NotWritten
from vp.store import files


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


@pytest.fixture
def without_links(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system that has no hard links, as on a stick with FAT."""

    def link(_old: Path, _new: Path) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", link)


# Reading


def test_what_was_created_is_read(tmp_path: Path) -> None:
    files.create(tmp_path / "a", b"one")
    assert files.read(tmp_path / "a") == b"one"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with refused(NotThere, "k7fm.age is not there"):
        files.read(tmp_path / "k7fm.age")


def test_a_link_is_never_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"elsewhere")
    (tmp_path / "a").symlink_to(tmp_path / "secret")
    with refused(NotReadable):
        files.read(tmp_path / "a")


def _folder(path: Path) -> None:
    path.mkdir()


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(path))


@pytest.mark.parametrize("make", [_folder, _fifo, _socket])
def test_only_an_ordinary_file_is_read_and_nothing_is_waited_for(
    make: Callable[[Path], None], tmp_path: Path
) -> None:
    make(tmp_path / "a")
    with refused(NotReadable):
        files.read(tmp_path / "a")


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    assert files.read(tmp_path / "a", limit=5) == b"12345"
    with refused(NotReadable, "larger than anything"):
        files.read(tmp_path / "a", limit=4)


def test_the_limit_has_room_for_a_full_step_of_the_ladder_and_its_seal() -> None:
    assert files.SEALED_LIMIT == 4 * 1024 * 1024 + 64 * 1024


def test_names_are_sorted_and_of_a_folder_that_is_not_there_there_are_none(tmp_path: Path) -> None:
    for name in "bca":
        (tmp_path / name).touch()
    assert files.names(tmp_path) == ["a", "b", "c"]
    assert files.names(tmp_path / "gone") == []
    with refused(NotReadable):
        files.names(tmp_path / "a")


# Writing


def test_a_new_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    files.create(tmp_path / "a", b"one")
    files.replace(tmp_path / "b", b"two")
    assert mode(tmp_path / "a") == mode(tmp_path / "b") == 0o600
    assert files.names(tmp_path) == ["a", "b"]


def test_a_new_file_never_overwrites(tmp_path: Path) -> None:
    files.create(tmp_path / "a", b"one")
    with refused(NotWritten, "a was not saved", "there already"):
        files.create(tmp_path / "a", b"two")
    assert files.read(tmp_path / "a") == b"one"
    assert files.names(tmp_path) == ["a"]


@pytest.mark.usefixtures("without_links")
def test_a_new_file_never_overwrites_where_there_are_no_links(tmp_path: Path) -> None:
    files.create(tmp_path / "a", b"one")
    with refused(NotWritten, "there already"):
        files.create(tmp_path / "a", b"two")
    assert files.read(tmp_path / "a") == b"one"
    assert files.names(tmp_path) == ["a"]


@pytest.mark.usefixtures("without_links")
def test_a_claimed_name_is_given_back_when_the_rename_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rename(_old: Path, _new: Path) -> None:
        raise OSError(errno.EIO, "")

    monkeypatch.setattr(os, "rename", rename)
    with refused(NotWritten):
        files.create(tmp_path / "a", b"one")
    assert files.names(tmp_path) == []


def test_a_full_disk_is_said_and_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.create(tmp_path / "a", b"one")

    def write(_handle: int, _data: memoryview) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "write", write)
    with refused(NotWritten, "a was not saved", "the disk is full"):
        files.replace(tmp_path / "a", b"two")
    assert files.read(tmp_path / "a") == b"one"
    assert files.names(tmp_path) == ["a"]


def test_a_short_write_is_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, data[:3]))
    files.create(tmp_path / "a", b"0123456789")
    assert files.read(tmp_path / "a") == b"0123456789"


def test_a_failed_sync_is_never_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[int] = []

    def fsync(handle: int) -> None:
        tried.append(handle)
        raise OSError(errno.EIO, "")

    monkeypatch.setattr(os, "fsync", fsync)
    with refused(NotWritten):
        files.replace(tmp_path / "a", b"one")
    assert len(tried) == 1
    assert files.names(tmp_path) == []


def test_a_folder_that_cannot_be_synced_leaves_it_in_doubt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new file stands there: to claim that it was not saved would be untrue."""
    real = os.fsync

    def fsync(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EIO, "")
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    with refused(NotWritten, "may not have reached the disk"):
        files.create(tmp_path / "a", b"one")
    assert files.read(tmp_path / "a") == b"one"


def test_a_rename_that_fails_does_not_claim_that_nothing_was_saved(tmp_path: Path) -> None:
    with refused(NotWritten, "could not get its new name", "may be saved"):
        files.rename(tmp_path / "a", tmp_path / "b")


# Folders


def test_a_folder_is_made_with_its_parents_for_its_owner_alone(tmp_path: Path) -> None:
    files.make_folder(tmp_path / "one" / "two" / "three")
    files.make_folder(tmp_path / "one" / "two" / "three")
    assert {mode(tmp_path / "one"), mode(tmp_path / "one" / "two" / "three")} == {0o700}


def test_each_new_folder_is_made_known_to_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    real = os.fsync

    def fsync(handle: int) -> None:
        synced.append(str(Path(f"/proc/self/fd/{handle}").readlink()))
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    files.make_folder(tmp_path / "one" / "two")
    assert synced == [str(tmp_path), str(tmp_path / "one")]


def test_a_file_in_the_way_of_a_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "one").touch()
    with refused(NotWritten, "one was not saved"):
        files.make_folder(tmp_path / "one" / "two")
