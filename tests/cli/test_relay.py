"""`vp relay`: a report through the counsellor, both ways, and what is refused on the way."""

import pytest

from tests.cli.conftest import WORD, kept, refused
from tests.conftest import Desk

REPORT = "There is money missing from the till."
GIVE = "consent give ID --kind relay_report --to integrity_officer --form unnamed --given written"
BY_NAME = "consent give ID --kind identity --to integrity_officer --form named --given written"
QUESTIONS = """concrete coherent related verifiable source_of_knowledge own_observation evidence
right_channel"""


@pytest.fixture
def agreed(desk: Desk, case: str) -> str:
    """A case of Noor de Wit, who agreed to a report without her name."""
    desk.line(GIVE, text="That money is missing.", ID=case)
    return case


# Word for word


@pytest.mark.requirement("GC-08")
@pytest.mark.requirement("HK-09")
@pytest.mark.parametrize("day", ["", " --on 2026-06-01"])
def test_the_lines_work_as_written_both_ways(desk: Desk, agreed: str, day: str) -> None:
    desk.line(f"relay ID --direction out{day}", text=REPORT, ID=agreed)
    desk.line(f"relay ID --direction in{day}", text="Thank you.", ID=agreed)
    out, back = desk.shown(agreed)["log"][-2:]
    assert (out["direction"], out["party"], out["text"]) == ("out", "integrity_officer", REPORT)
    assert (back["direction"], back["party"], back["text"]) == (
        "in",
        "integrity_officer",
        "Thank you.",
    )
    assert (out["day"], back["day"]) == ("2026-06-01", "2026-06-01")
    assert out["consent"].startswith("c-")


@pytest.mark.requirement("BP-08")
def test_a_report_puts_its_terms_on_the_agenda(desk: Desk, agreed: str) -> None:
    words = "relay ID --direction out --to integrity_officer --form unnamed --report"
    told = desk.line(words, text=REPORT, ID=agreed)
    assert "receipt confirmed by 2026-06-08" in told.err
    assert "feedback by 2026-08-30" in told.err
    (item,) = [one for one in desk.do("agenda", "--json").json if one["kind"] == "acknowledgement"]
    assert (item["on"], item["command"]) == ("2026-06-08", f"vp relay {agreed} --direction in")
    desk.go_to("2026-06-05")
    desk.line("relay ID --direction in", text="We received it.", ID=agreed)
    desk.go_to("2026-08-20")
    found = [one for one in desk.do("agenda", "--json").json if one["case"] == agreed]
    (feedback,) = [one for one in found if one["kind"] == "feedback"]
    assert feedback["about"] == ["2026-08-30", "2026-09-03"]
    assert "acknowledgement" not in [one["kind"] for one in found]


@pytest.mark.requirement("HK-10")
def test_after_every_message_it_is_said_whose_turn_it_is(desk: Desk, agreed: str) -> None:
    out = desk.line("relay ID --direction out", text=REPORT, ID=agreed).out
    assert out.endswith("Now it is the turn of: integrity officer.\n")
    out = desk.line("relay ID --direction in", text="Who was there?", ID=agreed).out
    assert out.endswith("Now it is your turn: pass it on to the reporter.\n")


@pytest.mark.requirement("HK-10")
def test_no_option_holds_a_decision(desk: Desk) -> None:
    told = desk.do("relay", "--help").out
    options = {word for word in told.replace(",", " ").split() if word.startswith("--")}
    assert options == {
        "--direction", "--to", "--form", "--consent", "--report", "--prepare", "--on", "--help",
    }  # fmt: skip


# Refused


@pytest.mark.requirement("HK-09")
@pytest.mark.requirement("HK-28")
@pytest.mark.parametrize(
    ("text", "handle"),
    [
        ("Noor saw it.", "reporter"),
        ("call 06 0000 0000", "reporter"),
        ("Bas took it.", "accused-1"),
    ],
)
def test_a_name_is_refused_with_4_by_its_handle_and_nothing_is_recorded(
    desk: Desk, agreed: str, text: str, handle: str
) -> None:
    before = kept(desk)
    result = desk.run("relay", agreed, "--direction", "out", text=f"{text} {WORD}")
    assert handle in refused(result, 4)
    assert not [name for name in ("Noor", "Bas", "Wit", "Hoek", "0000") if name in result.err]
    assert kept(desk) == before


