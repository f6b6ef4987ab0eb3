"""Figures of several years beside each other, from published reports alone.

They stand fixed and outlive the cases. Nothing is added up over the years: a sum beside yearly
figures would tell what one of them hides.
"""

from collections.abc import Iterable

from vp.domain.frozen import Frozen
from vp.domain.period import Period
from vp.domain.published import Code, Trend, Trends

MOST = 10
"""So many periods stand beside each other at most."""

NAMED = (
    Code(code="new", nl="nieuwe zaken", en="new cases"),
    Code(code="closed", nl="gesloten zaken", en="closed cases"),
    Code(code="talks", nl="gesprekken", en="talks"),
    Code(code="hours_spent", nl="uren", en="hours"),
    Code(code="median_days", nl="doorlooptijd in dagen", en="duration in days"),
)


def trends(reports: Iterable[Frozen], this: Frozen) -> Trends:
    """The figures of this report after those of earlier ones over periods of the same length.

    The newest edition of each period counts. One period alone is no trend.
    """
    alike = {
        one.period.label: one
        for one in reports
        if _months(one.period) == _months(this.period) and one.period.last < this.period.first
    }
    beside = [*sorted(alike.values(), key=lambda one: one.period.first), this][-MOST:]
    if len(beside) < 2:
        return Trends()
    fields = [
        Code(code=f"fields/{code.code}", nl=code.nl, en=code.en)
        for code in this.dimensions.get("field", ())
    ]
    values = [{cell.name: cell.value for cell in one.cells} for one in beside]
    return Trends(
        periods=tuple(one.period.label for one in beside),
        lines=tuple(
            Trend(
                key=line.code,
                nl=line.nl,
                en=line.en,
                values=tuple(found.get(line.code) for found in values),
            )
            for line in (NAMED[0], *fields, *NAMED[1:])
        ),
    )


def _months(period: Period) -> tuple[int, int]:
    """How many months it lasts, and in which it begins: years are set beside years alone."""
    begin, end = period.first, period.last
    return (end.year - begin.year) * 12 + end.month - begin.month + 1, begin.month
