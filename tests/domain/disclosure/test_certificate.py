"""The proof: anybody can check it by adding, and it says nothing of the true figures."""

from collections.abc import Callable, Iterable, Mapping

import pytest
from msgspec.structs import replace

from tests.domain.disclosure.publishing import publish, publish_all
from tests.domain.disclosure.years import FIRST, cases_of, tally_of
from tests.domain.reports import cases, tally
from vp.domain.counts import Tally
from vp.domain.disclosure.certificate import (
    Statements,
    certify,
    check,
    statements,
    verify,
)
from vp.domain.disclosure.protection import protect
from vp.domain.frozen import Cell, Certificate, Frozen, Tie, proof_of, proven
from vp.domain.summary import Summary
from vp.domain.vocabulary import ReporterRole
from vp.errors import NotReadable

CELLS = (
    Cell(table="t", name="all", value=29),
    Cell(table="t", name="a", value=20),
    Cell(table="t", name="b", hidden=True),
    Cell(table="t", name="c", hidden=True),
)
TIES = (Tie(left=("a", "b", "c"), right=("all",)),)


def told(cells: Iterable[Cell] = CELLS) -> Statements:
    return statements(cells, TIES, {})


def adds_up(table: Mapping[str, int], printed: Mapping[str, int], ties: Iterable[Tie]) -> bool:
    """All that it takes to check a table of the certificate."""
    return all(table[name] == value for name, value in printed.items()) and all(
        sum(table[name] for name in tie.left) == sum(table[name] for name in tie.right)
        for tie in ties
    )


def test_each_hidden_cell_has_a_table_with_its_least_and_one_with_its_greatest() -> None:
    proof, intervals = certify(told())
    assert intervals == {"b": (0, 9), "c": (0, 9)}
    assert verify(told(), proof) == intervals
    printed = {"all": 29, "a": 20}
    for name, (least, greatest) in intervals.items():
        low = printed | proof.base | proof.witnesses[proof.least[name]]
        high = printed | proof.base | proof.witnesses[proof.greatest[name]]
        assert (low[name], high[name]) == (least, greatest)
        assert adds_up(low, printed, TIES)
        assert adds_up(high, printed, TIES)


@pytest.mark.parametrize(
    "spoilt",
    [
        Certificate(),
        Certificate(witnesses=({"b": 0},), least={"b": 0, "c": 0}, greatest={"b": 0, "c": 0}),
        Certificate(witnesses=({"b": 1, "c": 9},), least={"b": 0}, greatest={"b": 0}),
        Certificate(witnesses=({"b": -1, "c": 10},), least={"b": 0, "c": 0}, greatest={}),
        Certificate(witnesses=({"a": 19, "b": 1, "c": 9},), least={"b": 0}, greatest={}),
        Certificate(witnesses=({"b": 0, "c": 9},), least={"b": 0, "c": 0}, greatest={"b": 1}),
    ],
)
def test_tables_that_do_not_fit_prove_nothing(spoilt: Certificate) -> None:
    with pytest.raises(NotReadable):
        verify(told(), spoilt)


def test_a_certificate_fits_the_numbers_it_was_made_for_and_no_others() -> None:
    proof, _ = certify(told())
    other = (replace(CELLS[0], value=30), *CELLS[1:])
    with pytest.raises(NotReadable):
        verify(told(other), proof)
    with pytest.raises(NotReadable):
        verify(told((*CELLS[:2], replace(CELLS[2], hidden=False, value=3), CELLS[3])), proof)


def published() -> Frozen:
    return publish(tally_of(cases_of(1, 60)), 5).frozen


def test_a_published_report_proves_itself() -> None:
    out = publish(tally_of(cases_of(1, 60)), 5)
    assert check(out.frozen, {}) == out.protected.intervals
    assert out.protected.intervals


def test_a_published_report_proves_itself_beside_those_before_it() -> None:
    found = cases_of(3, 40, 3)
    outs = publish_all([tally_of(found, FIRST + year) for year in range(3)], 5)
    for number, out in enumerate(outs):
        assert check(out.frozen, {one.name: one.frozen for one in outs[:number]})


def _without_a_tie(frozen: Frozen) -> Frozen:
    return replace(frozen, ties=frozen.ties[1:])


def _with_another_number(frozen: Frozen) -> Frozen:
    cells = [replace(c, value=c.value + 1) if c.value else c for c in frozen.cells]
    return replace(frozen, cells=tuple(cells))


def _shown(frozen: Frozen) -> Frozen:
    cells = [replace(c, hidden=False, value=1) if c.hidden else c for c in frozen.cells]
    return replace(frozen, cells=tuple(cells))


def _with_another_table(frozen: Frozen) -> Frozen:
    old = frozen.certificate
    base = {name: value + 1 for name, value in old.base.items()}
    return replace(frozen, certificate=replace(old, base=base))


@pytest.mark.parametrize(
    "change", [_without_a_tie, _with_another_number, _shown, _with_another_table]
)
def test_a_report_that_somebody_changed_is_refused(change: Callable[[Frozen], Frozen]) -> None:
    with pytest.raises(NotReadable):
        check(change(published()), {})
    without_tie_or_table = change(published())
    assert proof_of(without_tie_or_table) != without_tie_or_table.proof


def test_a_digest_made_anew_does_not_save_a_report_that_proves_too_little() -> None:
    cells = (*CELLS[:2], CELLS[2])
    ties = (Tie(left=("a", "b"), right=("all",)),)
    proof, intervals = certify(statements(cells, ties, {}))
    assert intervals == {"b": (9, 9)}
    changed = replace(published(), cells=cells, ties=ties, certificate=proof)
    with pytest.raises(NotReadable):
        check(proven(changed), {})


def year(affected: int, witness: int, observer: int, on_behalf: int) -> Tally:
    """So many reporters in each role."""
    numbers = {
        ReporterRole.AFFECTED: affected,
        ReporterRole.WITNESS: witness,
        ReporterRole.OBSERVER: observer,
        ReporterRole.ON_BEHALF: on_behalf,
    }
    found: list[Summary] = []
    for role, number in numbers.items():
        found += cases(range(len(found), len(found) + number), facts={"role": role})
    return tally(found)


def test_it_is_made_of_what_is_printed_and_of_nothing_else() -> None:
    """Nine people are hidden: the same ones are, however they divide, and so is the proof."""
    divisions = ((4, 3, 2), (1, 4, 4), (4, 4, 1), (3, 3, 3))
    first, *others = (protect(year(20, *numbers), 5) for numbers in divisions)
    assert {"role/witness", "role/observer", "role/on_behalf"} <= first.intervals.keys()
    for other in others:
        assert other.cells == first.cells
        assert other.certificate == first.certificate
        assert other.decoy == first.decoy
