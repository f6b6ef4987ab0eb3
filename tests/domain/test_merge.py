"""What becomes of a case that two laptops changed, one kind of trouble at a time."""

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from tests import strategies as build
from tests.strategies import AT, CASE, OPENED, day, entry_id, make_case, make_profile, note
from vp.domain.activity import Activity, Journal
from vp.domain.case import Case, Person, append, closing, hold, is_open
from vp.domain.difference import of_case, of_paper
from vp.domain.entries import Edited, Redaction
from vp.domain.merge import merge
from vp.domain.merge_papers import longer, merge_journals, merge_profiles
from vp.domain.profile import Terms
from vp.domain.retention import destroy_on
from vp.domain.vocabulary import (
    ActivityKind,
    Domain,
    IntegrityStatus,
    KeepFile,
    Kind,
    NoteAbout,
    Told,
)

BASE = make_case(note(), unit="Logistiek", people={"reporter": Person(name="N", contact="06")})


def later(hours: int) -> Any:
    """So many hours after the entries that the builders make."""
    return AT + timedelta(hours=hours)


def saved(case: Case, *entries: Any, **facts: Any) -> Case:
    """The case as one more saving left it."""
    changed = msgspec.structs.replace(case.facts, **facts)
    grown = append(msgspec.structs.replace(case, facts=changed), *entries)
    return msgspec.structs.replace(grown, revision=case.revision + 1)


def met(case: Case, **people: Person | None) -> Case:
    """The case with these people; None is nobody any more."""
    named = {handle.replace("_", "-"): person for handle, person in people.items()}
    kept = {**case.people, **named}
    left = {handle: person for handle, person in kept.items() if person is not None}
    return msgspec.structs.replace(case, people=left, revision=case.revision + 1)


# The log


def test_entries_of_both_stand_in_the_order_they_were_written() -> None:
    ours = saved(BASE, note(number=2, at=later(2)), note(number=4, at=later(4)))
    theirs = saved(BASE, note(number=3, at=later(3)))
    merged = merge(BASE, ours, theirs).case
    assert [one.id for one in merged.log] == [entry_id("n", number) for number in (1, 2, 3, 4)]
    assert merged.revision == 3


def test_one_that_changed_nothing_leaves_the_other_as_it_is() -> None:
    theirs = saved(BASE, note(number=2))
    assert merge(BASE, BASE, theirs).case == theirs
    assert merge(BASE, theirs, BASE).case == theirs


def test_two_entries_of_one_id_are_both_kept() -> None:
    ours = saved(BASE, note(number=2, text="a"))
    theirs = saved(BASE, note(number=2, text="b"))
    merged = merge(BASE, ours, theirs).case
    assert sorted(one.text for one in merged.log[1:]) == ["a", "b"]
    assert len({one.id for one in merged.log}) == 3


def test_a_text_taken_out_in_one_place_is_out_of_the_other() -> None:
    trace = Redaction(id="z-000001", at=AT, on=OPENED, entry=entry_id("n"), text="not needed")
    emptied = msgspec.structs.replace(BASE, log=(note(text=""),))
    ours = saved(emptied, trace)
    theirs = saved(BASE, note(number=2, text="more"))
    merged = merge(BASE, ours, theirs).case
    assert [one.text for one in merged.log if one.id == entry_id("n")] == [""]
    without = merge(None, ours, theirs).case
    assert "een gesprek" not in [one.text for one in without.log]


# Facts


def test_different_facts_are_both_changed() -> None:
    ours, theirs = saved(BASE, unit="Magazijn"), saved(BASE, repeated=True)
    merged = merge(BASE, ours, theirs)
    assert (merged.case.facts.unit, merged.case.facts.repeated) == ("Magazijn", True)
    assert merged.contested == ()


def test_of_one_fact_changed_twice_the_later_edit_counts_and_the_log_has_the_other() -> None:
    def edited(number: int, hours: int) -> Edited:
        return Edited(id=entry_id("m", number), at=later(hours), on=OPENED, changed=("unit",))

    ours = saved(BASE, edited(1, 5), unit="Magazijn")
    theirs = saved(BASE, edited(2, 4), unit="Expeditie")
    merged = merge(BASE, ours, theirs)
    assert merged.case.facts.unit == "Magazijn"
    assert merged.contested == ("unit",)
    assert merged.case.log[-1].text == "unit: Expeditie"


def test_facts_that_belong_together_come_from_one_place() -> None:
    ours = saved(
        BASE,
        domain=Domain.INTEGRITY,
        integrity_status=next(iter(IntegrityStatus)),
        kinds=(),
    )
    theirs = saved(BASE, kinds=tuple(Kind)[:1])
    merged = merge(BASE, ours, theirs).case.facts
    both = [(one.facts.domain, one.facts.kinds) for one in (ours, theirs)]
    assert (merged.domain, merged.kinds) in both


