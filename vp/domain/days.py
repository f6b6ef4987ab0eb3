"""Days as people write them: in digits, and in the words that are said most.

Forms and files take whole dates only (`parse`). Whoever types one may leave the year out, or name
a weekday (`spoken`); what is written out further is read by `vp.cli.when`, with a library.
"""

import re
from datetime import date, timedelta

from vp.errors import Usage
from vp.locale import N_

_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DUTCH = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")
_SHORT = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]'?([0-9]{2})")
_YEARLESS = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]?")

_NEAR = {
    "eergisteren": -2, "day before yesterday": -2, "the day before yesterday": -2,
    "gisteren": -1, "gisteravond": -1, "gistermiddag": -1, "gisterochtend": -1, "yesterday": -1,
    "vandaag": 0, "vanochtend": 0, "vanmorgen": 0, "vanmiddag": 0, "vanavond": 0, "today": 0,
    "morgen": 1, "tomorrow": 1,
    "overmorgen": 2, "day after tomorrow": 2, "the day after tomorrow": 2,
}  # fmt: skip

WEEKDAYS = {
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_NUMBERS = {
    word: number
    for names in WEEKDAYS.values()
    for number, name in enumerate(map(str.casefold, names))
    for word in (name, name[:3], *([name[:2]] if names is WEEKDAYS["nl"] else ()))
}
_LAST, _NEXT = "afgelopen|vorige|last|past", "komende|aanstaande|volgende|coming|next"
_THIS = "deze|this"
_ON_WEEKDAY = re.compile(
    rf"(?:op |on )?(?:(?P<last>{_LAST}) |(?P<next>{_NEXT}) |(?:{_THIS}) )?(?P<name>[a-z]+)"
    r"(?:(?P<jl> j l| jl)|(?P<as> a s| as))?"
)
_IN_WEEK = re.compile(
    rf"(?P<name1>[a-z]+ )?(?:(?P<last>{_LAST})|(?P<next>{_NEXT})|{_THIS}) week"
    r"(?P<name2>(?: op| on)? [a-z]+)?"
)
_WEEK = 7


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
        raise no_such_day() from None


def dated(word: str) -> date | None:
    """The day that a whole date means, `5-3-26` too; None for what is none. Raises Usage."""
    if found := _SHORT.fullmatch(word.strip()):
        return parse("{}-{}-20{}".format(*found.groups()))
    is_whole = _ISO.fullmatch(word.strip()) or _DUTCH.fullmatch(word.strip())
    return parse(word) if is_whole else None


def spoken(word: str, today: date, *, ahead: bool = False) -> date | None:
    """The day that is meant by digits, a weekday, or a word such as `gisteren`; None for others.

    The day comes before the month. A day without its year, or a bare weekday, is the last one
    that was, or with `ahead` the first to come; today counts as both. Raises Usage for a day that
    is in no calendar.
    """
    if whole := dated(word):
        return whole
    if found := _YEARLESS.fullmatch(word.strip()):
        return _yearless(int(found[1]), int(found[2]), today, ahead=ahead)
    said = " ".join(word.casefold().replace(".", " ").split())
    if said in _NEAR:
        return today + timedelta(days=_NEAR[said])
    return _in_week(said, today) or _on_weekday(said, today, ahead=ahead)


def no_such_day() -> Usage:
    """The error for a day that is in no calendar."""
    return Usage(
        N_("there is no such day in the calendar"),
        N_("write it as 2026-03-05, or as 5-3-2026"),
    )


def _yearless(number: int, month: int, today: date, *, ahead: bool) -> date:
    # Eight years on or back: the 29th of February is never further away.
    step = 1 if ahead else -1
    for year in range(today.year, today.year + 9 * step, step):
        try:
            day = date(year, month, number)
        except ValueError:
            continue
        if day >= today if ahead else day <= today:
            return day
    raise no_such_day()


def _on_weekday(said: str, today: date, *, ahead: bool) -> date | None:
    """The nearest such weekday; never today where `last` or `next` is said."""
    found = _ON_WEEKDAY.fullmatch(said)
    if found is None or found["name"] not in _NUMBERS:
        return None
    back = (today.weekday() - _NUMBERS[found["name"]]) % _WEEK
    on = -back % _WEEK
    if found["last"] or found["jl"]:
        return today - timedelta(days=back or _WEEK)
    if found["next"] or found["as"]:
        return today + timedelta(days=on or _WEEK)
    return today + timedelta(days=on) if ahead else today - timedelta(days=back)


def _in_week(said: str, today: date) -> date | None:
    """The weekday in the week before, this week, or the week after; weeks begin on Monday."""
    found = _IN_WEEK.fullmatch(said)
    names = [name.split()[-1] for name in (found["name1"], found["name2"]) if name] if found else []
    if found is None or len(names) != 1 or names[0] not in _NUMBERS:
        return None
    shift = -_WEEK if found["last"] else _WEEK if found["next"] else 0
    return today + timedelta(days=_NUMBERS[names[0]] - today.weekday() + shift)
