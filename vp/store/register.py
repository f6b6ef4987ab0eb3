"""The destruction record: what was destroyed, when and under which term, chained.

    format: 1
    dossier: 9x2m-4kd7
    pending:      begun and not finished: finished by the next command that writes
    destroyed:    finished, oldest first; `chain` is the SHA-256 over the entry before and this one

It lives in home, holds no word of a case, and is never a secret. Every command looks whether a
destroyed case's key came back (a restored mirror, an old clone) and destroys it again.
"""

from datetime import date
from pathlib import Path

import msgspec

from vp.domain.case import FORMAT
from vp.domain.record import Record
from vp.errors import NotReadable, NotThere
from vp.locale import N_
from vp.store import codec, files


class Destruction(Record, kw_only=True):
    """One destroyed case: its term, and the digests of its last file and of its sealed key."""

    id: str
    term: date
    case: str = ""
    key: str = ""
    on: date | None = msgspec.field(default=None, name="day")
    chain: str = ""


class Register(Record, kw_only=True):
    """The record as a whole."""

    format: int = msgspec.field(default=0)
    dossier: str
    pending: tuple[Destruction, ...] = ()
    destroyed: tuple[Destruction, ...] = ()


def read(path: Path, dossier: str) -> Register:
    """The record at the path; an empty one where nothing was ever destroyed."""
    try:
        data = files.read(path)
    except NotThere:
        return Register(format=FORMAT, dossier=dossier)
    return codec.load(data, Register, path.name)


def write(path: Path, register: Register) -> None:
    """The record is on the disk."""
    files.replace(path, codec.dump(register))


def begin(register: Register, intended: list[Destruction]) -> Register:
    """The record that says these will be destroyed: the point of no return once it is written."""
    begun = {one.id for one in register.pending}
    more = tuple(one for one in intended if one.id not in begun)
    return msgspec.structs.replace(register, pending=(*register.pending, *more))


def complete(register: Register, day: date) -> Register:
    """The record in which everything pending is destroyed, each entry chained to the one before."""
    done = list(register.destroyed)
    for one in register.pending:
        before = done[-1].chain if done else ""
        finished = msgspec.structs.replace(one, on=day)
        done.append(msgspec.structs.replace(finished, chain=_link(before, finished)))
    return msgspec.structs.replace(register, pending=(), destroyed=tuple(done))


def require_whole(register: Register) -> None:
    """Nothing, when every link of the chain fits; else NotReadable."""
    before = ""
    for one in register.destroyed:
        if one.chain != _link(before, one):
            raise NotReadable(
                N_("the destruction record does not fit its chain, from {case} on"),
                N_("somebody changed it; put back a copy from your backup"),
                case=one.id,
            )
        before = one.chain


def _link(before: str, one: Destruction) -> str:
    from hashlib import sha256

    told = "\n".join((before, one.id, str(one.term), str(one.on), one.case, one.key))
    return sha256(told.encode()).hexdigest()
