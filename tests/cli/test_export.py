"""`vp export`: a copy for the reporter or a committee, and everything that holds it back."""

import pytest

from tests.cli.conftest import TEXT, WORD, kept, refused
from tests.cli.seat import typed
from tests.conftest import Desk

STEPS = "reporter_alerted duty_checked scope_limited reporter_informed other_vp"
COVER = (
    "consent give ID --kind share_other --to complaints_committee --form unnamed --given written"
)


def wrote(desk: Desk, name: str = "copy.md") -> str:
    """What is in the file that was made."""
    return (desk.root / name).read_text()


def entries(desk: Desk, case: str) -> list[str]:
    """The ids of the entries, oldest first."""
    return [entry["id"] for entry in desk.shown(case)["log"]]


def weigh(desk: Desk, case: str, ground: str = "own_defence") -> str:
    """A weighing on this ground is ready for a disclosure; its id."""
    words = f"breach open ID --ground {ground} --json"
    found: str = desk.line(words, text="A complaint.", ID=case).json["id"]
    for step in STEPS.split():
        desk.do("breach", "step", case, step, text="So it was.")
    return found


# For the reporter


@pytest.mark.requirement("KL-13")
@pytest.mark.requirement("GC-21")
def test_export_for_the_reporter(desk: Desk, case: str) -> None:
    desk.do("note", case, text="Bas Hoek shouted at Noor.")
    desk.do("note", case, "--kind", "reflection", text=TEXT)
    told = desk.line("export ID --for reporter -o copy.md", ID=case)
    assert told.out.startswith("The copy is in copy.md")
    assert "accused-1 shouted at Noor." in wrote(desk)
    assert "[left out: the counsellor's own reflection, 2026-06-01]" in wrote(desk)
    assert WORD not in wrote(desk)
    assert "Bas" not in wrote(desk)
    last = desk.shown(case)["log"][-1]
    assert (last["entry"], last["what"]) == ("made", "export_reporter")
    assert last["id"] in wrote(desk)


def test_the_copy_is_for_its_owner_alone(desk: Desk, case: str) -> None:
    desk.line("export ID --for reporter -o copy.md", ID=case)
    assert (desk.root / "copy.md").stat().st_mode & 0o777 == 0o600


def test_export_for_the_reporter_leaves_out_what_is_named(desk: Desk, case: str) -> None:
    desk.do("note", case, text=TEXT)
    named = entries(desk, case)[-1]
    desk.line("export ID --for reporter -o copy.md", text=f"{named}\n", ID=case)
    assert WORD not in wrote(desk)
    assert "[left out: about somebody else, 2026-06-01]" in wrote(desk)


def test_at_a_terminal_it_asks_which_entries_about_others_stay_out(desk: Desk, case: str) -> None:
    desk.do("note", case, text="accused-1 agrees.")
    desk.do("note", case, text="Noor agrees.")
    named = entries(desk, case)[-2]
    told = typed(desk, "export", case, "--for", "reporter", "-o", "copy.md", lines=f"{named}\n")
    assert told.code == 0
    assert "accused-1 agrees." in told.err
    assert "Noor agrees." not in told.err
    assert "agrees" in wrote(desk)
    assert "accused-1 agrees." not in wrote(desk)


@pytest.mark.requirement("KL-11")
def test_no_copy_for_the_reporter_while_the_case_is_held(desk: Desk, case: str) -> None:
    desk.line("hold set ID --until 2027-01-01", text=TEXT, ID=case)
    before = kept(desk)
    told = desk.run("export", case, "--for", "reporter", "-o", "copy.md")
    assert refused(told, 4).startswith(f"case {case} is held until 2027-01-01")
    assert not (desk.root / "copy.md").exists()
    assert kept(desk) == before


def test_a_closed_case_is_copied_too_and_the_copies_are_counted_in_the_journal(
    desk: Desk, case: str
) -> None:
    desk.close(case)
    before = (desk.folder / "journal").exists() and any((desk.folder / "journal").iterdir())
    desk.line("export ID --for reporter -o copy.md", ID=case)
    assert not before
    assert [path.name for path in (desk.folder / "journal").iterdir()] == ["2026.age"]


# For a committee


@pytest.mark.requirement("GC-21")
def test_without_consent_or_weighing_nothing_goes_to_a_committee(desk: Desk, case: str) -> None:
    before = kept(desk)
    told = desk.run("export", case, "--for", "committee", "-o", "copy.md", text=f"{TEXT}\n")
    assert "no consent and no weighing" in refused(told, 4)
    assert not (desk.root / "copy.md").exists()
    assert kept(desk) == before


