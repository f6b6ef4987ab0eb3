"""What is kept of a text that was not saved, and what is not."""

import pytest

from tests.cli.conftest import TEXT, WORD
from tests.cli.seat import typed
from tests.cli.terminal import last_text
from tests.conftest import Desk


def test_of_a_note_that_was_saved_nothing_stays_with_an_older_text(desk: Desk) -> None:
    """An empty line ends what is kept with a newline, which does not come out of the draft."""
    case = desk.intake()
    desk.run("note", case, "--on", "2027-01-01", text="Oude tekst")
    lines = "n\nn\nEerste regel\n\nTweede regel\n\n.\n"
    assert typed(desk, "note", case, lines=lines).code == 0
    assert last_text(desk, case) == "Eerste regel\n\nTweede regel"
    again = typed(desk, "note", case, lines="")
    offered = again.err.partition("An earlier text was not saved:\n")[2]
    assert offered.startswith("| Oude tekst\nBegin with it")
    assert "regel" not in again.err


def test_an_older_text_and_one_that_is_broken_off_stay_once_each(desk: Desk) -> None:
    case = desk.intake()
    desk.run("note", case, "--on", "2027-01-01", text="Oude tekst")
    late = ("--on", "2027-01-01")
    assert typed(desk, "note", case, *late, lines="n\nn\nEerste\n\nTweede\n\n").code == 4
    again = typed(desk, "note", case, lines="").err
    assert [again.count(word) for word in ("Oude tekst", "Eerste", "Tweede")] == [1, 1, 1]


@pytest.mark.requirement("GC-20")
def test_where_no_file_was_agreed_to_no_text_is_asked(desk: Desk) -> None:
    case = desk.intake(keep_file="no")
    told = typed(desk, "note", case, "--minutes", "20", lines=f"{TEXT}\n.\n")
    assert told.code == 0
    assert "did not agree to a file" in told.err
    assert "What was said or seen" not in told.err
    assert WORD not in desk.raw(case)
    assert desk.shown(case)["log"][-1]["minutes"] == 20


def test_where_a_text_is_needed_and_none_may_be_kept_it_is_refused_unasked(desk: Desk) -> None:
    case = desk.intake(keep_file="no")
    told = typed(desk, "hold", "set", case, "--until", "2027-01-01", lines=f"{TEXT}\n.\n")
    assert told.code == 4
    assert "did not agree to a file" in told.err
    assert "Why it must be kept" not in told.err
