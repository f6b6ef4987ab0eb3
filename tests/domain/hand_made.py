"""A published report made by hand: for tests of what is written, drawn and shown of one."""

from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from vp.domain.counts import Mandate, Texts
from vp.domain.period import parse
from vp.domain.published import (
    FEW,
    SMALL,
    Audit,
    Code,
    Grid,
    Published,
    PublishedTable,
    Shown,
    Trend,
    Trends,
)
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
    Scope,
    Term,
)

FIELDS = (Domain.CONDUCT, Domain.INTEGRITY, Domain.OUT_OF_SCOPE)
NOT_RECORDED = Code(code="not_recorded", nl="niet vastgelegd", en="not recorded")
UNITS = tuple(
    Code(code=code, nl=nl, en=en)
    for code, nl, en in (
        ("Logistiek", "Logistiek", "Logistiek"),
        ("Rijdend personeel", "Rijdend personeel", "Rijdend personeel"),
        ("other_units", "andere onderdelen", "other units"),
    )
)
CONTENT = (
    Code(code="yes", nl="tevreden", en="content"),
    Code(code="no", nl="niet tevreden", en="not content"),
)


def rows(terms: Iterable[Term | Code], *, last: bool = True, **numbers: int) -> tuple[Shown, ...]:
    """A row for each term, hidden where it has no number; with `last` one for not recorded too.

    What is less than nothing cannot occur.
    """
    codes = [
        one if isinstance(one, Code) else Code(code=one.key, nl=one.nl, en=one.en) for one in terms
    ]
    found = []
    for one in [*codes, *([NOT_RECORDED] if last else [])]:
        number = numbers.get(one.code.replace(" ", "_"))
        row = Shown(code=one.code, nl=one.nl, en=one.en, value=number)
        if number is not None and number < 0:
            row = replace(row, value=None, impossible=True)
        found.append(row)
    return tuple(found)


def _table(
    key: str, of: str, total: int | None, found: tuple[Shown, ...], why: str = ""
) -> PublishedTable:
    adds_up = total is not None
    return PublishedTable(
        key=key, dimension=key, of=of, rows=found, total=total, adds_up=adds_up, left_out=why
    )


def _tables() -> dict[str, PublishedTable]:
    def kinds(domain: Domain) -> list[Kind]:
        return [kind for kind in Kind if kind.domain is domain]

    results = [one for one in Outcome if one not in CONDUCT_OUTCOMES]
    fields = rows(FIELDS, last=False, conduct=34, integrity=9, out_of_scope=18)
    conduct = rows(kinds(Domain.CONDUCT), bullying=11, intimidation=7, exclusion=5)
    scope = rows(kinds(Domain.OUT_OF_SCOPE), labour_dispute=7, performance_review=6, other_field=-1)
    made = (
        _table("fields", "new", 61, fields),
        _table("conduct_kinds", "fields/conduct", 34, conduct),
        _table("integrity_kinds", "fields/integrity", 9, rows(kinds(Domain.INTEGRITY)), SMALL),
        _table("out_of_scope_kinds", "fields/out_of_scope", 18, scope),
        _table("integrity_status", "fields/integrity", 9, rows(IntegrityStatus), SMALL),
        _table("also", "new", None, rows(Kind, last=False, exclusion=8, verbal_aggression=6)),
        _table("nature", "new", 61, rows(ContactNature, support=38, sounding_board=12)),
        _table("role", "new", 61, rows(ReporterRole, affected=40, witness=8)),
        _table("position", "new", 61, rows(ReporterPosition, last=False, employee=41, manager=9)),
        _table("channel", "new", 61, rows(Channel, phone=20, email=17)),
        _table("relation", "new", 61, rows(AccusedRelation, manager=19, colleague=16)),
        _table("unit", "new", 61, rows(UNITS, Logistiek=24, Rijdend_personeel=18)),
        _table("routes", "handled", None, rows(Route, last=False, talk_only=22, line_manager=6)),
        _table("referrals", "handled", None, rows(Referral, last=False, company_doctor=7)),
        _table("conduct_ended", "closed", 52, rows(CONDUCT_OUTCOMES, conduct_stopped=21)),
        _table("results", "closed", None, rows(results, last=False, accused_addressed=9)),
        _table("content", "closed", 52, rows(CONTENT, yes=30, no=9, not_recorded=13)),
    )
    return {table.key: table for table in made}


