"""The words of consent, of breaking secrecy, and of the work without a case."""

from vp.domain.term import Term


# A table reads as a table: one term a line.
# fmt: off
class ConsentKind(Term):
    """What the reporter agrees to."""

    KEEP_FILE = "keep_file", "dossier aanleggen", "keep a file", "W4"
    SPECIAL_DATA = "special_data", "bijzondere gegevens", "special categories", "W10"
    SHARE_MANAGER = "share_manager", "delen met leidinggevende", "share with manager", "profile annex 5"
    SHARE_HR = "share_hr", "delen met HR", "share with HR", "profile annex 5"
    SHARE_OTHER = "share_other", "delen met ander", "share with another", "code; complaints"
    IDENTITY = "identity", "naam bekendmaken", "disclose name", "Huis §6.2"
    RECOGNISABLE_SIGNAL = "recognisable_signal", "herleidbaar signaal", "recognisable signal", "complaints §Casus"
    RELAY_REPORT = "relay_report", "melding via VP", "report through VP", "code"
    ATTEND_TALK = "attend_talk", "meegaan naar gesprek", "attend a talk", "Huis §2.1"
    TRANSFER_FILE = "transfer_file", "overdracht dossier", "transfer", "code"
    WORK_CONTACT = "work_contact", "contact via werkadres", "contact at work", "Huis §7.2.2; D"


class ConsentForm(Term):
    """The form in which something may be shared (complaints §2)."""

    NAMED = "named", "met naam", "with name", "complaints; D"
    UNNAMED = "unnamed", "zonder naam", "without name", "complaints; D"
    ANONYMISED = "anonymised", "niet herleidbaar", "untraceable", "complaints; D"


class ConsentGiven(Term):
    """How the consent came."""

    WRITTEN = "written", "schriftelijk", "written", "complaints"
    ORAL_CONFIRMED = "oral_confirmed", "mondeling, schriftelijk bevestigd", "oral, then written", "complaints"
    ORAL = "oral", "mondeling", "oral only", "D"


class BreachGround(Term):
    """Why secrecy may give way; consent is not a breach (code; Huis §6.2)."""

    STATUTORY_DUTY = "statutory_duty", "wettelijke plicht", "duty in law", "code; Huis §6.2.1"
    CONFLICT_OF_DUTIES = "conflict_of_duties", "conflict van plichten, gewetensnood (ook zwaarwegend belang)", "conflict of duties (also weighty interest)", "code; Huis §6.2"
    COURT_ORDER = "court_order", "bevel of vragen in procedure", "ordered or questioned in proceedings", "Huis §6.2.1"
    OWN_DEFENCE = "own_defence", "eigen verweer", "own defence", "code"
    SUPERVISORY_COMMITTEE = "supervisory_committee", "Commissie van Toezicht LVV", "LVV committee", "code"


class BreachEnd(Term):
    """How the weighing ended; not breaking is as good an end as any."""

    NOT_BROKEN = "not_broken", "afgezien", "decided against", "D"
    BROKEN = "broken", "doorbroken", "secrecy broken", "D"
    CONSENT_AFTER_ALL = "consent_after_all", "alsnog toestemming", "consent after all", "D"
    WITHDRAWN = "withdrawn", "ingetrokken", "ground fell away", "D"


class ActivityKind(Term):
    """The counsellor's work that belongs to no case."""

    INFORMATION = "information", "voorlichting, kennismaking", "information, introduction", "profile §4.3, annex 5"
    TRAINING_GIVEN = "training_given", "training gegeven", "training given", "Huis §5.2"
    ADVICE_ASKED = "advice_asked", "gevraagd advies", "advice on request", "profile annex 5"
    ADVICE_UNASKED = "advice_unasked", "ongevraagd advies", "unasked advice", "profile annex 5"
    SIGNAL = "signal", "signaal aan leiding", "signal", "Huis §5.3"
    LEADERSHIP_TALK = "leadership_talk", "jaargesprek leiding", "yearly leadership talk", "profile §4.3"
    WORKS_COUNCIL_TALK = "works_council_talk", "overleg OR", "works council talk", "profile annex 5"
    PARTNER_TALK = "partner_talk", "overleg arbodienst, HR, BMW e.d.", "partner talk", "profile §4.3; Huis §5.3"
    PEER_REVIEW = "peer_review", "intervisie", "peer review", "Huis §7.2.3"
    TRAINING_TAKEN = "training_taken", "bijscholing, vakliteratuur", "own training", "code; Huis §7.2.3"
    EVALUATION = "evaluation", "kwaliteitsgesprek", "yearly evaluation", "complaints §De rol van de organisatie"
    FINDING = "finding", "bevinding", "finding", "profile §4.4"
    RECOMMENDATION = "recommendation", "aanbeveling", "recommendation", "profile §4.4"
    OTHER = "other", "overig", "other", "D"
