"""What is written for the timer of each system, as that system reads it.

Only systemd's is read here by systemd itself; launchd and Windows are not on this machine.
"""

import os
import plistlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath
from xml.etree import ElementTree

import pytest

from tests.store.conftest import refused
from vp.errors import NotThere, Usage
from vp.store import timers
from vp.store.timer_linux import units
from vp.store.timer_macos import agent
from vp.store.timer_windows import task
from vp.store.timers import Run

AWKWARD = """it's 100% "so" $HOME \\n ünder; %h"""
RUN = Run(Path("/opt/vp/python"), Path("/home/noor/vp"), Path("/home/noor/zaken"), "d3kq")
WINDOWS = Run(
    PureWindowsPath(r"C:\Users\Noor & Bas\vp\python.exe"),
    PureWindowsPath(r"C:\Users\Noor & Bas\AppData\Local\vp"),
    PureWindowsPath("D:\\"),
    "d3kq",
)
NOBODY = 65534


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that another user may read as well."""
    with tempfile.TemporaryDirectory(prefix="vp-timer-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def read_by_systemd(folder: Path) -> str:
    """What systemd understands of the units in the folder, of which it starts nothing.

    Never as root: then it would move the processes of this computer to a control group of its own.
    """
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd is not installed")
    (folder / "run").mkdir(mode=0o700)
    user = NOBODY if os.getuid() == 0 else None
    if user:
        os.chown(folder / "run", user, user)
    found = sorted(map(str, folder.rglob("vp-purge-*")))
    done = subprocess.run(
        ["systemd-analyze", "--user", "verify", "--man=no", *found],
        env={
            "PATH": "/usr/bin:/bin",
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder / "run"),
            "SYSTEMD_LOG_LEVEL": "debug",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=60,
        check=False,
        user=user,
        group=user,
        extra_groups=[] if user else None,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def test_systemd_reads_the_units_as_they_are_meant(open_folder: Path) -> None:
    python = open_folder / AWKWARD / "python"
    python.parent.mkdir()
    python.write_text("#!/bin/sh\n")
    python.chmod(0o755)
    run = Run(python, open_folder / f"home {AWKWARD}", Path("/media/stick/zaken"), "d3kq")
    for path, data in units(run, open_folder).files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    told = read_by_systemd(open_folder)
    # Each `$$` becomes one `$` when the line is carried out, and not before.
    line = re.findall(r"Command Line: (.*)", told)[-1].replace(r"\$\$", "$")
    assert shlex.split(line) == list(timers.clean(run))
    assert re.search(r"OnCalendar: \*-\*-\* 00:00:00", told)
    assert "Persistent: yes" in told
    assert "Triggers: vp-purge-d3kq.service" in told
    assert re.search(r"UMask: 0077", told)


def test_an_agent_of_launchd_says_when_what_is_run() -> None:
    (path, data), *_more = agent(RUN, Path("/Users/noor")).files.items()
    told = plistlib.loads(data)
    assert path == Path("/Users/noor/Library/LaunchAgents/vp-purge-d3kq.plist")
    assert told["Label"] == path.stem
    assert told["ProgramArguments"] == ["/opt/vp/python", "-EP", "-m", "vp", "purge"]
    assert told["EnvironmentVariables"] == RUN.environ
    assert told["StartCalendarInterval"] == {"Hour": 12, "Minute": 0}
    assert told["RunAtLoad"] is True


def test_a_task_of_windows_makes_up_for_a_missed_day() -> None:
    (data,) = task(WINDOWS, {}).files.values()
    root = ElementTree.fromstring(data.decode("utf-16").split("\n", 1)[1])
    told = {node.tag.rpartition("}")[2]: node.text for node in root.iter()}
    assert told["Command"] == str(WINDOWS.python)
    assert told["DaysInterval"] == "1"
    assert told["StartWhenAvailable"] == "true"
    assert told["DisallowStartIfOnBatteries"] == "false"
    words = _as_windows_splits(told["Arguments"] or "")
    assert words[:2] == ["-EP", "-c"]
    assert words[3:] == [str(WINDOWS.home), str(WINDOWS.folder)]


def _as_windows_splits(line: str) -> list[str]:
    r"""The arguments by Microsoft's rules: two of `\` are one, only before a quotation mark."""
    words: list[str] = []
    for match in re.finditer(r'(?:[^\s"\\]|\\+"?|"(?:[^"\\]|\\.)*")+', line):
        bare = re.sub(r'(\\+)(?=")', lambda run: run[1][: len(run[1]) // 2], match[0])
        words.append(bare.replace('"', ""))
    return words


def test_where_nothing_is_known_there_is_a_line_for_cron(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timers, "BOOTED", tmp_path / "no systemd")
    assert timers.here(RUN, {"HOME": "/home/noor"}) is None
    line = timers.cron(RUN._replace(home=Path("/home/100%/vp")))
    assert line.startswith("17 * * * * /usr/bin/env -i ")
    assert r"VP_HOME=/home/100\%/vp" in line


@pytest.mark.parametrize(
    ("platform", "name"),
    [("linux", "vp-purge-d3kq.timer"), ("darwin", "vp-purge-d3kq.plist"), ("win32", ".xml")],
)
def test_each_system_has_its_own(
    platform: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timers, "BOOTED", tmp_path)
    monkeypatch.setattr(sys, "platform", platform)
    timer = timers.here(RUN, {"HOME": str(tmp_path)})
    assert timer is not None
    assert any(path.name.endswith(name) for path in timer.files)


def test_a_path_that_no_file_of_the_system_can_hold_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timers, "BOOTED", tmp_path)
    for name in ("two\nlines", os.fsdecode(b"\xff")):
        with refused(Usage, "cannot stand in a timer"):
            timers.here(RUN._replace(folder=Path("/home") / name), {"HOME": "/home/noor"})


def test_without_a_home_folder_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timers, "BOOTED", tmp_path)
    with refused(NotThere, "where your home folder is"):
        timers.here(RUN, {})
