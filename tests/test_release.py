"""A release is refused until it is one, and holds what its sums say."""

import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from tests import release
from vp import __version__

ROOT = Path(__file__).parent.parent
LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info", "build", "dist", "tests")
CHANGES = "# Changelog\n\n## Unreleased\n\n## 0.1.0 - 2026-11-23\n\n### Added\n\n- All of it.\n"


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=Noor", "-c", "user.email=noor@example.org")
    subprocess.run(["git", "-C", folder, *who, *words], check=True, capture_output=True)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A folder of git in which all is committed."""
    (tmp_path / "CHANGELOG.md").write_text(CHANGES)
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--message", "all")
    return tmp_path


def test_what_is_committed_and_told_is_ready(tree: Path) -> None:
    release.require_ready(tree, "0.1.0")
    assert release.changes(tree, "0.1.0") == "### Added\n\n- All of it."


def test_what_is_not_committed_is_no_release(tree: Path) -> None:
    (tree / "new.txt").touch()
    with pytest.raises(release.NotReady, match="not committed"):
        release.require_ready(tree, "0.1.0")


@pytest.mark.parametrize("version", ["0.2.0", "0.1", "0.1.00"])
def test_a_version_the_changelog_does_not_know_is_no_release(version: str, tree: Path) -> None:
    with pytest.raises(release.NotReady, match=r"CHANGELOG\.md needs a section"):
        release.require_ready(tree, version)


def test_a_version_is_released_once(tree: Path) -> None:
    git(tree, "tag", "v0.1.0")
    with pytest.raises(release.NotReady, match="released before"):
        release.require_ready(tree, "0.1.0")


def test_the_archives_are_sound_and_their_sums_true(tmp_path: Path) -> None:
    source = tmp_path / "source"
    shutil.copytree(ROOT, source, ignore=LEFT_OUT)
    git(source, "init", "--quiet")
    git(source, "add", ".")
    git(source, "commit", "--message", "all")
    archives = release.pack(source, __version__)
    assert [one.suffix for one in archives] == [".whl", ".gz"]
    for line in (source / "dist" / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert sha256((source / "dist" / name).read_bytes()).hexdigest() == digest
    again = {one.name: one.read_bytes() for one in archives}
    assert {one.name for one in release.pack(source, __version__)} == set(again)
    assert again[archives[0].name] == archives[0].read_bytes(), "the same source, another wheel"
    with pytest.raises(release.NotReady, match=r"is not vp 9"):
        release.require_sound(archives[0], "9")
