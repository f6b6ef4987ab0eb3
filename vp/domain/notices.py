"""What the counsellor may want to know while writing facts down: a notice, never a refusal."""

import re
from datetime import date

import msgspec

from vp.domain.case import Facts
from vp.domain.profile import Profile
from vp.domain.record import Record
from vp.domain.retention import add_months
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
from vp.locale import N_

FORMER_MONTHS = 12
"""How long after leaving somebody may still come (LVV profile 2017, §3.1)."""

VERDICTS = re.compile(
    r"\b(?:(?:mede)?daders?|(?:mede)?plegers?|slachtoffers?|(?:on)?schuldigen?|(?:on)?schuldig"
    r"|klagers?|klaagsters?|pestkop(?:pen)?|leugenaars?"
    r"|perpetrators?|offenders?|culprits?|victims?|guilty)\b",
    re.IGNORECASE,
)
"""Words that say what nobody has established yet (DECISIONS.md, naming)."""

_OUTSIDE = {Scope.CONDUCT: Domain.INTEGRITY, Scope.INTEGRITY: Domain.CONDUCT}
_PUPIL_POSITIONS = (ReporterPosition.PUPIL_STUDENT, ReporterPosition.PARENT)


class Notice(Record, frozen=True):
    """A message id with its fields; a field is a date or a word of our own, never of a case."""

    message: str
    fields: dict[str, object] = msgspec.field(default_factory=dict)


def notices(facts: Facts, today: date, profile: Profile | None = None) -> list[Notice]:
    """Everything worth saying about these facts; without a profile nothing on field and sector."""
    found = [former_employee_notice(facts, today)]
    if profile is not None:
        found += [_scope_notice(facts, profile), _pupil_notice(facts, profile)]
    if facts.domain is Domain.OUT_OF_SCOPE:
        found.append(
            Notice(
                N_(
                    "this is outside the field; unwanted conduct that arises from it is inside:"
                    " then choose conduct"
                )
            )
        )
    if is_single_bullying(facts):
        found.append(
            Notice(N_("bullying is repeated by definition: was it once, or is it another kind?"))
        )
    if needs_huis_hint(facts):
        found.append(
            Notice(
                N_(
                    "the Huis voor Klokkenluiders gives advice in confidence too:"
                    " huisvoorklokkenluiders.nl"
                )
            )
        )
    if facts.identity is IdentityKnown.ANONYMOUS and facts.role is ReporterRole.AFFECTED:
        found.append(
            Notice(
                N_(
                    "a report about one's own treatment cannot be anonymous, since it shows"
                    " who made it; it can be confidential"
                )
            )
        )
    return [notice for notice in found if notice]


def former_employee_notice(facts: Facts, today: date) -> Notice | None:
    """What to say of a former employee who came later than a year after leaving, or None.

    The day he came counts (LVV profile 2017, §3.1): who came in time is supported to the end.
    """
    if facts.position is not ReporterPosition.FORMER_EMPLOYEE:
        return None
    if facts.left_on is None:
        return Notice(
            N_("former employees may come until one year after leaving: ask when that was")
        )
    if facts.left_on > today:
        return Notice(
            N_("{day} has not come yet: until then this is no former employee"),
            {"day": facts.left_on},
        )
    until = add_months(facts.left_on, FORMER_MONTHS)
    if facts.opened <= until:
        return None
    return Notice(
        N_("former employees may come until one year after leaving: here {until}; you decide"),
        {"until": until},
    )


def is_single_bullying(facts: Facts) -> bool:
    """Whether bullying is marked as a single event; it is repeated by definition (profile)."""
    return Kind.BULLYING in facts.kinds and facts.repeated is False


def needs_huis_hint(facts: Facts) -> bool:
    """Whether wrongdoing is suspected on which the Huis advises too (Huis §5.1.1)."""
    return facts.integrity_status in (IntegrityStatus.UNION_LAW, IntegrityStatus.PUBLIC_INTEREST)


def verdict_words(text: str) -> list[str]:
    """The words of the text that pass a verdict, in lower case, each once, as they come."""
    return list(dict.fromkeys(word.casefold() for word in VERDICTS.findall(text)))


def _scope_notice(facts: Facts, profile: Profile) -> Notice | None:
    outside = _OUTSIDE.get(profile.scope)
    if outside is None or facts.domain not in (outside, Domain.MIXED):
        return None
    if facts.domain is Domain.MIXED:
        return Notice(N_("part of this is outside your field: point to another counsellor for it"))
    return Notice(N_("this is outside your field: point to another counsellor"))


def _pupil_notice(facts: Facts, profile: Profile) -> Notice | None:
    """The duties of a school's staff; the law is for a lawyer to explain (rijksoverheid.nl)."""
    has_pupil = (
        facts.position in _PUPIL_POSITIONS or facts.accused_relation is AccusedRelation.TEACHER
    )
    if profile.sector is not Sector.EDUCATION or not has_pupil:
        return None
    if profile.internal:
        return Notice(
            N_(
                "if this may be a sexual offence by staff against a minor pupil, you have to tell"
                " the school board at once: take legal advice, and see vp breach"
            )
        )
    return Notice(
        N_(
            "if this may be a sexual offence by staff against a minor pupil, point to the police;"
            " the school's own staff have a duty to report: take legal advice"
        )
    )
