"""`vp report --publish`: what is said and asked first, and what then stays as it was."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import kept, refused
from tests.cli.reporting import (
    PUBLISHED_ON,
    YEAR,
    close_cases,
    copied,
    open_cases,
    reports,
)
from tests.cli.seat import typed
from tests.cli.terminal import Session, nl
from tests.conftest import Desk


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with a year's cases, some of them closed, before anything is published."""
    desk = Desk(tmp_path_factory.mktemp("year"))
    desk.begin("--organisation", "Voorbeeld BV")
    cases = open_cases(desk, YEAR)
    close_cases(desk, cases[:12])
    desk.go_to(PUBLISHED_ON)
    return desk


@pytest.fixture(scope="module")
def told(year: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The same, with the report of 2024 published."""
    desk = copied(year, tmp_path_factory.mktemp("told"))
    desk.do("report", "2024", "--publish")
    return desk


@pytest.fixture
def office(year: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    return copied(year, tmp_path)


@pytest.fixture
def after(told: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    return copied(told, tmp_path)


def issued(desk: Desk) -> list[str]:
    """The editions of which `vp check` sees nothing wrong, by the names of their files."""
    wrong = ("report_missing", "report_unknown", "unreadable")
    found = [one["key"] for one in desk.run("check", "--json").json]
    assert not [key for key in found if key.startswith(wrong)]
    return list(reports(desk))


# Publishing


def test_without_a_terminal_it_says_what_a_reader_sees_and_publishes(office: Desk) -> None:
    found = office.do("report", "2024", "--publish")
    assert found.out == ""
    text = " ".join(found.err.split())
    assert re.search(r"The reader sees \d+ numbers; \d+ are hidden, and \d+ tables are left", text)
    assert "He can work out what hidden numbers are together" in text
    assert "No hidden number can be worked out" in text
    assert text.endswith("The figures are published: reports/2024.yaml.")
    assert issued(office) == ["2024.yaml"]
    data = office.do("report", "2024", "--json").json
    assert (data["edition"], data["published"]) == (1, PUBLISHED_ON)
    assert "Draft" not in office.do("report", "2024").out


def test_published_it_is_the_draft_that_it_was(office: Desk) -> None:
    draft = office.do("report", "2024", "--json").json
    data = office.do("report", "2024", "--publish", "--json").json
    assert data.pop("edition") == draft.pop("edition") + 1
    assert data == draft


@pytest.mark.parametrize(("answer", "files"), [("y", ["2024.yaml"]), ("n", []), ("", [])])
def test_on_a_terminal_it_asks_and_no_is_the_usual_answer(
    office: Desk, answer: str, files: list[str]
) -> None:
    before = kept(office)
    found = typed(office, "report", "2024", "--publish", lines=f"{answer}\n")
    assert found.code == 0
    sees, asks = found.err.index("The reader sees"), found.err.index("Publish it?")
    assert sees < asks
    assert list(reports(office)) == files
    if not files:
        assert "Nothing was published." in found.err
        assert kept(office) == before
        assert office.do("report", "2024", "--json").json["edition"] == 0


@pytest.mark.requirement("BP-23")
def test_in_dutch_it_says_it_in_dutch_and_nee_publishes_nothing(office: Desk) -> None:
    office.environ["VP_LANG"] = "nl"
    session = Session(office, "report", "2024", "--publish")
    assert session.through({nl("Publish it? The figures do not change after this"): "nee"}) == 0
    assert session.english == []
    assert session.too_wide == []
    assert "5 melders" in session.said
    assert nl("Nothing was published.") in session.said
    assert reports(office) == {}


def test_ctrl_c_at_the_question_publishes_nothing(office: Desk) -> None:
    before = kept(office)
    session = Session(office, "report", "2024", "--publish")
    session.until("Publish it?")
    assert session.interrupt() == 130
    assert kept(office) == before


def test_published_twice_it_says_so_and_nothing_changes(after: Desk) -> None:
    before = kept(after)
    found = after.do("report", "2024", "--publish")
    assert found.err == "The report of 2024 was published already.\n"
    assert found.out == ""
    assert kept(after) == before


def test_published_twice_with_few_reporters_it_says_so_too(desk: Desk) -> None:
    open_cases(desk, {"bullying": 4})
    desk.go_to(PUBLISHED_ON)
    desk.do("report", "2024", "--publish")
    assert "published already" in desk.do("report", "2024", "--publish").err


def test_publishing_can_write_the_document_at_once(office: Desk) -> None:
    office.do("report", "2024", "--publish", "-o", "verslag.html")
    text = (office.root / "verslag.html").read_text()
    assert "Draft" not in text
    assert issued(office) == ["2024.yaml"]


# What then stays


@pytest.mark.requirement("BP-11")
def test_a_published_report_needs_no_case_any_more(after: Desk) -> None:
    before = [after.do("report", "2024", *words).out for words in ((), ("--json",))]
    assert before == [after.do("report", "2024", *words).out for words in ((), ("--json",))]
    for path in [*(after.folder / "cases").iterdir(), *(after.private / "keys").iterdir()]:
        if path.stem not in ("ledger", "profile") and not path.stem.startswith("journal"):
            path.unlink()
    assert before == [after.do("report", "2024", *words).out for words in ((), ("--json",))]


def test_it_stays_as_it_was_when_cases_change(after: Desk) -> None:
    before, files = after.do("report", "2024", "--json").out, reports(after)
    for case in after.cases()[:20]:
        after.do("edit", case, "--from", "-", text="role: witness\n")
    open_cases(after, {"stalking": 7})
    after.go_to("2025-06-01")
    assert after.do("report", "2024", "--json").out == before
    assert reports(after) == files


@pytest.mark.requirement("BP-11")
def test_a_purge_does_not_change_it_and_the_next_year_is_still_set_beside_it(after: Desk) -> None:
    before = after.do("report", "2024", "--json").out
    closed = [one for one in after.do("list", "--all", "--json").json if one["closed"]]
    assert len(closed) == 12
    after.go_to("2026-06-15")
    assert len(after.do("purge", "--confirm", "many", "--json").json["destroyed"]) == 12
    assert after.do("report", "2024", "--json").out == before
    open_cases(after, YEAR, 2025)
    after.go_to("2026-06-15")
    text = re.sub(" +", " ", after.do("report", "2025").out)
    assert "| 2024 | 2025 |" in text
    assert "| new cases | 37 | 37 |" in text


def test_a_case_that_is_recorded_late_counts_in_the_next_year(after: Desk) -> None:
    after.go_to("2025-03-01")
    for _ in range(6):
        after.intake(opened="2024-12-20", account="It went on for weeks.")
    open_cases(after, YEAR, 2025)
    after.go_to("2026-02-03")
    found = {c["name"]: c.get("value") for c in after.do("report", "2025", "--json").json["cells"]}
    assert (found["new"], found["late"]) == (43, 6)
    old = {c["name"]: c.get("value") for c in after.do("report", "2024", "--json").json["cells"]}
    assert (old["new"], "late" in old) == (37, False)
    assert "of which late: 6." in after.do("report", "2025").out


@pytest.mark.requirement("HK-17")
@pytest.mark.parametrize("form", [{"account": "It went on."}, {}], ids=["told", "bare"])
def test_what_runs_at_the_start_is_what_ran_at_the_end_or_is_hidden(
    desk: Desk, form: dict[str, str]
) -> None:
    """The difference would be the number of cases that came late: one reporter, exactly."""

    def figure(label: str, name: str) -> float | None:
        cells = desk.do("report", label, "--json").json["cells"]
        found: float | None = next(one for one in cells if one["name"] == name).get("value")
        return found

    open_cases(desk, YEAR)
    desk.go_to(PUBLISHED_ON)
    desk.do("report", "2024", "--publish")
    assert figure("2024", "end") == 37
    desk.go_to("2025-03-01")
    desk.intake(opened="2024-12-20", **form)
    open_cases(desk, YEAR, 2025)
    desk.go_to("2026-02-03")
    assert figure("2025", "start") in (37, None)


@pytest.mark.parametrize("label", ["2024-01..2024-06", "2023-2024", "2024-12..2025-01"])
def test_a_period_that_shares_days_with_it_is_not_published(after: Desk, label: str) -> None:
    before = kept(after)
    sentence = refused(after.run("report", label, "--publish"), 4)
    assert sentence == f"{label} shares days with 2024, of which the report was published"
    assert kept(after) == before


# Editions


def late(desk: Desk, kinds: dict[str, int]) -> None:
    """So many cases were forgotten when the report went out."""
    open_cases(desk, kinds)
    desk.go_to("2025-02-20")


def test_one_late_case_makes_no_second_edition(after: Desk) -> None:
    late(after, {"stalking": 1})
    before = kept(after)
    refused(after.run("report", "2024", "--publish"), 4)
    assert kept(after) == before


@pytest.mark.requirement("HK-17")
def test_enough_late_cases_make_a_second_edition_and_the_first_stays(after: Desk) -> None:
    first = reports(after)["2024.yaml"]
    late(after, {"bullying": 9, "fraud_theft": 9})
    found = after.do("report", "2024", "--publish")
    assert "The figures are published: reports/2024.2.yaml." in found.err
    assert "numbers of earlier reports were reckoned with" in " ".join(found.err.split())
    assert reports(after)["2024.yaml"] == first
    data = after.do("report", "2024", "--json").json
    assert data["edition"] == 2
    assert list(data["earlier"]) == ["2024.1"]
    assert {c["name"]: c.get("value") for c in data["cells"]}["new"] == 55
    assert "Edition 2" in after.do("report", "2024").out
    assert issued(after) == ["2024.2.yaml", "2024.yaml"]


def test_after_a_later_year_there_is_no_second_edition(after: Desk) -> None:
    open_cases(after, YEAR, 2025)
    after.go_to("2026-02-03")
    after.do("report", "2025", "--publish")
    assert "published already" in after.do("report", "2025", "--publish").err
    late(after, {"bullying": 9, "fraud_theft": 9})
    sentence = refused(after.run("report", "2024", "--publish"), 4)
    assert sentence == "the report of 2025 was published, so 2024 stays as it was"
    assert issued(after) == ["2024.yaml", "2025.yaml"]


# Damage


def number(data: bytes) -> bytes:
    return data.replace(b"{figure: new}, value: 37", b"{figure: new}, value: 38")


def certificate(data: bytes) -> bytes:
    return re.sub(rb"(?m)^  base:((?:\n    .*)+)", lambda found: found[0].replace(b"1", b"2"), data)


def label(data: bytes) -> bytes:
    return data.replace(b"nl: pesten", b"nl: plagen")


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


@pytest.mark.parametrize("damage", [number, certificate, label, cut])
def test_a_published_file_that_was_changed_is_refused_and_nothing_is_lost(
    after: Desk, damage: object
) -> None:
    path = after.folder / "reports" / "2024.yaml"
    good = path.read_bytes()
    bad = damage(good)  # type: ignore[operator]
    assert bad != good
    path.write_bytes(bad)
    before = kept(after)
    for words in (("2024",), ("2024", "--json"), ("2025",)):
        sentence = refused(after.run("report", *words), 5)
        assert sentence == "reports/2024.yaml is not what was published"
    assert kept(after) == before
    path.rename(after.root / "elsewhere.yaml")
    assert after.run("check", "--repair").code == 7
    assert path.read_bytes() == good


@pytest.mark.parametrize("is_empty", [False, True])
def test_a_published_file_that_is_gone_is_written_again(after: Desk, is_empty: bool) -> None:
    files, path = reports(after), after.folder / "reports" / "2024.yaml"
    path.unlink()
    if is_empty:
        path.touch()
    after.do("report", "2024")
    assert reports(after) == files


def test_a_published_file_is_read_by_anybody_and_says_the_same(after: Desk) -> None:
    """Every line of it is plain YAML, with the numbers of the JSON."""
    import yaml

    plain = yaml.safe_load((after.folder / "reports" / "2024.yaml").read_text("utf-8"))
    data = json.loads(after.do("report", "2024", "--json").out)
    assert list(plain["cells"]) == data["cells"]
    assert plain["ties"] == data["ties"]
    assert plain["proof"] == data["proof"] == data["audit"]["proof"]


def test_a_year_that_still_runs_is_not_published_where_nobody_can_be_asked(desk: Desk) -> None:
    desk.go_to("2024-12-31")
    sentence = refused(desk.run("report", "2024", "--publish"), 4)
    assert "2024 is not over: it runs until 2024-12-31" in sentence
    assert reports(desk) == {}
    desk.go_to("2025-01-01")
    desk.do("report", "2024", "--publish")
    assert list(reports(desk)) == ["2024.yaml"]


@pytest.mark.parametrize(("answer", "files"), [("y", ["2024.yaml"]), ("", [])])
def test_at_a_terminal_it_says_that_the_year_still_runs_before_it_asks(
    desk: Desk, answer: str, files: list[str]
) -> None:
    desk.go_to("2024-11-01")
    found = typed(desk, "report", "2024", "--publish", lines=f"{answer}\n")
    assert found.code == 0
    assert found.err.index("runs until 2024-12-31") < found.err.index("Publish it?")
    assert list(reports(desk)) == files
