"""The ledger: everything that reports ever told, in a chain; what the next report must reckon with.

It stays sealed. Beside what each report tells it keeps what nobody may see, so that the next one
can be audited without the cases: the range of each hidden number, and a table that fits.
"""

from collections.abc import Mapping
from typing import Any

import msgspec

from vp.domain.frozen import Cell, Frozen, Tie, encode
from vp.domain.period import Period
from vp.domain.record import Moment, Record
from vp.errors import NotAllowed, NotReadable
from vp.locale import N_

Number = int | float
Range = tuple[int, int]

_LARGEST = 16 * 1024 * 1024
"""The most bytes that the copy of one report may become."""


class Issued(Record, kw_only=True):
    """One edition of one period's report, as it was told; numbers by the names of their cells."""

    period: Period
    edition: int
    at: Moment
    threshold: int
    units: dict[str, int] = {}
    """How many people worked in each unit at the time."""
    shown: dict[str, Number] = {}
    bands: dict[str, Range] = {}
    hidden: tuple[str, ...] = ()
    ties: tuple[Tie, ...] = ()
    proof: str
    digest: str
    """The SHA-256 of the report in its canonical form."""
    decoy: dict[str, int] = {}
    """Another table that fits every statement: where later audits begin; no true hidden number."""
    intervals: dict[str, Range] = {}
    """Between which numbers each hidden cell was proven to lie."""
    report: str
    """The report itself, packed, so that its file can be written again."""
    file: str = ""
    """The SHA-256 of its file as it was written: one that nobody touched needs no reading."""
    before: str = ""
    """The digest of the entry before; empty for the first."""


class Ledger(Record, kw_only=True):
    """All editions of all reports of one dossier, in the order in which they were told."""

    format: int = 0
    dossier: str
    revision: int = 0
    issued: tuple[Issued, ...] = ()


def issue(
    ledger: Ledger,
    frozen: Frozen,
    decoy: Mapping[str, int],
    intervals: Mapping[str, Range],
    at: Moment,
    units: Mapping[str, int],
    file: str = "",
) -> Ledger:
    """The ledger in which this report counts as told. Raises NotAllowed for a wrong edition."""
    known = len(editions_of(ledger, frozen.period))
    if frozen.edition != known + 1:
        raise NotAllowed(
            N_("edition {edition} of {period} is not the next: {number} were published"),
            N_("another was published meanwhile; make the report anew"),
            edition=frozen.edition,
            period=frozen.period.label,
            number=known,
        )
    shown, bands, hidden = _told(frozen.cells)
    issued = Issued(
        period=frozen.period,
        edition=frozen.edition,
        at=at,
        threshold=frozen.threshold,
        units=dict(units),
        shown=shown,
        bands=bands,
        hidden=hidden,
        ties=frozen.ties,
        proof=frozen.proof,
        digest=digest(frozen),
        decoy=dict(decoy),
        intervals=dict(intervals),
        report=_packed(msgspec.json.encode(frozen)),
        file=file,
        before=_link(ledger.issued[-1]) if ledger.issued else "",
    )
    return msgspec.structs.replace(ledger, issued=(*ledger.issued, issued))


def agrees(issued: Issued, frozen: Frozen) -> bool:
    """Whether the report is, to the last number, the one that was issued."""
    return issued.digest == digest(frozen) and (
        (issued.period, issued.edition, issued.threshold, issued.proof, issued.ties)
        == (frozen.period, frozen.edition, frozen.threshold, frozen.proof, frozen.ties)
        and (issued.shown, issued.bands, issued.hidden) == _told(frozen.cells)
    )


def is_whole(ledger: Ledger) -> bool:
    """Whether nothing was taken out, put between or changed, and no entry contradicts itself."""
    before, editions = "", dict[str, int]()
    for one in ledger.issued:
        label = one.period.label
        editions[label] = editions.get(label, 0) + 1
        if one.before != before or one.edition != editions[label]:
            return False
        if not _is_sound(one):
            return False
        before = _link(one)
    return True


