"""The mirror of the cabinet: it holds every key, and forgets only what was destroyed."""

import os
import shutil
from pathlib import Path

import pytest

from tests.store.cabinets import Kept, add_another, inside, make_kept, reads
from tests.store.conftest import DUE, OTHER, refused
from tests.store.redactions import locked
from tests.strategies import CASE, DOSSIER, TODAY, reopening
from vp.domain.case import append
from vp.errors import NotAllowed, NotReadable, NotThere
from vp.store import files, mirror, mirror_place, upkeep, verify
from vp.store.age import new_identity, seal


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """A laptop with its first mirror made."""
    made = make_kept(tmp_path / "laptop")
    made.backup()
    return made


def away(kept: Kept) -> Path:
    """The stick is taken out; returns where it lies now."""
    return kept.stick.rename(kept.root / "drawer")


def back(kept: Kept) -> None:
    (kept.root / "drawer").rename(kept.stick)


def names(kept: Kept) -> list[str]:
    return sorted(path.name for path in kept.mirrored.iterdir())


def test_a_mirror_holds_every_key_as_it_is_and_nothing_else_of_home(kept: Kept) -> None:
    assert {path.name: path.read_bytes() for path in kept.mirrored.iterdir()} == {
        path.name: path.read_bytes() for path in kept.keys.iterdir()
    }
    place = kept.mirrored.parent
    assert {path.name for path in place.iterdir()} == {"keys", "recipients.txt", mirror.MARKER}
    assert upkeep.read(kept.private).mirrored == TODAY


def test_a_key_that_is_only_missing_stays_in_the_mirror(kept: Kept) -> None:
    (kept.keys / f"{CASE}.age").unlink()
    kept.backup()
    assert f"{CASE}.age" in names(kept)


def test_a_key_whose_name_changed_stands_once_in_the_mirror(kept: Kept) -> None:
    kept.open().update(OTHER, lambda case: append(case, reopening()))
    kept.backup()
    assert names(kept) == kept.key_names()


def test_purge_destroys_in_a_mirror_in_reach(kept: Kept) -> None:
    assert kept.purge(DUE) == [OTHER]
    assert OTHER not in {name[:9] for name in names(kept)}
    assert mirror.away(kept.open()) == []


def test_a_mirror_out_of_reach_waits_and_the_first_command_destroys_there(kept: Kept) -> None:
    away(kept)
    kept.purge(DUE)
    assert [one.folder for one in mirror.away(kept.open())] == [kept.mirrored.parent]
    back(kept)
    assert OTHER in inside(kept.mirrored, kept.identity)
    locked(kept)
    assert OTHER not in inside(kept.mirrored, kept.identity)
    assert mirror.away(kept.open()) == []


def test_the_key_of_a_redacted_case_goes_and_the_new_one_comes(kept: Kept) -> None:
    before = (kept.cases / f"{CASE}.age").read_bytes()
    kept.open().redact(CASE, lambda case: case)
    (kept.root / "before").write_bytes(before)
    held = inside(kept.mirrored, kept.identity)[CASE]
    assert not reads(kept.root / "before", held)
    assert reads(kept.cases / f"{CASE}.age", held)


def test_a_mirror_from_before_the_keys_were_sealed_anew_forgets_what_was_redacted(
    kept: Kept,
) -> None:
    """The same key under another digest: a glance at the record has to know it too."""
    away(kept)
    add_another(kept, new_identity())
    before = (kept.cases / f"{CASE}.age").read_bytes()
    kept.open().redact(CASE, lambda case: case)
    back(kept)
    locked(kept)
    (kept.root / "before").write_bytes(before)
    assert not reads(kept.root / "before", inside(kept.mirrored, kept.identity)[CASE])


def test_after_keys_were_sealed_anew_the_mirror_follows_at_its_next_copy(kept: Kept) -> None:
    who = new_identity()
    add_another(kept, who)
    assert not inside(kept.mirrored, who)
    assert kept.backup().other == []
    assert inside(kept.mirrored, who).keys() == inside(kept.keys, who).keys()


def test_another_key_in_the_mirror_is_kept_and_told(kept: Kept) -> None:
    """Which of the two is right only a person can say."""
    right = (kept.keys / f"{CASE}.age").read_bytes()
    wrong = seal(new_identity().secret().encode(), [kept.identity.recipient])
    (kept.keys / f"{CASE}.age").write_bytes(wrong)
    assert kept.backup().other == [CASE]
    assert (kept.mirrored / f"{CASE}.age").read_bytes() == right


