"""What a case is about: the domain, the kinds and the suspected status.

Kinds of all three domains are one vocabulary, because a mixed case has kinds of both;
each kind knows the domain it belongs to.
"""

from vp.domain.term import Term


# A table reads as a table: one term a line.
# fmt: off
class Domain(Term):
    """The counsellor's field in which the matter falls (profile §4.4; Huis §2.3)."""

    CONDUCT = "conduct", "omgangsvormen", "conduct", "Huis §2.3"
    INTEGRITY = "integrity", "integriteit", "integrity", "Huis §2.3"
    MIXED = "mixed", "gemengd", "mixed", "Huis §2.3"
    OUT_OF_SCOPE = "out_of_scope", "buiten het werkterrein", "out of scope", "profile §4.4"


class Kind(Term):
    """What is said to have happened; a case's first kind is its main one."""

    domain: Domain

    def __init__(self, key: str, nl: str, en: str, source: str, domain: str) -> None:
        super().__init__(key, nl, en, source)
        self.domain = Domain.of(domain)

    INTIMIDATION = "intimidation", "intimidatie", "intimidation", "profile annex 1", "conduct"
    SEXUAL_HARASSMENT = "sexual_harassment", "seksuele intimidatie", "sexual harassment", "profile annex 1", "conduct"
    DISCRIMINATION = "discrimination", "discriminatie", "discrimination", "LVV", "conduct"
    BULLYING = "bullying", "pesten", "bullying (repeated by definition)", "profile annex 1", "conduct"
    VERBAL_AGGRESSION = "verbal_aggression", "verbale agressie", "verbal aggression", "profile annex 1", "conduct"
    PHYSICAL_AGGRESSION = "physical_aggression", "fysieke agressie, geweld", "physical aggression, violence", "profile annex 1", "conduct"
    PSYCHOLOGICAL_AGGRESSION = "psychological_aggression", "psychische agressie (dreigen, chanteren, vernederen)", "threats, blackmail, humiliation", "profile annex 1", "conduct"
    STALKING = "stalking", "stalking", "stalking", "D", "conduct"
    EXCLUSION = "exclusion", "roddel, uitsluiting", "gossip, exclusion", "D", "conduct"
    DETRIMENT = "detriment", "benadeling na melding", "detriment after reporting", "Huis §5.1", "conduct"
    OTHER_CONDUCT = "other_conduct", "overig", "other", "D", "conduct"

    FRAUD_THEFT = "fraud_theft", "fraude, diefstal", "fraud, theft", "Huis §2.2", "integrity"
    CORRUPTION = "corruption", "corruptie", "corruption", "profile annex 2", "integrity"
    ABUSE_OF_POWER = "abuse_of_power", "misbruik van bevoegdheid of positie", "abuse of power or position", "profile annex 2", "integrity"
    MISUSE_OF_RESOURCES = "misuse_of_resources", "misbruik van middelen", "misuse of resources", "profile annex 2", "integrity"
    MISUSE_OF_INFORMATION = "misuse_of_information", "lekken, misbruik van gegevens", "leaking, misuse of data", "Huis §8.2", "integrity"
    CONFLICT_OF_INTEREST = "conflict_of_interest", "belangenverstrengeling, nevenwerk", "conflict of interest, side jobs", "Huis §2.2; W16", "integrity"
    MISUSE_OF_FORCE = "misuse_of_force", "misbruik geweldsbevoegdheid", "misuse of force", "W16", "integrity"
    PRIVATE_MISCONDUCT = "private_misconduct", "misdraging in privétijd", "private misconduct", "W16", "integrity"
    OTHER_INTEGRITY = "other_integrity", "overig", "other", "D", "integrity"

    PERFORMANCE_REVIEW = "performance_review", "functioneren, beoordeling", "performance, appraisal", "profile §4.4", "out_of_scope"
    REORGANISATION = "reorganisation", "reorganisatie", "reorganisation", "profile §4.4", "out_of_scope"
    LABOUR_DISPUTE = "labour_dispute", "arbeidsconflict", "labour dispute", "profile §4.4", "out_of_scope"
    PRIVATE_PROBLEM = "private_problem", "privéprobleem", "private problem", "profile §4.4", "out_of_scope"
    OTHER_FIELD = "other_field", "hoort bij andere VP", "another VP's field", "profile §4.4", "out_of_scope"
    OTHER_SCOPE = "other_scope", "overig", "other", "profile §4.4", "out_of_scope"


class IntegrityStatus(Term):
    """What the reporter suspects; the counsellor rules on nothing (Huis §2.2)."""

    UNION_LAW = "union_law", "inbreuk op Unierecht", "breach of EU law", "Huis §2.2"
    PUBLIC_INTEREST = "public_interest", "maatschappelijke misstand", "wrongdoing of public concern", "Huis §2.2"
    IRREGULARITY = "irregularity", "onregelmatigheid", "irregularity", "code; LVV"
    DILEMMA = "dilemma", "ethische vraag", "ethical question", "profile annex 2"
    UNKNOWN = "unknown", "nog onbekend", "not yet known", "D"


# fmt: on
def kinds_of(domain: Domain) -> tuple[Kind, ...]:
    """The kinds a case of this domain can have: a mixed case takes conduct and integrity."""
    fields = (Domain.CONDUCT, Domain.INTEGRITY) if domain is Domain.MIXED else (domain,)
    return tuple(kind for kind in Kind if kind.domain in fields)
