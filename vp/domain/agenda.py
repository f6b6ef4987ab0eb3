"""What is due: in the cases, and in the counsellor's year.

Everything comes from summaries, so that the agenda can hold no name and no word of a
conversation; its dates live in sealed files only and go to no calendar (Huis §7.2.2).
"""

from collections.abc import Iterable
from datetime import date

from vp.domain.activity import Activity
from vp.domain.agenda_cases import of_case
from vp.domain.agenda_items import HORIZON, AgendaKind, Item
from vp.domain.agenda_year import begun_on, of_year
from vp.domain.profile import Profile
from vp.domain.summary import Summary

__all__ = ["HORIZON", "AgendaKind", "Item", "due"]

_ORDER = {kind: number for number, kind in enumerate(AgendaKind)}


def due(
    summaries: Iterable[Summary],
    activities: Iterable[Activity],
    profile: Profile,
    today: date,
    horizon: int = HORIZON,
) -> list[Item]:
    """What is late or due within `horizon` days: on top what secrecy hangs on, then by date.

    A reporter not yet alerted comes first (LVV code 2021, vertrouwelijkheid), then steps left
    open after an emergency (LVV protocol 2016, point 8), then weighings that run.
    """
    cases, done = list(summaries), list(activities)
    items = [item for case in cases for item in of_case(case, profile.terms, today, horizon)]
    items += of_year(done, profile, begun_on(cases, done), today, horizon)
    return sorted(items, key=_place)


def _place(item: Item) -> tuple[int, date, int, str, str]:
    number = _ORDER[item.kind]
    rank = number if item.kind.on_top else len(_ORDER)
    return rank, item.on, number, item.case, item.ref
