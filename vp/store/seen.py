"""What this laptop has seen of its files and its remote, so that nothing old can pass for new.

`seen.age` lies in home, sealed, and is no cache: without it an older version of a case, or an
older commit of the remote, would look like the newest. It holds no word of a case.

    remote: ...             the address
    commit: ...             the last commit of the remote that was taken in
    files: {k7fm-2qxd: {revision: 7, synced: 6, key: ...}}
                            the highest revision seen here, the one that the remote has, and a
                            digest of the key it was sealed to
    waiting: {cases/....age: ...}   files of the remote that could not be merged yet, each with
                            the version that both sides began with
    kept: [...]             cases that were destroyed elsewhere, and stay here: a person said so
    settings: ...           a digest of the settings of git that were found to be harmless
    glance: ...             how the files lay when folder and remote were last the same
"""

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from vp.domain.case import FORMAT
from vp.domain.record import Record
from vp.errors import NotReadable, NotThere
from vp.locale import N_
from vp.store import files
from vp.store.age import seal, unseal

if TYPE_CHECKING:
    from vp.store.age import Identity
    from vp.store.shelf import Shelf

NAME = "seen.age"


class Mark(Record, kw_only=True):
    """How far one file has come."""

    revision: int = 0
    synced: int = 0
    key: str = ""


class Seen(Record, kw_only=True):
    """What was seen of one dossier."""

    format: int = msgspec.field(default=0)
    dossier: str
    remote: str = ""
    commit: str = ""
    files: dict[str, Mark] = {}
    waiting: dict[str, str] = {}
    kept: tuple[str, ...] = ()
    settings: str = ""
    glance: str = ""


def path(shelf: "Shelf") -> Path:
    """Where it lies."""
    return shelf.private / NAME


def read(shelf: "Shelf") -> Seen:
    """What was seen so far; nothing where there is no such file. Raises NotReadable."""
    try:
        sealed = files.read(path(shelf))
    except NotThere:
        return Seen(format=FORMAT, dossier=shelf.marker.id)
    data = unseal(sealed, [shelf.cabinet.unlock()], NAME)
    try:
        found = msgspec.json.decode(data, type=Seen)
    except msgspec.MsgspecError:
        raise _damaged() from None
    if found.dossier != shelf.marker.id or found.format > FORMAT:
        raise _damaged()
    return found


def write(shelf: "Shelf", seen: Seen) -> None:
    """It is remembered, sealed for whoever can open the keys."""
    data = msgspec.json.encode(seen)
    files.replace(path(shelf), seal(data, shelf.cabinet.recipients()))


def of(seen: Seen, name: str) -> Mark:
    """How far the file of this name has come, as far as is known."""
    return seen.files.get(name, Mark())


def key_digest(key: "Identity") -> str:
    """By which a key is known again: a digest of its public half, which stands nowhere else."""
    from hashlib import sha256

    return sha256(key.recipient.encode()).hexdigest()[:32]


def went_back(mark: Mark, revision: int) -> bool:
    """Whether a file of this revision is older than what was seen."""
    return revision < mark.revision


def _damaged() -> NotReadable:
    return NotReadable(
        N_("{name} is damaged: vp no longer knows what it has seen"),
        N_("put it back from your backup; or take it away and look at every case before you sync"),
        name=NAME,
    )
