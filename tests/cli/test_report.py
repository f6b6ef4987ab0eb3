"""`vp report`: the draft of a year in its forms, and years of which little can be told."""

import json
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.cli.conftest import refused
from tests.cli.reporting import PUBLISHED_ON, YEAR, close_cases, copied, open_cases
from tests.cli.seat import Terminal
from tests.conftest import Desk, Result
from vp import locale
from vp.cli.context import Context
from vp.cli.main import main
from vp.domain.disclosure.attacker import Attacker
from vp.domain.disclosure.certificate import statements, verify
from vp.domain.frozen import Cell, Certificate, Tie

SECRETS = ("Bestuurskamer", "Zwaluw", "Noor de Wit")
FEW = "Not broken down: there were fewer than 10 reporters in this period."


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with a year's cases, some of them closed; nobody's to change."""
    desk = Desk(tmp_path_factory.mktemp("year"))
    desk.begin("--organisation", "Voorbeeld BV")
    cases = open_cases(desk, YEAR)
    close_cases(desk, cases[:12])
    desk.go_to(PUBLISHED_ON)
    return desk


@pytest.fixture
def office(year: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A copy of it."""
    monkeypatch.chdir(tmp_path)
    return copied(year, tmp_path)


def values(data: Any) -> dict[str, float]:
    """The printed numbers by name."""
    return {cell["name"]: cell["value"] for cell in data["cells"] if "value" in cell}


def told(data: Any) -> list[Any]:
    """Everything but work without cases, of which every number is told."""
    return [cell for cell in data["cells"] if cell["table"] != "work"]


# Forms


@pytest.mark.requirement("WV-03")
@pytest.mark.parametrize("language", ["nl", "en"])
def test_piped_it_is_markdown_of_published_numbers_in_either_language(
    office: Desk, language: str
) -> None:
    office.environ["VP_LANG"] = language
    found = office.do("report", "2024")
    locale.use("en")
    assert found.out.startswith({"nl": "# Jaarverslag ", "en": "# Annual report "}[language])
    assert {"nl": "| nieuw | 37 |", "en": "| new | 37 |"}[language] in re.sub(" +", " ", found.out)
    assert "```" not in found.out
    assert found.err == ""
    assert found.out == office.do("report", "2024", "--format", "md").out


def test_on_a_terminal_it_has_its_charts(office: Desk) -> None:
    out, err = Terminal(), Terminal()
    context = Context(
        environ=office.environ,
        clock=lambda: office.now,
        random=bytes,
        stdin=Terminal(),
        stdout=out,
        stderr=err,
        folder=office.root,
    )
    assert main(("report", "2024"), context) == 0
    assert "Hours per task" in out.getvalue()
    assert "█" in out.getvalue()


def test_a_file_is_what_its_name_or_the_format_says(office: Desk) -> None:
    for words, begins in (
        (("-o", "a.md"), "# Annual report"),
        (("-o", "b.html"), "<!doctype html>"),
        (("-o", "c.txt", "--format", "html"), "<!doctype html>"),
        (("-o", "d.html", "--format", "md"), "# Annual report"),
    ):
        assert office.do("report", "2024", *words).out == ""
        assert (office.root / words[1]).read_text().lower().startswith(begins.lower()), words
        assert (office.root / words[1]).stat().st_mode & 0o077 == 0
    page = (office.root / "b.html").read_text()
    assert office.do("report", "2024", "--format", "html").out == page
    assert "<svg" in page
    assert not re.search(r"<script|<link|<iframe|\ssrc=|url\(|@import|\son\w+=", page)


def test_markdown_names_the_charts_that_lie_beside_it(office: Desk) -> None:
    office.do("report", "2024", "-o", "verslag 2024.md")
    text = (office.root / "verslag 2024.md").read_text()
    named = re.findall(r"\]\(([^)]+\.svg)\)", text)
    drawn = {path.name.replace(" ", "%20") for path in office.root.glob("*.svg")}
    assert set(named) == drawn
    assert "verslag%202024-hours.svg" in drawn


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("2024", "--format", "pdf"), 2),
        (("vorig jaar",), 2),
        (("2024-2026",), 2),
        (("2024", "--publish", "--merge", "other.yaml"), 2),
        (("2024", "--merge", "nowhere.yaml"), 3),
        (("2024", "-o", "nowhere/report.md"), 6),
        (("2024", "-o", "dossier/report.md"), 4),
    ],
)
def test_what_cannot_be_is_said_and_makes_nothing(
    office: Desk, words: tuple[str, ...], code: int
) -> None:
    refused(office.run("report", *words), code)
    assert not (office.folder / "reports").exists()


# As data


@pytest.mark.requirement("HK-18")
def test_the_json_names_every_place_every_code_and_every_tie(office: Desk) -> None:
    data = office.do("report", "2024", "--json").json
    assert list(data) == [
        "author",
        "period",
        "edition",
        "published",
        "threshold",
        "mandate",
        "dimensions",
        "tables",
        "cells",
        "ties",
        "certificate",
        "proof",
        "label",
        "organisation",
        "audit",
        "texts",
        "given",
    ]
    assert (data["label"], data["edition"], data["threshold"]) == ("2024", 0, 5)
    for cell in data["cells"]:
        said = cell.keys() & {"value", "band", "hidden", "impossible"}
        assert len(said) == 1
        assert cell.keys() == said | {"table", "name", "at"}
        for dimension, code in cell["at"].items():
            if dimension not in ("figure", "work"):
                assert code in [one["code"] for one in data["dimensions"][dimension]]
    assert [cell["name"] for cell in data["cells"] if cell["at"] == {"figure": "new"}] == ["new"]
    left_out = {key for key, table in data["tables"].items() if table.get("left_out")}
    assert left_out == data["tables"].keys() - {cell["table"] for cell in data["cells"]}


