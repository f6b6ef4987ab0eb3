"""Who comes, how, and about whom."""

from vp.domain.term import Term


# A table reads as a table: one term a line.
# fmt: off
class ContactNature(Term):
    """What the conversation is for."""

    SUPPORT = "support", "melding (opvang, begeleiding)", "request for support", "profile §4.3"
    SOUNDING_BOARD = "sounding_board", "klankbord, sparren", "thinking along", "profile annex 2; Huis §3.1.3"
    INFORMATION = "information", "informatievraag", "question", "Huis §5.2"
    MANAGER_ADVICE = "manager_advice", "advies aan leidinggevende", "advice to a manager", "Huis §5.2"
    REFERRED_ONLY = "referred_only", "direct doorverwezen", "referred at once", "Huis §5.1.1"


class ReporterRole(Term):
    """What the reporter is in the matter."""

    AFFECTED = "affected", "ervaart het zelf", "affected", "Huis §2.1"
    OBSERVER = "observer", "vermoedt een schending", "suspects wrongdoing", "Huis §2.2"
    WITNESS = "witness", "getuige", "witness", "Huis §5.1"
    ON_BEHALF = "on_behalf", "namens een ander", "for someone else", "W17"
    ACCUSED = "accused", "beschuldigde", "accused", "Huis §5.1"
    MANAGER = "manager", "leidinggevende met vraag", "manager with a question", "Huis §5.2"
    UNKNOWN = "unknown", "onbekend (anoniem)", "unknown", "Huis §6.2"


class ReporterPosition(Term):
    """What the reporter is in the organisation."""

    EMPLOYEE = "employee", "medewerker", "employee", "code"
    MANAGER = "manager", "leidinggevende", "manager", "Huis §5.2"
    HIRED = "hired", "inhuur, uitzend, zzp", "hired, agency, freelance", "code note 1"
    TRAINEE = "trainee", "stagiair", "trainee", "code note 1; D"
    VOLUNTEER = "volunteer", "vrijwilliger", "volunteer", "code note 1; D"
    PUPIL_STUDENT = "pupil_student", "leerling, student", "pupil, student", "W5; D"
    PARENT = "parent", "ouder", "parent", "D"
    FORMER_EMPLOYEE = "former_employee", "ex-medewerker (tot 1 jaar)", "ex-employee (up to 1 year)", "profile §3.1"
    EXTERNAL = "external", "extern", "outsider", "D"


class AccusedRelation(Term):
    """What the accused is to the reporter."""

    MANAGER = "manager", "leidinggevende", "manager", "LVV"
    COLLEAGUE = "colleague", "collega", "colleague", "LVV"
    SUBORDINATE = "subordinate", "ondergeschikte", "subordinate", "D"
    BOARD = "board", "bestuur, directie", "board", "D"
    GROUP = "group", "groep, team", "group, team", "profile annex 1"
    CLIENT = "client", "klant, cliënt", "client", "D"
    TEACHER = "teacher", "docent", "teacher", "W5"
    STUDENT = "student", "leerling, student", "student", "D"
    ORGANISATION = "organisation", "de organisatie", "the organisation", "D"
    UNKNOWN = "unknown", "onbekend", "unknown", "D"


class Channel(Term):
    """How the reporter found the way."""

    PHONE = "phone", "telefoon", "phone", "D"
    EMAIL = "email", "e-mail", "e-mail", "D"
    IN_PERSON = "in_person", "in persoon", "in person", "D"
    ONLINE = "online", "online", "online", "D"
    VIA_MANAGER = "via_manager", "via leidinggevende", "via manager", "profile annex 4"
    VIA_HR = "via_hr", "via HR", "via HR", "D"
    VIA_HEALTH = "via_health", "via bedrijfsarts of BMW", "via company doctor, social work", "D"
    VIA_COLLEAGUE = "via_colleague", "via collega", "via colleague", "D"
    VIA_WORKS_COUNCIL = "via_works_council", "via OR", "via works council", "D"
    VIA_OTHER_VP = "via_other_vp", "via andere VP", "via another VP", "D"
    VIA_INFORMATION = "via_information", "via voorlichting, intranet", "via information", "Huis §5.2"
    OTHER = "other", "overig", "other", "D"
