"""`vp amend` and `vp redact`: corrections that leave a trace, and what they leave in the clear."""

import pytest

from tests.cli.conftest import TEXT, WORD, kept, refused
from tests.cli.seat import typed
from tests.conftest import TODAY, Desk, unsealed_in
from vp.store import drafts, git, session, strict
from vp.store.dossier import Dossier

WRONG = f"{TEXT}\nShe told of her sister's illness."
RIGHT = "It was her brother."
WHY = "It has nothing to do with the matter."


@pytest.fixture
def entry(desk: Desk, case: str) -> str:
    """A note with something in it that should not stand there."""
    desk.do("note", case, "--minutes", 30, "--on", "2026-03-10", text=WRONG)
    return last(desk, case)


def last(desk: Desk, case: str) -> str:
    """The id of the last entry."""
    found: str = desk.shown(case)["log"][-1]["id"]
    return found


# The lines a program may count on


@pytest.mark.requirement("KL-10")
def test_amend_word_for_word(desk: Desk, case: str, entry: str) -> None:
    before = desk.shown(case)["log"]
    told = desk.line("amend ID ENTRY", text=RIGHT, ID=case, ENTRY=entry).out
    after = desk.shown(case)["log"]
    assert after[:-1] == before
    correction = after[-1]
    assert (correction["entry"], correction["text"]) == ("amendment", RIGHT)
    assert correction["day"] == "2026-06-01"
    assert told == f"Corrected in {case}: {entry}, by {correction['id']}.\n"


@pytest.mark.requirement("KL-13")
@pytest.mark.requirement("HK-20")
def test_redact_word_for_word(desk: Desk, case: str, entry: str) -> None:
    told = desk.line("redact ID ENTRY", text=WHY, ID=case, ENTRY=entry).out
    log = {one["id"]: one for one in desk.shown(case)["log"]}
    assert "text" not in log[entry]
    assert (log[entry]["minutes"], log[entry]["day"]) == (30, "2026-03-10")
    trace = last(desk, case)
    assert (log[trace]["entry"], log[trace]["text"]) == ("redaction", WHY)
    assert told == f"The text of {entry} in {case} is gone; {trace} says why.\n"
    assert WORD not in desk.raw(case)
    assert desk.run("search", "--json", text=WORD).json == []


def test_the_entry_is_called_by_the_beginning_of_its_id(desk: Desk, case: str, entry: str) -> None:
    desk.do("amend", case[:4], "N", text=RIGHT)
    desk.do("redact", case, f" {entry[:5]}", text=WHY)
    assert [one["of"] for one in desk.shown(case)["log"][-2:]] == [entry, entry]


@pytest.mark.requirement("KL-10")
def test_a_closed_case_is_corrected_and_keeps_its_term(desk: Desk, case: str, entry: str) -> None:
    desk.close(case)
    desk.do("amend", case, entry, text=RIGHT)
    desk.do("redact", case, entry, text=WHY)
    (listed,) = desk.do("list", "--all", "--json").json
    assert (listed["status"], listed["destroy_on"]) == ("closed", "2028-06-01")
    (name,) = (one for one in desk.key_names() if one.startswith(case))
    assert name.startswith(f"{case}.2028-06-01.")
    assert desk.do("purge", "--json").json["next"] == "2028-06-01"


# What is shown


@pytest.mark.requirement("KL-10")
def test_show_tells_at_the_entry_what_corrects_it(desk: Desk, case: str, entry: str) -> None:
    desk.do("amend", case, entry, text=RIGHT)
    correction = last(desk, case)
    desk.do("note", case, text="Later.")
    course = desk.do("show", case).out.partition("COURSE\n")[2].splitlines()
    at = next(number for number, line in enumerate(course) if entry in line)
    assert [line.strip() for line in course[at + 1 : at + 4]] == [
        *WRONG.splitlines(),
        f"corrected: {correction}",
    ]
    assert f"2026-06-01  {correction}  correction of {entry}" in course[at + 4]
    assert course[at + 5].strip() == RIGHT
    assert "Later." in course[-1]


