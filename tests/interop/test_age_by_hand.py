"""Without vp: what it wrote opens with the age program, and what age wrote opens with vp."""

import re
import subprocess
from pathlib import Path

import pexpect
import pytest
import yaml

from tests.store.conftest import DUE, OTHER, Laptop, make_laptop, named, refused
from tests.strategies import CASE, DOSSIER, note
from vp.errors import NotReadable
from vp.store import codec, drafts, session
from vp.store.age import Identity, new_identity, unseal
from vp.store.papers import load_profile

WORDS = "zes losse woorden die niemand raadt"
ASK_SECONDS = 60


def shell(line: str, laptop: Laptop) -> bytes:
    """What the line prints, typed in a shell where the dossier and the home are side by side."""
    done = subprocess.run(
        ["sh", "-c", line], cwd=laptop.folder.parent, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b""), done.stderr
    return done.stdout


def typed(command: list[str], *answers: str) -> str:
    """What the command prints when these answers are typed at its terminal, one a question."""
    child = pexpect.spawn(command[0], command[1:], encoding="utf-8", timeout=ASK_SECONDS)
    for answer in answers:
        child.expect("(?i)passphrase.*:")
        child.waitnoecho()
        child.sendline(answer)
    told = child.read()
    child.close()
    assert child.exitstatus == 0, told
    return str(told)


def fed(command: list[str], data: bytes) -> bytes:
    """What the command prints when it is fed the data."""
    done = subprocess.run(command, input=data, capture_output=True, check=True)
    return done.stdout


@pytest.fixture
def desk(tmp_path: Path) -> Laptop:
    """A laptop with an open case and a closed one, and its identity in a plain file."""
    laptop = make_laptop(tmp_path, recovery=new_identity().recipient)
    session.keep(laptop.home, laptop.identity, None)
    laptop.add(CASE, note(text="Eerste gesprek.\n\n- wat er gebeurde"))
    laptop.closed(OTHER)
    return laptop


# What vp wrote


@pytest.mark.usefixtures("age")
@pytest.mark.parametrize("name", [CASE, OTHER])
def test_two_commands_read_any_case(name: str, desk: Laptop) -> None:
    """Open or closed: then the key's name has a date, and a star stands for it."""
    private = f"home/{DOSSIER}"
    told = shell(
        f"age -d -i home/identity.txt {private}/keys/{name}*.age"
        f" | age -d -i - dossier/cases/{name}.age",
        desk,
    )
    assert told.rstrip(b"\n") + b"\n" == desk.open().raw(name)
    read = yaml.safe_load(told)
    assert read["id"] == name
    assert read["log"][0]["entry"] == ("note" if name == CASE else "closing")


def test_the_key_of_the_closed_case_has_a_date_in_its_name(desk: Laptop) -> None:
    """So that the star in the test above stood for something."""
    assert [name for name in desk.key_names() if name.startswith(f"{OTHER}.{DUE}.")]


@pytest.mark.usefixtures("age")
def test_profile_and_draft_open_the_same_way(desk: Laptop) -> None:
    told = shell(
        f"age -d -i home/identity.txt home/{DOSSIER}/keys/profile.age"
        " | age -d -i - dossier/profile.age",
        desk,
    )
    assert yaml.safe_load(told)["dossier"] == load_profile(desk.open()).dossier
    drafts.save(desk.open(), CASE, b"nog iets")
    draft = shell(f"age -d -i home/identity.txt home/{DOSSIER}/drafts/{CASE}.age", desk)
    assert draft.rstrip(b"\n") == b"nog iets"


def test_an_identity_behind_a_passphrase_is_asked_for_it_once(age: str, desk: Laptop) -> None:
    (desk.home / "identity.txt").unlink()
    session.keep(desk.home, desk.identity, WORDS)
    told = typed([age, "-d", str(desk.home / "identity.age")], WORDS)
    assert desk.identity.secret() in told
    key = desk.keys / f"{CASE}.age"
    told = typed([age, "-d", "-i", str(desk.home / "identity.age"), str(key)], WORDS)
    (found,) = re.findall("AGE-SECRET-KEY-1[A-Z0-9]+", told)  # age erases its prompt before it
    assert unseal((desk.cases / f"{CASE}.age").read_bytes(), [Identity(found)], "k").startswith(
        b"format: 1"
    )


