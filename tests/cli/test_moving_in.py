"""`vp import SHEET.csv`: moving in from a spreadsheet, with the mistakes people make in one."""

import csv
import io
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.cli.conftest import WORD, kept, refused
from tests.cli.seat import typed
from tests.conftest import Desk, unsealed_in

EXAMPLES = Path(__file__).parents[2] / "examples"
HEAD = ("Nummer", "Datum melding", "Aard", "Afdeling", "Naam melder", "Toelichting")
GOOD = ("2026-01", "12-3-2026", "pesten", "Kantoor", "Zoë de Wit", "Een «verhaal»,\nmet meer.")

Write = Callable[..., None]


@pytest.fixture
def write(desk: Desk) -> Write:
    """A sheet as Excel saves it in the Netherlands, and a mapping made for it."""

    def sheet(*rows: Iterable[str], head: Iterable[str] = HEAD) -> None:
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=";", lineterminator="\r\n").writerows([head, *rows])
        (desk.root / "register.csv").write_bytes(text.getvalue().encode("cp1252"))
        if not (desk.root / "map.yaml").exists():
            desk.do("import", "register.csv", "--new-map", "map.yaml")

    return sheet


def many(number: int) -> list[tuple[str, ...]]:
    """So many rows in which nothing is wrong."""
    return [(f"2026-{n:03}", "12-3-2026", "pesten", "Kantoor", "", "") for n in range(number)]


def test_a_sheet_is_taken_in_with_the_mapping_that_vp_proposes(desk: Desk, write: Write) -> None:
    write(GOOD, [""] * 6)
    told = desk.do("import", "register.csv", "--map", "map.yaml")
    assert "1 case taken in." in told.out
    assert "register.csv can be read by anyone" in told.err
    (case,) = desk.cases()
    shown = desk.shown(case)
    assert shown["alias"] == "2026-01"
    assert shown["people"]["reporter"]["name"] == "Zoë de Wit"
    assert shown["log"][0]["text"] == "Een «verhaal»,\nmet meer."
    assert desk.shown("2026-01")["id"] == case
    assert unsealed_in(desk.folder) == []


def test_a_dry_run_shows_what_it_understood_and_writes_nothing(desk: Desk, write: Write) -> None:
    write(GOOD, (*GOOD[:1], *GOOD[1:]), head=[*HEAD[:-1], "Kleur"])
    (desk.root / "map.yaml").write_text("columns: {Datum melding: opened, Aard: kinds}\n")
    before = kept(desk)
    told = desk.do("import", "register.csv", "--map", "map.yaml", "--dry-run")
    assert "read as Windows-1252 with semicolons" in told.out
    assert "day of the first talk: 12 March 2026" in told.out
    assert "2×\u00a0bullying" in told.out
    assert "column F «Kleur»" in told.out
    assert "nothing was written" in told.out
    assert kept(desk) == before


def test_no_word_of_a_name_or_text_is_ever_shown(desk: Desk, write: Write) -> None:
    write(
        (*GOOD[:4], WORD, WORD),
        ("2", WORD, WORD, WORD, WORD, WORD),
        (WORD * 8, "31-2-2026", f"pesten, {WORD}", WORD, f"{WORD}\n2", WORD, WORD),
    )
    for more in ((), ("--dry-run",), ("--skip",), ("--json",), ("--dry-run", "--json")):
        told = desk.run("import", "register.csv", "--map", "map.yaml", *more)
        assert WORD not in told.out + told.err
        assert "row" in told.out + told.err


def test_nothing_is_taken_in_until_every_row_is_right(desk: Desk, write: Write) -> None:
    write(GOOD, ("2026-02", "31-2-2026", "pesten", "", "", ""))
    before = kept(desk)
    told = desk.run("import", "register.csv", "--map", "map.yaml")
    assert told.code == 2
    assert "row 3       column B «Datum melding»: there is no such day" in told.out
    assert kept(desk) == before
    write(GOOD, ("2026-02", "28-2-2026", "pesten", "", "", ""))
    assert "2 cases taken in." in desk.do("import", "register.csv", "--map", "map.yaml").out


def test_rows_with_mistakes_are_left_out_when_asked_and_come_later(
    desk: Desk, write: Write
) -> None:
    write(GOOD, ("2026-02", "31-2-2026", "pesten", "", "", ""))
    told = desk.run("import", "register.csv", "--map", "map.yaml", "--skip")
    assert told.code == 7
    assert len(desk.cases()) == 1
    write(GOOD, ("2026-02", "28-2-2026", "pesten", "", "", ""))
    told = desk.do("import", "register.csv", "--map", "map.yaml")
    assert "row 2       Taken in before" in told.out
    assert "1 case taken in." in told.out
    assert len(desk.cases()) == 2


