"""What the shell offers at a key press: quickly, without a question, and only what is there."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli import declared
from tests.cli.conftest import WORD
from tests.conftest import Desk
from vp.cli import takes
from vp.cli.completion import SCRIPTS
from vp.cli.main import COMMANDS
from vp.cli.topics import ABOUT, Subject
from vp.domain.vocabulary import NoteKind

VP = Path(sys.executable).with_name("vp")


def asked(
    desk: Desk, typed: str, shell: str = "zsh", **environ: str
) -> subprocess.CompletedProcess[str]:
    """What vp answers when this was typed after its name, a word a line, and the key pressed."""
    words = f"vp\n{typed}"
    about = {"COMP_WORDS": words, "COMP_CWORD": str(words.count("\n"))}
    return subprocess.run(
        [VP],
        env={**desk.environ, "_VP_COMPLETE": f"complete_{shell}", **about, **environ},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        cwd=desk.root,
    )


def offered(desk: Desk, typed: str, shell: str = "zsh") -> dict[str, str]:
    """The words that are offered, each with its meaning; nothing else is said."""
    answer = asked(desk, typed, shell)
    assert answer.stderr == ""
    rows = (line.partition("\t") for line in answer.stdout.splitlines())
    return {word: meaning for word, _tab, meaning in rows}


def test_the_table_says_what_the_commands_declare() -> None:
    """After a change of an option: `python -m tests.cli.declared` prints the rows."""
    assert declared.takes() == takes.TAKES
    assert declared.table() in Path(takes.__file__).read_text("utf-8")


def test_commands_are_offered_with_what_they_do(desk: Desk) -> None:
    assert list(offered(desk, "")) == list(COMMANDS)
    assert offered(desk, "no") == {"note": COMMANDS["note"]}
    assert offered(desk, "consent\n").keys() == {"give", "withdraw", "list"}
    assert "--version" in offered(desk, "-")
    assert offered(desk, "nothing\n") == {}


def test_values_are_offered_with_their_labels(desk: Desk) -> None:
    kinds = offered(desk, "note\nx\n--kind\n")
    assert kinds == {kind.key: kind.en for kind in NoteKind}
    desk.environ["VP_LANG"] = "nl"
    assert offered(desk, "refer\nx\n--to\ngp") == {"gp": "huisarts"}
    assert offered(desk, "letter\nmem") == {"memo": "motivering doorbreken geheimhouding"}
    assert offered(desk, "report\n2026\n--format\n").keys() == {"md", "html", "json"}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("note\nx\n--kind=ca", {"--kind=call"}),
        ("note\nx\n--kind\n=\nca", {"call"}),
        ("note\nx\n--kind\n=", {kind.key for kind in NoteKind}),
        ("close\nx\n--outcome\nunknown,conduct_st", {"unknown,conduct_stopped"}),
        ("note\n--minutes\n5\nx\n--ab", {"--about"}),
        ("option\nx\nline", {"line_manager"}),
        ("hold\nset\nx\n", {"--until"}),
        ("note\nx\n--on\n", set()),
        ("import\n", set()),
        ("help\nbr", {"breach"}),
        ("help\nmo", {"moving-in"}),
        ("help\nno", {"note"}),
    ],
)
def test_a_word_is_offered_where_it_can_stand(desk: Desk, typed: str, found: set[str]) -> None:
    assert offered(desk, typed).keys() == found


def test_a_subject_of_help_is_offered_once_with_what_it_tells(desk: Desk) -> None:
    found = offered(desk, "help\n")
    assert found.keys() == {one.key for one in Subject} | COMMANDS.keys()
    assert found["breach"] == ABOUT[Subject.BREACH]


def test_a_case_is_offered_by_its_id_and_its_alias(desk: Desk) -> None:
    case = desk.intake()
    assert offered(desk, "show\n") == {case: ""}
    (row,) = desk.do("list", "--json").json
    alias = row["alias"]
    assert offered(desk, "show\n") == {case: alias, alias: case}
    first = alias.split()[0]
    assert offered(desk, f"show\n{first}", "bash").keys() == {alias.replace(" ", "\\ ")}
    assert offered(desk, f"show\n{first}\\ ", "bash").keys() == {alias.replace(" ", "\\ ")}
    assert offered(desk, f'show\n"{first} ', "bash").keys() == {alias}
    assert offered(desk, f"show\n{alias}", "fish").keys() == {alias}


def test_behind_a_passphrase_only_ids_are_offered_and_nothing_is_asked(desk: Desk) -> None:
    case = desk.intake()
    desk.do("list")
    (desk.home / "identity.txt").rename(desk.home / "identity.age")
    assert offered(desk, "show\n") == {case: ""}


def test_nothing_is_written_or_put_right(desk: Desk) -> None:
    desk.intake()
    desk.do("list")
    (stray := desk.folder / "cases" / f".vp-{'0' * 16}.tmp").write_bytes(b"")
    before = sorted((path, path.stat().st_mtime_ns) for path in desk.root.rglob("*"))
    offered(desk, "show\n")
    assert sorted((path, path.stat().st_mtime_ns) for path in desk.root.rglob("*")) == before
    assert stray.exists()


def test_a_damaged_index_costs_no_more_than_the_aliases(desk: Desk) -> None:
    case = desk.intake()
    desk.do("list")
    for page in (desk.home).glob("*/index/*"):
        page.write_bytes(b"?")
    assert offered(desk, "show\n") == {case: ""}


@pytest.mark.parametrize(
    "environ",
    [
        {"COMP_CWORD": "x"},
        {"COMP_CWORD": "99"},
        {"COMP_CWORD": "0"},
        {"COMP_WORDS": ""},
        {"_VP_COMPLETE": ""},
        {"VP_DOSSIER": "/nowhere"},
        {"VP_HOME": "/nowhere"},
    ],
)
def test_whatever_the_shell_says_it_gets_no_error(desk: Desk, environ: dict[str, str]) -> None:
    desk.intake()
    answer = asked(desk, "show\n", **environ)
    assert answer.stderr == ""


def test_a_sentence_is_not_repeated(desk: Desk) -> None:
    answer = asked(desk, f"note\nx\n--kind\n{WORD}")
    assert WORD not in answer.stdout + answer.stderr


@pytest.mark.parametrize("shell", SCRIPTS)
def test_each_shell_has_its_script(desk: Desk, shell: str) -> None:
    told = desk.do("--completion", shell).out
    assert f"complete_{shell}" in told
    assert re.search(r"^#compdef vp|^_vp_completion|^function", told)
    if found := shutil.which(shell):
        subprocess.run([found, "-n"], input=told, text=True, check=True)


def test_another_shell_is_refused(desk: Desk) -> None:
    refused = desk.run("--completion", "tcsh")
    assert refused.code == 2
    assert "bash, zsh and fish" in refused.err


def test_bash_fills_in_what_vp_offers(desk: Desk) -> None:
    case = desk.intake()
    program = f"""
eval "$(vp --completion bash)"
COMP_WORDS=(vp show {case[:2]}) COMP_CWORD=2
_vp_completion vp
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
    path = {"PATH": f"{VP.parent}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "--norc", "-c", program],
        env=desk.environ | path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == [case]
