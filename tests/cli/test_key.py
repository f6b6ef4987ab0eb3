"""`vp key`: without a terminal, word for word; what it says, and where it is refused."""

import shutil
import stat
from pathlib import Path

import pytest

from tests.cli.conftest import refused
from tests.cli.seat import typed
from tests.cli.test_unlock import lines
from tests.conftest import Desk
from vp.store import session
from vp.store.age import identities, new_identity, seal_with_passphrase

DEPUTY = new_identity()
PHRASE = "six loose words that nobody guesses"


def listed(desk: Desk) -> dict[str, str]:
    told = desk.do("key", "list", "--json").json
    return {one["name"]: one["recipient"] for one in told["recipients"]}


def secret_on(path: Path) -> str:
    words = path.read_text().replace("<", " ").replace(">", " ").split()
    (found,) = {word for word in words if word.startswith("AGE-SECRET-KEY-1")}
    return found


def test_a_deputy_comes_and_goes(desk: Desk) -> None:
    desk.do("key", "add", DEPUTY.recipient, "--name", "deputy")
    assert listed(desk)["deputy"] == DEPUTY.recipient
    desk.do("key", "remove", "deputy")
    assert set(listed(desk)) == {"counsellor"}
    refused(desk.run("key", "remove", "deputy"), 3)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("add", "age1nonsense", "--name", "deputy"), 2),
        (("add", DEPUTY.recipient, "--name", "he told me on 3 March"), 2),
        (("add", DEPUTY.recipient), 2),
        (("remove", "counsellor"), 4),
        (("recovery",), 2),
        (("rotate", "--deputy", "deputy=age1nonsense"), 2),
        (("rotate", "--deputy", f"deputy={DEPUTY.recipient}"), 3),
        (("backup", "dossier/copy"), 4),
        (("backup", "nowhere/copy"), 3),
        (("restore", "nowhere"), 3),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    words: tuple[str, ...], code: int, desk: Desk
) -> None:
    before = {path: path.read_bytes() for path in desk.private.rglob("*.age")}
    refused(desk.run("key", *words), code)
    assert {path: path.read_bytes() for path in desk.private.rglob("*.age")} == before
    assert set(listed(desk)) == {"counsellor"}


def test_the_recovery_key_comes_on_a_page_for_its_owner_alone(desk: Desk) -> None:
    place = desk.root / "recovery.html"
    told = desk.do("key", "recovery", "-o", place)
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    (key,) = identities(secret_on(place))
    assert listed(desk)["recovery"] == key.recipient
    assert key.secret() not in told.out + told.err
    refused(desk.run("key", "recovery", "-o", place), 6)
    refused(desk.run("key", "recovery", "-o", desk.folder / "r.html"), 4)
    assert listed(desk)["recovery"] == key.recipient


def test_at_a_terminal_the_printed_page_is_destroyed_when_he_says_so(desk: Desk) -> None:
    place = desk.root / "recovery.html"
    told = typed(desk, "key", "recovery", "-o", str(place), lines="y\n")
    assert told.code == 0, told
    assert not place.exists()
    assert "recovery" in listed(desk)


def test_rotation_replaces_all_and_needs_a_page_where_there_is_a_paper(desk: Desk) -> None:
    desk.do("key", "rotate")
    case = desk.intake()
    desk.do("key", "recovery", "-o", desk.root / "one.html")
    desk.do("key", "add", DEPUTY.recipient, "--name", "deputy")
    before = listed(desk)
    refused(desk.run("key", "rotate"), 2)
    refused(desk.run("key", "rotate", "-o", desk.root / "two.html"), 4)
    assert not (desk.root / "two.html").exists()
    new = new_identity().recipient
    desk.do("key", "rotate", "-o", desk.root / "two.html", "--deputy", f"deputy={new}")
    after = listed(desk)
    assert after.keys() == before.keys()
    assert not set(after.values()) & set(before.values())
    assert desk.raw(case)


def test_it_is_told_how_many_keys_the_copy_holds(desk: Desk) -> None:
    stick = desk.root / "stick"
    assert "holds 1 key.\n" in desk.do("key", "backup", stick).out
    desk.intake()
    assert "holds 2 keys.\n" in desk.do("key", "backup", stick).out


def test_a_lost_laptop_comes_back_from_stick_and_paper(desk: Desk) -> None:
    case = desk.intake()
    desk.do("key", "recovery", "-o", desk.root / "recovery.html")
    told = desk.do("key", "backup", desk.root / "stick", "--json").json
    assert told["keys"] == len(desk.key_names())
    shutil.rmtree(desk.home)
    line = f"{secret_on(desk.root / 'recovery.html')}\n"
    (desk.root / "typed.txt").write_text(line.rstrip("\n"))
    refused(desk.run("key", "restore", desk.root / "stick"), 3)
    words = ("key", "restore", desk.root / "stick", "--identity", desk.root / "typed.txt")
    refused(desk.run(*words), 2)
    back = desk.do(*words, "--no-passphrase", "--json").json
    assert case in back["restored"]
    desk.do("key", "rotate", "-o", desk.root / "new.html")
    assert set(listed(desk)) == {"counsellor", "recovery"}
    del desk.environ["VP_DOSSIER"]
    desk.do("note", case, text="Goes on.")