def test_twice_the_same_sheet_makes_no_case_twice(desk: Desk, write: Write) -> None:
    write(*many(3), ("", "1-3-2026", "pesten", "", "", ""), ("", "1-3-2026", "pesten", "", "", ""))
    desk.do("import", "register.csv", "--map", "map.yaml")
    before = kept(desk)
    told = desk.do("import", "register.csv", "--map", "map.yaml", "--json").json
    assert (told["new"], told["known"], told["imported"]) == ([], [2, 3, 4, 5, 6], [])
    assert kept(desk) == before
    assert len(desk.cases()) == 5


def test_what_was_destroyed_does_not_come_back_from_the_sheet(desk: Desk, write: Write) -> None:
    head = (*HEAD[:3], "Afgesloten op")
    write(("2026-01", "12-3-2026", "pesten", "1-5-2026"), head=head)
    desk.do("import", "register.csv", "--map", "map.yaml")
    desk.go_to("2028-05-01")
    desk.do("purge", "--confirm", "clock")
    assert desk.cases() == []
    desk.go_to("2026-06-02")
    told = desk.do("import", "register.csv", "--map", "map.yaml", "--json").json
    assert (told["known"], told["imported"]) == ([2], [])
    assert desk.cases() == []


def test_what_is_wrong_is_told_to_a_program_too(desk: Desk, write: Write) -> None:
    write(("2026-01", "31-2-2026", "pesten", "", "", ""))
    told = desk.run("import", "register.csv", "--map", "map.yaml", "--json")
    assert told.code == 2
    (problem,) = told.json["problems"]
    assert (problem["row"], problem["column"]) == (2, "B")
    assert (told.json["rows"], told.json["new"], told.json["imported"]) == (1, [], [])


@pytest.mark.parametrize(("answer", "number"), [("", 1), ("n", 0)])
def test_at_a_terminal_it_is_asked_first(
    desk: Desk, write: Write, answer: str, number: int
) -> None:
    write(GOOD)
    told = typed(desk, "import", "register.csv", "--map", "map.yaml", lines=f"{answer}\n")
    assert "Take this case in" in told.err
    assert (told.code, len(desk.cases())) == ((0, 1) if number else (4, 0))


def test_a_mapping_is_asked_for_and_never_overwritten(desk: Desk, write: Write) -> None:
    write(GOOD)
    assert "stands in a mapping" in refused(desk.run("import", "register.csv"), 2)
    assert "is there already" in refused(
        desk.run("import", "register.csv", "--new-map", "map.yaml"), 4
    )


def test_headings_that_nobody_knows_make_no_mapping(desk: Desk) -> None:
    (desk.root / "a.csv").write_text(f"{WORD};{WORD}\n1;2\n")
    assert refused(desk.run("import", "a.csv", "--new-map", "m.yaml"), 3)
    assert not (desk.root / "m.yaml").exists()


def test_a_workbook_is_refused(desk: Desk, write: Write) -> None:
    write(GOOD)
    (desk.root / "register.xlsx").write_bytes(b"PK\x03\x04" + bytes(100))
    told = desk.run("import", "register.xlsx", "--map", "map.yaml")
    assert "is a workbook, and no CSV" in refused(told, 5)


def test_the_example_sheet_is_read_with_the_example_mapping_without_a_mistake(desk: Desk) -> None:
    sheet, map_ = EXAMPLES / "register.csv", EXAMPLES / "register.map.yaml"
    told = desk.do("import", sheet, "--map", map_, "--json").json
    assert (told["problems"], told["unmapped"], told["expired"]) == ([], [], [])
    assert len(told["imported"]) == told["rows"] == 11
    assert desk.shown("2025-01")["log"][1]["day"] == "2025-01-28"


def test_the_example_s_headings_are_those_that_vp_proposes(desk: Desk) -> None:
    desk.do("import", EXAMPLES / "register.csv", "--new-map", "map.yaml")
    ours = (EXAMPLES / "register.map.yaml").read_text()
    pairs = re.findall(r"^  (\S.*?): ([a-z_.-]+?)(?: +#.*)?$", ours, re.MULTILINE)
    proposed = (desk.root / "map.yaml").read_text()
    for heading, field in pairs[:17]:
        assert f"  {heading}: {field} " in proposed


def test_a_mapping_that_was_proposed_reads_back(desk: Desk, write: Write) -> None:
    odd = ['Datum: "melding" #1', "null", "- x", "Datum melding", "{a}", "Aard"]
    write(("", "", "", "1-3-2026", "", "pesten"), head=odd)
    assert "1 case taken in." in desk.do("import", "register.csv", "--map", "map.yaml").out


def test_a_sheet_of_hundreds_of_rows_is_no_trouble(desk: Desk, write: Write) -> None:
    write(*many(300))
    told = desk.do("import", "register.csv", "--map", "map.yaml", "--dry-run", "--json").json
    assert len(told["new"]) == 300
