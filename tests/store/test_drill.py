"""Whether the keys would survive the laptop."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.store.cabinets import Kept, make_kept
from tests.store.conftest import DUE
from tests.strategies import CASE, TODAY
from vp.store import drill, upkeep

WEEK = timedelta(days=7)


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return make_kept(tmp_path / "laptop")


def keys(kept: Kept, days: int = 0) -> list[str]:
    return [one.key for one in drill.inspect(kept.open(), TODAY + timedelta(days=days))]


def test_with_a_fresh_copy_that_opens_nothing_is_wrong(kept: Kept) -> None:
    kept.backup()
    assert keys(kept, 7) == []


def test_a_week_without_a_copy_is_told_and_a_week_after_the_first_day_too(kept: Kept) -> None:
    assert keys(kept, 7) == []
    assert keys(kept, 8) == ["mirror_old"]
    kept.backup(TODAY + WEEK)
    assert keys(kept, 14) == []
    assert keys(kept, 15) == ["mirror_old"]


def test_a_year_without_rotation_is_told(kept: Kept) -> None:
    kept.backup(TODAY + timedelta(days=366))
    assert keys(kept, 366) == ["rotation"]


def test_a_copy_that_lacks_a_key_or_does_not_open_is_found(kept: Kept) -> None:
    kept.backup()
    (kept.mirrored / f"{CASE}.age").write_bytes(b"x")
    (kept.mirrored / "profile.age").unlink()
    assert keys(kept) == ["mirror_lacks", "mirror_fails"]


def test_a_copy_out_of_reach_that_holds_destroyed_keys_is_told(kept: Kept) -> None:
    kept.backup()
    kept.stick.rename(kept.root / "drawer")
    assert keys(kept) == []
    kept.purge(DUE)
    assert keys(kept) == ["mirror_away"]


def test_a_line_that_is_damaged_costs_no_other(kept: Kept) -> None:
    kept.backup()
    path = kept.private / upkeep.NAME
    before = upkeep.read(kept.private)
    path.write_bytes(b"mirror: x\nrotated: 2026-99-99\n\xff\n" + path.read_bytes())
    assert upkeep.read(kept.private) == before
