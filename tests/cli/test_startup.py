"""What a command imports: start-up is most of what a user waits for, so each takes only its own."""

import subprocess
import sys
from datetime import UTC, datetime

import pytest

from tests.conftest import Desk

PROGRAM = """
import sys
import typer
before = set(sys.modules)
from vp.cli.main import run
try:
    run()
except SystemExit as ended:
    if ended.code:
        raise
print(*sorted(set(sys.modules) - before), file=sys.stderr)
"""
"""A command run in a process of its own, which then tells what it imported beside typer."""

NEVER = {"rich", "jinja2", "pydantic", "logging", "ruamel", "keyring", "jeepney", "vp.store.git"}
"""What lays out, makes texts, keeps a log or starts git: no daily command needs it."""

REPORT = {"vp.domain.disclosure", "vp.domain.tally", "vp.domain.published", "vp.render.markdown"}
"""What only the annual account needs."""

SEALED = {"pyrage", "yaml", "msgspec"}
"""What only a command needs that opens or seals something."""


@pytest.fixture
def desk(bare: Desk) -> Desk:
    """A desk of today, as a process of its own has it."""
    bare.now = datetime.now(UTC)  # noqa: TID251 (see above)
    bare.begin()
    return bare


def imported(desk: Desk, *words: str) -> set[str]:
    """The modules that this command imports."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *words],
        input=b"A text.",
        capture_output=True,
        env={"VP_HOME": str(desk.home), "VP_DOSSIER": str(desk.folder), "LANG": "en"},
        check=True,
    )
    return set(done.stderr.decode().splitlines()[-1].split())


@pytest.mark.parametrize(
    "words",
    [
        "note ID --minutes 10",
        "show ID",
        "list --all",
        "agenda",
        "search",
        "consent list ID",
        "breach show ID",
        "refer ID --to gp",
        "close ID --reason completed",
        "activity list",
        "purge",
    ],
)
def test_a_daily_command_imports_nothing_heavy(desk: Desk, words: str) -> None:
    case = desk.intake(opened="2026-06-01")
    found = imported(desk, *words.replace("ID", case).split())
    assert found & (NEVER | REPORT) == set()
    assert "vp.cli.main" in found


def test_an_intake_from_a_form_imports_nothing_heavy(desk: Desk) -> None:
    (desk.root / "form.yaml").write_text("domain: conduct\n")
    found = imported(desk, "intake", "--from", str(desk.root / "form.yaml"))
    assert found & (NEVER | REPORT | {"vp.cli.conversation"}) == set()


def test_a_report_imports_templates_only_where_it_makes_a_text(desk: Desk) -> None:
    as_json = imported(desk, "report", "2026", "--json")
    assert as_json & NEVER == set()
    as_text = imported(desk, "report", "2026", "--format", "md")
    assert as_text & NEVER == {"jinja2"}


def test_the_version_imports_nothing_but_the_index(desk: Desk) -> None:
    found = imported(desk, "--version")
    assert found & (NEVER | REPORT | SEALED) == set()
    assert not [name for name in found if name.startswith(("vp.domain", "vp.render"))]


def test_a_purge_with_nothing_due_opens_nothing_and_imports_nothing_that_does(desk: Desk) -> None:
    assert imported(desk, "purge") & SEALED == set()


def test_no_command_imports_another(desk: Desk) -> None:
    found = imported(desk, "note", desk.intake(opened="2026-06-01"))
    commands = {name for name in found if name.startswith("vp.cli.")}
    assert commands & {f"vp.cli.{name}" for name in ("init", "breach", "purge", "report")} == set()
    assert "vp.cli.note" in commands
