"""The words of the daily work: notes, recipients, reminders, what is told, the counsellor's post."""

from vp.domain.term import Term


# A table reads as a table: one term a line.
# fmt: off
class Recipient(Term):
    """To whom something from a case can go; the profile's directory adds its own keys."""

    MANAGER = "manager", "leidinggevende", "manager", "D"
    HR = "hr", "HR", "HR", "D"
    BOARD = "board", "bestuur, directie", "board", "D"
    WORKS_COUNCIL = "works_council", "ondernemingsraad", "works council", "D"
    COMPLAINTS_COMMITTEE = "complaints_committee", "klachtencommissie", "complaints committee", "D"
    COMPANY_DOCTOR = "company_doctor", "bedrijfsarts", "company doctor", "D"
    SOCIAL_WORK = "social_work", "bedrijfsmaatschappelijk werk", "company social work", "D"
    INTEGRITY_OFFICER = "integrity_officer", "integriteitsfunctionaris", "integrity officer", "D"
    LEGAL = "legal", "jurist", "lawyer", "D"
    MEDIATOR = "mediator", "mediator", "mediator", "D"
    POLICE = "police", "politie", "police", "D"
    INSPECTORATE = "inspectorate", "inspectie, toezichthouder", "inspectorate", "D"
    HUIS = "huis", "Huis voor Klokkenluiders", "Huis voor Klokkenluiders", "D"
    OTHER_VP = "other_vp", "andere VP", "another VP", "D"
    ACCUSED = "accused", "beschuldigde", "accused", "D"
    OTHER = "other", "overig", "other", "D"


def recipient_called(key: str) -> Recipient | str:
    """The recipient with this key, or the key itself when the profile's directory has it."""
    return next((term for term in Recipient if term.key == key), key)


class NoteKind(Term):
    """How the counsellor came by what he writes down."""

    CONVERSATION = "conversation", "gesprek", "conversation", "D"
    CALL = "call", "telefoongesprek", "phone call", "D"
    VIDEO = "video", "videogesprek", "video call", "D"
    MAIL = "mail", "e-mail of brief", "e-mail or letter", "D"
    OBSERVATION = "observation", "waarneming", "observation", "D"
    REFLECTION = "reflection", "eigen reflectie", "own reflection", "complaints §Checklists"


TALKS = (NoteKind.CONVERSATION, NoteKind.CALL, NoteKind.VIDEO)


class NoteSource(Term):
    """How the noted thing is known, so that fact, hearsay and feeling stay apart."""

    TOLD = "told", "verteld door de melder", "told by the reporter", "complaints §3"
    SEEN = "seen", "zelf gezien of gehoord", "seen or heard myself", "complaints §3"
    HEARSAY = "hearsay", "van horen zeggen", "hearsay", "complaints §3"
    DOCUMENT = "document", "uit een stuk", "from a document", "D"
    FEELING = "feeling", "gevoel, indruk", "feeling, impression", "complaints §3"


class NoteAbout(Term):
    """What part of the support a note belongs to."""

    SUPPORT = "support", "opvang en begeleiding", "support", "profile §4.3"
    ACCOMPANIMENT = "accompaniment", "meegaan, begeleiden bij procedure", "accompaniment", "profile §4.3"
    FEEDBACK = "feedback", "terugkoppeling aan de melder", "progress told to the reporter", "profile annex 2"
    AFTERCARE = "aftercare", "nazorg", "aftercare", "profile §4.1"
    DETRIMENT = "detriment", "benadeling na melding", "detriment after reporting", "Huis §5.1.3"
    DISSATISFACTION = "dissatisfaction", "onvrede over de VP", "dissatisfaction with the VP", "code"


class Offered(Term):
    """What the counsellor offers to somebody who is not content with him (code §Klachtenbehandeling)."""

    TALK = "talk", "een gesprek erover", "a talk about it", "code; complaints"
    COLLEAGUE = "colleague", "een collega die meekijkt", "a colleague who looks along", "complaints"
    STEPPING_BACK = "stepping_back", "terugtreden en overdragen", "stepping back and handing over", "complaints"


class Purpose(Term):
    """Why a date is kept."""

    FOLLOW_UP = "follow_up", "vervolg", "follow-up", "complaints §4"
    FEEDBACK = "feedback", "terugkoppeling volgen", "feedback to follow", "profile §4.3"
    AGREEMENT = "agreement", "afspraak", "agreement", "profile §4.1"
    AFTERCARE = "aftercare", "nazorg", "aftercare", "profile §4.1"
    DETRIMENT = "detriment", "vraag naar benadeling", "ask about detriment", "Huis §5.1.3"


class Direction(Term):
    """Which way a message goes through the counsellor as intermediary."""

    IN = "in", "naar de melder", "to the reporter", "Huis §5.1.2"
    OUT = "out", "van de melder", "from the reporter", "Huis §5.1.2"


class Preparation(Term):
    """What assessors of a report may ask; the counsellor prepares, and never scores (Huis §5.1.1)."""

    CONCRETE = "concrete", "Is het concreet en uitgewerkt genoeg?", "Is it concrete and detailed enough?", "Huis §5.1.1"
    COHERENT = "coherent", "Hangt het samen, zonder tegenspraak met wat verder bekend is?", "Is it coherent, without contradiction, consistent with what else is known?", "Huis §5.1.1"
    RELATED = "related", "Zijn er verwante meldingen?", "Are there related reports?", "Huis §5.1.1"
    VERIFIABLE = "verifiable", "Wat valt na te gaan: mensen, data, plaatsen, gebeurtenissen?", "What can be checked: people, dates, places, events?", "Huis §5.1.1"
    SOURCE_OF_KNOWLEDGE = "source_of_knowledge", "Hoe weet u dit?", "How did you learn this?", "Huis §5.1.1"
    OWN_OBSERVATION = "own_observation", "Hoeveel heeft u zelf waargenomen?", "How much did you perceive yourself?", "Huis §5.1.1"
    EVIDENCE = "evidence", "Zijn er stukken, foto's of beelden?", "Are there documents, photos, videos?", "Huis §5.1.1"
    RIGHT_CHANNEL = "right_channel", "Wordt de melding gedaan zoals de regeling vraagt?", "Is it made as the scheme asks?", "Huis §5.1.2"


