from datetime import date
from typing import Any

import pytest

from tests.strategies import (
    AT,
    CASE,
    OPENED,
    TODAY,
    closing,
    consent,
    day,
    make_case,
    note,
    reminder,
)
from vp.domain.activity import Activity
from vp.domain.entries import Entry
from vp.domain.practice import Answer, self_check
from vp.domain.summarising import summarise
from vp.domain.summary import Summary
from vp.domain.vocabulary import (
    ActivityKind,
    ConsentGiven,
    NoteAbout,
    NoteKind,
    Told,
)

TOLD = dict.fromkeys(Told, OPENED)


def case(*log: Entry, **facts: Any) -> Summary:
    return summarise(make_case(*log, **({"told": TOLD} | facts)), "key")


def answers(*cases: Summary, work: tuple[Activity, ...] = ()) -> dict[str, Answer]:
    return {answer.key: answer for answer in self_check(cases, work, TODAY)}


@pytest.mark.requirement("KL-12")
def test_each_figure_of_the_self_check_has_its_cases_behind_it() -> None:
    good = case(note())
    oral = consent(given=ConsentGiven.ORAL)
    poor = summarise(make_case(oral, reminder(due=day(1))), "key")
    found = answers(good, poor)
    for key in ("role_explained", "limits_explained", "complaint_rules", "consent", "follow_up"):
        assert (found[key].yes, found[key].no) == ((good.id,), (poor.id,)), key
        assert found[key].asked == 2


@pytest.mark.requirement("KL-12")
def test_aftercare_that_was_left_is_no_follow_up() -> None:
    left = case(note(), closing(on=day(1), aftercare=day(20)))
    assert answers(left)["follow_up"].no == (CASE,)
    given = note(number=2, about=NoteAbout.AFTERCARE, on=day(30))
    done = case(note(), closing(on=day(1), aftercare=day(20)), given)
    assert answers(done)["follow_up"].yes == (CASE,)


@pytest.mark.requirement("KL-12")
def test_criticism_is_to_be_reflected_on() -> None:
    unhappy = note(about=NoteAbout.DISSATISFACTION, on=day(5))
    before = note(number=2, kind=NoteKind.REFLECTION, on=day(4))
    after = note(number=3, kind=NoteKind.REFLECTION, on=day(6))
    assert answers(case(before, unhappy))["reflection"].no == (CASE,)
    assert answers(case(unhappy, after))["reflection"].yes == (CASE,)
    assert answers(case(note()))["reflection"].asked == 0


@pytest.mark.requirement("KL-12")
@pytest.mark.requirement("KL-05")
@pytest.mark.parametrize(
    ("on", "counts"), [(date(2025, 6, 1), False), (date(2025, 6, 2), True), (TODAY, True)]
)
def test_peer_review_counts_for_a_year(on: date, counts: bool) -> None:
    held = Activity(id="y-000001", at=AT, on=on, kind=ActivityKind.PEER_REVIEW)
    found = answers(work=(held,))["peer_review"]
    assert found.yes == (("y-000001",) if counts else ())