def test_show_tells_at_the_entry_what_was_taken_out(desk: Desk, case: str, entry: str) -> None:
    desk.do("redact", case, entry, text=WHY)
    shown = desk.do("show", case).out
    trace = last(desk, case)
    assert f"\n      text taken out: {trace}\n" in shown
    assert f"{trace}  text of {entry} taken out\n      {WHY}" in shown
    assert WORD not in shown
    assert "corrected:" not in shown


def test_the_corrections_that_keep_their_own_text_are_named(
    desk: Desk, case: str, entry: str
) -> None:
    desk.do("amend", case, entry, text=RIGHT)
    correction = last(desk, case)
    told = desk.do("redact", case, entry, text=WHY)
    assert f"Its corrections keep their own text: {correction}." in told.err


# What is gone is gone


@pytest.mark.requirement("KL-13")
@pytest.mark.requirement("GC-24")
def test_no_version_in_git_shows_the_text_any_more(desk: Desk, case: str, entry: str) -> None:
    git.begin(desk.folder)
    git.commit(desk.folder, TODAY)
    desk.do("redact", case, entry, text=WHY)
    git.commit(desk.folder, TODAY)
    assert desk.do("purge", "--verify", "--json").json == {"versions_tried": 1, "opened": 0}


def test_an_old_key_that_still_opens_a_version_asks_for_attention(
    desk: Desk, case: str, entry: str
) -> None:
    git.begin(desk.folder)
    git.commit(desk.folder, TODAY)
    old = (desk.private / "keys" / f"{case}.age").read_bytes()
    desk.do("redact", case, entry, text=WHY)
    (desk.private / "keys" / "0000-0000.age").write_bytes(old)
    told = desk.run("purge", "--verify")
    assert told.code == 7
    assert f"can still be opened: {case}" in told.err


def test_the_clear_text_is_nowhere(desk: Desk, case: str, entry: str) -> None:
    desk.do("amend", case, entry, text=f"Not so: {TEXT}")
    desk.do("redact", case, entry, text=WHY)
    paths = [path for path in desk.root.rglob("*") if path.is_file()]
    assert not any(WORD.encode() in path.read_bytes() for path in paths)
    assert unsealed_in(desk.folder) == []


def test_the_key_is_a_new_one_and_the_record_says_when(desk: Desk, case: str, entry: str) -> None:
    key = desk.private / "keys" / f"{case}.age"
    old = key.read_bytes()
    desk.do("amend", case, entry, text=RIGHT)
    assert key.read_bytes() == old
    desk.do("redact", case, entry, text=WHY)
    assert key.read_bytes() != old
    record = strict.load((desk.private / "destroyed.yaml").read_bytes(), "destroyed.yaml")
    (one,) = record["redacted"]
    assert (one["case"], one["day"]) == (case, "2026-06-01")
    assert "redacting" not in record


# Bad input: one sentence, a hint, and nothing written


