"""Deputies and the paper key: who is added opens every key, who is out opens nothing new."""

from pathlib import Path

import pytest

from tests.store.cabinets import Kept, add_another, inside, make_kept, reads, remove_deputy, whole
from tests.store.conftest import OTHER, refused
from tests.strategies import CASE, note
from vp.errors import NotAllowed, NotThere
from vp.store import deputies, recipients, renewal, sealings
from vp.store.age import Identity, new_identity
from vp.store.papers import update_journal, update_profile
from vp.store.recipients import Recipient
from vp.store.resealing import silent


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return make_kept(tmp_path / "laptop")


def test_who_is_added_opens_every_key_and_no_case_is_touched(kept: Kept) -> None:
    who = new_identity()
    cases = {path: path.read_bytes() for path in kept.cases.iterdir()}
    add_another(kept, who)
    assert inside(kept.keys, who).keys() == inside(kept.keys, kept.identity).keys()
    assert {path: path.read_bytes() for path in kept.cases.iterdir()} == cases
    kept.add("0abc-1def")
    assert "0abc-1def" in inside(kept.keys, who)
    assert len(whole(kept)) == 3


def test_names_and_recipients_stand_once(kept: Kept) -> None:
    dossier = kept.open()
    with refused(NotAllowed, "of that name already"):
        deputies.add(dossier, Recipient("deputy", new_identity().recipient), silent)
    with refused(NotAllowed, "can open the keys already"):
        deputies.add(dossier, Recipient("other", kept.deputy.recipient), silent)
    with refused(NotThere, "no recipient of that name"):
        deputies.remove(dossier, "nobody", silent)
    with refused(NotAllowed, "you could not open the keys yourself"):
        deputies.remove(dossier, "counsellor", silent)


def had_by_the_deputy(kept: Kept) -> list[Identity]:
    """What he can have kept: his own identity and every key he could open."""
    keys = [key for found in inside(kept.keys, kept.deputy).values() for key in found]
    return [kept.deputy, *keys]


def test_who_is_out_opens_nothing_that_is_written_from_then_on(kept: Kept) -> None:
    had, before = had_by_the_deputy(kept), whole(kept)
    remove_deputy(kept)
    assert whole(kept) == before
    assert not inside(kept.keys, kept.deputy)
    for path in (kept.cases / f"{CASE}.age", kept.folder / "profile.age"):
        assert not reads(path, had)
    assert reads(kept.cases / f"{OTHER}.age", had)  # closed, and not written since
    assert renewal.waiting(kept.private) == {OTHER}
    kept.append(OTHER, note(number=9))
    assert not reads(kept.cases / f"{OTHER}.age", had)
    assert renewal.waiting(kept.private) == set()
    update_journal(kept.open(), 2026, lambda journal: journal)
    assert not reads(kept.folder / "journal" / "2026.age", had)


def test_a_removal_cut_off_before_the_new_keys_gives_them_when_a_case_is_written(
    kept: Kept,
) -> None:
    had = had_by_the_deputy(kept)
    dossier = kept.open()
    with dossier.writing():
        renewal.demand(dossier)
        left = [one for one in recipients.read(kept.private) if one.name != "deputy"]
        recipients.write(kept.private, left, unfinished=True)
    assert inside(kept.keys, kept.deputy)
    kept.open().load(OTHER)
    assert not inside(kept.keys, kept.deputy)
    assert not recipients.is_unfinished(kept.private)
    kept.append(CASE, note(number=9))
    assert not reads(kept.cases / f"{CASE}.age", had)
    update_profile(kept.open(), lambda profile: profile)
    assert not reads(kept.folder / "profile.age", had)
    remove_deputy(kept)  # what is left of it
    assert renewal.waiting(kept.private) == {OTHER}


def test_a_new_paper_replaces_the_one_before(kept: Kept) -> None:
    paper = new_identity()
    deputies.replace_paper(kept.open(), paper.recipient, silent)
    assert not inside(kept.keys, kept.paper)
    assert inside(kept.keys, paper).keys() == inside(kept.keys, kept.identity).keys()
    assert [one.name for one in recipients.read(kept.private)].count("recovery") == 1


def test_every_digest_a_key_ever_had_goes_into_the_record_when_it_goes(kept: Kept) -> None:
    add_another(kept, new_identity())
    add_another_again = Recipient("third", new_identity().recipient)
    deputies.add(kept.open(), add_another_again, silent)
    known = sealings.read(kept.private)[CASE]
    assert len(known) == 2
    kept.open().redact(CASE, lambda case: case)
    assert {one.key for one in kept.record().redacted if one.case == CASE} > set(known)
    assert CASE not in sealings.read(kept.private)


def test_a_recipients_file_without_names_is_read_too(kept: Kept) -> None:
    path = kept.private / "recipients.txt"
    path.write_text(f"{kept.identity.recipient}\n\n{kept.deputy.recipient}\n")
    assert [one.name for one in recipients.read(kept.private)] == ["recipient 1", "recipient 2"]
