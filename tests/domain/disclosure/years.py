"""Random years of a counsellor's work: skewed as real ones are, and the same for the same seed."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any, TypeVar

from hypothesis import strategies as st

from tests.domain.reports import case, contact, profile, tally
from vp.domain.counts import Tally
from vp.domain.period import parse
from vp.domain.profile import Profile
from vp.domain.summary import Span, Step, Summary, Weighing
from vp.domain.vocabulary import (
    BreachEnd,
    BreachGround,
    Channel,
    ContactNature,
    Domain,
    IntegrityStatus,
    Kind,
    NoteAbout,
    Outcome,
    ReporterPosition,
    ReporterRole,
    Route,
)

FIRST = 2022
UNITS = {"Logistiek": 120, "Zorg": 300, "Techniek": 80, "Directie": 12}
"""Staff of each unit; the last is too small to be named."""

T = TypeVar("T")


def cases_of(seed: int, number: int, years: int = 1, even: bool = False) -> list[Summary]:
    """So many cases opened in each of these years, and some before them; some of one reporter.

    With every fourth seed reporters have many cases each. Where they are `even` no fact is much
    more frequent than another.
    """
    chance = Random(seed)
    people = max(1, number * years // (4 if seed % 4 == 0 else 1))
    before = chance.randrange(number // 3 + 1)
    found = []
    for one in range(number * years + before):
        year = FIRST - 1 if one < before else FIRST + (one - before) // max(1, number)
        found.append(_case(chance, one, year, chance.randrange(people), even))
    return found


def years(least: int = 0, most: int = 90, number: int = 1) -> st.SearchStrategy[list[Summary]]:
    """Years with so many cases in each."""
    return st.builds(
        cases_of, st.integers(0, 10**6), st.integers(least, most), st.just(number), st.booleans()
    )


def settings_of(units: bool = True) -> Profile:
    """A profile in which three units are large enough to be named, or with no units at all."""
    return profile(units=UNITS if units else {})


def tally_of(cases: list[Summary], year: int = FIRST, units: bool = True) -> Tally:
    """What is counted of one of the years."""
    return tally(cases, settings=settings_of(units), period=parse(str(year)))


def _case(chance: Random, number: int, year: int, person: int, even: bool) -> Summary:
    def pick(terms: Sequence[T]) -> T:
        return terms[chance.randrange(len(terms)) if even else _skewed(chance, len(terms))]

    def some(terms: Sequence[T], share: float) -> tuple[T, ...]:
        """Each but the first with half the share of the one before."""
        return tuple(t for at, t in enumerate(terms) if chance.random() < share / 2**at)

    opened = date(year, 1, 1) + timedelta(days=chance.randrange(365))
    spans = _spans(chance, opened, lambda: some(list(Outcome)[:7], 0.5))
    facts: dict[str, Any] = {
        "domain": pick((Domain.CONDUCT, Domain.INTEGRITY, Domain.MIXED, Domain.OUT_OF_SCOPE)),
        "kinds": tuple(
            dict.fromkeys(pick(KINDS) for _ in range(chance.choice((0, 1, 1, 1, 2, 3))))
        ),
        "nature": pick(list(ContactNature)),
        "integrity_status": chance.choice((None, *IntegrityStatus)),
        "role": pick(list(ReporterRole)),
        "position": chance.choice((None, pick(list(ReporterPosition)))),
        "channel": pick(list(Channel)[:4]),
        "unit": pick((*UNITS, "")),
    }
    end = max(span.closed or span.opened for span in spans)
    return case(
        number,
        opened,
        spans=spans,
        facts=facts,
        reporter=f"person {person}" if chance.random() < 0.6 else "",
        routes=tuple(Step(on=end, route=route) for route in some(list(Route)[:5], 0.7)),
        contacts=tuple(contact(on=opened, about=about) for about in some(list(NoteAbout), 0.9)),
        weighings=_weighings(chance, opened),
    )


KINDS = (
    Kind.BULLYING,
    Kind.EXCLUSION,
    Kind.STALKING,
    Kind.LABOUR_DISPUTE,
    Kind.FRAUD_THEFT,
    Kind.CORRUPTION,
    Kind.REORGANISATION,
)


def _skewed(chance: Random, number: int) -> int:
    """Small numbers far oftener than great ones."""
    return min(int(chance.expovariate(0.9)), number - 1)


def _spans(chance: Random, opened: date, came_to: Any) -> tuple[Span, ...]:
    """One stretch, sometimes two; mostly closed."""
    found, day = [], opened
    for _ in range(2 if chance.random() < 0.15 else 1):
        closed = day + timedelta(days=int(chance.expovariate(1 / 120)))
        is_open = chance.random() < 0.1
        content = chance.choice((None, True, True, False))
        found.append(
            Span(
                opened=day, closed=None if is_open else closed, outcomes=came_to(), content=content
            )
        )
        if is_open:
            break
        day = closed + timedelta(days=1 + chance.randrange(300))
    return tuple(found)


def _weighings(chance: Random, opened: date) -> tuple[Weighing, ...]:
    if chance.random() > 0.2:
        return ()
    end = chance.choice((None, *BreachEnd))
    return (
        Weighing(
            id="b-000001",
            on=opened,
            ground=BreachGround.CONFLICT_OF_DUTIES,
            end=end,
            ended=opened if end else None,
        ),
    )
