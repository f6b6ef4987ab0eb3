"""Settings that came along with a sync are told until somebody says that they are right."""

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from tests.store.cabinets import Kept, make_kept
from tests.store.conftest import Laptop
from tests.store.syncs import bare, synced
from tests.strategies import TODAY
from vp.domain.profile import Terms
from vp.errors import Usage
from vp.store import accepted, altered, syncing
from vp.store.age import new_identity, seal
from vp.store.altered import Altered
from vp.store.belongings import inspect
from vp.store.papers import update_profile


def follows(laptop: Laptop, remote: Path | None = None) -> None:
    """The laptop synced as the command does it."""
    with altered.watching(laptop.open(), TODAY):
        synced(laptop, remote, there=(syncing.NEWEST,) if remote else ())


def shortens(laptop: Laptop, months: int) -> None:
    """A file is kept so many months from now on."""
    terms = Terms(retention_months=months)
    update_profile(laptop.open(), lambda old: msgspec.structs.replace(old, terms=terms))


def test_what_a_sync_changed_is_told_by_name_until_it_is_accepted(
    laptop: Laptop, second: Laptop, tmp_path: Path
) -> None:
    remote = bare(tmp_path / "remote.git")
    follows(laptop, remote)
    follows(second, remote)
    shortens(second, 6)
    follows(second)
    follows(laptop)
    assert altered.read(second.open()) is None
    assert altered.read(laptop.open()) == Altered(str(TODAY), ("terms",))
    (told,) = [one for one in inspect(laptop.open(), laptop.home, TODAY) if one.key == "settings"]
    assert told.fields == {"day": str(TODAY), "fields": "terms"}
    altered.accept(laptop.open())
    assert altered.read(laptop.open()) is None
    follows(laptop)
    assert altered.read(laptop.open()) is None


def test_later_changes_are_added_and_ones_of_our_own_are_not_told(
    laptop: Laptop, second: Laptop, tmp_path: Path
) -> None:
    remote = bare(tmp_path / "remote.git")
    for one in (laptop, second):
        follows(one, remote)
    shortens(laptop, 12)
    follows(laptop)
    assert altered.read(laptop.open()) is None
    follows(second)
    update_profile(laptop.open(), lambda old: msgspec.structs.replace(old, threshold=3))
    follows(laptop)
    follows(second)
    assert altered.read(second.open()) == Altered(str(TODAY), ("terms", "threshold"))


def test_settings_that_do_not_open_any_more_are_told_too(laptop: Laptop) -> None:
    path = laptop.folder / "profile.age"
    with altered.watching(laptop.open(), TODAY):
        path.write_bytes(seal(b"x", [new_identity().recipient]))
    assert altered.read(laptop.open()) == Altered(str(TODAY), (altered.UNKNOWN,))


def test_a_sync_that_is_broken_off_is_remembered_all_the_same(laptop: Laptop) -> None:
    def broken_off() -> None:
        with altered.watching(laptop.open(), TODAY):
            shortens(laptop, 3)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken_off()
    assert altered.read(laptop.open()) == Altered(str(TODAY), ("terms",))


def test_a_line_that_is_damaged_is_no_change(laptop: Laptop) -> None:
    (laptop.private / altered.NAME).write_bytes(b"\xff 2026\n")
    assert altered.read(laptop.open()) is None


# What was accepted


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return make_kept(tmp_path / "laptop")


def test_what_was_accepted_counts_for_a_year(kept: Kept) -> None:
    accepted.accept(kept.private, "disk", TODAY)
    accepted.accept(kept.private, "swap", TODAY + timedelta(days=100))
    assert accepted.read(kept.private, TODAY) == {"disk"}
    assert accepted.read(kept.private, TODAY + accepted.LASTS) == {"disk", "swap"}
    assert accepted.read(kept.private, TODAY + timedelta(days=366)) == {"swap"}
    assert accepted.read(kept.private, TODAY - timedelta(days=1)) == set()


@pytest.mark.parametrize("key", ["rights", "no_key", "mirror_old", "", "DISK"])
def test_what_is_wrong_for_certain_cannot_be_accepted(key: str, kept: Kept) -> None:
    with pytest.raises(Usage):
        accepted.accept(kept.private, key, TODAY)
    assert accepted.read(kept.private, TODAY) == set()


def test_a_damaged_line_accepts_nothing(kept: Kept) -> None:
    (kept.private / accepted.NAME).write_bytes(b"disk\nswap 2026-99-99\n\xff\nstick 2026-06-01\n")
    assert accepted.read(kept.private, TODAY) == {"stick"}
