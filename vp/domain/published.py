"""What a reader may see: plain values only. A template gets this, and nothing else of a case."""

from datetime import date

from vp.domain.counts import Mandate, Texts
from vp.domain.period import Period
from vp.domain.record import Record

FEW = "few"
"""Left out, because the period has too few reporters for any breakdown."""
SMALL = "small"
"""Left out, because no number, or less than half of them, could be shown."""


class Code(Record, kw_only=True):
    """A code of a dimension with its labels."""

    code: str
    nl: str
    en: str


class Shown(Record, kw_only=True):
    """One row: its number, or None where it is hidden; or it cannot occur at all."""

    code: str
    nl: str
    en: str
    value: int | None = None
    impossible: bool = False


class PublishedTable(Record, kw_only=True):
    """The cases that `of` counts, broken down over one dimension; or why that is left out.

    `of` is a key figure (`new`), or a row of another table (`fields/conduct`).
    """

    key: str
    dimension: str
    of: str
    rows: tuple[Shown, ...]
    total: int | None = None
    """The number `of` counts; None where that is hidden."""
    adds_up: bool = True
    """Each case is in one row; else a case may be in several rows, or in none."""
    left_out: str = ""

    @property
    def rest(self) -> int | None:
        """What the hidden rows are together, as any reader can work out; None where he cannot."""
        shown = [row.value for row in self.rows if row.value is not None]
        possible = [row for row in self.rows if not row.impossible]
        if self.left_out or not self.adds_up or self.total is None or len(shown) == len(possible):
            return None
        return self.total - sum(shown)


class Grid(Record, kw_only=True):
    """New cases broken down over two dimensions at once; or why that is left out."""

    key: str
    down: str
    across: str
    rows: tuple[Code, ...]
    columns: tuple[Code, ...]
    values: tuple[tuple[int | None, ...], ...] = ()
    """A line for each row, with a number for each column; None is hidden."""
    left_out: str = ""


class Audit(Record, kw_only=True):
    """What was proven about the hidden numbers; made of public information only.

    `narrowest` is the smallest range of values that any hidden number can still have.
    """

    shown: int
    hidden: int
    narrowest: tuple[int, int] | None = None
    proof: str = ""
    """The SHA-256 of the statements and the certificate."""
    earlier_shown: int = 0
    earlier_reports: int = 0


class Trend(Record, kw_only=True):
    """One figure over the years; None where a report hides it, or does not have it."""

    key: str
    nl: str
    en: str
    values: tuple[float | None, ...]


class Trends(Record, kw_only=True):
    """Figures of published reports beside each other, oldest first, at most ten of them."""

    periods: tuple[str, ...] = ()
    lines: tuple[Trend, ...] = ()


class Published(Record, kw_only=True):
    """The report's numbers, after disclosure control; None is a hidden number."""

    period: Period
    mandate: Mandate
    threshold: int
    band: tuple[int, int] | None = None
    """Between which numbers `new` lies, when it is too small to be given."""
    tables: dict[str, PublishedTable]
    grids: dict[str, Grid] = {}
    figures: dict[str, float | None]
    work: dict[str, float]
    given: dict[str, tuple[date, ...]]
    texts: Texts
    audit: Audit
    trends: Trends = Trends()
    edition: int = 0
    """Which edition of this period was published; 0 is a draft."""
    parts: int = 1
    """Of how many counsellors' reports it is the sum."""
