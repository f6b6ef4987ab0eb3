"""The annual account from year to year: drafts, publications, second editions, what comes late."""

from datetime import date

import pytest
from msgspec.structs import replace

from tests.domain.counsellors import Counsellor, cells, recorded_late, shown, year
from tests.domain.reports import cases
from vp.domain import annual
from vp.domain.period import parse
from vp.domain.vocabulary import Domain, Kind
from vp.errors import NotAllowed

LATE = date(2025, 3, 1)
"""After the report of 2024 went out, in February."""


def refused(counsellor: Counsellor, label: str) -> NotAllowed:
    """Why the next edition cannot be published."""
    before = counsellor.ledger
    with pytest.raises(NotAllowed) as caught:
        counsellor.publish(label)
    assert caught.value.hint
    assert counsellor.ledger == before
    return caught.value


def test_a_draft_is_no_edition_and_can_be_made_again_and_again() -> None:
    counsellor = Counsellor(year())
    first = counsellor.draft()
    assert (first.frozen.edition, first.published.edition) == (0, 0)
    assert counsellor.draft() == first
    assert counsellor.published() is None


def test_what_is_published_is_what_the_draft_was() -> None:
    counsellor = Counsellor(year())
    told = counsellor.draft().frozen
    assert replace(counsellor.publish(), edition=0) == told


def test_a_published_period_stays_as_it_was_when_cases_change() -> None:
    counsellor = Counsellor(year())
    frozen = counsellor.publish()
    before = counsellor.published()
    counsellor.cases = counsellor.cases[:12] + year(2024, (Kind.CORRUPTION, 9), start=100)
    counsellor.settings = replace(counsellor.settings, threshold=10, organisation="Anders")
    assert counsellor.published() == before
    assert before is not None
    assert before[0] == frozen


def test_a_published_period_stays_as_it_was_when_later_ones_are_published() -> None:
    counsellor = Counsellor([*year(2023), *year(2024, start=100)])
    counsellor.publish("2023")
    before = counsellor.published("2023")
    counsellor.publish("2024")
    assert counsellor.published("2023") == before


@pytest.mark.parametrize(
    "label", ["2024-01..2024-06", "2023-2024", "2024-12..2025-02", "2024-01..2024-12"]
)
def test_a_period_that_shares_days_with_a_published_one_is_refused(label: str) -> None:
    counsellor = Counsellor(year())
    counsellor.publish("2024")
    assert refused(counsellor, label).fields == {"period": label, "other": "2024"}


def test_periods_beside_each_other_are_published_in_any_order() -> None:
    counsellor = Counsellor([*year(2023), *year(2024, start=100)])
    counsellor.publish("2024")
    assert counsellor.publish("2023").edition == 1


def test_one_late_case_cannot_make_a_second_edition() -> None:
    counsellor = Counsellor(year())
    counsellor.publish()
    counsellor.cases += year(2024, (Kind.STALKING, 1), start=100)
    refused(counsellor, "2024")


def test_enough_late_cases_make_a_second_edition_beside_which_the_first_stays() -> None:
    counsellor = Counsellor(year())
    first = counsellor.publish()
    counsellor.cases += year(2024, (Kind.BULLYING, 8), (Kind.FRAUD_THEFT, 8), start=100)
    second = counsellor.publish()
    assert (first.edition, second.edition) == (1, 2)
    assert shown(second)["new"] == shown(first)["new"] + 16
    assert "2024.1" in second.earlier
    hidden = {name for name, cell in cells(first, "conduct_kinds").items() if cell.hidden}
    assert all(cells(second, "conduct_kinds")[name].hidden for name in hidden)
    assert counsellor.published() is not None
    assert [one.edition for one in counsellor.ledger.issued] == [1, 2]


def test_after_a_later_year_there_is_no_second_edition() -> None:
    counsellor = Counsellor([*year(2023), *year(2024, start=100)])
    counsellor.publish("2023")
    counsellor.publish("2024")
    counsellor.cases += year(2023, (Kind.BULLYING, 20), start=200)
    assert refused(counsellor, "2023").fields == {"period": "2023", "other": "2024"}


def test_what_is_recorded_late_counts_in_the_next_report() -> None:
    counsellor = Counsellor(year(2024))
    counsellor.publish("2024")
    late = recorded_late(year(2024, (Kind.BULLYING, 6), start=100), LATE)
    counsellor.cases += [*late, *year(2025, start=200)]
    draft = counsellor.draft("2025")
    assert shown(draft.frozen)["new"] == 37 + 6
    assert draft.published.figures["late"] == 6
    known = counsellor.published("2024")
    assert known is not None
    assert shown(known[0])["new"] == 37


def test_a_report_is_unchanged_while_the_cases_give_the_same_numbers() -> None:
    counsellor = Counsellor(year())
    frozen = counsellor.publish()
    account = annual.draft(counsellor.material("2024"), parse("2024"))
    assert not annual.is_changed(account, frozen)
    counsellor.cases += year(2024, (Kind.BULLYING, 8), (Kind.FRAUD_THEFT, 8), start=100)
    account = annual.draft(counsellor.material("2024"), parse("2024"))
    assert annual.is_changed(account, frozen)


def test_the_end_of_a_year_is_the_start_of_the_next() -> None:
    counsellor = Counsellor(cases(range(30), opened=date(2023, 3, 1)))
    first = counsellor.publish("2023")
    counsellor.cases += year(2024, start=100)
    second = counsellor.publish("2024")
    assert cells(first, "key_figures")["end"].value == cells(second, "key_figures")["start"].value
    linked = [tie for tie in second.ties if "2023.1:end" in tie.right]
    assert [tie.left for tie in linked] == [("start",)]


def test_a_threshold_above_every_number_tells_only_a_band() -> None:
    published = Counsellor(year(), threshold=500).draft().published
    assert published.band == (0, 999)
    assert set(published.figures.values()) <= {None}


def test_rows_behind_which_few_accused_stand_are_named_to_the_counsellor() -> None:
    counsellor = Counsellor(year())
    told = counsellor.draft().published.tables["fields"].rows
    integrity = next(row for row in told if row.code == "integrity")
    assert integrity.value == 12
    assert list(annual.thin(counsellor.draft())) == []

    def accuse(*names: str) -> None:
        counsellor.cases = [
            replace(one, tags=(("accused", names[at % len(names)]),))
            if one.facts.domain is Domain.INTEGRITY
            else one
            for at, one in enumerate(counsellor.cases)
        ]

    accuse("one", "other")
    assert ("integriteit", "integrity") in annual.thin(counsellor.draft())
    accuse("one", "other", "third")
    assert list(annual.thin(counsellor.draft())) == []
