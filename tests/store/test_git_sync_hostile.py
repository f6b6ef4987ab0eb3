"""What a remote or a .git folder of somebody else can try: nothing runs, nothing is taken."""

import os
import stat
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.store.conftest import OTHER, Laptop, refused
from tests.store.syncs import ask, bare, commit, everything, keys, moved, synced
from tests.store.test_git_hostile import rig
from tests.strategies import CASE, note
from vp.errors import NotAllowed, NotReadable, VpError
from vp.store import objects, plumbing, remote
from vp.store.remote import Address

BIG = 4 * 1024 * 1024 + 64 * 1024 + 1


@pytest.fixture
def place(laptop: Laptop, tmp_path: Path) -> Path:
    """A remote with one case on it, and one more here that is not on it yet."""
    laptop.add(CASE, note(text="het hele verhaal"))
    found = bare(tmp_path / "remote.git")
    synced(laptop, found)
    laptop.append(CASE, note(number=2))
    return found


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    """The file that whatever should not run would leave."""
    return tmp_path / "ran"


def program(place: Path, canary: Path) -> str:
    """A program that leaves the canary."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f'#!/bin/sh\necho "$0 $@" >> {canary}\nexit 0\n')
    place.chmod(0o755)
    return str(place)


# A tree with what does not belong there


SEALED = b"age-encryption.org/v1\n"
STRANGE: dict[str, tuple[tuple[str, str, bytes | str], ...]] = {
    "tracked keys": (("100644", "keys/k7fm-2qxd.age", SEALED),),
    "keys under a case's name": (("100644", "cases/keys/k7fm-2qxd.age", SEALED),),
    "a key beside the cases": (("100644", "cases/k7fm-2qxd.new.age", SEALED),),
    "the record of what was destroyed": (("100644", "destroyed.yaml", b"format: 1\n"),),
    "a symlink for a case": (("120000", f"cases/{OTHER}.age", b"/etc/hostname"),),
    "a symlink for the folder": (("120000", "reports", b"../home"),),
    "a program": (("100755", f"cases/{OTHER}.age", SEALED),),
    "attributes in a folder": (("100644", "cases/.gitattributes", b"* filter=evil\n"),),
    "a file of nobody": (("100644", "notes.txt", b"private"),),
    "a name in capitals": (("100644", "cases/K7FM-2QXD.age", SEALED),),
    "a name with a line in it": (("100644", "cases/x\ny.age", SEALED),),
    "a large file": (("100644", f"cases/{OTHER}.age", b"x" * BIG),),
    "a folder in a folder": (("100644", "journal/2026/01.age", SEALED),),
    "another journal": (("100644", "journal/20266.age", SEALED),),
    "settings of submodules": (("100644", ".gitmodules", b'[submodule "x"]\n\tpath = x\n'),),
}


@pytest.mark.parametrize("strange", STRANGE)
def test_what_does_not_belong_there_stops_all_of_it(
    strange: str, laptop: Laptop, place: Path, canary: Path
) -> None:
    commit(place, *STRANGE[strange])
    before = everything(laptop.folder, laptop.home)
    head = ask(place, "rev-parse", "main")
    with refused(NotReadable, "nothing was taken" if "module" not in strange else ""):
        synced(laptop)
    assert everything(laptop.folder, laptop.home) == before
    assert ask(place, "rev-parse", "main") == head
    assert not canary.exists()


def test_a_submodule_is_not_followed(laptop: Laptop, place: Path, tmp_path: Path) -> None:
    head = ask(place, "rev-parse", "main")
    commit(place, ("160000", "reports", head))
    before = everything(laptop.folder, laptop.home)
    with refused(NotReadable, "nothing was taken"):
        synced(laptop)
    assert everything(laptop.folder, laptop.home) == before
    assert not (laptop.folder / ".git" / "modules").exists()


@pytest.mark.parametrize("name", ["../../home", ".git", ".GIT", "..", "a/../b"])
def test_a_tree_that_leads_out_of_the_folder_is_refused(
    name: str, laptop: Laptop, place: Path, tmp_path: Path
) -> None:
    """Git itself would not write such a tree; somebody who wants to can."""
    blob = ask(place, "hash-object", "-w", "--stdin", feed=SEALED)
    tree = b"100644 %s\0%s" % (name.encode(), bytes.fromhex(blob))
    made = ask(place, "hash-object", "-w", "-t", "tree", "--literally", "--stdin", feed=tree)
    moved(place, made)
    before = everything(tmp_path)
    with pytest.raises(NotReadable):
        synced(laptop)
    after = {path: data for path, data in everything(tmp_path).items() if path in before}
    assert after == before


def test_what_says_how_lines_end_changes_no_byte(laptop: Laptop, place: Path) -> None:
    """`.gitattributes` and settings that would rewrite a sealed file on its way."""
    commit(
        place,
        (
            "100644",
            ".gitattributes",
            b"* text eol=crlf ident filter=evil working-tree-encoding=UTF-16\n",
        ),
    )
    (laptop.folder / ".gitattributes").write_text("* text eol=crlf ident\n")
    sealed = (laptop.cases / f"{CASE}.age").read_bytes()
    synced(laptop)
    assert (laptop.cases / f"{CASE}.age").read_bytes() == sealed
    data = subprocess.run(
        ["git", "-C", place, "cat-file", "blob", f"main:cases/{CASE}.age"],
        capture_output=True,
        check=True,
    ).stdout
    assert data == sealed
    assert (laptop.folder / ".gitattributes").read_text() == "* text eol=crlf ident\n"


def test_vp_yaml_is_never_taken(laptop: Laptop, place: Path) -> None:
    mine = (laptop.folder / "vp.yaml").read_bytes()
    commit(place, ("100644", "vp.yaml", mine.replace(b"language: nl", b"language: en")))
    synced(laptop)
    assert (laptop.folder / "vp.yaml").read_bytes() == mine
    commit(place, ("100644", "vp.yaml", mine.replace(b"format: 1", b"format: 9\nid: 'x'")))
    with refused(NotReadable, "another dossier"):
        synced(laptop)


@pytest.mark.parametrize("data", [b"../../x\n", b"k7fm-2qxd extra words\n", b"\xff\n", b"*\n"])
def test_a_list_of_destroyed_cases_that_is_none_is_refused(
    data: bytes, laptop: Laptop, place: Path
) -> None:
    commit(place, ("100644", "destroyed.txt", data))
    before = everything(laptop.folder, laptop.home)
    with refused(NotReadable, "destroyed.txt"):
        synced(laptop)
    assert everything(laptop.folder, laptop.home) == before


def test_garbage_in_the_place_of_everything_takes_nothing_away(laptop: Laptop, place: Path) -> None:
    laptop.add(OTHER)
    synced(laptop)
    names = ask(place, "ls-tree", "-r", "--name-only", "main").split()
    sealed = [name for name in names if name.endswith(".age")]
    commit(place, *(("100644", name, b"garbage") for name in sealed))
    before = everything(laptop.folder)
    assert keys(synced(laptop)) == dict.fromkeys((CASE, OTHER, "profile"), "unopened")
    assert everything(laptop.folder) == before


# A .git that would run something


def test_a_rigged_git_folder_stops_the_sync_and_runs_nothing(
    laptop: Laptop, place: Path, canary: Path
) -> None:
    rig(laptop, canary)
    with refused(NotAllowed, ".git"):
        synced(laptop)
    assert not canary.exists(), canary.read_text()


SETTINGS = (
    "core.fsmonitor",
    "core.sshCommand",
    "core.hooksPath",
    "core.worktree",
    "core.alternateRefsCommand",
    "core.attributesFile",
    "core.gitProxy",
    "core.askPass",
    "core.autocrlf",
    "remote.origin.uploadpack",
    "remote.origin.receivepack",
    "remote.origin.vcs",
    "remote.origin.proxy",
    "url.ext::evil.insteadOf",
    "include.path",
    "includeIf.gitdir:/.path",
    "filter.evil.clean",
    "diff.evil.textconv",
    "merge.evil.driver",
    "credential.helper",
    "http.proxy",
    "http.sslVerify",
    "protocol.ext.allow",
    "uploadpack.packObjectsHook",
    "submodule.x.update",
    "extensions.worktreeConfig",
    "extensions.partialClone",
    "gpg.program",
    "fetch.fsck.gitmodulesUrl",
    "fsck.badTree",
    "alias.fetch",
)


@pytest.mark.parametrize("key", SETTINGS)
def test_each_setting_that_is_not_on_the_list_stops_the_sync(
    key: str, laptop: Laptop, place: Path, canary: Path
) -> None:
    evil = program(laptop.folder / ".git" / "evil", canary)
    ask(laptop.folder, "config", key, evil)
    head = ask(place, "rev-parse", "main")
    with refused(NotAllowed, ".git/config"):
        synced(laptop)
    assert ask(place, "rev-parse", "main") == head
    assert not canary.exists()


def test_a_remote_that_has_the_address_for_its_name_leads_nowhere_else(
    laptop: Laptop, place: Path, canary: Path
) -> None:
    elsewhere = bare(place.parent / "elsewhere.git")
    ask(laptop.folder, "config", f"remote.{place}.url", str(elsewhere))
    with refused(NotAllowed, ".git/config"):
        synced(laptop)
    ask(laptop.folder, "config", "--remove-section", f"remote.{place}")
    (laptop.folder / ".git" / "remotes").mkdir(exist_ok=True)
    (laptop.folder / ".git" / "remotes" / "origin").write_text(f"URL: {elsewhere}\n")
    with refused(NotAllowed, ".git/remotes"):
        synced(laptop)
    assert ask(elsewhere, "for-each-ref") == ""


def test_the_settings_of_a_clone_are_fine(laptop: Laptop, place: Path) -> None:
    for key, value in {
        "remote.origin.url": str(place),
        "remote.origin.fetch": "+refs/heads/*:refs/remotes/origin/*",
        "branch.main.remote": "origin",
        "branch.main.merge": "refs/heads/main",
        "user.email": "somebody@example.org",
    }.items():
        ask(laptop.folder, "config", key, value)
    assert synced(laptop).sent == (CASE,)
    assert "somebody" not in ask(place, "cat-file", "commit", "main")


def test_hooks_filters_and_the_rest_of_an_allowed_git_folder_run_nothing(
    laptop: Laptop, place: Path, canary: Path
) -> None:
    """What needs no setting: hooks in their own place, and attributes."""
    hooks = laptop.folder / ".git" / "hooks"
    for name in ("pre-commit", "post-commit", "pre-push", "reference-transaction", "post-merge",
                 "post-index-change", "post-checkout", "update", "fsmonitor-watchman"):  # fmt: skip
        program(hooks / name, canary)
    (laptop.folder / ".git" / "info").mkdir(exist_ok=True)
    (laptop.folder / ".git" / "info" / "attributes").write_text("* filter=evil diff=evil\n")
    (laptop.folder / ".git" / "info" / "grafts").write_text("")
    assert synced(laptop).sent == (CASE,)
    assert not canary.exists(), canary.read_text()


def test_the_hooks_of_a_remote_on_a_disk_do_not_run_here(
    laptop: Laptop, place: Path, canary: Path
) -> None:
    """A stick with a repository of somebody else: its hooks would run with the user's rights."""
    for name in ("pre-receive", "update", "post-receive", "post-update", "reference-transaction",
                 "push-to-checkout", "proc-receive", "pre-auto-gc"):  # fmt: skip
        program(place / "hooks" / name, canary)
    evil = program(place / "evil", canary)
    for key in ("core.fsmonitor", "core.alternateRefsCommand", "uploadpack.packObjectsHook",
                "core.sshCommand", "gc.recentObjectsHook"):  # fmt: skip
        ask(place, "config", key, evil)
    ask(place, "config", "core.hooksPath", str(place / "hooks"))
    ask(place, "config", "receive.procReceiveRefs", "refs/heads")
    (place / "objects" / "info").mkdir(exist_ok=True)
    (place / "objects" / "info" / "alternates").write_text(f"{laptop.folder}/.git/objects\n")
    canary.unlink(missing_ok=True)  # plain git, above, obeys them
    with suppress(VpError):
        synced(laptop)
    assert not canary.exists(), canary.read_text()


