"""`vp transfer` and `vp receive`: a file goes from one counsellor's home to another's."""

import shutil
import subprocess
from pathlib import Path

import msgspec
import pytest

from tests.cli.conftest import TEXT, WORD, kept, refused
from tests.cli.seat import typed
from tests.conftest import SEALED, Desk
from vp.domain.case import Case
from vp.store import codec, strict
from vp.store.age import new_identity, seal

AGREE = "consent give ID --kind transfer_file --given written"


@pytest.fixture
def successor(desk: Desk, tmp_path: Path) -> Desk:
    """Another counsellor, with a home and a dossier of his own."""
    found = Desk(tmp_path / "other")
    found.begin()
    return found


def key_of(desk: Desk) -> str:
    """The public key of this counsellor."""
    lines = (desk.home / "identity.txt").read_text().splitlines()
    return lines[0].removeprefix("# public key: ")


def send(desk: Desk, case: str, successor: Desk) -> Path:
    """The file went to the successor, with consent."""
    desk.line(AGREE, text="The file may go.", ID=case)
    desk.do("transfer", case, "--to", key_of(successor), "-o", "over.age")
    return desk.root / "over.age"


def forge(desk: Desk, successor: Desk, case: str, **fields: object) -> Path:
    """A file sealed to the successor by anybody, with these fields in the place of what was."""
    plain = strict.load(desk.raw(case).encode(), "forged") | fields
    path = desk.root / "forged.age"
    path.write_bytes(seal(strict.dump(plain), [key_of(successor)]))
    return path


# Going


@pytest.mark.requirement("GC-22")
def test_without_consent_nothing_goes(desk: Desk, case: str, successor: Desk) -> None:
    before = kept(desk)
    told = desk.run("transfer", case, "--to", key_of(successor), "-o", "over.age")
    assert "has not agreed" in refused(told, 4)
    assert "--kind transfer_file" in told.err
    assert not (desk.root / "over.age").exists()
    assert kept(desk) == before


@pytest.mark.requirement("GC-22")
def test_after_withdrawal_nothing_goes(desk: Desk, case: str, successor: Desk) -> None:
    consent = desk.line(f"{AGREE} --json", text="It may go.", ID=case).json["id"]
    desk.do("consent", "withdraw", case, consent)
    refused(desk.run("transfer", case, "--to", key_of(successor), "-o", "over.age"), 4)


@pytest.mark.requirement("GC-22")
@pytest.mark.parametrize("change", [str, str.upper, lambda key: f" {key} "])
def test_a_key_of_ones_own_is_refused(desk: Desk, case: str, change: object) -> None:
    desk.line(AGREE, text="It may go.", ID=case)
    before = kept(desk)
    own = change(key_of(desk))  # type: ignore[operator]
    told = desk.run("transfer", case, "--to", own, "-o", "over.age")
    assert "a key of your own" in refused(told, 4)
    assert kept(desk) == before


@pytest.mark.requirement("GC-22")
def test_a_deputys_key_is_ones_own_too(desk: Desk, case: str) -> None:
    deputy = new_identity().recipient
    with (desk.private / "recipients.txt").open("a") as file:
        file.write(f"# deputy\n{deputy}\n")
    desk.line(AGREE, text="It may go.", ID=case)
    refused(desk.run("transfer", case, "--to", deputy, "-o", "over.age"), 4)


@pytest.mark.parametrize("word", ["Noor de Wit", "age1", "AGE-SECRET-KEY-1", ""])
def test_what_is_no_key_is_refused_and_not_repeated(desk: Desk, case: str, word: str) -> None:
    desk.line(AGREE, text="It may go.", ID=case)
    told = desk.run("transfer", case, "--to", word, "-o", "over.age")
    assert refused(told, 2) == "that is not an age recipient"


def test_the_file_never_lies_among_the_dossiers_own(desk: Desk, case: str, successor: Desk) -> None:
    desk.line(AGREE, text="It may go.", ID=case)
    before = kept(desk)
    place = f"dossier/cases/{case}.age"
    refused(desk.run("transfer", case, "--to", key_of(successor), "-o", place), 4)
    assert kept(desk) == before