@pytest.mark.requirement("GC-10")
@pytest.mark.requirement("GC-19")
@pytest.mark.parametrize("ground", ["own_defence", "court_order", "supervisory_committee"])
def test_export_for_the_committee_under_a_weighing(desk: Desk, case: str, ground: str) -> None:
    desk.do("note", case, text="Bas Hoek shouted at Noor.")
    desk.do("note", case, text=TEXT)
    run = weigh(desk, case, ground)
    wanted = entries(desk, case)[1]
    desk.line("export ID --for committee -o copy.md", text=f"{wanted}\n", ID=case)
    assert "accused-1 shouted at reporter." in wrote(desk)
    assert WORD not in wrote(desk)
    told, made = desk.shown(case)["log"][-2:]
    assert (told["entry"], told["breach"], told["text"]) == ("disclosure", run, wanted)
    assert (made["entry"], made["to"]) == ("made", "complaints_committee")


@pytest.mark.requirement("KL-11")
def test_a_committee_gets_its_copy_with_consent_and_while_the_case_is_held(
    desk: Desk, case: str
) -> None:
    desk.line(COVER, text="All of it.", ID=case)
    desk.line("hold set ID --until 2027-01-01", text="A complaint.", ID=case)
    first = entries(desk, case)[0]
    desk.line("export ID --for committee -o copy.md", text=first, ID=case)
    assert "rests on the consent of the reporter" in wrote(desk)


@pytest.mark.requirement("GC-10")
def test_a_step_that_must_come_first_holds_the_copy_back(desk: Desk, case: str) -> None:
    desk.line("breach open ID --ground own_defence", text="A complaint.", ID=case)
    first = entries(desk, case)[0]
    before = kept(desk)
    told = desk.run("export", case, "--for", "committee", "-o", "copy.md", text=first)
    assert "scope_limited" in refused(told, 4)
    assert kept(desk) == before
    assert not (desk.root / "copy.md").exists()


@pytest.mark.requirement("GC-10")
def test_at_a_terminal_each_passage_is_shown_and_chosen(desk: Desk, case: str) -> None:
    desk.do("note", case, text="Bas shouted.")
    desk.do("note", case, text=TEXT)
    desk.do("note", case, "--kind", "reflection", text="I doubt.")
    desk.line(COVER, text="All of it.", ID=case)
    told = typed(desk, "export", case, "--for", "committee", "-o", "copy.md", lines="n\ny\n\nn\n")
    assert told.code == 0, told
    assert "accused-1 shouted." in told.err
    assert "I doubt." not in told.err
    assert "accused-1 shouted." in wrote(desk)
    assert WORD not in wrote(desk)


@pytest.mark.parametrize(
    ("text", "code"), [("", 2), (TEXT, 2), ("n-000000\n", 3), ("n\n", 2)], ids=repr
)
def test_what_is_no_choice_is_refused_without_repeating_it(
    desk: Desk, case: str, text: str, code: int
) -> None:
    desk.line(COVER, text="All of it.", ID=case)
    before = kept(desk)
    refused(desk.run("export", case, "--for", "committee", "-o", "copy.md", text=text), code)
    assert kept(desk) == before


# Where it is written


@pytest.mark.requirement("GC-21")
@pytest.mark.parametrize("place", ["dossier/copy.md", "dossier/cases/copy.md", "home/copy.md"])
def test_a_readable_copy_never_lies_where_others_copy_it(desk: Desk, case: str, place: str) -> None:
    before = kept(desk)
    told = desk.run("export", case, "--for", "reporter", "-o", place)
    assert "would lie among the files of vp itself" in refused(told, 4)
    assert kept(desk) == before


def test_a_place_that_is_not_there_is_found_out_before_anything_is_recorded(
    desk: Desk, case: str
) -> None:
    before = kept(desk)
    refused(desk.run("export", case, "--for", "reporter", "-o", "nowhere/copy.md"), 6)
    refused(desk.run("export", case, "--for", "reporter", "-o", str(desk.root)), 6)
    assert kept(desk) == before


@pytest.mark.parametrize(
    "words", ["--for reporter", "-o copy.md", "--for police -o copy.md", "--for"]
)
def test_a_call_that_is_not_whole_is_refused(desk: Desk, case: str, words: str) -> None:
    refused(desk.run("export", case, *words.split()), 2)


def test_in_dutch_it_reads_as_dutch(desk: Desk, case: str) -> None:
    desk.environ["VP_LANG"] = "nl"
    desk.do("note", case, "--kind", "reflection", text=TEXT)
    desk.line("export ID --for reporter -o copy.md", ID=case)
    sign = "[weggelaten: eigen reflectie van de vertrouwenspersoon, 2026-06-01]"
    assert sign in wrote(desk).splitlines()
