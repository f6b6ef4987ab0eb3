"""The proof that hidden numbers stay hidden: tables anybody can check by adding.

For each hidden cell there are two complete tables that fit every number ever printed, one with
the least value the cell can have and one with the greatest. They are made from what is printed
and from nothing else, so that they say nothing of the true figures. Who checks them needs no
solver and no trust in this program.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from vp.domain.disclosure.attacker import CEILING, Attacker, Values
from vp.domain.frozen import Cell, Certificate, Frozen, Tie, proof_of
from vp.errors import NotReadable
from vp.locale import N_

Range = tuple[int, int]


class Statements(NamedTuple):
    """Everything that was told: what is known of each cell, the ties, and which are hidden."""

    bounds: dict[str, Range]
    ties: tuple[Tie, ...]
    hidden: tuple[str, ...]
    hidden_before: frozenset[str]
    """What earlier reports hide."""
    base: Values
    """A table that fits all earlier reports."""
    own: frozenset[str]
    """The cells that the ties of this report name, of its own or of earlier ones."""

    def touched(self) -> frozenset[str]:
        """The cells that hang together with any of this report."""
        attacker = Attacker(self.ties, self.bounds)
        return frozenset().union(*(names for names in attacker.regions if names & self.own))

    def near(self) -> "Statements":
        """Without what is told of cells that this report tells nothing more of."""
        names = self.touched() | self.own
        ties = tuple(tie for tie in self.ties if names.intersection((*tie.left, *tie.right)))
        kept = names.union(*((*tie.left, *tie.right) for tie in ties))
        return self._replace(
            ties=ties,
            bounds={name: known for name, known in self.bounds.items() if name in kept},
            hidden_before=self.hidden_before & kept,
        )


def statements(
    cells: Iterable[Cell], ties: Iterable[Tie], earlier: Mapping[str, Frozen]
) -> Statements:
    """What a reader knows of these cells and of those of earlier reports, oldest first."""
    told: list[Tie] = []
    known: dict[str, Range] = {}
    base: Values = {}
    hidden: set[str] = set()
    for edition, frozen in earlier.items():
        told += [_renamed(tie, edition, earlier) for tie in frozen.ties]
        for cell in frozen.cells:
            name = _full(cell.name, edition, earlier)
            known[name] = _range(cell)
            hidden.update({name} if cell.hidden else ())
        found = frozen.certificate.base
        base.update((_full(name, edition, earlier), value) for name, value in found.items())
    cells, own = tuple(cells), tuple(ties)
    known.update((cell.name, _range(cell)) for cell in cells)
    tied = dict.fromkeys(name for tie in (*told, *own) for name in (*tie.left, *tie.right))
    return Statements(
        {name: known.get(name, (0, CEILING)) for name in tied},
        (*told, *own),
        tuple(cell.name for cell in cells if cell.hidden and cell.name in tied),
        frozenset(hidden & tied.keys()),
        base,
        frozenset(name for tie in own for name in (*tie.left, *tie.right)),
    )


def certify(told: Statements) -> tuple[Certificate, dict[str, Range]]:
    """The certificate of all hidden cells that this report tells of, and their exact intervals."""
    attacker = Attacker(told.ties, told.bounds, told.base)
    base = attacker.table()
    numbers: dict[tuple[tuple[str, int], ...], int] = {}
    least: dict[str, int] = {}
    greatest: dict[str, int] = {}
    intervals: dict[str, Range] = {}
    touched = told.touched()
    for name in (*told.hidden, *sorted(told.hidden_before & touched)):
        found = attacker.interval(name)
        intervals[name] = (found.least, found.greatest)
        for table, where in ((found.low, least), (found.high, greatest)):
            change = tuple((one, value) for one, value in table.items() if base[one] != value)
            where[name] = numbers.setdefault(change, len(numbers))
    proof = Certificate(
        base={
            name: value
            for name, value in base.items()
            if name in touched or (":" in name and name in told.own)
        },
        witnesses=tuple(dict(change) for change in numbers),
        least=least,
        greatest=greatest,
    )
    return proof, intervals


def verify(told: Statements, proof: Certificate) -> dict[str, Range]:
    """The interval that the certificate proves for each hidden cell. Raises NotReadable."""
    printed = {name: low for name, (low, high) in told.bounds.items() if low == high}
    base = told.base | proof.base | printed
    tables = [base | witness for witness in proof.witnesses]
    if not all(_fits(table, told) for table in tables):
        raise _unproven()
    try:
        return {
            name: (tables[proof.least[name]][name], tables[proof.greatest[name]][name])
            for name in {**dict.fromkeys(told.hidden), **proof.least}
        }
    except (KeyError, IndexError):
        raise _unproven() from None


def check(frozen: Frozen, earlier: Mapping[str, Frozen]) -> dict[str, Range]:
    """The proven intervals of a published report. Raises NotReadable when it does not add up.

    `earlier` are reports that it names, as they went out; without them it proves somewhat less:
    that it holds by itself.
    """
    if proof_of(frozen) != frozen.proof:
        raise _unproven()
    told = statements(frozen.cells, frozen.ties, earlier)
    intervals = verify(told, frozen.certificate)
    if any(high - low < frozen.threshold for low, high in intervals.values()):
        raise _unproven()
    return intervals


def _fits(table: Values, told: Statements) -> bool:
    """Whether the table has every cell within its bounds, and every tie adds up."""
    try:
        return all(
            sum(table[name] for name in tie.left) == sum(table[name] for name in tie.right)
            for tie in told.ties
        ) and all(low <= table[name] <= high for name, (low, high) in told.bounds.items())
    except KeyError:
        return False


def _range(cell: Cell) -> Range:
    if cell.band is not None:
        return cell.band
    if cell.hidden:
        return 0, CEILING
    number = int(cell.value or 0)
    return number, number


def _renamed(tie: Tie, edition: str, known: Mapping[str, Frozen]) -> Tie:
    return Tie(
        left=tuple(_full(name, edition, known) for name in tie.left),
        right=tuple(_full(name, edition, known) for name in tie.right),
    )


def _full(name: str, edition: str, known: Mapping[str, Frozen]) -> str:
    """The cell's name among several reports; one that reaches into another has it already."""
    return name if name.split(":")[0] in known else f"{edition}:{name}"


def _unproven() -> NotReadable:
    return NotReadable(
        N_("the numbers of the report and its proof do not fit together"),
        N_("somebody changed the file; ask for the report as it was published"),
    )
