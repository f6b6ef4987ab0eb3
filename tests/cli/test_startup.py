"""What a command imports: start-up is most of what a user waits for, so each takes only its own."""

import subprocess
import sys
from datetime import UTC, datetime

import pytest

from tests.conftest import Desk
from vp.cli.main import COMMANDS

PROGRAM = """
import sys
import typer
before = set(sys.modules)
from vp.cli.main import run
code = 0
try:
    run()
except SystemExit as ended:
    code = ended.code
print(*sorted(set(sys.modules) - before), file=sys.stderr)
sys.exit(code)
"""
"""A command run in a process of its own, which then tells what it imported beside typer."""

NEVER = {"pydantic", "ruamel", "keyring", "click"}
"""What no command imports, whatever it does."""

PARTS = {
    "age": "pyrage",
    "records": "msgspec",
    "yaml": "yaml._yaml",
    "all of yaml": "yaml.reader",
    "tables": "rich",
    "templates": "jinja2",
    "html": "markdown_it",
    "a log": "logging",
    "codes": "segno",
    "git": "vp.store.git",
    "index": "vp.store.index",
    "solver": "vp.domain.disclosure",
    "account": "vp.domain.tally",
    "key store": "jeepney",
    "editing": "prompt_toolkit",
    "written dates": "dateparser",
}
"""What takes time to import, by a name and the module that brings it."""

CASE = {"age", "records", "yaml"}
"""What a command needs that opens or seals a case."""

MAY: dict[str, set[str]] = {
    "init $/other --no-passphrase --no-input": CASE | {"git"},
    "intake --from $/form.yaml": CASE,
    "note ID --minutes 10": CASE,
    "consent give ID --kind keep_file --given written": CASE,
    "consent list ID": CASE,
    "share ID --to hr": CASE,
    "option": CASE,
    "option ID line_manager": CASE,
    "refer ID --to gp": CASE,
    "remind ID --on 2036-07-01": CASE,
    "relay ID --prepare": CASE,
    "breach open ID --ground conflict_of_duties": CASE,
    "breach show ID": CASE,
    "close ID --reason completed": CASE,
    "reopen ID": CASE,
    "hold set ID --until 2036-01-01": CASE,
    "transfer ID --to hr -o $/over.age": CASE,
    "receive $/over.age --yes": CASE,
    "purge": set(),
    "activity add --kind information": CASE,
    "activity list": CASE,
    "report 2026 --json": CASE | {"index", "solver", "account"},
    "report 2026 --format md": CASE | {"index", "solver", "account", "templates"},
    "report 2026 --format html": CASE
    | {"index", "solver", "account", "templates", "html", "a log"},
    "list --all": CASE | {"index"},
    "letter leaflet": CASE,
    "export ID --for reporter -o $/copy.md": CASE,
    "amend ID n-000000": CASE,
    "redact ID n-000000": CASE,
    "edit ID --from $/facts.yaml": CASE,
    "show ID": CASE,
    "search": CASE,
    "agenda": CASE | {"index"},
    "profile": CASE,
    "import $/cases.yaml": CASE,
    "key list": {"age"},
    "key backup $/stick": CASE,
    "sync --remote ftp://nowhere": CASE | {"git"},
    "diff": CASE | {"git"},
    "check": CASE | {"git", "index"},
    "unlock --status": {"age"},
    "lock": {"age", "key store"},
    "help": {"records"},
    "demo $/demo": CASE | {"index", "solver", "account", "templates", "git"},
}
"""What each command may import. A line that is refused, for want of what stands before it, has
imported what it needs by then. Here nobody sits at a terminal."""


@pytest.fixture
def desk(bare: Desk) -> Desk:
    """A desk of today, as a process of its own has it."""
    bare.now = datetime.now(UTC)  # noqa: TID251 (see above)
    bare.begin()
    return bare


def imported(desk: Desk, *words: str, ends: range = range(1)) -> set[str]:
    """The modules that this command imports."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *words],
        input=b"A text.",
        capture_output=True,
        env={"VP_HOME": str(desk.home), "VP_DOSSIER": str(desk.folder), "LANG": "en"},
        check=False,
    )
    assert done.returncode in ends, done
    return set(done.stderr.decode().splitlines()[-1].split())


def parts(modules: set[str]) -> set[str]:
    """The parts that are among these modules."""
    packages = modules | {name.partition(".")[0] for name in modules}
    packages |= {name.rpartition(".")[0] for name in modules}
    return {part for part, module in PARTS.items() if module in packages}


@pytest.mark.parametrize("line", MAY)
def test_a_command_imports_only_what_it_may(desk: Desk, line: str) -> None:
    case = desk.intake(opened="2026-06-01")
    (desk.root / "form.yaml").write_text("domain: conduct\n")
    (desk.root / "facts.yaml").write_text("role: witness\n")
    (desk.root / "cases.yaml").write_text(desk.raw(case))
    words = line.replace("ID", case).replace("$", str(desk.root)).split()
    found = imported(desk, *words, ends=range(8))
    assert any(name.startswith(f"vp.cli.{words[0]}") for name in found)
    assert not found & NEVER
    assert parts(found) == MAY[line]


def test_every_command_has_its_line() -> None:
    assert {line.split()[0] for line in MAY} == set(COMMANDS)


def test_an_interview_is_imported_only_where_somebody_sits(desk: Desk) -> None:
    form = desk.root / "form.yaml"
    form.write_text("domain: conduct\n")
    assert "vp.cli.conversation" not in imported(desk, "intake", "--from", str(form))


def test_the_version_imports_nothing_but_the_index(desk: Desk) -> None:
    found = imported(desk, "--version")
    assert parts(found) == set()
    assert not [name for name in found if name.startswith(("vp.domain", "vp.render"))]


def test_a_key_press_imports_neither_typer_nor_a_command(desk: Desk) -> None:
    program = "import sys; from vp.cli.completion import answer; from vp.cli.context import Context"
    program += "; answer(Context()); print(*sys.modules, file=sys.stderr)"
    typed = {"_VP_COMPLETE": "complete_bash", "COMP_WORDS": "vp show ", "COMP_CWORD": "2"}
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        env={"VP_HOME": str(desk.home), "VP_DOSSIER": str(desk.folder)} | typed,
        check=True,
    )
    found = set(done.stderr.decode().split())
    assert not found & {"typer", "yaml", "vp.cli.show", "vp.store.shelf"}


def test_no_command_imports_another(desk: Desk) -> None:
    found = imported(desk, "note", desk.intake(opened="2026-06-01"))
    commands = {name.removeprefix("vp.cli.") for name in found if name.startswith("vp.cli.")}
    assert commands & set(COMMANDS) == {"note"}
