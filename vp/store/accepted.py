"""What somebody looked into and found right as it is, so that `vp check` is silent about it.

    disk 2026-06-01         the finding, and the day on which it was accepted

It counts for a year: disks and computers change. Only what vp cannot see for itself, or what is a
choice of the counsellor's, can be accepted; the lines lie in home, by `accepted.txt`.
"""

import re
from datetime import date, timedelta
from pathlib import Path

from vp.errors import NotThere, Usage
from vp.locale import N_
from vp.store import files

NAME = "accepted.txt"
KEYS = (
    "disk", "windows", "snapshots", "swap", "stick", "no_passphrase", "ssh_key", "no_recovery",
    "mirror_away", "folder_shared", "settings",
)  # fmt: skip
"""The findings that can be accepted."""
LASTS = timedelta(days=365)
_LINE = re.compile(rb"([a-z_]+) ([0-9]{4}-[0-9]{2}-[0-9]{2})")


def read(private: Path, today: date) -> set[str]:
    """The findings that are accepted on this day; a line that cannot be read counts for none."""
    return {key for key, day in _days(private).items() if day <= today <= day + LASTS}


def accept(private: Path, key: str, today: date) -> None:
    """The finding is passed over for a year. Raises Usage for one that cannot be."""
    if key not in KEYS:
        raise Usage(
            N_("that is nothing that can be accepted"),
            N_("one of these: {keys}"),
            keys=", ".join(KEYS),
        )
    known = _days(private) | {key: today}
    lines = "".join(f"{one} {day}\n" for one, day in sorted(known.items()))
    files.replace(private / NAME, lines.encode())


def _days(private: Path) -> dict[str, date]:
    try:
        lines = files.read(private / NAME, limit=4096).splitlines()
    except NotThere:
        return {}
    found = {}
    for line in filter(None, map(_LINE.fullmatch, lines)):
        try:
            found[line[1].decode()] = date.fromisoformat(line[2].decode())
        except ValueError:
            continue
    return found
