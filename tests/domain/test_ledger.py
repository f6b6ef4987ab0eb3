"""What reports told is kept whole, in order, and next to nothing of it can be changed unseen."""

from typing import Any

import msgspec
import pytest

from tests.domain.published_reports import AT, DECOY, INTERVALS, UNITS, frozen, large
from tests.strategies import DOSSIER
from vp.domain.frozen import Cell, Frozen
from vp.domain.ledger import (
    Issued,
    Ledger,
    agrees,
    digest,
    editions_of,
    is_whole,
    issue,
    latest,
    overlapping,
    report_of,
)
from vp.domain.period import parse
from vp.errors import NotAllowed, NotReadable


def ledger(*reports: Frozen) -> Ledger:
    """The ledger in which these were issued one after the other."""
    found = Ledger(format=1, dossier=DOSSIER)
    for one in reports:
        found = issue(found, one, DECOY, INTERVALS, AT, UNITS)
    return found


def changed(found: Ledger, place: int, **fields: Any) -> Ledger:
    """The ledger with other fields in the entry at that place."""
    issued = list(found.issued)
    issued[place] = msgspec.structs.replace(issued[place], **fields)
    return msgspec.structs.replace(found, issued=tuple(issued))


def labels(issued: list[Issued]) -> list[tuple[str, int]]:
    return [(one.period.label, one.edition) for one in issued]


def test_an_entry_holds_what_was_told_and_what_the_next_audit_needs() -> None:
    (one,) = ledger(frozen()).issued
    assert one.shown == {
        "new": 25,
        "fields/conduct": 14,
        "fields/integrity": 11,
        "median_days": 9.0,
        "hours": 0.5,
    }
    assert one.bands == {"relayed": (10, 14)}
    assert one.hidden == ("kinds/bullying", "kinds/exclusion")
    assert one.ties == frozen().ties
    assert (one.decoy, one.intervals, one.units) == (DECOY, INTERVALS, UNITS)
    assert (one.threshold, one.proof, one.at, one.before) == (5, "ab" * 32, AT, "")
    assert one.digest == digest(frozen())


def test_editions_of_a_period_follow_each_other() -> None:
    found = ledger(frozen(), frozen("2025"), frozen(edition=2, new=31))
    assert labels(editions_of(found, parse("2024"))) == [("2024", 1), ("2024", 2)]
    assert editions_of(found, parse("2023")) == []
    assert labels(latest(found)) == [("2024", 2), ("2025", 1)]


@pytest.mark.parametrize("edition", [1, 3])
def test_an_edition_out_of_order_is_refused(edition: int) -> None:
    with pytest.raises(NotAllowed):
        ledger(frozen(), frozen(edition=edition))


def test_the_earliest_period_comes_first_whenever_it_was_issued() -> None:
    found = ledger(frozen("2025"), frozen("2023-2024"), frozen("2024"))
    assert labels(latest(found)) == [("2023-2024", 1), ("2024", 1), ("2025", 1)]


@pytest.mark.parametrize(
    ("label", "others"),
    [
        ("2024", ["2024-01..2024-06", "2023-2024"]),
        ("2024-06..2024-06", ["2024", "2024-01..2024-06", "2023-2024"]),
        ("2024-07..2025-03", ["2024", "2023-2024", "2025"]),
        ("2024-01..2024-12", ["2024", "2024-01..2024-06", "2023-2024"]),
        ("2022-2023", []),
    ],
)
def test_other_periods_that_share_a_day_are_found(label: str, others: list[str]) -> None:
    found = ledger(*map(frozen, ("2024", "2024-01..2024-06", "2023-2024", "2025")))
    assert [one.period.label for one in overlapping(found, parse(label))] == others


def test_every_edition_that_overlaps_was_told() -> None:
    found = ledger(frozen(), frozen(edition=2))
    assert labels(overlapping(found, parse("2023-2024"))) == [("2024", 1), ("2024", 2)]


# Whole


def test_an_empty_ledger_and_one_of_many_years_are_whole() -> None:
    assert is_whole(Ledger(format=1, dossier=DOSSIER))
    assert is_whole(ledger(frozen(), frozen("2025"), frozen(edition=2)))


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize(
    "fields",
    [
        {"threshold": 3},
        {"shown": {}},
        {"hidden": ()},
        {"decoy": {"new": 26}},
        {"intervals": {}},
        {"before": "00"},
        {"proof": ""},
        {"edition": 2},
    ],
)
def test_a_changed_entry_breaks_the_chain(place: int, fields: dict[str, Any]) -> None:
    whole = ledger(frozen(), frozen("2025"), frozen("2026"))
    assert not is_whole(changed(whole, place, **fields))


@pytest.mark.parametrize("order", [(1, 2), (0, 2), (0, 2, 1), (0, 0, 1, 2), (0, 1, 1)])
def test_an_entry_taken_out_put_between_or_moved_breaks_the_chain(order: tuple[int, ...]) -> None:
    whole = ledger(frozen(), frozen("2025"), frozen("2026"))
    moved = tuple(whole.issued[place] for place in order)
    assert not is_whole(msgspec.structs.replace(whole, issued=moved))


@pytest.mark.parametrize(
    "fields",
    [
        {"hidden": ("new",)},
        {"hidden": ("relayed",)},
        {"intervals": {"new": (0, 6)}},
        {"intervals": {"kinds/bullying": (6, 0)}},
        {"bands": {"open": (14, 10)}},
        {"edition": 2},
    ],
)
def test_an_entry_that_contradicts_itself_is_not_whole(fields: dict[str, Any]) -> None:
    assert not is_whole(changed(ledger(frozen()), 0, **fields))


# The report itself


def test_the_report_comes_back_to_the_last_number() -> None:
    for one in (frozen(), large("2025")):
        (issued,) = ledger(one).issued
        back = report_of(issued)
        assert back == one
        assert agrees(issued, back)
        kinds = [type(cell.value) for cell in one.cells]
        assert [type(cell.value) for cell in back.cells] == kinds


@pytest.mark.parametrize(
    "fields",
    [
        {"new": 26},
        {"threshold": 3},
        {"proof": "cd" * 32},
        {"ties": ()},
        {"author": "fedcba9876543210"},
        {"cells": (*frozen().cells, Cell(table="more", name="more", hidden=True))},
        {"cells": tuple(reversed(frozen().cells))},
    ],
)
def test_another_report_does_not_agree(fields: dict[str, Any]) -> None:
    (issued,) = ledger(frozen()).issued
    assert agrees(issued, frozen())
    assert not agrees(issued, frozen(**fields))


def test_what_an_entry_tells_agrees_with_its_report_too() -> None:
    """A whole chain over an entry that says other numbers than its report is not believed."""
    entry = changed(ledger(frozen()), 0, shown={"new": 26}).issued[0]
    assert not agrees(entry, frozen())
    with pytest.raises(NotReadable):
        report_of(entry)


@pytest.mark.parametrize("report", ["", "x", "\u20ac", "~~~~~~~~~~"])
def test_a_spoilt_copy_is_refused(report: str) -> None:
    spoilt = changed(ledger(frozen()), 0, report=report)
    with pytest.raises(NotReadable):
        report_of(spoilt.issued[0])


def test_no_entry_shows_itself_by_accident() -> None:
    assert repr(ledger(frozen()).issued) == "(<Issued>,)"