def test_what_was_told_in_either_place_was_told() -> None:
    ours = saved(BASE, told={Told.ROLE_EXPLAINED: day(1)})
    theirs = saved(BASE, told={Told.LIMITS_EXPLAINED: day(2)})
    assert merge(BASE, ours, theirs).case.facts.told == {
        Told.ROLE_EXPLAINED: day(1),
        Told.LIMITS_EXPLAINED: day(2),
    }


def test_where_one_place_kept_no_file_and_the_other_has_words_it_is_a_minimal_one() -> None:
    base = make_case()
    ours = saved(base, keep_file=KeepFile.NO)
    theirs = saved(base, note(text="words"))
    merged = merge(base, ours, theirs).case
    assert merged.facts.keep_file is KeepFile.MINIMAL
    assert merged.log == (note(text="words"),)


def test_no_file_stays_no_file_when_nothing_is_left_to_keep() -> None:
    base = make_case(people={"reporter": Person(name="N")})
    ours = saved(met(base, reporter=None), keep_file=KeepFile.NO)
    merged = merge(base, ours, saved(base, unit="Magazijn")).case
    assert (merged.facts.keep_file, merged.facts.unit) == (KeepFile.NO, "Magazijn")
    assert merged.people == {}


# People


def test_two_people_under_one_new_handle_are_two_people() -> None:
    ours = met(BASE, accused_1=Person(name="A", contact="1"))
    theirs = met(BASE, accused_1=Person(name="B"))
    merged = merge(BASE, ours, theirs)
    assert sorted(one.name for one in merged.case.people.values()) == ["A", "B", "N"]
    assert set(merged.case.people) == {"reporter", "accused-1", "accused-2"}
    assert merged.contested == ("people.accused-1",)
    assert [one.contact for one in merged.case.people.values() if one.name == "B"] == [""]


def test_nobody_gets_the_handle_of_one_who_was_taken_out() -> None:
    """Or the next sync would take him out as well."""
    gone = Person(name="B")
    base = met(BASE, accused_2=gone)
    ours = met(base, accused_2=None, accused_1=Person(name="A"))
    theirs = met(base, accused_1=gone)
    merged = merge(base, ours, theirs).case
    assert sorted(one.name for one in merged.people.values()) == ["A", "B", "N"]
    assert "accused-2" not in merged.people
    assert merge(base, merged, ours).case == merged


def test_a_contact_changed_twice_is_kept_twice_and_never_in_the_log() -> None:
    ours = met(BASE, reporter=Person(name="N", contact="071"))
    theirs = met(BASE, reporter=Person(name="N", contact="010"))
    merged = merge(BASE, ours, theirs).case
    assert sorted(one.contact for one in merged.people.values()) == ["010", "071"]
    assert set(merged.people) == {"reporter", "other-1"}
    assert merged.log == BASE.log


def test_different_fields_of_one_person_are_both_changed() -> None:
    ours = met(BASE, reporter=Person(name="N", contact="071"))
    theirs = met(BASE, reporter=Person(name="N", contact="06", safe_times="evenings"))
    merged = merge(BASE, ours, theirs).case
    assert merged.people == {"reporter": Person(name="N", contact="071", safe_times="evenings")}


@pytest.mark.parametrize(
    ("changed", "left"),
    [(BASE.people["reporter"], set()), (Person(name="N", contact="1"), {"reporter"})],
)
def test_who_was_taken_out_stays_only_when_the_other_place_changed_him(
    changed: Person, left: set[str]
) -> None:
    ours, theirs = met(BASE, reporter=None), saved(met(BASE, reporter=changed), unit="x")
    assert set(merge(BASE, ours, theirs).case.people) == left


# What is in force


def test_closed_here_and_added_to_there_is_closed_and_said() -> None:
    ours = saved(BASE, build.closing(on=day(9), at=later(9)))
    theirs = saved(BASE, note(number=2, at=later(10), on=day(10)))
    merged = merge(BASE, ours, theirs)
    assert merged.closed
    assert closing(merged.case) == ours.log[-1]
    assert not merge(BASE, ours, saved(BASE, build.hold_set())).closed


