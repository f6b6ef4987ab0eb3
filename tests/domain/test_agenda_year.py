from datetime import date, timedelta

import pytest

from tests.domain.agendas import agenda, in_office_since, kinds, told, work
from tests.strategies import (
    day,
    make_profile,
    note,
    reminder,
)
from vp.domain.activity import Activity
from vp.domain.agenda import AgendaKind
from vp.domain.vocabulary import (
    ActivityKind,
)

K = AgendaKind


@pytest.mark.requirement("WV-03")
@pytest.mark.requirement("HK-15")
@pytest.mark.requirement("BP-12")
def test_last_years_report_comes_up_until_leadership_and_works_council_have_it() -> None:
    today = date(2026, 2, 1)
    begun = in_office_since(2024)
    leadership = work(ActivityKind.LEADERSHIP_TALK, today, report="2025")
    council = work(ActivityKind.WORKS_COUNCIL_TALK, today, report="2025")
    both = {K.REPORT_LEADERSHIP, K.REPORT_WORKS_COUNCIL}

    def left(*done: Activity) -> set[AgendaKind]:
        return both & set(kinds(agenda(today=today, work=(begun, *done))))

    assert left() == both
    assert left(leadership) == {K.REPORT_WORKS_COUNCIL}
    assert left(council) == {K.REPORT_LEADERSHIP}
    assert left(leadership, council) == set()
    assert left(work(ActivityKind.LEADERSHIP_TALK, today, report="2024"), council) == {
        K.REPORT_LEADERSHIP
    }
    assert left(work(ActivityKind.LEADERSHIP_TALK, today), council) == {K.REPORT_LEADERSHIP}
    item = next(i for i in agenda(today=today, work=(begun,)) if i.kind is K.REPORT_LEADERSHIP)
    assert (item.about, item.on, item.late) == (("2025",), date(2026, 3, 31), False)
    assert item.command == "vp activity add --kind leadership_talk --report 2025"


@pytest.mark.parametrize(
    ("label", "counts"),
    [("2024-2025", True), ("2025-01..2025-12", True), ("2025-01..2025-06", False), ("?", False)],
)
def test_a_report_of_a_study_year_counts_and_one_of_half_a_year_does_not(
    label: str, counts: bool
) -> None:
    talk = work(ActivityKind.LEADERSHIP_TALK, date(2026, 1, 9), report=label)
    found = kinds(agenda(today=date(2026, 2, 1), work=(in_office_since(2024), talk)))
    assert (K.REPORT_LEADERSHIP not in found) is counts


@pytest.mark.requirement("BP-09")
@pytest.mark.requirement("KL-05")
@pytest.mark.requirement("KL-06")
@pytest.mark.parametrize(
    ("kind", "item", "days"),
    [
        (ActivityKind.INFORMATION, K.INFORMATION, 365),
        (ActivityKind.PEER_REVIEW, K.PEER_REVIEW, 180),
        (ActivityKind.EVALUATION, K.EVALUATION, 365),
    ],
)
def test_what_was_done_long_ago_comes_up_again(
    kind: ActivityKind, item: AgendaKind, days: int
) -> None:
    last = date(2026, 1, 10)
    done = (in_office_since(2020), work(kind, last))
    due_on = last + timedelta(days=days)
    assert item not in kinds(agenda(today=due_on - timedelta(days=15), work=done))
    found = [i for i in agenda(today=due_on, work=done) if i.kind is item]
    assert [(i.on, i.late) for i in found] == [(due_on, False)]
    never = agenda(today=date(2026, 1, 10), work=(in_office_since(2020),))
    assert item in kinds(never)


@pytest.mark.requirement("GC-14")
def test_renewal_of_the_registration_comes_up_in_time() -> None:
    profile = make_profile(renewal=date(2026, 9, 1))
    assert agenda(today=date(2026, 6, 2), profile=profile) == []
    found = agenda(today=date(2026, 6, 3), profile=profile)
    assert [(i.kind, i.on, i.command) for i in found] == [
        (K.RENEWAL, date(2026, 9, 1), "vp profile")
    ]


def test_who_has_just_begun_is_not_nagged_about_a_year_that_was_not_his() -> None:
    assert agenda(today=date(2026, 1, 5)) == []
    begun = (in_office_since(2026),)
    assert agenda(today=date(2027, 1, 4), work=begun) == []
    assert K.REPORT_LEADERSHIP in kinds(agenda(today=date(2027, 1, 5), work=begun))
    first = told(note(), reminder(due=day(9000)))
    assert agenda(first, today=day(364)) == []
    assert K.EVALUATION in kinds(agenda(first, today=day(365)))
