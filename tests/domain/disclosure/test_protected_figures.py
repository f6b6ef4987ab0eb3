"""What may be told beside the tables: key figures, single figures, hours and talks."""

from tests.domain.disclosure.publishing import publish
from tests.domain.disclosure.test_protection import K, told
from tests.domain.reports import CLOSED, OPENED, activity, case, cases, contact, tally
from vp.domain.published import SMALL
from vp.domain.summary import Span, Step
from vp.domain.vocabulary import ActivityKind, NoteAbout, Route

BEFORE = OPENED.replace(year=2023)


def test_a_relayed_report_is_hidden_where_its_route_is() -> None:
    one = case(50, routes=(Step(on=OPENED, route=Route.RELAY_REPORT),))
    assert "relayed" not in told([*cases(range(30)), one]).shown


def test_single_figures_need_the_threshold_on_both_sides() -> None:
    care = (contact(on=CLOSED, about=NoteAbout.AFTERCARE),)

    def closed(cared: int, others: int) -> float | None:
        found = [
            *cases(range(cared), closed=CLOSED, contacts=care),
            *cases(range(cared, cared + others), closed=CLOSED),
            *cases(range(100, 110)),
        ]
        return told(found).shown.get("aftercare_done")

    assert closed(10, 6) == 10
    assert closed(10, 1) is None
    assert closed(10, 0) is None
    assert closed(4, 10) is None


def test_destroyed_files_signals_talks_and_hours_need_the_threshold() -> None:
    met = (contact(60),)
    keys = ("talks", "hours_support", "hours_spent", "signal_cases", "files_destroyed")
    signal = [activity(ActivityKind.SIGNAL, cases=number) for number in (4, 5)]
    few = told(cases(range(4), contacts=met), signal[:1], destroyed=4)
    assert [few.shown.get(key) for key in keys] == [None] * 5
    enough = told(cases(range(5), contacts=met), signal[1:], destroyed=5)
    assert [enough.shown.get(key) for key in keys] == [5, 5, 5, 5, 5]


def test_work_without_cases_has_no_threshold() -> None:
    work = [activity(ActivityKind.INFORMATION, minutes=60, reach=2)]
    frozen = publish(tally([], work), K).frozen
    assert [c.value for c in frozen.cells if c.name == "work/information_meetings"] == [1]


def test_a_hidden_number_of_closed_cases_hides_what_is_read_from_it() -> None:
    running = cases(range(30), opened=BEFORE)
    found = told([*running, *cases(range(30, 45)), *cases(range(45, 49), closed=CLOSED)])
    assert {"closed", "median_days", "aftercare_done"}.isdisjoint(found.shown)
    assert found.left_out["conduct_ended"] == SMALL


def test_two_hidden_key_figures_are_not_known_together_either() -> None:
    """Start and reopened are few together: closed and end would tell how many."""
    running = cases(range(2), opened=BEFORE)
    again = case(90, spans=(Span(opened=BEFORE, closed=BEFORE), Span(opened=OPENED)))
    closed = cases(range(20, 32), closed=CLOSED)
    found = told([*running, again, *closed, *cases(range(40, 50))])
    assert found.shown["new"] == 22
    assert found.intervals["start"][0] == 0
    assert found.intervals["reopened"][0] == 0
    assert min(found.intervals[name][1] for name in ("start", "reopened")) >= K + 1
    assert {"closed", "end"} - found.shown.keys()
