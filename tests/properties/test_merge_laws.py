"""What holds of every merge, whatever two laptops did: the laws, each on thousands of triples.

`VP_LONG=1` tries each with twenty thousand.
"""

import os
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.three import Chance, Triple
from vp.domain.case import Case, Person, hold, texts
from vp.domain.entries import Redaction
from vp.domain.merge import content, merge
from vp.domain.merge_papers import longer, merge_journals, merge_profiles
from vp.domain.retention import destroy_on
from vp.domain.threeway import plain
from vp.domain.vocabulary import KeepFile
from vp.store import codec

EXAMPLES = 20_000 if os.environ.get("VP_LONG") else 2_000
laws = settings(max_examples=EXAMPLES, deadline=None, database=None)
numbers = st.integers(0, 2**63)


def bases(triple: Triple) -> Iterator[Any]:
    """The triple is merged with what both began with, and as if nobody knew that."""
    yield triple.base
    yield None


# The laws


def the_order_of_the_two_does_not_matter(base: Case | None, ours: Case, theirs: Case) -> None:
    there, back = merge(base, ours, theirs), merge(base, theirs, ours)
    assert there.case == back.case
    assert [one.id for one in there.case.log] == [one.id for one in back.case.log]
    assert (sorted(there.contested), there.closed) == (sorted(back.contested), back.closed)


def what_is_the_same_stays_as_it_is(base: Case | None, ours: Case, theirs: Case) -> None:
    assert merge(base, ours, ours).case == ours
    assert merge(base, theirs, theirs).case == theirs


def one_that_changed_nothing_leaves_the_other(base: Case | None, ours: Case, theirs: Case) -> None:
    if base is not None:
        assert content(merge(base, base, theirs).case) == content(theirs)
        assert content(merge(base, ours, base).case) == content(ours)


def merging_once_more_changes_nothing(base: Case | None, ours: Case, theirs: Case) -> None:
    merged = merge(base, ours, theirs).case
    for side in (ours, theirs):
        assert merge(base, merged, side).case == merged
        assert merge(base, side, merged).case == merged


def no_entry_and_no_word_is_lost(base: Case | None, ours: Case, theirs: Case) -> None:
    merged = merge(base, ours, theirs).case
    gone = {one.entry for one in merged.log if isinstance(one, Redaction)}
    kept = [_but_for_its_id(one) for one in merged.log]
    for side in (ours, theirs):
        assert {one.id for one in side.log} <= {one.id for one in merged.log}
        assert all(_but_for_its_id(one) in kept for one in side.log if one.id not in gone)


def each_order_is_kept(base: Case | None, ours: Case, theirs: Case) -> None:
    merged = [one.id for one in merge(base, ours, theirs).case.log]
    orders = [[one.id for one in side.log] for side in (ours, theirs)]
    common = {*orders[0]} & {*orders[1]}
    if _only(orders[0], common) == _only(orders[1], common):
        for order in orders:
            assert _only(merged, {*order}) == order


def a_fact_of_both_is_kept_twice(base: Case | None, ours: Case, theirs: Case) -> None:
    """Changed in one place it is that change; in both, one counts and the log has the other."""
    merged = merge(base, ours, theirs).case
    traces = {one.text for one in merged.log if one.id.startswith("m-")}
    filled = merged.facts.keep_file is not KeepFile.NO
    together = {"domain", "kinds", "integrity_status", "position", "left_on"}
    for name in merged.facts.__struct_fields__:
        left, right = (getattr(one.facts, name) for one in (ours, theirs))
        began = getattr(base.facts, name) if base else ...
        if name == "told" or (name == "keep_file" and filled):
            continue
        if began in (left, right) and name not in together:
            assert getattr(merged.facts, name) == (right if left == began else left)
        elif began not in (left, right):
            for value in {left, right} - {"", None, ()}:
                said = f"{name}: {plain(value)}" in traces
                assert said or getattr(merged.facts, name) == value


def nobody_is_lost(base: Case | None, ours: Case, theirs: Case) -> None:
    merged = merge(base, ours, theirs).case
    held = [msgspec.structs.asdict(one).items() for one in merged.people.values()]
    before = base.people if base else {}
    for side in (ours, theirs):
        for handle, person in side.people.items():
            changed = _changed_fields(person, before.get(handle)).items()
            assert not changed or any(changed <= one for one in held)


def nobody_gets_the_contact_of_another(base: Case | None, ours: Case, theirs: Case) -> None:
    merged = merge(base, ours, theirs).case
    people = [one for case in (base, ours, theirs) if case for one in case.people.items()]
    for handle, person in merged.people.items():
        known = base is not None and handle in base.people
        assert known or person in [one for _handle, one in people]


def what_was_taken_out_stays_out(base: Case | None, ours: Case, theirs: Case) -> None:
    merged = merge(base, ours, theirs).case
    gone = {one.entry for one in merged.log if isinstance(one, Redaction)}
    if content(merged) not in (content(ours), content(theirs)):
        assert not any(text for one in merged.log if one.id in gone for text in texts(one))