@pytest.mark.parametrize(
    ("words", "text", "code", "says"),
    [
        ("amend CASE ENTRY", "", 2, "a text is needed"),
        ("redact CASE ENTRY", "", 2, "a text is needed"),
        ("redact CASE ENTRY", " \n", 2, "a text is needed"),
        ("amend CASE n-zzzzzz", RIGHT, 3, "no such entry"),
        ("redact CASE x", WHY, 3, "no such entry"),
        ("redact 0000 ENTRY", WHY, 3, "no such case"),
        ("redact CASE ENTRY", "The zwaluwstaart was bad.", 4, "repeats words"),
        ("redact CASE ENTRY", "Said: her sister's illness", 4, "repeats words"),
        ("amend CASE ENTRY", "\x07", 2, "cannot be kept"),
        ("redact CASE ENTRY", "\udcff", 2, "UTF-8"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    words: str, text: str, code: int, says: str, desk: Desk, case: str, entry: str
) -> None:
    before = kept(desk)
    given = words.replace("CASE", case).replace("ENTRY", entry)
    told = desk.run(*given.split(), text=text.encode("utf-8", "surrogateescape"))
    assert says in refused(told, code)
    assert kept(desk) == before
    assert not (desk.private / "drafts" / f"{case}.age").exists()


def test_what_is_ambiguous_is_refused(desk: Desk, case: str, entry: str) -> None:
    desk.do("note", case, text="Again.")
    assert "begin with n" in refused(desk.run("redact", case, "n", text=WHY), 3)


def test_a_second_time_there_is_nothing_left_to_take_out(desk: Desk, case: str, entry: str) -> None:
    desk.do("redact", case, entry, text=WHY)
    before = kept(desk)
    assert "no text in entry" in refused(desk.run("redact", case, entry, text=WHY), 4)
    assert kept(desk) == before


def test_a_held_case_stays_whole(desk: Desk, case: str, entry: str) -> None:
    desk.do("hold", "set", case, "--until", "2027-01-01", text="A complaint.")
    before = kept(desk)
    assert "is held" in refused(desk.run("redact", case, entry, text=WHY), 4)
    assert kept(desk) == before
    desk.do("amend", case, entry, text=RIGHT)


# At a terminal


def test_at_a_terminal_the_text_is_shown_before_it_is_taken_out(
    desk: Desk, case: str, entry: str
) -> None:
    told = typed(desk, "redact", case, entry, lines=f"y\n{WHY}\n.\n")
    assert told.code == 0, told
    assert f"| {TEXT}" in told.err
    assert told.err.index(TEXT) < told.err.index("Take this text out for good [y/N]")
    assert WORD not in desk.raw(case)


@pytest.mark.parametrize("answer", ["", "n"])
def test_at_a_terminal_nothing_is_taken_out_without_a_yes(
    answer: str, desk: Desk, case: str, entry: str
) -> None:
    before = kept(desk)
    told = typed(desk, "redact", case, entry, lines=f"{answer}\n{WHY}\n.\n")
    assert told.code == 4
    assert "nothing was taken out" in told.err
    assert kept(desk) == before


def test_at_a_terminal_the_entry_is_shown_before_it_is_corrected(
    desk: Desk, case: str, entry: str
) -> None:
    told = typed(desk, "amend", case, entry, lines=f"{RIGHT}\n.\n")
    assert told.code == 0, told
    assert told.err.index(TEXT) < told.err.index("What it should have said")
    assert desk.shown(case)["log"][-1]["text"] == RIGHT


def test_an_unsaved_text_that_repeats_it_is_pointed_at(desk: Desk, case: str, entry: str) -> None:
    identity = session.unlock(desk.home, lambda: "")
    dossier = Dossier(desk.folder, desk.home, lambda: identity)
    drafts.save(dossier, case, f"note\nAgain: {TEXT}".encode())
    told = desk.do("redact", case, entry, text=WHY)
    assert f"The next vp note {case} offers it" in told.err
    drafts.save(dossier, case, b"Something else.")
    desk.do("note", case, text=WRONG)
    assert "offers it" not in desk.do("redact", case, last(desk, case), text=WHY).err


def test_an_older_copy_of_a_case_is_refused_until_a_person_says_it_is_right(
    desk: Desk, case: str
) -> None:
    path = desk.folder / "cases" / f"{case}.age"
    older = path.read_bytes()
    desk.do("note", case, text=RIGHT)
    path.write_bytes(older)
    refused = desk.run("show", case)
    assert refused.code == 5
    assert f"case {case} is older than what this laptop has seen of it" in refused.err
    assert f"vp check --accept {case}" in refused.err
    assert desk.run("note", case, text=RIGHT).code == 5
    (found,) = [one for one in desk.run("check", "--json").json if case in one["says"]]
    assert f"vp check --accept {case}" in found["repair"]
    desk.run("check", "--accept", case)
    desk.do("note", case, text=RIGHT)
    assert not [one for one in desk.run("check", "--json").json if "older" in one["says"]]
