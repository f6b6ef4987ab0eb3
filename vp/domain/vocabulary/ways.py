"""The ways on: routes of the choice model, referrals, outcomes and reasons to close."""

from vp.domain.term import Term


# A table reads as a table: one term a line.
# fmt: off
class Outcome(Term):
    """What came of it: one of CONDUCT_OUTCOMES plus any results."""

    CONDUCT_STOPPED = "conduct_stopped", "gedrag gestopt", "conduct stopped", "profile annex 4"
    CONDUCT_REDUCED = "conduct_reduced", "deels gestopt", "partly stopped", "D"
    CONDUCT_CONTINUES = "conduct_continues", "gaat door", "continues", "D"
    CONDUCT_UNKNOWN = "conduct_unknown", "onbekend", "unknown", "D"
    ACCUSED_ADDRESSED = "accused_addressed", "veroorzaker aangesproken", "accused spoken to", "profile annex 4"
    DISCIPLINARY_TRACK = "disciplinary_track", "disciplinair traject", "disciplinary track", "profile annex 4"
    REFERRED_ON = "referred_on", "doorverwezen", "referred on", "profile annex 4"
    MEDIATOR_ENGAGED = "mediator_engaged", "mediator ingeschakeld", "mediator engaged", "profile annex 4"
    COMPLAINT_UPHELD = "complaint_upheld", "klacht gegrond", "complaint upheld", "profile annex 4"
    COMPLAINT_PARTLY_UPHELD = "complaint_partly_upheld", "deels gegrond", "partly upheld", "D"
    COMPLAINT_DISMISSED = "complaint_dismissed", "klacht ongegrond", "complaint dismissed", "profile annex 4"
    COMPLAINT_WITHDRAWN = "complaint_withdrawn", "klacht ingetrokken", "complaint withdrawn", "D"
    MEASURES_ADVISED = "measures_advised", "advies over maatregelen", "measures advised", "profile annex 4"
    INQUIRY_OPENED = "inquiry_opened", "onderzoek ingesteld", "inquiry opened", "Huis §5.1.3"
    NO_FOLLOW_UP = "no_follow_up", "niet opgevolgd", "not followed up", "Huis §5.1.2"
    EMPLOYMENT_ENDED = "employment_ended", "arbeidsovereenkomst melder ontbonden", "reporter's contract dissolved", "profile annex 4"
    DAMAGES = "damages", "schadevergoeding", "damages", "profile annex 4"
    RESTRAINING_ORDER = "restraining_order", "omgevingsverbod", "restraining order", "profile annex 4"
    PROSECUTION = "prosecution", "vervolging", "prosecution", "profile annex 4"
    INSTITUTE_OPINION = "institute_opinion", "oordeel over werkgever", "opinion on employer", "profile annex 4"
    REPORTER_LEFT = "reporter_left", "melder vertrokken", "reporter left", "D"


CONDUCT_OUTCOMES = (
    Outcome.CONDUCT_STOPPED,
    Outcome.CONDUCT_REDUCED,
    Outcome.CONDUCT_CONTINUES,
    Outcome.CONDUCT_UNKNOWN,
)


