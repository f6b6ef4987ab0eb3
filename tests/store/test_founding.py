import stat
from contextlib import suppress
from pathlib import Path

import pytest

from tests.faults.seam import Seam, through
from tests.store.conftest import Laptop, make_laptop, opens, refused
from tests.strategies import CASE, DOSSIER, TODAY, make_profile
from vp.domain.profile import Profile
from vp.errors import NotAllowed, NotThere
from vp.store import clock
from vp.store.age import new_identity
from vp.store.founding import Plan, found, require_free
from vp.store.papers import load_profile


def files_of(place: Path) -> set[str]:
    """The files below a folder, by their names in it."""
    return {str(path.relative_to(place)) for path in place.rglob("*") if path.is_file()}


@pytest.mark.requirement("WV-02")
def test_a_new_dossier_needs_nothing_of_anyone_else(laptop: Laptop) -> None:
    """Two folders of the counsellor's own, and one recipient: himself."""
    assert files_of(laptop.folder) == {".gitattributes", ".gitignore", "profile.age", "vp.yaml"}
    assert files_of(laptop.home) == {
        "CACHEDIR.TAG",
        "dossier.txt",
        "rotation.lock",
        f"{DOSSIER}/clock.yaml",
        f"{DOSSIER}/keys/profile.age",
        f"{DOSSIER}/recipients.txt",
        f"{DOSSIER}/upkeep.txt",
    }
    lines = (laptop.private / "recipients.txt").read_text().splitlines()
    assert lines == ["# counsellor", laptop.identity.recipient]
    laptop.add()
    assert opens(laptop, CASE)


def test_a_new_dossier_is_for_its_owner_alone(laptop: Laptop) -> None:
    for place in (laptop.home, laptop.folder):
        for path in (place, *place.rglob("*")):
            expected = 0o700 if path.is_dir() else 0o600
            assert stat.S_IMODE(path.stat().st_mode) == expected, path


def test_it_knows_where_it_is_which_day_it_is_and_whose_it_is(laptop: Laptop) -> None:
    assert (laptop.home / "dossier.txt").read_text() == f"{laptop.folder}\n"
    assert clock.read(laptop.private) == clock.Clock(last=TODAY)
    profile: Profile = load_profile(laptop.open())
    assert (profile.dossier, profile.format) == (DOSSIER, 1)


def test_backup_programs_are_asked_to_pass_the_keys_by(laptop: Laptop) -> None:
    tag = (laptop.home / "CACHEDIR.TAG").read_bytes()
    assert tag.startswith(b"Signature: 8a477f597d28d172789f06886806bc55\n")


def test_git_is_told_to_leave_the_bytes_alone(laptop: Laptop) -> None:
    assert (laptop.folder / ".gitattributes").read_text() == "* -text -diff -merge -filter -ident\n"
    assert (laptop.folder / ".gitignore").read_text() == ".vp-*\n"


def test_a_folder_that_is_taken_is_not_taken_again(laptop: Laptop, tmp_path: Path) -> None:
    with refused(NotAllowed, "is a dossier already"):
        make_laptop(tmp_path / "one")
    (laptop.folder / "vp.yaml").unlink()
    (laptop.cases / f"{CASE}.age").touch()
    with refused(NotAllowed, "holds cases, but no vp.yaml"):
        require_free(laptop.folder)


def test_cut_off_anywhere_there_is_no_dossier_and_the_next_begins_anew(tmp_path: Path) -> None:
    """The id is drawn anew each time; what is left of the one before is an empty cabinet."""
    for at in range(1, 200):
        root, identity = tmp_path / str(at), new_identity()
        laptop = Laptop(root / "dossier", root / "home", identity)

        def begin(dossier: str, laptop: Laptop = laptop) -> None:
            everyone = {"counsellor": laptop.identity.recipient}
            plan = Plan(laptop.folder, laptop.home, dossier, "nl", everyone, TODAY)
            found(plan, make_profile(), laptop.identity)

        with through(Seam(at, _interrupt)) as seam, suppress(KeyboardInterrupt):
            begin("0000-0000")
        if not seam.struck:
            assert at > 30
            return
        if (laptop.folder / "vp.yaml").exists():
            assert load_profile(laptop.open()).dossier == "0000-0000"
            continue
        with refused(NotThere):
            laptop.open()
        begin(DOSSIER)
        laptop.add()
        assert opens(laptop, CASE)
    raise AssertionError("it never ended")


def _interrupt() -> None:
    raise KeyboardInterrupt
