"""Records and their bytes: the format of what lies under the seal.

    format: 1               the number of this description; a reader refuses a higher one
    dossier: 9x2m-4kd7      the dossier the file belongs to, as vp.yaml names it
    id: k7fm-2qxd           the file's own name; a case in another place is refused
    alias: stille merel     two words to call the case by
    revision: 4             how often it was saved
    facts: {...}            what the annual report counts (vp.domain.case.Facts)
    people: {...}           names and contacts behind handles (vp.domain.case.Person)
    log: [...]              the entries, oldest first (vp.domain.entries)

It is YAML in UTF-8, padded with newlines to 16, 64 or 256 KiB, 1 or 4 MiB, so that a note does
not show in the size of the sealed file. Fields that have their default are left out. Profile and
journals are written the same way. Messages of the validator quote values, so only the path of a
field is ever shown.
"""

import re
from datetime import date, datetime
from typing import TypeVar

import msgspec

from vp.domain.case import FORMAT
from vp.domain.record import Record
from vp.errors import NotReadable, NotWritten
from vp.locale import N_
from vp.store import strict

LADDER = (16 * 1024, 64 * 1024, 256 * 1024, 1024 * 1024, 4 * 1024 * 1024)

R = TypeVar("R", bound=Record)
_PATH = re.compile(r"`(\$[^`]*)`")


def dump(value: Record, room: strict.Room = strict.USUAL) -> bytes:
    """The YAML of the record, which reads back as an equal record. Raises NotWritten."""
    plain = msgspec.to_builtins(value, builtin_types=(date, datetime))
    data = strict.dump(plain)
    if len(data) > room.size:
        raise _too_large()
    if load(data, type(value), "copy", room) != value:
        raise NotWritten(
            N_("the text cannot be written so that it reads back the same"),
            N_("this is a fault of vp; nothing was saved"),
        )
    return data


def load(data: bytes, kind: type[R], name: str, room: strict.Room = strict.USUAL) -> R:
    """The record in the data. Raises NotReadable, naming the file and at most a field's path."""
    return convert(strict.load(data, name, room), kind, name)


def convert(plain: strict.Plain, kind: type[R], name: str) -> R:
    """The record that plain values make; a higher format number is refused before anything else."""
    if isinstance(plain, dict):
        _require_known(plain.get("format", "0"), name)
    try:
        return msgspec.convert(plain, kind, strict=False)
    except msgspec.ValidationError as error:
        found = _PATH.search(str(error))
        raise NotReadable(
            N_("{name} is not what vp writes, at {path}"),
            N_("correct that field, or put back a copy from your backup"),
            name=name,
            path=found[1] if found else "$",
        ) from None


def pad(data: bytes) -> bytes:
    """The data with newlines up to the next size of the ladder. Raises NotWritten above it."""
    for size in LADDER:
        if len(data) <= size:
            return data.ljust(size, b"\n")
    raise _too_large()


def _too_large() -> NotWritten:
    return NotWritten(
        N_("the case has grown beyond 4 MiB and was not saved"),
        N_("move long documents out of the notes, or split the case in two"),
    )


def _require_known(number: object, name: str) -> None:
    if not str(number).isdecimal() or int(str(number)[:9]) > FORMAT:
        raise NotReadable(
            N_("{name} was written by a newer vp (format {number}; this vp reads {known})"),
            N_("install the newest vp on this computer too"),
            name=name,
            number=str(number)[:9] if str(number).isdecimal() else "?",
            known=FORMAT,
        )
