"""Files that somebody names on the command line: any path, a pipe too, or standard input."""

from pathlib import Path
from typing import TYPE_CHECKING

from vp.errors import NotAllowed, NotReadable, NotThere, NotWritten
from vp.locale import N_
from vp.store.reasons import why

if TYPE_CHECKING:
    from vp.cli.context import Context

STDIN = "-"


def read(context: "Context", path: Path, limit: int | None = None) -> bytes:
    """What is in the file, or what was piped in for `-`. Raises NotThere or NotReadable.

    Of a file at most one byte more than `limit` is read, so that the caller can refuse it.
    """
    if str(path) == STDIN:
        return context.read()
    try:
        with path.expanduser().open("rb") as file:
            return file.read(-1 if limit is None else limit + 1)
    except FileNotFoundError:
        raise NotThere(
            N_("{name} is not there"),
            N_("look at the path and its spelling"),
            name=name(path, STDIN),
        ) from None
    except OSError as error:
        raise NotReadable(
            N_("{name} cannot be read: {why}"),
            N_("look at its owner and rights"),
            name=name(path, STDIN),
            why=why(error),
        ) from None


def name(path: Path, piped: str) -> str:
    """How the file is called in a message; `piped` for standard input."""
    return piped if str(path) == STDIN else path.name or str(path)


def place(context: "Context", path: Path) -> Path:
    """Where a file for somebody else is written.

    Raises NotAllowed among vp's own files, which are pushed and copied, and NotWritten where
    nothing can be written.
    """
    full = path.expanduser().absolute()
    require_outside(context, full)
    if not full.parent.is_dir() or full.is_dir():
        raise NotWritten(
            N_("{name} cannot be written there"),
            N_("name a file in a folder that exists"),
            name=full.name,
        )
    return full


def require_outside(context: "Context", full: Path) -> None:
    """Nothing, when the path lies outside dossier and home; else NotAllowed."""
    folder = full.parent.resolve()
    own = (context.folder.resolve(), context.dossier.private.resolve())
    if folder == context.home.resolve() or any(folder.is_relative_to(one) for one in own):
        raise NotAllowed(
            N_("{name} would lie among the files of vp itself, which others may copy"),
            N_("choose a place outside the dossier"),
            name=full.name,
        )
