"""`vp breach step` and `vp breach end` with somebody at the terminal: what is left out is asked."""

from collections.abc import Iterator

import pytest

from tests.cli.conftest import refused
from tests.cli.seat import typed
from tests.conftest import Desk
from vp import locale
from vp.domain.breach import Step
from vp.domain.vocabulary import BreachEnd


@pytest.fixture
def weighed(desk: Desk, case: str) -> str:
    """A case in which breaking secrecy is weighed, in Dutch."""
    desk.line("breach open ID --ground conflict_of_duties", text="Worries.", ID=case)
    desk.environ["VP_LANG"] = "nl"
    return case


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    locale.use("en")


def test_the_steps_whose_turn_it_is_are_asked_for_by_their_labels(desk: Desk, weighed: str) -> None:
    told = typed(desk, "breach", "step", weighed, lines="2\nDat ik zwijg.\n.\n")
    assert told.code == 0, told
    assert "   1  melder direct ingelicht\n   2  gewetensnood\n" in told.err
    assert Step.HARM_AVERTED.nl not in told.err  # others must come first
    last = desk.shown(weighed)["log"][-1]
    assert (last["entry"], last["step"], last["text"]) == (
        "breach_step",
        "conscience",
        "Dat ik zwijg.",
    )


def test_a_step_that_was_taken_is_not_asked_for_again(desk: Desk, weighed: str) -> None:
    desk.do("breach", "step", weighed, "reporter_alerted")
    told = typed(desk, "breach", "step", weighed, lines="gewetens\nZo is het.\n.\n")
    assert "   1  gewetensnood\n" in told.err
    assert desk.shown(weighed)["log"][-1]["step"] == "conscience"


def test_case_and_step_are_both_asked_where_neither_is_named(desk: Desk, weighed: str) -> None:
    told = typed(desk, "breach", "step", lines="1\n1\n.\n")
    assert told.code == 0, told
    assert desk.shown(weighed)["log"][-1]["step"] == "reporter_alerted"


def test_how_it_ends_is_asked_as_far_as_it_can_end_so(desk: Desk, weighed: str) -> None:
    told = typed(desk, "breach", "end", weighed, lines="1\nHet kan anders.\n.\n")
    assert told.code == 0, told
    assert BreachEnd.BROKEN.nl not in told.err
    last = desk.shown(weighed)["log"][-1]
    assert (last["entry"], last["end"]) == ("breach_end", "not_broken")


@pytest.mark.parametrize(("part", "wanted"), [("step", "STEP"), ("end", "--as")])
def test_without_a_terminal_nobody_is_asked(
    desk: Desk, weighed: str, part: str, wanted: str
) -> None:
    desk.environ["VP_LANG"] = "en"
    assert f"{wanted} is needed here" in refused(desk.run("breach", part, weighed), 2)
    desk.environ["VP_LANG"] = "nl"
    assert typed(desk, "breach", part, weighed, lines="\n").code == 2
    assert desk.shown(weighed)["log"][-1]["entry"] == "breach"
