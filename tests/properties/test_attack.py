"""An attacker who knows every report, every rule and this program, over random years.

VP_LONG=1 in the environment makes the runs forty times as long: thousands of years.
"""

import os
from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.domain.disclosure.publishing import Out, publish, publish_all
from tests.domain.disclosure.reader import Reader, fits
from tests.domain.disclosure.years import FIRST, tally_of, years
from vp.domain.frozen import Frozen
from vp.domain.summary import Summary

Table = dict[str, int]
thresholds = st.integers(3, 10)


def runs(number: int) -> settings:
    """So many examples, or very many where VP_LONG asks for them.

    A year comes of its seed: a smaller seed is not a simpler year, so none is looked for.
    """
    longer = 40 if "VP_LONG" in os.environ else 1
    phases = (Phase.explicit, Phase.reuse, Phase.generate)
    return settings(deadline=None, max_examples=number * longer, phases=phases)


def tables(name: str, frozen: Frozen) -> Iterator[tuple[str, Table, Table]]:
    """Each hidden cell with the two tables that the certificate has for it, in full names."""

    def full(table: Table) -> Table:
        return {cell if ":" in cell else f"{name}:{cell}": n for cell, n in table.items()}

    proof = frozen.certificate
    printed = {cell.name: int(cell.value) for cell in frozen.cells if cell.value is not None}
    base = full(printed | proof.base)
    witnesses = [base | full(witness) for witness in proof.witnesses]
    for cell in proof.least:
        low, high = witnesses[proof.least[cell]], witnesses[proof.greatest[cell]]
        yield cell if ":" in cell else f"{name}:{cell}", low, high


def proven(out: Out, reader: Reader) -> None:
    """Every table of the certificate is one that the reader cannot exclude."""
    cells = set()
    for cell, low, high in tables(out.name, out.frozen):
        cells.add(cell)
        assert fits(reader.ties, reader.known, low), cell
        assert fits(reader.ties, reader.known, high), cell
        report, what, is_place = reader.guarded[cell]
        assert report.is_safe(what, (low[cell], high[cell]), is_place), cell
    assert cells >= {name for name in reader.hidden() if name.startswith(f"{out.name}:")}


@pytest.mark.requirement("HK-17")
@runs(40)
@given(years(most=70), thresholds, st.booleans())
def test_no_year_gives_anybody_away(found: list[Summary], k: int, units: bool) -> None:
    out = publish(tally_of(found, units=units), k)
    reader = Reader(out.report)
    assert reader.breaches() == []
    assert reader.too_few_together() == []
    proven(out, reader)


@pytest.mark.requirement("HK-17")
@runs(8)
@given(years(most=40, number=3), thresholds, st.permutations(range(3)))
def test_no_years_together_give_anybody_away(
    found: list[Summary], k: int, order: list[int]
) -> None:
    outs = publish_all([tally_of(found, FIRST + year) for year in order], k)
    assert Reader(*(out.report for out in outs)).breaches() == []


@runs(6)
@given(years(most=40, number=2), st.permutations((3, 5, 8)))
def test_another_threshold_later_takes_back_no_promise(found: list[Summary], k: list[int]) -> None:
    first = publish(tally_of(found, FIRST), k[0])
    second = publish(tally_of(found, FIRST + 1), k[1], [first])
    both = Reader(first.report, second.report)
    alone = Reader(first.report)
    for name in alone.hidden():
        report, what, is_place = both.guarded[name]
        assert report.is_safe(what, both.solver.interval(name), is_place), name


@runs(3)
@given(years(10, 40, number=2), thresholds)
def test_the_intervals_are_exactly_those_of_a_solver(found: list[Summary], k: int) -> None:
    outs = publish_all([tally_of(found, FIRST), tally_of(found, FIRST + 1)], k)
    reader = Reader(outs[0].report)
    for name, interval in outs[0].protected.intervals.items():
        assert reader.solver.interval(f"{outs[0].name}:{name}") == interval
    both = Reader(*(out.report for out in outs))
    for name, interval in outs[1].protected.intervals.items():
        full = name if ":" in name else f"{outs[1].name}:{name}"
        assert both.solver.interval(full) == both.attacker.interval(full)[:2] == interval


@runs(5)
@given(years(most=70), thresholds, st.randoms(use_true_random=False))
def test_the_same_cases_in_another_order_give_the_same_report(
    found: list[Summary], k: int, chance: Random
) -> None:
    first = publish(tally_of(found), k)
    turned = list(found)
    chance.shuffle(turned)
    assert publish(tally_of(turned), k).frozen == first.frozen
