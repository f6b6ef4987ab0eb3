"""Intake answers that cannot be kept: each is refused at its question, and nobody gets stuck."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from tests.cli.terminal import Session, draft_of
from tests.conftest import Desk
from vp.store import drafts, session, strict
from vp.store.dossier import Dossier

TOMORROW = date.today() + timedelta(days=1)  # noqa: TID251 (vp on a real terminal reads the clock)
FILE, MORE = "May a file be kept", "Did it happen more than once"


def change_draft(desk: Desk, change: Callable[[dict[str, Any]], object]) -> None:
    """The broken-off intake holds other answers, as an earlier vp would have kept them."""
    identity = session.unlock(desk.home, str)
    dossier = Dossier(desk.folder, desk.home, lambda: identity)
    answers = strict.load(drafts.load(dossier, drafts.INTAKE, identity) or b"", "draft")
    change(answers)
    drafts.save(dossier, drafts.INTAKE, strict.dump(answers))


def broken_off(desk: Desk, at: str, **replies: str) -> None:
    """An intake was broken off at this question."""
    intake = Session(desk, "intake")
    for asked, reply in replies.items():
        intake.until(asked)
        intake.answer(reply)
    intake.until(at)
    assert intake.interrupt() == 130


def test_an_answer_that_cannot_be_kept_is_refused_at_its_question(desk: Desk) -> None:
    intake = Session(desk, "intake")
    intake.answer("tomorrow")
    assert intake.prompt().startswith("Day of the first talk")
    assert f"! {TOMORROW} has not come yet." in intake.said
    intake.answer("2026-05-01")
    intake.until("Minutes")
    intake.answer("1500")
    assert intake.prompt().startswith("Minutes")
    assert "! A whole number of at most 1440 is expected." in intake.said
    assert intake.through({"Minutes": "30"}) == 0
    (case,) = desk.cases()
    kept = desk.shown(case)
    assert (kept["facts"]["opened"], kept["log"][-1]["minutes"]) == ("2026-05-01", 30)


def test_a_draft_with_answers_that_cannot_be_kept_asks_them_again(desk: Desk) -> None:
    broken_off(desk, "Minutes", Unit="Logistiek")
    wrong = {"opened": f"{TOMORROW}", "kinds": ["corruption"], "minutes": "1500"}
    change_draft(desk, lambda answers: answers.update(wrong))
    again = Session(desk, "intake", "--resume")
    assert again.prompt().startswith("Day of the first talk")
    again.answer("2026-05-01")
    assert again.prompt().startswith("What happened")
    again.answer("bullying")
    assert again.prompt().startswith("Minutes [60]")
    again.answer("30")
    assert again.code() == 0
    facts = desk.shown(desk.cases()[0])["facts"]
    assert (facts["opened"], facts["kinds"]) == ("2026-05-01", ["bullying"])
    assert (facts["unit"], facts["told"]["limits_explained"]) == ("Logistiek", "2026-05-01")


def test_an_intake_that_was_answered_but_not_saved_can_still_be_changed(desk: Desk) -> None:
    broken_off(desk, "Minutes")
    change_draft(desk, lambda answers: answers.update(minutes="45"))
    again = Session(desk, "intake", "--resume")
    assert again.prompt().startswith("Minutes [45]")
    again.answer("<")
    again.until("What was told")
    assert again.through({}) == 0
    assert desk.shown(desk.cases()[0])["log"][-1]["minutes"] == 45
    assert not draft_of(desk, "intake").exists()


@pytest.mark.requirement("HK-20")
def test_no_consent_to_a_file_and_nothing_repeated_is_taken_from_enter(desk: Desk) -> None:
    intake = Session(desk, "intake")
    intake.until(MORE)
    assert intake.prompt() == f"{MORE} [y/n]: "
    intake.answer("")
    intake.until(FILE)
    for _time in range(2):
        assert intake.prompt() == f"{FILE}: "
        intake.answer("")
    assert "What the reporter said of this counts: choose one." in intake.said
    intake.answer("minimal")
    intake.answer("<")
    assert intake.prompt() == f"{FILE} [only what is needed]: "
    assert intake.through({}) == 0
    facts = desk.shown(desk.cases()[0])["facts"]
    assert (facts["keep_file"], facts.get("repeated")) == ("minimal", None)


def test_whether_something_was_said_is_asked_below_its_words(desk: Desk) -> None:
    intake = Session(desk, "intake")
    intake.until("Have you said or asked this")
    label, *words, asked = intake.lines[-4:]
    assert label == "nature, extent and limits of secrecy"
    assert words[0].startswith("  «What you tell me stays between us")
    assert asked == "Have you said or asked this [Y/n]: "
    intake.interrupt()


def test_what_is_on_no_list_is_told_without_the_list(desk: Desk) -> None:
    intake = Session(desk, "intake")
    intake.until("Came by")
    intake.answer("77")
    assert intake.prompt().startswith("Came by")
    told = " ".join(intake.said.split()).replace("! ", "")
    assert "Choose from the list: a number, or the beginning of a word." in told
    assert "Nearest" not in told
    intake.answer("emial")
    intake.prompt()
    assert "Nearest: e-mail." in intake.said
    intake.interrupt()


def test_a_resumed_text_shows_its_blank_lines(desk: Desk) -> None:
    intake = Session(desk, "intake")
    intake.until("What was told")
    for line in ("Een.", "", "Twee."):
        intake.answer(line)
    intake.interrupt()
    again = Session(desk, "intake", "--resume")
    again.prompt()
    assert "| Een.\n|\n| Twee.\n" in again.said
    again.interrupt()
