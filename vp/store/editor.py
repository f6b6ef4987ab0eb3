"""A text written in the user's own editor, on a file in memory, with everything off that copies it.

Only nano, vim and nvim are started: of these it is known how to keep them from writing a copy, a
backup, a swap file, a history or an undo file. Their own settings are not read, they get no more
of the environment than they need, and a home of their own that is destroyed with the text.
"""

import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from vp.errors import NotAllowed, NotThere
from vp.locale import N_
from vp.store import files, scratch

NAME = "text"
SAVED = f"{NAME}.save"
"""Beside it: what vim copies there at every pause, and nano when it is told to go."""
PAUSE = 2.0
"""Seconds after which what the editor wrote meanwhile is kept."""

_SET = (
    "set nocompatible noswapfile nobackup nowritebackup noundofile nomodeline modelines=0"
    " noexrc secure history=0 clipboard= updatetime=1000 wrap linebreak"
)
_OFTEN = f"silent! autocmd CursorHold,CursorHoldI * silent! write! {SAVED}"
_NVIM = ["--clean", "-u", "NONE", "-i", "NONE", "-n", "--cmd", f"{_SET} shada= shadafile=NONE"]
_VIM = ["-u", "NONE", "-i", "NONE", "-n", "-N", "-X", "--cmd", f"{_SET} viminfo="]
_NANO = ["--ignorercfiles", "--softwrap", "--atblanks"]
_OPTIONS = {"nvim": [*_NVIM, "--cmd", _OFTEN], "vim": [*_VIM, "--cmd", _OFTEN], "nano": _NANO}
_PASSED = ("TERM", "TERMINFO", "TERMINFO_DIRS", "COLORTERM", "LANG", "LC_ALL", "LC_CTYPE", "PATH")
_HOMES = ("HOME", "TMPDIR", "XDG_RUNTIME_DIR")
_HOMES_XDG = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
_LIMIT = 4 * 1024 * 1024
_TERMINAL = 2
"""Standard error, where prompts stand: standard output may go to a program."""


class BrokenOff(Exception):
    """The editor was not left in its usual way; `text` is what it had written until then."""

    def __init__(self, text: bytes) -> None:
        super().__init__()
        self.text = text


def choose(environ: Mapping[str, str]) -> list[str]:
    """The editor that VISUAL or EDITOR names, else one that is there, with its options.

    Raises NotAllowed for one that may keep what is written, NotThere where there is none.
    """
    asked = environ.get("VISUAL") or environ.get("EDITOR") or ""
    for name in _words(asked) or list(_OPTIONS):
        program = shutil.which(name, path=environ.get("PATH"))
        kind = _kind(Path(name)) or (_kind(Path(program).resolve()) if program else "")
        if program and kind:
            return [program, *_OPTIONS[kind]]
        if not kind:
            raise NotAllowed(
                N_("{editor} is not started: it may keep a copy of what you write, or send it on"),
                N_("set EDITOR to nano, vim or nvim; or type the text without --editor"),
                editor=Path(name).name,
            )
    raise NotThere(
        N_("there is no editor that vp can start"),
        N_("install nano, vim or nvim, or type the text without --editor"),
    )


def write(
    program: list[str], begun: bytes, environ: Mapping[str, str], keep: Callable[[bytes], None]
) -> bytes:
    """What was written, which began as `begun`; `keep` is handed it as often as it is saved.

    Raises BrokenOff, NotThere where there is no memory to write in, NotReadable.
    """
    with scratch.folder(environ) as place:
        path = place / NAME
        files.create(path, begun)
        lies = _terminal()
        child = subprocess.Popen(  # noqa: S603 (one of three programs, with our options)
            [*program, NAME], env=_environ(environ, place), cwd=place, stdout=_TERMINAL
        )
        interrupting = signal.signal(signal.SIGINT, lambda *_: None)
        try:
            code = _wait(child, path, keep)
        except BaseException:
            _end(child)
            _terminal(lies)
            raise BrokenOff(_newest(path)) from None
        finally:
            signal.signal(signal.SIGINT, interrupting)
        written = files.read(path, limit=_LIMIT)
        if code != 0:
            raise BrokenOff(written)
        return written


def _wait(child: "subprocess.Popen[bytes]", path: Path, keep: Callable[[bytes], None]) -> int:
    kept = files.read(path, limit=_LIMIT)
    while True:
        try:
            return child.wait(PAUSE)
        except subprocess.TimeoutExpired:
            if (now := _newest(path)) not in (kept, b""):
                keep(now)
                kept = now


def _end(child: "subprocess.Popen[bytes]") -> None:
    """The editor is gone; it was asked first, so that it could save."""
    child.send_signal(signal.SIGHUP)
    try:
        child.wait(1.0)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _terminal(put_back: list[Any] | None = None) -> list[Any] | None:
    """How the terminal is set, put back as it was when an editor had no time to."""
    with suppress(ImportError, OSError):
        import termios

        with suppress(termios.error):
            if put_back:
                termios.tcsetattr(_TERMINAL, termios.TCSANOW, put_back)
            return termios.tcgetattr(_TERMINAL)
    return None


def _newest(path: Path) -> bytes:
    """What the editor wrote last, to the file or beside it."""
    there = [one for one in (path, path.with_name(SAVED)) if one.is_file()]
    found = max(there, key=lambda one: one.stat().st_mtime_ns, default=None)
    return files.read(found, limit=_LIMIT) if found else b""


def _environ(environ: Mapping[str, str], place: Path) -> dict[str, str]:
    """What the editor may know, and homes that are gone with the text."""
    passed = {name: environ[name] for name in _PASSED if name in environ}
    homes = dict.fromkeys((*_HOMES, *_HOMES_XDG), str(place))
    return passed | homes | {"NVIM_LOG_FILE": os.devnull}


def _words(asked: str) -> list[str]:
    """The program alone: its options could undo ours."""
    try:
        return shlex.split(asked)[:1]
    except ValueError:
        return [asked]


def _kind(program: Path) -> str:
    """`vim` of vim.basic and of vim.tiny; nothing for a program that is none of the three."""
    stem = program.name.partition(".")[0]
    return stem if stem in _OPTIONS else ""
