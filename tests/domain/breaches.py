"""Breaches to test with: each function does one thing to a case, by the rules."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.strategies import (
    TODAY,
    breach_ended,
    breach_opened,
    breach_step,
    disclosure,
    make_case,
)
from vp.domain import breach
from vp.domain.breach import Step
from vp.domain.case import Case
from vp.domain.vocabulary import BreachEnd, BreachGround
from vp.errors import NotAllowed, VpError

RUN = "b-000001"
C = BreachGround.CONFLICT_OF_DUTIES
S = BreachGround.STATUTORY_DUTY
EVERY_GROUND = pytest.mark.parametrize("ground", BreachGround, ids=lambda ground: ground.key)


def opened(ground: BreachGround = C, **fields: Any) -> Case:
    return breach.open_(make_case(), breach_opened(ground=ground, **fields), TODAY)


def take(case: Case, step: Step, **fields: Any) -> Case:
    entry = breach_step(breach=RUN, step=step.key, number=len(case.log), **fields)
    return breach.step(case, entry, TODAY)


def tell(case: Case, **fields: Any) -> Case:
    return breach.disclose(case, disclosure(breach=RUN, number=len(case.log), **fields), TODAY)


def finish(case: Case, how: BreachEnd, **fields: Any) -> Case:
    return breach.end(case, breach_ended(end=how, number=len(case.log), **fields), TODAY)


def weighed(ground: BreachGround = C, without: tuple[Step, ...] = (), **fields: Any) -> Case:
    """A case in which every step before the disclosure was taken, but for these."""
    case = opened(ground, **fields)
    table = run(case).table
    for step in table[1 : table.index(Step.DISCLOSED)]:
        case = case if step in without else take(case, step)
    return case


def run(case: Case) -> breach.Run:
    return breach.run_called(case, RUN)


def refusal(act: Callable[..., object], *args: Any, **fields: Any) -> VpError:
    """The refusal that this call ends in; the test fails when it is allowed."""
    with pytest.raises(NotAllowed) as refused:
        act(*args, **fields)
    return refused.value


def all_but(ground: BreachGround, *left_out: Step, urgent: bool = False) -> Case:
    """A case with every step of the ground in its log but these, whatever the order asks."""
    log: list[Any] = [breach_opened(ground=ground, urgent=urgent)]
    for number, step in enumerate(breach.steps_for(ground, 1)[1:], start=1):
        if step is Step.DISCLOSED and step not in left_out:
            log.append(disclosure(breach=RUN, number=number))
        elif step not in left_out:
            log.append(breach_step(breach=RUN, step=step.key, number=number))
    return make_case(*log)
