"""Published numbers made by hand, for the tests of what is drawn and printed from them."""

from collections.abc import Mapping, Sequence

from vp.domain.breakdown import FIELDS, KINDS_OF
from vp.domain.counts import Mandate, Texts
from vp.domain.period import parse
from vp.domain.published import Audit, Published, PublishedTable, Shown, Trend, Trends
from vp.domain.vocabulary import Kind, Route, Scope, Term

LANGUAGES = ("nl", "en")
HOURS: dict[str, float] = {
    "hours_inform": 22.5,
    "hours_advise": 14,
    "hours_profession": 18,
    "hours_other": 6.5,
}
NOTHING: Mapping[str, int | None] = {}
NO_TRENDS = Trends()
CONDUCT, INTEGRITY, SCOPE = KINDS_OF.values()


def table(key: str, terms: Sequence[Term], values: Mapping[str, int | None]) -> PublishedTable:
    """A row for each term; hidden where no number is given."""
    rows = (Shown(code=one.key, nl=one.nl, en=one.en, value=values.get(one.key)) for one in terms)
    return PublishedTable(key=key, dimension=key, of="new", rows=tuple(rows))


def left_out(key: str) -> PublishedTable:
    """A table of which the report says only that it is not there."""
    return PublishedTable(key=key, dimension=key, of="new", rows=(), left_out="small")


def kind_tables(values: Mapping[str, int | None]) -> dict[str, PublishedTable]:
    """The three tables of main kinds with these numbers."""
    return {
        KINDS_OF[field]: table(
            KINDS_OF[field], [one for one in Kind if one.domain is field], values
        )
        for field in FIELDS
    }


def published(
    *tables: PublishedTable,
    support: float | None = None,
    work: Mapping[str, float] = HOURS,
    trends: Trends = NO_TRENDS,
    shown: Mapping[str, int | None] = NOTHING,
) -> Published:
    """A report in which these kinds and routes are shown and everything else is hidden."""
    found = {**kind_tables(shown), "routes": table("routes", list(Route), shown)}
    return Published(
        period=parse("2024"),
        mandate=Mandate(
            organisation="Voorbeeld BV",
            counsellor="A. de Vries",
            internal=True,
            scope=Scope.BOTH,
            hours_per_week=4,
            renewal=None,
        ),
        threshold=5,
        tables={**found, **{one.key: one for one in tables}},
        figures={"hours_support": support},
        work=dict(work),
        given={},
        texts=Texts(),
        audit=Audit(shown=0, hidden=0),
        trends=trends,
    )


def line(label: str, *values: float | None) -> Trend:
    """A figure over the years; its English label has `(en)` behind it."""
    return Trend(key=label, nl=label, en=f"{label} (en)", values=values)


FULL = published(
    support=131.5,
    trends=Trends(
        periods=("2020", "2021", "2022", "2023", "2024"),
        lines=(
            line("nieuwe zaken", 22, 31, 28, 44, 52),
            line("omgangsvormen", 12, 19, None, 27, 30),
            line("integriteit", None, 7, 9, None, 13),
            line("gesprekken", 61, 80, 75.5, 112, 1250),
            line("reorganisatie", None, None, None, None, 9),
        ),
    ),
    shown={
        "sexual_harassment": 8,
        "bullying": 14,
        "verbal_aggression": 6,
        "psychological_aggression": 9,
        "fraud_theft": 7,
        "conflict_of_interest": 6,
        "performance_review": 5,
        "labour_dispute": 11,
        "talk_only": 18,
        "address_accused": 9,
        "line_manager": 12,
        "vp_guided": 7,
        "mediation": 5,
        "complaints_committee": 6,
    },
)
"""A year with every chart, and with hidden numbers in each of them but the hours."""
