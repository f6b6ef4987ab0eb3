"""Disks and environments that do not fit: one sentence, a hint, and nothing lost."""

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.cli.conftest import TEXT, WORD, kept, refused
from tests.conftest import Desk

IS_ROOT = os.getuid() == 0


@contextmanager
def mounted(*words: str, at: Path) -> Iterator[None]:
    """Something is mounted there; skipped, visibly, where that is not allowed."""
    done = subprocess.run(["mount", *words, at], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"cannot mount here: {done.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", at], check=True)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Nothing can be written in the folder, not even by root."""
    if IS_ROOT:
        with mounted("--bind", str(folder), at=folder):
            subprocess.run(["mount", "-o", "remount,bind,ro", folder], check=True)
            yield
    else:
        places = [folder, *(path for path in folder.rglob("*") if path.is_dir())]
        for place in places:
            place.chmod(0o500)
        yield
        for place in places:
            place.chmod(0o700)


def places(desk: Desk) -> dict[str, str]:
    """The two variables by which vp finds everything."""
    return {"VP_HOME": str(desk.home), "VP_DOSSIER": str(desk.folder)}


def process(
    desk: Desk, *words: object, environ: dict[str, str], text: bytes = b""
) -> "subprocess.CompletedProcess[bytes]":
    """vp in a process of its own, with nothing in its environment but what is given."""
    return subprocess.run(
        [sys.executable, "-m", "vp", *map(str, words)],
        input=text,
        capture_output=True,
        cwd=desk.root,
        env={"PATH": os.environ["PATH"]} | environ,
        check=False,
    )


def fill(ballast: Path) -> None:
    """The disk is full."""
    handle = os.open(ballast, os.O_WRONLY | os.O_CREAT)
    with suppress(OSError):
        while os.write(handle, b"x" * 4096):
            pass
    os.close(handle)


def test_no_dossier_is_told_with_the_way_to_one(bare: Desk) -> None:
    assert "vp init" in bare.run("list").err
    refused(bare.run("list"), 3)


@pytest.mark.skipif(not IS_ROOT, reason="only root can mount a small disk")
def test_a_full_disk_keeps_what_was_there(bare: Desk) -> None:
    bare.folder.mkdir()
    with mounted("-t", "tmpfs", "-o", "size=256k", "tmpfs", at=bare.folder):
        bare.begin()
        case = bare.intake()
        fill(bare.folder / "cases" / "ballast")
        before = kept(bare)
        told = bare.run("note", case, text=TEXT)
        assert told.code == 6
        assert "the disk is full; make room and try again" in told.err
        assert "Your text is kept, sealed" in told.err
        assert kept(bare) == before
        assert bare.run("intake", "--from", "-", text="domain: conduct").code == 6
        (bare.folder / "cases" / "ballast").unlink()
        bare.do("note", case, text=TEXT)


def test_a_remote_without_room_is_told_as_more_than_a_matter_of_rights(desk: Desk) -> None:
    """The remote takes a byte at most; a disk that is full there makes git answer the same."""
    remote = desk.root / "remote.git"
    desk.do("sync", "--remote", remote)
    limit = ("config", "receive.maxInputSize")
    subprocess.run(["git", "-C", remote, *limit, "1"], check=True)
    case = desk.intake()
    told = desk.run("sync")
    assert told.code == 7
    assert "look whether you may write there and whether there is room" in told.err
    subprocess.run(["git", "-C", remote, "config", "--unset", limit[1]], check=True)
    assert case in desk.do("sync", "--json").json["sent"]


def test_a_file_that_may_not_grow_keeps_what_was_there(desk: Desk) -> None:
    case = desk.intake()
    before = kept(desk)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, hard))
    try:
        refused(desk.run("note", case, text=TEXT), 6)
        refused(desk.run("intake", "--from", "-", text=b"domain: conduct"), 6)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert desk.do("list", "--json").json[0]["id"] == case
    assert kept(desk) == before
    desk.do("note", case, text=TEXT)


def test_a_read_only_folder_is_read_and_not_written(desk: Desk) -> None:
    case = desk.intake(wish=TEXT)
    before = kept(desk)
    with read_only(desk.folder):
        assert TEXT in desk.do("show", case).out
        told = desk.run("note", case, text=TEXT)
        assert told.code == 6
        assert "Your text is kept, sealed" in told.err
        assert WORD not in told.err
    assert kept(desk) == before


def test_a_computer_without_a_home_folder_is_told(bare: Desk) -> None:
    nobody = ["unshare", "--user", "--map-user=12345", "--map-group=12345"]
    vp = [sys.executable, "-m", "vp", "list"]
    if subprocess.run([*nobody, "true"], capture_output=True, check=False).returncode:
        pytest.skip("cannot become a user without a home here")
    done = subprocess.run([*nobody, *vp], cwd=bare.root, env={}, capture_output=True, check=False)
    assert done.returncode == 3
    assert b"does not say where your home folder is" in done.stderr
    assert b"VP_HOME" in done.stderr


def test_without_home_the_two_variables_are_enough(desk: Desk) -> None:
    case = desk.intake()
    told = process(desk, "list", environ=places(desk))
    assert told.returncode == 0
    assert case.encode() in told.stdout


def test_a_locale_of_c_loses_no_letter(desk: Desk) -> None:
    case = desk.intake()
    plain = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"} | places(desk)
    text = "één reële naïeve «aanhaling» – ½ €".encode()
    assert process(desk, "note", case, environ=plain, text=text).returncode == 0
    assert text in process(desk, "show", case, environ=plain).stdout


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("list", 0),
        ("show ID", 0),
        ("note ID --minutes 10", 0),
        ("search", 2),
        ("intake --from -", 2),
        ("intake", 2),
        ("hold set ID --until 2090-01-01", 2),
        ("import -", 2),
    ],
)
def test_closed_standard_input_is_no_text(desk: Desk, words: str, code: int) -> None:
    case = desk.intake()
    line = f"{sys.executable} -m vp {words.replace('ID', case)} <&-"
    done = subprocess.run(["sh", "-c", line], env=places(desk), capture_output=True, check=False)
    assert done.returncode == code, done
    assert b"Traceback" not in done.stderr
    assert (b"vp: hint: " in done.stderr) is (code != 0)
