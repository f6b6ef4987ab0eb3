"""The attacker is worth something: an engine that leaves out one of its parts does not stand."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from msgspec.structs import replace

from tests.domain.disclosure.publishing import publish, publish_all
from tests.domain.disclosure.reader import Reader, counted
from tests.domain.disclosure.years import FIRST, cases_of, tally_of
from tests.domain.reports import cases, tally
from vp.domain.counts import Tally
from vp.domain.disclosure import layout, protection, suppressor
from vp.domain.disclosure.certificate import certify
from vp.domain.disclosure.earlier import Before
from vp.domain.disclosure.sheet import Sheet
from vp.domain.disclosure.suppressor import Pattern
from vp.domain.summary import Summary
from vp.domain.vocabulary import ReporterRole

K = 4
SEEDS = range(12)
Mutant = Callable[[pytest.MonkeyPatch], None]


def roles(*others: Summary, **numbers: int) -> Tally:
    """So many reporters in each role, and these cases."""
    found: list[Summary] = list(others)
    for role, number in numbers.items():
        told = {"role": ReporterRole[role.upper()]}
        found += cases(range(len(found), len(found) + number), facts=told)
    return tally(found)


def caught(seeds: range = SEEDS) -> Iterator[str]:
    """The numbers that the attacker gets, year after year; in the first one two came twice."""
    told: dict[str, Any] = {"facts": {"role": ReporterRole.WITNESS}}
    twice = [*cases((101, 102), reporter="one", **told), *cases((103, 104), reporter="two", **told)]
    others = {role.key: 9 for role in ReporterRole if role is not ReporterRole.WITNESS}
    yield from Reader(publish(roles(*twice, **others), K).report).breaches()
    for seed in seeds:
        out = publish(tally_of(cases_of(seed, 45, even=seed % 2 == 0)), K)
        yield from Reader(out.report).breaches()


def caught_over_years() -> Iterator[str]:
    """The numbers that he gets from two years together."""
    for seed in SEEDS:
        found = cases_of(seed, 35, 2)
        outs = publish_all([tally_of(found, FIRST), tally_of(found, FIRST + 1)], K)
        yield from Reader(*(out.report for out in outs)).breaches()


def only_small_ones(patch: pytest.MonkeyPatch) -> None:
    """Nothing is hidden beside the small numbers."""

    def suppress(made: Sheet, *rest: object) -> Pattern:
        return Pattern(made.primary, frozenset())

    patch.setattr(protection, "suppress", suppress)


def each_table_alone(patch: pytest.MonkeyPatch) -> None:
    """No table is protected together with the one of which it breaks down a row."""

    def suppress(made: Sheet, *rest: object) -> Pattern:
        ties = [tie for tie in made.ties if not any("/" in name for name in tie.right)]
        return suppressor.suppress(made._replace(ties=tuple(ties)))

    patch.setattr(protection, "suppress", suppress)


def zeros_are_printed(patch: pytest.MonkeyPatch) -> None:
    def sheet(*given: Any) -> Sheet:
        made = layout.sheet(*given)
        zeros = {name for name, value in made.values.items() if not value}
        goals = {name: goal for name, goal in made.goals.items() if name not in zeros}
        return made._replace(primary=made.primary - zeros, goals=goals)

    patch.setattr(protection, "sheet", sheet)


def nobody_knows_his_own_case(patch: pytest.MonkeyPatch) -> None:
    def sheet(spots: layout.Layout, found: Tally, *rest: int) -> Sheet:
        return layout.sheet(spots, replace(found, most=0), *rest)

    patch.setattr(protection, "sheet", sheet)


def cases_count_and_not_reporters(patch: pytest.MonkeyPatch) -> None:
    def lay_out(found: Tally, *rest: int) -> layout.Layout:
        each = {case: case for case in found.persons}
        return layout.lay_out(replace(found, persons=each), *rest)

    patch.setattr(protection, "lay_out", lay_out)


def test_as_it_is_the_attacker_gets_nothing() -> None:
    assert next(caught(range(4)), None) is None


@pytest.mark.parametrize(
    "mutant",
    [
        only_small_ones,
        each_table_alone,
        zeros_are_printed,
        nobody_knows_his_own_case,
        cases_count_and_not_reporters,
    ],
)
def test_an_engine_without_one_of_its_parts_is_caught(
    mutant: Mutant, monkeypatch: pytest.MonkeyPatch
) -> None:
    mutant(monkeypatch)
    assert next(caught(), None)


def test_an_engine_that_forgets_earlier_reports_is_caught(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def protect(found: Tally, k: int, before: Before) -> protection.Protected:
        return protection.protect(found, k)

    monkeypatch.setattr("tests.domain.disclosure.publishing.protect", protect)
    assert next(caught_over_years(), None)


def test_a_proof_that_begins_at_the_true_figures_is_caught(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two years that print the same have the same proof; not so when it starts from the truth."""
    one = roles(affected=20, witness=4, observer=3, on_behalf=2)
    other = roles(affected=20, witness=1, observer=4, on_behalf=4)
    plain = [publish(found, 5).protected for found in (one, other)]
    assert plain[0] == plain[1]
    proofs = []
    for found in (one, other):
        true = {name: len(what.cases) for name, what in counted(found, 5).items()}
        monkeypatch.setattr(
            protection, "certify", lambda told, true=true: certify(told._replace(base=true))
        )
        proofs.append(publish(found, 5).protected)
    assert proofs[0].cells == proofs[1].cells == plain[0].cells
    assert proofs[0].certificate != proofs[1].certificate
