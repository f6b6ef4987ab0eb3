from datetime import date
from typing import Any

import pytest

from tests.strategies import OPENED, TODAY, make_profile
from vp.domain.case import Facts
from vp.domain.notices import (
    former_employee_notice,
    is_single_bullying,
    needs_huis_hint,
    notices,
    verdict_words,
)
from vp.domain.profile import Profile
from vp.domain.vocabulary import (
    AccusedRelation,
    Domain,
    IdentityKnown,
    IntegrityStatus,
    Kind,
    ReporterPosition,
    ReporterRole,
    Scope,
    Sector,
)


def facts(**fields: Any) -> Facts:
    fixed: dict[str, Any] = {"opened": OPENED, "domain": Domain.CONDUCT}
    return Facts(**(fixed | fields))


def said(given: Facts, profile: Profile | None = None) -> str:
    return "\n".join(notice.message for notice in notices(given, TODAY, profile))


def test_plain_facts_give_no_notice() -> None:
    assert notices(facts(kinds=(Kind.BULLYING,), repeated=True), TODAY, make_profile()) == []


@pytest.mark.requirement("BP-01")
@pytest.mark.parametrize(
    ("left", "has_notice"),
    [(date(2025, 3, 2), False), (date(2025, 3, 1), True), (OPENED, False)],
)
def test_a_former_employee_may_come_until_one_year_after_leaving(
    left: date, has_notice: bool
) -> None:
    given = facts(position=ReporterPosition.FORMER_EMPLOYEE, left_on=left)
    assert (former_employee_notice(given, TODAY) is not None) is has_notice


@pytest.mark.requirement("BP-01")
def test_who_came_in_time_is_not_sent_away_while_the_case_runs() -> None:
    given = facts(position=ReporterPosition.FORMER_EMPLOYEE, left_on=date(2025, 3, 10))
    assert former_employee_notice(given, date(2027, 1, 1)) is None


def test_the_notice_names_the_last_day() -> None:
    given = facts(position=ReporterPosition.FORMER_EMPLOYEE, left_on=date(2024, 2, 29))
    notice = former_employee_notice(given, TODAY)
    assert notice is not None
    assert notice.fields == {"until": date(2025, 2, 28)}
    assert notice in notices(given, TODAY)


def test_a_leaving_unknown_or_still_to_come_is_said() -> None:
    former = ReporterPosition.FORMER_EMPLOYEE
    unknown = former_employee_notice(facts(position=former), TODAY)
    coming = former_employee_notice(facts(position=former, left_on=date(2026, 7, 1)), TODAY)
    assert unknown is not None
    assert "ask" in unknown.message
    assert coming is not None
    assert coming.fields == {"day": date(2026, 7, 1)}
    assert former_employee_notice(facts(left_on=date(2020, 1, 1)), TODAY) is None


@pytest.mark.requirement("BP-24")
@pytest.mark.parametrize(("repeated", "single"), [(False, True), (True, False), (None, False)])
def test_bullying_is_repeated_by_definition(repeated: bool | None, single: bool) -> None:
    given = facts(kinds=(Kind.EXCLUSION, Kind.BULLYING), repeated=repeated)
    assert is_single_bullying(given) is single
    assert ("by definition" in said(given)) is single
    assert not is_single_bullying(facts(kinds=(Kind.INTIMIDATION,), repeated=repeated))


@pytest.mark.requirement("HK-06")
@pytest.mark.parametrize("status", [None, *IntegrityStatus])
def test_suspected_wrongdoing_points_to_the_huis(status: IntegrityStatus | None) -> None:
    grave = status in (IntegrityStatus.UNION_LAW, IntegrityStatus.PUBLIC_INTEREST)
    given = facts(domain=Domain.INTEGRITY, integrity_status=status)
    assert needs_huis_hint(given) is grave
    assert ("huisvoorklokkenluiders.nl" in said(given)) is grave


@pytest.mark.requirement("BP-15")
def test_outside_the_field_it_is_said_what_is_inside() -> None:
    assert "arises from it is inside" in said(facts(domain=Domain.OUT_OF_SCOPE))
    assert said(facts()) == ""


@pytest.mark.parametrize(
    ("scope", "domain", "words"),
    [
        (Scope.CONDUCT, Domain.INTEGRITY, "this is outside your field"),
        (Scope.INTEGRITY, Domain.CONDUCT, "this is outside your field"),
        (Scope.CONDUCT, Domain.MIXED, "part of this is outside"),
        (Scope.CONDUCT, Domain.CONDUCT, ""),
        (Scope.BOTH, Domain.MIXED, ""),
    ],
)
def test_a_matter_outside_the_counsellors_field_is_pointed_elsewhere(
    scope: Scope, domain: Domain, words: str
) -> None:
    text = said(facts(domain=domain), make_profile(scope=scope))
    assert words in text
    assert bool(words) is bool(text)


@pytest.mark.parametrize(("internal", "words"), [(True, "school board"), (False, "the police")])
def test_a_pupil_at_a_school_brings_duties_by_the_counsellors_post(
    internal: bool, words: str
) -> None:
    school = make_profile(sector=Sector.EDUCATION, internal=internal)
    for given in (
        facts(position=ReporterPosition.PUPIL_STUDENT),
        facts(accused_relation=AccusedRelation.TEACHER),
    ):
        assert words in said(given, school)
        assert "legal advice" in said(given, school)
        assert said(given, make_profile()) == ""
    assert said(facts(position=ReporterPosition.EMPLOYEE), school) == ""


@pytest.mark.requirement("HK-29")
def test_a_report_about_ones_own_treatment_cannot_be_anonymous() -> None:
    own = facts(identity=IdentityKnown.ANONYMOUS, role=ReporterRole.AFFECTED)
    assert "cannot be anonymous" in said(own)
    assert said(facts(identity=IdentityKnown.CONFIDENTIAL, role=ReporterRole.AFFECTED)) == ""
    assert said(facts(identity=IdentityKnown.ANONYMOUS, role=ReporterRole.OBSERVER)) == ""


@pytest.mark.requirement("KL-03")
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("De dader is schuldig, zegt het slachtoffer.", ["dader", "schuldig", "slachtoffer"]),
        ("DADERS en daders", ["daders"]),
        ("de Pleger; medepleger", ["pleger", "medepleger"]),
        ("the victim and the perpetrator", ["victim", "perpetrator"]),
        ("Verwezen naar Slachtofferhulp; daadwerkelijk geholpen.", []),
        ("De melder vertelt over de beschuldigde.", []),
        ("", []),
    ],
)
def test_words_that_pass_a_verdict_are_found(text: str, words: list[str]) -> None:
    assert verdict_words(text) == words