class Actor(Term):
    """Who will do, or did, something."""

    REPORTER = "reporter", "melder", "reporter", "profile §3.2"
    VP = "vp", "VP", "VP", "profile §3.2"
    OTHER = "other", "iemand anders", "someone else", "D"


class KeepFile(Term):
    """How much of the case the reporter agreed to keep (Huis §6.1)."""

    YES = "yes", "ja", "yes", "W4"
    MINIMAL = "minimal", "alleen het nodigste", "only what is needed", "W4"
    NO = "no", "nee", "no", "W4"


class IdentityKnown(Term):
    """Whether the reporter's name is known, and to whom: anonymous is not confidential."""

    KNOWN = "known", "bekend", "known", "Huis §6.2"
    CONFIDENTIAL = "confidential", "vertrouwelijk (alleen bij de VP bekend)", "confidential (known to the VP only)", "Huis §6.2"
    ANONYMOUS = "anonymous", "anoniem (naam niet bekend)", "anonymous (name unknown)", "Huis §6.2"


class Told(Term):
    """What is told or checked at intake, in this order."""

    ROLE_CONFLICT = "role_conflict", "rolconflict nagegaan", "role conflict checked", "Huis §4.3, §5.1; code"
    LIMITS_EXPLAINED = "limits_explained", "aard, omvang en grenzen van de geheimhouding", "nature, extent and limits of secrecy", "code; profile §4.4; Huis §6.2.1"
    NO_PRIVILEGE = "no_privilege", "geen verschoningsrecht", "no right to refuse testimony", "code; Huis §6.2.1"
    REPORTING_DUTY = "reporting_duty", "meldplicht bij ernstige of ambtsmisdrijven", "duties to report grave or official crimes", "Huis §6.2.1"
    ROLE_EXPLAINED = "role_explained", "rol van de VP", "the role of the VP", "code §Transparantie"
    NOTHING_WITHOUT_YOU = "nothing_without_you", "niets zonder uw toestemming", "nothing without your permission", "complaints §1; Huis §2.1"
    SIGNALS_EXPLAINED = "signals_explained", "hoe signalen de organisatie bereiken", "how signals reach the organisation", "complaints §Casus"
    FILE_AND_RETENTION = "file_and_retention", "wat wordt bewaard en hoelang", "what is kept and how long", "code; W4"
    COMPLAINT_RULES = "complaint_rules", "klachtenregeling over de VP", "complaint rules about the VP", "code §Klachtenbehandeling"
    SAFE_CONTACT = "safe_contact", "veilig contact", "safe contact", "Huis §7.2.2; D"
    ACUTE_DANGER = "acute_danger", "acuut gevaar nagevraagd", "acute danger asked", "D"
    ANONYMITY = "anonymity", "anoniem of vertrouwelijk", "anonymous or confidential", "Huis §6.2"
    IN_SCOPE = "in_scope", "past bij het werkterrein", "within the field", "profile §4.4"
    WISH = "wish", "wat de melder wil bereiken", "what the reporter wants", "Huis §5.1.1"
    OPTIONS_OUTLINED = "options_outlined", "informele en formele wegen", "informal and formal routes", "Huis §5.1.1"
    HUIS_ADVICE = "huis_advice", "het Huis adviseert ook", "the Huis advises too", "Huis §5.1.1"


class Scope(Term):
    """The counsellor's field."""

    CONDUCT = "conduct", "ongewenste omgangsvormen", "unwanted conduct", "Huis §2.3"
    INTEGRITY = "integrity", "integriteit", "integrity", "Huis §2.3"
    BOTH = "both", "beide", "both", "Huis §2.3"


class Sector(Term):
    """Sectors with duties of their own."""

    GENERAL = "general", "geen van deze", "none of these", "D"
    EDUCATION = "education", "onderwijs", "education", "W5; W6"
    SPORT = "sport", "sport", "sport", "W7"
    GOVERNMENT = "government", "overheid", "government", "Huis §6.2.1"


class VpPosition(Term):
    """Other posts of the counsellor that do not go with the function (Huis §4.3; profile §3.4, §4.4)."""

    MANAGER = "manager", "leidinggevende", "manager", "Huis §4.3"
    TOP_MANAGEMENT = "top_management", "bestuur of directie", "top management", "Huis §4.3"
    SUPERVISORY = "supervisory", "toezichthouder (RvT, RvC)", "supervisory seat", "Huis §4.3"
    WORKS_COUNCIL = "works_council", "ondernemingsraad", "works council", "Huis §4.3"
    HR = "hr", "HR", "HR", "Huis §4.3"
    LEGAL = "legal", "jurist", "legal", "Huis §4.3"
    COMPLIANCE = "compliance", "compliance", "compliance", "Huis §4.3"
    INTEGRITY_OFFICER = "integrity_officer", "integriteitsfunctionaris", "integrity officer", "Huis §4.3"
    INVESTIGATOR = "investigator", "onderzoeker", "investigator", "Huis §4.3"
    COMPLAINTS_COMMITTEE = "complaints_committee", "klachtencommissie", "complaints committee", "profile §4.4"
