"""Prompts as on the counsellor's own terminal: Tab, arrows, undo, a way back, and nothing lost."""

import re
import signal
import time
from itertools import pairwise
from pathlib import Path

import pytest

from tests.cli.screen import BACKSPACE, CTRL_C, CTRL_D, CTRL_R, CTRL_Z, DOWN, ENTER, TAB, UP, Screen
from tests.cli.terminal import Session, draft_of, last_text
from tests.conftest import Desk
from vp.cli.keyboard import PAUSE, rows

HINT = "(Ctrl-D, or a line with only a full stop, ends it; Ctrl-Z undoes)\n|"
LONG = (
    "De melder vertelt dat hij sinds oktober buiten het werkoverleg wordt gehouden en pas aan de"
    " band hoort welke route hij die dag rijdt, wat hem zwaar valt."
)
ESCAPE = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")


def test_a_long_text_is_shown_in_rows_between_words_and_edited_by_the_arrows(desk: Desk) -> None:
    case = desk.intake()
    screen = Screen(desk, "note", case)
    screen.until("\n|")
    screen.type(LONG)
    screen.until("zwaar valt.")
    shown = [line for line in screen.lines if line.startswith("| ")]
    assert " ".join(line[2:].strip() for line in shown) == LONG
    assert len(shown) == 2
    screen.type(f"{ENTER}Tweede.{UP}{UP}XX")
    screen.until("XX")
    (changed,) = (line for line in screen.lines if "XX" in line)
    assert changed.startswith(f"{shown[0][:9]}XX")
    screen.type(f"{CTRL_Z}{DOWN}{DOWN}")
    screen.type(f"{ENTER}.{ENTER}")
    assert screen.code() == 0
    assert last_text(desk, case) == f"{LONG}\nTweede."


def test_undo_goes_word_by_word_and_can_be_undone(desk: Desk) -> None:
    case = desk.intake()
    screen = Screen(desk, "note", case)
    screen.until("\n|")
    screen.type("een twee drie")
    screen.until("drie")
    screen.type(CTRL_Z)
    assert "| een twee" in screen.lines
    screen.type(CTRL_R + CTRL_D)
    assert screen.code() == 0
    assert last_text(desk, case) == "een twee drie"


def test_tab_completes_a_word_of_a_list(desk: Desk) -> None:
    case = desk.intake()
    screen = Screen(desk, "close", case)
    screen.answer("Why it ends", f"out{TAB}")
    screen.until("]: out of scope")
    screen.type(CTRL_C)
    assert screen.code() == 130


def test_a_case_that_is_not_named_is_asked_and_completed_by_its_alias(desk: Desk) -> None:
    case = desk.intake()
    desk.intake(opened="2026-03-04")
    alias = desk.shown(case)["alias"]
    screen = Screen(desk, "note")
    screen.answer("Which case", f"{alias[:4]}{TAB}")
    screen.until(f"Which case: {alias}")
    screen.type(ENTER)
    screen.answer("\n|", f"Een tekst.{CTRL_D}")
    assert screen.code() == 0
    assert last_text(desk, case) == "Een tekst."


def test_without_a_terminal_a_case_must_be_named(desk: Desk) -> None:
    told = desk.run("note", text="Een tekst.")
    assert (told.code, told.err.splitlines()[0]) == (2, "vp: error: CASE is needed here")


def test_a_text_in_which_something_cannot_be_kept_is_offered_again(desk: Desk) -> None:
    case = desk.intake()
    screen = Screen(desk, "note", case)
    screen.answer("\n|", "Goed\x1b[200~\u202eslecht\x1b[201~")
    screen.type(CTRL_D)
    screen.answer("Write on", ENTER)
    screen.answer("ends it; Ctrl-Z undoes)\n| Goed", f"{BACKSPACE}\x15Beter.")
    screen.until("| Beter.")
    screen.type(CTRL_D)
    assert screen.code() == 0
    assert last_text(desk, case) == "Beter."


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGINT])
def test_what_was_typed_survives_a_signal(desk: Desk, number: int) -> None:
    case = desk.intake()
    screen = Screen(desk, "note", case)
    screen.answer("\n|", f"Eerste.{ENTER}Half")
    screen.until("| Half")
    screen.kill(number)
    assert screen.code() == 130
    assert "Traceback" not in screen.sent
    again = Screen(desk, "note", case)
    again.answer("Begin with it", ENTER)
    again.answer("| Half", f"{BACKSPACE}weg{ENTER}.{ENTER}")
    assert again.code() == 0
    assert last_text(desk, case) == "Eerste.\nHalfweg"
    assert not draft_of(desk, case).exists()


