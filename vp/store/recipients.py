"""Who can open the keys: `recipients.txt` in the dossier's place in home.

    # counsellor
    age1...
    # recovery
    age1...

The line above a recipient is his name. The file is read by `age -R` as it stands. A first line of
its own says that the keys are still being sealed anew for these (see `vp.store.resealing`).
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from vp.errors import NotReadable, NotThere
from vp.locale import N_
from vp.store import files

NAME = "recipients.txt"
OWN = "counsellor"
PAPER = "recovery"
UNFINISHED = "## the keys are being sealed anew for these; vp goes on with it"


class Recipient(NamedTuple):
    """Somebody who can open the keys: the name he has here, and his age recipient."""

    name: str
    public: str


def read(private: Path) -> list[Recipient]:
    """Everybody who can open the keys. Raises NotReadable for what vp cannot seal to."""
    from vp.store import age

    found: list[Recipient] = []
    name = ""
    for line in _text(private).splitlines():
        line = line.strip()
        if line.startswith("#"):
            name = line.strip("# ")
        elif line:
            found.append(Recipient(name or f"recipient {len(found) + 1}", line))
            name = ""
    if not found or not all(age.is_recipient(one.public) for one in found):
        raise NotReadable(
            N_("{name} does not hold age recipients"),
            N_("put back the one from a copy of the keys; vp key list shows where copies are"),
            name=NAME,
        )
    return found


def write(private: Path, everyone: Sequence[Recipient], *, unfinished: bool = False) -> None:
    """These can open the keys; `unfinished` while the keys are not sealed for them yet."""
    files.replace(private / NAME, text(everyone, unfinished=unfinished))


def text(everyone: Sequence[Recipient], *, unfinished: bool = False) -> bytes:
    """The file that says so."""
    head = f"{UNFINISHED}\n" if unfinished else ""
    return (head + "".join(f"# {name}\n{public}\n" for name, public in everyone)).encode()


def is_unfinished(private: Path) -> bool:
    """Whether the keys are still being sealed anew; a glance."""
    try:
        return needs_sealing(private)
    except (NotThere, NotReadable):
        return False


def needs_sealing(private: Path) -> bool:
    """As `is_unfinished`, for who destroys on the answer: what cannot be read raises."""
    return _text(private).startswith(UNFINISHED)


def _text(private: Path) -> str:
    return files.read(private / NAME).decode("utf-8", "replace")
