"""Sealed files by their names in the folder, opened from bytes: of here, of a commit, of a remote.

Whatever the bytes come from, they count only when the key in the cabinet opens them and what is in
them says that it belongs in that place.
"""

from typing import TYPE_CHECKING, Any, NamedTuple

from vp.domain.activity import Journal
from vp.domain.case import Case
from vp.domain.profile import Profile
from vp.errors import NotReadable, NotThere
from vp.store import codec, seen, strict
from vp.store.papers import PROFILE

if TYPE_CHECKING:
    from vp.store.dossier import Dossier

LEDGER = "ledger"


class Opened(NamedTuple):
    """One sealed file and what is in it."""

    sealed: bytes
    record: Any
    """A Case, Profile or Journal; the ledger as plain values."""
    revision: int
    key: str = ""


def name_of(path: str) -> str:
    """The name of the key of the file at this path in the folder; empty for an unsealed file."""
    under, _slash, file = path.rpartition("/")
    stem = file.removesuffix(".age")
    if stem == file:
        return ""
    return f"journal-{stem}" if under == "journal" and stem != LEDGER else stem


def open_(dossier: "Dossier", name: str, sealed: bytes) -> Opened | None:
    """The file of this name; None when no key here opens it, or another file lies in its place."""
    try:
        data = dossier.cabinet.unseal(name, sealed)
        record = _record(name, data)
        if not _belongs(dossier, name, record):
            return None
        keys = dossier.cabinet.keys(name)
        digest = seen.key_digest(keys[0]) if len(keys) == 1 else ""
    except (NotReadable, NotThere):
        return None
    return Opened(sealed, record, _revision(record), digest)


def _record(name: str, data: bytes) -> Any:
    if name == PROFILE:
        return codec.load(data, Profile, name)
    if name == LEDGER:
        return strict.load(data, name)
    return codec.load(data, Journal if name.startswith("journal-") else Case, name)


def _belongs(dossier: "Dossier", name: str, record: Any) -> bool:
    match record:
        case Case():
            return (record.id, record.dossier) == (name, dossier.marker.id)
        case Journal():
            return (f"journal-{record.year}", record.dossier) == (name, dossier.marker.id)
        case Profile():
            return record.dossier == dossier.marker.id
        case dict():
            return bool(record.get("dossier", dossier.marker.id) == dossier.marker.id)
        case _:
            return False


def _revision(record: Any) -> int:
    """How often it was saved; of a ledger, how much is in it."""
    if isinstance(record, dict):
        return sum(len(one) for one in record.values() if isinstance(one, list))
    revision: int = record.revision
    return revision
