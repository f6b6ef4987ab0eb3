"""What the profession asks of a counsellor, as he meets it in the commands: one sentence each."""

from typing import Any

import pytest

from tests.conftest import Desk
from vp.domain.case import Case
from vp.domain.entries import Choice
from vp.domain.vocabulary import Actor, NoteKind, NoteSource, Referral
from vp.store import codec


def last(desk: Desk, case: str) -> Any:
    """The last entry of the case."""
    return desk.shown(case)["log"][-1]


def work(desk: Desk) -> Any:
    """The counts of the work without a case, as the report of the year publishes them."""
    cells = desk.do("report", "2026", "--json").json["cells"]
    return {one["at"]["work"]: one["value"] for one in cells if one["table"] == "work"}


@pytest.mark.requirement("GC-03", "BP-09")
def test_informing_the_organisation_is_kept_with_how_many_it_reached(desk: Desk) -> None:
    words = ["--kind", "information", "--minutes", "60", "--reach", "40"]
    desk.do("activity", "add", *words, text="Where secrecy ends, and how to find me.")
    (kept,) = desk.do("activity", "list", "--json").json
    assert (kept["kind"], kept["reach"]) == ("information", 40)
    assert (work(desk)["information_meetings"], work(desk)["reach"]) == (1, 40)


@pytest.mark.requirement("GC-05", "KL-03")
@pytest.mark.parametrize("source", list(NoteSource), ids=lambda source: source.key)
def test_a_note_says_how_its_content_is_known(desk: Desk, source: NoteSource) -> None:
    case = desk.intake()
    desk.do("note", case, "--source", source.key, text="Something.")
    assert source.en in desk.do("show", case).out


@pytest.mark.requirement("GC-05")
@pytest.mark.parametrize("kind", ["finding", "verdict", "sanction", "investigation", "measure"])
def test_no_note_finds_judges_or_punishes(desk: Desk, kind: str) -> None:
    case = desk.intake()
    assert desk.run("note", case, "--kind", kind, text="It is true.").code == 2
    assert kind not in {one.key for one in NoteKind}


@pytest.mark.requirement("GC-05")
def test_mediation_is_offered_as_something_another_does(desk: Desk) -> None:
    case = desk.intake()
    assert "mediator engaged" in desk.do("option").out
    desk.do("refer", case, "--to", "mediator")
    assert last(desk, case)["to"] == "mediator"


@pytest.mark.requirement("GC-15", "HK-05")
def test_desks_and_schemes_of_the_organisation_stand_beside_the_routes(desk: Desk) -> None:
    desk.set(directory={"meldpunt": {"name": "Meldpunt Integriteit", "address": "Gang 3"}})
    told = desk.do("option").out
    assert "Meldpunt Integriteit, Gang 3" in told
    assert told.index("Formal") < told.index("Meldpunt")


@pytest.mark.requirement("GC-15")
def test_a_referral_tells_the_address_that_the_directory_has(desk: Desk) -> None:
    desk.set(directory={"gp": {"name": "De huisarts van de melder", "address": "zelf te bellen"}})
    told = desk.do("refer", desk.intake(), "--to", "gp")
    assert "De huisarts van de melder: zelf te bellen" in told.err


@pytest.mark.requirement("GC-17")
def test_dissatisfaction_with_the_counsellor_is_marked_with_what_was_offered(desk: Desk) -> None:
    case = desk.intake()
    offered = "I offered a talk with a colleague; the reporter wants to think."
    desk.do("note", case, "--about", "dissatisfaction", text=offered)
    told = desk.do("show", case).out
    assert "dissatisfaction with the VP" in told
    assert offered in told


@pytest.mark.requirement("GC-17", "HK-03")
def test_who_steps_back_points_to_somebody_else(desk: Desk) -> None:
    case = desk.intake()
    close = ["close", case, "--reason", "role_conflict"]
    assert desk.run(*close).code == 4
    desk.do("refer", case, "--to", "other_vp")
    desk.do(*close)
    assert desk.shown(case)["log"][-1]["entry"] in ("closing", "reminder")


@pytest.mark.requirement("BP-02")
def test_a_choice_is_the_reporters_own_and_has_its_day(desk: Desk) -> None:
    case = desk.intake()
    desk.do("option", case, "mediation", "--weighed", "--on", "2026-03-06", text="Rather not.")
    desk.do("option", case, "line_manager", "--on", "2026-03-09", text="This one.")
    log = codec.load(desk.raw(case).encode(), Case, case).log
    weighed, chosen = (entry for entry in log if isinstance(entry, Choice))
    assert (weighed.chosen, chosen.chosen) == (False, True)
    assert (chosen.by, str(chosen.on)) == (Actor.REPORTER, "2026-03-09")


@pytest.mark.requirement("BP-02", "KL-04")
@pytest.mark.parametrize("who", list(Actor), ids=lambda who: who.key)
def test_an_agreement_names_who_will_do_it(desk: Desk, who: Actor) -> None:
    case = desk.intake()
    words = ["--on", "2026-06-10", "--by", who.key, "--purpose", "agreement"]
    desk.do("remind", case, *words, text="Call the company doctor.")
    assert f"agreement, {who.en}" in desk.do("show", case).out
    assert case in desk.do("agenda").out


