"""The reports of several counsellors become one, from what each of them printed."""

from collections.abc import Sequence
from datetime import date

import pytest
from msgspec.structs import replace

from tests.domain.counsellors import YEAR, Counsellor, cells, shown, year
from tests.domain.reports import activity
from vp.domain.disclosure.certificate import check
from vp.domain.disclosure.earlier import Before
from vp.domain.freezing import audit, present
from vp.domain.frozen import Frozen
from vp.domain.ledger import digest
from vp.domain.merging import merge
from vp.domain.period import parse
from vp.domain.published import SMALL
from vp.domain.vocabulary import ActivityKind, Kind
from vp.errors import NotAllowed

TODAY, YEAR_2024 = date(2025, 3, 1), parse("2024")
HERS = (
    (Kind.BULLYING, 12),
    (Kind.STALKING, 3),
    (Kind.EXCLUSION, 8),
    (Kind.FRAUD_THEFT, 9),
    (Kind.CORRUPTION, 6),
    (Kind.REORGANISATION, 11),
)


def report(
    author: str, *kinds: tuple[Kind, int], label: str = "2024", **settings: object
) -> Frozen:
    """The published report of this counsellor over a year with these cases."""
    counsellor = Counsellor(year(int(label), *kinds), author=author, **settings)
    counsellor.work = [activity(ActivityKind.SIGNAL, minutes=90)]
    return counsellor.publish(label)


def merged(*parts: Frozen) -> Frozen:
    return merge(parts, {one.author: digest(one) for one in parts}, YEAR_2024, TODAY)[0]


def everywhere(parts: Sequence[Frozen]) -> dict[str, list[float]]:
    """The numbers that each part prints, by name."""
    printed = [shown(one) for one in parts]
    return {
        name: [one[name] for one in printed]
        for name in printed[0]
        if all(name in p for p in printed)
    }


@pytest.mark.requirement("HK-18")
def test_a_number_is_the_sum_where_every_part_prints_it_and_is_hidden_elsewhere() -> None:
    parts = (report("a", *YEAR), report("b", *HERS))
    whole = merged(*parts)
    numbers = everywhere(parts)
    numbers.pop("median_days")
    assert numbers["new"] == [37, 49]
    assert numbers["fields/conduct"] == [17, 23]
    assert shown(whole) == {name: sum(found) for name, found in numbers.items()}
    assert cells(whole, "conduct_kinds")["exclusion"].hidden
    assert cells(whole, "work")["signals"].value == 2


def test_the_middle_of_all_does_not_follow_from_the_middle_of_each() -> None:
    parts = (report("a", *YEAR), report("b", *HERS))
    assert all("median_days" in shown(one) for one in parts)
    assert cells(merged(*parts), "figures")["median_days"].hidden


@pytest.mark.requirement("HK-17")
def test_the_proof_is_made_anew_over_all_parts_and_anybody_can_check_it() -> None:
    parts = (report("a", *YEAR), report("b", *HERS), report("c", *YEAR))
    digests = {one.author: digest(one) for one in parts}
    whole, intervals = merge(parts, digests, YEAR_2024, TODAY)
    names = {f"{one.author}.1": one for one in parts}
    assert check(whole, names) == intervals
    assert whole.earlier == {name: digests[one.author] for name, one in names.items()}
    assert {name for name in intervals if ":" in name}
    assert all(high - low >= whole.threshold for low, high in intervals.values())


def test_it_is_shown_like_any_report() -> None:
    parts = (report("a", *YEAR), report("b", *HERS))
    whole, intervals = merge(parts, {one.author: digest(one) for one in parts}, YEAR_2024, TODAY)
    published = present(whole, audit(whole, intervals, Before()))
    assert (published.parts, published.edition) == (2, 0)
    assert published.figures["new"] == 86
    assert published.tables["conduct_kinds"].total == 17 + 23
    assert published.audit.narrowest is not None


