"""A day that somebody typed, read in either language, and said back to him.

Digits, weekdays and the commonest words cost nothing (`vp.domain.days`). What is written out,
`3 maart` or `2 weken geleden`, is read by dateparser, imported only then: it takes twice as long
to start as a whole short command.
"""

import re
from datetime import date, datetime, time
from functools import cache
from typing import TYPE_CHECKING, Any

from vp.domain import days
from vp.errors import Usage
from vp.locale import N_, _, language

if TYPE_CHECKING:
    from vp.cli.context import Context

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST = 40
"""What is longer is a sentence, and no day."""
_NUMBERS = {
    word: str(number)
    for number, words in enumerate(
        ("", "een één a an one", "twee two", "drie three", "vier four", "vijf five", "zes six",
         "zeven seven", "acht eight", "negen nine", "tien ten")
    )
    for word in words.split()
}  # fmt: skip
_ORDINAL = re.compile(r"\b([0-9]{1,2})(?:e|ste|de)\b")
_SHORT_YEAR = re.compile(r"(?<=[^\W\d])([. -]+)'?([0-9]{2})$")
_YEAR = re.compile(r"\b20[0-9]{2}$")
_TIME = re.compile(r" [0-9]{1,2}:[0-9]{2}(:[0-9]{2})?$")
_SETTINGS = {
    "DATE_ORDER": "DMY",
    "PARSERS": ["relative-time", "absolute-time"],
    "REQUIRE_PARTS": ["day", "month"],
}


def day(context: "Context", word: str, *, ahead: bool = False) -> date:
    """The day that the word means, said back unless it was typed in full. Raises Usage.

    A day without its year is the last one that was, or with `ahead` the first to come.
    """
    today = context.today()
    found = days.spoken(word, today, ahead=ahead) or _written(_plain(word), today, ahead)
    if found is None:
        raise Usage(
            N_("that is not a date"),
            N_("write it as 2026-03-05, 5-3-2026, 5-3, 5 March, yesterday or last Tuesday"),
        )
    if not _ISO.fullmatch(word.strip()):
        context.tell(_("«{word}» is {day}.").format(word=word.strip(), day=in_words(found)))
    return found


def whole(word: str) -> date | None:
    """The day of a date with its year, as a spreadsheet writes it: `12-3-2025`, `12-mrt-25`.

    None for anything else, `gisteren` too: nobody knows on which day that was typed. Raises Usage
    for a day that is in no calendar.
    """
    bare = _TIME.sub("", word.strip())
    plain = _plain(bare)
    return days.dated(bare) or (_written(plain, date.max, False) if _YEAR.search(plain) else None)


def in_words(value: date) -> str:
    """The day as it is said: `dinsdag 12 maart 2026`, `Tuesday 12 March 2026`."""
    from vp.render.templates import day as dated

    return f"{days.WEEKDAYS[language()][value.weekday()]} {dated(value, language())}"


def _plain(word: str) -> str:
    """The words as the library knows them: numbers in digits, no ordinals, years in full."""
    said = " ".join(_NUMBERS.get(one, one) for one in word.casefold().split())
    return _SHORT_YEAR.sub(r"\g<1>20\2", _ORDINAL.sub(r"\1", said))


def _written(plain: str, today: date, ahead: bool) -> date | None:
    """The day of a date in words, or so many days, weeks, months or years from today."""
    if len(plain) > _LONGEST or not re.search("[0-9]", plain):
        return None
    found = _read(plain, today, "past")
    # The same day this year is the next one too; only what lies before today is asked again.
    return _read(plain, today, "future") if ahead and found and found < today else found


def _read(plain: str, today: date, prefer: str) -> date | None:
    found: datetime | None = _reader(prefer, today).get_date_data(plain).date_obj
    # An hour, or so many hours ago, is no day.
    return found.date() if found and found.time() == time.min else None


@cache
def _reader(prefer: str, today: date) -> Any:
    from dateparser.date import DateDataParser

    base = datetime.combine(today, time.min)
    settings = _SETTINGS | {"PREFER_DATES_FROM": prefer, "RELATIVE_BASE": base}
    return DateDataParser(languages=["nl", "en"], settings=settings)
