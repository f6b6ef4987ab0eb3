"""`vp check --practice` and dissatisfaction noted with what was offered."""

from datetime import date

import pytest

from tests.cli.conftest import TEXT, WORD, kept, refused
from tests.cli.seat import typed
from tests.conftest import Desk
from vp.render.plain import WIDTH

KEYS = """role_explained limits_explained complaint_rules consent follow_up reflection
peer_review"""


def answers(desk: Desk) -> dict[str, dict[str, object]]:
    """The self-check, by the key of the question."""
    found = desk.do("check", "--practice", "--json").json
    return {one["key"]: one for one in found}


@pytest.mark.requirement("KL-12")
@pytest.mark.requirement("KL-10")
def test_each_figure_has_its_cases_behind_it(desk: Desk, case: str) -> None:
    other = desk.intake()
    found = answers(desk)
    assert list(found) == KEYS.split()
    assert found["role_explained"] == {
        "key": "role_explained",
        "question": "was the role explained?",
        "yes": [case],
        "no": [other],
        "of": 2,
    }
    assert found["complaint_rules"]["no"] == sorted([case, other])


@pytest.mark.requirement("KL-12")
def test_consent_follow_up_reflection_and_peer_review_are_looked_at(desk: Desk, case: str) -> None:
    desk.line("consent give ID --kind share_hr --given oral", text="All.", ID=case)
    desk.line("remind ID --on 2026-06-02", text="Call.", ID=case)
    desk.line("note ID --about dissatisfaction --offered talk", text="Not content.", ID=case)
    desk.do("activity", "add", "--kind", "peer_review", text="In the group.")
    desk.go_to(date(2026, 6, 10))
    found = answers(desk)
    for key in ("consent", "follow_up", "reflection"):
        assert found[key]["no"] == [case], key
    assert found["peer_review"]["of"] == 1


@pytest.mark.requirement("KL-12")
def test_it_reads_as_a_calm_table_and_ends_well(desk: Desk, case: str) -> None:
    others = sorted(desk.intake() for _number in range(12))
    told = desk.do("check", "--practice")
    lines = told.out.splitlines()
    assert lines[0] == "  1 of 13     was the role explained?"
    for one in others:
        assert one in told.out
    assert max(map(len, lines)) <= WIDTH
    assert "  -           was criticism of you reflected on?" in lines
    assert told.err == ""


def test_an_empty_dossier_has_an_empty_self_check(desk: Desk) -> None:
    assert desk.do("check", "--practice").out.count("\n") == len(KEYS.split())


def test_in_dutch_the_questions_are_dutch(desk: Desk, case: str) -> None:
    desk.environ["VP_LANG"] = "nl"
    assert "is de rol uitgelegd?" in desk.do("check", "--practice").out


def test_a_case_that_cannot_be_read_is_named_after_the_rest(desk: Desk, case: str) -> None:
    (desk.folder / "cases" / f"{case}.age").write_bytes(b"x")
    told = desk.run("check", "--practice", "--json")
    assert told.code == 5
    assert case in told.err
    assert told.json


# Dissatisfaction with the counsellor


@pytest.mark.requirement("GC-17")
def test_what_was_offered_is_kept_with_the_answer(desk: Desk, case: str) -> None:
    words = "note ID --about dissatisfaction --offered talk,colleague"
    desk.line(words, text="She would rather have a talk first.", ID=case)
    kept_ = desk.shown(case)["log"][-1]
    assert (kept_["about"], kept_["offered"]) == ("dissatisfaction", ["talk", "colleague"])
    assert kept_["text"] == "She would rather have a talk first."
    shown = " ".join(desk.do("show", case).out.split())
    assert "offered: a talk about it, a colleague who looks along" in shown


@pytest.mark.requirement("GC-17")
def test_at_a_terminal_it_asks_what_was_offered(desk: Desk, case: str) -> None:
    told = typed(
        desk, "note", case, "--about", "dissatisfaction", lines="1, stepping\nNot content.\n.\n"
    )
    assert told.code == 0, told
    assert "stepping back and handing over" in told.err
    assert desk.shown(case)["log"][-1]["offered"] == ["talk", "stepping_back"]


@pytest.mark.requirement("GC-17")
def test_stepping_back_closes_with_a_referral(desk: Desk, case: str) -> None:
    words = "note ID --about dissatisfaction --offered stepping_back"
    desk.line(words, text="Rather somebody else.", ID=case)
    told = desk.run("close", case, "--reason", "role_conflict")
    assert "points to somebody else" in refused(told, 4)
    desk.line("refer ID --to other_vp", ID=case)
    desk.line("close ID --reason role_conflict", ID=case)


def test_an_offer_goes_with_dissatisfaction_only(desk: Desk, case: str) -> None:
    before = kept(desk)
    told = desk.run("note", case, "--offered", "talk", text=TEXT)
    assert "dissatisfaction" in refused(told, 2)
    assert kept(desk) == before


def test_an_unknown_offer_is_refused_with_the_nearest(desk: Desk, case: str) -> None:
    told = desk.run("note", case, "--about", "dissatisfaction", "--offered", "tall", text=TEXT)
    refused(told, 2)
    assert "talk" in told.err
    assert WORD not in told.err
