from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import (
    case_ids,
    cases,
    closing,
    dates,
    day,
    hold_lifted,
    hold_set,
    make_case,
    note,
    reopening,
)
from vp.domain.case import Case, append, hold
from vp.domain.case import closing as closing_of
from vp.domain.entries import Closing, HoldLifted, HoldSet, Note, Reopening
from vp.domain.retention import (
    AT_LEAST,
    Term,
    add_months,
    destroy_on,
    is_doubtful,
    is_too_many,
    plan_purge,
)
from vp.domain.vocabulary import NoteAbout

DIGESTS = st.sampled_from(("aa", "bb"))
TERMS = st.lists(
    st.builds(Term, case_ids(), st.none() | dates(), DIGESTS),
    unique_by=lambda term: term.case,
    max_size=12,
)


@st.composite
def shelves(draw: st.DrawFn) -> tuple[list[Term], dict[str, str | None]]:
    """Terms as the key names carry them, and the digests of the files as they are now."""
    terms = draw(TERMS)
    files = {term.case: draw(st.none() | DIGESTS) for term in terms if draw(st.booleans())}
    return terms, files


# The term


@pytest.mark.requirement("GC-23")
@pytest.mark.parametrize("months", [1, 12, 24])
def test_a_file_is_kept_for_its_term_after_the_matter_was_finished(months: int) -> None:
    case = make_case(closing(on=date(2026, 3, 2), retention=months))
    assert destroy_on(case) == add_months(date(2026, 3, 2), months)


@pytest.mark.requirement("GC-23")
def test_the_term_is_two_years_to_the_day() -> None:
    assert destroy_on(make_case(closing(on=date(2026, 3, 2)))) == date(2028, 3, 2)


@pytest.mark.requirement("GC-23")
def test_an_open_case_has_no_term_and_reopening_takes_it_away() -> None:
    closed = make_case(closing())
    assert destroy_on(make_case()) is None
    assert destroy_on(append(closed, reopening(on=day(3)))) is None
    anew = append(closed, reopening(on=day(3)), closing(number=2, on=day(9)))
    assert destroy_on(anew) == add_months(day(9), 24)


@pytest.mark.requirement("GC-23")
def test_aftercare_belongs_to_the_matter() -> None:
    planned = make_case(closing(aftercare=day(42)))
    assert destroy_on(planned) == add_months(day(42), 24)
    talked = append(planned, note(about=NoteAbout.AFTERCARE, on=day(60)))
    assert destroy_on(talked) == add_months(day(60), 24)
    assert destroy_on(append(planned, note(about=NoteAbout.AFTERCARE, on=day(9)))) == destroy_on(
        planned
    )


def test_a_note_from_before_the_closing_does_not_lengthen_the_term() -> None:
    case = make_case(note(about=NoteAbout.AFTERCARE, on=day(60)), closing(on=day(10)))
    assert destroy_on(case) == add_months(day(10), 24)


def test_a_hold_stops_the_clock_and_lifting_it_sets_it_again() -> None:
    case = make_case(closing(), hold_set())
    assert destroy_on(case) is None
    assert destroy_on(append(case, hold_lifted(on=day(3)))) == add_months(day(0), 24)


@given(cases(9, (Closing, Reopening, HoldSet, HoldLifted, Note)))
@pytest.mark.requirement("GC-23")
def test_only_a_closed_case_that_is_not_held_has_a_term(case: Case) -> None:
    ended = closing_of(case)
    due = destroy_on(case)
    assert (due is None) == (ended is None or hold(case) is not None)
    if due is not None and ended is not None:
        assert due >= add_months(ended.on, ended.retention)


@pytest.mark.parametrize(
    ("from_day", "months", "to_day"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 24, date(2026, 2, 28)),
        (date(2022, 2, 28), 24, date(2024, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
    ],
)
def test_a_month_without_that_day_ends_on_its_last(
    from_day: date, months: int, to_day: date
) -> None:
    assert add_months(from_day, months) == to_day


@given(dates(), dates(), st.integers(0, 24))
def test_who_finishes_later_is_kept_at_least_as_long(one: date, other: date, months: int) -> None:
    early, late = sorted((one, other))
    assert add_months(early, months) <= add_months(late, months)
    assert early <= add_months(early, months)


# The plan


@given(shelves(), dates(), dates())
def test_what_is_due_stays_due(
    shelf: tuple[list[Term], dict[str, str | None]], one: date, other: date
) -> None:
    terms, files = shelf
    early, late = (plan_purge(terms, files, today) for today in sorted((one, other)))
    assert set(early.due) <= set(late.due)
    assert set(early.kept) <= set(late.kept)


@given(shelves(), dates())
@pytest.mark.requirement("GC-23")
def test_every_term_is_due_kept_later_or_without_a_date(
    shelf: tuple[list[Term], dict[str, str | None]], today: date
) -> None:
    terms, files = shelf
    plan = plan_purge(terms, files, today)
    expired = {term for term in terms if term.due is not None and term.due <= today}
    assert set(plan.due) | set(plan.kept) == expired
    assert not set(plan.due) & set(plan.kept)
    assert all(files.get(term.case) in (None, term.digest) for term in plan.due)
    assert all(files[term.case] not in (None, term.digest) for term in plan.kept)
    later = [term.due for term in terms if term.due is not None and term.due > today]
    assert plan.next == min(later, default=None)


@given(shelves(), dates())
def test_a_hold_is_never_planned(
    shelf: tuple[list[Term], dict[str, str | None]], today: date
) -> None:
    held = [term._replace(due=None) for term in shelf[0]]
    assert plan_purge(held, shelf[1], today) == ([], [], None)


@given(cases(max_size=20), dates())
def test_a_held_case_is_never_planned(case: Case, today: date) -> None:
    held = append(case, hold_set(number=99))
    term = Term(held.id, destroy_on(held), "aa")
    assert plan_purge([term], {held.id: "aa"}, today).due == []


@given(shelves(), dates())
def test_planning_twice_changes_nothing(
    shelf: tuple[list[Term], dict[str, str | None]], today: date
) -> None:
    terms, files = shelf
    plan = plan_purge(terms, files, today)
    assert plan_purge(list(reversed(terms)), files, today) == plan
    left = [term for term in terms if term not in plan.due]
    again = plan_purge(left, files, today)
    assert again == plan._replace(due=[]), "what was destroyed is not planned again"


# Doubts


@pytest.mark.parametrize(
    ("due", "of_all", "is_many"),
    [(AT_LEAST, 5, False), (6, 6, True), (6, 30, False), (7, 30, True), (20, 100, False)],
)
def test_one_run_destroys_at_most_five_or_a_fifth(due: int, of_all: int, is_many: bool) -> None:
    assert is_too_many(due, of_all) is is_many


@pytest.mark.parametrize(("days", "doubtful"), [(-2, True), (-1, False), (60, False), (61, True)])
def test_a_clock_that_went_back_or_jumped_is_doubted(days: int, doubtful: bool) -> None:
    last = date(2026, 3, 2)
    assert is_doubtful(last + timedelta(days=days), last) is doubtful
