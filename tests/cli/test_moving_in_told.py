"""What `vp import SHEET.csv` tells, so that a sheet and its mapping can be put right."""

import csv
import io
from collections.abc import Callable, Iterable

import pytest

from tests.cli.conftest import refused
from tests.conftest import Desk

HEAD = ("Nr", "Datum", "Aard")
MAP = "columns: {Nr: reference, Datum: opened, Aard: kinds}\n"

Write = Callable[..., None]


@pytest.fixture
def write(desk: Desk) -> Write:
    """A sheet and a mapping."""

    def sheet(*rows: Iterable[str], mapping: str = MAP) -> None:
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=";", lineterminator="\r\n").writerows([HEAD, *rows])
        (desk.root / "a.csv").write_bytes(text.getvalue().encode())
        (desk.root / "m.yaml").write_text(mapping)

    return sheet


IMPORT = ("import", "a.csv", "--map", "m.yaml")


def test_all_rows_are_named_however_many(desk: Desk, write: Write) -> None:
    good, old = ("12-3-2026", "pesten"), ("12-3-1925", "pesten")
    write(*((f"2026-{n}", *(old if n % 2 else good)) for n in range(60)))
    told = desk.run(*IMPORT).out
    named = told.replace("\n", " ").split(" rows ")[-2].split(" column")[0]
    assert named.split(", ")[-1].strip() == "61"
    assert len(named.split(", ")) == 30
    assert "…" not in told
    assert "30 rows are in order." in told


def test_the_same_slip_on_other_days_is_told_once(desk: Desk, write: Write) -> None:
    write(*((f"2026-{n}", f"{n}-12-2026", "pesten") for n in range(1, 29)))
    told = desk.run(*IMPORT).out
    assert "rows 2-29   column B «Datum»: this day has not come yet\n" in told
    assert told.count("this day has not come yet") == 1


def test_what_can_be_done_names_the_mapping(desk: Desk, write: Write) -> None:
    write(("2026-1", "12-3-2026", "treiteren"))
    told = desk.run(*IMPORT)
    assert told.code == 2
    assert "in the mapping under values" in told.err


def test_a_known_number_in_another_year_is_told_and_taken_in(desk: Desk, write: Write) -> None:
    write(("21/032", "12-3-2025", "pesten"))
    desk.do(*IMPORT)
    write(("21/032", "12-3-2026", "pesten"))
    for more in ("--dry-run",), ():
        told = " ".join(desk.do(*IMPORT, *more).out.split())
        assert "row 2 Their number was taken in before, with another year." in told
    assert len(desk.cases()) == 2
    assert desk.do(*IMPORT, "--json").json["other_year"] == []


def test_rows_without_a_number_are_told_before_they_come_in(desk: Desk, write: Write) -> None:
    bare = MAP.replace("Nr: reference, ", "")
    write(("1", "12-3-2026", "pesten"), mapping=bare)
    told = desk.do(*IMPORT)
    assert "Without a number that is mapped to reference" in told.out
    assert "there already" not in told.out
    write(("1", "13-3-2026", "pesten"), mapping=bare)
    told = desk.do(*IMPORT, "--dry-run")
    assert "Look whether these cases are there already." in " ".join(told.out.split())
    assert desk.do(*IMPORT, "--dry-run", "--json").json["unnumbered"] == [2]


def test_a_number_that_is_mapped_later_makes_no_case_twice(desk: Desk, write: Write) -> None:
    rows = [(str(n), "12-3-2026", "pesten") for n in range(3)]
    write(*rows, mapping=MAP.replace("Nr: reference, ", ""))
    desk.do(*IMPORT)
    write(*rows)
    told = desk.do(*IMPORT)
    assert "Taken in before, when their number was not read" in told.out
    assert len(desk.cases()) == 3


def test_a_mapping_without_a_number_says_so(desk: Desk) -> None:
    (desk.root / "a.csv").write_text("Datum;Aard;Datum vervolg;Vervolggesprek\n")
    told = desk.do("import", "a.csv", "--new-map", "m.yaml")
    assert "4 columns understood, 0 not" in " ".join(told.out.split())
    assert "map it to reference" in " ".join(told.out.split())
    proposed = (desk.root / "m.yaml").read_text()
    assert "\nnotes:\n  - {text: Vervolggesprek, day: Datum vervolg}\n" in proposed


@pytest.mark.parametrize(
    "mapping",
    [b"columns: {a: opened", b"ignore: []\nignore: []\n", "columns: {é: a}".encode("cp1252")],
)
def test_a_mapping_that_cannot_be_read_points_to_the_example(
    desk: Desk, write: Write, mapping: bytes
) -> None:
    write(("1", "12-3-2026", "pesten"))
    (desk.root / "m.yaml").write_bytes(mapping)
    told = desk.run(*IMPORT)
    refused(told, 5)
    assert "examples/register.map.yaml" in told.err


def test_terms_that_look_like_a_word_in_the_mapping_are_told_by_their_label(
    desk: Desk, write: Write
) -> None:
    write(("1", "12-3-2026", "pesten"), mapping=MAP + "values: {Aard: {a: witnes, b: pestten}}\n")
    told = desk.run(*IMPORT, "--lang", "nl")
    assert "«witnes»" in told.err
    write(("1", "12-3-2026", "pesten"), mapping=MAP + "values: {Aard: {b: pestten}}\n")
    assert "pesten" in desk.run(*IMPORT, "--lang", "nl").err


def test_the_folder_one_is_in_has_a_name_in_a_refusal(desk: Desk, write: Write) -> None:
    write(("1", "12-3-2026", "pesten"))
    told = desk.run("import", ".", "--map", "m.yaml")
    assert ". cannot be read" in refused(told, 5)


def test_every_field_of_a_mapping_is_explained(desk: Desk) -> None:
    told = desk.do("help", "moving-in").out.split()
    for field in ("wish", "identity", "told.limits_explained", "personal_tie", "reporter"):
        assert field in told
    assert {"bullying", "via_hr", "completed", "conversation"} <= set(told)
