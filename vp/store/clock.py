"""What purge remembers of the clock, so that a wrong one destroys nothing.

    last: 2026-11-22            the day of the last run
    doubt: 2036-11-22           only while the clock is in doubt: what it said then,
    boot: ...                   which start of the machine that was,
    uptime: 3600                the seconds the machine ran since, summed over its starts,
    seen: 120                   and the machine's own counter when last looked at

Plain lines, read without a YAML library: an idle purge looks here and nowhere else.
A clock that went back more than a day, or ahead more than sixty, is believed when a person says
so, or when the machine has run twenty hours more and the clock still says the same.
"""

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

from vp.domain.retention import CLOCK_AHEAD, CLOCK_UPTIME, is_doubtful
from vp.errors import NotReadable, NotThere
from vp.locale import N_
from vp.store import files

NAME = "clock.yaml"
_LINE = re.compile(r"(last|doubt|boot|uptime|seen): *'?([0-9A-Za-z-]*)'?")


class Uptime(NamedTuple):
    """How long the machine has been running, in seconds, and which start that is."""

    seconds: int
    boot: str


class Doubt(NamedTuple):
    """A day the clock gave that cannot be believed yet."""

    day: date
    boot: str
    uptime: int = 0
    seen: int = 0


class Clock(NamedTuple):
    """The last run, and the doubt there is."""

    last: date
    doubt: Doubt | None = None

    @property
    def is_new(self) -> bool:
        """Whether nothing was remembered before the doubt: the last run is then the first look."""
        return self.doubt is not None and self.doubt.day == self.last


def read(private: Path) -> Clock | None:
    """What is remembered; None when nothing is, as after a restored home. Raises NotReadable."""
    try:
        text = files.read(private / NAME, limit=4096).decode("utf-8", "replace")
    except NotThere:
        return None
    lines = filter(None, map(_LINE.fullmatch, text.splitlines()))
    found: dict[str, str] = {line[1]: line[2] for line in lines}
    try:
        last = date.fromisoformat(found["last"])
        if "doubt" not in found:
            return Clock(last)
        day, boot = date.fromisoformat(found["doubt"]), found["boot"]
        return Clock(last, Doubt(day, boot, int(found["uptime"]), int(found["seen"])))
    except (KeyError, ValueError):
        raise NotReadable(
            N_("{name} is damaged"),
            N_("if today is right: vp purge --confirm clock"),
            name=NAME,
        ) from None


def write(private: Path, clock: Clock) -> None:
    """It is remembered."""
    lines = [f"last: {clock.last}"]
    if clock.doubt:
        day, boot, uptime, seen = clock.doubt
        lines += [f"doubt: {day}", f"boot: {boot}", f"uptime: {uptime}", f"seen: {seen}"]
    files.replace(private / NAME, "".join(f"{line}\n" for line in lines).encode())


def look(clock: Clock | None, today: date, uptime: Uptime) -> Clock:
    """What is to be remembered after this look; its `doubt` says whether today is believed."""
    if clock is None:
        return Clock(last=today, doubt=_begin(today, uptime))
    doubt = clock.doubt
    if not clock.is_new and not is_doubtful(today, clock.last):
        return Clock(last=today)
    if doubt is None or not doubt.day <= today <= doubt.day + CLOCK_AHEAD:
        return Clock(last=today if clock.is_new else clock.last, doubt=_begin(today, uptime))
    more = uptime.seconds - doubt.seen if uptime.boot == doubt.boot else uptime.seconds
    ran = doubt.uptime + max(0, more)
    if ran >= CLOCK_UPTIME.total_seconds():
        return Clock(last=today)
    grown = doubt._replace(boot=uptime.boot, uptime=ran, seen=uptime.seconds)
    return clock._replace(doubt=grown)


def _begin(today: date, uptime: Uptime) -> Doubt:
    return Doubt(day=today, boot=uptime.boot, seen=uptime.seconds)