def test_a_wrong_identity_opens_nothing(age: str, desk: Laptop) -> None:
    (desk.home / "other.txt").write_text(f"{new_identity().secret()}\n")
    for path in (desk.keys / f"{CASE}.age", desk.cases / f"{CASE}.age"):
        command = [age, "-d", "-i", str(desk.home / "other.txt"), str(path)]
        done = subprocess.run(command, capture_output=True, check=False)
        assert done.returncode != 0
        assert done.stdout == b""


# What age wrote


@pytest.mark.parametrize("armor", [[], ["-a"]])
def test_a_key_and_a_case_that_age_sealed_are_read(
    armor: list[str], age: str, desk: Laptop
) -> None:
    key = new_identity()
    recipients = ["-R", str(desk.private / "recipients.txt")]
    wrapped = fed([age, *armor, *recipients], f"{key.secret()}\n".encode())
    (desk.keys / f"{CASE}.age").write_bytes(wrapped)
    data = codec.pad(codec.dump(named(CASE, note(number=2))))
    sealed = fed([age, *armor, "-r", key.recipient], data)
    (desk.cases / f"{CASE}.age").write_bytes(sealed)
    assert desk.open().load(CASE).log == (note(number=2),)
    assert desk.append(CASE, note(number=3)).log == (note(number=2), note(number=3))


def test_an_identity_that_age_made_is_taken_as_it_is(age: str, tmp_path: Path) -> None:
    """age-keygen writes comments above the key."""
    keygen = str(Path(age).with_name("age-keygen"))
    subprocess.run([keygen, "-o", tmp_path / "identity.txt"], capture_output=True, check=True)
    text = (tmp_path / "identity.txt").read_text()
    assert text.startswith("# created:")
    found = session.unlock(tmp_path, lambda: "")
    assert found.recipient in text


@pytest.mark.parametrize("armor", [[], ["-a"]])
def test_an_identity_that_age_put_behind_a_passphrase_is_taken_too(
    armor: list[str], age: str, tmp_path: Path
) -> None:
    identity = new_identity()
    (tmp_path / "plain").write_text(f"# mine\n{identity.secret()}\n")
    sealed = tmp_path / "identity.age"
    typed([age, "-p", *armor, "-o", str(sealed), str(tmp_path / "plain")], WORDS, WORDS)
    assert session.unlock(tmp_path, lambda: WORDS).recipient == identity.recipient
    with refused(NotReadable, "that is not the right passphrase"):
        session.unlock(tmp_path, lambda: "iets anders")


@pytest.mark.parametrize("damage", ["cut", "changed", "empty", "text", "foreign", "passphrase"])
def test_what_is_damaged_empty_or_foreign_is_not_readable(
    damage: str, age: str, desk: Laptop
) -> None:
    path = desk.cases / f"{CASE}.age"
    whole = path.read_bytes()
    match damage:
        case "cut":
            path.write_bytes(whole[:-20])
        case "changed":
            path.write_bytes(whole[:300] + b"\x00" + whole[301:])
        case "empty":
            path.write_bytes(b"")
        case "text":
            path.write_text("format: 1\n")
        case "foreign":
            path.write_bytes(fed([age, "-r", new_identity().recipient], b"format: 1\n"))
        case _:
            plain = desk.home / "plain"
            plain.write_text("format: 1\n")
            path.unlink()
            typed([age, "-p", "-o", str(path), str(plain)], WORDS, WORDS)
    with refused(NotReadable, f"{CASE} cannot be opened"):
        desk.open().load(CASE)
    assert desk.open().load(OTHER).id == OTHER
