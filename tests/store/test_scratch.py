"""The place in memory for an editor: only where it is memory, for one user, and gone afterwards."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from vp.errors import NotThere
from vp.store import scratch

NOWHERE: dict[str, str] = {}


def left() -> list[Path]:
    """The places of texts that lie in memory and belong to this user."""
    found = Path("/dev/shm").glob("vp-text-*")
    return sorted(one for one in found if one.stat().st_uid == os.getuid())


def test_the_folder_is_in_memory_for_its_owner_and_gone_afterwards() -> None:
    with scratch.folder(NOWHERE) as place:
        (place / "below").mkdir()
        (place / "below" / "text").write_text("Iets.")
        (place / "link").symlink_to("/etc/passwd")
        assert str(place).startswith("/dev/shm/vp-text-")
        assert place.stat().st_mode & 0o077 == 0
    assert not place.exists()
    assert Path("/etc/passwd").exists()


def test_a_runtime_folder_on_a_disk_is_passed_by(tmp_path: Path) -> None:
    with scratch.folder({"XDG_RUNTIME_DIR": str(tmp_path)}) as place:
        assert list(tmp_path.iterdir()) == []
        assert place.is_dir()


def test_where_nothing_lies_in_memory_there_is_no_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scratch, "_SHARED", tmp_path)
    with pytest.raises(NotThere), scratch.folder(NOWHERE):
        pass
    assert list(tmp_path.iterdir()) == []


KILLED = """
import os, sys
from vp.store import scratch
with scratch.folder({}) as place:
    (place / "text").write_text("Iets.")
    print(place, flush=True)
    sys.stdin.read()
"""


def test_what_a_killed_vp_left_is_swept_and_what_a_living_one_has_stays() -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", KILLED], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    with child:
        place = Path(child.stdout.readline().strip())
        scratch.sweep(NOWHERE)
        assert (place / "text").read_text() == "Iets."
        child.kill()
        child.wait()
        assert place in left()
        scratch.sweep(NOWHERE)
        assert place not in left()
