"""A published period stays as it was; what was recorded later counts in the next."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.counted import figure, numbers
from tests.domain.reports import case, contact, tally
from vp.domain.late import Issued, counted_on
from vp.domain.period import Period, parse
from vp.domain.summary import Pointed, Span, Step, Summary, Weighing
from vp.domain.tally import running
from vp.domain.vocabulary import BreachEnd, BreachGround, Outcome, Referral, Route

Y2022, Y2023, Y2024, Y2025 = (parse(str(year)) for year in range(2022, 2026))
PUBLISHED = datetime(2025, 1, 15, 12, tzinfo=UTC)
IN_TIME = datetime(2025, 1, 10, 9, tzinfo=UTC)
LATE = datetime(2025, 1, 20, 9, tzinfo=UTC)
OUT: Issued = [(Y2024, PUBLISHED)]
DECEMBER = date(2024, 12, 10)
NEW_YEAR = date(2025, 1, 1)


# The day it counts on


def test_what_was_recorded_after_the_publication_counts_on_the_next_day() -> None:
    assert counted_on(DECEMBER, LATE, OUT) == NEW_YEAR
    assert counted_on(DECEMBER, PUBLISHED, OUT) == DECEMBER
    assert counted_on(DECEMBER, None, OUT) == DECEMBER
    assert counted_on(date(2025, 1, 12), LATE, OUT) == date(2025, 1, 12)


def test_a_next_period_that_was_published_too_is_passed_over() -> None:
    half = parse("2025-01..2025-06")
    both = [*OUT, (half, datetime(2025, 7, 3, tzinfo=UTC))]
    assert counted_on(DECEMBER, LATE, both) == NEW_YEAR
    assert counted_on(DECEMBER, datetime(2025, 8, 1, tzinfo=UTC), both) == date(2025, 7, 1)


def test_a_day_before_a_published_period_belongs_to_what_ran_at_its_start() -> None:
    assert counted_on(date(2019, 5, 1), LATE, OUT) == NEW_YEAR


# What a report then says


def test_a_late_case_is_new_in_the_next_report_and_called_late() -> None:
    late = case(1, spans=(Span(opened=DECEMBER, recorded=LATE),))
    timely = case(2, spans=(Span(opened=DECEMBER, recorded=IN_TIME),))
    own = case(3, spans=(Span(opened=date(2025, 1, 20), recorded=LATE),))
    counted = tally([late, timely, own], period=Y2025, published=OUT)
    assert counted.flow["new"] == {"case-0001", "case-0003"}
    assert counted.flow["start"] == {"case-0002"}
    found = next(one for one in counted.figures if one.key == "late")
    assert (found.value, found.of) == (1, "new")
    assert found.cases == frozenset({"case-0001"})


def test_nothing_is_called_late_where_no_earlier_report_went_out() -> None:
    late = case(1, spans=(Span(opened=DECEMBER, recorded=LATE),))
    for published in ([], [(parse("2026"), LATE)]):
        counted = tally([late], period=Y2025, published=published)
        assert "late" not in {one.key for one in counted.figures}
        assert counted.flow["start"] == {"case-0001"}


def test_a_late_closing_ends_the_case_in_the_next_period_with_the_days_it_really_took() -> None:
    stopped = (Outcome.CONDUCT_STOPPED,)
    span = Span(
        opened=date(2024, 12, 1),
        recorded=IN_TIME,
        closed=DECEMBER,
        closed_recorded=LATE,
        outcomes=stopped,
    )
    counted = tally([case(1, spans=(span,))], period=Y2025, published=OUT)
    assert counted.flow["start"] == counted.flow["closed"] == {"case-0001"}
    assert numbers(counted, "conduct_ended") == {"conduct_stopped": 1}
    assert figure(counted, "median_days") == 9


def test_a_late_reopening_is_not_one_more_case() -> None:
    spans = (
        Span(opened=date(2024, 2, 1), recorded=IN_TIME, closed=DECEMBER, closed_recorded=IN_TIME),
        Span(opened=date(2024, 12, 20), recorded=LATE),
    )
    counted = tally([case(1, spans=spans)], period=Y2025, published=OUT)
    assert [key for key, found in counted.flow.items() if found] == ["reopened", "end"]


def test_what_was_done_and_recorded_late_counts_in_the_next_period_too() -> None:
    weighed = Weighing(
        id="b-000001",
        on=DECEMBER,
        ground=BreachGround.CONFLICT_OF_DUTIES,
        end=BreachEnd.BROKEN,
        ended=DECEMBER,
        recorded=IN_TIME,
        ended_recorded=LATE,
    )
    known = case(
        1,
        spans=(Span(opened=DECEMBER, recorded=IN_TIME),),
        contacts=(contact(60, on=DECEMBER, recorded=LATE), contact(30, on=DECEMBER)),
        routes=(Step(on=DECEMBER, route=Route.MEDIATION, recorded=LATE),),
        referrals=(Pointed(on=DECEMBER, to=Referral.GP, recorded=IN_TIME),),
        weighings=(weighed,),
    )
    counted = tally([known], period=Y2025, published=OUT)
    assert (figure(counted, "talks"), figure(counted, "hours_support")) == (1, 1)
    assert numbers(counted, "routes") == {"mediation": 1}
    assert numbers(counted, "referrals") == {}
    assert (figure(counted, "breaches_weighed"), figure(counted, "breaches_made")) == (1, 1)


def test_the_published_period_itself_takes_up_what_is_known_by_now() -> None:
    late = case(1, spans=(Span(opened=DECEMBER, recorded=LATE),))
    assert tally([late], period=Y2024, published=[]).flow["new"] == {"case-0001"}


# The chain of reports


@st.composite
def lives(draw: st.DrawFn, number: int) -> Summary:
    """A case as it can have been written down: in order, and nothing before it happened."""
    days = sorted(draw(st.lists(st.dates(date(2021, 6, 1), date(2026, 3, 1)), min_size=1)))[:6]
    moments, reached = [], datetime(2021, 1, 1, tzinfo=UTC)
    for day in days:
        happened = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        delay = timedelta(days=draw(st.sampled_from((0, 3, 40, 400, 1000))))
        reached = max(reached, happened + delay)
        moments.append(reached)
    return case(number, opened=days[0], spans=spans_of(days, moments))


def spans_of(days: list[date], moments: list[datetime]) -> tuple[Span, ...]:
    """Opened, closed, opened again and so on, as far as days go."""
    return tuple(
        Span(
            opened=days[at],
            recorded=moments[at],
            closed=days[at + 1] if at + 1 < len(days) else None,
            closed_recorded=moments[at + 1] if at + 1 < len(days) else None,
        )
        for at in range(0, len(days), 2)
    )


def known_at(found: list[Summary], moment: datetime) -> list[Summary]:
    """The cases as the dossier held them at that moment."""
    then = []
    for one in found:
        days, moments = [], []
        for span in one.spans:
            for day, recorded in (
                (span.opened, span.recorded),
                (span.closed, span.closed_recorded),
            ):
                if day is not None and recorded is not None and recorded <= moment:
                    days.append(day)
                    moments.append(recorded)
        if days:
            then.append(case(int(one.id[-4:]), opened=days[0], spans=spans_of(days, moments)))
    return then


@given(
    st.integers(1, 5).flatmap(lambda many: st.tuples(*(lives(number) for number in range(many)))),
    st.lists(st.integers(-30, 500), min_size=4, max_size=4),
)
def test_a_period_starts_with_the_cases_that_ran_at_the_end_of_the_one_published_before(
    found: tuple[Summary, ...], delays: list[int]
) -> None:
    """Four years, each published in turn, as soon or as long after its end as may be.

    Assumed: no case was destroyed or handed over in between, no opening was moved by an edit, and
    the clock did not go back. Recounted at any later moment the start is still that end.
    """
    years = (Y2022, Y2023, Y2024, Y2025)
    published: list[tuple[Period, datetime]] = []
    ends: list[frozenset[str]] = []
    for year, delay in zip(years, delays, strict=True):
        ended = datetime(year.last.year, 12, 31, 12, tzinfo=UTC) + timedelta(days=delay)
        moment = max([ended, *(earlier for _, earlier in published)])
        counted = tally(known_at(list(found), moment), period=year, published=list(published))
        if ends:
            assert counted.flow["start"] == ends[-1]
        later = tally(list(found), period=year, published=list(published))
        if ends:
            assert later.flow["start"] == ends[-1]
        published.append((year, moment))
        ends.append(counted.flow["end"])


@given(st.integers(1, 5).flatmap(lambda many: st.tuples(*(lives(n) for n in range(many)))))
def test_without_publications_nothing_moves(found: tuple[Summary, ...]) -> None:
    for year in (Y2023, Y2024):
        assert tally(list(found), period=year).flow == running(list(found), year)
