"""Rows that become cases, rows that are known again, and what is wrong with the others."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest

from vp.cli.when import whole
from vp.domain.case import of_kind
from vp.domain.entries import Closing, Note
from vp.domain.mapping import Mapping, check, columns, convert, unread
from vp.domain.moving import Here, Taken, take
from vp.domain.rows import Sheet
from vp.domain.vocabulary import Domain, Kind
from vp.errors import Usage

TODAY = date(2026, 6, 1)
HEADINGS = (
    "nr",
    "datum",
    "aard",
    "verslag",
    "verslag 2",
    "datum 2",
    "gesloten",
    "reden",
    "dossier",
)
PLAIN: dict[str, Any] = {
    "columns": {
        "nr": "reference",
        "datum": "opened",
        "aard": "kinds",
        "verslag": "account",
        "gesloten": "closed",
        "reden": "close_reason",
        "dossier": "keep_file",
    },
    "notes": [{"text": "verslag 2", "day": "datum 2", "kind": "call"}],
}


def taken(
    *rows: Sequence[str],
    known: Sequence[str] = (),
    key: str = "a secret",
    headings: tuple[str, ...] = HEADINGS,
    **plain: Any,
) -> Taken:
    """What becomes of these rows, which are filled up with nothing."""
    mapping = convert(PLAIN | plain, "map")
    check(mapping, whole)
    filled = [
        (number, (*row, *[""] * (len(headings) - len(row))), False)
        for number, row in enumerate(rows, start=2)
    ]
    kinds = tuple(note.kind for note in mapping.notes)
    sheet = Sheet(filled, columns(mapping, headings), mapping.fixed, whole, kinds)
    return take(sheet, here(known, key))


def here(known: Sequence[str], key: str) -> Here:
    count = iter(range(10_000))

    def stamp(prefix: str, on: date) -> dict[str, Any]:
        at = datetime(2026, 6, 1, 9, tzinfo=UTC)
        return {"id": f"{prefix}-{next(count):06}", "at": at, "on": on}

    return Here("9x2m-4kd7", key, 24, TODAY, stamp, lambda: "stille merel", frozenset(known))


def told(result: Taken) -> list[tuple[int, str, str]]:
    """Row, field and sentence of what is wrong."""
    return [
        (one.row, one.column.field if one.column else "", one.sentence) for one in result.problems
    ]


FULL = ("1", "12-3-2026", "pesten", "Een verhaal.", "Nog een.", "1-4-2026", "5-5-2026", "afgerond")


def test_a_row_becomes_a_case_with_notes_on_their_days_and_its_ending() -> None:
    (fresh,) = taken(FULL).fresh
    case = fresh.case
    assert (case.alias, case.facts.opened) == ("nr 1", date(2026, 3, 12))
    assert (case.facts.domain, case.facts.kinds) == (Domain.CONDUCT, (Kind.BULLYING,))
    first, second = of_kind(case, Note)
    assert (first.text, first.on) == ("Een verhaal.", date(2026, 3, 12))
    assert (second.text, second.on, second.kind.key) == ("Nog een.", date(2026, 4, 1), "call")
    (ending,) = of_kind(case, Closing)
    assert (ending.on, ending.reason.key, ending.retention) == (date(2026, 5, 5), "completed", 24)


def test_the_domain_follows_from_the_kinds() -> None:
    rows = (("1", "1-3-2026", "fraude"), ("2", "1-3-2026", "fraude; pesten"))
    assert [one.case.facts.domain for one in taken(*rows).fresh] == [
        Domain.INTEGRITY,
        Domain.MIXED,
    ]
    assert told(taken(("1", "1-3-2026", "")))[0][1:] == (
        "kinds",
        "this is empty: it says what the case is about",
    )


@pytest.mark.parametrize(
    ("row", "field", "words"),
    [
        ("1;;pesten", "opened", "a day is needed here"),
        ("1;2-6-2026;pesten", "opened", "has not come yet"),
        ("1;31-2-2026;pesten", "opened", "no such day"),
        ("1;12-3-1925;pesten", "opened", "years ago"),
        ("1;1-3-2026;fraude, reorganisatie", "kinds", "do not go together"),
        ("1;1-3-2026;zwaluwstaart", "kinds", "not a value"),
        ("1;1-3-2026;pesten;;;;1-2-2026;afgerond", "closed", "before the case"),
        ("1;1-3-2026;pesten;;;;1-4-2026;", "close_reason", "reason is missing"),
        ("1;1-3-2026;pesten;;;;;afgerond", "close_reason", "day is missing"),
        ("1;1-3-2026;pesten;;;;1-4-2026;VP beëindigt", "close_reason", "says why"),
        ("1;1-3-2026;pesten;;Een.", "notes.0.day", "a day is needed here"),
        ("1;1-3-2026;pesten;;Een.;1-2-2026", "notes.0.day", "before the case"),
        ("1;1-3-2026;pesten;;Een.;1-5-2026;1-4-2026;afgerond", "notes.0.day", "after the case"),
    ],
)
def test_what_is_wrong_is_told_by_row_and_column(row: str, field: str, words: str) -> None:
    result = taken(row.split(";"))
    assert not result.fresh
    (found,) = told(result)
    assert found[:2] == (2, field)
    assert words in found[2]


def test_everything_that_is_wrong_with_a_row_is_told_at_once() -> None:
    result = taken(("1", "x", "y", "", "", "z", "q", "r"), FULL)
    assert [field for _row, field, _words in told(result)] == [
        "opened", "kinds", "notes.0.day", "closed", "close_reason",
    ]  # fmt: skip
    assert len(result.fresh) == 1


def test_without_a_file_no_text_comes_along() -> None:
    (fresh,) = taken((*FULL, "nee")).fresh
    assert fresh.withheld
    assert "verhaal" not in msgspec.json.encode(fresh.case).decode()
    assert "Nog een" not in msgspec.json.encode(fresh.case).decode()


def test_what_is_over_its_term_is_not_taken_in() -> None:
    row = ("1", "1-3-2024", "pesten", "", "", "", "1-6-2024", "afgerond")
    assert taken(row).expired == [2]
    assert taken(row).fresh == []
    later = ("1", "1-3-2024", "pesten", "", "", "", "2-6-2024", "afgerond")
    assert taken(later).expired == []


# Known again


def test_a_row_is_known_again_by_its_number_whatever_else_changed() -> None:
    (first,) = taken(FULL).fresh
    changed = ("1", "13-3-2026", "discriminatie")
    assert taken(changed, known=[first.case.id]).known == [2]
    assert taken(changed, known=[first.case.id]).fresh == []


def test_numbers_may_begin_anew_each_year() -> None:
    (first,) = taken(("1", "1-3-2025", "pesten")).fresh
    (second,) = taken(("1", "1-3-2026", "pesten")).fresh
    assert first.case.id != second.case.id


def test_without_numbers_the_same_row_twice_is_two_cases_and_both_are_known_again() -> None:
    rows = (("", "1-3-2026", "pesten"), ("", "1-3-2026", "pesten"))
    ids = [one.case.id for one in taken(*rows).fresh]
    assert len(set(ids)) == 2
    assert taken(*rows, known=ids).known == [2, 3]


def test_the_same_number_twice_is_wrong() -> None:
    result = taken(("A-1", "1-3-2026", "pesten"), ("a 1", "2-3-2026", "pesten"))
    assert [(one.row, one.fields) for one in result.problems] == [(3, {"other": 2})]


def test_which_row_a_case_came_from_is_known_to_nobody_without_the_settings() -> None:
    (ours,) = taken(FULL).fresh
    (theirs,) = taken(FULL, key="another secret").fresh
    assert ours.case.id != theirs.case.id


@pytest.mark.parametrize(("number", "alias"), [("17", "nr 17"), ("2026-017", "2026-017")])
def test_a_number_is_the_alias_and_never_the_beginning_of_an_id(number: str, alias: str) -> None:
    (fresh,) = taken((number, "1-3-2026", "pesten")).fresh
    assert fresh.case.alias == alias


# The mapping


def test_what_is_fixed_holds_where_the_row_says_nothing() -> None:
    rows = (("1", "1-3-2026", ""), ("2", "1-3-2026", "fraude"))
    found = taken(*rows, fixed={"kinds": "pesten", "told.limits_explained": "ja"}).fresh
    assert [one.case.facts.kinds[0].key for one in found] == ["bullying", "fraud_theft"]
    assert [list(one.case.facts.told.values()) for one in found] == [[date(2026, 3, 1)]] * 2


@pytest.mark.parametrize(
    "plain",
    [
        {"columns": {"datum": "opend"}},
        {"columns": {"nr": "reference"}},
        {"columns": {"datum": "opened", "dag": "opened"}},
        {"columns": {"datum": "opened", "Datum:": "left_on"}},
        {"columns": {"datum": "opened", "m": "minutes", "u": "hours"}},
        {"columns": {"datum": "opened", "einde": "closed"}},
        {"columns": {"datum": "opened"}, "values": {"soort": {"a": "bullying"}}},
        {"columns": {"datum": "opened", "aard": "kinds"}, "values": {"aard": {"a": "nonsense"}}},
        {"columns": {"datum": "opened"}, "fixed": {"channel": "nonsense"}},
        {"columns": ["datum"]},
        {"columns": {"datum": "opened"}, "notes": [{"day": "datum 2"}]},
        {"columns": {"datum": "opened"}, "colour": "red"},
        ["columns"],
    ],
)
def test_a_mapping_that_cannot_be_used_is_refused(plain: object) -> None:
    with pytest.raises(Usage) as refused:
        check(convert(plain, "map"), whole)
    assert refused.value.hint


def test_a_heading_that_is_missing_or_there_twice_is_named() -> None:
    for headings, places in ((("nr",), None), (("nr", "datum", "Datum"), "B, C")):
        with pytest.raises(Usage) as refused:
            columns(Mapping(columns={"datum": "opened"}), headings)
        assert refused.value.fields["heading"] == "datum"
        assert refused.value.fields.get("letters") == places


def test_columns_that_the_mapping_does_not_name_are_told() -> None:
    mapping = Mapping(columns={"datum": "opened"}, ignore=("kamer",))
    assert unread(mapping, ("Datum", "Kamer", "kleur", "")) == (2, 3)
