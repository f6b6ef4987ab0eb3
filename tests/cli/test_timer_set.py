"""`vp purge --install-timer`: what is written is run as it stands, and taken away again."""

import shlex
import stat
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cli.conftest import refused
from tests.cli.seat import typed
from tests.cli.test_timer import NOW, closed
from tests.conftest import Desk
from vp.store import timer_linux, timers


@pytest.fixture
def booted(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk on a computer that systemd runs; systemctl is played, and writes down what it got."""
    system = desk.root / "system"
    system.mkdir()
    (system / "systemctl").write_text(f'#!/bin/sh\necho "$@" >> {desk.root}/told\n')
    (system / "systemctl").chmod(0o755)
    monkeypatch.setattr(timers, "BOOTED", system)
    monkeypatch.setattr(timer_linux, "_PLACES", str(system))
    desk.environ["HOME"] = str(desk.root / "user")
    return desk


@pytest.fixture
def due(booted: Desk) -> Desk:
    """The desk with one case whose term has passed, and a purge yesterday."""
    booted.now = NOW - timedelta(days=1)
    booted.do("purge", "--confirm", "clock")
    booted.now = NOW - timedelta(days=900)
    closed(booted)
    return booted


def units(desk: Desk) -> dict[str, str]:
    folder = desk.root / "user" / ".config" / "systemd" / "user"
    return {path.suffix: path.read_text() for path in folder.glob("*")}


def carried_out(words: list[str]) -> "subprocess.CompletedProcess[bytes]":
    """The words as a timer starts them: nothing in the environment, no input, no terminal."""
    return subprocess.run(
        words,
        env={},
        cwd="/",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        start_new_session=True,
        timeout=60,
        check=False,
    )


@pytest.mark.requirement("GC-24")
def test_the_line_of_the_unit_destroys_what_is_due(due: Desk) -> None:
    due.do("purge", "--install-timer")
    (line,) = [one for one in units(due)[".service"].splitlines() if one.startswith("ExecStart=")]
    assert "Environment" not in units(due)[".service"]
    done = carried_out(shlex.split(line.removeprefix("ExecStart=")))
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert due.cases() == []


def test_the_line_for_cron_destroys_what_is_due(due: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timers, "BOOTED", due.root / "no systemd")
    result = due.run("purge", "--install-timer")
    assert refused(result, 3) == "vp knows no timer of this computer that it could set"
    (hint,) = [line for line in result.err.splitlines() if line.startswith("vp: hint: ")]
    cron = hint[hint.index("17 * * * * ") :]
    assert cron in typed(due, "purge", "--install-timer", lines="").err.splitlines()
    line = cron.removeprefix("17 * * * * ").replace(r"\%", "%")
    done = carried_out(["/bin/sh", "-c", line])
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert due.cases() == []


def test_the_task_of_windows_would_destroy_what_is_due(
    due: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as there:
        there.setattr(sys, "platform", "win32")
        result = due.run("purge", "--install-timer", "--json")
    assert result.code == 7  # there is no schtasks here
    ((path, _text),) = result.json["files"].items()
    root = ElementTree.fromstring(Path(path).read_bytes().decode("utf-16").split("\n", 1)[1])
    told = {node.tag.rpartition("}")[2]: node.text or "" for node in root.iter()}
    done = carried_out([told["Command"], *shlex.split(told["Arguments"])])
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert due.cases() == []


def test_it_is_shown_and_the_system_told(booted: Desk) -> None:
    told = booted.do("purge", "--install-timer").out
    assert all(text in told for text in units(booted).values())
    assert "vp purge now runs every day" in told
    (name,) = {path.stem for path in (booted.root / "user").rglob("vp-purge-*")}
    assert (booted.root / "told").read_text() == f"--user enable --now {name}.timer\n"
    for path in (booted.root / "user").rglob("vp-purge-*"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_dry_run_writes_nothing(booted: Desk) -> None:
    told = booted.do("purge", "--install-timer", "--dry-run").out
    assert "OnCalendar=daily" in told
    assert "now runs" not in told
    assert not (booted.root / "user").exists()
    assert not (booted.root / "told").exists()


def test_setting_it_again_sets_it_anew(booted: Desk) -> None:
    booted.do("purge", "--install-timer")
    assert booted.do("purge", "--install-timer", "--json").json["runs"] is True
    verbs = [line.split()[1] for line in (booted.root / "told").read_text().splitlines()]
    assert verbs == ["enable", "disable", "enable"]


def test_taking_it_away_leaves_nothing_of_it(booted: Desk) -> None:
    booted.do("purge", "--install-timer")
    assert "The timer is gone" in booted.do("purge", "--uninstall-timer").out
    assert units(booted) == {}
    assert "disable --now" in (booted.root / "told").read_text()
    assert "There was no timer" in booted.do("purge", "--uninstall-timer").out


def test_a_system_that_does_not_start_it_is_said(booted: Desk) -> None:
    (booted.root / "system" / "systemctl").write_text("#!/bin/sh\nexit 1\n")
    result = booted.run("purge", "--install-timer")
    assert result.code == 7
    assert "the system has not started it" in result.err
    assert "systemctl --user enable --now" in result.err
    assert set(units(booted)) == {".service", ".timer"}


def test_it_goes_with_nothing_else(booted: Desk) -> None:
    for more in (["--verify"], ["--uninstall-timer"], ["--confirm", "many"]):
        assert "by itself" in refused(booted.run("purge", "--install-timer", *more), 2)
    assert units(booted) == {}


def test_without_a_dossier_there_is_nothing_to_set(bare: Desk) -> None:
    assert bare.run("purge", "--install-timer").code == 3
