"""Several laptops of one counsellor: each with a folder and a home of its own, and one remote."""

import os
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

from tests.conftest import Desk


class _Elsewhere(Counter[tuple[str, ...]]):
    """Counts from a number of its own, so that two laptops never give the same id."""

    def __init__(self, start: int) -> None:
        super().__init__()
        self._start = start

    def __missing__(self, _words: tuple[str, ...]) -> int:
        return self._start


class Homes:
    """The laptops, by number, and the remote between them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.remote = root / "remote.git"
        self._number = 0
        self.first = Desk(root / "one")
        self.first.root.mkdir()
        self.first.begin("--organisation", "Voorbeeld BV")

    def sync(self, desk: Desk, *words: str) -> Any:
        """That laptop synced, and nothing asked for a person; what it said."""
        return desk.do("sync", "--json", *words).json

    def attention(self, desk: Desk, *words: str) -> dict[str, str]:
        """That laptop synced, and said what asks for a person: the kind by the name."""
        told = desk.run("sync", "--json", *words)
        assert told.code == 7, told
        return {one["name"]: one["key"] for one in told.json["attention"]}

    def files(self) -> dict[str, bytes]:
        """The files on the remote, by their paths."""
        names = self.git("ls-tree", "-r", "--name-only", "main").decode().split()
        return {name: self.git("cat-file", "blob", f"main:{name}") for name in names}

    def git(self, *words: str, feed: bytes = b"", at: Path | None = None) -> bytes:
        """What plain git says on the remote."""
        environ = {"PATH": os.environ["PATH"], "HOME": str(self.root)}
        done = subprocess.run(
            [
                "git",
                "-c",
                "user.name=x",
                "-c",
                "user.email=x@y",
                "-C",
                str(at or self.remote),
                *words,
            ],
            input=feed,
            capture_output=True,
            env=environ | {"GIT_CONFIG_GLOBAL": "/dev/null"},
            check=True,
        )
        return done.stdout

    def commit(self, changed: dict[str, Any], parent: str = "main") -> str:
        """A commit on the remote with these files changed; bytes, an entry, or None to be gone."""
        index = {"GIT_INDEX_FILE": str(self.root / "index")}
        (self.root / "index").unlink(missing_ok=True)
        run = ["git", "-c", "user.name=x", "-c", "user.email=x@y", "-C", str(self.remote)]
        environ = {"PATH": os.environ["PATH"], "HOME": str(self.root), **index}

        def ask(*words: str, feed: bytes = b"") -> str:
            done = subprocess.run([*run, *words], input=feed, capture_output=True, env=environ)
            assert done.returncode == 0, done.stderr
            return done.stdout.decode().strip()

        ask("read-tree", parent)
        for path, data in changed.items():
            if data is None:
                ask("update-index", "--index-info", feed=f"0 {'0' * 40}\t{path}\n".encode())
                continue
            mode, content = data if isinstance(data, tuple) else ("100644", data)
            blob = (
                content
                if isinstance(content, str)
                else ask("hash-object", "-w", "--no-filters", "--stdin", feed=content)
            )
            ask("update-index", "--add", "--cacheinfo", f"{mode},{blob},{path}")
        made = ask("commit-tree", ask("write-tree"), "-p", parent, "-m", "sync")
        ask("update-ref", "refs/heads/main", made)
        return made

    def other(self, name: str = "two", like: Desk | None = None) -> Desk:
        """Another laptop, with a copy of folder and home of the first as they are now."""
        desk = Desk(self.root / name)
        source = like or self.first
        shutil.copytree(source.root, desk.root, symlinks=True)
        desk.now = source.now
        self._number += 1000
        desk.said = _Elsewhere(self._number)
        (desk.home / "dossier.txt").write_text(f"{desk.folder}\n")
        return desk

    def begin(self) -> Desk:
        """The first laptop synced with the empty remote, and there is a second that did so too."""
        self.first.do("sync", "--remote", self.remote)
        return self.other()
