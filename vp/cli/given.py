"""Files that somebody names on the command line: any path, a pipe too, or standard input."""

from pathlib import Path
from typing import TYPE_CHECKING

from vp.errors import NotReadable, NotThere
from vp.locale import N_
from vp.store.reasons import why

if TYPE_CHECKING:
    from vp.cli.context import Context

STDIN = "-"


def read(context: "Context", path: Path) -> bytes:
    """What is in the file, or what was piped in for `-`. Raises NotThere or NotReadable."""
    if str(path) == STDIN:
        return context.read()
    try:
        return path.expanduser().read_bytes()
    except FileNotFoundError:
        raise NotThere(
            N_("{name} is not there"), N_("look at the path and its spelling"), name=path.name
        ) from None
    except OSError as error:
        raise NotReadable(
            N_("{name} cannot be read: {why}"),
            N_("look at its owner and rights"),
            name=path.name,
            why=why(error),
        ) from None


def name(path: Path, piped: str) -> str:
    """How the file is called in a message; `piped` for standard input."""
    return piped if str(path) == STDIN else path.name
