"""Every half-done state that `vp.store.shelf` names, made by hand and met by the next command."""

import os
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from tests.store.conftest import DUE, OTHER, Laptop, fresh_key, opens
from tests.strategies import AT, CASE, OPENED, closing, hold_set, note, reopening
from vp.domain.retention import Term, add_months
from vp.errors import NotWritten
from vp.store import drafts, files
from vp.store.destruction import digests

STALE = ".vp-0123456789abcdef.tmp"


def read_only(laptop: Laptop) -> None:
    laptop.open()


def writing(laptop: Laptop) -> None:
    laptop.write()


def unsettle(laptop: Laptop, name: str) -> None:
    """The last step of the intake of this case is not done."""
    (laptop.keys / f"{name}.age").rename(laptop.keys / f"{name}.new.age")


# 1. temporaries


def test_temporaries_are_swept_by_the_next_command_that_writes(laptop: Laptop) -> None:
    laptop.add()
    drafts.save(laptop.open(), CASE, b"x")
    places = [laptop.folder, laptop.cases, laptop.folder / "journal", laptop.private, laptop.keys]
    for place in (*places, laptop.private / "drafts"):
        (place / STALE).write_bytes(b"half")
    laptop.open()
    assert len(laptop.debris()) == 6
    laptop.write()
    assert laptop.debris() == []
    assert opens(laptop, CASE)


@pytest.mark.parametrize("step", ["key", "case"])
def test_a_new_file_cut_off_between_its_two_names_stays_whole(step: str, laptop: Laptop) -> None:
    """`link` was done and `unlink` was not: the temporary is a second name of the file."""
    laptop.add()
    path = laptop.keys / f"{CASE}.age" if step == "key" else laptop.cases / f"{CASE}.age"
    os.link(path, path.with_name(STALE))
    unsettle(laptop, CASE)
    laptop.open()
    assert laptop.debris() == []
    assert opens(laptop, CASE)


# 2. a fresh key and no case


@pytest.mark.parametrize("command", [read_only, writing])
def test_an_intake_that_was_never_acknowledged_leaves_nothing(
    command: Callable[[Laptop], None], laptop: Laptop
) -> None:
    fresh_key(laptop, CASE)
    command(laptop)
    assert laptop.key_names() == ["profile.age"]
    assert laptop.open().ids() == []


def test_a_fresh_key_is_kept_while_the_folder_with_the_cases_is_not_there(laptop: Laptop) -> None:
    fresh_key(laptop, CASE)
    laptop.cases.rename(laptop.home / "unmounted")
    laptop.write()
    assert laptop.key_names() == [f"{CASE}.new.age", "profile.age"]


def test_a_name_that_was_only_claimed_is_given_back(laptop: Laptop) -> None:
    """On a disk without hard links a new file is claimed, and filled by a rename."""
    fresh_key(laptop, CASE)
    (laptop.cases / f"{CASE}.age").touch()
    laptop.open()
    assert laptop.key_names() == ["profile.age"]
    assert laptop.open().ids() == []


# 3. a fresh key with its case


@pytest.mark.parametrize("command", [read_only, writing])
def test_an_intake_cut_off_before_its_last_step_is_finished(
    command: Callable[[Laptop], None], laptop: Laptop
) -> None:
    saved = laptop.add()
    unsettle(laptop, CASE)
    command(laptop)
    assert laptop.key_names() == [f"{CASE}.age", "profile.age"]
    assert laptop.open().load(CASE) == saved


def test_an_import_of_a_closed_case_cut_off_gets_its_term_when_it_is_opened(
    laptop: Laptop,
) -> None:
    laptop.add(CASE, closing(at=AT, on=OPENED))
    (laptop.keys / laptop.key_names()[0]).rename(laptop.keys / f"{CASE}.new.age")
    dossier = laptop.open()
    assert dossier.cabinet.terms() == [Term(CASE, None, "")]
    dossier.load(CASE)
    assert [term.due for term in laptop.open().cabinet.terms()] == [DUE]


# 4. a plain key and no case


