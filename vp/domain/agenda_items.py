"""What an agenda is made of: kinds of dates, and the item that carries one.

An item holds dates, keys and ids, and by type nothing else: whoever looks over the counsellor's
shoulder reads no name and no word of a conversation in it (Huis brochure 2023 §7.2.2).
"""

from datetime import date

from vp.domain.record import Record
from vp.domain.summary import Summary
from vp.domain.vocabulary import Term

HORIZON = 14
"""How many days ahead the agenda looks, unless a term says otherwise (our own decision)."""


class AgendaKind(Term):
    """Why something is due; those marked stay on top until they are answered."""

    on_top: bool

    def __init__(self, key: str, nl: str, en: str, source: str, on_top: bool = False) -> None:
        super().__init__(key, nl, en, source)
        self.on_top = on_top

    # fmt: off  (a table reads as a table: names, source and place)
    BREACH_ALERT = (
        "breach_alert",
        "melder nog niet ingelicht",
        "reporter not alerted yet",
        "code",
        True,
    )
    BREACH_GAPS = (
        "breach_gaps",
        "stappen open na spoed",
        "steps open after an emergency",
        "LVV protocol 2016",
        True,
    )
    BREACH_OPEN = (
        "breach_open",
        "afweging doorbreken loopt",
        "breach being weighed",
        "Huis §6.2",
        True,
    )
    LIMITS = "limits", "grenzen geheimhouding uitleggen", "explain the limits of secrecy", "code"
    REMINDER = "reminder", "afspraak of vervolg", "agreement or follow-up", "complaints §4"
    FIRST_TALK = "first_talk", "nog geen eerste gesprek", "no first talk yet", "complaints §4"
    NEXT_DATE = "next_date", "geen volgende datum", "no next date", "complaints §4"
    ACKNOWLEDGEMENT = (
        "acknowledgement",
        "ontvangstbevestiging van melding",
        "receipt of the report to be confirmed",
        "W8",
    )
    FEEDBACK = "feedback", "terugkoppeling volgen", "feedback to follow", "profile §4.3"
    CONSENT = (
        "consent",
        "toestemming schriftelijk bevestigen",
        "confirm consent in writing",
        "complaints §2",
    )
    AFTERCARE = "aftercare", "nazorg", "aftercare", "profile §4.1"
    DETRIMENT = "detriment", "vraag naar benadeling", "ask about detriment", "Huis §5.1.3"
    HOLD = "hold", "bewaring herzien", "look at the hold again", "code; D"
    DESTRUCTION = "destruction", "wordt vernietigd", "will be destroyed", "code"
    REPORT_LEADERSHIP = (
        "report_leadership",
        "jaarverslag en gesprek: leiding",
        "report and talk: leadership",
        "LVV; profile §4.3",
    )
    REPORT_WORKS_COUNCIL = (
        "report_works_council",
        "jaarverslag en gesprek: OR",
        "report and talk: works council",
        "Huis §5.3.1",
    )
    INFORMATION = "information", "voorlichting geven", "make yourself known", "profile §4.3"
    PEER_REVIEW = "peer_review", "intervisie", "peer review", "Huis §8.2"
    EVALUATION = (
        "evaluation",
        "kwaliteitsgesprek",
        "yearly evaluation",
        "complaints §De rol van de organisatie",
    )
    RENEWAL = "renewal", "registratie verlengen", "renew the registration", "code"
    # fmt: on


class Item(Record, frozen=True, kw_only=True):
    """Something due on a day, and the command that answers it."""

    on: date
    kind: AgendaKind
    case: str = ""
    alias: str = ""
    ref: str = ""
    """The entry it is about: a reminder, a consent, a breach."""
    about: tuple[str, ...] = ()
    """Keys of the steps still open, the label of the report's period, or the days by which feedback
    is due: counted from receipt, then from the acknowledgement."""
    late: bool
    command: str


def of(
    case: Summary,
    kind: AgendaKind,
    on: date,
    today: date,
    command: str,
    ref: str = "",
    about: tuple[str, ...] = (),
) -> Item:
    """The item of a case, with the case and the entry filled in where the command asks for them."""
    return Item(
        on=on,
        kind=kind,
        case=case.id,
        alias=case.alias,
        ref=ref,
        about=about,
        late=on < today,
        command=command.format(case=case.id, ref=ref),
    )
