"""A published report as data: the numbers, how they hang together, and the proof.

It lies in `reports/` for anyone to read. From its cells, ties and certificate anybody can check,
by adding, that each hidden number may still have many values; or run an attacker of his own.
"""

import hashlib
from datetime import date

import msgspec

from vp.domain.counts import Mandate
from vp.domain.period import Period
from vp.domain.published import Code
from vp.domain.record import Record

FORMAT = 1


class Cell(Record, kw_only=True, omit_defaults=True):
    """A number that is printed, lies within a band, is hidden, or cannot occur.

    `name` is its variable in the ties: `new`, `fields/conduct`, `unit_field/Logistiek/conduct`.
    `at` is its place: a code for each dimension; a dimension that is left out means its total.
    """

    table: str
    name: str
    at: dict[str, str] = {}
    value: float | None = None
    band: tuple[int, int] | None = None
    hidden: bool = False
    impossible: bool = False


class Tie(Record, kw_only=True, frozen=True):
    """Two sets of cells that count the same cases: their sums are equal."""

    left: tuple[str, ...]
    right: tuple[str, ...]


class Shape(Record, kw_only=True):
    """How a table is made: its one or two dimensions, what it breaks down, why it is left out."""

    dimensions: tuple[str, ...]
    of: str = ""
    adds_up: bool = True
    left_out: str = ""


class Certificate(Record, kw_only=True):
    """For each hidden cell two complete tables: one with its least value, one with its greatest.

    `base` is a table that fits everything printed; a witness is `base` with some cells changed.
    `least` and `greatest` name, for each hidden cell, the witness (its place in `witnesses`).
    """

    base: dict[str, int] = {}
    witnesses: tuple[dict[str, int], ...] = ()
    least: dict[str, int] = {}
    greatest: dict[str, int] = {}


class Frozen(Record, kw_only=True, omit_defaults=True):
    """One edition of one period's report, as it went out."""

    format: int = FORMAT
    author: str
    """Which dossier it was made from: a digest, nobody's name."""
    parts: int = 1
    """Of how many counsellors' reports it is the sum."""
    period: Period
    edition: int
    published: date
    threshold: int
    mandate: Mandate
    dimensions: dict[str, tuple[Code, ...]]
    """The codes of each dimension, with their labels."""
    tables: dict[str, Shape]
    cells: tuple[Cell, ...]
    ties: tuple[Tie, ...]
    earlier: dict[str, str] = {}
    """The editions that were reckoned with (`2023.1`), and the SHA-256 of each as it went out."""
    certificate: Certificate
    proof: str
    """The SHA-256 of the rest of it, but for edition and day: a draft has it as it goes out."""


def edition_name(period: Period, edition: int) -> str:
    """What an edition is called among others; `2023.1:new` is one of its cells."""
    return f"{period.label}.{edition}"


def proven(frozen: Frozen) -> Frozen:
    """The report with the sum over all of it."""
    return msgspec.structs.replace(frozen, proof=proof_of(frozen))


def proof_of(frozen: Frozen) -> str:
    """The SHA-256 of what it tells, and of whom and when it tells it, in canonical form."""
    bare = msgspec.structs.replace(frozen, proof="", edition=0, published=frozen.period.last)
    return hashlib.sha256(encode(bare)).hexdigest()


def encode(frozen: Frozen) -> bytes:
    """The report in its one canonical form: equal reports are equal bytes."""
    return msgspec.json.encode(frozen, order="deterministic")
