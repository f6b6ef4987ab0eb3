"""`vp init`, broken off: what was written down on paper opens the dossier that is there."""

import re

from tests.cli.seat import typed
from tests.conftest import Desk
from vp.store.age import Identity, unseal

BEGIN = ("--no-passphrase",)


def test_broken_off_in_the_questions_the_dossier_is_there_and_one_is_told_how_to_go_on(
    bare: Desk,
) -> None:
    told = typed(bare, "init", str(bare.folder), *BEGIN, lines="n\nVoorbeeld BV\n")
    assert told.code == 130
    assert "vp profile --ask" in told.err
    assert f"The dossier is in {bare.folder}" in told.out
    assert bare.do("list").code == 0
    answers = f"Voorbeeld BV\nNoor\n{chr(10) * 20}"
    assert typed(bare, "profile", "--ask", lines=answers).code == 0
    assert bare.do("profile", "--json").json["organisation"] == "Voorbeeld BV"


def test_a_recovery_key_that_was_shown_opens_the_dossier_whatever_came_after(bare: Desk) -> None:
    told = typed(bare, "init", str(bare.folder), *BEGIN, lines="\n")
    assert told.code == 130
    assert "this recovery key opens it" in told.err
    (key,) = re.findall(r"AGE-SECRET-KEY-1[0-9A-Z]+", told.err)
    sealed = (bare.private / "keys" / "profile.age").read_bytes()
    assert b"AGE-SECRET-KEY-1" in unseal(sealed, [Identity(key)], "profile")
    assert (bare.folder / ".git").is_dir()


def test_the_answers_are_in_the_settings(bare: Desk) -> None:
    answers = f"n\nVoorbeeld BV\nNoor\n{chr(10) * 20}"
    assert typed(bare, "init", str(bare.folder), *BEGIN, lines=answers).code == 0
    settings = bare.do("profile", "--json").json
    assert (settings["organisation"], settings["counsellor"]) == ("Voorbeeld BV", "Noor")
