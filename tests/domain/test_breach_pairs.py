"""Every pair of steps for each ground: what is forbidden is as visible as what is allowed."""

from typing import Any

import pytest

from tests.domain.breaches import EVERY_GROUND, all_but, refusal, run, take, tell
from vp.domain import breach
from vp.domain.breach import Step
from vp.domain.vocabulary import BreachGround

# Every pair of steps. A row is the one step not recorded, a column the step that is now taken:
# x where it is refused. `di` is the disclosure, the other columns are the steps in their order.

STATUTORY_DUTY = """
                        gn ra dc de rg cn sw cc sl ri ov di rr ac
reporter_alerted         .  .  .  .  .  .  .  .  .  .  .  x  .  .
duty_checked             .  .  .  .  .  .  .  .  .  .  .  x  .  .
duty_explained           .  .  .  .  .  .  .  .  .  .  .  x  .  .
reporter_goes_first      .  .  .  .  .  .  .  .  .  .  .  x  .  .
consent_sought           .  .  .  .  .  .  .  .  .  .  .  .  .  .
suspicion_weighed        .  .  .  .  .  .  .  x  x  x  x  x  x  x
colleague_consulted      .  .  .  .  .  .  .  .  .  .  .  x  .  .
scope_limited            .  .  .  .  .  .  .  .  .  x  x  x  x  x
reporter_informed        .  .  .  .  .  .  .  .  .  .  .  x  .  .
other_vp                 .  .  .  .  .  .  .  .  .  .  .  x  .  .
disclosed                .  .  .  .  .  .  .  .  .  .  .  .  .  .
reasons_recorded         .  .  .  .  .  .  .  .  .  .  .  .  .  .
aftercare                .  .  .  .  .  .  .  .  .  .  .  .  .  .
"""
CONFLICT_OF_DUTIES = """
                        gn ra co cn no hs ha sw cc sl ri ov di rr ac
reporter_alerted         .  .  .  .  .  .  .  .  .  .  .  .  x  .  .
conscience               .  .  .  x  x  x  x  x  x  x  x  x  x  x  x
consent_sought           .  .  .  .  .  .  .  .  .  .  .  .  x  .  .
no_other_way             .  .  .  .  .  x  x  x  x  x  x  x  x  x  x
harm_if_silent           .  .  .  .  .  .  x  x  x  x  x  x  x  x  x
harm_averted             .  .  .  .  .  .  .  x  x  x  x  x  x  x  x
suspicion_weighed        .  .  .  .  .  .  .  .  x  x  x  x  x  x  x
colleague_consulted      .  .  .  .  .  .  .  .  .  .  .  .  x  .  .
scope_limited            .  .  .  .  .  .  .  .  .  .  x  x  x  x  x
reporter_informed        .  .  .  .  .  .  .  .  .  .  .  .  x  .  .
other_vp                 .  .  .  .  .  .  .  .  .  .  .  .  x  .  .
disclosed                .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
reasons_recorded         .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
aftercare                .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
"""
PROCEEDINGS = """
                        gn ra dc sl ri ov di rr ac
reporter_alerted         .  .  .  .  .  .  x  .  .
duty_checked             .  .  .  .  .  .  x  .  .
scope_limited            .  .  .  .  x  x  x  x  x
reporter_informed        .  .  .  .  .  .  x  .  .
other_vp                 .  .  .  .  .  .  x  .  .
disclosed                .  .  .  .  .  .  .  .  .
reasons_recorded         .  .  .  .  .  .  .  .  .
aftercare                .  .  .  .  .  .  .  .  .
"""
PAIRS = {
    BreachGround.STATUTORY_DUTY: STATUTORY_DUTY,
    BreachGround.CONFLICT_OF_DUTIES: CONFLICT_OF_DUTIES,
    BreachGround.COURT_ORDER: PROCEEDINGS,
    BreachGround.OWN_DEFENCE: PROCEEDINGS,
    BreachGround.SUPERVISORY_COMMITTEE: PROCEEDINGS,
}


def pairs() -> list[Any]:
    """Every pair: the ground, the step that is missing, the step taken, whether it is refused."""
    found = []
    for ground, matrix in PAIRS.items():
        table = breach.steps_for(ground, 1)
        header, *rows = matrix.strip("\n").splitlines()
        assert len(header.split()) == len(table)
        assert [row.split()[0] for row in rows] == [step.key for step in table[1:]]
        for row in rows:
            missing, *marks = row.split()
            for taken, mark in zip(table, marks, strict=True):
                name = f"{ground.key}: {taken.key} without {missing}"
                found.append(
                    pytest.param(ground, breach.find_step(missing), taken, mark == "x", id=name)
                )
    return found


@pytest.mark.requirement("GC-13")
@pytest.mark.parametrize(("ground", "missing", "taken", "is_refused"), pairs())
def test_what_may_be_done_while_a_step_is_missing(
    ground: BreachGround, missing: Step, taken: Step, is_refused: bool
) -> None:
    case = all_but(ground, missing, taken)
    act = tell if taken is Step.DISCLOSED else take
    args = (case,) if taken is Step.DISCLOSED else (case, taken)
    if is_refused:
        assert refusal(act, *args).fields["first"] == missing.key
    else:
        assert len(act(*args).log) == len(case.log) + 1


@EVERY_GROUND
def test_in_an_emergency_the_disclosure_waits_for_nothing(ground: BreachGround) -> None:
    table = breach.steps_for(ground, 1)
    for missing in table[1:]:
        case = all_but(ground, missing, Step.DISCLOSED, urgent=True)
        assert run(tell(case)).disclosures
