"""What somebody meets who sits at a terminal: in Dutch, in 80 columns, and nothing gets lost."""

import re

import pytest

from tests.cli.terminal import Session, draft_of, last_text, nl
from tests.conftest import Desk
from vp.store.age import Identity, unseal, work_factor

SECRET = re.compile(r"AGE-SECRET-KEY-1[0-9A-Z]+")


@pytest.fixture
def desk(dutch: Desk) -> Desk:
    """A desk in Dutch with a dossier that needs no passphrase."""
    dutch.begin("--organisation", "Voorbeeld BV")
    return dutch


class Beginning:
    """`vp init`, up to the questions about the counsellor's post."""

    def __init__(self, desk: Desk) -> None:
        self.session = Session(desk, "init", desk.folder)
        self.session.prompt()
        (self.proposed,) = re.findall(r"\n    ([a-z]+(?: [a-z]+){5})\n", self.session.said)

    def take(self, *typed: str) -> None:
        """These lines are typed where a passphrase is asked."""
        for line in typed:
            self.session.answer(line)

    def recover(self) -> str:
        """A recovery key is made, and its last characters copied; the key."""
        self.session.answer("")
        self.session.prompt()
        (key,) = SECRET.findall(self.session.said)
        self.session.answer("FOUT")
        self.session.answer(key[-4:].lower())
        return str(key)


def test_init_takes_the_proposed_words_and_makes_a_recovery_key(dutch: Desk) -> None:
    began = Beginning(dutch)
    began.take("", began.proposed)
    recovery = began.recover()
    assert began.session.through({nl("Organisation"): "Voorbeeld BV"}) == 0
    assert began.session.too_wide == []
    assert began.session.english == []
    assert (work_factor((dutch.home / "identity.age").read_bytes()) or 0) >= 18
    sealed = (dutch.private / "keys" / "profile.age").read_bytes()
    assert b"AGE-SECRET-KEY-1" in unseal(sealed, [Identity(recovery)], "profile")
    everything = [path.read_bytes() for path in dutch.root.rglob("*") if path.is_file()]
    assert not [data for data in everything if recovery.encode() in data]
    listing = Session(dutch, "profile")
    listing.answer(f"  {began.proposed.replace(' ', '   ')} ")
    assert listing.code() == 0


def test_init_takes_a_phrase_of_ones_own_typed_twice_the_same(dutch: Desk) -> None:
    began = Beginning(dutch)
    own = "mijn eigen lange wachtzin"
    began.take("kort", own, "iets heel anders", own, own)
    assert began.session.through({nl("Make a recovery key"): "n"}) == 0
    assert own not in began.session.said
    assert nl("That was not the same. Once more from the start.") in began.session.said
    wrong = Session(dutch, "profile")
    wrong.answer("niet de goede wachtzin")
    assert wrong.code() == 5
    assert wrong.english == []


def test_ctrl_c_in_init_leaves_no_dossier_behind(dutch: Desk) -> None:
    began = Beginning(dutch)
    began.take("", began.proposed)
    assert began.session.interrupt() == 130
    assert not (dutch.folder / "vp.yaml").exists()


@pytest.mark.parametrize("words", [("key", "recovery"), ("note",), ("share",)])
def test_after_ctrl_c_the_sentence_stands_on_a_line_of_its_own(
    desk: Desk, words: tuple[str, ...]
) -> None:
    desk.intake()
    session = Session(desk, *words)
    assert session.prompt()
    assert session.interrupt() == 130
    assert "vp: fout: onderbroken" in session.lines


def test_a_passphrase_that_is_broken_off_leaves_its_line_too(dutch: Desk) -> None:
    began = Beginning(dutch)
    assert began.session.interrupt() == 130
    assert "vp: fout: onderbroken" in began.session.lines


def test_a_case_that_runs_is_not_reopened_and_no_reason_is_asked(desk: Desk) -> None:
    case = desk.intake()
    session = Session(desk, "reopen", case)
    assert session.prompt() == ""
    assert session.code() == 4
    desk.close(case)
    early = Session(desk, "reopen", case, "--on", "2026-05-01")
    assert early.prompt() == ""
    assert early.code() == 4


@pytest.mark.parametrize(
    ("words", "missing"), [(("consent", "withdraw"), "KENMERK"), (("amend",), "VERMELDING")]
)
def test_no_case_is_asked_where_more_is_missing_that_is_not_asked(
    desk: Desk, words: tuple[str, ...], missing: str
) -> None:
    desk.intake()
    session = Session(desk, *words)
    assert session.prompt() == ""
    assert session.code() == 2
    said = nl("{option} is needed here").format(option=missing)
    assert f"vp: fout: {said}" in session.lines


def test_a_note_of_several_lines(desk: Desk) -> None:
    case = desk.intake()
    session = Session(desk, "note", case, "--minutes", "20")
    for line in ("Eén regel.", "", "- [/] {{ nog een }}", "."):
        session.answer(line)
    assert session.code() == 0
    assert last_text(desk, case) == "Eén regel.\n\n- [/] {{ nog een }}"
    assert session.too_wide == session.english == []


@pytest.mark.parametrize("how", ["interrupt", "close_terminal"])
def test_a_note_that_is_broken_off_is_offered_again(desk: Desk, how: str) -> None:
    case = desk.intake()
    session = Session(desk, "note", case)
    session.answer("De eerste regel.")
    session.answer("De tweede regel.")
    assert getattr(session, how)() != 0
    assert "log" not in desk.shown(case)
    again = Session(desk, "note", case)
    again.answer("")
    again.answer("De derde regel.")
    again.answer(".")
    assert again.code() == 0
    assert "De eerste regel." in again.said
    assert last_text(desk, case) == "De eerste regel.\nDe tweede regel.\nDe derde regel."
    assert not draft_of(desk, case).exists()


def test_a_text_for_another_command_is_offered_but_not_taken_by_itself(desk: Desk) -> None:
    case = desk.intake()
    session = Session(desk, "note", case)
    session.answer("Voor de aantekening.")
    session.interrupt()
    other = Session(desk, "refer", case, "--to", "gp")
    assert other.prompt().endswith(("[y/N]: ", "[j/N]: "))
    other.answer("")
    other.answer("")
    other.answer(".")
    assert other.code() == 0
    assert draft_of(desk, case).exists()


@pytest.mark.parametrize(
    "words",
    [
        "list --all",
        "show ID --people",
        "agenda --days 3000",
        "check",
        "check --leaks",
        "option",
        "consent list ID",
        "breach show ID",
        "breach step ID harm_averted",
        "purge --dry-run --as-of 2029-01-01",
        "purge --as-of 2029-01-01",
        "note nergens",
        "report 2026",
        "--help",
        "note --help",
        "consent --help",
    ],
)
def test_what_is_shown_is_dutch_and_fits(desk: Desk, words: str) -> None:
    case = desk.intake(
        kinds=["bullying", "verbal_aggression", "exclusion"],
        unit="Onderwijs en Onderzoek",
        people={"reporter": {"name": "Noor de Wit", "contact": "thuis, na zessen " * 5}},
        wish="Dat het ophoudt. " * 20,
    )
    desk.do("consent", "give", case, "--kind", "share_manager", "--given", "written", text="Dat.")
    desk.do("breach", "open", case, "--ground", "conflict_of_duties", text="Zorgen.")
    session = Session(desk, *words.replace("ID", case).split())
    while session.prompt():
        session.answer(".")
    assert session.too_wide == []
    assert session.english == []
