"""The counsellor's own templates: read with care, and filled in by a child with limits."""

import stat
from collections.abc import Generator, Mapping
from pathlib import Path
from typing import Any, cast

import msgspec
from jinja2.sandbox import ImmutableSandboxedEnvironment

from vp.errors import NotReadable
from vp.locale import N_
from vp.render.child import LENGTH, Ended, Limits, confined
from vp.render.mistakes import Mistake, Unusable, error, find
from vp.render.templates import environment

LARGEST = 256 << 10
"""Bytes of one template."""
_MISTAKE = 4 << 10
"""Bytes of a mistake as a child tells it, at most."""


def has_any(folder: Path) -> bool:
    """Whether anything lies in the folder. Raises NotReadable when that cannot be seen."""
    try:
        return any(folder.iterdir())
    except FileNotFoundError:
        return False
    except OSError:
        raise NotReadable(
            N_("the templates of your own cannot be read"),
            N_("templates in your home folder must be a folder you may read; mend or remove it"),
        ) from None


def source(folder: Path, name: str) -> tuple[str, str, None] | None:
    """Text and path of the template of this name in the folder, as jinja asks; None if not there.

    Raises Unusable when what is there is not a plain file of text, or lies elsewhere.
    """
    parts = name.split("/")
    if any(part in ("", ".", "..") or set(part) & set("\\:\0") for part in parts):
        return None
    path = folder.joinpath(*parts)
    try:
        modes = [folder.joinpath(*parts[:end]).lstat().st_mode for end in range(1, len(parts) + 1)]
        if any(map(stat.S_ISLNK, modes)):
            raise Unusable("link", name)
        if not stat.S_ISREG(modes[-1]):
            raise Unusable("folder" if stat.S_ISDIR(modes[-1]) else "special", name)
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        raise Unusable("closed", name) from None
    return _text(data, name), str(path), None


def _text(data: bytes, name: str) -> str:
    if len(data) > LARGEST:
        raise Unusable("large", name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unusable("text", name) from None


def filled(
    name: str,
    content: Mapping[str, Any],
    language: str,
    folder: Path,
    limits: Limits,
    start: str = "",
) -> str:
    """The template of this name, filled in by a child; what is not in the folder comes from vp.

    Raises NotReadable for a mistake in it, or when it takes more than it may. `start` as in
    `vp.render.child.confined`.
    """
    work = (name, dict(content), language, folder, limits.answer)
    try:
        room = limits._replace(answer=limits.answer + _MISTAKE)
        answer = confined(_work, work, room, start)
    except Ended as ended:
        raise error(Mistake(kind=ended.why, name=name)) from None
    if answer[:1] == b"!":
        raise error(msgspec.json.decode(answer[1:], type=Mistake))
    return answer[1:].decode()


def _work(name: str, content: dict[str, Any], language: str, folder: Path, most: int) -> bytes:
    sandbox = environment(language, folder)
    try:
        return b"=" + _bytes(sandbox, name, content, most)
    except BaseException as raised:
        return b"!" + msgspec.json.encode(find(raised, sandbox, name, folder))


def _bytes(
    sandbox: ImmutableSandboxedEnvironment, name: str, content: dict[str, Any], most: int
) -> bytes:
    template = sandbox.get_template(name)
    # Not Template.render, which builds the whole text first and hides the lines of what it calls.
    pieces = cast(
        Generator[str, None, None], template.root_render_func(template.new_context(content))
    )
    made, length = [], 0
    for piece in pieces:
        made.append(piece.encode())
        length += len(made[-1])
        if length > most:
            pieces.throw(Ended(LENGTH))
    return b"".join(made)
