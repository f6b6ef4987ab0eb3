"""Days as people type them, at every place where one is asked, and what is said back."""

import io
import subprocess
import sys
from datetime import UTC, date, datetime

import pytest

from tests.cli.seat import typed
from tests.conftest import Desk
from vp.cli import when
from vp.cli.context import Context
from vp.errors import Usage

PROGRAM = """
import sys
from vp.cli.main import run
try:
    run()
except SystemExit:
    print("dateparser" in sys.modules, file=sys.stderr)
"""


def context() -> Context:
    """Monday the first of June, and nobody at a terminal."""
    return Context(clock=lambda: datetime(2026, 6, 1, 9, tzinfo=UTC), stderr=io.StringIO())


@pytest.mark.parametrize(
    ("word", "was", "is_due"),
    [
        ("3 maart", "2026-03-03", "2027-03-03"),
        ("3 mrt", "2026-03-03", "2027-03-03"),
        ("3e maart", "2026-03-03", "2027-03-03"),
        ("di 3 maart", "2026-03-03", "2027-03-03"),
        ("March 3", "2026-03-03", "2027-03-03"),
        ("3rd of March", "2026-03-03", "2027-03-03"),
        ("1 juni", "2026-06-01", "2026-06-01"),
        ("31 dec", "2025-12-31", "2026-12-31"),
        ("29 feb", "2024-02-29", "2028-02-29"),
        ("3 mrt '25", "2025-03-03", "2025-03-03"),
        ("March 3, 2025", "2025-03-03", "2025-03-03"),
        ("2 weken geleden", "2026-05-18", "2026-05-18"),
        ("een week geleden", "2026-05-25", "2026-05-25"),
        ("2 weeks ago", "2026-05-18", "2026-05-18"),
        ("over drie maanden", "2026-09-01", "2026-09-01"),
        ("in 2 weeks", "2026-06-15", "2026-06-15"),
        ("gisteren", "2026-05-31", "2026-05-31"),
        ("12-3", "2026-03-12", "2027-03-12"),
    ],
)
def test_a_day_is_understood_in_either_language(word: str, was: str, is_due: str) -> None:
    assert str(when.day(context(), word)) == was
    assert str(when.day(context(), word, ahead=True)) == is_due


@pytest.mark.parametrize(
    "word",
    [
        "", "5", "2025", "mei", "32 maart", "vorige week", "10:30", "3 uur geleden", "3 zaken",
        "nooit 3", "Noor zei het op 3 maart", "0 maart", "over 9000 jaar", "9999999 weken geleden",
        "3 maart en nog een heel verhaal dat hier niet thuishoort",
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused_and_not_repeated(word: str) -> None:
    with pytest.raises(Usage) as wrong:
        when.day(context(), word)
    assert wrong.value.fields == {}
    assert "yesterday" in wrong.value.hint


@pytest.mark.parametrize(
    "word",
    ["12-3-2025", "12-03-25", "2025-03-12", "12 mrt 2025", "12-mrt-25", "12-MRT-2025",
     "12 maart 2025", "12 March 2025", "12-3-2025 0:00", "2025-03-12 14:30:00", "12.3.2025"],
)  # fmt: skip
def test_a_spreadsheet_s_day_has_its_year(word: str) -> None:
    assert when.whole(word) == date(2025, 3, 12)


@pytest.mark.parametrize("word", ["12-3", "gisteren", "45363", "mrt-25", "dinsdag", "2025", ""])
def test_a_spreadsheet_s_day_without_a_year_is_none(word: str) -> None:
    assert when.whole(word) is None


def test_what_was_understood_is_said_back(desk: Desk, case: str) -> None:
    told = desk.do("note", case, "--on", "12 mrt", text="A text.")
    assert "«12 mrt» is Thursday 12 March 2026." in told.err
    assert desk.shown(case)["log"][-1]["day"] == "2026-03-12"


def test_a_day_in_full_is_not_said_back(desk: Desk, case: str) -> None:
    assert desk.do("note", case, "--on", "2026-03-12", text="A text.").err == ""


def test_what_is_due_lies_ahead(desk: Desk, case: str) -> None:
    desk.do("remind", case, "--on", "12-3", text="A text.")
    assert desk.shown(case)["log"][-1]["due"] == "2027-03-12"
    desk.do("hold", "set", case, "--until", "vrijdag", text="A text.")
    assert desk.shown(case)["log"][-1]["until"] == "2026-06-05"
    desk.do("close", case, "--reason", "completed", "--aftercare", "over 6 weken")
    ending = next(one for one in desk.shown(case)["log"] if one["entry"] == "closing")
    assert ending["aftercare"] == "2026-07-13"


def test_at_a_prompt_too(desk: Desk, case: str) -> None:
    told = typed(desk, "close", case, lines="\n\n\n\nover 2 weken\n.\n")
    assert told.code == 0
    assert "«over 2 weken» is Monday 15 June 2026." in told.err


def test_a_form_takes_whole_days_only(desk: Desk) -> None:
    told = desk.run("intake", "--from", "-", text="domain: conduct\nopened: gisteren\n")
    assert told.code == 2
    assert desk.run("intake", "--from", "-", text="domain: conduct\nopened: 12-3\n").code == 2


@pytest.mark.parametrize(
    ("word", "needed"), [("gisteren", "False"), ("12-3", "False"), ("3 mrt 2026", "True")]
)
def test_the_library_is_imported_only_for_what_is_written_out(
    desk: Desk, word: str, needed: str
) -> None:
    environ = {"VP_HOME": str(desk.home), "VP_DOSSIER": str(desk.folder), "LANG": "en"}
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM, "purge", "--dry-run", "--as-of", word],
        capture_output=True,
        env=environ,
        check=True,
    )
    assert ended.stderr.decode().split()[-1] == needed