@pytest.mark.requirement("GC-22")
@pytest.mark.requirement("HK-30")
def test_transfer_records_it_and_seals_for_the_successor_alone(
    desk: Desk, case: str, successor: Desk
) -> None:
    sealed = send(desk, case, successor)
    assert sealed.read_bytes().startswith(SEALED)
    assert sealed.stat().st_mode & 0o777 == 0o600
    assert sealed.read_bytes().count(b"-> X25519") == 1
    last = desk.shown(case)["log"][-1]
    assert (last["entry"], last["to"]) == ("handover", key_of(successor))
    assert "another VP" in desk.do("show", case).out
    refused(desk.run("receive", "over.age", "--yes"), 5)


@pytest.mark.skipif(not shutil.which("age"), reason="age is not installed")
def test_the_age_program_opens_it_and_its_size_tells_nothing(
    desk: Desk, case: str, successor: Desk
) -> None:
    sealed = send(desk, case, successor)
    identity = successor.home / "identity.txt"
    opened = subprocess.run(
        ["age", "-d", "-i", identity, sealed], capture_output=True, check=True
    ).stdout
    assert len(opened) == codec.LADDER[0]
    assert opened.rstrip(b"\n").decode() == desk.raw(case).rstrip("\n")


# Coming


@pytest.mark.requirement("GC-22")
def test_a_file_goes_from_one_home_to_another(desk: Desk, case: str, successor: Desk) -> None:
    desk.do("note", case, text=TEXT)
    sealed = send(desk, case, successor)
    told = successor.do("receive", sealed, "--yes")
    assert told.out == f"Case {case} is taken in, under a key of its own.\n"
    ours, theirs = successor.shown(case), desk.shown(case)
    assert ours["log"][:-1] == theirs["log"]
    assert (ours["people"], ours["facts"]) == (theirs["people"], theirs["facts"])
    received = ours["log"][-1]
    assert (received["entry"], received["dossier"]) == ("received", theirs["dossier"])
    assert ours["dossier"] != theirs["dossier"]
    assert successor.key_names() == sorted([f"{case}.age", "profile.age"])
    desk.do("close", case, "--reason", "transferred")
    successor.do("note", case, text="We go on.")


def test_it_shows_what_came_and_no_word_of_it(desk: Desk, case: str, successor: Desk) -> None:
    desk.do("note", case, text=TEXT)
    sealed = send(desk, case, successor)
    shown = successor.do("receive", sealed, "--yes").err
    alias = desk.shown(case)["alias"]
    dossier = desk.shown(case)["dossier"]
    for said in (case, alias, "2026-03-05", "conduct", "4", dossier):
        assert said in shown, said
    assert WORD not in shown
    assert "Noor" not in shown


def test_without_a_terminal_nothing_is_taken_in_unless_yes_is_said(
    desk: Desk, case: str, successor: Desk
) -> None:
    sealed = send(desk, case, successor)
    before = kept(successor)
    told = successor.run("receive", sealed)
    assert told.code == 4
    assert "--yes" in told.err
    assert case in told.err
    assert kept(successor) == before


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("n\n", 4), ("\n", 4)])
def test_at_a_terminal_it_asks(
    desk: Desk, case: str, successor: Desk, answer: str, code: int
) -> None:
    sealed = send(desk, case, successor)
    told = typed(successor, "receive", str(sealed), lines=answer)
    assert (told.code, successor.cases()) == (code, [case] if code == 0 else [])


def test_a_case_that_is_here_or_was_destroyed_here_is_not_taken_in(
    desk: Desk, case: str, successor: Desk
) -> None:
    sealed = send(desk, case, successor)
    successor.do("receive", sealed, "--yes")
    assert "already" in refused(successor.run("receive", sealed, "--yes"), 4)
    successor.close(case)
    successor.go_to("2028-06-01")
    successor.do("purge", "--confirm", "clock")
    assert successor.cases() == []
    assert "already" in refused(successor.run("receive", sealed, "--yes"), 4)


@pytest.mark.requirement("HK-28")
def test_who_stands_on_another_side_here_is_told_before_it_is_taken_in(
    desk: Desk, case: str, successor: Desk
) -> None:
    other = successor.intake(people={"reporter": {"name": "bas hoek"}})
    told = successor.run("receive", send(desk, case, successor))
    assert f"somebody who is accused here is reporter in case {other}" in " ".join(told.err.split())


