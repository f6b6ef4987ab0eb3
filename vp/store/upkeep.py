"""What home remembers of the care for its keys: mirrors of the cabinet, and the last rotation.

    since: 2026-06-01           the day this cabinet came to this home
    rotated: 2026-06-01         the day identity and recovery key were last replaced
    mirror: 9x2m4kd7 2026-06-01 DIGEST /media/stick/vp-9x2m-4kd7

A mirror has an id, so that another stick in the same place is not taken for it, the day of its
last whole copy, the digest of the destruction record it was last told, and its folder; `-` stands
for what is not known yet. Plain lines, read without a YAML library: every command looks here.
"""

import os
import re
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from vp.errors import NotThere
from vp.store import files

NAME = "upkeep.txt"
FRESH = timedelta(days=7)
"""How old the newest whole copy of the cabinet may be."""
_LIMIT = 1024 * 1024
_DAY = re.compile(rb"(since|rotated): ([0-9]{4}-[0-9]{2}-[0-9]{2})")
_MIRROR = re.compile(rb"mirror: ([0-9a-z]{8}) ([0-9]{4}-[0-9]{2}-[0-9]{2}|-) ([0-9a-f]{32}|-) (.+)")


class Mirror(NamedTuple):
    """One copy of the cabinet that vp was told of."""

    id: str
    folder: Path
    last: date | None = None
    told: str = ""


class Upkeep(NamedTuple):
    """What is remembered; nothing but mirrors makes a difference to what a command does."""

    since: date | None = None
    rotated: date | None = None
    mirrors: tuple[Mirror, ...] = ()

    @property
    def mirrored(self) -> date | None:
        """The day of the newest whole copy."""
        return max((one.last for one in self.mirrors if one.last), default=None)

    def is_overdue(self, today: date) -> bool:
        """Whether the last whole copy of the keys is older than a week, or was never made."""
        last = self.mirrored or self.since
        return last is None or today - last > FRESH


def read(private: Path) -> Upkeep:
    """What is remembered; a line that cannot be understood is passed over."""
    try:
        lines = files.read(private / NAME, limit=_LIMIT).splitlines()
    except NotThere:
        return Upkeep()
    days = {found[1]: _day(found[2]) for found in filter(None, map(_DAY.fullmatch, lines))}
    mirrors = (
        Mirror(found[1].decode(), _path(found[4]), _day(found[2]), _word(found[3]))
        for found in filter(None, map(_MIRROR.fullmatch, lines))
    )
    return Upkeep(days.get(b"since"), days.get(b"rotated"), tuple(mirrors))


def strays(private: Path) -> int:
    """How many lines cannot be understood: each may have been a mirror."""
    try:
        lines = files.read(private / NAME, limit=_LIMIT).splitlines()
    except NotThere:
        return 0
    known = [line for line in lines if _DAY.fullmatch(line) or _MIRROR.fullmatch(line)]
    return len(lines) - len(known)


def write(private: Path, upkeep: Upkeep) -> None:
    """It is remembered."""
    lines = [f"since: {upkeep.since}".encode()] if upkeep.since else []
    lines += [f"rotated: {upkeep.rotated}".encode()] if upkeep.rotated else []
    for one in upkeep.mirrors:
        head = f"mirror: {one.id} {one.last or '-'} {one.told or '-'} ".encode()
        lines.append(head + os.fsencode(one.folder))
    files.replace(private / NAME, b"".join(line + b"\n" for line in lines))


def remember(private: Path, mirror: Mirror) -> None:
    """The mirror is known here, in place of what was known of it."""
    known = read(private)
    others = tuple(one for one in known.mirrors if one.id != mirror.id)
    write(private, known._replace(mirrors=(*others, mirror)))


def _day(word: bytes) -> date | None:
    try:
        return date.fromisoformat(word.decode())
    except ValueError:
        return None


def _word(found: bytes) -> str:
    return "" if found == b"-" else found.decode()


def _path(found: bytes) -> Path:
    return Path(os.fsdecode(found))