def test_those_hooks_would_run_for_plain_git(laptop: Laptop, place: Path, canary: Path) -> None:
    """So that the test above is not empty."""
    program(place / "hooks" / "post-receive", canary)
    ask(laptop.folder, "push", str(place), "main:refs/heads/other")
    assert canary.exists()


def _elsewhere(place: Path, away: Path) -> None:
    """What lies there lies elsewhere, and a link leads to it."""
    place.rename(away)
    place.symlink_to(away)


def _pointing(git: Path, away: Path) -> None:
    git.rename(away)
    git.write_text(f"gitdir: {away}\n")


def _pipe(git: Path, _away: Path) -> None:
    (git / "config").unlink()
    os.mkfifo(git / "config")


def _said(name: str, text: str) -> Callable[[Path, Path], object]:
    return lambda git, away: (git / name).write_text(text.format(away=away))


LINKS: dict[str, Callable[[Path, Path], object]] = {
    ".git": _elsewhere,
    "refs": lambda git, away: _elsewhere(git / "refs", away),
    "objects": lambda git, away: _elsewhere(git / "objects", away),
    "a ref": lambda git, away: _elsewhere(git / "refs" / "heads" / "main", away),
    "the config": lambda git, away: _elsewhere(git / "config", away),
    "a pipe for the config": _pipe,
    "a folder elsewhere": _said("commondir", "{away}\n"),
    "another config": _said("config.worktree", "[core]\n"),
    "a file that points": _pointing,
}