def test_a_recovery_key_typed_in_lower_case_is_taken(desk: Desk) -> None:
    desk.do("key", "recovery", "-o", desk.root / "recovery.html")
    desk.do("key", "backup", desk.root / "stick")
    shutil.rmtree(desk.home)
    typed_one = desk.root / "typed.txt"
    (paper,) = identities(secret_on(desk.root / "recovery.html"))
    typed_one.write_text(paper.secret().lower())
    desk.do("key", "restore", desk.root / "stick", "--identity", typed_one, "--no-passphrase")
    assert listed(desk) == {"counsellor": paper.recipient}


@pytest.mark.parametrize("words", [(), ("--no-passphrase",)])
def test_an_identity_behind_a_passphrase_comes_back_behind_it(
    desk: Desk, words: tuple[str, ...]
) -> None:
    (plain,) = identities((desk.home / "identity.txt").read_text())
    desk.do("key", "backup", desk.root / "stick")
    shutil.rmtree(desk.home)
    own = desk.root / "identity.age"
    own.write_bytes(seal_with_passphrase(f"{plain.secret()}\n".encode(), PHRASE))
    again = ("key", "restore", desk.root / "stick", "--identity", own, *words, "--passphrase-fd")
    with lines("not the right words") as number:
        refused(desk.run(*again, number), 5)
    assert not session.has_identity(desk.home)
    with lines(PHRASE, PHRASE) as number:
        desk.do(*again, number)
    assert session.has_passphrase(desk.home) is (not words)
    assert session.unlock(desk.home, lambda: PHRASE).recipient == plain.recipient


def test_what_vp_calls_a_recipient_is_shown_in_dutch_and_understood(desk: Desk) -> None:
    desk.do("key", "recovery", "-o", desk.root / "recovery.html")
    desk.do("key", "add", DEPUTY.recipient, "--name", "a-deputy-with-a-rather-long-name")
    own, paper, deputy = desk.do("--lang", "nl", "key", "list").out.splitlines()
    assert (own.split()[0], paper.split()[0]) == ("uzelf", "herstelsleutel")
    assert deputy.endswith(DEPUTY.recipient)
    desk.do("--lang", "nl", "key", "remove", "herstelsleutel")
    assert "recovery" not in listed(desk)


@pytest.mark.parametrize("text", [None, b"", b"# deputy\nage1nonsense\n"])
def test_a_list_that_is_damaged_still_tells_where_copies_are(
    text: bytes | None, desk: Desk
) -> None:
    desk.do("key", "backup", desk.root / "stick")
    own = desk.private / "recipients.txt"
    own.unlink()
    if text is not None:
        own.write_bytes(text)
    told = desk.run("key", "list")
    assert told.code == (3 if text is None else 5)
    assert "stick" in told.out
    assert "recipients.txt" in told.err
    refused(desk.run("key", "list", "--json"), told.code)
    (copy,) = (desk.root / "stick").glob("*/recipients.txt")
    own.write_bytes(copy.read_bytes())
    assert set(listed(desk)) == {"counsellor"}


def test_a_copy_in_reach_goes_along_with_every_change(desk: Desk) -> None:
    """Else the copy would open with the old paper alone, and that is destroyed."""
    case = desk.intake()
    desk.do("key", "recovery", "-o", desk.root / "one.html")
    desk.do("key", "backup", desk.root / "stick")
    desk.do("key", "rotate", "-o", desk.root / "two.html")
    (desk.private / "keys" / f"{case}.age").unlink()
    assert desk.do("key", "restore", desk.root / "stick", "--json").json["restored"] == [case]
    (desk.root / "stick").rename(desk.root / "drawer")
    told = desk.do("key", "rotate", "-o", desk.root / "three.html")
    assert "stick" in told.err


def test_intake_says_when_the_keys_were_not_copied_for_a_week(desk: Desk) -> None:
    def told() -> str:
        return desk.do("intake", "--from", "-", text="domain: conduct").err

    assert "key backup" not in told()
    desk.go_to("2026-06-09")
    assert "key backup" in told()
    assert "mirror_old" in [one["key"] for one in desk.run("check", "--json").json]
    desk.do("key", "backup", desk.root / "stick")
    assert "key backup" not in told()
    mirrors = desk.do("key", "list", "--json").json["mirrors"]
    assert [(one["last"], one["in_reach"], one["pending"]) for one in mirrors] == [
        ("2026-06-09", True, False)
    ]
    assert "2026-06-09" in desk.do("key", "list").out
