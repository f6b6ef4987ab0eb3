"""The intake as a conversation on a terminal, in Dutch: asked again, broken off, gone on with."""

import pytest

from tests.cli.screen import CTRL_C, ENTER, TAB, Screen
from tests.cli.terminal import Session, draft_of, last_text, nl
from tests.conftest import Desk
from vp.domain.opening import WORDS
from vp.domain.vocabulary import Told


@pytest.fixture
def desk(dutch: Desk) -> Desk:
    """A desk in Dutch with a dossier that needs no passphrase."""
    dutch.begin("--organisation", "Voorbeeld BV")
    return dutch


def test_a_whole_intake_in_dutch(desk: Desk) -> None:
    session = Session(desk, "intake")
    replies = {
        nl("What happened"): "pesten, 9",
        nl("Unit"): "Logistiek",
        nl("Name of the reporter"): "Noor de Wit",
        nl("Name of the accused (Enter: no more)"): "Bas Hoek",
        nl("Minutes"): "45",
        "| ": "Dat het ophoudt.",
    }
    assert session.through(replies) == 0
    assert session.too_wide == []
    assert session.english == []
    (case,) = desk.cases()
    kept = desk.shown(case)
    assert kept["facts"]["kinds"] == ["bullying", "exclusion"]
    assert kept["facts"]["unit"] == "Logistiek"
    assert kept["people"]["reporter"]["name"] == "Noor de Wit"
    assert kept["people"]["accused-1"]["name"] == "Bas Hoek"
    assert [one["text"] for one in kept["log"] if "text" in one] == ["Dat het ophoudt."]
    assert len(kept["facts"]["told"]) >= 14
    assert not draft_of(desk, "intake").exists()


@pytest.mark.requirement("GC-11")
def test_the_limits_of_secrecy_are_said_before_the_reporter_is_asked_anything(desk: Desk) -> None:
    session = Session(desk, "intake")
    session.until(nl("What the talk is for"))
    words = nl(WORDS[Told.LIMITS_EXPLAINED])[:40]
    assert 0 < session.said.index(words) < session.said.index(nl("What the talk is for"))
    session.interrupt()


def test_a_wrong_answer_gets_the_question_again(desk: Desk) -> None:
    session = Session(desk, "intake")
    session.answer("ooit")
    session.answer("31-2-2026")
    session.answer("1-5-2026")
    session.answer("misschien")
    session.answer("n")
    session.until(nl("What it is about"))
    for wrong in ("99", "²", "xyz"):
        session.answer(wrong)
    assert nl("What it is about") in session.prompt()
    session.answer("integriteit")
    assert session.through({nl("Minutes"): "een uur"}) == 0
    assert session.english == []
    assert desk.shown(desk.cases()[0])["facts"]["domain"] == "integrity"
    assert desk.shown(desk.cases()[0])["facts"]["opened"] == "2026-05-01"


def test_ctrl_c_in_an_intake_keeps_what_was_typed_for_resume(desk: Desk) -> None:
    session = Session(desk, "intake")
    session.answer("1-5-2026")
    session.until(nl("Unit"))
    session.answer("Logistiek")
    session.until(nl("What was told"))
    session.answer("De eerste regel.")
    assert session.interrupt() == 130
    assert "vp intake --resume" in session.said
    assert desk.cases() == []
    assert b"Logistiek" not in draft_of(desk, "intake").read_bytes()
    again = Session(desk, "intake", "--resume")
    assert again.through({"| ": "De tweede regel."}) == 0
    assert nl("Unit") + ":" not in again.said
    (case,) = desk.cases()
    assert desk.shown(case)["facts"]["unit"] == "Logistiek"
    assert desk.shown(case)["facts"]["opened"] == "2026-05-01"
    assert last_text(desk, case) == "De eerste regel.\nDe tweede regel."
    assert not draft_of(desk, "intake").exists()


def test_a_closed_terminal_keeps_what_was_typed(desk: Desk) -> None:
    session = Session(desk, "intake")
    session.until(nl("Unit"))
    session.answer("Logistiek")
    assert session.close_terminal() != 0
    assert draft_of(desk, "intake").exists()
    assert Session(desk, "intake", "--resume").through({}) == 0
    assert desk.shown(desk.cases()[0])["facts"]["unit"] == "Logistiek"


def test_a_step_back_offers_what_was_answered_and_asks_what_became_senseless(desk: Desk) -> None:
    session = Session(desk, "intake")
    session.until(nl("What it is about"))
    session.answer("omgangsvormen")
    session.answer("pesten")
    session.answer("<")
    assert nl("What happened") in session.prompt()
    session.answer("<")
    assert nl("What it is about") in session.prompt()
    session.answer("integriteit")
    assert nl("What happened") in session.prompt()
    session.answer("1")
    replies = {nl("Unit"): "Logistiek", nl("Reached at"): "<", "[Jan]": "-"}
    assert session.through({nl("Name of the reporter"): "Jan"} | replies) == 0
    kept = desk.shown(desk.cases()[0])
    assert kept["facts"]["domain"] == "integrity"
    assert "repeated" not in kept["facts"]
    assert kept.get("people", {}).get("reporter", {}).get("name", "") == ""
    assert session.english == []


def test_a_text_that_was_left_by_a_step_back_goes_on_where_it_was(desk: Desk) -> None:
    session = Session(desk, "intake")
    session.until(nl("What was told"))
    session.answer("De eerste regel.")
    session.answer("<")
    session.until(nl("What the reporter saw or heard himself"))
    session.answer("Zelf gezien.")
    session.answer(".")
    session.answer("De tweede regel.")
    assert session.through({}) == 0
    assert last_text(desk, desk.cases()[0]) == "De eerste regel.\nDe tweede regel."


def test_the_channel_and_the_minutes_are_proposed_as_they_were_last_time(desk: Desk) -> None:
    desk.intake(channel="email", minutes="45", account="Iets.")
    session = Session(desk, "intake")
    session.until(nl("Came by"))
    assert "[e-mail]" in session.prompt()
    session.answer("")
    session.until(nl("Minutes"))
    assert session.prompt().endswith("[45]: ")
    session.interrupt()


def test_the_intake_on_a_whole_screen_fits_in_dutch_and_goes_back(desk: Desk) -> None:
    desk.set(units={"Logistiek": "40", "Onderwijs": "60"})
    begun = Session(desk, "intake")
    begun.until(nl("Unit"))
    begun.interrupt()
    screen = Screen(desk, "intake", "--resume")
    screen.answer(f"{nl('Unit')}:", f"ond{TAB}")
    screen.until(f"{nl('Unit')}: Onderwijs")
    screen.type(ENTER)
    screen.answer(nl("It concerns a"), f"<{ENTER}")
    screen.until(f"{nl('Unit')} [Onderwijs]:")
    screen.type(CTRL_C)
    assert screen.code() == 130
    assert all(len(line) <= 80 for line in screen.lines)
    again = Screen(desk, "intake", "--resume")
    again.until(nl("It concerns a"))
    again.type(CTRL_C)
    assert again.code() == 130
