from datetime import date

import pytest

from tests.domain.reports import activity
from tests.strategies import DOSSIER
from vp.domain.activity import TASKS, Journal, add, require_untraceable
from vp.domain.vocabulary import ActivityKind
from vp.errors import NotAllowed, NotThere

TODAY = date(2024, 6, 1)
JOURNAL = Journal(format=1, dossier=DOSSIER, year=2024)


def test_a_journal_grows_at_its_end() -> None:
    first, second = activity(ActivityKind.OTHER), activity(ActivityKind.SIGNAL, number=2)
    once = add(JOURNAL, first, TODAY)
    assert add(once, second, TODAY).activities == (first, second)
    assert (JOURNAL.activities, once.activities) == ((), (first,))


def test_work_of_today_and_of_the_first_day_of_the_year_belongs_to_the_journal() -> None:
    for on in (TODAY, date(2024, 1, 1)):
        assert add(JOURNAL, activity(ActivityKind.OTHER, on), TODAY).activities[0].on == on


def test_work_of_a_day_to_come_is_refused() -> None:
    with pytest.raises(NotAllowed) as refused:
        add(JOURNAL, activity(ActivityKind.OTHER, date(2024, 6, 2)), TODAY)
    assert refused.value.fields == {"day": date(2024, 6, 2), "today": TODAY}


def test_a_journal_holds_one_year() -> None:
    with pytest.raises(NotThere) as refused:
        add(JOURNAL, activity(ActivityKind.OTHER, date(2023, 12, 31)), TODAY)
    assert refused.value.fields == {"day": date(2023, 12, 31), "year": 2024}


@pytest.mark.requirement("HK-12")
def test_training_of_managers_is_work_to_record() -> None:
    assert ActivityKind.TRAINING_GIVEN in TASKS["inform"]
    given = activity(ActivityKind.TRAINING_GIVEN, reach=12)
    assert add(JOURNAL, given, TODAY).activities == (given,)


def test_no_work_belongs_to_two_tasks() -> None:
    every = [kind for kinds in TASKS.values() for kind in kinds]
    assert len(every) == len(set(every))
    left = set(ActivityKind) - set(every)
    assert left == {ActivityKind.FINDING, ActivityKind.RECOMMENDATION, ActivityKind.OTHER}


# Signals


@pytest.mark.requirement("HK-13")
@pytest.mark.requirement("KL-07")
def test_a_signal_rests_on_enough_cases() -> None:
    require_untraceable(activity(ActivityKind.SIGNAL, cases=3), [], 3)
    with pytest.raises(NotAllowed) as refused:
        require_untraceable(activity(ActivityKind.SIGNAL, cases=2), [], 3)
    assert refused.value.fields == {"minimum": 3, "cases": 2}


@pytest.mark.requirement("KL-07")
@pytest.mark.parametrize("consents", [[False], [True, False], [False, True, True]])
def test_a_case_that_may_be_recognised_needs_its_consent(consents: list[bool]) -> None:
    with pytest.raises(NotAllowed) as refused:
        require_untraceable(activity(ActivityKind.SIGNAL, cases=50), consents, 3)
    assert "recognisable_signal" in refused.value.hint


@pytest.mark.requirement("KL-07")
def test_with_every_consent_fewer_cases_are_enough() -> None:
    require_untraceable(activity(ActivityKind.SIGNAL, cases=1), [True], 3)
    with pytest.raises(NotAllowed):
        require_untraceable(activity(ActivityKind.SIGNAL, cases=1), [], 3)


@pytest.mark.parametrize("kind", [one for one in ActivityKind if one is not ActivityKind.SIGNAL])
def test_other_work_says_nothing_of_cases(kind: ActivityKind) -> None:
    require_untraceable(activity(kind), [False], 3)
    with pytest.raises(NotAllowed):
        require_untraceable(activity(ActivityKind.SIGNAL), [False], 3)


def test_an_activity_printed_by_accident_tells_nothing() -> None:
    assert repr(activity(ActivityKind.OTHER, text="geheim")) == "<Activity>"
