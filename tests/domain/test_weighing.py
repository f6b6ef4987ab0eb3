from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.breaches import RUN, C, finish, opened, refusal, run, take, tell, weighed
from tests.strategies import TODAY, breach_opened, cases, day, make_case
from vp.domain import breach
from vp.domain.breach import Step
from vp.domain.case import Case
from vp.domain.entries import BreachEnded, BreachOpened, BreachStep, Disclosure
from vp.domain.vocabulary import BreachEnd, BreachGround
from vp.errors import NotAllowed, NotThere


def test_a_run_is_found_by_its_id_or_the_beginning_of_it() -> None:
    case = opened()
    assert breach.run_called(case, "b-").opened.id == RUN
    with pytest.raises(NotThere):
        breach.run_called(case, "b-9")


def test_the_current_run_is_the_open_one_or_else_the_last() -> None:
    with pytest.raises(NotThere):
        breach.current(make_case())
    case = breach.open_(finish(opened(), BreachEnd.NOT_BROKEN), breach_opened(number=2), TODAY)
    assert breach.current(case).opened.id == "b-000002"
    case = finish(case, BreachEnd.NOT_BROKEN, breach="b-000002")
    assert breach.current(case).opened.id == "b-000002"


def test_an_emergency_keeps_what_was_left_out_visible() -> None:
    case = tell(opened(urgent=True))
    before = [step for step in run(case).table if step.late][1:-2]
    assert breach.gaps(run(case)) == before
    for step in before:
        case = take(case, step)
    assert breach.gaps(run(case)) == [
        Step.CONSCIENCE,
        Step.NO_OTHER_WAY,
        Step.HARM_IF_SILENT,
        Step.HARM_AVERTED,
        Step.SUSPICION_WEIGHED,
        Step.SCOPE_LIMITED,
    ]


def test_what_was_written_down_later_but_done_before_is_no_gap() -> None:
    case = tell(opened(urgent=True), on=day(4))
    for step in run(case).table[1:-3]:
        case = take(case, step, on=day(3))
    assert breach.gaps(run(case)) == []


def test_without_urgency_a_step_dated_after_the_disclosure_is_a_gap() -> None:
    case = weighed(without=(Step.OTHER_VP,))
    case = tell(take(case, Step.OTHER_VP, on=day(9)), on=day(5))
    assert breach.gaps(run(case)) == [Step.OTHER_VP]


def test_a_reason_for_not_informing_is_no_gap_whenever_it_is_written() -> None:
    case = weighed(without=(Step.REPORTER_INFORMED,))
    case = take(case, Step.REPORTER_INFORMED, possible=False, on=day(9))
    assert breach.gaps(run(tell(case, on=day(5)))) == []


def test_a_criterion_that_did_not_hold_is_a_gap_of_an_emergency() -> None:
    case = take(weighed(urgent=True), Step.CONSCIENCE, possible=False)
    assert breach.gaps(run(tell(case))) == [Step.CONSCIENCE]


def test_a_second_disclosure_not_weighed_anew_is_a_gap_of_an_emergency() -> None:
    assert breach.gaps(run(tell(tell(weighed(urgent=True))))) == [Step.SCOPE_LIMITED]


@pytest.mark.requirement("HK-25")
@pytest.mark.parametrize("step", [Step.REPORTER_ALERTED, Step.REPORTER_INFORMED])
def test_informing_the_reporter_after_the_disclosure_says_why(step: Step) -> None:
    case = tell(weighed(without=(step,), urgent=True))
    assert refusal(take, case, step, text="").fields["step"] == step.key
    assert breach.gaps(run(take(case, step, text="hij was onbereikbaar"))) == []


def test_there_are_no_gaps_while_nothing_was_disclosed() -> None:
    assert breach.gaps(run(opened(urgent=True))) == []


FIVE = ("conscience", "consent_sought", "no_other_way", "harm_if_silent", "harm_averted")
ATTEMPTS = st.lists(
    st.tuples(
        st.sampled_from([step for step in Step if step is not Step.DISCLOSED]),
        st.booleans(),
        st.sampled_from(("", "omdat het zo is")),
    ),
    max_size=30,
)


@given(ATTEMPTS, st.sampled_from(BreachGround), st.booleans())
def test_whatever_is_tried_nothing_leaves_unweighed(
    attempts: list[tuple[Step, bool, str]], ground: BreachGround, in_order: bool
) -> None:
    case = opened(ground)
    table = run(case).table
    straight = [(step, True, "gewogen") for step in table[1 : table.index(Step.DISCLOSED)]]
    for step, possible, text in (straight if in_order else []) + attempts:
        case = unless_refused(case, take, step, possible=possible, text=text)
    told = unless_refused(case, tell)
    if run(told).disclosures:
        held = {entry.step: entry.possible for entry in run(told).steps}
        assert breach.gaps(run(told)) == []
        assert ground is not C or all(held[key] for key in FIVE)
    else:
        assert run(case).next is not Step.DISCLOSED


def unless_refused(case: Case, act: Any, *args: Any, **fields: Any) -> Case:
    """The case after the call, or as it was when the call is not allowed."""
    try:
        changed: Case = act(case, *args, **fields)
    except NotAllowed:
        return case
    return changed


@given(cases(20, (BreachOpened, BreachStep, BreachStep, Disclosure, BreachEnded)))
def test_any_log_can_be_read(case: Case) -> None:
    for found in breach.runs(case):
        assert set(found.done) | set(found.open_steps) <= set(found.table)
        assert not set(found.done) & set(found.open_steps)
        assert set(breach.gaps(found)) <= set(found.table)
        assert found.next is None or found.next in found.open_steps
