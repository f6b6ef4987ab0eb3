"""Days as people write them."""

import re
from datetime import date

from vp.errors import Usage
from vp.locale import N_

_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DUTCH = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")


def parse(word: str) -> date:
    """The day that `2026-03-05` or `5-3-2026` means. Raises Usage."""
    if found := _ISO.fullmatch(word.strip()):
        year, month, number = map(int, found.groups())
    elif found := _DUTCH.fullmatch(word.strip()):
        number, month, year = map(int, found.groups())
    else:
        raise Usage(N_("that is not a date"), N_("write it as 2026-03-05, or as 5-3-2026"))
    try:
        return date(year, month, number)
    except ValueError:
        raise Usage(
            N_("there is no such day in the calendar"),
            N_("write it as 2026-03-05, or as 5-3-2026"),
        ) from None
