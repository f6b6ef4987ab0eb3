"""What does not fit is refused in one sentence with a hint, and nothing is lost or shown."""

from typing import Any

import pytest

from tests.cli.conftest import TEXT, WORD, kept, refused
from tests.conftest import Desk
from vp.domain.text import LIMIT
from vp.store import drafts, session, strict
from vp.store.dossier import Dossier


@pytest.mark.parametrize(
    ("form", "code", "told"),
    [
        ({"domein": "conduct"}, 2, "«domein»"),
        ({"domain": "gossip"}, 2, "domain: «gossip»"),
        ({"kinds": ["bulying"]}, 2, "kinds: «bulying»"),
        ({"role": TEXT}, 2, "role"),
        ({TEXT: "yes"}, 2, "intake form"),
        ({"repeated": "often"}, 2, "repeated"),
        ({"keep_file": "maybe"}, 2, "keep_file"),
        ({"opened": "someday"}, 2, "opened"),
        ({"opened": "2026-02-30"}, 2, "opened"),
        ({"opened": "2026-06-02"}, 4, "2026-06-02 has not come yet"),
        ({"told": {"limits_explained": "2026-06-02"}}, 4, "2026-06-02 has not come yet"),
        ({"told": {"limits": "2026-03-05"}}, 2, "told: «limits»"),
        ({"told": WORD}, 2, "told"),
        ({"people": {WORD: {"name": WORD}}}, 2, "people"),
        ({"people": {"reporter": {"nam": WORD}}}, 2, "people.reporter: «nam»"),
        ({"people": {"reporter": WORD}}, 2, "people.reporter"),
        ({"wish": [WORD]}, 2, "wish"),
        ({"wish": f"{WORD}\u202e"}, 2, "line 1"),
    ],
)
def test_a_form_with_a_slip_opens_no_case(
    desk: Desk, form: dict[str, Any], code: int, told: str
) -> None:
    before = kept(desk)
    answers = {"domain": "conduct"} | form
    answered = desk.run("intake", "--from", "-", text=strict.dump(answers))
    assert told in refused(answered, code)
    assert kept(desk) == before


@pytest.mark.parametrize(
    ("form", "code"),
    [
        (b"", 2),
        (b"   \n", 2),
        (b"[domain, conduct]", 2),
        (b"domain: [conduct", 5),
        (b"domain: conduct\ndomain: conduct", 5),
        (b"domain: &a conduct", 5),
        (b"domain: !!python/name:os.system conduct", 5),
        (b"domain: conduct\nwish: \xff", 5),
        (b'domain: conduct\nwish: "\\ud800"', 5),
        (b"[" * 100_000, 5),
        (b"domain: conduct\nminutes: \xc2\xb2", 2),
        (b"domain: conduct\nminutes: 9999999999", 2),
    ],
)
def test_a_form_that_is_no_form_opens_no_case(desk: Desk, form: bytes, code: int) -> None:
    answered = desk.run("intake", "--from", "-", text=form)
    assert (answered.code, answered.out) == (code, "")
    assert answered.err.startswith("vp: error: ")
    assert desk.cases() == []


def test_a_folder_is_no_form(desk: Desk) -> None:
    answered = desk.run("intake", "--from", desk.folder)
    assert (answered.code, answered.out) == (5, "")


def test_a_name_for_two_cases_is_asked_back(desk: Desk) -> None:
    case = (
        "format: 1\ndossier: x\nalias: a b\nrevision: 1\nfacts: {opened: 2026-01-01, domain: mixed}"
    )
    desk.do("import", "-", text=f"{case}\nid: m0v3-0001\n---\n{case}\nid: m0v3-0002\n")
    before = kept(desk)
    told = refused(desk.run("note", "m0v3", text=TEXT), 3)
    assert "m0v3-0001, m0v3-0002" in told
    assert kept(desk) == before


@pytest.mark.parametrize("name", ["zzzz", "", "../profile", "profile", TEXT])
def test_a_name_of_no_case_finds_nothing(desk: Desk, name: str) -> None:
    desk.intake()
    refused(desk.run("note", name, text=TEXT), 3)


@pytest.mark.parametrize(
    "words",
    [
        "note ID",
        "refer ID --to gp",
        "option ID line_manager",
        "consent give ID --kind keep_file",
        "remind ID --on 2026-08-01",
        "close ID --reason completed",
    ],
)
def test_a_closed_case_is_not_written_in(desk: Desk, words: str) -> None:
    case = desk.intake(wish=TEXT)
    desk.close(case)
    before = kept(desk)
    answered = desk.run(*words.replace("ID", case).split(), text=TEXT)
    assert case in refused(answered, 4)
    assert kept(desk) == before


