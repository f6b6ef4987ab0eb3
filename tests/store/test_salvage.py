"""A damaged file comes back from the versions in git, and nothing is thrown away for it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.store.conftest import Laptop
from tests.strategies import CASE, TODAY, note
from vp.store import git, redaction, salvage, seen
from vp.store.inspection import Finding, inspect
from vp.store.mending import repair
from vp.store.papers import load_profile, update_journal, update_profile
from vp.store.seen import Mark


@pytest.fixture
def versions(begun: Laptop) -> Laptop:
    """A case with two versions in git, and a profile and a journal with one."""
    begun.append(CASE, note(text="en nog iets"))
    update_journal(begun.open(), 2026, lambda journal: journal)
    update_profile(begun.open(), lambda profile: profile)
    git.commit(begun.folder, TODAY)
    return begun


def findings(laptop: Laptop) -> list[Finding]:
    return list(inspect(laptop.open(), laptop.home, lambda _done, _all: None))


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        (f"cases/{CASE}.age", cut),
        (f"cases/{CASE}.age", Path.unlink),
        ("profile.age", cut),
        ("profile.age", Path.unlink),
        ("journal/2026.age", cut),
        ("journal/2026.age", Path.unlink),
    ],
)
def test_what_is_damaged_or_gone_comes_back_as_it_was(
    name: str, damage: Callable[[Path], None], versions: Laptop
) -> None:
    path = versions.folder / name
    before = path.read_bytes()
    damage(path)
    (one,) = findings(versions)
    assert repair(one, versions.open())
    assert path.read_bytes() == before
    assert findings(versions) == []
    aside = versions.private / salvage.FOLDER
    kept = [one.read_bytes() for one in aside.iterdir()] if aside.is_dir() else []
    assert kept == ([before[:-1]] if damage is cut else [])


def test_the_newest_version_that_opens_is_taken_and_what_is_missing_is_told(
    versions: Laptop,
) -> None:
    newest = versions.append(CASE, note(text="nooit in git gekomen"))
    mark = Mark(revision=newest.revision)
    seen.write(versions.open(), seen.Seen(dossier=newest.dossier, files={CASE: mark}))
    path = versions.cases / f"{CASE}.age"
    cut(path)
    (one,) = findings(versions)
    assert repair(one, versions.open())
    assert [one.key for one in findings(versions)] == ["went_back"]
    versions.open().accept(CASE)
    assert [entry.text for entry in versions.open().load(CASE).log] == [
        "het hele verhaal",
        "en nog iets",
    ]


def test_a_version_from_before_a_redaction_is_never_taken(versions: Laptop) -> None:
    case = versions.open().load(CASE)
    versions.open().redact(CASE, lambda _old: case)
    assert redaction.recorded(versions.private / "destroyed.yaml")[0]
    path = versions.cases / f"{CASE}.age"
    cut(path)
    damaged = path.read_bytes()
    (one,) = findings(versions)
    assert not repair(one, versions.open())
    assert path.read_bytes() == damaged


def test_without_versions_nothing_is_touched(laptop: Laptop) -> None:
    laptop.add(CASE)
    path = laptop.cases / f"{CASE}.age"
    cut(path)
    damaged = path.read_bytes()
    assert not repair(findings(laptop)[-1], laptop.open())
    assert path.read_bytes() == damaged
    assert load_profile(laptop.open()).revision == 0


def test_a_file_that_opens_after_all_stays_as_it_is(versions: Laptop) -> None:
    before = (versions.cases / f"{CASE}.age").read_bytes()
    assert salvage.restore(versions.open(), CASE)
    assert (versions.cases / f"{CASE}.age").read_bytes() == before
