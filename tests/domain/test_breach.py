from datetime import date

import pytest

from tests.domain.breaches import (
    EVERY_GROUND,
    RUN,
    S,
    all_but,
    finish,
    opened,
    refusal,
    run,
    take,
    tell,
    weighed,
)
from tests.strategies import TODAY, breach_opened, breach_step, closing, day, make_case
from vp.domain import breach
from vp.domain.breach import Step
from vp.domain.vocabulary import BreachEnd, BreachGround, KeepFile
from vp.errors import NotThere, Usage


@EVERY_GROUND
@pytest.mark.requirement("GC-07")
def test_a_ground_alone_lets_nothing_out(ground: BreachGround) -> None:
    case = opened(ground)
    assert "missing" in refusal(tell, case).fields
    assert run(case).disclosures == []


@pytest.mark.requirement("GC-07")
def test_without_a_run_nothing_is_disclosed_as_a_breach() -> None:
    with pytest.raises(NotThere):
        tell(make_case())


@EVERY_GROUND
@pytest.mark.requirement("GC-12")
def test_telling_the_reporter_at_once_stays_on_top_until_it_is_answered(
    ground: BreachGround,
) -> None:
    case = opened(ground)
    assert run(case).next is Step.REPORTER_ALERTED
    assert take(case, Step.REPORTER_ALERTED, text="").log[-1].on == day(0)
    assert run(take(case, Step.REPORTER_ALERTED)).next is not Step.REPORTER_ALERTED
    assert "missing" in refusal(tell, weighed(ground, without=(Step.REPORTER_ALERTED,))).fields


def test_opening_names_the_ground() -> None:
    assert run(opened()).done == (Step.GROUND_NAMED,)
    assert Step.GROUND_NAMED in run(take(opened(), Step.GROUND_NAMED)).done


def test_one_run_at_a_time() -> None:
    case = opened()
    again = breach_opened(number=2)
    assert refusal(breach.open_, case, again, TODAY).fields["breach"] == RUN
    case = breach.open_(finish(case, BreachEnd.WITHDRAWN), again, TODAY)
    assert [run.opened.id for run in breach.runs(case)] == [RUN, "b-000002"]


def test_an_unknown_version_of_the_protocol_is_refused() -> None:
    with pytest.raises(Usage):
        opened(protocol=99)


def test_secrecy_of_a_closed_case_is_weighed_without_restarting_its_term() -> None:
    weighed = breach.open_(make_case(closing()), breach_opened(), TODAY)
    assert weighed.log == (closing(), breach_opened())


# Steps


@EVERY_GROUND
def test_a_step_of_another_ground_is_refused(ground: BreachGround) -> None:
    table = breach.steps_for(ground, 1)
    for step in (step for step in Step if step not in table):
        assert refusal(take, opened(ground), step).fields["ground"] == ground.key


@pytest.mark.parametrize(
    "step", [step for step in Step if step.words and step is not Step.DISCLOSED]
)
def test_a_step_that_wants_words_is_refused_without(step: Step) -> None:
    case = all_but(step.grounds[0], step, Step.DISCLOSED)
    assert refusal(take, case, step, text=" \n").fields["step"] == step.key
    assert step in run(take(case, step)).done


@pytest.mark.parametrize("step", [step for step in Step if step is not Step.DISCLOSED])
def test_a_step_that_could_not_be_taken_says_why(step: Step) -> None:
    case = all_but(step.grounds[0], step, Step.DISCLOSED)
    assert refusal(take, case, step, possible=False, text="").fields["step"] == step.key
    assert step in run(take(case, step, possible=False)).done


@pytest.mark.requirement("LV-02")
def test_each_attempt_to_get_consent_is_kept_with_its_answer() -> None:
    case = take(opened(), Step.CONSCIENCE)
    for answer in ("nee", "nog niet"):
        case = take(case, Step.CONSENT_SOUGHT, text=answer)
    attempts = [entry.text for entry in run(case).steps if entry.step == "consent_sought"]
    assert attempts == ["nee", "nog niet"]


@pytest.mark.requirement("LV-07")
def test_the_referral_to_another_counsellor_says_to_whom_or_why_not() -> None:
    case = weighed(without=(Step.OTHER_VP,))
    assert "missing" in refusal(tell, case).fields
    refusal(take, case, Step.OTHER_VP, text="")
    assert run(tell(take(case, Step.OTHER_VP, possible=False, text="er is er geen"))).disclosures


def test_a_disclosure_is_not_recorded_as_a_step() -> None:
    assert "vp share" in refusal(take, weighed(), Step.DISCLOSED).hint


def test_a_step_is_stored_under_its_key_and_the_whole_id_of_its_run() -> None:
    case = breach.step(opened(), breach_step(breach="b-0", step="melder direct"), TODAY)
    assert [entry.step for entry in run(case).steps] == ["reporter_alerted"]
    assert run(case).opened.id == RUN


