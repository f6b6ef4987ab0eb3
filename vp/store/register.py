"""The destruction record: what was destroyed, when and under which term, chained.

    format: 1
    dossier: 9x2m-4kd7
    pending:      begun and not finished: finished by the next command that writes
    destroyed:    finished, oldest first; `chain` is the SHA-256 over the entry before and this one
    redacting:    old keys of cases from which a text is being taken out; begun and not finished
    redacted:     those that are destroyed, in a chain of their own; the case itself lives on
    # sha256 ...  over all that is above: a record that was cut off is not a shorter one

It lives in home, holds no word of a case, and is never a secret. Every command looks whether the
key of a destroyed case, or a replaced key, came back (a restored mirror, an old clone) and
destroys it again.
"""

import hashlib
from datetime import date
from pathlib import Path

import msgspec

from vp.domain.case import FORMAT
from vp.domain.record import Record
from vp.errors import NotReadable, NotThere
from vp.locale import N_
from vp.store import codec, files, strict

_SUM = b"# sha256 "


class Destruction(Record, kw_only=True):
    """One destroyed case: its term, and the digests of its last file and of its sealed key."""

    id: str
    term: date
    case: str = ""
    key: str = ""
    on: date | None = msgspec.field(default=None, name="day")
    chain: str = ""


class OldKey(Record, kw_only=True):
    """One old key of a case that got a new one: its digest, and the day it was replaced."""

    # `key` comes first: a line `- id:` is read as a destroyed case, at a glance.
    key: str
    case: str
    on: date = msgspec.field(name="day")
    chain: str = ""


class Register(Record, kw_only=True):
    """The record as a whole."""

    format: int = msgspec.field(default=0)
    dossier: str
    pending: tuple[Destruction, ...] = ()
    destroyed: tuple[Destruction, ...] = ()
    redacting: tuple[OldKey, ...] = ()
    redacted: tuple[OldKey, ...] = ()


def read(path: Path, dossier: str) -> Register:
    """The record at the path; an empty one where nothing was ever destroyed."""
    try:
        data = files.read(path, limit=files.RECORD_LIMIT)
    except NotThere:
        return Register(format=FORMAT, dossier=dossier)
    record = codec.load(data, Register, path.name, strict.OWN)
    body, _mark, told = data.rpartition(_SUM)
    if told != _digest(body) or record.dossier != dossier:
        raise NotReadable(
            N_("{name} was cut off or changed"),
            N_("put back a copy from your backup; it says what was destroyed"),
            name=path.name,
        )
    return record


def write(path: Path, register: Register) -> None:
    """The record is on the disk, and ends with a sum over all of it."""
    body = codec.dump(register, strict.OWN)
    files.replace(path, body + _SUM + _digest(body))


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


def begin_redaction(register: Register, keys: list[OldKey]) -> Register:
    """The record that says these keys will be destroyed: each case has its new key already."""
    begun = {one.key for one in register.redacting}
    more = tuple(one for one in keys if one.key not in begun)
    return msgspec.structs.replace(register, redacting=(*register.redacting, *more))


def complete_redaction(register: Register) -> Register:
    """The record in which every key that was being replaced is destroyed, each one chained."""
    done = list(register.redacted)
    for one in register.redacting:
        before = done[-1].chain if done else ""
        done.append(msgspec.structs.replace(one, chain=_link_key(before, one)))
    return msgspec.structs.replace(register, redacting=(), redacted=tuple(done))


def require_whole(register: Register) -> None:
    """Nothing, when every link of both chains fits; else NotReadable."""
    before = ""
    for one in register.destroyed:
        if one.chain != _link(before, one):
            raise _broken(one.id)
        before = one.chain
    before = ""
    for key in register.redacted:
        if key.chain != _link_key(before, key):
            raise _broken(key.case)
        before = key.chain


def _digest(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode() + b"\n"


def _broken(case: str) -> NotReadable:
    return NotReadable(
        N_("the destruction record does not fit its chain, from {case} on"),
        N_("somebody changed it; put back a copy from your backup"),
        case=case,
    )


def _link(before: str, one: Destruction) -> str:
    return _sha256(before, one.id, str(one.term), str(one.on), one.case, one.key)


def _link_key(before: str, one: OldKey) -> str:
    return _sha256(before, one.key, one.case, str(one.on))


def _sha256(*told: str) -> str:
    return hashlib.sha256("\n".join(told).encode()).hexdigest()