def test_another_stick_in_the_same_place_is_not_taken_for_it(kept: Kept, tmp_path: Path) -> None:
    away(kept)
    other = kept.twin(tmp_path / "other")
    (other.stick / f"vp-{DOSSIER}").mkdir(parents=True)
    marker = (kept.root / "drawer" / f"vp-{DOSSIER}" / mirror.MARKER).read_text()
    (other.mirrored.parent / mirror.MARKER).write_text(marker.replace("0123abcd", "zzzzzzzz"))
    other.mirrored.mkdir()
    shutil.copy(kept.keys / "profile.age", other.mirrored / f"{OTHER}.age")
    other.purge(DUE)
    assert (other.mirrored / f"{OTHER}.age").exists()


def test_a_mirror_that_cannot_be_written_keeps_nobody_from_purging(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.unlink

    def unlink(path: Path) -> None:
        if kept.stick in Path(path).parents:
            raise OSError(30, "read-only")
        real(path)

    with monkeypatch.context() as patched:
        patched.setattr(files.os, "unlink", unlink)  # type: ignore[attr-defined]
        assert kept.purge(DUE) == [OTHER]
    assert [one.id for one in mirror.behind(kept.open())] == []
    assert OTHER not in inside(kept.mirrored, kept.identity)


def test_verify_tries_the_keys_of_the_mirrors_too(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vp.store import git

    git.begin(kept.folder)
    git.commit(kept.folder, TODAY)
    stolen = {path.name: path.read_bytes() for path in kept.mirrored.iterdir()}
    kept.purge(DUE)
    for name, data in stolen.items():
        (kept.mirrored / name).write_bytes(data)
    dossier = kept.open()  # the mirror's record is up to date: nobody looks at its keys again
    assert verify.verify(dossier, kept.identity, lambda _done, _all: None).opened == [OTHER]


@pytest.mark.parametrize("place", ["dossier", "dossier/sub", "home", "home/keys", "."])
def test_a_mirror_in_what_it_mirrors_is_refused(place: str, kept: Kept) -> None:
    shelf = kept.open()
    with refused(NotAllowed, "a mirror cannot lie"):
        mirror_place.require_fit(shelf, (kept.root / place).resolve())


def test_a_mirror_in_a_git_folder_or_where_a_program_copies_is_refused(kept: Kept) -> None:
    shelf = kept.open()
    for name, sentence in (("work", "git folder"), ("OneDrive", "copies that folder elsewhere")):
        place = kept.root.parent / name
        place.mkdir()
        if name == "work":
            (place / ".git").mkdir()
        with refused(NotAllowed, sentence):
            mirror_place.chosen(shelf, place / "keys", "00000000")
    assert len(upkeep.read(kept.private).mirrors) == 1


def test_a_mirror_that_is_not_there_is_not_begun_anew_unasked(kept: Kept) -> None:
    """An unmounted stick leaves an empty folder; keys would come on the laptop's own disk."""
    away(kept)
    kept.stick.mkdir()
    with refused(NotThere, "is not there now"):
        kept.backup()
    meant = mirror_place.chosen(kept.open(), kept.stick, "00000000", another=True)
    assert (meant.id, meant.last) == ("00000000", None)


def test_the_mirror_of_another_dossier_is_refused(kept: Kept) -> None:
    marker = kept.mirrored.parent / mirror.MARKER
    marker.write_text(marker.read_text().replace(DOSSIER, "0000-0000"))
    with refused(NotAllowed, "another dossier"):
        mirror_place.chosen(kept.open(), kept.mirrored.parent, "00000000")


def test_a_damaged_record_takes_the_place_of_no_good_one(kept: Kept) -> None:
    kept.open().update(OTHER, lambda case: append(case, reopening()))
    kept.purge(DUE)
    kept.closed("zzzz-zzzz")
    kept.purge(DUE)
    good = kept.mirrored.parent / mirror.RECORD
    whole = good.read_bytes()
    record = kept.private / "destroyed.yaml"
    record.write_bytes(record.read_bytes()[:-20])
    mirror.replay(kept.open())
    assert good.read_bytes() == whole
    with pytest.raises(NotReadable):
        kept.backup()
    assert good.read_bytes() == whole


def test_a_file_is_no_place_for_a_mirror_and_is_not_remembered_as_one(kept: Kept) -> None:
    file = kept.root / "drawer.txt"
    file.write_text("x")
    with refused(NotAllowed, f"{file} is a file, and keys are kept in a folder"):
        mirror_place.chosen(kept.open(), file, "0" * 8)
    assert [one.folder for one in upkeep.read(kept.private).mirrors] == [kept.mirrored.parent]
