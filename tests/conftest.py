"""A counsellor's desk to test at: a home, a dossier, a calendar, and a way to run a command.

Everything is real but the clock and the chance: the day is set by hand, and what is random comes
from the command line itself, so that a command gives the same ids wherever it stands in a test.
"""

import io
import json
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest

from vp import locale
from vp.cli.context import Context
from vp.cli.main import main
from vp.store import strict

TODAY = date(2026, 6, 1)
FORM: dict[str, Any] = {"domain": "conduct", "kinds": ["bullying"], "opened": "2026-03-05"}
"""The shortest intake form that is of any use."""

MACHINE = Path(__file__).parent / "machine"
"""What a computer says of itself with which nothing is wrong: its disk is encrypted."""

SEALED = b"age-encryption.org/v1\n"
PLAIN = {"vp.yaml", ".gitattributes", ".gitignore", "destroyed.txt"}
"""The files in a dossier folder that anyone may read."""


class Result(NamedTuple):
    """What a command left behind: its exit code, standard output and standard error."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What standard output says, as a program reads it."""
        return json.loads(self.out)


class Desk:
    """One counsellor with one dossier, under a folder of its own."""

    def __init__(self, root: Path, language: str = "en") -> None:
        self.root = root
        self.home = root / "home"
        self.folder = root / "dossier"
        self.environ = {
            "VP_HOME": str(self.home),
            "VP_DOSSIER": str(self.folder),
            "LANG": f"{language}.UTF-8",
        }
        self.now = datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=UTC)
        self.said: Counter[tuple[str, ...]] = Counter()

    def go_to(self, day: date | str) -> None:
        """It is nine in the morning of that day."""
        found = date.fromisoformat(day) if isinstance(day, str) else day
        self.now = datetime(found.year, found.month, found.day, 9, tzinfo=UTC)

    def run(self, *words: object, text: str | bytes = "") -> Result:
        """The command ran with this text on standard input, and nobody at a terminal."""
        arguments = tuple(map(str, words))
        self.said[arguments] += 1
        said = str(arguments).replace(str(self.root), "$T")
        chance = Random(f"{said} {self.said[arguments]}")
        out, err = io.StringIO(), io.StringIO()
        data = text.encode() if isinstance(text, str) else text
        context = Context(
            environ=self.environ,
            clock=lambda: self.now,
            random=chance.randbytes,
            stdin=io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"),
            stdout=out,
            stderr=err,
            folder=self.root,
            machine=MACHINE,
        )
        with redirect_stdout(out), redirect_stderr(err):
            code = main(arguments, context)
        return Result(code, out.getvalue(), err.getvalue())

    def do(self, *words: object, text: str | bytes = "") -> Result:
        """The command ran, and ended well."""
        result = self.run(*words, text=text)
        assert result.code == 0, (words, result)
        return result

    def line(self, words: str, text: str = "", **names: str) -> Result:
        """The line, with its capitals filled in, ran and ended well."""
        for name, value in names.items():
            words = re.sub(rf"\b{name}\b", value, words)
        return self.do(*words.split(), text=text)

    def begin(self, *words: str) -> None:
        """There is a dossier, with an identity that needs no passphrase."""
        self.do("init", self.folder, "--no-passphrase", "--no-input", *words)

    def intake(self, **form: Any) -> str:
        """A case is opened from this form; its id."""
        answers = strict.dump(FORM | form)
        found: str = self.do("intake", "--from", "-", "--json", text=answers).json["id"]
        return found

    def close(self, case: str, *words: str) -> None:
        """The case is closed as finished."""
        self.do("close", case, "--reason", "completed", *words)

    def set(self, **settings: Any) -> None:
        """The counsellor's settings are these."""
        self.do("profile", "--from", "-", text=strict.dump(settings))

    def raw(self, case: str) -> str:
        """The YAML of the case."""
        return self.do("show", case, "--raw").out

    def shown(self, case: str) -> Any:
        """The whole case, as a program reads it."""
        return self.do("show", case, "--people", "--json").json

    @property
    def private(self) -> Path:
        """The dossier's place in home."""
        return next(path for path in self.home.iterdir() if path.is_dir())

    def key_names(self) -> list[str]:
        """The names of the keys in the cabinet."""
        return sorted(path.name for path in (self.private / "keys").iterdir())

    def cases(self) -> list[str]:
        """The ids of the cases in the folder."""
        return sorted(path.stem for path in (self.folder / "cases").iterdir())


def unsealed_in(folder: Path) -> list[str]:
    """The files of a dossier folder that are neither sealed nor meant for anyone to read."""
    found = []
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_file() and not name.startswith(".git/") and name not in PLAIN:
            sealed = path.suffix == ".age" and path.read_bytes().startswith(SEALED)
            if not sealed or path.stat().st_mode & 0o077:
                found.append(name)
    return found


def uncommitted(folder: Path) -> str:
    """What git finds changed in the folder; empty when all is committed."""
    told = subprocess.run(
        ["git", "-C", folder, "status", "--porcelain", "--", "."],
        capture_output=True,
        text=True,
        check=True,
    )
    return told.stdout


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept", action="store_true", help="rewrite the transcripts as vp answers now"
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--accept") and (changed := uncommitted(Path(__file__).parent)):
        raise pytest.UsageError(
            f"--accept rewrites expected texts; commit or undo these changes first:\n{changed}"
        )


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk in English without a dossier yet."""
    monkeypatch.chdir(tmp_path)
    yield Desk(tmp_path)
    locale.use("en")


@pytest.fixture
def desk(bare: Desk) -> Desk:
    """A desk in English with an empty dossier."""
    bare.begin("--organisation", "Voorbeeld BV")
    return bare
