"""Rows that look like cases that are there already: told, as far as it can be known."""

from typing import Any

from tests.domain.test_moving import PLAIN, taken

ROW = ("A-1", "1-3-2025", "pesten")
NUMBERLESS: dict[str, Any] = {
    "columns": {heading: field for heading, field in PLAIN["columns"].items() if heading != "nr"}
}


def ids(*rows: tuple[str, ...], **plain: Any) -> list[str]:
    return [one.case.id for one in taken(*rows, **plain).fresh]


def test_a_known_number_in_another_year_is_told() -> None:
    result = taken(("A-1", "1-3-2026", "pesten"), ("A-2", "1-3-2026", ""), known=ids(ROW))
    assert (len(result.fresh), result.other_year) == (1, [2])


def test_numbers_that_begin_anew_in_the_same_sheet_are_no_mistake() -> None:
    result = taken(ROW, ("A-1", "1-3-2026", "pesten"), known=ids(ROW))
    assert (result.known, len(result.fresh), result.other_year) == ([2], 1, [])


def test_a_number_that_is_new_is_not_told() -> None:
    result = taken(("A-2", "1-3-2026", "pesten"), known=ids(ROW))
    assert (result.other_year, result.unnumbered) == ([], [])


def test_rows_without_a_number_are_told() -> None:
    assert taken(ROW, **NUMBERLESS).unnumbered == [2]
    assert taken(("", "1-3-2025", "pesten"), ROW).unnumbered == [2]


def test_rows_that_came_in_before_their_number_was_read_do_not_come_in_again() -> None:
    twins = (ROW, ("A-2", *ROW[1:]))
    before = ids(*twins, **NUMBERLESS)
    result = taken(*twins, ("A-3", *ROW[1:]), known=before)
    assert (result.renumbered, [one.row for one in result.fresh]) == ([2, 3], [4])


def test_a_row_that_still_has_no_number_is_known_when_others_get_one() -> None:
    row = ("", "1-3-2025", "pesten")
    assert taken(row, known=ids(row, **NUMBERLESS)).renumbered == [2]