def test_a_closed_file_comes_with_its_term(desk: Desk, case: str, successor: Desk) -> None:
    desk.line(AGREE, text="It may go.", ID=case)
    desk.close(case)
    desk.do("transfer", case, "--to", key_of(successor), "-o", "over.age")
    successor.do("receive", desk.root / "over.age", "--yes")
    (listed,) = successor.do("list", "--all", "--json").json
    assert (listed["status"], listed["destroy_on"]) == ("closed", "2028-06-01")


# What anybody may send


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"id": "../../x"}, "$.id"),
        ({"dossier": "x\n"}, "$.dossier"),
        ({"people": {"villain-1": {"name": "x"}}}, "$.people"),
        ({"revision": -1}, "$.revision"),
        ({"more": "x"}, "$"),
    ],
)
def test_a_forged_case_is_refused_at_its_field(
    desk: Desk, case: str, successor: Desk, fields: dict[str, object], path: str
) -> None:
    before = kept(successor)
    told = successor.run("receive", forge(desk, successor, case, **fields), "--yes")
    assert refused(told, 5).endswith(f"at {path}")
    assert kept(successor) == before


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"id": "n-1"}, "id"),
        ({"entry": "closing", "reason": "completed", "retention": 9999}, "retention"),
        ({"entry": "closing", "reason": "completed", "retention": 0}, "retention"),
        (
            {"entry": "closing", "reason": "completed", "retention": 24, "aftercare": "9999-12-31"},
            "aftercare",
        ),
        ({"entry": "breach_step", "breach": "b-000000", "step": "none"}, "step"),
        ({"entry": "note", "minutes": -5}, "minutes"),
        ({"entry": "made", "what": "a\tb"}, "what"),
        ({"entry": "edited", "changed": ["a\nb"]}, "changed"),
    ],
)
def test_a_forged_entry_is_refused_at_its_field(
    desk: Desk, case: str, successor: Desk, change: dict[str, object], path: str
) -> None:
    entry = {"entry": "wish", "id": "w-000000", "at": "2026-03-05T09:00:00Z", "day": "2026-03-05"}
    told = successor.run("receive", forge(desk, successor, case, log=[entry | change]), "--yes")
    assert refused(told, 5).endswith(f"at $.log[0].{path}")


def test_a_text_that_cannot_be_kept_and_a_day_to_come_are_refused(
    desk: Desk, case: str, successor: Desk
) -> None:
    entry = {"entry": "wish", "id": "w-000000", "at": "2026-03-05T09:00:00Z", "day": "2026-03-05"}
    odd = entry | {"text": f"{WORD}\u202e"}
    refused(successor.run("receive", forge(desk, successor, case, log=[odd]), "--yes"), 2)
    late = entry | {"day": "2027-01-01"}
    refused(successor.run("receive", forge(desk, successor, case, log=[late]), "--yes"), 4)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", 5),
        (b"no age file", 5),
        (SEALED, 5),
        (b"\0" * 5_000_000, 5),
    ],
    ids=["empty", "text", "cut off", "large"],
)
def test_what_is_no_sealed_case_is_refused(
    successor: Desk, tmp_path: Path, data: bytes, code: int
) -> None:
    (tmp_path / "odd.age").write_bytes(data)
    refused(successor.run("receive", tmp_path / "odd.age", "--yes"), code)


@pytest.mark.parametrize(
    "plain", [b"", b"a: &b c\nd: *b\n", b"- [" * 40, b"x" * 4_194_305, b"id: 1\n---\nid: 2\n"]
)
def test_what_is_sealed_and_no_case_is_refused(
    successor: Desk, tmp_path: Path, plain: bytes
) -> None:
    (tmp_path / "odd.age").write_bytes(seal(plain, [key_of(successor)]))
    refused(successor.run("receive", tmp_path / "odd.age", "--yes"), 5)


def test_a_file_that_is_not_there(successor: Desk) -> None:
    assert successor.run("receive", "nowhere.age", "--yes").code == 3


def test_a_received_case_comes_under_a_new_key(desk: Desk, case: str, successor: Desk) -> None:
    sealed = send(desk, case, successor)
    successor.do("receive", sealed, "--yes")
    mine = (successor.folder / "cases" / f"{case}.age").read_bytes()
    assert mine != sealed.read_bytes()
    assert mine != (desk.folder / "cases" / f"{case}.age").read_bytes()
    found = msgspec.convert(strict.load(successor.raw(case).encode(), "x"), Case, strict=False)
    assert found.dossier != desk.shown(case)["dossier"]
