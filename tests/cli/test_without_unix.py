"""Work on a computer that lacks what Windows lacks; see tests/played_windows.py."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import FORM, TEXT

ROOT = Path(__file__).parent.parent.parent

HOLD = """
import sys
from pathlib import Path
from tests.played_windows import play
play()
from vp.store import lock
lock._WAIT_SECONDS = 0.1
with lock.lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def there(tmp_path: Path) -> dict[str, str]:
    """The environment in which it runs."""
    places = {"VP_HOME": str(tmp_path / "home"), "VP_DOSSIER": str(tmp_path / "dossier")}
    return places | {"PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "LANG": "en"}


def run(there: dict[str, str], *words: str, text: str = "") -> str:
    """What it says there."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.played_windows", *words],
        env=there,
        cwd=there["HOME"],
        input=text,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, (words, done)
    return done.stdout


def test_a_case_is_kept_and_closed_and_a_template_of_ones_own_filled_in(
    there: dict[str, str],
) -> None:
    run(there, "init", there["VP_DOSSIER"], "--no-passphrase", "--no-input")
    case = json.loads(run(there, "intake", "--from", "-", "--json", text=FORM))["id"]
    run(there, "note", case, "--minutes", "20", text=TEXT)
    assert TEXT in run(there, "show", case)
    run(there, "close", case, "--reason", "completed")
    run(there, "key", "backup", str(Path(there["HOME"]) / "copy"))
    own = Path(there["VP_HOME"]) / "templates" / "en" / "report.md.j2"
    own.parent.mkdir(parents=True)
    own.write_text("# Mine, by a child that was not forked\n")
    assert run(there, "report", "2026").startswith("# Mine")


def test_the_whole_main_job_runs_with_its_destruction(there: dict[str, str]) -> None:
    folder = Path(there["HOME"]) / "demo"
    run(there, "demo", str(folder))
    assert [path.suffix for path in folder.glob("*.md")] == [".md"]
    assert (folder / "dossier" / "destroyed.txt").read_text()


def test_two_processes_never_hold_the_lock_together(there: dict[str, str], tmp_path: Path) -> None:
    def holder() -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-c", HOLD, str(tmp_path / "lock")],
            env=there,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    with holder() as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "held\n"
        with holder() as second:
            assert "NotWritten" in second.communicate(timeout=60)[1]
        first.communicate(timeout=60)
    with holder() as third:
        assert third.communicate(timeout=60)[0] == "held\n"
