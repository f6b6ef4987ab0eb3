"""Starting git; the only module that does.

A hostile repository must run nothing: no porcelain that reads attributes, an environment made
from nothing, git by its absolute path, and settings that switch off hooks, helpers and filters.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from vp.errors import NotReadable, NotThere, NotWritten
from vp.locale import N_

SETTINGS = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.symlinks=false",
    "core.sshCommand=ssh",
    "core.pager=cat",
    "core.alternateRefsCommand=true",
    "core.logAllRefUpdates=false",
    "protocol.allow=never",
    "protocol.ssh.allow=always",
    "protocol.https.allow=always",
    "protocol.file.allow=always",
    "fetch.fsckObjects=true",
    "fetch.recurseSubmodules=false",
    "fetch.writeCommitGraph=false",
    "submodule.recurse=false",
    "push.gpgSign=false",
    "push.followTags=false",
    "commit.gpgSign=false",
    "receive.autogc=false",
    "gc.auto=0",
    "maintenance.auto=false",
)
_NOWHERE = ("init", "config")
_AUTHOR = "vp <vp@localhost>"
_KEPT = ("HOME", "SSH_AUTH_SOCK", "SYSTEMROOT", "USERPROFILE")
"""The last two are Windows': no program there opens a connection without the first."""
_READING = ("rev-parse", "cat-file", "rev-list", "ls-tree", "merge-base", "config", "diff-tree")


class Done(NamedTuple):
    """How a call of git ended, and what it said."""

    code: int
    out: bytes


def is_there() -> bool:
    """Whether git is installed."""
    return bool(_program())


def require(folder: Path, *words: str, feed: bytes = b"", moment: str = "") -> bytes:
    """What git said. Raises NotReadable or NotWritten when it refused."""
    done = ask(folder, *words, feed=feed, moment=moment)
    if done.code:
        fault = NotReadable if words[0] in _READING else NotWritten
        raise fault(
            N_("git could not do {word} in the dossier folder"),
            N_("look at the folder with vp check"),
            word=words[0],
        )
    return done.out


def ask(
    folder: Path,
    *words: str,
    feed: bytes = b"",
    moment: str = "",
    more: Sequence[tuple[str, str]] = (),
    meanwhile: Callable[[], object] = lambda: None,
) -> Done:
    """How git ended and what it said; `more` are settings beside those that keep it harmless.

    While git runs, `meanwhile` is done.
    """
    program = _program()
    if not program:
        raise NotThere(N_("git is not installed"), N_("install git, or go on without versions"))
    settings = [part for one in SETTINGS for part in ("-c", one)]
    # Named, never looked for: a damaged .git would make git take the one of a folder above.
    found = [] if words[0] in _NOWHERE else [f"--git-dir={folder / '.git'}"]
    place = ["-C", str(folder), *found]
    with subprocess.Popen(  # noqa: S603 (absolute path, fixed words, no shell)
        [program, *settings, *place, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(moment, more),
    ) as running:
        try:
            meanwhile()
            said = running.communicate(feed)[0]
        except BaseException:
            running.kill()
            raise
    return Done(running.returncode, said)


def reach_disk() -> None:
    """What git wrote is on the disk: it syncs no folder by itself."""
    if hasattr(os, "sync"):
        os.sync()


def hardened(word: str) -> str:
    """The command by which the other end of a local remote runs, as harmless as this end."""
    from shlex import join

    return join([_program(), *(part for one in SETTINGS for part in ("-c", one)), word])


def _program() -> str:
    # Not shutil.which: on Windows it looks first in the folder one stands in, which may be hostile.
    name = "git.exe" if sys.platform == "win32" else "git"
    found = (Path(place, name) for place in _path().split(os.pathsep))
    return next((str(one) for one in found if one.is_file() and os.access(one, os.X_OK)), "")


def _path() -> str:
    """The PATH without what depends on the folder one stands in."""
    places = os.environ.get("PATH", os.defpath).split(os.pathsep)
    return os.pathsep.join(place for place in places if Path(place).is_absolute()) or "/nonexistent"


def _environment(moment: str, more: Sequence[tuple[str, str]]) -> dict[str, str]:
    name, address = _AUTHOR.removesuffix(">").split(" <")
    kept_ = {key: os.environ[key] for key in _KEPT if key in os.environ}
    settings = {"GIT_CONFIG_COUNT": str(len(more))} if more else {}
    for number, (key, value) in enumerate(more):
        settings |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return (
        kept_
        | settings
        | {
            "PATH": _path(),
            "LANG": "C",
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_ATTR_NOSYSTEM": "1",
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_NO_REPLACE_OBJECTS": "1",
            "GIT_GRAFT_FILE": os.devnull,
            "GIT_AUTHOR_NAME": name,
            "GIT_AUTHOR_EMAIL": address,
            "GIT_AUTHOR_DATE": moment,
            "GIT_COMMITTER_NAME": name,
            "GIT_COMMITTER_EMAIL": address,
            "GIT_COMMITTER_DATE": moment,
        }
    )