def _grids() -> dict[str, Grid]:
    across = tuple(Code(code=one.key, nl=one.nl, en=one.en) for one in FIELDS)
    roles = tuple(Code(code=one.key, nl=one.nl, en=one.en) for one in ReporterRole)
    values: tuple[tuple[int | None, ...], ...] = ((22, 6, 12), (None, None, None), (8, None, None))
    return {
        "role_field": Grid(
            key="role_field",
            down="role",
            across="fields",
            rows=(*roles, NOT_RECORDED),
            columns=across,
            values=(*values, *[(None, None, None)] * 5),
        ),
        "unit_field": Grid(
            key="unit_field",
            down="unit",
            across="fields",
            rows=(*UNITS, NOT_RECORDED),
            columns=across,
            left_out=SMALL,
        ),
    }


WORK = {
    "information_meetings": 9,
    "trainings_given": 2,
    "advice_asked": 4,
    "advice_unasked": 1,
    "signals": 3,
    "leadership_talks": 5,
    "works_council_talks": 2,
    "partner_talks": 6,
    "trainings_taken": 1,
    "peer_reviews": 2,
    "evaluations": 1,
    "reach": 1240,
    "hours_inform": 21.5,
    "hours_advise": 12,
    "hours_profession": 19.2,
    "hours_training_taken": 8,
    "hours_other": 6,
    "hours_without_cases": 58.7,
    "hours_agreed": 209.1,
    "hours_guideline": 104.6,
}
FIGURES = {
    "start": None,
    "new": 61,
    "reopened": None,
    "closed": 52,
    "end": 21,
    "talks": 143,
    "hours_support": 112.5,
    "hours_spent": 171.2,
    "median_days": 41,
    "aftercare_done": 18,
    "breaches_weighed": None,
    "breaches_made": None,
    "signal_cases": 14,
    "files_destroyed": 9,
    "relayed": None,
}


def hand_made(**fields: Any) -> Published:
    """A full published report, made by hand: shown, hidden, blank and left-out parts in it.

    It needs no counting and no disclosure control. A field replaces that of `Published`;
    `figures` and `work` are added to those there are; those of `Mandate` go to the mandate.
    """
    told = {"organisation": "Waterlinie Vervoer", "counsellor": "Annemiek van der Spek"}
    agreed = {"internal": True, "scope": Scope.BOTH, "hours_per_week": 4.0, "renewal": None}
    asked = {name: fields.pop(name) for name in Mandate.__struct_fields__ if name in fields}
    lines = (("new", "nieuwe zaken", "new cases"), ("stalking", "stalking", "stalking"))
    values: tuple[tuple[float | None, ...], ...] = ((44, 52, 61), (None, 6, None))
    whole: dict[str, Any] = {
        "period": parse("2024"),
        "mandate": Mandate(**{**told, **agreed, **asked}),
        "threshold": 5,
        "tables": _tables(),
        "grids": _grids(),
        "figures": {**FIGURES, **fields.pop("figures", {})},
        "work": {**WORK, **fields.pop("work", {})},
        "given": {"leadership": (), "works_council": ()},
        "texts": Texts(),
        "audit": Audit(
            shown=38,
            hidden=121,
            narrowest=(0, 6),
            proof="0123456789abcdef" * 4,
            earlier_shown=112,
            earlier_reports=2,
        ),
        "trends": Trends(
            periods=("2022", "2023", "2024"),
            lines=tuple(
                Trend(key=key, nl=nl, en=en, values=shown)
                for (key, nl, en), shown in zip(lines, values, strict=True)
            ),
        ),
        "edition": 1,
    }
    return Published(**{**whole, **fields})


def hand_made_of_few(**fields: Any) -> Published:
    """The same of a period with few reporters: a band, and nothing broken down."""
    full = hand_made()
    without = {"rows": (), "total": None, "left_out": FEW}
    tables = {key: replace(table, **without) for key, table in full.tables.items()}
    grids = {key: replace(grid, values=(), left_out=FEW) for key, grid in full.grids.items()}
    few = {"tables": tables, "grids": grids, "band": (0, 9), "trends": Trends()}
    return hand_made(**{**few, "figures": dict.fromkeys(FIGURES), **fields})
