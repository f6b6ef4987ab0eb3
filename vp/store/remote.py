"""The other place: its address, and what is fetched from it and pushed to it.

Always by address, never by a name that .git/config explains, and one branch of it only.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from vp.errors import NotAllowed, NotReadable, NotThere, Usage
from vp.locale import N_
from vp.store import files, git, objects
from vp.store.plumbing import ask, hardened

FETCHED = "refs/vp/fetched"
"""Where the branch of the remote stands after a fetch: a ref that nothing else knows."""

_HOST = r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?"
_WEB = re.compile(rf"https://(?:[\w.-]+@)?(?P<host>{_HOST})(?::[0-9]+)?/[\w./~+%-]+")
_SHELL = re.compile(
    rf"ssh://(?:[\w.-]+@)?(?P<host>{_HOST})(?::[0-9]+)?/[\w./~+%-]+"
    rf"|(?:[\w.-]+@)?(?P<name>{_HOST}):(?!/)[\w.~+%][\w./~+%-]*"
)


class Unreachable(NotThere):
    """The remote does not answer, or takes nothing from us."""


class Address(NamedTuple):
    """Where the remote is."""

    text: str

    @property
    def is_web(self) -> bool:
        """Whether it is reached over https."""
        return self.text.startswith("https://")

    @property
    def is_local(self) -> bool:
        """Whether it is a folder of this computer, or of a disk in it."""
        return self.text.startswith("/")

    @property
    def host(self) -> str:
        """The name of the computer it is on; empty for this one."""
        found = _WEB.fullmatch(self.text) or _SHELL.fullmatch(self.text)
        return next(filter(None, found.groupdict().values()), "") if found else ""


def address(word: str, here: Path) -> Address:
    """The address that is meant: https, ssh, or a folder. Raises Usage for anything else."""
    text = word.removeprefix("file://") if word.startswith("file:///") else word
    if text.startswith("https://") and re.match(r"https://[^/@]*:[^/@]*@", text):
        raise Usage(
            N_("a password does not belong in the address of the remote"),
            N_("leave it out; git's credential helper keeps it"),
        )
    if _WEB.fullmatch(text) or (_SHELL.fullmatch(text) and ":" in text):
        return Address(text)
    looks_remote = "://" in text or "::" in text or re.match(rf"(?:[\w.-]+@)?{_HOST}:", text)
    if text.startswith("-") or looks_remote:
        raise Usage(
            N_("that is not an address vp can use for a remote"),
            N_("an address is https://..., ssh://..., user@host:folder, or a folder"),
        )
    place = (here / Path(text).expanduser()).absolute()
    if any(ord(letter) < 32 or ord(letter) == 127 for letter in str(place)):
        raise Usage(
            N_("that is not an address vp can use for a remote"),
            N_("an address is https://..., ssh://..., user@host:folder, or a folder"),
        )
    return Address(str(place))


def prepare(to: Address) -> None:
    """A folder that is not there yet, in one that is, becomes an empty remote."""
    place = Path(to.text)
    if to.is_local and place.parent.is_dir() and not files.names(place):
        files.make_folder(place)
        git.begin(place, bare=True)


def fetch(folder: Path, from_: Address, meanwhile: Callable[[], object] = lambda: None) -> str:
    """The commit at which the remote's branch stands, now known here; empty for an empty remote.

    While git asks for it, `meanwhile` is done. Raises Unreachable, or NotReadable where what came
    is not sound.
    """
    words = ["fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head"]
    words += [
        "--no-auto-maintenance",
        "--refmap=",
        f"--upload-pack={_other_end(from_, 'upload-pack')}",
    ]
    more = _helpers(from_)
    branch = f"+{objects.MAIN}:{FETCHED}"
    if not ask(folder, *words, from_.text, branch, more=more, meanwhile=meanwhile).code:
        return objects.stands_at(folder, FETCHED)
    there = ask(folder, "ls-remote", words[-1], "--refs", from_.text, more=more)
    if there.code:
        raise Unreachable(
            N_("the remote cannot be reached"),
            N_("look at the connection, at the address, and at who may get there; then try again"),
        )
    if there.out.strip():
        raise NotReadable(
            N_("what came from the remote is not sound; nothing of it was taken"),
            N_("it must hold a branch main that vp made; use another remote"),
        )
    return ""


def push(folder: Path, to: Address, made: str) -> bool:
    """Whether the remote's branch stands at this commit now; it never goes back for us."""
    words = ["push", "--quiet", "--no-verify", "--no-recurse-submodules", "--no-follow-tags"]
    words += ["--no-signed", f"--receive-pack={_other_end(to, 'receive-pack')}"]
    return not ask(folder, *words, to.text, f"{made}:{objects.MAIN}", more=_helpers(to)).code


def _other_end(at: Address, word: str) -> str:
    """What runs there; on this computer it would run the hooks of whatever folder that is."""
    return hardened(word) if at.is_local else f"git-{word}"


def _helpers(at: Address) -> list[tuple[str, str]]:
    """The programs that know the password, from the user's own global settings and nowhere else."""
    if not at.is_web:
        return []
    found = []
    for place in (Path("~/.config/git/config"), Path("~/.gitconfig")):
        path = place.expanduser()
        if not path.is_file():
            continue
        words = ("config", "--file", str(path), "--no-includes", "--null", "--get-regexp")
        said = ask(Path("/"), *words, r"^credential\.(.*\.)?helper$").out
        for line in filter(None, said.decode("utf-8", "replace").split("\0")):
            key, _newline, value = line.partition("\n")
            found.append((key, value))
    return found


def require_descent(folder: Path, seen: str, fetched: str) -> None:
    """Nothing, when what was fetched goes on from what was seen last; else NotAllowed."""
    if seen and not (fetched and objects.is_ancestor(folder, seen, fetched)):
        raise NotAllowed(
            N_("the remote no longer holds what was there at the last sync: it went back"),
            N_("nothing was taken; if you know why: vp sync --confirm newest"),
        )