def a_hold_the_other_did_not_know_stays(base: Case | None, ours: Case, theirs: Case) -> None:
    merged = merge(base, ours, theirs).case
    for side, other in ((ours, theirs), (theirs, ours)):
        held = hold(side)
        if held and held.id not in {one.id for one in other.log}:
            assert hold(merged) is not None
            assert destroy_on(merged) is None


def the_count_of_savings_goes_on(base: Case | None, ours: Case, theirs: Case) -> None:
    merged = merge(base, ours, theirs).case
    top = max(ours.revision, theirs.revision)
    assert merged.revision in (top, top + 1)
    if content(merged) not in (content(ours), content(theirs)):
        assert merged.revision == top + 1


LAWS: tuple[Callable[[Case | None, Case, Case], None], ...] = (
    the_order_of_the_two_does_not_matter,
    what_is_the_same_stays_as_it_is,
    one_that_changed_nothing_leaves_the_other,
    merging_once_more_changes_nothing,
    no_entry_and_no_word_is_lost,
    each_order_is_kept,
    a_fact_of_both_is_kept_twice,
    nobody_is_lost,
    nobody_gets_the_contact_of_another,
    what_was_taken_out_stays_out,
    a_hold_the_other_did_not_know_stays,
    the_count_of_savings_goes_on,
)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_of_a_merge(law: Callable[[Case | None, Case, Case], None]) -> None:
    @given(numbers)
    @laws
    def holds(number: int) -> None:
        triple = Chance(number).cases()
        for base in bases(triple):
            law(base, triple.ours, triple.theirs)

    holds()


@given(numbers)
@settings(max_examples=EXAMPLES // 10, deadline=None, database=None)
def test_what_was_merged_is_written_and_read_like_any_case(number: int) -> None:
    merged = merge(*Chance(number).cases()).case
    assert codec.load(codec.dump(merged), Case, "case") == merged


def _but_for_its_id(entry: Any) -> Any:
    return msgspec.structs.replace(entry, id="")


def _only(ids: list[str], wanted: set[str]) -> list[str]:
    return [one for one in ids if one in wanted]


def _changed_fields(person: Person, before: Person | None) -> dict[str, str]:
    fields: dict[str, str] = msgspec.structs.asdict(person)
    old = msgspec.structs.asdict(before) if before else {}
    return {name: value for name, value in fields.items() if value and value != old.get(name)}


# Journals, settings, ledgers


@given(numbers)
@laws
def test_of_a_journal_nothing_is_lost_and_the_order_does_not_matter(number: int) -> None:
    triple = Chance(number).journals()
    for base in bases(triple):
        merged = merge_journals(base, triple.ours, triple.theirs)
        assert merged == merge_journals(base, triple.theirs, triple.ours)
        for side in (triple.ours, triple.theirs):
            assert merge_journals(base, merged, side) == merged
            assert merge_journals(base, side, side) == side
            assert {one.id for one in side.activities} <= {one.id for one in merged.activities}
            assert all(merged.copies[case] >= made for case, made in side.copies.items())


@given(numbers)
@laws
def test_of_settings_the_order_does_not_matter_and_the_careful_one_counts(number: int) -> None:
    triple = Chance(number).profiles()
    sides = (triple.ours, triple.theirs)
    for base in bases(triple):
        merged, lost = merge_profiles(base, *sides)
        assert (merged, lost) == merge_profiles(base, triple.theirs, triple.ours)
        for side in sides:
            assert merge_profiles(base, merged, side).paper == merged
            assert merge_profiles(base, side, side) == (side, {})
        if "retention_months" in lost:
            assert merged.terms.retention_months == min(one.terms.retention_months for one in sides)
        for name in ("organisation", "reach"):
            values = {getattr(one, name) for one in sides}
            if base and getattr(base, name) not in values and "" not in values and len(values) == 2:
                assert {getattr(merged, name), lost[name]} == values


@given(st.lists(st.integers(), max_size=6), st.integers(0, 6), st.lists(st.integers(), max_size=3))
def test_of_two_ledgers_the_one_that_goes_on_counts(
    chain: list[int], cut: int, other: list[int]
) -> None:
    whole, shorter = {"format": "1", "issued": chain}, {"format": "1", "issued": chain[:cut]}
    assert longer(whole, shorter) is True
    assert longer(shorter, whole) is (len(chain) <= cut)
    forked = {"format": "1", "issued": [*chain, *other, "x"]}
    assert longer({"format": "1", "issued": [*chain, "y"]}, forked) is None
    assert longer(whole, {"format": "2", "issued": chain}) is None


# So that the laws are not empty


def test_the_triples_hold_every_kind_of_trouble() -> None:
    found = set()
    for number in range(2_000):
        triple = Chance(number).cases()
        merged = merge(*triple)
        found |= {one.partition(".")[0] for one in merged.contested}
        found |= {"closed"} if merged.closed else set()
        found |= {"hold"} if len({hold(one) is None for one in triple}) == 2 else set()
        ids = [{one.id: one for one in side.log} for side in triple[1:]]
        unlike = [one for one in ids[0] if one in ids[1] and ids[0][one] != ids[1][one]]
        found |= {"same id"} if unlike else set()
    assert found >= {"closed", "hold", "same id", "people", "told", "alias", "unit", "kinds"}