def test_the_term_is_worked_out_anew() -> None:
    ended = saved(BASE, build.closing(on=OPENED, retention=12))
    ours = saved(ended, note(number=2, about=NoteAbout.AFTERCARE, on=day(40), at=later(2)))
    theirs = saved(
        ended, build.reopening(at=later(1)), build.closing(number=2, on=day(3), at=later(1))
    )
    merged = merge(ended, ours, theirs).case
    assert destroy_on(theirs) == date(2028, 3, 5)
    assert destroy_on(merged) == date(2028, 4, 11)


def test_a_hold_set_here_outlives_a_lift_there_that_did_not_know_it() -> None:
    held = saved(BASE, build.closing(), build.hold_set())
    ours = saved(held, build.hold_set(number=2, at=later(1), until=day(400)))
    theirs = saved(held, build.hold_lifted(at=later(2)))
    merged = merge(held, ours, theirs).case
    found = hold(merged)
    assert found is not None
    assert found.until == day(400)
    assert destroy_on(merged) is None
    informed = saved(merged, build.hold_lifted(number=2, at=later(3)))
    assert hold(merge(merged, informed, merged).case) is None


def test_a_reopening_later_than_the_other_closing_leaves_it_open() -> None:
    ended = saved(BASE, build.closing())
    ours = saved(ended, build.reopening(at=later(5)))
    theirs = saved(ended, build.hold_set(at=later(4)))
    assert is_open(merge(ended, ours, theirs).case)


# Papers


def activity(number: int) -> Activity:
    """One activity."""
    kind = ActivityKind.PEER_REVIEW
    return Activity(id=entry_id("i", number), at=AT, on=OPENED, kind=kind, minutes=number)


def test_of_a_journal_every_activity_and_the_most_copies_count() -> None:
    base = Journal(dossier="d", year=2026, revision=1, activities=(activity(1),))
    ours = msgspec.structs.replace(
        base, revision=2, activities=(activity(1), activity(2)), copies={CASE: 2}
    )
    theirs = msgspec.structs.replace(
        base, revision=3, activities=(activity(1), activity(3)), copies={CASE: 1}
    )
    merged = merge_journals(base, ours, theirs)
    assert [one.minutes for one in merged.activities] == [1, 2, 3]
    assert (merged.copies, merged.revision) == ({CASE: 2}, 4)


def test_of_a_setting_changed_twice_the_later_saved_counts_and_the_careful_always() -> None:
    base = make_profile(revision=1, reach="a", threshold=5)
    ours = make_profile(revision=3, reach="b", threshold=3, terms=Terms(retention_months=20))
    theirs = make_profile(revision=2, reach="c", threshold=7, terms=Terms(retention_months=12))
    merged, lost = merge_profiles(base, ours, theirs)
    assert (merged.reach, merged.threshold, merged.terms.retention_months) == ("b", 7, 12)
    assert lost == {"reach": "c", "threshold": "3", "retention_months": "20"}


def test_of_two_ledgers_the_one_that_begins_with_the_other_counts() -> None:
    short = {"format": "1", "issued": ["a"]}
    long = {"format": "1", "issued": ["a", "b"]}
    assert longer(long, short) is True
    assert longer(short, long) is False
    assert longer(long, {"format": "1", "issued": ["a", "c"]}) is None


# What changed, in words


def test_what_changed_in_a_case_is_told_by_names_alone() -> None:
    after = met(saved(BASE, note(number=2), unit="Magazijn"), reporter=Person(name="M"))
    found = of_case(BASE, after)
    assert found is not None
    assert [one.id for one in found.entries] == [entry_id("n", 2)]
    assert found.fields == ("unit", "people.reporter")
    assert of_case(BASE, msgspec.structs.replace(BASE, revision=9)) is None


def test_a_case_that_came_or_went_is_told_so() -> None:
    came, went = of_case(None, BASE), of_case(BASE, None)
    assert came is not None
    assert went is not None
    assert (came.is_new, came.is_gone) == (True, False)
    assert (went.is_gone, went.entries) == (True, ())
    assert of_case(None, None) is None


def test_a_text_that_was_taken_out_is_told_so() -> None:
    found = of_case(BASE, msgspec.structs.replace(BASE, log=(note(text=""),)))
    assert found is not None
    assert found.emptied == (entry_id("n"),)


def test_what_changed_in_settings_and_journals_is_told() -> None:
    found = of_paper("profile", make_profile(), make_profile(revision=2, reach="x"))
    assert found is not None
    assert found.fields == ("reach",)
    assert of_paper("profile", make_profile(), make_profile(revision=2)) is None
    journal = Journal(dossier="d", year=2026, activities=(activity(1),))
    grown = of_paper("journal-2026", None, journal)
    assert grown is not None
    assert [one.id for one in grown.activities] == [entry_id("i", 1)]
    assert of_paper("journal-2026", journal, journal) is None
