"""Where a system or a disk cannot do what is asked, something else keeps the promise."""

import errno
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.store.conftest import refused
from vp.errors import NotReadable, NotWritten
from vp.store import files, surroundings, system


def refusing(number: int, *, folders: bool) -> Callable[[int], None]:
    """A sync that a disk refuses, of folders or of anything."""
    real = os.fsync

    def fsync(handle: int) -> None:
        if not folders or stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(number, os.strerror(number))
        real(handle)

    return fsync


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP])
def test_a_disk_that_syncs_no_folders_is_written_to(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", refusing(number, folders=True))
    files.create(tmp_path / "a", b"one")
    assert files.read(tmp_path / "a") == b"one"


def test_a_disk_that_syncs_no_files_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", refusing(errno.EINVAL, folders=False))
    with refused(NotWritten, "a was not saved"):
        files.create(tmp_path / "a", b"one")


@pytest.mark.parametrize("number", [errno.ENOTSUP, errno.ENOTTY])
def test_where_the_full_sync_of_macos_is_unknown_the_plain_one_is_done(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    asked: list[int] = []

    def control(_handle: int, what: int) -> None:
        asked.append(what)
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("fcntl.F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr("fcntl.fcntl", control)
    monkeypatch.setattr(os, "fsync", synced.append)
    files.create(tmp_path / "a", b"one")
    assert asked == [51]
    assert len(synced) == 2  # the file, and its folder


def test_a_full_sync_that_fails_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def control(_handle: int, _what: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr("fcntl.F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr("fcntl.fcntl", control)
    with refused(NotWritten, "a was not saved"):
        files.create(tmp_path / "a", b"one")


@pytest.mark.parametrize("number", sorted(system.NO_LINKS))
def test_on_a_disk_without_hard_links_nothing_is_overwritten(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link(_old: Path, _new: Path) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "link", link)
    files.create(tmp_path / "a", b"one")
    with refused(NotWritten, "a was not saved"):
        files.create(tmp_path / "a", b"two")
    assert files.read(tmp_path / "a") == b"one"


def test_a_link_is_refused_where_opening_cannot_refuse_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"one")
    (tmp_path / "link").symlink_to(tmp_path / "a")
    monkeypatch.setattr(system, "_NO_LINK", 0)
    with refused(NotReadable, "link cannot be read"):
        files.read(tmp_path / "link")
    with refused(NotWritten, "link is still there"):
        files.destroy(tmp_path / "link")
    assert (tmp_path / "a").read_bytes() == b"one"


def test_on_windows_vp_says_where_it_cannot_see_who_reads_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "noor"))
    assert not surroundings.is_unseen(tmp_path / "elsewhere")
    monkeypatch.setattr(sys, "platform", "win32")
    assert surroundings.is_unseen(tmp_path / "elsewhere")
    assert not surroundings.is_unseen(tmp_path / "noor" / "AppData" / "vp")
