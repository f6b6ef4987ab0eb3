"""What a letter may know: a template is given one of these records and nothing else.

Here are the letters about no case, and what all letters have in common; those about a case are in
`vp.domain.case_letters`. What a letter needs and the profile does not say is asked for first:
nobody gets a leaflet without the address for complaints.
"""

from datetime import date

from vp.domain.case import Case, of_kind
from vp.domain.entries import Amendment, Entry
from vp.domain.leaving import Made
from vp.domain.profile import Profile
from vp.domain.record import Record
from vp.domain.vocabulary import Recipient, Scope, Sector, Term, recipient_called
from vp.errors import NotAllowed, NotThere
from vp.locale import N_


class LetterKind(Term):
    """What a letter is for."""

    LEAFLET = "leaflet", "folder voor melders", "leaflet for reporters", "code; complaints §1"
    STATEMENT = "statement", "rolverklaring voor intranet", "role statement", "code; Huis §5.2"
    REFUSAL = "refusal", "weigering aan leidinggevende", "refusal to a manager", "Huis §6.1, §7.1.1"
    CONSENT = "consent", "bevestiging van toestemming", "consent confirmed", "complaints §2"
    RELAY = "relay", "melding via VP", "report through VP", "Huis §5.1.2"
    TRANSFER = "transfer", "overdracht dossier", "handing over the file", "code"
    CLOSING = "closing", "afronding", "closing letter", "code; Huis §5.1.3"
    MEMO = "memo", "motivering doorbreken geheimhouding", "reasons for a breach", "W1.8"
    DESTRUCTION = "destruction", "verklaring van vernietiging", "destruction certificate", "code"


ABOUT_A_CASE = (
    LetterKind.CONSENT,
    LetterKind.RELAY,
    LetterKind.TRANSFER,
    LetterKind.CLOSING,
    LetterKind.MEMO,
)
"""The letters that are made of a case, and counted in it."""

_ROLE = ("organisation", "counsellor", "complaint_address", "replacement")
_NEEDS: dict[LetterKind, tuple[str, ...]] = {
    LetterKind.LEAFLET: _ROLE,
    LetterKind.STATEMENT: _ROLE,
    LetterKind.RELAY: ("organisation", "report_desk"),
    LetterKind.CLOSING: ("complaint_address",),
}
OWN_KEY, SCHEME_KEY = "vp", "scheme"
"""In the directory: how the counsellor himself is reached, and the scheme for reports."""


class Place(Record, kw_only=True):
    """Somebody to turn to, as the directory names him."""

    label: str
    address: str = ""


class Letterhead(Record, kw_only=True):
    """Who writes, for which organisation, how he is reached, and on which day."""

    organisation: str
    counsellor: str
    internal: bool
    reach: str
    day: date


class Role(Record, kw_only=True):
    """Leaflet and role statement: what the counsellor is for, and where secrecy ends."""

    head: Letterhead
    scope: Scope
    school: bool
    """Whether the counsellor is on the staff of a school, which has a duty of its own."""
    retention_months: int
    complaint_address: str
    replacement: str
    report_desk: str
    scheme: Place | None
    places: tuple[Place, ...]


class Refusal(Record, kw_only=True):
    """To who presses for details: nothing out of any case."""

    head: Letterhead
    agreement: str
    """What was agreed with the organisation beforehand on secrecy."""


class Destroyed(Record, kw_only=True):
    """One line of the destruction record, and how many readable copies had been made."""

    id: str
    term: date
    on: date
    case: str
    key: str
    chain: str
    copies: int


class Certificate(Record, kw_only=True):
    """What was destroyed; ids, days and digests only."""

    head: Letterhead
    destroyed: tuple[Destroyed, ...]
    copies: int
    """How many readable copies had been made of all these together."""


def require_settings(kind: LetterKind, profile: Profile) -> None:
    """Nothing, when the profile holds what the letter needs; else NotAllowed naming the settings.

    Where to complain and who replaces the counsellor is told, or the letter is not made
    (complaints, first step; LVV profile 2017 §4.6).
    """
    wanted = list(_NEEDS.get(kind, ()))
    if kind is LetterKind.STATEMENT and profile.scope is not Scope.CONDUCT:
        wanted.append("report_desk")
    if missing := [name for name in wanted if not getattr(profile, name).strip()]:
        raise NotAllowed(
            N_("this letter needs what the settings do not say yet: {settings}"),
            N_("fill it in: vp profile --ask"),
            settings=", ".join(missing),
        )


def letterhead(profile: Profile, today: date) -> Letterhead:
    """The head of a letter of this day."""
    own = profile.directory.get(OWN_KEY)
    return Letterhead(
        organisation=profile.organisation,
        counsellor=profile.counsellor,
        internal=profile.internal,
        reach=profile.reach or (own.address if own else ""),
        day=today,
    )


def role(profile: Profile, today: date) -> Role:
    """What leaflet and role statement say of the counsellor (LVV code 2021, transparantie)."""
    return Role(
        head=letterhead(profile, today),
        scope=profile.scope,
        school=profile.internal and profile.sector is Sector.EDUCATION,
        retention_months=profile.terms.retention_months,
        complaint_address=profile.complaint_address,
        replacement=profile.replacement,
        report_desk=profile.report_desk,
        scheme=scheme(profile),
        places=tuple(
            Place(label=body.name, address=body.address)
            for key, body in profile.directory.items()
            if key not in (OWN_KEY, SCHEME_KEY)
        ),
    )


def refusal(profile: Profile, today: date) -> Refusal:
    """The same words for whoever presses, since any difference would tell something (Huis §6.1)."""
    return Refusal(head=letterhead(profile, today), agreement=profile.secrecy_agreement)


def certificate(
    profile: Profile, destroyed: tuple[Destroyed, ...], today: date, name: str = ""
) -> Certificate:
    """The certificate of what was destroyed; of one case alone when its id begins with `name`.

    Raises NotThere when there is nothing to certify.
    """
    found = tuple(one for one in destroyed if one.id.startswith(name.strip().casefold()))
    if not found:
        raise NotThere(
            N_("the destruction record has no such case") if name else N_("nothing was destroyed"),
            N_("vp purge --dry-run says what is due, and when"),
        )
    return Certificate(
        head=letterhead(profile, today),
        destroyed=found,
        copies=sum(one.copies for one in found),
    )


def scheme(profile: Profile) -> Place | None:
    """The organisation's scheme for reports, when the directory names it (Huis §5.1.2)."""
    body = profile.directory.get(SCHEME_KEY)
    return Place(label=body.name, address=body.address) if body else None


def place(profile: Profile, key: str) -> Recipient | Place | None:
    """Who a recipient is: the body in the directory, or the term; None for no recipient."""
    if body := profile.directory.get(key):
        return Place(label=body.name, address=body.address)
    found = recipient_called(key)
    return (Place(label=found) if found else None) if isinstance(found, str) else found


def copies(case: Case) -> int:
    """How many readable copies of this case were made."""
    return sum(entry.copies for entry in of_kind(case, Made))


def text_of(case: Case, entry: Entry) -> str:
    """What the entry says, or should have said when it was corrected later."""
    if not entry.text:
        return ""
    corrected = [one.text for one in of_kind(case, Amendment) if one.entry == entry.id and one.text]
    return corrected[-1] if corrected else entry.text
