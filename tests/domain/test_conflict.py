import pytest

from tests.strategies import CASE, closing, make_case
from vp.domain.case import Person
from vp.domain.conflict import Conflict, Side, conflicts
from vp.domain.entries import Entry
from vp.domain.summarising import summarise
from vp.domain.summary import Summary

KEY = "key"


def other(*log: Entry, **names: str) -> Summary:
    """The case in which these people stand: `accused_1="Jan"`."""
    return summarise(make_case(*log, people=people(**names)), KEY)


def people(**names: str) -> dict[str, Person]:
    return {handle.replace("_", "-"): Person(name=name) for handle, name in names.items()}


@pytest.mark.requirement("HK-04")
@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("reporter", "accused_1"),
        ("accused_1", "reporter"),
        ("witness_1", "reporter"),
        ("reporter", "witness_2"),
        ("colleague_1", "reporter"),
        ("reporter", "other_1"),
        ("accused_1", "witness_1"),
    ],
)
def test_who_stands_on_another_side_in_another_case_is_a_conflict(here: str, there: str) -> None:
    found = conflicts(people(**{here: "Jan Smit"}), [other(**{there: "Jan Smit"})], KEY)
    by_key = {side.key: side for side in Side}
    sides = [by_key[handle.split("_")[0]] for handle in (here, there)]
    assert found == [Conflict(CASE, sides[0], sides[1], is_open=True)]


@pytest.mark.requirement("HK-04")
@pytest.mark.parametrize("side", ["reporter", "accused_1", "witness_1"])
def test_the_same_side_twice_is_no_conflict(side: str) -> None:
    assert conflicts(people(**{side: "Jan Smit"}), [other(**{side: "Jan Smit"})], KEY) == []


def test_who_only_saw_it_is_not_opposed_to_a_colleague() -> None:
    assert conflicts(people(witness_1="Jan"), [other(colleague_1="Jan", other_2="Jan")], KEY) == []


def test_a_name_is_known_in_another_spelling() -> None:
    found = conflicts(people(reporter="josé  DE WIT"), [other(accused_1="Jose de Wit")], KEY)
    assert [conflict.there for conflict in found] == [Side.ACCUSED]


def test_another_name_or_another_key_is_no_conflict() -> None:
    assert conflicts(people(reporter="Jan"), [other(accused_1="Piet")], KEY) == []
    assert conflicts(people(reporter="Jan"), [other(accused_1="Jan")], "another") == []


@pytest.mark.parametrize("unknown", ["", "?", "…", " - "])
def test_a_name_that_is_not_known_is_like_no_other(unknown: str) -> None:
    assert conflicts(people(reporter=unknown), [other(accused_1="?")], KEY) == []


def test_a_case_is_not_in_conflict_with_itself() -> None:
    both = people(reporter="Jan", accused_1="Piet")
    itself = other(reporter="Piet", accused_1="Jan")
    assert conflicts(both, [itself], KEY, own=CASE) == []
    assert len(conflicts(both, [itself], KEY)) == 2


def test_each_pair_of_sides_comes_once_and_what_touches_support_comes_first() -> None:
    here = people(accused_1="Jan", accused_2="Piet")
    there = other(witness_1="Jan", witness_2="Piet", reporter="Piet")
    found = conflicts(here, [there], KEY)
    assert [(conflict.there, conflict.touches_support) for conflict in found] == [
        (Side.REPORTER, True),
        (Side.WITNESS, False),
    ]


@pytest.mark.requirement("HK-04")
def test_it_says_whether_the_other_case_runs_and_never_who_it_is() -> None:
    found = conflicts(people(reporter="Zonneveld"), [other(closing(), accused_1="Zonneveld")], KEY)
    assert [conflict.is_open for conflict in found] == [False]
    assert "zonneveld" not in repr(found).casefold()
