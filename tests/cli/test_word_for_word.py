"""The lines a program may count on: each works exactly as written, with these keys in its JSON."""

import re

import pytest

from tests.cli.conftest import FORM
from tests.conftest import Desk

CASE_ID = re.compile(r"[0-9a-z]{4}-[0-9a-z]{4}")
RECIPIENTS = """manager hr board works_council complaints_committee company_doctor social_work
integrity_officer legal mediator police inspectorate huis other_vp accused other"""
STEPS = """reporter_alerted conscience consent_sought no_other_way harm_if_silent harm_averted
suspicion_weighed colleague_consulted scope_limited reporter_informed other_vp"""


def given(desk: Desk, case: str) -> str:
    """A consent to tell the manager, without a name."""
    words = (
        "consent give ID --kind share_manager --to manager --form unnamed --given written --json"
    )
    found: str = desk.line(words, text="That there is tension.", ID=case).json["id"]
    return found


def weighed(desk: Desk, case: str, *words: str) -> str:
    """A breach opened on a conflict of duties."""
    opened = desk.do("breach", "open", case, "--ground", "conflict_of_duties", *words, "--json")
    found: str = opened.json["id"]
    return found


def test_init_makes_a_dossier_and_asks_nothing(bare: Desk) -> None:
    folder = bare.root / "dossier"
    bare.do("init", folder, "--organisation", "Voorbeeld BV", "--no-passphrase", "--no-input")
    assert (folder / "vp.yaml").is_file()
    assert (bare.home / "identity.txt").read_text().count("AGE-SECRET-KEY-1") == 1
    assert bare.do("profile", "--json").json["organisation"] == "Voorbeeld BV"


def test_intake_takes_a_form_from_a_file_and_gives_id_and_alias(desk: Desk) -> None:
    (desk.root / "intake.yaml").write_text(FORM)
    told = desk.do("intake", "--from", "intake.yaml", "--json").json
    assert CASE_ID.fullmatch(told["id"])
    assert len(told["alias"].split()) == 2
    assert set(told) == {"id", "alias"}


def test_intake_takes_a_form_from_standard_input(desk: Desk) -> None:
    told = desk.do("intake", "--from", "-", "--json", text=FORM).json
    assert set(told) == {"id", "alias"}


def test_every_line_of_the_form_is_kept(desk: Desk, case: str) -> None:
    kept = desk.shown(case)
    facts, people = kept["facts"], kept["people"]
    assert facts["kinds"] == ["bullying", "exclusion"]
    assert (facts["position"], facts["left_on"]) == ("employee", "2025-11-01")
    assert (facts["unit"], facts["repeated"], facts["channel"]) == ("Logistiek", True, "phone")
    assert facts["told"] == {"limits_explained": "2026-03-05", "role_explained": "2026-03-05"}
    assert people["reporter"]["safe_contact"] == "evenings"
    assert people["accused-1"] == {"name": "Bas Hoek"}
    assert [(one["entry"], one["text"]) for one in kept["log"]] == [("wish", "...")]


def test_a_form_needs_no_more_than_the_domain(desk: Desk) -> None:
    assert desk.do("intake", "--from", "-", "--json", text="domain: conduct\n").json["id"]


@pytest.mark.parametrize(
    "kind", ["conversation", "call", "video", "mail", "observation", "reflection"]
)
def test_note_takes_its_text_from_standard_input(desk: Desk, case: str, kind: str) -> None:
    words = f"note ID --kind {kind} --minutes 45 --on 2026-03-05"
    desk.line(words, text="What was said.\nAnd more.\n", ID=case)
    kept = desk.shown(case)["log"][-1]
    assert kept["text"] == "What was said.\nAnd more."
    assert (kept["day"], kept["minutes"]) == ("2026-03-05", 45)
    assert kept.get("kind", "conversation") == kind


def test_consent_is_given_listed_and_withdrawn(desk: Desk, case: str) -> None:
    words = (
        "consent give ID --kind share_manager --to manager --form unnamed --given written"
        " --until 2026-12-31 --on 2026-03-06 --json"
    )
    told = desk.line(words, text="That there is tension.", ID=case).json
    assert set(told) == {"id"}
    assert re.fullmatch(r"c-[0-9a-z]{6}", told["id"])
    (listed,) = desk.line("consent list ID --json", ID=case).json
    assert listed | {"withdrawn": None, "holds": True} == {
        "id": told["id"],
        "kind": "share_manager",
        "to": "manager",
        "form": "unnamed",
        "given": "written",
        "on": "2026-03-06",
        "until": "2026-12-31",
        "withdrawn": None,
        "holds": True,
    }
    desk.line("consent withdraw ID CONSENT", ID=case, CONSENT=told["id"])
    (listed,) = desk.line("consent list ID --json", ID=case).json
    assert (listed["withdrawn"], listed["holds"]) == ("2026-06-01", False)


def test_share_under_a_consent(desk: Desk, case: str) -> None:
    words = "share ID --to manager --form unnamed --consent CONSENT --on 2026-06-01"
    consent = given(desk, case)
    desk.line(words, text="That there is tension.", ID=case, CONSENT=consent)
    kept = desk.shown(case)["log"][-1]
    assert (kept["entry"], kept["to"], kept["form"]) == ("disclosure", "manager", "unnamed")
    assert (kept["consent"], kept["text"]) == (consent, "That there is tension.")


