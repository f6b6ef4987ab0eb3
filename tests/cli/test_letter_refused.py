"""`vp letter` refused: one sentence and a hint, nothing written, nothing counted."""

import errno
import os
from pathlib import Path

import pytest

from tests.cli.conftest import WORD, kept, refused
from tests.cli.letters import relayed, settled
from tests.conftest import Desk


@pytest.fixture
def ready(desk: Desk) -> Desk:
    """A desk with the settings that letters need."""
    return settled(desk)


@pytest.mark.requirement("KL-09")
@pytest.mark.parametrize("kind", ["leaflet", "statement"])
def test_a_missing_setting_is_named_and_nothing_is_written(ready: Desk, kind: str) -> None:
    ready.set(complaint_address="")
    sentence = refused(ready.run("letter", kind, "-o", "letter.md"), 4)
    assert sentence.endswith("complaint_address")
    assert not (ready.root / "letter.md").exists()


def test_a_missing_setting_leaves_the_case_as_it_was(ready: Desk, case: str) -> None:
    ready.close(case)
    ready.set(complaint_address="")
    before = kept(ready)
    result = ready.run("letter", "closing", case, "-o", "letter.md")
    refused(result, 4)
    assert "vp profile --ask" in result.err
    assert kept(ready) == before
    assert not (ready.root / "letter.md").exists()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("consent CASE", 3),
        ("consent CASE --consent c-9", 3),
        ("relay CASE", 3),
        ("closing CASE", 4),
        ("memo CASE", 3),
        ("memo CASE --breach b-9", 3),
        ("transfer nothere", 3),
        ("transfer", 2),
        ("consent", 2),
        ("leaflet CASE", 2),
        ("refusal CASE", 2),
        ("leaflet --copies 2", 2),
        ("transfer CASE --copies 0", 2),
        ("transfer CASE --consent c-9", 2),
        ("consent CASE --breach b-9", 2),
        ("brochure", 2),
        ("destruction", 3),
        ("destruction CASE", 3),
    ],
)
def test_a_letter_that_cannot_be_made_is_refused_and_not_counted(
    ready: Desk, case: str, words: str, code: int
) -> None:
    before = kept(ready)
    filled = words.replace("CASE", case).split()
    refused(ready.run("letter", *filled, "-o", "letter.md"), code)
    assert kept(ready) == before
    assert not (ready.root / "letter.md").exists()


def test_a_consent_withdrawn_gets_no_letter_and_no_report(ready: Desk, case: str) -> None:
    relayed(ready, case)
    given = ready.do("consent", "list", case, "--json").json[0]["id"]
    ready.do("consent", "withdraw", case, given)
    before = kept(ready)
    refused(ready.run("letter", "consent", case), 4)
    refused(ready.run("letter", "relay", case), 4)
    assert kept(ready) == before


@pytest.mark.requirement("HK-09")
def test_a_report_that_names_somebody_since_gets_no_letter(ready: Desk, case: str) -> None:
    relayed(ready, case, text=f"The {WORD} of Vermeulen.")
    ready.do("edit", case, "--from", "-", text="people: {witness-1: {name: Els Vermeulen}}")
    before = kept(ready)
    sentence = refused(ready.run("letter", "relay", case, "-o", "letter.md"), 4)
    assert "witness-1" in sentence
    assert "Vermeulen" not in sentence
    assert kept(ready) == before
    assert not (ready.root / "letter.md").exists()


@pytest.mark.parametrize("place", ["dossier/letter.md", "dossier/cases/letter.md", "no/letter.md"])
def test_a_letter_never_lies_among_the_sealed_files(ready: Desk, case: str, place: str) -> None:
    before = kept(ready)
    refused(ready.run("letter", "transfer", case, "-o", place), 6 if place[0] == "n" else 4)
    assert kept(ready) == before


def test_a_letter_that_could_not_be_counted_is_not_left_behind(
    ready: Desk, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, rename = kept(ready), os.rename

    def full(old: Path, new: Path) -> None:
        if Path(new).suffix == ".age":
            raise OSError(errno.ENOSPC, "")
        rename(old, new)

    monkeypatch.setattr(os, "rename", full)
    refused(ready.run("letter", "transfer", case, "-o", "letter.md"), 6)
    assert not (ready.root / "letter.md").exists()
    assert kept(ready) == before
