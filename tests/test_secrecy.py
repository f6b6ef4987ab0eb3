"""No word of a case leaves the seal: not on a disk, in a message, in git, or in what lists show.

A canary sings in every free text and every name. Every command runs once well and once failing.
"""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest

from tests.cli.screen import ENTER, Screen
from tests.conftest import TODAY, Desk, Result
from tests.strategies import make_case, note
from vp.cli.main import COMMANDS
from vp.store import codec, git, strict
from vp.store.age import new_identity, seal

BIRD = "zqxkanarie"
"""The beginning of every canary; each text has one of its own."""

FAILING = [
    ("intake --from -", f"domain: {BIRD} sings of it\n"),
    ("intake --from -", f"domain: conduct\npeople: {{reporter: {{name: '{BIRD}'\n"),
    ("note ID --on 2090-01-01", BIRD),
    ("note ID", f"{BIRD}\x07"),
    ("note nowhere", BIRD),
    ("note ID --editor", BIRD),
    ("consent give ID --kind share_other", BIRD),
    ("consent withdraw ID c-000000", BIRD),
    ("consent list nowhere", BIRD),
    ("share ID --to police", BIRD),
    ("share ID --to hr --consent CONSENT", BIRD),
    ("option ID nowhere", BIRD),
    ("refer ID --to nowhere", BIRD),
    ("remind ID --on 2020-01-01", BIRD),
    ("breach open ID --ground nowhere", BIRD),
    ("breach step ID disclosed", BIRD),
    ("breach show nowhere", BIRD),
    ("breach end ID --as broken --breach b-000000", BIRD),
    ("close ID --reason vp_ended", ""),
    ("reopen ID", BIRD),
    ("hold set ID --until 2020-01-01", BIRD),
    ("hold lift ID", BIRD),
    ("edit ID --from -", f"unit: [{BIRD}]\n"),
    ("edit ID --from -", f"{BIRD} {BIRD}: yes\n"),
    ("relay ID --direction out", BIRD),
    ("amend ID n-zzzzzz", BIRD),
    ("redact ID n-zzzzzz", BIRD),
    ("letter consent ID --consent c-zzzzzz", BIRD),
    ("export ID --for committee -o OUT", BIRD),
    ("transfer ID --to nobody -o OUT", BIRD),
    ("receive DIR --yes", BIRD),
    ("activity add --kind signal --cases 1", BIRD),
    ("activity add --kind other --on 2090-01-01", BIRD),
    ("report nowhere", BIRD),
    ("import -", f"format: 1\nalias: {BIRD}\n"),
    ("import -", f"format: 1\nid: m0v3-0001\nalias: {BIRD}\nrevision: {BIRD}\n"),
    ("profile --from -", f"threshold: {BIRD}\n"),
    ("show nowhere", BIRD),
    ("search", ""),
    ("purge --as-of 2090-01-01", BIRD),
    ("init DIR --no-passphrase --no-input", BIRD),
    ("demo DIR", BIRD),
    ("list --days 3", BIRD),
    ("agenda --days many", BIRD),
    ("check nowhere", BIRD),
    ("key add nobody --name deputy", BIRD),
    ("unlock --minutes many", BIRD),
    ("lock now", BIRD),
    (f"help {BIRD}", BIRD),
    ("key remove nobody", BIRD),
    ("sync --remote", BIRD),
    ("diff --back many", BIRD),
    (BIRD, BIRD),
]
"""Lines that are refused, and what they are given on standard input."""

READING = ["list", "list --all --json", "agenda", "agenda --days 3000 --json", "check --json"]
READING += ["check --leaks", "purge --json", "purge --dry-run --as-of 2090-01-01", "report 2026"]
READING += ["report 2026 --json", "consent list ID", "consent list ID --json", "option", "--help"]
READING += ["breach show ID", "breach show ID --json", "purge --verify", "demo DEMO", "unlock"]
READING += ["unlock --status --json", "lock", "--plain", "help breach"]
"""Lines that show something, and may show nothing of what was told."""

SHOWING = ["show ID", "show ID --people", "show ID --json", "show ID --raw", "activity list"]
SHOWING += ["profile", "letter memo ID --breach BREACH"]
"""Lines whose work it is to show a text."""


class Said(NamedTuple):
    """A line and what it left behind."""

    line: str
    result: Result


