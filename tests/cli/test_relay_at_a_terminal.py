"""`vp relay` with somebody at the terminal: what is asked, shown, and kept when it is refused."""

import pytest

from tests.cli.seat import typed
from tests.conftest import Desk

REPORT = "There is money missing from the till."
GIVE = "consent give ID --kind relay_report --to integrity_officer --form unnamed --given written"


@pytest.fixture
def agreed(desk: Desk, case: str) -> str:
    """A case of Noor de Wit, who agreed to a report without her name."""
    desk.line(GIVE, text="That money is missing.", ID=case)
    return case


@pytest.mark.requirement("HK-07")
def test_at_a_terminal_the_questions_come_one_after_the_other(desk: Desk, case: str) -> None:
    lines = "With dates.\nAnd places.\n.\n.\nNone.\n.\n" + ".\n" * 5
    told = typed(desk, "relay", case, "--prepare", lines=lines)
    assert told.code == 0, told
    found = [entry for entry in desk.shown(case)["log"] if entry["entry"] == "preparation"]
    assert [(one["question"], one["text"]) for one in found] == [
        ("concrete", "With dates.\nAnd places."),
        ("related", "None."),
    ]
    again = typed(desk, "relay", case, "--prepare", lines="It does.\n.\n" + ".\n" * 5)
    assert "Is it concrete" not in again.err
    assert desk.shown(case)["log"][-1]["question"] == "coherent"


@pytest.mark.requirement("HK-10")
def test_at_a_terminal_it_is_shown_who_receives_and_decides(desk: Desk, agreed: str) -> None:
    desk.set(report_desk="the desk of the board")
    told = typed(desk, "relay", agreed, lines=f"2\ny\n{REPORT}\n.\n")
    assert told.code == 0, told
    assert "Receives a report and decides what follows: the desk of the board" in told.err
    out = desk.shown(agreed)["log"][-1]
    assert (out["direction"], out["report"], out["text"]) == ("out", True, REPORT)


def test_at_a_terminal_a_refused_text_is_kept_and_offered_again(desk: Desk, agreed: str) -> None:
    first = typed(
        desk, "relay", agreed, "--direction", "out", "--report", lines="Noor saw it.\n.\n"
    )
    assert first.code == 4
    assert "Your text is kept" in first.err
    again = typed(
        desk, "relay", agreed, "--direction", "out", "--report", lines=f"n\ny\n{REPORT}\n.\n"
    )
    assert "| Noor saw it." in again.err
    assert desk.shown(agreed)["log"][-1]["text"] == REPORT


def test_at_a_terminal_nothing_is_typed_for_a_message_no_consent_covers(
    desk: Desk, case: str
) -> None:
    told = typed(desk, "relay", case, "--direction", "out", lines="")
    assert told.code == 4
    assert "word for word" not in told.err
