"""What tests look up in a tally, and random years to make one of."""

from datetime import date

from hypothesis import strategies as st

from tests.domain.reports import case, contact
from vp.domain.counts import Table, Tally
from vp.domain.summary import Span, Step, Summary, Weighing
from vp.domain.vocabulary import (
    BreachEnd,
    BreachGround,
    Domain,
    IntegrityStatus,
    NoteAbout,
    Outcome,
    ReporterPosition,
    ReporterRole,
    Route,
    kinds_of,
)

BEFORE = date(2023, 11, 1)
AFTER = date(2025, 2, 1)


def table(counted: Tally, key: str) -> Table:
    """The table with this key."""
    return next(table for table in counted.tables if table.key == key)


def rows(counted: Tally, key: str) -> dict[str, frozenset[str]]:
    """The cases in each row of a table."""
    return {row.code: row.cases for row in table(counted, key).rows}


def numbers(counted: Tally, key: str) -> dict[str, int]:
    """The rows of a table that are not zero."""
    return {code: len(cases) for code, cases in rows(counted, key).items() if cases}


def figure(counted: Tally, key: str) -> float:
    """The number of this key."""
    return next(figure.value for figure in counted.figures if figure.key == key)


def named(counted: Tally) -> dict[str, frozenset[str]]:
    """Everything a table or figure can be `of`, by its name."""
    found = dict(counted.flow)
    found["handled"] = found["start"] | found["new"] | found["reopened"]
    for one in counted.tables:
        found |= {f"{one.key}/{row.code}": row.cases for row in one.rows}
    found |= {one.key: one.cases for one in counted.figures if one.cases is not None}
    return found


@st.composite
def years(draw: st.DrawFn) -> list[Summary]:
    """Cases around 2024 with any facts, of few reporters."""
    found = []
    for number in range(draw(st.integers(0, 12))):
        days = sorted(draw(st.lists(st.dates(BEFORE, AFTER), min_size=1, max_size=4)))
        spans = tuple(
            Span(
                opened=pair[0],
                closed=pair[1] if len(pair) > 1 else None,
                outcomes=tuple(draw(st.lists(st.sampled_from(Outcome), max_size=3, unique=True))),
                content=draw(st.none() | st.booleans()),
            )
            for pair in (days[at : at + 2] for at in range(0, len(days), 2))
        )
        domain = draw(st.sampled_from(Domain))
        kinds = draw(st.lists(st.sampled_from(kinds_of(domain)), max_size=3, unique=True))
        told = {
            "domain": domain,
            "kinds": tuple(kinds),
            "unit": draw(st.sampled_from(("", "Logistiek", "Zorg", "Directie"))),
            "role": draw(st.sampled_from(ReporterRole)),
            "position": draw(st.none() | st.sampled_from(ReporterPosition)),
            "integrity_status": draw(st.none() | st.sampled_from(IntegrityStatus)),
        }
        found.append(
            case(
                number,
                opened=days[0],
                spans=spans,
                facts=told,
                reporter=draw(st.sampled_from(("", "ab12", "cd34"))),
                routes=(Step(on=days[-1], route=draw(st.sampled_from(Route))),),
                contacts=draw(st.sampled_from(((), (contact(about=NoteAbout.AFTERCARE),)))),
                weighings=draw(st.lists(weighings(), max_size=2).map(tuple)),
            )
        )
    return found


def weighings() -> st.SearchStrategy[Weighing]:
    """Weighings of secrecy, running or ended."""
    day = st.dates(BEFORE, AFTER)
    return st.tuples(day, day, st.none() | st.sampled_from(BreachEnd)).map(
        lambda drawn: Weighing(
            id="b-000001",
            on=min(drawn[:2]),
            ground=BreachGround.CONFLICT_OF_DUTIES,
            end=drawn[2],
            ended=max(drawn[:2]) if drawn[2] else None,
        )
    )
