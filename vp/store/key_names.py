"""What the file name of a key in the cabinet says: what it opens, its term, and its state.

keys/k7fm-2qxd.age                       an open (or held) case
keys/k7fm-2qxd.2028-03-05.DIGEST.age     a closed one, with its term and the file's digest
keys/k7fm-2qxd.new.age                   being made; see vp.store.shelf
keys/k7fm-2qxd.old.age                   replaced, and about to be destroyed
keys/profile.age, keys/journal-2026.age, keys/ledger.age   the other sealed files
"""

import re
from datetime import date

from vp.domain.ids import CASE_ID
from vp.domain.retention import Term

DIGEST_LENGTH = 32
_OPENS = rf"(?P<name>{CASE_ID.pattern}|profile|ledger|journal-[0-9]{{4}})"
_SETTLED = re.compile(
    rf"{_OPENS}(?:\.(?P<due>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})\.(?P<digest>[0-9a-f]{{32}}))?\.age"
)
_ASIDE = re.compile(rf"{_OPENS}\.(?:new|old)\.age")


def settled(name: str, due: date | None = None, digest: str = "") -> str:
    """The file name of the key of this file; for a closed case with its term and digest."""
    return f"{name}.{due.isoformat()}.{digest}.age" if due else f"{name}.age"


def fresh(name: str) -> str:
    """The file name of a key that is being made."""
    return f"{name}.new.age"


def leaving(name: str) -> str:
    """The file name of a key that was replaced, until it is destroyed."""
    return f"{name}.old.age"


def opens(entry: str) -> str:
    """The file that a key of this file name opens, whatever its state; empty for no key."""
    match = _SETTLED.fullmatch(entry) or _ASIDE.fullmatch(entry)
    return match["name"] if match else ""


def is_settled(entry: str) -> bool:
    """Whether it is the file name of a key that stands in its place."""
    return _SETTLED.fullmatch(entry) is not None


def term(entry: str) -> Term | None:
    """What the file name of a case's own key says; None for any other file name."""
    name, _dot, rest = entry.partition(".")
    if rest == "age":  # most keys, and an idle purge looks at every name
        return Term(name, None, "") if CASE_ID.fullmatch(name) else None
    match = _SETTLED.fullmatch(entry)
    if match is None or not CASE_ID.fullmatch(match["name"]):
        return None
    try:
        due = date.fromisoformat(match["due"]) if match["due"] else None
    except ValueError:
        return Term(match["name"], None, "")
    return Term(match["name"], due, match["digest"] or "")


def marked(name: str, due: date | None, sealed: bytes) -> str:
    """The file name of the key of a file that is stored like this; no date for an open case."""
    return settled(name, due, digest(sealed) if due else "")


def digest(data: bytes) -> str:
    """The name by which a sealed file is recognised: half of its SHA-256, in hex."""
    from hashlib import sha256

    return sha256(data).hexdigest()[:DIGEST_LENGTH]