@pytest.mark.parametrize("dated", [False, True])
def test_a_plain_key_without_a_case_is_never_touched(dated: bool, laptop: Laptop) -> None:
    if dated:
        laptop.closed(CASE)
    else:
        laptop.add(CASE)
    laptop.add(OTHER)
    (laptop.cases / f"{CASE}.age").rename(laptop.home / "elsewhere")
    before = {name: (laptop.keys / name).read_bytes() for name in laptop.key_names()}
    laptop.write()
    laptop.append(OTHER, note())
    assert laptop.purge(DUE - timedelta(days=1)) == []
    assert {name: (laptop.keys / name).read_bytes() for name in laptop.key_names()} == before
    (laptop.home / "elsewhere").rename(laptop.cases / f"{CASE}.age")
    assert opens(laptop, CASE)


def test_no_key_is_touched_while_the_whole_folder_is_not_there(laptop: Laptop) -> None:
    laptop.closed(CASE)
    laptop.add(OTHER)
    before = laptop.key_names()
    laptop.cases.rename(laptop.home / "unmounted")
    laptop.write()
    assert laptop.key_names() == before
    (laptop.home / "unmounted").rename(laptop.cases)
    assert opens(laptop, CASE)
    assert opens(laptop, OTHER)


def test_a_fresh_key_beside_a_plain_one_is_never_renamed_over_it(laptop: Laptop) -> None:
    saved = laptop.add()
    before = (laptop.keys / f"{CASE}.age").read_bytes()
    fresh_key(laptop, CASE)
    laptop.write()
    assert (laptop.keys / f"{CASE}.age").read_bytes() == before
    assert laptop.open().load(CASE) == saved


# 5. a key's name that does not fit


def cut_off(laptop: Laptop, change: Callable[[], object]) -> None:
    """The case is changed, and the key keeps the name it had."""
    before = {name: (laptop.keys / name).read_bytes() for name in laptop.key_names()}
    change()
    shutil.rmtree(laptop.keys)
    laptop.keys.mkdir(mode=0o700)
    for name, data in before.items():
        (laptop.keys / name).write_bytes(data)


def closes(laptop: Laptop) -> None:
    laptop.add()
    cut_off(laptop, lambda: laptop.append(CASE, closing(at=AT, on=OPENED)))


def reopens(laptop: Laptop) -> None:
    laptop.closed()
    cut_off(laptop, lambda: laptop.append(CASE, reopening()))


def holds(laptop: Laptop) -> None:
    laptop.closed()
    cut_off(laptop, lambda: laptop.append(CASE, hold_set()))


@pytest.mark.parametrize(("state", "due"), [(closes, DUE), (reopens, None), (holds, None)])
def test_a_name_that_does_not_fit_keeps_purge_off_and_is_put_right_by_opening(
    state: Callable[[Laptop], None], due: object, laptop: Laptop
) -> None:
    state(laptop)
    assert laptop.purge(DUE + timedelta(days=3650)) == []
    assert (laptop.cases / f"{CASE}.age").exists()
    laptop.open().load(CASE)
    assert [term.due for term in laptop.open().cabinet.terms()] == [due]
    assert laptop.purge(DUE) == ([CASE] if due else [])


def test_an_old_name_that_came_back_destroys_nothing_and_goes(laptop: Laptop) -> None:
    """Closed, copied, opened again, and the copy of the cabinet put back."""
    laptop.closed()
    copy = laptop.copy(laptop.folder.parent / "copy")
    laptop.append(CASE, reopening())
    shutil.copytree(copy.keys, laptop.keys, dirs_exist_ok=True)
    late = DUE + timedelta(days=3650)
    assert laptop.purge(late) == []
    laptop.append(CASE, closing(number=2, on=late))
    assert laptop.purge(late) == []
    assert laptop.purge(add_months(late, 24)) == [CASE]
    assert laptop.key_names() == ["profile.age"]


def test_reading_does_not_fail_for_a_name_that_cannot_be_put_right(
    laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name stays as it is, purge keeps off, and the next command tries again."""
    holds(laptop)
    dossier = laptop.open()

    def rename(_old: Path, _new: Path) -> None:
        raise NotWritten("{name}", name="k")

    monkeypatch.setattr(files, "rename", rename)
    assert dossier.load(CASE).id == CASE
    assert digests(dossier, dossier.cabinet.terms(), DUE)[CASE] != dossier.cabinet.terms()[0].digest
