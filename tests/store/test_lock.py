import errno
import os
import stat
from pathlib import Path

import pytest

from tests.store.conftest import refused
from vp.errors import NotWritten
from vp.store.lock import lock


def test_a_second_writer_waits_and_is_then_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vp.store.lock._WAIT_SECONDS", 0.05)
    with lock(tmp_path / "lock"), refused(NotWritten, "another vp"), lock(tmp_path / "lock"):
        raise AssertionError("two hold the lock")


def test_a_lock_is_free_again_after_its_block(tmp_path: Path) -> None:
    for _again in range(2):
        with lock(tmp_path / "lock"):
            assert stat.S_IMODE((tmp_path / "lock").stat().st_mode) == 0o600


def test_a_lock_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    for name in ("gone/lock", "link"):
        with refused(NotWritten, "cannot be locked"), lock(tmp_path / name):
            raise AssertionError("nobody holds that lock")
    assert not (tmp_path / "elsewhere").exists()


def test_a_disk_that_has_no_locks_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def flock(_handle: int, _how: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("fcntl.flock", flock)
    with refused(NotWritten, "cannot be locked"), lock(tmp_path / "lock"):
        raise AssertionError("nobody holds that lock")