@pytest.mark.parametrize("link", LINKS)
def test_a_git_folder_that_leads_elsewhere_is_refused(
    link: str, laptop: Laptop, place: Path, tmp_path: Path
) -> None:
    LINKS[link](laptop.folder / ".git", tmp_path / "away")
    outside = {
        path: path.stat().st_mtime_ns
        for path in (tmp_path / "away").rglob("*")
        if stat.S_ISREG(path.lstat().st_mode)
    }
    with refused(NotAllowed, "git is not started there"):
        synced(laptop)
    assert {path: path.stat().st_mtime_ns for path in outside} == outside


def test_a_damaged_git_folder_does_not_make_git_look_further_up(
    laptop: Laptop, place: Path, canary: Path
) -> None:
    above = laptop.folder.parent
    ask(above, "init", "--quiet")
    program(above / ".git" / "hooks" / "reference-transaction", canary)
    (laptop.folder / ".git" / "HEAD").unlink()
    with pytest.raises(VpError):
        synced(laptop)
    assert not canary.exists()
    assert not list((above / ".git" / "objects").glob("??"))


def test_an_object_that_is_not_what_its_name_says_is_not_taken(
    laptop: Laptop, second: Laptop, place: Path, tmp_path: Path
) -> None:
    """In .git itself, where git believes what it finds."""
    import zlib

    old = objects.head(laptop.folder)
    blob = ask(laptop.folder, "rev-parse", f"{old}:profile.age")
    path = laptop.folder / ".git" / "objects" / blob[:2] / blob[2:]
    path.chmod(0o644)
    path.write_bytes(zlib.compress(b"blob 7\0forgery"))
    with refused(NotReadable, "damaged"):
        objects.blobs(laptop.folder, [blob])


