"""`vp edit` at a terminal: it says how facts are changed, and calls what was by its label."""

from tests.cli.seat import typed
from tests.conftest import Desk
from vp.domain.case import Facts
from vp.domain.vocabulary import Told


def test_with_nothing_to_tick_it_says_how_facts_are_changed_and_ends_well(desk: Desk) -> None:
    case = desk.intake()
    before = desk.raw(case)
    told = typed(desk, "edit", case, lines="\n" * 20)
    assert told.code == 0
    assert "unit: Logistics" in told.err
    assert f"vp edit {case} --from FILE" in told.err
    assert all(field in told.err for field in Facts.__struct_fields__)
    assert desk.raw(case) == before


def test_its_example_is_a_form_it_takes(desk: Desk) -> None:
    case = desk.intake(people={"reporter": {"name": "Noor de Wit"}})
    shown = typed(desk, "edit", case, lines="\n" * 20).err.splitlines()
    at = next(number for number, line in enumerate(shown) if "unit: " in line)
    form = "\n".join(line.strip() for line in shown[at : at + 2])
    told = desk.do("edit", case, "--from", "-", text=form)
    assert told.out == f"Changed in {case}: unit; reporter.\n"


def test_what_was_ticked_is_called_by_its_label(desk: Desk) -> None:
    desk.environ["VP_LANG"] = "nl"
    case = desk.intake()
    told = typed(desk, "edit", case, lines="n\nj\n" + "\n" * 20)
    assert told.code == 0
    assert told.out == f"Gewijzigd in zaak {case}: {Told.LIMITS_EXPLAINED.nl}.\n"


def test_the_help_names_the_fields(desk: Desk) -> None:
    told = desk.do("edit", "--help").out
    assert all(field in told for field in (*Facts.__struct_fields__, "people"))
