"""What the file name of a key in the cabinet says: what it opens, its term, and its state.

keys/k7fm-2qxd.age                       an open (or held) case
keys/k7fm-2qxd.2028-03-05.DIGEST.age     a closed one, with its term and the file's digest
keys/k7fm-2qxd.new.age                   being made; see vp.store.shelf
keys/k7fm-2qxd.old.age                   replaced, and about to be destroyed
keys/profile.age, keys/journal-2026.age, keys/ledger.age   the other sealed files
"""

import re
from collections.abc import Collection, Iterable
from datetime import date

from vp.domain.ids import CASE_ID
from vp.domain.retention import Term
from vp.errors import NotWritten
from vp.locale import N_

DIGEST_LENGTH = 32
_OPENS = rf"(?P<name>{CASE_ID.pattern}|profile|ledger|journal-[0-9]{{4}})"
# Not compiled here: an idle purge, which starts every day, has no use for them.
_SETTLED = (
    rf"{_OPENS}(?:\.(?P<due>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})\.(?P<digest>[0-9a-f]{{32}}))?\.age"
)
_ASIDE = rf"{_OPENS}\.(?:new|old)\.age"
_NAME, _DUE = slice(9), slice(10, 20)
"""Where name and term stand in the file name of a closed case's key."""
_CLOSED = len("k7fm-2qxd.2028-03-05..age") + DIGEST_LENGTH


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
    match = re.fullmatch(_SETTLED, entry) or re.fullmatch(_ASIDE, entry)
    return match["name"] if match else ""


def is_settled(entry: str) -> bool:
    """Whether it is the file name of a key that stands in its place."""
    return re.fullmatch(_SETTLED, entry) is not None


def term(entry: str) -> Term | None:
    """What the file name of a case's own key says; None for any other file name."""
    match = re.fullmatch(_SETTLED, entry)
    if match is None or not CASE_ID.fullmatch(match["name"]):
        return None
    try:
        due = date.fromisoformat(match["due"]) if match["due"] else None
    except ValueError:
        return Term(match["name"], None, "")
    return Term(match["name"], due, match["digest"] or "")


def terms(entries: Iterable[str]) -> list[Term]:
    """What these file names of case keys say.

    Of several names for one case, from an old copy, the one without a date counts, or else the
    one with the latest: the next opening puts it right, and until then nothing goes too soon.
    """
    found = filter(None, map(term, sorted(entries)))
    return list({one.case: one for one in found}.values())


def until(entries: Collection[str], today: date) -> list[Term]:
    """Of `terms` at least those that have come by this day, and those of the first day after it.

    A purge that has nothing to do reads next to none of the names: days sort as they are written.
    """
    closed = [entry for entry in entries if len(entry) == _CLOSED]
    now = today.isoformat()
    days = [now, *(entry[_DUE] for entry in closed if entry[_DUE] > now)]
    found: list[Term] = []
    for last in (min(days[1:], default=now), max(days)):
        cases = {entry[_NAME] for entry in closed if entry[_DUE] <= last}
        found = terms(entry for entry in entries if entry[_NAME] in cases)
        if any(one.due and one.due.isoformat() == last for one in found):
            break  # else another name of that case counts
    return found


def marked(name: str, due: date | None, sealed: bytes) -> str:
    """The file name of the key of a file that is stored like this; no date for an open case."""
    return settled(name, due, digest(sealed) if due else "")


def digest(data: bytes) -> str:
    """The name by which a sealed file is recognised: half of its SHA-256, in hex."""
    from hashlib import sha256

    return sha256(data).hexdigest()[:DIGEST_LENGTH]


def taken(name: str) -> NotWritten:
    """That there is a key, or a file, of that name already."""
    return NotWritten(
        N_("there is a key or a file of {name} already; it was not saved"),
        N_("put the folder and the cabinet together again; vp check tells what is missing"),
        name=name,
    )