@pytest.mark.parametrize(
    "words",
    [
        "--to hr --form unnamed --consent CONSENT",
        "--to manager --form named --consent CONSENT",
        "--to manager --form unnamed --consent CONSENT --on 2026-05-31",
        "--to manager --form named",
    ],
)
def test_share_is_refused_with_4_when_nothing_covers_it(desk: Desk, case: str, words: str) -> None:
    consent = given(desk, case)
    before = desk.raw(case)
    filled = words.replace("CONSENT", consent).split()
    assert desk.run("share", case, *filled, text="More.").code == 4
    assert desk.raw(case) == before


def test_share_is_refused_with_4_when_the_consent_was_withdrawn_or_expired(
    desk: Desk, case: str
) -> None:
    share = ["share", case, "--to", "manager", "--form", "unnamed", "--consent"]
    ended = given(desk, case)
    desk.do("consent", "withdraw", case, ended)
    assert desk.run(*share, ended, text="More.").code == 4
    give = ["consent", "give", case, "--kind", "share_manager", "--form", "unnamed", "--json"]
    until = desk.do(*give, "--until", "2026-06-30", text="Briefly.").json["id"]
    desk.go_to("2026-07-01")
    assert desk.run(*share, until, text="More.").code == 4


@pytest.mark.parametrize("who", RECIPIENTS.split())
def test_every_recipient_is_known(desk: Desk, case: str, who: str) -> None:
    desk.do("consent", "give", case, "--kind", "share_other", "--to", who, text="That.")
    desk.do("share", case, "--to", who, "--form", "anonymised", text="That.")
    assert desk.shown(case)["log"][-1]["to"] == who


def test_a_recipient_of_the_directory_is_known(desk: Desk, case: str) -> None:
    desk.set(directory={"arbo": {"name": "Arbodienst"}})
    desk.do("consent", "give", case, "--kind", "share_other", "--to", "arbo", text="That.")
    desk.do("share", case, "--to", "arbo", "--form", "anonymised", text="That.")
    assert desk.shown(case)["log"][-1]["to"] == "arbo"


def test_share_under_a_breach(desk: Desk, case: str) -> None:
    breach = weighed(desk, case, "--urgent")
    words = "share ID --to police --breach BREACH --on 2026-06-01"
    desk.line(words, text="Where and when.", ID=case, BREACH=breach)
    kept = desk.shown(case)["log"][-1]
    assert (kept["to"], kept["breach"], kept["text"]) == ("police", breach, "Where and when.")


def test_option_refer_and_remind(desk: Desk, case: str) -> None:
    desk.line("option ID line_manager --on 2026-03-06", ID=case)
    desk.line("refer ID --to gp", ID=case)
    desk.line("remind ID --on 2026-07-01", text="Call back.", ID=case)
    choice, referral, reminder = desk.shown(case)["log"][-3:]
    assert (choice["route"], choice["day"]) == ("line_manager", "2026-03-06")
    assert referral["to"] == "gp"
    assert (reminder["due"], reminder["text"]) == ("2026-07-01", "Call back.")


def test_a_breach_is_opened_stepped_shown_and_ended(desk: Desk, case: str) -> None:
    opened = desk.line("breach open ID --ground conflict_of_duties --json", ID=case).json
    assert set(opened) == {"id"}
    assert re.fullmatch(r"b-[0-9a-z]{6}", opened["id"])
    for step in STEPS.split():
        desk.line(f"breach step ID {step} --on 2026-06-01", text="Reasons.", ID=case)
    (shown,) = desk.line("breach show ID --json", ID=case).json
    assert (shown["id"], shown["ground"]) == (opened["id"], "conflict_of_duties")
    assert [one["step"] for one in shown["steps"]] == STEPS.split()
    assert shown["next"] == "disclosed"
    desk.line("share ID --to police --breach B", text="Where.", ID=case, B=opened["id"])
    desk.line("breach end ID --as broken", ID=case)
    assert desk.line("breach show ID --json", ID=case).json[0]["end"] == "broken"


@pytest.mark.parametrize("end", ["not_broken", "consent_after_all", "withdrawn"])
def test_a_breach_that_disclosed_nothing_has_three_other_ends(
    desk: Desk, case: str, end: str
) -> None:
    weighed(desk, case)
    desk.line(f"breach end ID --as {end}", ID=case)
    assert desk.line("breach show ID --json", ID=case).json[0]["end"] == end


def test_a_step_could_not_be_taken(desk: Desk, case: str) -> None:
    weighed(desk, case, "--urgent")
    words = "breach step ID reporter_alerted --on 2026-06-01 --not-possible"
    desk.line(words, text="Not reachable.", ID=case)
    (step,) = desk.line("breach show ID --json", ID=case).json[0]["steps"]
    assert step == {"step": "reporter_alerted", "on": "2026-06-01", "possible": False}


def test_a_step_before_its_turn_is_refused_with_4(desk: Desk, case: str) -> None:
    weighed(desk, case)
    assert desk.run("breach", "step", case, "harm_averted", text="It would help.").code == 4