@pytest.mark.requirement("HK-28")
def test_the_name_goes_out_under_a_consent_to_disclose_it_and_named_only(
    desk: Desk, agreed: str
) -> None:
    named = ("relay", agreed, "--direction", "out", "--form", "named")
    assert "no consent covers" in refused(desk.run(*named, text="Noor saw Bas."), 4)
    desk.line(BY_NAME, text="My name too.", ID=agreed)
    assert refused(desk.run(*named[:4], text="Noor saw it."), 4)
    told = desk.do(*named, text="Noor saw Bas.")
    assert "It also names accused-1" in told.err
    assert desk.shown(agreed)["log"][-1]["text"] == "Noor saw Bas."


@pytest.mark.requirement("GC-08")
@pytest.mark.parametrize(
    "words",
    [
        "--direction out --to board",
        "--direction out --form named",
        "--direction out --on 2026-05-31",
        "--direction out --on 2026-06-02",
    ],
)
def test_a_message_that_no_consent_covers_is_refused_with_4(
    desk: Desk, agreed: str, words: str
) -> None:
    before = kept(desk)
    assert refused(desk.run("relay", agreed, *words.split(), text=f"A {WORD}."), 4)
    assert kept(desk) == before


def test_the_hint_gives_the_command_that_records_the_consent(desk: Desk, case: str) -> None:
    result = desk.run("relay", case, "--direction", "out", text=REPORT)
    assert "no consent covers a message to integrity officer" in refused(result, 4)
    told = f"vp consent give {case} --kind relay_report --to integrity_officer --form unnamed"
    assert told in result.err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("", 2),
        ("--direction sideways", 2),
        ("--direction in --report", 2),
        ("--direction in --consent c-000001", 2),
        ("--direction in --form named", 2),
        ("--prepare --direction out", 2),
        ("--direction out --consent c-000001", 3),
        ("--direction out --to nobody", 2),
        ("--direction out --to Noor-de-Wit", 4),
    ],
)
def test_a_call_that_cannot_be_meant_is_one_sentence_and_changes_nothing(
    desk: Desk, agreed: str, words: str, code: int
) -> None:
    before = kept(desk)
    assert refused(desk.run("relay", agreed, *words.split(), text=f"A {WORD}."), code)
    assert kept(desk) == before


@pytest.mark.parametrize("direction", ["in", "out"])
def test_a_message_without_a_text_is_refused(desk: Desk, agreed: str, direction: str) -> None:
    assert refused(desk.run("relay", agreed, "--direction", direction), 2)


# Notices


@pytest.mark.requirement("HK-08")
@pytest.mark.requirement("HK-29")
def test_what_to_think_of_is_said_with_the_report_and_not_with_every_message(
    desk: Desk, agreed: str
) -> None:
    first = desk.line("relay ID --direction out --report", text=REPORT, ID=agreed).err
    assert "cannot be anonymous" in first
    assert f"vp relay {agreed} --prepare" in first
    later = desk.line("relay ID --direction out", text="It was in May.", ID=agreed).err
    assert later == ""


# The preparation


@pytest.mark.requirement("HK-07")
def test_the_preparation_takes_a_mapping_of_questions_and_answers(desk: Desk, case: str) -> None:
    answers = "".join(f"{question}: {question} it is\n" for question in QUESTIONS.split())
    desk.do("relay", case, "--prepare", text=answers)
    found = [entry for entry in desk.shown(case)["log"] if entry["entry"] == "preparation"]
    assert [one["question"] for one in found] == QUESTIONS.split()
    assert all(set(one) == {"entry", "id", "at", "day", "question", "text"} for one in found)
    assert "Is it coherent" in desk.do("show", case).out


@pytest.mark.requirement("HK-07")
def test_a_question_left_empty_is_said_to_be_open_and_no_score_is_given(
    desk: Desk, case: str
) -> None:
    out = desk.do("relay", case, "--prepare", text="evidence: A photo.\nconcrete:\n").out
    assert "not answered yet: Is it concrete and detailed enough?" in out
    assert "photos" not in out
    assert not [sign for sign in out.replace(case, "") if sign.isdigit() or sign == "%"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", 2),
        ("concrete:\n", 2),
        ("- zwaluwstaart\n", 2),
        ("concrete: [zwaluwstaart]\n", 2),
        ("zwaluwstaart is it: yes\n", 2),
        ("concrete: {\n", 5),
    ],
)
def test_a_preparation_that_does_not_fit_changes_nothing(
    desk: Desk, case: str, text: str, code: int
) -> None:
    before = kept(desk)
    assert refused(desk.run("relay", case, "--prepare", text=text), code)
    assert kept(desk) == before
