"""The tables of the report: cases broken down over one dimension each.

Each table's rule is its docstring here and, for the reader, its entry in `vp.domain.counting`.
"""

from collections.abc import Callable
from datetime import date

from vp.domain.counts import Row, Table, ids, rows_of
from vp.domain.period import Period
from vp.domain.profile import Profile
from vp.domain.summary import Summary
from vp.domain.vocabulary import (
    CONDUCT_OUTCOMES,
    AccusedRelation,
    Channel,
    ContactNature,
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
        _one_each(new, "position", ReporterPosition, lambda case: case.facts.position),
        _one_each(new, "channel", Channel, lambda case: case.facts.channel),
        _one_each(new, "relation", AccusedRelation, lambda case: case.facts.accused_relation),
        units(new, profile),
    ]


def matter(new: list[Summary]) -> list[Table]:
    """Each case once, by its main kind; the main kind says under which field it falls.

    A tree: the fields, the kinds within each field, and within integrity the suspected status.
    """
    within = {field: [case for case in new if _field(case) is field] for field in FIELDS}
    tables = [
        Table(
            key="fields",
            dimension="field",
            among=ids(new),
            rows=rows_of(FIELDS, new, lambda case: (_field(case),)),
            flow="new",
        )
    ]
    for field, key in KINDS_OF.items():
        kinds = [kind for kind in Kind if kind.domain is field]
        rows = rows_of(kinds, within[field], lambda case: case.facts.kinds[:1])
        rows = tuple(map(_told_apart, rows))
        tables.append(_table(key, "kind", within[field], rows, parent=field.key))
    integrity = within[Domain.INTEGRITY]
    status = rows_of(IntegrityStatus, integrity, lambda case: _some(case.facts.integrity_status))
    parent = Domain.INTEGRITY.key
    tables.append(_table("integrity_status", "integrity_status", integrity, status, parent=parent))
    return tables


def also_mentioned(new: list[Summary]) -> Table:
    """Each kind that a case has beside its main kind; a case with several counts for each.

    Apart from the main kinds, so that no number here contains one of theirs.
    """
    rows = tuple(map(_told_apart, rows_of(Kind, new, lambda case: case.facts.kinds[1:])))
    return _mentions("also", "also", new, rows)


def units(new: list[Summary], profile: Profile) -> Table:
    """Each case once, by its unit, for units with at least UNIT_STAFF staff; the rest together."""
    large = sorted(unit for unit, staff in profile.units.items() if staff >= UNIT_STAFF)
    rows = tuple(
        Row(code=unit, nl=unit, en=unit, cases=ids(case for case in new if case.facts.unit == unit))
        for unit in large
    )
    return _table("unit", "unit", new, rows, flow="new", least=UNIT_THRESHOLD)


def of_handled_cases(handled: list[Summary], period: Period) -> list[Table]:
    """Routes chosen and referrals made in the period, in any case that ran then.

    A case counts once for each route or referral, however often it was taken.
    """
    routes = rows_of(
        Route, handled, lambda case: [step.route for step in case.routes if period.holds(step.on)]
    )
    referrals = rows_of(
        Referral, handled, lambda case: [way.to for way in case.referrals if period.holds(way.on)]
    )
    return [
        _mentions("routes", "route", handled, routes),
        _mentions("referrals", "referral", handled, referrals),
    ]


def of_closed_cases(closed: list[Summary], ended: dict[str, date]) -> list[Table]:
    """What came of the cases that ended in the period, as the reporter and the counsellor see it.

    Whether the conduct ended counts each case once; of the other results a case may have several.
    A case that was reopened after the period counts as not recorded.
    """

    def outcomes(case: Summary) -> tuple[Outcome, ...]:
        return case.outcomes if case.closed == ended[case.id] else ()

    results = [outcome for outcome in Outcome if outcome not in CONDUCT_OUTCOMES]
    ending = rows_of(CONDUCT_OUTCOMES, closed, lambda case: _first_conduct(outcomes(case)))
    return [
        _table("conduct_ended", "conduct_ended", closed, ending, flow="closed"),
        _mentions("results", "result", closed, rows_of(results, closed, outcomes), flow="closed"),
        content(closed, ended),
    ]


def content(closed: list[Summary], ended: dict[str, date]) -> Table:
    """Each closed case once: whether the reporter was content with the result; or not asked."""
    asked = [case for case in closed if case.closed == ended[case.id]]
    rows = (
        Row(code="yes", nl="tevreden", en="content", cases=ids(c for c in asked if c.content)),
        Row(
            code="no",
            nl="niet tevreden",
            en="not content",
            cases=ids(c for c in asked if c.content is False),
        ),
    )
    return _table("content", "content", closed, rows, flow="closed")


def _one_each(
    new: list[Summary],
    key: str,
    terms: type[Term],
    pick: Callable[[Summary], Term | None],
) -> Table:
    """Each new case once, by the term it has; no term is not recorded."""
    rows = rows_of(terms, new, lambda case: _some(pick(case)))
    return _table(key, key, new, rows, flow="new")


def _table(
    key: str,
    dimension: str,
    cases: list[Summary],
    rows: tuple[Row, ...],
    *,
    flow: str = "",
    parent: str = "",
    least: int = 0,
) -> Table:
    among = ids(cases)
    unnamed = among.difference(*(row.cases for row in rows))
    return Table(
        key=key,
        dimension=dimension,
        among=among,
        rows=rows,
        unnamed=unnamed,
        flow=flow,
        parent=parent,
        least=least,
    )


def _mentions(
    key: str, dimension: str, cases: list[Summary], rows: tuple[Row, ...], *, flow: str = ""
) -> Table:
    return Table(
        key=key, dimension=dimension, among=ids(cases), rows=rows, adds_up=False, flow=flow
    )


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
