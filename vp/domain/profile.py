"""The counsellor's settings for one organisation: who, under which agreements, with which terms."""

import re
from datetime import date

import msgspec

from vp.domain.record import Record
from vp.domain.vocabulary import Recipient, Scope, Sector, VpPosition
from vp.errors import NotAllowed, Usage
from vp.locale import N_, label

RETENTION_MONTHS = 24
"""Two years after the matter ended, at most (LVV code 2021, dossiervorming)."""

THRESHOLD_FLOOR = 3
THRESHOLD = 5
"""The least number of reporters behind a published figure (our own decision; no source has one)."""

DIRECTORY_KEY = re.compile(r"[a-z][a-z0-9_]{1,29}")


class Body(Record, kw_only=True):
    """A body, scheme or desk the counsellor may point to (LVV code 2021, kernwaarden)."""

    name: str
    address: str = ""
    note: str = ""


class Terms(Record, kw_only=True):
    """How long things may take, in months or days; no source gives them but where said."""

    retention_months: int = RETENTION_MONTHS
    aftercare_days: int = 42
    """From closing to the proposed aftercare talk."""
    detriment_days: int = 180
    """From closing to the second look for detriment (Huis §5.1.3)."""
    next_date_days: int = 30
    """How long an open case may be without a contact or a date."""
    destruction_notice_days: int = 60
    acknowledgement_days: int = 7
    """Receipt of a report confirmed (Wbk, secondary source: a setting)."""
    feedback_days: int = 90
    """Feedback on a report, at most three months (Wbk, secondary source: a setting)."""
    information_days: int = 365
    peer_review_days: int = 180
    evaluation_days: int = 365
    renewal_notice_days: int = 90


class Profile(Record, kw_only=True):
    """Who the counsellor is, for whom he works, and what was agreed."""

    format: int = msgspec.field(default=0)
    dossier: str
    revision: int = 0
    organisation: str = ""
    counsellor: str = ""
    internal: bool = True
    """Employed by the organisation (intern), or hired (extern)."""
    scope: Scope = Scope.BOTH
    sector: Sector = Sector.GENERAL
    civil_servant: bool = False
    positions: tuple[VpPosition, ...] = ()
    """The counsellor's other posts that may not go with the function."""
    units: dict[str, int] = {}
    """The organisation's units with their number of staff; 0 is unknown."""
    hours_per_week: float = 0.0
    """Agreed hours; a guideline says about two (LVV profile 2017, §4.6)."""
    renewal: date | None = None
    """When the registration must be renewed."""
    appointment: str = ""
    """Date and place of the letter of appointment, and what protects the counsellor."""
    secrecy_agreement: str = ""
    """What was agreed beforehand on breaking secrecy and on sharing with managers (Huis §6.2)."""
    report_desk: str = ""
    """Who receives a report and decides what follows; never the counsellor (Huis §9.2.4)."""
    complaint_address: str = ""
    """To whom a complaint about the counsellor goes: never himself or a direct colleague."""
    reach: str = ""
    """How people reach the counsellor, for leaflet and intranet."""
    replacement: str = ""
    """Who replaces the counsellor, and which other counsellors there are."""
    help_address: str = ""
    """Where the counsellor finds assistance when a complaint is made about him."""
    legal_ground: str = ""
    """Purpose and legal ground of keeping files (AVG)."""
    threshold: int = THRESHOLD
    cannot_occur: tuple[str, ...] = ()
    """Rows of the report that this organisation cannot have (`position/volunteer`): left blank.

    Said beforehand, never made up from the cases: a blank says that the number is zero.
    """
    signal_minimum: int = 3
    """The least number of cases behind a signal to the management (our own decision)."""
    terms: Terms = msgspec.field(default_factory=Terms)
    directory: dict[str, Body] = {}
    tag_key: str = ""
    """The secret that name tags are made with; random, never shown."""

    def __post_init__(self) -> None:
        if not 1 <= self.terms.retention_months <= RETENTION_MONTHS:
            raise ValueError("terms.retention_months")
        if self.threshold < THRESHOLD_FLOOR:
            raise ValueError("threshold")
        for key in self.directory:
            if not DIRECTORY_KEY.fullmatch(key):
                raise ValueError("directory")


def recipient(profile: Profile, word: str, names: tuple[str, ...] = (), field: str = "to") -> str:
    """The key of the recipient that `word` means: of the vocabulary or of the directory.

    A function or a body, never a person: refused when it equals one of `names`. Raises NotAllowed
    then, and Usage, which names the field, when there is none or several.
    """
    from vp.domain.vocabulary import find, fold, unknown

    if any(fold(word) == fold(name) for name in names if name):
        raise NotAllowed(
            N_("a recipient is a function or a body, never a person's name"),
            N_("use a key such as manager or hr, or add the body to the directory: vp profile"),
        )
    for key, body in profile.directory.items():
        if fold(word) in (fold(key), fold(body.name)):
            return key
    try:
        return find(Recipient, word, beginning=True, field=field).key
    except Usage:
        allowed = [*map(label, Recipient), *profile.directory]
        raise unknown(word, allowed, field, between="; ") from None


def conflicting_positions(profile: Profile) -> tuple[VpPosition, ...]:
    """The other posts that never go with the function; a manager's may, where others are there."""
    return tuple(post for post in profile.positions if post is not VpPosition.MANAGER)