# The environment


def test_nothing_of_the_users_environment_reaches_git(
    laptop: Laptop, place: Path, canary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    evil = program(place.parent / "evil", canary)
    for name in ("GIT_SSH_COMMAND", "GIT_SSH", "GIT_PROXY_COMMAND", "GIT_ASKPASS", "SSH_ASKPASS",
                 "GIT_EDITOR", "PAGER", "GIT_EXTERNAL_DIFF", "GIT_PAGER"):  # fmt: skip
        monkeypatch.setenv(name, evil)
    monkeypatch.setenv("GIT_DIR", "/nonexistent")
    monkeypatch.setenv("GIT_TRACE", str(canary))
    assert synced(laptop).sent == (CASE,)
    assert not canary.exists()


def test_a_git_in_the_folder_one_stands_in_is_not_started(
    laptop: Laptop, place: Path, canary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(laptop.folder / "git", canary)
    monkeypatch.chdir(laptop.folder)
    monkeypatch.setenv("PATH", f".::bin:{os.environ['PATH']}")
    assert synced(laptop).sent == (CASE,)
    assert not canary.exists()


def test_ssh_is_the_one_of_the_system_whatever_git_is_told(
    laptop: Laptop, place: Path, canary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fake `ssh` on the PATH tells how it is called."""
    called = tmp_path / "bin" / "ssh"
    program(called, tmp_path / "called")
    monkeypatch.setenv("PATH", f"{called.parent}:{os.environ['PATH']}")
    with pytest.raises(remote.Unreachable):
        remote.fetch(laptop.folder, Address("ssh://vp@example.invalid/dossier.git"))
    lines = (tmp_path / "called").read_text().splitlines()
    assert lines
    assert all(" vp@example.invalid " in f"{line} " for line in lines)
    assert not canary.exists()


def test_a_password_helper_is_the_users_own_and_only_for_the_web(
    laptop: Laptop, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "user"
    home.mkdir()
    (home / ".gitconfig").write_text(
        "[include]\n\tpath = other\n[credential]\n\thelper = store\n"
        '[credential "https://example.org"]\n\thelper = !mine\n\tusername = me\n'
    )
    (home / "other").write_text("[credential]\n\thelper = evil\n")
    monkeypatch.setenv("HOME", str(home))
    web = remote._helpers(Address("https://example.org/x.git"))
    assert web == [
        ("credential.helper", "store"),
        ("credential.https://example.org.helper", "!mine"),
    ]
    assert remote._helpers(Address("ssh://example.org/x.git")) == []
    assert remote._helpers(Address(str(place))) == []
    environ = plumbing._environment("", web)
    assert environ["GIT_CONFIG_COUNT"] == "2"
    assert environ["GIT_CONFIG_VALUE_1"] == "!mine"
    assert {"GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM"} <= environ.keys()


@pytest.mark.parametrize(
    "transport", ["ext::sh -c 'touch RAN'", "http://127.0.0.1:9/x", "git://127.0.0.1:9/x"]
)
def test_git_itself_refuses_other_ways_to_get_there(
    transport: str, laptop: Laptop, place: Path, canary: Path
) -> None:
    """Should an address of that kind ever get past vp's own look at it."""
    with pytest.raises(remote.Unreachable):
        remote.fetch(laptop.folder, Address(transport.replace("RAN", str(canary))))
    assert not canary.exists()
