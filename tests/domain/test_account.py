"""The reasons for a breach as the record gives them: days, words, gaps."""

import pytest

from tests.domain.breaches import RUN, finish, opened, take
from tests.domain.post import PROFILE, refused, told_first
from tests.strategies import TODAY, day, make_case
from vp.domain import account
from vp.domain.breach import Step
from vp.domain.vocabulary import BreachEnd, Recipient
from vp.errors import NotThere


@pytest.mark.requirement("LV-08")
def test_the_memo_gives_each_step_its_day_and_reasons_and_shows_the_gaps() -> None:
    found = account.memo(told_first(), PROFILE, RUN, TODAY)
    steps = {one.step: one for one in found.steps}
    assert (found.disclosures, found.end) == (1, None)
    assert found.gaps == sum(one.gap for one in found.steps) > 0
    late = steps[Step.CONSCIENCE]
    assert (late.gap, late.criterion) == (True, True)
    assert [(one.on, one.possible, one.text) for one in late.attempts] == [
        (day(2), True, "ik kon niet zwijgen")
    ]
    assert [one.possible for one in steps[Step.CONSENT_SOUGHT].attempts] == [False]
    assert not steps[Step.REPORTER_ALERTED].gap
    assert steps[Step.NO_OTHER_WAY].gap
    assert not steps[Step.NO_OTHER_WAY].attempts
    (told,) = steps[Step.DISCLOSED].told
    assert (told.to, told.text) == (Recipient.POLICE, "er dreigt gevaar")
    assert steps[Step.AFTERCARE].open


@pytest.mark.requirement("LV-08")
def test_a_decision_against_it_is_accounted_for_as_well() -> None:
    case = finish(take(opened(), Step.CONSCIENCE, text="twijfel"), BreachEnd.NOT_BROKEN)
    found = account.memo(case, PROFILE, "", TODAY)
    assert (found.end, found.disclosures, found.gaps) == (BreachEnd.NOT_BROKEN, 0, 0)
    assert not any(one.open or one.gap for one in found.steps)


def test_a_memo_needs_a_weighing() -> None:
    refused(NotThere, account.memo, make_case(), PROFILE, "", TODAY)
    refused(NotThere, account.memo, opened(), PROFILE, "b-9", TODAY)
