"""Entries about what leaves a case: through the counsellor as intermediary, or as a copy."""

from vp.domain.log_entry import LogEntry
from vp.domain.vocabulary import ConsentForm, Direction, Preparation


class Prepared(LogEntry, kw_only=True, tag="preparation"):
    """The reporter's own answer to a question that assessors may ask; never a score."""

    prefix = "p"
    question: Preparation


class Relayed(LogEntry, kw_only=True, tag="relay"):
    """A message that went through the counsellor as intermediary, exactly as in `text`."""

    prefix = "y"
    direction: Direction
    party: str = ""
    """Outward: the recipient; inward: who sent it, as far as vp knows recipients."""
    form: ConsentForm = ConsentForm.UNNAMED
    consent: str = ""
    report: bool = False
    """Whether this message is the report itself, which the answer terms run from."""


class Made(LogEntry, kw_only=True, tag="made"):
    """A readable copy left the scheme: a letter, an export, a memo. `copies` were made."""

    prefix = "k"
    what: str
    """The kind of letter or export."""
    to: str = ""
    copies: int = 1


class HandedOver(LogEntry, kw_only=True, tag="handover"):
    """The file went to another counsellor, sealed to `to`, under a consent."""

    prefix = "g"
    to: str
    consent: str


class Received(LogEntry, kw_only=True, tag="received"):
    """The file came from another counsellor's dossier."""

    prefix = "u"
    dossier: str