class Route(Term):
    """A step of the choice model (profile annex 4, extended), informal or formal."""

    formal: bool
    results: tuple[Outcome, ...]
    """What the step may lead to; empty where nothing typical is known."""

    def __init__(
        self, key: str, nl: str, en: str, source: str, formal: bool, results: tuple[str, ...]
    ) -> None:
        super().__init__(key, nl, en, source)
        self.formal = formal
        self.results = tuple(Outcome.of(result) for result in results)

    TALK_ONLY = "talk_only", "alleen gesprek", "talk only", "Huis §5.2", False, ()
    ADDRESS_ACCUSED = "address_accused", "zelf aanspreken", "speak to accused", "profile annex 4.1", False, ("conduct_stopped",)
    LINE_MANAGER = "line_manager", "melden aan leidinggevende", "tell manager", "profile annex 4.2", False, ("accused_addressed", "disciplinary_track", "referred_on")
    VP_GUIDED = "vp_guided", "traject met VP (of geen)", "with the VP (or none)", "profile annex 4.3", False, ("referred_on", "mediator_engaged")
    VP_ATTENDS = "vp_attends", "VP gaat mee", "VP comes along", "Huis §2.1", False, ()
    HR_INTERVENTION = "hr_intervention", "HR grijpt in", "HR steps in", "profile annex 5", False, ("accused_addressed",)
    MEDIATION = "mediation", "mediation (door ander)", "mediation", "profile annex 5", False, ("mediator_engaged",)
    NO_ACTION = "no_action", "geen actie, keuze melder", "none, reporter's choice", "Huis §3.2.1", False, ()
    COMPLAINTS_COMMITTEE = "complaints_committee", "klachtencommissie", "complaints committee", "profile annex 4.4", True, ("complaint_upheld", "complaint_dismissed", "measures_advised")
    COURT_EMPLOYER = "court_employer", "rechter/actie tegen werkgever", "court, employer", "profile annex 4.5", True, ("employment_ended", "damages")
    COURT_ACCUSED = "court_accused", "rechter/actie tegen veroorzaker", "court, accused", "profile annex 4.6", True, ("damages", "restraining_order")
    POLICE_REPORT = "police_report", "aangifte", "report to police", "profile annex 4.7", True, ("prosecution",)
    HUMAN_RIGHTS_INSTITUTE = "human_rights_institute", "College voor de Rechten van de Mens", "Institute for Human Rights", "profile annex 4.8", True, ("institute_opinion",)
    INTERNAL_REPORT = "internal_report", "melding via meldregeling", "report under own scheme", "Huis §5.1.2", True, ("inquiry_opened", "no_follow_up")
    RELAY_REPORT = "relay_report", "melding via VP", "report through VP", "Huis §5.1.2", True, ("inquiry_opened", "no_follow_up")
    HUIS_REPORT = "huis_report", "melding bij het Huis", "report to the Huis", "Huis §1.1", True, ("inquiry_opened",)
    REGULATOR_REPORT = "regulator_report", "toezichthouder, inspectie", "regulator", "Huis §6.2.1", True, ("inquiry_opened",)
    DETRIMENT_INQUIRY = "detriment_inquiry", "benadelingsonderzoek Huis", "detriment inquiry", "Huis §5.1.3", True, ("inquiry_opened",)


class Referral(Term):
    """To whom the reporter was pointed."""

    GP = "gp", "huisarts", "GP", "profile annex 5"
    COMPANY_DOCTOR = "company_doctor", "bedrijfsarts", "company doctor", "profile annex 5"
    SOCIAL_WORK = "social_work", "bedrijfsmaatschappelijk werk", "company social work", "profile §4.4"
    LEGAL = "legal", "jurist, rechtsbijstand", "lawyer", "profile annex 5"
    MEDIATOR = "mediator", "mediator", "mediator", "profile annex 5"
    COMPLAINTS_COMMITTEE = "complaints_committee", "klachtencommissie", "complaints committee", "profile annex 5"
    POLICE = "police", "politie", "police", "profile annex 5"
    OTHER_VP = "other_vp", "andere VP", "another VP", "code; Huis §5.1"
    OMBUDSMAN = "ombudsman", "ombudsman", "ombudsman", "profile §4.4"
    HUIS_ADVICE = "huis_advice", "Huis, afdeling Advies", "Huis advice desk", "profile annex 2; Huis §5.1.1"
    LINE_MANAGER = "line_manager", "leidinggevende", "manager", "profile annex 4"
    EXTERNAL_BODY = "external_body", "externe instantie", "external body", "Huis §5.1.1"
    SCHOOL_INSPECTOR = "school_inspector", "vertrouwensinspecteur", "school inspector", "W5"
    TRADE_UNION = "trade_union", "vakbond", "union", "D"
    VICTIM_SUPPORT = "victim_support", "Slachtofferhulp", "victim support", "D"
    SEXUAL_ASSAULT_CENTRE = "sexual_assault_centre", "Centrum Seksueel Geweld", "sexual assault centre", "D"
    SAFE_HOME = "safe_home", "Veilig Thuis", "domestic violence desk", "D"
    OTHER = "other", "overig", "other", "D"


class CloseReason(Term):
    """Why the case ended."""

    COMPLETED = "completed", "afgerond", "finished", "code"
    REPORTER_STOPPED = "reporter_stopped", "melder stopt", "reporter stops", "Huis §2.1"
    NO_RESPONSE = "no_response", "geen reactie", "no response", "D"
    REFERRED = "referred", "doorverwezen", "referred", "profile §4.3"
    TRANSFERRED = "transferred", "overgedragen", "transferred", "code"
    VP_ENDED = "vp_ended", "VP beëindigt", "VP ends", "code"
    ROLE_CONFLICT = "role_conflict", "rolconflict, VP treedt terug", "VP steps back", "Huis §4.4; complaints"
    OUT_OF_SCOPE = "out_of_scope", "buiten werkterrein", "out of scope", "profile §4.4"