@pytest.mark.requirement("HK-17")
def test_with_the_json_alone_anybody_can_run_an_attacker(office: Desk) -> None:
    data = json.loads(office.do("report", "2024", "--json").out)
    cells = msgspec.convert(data["cells"], tuple[Cell, ...])
    ties = msgspec.convert(data["ties"], tuple[Tie, ...])
    claimed = statements(cells, ties, {})
    attacker = Attacker(ties, claimed.bounds)
    found = {name: attacker.interval(name)[:2] for name in claimed.hidden}
    assert {cell.name for cell in cells if cell.hidden} >= found.keys() != set()
    assert min(high - low for low, high in found.values()) >= data["threshold"]
    assert verify(claimed, msgspec.convert(data["certificate"], Certificate)) == found
    assert [min(found.values(), key=lambda one: (one[1] - one[0], one))] == [
        tuple(data["audit"]["narrowest"])
    ]


# Little to tell


@pytest.mark.requirement("HK-17")
def test_a_period_without_cases_and_one_with_a_case_read_the_same(desk: Desk) -> None:
    empty = desk.do("report", "2024", "--json").json
    text = desk.do("report", "2024").out
    open_cases(desk, {"bullying": 1})
    one = desk.do("report", "2024", "--json").json
    assert told(one) == told(empty)
    assert {"name": "new", "table": "key_figures", "at": {"figure": "new"}, "band": [0, 9]} in told(
        one
    )
    assert one["tables"] == empty["tables"]
    assert one["certificate"] == empty["certificate"]
    proof = re.compile("[0-9a-f]{64}")
    assert proof.sub("", desk.do("report", "2024").out) == proof.sub("", text)
    assert text.count(FEW) == 6


@pytest.mark.requirement("HK-16")
def test_no_word_of_a_case_is_in_any_form(desk: Desk) -> None:
    people = {"reporter": {"name": "Noor de Wit"}}
    open_cases(desk, {"bullying": 30}, unit="Bestuurskamer", wish="Zwaluw", people=people)
    desk.do("report", "2024", "-o", "r.md")
    forms = [
        desk.do("report", "2024", *words).out for words in ((), ("--json",), ("--format", "html"))
    ]
    forms += [path.read_text() for path in desk.root.iterdir() if path.is_file()]
    assert len(forms) > 4
    assert not [word for word in SECRETS for form in forms if word in form]


@pytest.mark.requirement("HK-17")
def test_two_units_of_two_are_never_named(desk: Desk) -> None:
    desk.set(units={"Bestuurskamer": 2, "Zwaluw": 2, "Zorg": 300})
    for unit, number in (("Bestuurskamer", 2), ("Zwaluw", 2), ("Zorg", 20), ("", 12)):
        open_cases(desk, {"bullying": number}, unit=unit)
    for words in ((), ("--json",)):
        out = desk.do("report", "2024", *words).out
        assert not [word for word in SECRETS if word in out]
    names = {cell["name"] for cell in desk.do("report", "2024", "--json").json["cells"]}
    assert not names & {"unit/Bestuurskamer", "unit/Zwaluw"}


def test_all_in_one_kind_leaves_that_table_out(desk: Desk) -> None:
    """Its total is known, and every other kind is zero: the one number would tell the zeros."""
    open_cases(desk, {"bullying": 30})
    data = desk.do("report", "2024", "--json").json
    assert values(data)["new"] == 30
    assert data["tables"]["conduct_kinds"]["left_out"] == "small"
    assert not [name for name in values(data) if "bullying" in name]


def test_a_threshold_below_three_is_refused_and_one_above_everything_gives_a_band(
    office: Desk,
) -> None:
    refused(office.run("profile", "--from", "-", text="threshold: 2"), 4)
    office.set(threshold=3)
    assert office.do("report", "2024", "--json").json["threshold"] == 3
    office.set(threshold=500)
    data = office.do("report", "2024", "--json").json
    assert [cell["band"] for cell in data["cells"] if "band" in cell] == [[0, 999]]
    assert not [cell for cell in told(data) if "value" in cell]


# Templates of one's own


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (
            "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
            "too long",
        ),
        ("{{ figures.new }}\n{% include '/etc/passwd' %}", "line 2"),
        ("{{ figures.new }}\n\n{{ cases }}", "line 3"),
        ("{{ ''.__class__.__mro__ }}", "not allowed"),
        ("{% for %}", "line 1"),
    ],
)
def test_a_template_of_ones_own_that_goes_wrong_is_an_error_that_says_where(
    office: Desk, source: str, said: str
) -> None:
    own = office.home / "templates" / "en"
    own.mkdir(parents=True)
    (own / "report.md.j2").write_text(source)
    sentence = refused(office.run("report", "2024", "-o", "r.html"), 5)
    assert "en/report.md.j2" in sentence
    assert said in sentence
    assert not (office.root / "r.html").exists()
    office.do("report", "2024", "--json")


def test_a_template_of_ones_own_takes_the_place_of_ours(office: Desk) -> None:
    own = office.home / "templates" / "en"
    own.mkdir(parents=True)
    (own / "report.md.j2").write_text(
        "# Wij {{ period.label }}\n\n{{ figures.new }}, {{ figures.relayed }}"
    )
    assert office.do("report", "2024").out == "# Wij 2024\n\n37, x\n"


def test_what_it_says_when_a_case_cannot_be_read(office: Desk) -> None:
    case = office.cases()[0]
    (office.folder / "cases" / f"{case}.age").write_bytes(b"x")
    found: Result = office.run("report", "2024")
    assert case in refused(found, 5)
