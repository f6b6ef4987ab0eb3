import pytest

from tests.domain.breaches import (
    EVERY_GROUND,
    RUN,
    C,
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
from tests.strategies import TODAY, day, disclosure
from vp.domain import breach
from vp.domain.breach import Step
from vp.domain.vocabulary import BreachEnd, BreachGround, ConsentForm

CRITERIA = [
    pytest.param(Step.CONSCIENCE, marks=pytest.mark.requirement("LV-01")),
    pytest.param(Step.CONSENT_SOUGHT, marks=pytest.mark.requirement("LV-02")),
    pytest.param(Step.NO_OTHER_WAY, marks=pytest.mark.requirement("LV-03")),
    pytest.param(Step.HARM_IF_SILENT, marks=pytest.mark.requirement("LV-04")),
    pytest.param(Step.HARM_AVERTED, marks=pytest.mark.requirement("LV-05")),
]


@pytest.mark.requirement("GC-13")
@EVERY_GROUND
def test_a_disclosure_that_follows_the_protocol_leaves_no_gaps(ground: BreachGround) -> None:
    case = weighed(ground)
    assert run(case).next is Step.DISCLOSED
    case = tell(case)
    assert breach.gaps(run(case)) == []
    assert run(case).next is Step.REASONS_RECORDED


@pytest.mark.parametrize("criterion", CRITERIA)
def test_a_criterion_that_was_not_weighed_keeps_secrecy(criterion: Step) -> None:
    case = all_but(C, criterion, Step.DISCLOSED)
    assert refusal(tell, case).fields["first"] == criterion.key
    refusal(take, case, criterion, text="")
    assert run(tell(take(case, criterion))).disclosures


@pytest.mark.parametrize("criterion", [*CRITERIA, Step.SUSPICION_WEIGHED])
def test_a_criterion_that_does_not_hold_keeps_secrecy(criterion: Step) -> None:
    case = take(weighed(), criterion, possible=False)
    refused = refusal(tell, case)
    assert refused.fields["steps"] == criterion.key
    assert "not_broken" in refused.hint
    assert run(case).next is not Step.DISCLOSED
    assert run(tell(take(case, criterion))).disclosures, "weighed again, it does hold"


@pytest.mark.requirement("HK-22")
@pytest.mark.parametrize("ground", [S, C])
def test_seriousness_and_suspicion_are_weighed_in_own_words(ground: BreachGround) -> None:
    case = all_but(ground, Step.SUSPICION_WEIGHED, Step.DISCLOSED)
    assert refusal(tell, case).fields["missing"] == "suspicion_weighed"
    refusal(take, case, Step.SUSPICION_WEIGHED, text="")


@pytest.mark.requirement("HK-23")
@pytest.mark.parametrize("ground", [S, C])
def test_a_colleague_is_consulted_or_it_says_why_not(ground: BreachGround) -> None:
    case = weighed(ground, without=(Step.COLLEAGUE_CONSULTED,))
    assert refusal(tell, case).fields["missing"] == "colleague_consulted"
    assert run(tell(take(case, Step.COLLEAGUE_CONSULTED, possible=False))).disclosures


@pytest.mark.requirement("HK-27")
def test_under_a_duty_the_reporter_goes_first_or_it_says_why_the_counsellor_does() -> None:
    case = weighed(S, without=(Step.REPORTER_GOES_FIRST,))
    assert refusal(tell, case).fields["missing"] == "reporter_goes_first"
    refusal(take, case, Step.REPORTER_GOES_FIRST, text="")
    assert run(
        tell(take(case, Step.REPORTER_GOES_FIRST, possible=False, text="hij durft niet"))
    ).disclosures


@pytest.mark.requirement("HK-26")
def test_under_a_duty_the_reporter_is_told_of_it() -> None:
    case = weighed(S, without=(Step.DUTY_EXPLAINED,))
    assert refusal(tell, case).fields["missing"] == "duty_explained"
    assert run(tell(take(case, Step.DUTY_EXPLAINED))).disclosures


@pytest.mark.requirement("LV-06")
@pytest.mark.requirement("HK-25")
@pytest.mark.parametrize(("informed", "told"), [(0, 0), (3, 5), (5, 3)])
def test_the_reporter_knows_before_it_is_told(informed: int, told: int) -> None:
    case = weighed(without=(Step.REPORTER_INFORMED,))
    assert refusal(tell, case).fields["missing"] == "reporter_informed"
    case = take(case, Step.REPORTER_INFORMED, text="", on=day(informed))
    if informed <= told:
        assert run(tell(case, on=day(told))).disclosures
    else:
        assert refusal(tell, case, on=day(told)).fields["day"] == day(told)
        assert run(
            tell(take(case, Step.REPORTER_INFORMED, possible=False), on=day(told))
        ).disclosures


@pytest.mark.requirement("HK-28")
@EVERY_GROUND
def test_the_name_stays_out_unless_there_is_a_reason(ground: BreachGround) -> None:
    case = weighed(ground)
    refused = refusal(tell, case, form=ConsentForm.NAMED, identity_reason=" ")
    assert "name" in refused.sentence
    assert run(
        tell(case, form=ConsentForm.NAMED, identity_reason="de rechter vraagt erom")
    ).disclosures
    assert run(tell(case)).disclosures[-1].form is ConsentForm.ANONYMISED
    refusal(tell, opened(ground, urgent=True), form=ConsentForm.NAMED)


@pytest.mark.requirement("GC-10")
def test_own_defence_goes_as_far_as_was_settled_and_no_further() -> None:
    ground = BreachGround.OWN_DEFENCE
    case = weighed(ground, without=(Step.SCOPE_LIMITED, Step.REPORTER_INFORMED, Step.OTHER_VP))
    assert refusal(tell, case).fields["first"] == "scope_limited"
    refusal(take, case, Step.SCOPE_LIMITED, text="")
    case = tell(weighed(ground))
    assert refusal(tell, case).fields["missing"] == "scope_limited"
    assert len(run(tell(take(case, Step.SCOPE_LIMITED))).disclosures) == 2


@pytest.mark.requirement("GC-19")
def test_the_supervisory_committee_gets_its_answer_without_weighing_conscience() -> None:
    case = weighed(BreachGround.SUPERVISORY_COMMITTEE)
    assert not {Step.CONSCIENCE, Step.CONSENT_SOUGHT} & set(run(case).table)
    case = finish(tell(case, to="committee"), BreachEnd.BROKEN)
    assert run(case).ended


def test_each_disclosure_is_weighed_anew() -> None:
    case = tell(weighed())
    assert refusal(tell, case).fields["missing"] == "scope_limited"
    case = tell(take(case, Step.SCOPE_LIMITED))
    assert refusal(tell, case).fields["missing"] == "scope_limited"


def test_a_disclosure_says_what_was_told() -> None:
    assert "exactly" in refusal(tell, weighed(), text=" ").sentence


def test_a_disclosure_is_stored_under_the_whole_id_of_its_run() -> None:
    case = breach.disclose(weighed(), disclosure(breach="b-0", number=77), TODAY)
    assert run(case).disclosures[-1].breach == RUN
