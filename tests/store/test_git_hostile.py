"""A .git folder that came from somebody else: nothing in it runs, and nothing is taken from it."""

import subprocess
from pathlib import Path

import pytest

from tests.store.conftest import Laptop
from tests.store.conftest import plain_git as plain
from tests.strategies import CASE, TODAY, note
from vp.store import git


def rig(laptop: Laptop, ran: Path) -> None:
    """Everything in .git that makes git run a program runs one that leaves a file at `ran`."""
    program = laptop.folder / ".git" / "evil"
    program.write_text(f'#!/bin/sh\necho "$0 $@" >> {ran}\ncat\n')
    program.chmod(0o755)
    hooks = laptop.folder / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("pre-commit", "post-commit", "reference-transaction", "post-index-change"):
        (hooks / name).write_text(f"#!/bin/sh\necho {name} >> {ran}\n")
        (hooks / name).chmod(0o755)
    evil = str(program)
    settings = {
        "core.hooksPath": str(hooks),
        "core.fsmonitor": evil,
        "core.pager": evil,
        "core.editor": evil,
        "core.askPass": evil,
        "core.sshCommand": evil,
        "core.gitProxy": evil,
        "core.alternateRefsCommand": evil,
        "core.attributesFile": str(laptop.folder / "evil.attributes"),
        "filter.evil.clean": evil,
        "filter.evil.smudge": evil,
        "filter.evil.process": evil,
        "filter.evil.required": "true",
        "diff.evil.textconv": evil,
        "diff.evil.command": evil,
        "diff.external": evil,
        "merge.evil.driver": evil,
        "credential.helper": evil,
        "commit.gpgSign": "true",
        "gpg.program": evil,
        "user.signingKey": "evil",
        "gc.auto": "1",
        "uploadpack.packObjectsHook": evil,
        "remote.origin.url": f"ext::{evil} %S",
        "remote.origin.uploadpack": evil,
        "remote.origin.promisor": "true",
        "remote.origin.partialclonefilter": "blob:none",
        "extensions.partialClone": "origin",
        "core.repositoryFormatVersion": "1",
        "alias.commit-tree": f"!{evil}",
    }
    for key, value in settings.items():
        plain(laptop.folder, "config", key, value)
    for place in (laptop.folder, laptop.folder / ".git" / "info"):
        place.mkdir(exist_ok=True)
        name = "attributes" if place.name == "info" else ".gitattributes"
        (place / name).write_text("* filter=evil diff=evil merge=evil\n")
    (laptop.folder / "evil.attributes").write_text("* filter=evil diff=evil\n")


def test_a_rigged_repository_runs_nothing(begun: Laptop, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    rig(begun, ran)
    begun.append(CASE, note(number=2))
    git.commit(begun.folder, TODAY)
    assert sum(one.path == f"cases/{CASE}.age" for one in git.versions(begun.folder)) == 2
    assert not ran.exists(), ran.read_text()
    sealed = (begun.cases / f"{CASE}.age").read_bytes()
    assert sealed in [one.data for one in git.versions(begun.folder)]


def test_the_rigged_programs_would_run_for_plain_git(begun: Laptop, tmp_path: Path) -> None:
    """So that the test above is not empty."""
    ran = tmp_path / "ran"
    rig(begun, ran)
    begun.append(CASE, note(number=2))
    subprocess.run(["git", "-C", begun.folder, "status"], capture_output=True, check=False)
    assert ran.exists()


def test_a_missing_object_is_not_fetched_from_anywhere(begun: Laptop, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    rig(begun, ran)
    name = plain(begun.folder, "rev-parse", f"main:cases/{CASE}.age")
    (begun.folder / ".git" / "objects" / name[:2] / name[2:]).unlink()
    list(git.versions(begun.folder))
    begun.append(CASE, note(number=2))
    git.commit(begun.folder, TODAY)
    assert not ran.exists(), ran.read_text()


def _environment_of(git_folder: Path) -> dict[str, str]:
    return {
        "GIT_DIR": str(git_folder),
        "GIT_WORK_TREE": str(git_folder),
        "GIT_INDEX_FILE": str(git_folder / "index"),
        "GIT_OBJECT_DIRECTORY": str(git_folder / "objects"),
        "GIT_AUTHOR_NAME": "Anna Bos",
        "GIT_COMMITTER_EMAIL": "anna@voorbeeld.nl",
        "GIT_EXEC_PATH": str(git_folder),
        "GIT_TRACE": str(git_folder / "trace"),
        "EDITOR": "/bin/false",
    }


def test_the_users_own_settings_of_git_do_not_reach_it(
    begun: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home of a git user"
    home.mkdir()
    (home / ".gitconfig").write_text("[user]\nname = Anna Bos\nemail = anna@voorbeeld.nl\n")
    monkeypatch.setenv("HOME", str(home))
    for name, value in _environment_of(home).items():
        monkeypatch.setenv(name, value)
    begun.append(CASE, note(number=2))
    git.commit(begun.folder, TODAY)
    assert sorted(path.name for path in home.iterdir()) == [".gitconfig"]
    monkeypatch.undo()
    text = plain(begun.folder, "cat-file", "commit", "main")
    assert "anna" not in text.casefold()