def test_what_was_typed_a_moment_ago_survives_a_battery_that_runs_empty(desk: Desk) -> None:
    case = desk.intake()
    screen = Screen(desk, "note", case)
    screen.answer("\n|", "Bijna kwijt.")
    end = time.monotonic() + PAUSE + 10
    while not draft_of(desk, case).exists() and time.monotonic() < end:
        screen.type("")
    screen.kill(signal.SIGKILL)
    assert b"kwijt" not in draft_of(desk, case).read_bytes()
    again = Screen(desk, "note", case)
    again.answer("Begin with it", ENTER)
    again.answer("| Bijna kwijt.", CTRL_D)
    assert again.code() == 0
    assert last_text(desk, case) == "Bijna kwijt."


def test_a_text_that_nobody_went_on_with_stays_beside_what_is_typed_now(desk: Desk) -> None:
    case = desk.intake()
    desk.run("note", case, "--on", "2027-01-01", text="Van gisteren.")
    screen = Screen(desk, "remind", case, "--on", "2027-02-01")
    screen.answer("Begin with it", f"n{ENTER}")
    screen.answer("Throw it away", f"n{ENTER}")
    screen.answer("\n|", f"Nieuw.{CTRL_D}")
    assert screen.code() == 0
    again = Screen(desk, "note", case)
    assert "Van gisteren." in again.until("Begin with it")
    assert "Nieuw." not in again.text
    again.type(CTRL_C)
    assert again.code() == 130


def test_a_second_question_does_not_offer_the_answer_to_the_first(desk: Desk) -> None:
    case = desk.intake()
    screen = Screen(desk, "option", case, "line_manager")
    screen.answer(f"in the reporter's words\n{HINT}", f"Voor.{CTRL_D}")
    screen.answer(f"What speaks against it\n{HINT}", f"Tegen.{CTRL_D}")
    screen.until(f"How the reporter reacts\n{HINT}")
    screen.type(f"Half{CTRL_C}")
    assert screen.code() == 130
    again = Screen(desk, "option", case, "line_manager")
    assert "| Voor.\n| Tegen.\n| Half" in again.until("Begin with it")
    again.type(CTRL_C)
    assert again.code() == 130


def test_plain_sends_no_sequence_to_the_terminal_but_asks_all_the_same(desk: Desk) -> None:
    case = desk.intake()
    for words, environ in ((["--plain"], {}), ([], {"VP_PLAIN": "1"}), ([], {"TERM": "dumb"})):
        screen = Screen(desk, "note", case, *words, **environ)
        screen.until("full stop")
        screen.type(f"Een regel.{ENTER}.{ENTER}")
        assert screen.code() == 0
        assert ESCAPE.findall(screen.sent) == []
        assert last_text(desk, case) == "Een regel."


def test_nothing_typed_is_left_in_any_file(desk: Desk) -> None:
    case = desk.intake()
    screen = Screen(desk, "note", case)
    screen.answer("\n|", f"zqxkanarie een twee\x17\x19{ENTER}zqxkanarie{CTRL_D}")
    assert screen.code() == 0
    found = [path for path in Path(desk.root).rglob("*") if path.is_file()]
    assert [path for path in found if b"zqxkanarie" in path.read_bytes()] == []


@pytest.mark.parametrize("text", ["", "a", "a" * 200, "ab " * 50, " " * 99, LONG, "é ü " * 40])
def test_rows_hold_the_whole_line_and_leave_room_for_the_cursor(text: str) -> None:
    for room in (10, 78):
        starts = [*rows(text, room), len(text)]
        parts = [text[begin:end] for begin, end in pairwise(starts)]
        assert "".join(parts) == text
        assert all(0 < len(part) <= room for part in parts[:-1])
        assert len(parts[-1]) < room


def test_the_plain_conversation_goes_back_too(desk: Desk) -> None:
    session = Session(desk, "intake")
    session.answer("1-5-2026")
    session.answer("n")
    session.answer("<")
    assert "personal tie" in session.prompt()
    session.answer("<")
    assert session.prompt().endswith("[2026-05-01]: ")
    session.answer("<")
    assert session.prompt().endswith("[2026-05-01]: ")
    session.answer("2-5-2026")
    assert session.through({}) == 0
    assert desk.shown(desk.cases()[0])["facts"]["opened"] == "2026-05-02"


def test_a_text_that_is_gone_on_with_is_ended_by_a_full_stop_at_once(desk: Desk) -> None:
    case = desk.intake()
    screen = Screen(desk, "note", case)
    screen.answer("\n|", f"Geen zorgen{CTRL_C}")
    assert screen.code() == 130
    again = Screen(desk, "note", case)
    again.answer("Begin with it", ENTER)
    again.answer("| Geen zorgen\n|", f".{ENTER}")
    assert again.code() == 0
    assert last_text(desk, case) == "Geen zorgen"
