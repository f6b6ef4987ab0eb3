from typing import Any

import pytest

from tests import strategies as build
from tests.strategies import CASE, OPENED, TODAY, day, entry_id, make_case, note
from vp.domain.case import Case, hold, is_open
from vp.domain.closing import close, lift_hold, reopen, require_open, set_hold
from vp.domain.retention import destroy_on
from vp.domain.vocabulary import (
    CONDUCT_OUTCOMES,
    BreachEnd,
    CloseReason,
    KeepFile,
    Outcome,
)
from vp.errors import NotAllowed, Usage

LATER = day(40)


def closed(*log: Any, today: Any = TODAY, **fields: Any) -> Case:
    """A case with this log, closed on LATER with these fields."""
    return close(make_case(*log), build.closing(**({"on": LATER} | fields)), today)


# Closing


def test_a_case_is_closed_with_its_reminders_after_it() -> None:
    ending = build.closing(on=LATER)
    aftercare, detriment = build.reminder(on=LATER), build.reminder(number=2, on=LATER)
    case = close(make_case(note()), ending, TODAY, (aftercare, detriment))
    assert case.log == (note(), ending, aftercare, detriment)
    assert not is_open(case)


@pytest.mark.requirement("GC-23")
def test_closing_starts_the_term_and_reopening_ends_it() -> None:
    case = closed(note())
    assert destroy_on(case) is not None
    assert destroy_on(reopen(case, build.reopening(on=LATER), TODAY)) is None


def test_a_closed_case_is_not_closed_again() -> None:
    case = closed()
    with pytest.raises(NotAllowed) as refused:
        close(case, build.closing(number=2, on=LATER), TODAY)
    assert refused.value.fields == {"case": CASE}
    with pytest.raises(NotAllowed):
        require_open(case)


def test_the_end_is_not_before_the_last_entry() -> None:
    assert not is_open(closed(note(on=LATER)))
    with pytest.raises(NotAllowed) as refused:
        closed(note(on=day(41)), note(number=2))
    assert refused.value.fields == {"day": LATER, "case": CASE, "last": day(41)}


@pytest.mark.parametrize("on", [day(-1), day(92)])
def test_the_end_lies_between_the_opening_and_today(on: Any) -> None:
    with pytest.raises(NotAllowed) as refused:
        closed(on=on)
    assert refused.value.fields["day"] == on


def test_a_case_may_end_on_the_day_it_was_opened() -> None:
    assert not is_open(closed(on=OPENED, today=OPENED))


def test_an_open_weighing_must_end_first() -> None:
    weighing = build.breach_opened()
    with pytest.raises(NotAllowed) as refused:
        closed(weighing)
    assert refused.value.fields == {"breach": entry_id("b"), "case": CASE}
    assert not is_open(closed(weighing, build.breach_ended(end=BreachEnd.NOT_BROKEN)))


# What came of it


@pytest.mark.requirement("BP-26")
@pytest.mark.parametrize("outcome", CONDUCT_OUTCOMES)
def test_one_outcome_says_whether_the_conduct_stopped(outcome: Outcome) -> None:
    case = closed(outcomes=(outcome, Outcome.REFERRED_ON), content=False)
    assert case.log[-1] == build.closing(
        on=LATER, outcomes=(outcome, Outcome.REFERRED_ON), content=False
    )


@pytest.mark.requirement("BP-26")
def test_two_outcomes_cannot_both_say_whether_the_conduct_stopped() -> None:
    with pytest.raises(Usage) as refused:
        closed(outcomes=(Outcome.CONDUCT_STOPPED, Outcome.DAMAGES, Outcome.CONDUCT_CONTINUES))
    assert refused.value.fields == {"outcomes": "conduct_stopped, conduct_continues"}


# Ending early, stepping back


@pytest.mark.requirement("GC-16")
def test_who_ends_early_has_talked_about_it_and_referred_on() -> None:
    assert not is_open(closed(build.referral(), reason=CloseReason.VP_ENDED, talk_on=day(38)))


@pytest.mark.requirement("GC-16")
def test_who_ends_early_without_a_talk_says_why() -> None:
    with pytest.raises(NotAllowed) as refused:
        closed(build.referral(), reason=CloseReason.VP_ENDED)
    assert "discussed" in refused.value.sentence
    why = "het was niet veilig"
    assert not is_open(closed(build.referral(), reason=CloseReason.VP_ENDED, text=why))