@pytest.mark.parametrize("day", ["2026-06-02", "2026-03-04"])
@pytest.mark.parametrize(
    "words",
    [
        "note ID --on DAY",
        "refer ID --to gp --on DAY",
        "option ID line_manager --on DAY",
        "consent give ID --kind keep_file --on DAY",
        "breach open ID --ground own_defence --on DAY",
        "close ID --reason completed --on DAY",
    ],
)
def test_a_day_before_the_opening_or_to_come_is_refused(desk: Desk, words: str, day: str) -> None:
    case = desk.intake()
    before = kept(desk)
    filled = words.replace("ID", case).replace("DAY", day).split()
    assert day in refused(desk.run(*filled, text=TEXT), 4)
    assert kept(desk) == before


@pytest.mark.parametrize("day", ["someday", "2026-02-30", "2026-13-01", "05-2026", TEXT])
def test_a_day_that_is_none_is_refused(desk: Desk, day: str) -> None:
    case = desk.intake()
    refused(desk.run("note", case, "--on", day, text=TEXT), 2)


@pytest.mark.parametrize(
    "bad",
    [
        b"\x07",
        b"\x00",
        b"\x1b[31m",
        b"\xc2\x9b",
        b"\xed\xa0\x80",
        b"\xff",
        b"\xe2\x80\xae",
        b"\xe2\x81\xa6",
        b"\xef\xbf\xbf",
    ],
)
def test_a_character_that_cannot_be_shown_is_refused(desk: Desk, bad: bytes) -> None:
    case = desk.intake()
    before = kept(desk)
    refused(desk.run("note", case, text=TEXT.encode() + bad), 2)
    assert kept(desk) == before


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"])
def test_every_newline_becomes_a_plain_one(desk: Desk, newline: str) -> None:
    case = desk.intake()
    desk.do("note", case, text=f"one{newline}two")
    assert desk.shown(case)["log"][-1]["text"] == "one\ntwo"


@pytest.mark.parametrize(
    "text", ["[/]", "[red]x[/red]", "{{ 7 * 7 }}", "{case} %s \\n", "- a: !!b"]
)
def test_what_looks_like_markup_is_kept_and_shown_as_it_is(desk: Desk, text: str) -> None:
    case = desk.intake()
    desk.do("note", case, text=text)
    assert desk.shown(case)["log"][-1]["text"] == text
    assert text in desk.do("show", case).out


def test_a_text_of_a_megabyte_is_kept_whole(desk: Desk) -> None:
    case = desk.intake()
    text = (f"{TEXT}\n" * (LIMIT // len(TEXT)))[: LIMIT - 1] + "."
    desk.do("note", case, text=text)
    assert desk.shown(case)["log"][-1]["text"] == text


def test_a_text_above_a_megabyte_is_refused(desk: Desk) -> None:
    case = desk.intake()
    before = kept(desk)
    refused(desk.run("note", case, text="x" * (LIMIT + 1)), 2)
    assert kept(desk) == before


def test_a_case_above_four_megabytes_is_refused_and_the_text_kept(desk: Desk) -> None:
    case = desk.intake()
    for _part in range(3):
        desk.do("note", case, text="x" * LIMIT)
    before = kept(desk)
    answered = desk.run("note", case, text="x" * LIMIT)
    assert answered.code == 6
    assert "Your text is kept, sealed" in answered.err
    assert kept(desk) == before


def test_a_text_that_was_refused_for_its_day_is_kept_sealed(desk: Desk) -> None:
    case = desk.intake()
    answered = desk.run("note", case, "--on", "2026-06-02", text=TEXT)
    assert "Your text is kept, sealed" in answered.err
    (draft,) = desk.private.glob(f"drafts/{case}.age")
    assert WORD.encode() not in draft.read_bytes()


def test_a_second_text_that_is_refused_does_not_push_the_first_away(desk: Desk) -> None:
    case = desk.intake()
    for text in ("The first text.", "The second text.", "The second text."):
        assert desk.run("note", case, "--on", "2026-06-02", text=text).code != 0
    identity = session.unlock(desk.home, lambda: "")
    dossier = Dossier(desk.folder, desk.home, lambda: identity)
    assert drafts.load(dossier, case, identity) == b"note\nThe first text.\nThe second text."
    (draft,) = desk.private.glob(f"drafts/{case}.age")
    draft.write_bytes(draft.read_bytes()[:-1])
    assert desk.run("note", case, "--on", "2026-06-02", text="The third.").code != 0
    assert drafts.load(dossier, case, identity) == b"note\nThe third."


def test_no_text_is_kept_where_the_reporter_agreed_to_none(desk: Desk) -> None:
    case = desk.intake(keep_file="no")
    refused(desk.run("note", case, text=TEXT), 4)
    assert not list(desk.private.glob("drafts/*.age"))
