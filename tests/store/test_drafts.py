from pathlib import Path

import pytest

from tests.store.conftest import Laptop, make_laptop, refused
from tests.strategies import CASE
from vp.errors import NotReadable, NotWritten
from vp.store import drafts
from vp.store.age import Identity, new_identity, unseal
from vp.store.lock import lock

TEXT = "Het hele verhaal,\n\nover twee alinea’s.".encode()


def test_a_text_is_kept_until_it_is_dropped(laptop: Laptop) -> None:
    dossier = laptop.open()
    assert not drafts.exists(dossier, CASE)
    assert drafts.load(dossier, CASE, laptop.identity) is None
    drafts.save(dossier, CASE, TEXT)
    assert drafts.exists(dossier, CASE)
    assert drafts.load(laptop.open(), CASE, laptop.identity) == TEXT
    drafts.drop(dossier, CASE)
    assert not drafts.exists(dossier, CASE)
    drafts.drop(dossier, CASE)


def test_a_later_text_takes_the_place_of_an_earlier_one(laptop: Laptop) -> None:
    dossier = laptop.open()
    drafts.save(dossier, CASE, TEXT)
    drafts.save(dossier, CASE, TEXT + b"\nen meer")
    drafts.save(dossier, drafts.INTAKE, b"een intake")
    assert drafts.load(dossier, CASE, laptop.identity) == TEXT + b"\nen meer"
    assert drafts.load(dossier, drafts.INTAKE, laptop.identity) == b"een intake"


@pytest.mark.requirement("GC-20")
def test_no_readable_word_of_a_draft_is_left_behind(laptop: Laptop) -> None:
    drafts.save(laptop.open(), CASE, TEXT)
    for place in (laptop.folder, laptop.home):
        for path in place.rglob("*"):
            assert not path.is_file() or b"verhaal" not in path.read_bytes()
            assert path.stat().st_mode & 0o077 == 0
    path = laptop.private / "drafts" / f"{CASE}.age"
    assert path.stat().st_size >= 16 * 1024, "a draft's length shows in its size"


def test_writing_one_asks_for_no_passphrase_and_reading_takes_the_identity(tmp_path: Path) -> None:
    paper = new_identity()
    laptop = make_laptop(tmp_path, recovery=paper.recipient)

    def ask() -> Identity:
        raise AssertionError("it was unlocked")

    dossier = laptop.open()
    dossier.cabinet.unlock = ask
    drafts.save(dossier, CASE, TEXT)
    assert drafts.load(dossier, CASE, paper) == TEXT
    with refused(NotReadable, f"drafts/{CASE} cannot be opened"):
        drafts.load(dossier, CASE, new_identity())


def test_a_text_is_kept_while_another_vp_holds_the_dossier(laptop: Laptop) -> None:
    dossier = laptop.open()
    with lock(laptop.private / "lock"):
        drafts.save(dossier, CASE, TEXT)
    assert drafts.load(dossier, CASE, laptop.identity) == TEXT


def test_the_half_of_a_draft_that_is_being_written_is_not_swept(
    laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A write elsewhere sweeps temporaries; it waits for the drafts' own lock."""
    dossier = laptop.open()
    drafts.save(dossier, CASE, TEXT)
    half = laptop.private / "drafts" / ".vp-0123456789abcdef.tmp"
    half.write_bytes(b"half")
    monkeypatch.setattr("vp.store.lock._WAIT_SECONDS", 0.05)
    with lock(laptop.private / "drafts" / "lock"), refused(NotWritten, "another vp"):
        laptop.write()
    assert half.exists()
    laptop.write()
    assert not half.exists()


def test_only_the_recipients_of_the_cabinet_can_read_it(laptop: Laptop) -> None:
    drafts.save(laptop.open(), CASE, TEXT)
    sealed = (laptop.private / "drafts" / f"{CASE}.age").read_bytes()
    assert unseal(sealed, [laptop.identity], "k").rstrip(b"\n") == TEXT


@pytest.mark.parametrize("left", [b"", b"\0" * 512, b"\xa7" * 16384])
def test_one_whose_destruction_was_cut_off_is_none_and_goes(left: bytes, laptop: Laptop) -> None:
    drafts.save(laptop.open(), CASE, TEXT)
    (laptop.private / "drafts" / f"{CASE}.age").write_bytes(left)
    assert drafts.load(laptop.open(), CASE, laptop.identity) is None
    assert not drafts.exists(laptop.open(), CASE)