class Aviary:
    """A desk at which everything that is written down holds a canary."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.said: list[Said] = []
        self.names = {"DIR": str(desk.folder), "DEMO": str(desk.root / "demo")}
        self._number = 0

    def run(self, line: str, text: str = "") -> Result:
        """The line ran with this text on standard input."""
        filled = [self.names.get(word, word) for word in line.split()]
        result = self.desk.run(*filled, text=text)
        self.said.append(Said(line, result))
        return result

    def write(self, line: str) -> Any:
        """The line ended well, with a canary for its text; the id it told, where it told one."""
        result = self.run(line, self.bird())
        assert result.code == 0, (line, result)
        return result.json["id"] if "--json" in line else None

    def bird(self) -> str:
        """A canary that sang nowhere before."""
        self._number += 1
        return f"{BIRD}{self._number}"


def work(aviary: Aviary) -> None:
    """A whole case in which every field that can hold words holds a canary."""
    bird = aviary.bird
    person = {name: bird() for name in ("name", "contact", "safe_contact", "safe_times")}
    form: dict[str, Any] = {"domain": "conduct", "opened": "2026-03-05"}
    form |= {"wish": bird(), "knows": bird()}
    form |= {"account": bird(), "people": {"reporter": person, "accused-1": {"name": bird()}}}
    opened = aviary.run("intake --from - --json", strict.dump(form).decode())
    aviary.names["ID"] = opened.json["id"]
    aviary.write("note ID --minutes 10")
    give = "consent give ID --kind share_manager --form unnamed --json"
    aviary.names["CONSENT"] = aviary.write(give)
    aviary.write("share ID --to manager --form unnamed")
    aviary.write("option ID line_manager")
    aviary.write("refer ID --to gp")
    aviary.write("remind ID --on 2026-07-01")
    aviary.names["BREACH"] = aviary.write("breach open ID --ground own_defence --urgent --json")
    aviary.write("breach step ID duty_checked")
    aviary.write("breach step ID reporter_alerted --not-possible")
    aviary.write("share ID --to legal --form unnamed --breach BREACH")
    aviary.write("breach step ID scope_limited")
    aviary.write("breach end ID --as broken")
    copy_and_correct(aviary)
    aviary.write("consent withdraw ID CONSENT")
    aviary.write("activity add --kind other")
    aviary.write("hold set ID --until 2027-01-01")
    aviary.write("hold lift ID")
    aviary.run("edit ID --from -", f"people: {{witness-1: {{name: {bird()}}}}}")
    aviary.run("profile --from -", f"legal_ground: {bird()}")
    case = "format: 1\ndossier: x\nid: m0v3-0001\nrevision: 1\nalias: calm otter\n"
    case += (
        f"facts: {{opened: 2026-03-05, domain: mixed}}\npeople: {{reporter: {{name: {bird()}}}}}"
    )
    aviary.run("import -", case)
    aviary.write("close ID --reason completed")
    aviary.write("reopen ID")


def copy_and_correct(aviary: Aviary) -> None:
    """What leaves the scheme goes to a folder of its own; a correction names what was noted."""
    log = aviary.desk.run("show", aviary.names["ID"], "--json").json["log"]
    notes = [entry["id"] for entry in log if entry["entry"] == "note"]
    aviary.names |= {"NOTE": notes[0], "OTHER": notes[1]}
    aviary.write("relay ID --direction in")
    aviary.write("amend ID NOTE")
    aviary.write("redact ID OTHER")
    aviary.write("consent give ID --kind transfer_file --given written")
    aviary.names["SUCCESSOR"] = new_identity().recipient
    assert aviary.run("letter memo ID --breach BREACH").code == 0
    assert aviary.run("export ID --for reporter -o COPY").code == 0
    assert aviary.run("transfer ID --to SUCCESSOR -o SEALED").code == 0
    told = msgspec.structs.replace(make_case(note(text=aviary.bird())), id="m0v3-0009")
    recipients = (aviary.desk.private / "recipients.txt").read_text().split()
    came = seal(codec.pad(codec.dump(told)), [one for one in recipients if one.startswith("age1")])
    Path(aviary.names["CAME"]).write_bytes(came)
    assert aviary.run("receive CAME --yes").code == 0


@pytest.fixture(scope="module")
def aviary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aviary]:
    """The desk after a whole case, every reading line, and every refusal."""
    root = tmp_path_factory.mktemp("aviary")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HOME", "TMPDIR", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"):
            (root / name).mkdir()
            patch.setenv(name, str(root / name))
        patch.chdir(root)
        desk = Desk(root)
        aviary = Aviary(desk)
        outside = tmp_path_factory.mktemp("outside")
        aviary.names |= {name: str(outside / name) for name in ("OUT", "COPY", "SEALED", "CAME")}
        aviary.run("init DIR --no-passphrase --no-input")
        work(aviary)
        git.commit(desk.folder, TODAY)
        remote = outside / "remote.git"
        subprocess.run(["git", "init", "--quiet", "--bare", str(remote)], check=True)
        aviary.names |= {"REMOTE": str(remote), "MIRROR": str(outside / "mirror")}
        for line in ("sync --remote REMOTE", "key backup MIRROR", "key list --json", "diff"):
            assert aviary.run(line).code in (0, 7), line
        for line, text in FAILING:
            assert aviary.run(line, text).code not in (0, 1), line
        for line in READING + SHOWING:
            assert aviary.run(line).code in (0, 7), line
        aviary.run("search", f"{BIRD}1")
        aviary.run("search --json", f"{BIRD}1")
        git.commit(desk.folder, TODAY)
        yield aviary


def test_the_canaries_sing_where_they_should(aviary: Aviary) -> None:
    """Or the silence elsewhere would show nothing."""
    raw = aviary.run("show ID --raw").out
    assert raw.count(BIRD) >= 20
    for line in SHOWING:
        assert BIRD in aviary.run(line).out, line


def test_every_command_was_tried_once_well_and_once_failing(aviary: Aviary) -> None:
    well = {said.line.split()[0] for said in aviary.said if said.result.code in (0, 7)}
    failing = {said.line.split()[0] for said in aviary.said if said.result.code not in (0, 7)}
    assert set(COMMANDS) - well == set()
    assert set(COMMANDS) - failing == set()


@pytest.mark.requirement("GC-20")
@pytest.mark.requirement("GC-06")
def test_no_file_anywhere_holds_a_word_of_a_case(aviary: Aviary) -> None:
    places = [aviary.desk.root, Path("/dev/shm")]
    found = [path for place in places for path in place.rglob("*") if path.is_file()]
    assert found
    assert [path for path in found if BIRD.encode() in content(path)] == []
    assert [path for path in found if BIRD in path.name] == []


def content(path: Path) -> bytes:
    """What is in the file; nothing when another run that shares the memory has just ended."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def test_no_object_in_git_holds_a_word_of_a_case(aviary: Aviary) -> None:
    command = ["git", "-C", str(aviary.desk.folder), "cat-file", "--batch", "--batch-all-objects"]
    objects = subprocess.run(command, capture_output=True, check=True).stdout
    assert objects.count(b" blob ") >= 6
    assert BIRD.encode() not in objects


