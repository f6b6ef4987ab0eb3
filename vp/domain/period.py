"""The period a report is about: a calendar year, a study year, or a run of months."""

import re
from calendar import monthrange
from datetime import date, timedelta

from vp.domain.record import Record
from vp.errors import Usage
from vp.locale import N_

STUDY_YEAR_MONTH = 8
"""A study year runs from 1 August to 31 July (our own decision, after the schools' year)."""

_YEAR = re.compile(r"([0-9]{4})")
_STUDY_YEAR = re.compile(r"([0-9]{4})-([0-9]{4})")
_MONTHS = re.compile(r"([0-9]{4})-([0-9]{2})\.\.([0-9]{4})-([0-9]{2})")


class Period(Record, kw_only=True):
    """The days `first` to `last`, both included; `label` is how the period is asked for."""

    first: date
    last: date
    label: str

    @property
    def weeks(self) -> float:
        """How many weeks the period lasts; not a whole number."""
        return ((self.last - self.first).days + 1) / 7

    @property
    def after(self) -> date:
        """The first day after the period."""
        return self.last if self.last == date.max else self.last + timedelta(days=1)

    @property
    def before(self) -> date:
        """The first day of the period of as many months that lies directly before this one."""
        begins, ends = (day.year * 12 + day.month - 1 for day in (self.first, self.last))
        month = max(2 * begins - ends - 1, date.min.year * 12)
        return date(month // 12, month % 12 + 1, 1)

    def holds(self, day: date | None) -> bool:
        """Whether the day lies in the period; no day does not."""
        return day is not None and self.first <= day <= self.last


def parse(text: str) -> Period:
    """The period that `2024`, `2023-2024` or `2024-01..2024-06` means. Raises Usage."""
    label = text.strip()
    if found := _YEAR.fullmatch(label):
        year = int(found[1])
        return _months(label, year, 1, year, 12)
    if found := _STUDY_YEAR.fullmatch(label):
        begins, ends = int(found[1]), int(found[2])
        if ends != begins + 1:
            raise Usage(
                N_("{begins} and {ends} are not a study year: it ends in the year after it begins"),
                N_("for several years give months: 2023-01..2024-12"),
                begins=begins,
                ends=ends,
            )
        return _months(label, begins, STUDY_YEAR_MONTH, ends, STUDY_YEAR_MONTH - 1)
    if found := _MONTHS.fullmatch(label):
        return _months(label, *(int(part) for part in found.groups()))
    raise _unknown()


def _months(label: str, year: int, month: int, last_year: int, last_month: int) -> Period:
    try:
        first = date(year, month, 1)
        last = date(last_year, last_month, 1)
    except ValueError:
        raise _unknown() from None
    if last < first:
        raise Usage(
            N_("the period ends before it begins"),
            N_("give the earliest month first: 2024-01..2024-06"),
        )
    last = last.replace(day=monthrange(last.year, last.month)[1])
    return Period(first=first, last=last, label=label)


def _unknown() -> Usage:
    return Usage(
        N_("that is not a period"),
        N_("give a year (2024), a study year (2023-2024) or months (2024-01..2024-06)"),
    )
