"""The cells of a report: rows that an organisation cannot have are blank, and tied to nothing."""

import pytest

from tests.domain.reports import cases, profile, tally
from vp.domain.disclosure.certificate import statements, verify
from vp.domain.disclosure.layout import lay_out
from vp.domain.disclosure.protection import protect
from vp.domain.summary import Summary
from vp.domain.vocabulary import ReporterPosition, ReporterRole
from vp.errors import NotAllowed

K = 5


def roles() -> list[Summary]:
    """Twelve who felt it themselves, nine witnesses, all employees."""
    employee = {"position": ReporterPosition.EMPLOYEE}
    return [
        *cases(range(12), facts={"role": ReporterRole.AFFECTED} | employee),
        *cases(range(12, 21), facts={"role": ReporterRole.WITNESS} | employee),
    ]


def test_every_tie_holds_for_the_true_figures() -> None:
    layout = lay_out(tally(roles()), K)
    number = {name: len(spot.cases) for name, spot in layout.spots.items()}
    for tie in layout.ties:
        assert sum(number[name] for name in tie.left) == sum(number[name] for name in tie.right)


def test_a_row_that_cannot_occur_is_blank_and_no_slack_for_the_others() -> None:
    seen = (ReporterRole.AFFECTED, ReporterRole.WITNESS)
    others = [f"role/{role.key}" for role in ReporterRole if role not in seen]
    told = profile(cannot_occur=tuple(others))
    protected = protect(tally(roles(), settings=told), K)
    cells = {cell.name: cell for cell in protected.cells}
    assert all(cells[name].impossible for name in others)
    assert not {name for tie in protected.ties for name in tie.left} & set(others)
    known = statements(protected.cells, protected.ties, {})
    assert verify(known, protected.certificate) == protected.intervals


@pytest.mark.parametrize("name", ["role/affected", "role/nobody", "new", "routes"])
def test_a_row_that_occurs_or_does_not_exist_is_refused(name: str) -> None:
    with pytest.raises(NotAllowed):
        protect(tally(roles(), settings=profile(cannot_occur=(name,))), K)
