"""What purge remembers of the clock, so that a wrong one destroys nothing.

    last: 2026-11-22            the day of the last run
    doubt:                      only while the clock is in doubt
      day: 2036-11-22           what the clock said then
      boot: ...                 which start of the machine that was
      uptime: 3600              seconds the machine ran since, summed over its starts
      seen: 120                 the machine's own counter when last looked at

A clock that went back more than a day, or ahead more than sixty, is believed when a person says
so, or when the machine has run twenty hours more and the clock still says the same.
"""

from datetime import date
from pathlib import Path
from typing import NamedTuple

import msgspec

from vp.domain.record import Record
from vp.domain.retention import CLOCK_AHEAD, CLOCK_UPTIME, is_doubtful
from vp.errors import NotThere
from vp.store import codec, files

NAME = "clock.yaml"


class Uptime(NamedTuple):
    """How long the machine has been running, in seconds, and which start that is."""

    seconds: int
    boot: str


class Doubt(Record, kw_only=True):
    """A day the clock gave that cannot be believed yet."""

    day: date
    boot: str
    uptime: int = 0
    seen: int = 0


class Clock(Record, kw_only=True):
    """The last run, and the doubt there is."""

    last: date
    doubt: Doubt | None = None


def read(private: Path) -> Clock | None:
    """What is remembered; None when nothing is, as after a restored home."""
    try:
        return codec.load(files.read(private / NAME), Clock, NAME)
    except NotThere:
        return None


def write(private: Path, clock: Clock) -> None:
    """It is remembered."""
    files.replace(private / NAME, codec.dump(clock))


def look(clock: Clock | None, today: date, uptime: Uptime) -> Clock:
    """What is to be remembered after this look; its `doubt` says whether today is believed."""
    if clock is None:
        return Clock(last=today, doubt=_begin(today, uptime))
    doubt = clock.doubt
    unknown = doubt is not None and doubt.day == clock.last  # nothing was remembered before it
    if not unknown and not is_doubtful(today, clock.last):
        return Clock(last=today)
    if doubt is None or not doubt.day <= today <= doubt.day + CLOCK_AHEAD:
        return Clock(last=today if unknown else clock.last, doubt=_begin(today, uptime))
    more = uptime.seconds - doubt.seen if uptime.boot == doubt.boot else uptime.seconds
    ran = doubt.uptime + max(0, more)
    if ran >= CLOCK_UPTIME.total_seconds():
        return Clock(last=today)
    grown = msgspec.structs.replace(doubt, boot=uptime.boot, uptime=ran, seen=uptime.seconds)
    return msgspec.structs.replace(clock, doubt=grown)


def _begin(today: date, uptime: Uptime) -> Doubt:
    return Doubt(day=today, boot=uptime.boot, seen=uptime.seconds)