def test_a_table_that_one_part_leaves_out_is_left_out() -> None:
    parts = (report("a", *YEAR), report("b", (Kind.BULLYING, 30), (Kind.STALKING, 20)))
    assert [bool(one.tables["conduct_kinds"].left_out) for one in parts] == [False, False]
    whole = merged(*parts)
    assert parts[1].tables["integrity_kinds"].left_out
    assert whole.tables["integrity_kinds"].left_out == SMALL
    assert cells(whole, "integrity_kinds") == {}
    assert whole.tables["conduct_kinds"].left_out == ""


@pytest.mark.parametrize(("other", "band"), [(3, (0, 18)), (37, (37, 46))])
def test_a_band_is_added_up_as_a_band(other: int, band: tuple[int, int]) -> None:
    kinds = YEAR if other == 37 else ((Kind.BULLYING, other),)
    whole = merged(report("a", (Kind.BULLYING, 4)), report("b", *kinds))
    assert cells(whole, "key_figures")["new"].band == band
    assert shown(whole).keys() <= {f"work/{key}" for key in cells(whole, "work")}


def test_mandate_threshold_and_labels_are_those_of_all() -> None:
    first = report("a", *YEAR, counsellor="Annemiek", hours_per_week=4.0)
    other = report("b", *HERS, counsellor="Bram", hours_per_week=6.5, threshold=6)
    whole = merged(first, other)
    assert (whole.mandate.counsellor, whole.mandate.hours_per_week) == ("Annemiek, Bram", 10.5)
    assert (whole.threshold, whole.parts, whole.edition, whole.published) == (5, 2, 0, TODAY)
    assert whole.author == f"{'a' * 16}+{'b' * 16}"
    assert whole.dimensions == first.dimensions


def test_units_of_one_counsellor_alone_are_hidden() -> None:
    def at(author: str, *units: str) -> Frozen:
        counsellor = Counsellor(author=author, units=dict.fromkeys(units, 200))
        for place, unit in enumerate(units):
            found = year(2024, *YEAR, start=1 + 100 * place)
            counsellor.cases += [replace(one, facts=replace(one.facts, unit=unit)) for one in found]
        return counsellor.publish()

    whole = merged(at("a", "Logistiek", "Zorg"), at("b", "Logistiek", "Techniek"))
    found = cells(whole, "unit")
    assert [code for code, cell in found.items() if cell.hidden and code in ("Zorg", "Techniek")]
    assert {"Zorg", "Techniek", "Logistiek"} <= {one.code for one in whole.dimensions["unit"]}
    assert all(cell.hidden for code, cell in found.items() if code in ("Zorg", "Techniek"))


def refused(*parts: Frozen) -> str:
    with pytest.raises(NotAllowed) as caught:
        merged(*parts)
    assert caught.value.hint
    return caught.value.sentence


def test_one_report_alone_is_not_merged() -> None:
    assert "alone" in refused(report("a", *YEAR))
    with pytest.raises(NotAllowed):
        merged()


def test_two_reports_of_one_counsellor_are_not_merged() -> None:
    first = report("a", *YEAR)
    assert "same counsellor" in refused(first, report("b", *HERS), first)
    assert "same counsellor" in refused(merged(first, report("b", *HERS)), report("b", *HERS))


def test_reports_over_different_periods_are_not_merged() -> None:
    earlier = [report(author, *HERS, label="2023") for author in "bc"]
    assert "period" in refused(report("a", *YEAR), earlier[0])
    assert "period" in refused(*earlier)


def test_second_editions_and_later_years_are_merged_with_all_that_they_rest_on() -> None:
    counsellor = Counsellor([*year(2023), *year(2024, start=100)], author="b")
    counsellor.publish("2023")
    later = counsellor.publish("2024")
    assert later.earlier
    mine = Counsellor(year(2024, *HERS))
    first = mine.publish()
    mine.cases += year(2024, (Kind.BULLYING, 8), (Kind.FRAUD_THEFT, 8), start=100)
    second = mine.publish()
    for own in (first, second):
        whole = merged(own, later)
        names = {f"{one.author}.{one.edition}": one for one in (own, later)}
        assert all(high - low >= 5 for low, high in check(whole, names).values())
