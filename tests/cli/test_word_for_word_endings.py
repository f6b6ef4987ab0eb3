"""The lines a program may count on, continued: endings, lists, the year's work, the whole."""

from typing import Any

import pytest

from tests.conftest import Desk

LIST_KEYS = "id alias status opened closed destroy_on domain kinds role unit hold"


def test_close_reopen_and_hold(desk: Desk, case: str) -> None:
    words = (
        "close ID --reason completed --outcome conduct_stopped"
        " --aftercare 2026-07-15 --on 2026-06-01"
    )
    desk.line(words, ID=case)
    assert listed(desk)["destroy_on"] == "2028-07-15"
    desk.line("hold set ID --until 2027-01-01", text="A complaint.", ID=case)
    assert (listed(desk)["status"], listed(desk)["hold"]) == ("hold", "2027-01-01")
    desk.line("hold lift ID", ID=case)
    assert (listed(desk)["status"], listed(desk)["closed"]) == ("closed", "2026-06-01")
    desk.line("reopen ID", text="It went on.", ID=case)
    assert (listed(desk)["status"], listed(desk)["destroy_on"]) == ("open", None)


def listed(desk: Desk) -> Any:
    """The only case, as the list tells of it."""
    (found,) = desk.do("list", "--all", "--json").json
    return found


def test_list_tells_these_things_of_a_case(desk: Desk, case: str) -> None:
    assert list(listed(desk)) == LIST_KEYS.split()
    assert desk.do("list", "--json").json == [listed(desk)]


def test_list_leaves_closed_cases_out_unless_asked(desk: Desk, case: str) -> None:
    desk.close(case)
    assert desk.do("list", "--json").json == []
    assert listed(desk)["id"] == case


def test_purge_tells_what_it_destroyed(desk: Desk, case: str) -> None:
    desk.close(case)
    assert desk.do("purge", "--json").json == {
        "destroyed": [],
        "skipped": [],
        "next": "2028-06-01",
    }
    ahead = desk.do("purge", "--dry-run", "--as-of", "2028-06-01", "--json").json
    assert ahead == {"destroyed": [case], "skipped": [], "next": None}
    assert desk.cases() == [case]
    desk.go_to("2028-06-01")
    assert desk.do("purge", "--confirm", "clock", "--json").json == ahead
    assert desk.cases() == []


def test_purge_tells_what_it_left_and_why(desk: Desk, case: str) -> None:
    desk.close(case)
    other = desk.intake()
    swapped = (desk.folder / "cases" / f"{other}.age").read_bytes()
    (desk.folder / "cases" / f"{case}.age").write_bytes(swapped)
    desk.go_to("2028-06-01")
    told = desk.run("purge", "--confirm", "clock", "--json")
    assert told.code == 7
    assert told.json["skipped"] == [{"id": case, "why": "digest"}]


def test_purge_verify_counts_versions(desk: Desk, case: str) -> None:
    assert desk.do("purge", "--verify", "--json").json == {"versions_tried": 0, "opened": 0}


def test_activity_is_added_and_listed(desk: Desk) -> None:
    words = "activity add --kind advice_unasked --minutes 60 --reach 12 --on 2026-05-20"
    desk.line(words, text="On the rota.")
    (kept,) = desk.line("activity list --json").json
    assert (kept["kind"], kept["minutes"], kept["reach"]) == ("advice_unasked", 60, 12)
    assert (kept["on"], kept["text"]) == ("2026-05-20", "On the rota.")


def test_report_as_json_and_as_markdown(desk: Desk, case: str) -> None:
    data = desk.line("report 2026 --json").json
    assert (data["label"], data["organisation"]) == ("2026", "Voorbeeld BV")
    assert data["cells"][1] == {
        "table": "key_figures",
        "name": "new",
        "at": {"figure": "new"},
        "band": [0, 9],
    }
    assert data["cells"][0]["hidden"] is True
    assert desk.line("report 2026 --format json").json == data
    told = desk.line("report 2026 --format md").out
    assert told.startswith("# ")
    desk.do("report", "2026", "--format", "md", "-o", "report.md")
    chart = "![This bar chart shows: hours per task. "
    lines = (desk.root / "report.md").read_text().splitlines()
    drawn = [line for line in lines if line.startswith(chart)]
    assert drawn[0].endswith("](report-hours.svg)")
    assert "".join(line for line in lines if line not in drawn) == "".join(told.splitlines())
    assert (desk.root / "report-hours.svg").read_text().startswith("<svg")


@pytest.mark.parametrize("period", ["2026", "2025-2026", "2026-01..2026-06"])
def test_report_takes_a_year_a_study_year_or_months(desk: Desk, period: str) -> None:
    assert desk.line(f"report {period} --json").json["period"]["label"] == period


def test_show_leaves_people_out_unless_asked(desk: Desk, case: str) -> None:
    assert "people" not in desk.line("show ID --json", ID=case).json
    assert "Noor de Wit" not in desk.line("show ID", ID=case).out
    assert desk.line("show ID --people --json", ID=case).json["people"]["reporter"]["name"]
    assert "Noor de Wit" in desk.line("show ID --people", ID=case).out


def test_show_raw_prints_what_import_takes(desk: Desk, case: str, tmp_path: Any) -> None:
    desk.do("note", case, text="Ja: «nee» 'on' 0612\n- [/] {{ x }}")
    raw = desk.line("show ID --raw", ID=case).out
    other = Desk(tmp_path / "other")
    other.begin()
    (desk.root / "cases.yaml").write_text(raw)
    other.line("import cases.yaml")
    assert other.shown(case)["log"] == desk.shown(case)["log"]
    assert other.shown(case)["people"] == desk.shown(case)["people"]


def test_search_reads_its_word(desk: Desk, case: str) -> None:
    desk.do("note", case, text="At the canteen.")
    (hit,) = desk.line("search --json", text="CANTEEN\n").json
    assert (hit["id"], len(hit["entries"])) == (case, 1)
    assert desk.line("search --json", text="nowhere").json == []


def test_agenda_tells_when_what_and_the_command(desk: Desk, case: str) -> None:
    desk.line("remind ID --on 2026-06-10", text="Call.", ID=case)
    (due,) = desk.line("agenda --json").json
    assert (due["on"], due["case"], due["kind"]) == ("2026-06-10", case, "reminder")
    assert due["command"].startswith(f"vp remind {case} --done r-")


def test_check_ends_with_7_when_something_needs_attention(desk: Desk, case: str) -> None:
    told = desk.run("check", "--json")
    assert told.code == 7
    assert all(set(one) == {"case", "key", "says", "repair"} for one in told.json)


def test_check_repairs_rights_that_are_too_wide(desk: Desk) -> None:
    (desk.home / "identity.txt").chmod(0o644)
    assert "rights" in {one["key"] for one in desk.run("check", "--json").json}
    desk.run("check", "--repair")
    assert (desk.home / "identity.txt").stat().st_mode & 0o777 == 0o600


def test_check_leaks_tells_what_the_folder_gives_away(desk: Desk, case: str) -> None:
    told = desk.line("check --leaks --json").json
    assert told["cases"] == 1
    assert "the number of cases: 1" in desk.line("check --leaks").out


def test_demo_does_the_whole_job_in_a_folder_of_its_own(bare: Desk) -> None:
    told = bare.do("demo", bare.root / "demo")
    assert (bare.root / "demo" / "dossier" / "vp.yaml").is_file()
    assert not bare.home.exists()
    assert "vp purge" in told.out