def editions_of(ledger: Ledger, period: Period) -> list[Issued]:
    """What was issued about exactly this period, the first edition first."""
    return [one for one in ledger.issued if one.period == period]


def latest(ledger: Ledger) -> list[Issued]:
    """The newest edition of each period, the earliest period first."""
    newest = {one.period.label: one for one in ledger.issued}
    return sorted(newest.values(), key=lambda one: (one.period.first, one.period.last, one.edition))


def overlapping(ledger: Ledger, period: Period) -> list[Issued]:
    """Every edition of another period that shares a day with this one, in the order of issue."""
    return [
        one
        for one in ledger.issued
        if one.period != period
        and one.period.first <= period.last
        and period.first <= one.period.last
    ]


def report_of(issued: Issued) -> Frozen:
    """The report as it went out, from the ledger's own copy. Raises NotReadable."""
    try:
        plain = msgspec.json.decode(_unpacked(issued.report))
        frozen = exact(msgspec.convert(plain, Frozen), plain)
    except (ValueError, msgspec.MsgspecError):
        raise _spoilt(issued) from None
    if not agrees(issued, frozen):
        raise _spoilt(issued)
    return frozen


def exact(frozen: Frozen, plain: dict[str, Any]) -> Frozen:
    """The report with each number as it was written: 6 is a whole number, and 6.0 is not.

    `plain` is what the report was converted from; its numbers may be text. Raises ValueError.
    """
    cells = [
        msgspec.structs.replace(cell, value=_number(told["value"])) if "value" in told else cell
        for cell, told in zip(frozen.cells, plain["cells"], strict=True)
    ]
    hours = _number(plain["mandate"]["hours_per_week"])
    mandate = msgspec.structs.replace(frozen.mandate, hours_per_week=hours)
    return msgspec.structs.replace(frozen, cells=tuple(cells), mandate=mandate)


def digest(frozen: Frozen) -> str:
    """The SHA-256 of the report in its canonical form, in hex."""
    return _sha256(encode(frozen))


def _told(
    cells: tuple[Cell, ...],
) -> tuple[dict[str, Number], dict[str, Range], tuple[str, ...]]:
    """The printed numbers, the bands and the names of what is hidden."""
    shown = {cell.name: cell.value for cell in cells if cell.value is not None}
    bands = {cell.name: cell.band for cell in cells if cell.band is not None}
    hidden = dict.fromkeys(cell.name for cell in cells if cell.hidden)
    return shown, bands, tuple(hidden)


def _is_sound(one: Issued) -> bool:
    hidden = set(one.hidden)
    ranges = (*one.bands.values(), *one.intervals.values())
    return (
        hidden.isdisjoint(one.shown)
        and hidden.isdisjoint(one.bands)
        and set(one.intervals).isdisjoint(one.shown)
        and all(least <= greatest for least, greatest in ranges)
    )


def _link(one: Issued) -> str:
    return _sha256(msgspec.json.encode(one, order="deterministic"))


def _number(told: str | float) -> Number:
    if not isinstance(told, str):
        return told
    return int(told) if told.removeprefix("-").isdecimal() else float(told)


def _packed(data: bytes) -> str:
    from base64 import b85encode
    from zlib import compress

    return b85encode(compress(data, 9)).decode()


def _unpacked(text: str) -> bytes:
    from base64 import b85decode
    from zlib import decompressobj, error

    try:
        return decompressobj().decompress(b85decode(text), _LARGEST)
    except error:
        raise ValueError(text[:0]) from None


def _sha256(data: bytes) -> str:
    from hashlib import sha256

    return sha256(data).hexdigest()


def _spoilt(issued: Issued) -> NotReadable:
    return NotReadable(
        N_("the copy of {period} in the ledger is not the report that was published"),
        N_("put back a copy of the dossier folder from your backup"),
        period=issued.period.label,
    )