@pytest.mark.requirement("BP-06")
@pytest.mark.parametrize("body", list(Referral), ids=lambda body: body.key)
def test_a_referral_is_kept_with_its_body_and_day(desk: Desk, body: Referral) -> None:
    case = desk.intake()
    desk.do("refer", case, "--to", body.key, "--on", "2026-03-20")
    assert (last(desk, case)["to"], last(desk, case)["day"]) == (body.key, "2026-03-20")


@pytest.mark.requirement("BP-06")
def test_a_body_outside_the_list_is_refused(desk: Desk) -> None:
    assert desk.run("refer", desk.intake(), "--to", "fortune_teller").code == 2


@pytest.mark.requirement("BP-07", "BP-08")
def test_the_formal_route_has_its_day_and_going_along_is_marked(desk: Desk) -> None:
    case = desk.intake()
    desk.do("option", case, "complaints_committee", "--on", "2026-03-20")
    desk.do("note", case, "--about", "accompaniment", "--minutes", "90", text="The hearing.")
    assert last(desk, case)["about"] == "accompaniment"
    told = desk.do("show", case).out
    assert "2026-03-20" in told
    assert "accompaniment" in told
    kinds = {one["kind"] for one in desk.do("agenda", "--days", "120", "--json").json}
    assert "feedback" in kinds


@pytest.mark.requirement("BP-10")
def test_a_talk_with_a_partner_is_kept_without_a_case(desk: Desk) -> None:
    desk.do("activity", "add", "--kind", "partner_talk", "--minutes", "30", text="On absence.")
    assert work(desk)["partner_talks"] == 1
    assert desk.cases() == []


@pytest.mark.requirement("BP-13")
def test_advice_asked_and_unasked_stand_apart_and_belong_to_no_case(desk: Desk) -> None:
    desk.do("activity", "add", "--kind", "advice_asked", text="On the code of conduct.")
    for _time in range(2):
        desk.do("activity", "add", "--kind", "advice_unasked", text="On workload.")
    assert (work(desk)["advice_asked"], work(desk)["advice_unasked"]) == (1, 2)
    assert all("case" not in one for one in desk.do("activity", "list", "--json").json)


@pytest.mark.requirement("BP-19")
def test_pressure_is_kept_and_stands_in_no_report(desk: Desk) -> None:
    words = ["activity", "add", "--kind", "other", "--pressure"]
    desk.do(*words, text="The director wanted a name.")
    (kept,) = desk.do("activity", "list", "--json").json
    assert kept["pressure"] is True
    for form in ("--json", "--format=md"):
        assert "director" not in desk.do("report", "2026", form).out


@pytest.mark.requirement("BP-20")
def test_a_shared_folder_is_warned_of_when_it_is_made_and_at_every_check(bare: Desk) -> None:
    bare.folder = bare.root / "OneDrive - Voorbeeld BV" / "dossier"
    bare.environ["VP_DOSSIER"] = str(bare.folder)
    told = bare.do("init", bare.folder, "--no-passphrase", "--no-input")
    assert "It should not be your employer's." in told.err.replace("\n", " ")
    assert "folder_shared" in {one["key"] for one in bare.run("check", "--json").json}


@pytest.mark.requirement("BP-22")
def test_what_was_said_stands_in_its_course_with_what_is_still_open(desk: Desk) -> None:
    case = desk.intake(wish="That it stops.")
    desk.do("note", case, "--on", "2026-03-20", text="The first talk.")
    desk.do("remind", case, "--on", "2026-07-01", text="Ask how it went.")
    desk.do("note", case, "--on", "2026-04-02", text="The second talk.")
    told = desk.do("show", case).out
    said = ["OPEN", "2026-07-01", "COURSE", "That it stops.", "The first talk.", "The second talk."]
    places = [told.index(words) for words in said]
    assert places == sorted(places)


@pytest.mark.requirement("BP-23")
def test_the_report_is_in_dutch_or_by_setting_in_english(desk: Desk) -> None:
    english = desk.do("report", "2026", "--format", "md").out
    desk.environ["VP_LANG"] = "nl"
    dutch = desk.do("report", "2026", "--format", "md").out
    assert english.splitlines()[0] != dutch.splitlines()[0]
    assert " het " in dutch
    assert " the " not in dutch
    assert " the " in english


@pytest.mark.requirement("BP-25", "HK-05")
def test_the_ways_stand_informal_first_each_with_what_it_may_lead_to(desk: Desk) -> None:
    told = desk.do("option").out
    informal, formal = told.split("Formal\n")
    assert "line_manager" in informal
    assert "accused spoken to" in informal
    assert "complaints_committee" in formal
    assert "complaint upheld" in formal
    assert "The reporter decides." in formal


@pytest.mark.requirement("HK-14")
def test_every_conversation_has_day_form_and_minutes_and_is_found_back(desk: Desk) -> None:
    case = desk.intake()
    words = ["note", case, "--kind", "video", "--minutes", "35", "--on", "2026-03-20"]
    desk.do(*words, text="About the rota.")
    kept = last(desk, case)
    assert (kept["kind"], kept["minutes"], kept["day"]) == ("video", 35, "2026-03-20")
    assert case in desk.do("list").out
    (hit,) = desk.do("search", "--json", text="rota").json
    assert (hit["id"], hit["entries"]) == (case, [kept["id"]])
