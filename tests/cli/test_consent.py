"""`vp consent give` at a terminal: whom it is for is chosen from a list, before the text."""

from tests.cli.conftest import TEXT
from tests.cli.seat import typed
from tests.cli.terminal import nl
from tests.conftest import Desk

DIRECTORY = {"arbo": {"name": "ArboNoord"}}


def given(desk: Desk, case: str) -> dict[str, str]:
    """The newest consent."""
    found: dict[str, str] = desk.do("consent", "list", case, "--json").json[-1]
    return found


def test_a_recipient_is_listed_in_ones_own_language_and_refused_at_the_question(
    desk: Desk,
) -> None:
    desk.environ["VP_LANG"] = "nl"
    desk.set(directory=DIRECTORY)
    case = desk.intake(people={"reporter": {"name": "Noor de Wit"}})
    answers = f"delen met ander\n\n\nzijn leidinggevende\nNoor de Wit\nleiding\n{TEXT}\n.\n"
    told = typed(desk, "consent", "give", case, lines=answers)
    assert told.code == 0
    listed = told.err[: told.err.index(nl("What may be shared"))]
    assert "   1  leidinggevende\n   2  HR\n   3  bestuur, directie\n" in listed
    assert "  17  ArboNoord\n" in listed
    assert "leidinggevende." in listed
    assert listed.count(f"\n{nl('With whom (a function or body)')}: ") == 3
    assert given(desk, case)["to"] == "manager"


def test_a_number_of_the_list_is_taken_and_one_can_go_back(desk: Desk) -> None:
    desk.set(directory=DIRECTORY)
    case = desk.intake()
    answers = f"<\nshare with HR\n\n<\n<\n\nshare_other\n\n<\nwithout name\n\n17\n{TEXT}\n.\n"
    told = typed(desk, "consent", "give", case, lines=answers)
    assert told.code == 0
    assert "  ! " not in told.err
    found = given(desk, case)
    assert (found["kind"], found["form"], found["to"]) == ("share_other", "unnamed", "arbo")


def test_whom_a_consent_is_for_by_itself_is_not_asked(desk: Desk) -> None:
    case = desk.intake()
    told = typed(desk, "consent", "give", case, lines=f"share_hr\n\n\n{TEXT}\n.\n")
    assert told.code == 0
    assert "With whom" not in told.err
    assert given(desk, case)["to"] == "hr"


def test_a_recipient_that_is_none_is_refused_before_the_text(desk: Desk) -> None:
    case = desk.intake()
    words = ("consent", "give", case, "--kind", "share_other", "--to", "the neighbour")
    told = typed(desk, *words, lines=f"\n\n{TEXT}\n.\n")
    assert told.code == 2
    assert "What may be shared" not in told.err
