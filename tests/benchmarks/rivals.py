"""jrnl, pass and gopass, each filled with the same entries in a folder of its own.

Each gives three jobs: add one entry, list all, find a word; or a sentence that says what is absent.
jrnl comes from PyPI into `.venv/peers`, once; pass, gopass and gpg come from Debian.
"""

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from subprocess import CalledProcessError

from tests.benchmarks.generated import RARE, YEAR
from tests.benchmarks.measure import Environment, Job, timed
from tests.benchmarks.places import NOTE, ROOT

Jobs = tuple[Job, Job, Job]
Begin = Callable[[Path, Sequence[str], ExitStack], Jobs | str]

WANTED = ("jrnl>=4.2,<5", "keyrings.alt>=5,<6")
OWNER = "bench@invalid.example"
JRNL = """\
journals: {{default: {{journal: {folder}/journal.txt}}}}
encrypt: true
template: false
editor: ''
default_hour: 9
default_minute: 0
highlight: false
linewrap: 79
tagsymbols: '#@'
timeformat: '%F %H:%M'
indent_character: '|'
colors: {{body: none, date: none, tags: none, title: none}}
version: v4.2
"""


def jrnl(folder: Path, entries: Sequence[str], _kept: ExitStack) -> Jobs | str:
    """One encrypted journal; its passphrase lies in a plain keyring."""
    try:
        program = _installed()
    except (CalledProcessError, OSError):
        return "it could not be installed from PyPI"
    places = {f"XDG_{name}_HOME": str(folder) for name in ("CONFIG", "DATA", "CACHE")}
    environment = _environment(folder) | places
    environment["PYTHON_KEYRING_BACKEND"] = "keyrings.alt.file.PlaintextKeyring"
    (folder / "jrnl").mkdir()
    (folder / "jrnl" / "jrnl.yaml").write_text(JRNL.format(folder=folder))
    keep = "import keyring; keyring.set_password('jrnl', 'default', 'six words of no importance')"
    timed([program.with_name("python"), "-c", keep], environment)
    written = "\n".join(f"[{YEAR}-01-01 09:00] Gesprek.\n{text}\n" for text in entries)
    (folder / "entries.txt").write_text(written)
    timed([program, "--import", "--file", folder / "entries.txt"], environment)
    return (
        Job(lambda _turn: [program], environment, NOTE),
        Job(lambda _turn: [program, "--short"], environment),
        Job(lambda _turn: [program, "-contains", RARE], environment),
    )


def password_store(folder: Path, entries: Sequence[str], kept: ExitStack) -> Jobs | str:
    """A gpg file for each entry."""
    if absent := _absent("gpg", "pass"):
        return absent
    environment = _keyring(folder, kept)
    timed(["pass", "init", OWNER], environment)
    for number, text in enumerate(entries):
        timed(["pass", "insert", "--multiline", f"gesprek-{number}"], environment, text)
    return (
        Job(lambda turn: ["pass", "insert", "--multiline", f"nieuw-{turn}"], environment, NOTE),
        Job(lambda _turn: ["pass", "ls"], environment),
        Job(lambda _turn: ["pass", "grep", RARE], environment),
    )


def gopass(folder: Path, entries: Sequence[str], kept: ExitStack) -> Jobs | str:
    """A gpg file for each entry, with git; what is added comes from a program as editor."""
    if absent := _absent("gpg", "gopass", "git"):
        return absent
    environment = _keyring(folder, kept)
    environment["EDITOR"] = str(folder / "editor")
    (folder / "editor").write_text(f"#!/bin/sh\necho '{NOTE.strip()}' > \"$1\"\n")
    (folder / "editor").chmod(0o700)
    timed(["gopass", "init", OWNER], environment)
    for number, text in enumerate(entries):
        sealed = Path(environment["PASSWORD_STORE_DIR"], f"gesprek-{number}.gpg")
        timed(["gpg", "--batch", "-q", "-r", OWNER, "-o", sealed, "--encrypt"], environment, text)
    return (
        Job(lambda turn: ["gopass", "insert", "--multiline", f"nieuw-{turn}"], environment),
        Job(lambda _turn: ["gopass", "ls"], environment),
        Job(lambda _turn: ["gopass", "grep", RARE], environment),
    )


ALL: dict[str, Begin] = {"jrnl": jrnl, "pass": password_store, "gopass": gopass}


def _installed() -> Path:
    """Where jrnl is, in an environment of its own that is made when it is not there."""
    place = ROOT / ".venv" / "peers"
    program = place / "bin" / "jrnl"
    if not program.exists():
        shutil.rmtree(place, ignore_errors=True)
        timed([sys.executable, "-m", "venv", place], os.environ)
        timed([place / "bin" / "pip", "install", "-qq", *WANTED], os.environ)
    return program


def _absent(*programs: str) -> str:
    missing = [one for one in programs if not shutil.which(one)]
    return f"not installed: {', '.join(missing)}" if missing else ""


def _keyring(folder: Path, kept: ExitStack) -> dict[str, str]:
    """A new gpg key without a passphrase; its agent ends with `kept`."""
    environment = _environment(folder) | {
        "GNUPGHOME": str(folder / "gnupg"),
        "PASSWORD_STORE_DIR": str(folder / "store"),
    }
    (folder / "gnupg").mkdir(mode=0o700)
    new = ["--passphrase", "", "--quick-generate-key", OWNER, "default", "default", "never"]
    timed(["gpg", "--batch", "-q", *new], environment)
    kept.callback(timed, ["gpgconf", "--kill", "all"], environment)
    return environment


def _environment(folder: Path) -> dict[str, str]:
    found: Environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "GIT_CONFIG_COUNT": "2",
        "GIT_CONFIG_KEY_0": "user.name",
        "GIT_CONFIG_VALUE_0": "bench",
        "GIT_CONFIG_KEY_1": "user.email",
        "GIT_CONFIG_VALUE_1": OWNER,
    }
    return dict(found)
