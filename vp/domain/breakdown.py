"""The tables of the report: cases broken down over one dimension each, or over two in a grid.

Each table's rule is its docstring here and, for the reader, its entry in `vp.domain.counting`.
"""

from collections.abc import Callable

from vp.domain.counts import (
    HANDLED,
    NOT_RECORDED,
    OTHER_UNITS,
    Ending,
    Grid,
    Row,
    Table,
    grid_of,
    ids,
    mentions_of,
    rows_of,
    table_of,
)
from vp.domain.period import Period
from vp.domain.profile import Profile
from vp.domain.summary import Summary
from vp.domain.vocabulary import (
    CONDUCT_OUTCOMES,
    AccusedRelation,
    Channel,
    ContactNature,
    Direction,
    Domain,
    IntegrityStatus,
    Kind,
    Outcome,
    Referral,
    ReporterPosition,
    ReporterRole,
    Route,
    Term,
)

UNIT_STAFF = 50
UNIT_THRESHOLD = 10
"""A unit is named from 50 staff and 10 reporters: colleagues know who is away (own decision)."""

FIELDS = (Domain.CONDUCT, Domain.INTEGRITY, Domain.OUT_OF_SCOPE)
KINDS_OF = {
    Domain.CONDUCT: "conduct_kinds",
    Domain.INTEGRITY: "integrity_kinds",
    Domain.OUT_OF_SCOPE: "out_of_scope_kinds",
}
_CATCH_ALL = (Kind.OTHER_CONDUCT, Kind.OTHER_INTEGRITY, Kind.OTHER_SCOPE)


def of_new_cases(new: list[Summary], profile: Profile) -> list[Table]:
    """Everything that breaks down the cases that opened in the period."""
    return [
        *matter(new),
        also_mentioned(new),
        _one_each(new, "nature", ContactNature, lambda case: case.facts.nature),
        _one_each(new, "role", ReporterRole, lambda case: case.facts.role),
        _one_each(
            new, "position", ReporterPosition, lambda case: case.facts.position, complete=False
        ),
        _one_each(new, "channel", Channel, lambda case: case.facts.channel),
        _one_each(new, "relation", AccusedRelation, lambda case: case.facts.accused_relation),
        *units(new, profile),
    ]


def grids(tables: list[Table]) -> list[Grid]:
    """Role and unit, each by field; without a table of units there is no grid of them either."""
    found = {table.key: table for table in tables}
    return [grid_of(found[key], found["fields"]) for key in ("role", "unit") if key in found]


def matter(new: list[Summary]) -> list[Table]:
    """Each case once, by its main kind; the main kind says under which field it falls.

    A tree: the fields, the kinds within each field, and within integrity the suspected status.
    """
    within = {field: [case for case in new if _field(case) is field] for field in FIELDS}
    fields = rows_of(FIELDS, new, lambda case: (_field(case),))
    tables = [table_of("fields", "field", "new", new, fields, complete=True)]
    for field, key in KINDS_OF.items():
        kinds = [kind for kind in Kind if kind.domain is field]
        rows = rows_of(kinds, within[field], lambda case: case.facts.kinds[:1])
        rows = tuple(map(_told_apart, rows))
        tables.append(table_of(key, "kind", f"fields/{field.key}", within[field], rows))
    integrity = within[Domain.INTEGRITY]
    status = rows_of(IntegrityStatus, integrity, lambda case: _some(case.facts.integrity_status))
    of = f"fields/{Domain.INTEGRITY.key}"
    tables.append(table_of("integrity_status", "integrity_status", of, integrity, status))
    return tables


def also_mentioned(new: list[Summary]) -> Table:
    """Each kind that a case has beside its main kind; a case with several counts for each.

    Apart from the main kinds, so that no number here contains one of theirs.
    """
    rows = tuple(map(_told_apart, rows_of(Kind, new, lambda case: case.facts.kinds[1:])))
    return mentions_of("also", "also", "new", new, rows)


