"""`vp letter`: what is made, where it lies, and that each letter about a case is counted in it."""

from pathlib import Path

import pytest

from tests.cli.conftest import WORD, refused
from tests.cli.letters import ABOUT_NONE, consented, made, relayed, settled, spoken, weighed
from tests.conftest import Desk
from vp.domain.letters import LetterKind


@pytest.fixture
def ready(desk: Desk) -> Desk:
    """A desk with the settings that letters need."""
    return settled(desk)


# Word for word


@pytest.mark.parametrize("kind", ["leaflet", "statement", "refusal"])
def test_a_letter_about_no_case_is_written_to_the_file_or_said(ready: Desk, kind: str) -> None:
    ready.line("letter KIND -o letter.md", KIND=kind)
    said = ready.line("letter KIND", KIND=kind)
    path = ready.root / "letter.md"
    assert path.read_text() == said.out
    assert path.stat().st_mode & 0o777 == 0o600
    assert "Anna Smit" in said.out


@pytest.mark.parametrize("kind", ["consent", "relay", "transfer", "closing", "memo"])
def test_a_letter_about_a_case_is_written_and_counted(ready: Desk, case: str, kind: str) -> None:
    given = consented(ready, case)
    weighed(ready, case)
    relayed(ready, case)
    if kind == "closing":
        ready.do("breach", "end", case, "--as", "not_broken")
        ready.close(case)
    words = ("--consent", given) if kind == "consent" else ()
    ready.do("letter", kind, case, *words, "-o", "letter.md")
    assert (ready.root / "letter.md").read_text().startswith("Voorbeeld BV, 1 June 2026")
    ready.do("letter", kind, case, *words, "--copies", "3")
    assert made(ready, case) == [(kind, 1), (kind, 3)]


@pytest.mark.requirement("KL-02")
def test_a_consent_is_confirmed_by_its_id(ready: Desk, case: str) -> None:
    consented(ready, case, "--kind", "keep_file", text="Other.")
    given = consented(ready, case)
    told = ready.line("letter consent CASE --consent ID", CASE=case, ID=given)
    assert f"> That the {WORD} is there." in told.out
    assert "- **With whom:** manager" in told.out
    assert "--given oral_confirmed" in spoken(told)
    assert "Noor" not in told.out


@pytest.mark.requirement("HK-08")
def test_a_report_goes_out_under_the_scheme(ready: Desk, case: str) -> None:
    relayed(ready, case)
    told = ready.do("letter", "relay", case)
    assert "This is a report under the internal reporting scheme of Voorbeeld BV" in told.out
    assert "To: Meldpunt" in told.out
    assert case not in told.out


@pytest.mark.requirement("LV-08")
def test_the_memo_is_of_the_weighing_that_is_named(ready: Desk, case: str) -> None:
    first = weighed(ready, case)
    ready.do("breach", "step", case, "conscience", text=f"The {WORD} keeps me awake.")
    ready.do("breach", "end", case, "--as", "not_broken")
    weighed(ready, case)
    told = ready.line("letter memo CASE --breach BREACH", CASE=case, BREACH=first).out
    assert f"> The {WORD} keeps me awake." in told
    assert "**Result:** decided against, on 1 June 2026" in told
    assert WORD not in ready.do("letter", "memo", case).out


def test_letters_speak_dutch(ready: Desk) -> None:
    ready.environ["VP_LANG"] = "nl"
    assert ready.do("letter", "leaflet").out.startswith("# De vertrouwenspersoon: wat u kunt")


def test_a_template_in_home_takes_the_place_of_ours(ready: Desk) -> None:
    own = ready.home / "templates" / "en"
    own.mkdir(parents=True)
    (own / "letter_refusal.md.j2").write_text("No. {{ head.counsellor }}")
    assert ready.do("letter", "refusal").out == "No. Anna Smit\n"
    (own / "letter_refusal.md.j2").write_text("{{ nothing }}")
    refused(ready.run("letter", "refusal"), 5)


def test_a_leaflet_that_cannot_say_how_to_reach_the_counsellor_leaves_room(ready: Desk) -> None:
    assert ready.do("letter", "leaflet").err == ""
    ready.set(directory={})
    told = ready.do("letter", "leaflet")
    assert "....................." in told.out
    assert "vp profile --ask" in spoken(told)


def test_who_is_named_in_a_letter_is_said_by_handle(ready: Desk, case: str) -> None:
    given = consented(ready, case, text="Bas should know.")
    told = ready.do("letter", "consent", case, "--consent", given)
    assert "accused-1" in told.err
    assert "Bas" not in told.err


# Copies


@pytest.mark.requirement("GC-24")
def test_the_certificate_repeats_the_copies_that_were_counted(ready: Desk, case: str) -> None:
    consented(ready, case)
    ready.do("letter", "consent", case, "--copies", "2")
    closed = ready.do("close", case, "--reason", "completed")
    assert "copies that were made of it: 2" in spoken(closed)
    ready.do("letter", "closing", case)
    other = ready.intake()
    assert "copies" not in ready.do("close", other, "--reason", "completed").err
    ready.go_to("2028-07-01")
    ready.do("purge", "--confirm", "clock", "--confirm", "many")
    told = ready.do("letter", "destruction").out
    assert "Readable copies that were made of it: 3" in told
    assert "Readable copies that were made of it: 0" in told
    assert "By the count there are 3." in told
    one = ready.do("letter", "destruction", case[:6], "-o", "certificate.md")
    text = (ready.root / "certificate.md").read_text()
    assert (case in text, other in text, one.out) == (True, False, "")


def test_a_case_closed_again_later_keeps_its_last_count(ready: Desk, case: str) -> None:
    consented(ready, case)
    ready.do("letter", "consent", case)
    ready.close(case)
    ready.go_to("2027-02-01")
    ready.do("reopen", case, text="It began again.")
    ready.do("letter", "transfer", case)
    ready.close(case)
    ready.go_to("2029-03-01")
    ready.do("purge", "--confirm", "clock")
    assert "By the count there are 2." in ready.do("letter", "destruction").out


def test_the_letters_of_the_program_are_those_of_the_templates() -> None:
    folder = Path(__file__).parents[2] / "templates"
    for language in ("nl", "en"):
        found = {path.name for path in (folder / language).glob("letter_*.md.j2")}
        parts = {"letter_head.md.j2", "letter_foot.md.j2", "letter_sign.md.j2"}
        assert found == parts | {f"letter_{kind.key}.md.j2" for kind in LetterKind}
    assert set(ABOUT_NONE) == {"leaflet", "statement", "refusal", "destruction"}
