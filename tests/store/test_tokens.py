"""A plugin or an SSH key opens identity.age, which holds a native identity."""

import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.conftest import refused
from vp.errors import NotReadable
from vp.store import session
from vp.store.age import Token, is_token, new_identity
from vp.store.session import Answers

SILENT = Answers(lambda _text: None, lambda: "")
PLUGIN = '''#!{python}
"""A plugin for tests: it keeps the file key as it is, only turned round."""
import base64, sys

def read():
    head = sys.stdin.readline().split()
    body = ""
    while True:
        line = sys.stdin.readline().rstrip("\\n")
        body += line
        if len(line) < 64:
            return head[1:], base64.b64decode(body + "=" * (-len(body) % 4))

def say(*words, body=b""):
    text = base64.b64encode(body).decode().rstrip("=")
    lines = [text[at : at + 64] for at in range(0, len(text), 64)]
    if not lines or len(lines[-1]) == 64:
        lines.append("")
    print("->", *words)
    print(*lines, sep="\\n", flush=True)

came = []
while True:
    head, body = read()
    if head[0] == "done":
        break
    came.append((head, body))
if "recipient-v1" in sys.argv[1]:
    for number, (head, body) in enumerate(one for one in came if one[0][0] == "wrap-file-key"):
        say("recipient-stanza", str(number), "vptest", body=body[::-1])
        read()
else:
    for head, body in came:
        if head[0] == "recipient-stanza" and head[2] == "vptest":
            say("msg", body=b"touch it")
            read()
            say("file-key", head[1], body=body[::-1])
            read()
say("done")
'''


@pytest.fixture
def ssh(tmp_path: Path) -> Path:
    """A new SSH key without a passphrase."""
    if shutil.which("ssh-keygen") is None:
        pytest.skip("ssh-keygen is not installed")
    path = tmp_path / "id_ed25519"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", path], check=True)
    return path


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The identity file of a plugin that is on the path."""
    program = tmp_path / "bin" / "age-plugin-vptest"
    program.parent.mkdir()
    program.write_text(PLUGIN.format(python=sys.executable))
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    path = tmp_path / "key.txt"
    path.write_text("# made for a test\nAGE-PLUGIN-VPTEST-147HMDR\n")
    return path


@pytest.mark.parametrize("kind", ["ssh", "plugin"])
def test_it_opens_the_identity_and_no_passphrase_is_asked(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    key, home, identity = request.getfixturevalue(kind), tmp_path / "home", new_identity()
    session.entrust(home, identity, key, key.read_text(), SILENT)
    told: list[str] = []

    def ask() -> str:
        raise AssertionError("no passphrase")

    assert session.unlock(home, ask, told.append).recipient == identity.recipient
    assert told == (["touch it"] if kind == "plugin" else [])
    assert not session.has_passphrase(home)
    assert identity.secret().encode() not in b"".join(one.read_bytes() for one in home.iterdir())


def test_after_a_rotation_the_same_key_opens_the_new_identity(ssh: Path, tmp_path: Path) -> None:
    home, new = tmp_path / "home", new_identity()
    session.entrust(home, new_identity(), ssh, ssh.read_text(), SILENT)
    (home / "identity.age").unlink()
    session.write(home, (session.SEALED, session.PLAIN), new, None)
    assert session.unlock(home, lambda: "").recipient == new.recipient
    assert not (home / session.PLAIN).exists()


def test_another_key_opens_nothing(ssh: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    session.entrust(home, new_identity(), ssh, ssh.read_text(), SILENT)
    ssh.unlink()
    subprocess.run(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", ssh], input=b"y\n", check=True
    )
    with refused(NotReadable, "does not open identity.age"):
        session.unlock(home, lambda: "")


def test_an_ssh_key_behind_a_passphrase_is_refused_before_anything_is_written(
    tmp_path: Path,
) -> None:
    key = tmp_path / "id"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "words", "-f", key], check=True)
    assert is_token(key.read_text())
    with refused(NotReadable, "no passphrase of its own"):
        session.entrust(tmp_path / "home", new_identity(), key, key.read_text(), SILENT)
    assert list((tmp_path / "home").iterdir()) == []


def test_what_is_neither_is_refused() -> None:
    assert not is_token("AGE-SECRET-KEY-1ABC")
    with refused(NotReadable, "not a native one"):
        Token("AGE-PLUGIN-NOTHERE-1QQQ", "", SILENT)