@pytest.mark.requirement("HK-32")
def test_a_commit_tells_nothing(aviary: Aviary) -> None:
    command = ["git", "-C", str(aviary.desk.folder), "log", "--format=%an|%ae|%ad|%cd|%s", "main"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    moment = "Mon Jun 1 00:00:00 2026 +0000"
    assert set(told.splitlines()) == {f"vp|vp@localhost|{moment}|{moment}|sync"}


@pytest.mark.requirement("HK-21")
@pytest.mark.requirement("HK-19")
def test_only_what_is_asked_to_show_words_shows_them(aviary: Aviary) -> None:
    loud = {said.line for said in aviary.said if BIRD in said.result.out}
    assert loud == set(SHOWING) | {"show ID --raw"}


def test_names_are_shown_only_when_asked(aviary: Aviary) -> None:
    names = [f"{BIRD}{number}" for number in (1, 2, 3, 4)]
    for line in ("show ID", "show ID --json"):
        told = aviary.run(line).out.split()
        assert not [name for name in names if name in told]


def test_no_message_holds_a_word_of_a_case(aviary: Aviary) -> None:
    assert [said.line for said in aviary.said if BIRD in said.result.err] == []


def test_a_destroyed_case_is_silent(aviary: Aviary, tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.begin()
    case = desk.intake(wish=BIRD)
    desk.close(case)
    desk.go_to("2028-06-01")
    told = desk.do("purge", "--confirm", "clock")
    assert BIRD not in told.out + told.err
    kept = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert not [data for data in kept if BIRD.encode() in data]


@pytest.mark.requirement("GC-20")
@pytest.mark.parametrize("words", [(), ("--plain",)])
def test_what_is_typed_at_a_terminal_stands_in_no_file(bare: Desk, words: tuple[str, ...]) -> None:
    bare.begin()
    case = bare.intake()
    screen = Screen(bare, "note", case, *words)
    screen.until("\n|")
    screen.type(f"{BIRD}1{ENTER}.{ENTER}")
    assert screen.code() == 0
    assert f"{BIRD}1" in bare.raw(case)
    kept = [path for path in bare.root.rglob("*") if path.is_file()]
    assert [path for path in kept if BIRD.encode() in content(path)] == []
