"""`vp` alone: what the counsellor sees when he has typed nothing else."""

import re

import pytest

from tests.cli.screen import Screen
from tests.conftest import Desk

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def part(told: str, heading: str) -> str:
    """What stands under this heading."""
    return next(one for one in told.split("\n\n") if one.startswith(heading))


def last(told: str) -> str:
    """The next useful command."""
    return next(one for one in told.splitlines() if one.startswith("Next: ")).removeprefix("Next: ")


def test_without_a_dossier_it_says_how_to_begin(bare: Desk) -> None:
    del bare.environ["VP_DOSSIER"]
    told = bare.do().out
    assert "Make a dossier: vp init" in told
    assert "vp demo" in told


def test_with_an_empty_dossier_the_next_step_is_an_intake(desk: Desk) -> None:
    told = desk.do().out
    assert told.startswith("Monday 1 June 2026: no case runs.")
    assert "Nothing is due." in told
    assert last(told) == "vp intake"


def test_it_shows_what_is_due_and_where_one_last_was(desk: Desk) -> None:
    told_limits = {"limits_explained": "2026-05-30"}
    case = desk.intake(opened="2026-05-30", told=told_limits, account="Iets.", minutes="30")
    old = desk.intake(opened="2026-03-05", told=told_limits)
    desk.do("remind", case, "--on", "2026-06-02", text="Bellen.")
    desk.do("remind", old, "--on", "2026-07-30", text="Later.")
    desk.go_to("2026-06-02")
    told = desk.do().out
    alias = desk.shown(case)["alias"]
    assert f"  today: agreement or follow-up, «{alias}» ({case})" in part(told, "Due")
    assert f"«{alias}» ({case})" in part(told, "Lately")
    assert old not in part(told, "Due")
    assert last(told).startswith(f"vp remind {case} --done r-")
    assert "Bellen" not in told


def test_a_breach_that_is_weighed_comes_before_everything(desk: Desk) -> None:
    case = desk.intake(opened="2026-05-30")
    desk.do("breach", "open", case, "--ground", "conflict_of_duties", text="Zorgen.")
    told = desk.do().out
    assert "reporter not alerted yet" in part(told, "Needs attention")
    assert last(told) == f"vp breach step {case} reporter_alerted"


def test_a_text_that_was_not_saved_is_named_with_its_command(desk: Desk) -> None:
    case = desk.intake(opened="2026-05-30")
    desk.run("refer", case, "--to", "gp", "--on", "2027-01-01", text="Naar de huisarts.")
    told = desk.do().out
    assert f"A text for {case} was typed and not saved" in part(told, "Needs attention")
    assert last(told) == f"vp refer {case}"
    assert "huisarts" not in told


def test_keys_that_were_not_copied_for_a_week_are_named(desk: Desk) -> None:
    assert "Needs attention" not in desk.do().out
    desk.go_to("2026-06-20")
    told = part(desk.do().out, "Needs attention")
    assert "never copied to another disk" in told
    assert "vp key backup DIR" in told


def test_what_expired_is_a_matter_for_purge(desk: Desk) -> None:
    case = desk.intake(opened="2024-01-05")
    desk.do("close", case, "--reason", "completed", "--on", "2024-01-06")
    desk.go_to("2026-06-20")
    told = desk.do().out
    assert "wait for purge: 1" in part(told, "Needs attention")
    assert case not in part(told, "Due")


def test_what_was_due_long_ago_does_not_push_today_out_of_sight(desk: Desk) -> None:
    for day in range(1, 9):
        desk.intake(opened=f"2025-03-0{day}")
    case = desk.intake(opened="2026-05-30")
    desk.do("remind", case, "--on", "2026-06-01", text="Bellen.")
    told = part(desk.do().out, "Due")
    assert told.splitlines()[1].startswith("  today: agreement or follow-up")
    assert re.search(r"and \d+ more\n      vp agenda$", told)


def test_a_damaged_case_is_told_after_the_day(desk: Desk) -> None:
    case = desk.intake(opened="2026-05-30")
    (desk.folder / "cases" / f"{case}.age").write_bytes(b"age-encryption.org/v1\n")
    told = desk.run()
    assert told.code == 5
    assert case in told.err
    assert "Next: " in told.out


@pytest.mark.parametrize(
    ("words", "environ", "bold"),
    [([], {}, True), ([], {"NO_COLOR": "1"}, False), (["--plain"], {}, False)],
)
def test_headings_are_bold_only_where_that_is_wanted(
    dutch: Desk, words: list[str], environ: dict[str, str], bold: bool
) -> None:
    dutch.begin()
    case = dutch.intake(opened="2026-05-30", wish="Dat het ophoudt.")
    dutch.do("breach", "open", case, "--ground", "conflict_of_duties", text="Zorgen.")
    screen = Screen(dutch, *words, **environ)
    assert screen.code() == 0
    assert set(ESCAPE.findall(screen.sent)) == ({"\x1b[1m", "\x1b[0m"} if bold else set())
    assert case in screen.text
    assert max(map(len, ESCAPE.sub("", screen.sent).split("\r\n"))) <= 80