def units(new: list[Summary], profile: Profile) -> list[Table]:
    """Each case once, by its unit, for units with at least UNIT_STAFF staff; the rest together.

    No table at all where no unit is that large. Staff is what the profile says, never the cases.
    """
    large = sorted(
        unit
        for unit, staff in profile.units.items()
        if staff >= UNIT_STAFF and unit not in (OTHER_UNITS, NOT_RECORDED)
    )
    if not large:
        return []
    told = {unit: ids(case for case in new if case.facts.unit == unit) for unit in large}
    others = ids(case for case in new if case.facts.unit).difference(*told.values())
    rows = (
        *(Row(code=unit, nl=unit, en=unit, cases=cases) for unit, cases in told.items()),
        Row(code=OTHER_UNITS, nl="andere onderdelen", en="other units", cases=others),
    )
    return [table_of("unit", "unit", "new", new, rows, least=UNIT_THRESHOLD)]


def of_handled_cases(handled: list[Summary], period: Period) -> list[Table]:
    """Routes chosen and referrals made in the period, in any case that ran then.

    A case counts once for each route or referral, however often it was taken. A report that went
    out through the counsellor is that route, also where nobody recorded the choice.
    """
    routes = rows_of(Route, handled, lambda case: _routes(case, period))
    referrals = rows_of(
        Referral, handled, lambda case: [way.to for way in case.referrals if period.holds(way.on)]
    )
    return [
        mentions_of("routes", "route", HANDLED, handled, routes),
        mentions_of("referrals", "referral", HANDLED, handled, referrals),
    ]


def of_closed_cases(closed: list[Summary], ended: dict[str, Ending]) -> list[Table]:
    """What came of the cases that ended in the period, as the reporter and the counsellor see it.

    Whether the conduct ended counts each case once; of the other results a case may have several.
    What counts is the last closing in the period; a later reopening changes nothing.
    """
    results = [outcome for outcome in Outcome if outcome not in CONDUCT_OUTCOMES]
    ending = rows_of(CONDUCT_OUTCOMES, closed, lambda case: _first_conduct(ended[case.id].outcomes))
    other = rows_of(results, closed, lambda case: ended[case.id].outcomes)
    return [
        table_of("conduct_ended", "conduct_ended", "closed", closed, ending),
        mentions_of("results", "result", "closed", closed, other),
        content(closed, ended),
    ]


def content(closed: list[Summary], ended: dict[str, Ending]) -> Table:
    """Each closed case once: whether the reporter was content with the result; or not asked."""

    def saying(answer: bool) -> frozenset[str]:
        return ids(case for case in closed if ended[case.id].content is answer)

    rows = (
        Row(code="yes", nl="tevreden", en="content", cases=saying(True)),
        Row(code="no", nl="niet tevreden", en="not content", cases=saying(False)),
    )
    return table_of("content", "content", "closed", closed, rows)


def _one_each(
    new: list[Summary],
    key: str,
    terms: type[Term],
    pick: Callable[[Summary], Term | None],
    *,
    complete: bool = True,
) -> Table:
    """Each new case once, by the term it has."""
    rows = rows_of(terms, new, lambda case: _some(pick(case)))
    return table_of(key, key, "new", new, rows, complete=complete)


def _routes(case: Summary, period: Period) -> list[Route]:
    found = [step.route for step in case.routes if period.holds(step.on)]
    sent = [one for one in case.relays if one.report and one.direction is Direction.OUT]
    relayed = [Route.RELAY_REPORT] if any(period.holds(one.on) for one in sent) else []
    return found + relayed


def _field(case: Summary) -> Domain:
    if case.facts.kinds:
        return case.facts.kinds[0].domain
    return Domain.INTEGRITY if case.facts.domain is Domain.MIXED else case.facts.domain


def _told_apart(row: Row) -> Row:
    """The row, with its field in the label where several fields have a kind `other`."""
    for kind in _CATCH_ALL:
        if row.code == kind.key:
            nl, en = f"{kind.nl} ({kind.domain.nl})", f"{kind.en} ({kind.domain.en})"
            return Row(code=row.code, nl=nl, en=en, cases=row.cases)
    return row


def _first_conduct(outcomes: tuple[Outcome, ...]) -> tuple[Outcome, ...]:
    return tuple(outcome for outcome in outcomes if outcome in CONDUCT_OUTCOMES)[:1]


def _some(term: Term | None) -> tuple[Term, ...]:
    return (term,) if term else ()
