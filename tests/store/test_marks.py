"""An older version of a case never passes for the newest, with an index or without one."""

import shutil

import pytest

from tests.store.conftest import OTHER, Laptop, refused
from tests.store.test_index import add_deputy, told
from tests.strategies import CASE, note
from vp.store import marks, pages
from vp.store.marks import WentBack

WENT_BACK = f"case {CASE} is older than what this laptop has seen of it: it went back"


@pytest.fixture
def rolled(laptop: Laptop) -> Laptop:
    """A laptop on which somebody put the first version of a case back, three notes later."""
    laptop.add(CASE)
    laptop.add(OTHER)
    older = laptop.open().case_path(CASE).read_bytes()
    for number in range(3):
        laptop.append(CASE, note(number=number))
    told(laptop)
    laptop.open().case_path(CASE).write_bytes(older)
    return laptop


def test_it_is_neither_read_nor_added_to(rolled: Laptop) -> None:
    with refused(WentBack, WENT_BACK):
        rolled.open().load(CASE)
    with refused(WentBack, WENT_BACK):
        rolled.append(CASE, note(number=7))
    assert list(told(rolled)[0].unreadable) == [CASE]
    rolled.append(OTHER, note(number=7))


def test_the_loss_of_the_index_does_not_hide_it(rolled: Laptop) -> None:
    shutil.rmtree(rolled.private / pages.FOLDER)
    assert list(told(rolled)[0].unreadable) == [CASE]


def test_a_person_can_say_that_it_is_right(rolled: Laptop) -> None:
    assert rolled.open().accept(CASE) == 1
    assert rolled.open().load(CASE).revision == 1
    assert told(rolled)[0].unreadable == {}
    assert rolled.append(CASE, note(number=7)).revision == 2
    older = rolled.open().case_path(CASE).read_bytes()
    rolled.append(CASE, note(number=8))
    rolled.open().case_path(CASE).write_bytes(older)
    with refused(WentBack, WENT_BACK):
        rolled.open().load(CASE)


def test_a_version_from_elsewhere_is_seen_when_it_is_listed(laptop: Laptop) -> None:
    laptop.add(CASE)
    older = laptop.open().case_path(CASE).read_bytes()
    laptop.append(CASE, note(number=1))
    newer = laptop.open().case_path(CASE).read_bytes()
    laptop.open().accept(CASE)
    shutil.rmtree(laptop.private / marks.FOLDER)
    laptop.open().case_path(CASE).write_bytes(older)
    assert told(laptop)[0].unreadable == {}
    laptop.open().case_path(CASE).write_bytes(newer)
    assert told(laptop)[0].unreadable == {}
    laptop.open().case_path(CASE).write_bytes(older)
    assert list(told(laptop)[0].unreadable) == [CASE]


def test_marks_lie_sealed_and_are_read_by_whoever_can_open_the_keys(rolled: Laptop) -> None:
    for path in (rolled.private / marks.FOLDER).iterdir():
        assert path.read_bytes().startswith(b"age-encryption.org/v1\n")
        assert path.stat().st_mode & 0o077 == 0
    add_deputy(rolled)
    with refused(WentBack, WENT_BACK):
        rolled.open().load(CASE)


@pytest.mark.parametrize("left", [b"", b"age-encryption.org/v1\n"])
def test_damaged_marks_lock_nobody_out_and_grow_again(left: bytes, rolled: Laptop) -> None:
    (rolled.private / marks.FOLDER / f"{CASE[0]}.age").write_bytes(left)
    assert rolled.open().load(CASE).revision == 1
    older = rolled.open().case_path(CASE).read_bytes()
    rolled.append(CASE, note(number=7))
    rolled.open().case_path(CASE).write_bytes(older)
    with refused(WentBack, WENT_BACK):
        rolled.open().load(CASE)