@pytest.mark.requirement("GC-16")
def test_a_talk_after_the_end_is_no_talk_before_it() -> None:
    with pytest.raises(NotAllowed) as refused:
        closed(build.referral(), reason=CloseReason.VP_ENDED, talk_on=day(41))
    assert "discussed" in refused.value.sentence


@pytest.mark.parametrize("talk", [day(-1), day(92)])
def test_the_talk_lies_between_the_opening_and_today(talk: Any) -> None:
    with pytest.raises(NotAllowed) as refused:
        closed(build.referral(), reason=CloseReason.VP_ENDED, talk_on=talk, text="waarom")
    assert refused.value.fields["day"] == talk


@pytest.mark.requirement("GC-16")
def test_who_ends_early_without_a_referral_says_why() -> None:
    with pytest.raises(NotAllowed) as refused:
        closed(reason=CloseReason.VP_ENDED, talk_on=day(38))
    assert "points to somebody else" in refused.value.sentence
    assert not is_open(
        closed(reason=CloseReason.VP_ENDED, talk_on=day(38), text="zij wilde niemand anders")
    )


@pytest.mark.requirement("HK-03")
def test_who_steps_back_for_a_role_conflict_passes_the_case_on() -> None:
    with pytest.raises(NotAllowed) as refused:
        closed(reason=CloseReason.ROLE_CONFLICT)
    assert refused.value.fields == {"case": CASE}
    assert "other_vp" in refused.value.hint
    assert not is_open(closed(build.referral(), reason=CloseReason.ROLE_CONFLICT))


@pytest.mark.parametrize(
    "reason",
    [one for one in CloseReason if one not in (CloseReason.VP_ENDED, CloseReason.ROLE_CONFLICT)],
)
def test_other_endings_ask_for_no_explanation(reason: CloseReason) -> None:
    assert not is_open(closed(reason=reason))


def test_without_a_file_the_end_is_kept_without_its_reason() -> None:
    case = make_case(build.referral(), keep_file=KeepFile.NO)
    early = build.closing(on=LATER, reason=CloseReason.VP_ENDED, talk_on=day(38))
    assert not is_open(close(case, early, TODAY))
    with pytest.raises(NotAllowed):
        close(case, build.closing(on=LATER, text="waarom"), TODAY)


# Reopening


def test_a_closed_case_runs_again_from_the_day_it_is_reopened() -> None:
    case = reopen(closed(), build.reopening(on=LATER), TODAY)
    assert is_open(case)
    assert not is_open(close(case, build.closing(number=2, on=day(50)), TODAY))


def test_an_open_case_is_not_reopened() -> None:
    with pytest.raises(NotAllowed) as refused:
        reopen(make_case(), build.reopening(), TODAY)
    assert refused.value.fields == {"case": CASE}


def test_a_case_is_not_reopened_before_it_was_closed_or_in_the_future() -> None:
    with pytest.raises(NotAllowed) as refused:
        reopen(closed(), build.reopening(on=day(39)), TODAY)
    assert refused.value.fields == {"case": CASE, "closed": LATER}
    with pytest.raises(NotAllowed):
        reopen(closed(), build.reopening(on=day(92)), TODAY)


# Holds


@pytest.mark.parametrize("is_closed", [True, False])
def test_a_hold_is_set_on_an_open_and_on_a_closed_case_and_lifted(is_closed: bool) -> None:
    case = closed() if is_closed else make_case()
    held = set_hold(case, build.hold_set(on=LATER), TODAY)
    assert hold(held) == build.hold_set(on=LATER)
    assert hold(lift_hold(held, build.hold_lifted(on=LATER), TODAY)) is None


@pytest.mark.parametrize("until", [TODAY, OPENED])
def test_a_hold_is_looked_at_again_on_a_day_to_come(until: Any) -> None:
    with pytest.raises(NotAllowed) as refused:
        set_hold(closed(), build.hold_set(on=LATER, until=until), TODAY)
    assert refused.value.fields == {"until": until}


def test_a_hold_has_a_reason() -> None:
    with pytest.raises(Usage):
        set_hold(closed(), build.hold_set(on=LATER, text=""), TODAY)


def test_no_hold_is_lifted_where_there_is_none() -> None:
    for case in (make_case(), make_case(build.hold_set(), build.hold_lifted())):
        with pytest.raises(NotAllowed) as refused:
            lift_hold(case, build.hold_lifted(number=2), TODAY)
        assert refused.value.fields == {"case": CASE}