def test_a_step_lies_between_the_opening_of_the_case_and_today() -> None:
    for on in (day(-1), date(2026, 6, 2)):
        assert refusal(take, opened(), Step.REPORTER_ALERTED, on=on).fields["day"] == on


def test_where_no_file_is_kept_a_step_needs_no_words() -> None:
    case = make_case(breach_opened(), keep_file=KeepFile.NO)
    assert run(take(case, Step.CONSCIENCE, text="")).done[-1] is Step.CONSCIENCE
    refusal(take, case, Step.CONSCIENCE, text="gewetensnood")


# The end


@pytest.mark.requirement("HK-22")
@EVERY_GROUND
@pytest.mark.parametrize(
    "how", [BreachEnd.NOT_BROKEN, BreachEnd.CONSENT_AFTER_ALL, BreachEnd.WITHDRAWN]
)
def test_keeping_secrecy_wants_no_further_steps(ground: BreachGround, how: BreachEnd) -> None:
    ended = run(finish(opened(ground), how))
    assert ended.ended is not None
    assert ended.ended.end is how
    assert (ended.open_steps, ended.next) == ((), None)


def test_only_what_it_can_end_as_is_offered() -> None:
    assert breach.endings(run(tell(weighed()))) == (BreachEnd.BROKEN,)
    assert set(breach.endings(run(weighed()))) == set(BreachEnd) - {BreachEnd.BROKEN}


def test_the_steps_offered_are_those_that_would_be_taken() -> None:
    case = opened()
    offered = breach.in_turn(run(case))
    assert offered == (Step.REPORTER_ALERTED, Step.CONSCIENCE)
    assert all(run(take(case, step)).done for step in offered)
    for step in set(run(case).open_steps) - {*offered}:
        refusal(take, case, step)
    assert breach.in_turn(run(finish(case, BreachEnd.NOT_BROKEN))) == ()


def test_broken_wants_a_disclosure() -> None:
    assert "not_broken" in refusal(finish, weighed(), BreachEnd.BROKEN).hint


@pytest.mark.parametrize("how", [end for end in BreachEnd if end is not BreachEnd.BROKEN])
def test_what_was_disclosed_cannot_end_as_kept(how: BreachEnd) -> None:
    assert "broken" in refusal(finish, tell(weighed()), how).hint


@EVERY_GROUND
def test_only_late_steps_may_stay_open_at_the_end(ground: BreachGround) -> None:
    case = tell(opened(ground, urgent=True))
    strict = [step for step in run(case).open_steps if step.late is breach.Late.NO]
    refused = refusal(finish, case, BreachEnd.BROKEN)
    assert refused.fields["steps"] == ", ".join(step.key for step in strict)
    for step in strict:
        case = take(case, step)
    assert run(finish(case, BreachEnd.BROKEN)).ended


@pytest.mark.requirement("LV-08")
@pytest.mark.requirement("GC-13")
def test_the_reasons_stay_open_after_the_end_until_they_are_recorded() -> None:
    case = finish(tell(weighed()), BreachEnd.BROKEN)
    assert run(case).open_steps == (Step.REASONS_RECORDED, Step.AFTERCARE)
    refusal(take, case, Step.REASONS_RECORDED, text="")
    case = take(case, Step.REASONS_RECORDED)
    assert run(case).next is Step.AFTERCARE
    assert run(take(case, Step.AFTERCARE, text="")).open_steps == ()


@pytest.mark.parametrize("how", BreachEnd)
def test_an_ended_run_takes_no_disclosure_and_no_second_end(how: BreachEnd) -> None:
    case = tell(weighed()) if how is BreachEnd.BROKEN else weighed()
    case = finish(case, how)
    assert refusal(tell, case).fields["breach"] == RUN
    assert refusal(finish, case, how).fields["breach"] == RUN
    assert refusal(take, case, Step.SCOPE_LIMITED).fields["breach"] == RUN
    if how is not BreachEnd.BROKEN:
        assert refusal(take, case, Step.AFTERCARE).fields["breach"] == RUN


def test_consent_that_was_only_asked_for_is_not_open_after_the_end() -> None:
    case = weighed(S, without=(Step.CONSENT_SOUGHT,))
    assert Step.CONSENT_SOUGHT in run(case).open_steps
    ended = run(finish(tell(case), BreachEnd.BROKEN))
    assert Step.CONSENT_SOUGHT not in ended.open_steps
    assert breach.gaps(ended) == []


def test_an_end_is_stored_under_the_whole_id_of_its_run() -> None:
    assert run(finish(opened(), BreachEnd.WITHDRAWN, breach="b-0")).ended is not None
